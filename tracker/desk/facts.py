"""One fact, whole: its fields as text, its words, where it came from, and what a person decided of it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import Any

from tracker.desk.folding import fold
from tracker.desk.meeting_history import steps_of
from tracker.desk.moment import by_ids, moment
from tracker.desk.refolding import meeting_values
from tracker.desk.seen import of_meetings
from tracker.desk.titles import title
from tracker.desk.titles import titles as titles_of
from tracker.desk.views import AttendanceView, EvidenceView, FactView, FieldView
from tracker.domain import edtf
from tracker.domain.fields import FIELDS
from tracker.domain.shown_values import as_read
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.queries import evidence, handing_over, known_facts, observations, rows, tracks
from tracker.store.queries import meetings as meeting_rows
from tracker.store.queries import names as known

_LISTS = ("target", "conditions", "issues", "words")
_REFERENCES = {
    "party": "party",
    "holder_party": "party",
    "side": "party",
    "person": "person",
    "holder_person": "person",
    "speaker": "person",
    "venue": "venue",
    "track": "track",
    "about_track": "track",
    "meeting": "meeting",
    "parent": "meeting",
    "about_meeting": "meeting",
}


def fact(db: Database, kind: str, number: int, as_of: date | None = None) -> FactView:
    """One fact for the detail pane, the form and the review.

    Args:
        db: the open file.
        kind: one of `domain.fields.KINDS`.
        number: row number.
        as_of: only the words that were published by the end of this day, and of a meeting what they said then; None is
            today. What a person decided holds for every day.

    Raises:
        Gone: where it is not there (any more).
    """
    connection = db.read
    row = rows.fact(connection, kind, number)
    if row is None:
        raise Gone(f"This {kind} is not there any more.")
    values = values_of(connection, kind, row)
    if as_of is not None and kind == "meeting":
        values |= _then(connection, number, as_of)
    manual = rows.manual_fields(connection, kind, [number]).get(number, {})
    said = _said(connection, kind, number, manual) if manual else {}
    shown = evidence_of(connection, kind, number, as_of)
    origins = list(dict.fromkeys(one.origin for one in shown if one.relation == "supports" and one.origin))
    return FactView(
        kind=kind,
        id=number,
        title=title(connection, kind, number),
        state=row["state"],
        confidence=row["confidence"],
        rule=row["rule"],
        fields=tuple(
            FieldView(
                name=field.name,
                label=field.label,
                value=values[field.name],
                manual=field.name in manual,
                text_says=said.get(field.name) if said.get(field.name) != values[field.name] else None,
            )
            for field in FIELDS.get(kind, ())
            if field.name != "note"
        ),
        evidence=shown,
        note=row["note"],
        basis=_basis(row, origins),
        origins=len(origins),
        attendance=attendance(connection, number) if kind == "meeting" else (),
        steps=tuple(steps_of(connection, row, as_of)) if kind == "meeting" else (),
        others=tuple(_others(connection, kind, number)),
    )


def _others(connection: sqlite3.Connection, kind: str, number: int) -> Iterator[str]:
    """What colleagues decided of a fact, one sentence each."""
    labels = {field.name: field.label.lower() for field in FIELDS.get(kind, ())}
    for row in handing_over.others(connection, kind, number):
        what = f"{labels.get(row['field'], row['field'])} " if row["field"] else ""
        value = as_read(kind, row["field"], row["value"]) if row["field"] else row["value"]
        otherwise = "" if row["applied"] else "; here it stays otherwise"
        day = f", {edtf.shown(row['decided_on'][:10])}" if row["decided_on"] else ""
        yield f"{row['decided_by']}: {what}{value or 'nothing'}{day}{otherwise}"


def titles(db: Database, facts: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """One line for each of these facts, as (kind, row number); those that are gone are left out."""
    return titles_of(db.read, facts)


def _then(connection: sqlite3.Connection, number: int, as_of: date) -> dict[str, str]:
    """The fields of a meeting as the articles by then gave them; empty where nobody had spoken of it."""
    at = moment(connection, as_of)
    if not at.past:
        return {}
    told = by_ids(connection, [number], at)
    fields = ("status", "date", "mode", "format", "duration", "condition")
    found: dict[str, str] = {}
    for one in told:
        found |= {name: getattr(one.view, name) or "" for name in fields} | {"venue": one.view.place or ""}
    return found


def evidence_of(
    connection: sqlite3.Connection, kind: str, number: int, as_of: date | None = None
) -> tuple[EvidenceView, ...]:
    """The words under a fact, earliest article first; with a day only those of articles that count by then."""
    return tuple(
        EvidenceView(
            id=row["id"],
            article=row["article"],
            article_title=row["article_title"] or PurePath(row["file"]).name,
            published=row["published"],
            start=row["start"],
            end=row["end"],
            exact=row["exact"],
            prefix=row["prefix"],
            suffix=row["suffix"],
            relation=row["relation"],
            chain=tuple(json.loads(row["links"])) if row["links"] else (),
            origin=row["origin"],
            reliability=row["reliability"],
            credibility=row["credibility"],
            same_text_as=row["origin"] if row["origin"] != row["own_origin"] else None,
        )
        for row in evidence.of_fact(connection, kind, number)
        if as_of is None or row["day"] <= as_of.isoformat()
    )


def attendance(connection: sqlite3.Connection, meeting: int) -> tuple[AttendanceView, ...]:
    """Who attends a meeting, those whom a person rejected left out."""
    return tuple(
        AttendanceView(
            id=row["id"],
            meeting=meeting,
            person=row["person"],
            name=row["name"],
            side=row["side_code"],
            status=row["status"],
            delegation_role=row["delegation_role"],
            state=row["state"],
        )
        for row in meeting_rows.attendance(connection, [meeting]).get(meeting, ())
        if row["state"] != "rejected"
    )


def values_of(connection: sqlite3.Connection, kind: str, row: sqlite3.Row) -> dict[str, str]:
    """The editable fields of a fact as a person would type them, by name; blank where unknown."""
    found = {}
    for field in FIELDS.get(kind, ()):
        found[field.name] = _text(connection, kind, row, field.name)
    return found


def _text(connection: sqlite3.Connection, kind: str, row: sqlite3.Row, name: str) -> str:
    number = row["id"]
    if name == "parties":
        if kind == "track":
            return ", ".join(one["code"] for one in known_facts.track_parties(connection, [number]).get(number, ()))
        return ", ".join(meeting_rows.parties(connection, [number]).get(number, ()))
    if name == "roles":
        return "; ".join(one["post"] for one in known.roles(connection, [number]).get(number, ()))
    if name == "aliases":
        names = [one["name"] for one in known.aliases(connection, "person", [number]).get(number, ())]
        return "; ".join(one for one in names if one != row["name"])
    if name == "process":
        return tracks.processes(connection).get(row["process"], "")
    if name == "speaker" and row["speaker"] is None:
        return row["speaker_text"] or ""
    if name == "issue":
        return known_facts.issue_name(connection, row["issue"])
    if name in _REFERENCES:
        return reference(connection, _REFERENCES[name], row[name])
    if name in _LISTS:
        separator = ", " if name == "target" else "; "
        return separator.join(str(value) for value in json.loads(row[name]))
    return str(row[name]) if row[name] is not None else ""


def reference(connection: sqlite3.Connection, kind: str, number: int | None) -> str:
    """A fact that another names, as a person would type it: a party's id, a name, "#12 …" for a meeting."""
    row = rows.fact(connection, kind, number) if number is not None else None
    if row is None:
        return ""
    if kind == "party":
        return str(row["code"])
    if kind == "meeting":
        return f"#{row['id']} {title(connection, 'meeting', row['id'])}"
    return str(row["name"])


