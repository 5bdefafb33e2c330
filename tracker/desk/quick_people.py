"""The people part of a typed line about a meeting ("with Rubio, Yermak head, -Witkoff"), read and written."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.desk import edit
from tracker.desk.linking import folded_name
from tracker.desk.typed_values import known_person
from tracker.desk.views import AttendanceView
from tracker.domain import names
from tracker.domain.vocabulary import ATTENDANCE_STATUSES, DELEGATION_ROLES
from tracker.store.database import Database
from tracker.store.journal import Write
from tracker.store.queries import known_facts, rows
from tracker.store.queries import names as known

_SHORTEST = 3
"""Letters of "present", "head", … that are enough: fewer could begin a name."""


@dataclass(frozen=True, slots=True)
class Who:
    """One person of a typed line. `row` is the attendance that is known already; empty texts say nothing."""

    name: str
    side: str = ""
    status: str = ""
    role: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Who is there, and whose attendance is taken away (rows)."""

    there: tuple[Who, ...] = ()
    away: tuple[AttendanceView, ...] = ()

    def with_status(self, usual: str) -> "People":
        """The same people; those without a status have the usual one."""
        return replace(self, there=tuple(replace(who, status=who.status or usual) for who in self.there))

    def told(self, connection: sqlite3.Connection) -> list[str]:
        """One line for a person to check: whole names, and who is not known yet."""
        parts = []
        for who in self.there:
            called = _known_as(connection, who)
            more = ", ".join(part for part in ("" if called else "new", who.side, who.status, who.role) if part)
            parts.append(f"{called or who.name} ({more})" if more else called or who.name)
        parts += [f"without {one.name}" for one in self.away]
        return ["; ".join(parts)] if parts else []


NOBODY: Final = People()


def read_people(text: str, there: Sequence[AttendanceView], whole: Callable[[str], str]) -> tuple[People, list[str]]:
    """Read a list of people.

    Args:
        text: names with commas or "and" between; after a name may stand its party in brackets, a status, "head" or
            "member"; a minus before a name takes that person away, and alone everybody.
        there: who is known to be at this meeting.
        whole: makes a short name whole.

    Returns:
        The people, and sentences about what cannot stand.
    """
    found: list[Who] = []
    away: list[AttendanceView] = []
    wrong: list[str] = []
    for piece in (one.strip() for one in re.split(r",|\sand\s|\s&\s", text)):
        if not piece:
            continue
        if piece == "-":
            away += there
        elif piece.startswith("-"):
            fits = [one for one in there if _is_called(one.name, piece[1:])]
            if len(fits) == 1:
                away += fits
            else:
                wrong.append(f"“{piece[1:].strip()}” is {'several people' if fits else 'nobody'} of this meeting.")
        else:
            found.append(_who(piece, there, whole))
    return People(tuple(found), tuple(away)), wrong


def _who(piece: str, there: Sequence[AttendanceView], whole: Callable[[str], str]) -> Who:
    status = role = side = ""
    words = piece.split()
    while len(words) > 1:
        last = words[-1].lower()
        statuses = [one for one in ATTENDANCE_STATUSES if one.startswith(last)]
        roles = [one for one in DELEGATION_ROLES if one.startswith(last)]
        if len(last) < _SHORTEST or words[-1] != last or not (statuses or roles):
            break
        status, role = (statuses[0], role) if statuses else (status, roles[0])
        words.pop()
    if len(words) > 1 and (match := re.fullmatch(r"\(([^()]+)\)", words[-1])):
        side = match[1].upper()
        words.pop()
    name = " ".join(words)
    fits = [one for one in there if _is_called(one.name, name)]
    if len(fits) == 1:
        return Who(fits[0].name, side, status, role, fits[0].id)
    return Who(whole(name), side, status, role)


def _is_called(name: str, typed: str) -> bool:
    wanted = names.fold(typed).split()
    have = names.fold(name).split()
    return bool(wanted) and all(any(word.startswith(one) for word in have) for one in wanted)


def write_people(db: Database, write: Write, meeting: int, people: People, actor: str | None) -> int:
    """Write who attends a meeting; a side that was not typed is the person's own party, where it is one of the sides.

    Returns:
        How many rows were made, changed or taken away.
    """
    connection = db.read
    count = 0
    for who in people.there:
        values = {"status": who.status, "delegation_role": who.role, "side": who.side}
        values = {name: text for name, text in values.items() if text}
        if who.row is not None:
            count += edit.edit(db, "attendance", who.row, values, actor=actor).txn is not None
            continue
        values |= {
            "meeting": f"#{meeting}",
            "person": _typed(connection, who),
        }
        values.setdefault("status", _usual(connection, meeting))
        if not who.side and (side := _side(connection, meeting, who.name)):
            values["side"] = side
        done = edit.create(db, "attendance", values, actor=actor)
        if who.side and done.fact is not None:
            _give_party(db, done.fact, who.side, actor)
        count += 1
    for one in people.away:
        write.update("attendance", one.id, state="rejected")
        count += 1
    return count


def _usual(connection: sqlite3.Connection, meeting: int) -> str:
    row = rows.fact(connection, "meeting", meeting)
    status = row["status"] if row is not None else ""
    return "present" if status in ("held", "ongoing") else "conditional" if status == "conditional" else "expected"


def _numbers(connection: sqlite3.Connection, name: str) -> list[int]:
    return known.named(connection, "person", folded_name(name))


def _known_as(connection: sqlite3.Connection, who: Who) -> str:
    """The whole name of the known person that is meant; empty where nobody is called so."""
    if who.row is not None:
        return who.name
    try:
        number = known_person(connection, _typed(connection, who))
    except ValueError:  # several: said beside the line
        return who.name
    return str(rows.facts(connection, "person", [number])[number]["name"]) if number is not None else ""


def several_meant(connection: sqlite3.Connection, people: People) -> list[str]:
    """A sentence for each name that several known people have."""
    wrong = []
    for who in people.there:
        try:
            if who.row is None:
                known_person(connection, _typed(connection, who))
        except ValueError as error:
            wrong.append(str(error))
    return wrong


def _typed(connection: sqlite3.Connection, who: Who) -> str:
    return f"{who.name} ({who.side})" if _is_known(connection, who) else who.name


def _is_known(connection: sqlite3.Connection, who: Who) -> bool:
    """True where a known person has this name and party: the brackets then tell people of one name apart."""
    if not who.side:
        return False
    row = known.party_of_code(connection, who.side)
    people = rows.facts(connection, "person", _numbers(connection, who.name)).values()
    return row is not None and any(one["party"] == row["id"] for one in people)


def _side(connection: sqlite3.Connection, meeting: int, name: str) -> str:
    found = rows.facts(connection, "person", _numbers(connection, name))
    parties = {one["party"] for one in found.values() if one["state"] != "rejected" and one["party"] is not None}
    sides = {row["party"] for row in known_facts.row_of(connection, "meeting_party", "meeting", [meeting])}
    both = parties & sides
    return known.party_codes(connection).get(both.pop(), "") if len(both) == 1 else ""


def _give_party(db: Database, attendance: int, side: str, actor: str | None) -> None:
    """A person who was made with this line is of the party that stands in brackets."""
    row = rows.fact(db.read, "attendance", attendance)
    person = rows.fact(db.read, "person", row["person"]) if row is not None else None
    if person is not None and person["party"] is None:
        edit.edit(db, "person", person["id"], {"party": side}, actor=actor)
