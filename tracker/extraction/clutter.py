"""What a site put between an article's words: profiles and headlines glued to a name ("Lee Ann LeeMore news")."""

import re
from functools import cache
from importlib import resources
from tomllib import loads as parsed
from typing import Final

# A family name, then the same person's full name in the order of an index ("Lee Ann Lee", "Ann Lee Ann (Annie) B. Lee")
# with no space before what follows: a profile that a site links to, written into the sentence. "MORE" ends the
# headlines of such a profile where they stand after it.
_PROFILE: Final = re.compile(
    r"\b(?P<family>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?P<profile>"
    r"(?:\s+(?:[A-Z][\w.'’-]*|\([A-Z][\w.]+\))){1,5}\s+(?P=family)(?=[A-Z]))"
)
_HEADLINES: Final = re.compile(r"(?:(?!\bMORE\b)[^\n]){1,600}?\bMORE\b")


def without_profiles(text: str) -> str:
    """`text` of the same length, with blanks for profiles and their headlines, so that a parser reads on."""
    out: list[str] = []
    at = 0
    for match in _PROFILE.finditer(text):
        if match.start() < at:
            continue
        tail = _HEADLINES.match(text, match.end())
        end = tail.end() if tail else match.end()
        out += [text[at : match.start("profile")], " " * (end - match.start("profile"))]
        at = end
    return "".join([*out, text[at:]])


@cache
def _furniture() -> re.Pattern[str]:
    """Everything that lexicons/furniture.toml names, as one expression; a sentence before an ending goes with it."""
    text = (resources.files("tracker.extraction") / "lexicons" / "furniture.toml").read_text("utf-8")
    words = {
        name: "|".join(map(re.escape, sorted(found, key=len, reverse=True))) for name, found in parsed(text).items()
    }
    return re.compile(
        rf"^[ \t]*(?:{words['lines']})[^\n]*$|\b(?:{words['phrases']})\b"
        rf"|(?:(?<=[.!?”\"] )|^)[^.!?\n]{{1,300}}\b(?:{words['endings']})\b\.?",
        re.IGNORECASE | re.MULTILINE,
    )


def without_furniture(text: str) -> str:
    """`text` of the same length, blank where a site put something between paragraphs ("Related Coverage", credits)."""
    return _furniture().sub(lambda match: " " * len(match[0]), text)
