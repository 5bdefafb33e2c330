"""One line that says what a fact is: for rows, marks, messages and the journal."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from tracker.domain import edtf
from tracker.domain.headline import headline
from tracker.domain.names import family_name
from tracker.store.queries import claims as claim_rows
from tracker.store.queries import known_facts, rows
from tracker.store.queries import meetings as meeting_rows
from tracker.store.queries import names as known
from tracker.store.queries import positions as position_rows

_LONG = 70


def what_of(kind: str, parties: Sequence[str], people: Sequence[str], form: str | None = None) -> str:
    """A meeting in short: the two people who meet, else the sides."""
    if kind == "session":
        return f"{(form or 'session').replace('_', ' ')} session"
    if len(people) == 2:
        return f"{family_name(people[0])}–{family_name(people[1])}"
    sides = " – ".join(parties)
    if len(people) == 1 and len(parties) < 2:
        return family_name(people[0])
    return sides or ", ".join(family_name(name) for name in people[:3]) or kind.replace("_", " ")


def titles(connection: sqlite3.Connection, facts: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The titles of facts of any kinds; a fact that is gone has none."""
    by_kind: dict[str, list[int]] = {}
    for kind, number in facts:
        by_kind.setdefault(kind, []).append(number)
    found: dict[tuple[str, int], str] = {}
    for kind, numbers in by_kind.items():
        makers = {
            "meeting": _meetings,
            "attendance": _attendance,
            "position": _positions,
            "assessment": _assessments,
            "person": _people,
            "track_event": _events,
            "claim": _claims,
        }
        made = makers.get(kind, _named)(connection, kind, list(dict.fromkeys(numbers)))
        found.update({(kind, number): title for number, title in made.items()})
    return found


def title(connection: sqlite3.Connection, kind: str, number: int) -> str:
    """The title of one fact; its kind and number where it is gone."""
    return titles(connection, [(kind, number)]).get((kind, number), f"{kind} {number}")


def article_title(row: sqlite3.Row) -> str:
    """What an article is called: its title, else the name of its file or its address; pasted, its first words."""
    file = str(row["file"])
    if file == "-" and not row["title"] and "text" in row.keys():  # noqa: SIM118 - a row iterates over its values
        return headline(row["text"][row["body_start"] :]) or file
    return str(row["title"] or (file if "://" in file else PurePath(file).name or file))


def short(text: str, most: int = _LONG) -> str:
    """Text on one line, cut with an ellipsis after `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _named(connection: sqlite3.Connection, kind: str, numbers: list[int]) -> dict[int, str]:
    return {number: row["name"] for number, row in rows.facts(connection, kind, numbers).items()}


def _people(connection: sqlite3.Connection, kind: str, numbers: list[int]) -> dict[int, str]:
    codes = known.party_codes(connection)
    return {
        number: f"{row['name']} ({codes[row['party']]})" if row["party"] in codes else row["name"]
        for number, row in rows.facts(connection, kind, numbers).items()
    }


def _meetings(connection: sqlite3.Connection, _kind: str, numbers: list[int]) -> dict[int, str]:
    parties = meeting_rows.parties(connection, numbers)
    attendance = meeting_rows.attendance(connection, numbers)
    found = {}
    for row in meeting_rows.by_ids(connection, numbers):
        people = [one["name"] for one in attendance.get(row["id"], ()) if one["state"] != "rejected"]
        what = what_of(row["kind"], parties.get(row["id"], ()), people, row["format"])
        parts = [what, edtf.shown(row["date"]) or row["date_text"], row["place"]]
        found[row["id"]] = ", ".join(part for part in parts if part) + f" ({row['status']})"
    return found


def _attendance(connection: sqlite3.Connection, kind: str, numbers: list[int]) -> dict[int, str]:
    facts = rows.facts(connection, kind, numbers)
    people = known.person_names(connection, [row["person"] for row in facts.values()])
    meetings = _meetings(connection, "meeting", list({row["meeting"] for row in facts.values()}))
    return {
        number: f"{people.get(row['person'], '?')} {row['status']}: {meetings.get(row['meeting'], '?')}"
        for number, row in facts.items()
    }


def _positions(connection: sqlite3.Connection, _kind: str, numbers: list[int]) -> dict[int, str]:
    return {
        row["id"]: f"{row['party_code']} {row['stance'].replace('_', ' ')}, {row['issue_name']}: {short(row['text'])}"
        for row in position_rows.by_ids(connection, numbers)
    }


def _assessments(connection: sqlite3.Connection, _kind: str, numbers: list[int]) -> dict[int, str]:
    found = {}
    for row in position_rows.assessments_by_ids(connection, numbers):
        voice = row["speaker_name"] or row["speaker_text"] or row["party_code"]
        words = short("; ".join(json.loads(row["words"])))
        found[row["id"]] = f"{row['kind'].replace('_', ' ')}: {words}" + (f" ({voice})" if voice else "")
    return found


def _events(connection: sqlite3.Connection, kind: str, numbers: list[int]) -> dict[int, str]:
    facts = rows.facts(connection, kind, numbers)
    tracks = rows.facts(connection, "track", [row["track"] for row in facts.values()])
    return {
        number: f"{tracks[row['track']]['name']}: talks {row['kind']}"
        + (f", {edtf.shown(row['date'])}" if row["date"] else "")
        for number, row in facts.items()
        if row["track"] in tracks
    }


def _claims(connection: sqlite3.Connection, _kind: str, numbers: list[int]) -> dict[int, str]:
    found = {}
    for number, row in claim_rows.by_ids(connection, numbers).items():
        if row["kind"] == "breach":
            what, day = f"who broke the {row['about']}", row["day"]
        elif row["kind"] == "start":
            what, day = f"beginning of the {row['about']}", row["value"][:10]
        else:
            what, day = f"“{short(row['value'])}”, denied", row["day"]
        found[number] = f"{what}, {edtf.shown(day)}"
    return found


def track_name(connection: sqlite3.Connection, track: int) -> str:
    """The name of a track; its parties where it has none."""
    row = rows.fact(connection, "track", track)
    if row is not None and row["name"]:
        return str(row["name"])
    return " – ".join(one["code"] for one in known_facts.track_parties(connection, [track]).get(track, ()))
