"""What a person types into the fields of a fact, checked and turned into the store's values. Nothing is written here.

A name stands for a known fact where it is one; a new name becomes `New`, which is made when everything else is right.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.desk import typed_dates, typed_durations
from tracker.desk.errors import InvalidField
from tracker.desk.linking import folded_name
from tracker.domain import names
from tracker.domain.cleaning import clean, one_line
from tracker.domain.fields import FIELDS, Field
from tracker.domain.vocabulary import issue_is_known
from tracker.store.queries import known_facts, rows, tracks
from tracker.store.queries import names as known


@dataclass(frozen=True, slots=True)
class New:
    """A party, person or venue that is not known yet: made when the values are written."""

    kind: str
    name: str
    code: str | None = None
    type: str = "other"


@dataclass(frozen=True, slots=True)
class Words:
    """A speaker who is no known person: kept as words."""

    text: str


def parse(connection: sqlite3.Connection, kind: str, values: Mapping[str, str], today: date) -> dict[str, Any]:
    """Check every value and turn it into what the store holds: texts, numbers, lists, `New`, `Words`.

    Args:
        connection: an open database.
        kind: the kind of fact.
        values: field name -> what was typed; blank empties the field.
        today: the day that "yesterday" is before.

    Raises:
        InvalidField: for the first value that cannot stand.
    """
    fields = {field.name: field for field in FIELDS[kind]}
    found: dict[str, Any] = {}
    for name, text in values.items():
        if name not in fields:
            raise InvalidField(name, f"A {kind} has no field {name}.")
        field = fields[name]
        if field.required and not text.strip():
            raise InvalidField(name, f"{field.label} cannot be empty.")
        try:
            found[name] = _value(connection, kind, field, text, today)
        except ValueError as error:
            raise InvalidField(name, str(error)) from error
    return found


def _value(connection: sqlite3.Connection, kind: str, field: Field, text: str, today: date) -> Any:
    line = one_line(text)
    match field.type:
        case "long":
            return clean(text).strip() or (None if field.required else "")
        case "choice":
            return _choice(field, line)
        case "issue":
            return _issue(line)
        case "date":
            return typed_dates.parse(line, today)
        case "day":
            return typed_dates.parse_day(line, today)
        case "duration":
            return typed_durations.parse(line)
        case "party":
            return party(connection, line) if line else None
        case "parties":
            return _parties(connection, field, line)
        case "words":
            return list(dict.fromkeys(part for part in (one.strip() for one in line.split(";")) if part))
        case "person":
            return _person(connection, field, line)
        case "venue":
            return _venue(connection, line)
        case "track":
            return _track(connection, line)
        case "meeting":
            return _meeting(connection, line)
    if kind == "party" and field.name == "code":
        return _code(line)
    if kind == "venue" and field.name == "country" and line and not re.fullmatch(r"[A-Za-z]{2}", line):
        raise ValueError(f"“{line}” is not a country's two letters: write FR, US, UA.")
    return (line.upper() if field.name == "country" else line) or None


def _choice(field: Field, line: str) -> str | None:
    if not line:
        return None
    wanted = line.lower().replace(" ", "_").replace("-", "_")
    for choice in field.choices:
        if wanted in (choice, choice.replace(" ", "_")):
            return choice
    fits = [choice for choice in field.choices if choice.startswith(wanted)]
    if len(fits) == 1:
        return fits[0]
    raise ValueError(f"{field.label} is one of {', '.join(one.replace('_', ' ') for one in field.choices)}.")


def _issue(line: str) -> str:
    head, slash, tail = line.partition("/")
    issue = head.strip().lower() + (f"/{tail.strip()}" if slash else "")
    if not issue_is_known(issue):
        raise ValueError(f"“{line}” is no issue: write territory, security, … or a finer one such as territory/Donbas.")
    return issue


def _code(line: str) -> str:
    code = line.upper()
    if not re.fullmatch(r"[\w+&.' -]{2,40}", code):
        raise ValueError("An id is 2 to 40 letters: UA, EU, HAMAS.")
    return code


def party(connection: sqlite3.Connection, line: str) -> int | New:
    """The party of an id ("UA") or a name ("Ukraine"); a new one where neither is known.

    Raises:
        ValueError: where several parties have the name.
    """
    row = known.party_of_code(connection, line.upper())
    if row is not None:
        return int(row["id"])
    found = known.named(connection, "party", names.fold(line))
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"Several parties are called “{line}”: write the id.")
    return _world_party(connection, line)


def _world_party(connection: sqlite3.Connection, line: str) -> int | New:
    """A party of the world that no article has named yet, from the extraction's own table of names."""
    from tracker.extraction import lexicon  # noqa: PLC0415 - a table that is read only when a new party is typed

    table = lexicon.load()
    entry = table.parties.get(line.upper())
    if entry is None:
        # Names in small letters as one types them: "iran".
        called = line.title() if line.islower() else line
        hits = [hit for hit in table.find(called) if (hit.start, hit.end) == (0, len(called))]
        refs = {one.ref for hit in hits for one in hit.entries if one.kind == "party" and one.ref}
        entry = table.parties.get(refs.pop()) if len(refs) == 1 else None
    if entry is None:
        return New("party", line, _code(line))
    row = known.party_of_code(connection, entry.id)
    return int(row["id"]) if row is not None else New("party", entry.name, entry.id, entry.type)


