"""What an article said when it was read before, and which of it a new reading repeats."""

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from tracker.desk.observed import Observed
from tracker.domain import names
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import observations as readings

_NUMBERED: Final = re.compile(r" #\d+$")


@dataclass(slots=True)
class Earlier:
    """One present reading of this article."""

    extraction: int
    kind: str
    local: str
    payload: str
    fact: int
    confidence: float
    rule: str
    spans: list[tuple[int, int]]
    used: bool = False


def read_earlier(connection: sqlite3.Connection, article: int) -> list[Earlier]:
    """The present readings of an article with their spans; empty where it was never read."""
    spans: dict[int, list[tuple[int, int]]] = {}
    found = readings.of_article(connection, article)
    if not found:
        return []
    for row in evidence_rows.spans_of_article(connection, article):
        spans.setdefault(row["extraction"], []).append((row["start"], row["end"]))
    return [
        Earlier(
            row["extraction"],
            row["kind"],
            row["local_id"],
            row["payload"],
            row["fact"],
            row["confidence"],
            row["rule"],
            spans.get(row["extraction"], []),
        )
        for row in found
    ]


def match_earlier(observed: Iterable[Observed], earlier: list[Earlier]) -> dict[int, Earlier]:
    """Pair each observation with the earlier reading that it repeats: by name first, then by its words.

    Of several meetings of one name ("… #2" is but the second in the order of the record) the words decide which is
    which. Who was there goes with the meeting, by the names that it and the person had before.
    """
    everything = list(observed)
    matched: dict[int, Earlier] = {}
    called: dict[tuple[str, str], str] = {}
    by_name = {(one.kind, one.local): one for one in earlier}

    def pair(one: Observed, before: Earlier | None) -> None:
        if before is not None and not before.used and id(one) not in matched:
            before.used = True
            matched[id(one)] = before
            called[one.kind, one.local] = before.local

    for one in _of_one_name(everything, earlier):
        pair(one, _closest(one, [each for each in earlier if _plain(each) == _plain(one)]))
    for one in everything:
        if one.kind != "attendance":
            pair(one, by_name.get((one.kind, one.local)))
    left = [one for one in everything if id(one) not in matched]
    for one in left:
        if one.kind == "meeting":
            pair(one, _closest(one, earlier))
    for one in left:
        if one.kind == "attendance":
            meeting, person = one.payload["meeting"], one.payload["person"]
            name = f"{called.get(('meeting', meeting), meeting)}|{called.get(('person', person), person)}"
            pair(one, by_name.get(("attendance", name)))
    for one in left:
        if id(one) not in matched:
            pair(one, _closest(one, earlier))
    return matched


def _closest(one: Observed, earlier: Iterable[Earlier]) -> Earlier | None:
    """The unused reading of the same subject whose words one has in common, half of them at least."""
    spans = {(span.start, span.end) for span in one.evidence[:3]}
    best, shared = None, 0.0
    for before in earlier:
        if before.used or before.kind != one.kind or not _same_subject(one, json.loads(before.payload)):
            continue
        value = _covered(spans, before.spans)
        if value > shared:
            best, shared = before, value
    return best if shared >= 0.5 else None


def _plain(one: Observed | Earlier) -> tuple[str, str]:
    return one.kind, _NUMBERED.sub("", one.local)


def _of_one_name(observed: Iterable[Observed], earlier: Iterable[Earlier]) -> list[Observed]:
    """Meetings whose name, without its number, is that of another one too, now or before."""
    names_ = [_plain(one) for one in observed if one.kind == "meeting"]
    before = [_plain(one) for one in earlier if one.kind == "meeting"]
    several = {name for name in names_ if names_.count(name) > 1 or before.count(name) > 1}
    return [one for one in observed if _plain(one) in several]


def _same_subject(one: Observed, payload: dict[str, Any]) -> bool:
    """True where two readings of one span can be of one fact: the same kind of thing of the same parties."""
    mine = one.payload
    if one.kind == "person":
        return names.same_person(mine["name"], payload["name"])
    if one.kind == "attendance":
        return bool(mine["person"] == payload["person"]) and bool(mine["meeting"] == payload["meeting"])
    subject = {
        "meeting": ("kind", "parties"),
        "position": ("holder_party",),
        "assessment": ("kind",),
        "track": ("parties", "level"),
        "track_event": ("track", "kind"),
        "party": ("name",),
        "venue": ("name",),
    }[one.kind]
    return all(mine[name] == payload[name] for name in subject)


def _covered(spans: set[tuple[int, int]], others: list[tuple[int, int]]) -> float:
    """The share of characters that the closest pair of spans has in common."""
    best = 0.0
    for start, end in spans:
        for first, last in others:
            shared = min(end, last) - max(start, first)
            if shared > 0:
                best = max(best, shared / max(end - start, last - first))
    return best
