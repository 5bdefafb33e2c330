"""How a position moved against what the same side said before on the same matter: softer, harder, reversed.

A side moves by its own word, or by an act that an outlet reports as news ("rejected the offer"). What another side
tells of it, what an outlet recalls, a statement told again, and the first word on a matter move nothing.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from tracker.domain import edtf, matters, names
from tracker.domain.stances import movement

# What an outlet says of a side in its own voice is background, unless it reports an act.
_OWN_VOICE: Final = ("on_record", "named_reported_speech", "anonymous_official", "document")
# A statement printed so many days after it was said, or more, is an old one printed anew.
_OLD_AFTER: Final = 7
# What can be done by an act: a demand or a wish in an outlet's words is how things stand.
_ACTS: Final = ("accept", "reject", "concession", "proposal", "conditional_support")
_FIRM: Final = ("demand", "precondition")
# The issue is a common undertaking: who wants it is for it.
_JOINT: Final = ("process", "ceasefire")
# An offer of a truce is called a deal as often: taking and refusing such offers is measured across these issues.
_OFFERS: Final = ("ceasefire", "settlement")
_ANSWERS: Final = ("accept", "reject")


class Move(NamedTuple):
    """new, unchanged, softer, harder or reversed; and the statement it is measured by (None where new)."""

    kind: str
    follows: int | None


class _Said(NamedTuple):
    id: int
    day: str
    person: int | None
    issue: str
    stance: str
    text: str
    matter: frozenset[str]


def moves(found: Iterable[sqlite3.Row]) -> dict[int, Move]:
    """How each statement moved, by row number; rows of `queries.positions` in the order of their reports."""
    said: dict[tuple[int, str], list[_Said]] = {}
    moved: dict[int, Move] = {}
    for row in found:
        top = row["issue_name"].partition("/")[0]
        earlier = said.setdefault((row["holder_party"], "offers" if top in _OFFERS else top), [])
        now = _said(row)
        before = _measure(earlier, now)
        relayed = is_relayed(row)
        if before is None:
            moved[row["id"]] = Move("new", None)
        elif relayed or not _is_word_of_side(row):
            kind = "softer" if not relayed and _softened(before, now) else "unchanged"
            moved[row["id"]] = Move(kind, before.id)
        else:
            moved[row["id"]] = Move(_kind(before, now, top), before.id)
        if not relayed and row["stance"] != "undecided" and not is_old(row) and not _is_recalled(row):
            earlier.append(now)
    return moved


def is_own(row: sqlite3.Row) -> bool:
    """True where the side speaks itself; False where another side or an outlet tells what it wants."""
    return not is_relayed(row) and (row["attribution_status"] in _OWN_VOICE or row["typed_by"] is not None)


def is_relayed(row: sqlite3.Row) -> bool:
    """True where somebody of another side speaks."""
    return row["speaker_party"] is not None and row["speaker_party"] != row["holder_party"]


def is_old(row: sqlite3.Row) -> bool:
    """True where it was said at least a week before it was reported: a stale statement printed anew."""
    said, reported = edtf.last_day(row["said_date"]), row["reported_date"]
    return said is not None and reported is not None and (date.fromisoformat(reported) - said).days >= _OLD_AFTER


def _is_word_of_side(row: sqlite3.Row) -> bool:
    """True where the side moves by it: its own word, or an act of it that an outlet reports as news."""
    if is_old(row):
        return False
    if row["typed_by"] is not None:
        return True
    if row["attribution_status"] in _OWN_VOICE:
        direct = row["attribution_status"] == "on_record" and row["quote"] != "indirect"
        return direct or not matters.recalls(row["text"], told=True)
    return row["stance"] in _ACTS and matters.is_act(row["text"])


def _is_recalled(row: sqlite3.Row) -> bool:
    """True where an outlet recalls what a side wanted once: nothing to measure by."""
    return row["attribution_status"] not in _OWN_VOICE and row["typed_by"] is None and matters.recalls(row["text"])


def _said(row: sqlite3.Row) -> _Said:
    return _Said(
        row["id"],
        row["day"],
        row["holder_person"],
        row["issue_name"],
        row["stance"],
        row["text"],
        matters.matter(row["text"], _names_in(row["party_name"], row["person_name"], row["speaker_name"])),
    )


@lru_cache(maxsize=512)
def _names_in(*found: str | None) -> frozenset[str]:
    return frozenset(word for name in found if name for word in names.fold(name).split())


def _measure(earlier: Sequence[_Said], now: _Said) -> _Said | None:
    """The statement to measure by: of the last earlier day with one on the same matter the most alike; None: none."""
    best: tuple[int, bool, bool] | None = None
    found: _Said | None = None
    for one in reversed(earlier):
        if one.day >= now.day or not _same_matter(one, now):
            continue
        if found is not None and one.day != found.day:
            break
        alike = (len(one.matter & now.matter), one.stance == now.stance, one.person == now.person)
        if best is None or alike > best:
            best, found = alike, one
    return found


def _same_matter(one: _Said, two: _Said) -> bool:
    (a, _, finer), (b, _, other) = one.issue.partition("/"), two.issue.partition("/")
    if a != b:
        return one.stance in _ANSWERS and two.stance in _ANSWERS
    if finer and other:
        return finer == other
    return bool(one.matter & two.matter)


def _kind(before: _Said, now: _Said, top: str) -> str:
    if now.stance == "undecided":
        return "unchanged"
    if _softened(before, now):
        return "softer"
    return movement(before.stance, now.stance, joint=top in _JOINT)


def _softened(before: _Said, now: _Said) -> bool:
    """The same asked for, but a lesser thing would do now."""
    firm = before.stance in _FIRM and now.stance in _FIRM
    return firm and matters.has_fallback(now.text) and not matters.has_fallback(before.text)
