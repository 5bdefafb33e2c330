"""When two articles carry the same statement: a position or an assessment said in the same or nearly the same words."""

import json
import sqlite3
from functools import lru_cache

from tracker.desk.folding import shift
from tracker.desk.observed import Observed
from tracker.domain import matters, names
from tracker.store.queries import observations
from tracker.store.queries import positions as stored

# The same words printed again within so many days are the same statement; later they are a repetition of their own.
_REACH = 120


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(names.fold(text).split())


def likeness(one: str, two: str) -> float:
    """Token F1 of two texts, 1 of equal ones; 0.9 where the shorter, five words and more, stands in the longer."""
    a, b = _words(one), _words(two)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 5 and f" {' '.join(short)} " in f" {' '.join(long)} ":
        return 0.9
    rest = list(long)
    shared = 0
    for word in short:
        if word in rest:
            rest.remove(word)
            shared += 1
    return 2 * shared / (len(a) + len(b))


def position_key(payload: dict[str, object]) -> str:
    """The stable key of a position: holder, issue, stance and words."""
    person = payload["holder_person"] or ""
    words = " ".join(_words(str(payload["text"])))[:160]
    return f"{payload['holder_party']}|{names.fold(str(person))}|{payload['issue']}|{payload['stance']}|{words}"


def assessment_key(payload: dict[str, object]) -> str:
    """The stable key of an assessment: kind, what about, party, voice and words."""
    about = payload["about_meeting"] or payload["about_track"] or ""
    words = payload["words"]
    listed = "+".join(names.fold(str(word)) for word in words) if isinstance(words, list) else ""
    return f"{payload['kind']}|{about}|{payload['party'] or ''}|{listed}"


def find_position(
    connection: sqlite3.Connection, one: Observed, holder: int, person: int | None, day: str, taken: set[int]
) -> int | None:
    """The known position that says the same: of one holder, on one issue, in nearly the same words; None where none.

    Words that are all but equal are one statement whatever stance was read in them.
    """
    payload = one.payload
    best: list[tuple[str, int]] = []
    value = 0.0
    for row in stored.similar(connection, holder, payload["issue"], shift(day, -_REACH), shift(day, _REACH)):
        if row["id"] in taken or (person and row["holder_person"] and person != row["holder_person"]):
            continue
        if not _may_be_one(payload["text"], row["text"]):
            continue
        alike = likeness(payload["text"], row["text"])
        needed = 0.6 if row["stance"] == payload["stance"] else 0.85
        if alike >= needed and alike >= value:
            best = best if alike == value else []
            best.append((row["reported_date"] or "", row["id"]))
            value = alike
    latest = [fact for day, fact in best if day == max(best)[0]]
    return _first_told(connection, "position", latest)


def _first_told(connection: sqlite3.Connection, kind: str, facts: list[int]) -> int | None:
    if len(facts) > 1:
        return observations.by_age(connection, kind, facts)[0]
    return facts[0] if facts else None


def _may_be_one(one: str, two: str) -> bool:
    """Words nearly the same say another thing where one text denies, or asks for less, and the other does not."""
    return matters.says_no(one) == matters.says_no(two) and matters.has_fallback(one) == matters.has_fallback(two)


def find_assessment(
    connection: sqlite3.Connection,
    one: Observed,
    meeting: int | None,
    track: int | None,
    party: int | None,
    day: str,
    taken: set[int],
) -> int | None:
    """The known assessment that says the same of the same, by the same side; None where none."""
    payload = one.payload
    mine = {names.fold(str(word)) for word in payload["words"]}
    near = stored.similar_assessments(
        connection, payload["kind"], meeting, track, shift(day, -_REACH), shift(day, _REACH)
    )
    fits: list[int] = []
    for row in near:
        if row["id"] in taken or (row["party"] is not None and party is not None and row["party"] != party):
            continue
        theirs = {names.fold(str(word)) for word in json.loads(row["words"])}
        text = likeness(" ".join(sorted(mine)), " ".join(sorted(theirs)))
        if mine and theirs and (len(mine & theirs) / len(mine | theirs) >= 0.5 or text >= 0.75):
            fits.append(row["id"])
    if len(fits) > 1:
        return observations.by_age(connection, "assessment", fits)[-1]
    return fits[0] if fits else None
