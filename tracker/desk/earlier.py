"""What an article said when it was read before, and which of it a new reading repeats."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.desk.observed import Observed
from tracker.domain import names
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import observations as readings


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
    """Pair each observation with the earlier reading that it repeats: by name first, then by its words."""
    matched: dict[int, Earlier] = {}
    by_name = {(one.kind, one.local): one for one in earlier}
    rest = []
    for one in observed:
        before = by_name.get((one.kind, one.local))
        if before is not None and not before.used:
            before.used = True
            matched[id(one)] = before
        else:
            rest.append(one)
    for one in rest:
        spans = {(span.start, span.end) for span in one.evidence[:3]}
        best, shared = None, 0.0
        for before in earlier:
            if before.used or before.kind != one.kind or not _same_subject(one, json.loads(before.payload)):
                continue
            value = _covered(spans, before.spans)
            if value > shared:
                best, shared = before, value
        if best is not None and shared >= 0.5:
            best.used = True
            matched[id(one)] = best
    return matched


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
