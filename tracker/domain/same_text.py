"""Which words of one article stand in another: an agency's text printed twice, or a statement quoted in both. Pure.

Two articles are compared by their shingles (runs of four words, whatever case and punctuation). Words of one article
that lie in shingles of the other make runs; a run of `LEAST` words and more, at most two words changed at a time, is
text that came to both from one hand. Inside of quotation marks fewer will do, where the articles are of the same days.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

LEAST: Final = 8
"""A run of fewer words can stand in two articles by chance."""
LEAST_QUOTED: Final = 5
"""So many words that somebody is quoted with are the same statement in articles of the same days."""
_SHINGLE: Final = 4
# A word or two that an editor changed do not end a run.
_CHANGED: Final = 2
# Articles are looked up by marks: hashes of runs of six words, of each four on end the least. Nine words in
# common hold a mark of both texts; which marks a text has hangs on nothing but the text.
_MARKED: Final = 6
_WINDOW: Final = 4

_WORD: Final = re.compile(r"[^\W_]+")
_MARK: Final = re.compile(r"[“”\"\n]")


class Run(NamedTuple):
    """Where a run stands: code points of the text, half-open."""

    start: int
    end: int


class Words(NamedTuple):
    """The words of a text, case-folded, where each stands, and whether it stands inside of quotation marks."""

    folded: tuple[str, ...]
    places: tuple[Run, ...]
    quoted: tuple[bool, ...]


@lru_cache(maxsize=16)
def words(text: str, start: int = 0) -> Words:
    """The words of a text from `start` on: letters and digits alone, so that "U.S." is two.

    The last ones are kept: an article is looked at for its marks, then beside each of its neighbours.
    """
    found = list(_WORD.finditer(text, start))
    ends = [*_quotations(text, start), Run(len(text), len(text))]
    quoted, at = [], 0
    for one in found:
        while ends[at].end <= one.start():
            at += 1
        quoted.append(ends[at].start <= one.start())
    return Words(tuple(one[0].casefold() for one in found), tuple(Run(*one.span()) for one in found), tuple(quoted))


def _quotations(text: str, start: int) -> Iterator[Run]:
    """What stands in quotation marks; a paragraph ends one that was never closed."""
    begun = -1
    for mark in _MARK.finditer(text, start):
        if begun >= 0:
            yield Run(begun, mark.start())
        begun = mark.end() if mark[0] != "\n" and mark[0] != "”" and begun < 0 else -1


def _shingles(folded: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(folded) - _SHINGLE + 1):
        yield tuple(folded[at : at + _SHINGLE])


def marks(of: Words) -> list[int]:
    """The marks of a text, sorted: numbers of 32 bits, the same in every program."""
    hashes = [
        int.from_bytes(blake2b(" ".join(of.folded[at : at + _MARKED]).encode(), digest_size=4).digest(), "big")
        for at in range(len(of.folded) - _MARKED + 1)
    ]
    windows = range(max(len(hashes) - _WINDOW + 1, 1))
    return sorted({min(hashes[at : at + _WINDOW]) for at in windows}) if hashes else []


def _have_words_on_end(one: Words, two: Words) -> bool:
    """True where eight words on end stand in both: that two texts are compared must not hang on which is later."""
    a, b = sorted((one.folded, two.folded), key=len)
    short = {a[at : at + LEAST] for at in range(len(a) - LEAST + 1)}
    return any(b[at : at + LEAST] in short for at in range(len(b) - LEAST + 1))


def shared(one: Words, other: Words, *, same_days: bool = False) -> list[Run]:
    """The runs of a text that stand in another, too; in text order.

    The two need not have the same order of sentences, nor be of one length, but eight words on end in common.

    Args:
        one: the text's words.
        other: those of the other text.
        same_days: they are of the same days, so that a short quotation is the same statement.
    """
    if not _have_words_on_end(one, other):
        return []
    known = frozenset(_shingles(other.folded))
    covered = [False] * len(one.folded)
    for at, shingle in enumerate(_shingles(one.folded)):
        if shingle in known:
            covered[at : at + _SHINGLE] = [True] * _SHINGLE
    runs = []
    begun = last = -1
    common = quoted = 0
    for at, is_common in enumerate([*covered, *[False] * (_CHANGED + 1)]):
        if is_common:
            if begun < 0:
                begun, common, quoted = at, 0, 0
            last = at
            # Figures and days stand in many texts alike.
            common += not one.folded[at].isdigit()
            quoted += one.quoted[at]
        elif begun >= 0 and at - last > _CHANGED:
            if common >= LEAST or (same_days and quoted >= LEAST_QUOTED):
                runs.append(Run(one.places[begun].start, one.places[last].end))
            begun = -1
    return runs
