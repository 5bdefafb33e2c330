"""How two words are compared in a filter: without regard to case and accents."""

import unicodedata

# Letters of the Latin alphabet that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e"}
)


def folded_or_none(text: str | None) -> str | None:
    """`folded` for a column that may be NULL: the form SQL calls."""
    return None if text is None else folded(text)


def folded(text: str) -> str:
    """`text` in lower case without accents and strokes; its length may change ("ß" becomes "ss")."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)).translate(_LETTERS)
