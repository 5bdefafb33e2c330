"""What is to be done to bring a file to the annotated record: what is wrong, what differs, what is missing.

Which suggestion is which annotated record is decided by the functions of score.py, in its order.
"""

import copy
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from tests.benchmarks.effort_gold import KINDS, Differences, Record, core
from tests.benchmarks.effort_state import state
from tracker.store.database import Database

Fact = tuple[str, int]


@dataclass
class Plan:
    """Work on one article.

    Attributes:
        reject: facts that the annotation lacks.
        change: (kind of list, annotated, ours, fields that differ).
        create: (kind of list, annotated) that the file has not.
        recover: less sure suggestions that are right: shown on request, then accepted.
        right: facts that are as annotated.
    """

    differences: Differences
    reject: list[Fact] = field(default_factory=list)
    change: list[tuple[str, Record, Record, list[str]]] = field(default_factory=list)
    create: list[tuple[str, Record]] = field(default_factory=list)
    recover: list[Fact] = field(default_factory=list)
    right: list[Fact] = field(default_factory=list)


def plan(score: ModuleType, gold: Record, db: Database) -> Plan:
    """Compare the file with the annotated record of its one article."""
    gold = copy.deepcopy(gold)
    found: dict[str, list[Record]] = state(db)
    coalitions = score.name_parties_alike(gold, found)
    pairs: dict[str, Record] = {}
    differences = Differences(score, gold, found, coalitions, pairs)
    made = Plan(differences)
    matched = {kind: _matches(score, kind, gold, found, coalitions) for kind in KINDS}
    for kind in ("persons", "venues", "tracks", "meetings"):
        pairs |= {one["id"]: mine for one, mine in matched[kind]}
    for kind in KINDS:
        ours = {id(mine) for _, mine in matched[kind]}
        golds = {id(one) for one, _ in matched[kind]}
        for one, mine in matched[kind]:
            fields = differences.of(kind, one, mine) if one.get("tier", "core") == "core" else []
            if fields == ["people"]:
                missing, extra, changed = differences.people_differ(one, mine)
                if not missing and not changed:
                    # Only too many: each is rejected by itself.
                    made.reject += [row["fact"] for row in extra]
                    fields = []
            if fields:
                made.change.append((kind, one, mine, fields))
            else:
                made.right.append(mine["fact"])
        made.reject += [mine["fact"] for mine in found[kind] if id(mine) not in ours]
        made.create += [
            (kind, one)
            for one in gold.get(kind, [])
            if id(one) not in golds and (one.get("tier", "core") == "core" or _is_needed(kind, one, gold))
        ]
    _recover(score, db, made)
    return made


def _is_needed(kind: str, record: Record, gold: Record) -> bool:
    """True for talks that are not required themselves, but a required judgement is about them."""
    abouts = {one.get("about") for one in core(gold["assessments"])}
    return kind == "tracks" and record.get("tier") == "extended" and record["id"] in abouts


def _matches(score: ModuleType, kind: str, gold: Record, found: Record, coalitions: Any) -> list[tuple[Record, Record]]:
    people_g, people_p = score.by_id(gold["persons"]), score.by_id(found["persons"])

    def tracks_match(a: Record, b: Record) -> float:
        accepted = [a["parties"], *a.get("accept_parties", [])]
        if not any(score.expand(x, coalitions) == score.expand(b["parties"], coalitions) for x in accepted):
            return 0
        return 1 if b.get("level") in [a.get("level"), *a.get("accept_levels", [])] else 0.5

    rules = {
        "parties": lambda a, b: 1 if a["id"] == b["id"] else 0,
        "persons": lambda a, b: 1 if score.person_match(a, b) else 0,
        "venues": score.place_match,
        "tracks": tracks_match,
        "meetings": lambda a, b: score.meeting_score(a, b, people_g, people_p, coalitions),
        "positions": score.position_score,
        "assessments": lambda a, b: (
            1 + (score.voice(a, people_g) == score.voice(b, people_p)) if score.span_overlap(a, b) else 0
        ),
    }
    return [(a, b) for a, b, _ in score.assign(gold.get(kind, []), found[kind], rules[kind])]


def _recover(score: ModuleType, db: Database, made: Plan) -> None:
    """Positions and assessments that are missing, but stand among the less sure suggestions as annotated."""
    if not made.create:
        return
    below = state(db, below=True)
    gold = made.differences.gold
    shown = {one["fact"] for kind in KINDS for one in made.differences.found[kind]}
    score.name_parties_alike(copy.deepcopy(gold), below)
    for kind in ("positions", "assessments"):
        wanted = [one for what, one in made.create if what == kind]
        left = [one for one in below[kind] if one["fact"] not in shown]
        for one, mine in _matches(
            score, kind, gold | {kind: wanted}, below | {kind: left}, made.differences.coalitions
        ):
            if len(made.differences.of(kind, one, mine)) <= _WORTH:
                made.recover.append(mine["fact"])
                made.create = [(what, other) for what, other in made.create if other is not one]
                fields = made.differences.of(kind, one, mine)
                if fields:
                    made.change.append((kind, one, mine, fields))


_WORTH = 3
"""A less sure suggestion with so many wrong fields is still shorter to change than to type anew."""