def _parties(connection: sqlite3.Connection, field: Field, line: str) -> list[int | New]:
    found = [party(connection, part) for part in (one.strip() for one in line.split(",")) if part]
    if field.required and not found:
        raise ValueError(f"{field.label} cannot be empty.")
    return list(dict.fromkeys(found))


def _person(connection: sqlite3.Connection, field: Field, line: str) -> int | New | Words | None:
    if not line:
        return None
    found = known_person(connection, line)
    if found is not None:
        return found
    if field.name == "speaker":
        return Words(line)
    return New("person", _name_and_party(line)[0])


def _name_and_party(line: str) -> tuple[str, str]:
    match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", line)
    return (match[1], match[2]) if match else (line, "")


def known_person(connection: sqlite3.Connection, line: str) -> int | None:
    """The known person of a whole name, or of a family name that is one person's; None where nobody is called so.

    Args:
        connection: the open file's.
        line: the name; its party may follow in brackets.

    Raises:
        ValueError: where several people have the name.
    """
    name, code = _name_and_party(line)
    found = known.named(connection, "person", folded_name(name))
    if not found and len(names.parts(name)) == 1:
        # A family name alone will do where it is one person's.
        found = known.with_outer_word(connection, "person", names.parts(name))
    facts = rows.facts(connection, "person", found)
    found = [number for number in found if facts[number]["state"] != "rejected"]
    if code:
        row = known.party_of_code(connection, code.upper())
        found = [number for number in found if row is not None and facts[number]["party"] == row["id"]]
    if len(found) > 1:
        codes = known.party_codes(connection)
        several = ", ".join(f"{facts[n]['name']} ({codes.get(facts[n]['party'], '?')})" for n in found[:4])
        raise ValueError(f"“{line}” can be {several}: write the whole name, with the party in brackets.")
    return found[0] if found else None


def _venue(connection: sqlite3.Connection, line: str) -> int | New | None:
    if not line:
        return None
    found = known.named(connection, "venue", names.fold(line).removeprefix("the "))
    facts = rows.facts(connection, "venue", found)
    found = [number for number in found if facts[number]["state"] != "rejected"]
    return found[0] if found else New("venue", line)


def _track(connection: sqlite3.Connection, line: str) -> int | None:
    """A known track: its number, its name, or its parties."""
    if not line:
        return None
    number = _number(connection, "track", line)
    if number is not None:
        return number
    found = [row["id"] for row in tracks.named(connection, line) if row["state"] != "rejected"]
    if not found:
        codes = [one.strip().upper() for one in re.split(r"\s*(?:,|–|—|\s-\s)\s*", line) if one.strip()]
        found = [row["id"] for row in known_facts.tracks_of(connection, "+".join(sorted(codes)))]
    if len(found) == 1:
        return int(found[0])
    if found:
        named = ", ".join(f"#{n} {rows.facts(connection, 'track', [n])[n]['level']}" for n in found)
        raise ValueError(f"Several tracks are “{line}”: write {named}.")
    raise ValueError(f"There is no track “{line}”: make the track first.")


def _meeting(connection: sqlite3.Connection, line: str) -> int | None:
    if not line:
        return None
    number = _number(connection, "meeting", line)
    if number is None:
        raise ValueError("Write the meeting's number: #12.")
    return number


def _number(connection: sqlite3.Connection, kind: str, line: str) -> int | None:
    match = re.match(r"#?(\d{1,15})(?:\s|\Z)", line)
    if not match:
        return None
    if rows.fact(connection, kind, int(match[1])) is None:
        raise ValueError(f"There is no {kind} {match[1]}.")
    return int(match[1])


def as_stored(value: Any) -> str:
    """A list as the store keeps it, to compare with what stands in a row."""
    return json.dumps(value, ensure_ascii=False)