def _basis(row: sqlite3.Row, origins: list[str]) -> str:
    if row["typed_by"]:
        note = f": {row['typed_note']}" if row["typed_note"] else ""
        typed = f"typed by {row['typed_by']}, {edtf.shown((row['typed_on'] or '')[:10])}{note}"
        return f"{', '.join(origins)}; {typed}" if origins else typed
    return ", ".join(origins)


def _said(connection: sqlite3.Connection, kind: str, number: int, manual: Iterable[str]) -> dict[str, str]:
    """What the articles say of the fields that a person set; fields that they are silent about are left out."""
    if kind == "meeting":
        seen = of_meetings(connection, [number]).get(number)
        if not seen:
            return {}
        values: dict[str, Any] = meeting_values(fold(seen))
        values["venue"] = reference(connection, "venue", values["venue"])
        values["parties"] = ", ".join(sorted(frozenset().union(*(one.parties for one in seen))))
    else:
        read = observations.of_facts(connection, kind, [number]).get(number)
        if not read:
            return {}
        values = json.loads(read[-1]["payload"])
        if values.get("speaker") is None and values.get("speaker_text"):
            values["speaker"] = values["speaker_text"]
    found = {}
    for name in manual:
        value = values.get(name)
        if isinstance(value, list):
            value = (", " if name in ("target", "parties") else "; ").join(str(one) for one in value)
        if value:
            found[name] = str(value)
    return found
