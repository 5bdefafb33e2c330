"""Text from outside without the characters that act instead of being read.

A control character steers the terminal, a bidirectional override shows words in another order than they are stored,
an invisible character makes two words that look alike differ. Pure string work, used twice: once when an article is
read (`clean` keeps every offset), once more when anything is shown.
"""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Line ends that only some programs know (form feed, vertical tab, next line, line and paragraph separator).
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
# Unicode's Default_Ignorable_Code_Point (zero-width, bidirectional, fillers, variation selectors, tags), and the other
# format characters that paint nothing. Arabic and Kaithi number signs are format characters that are seen: they stay.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# Half of a pair, and code points that are no characters: not text that anybody wrote.
_BROKEN = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

_ACTING = re.compile(f"[{_LINE_ENDS}]|[{_INVISIBLE}{_CONTROLS}]|[{_BROKEN}]")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]")
_WHITE = re.compile(r"\s+")


def clean(text: str) -> str:
    r"""Replace every control, override and invisible character by one that is harmless; the length stays.

    Tab, line feed and carriage return stay, and so does a byte order mark as the very first character (the stored text
    of a file keeps it). Other line ends become a line feed, because they end a line; what paints nothing becomes a
    space, because a space can be neither mistaken for a letter nor seen as dirt in a quotation, and words stay words
    for the parser; a lone surrogate or a code point that is no character becomes U+FFFD, because something unreadable
    stood there.

    Args:
        text: any string, also one with lone surrogates.

    Returns:
        A string with `len(result) == len(text)`; `clean(clean(text)) == clean(text)`.
    """
    cleaned = _ACTING.sub(_harmless, text)
    return "\ufeff" + cleaned[1:] if text.startswith("\ufeff") else cleaned


def _harmless(match: re.Match[str]) -> str:
    char = match[0]
    if char in _LINE_ENDS:
        return "\n"
    return " " if _INVISIBLES.match(char) or ord(char) < 0xA0 else REPLACEMENT


def one_line(text: str) -> str:
    """`text` cleaned, every run of white space a single space, nothing at the ends: for a title, a name, a message."""
    return _WHITE.sub(" ", clean(text).removeprefix("\ufeff")).strip()


def without_invisibles(text: str) -> str:
    """`text` with invisible characters taken out, not replaced: only for text that has no offsets yet.

    A soft hyphen or a zero-width space inside a word of a web page would otherwise cut the word in two.
    """
    return _INVISIBLES.sub("", text)
