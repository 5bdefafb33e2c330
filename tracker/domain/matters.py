"""What a statement is about, and how a text tells it: by its words alone, from the lists of `matters.toml`. Pure.

Two statements on one issue can be about different matters ("security": disarmament, or guarantees). Only a statement
about the same matter can be softer or harder than another.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:years?|decades?|months?) (?:ago|earlier|before)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|'ve|’ve)\b((?:\s+\w+){1,3})", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|cannot|neither|nor)\b|n['’]t\b", re.IGNORECASE)
_HAD = re.compile(r"\bhad\b(?!\s+to\b)", re.IGNORECASE)
_WHO_HAD = re.compile(r"\b(?:who|which|that)\s+had\b(?!\s+to\b)", re.IGNORECASE)
_PLUPERFECT = re.compile(r"\bhad\b(?:\s+\w+){0,2}\s+\w+", re.IGNORECASE)
_STEM_OF = 6


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("matters.toml").read_text("utf-8"))


@cache
def _same() -> dict[str, str]:
    return {word: line.split()[0] for line in _raw()["same"] for word in line.split()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_raw()[name].split())


@cache
def _phrases(name: str) -> re.Pattern[str]:
    words = sorted((re.escape(one).replace("_", r"\s+") for one in _words(name)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def matter(text: str, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of a statement that tell what it is about, each by its class or its stem.

    Args:
        text: the words of the statement.
        names: lower-case words that name the sides and so tell nothing.
    """
    same, empty = _same(), _words("empty")
    found = set()
    for raw in _WORD.findall(text):
        word = raw.lower().replace("’", "'").removesuffix("'s")
        if word in same:
            found.add(same[word])
        elif word not in empty and len(word) > 3 and not _is_name(word, names):
            found.add(word[:_STEM_OF])
    return frozenset(found)


def _is_name(word: str, names: frozenset[str]) -> bool:
    """True for a name, and for a word made of one ("israeli")."""
    return word in names or any(word[:size] in names for size in range(4, len(word)))


def forms(stem: str) -> list[str]:
    """How the words begin that `matter` gives this stem for: letters and digits alone."""
    found = [word for word, first in _same().items() if first == stem] or [stem]
    return sorted({part for word in found for part in re.findall(r"\w+", word)[:1] if len(part) > 1})


def recalls(text: str, *, told: bool = False) -> bool:
    """True where the text recalls what was so before ("had rejected", "in the past", a year): no news.

    Args:
        text: the words.
        told: they are somebody's speech retold, where "had agreed" stands for "has agreed".
    """
    if _YEAR.search(text) or _phrases("recalled").search(text):
        return True
    return bool((_WHO_HAD if told else _HAD).search(text))


def is_act(text: str) -> bool:
    """True where an outlet reports, as news, that a side did something: accepted, refused, called off.

    "Has agreed" is news; "has demanded", "has rejected", "had agreed" tell how things stood, as does the present.
    """
    if _YEAR.search(text) or _phrases("recalled").search(text):
        return False
    if any(word.lower() in _words("acts_news") for words in _PERFECT.findall(text) for word in words.split()):
        return True
    plain = _PERFECT.sub(" ", _PLUPERFECT.sub(" ", text))
    return any(word.lower() in _words("acts") for word in _WORD.findall(plain))


def says_no(text: str) -> bool:
    """True where the words deny: "not", "never", "won't"."""
    return bool(_NOT.search(text))


def has_fallback(text: str) -> bool:
    """True where a lesser thing is asked for beside the first: "or at least", "would settle for"."""
    return bool(_phrases("fallback").search(text))
