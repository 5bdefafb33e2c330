"""A table of positions or meetings (CSV) that a person kept elsewhere: read whole and checked before a row is taken in.

The first line names the columns: the fields of the form (`domain.fields`), by name or label, and some short words for
them. A value that cannot stand is named by line and column, all of them at once, and nothing is taken in.
"""

import codecs
import csv
import io
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from tracker.desk.edit import InvalidField
from tracker.desk.errors import Refused
from tracker.desk.handed import LONGEST
from tracker.desk.handed_whole import Handed
from tracker.desk.reading_views import Progress
from tracker.desk.taking_decisions import Decisions
from tracker.desk.taking_in import Taken, TakingIn, Tell, is_blank
from tracker.desk.typed_dates import parse_day
from tracker.desk.typed_values import New, Words, parse
from tracker.domain.cleaning import one_line
from tracker.domain.fields import FIELDS, field
from tracker.domain.names import fold
from tracker.store.database import Database
from tracker.store.journal import Write, transaction
from tracker.store.txn import user

KINDS: Final = {"position": "positions", "meeting": "meetings"}
TOLD_BY: Final = "told_by"
KNOWN_SINCE: Final = "known_since"
PEOPLE: Final = "people"
_ALSO: Final = {
    "position": {
        "party": "holder_party",
        "side": "holder_party",
        "person": "holder_person",
        "words": "text",
        "quote_kind": "quote",
        "speaker": "speaker",
        "said": "said_date",
        "reported": "reported_date",
        "towards": "target",
        "source": TOLD_BY,
        "notes": "note",
    },
    "meeting": {
        "sides": "parties",
        "day": "date",
        "place": "venue",
        "attendance": PEOPLE,
        "source": TOLD_BY,
        "notes": "note",
    },
}
_BEYOND: Final = {"position": (TOLD_BY, KNOWN_SINCE), "meeting": (TOLD_BY, KNOWN_SINCE, PEOPLE)}
_DEFAULTS: Final = {"position": {}, "meeting": {"kind": "negotiation"}}
_MOST_ROWS: Final = 100_000
_MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    parsed: dict[str, Any]
    told_by: str
    since: str
    people: tuple[tuple[Any, int | New | None], ...]


def take_table(db: Database, path: Path, kind: str | None = None, *, progress: Tell | None = None) -> Taken:
    """Take in a table, as one action and one transaction: all of it, or nothing.

    Args:
        db: the open file.
        path: the file.
        kind: "position" or "meeting"; None: by its columns.
        progress: called once it is done.

    Raises:
        Refused: it cannot be read, or values in it cannot stand; one sentence that names them by line and column.
    """
    lines = _lines(path)
    kind, columns = _columns(lines[0], kind)
    today = date.today()
    rows, wrong = [], []
    for number, cells in lines[1:]:
        found = _row(db.read, kind, columns, number, cells, today)
        if isinstance(found, _Row):
            rows.append(found)
        else:
            wrong += found
    if wrong:
        more = f" And {len(wrong) - _MOST_TOLD} more." if len(wrong) > _MOST_TOLD else ""
        raise Refused(f"Nothing was taken in. {' '.join(wrong[:_MOST_TOLD])}{more}")
    taking = TakingIn(db, Handed(user(), [], [], [], {}, []), path.name)
    with transaction(db, taking.label) as write:
        before = db.read.total_changes
        for row in rows:
            _take(taking, write, kind, row)
        if db.read.total_changes > before:
            taking.done.txn = write.txn
    if progress is not None:
        progress(Progress(len(rows), len(rows), path.name, taking.done.sentence(), None))
    return taking.done


_NONE: Final = "is neither a Tracker file, nor a JSON export, nor a table (CSV)."


def _listed(words: Iterable[str]) -> str:
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The header, then the rows that are not empty, each with the number of its first line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.object.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # what Excel calls Unicode text
            raise Refused(f"{path.name} is UTF-16 text: save it as CSV in UTF-8.") from None
        if b"\x00" in error.object:
            raise Refused(f"{path.name} {_NONE}") from None
        line = error.object[: error.start].count(b"\n") + 1
        raise Refused(f"{path.name} is not UTF-8 text (line {line}): save it as CSV in UTF-8.") from None
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from error
    if "\x00" in text:
        raise Refused(f"{path.name} {_NONE}")
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found = []
    try:
        at = 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((at, cells))
            at = reader.line_num + 1
            if len(found) > _MOST_ROWS:
                raise Refused(f"{path.name} has more than {_MOST_ROWS:,} rows: take it in in parts.")
    except csv.Error as error:
        what = str(error)
        if "field limit" in what:
            what = f"a cell of more than {csv.field_size_limit():,} characters is no value"
        raise Refused(f"{path.name}, line {reader.line_num}: {what}. Nothing was taken in.") from None
    if len(found) < 2:
        raise Refused(f"{path.name} has no row below its first line, which names the columns.")
    return found


def _columns(header: tuple[int, list[str]], kind: str | None) -> tuple[str, list[str | None]]:
    """The kind of fact, and the field of each column; None for one without a name."""
    labels = [one_line(cell) for cell in header[1]]
    tried = {one: _fields(one, labels) for one in ([kind] if kind else KINDS)}
    fits = {one: found for one, found in tried.items() if not _missing(one, found)}
    if len(fits) != 1:
        one = kind or max(tried, key=lambda name: sum(found is not None for found in tried[name]))
        lacks = _listed(field(one, name).label.lower() for name in _missing(one, tried[one]))
        raise Refused(
            f"Line 1 names no column {lacks}, without which there are no {KINDS[one]} (`tracker import --help` lists"
            " the columns). Nothing was taken in."
            if lacks
            else "Line 1 names the columns of positions and of meetings: say with --kind which. Nothing was taken in."
        )
    kind, found = fits.popitem()
    unknown = [label for label, name in zip(labels, found, strict=True) if name is None and label]
    if unknown:
        raise Refused(
            f"Line 1: {KINDS[kind]} have no column {', '.join(unknown)[:200]}: leave it out, or call it by one of its"
            " names (`tracker import --help` lists them). Nothing was taken in."
        )
    twice = sorted({str(name) for name in found if name is not None and found.count(name) > 1})
    if twice:
        names = [", ".join(label for label, name in zip(labels, found, strict=True) if name == one) for one in twice]
        raise Refused(f"Line 1 names one column twice: {'; '.join(names)[:200]}. Nothing was taken in.")
    return kind, found


def _fields(kind: str, labels: Sequence[str]) -> list[str | None]:
    names = {fold(one.label): one.name for one in FIELDS[kind]}
    names |= {fold(one.name.replace("_", " ")): one.name for one in FIELDS[kind]}
    names |= {fold(word.replace("_", " ")): name for word, name in _ALSO[kind].items()}
    names |= {fold(word.replace("_", " ")): word for word in _BEYOND[kind]}
    return [names.get(fold(label.replace("_", " "))) if label else None for label in labels]


def _missing(kind: str, found: Sequence[str | None]) -> list[str]:
    return [
        one.name for one in FIELDS[kind] if one.required and one.name not in found and one.name not in _DEFAULTS[kind]
    ]


def _row(
    connection: sqlite3.Connection,
    kind: str,
    columns: Sequence[str | None],
    line: int,
    cells: Sequence[str],
    today: date,
) -> _Row | list[str]:
    """A row, checked; else a sentence for every value that cannot stand."""
    wrong: list[str] = []
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        return [f"Line {line} has {len(cells)} cells, and there are {len(columns)} columns."]
    values = {name: _uncomputed(cell) for name, cell in zip(columns, cells, strict=False) if name is not None}
    values = {**_DEFAULTS[kind], **{name: text for name, text in values.items() if text.strip()}}
    parsed: dict[str, Any] = {}
    for one in FIELDS[kind]:
        if one.name in values or one.required:
            text = values.get(one.name, "")
            if len(text) > LONGEST:
                what = _column(columns, kind, one.name)
                wrong.append(f"Line {line}, {what}: a cell of {len(text):,} characters is no value.")
                continue
            try:
                parsed |= parse(connection, kind, {one.name: text}, today)
            except InvalidField as error:
                wrong.append(f"Line {line}, {_column(columns, kind, one.name)}: {error}")
    since = today.isoformat()
    try:
        since = parse_day(values.get(KNOWN_SINCE, ""), today) or parsed.get("reported_date") or since
    except ValueError as error:
        wrong.append(f"Line {line}, {KNOWN_SINCE}: {error}")
    people = []
    for word in values.get(PEOPLE, "").split(";"):
        if word.strip():
            try:
                people.append(_person(connection, word.strip(), today))
            except InvalidField as error:
                wrong.append(f"Line {line}, {PEOPLE}: {error}")
    return wrong or _Row(line, parsed, one_line(values.get(TOLD_BY, "")), since, tuple(people))


def _person(connection: sqlite3.Connection, word: str, today: date) -> tuple[Any, Any]:
    """Somebody at a meeting, "Olena Koval (UA)": the person and the side."""
    name, _, code = word.partition("(")
    side = parse(connection, "attendance", {"side": code.strip(" )")}, today)["side"] if code.strip(" )") else None
    is_known = side is None or isinstance(side, int)
    try:
        who = parse(connection, "attendance", {"person": word if is_known else name.strip()}, today)["person"]
    except InvalidField:
        who = parse(connection, "attendance", {"person": name.strip()}, today)["person"]
    return who, side


def _uncomputed(cell: str) -> str:
    """A cell without the apostrophe that an export put before what a spreadsheet would compute."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def _column(columns: Sequence[str | None], kind: str, name: str) -> str:
    return (
        field(kind, name).label
        if name in columns or name in _DEFAULTS[kind]
        else f"{field(kind, name).label} (no such column)"
    )


# Taking in


def _take(taking: TakingIn, write: Write, kind: str, row: _Row) -> None:
    typed = {
        "state": "accepted",
        "typed_by": user(),
        "typed_on": datetime.now().astimezone().isoformat(timespec="seconds"),
        "typed_note": row.told_by or f"{taking.done.name}, line {row.line}",
        "known_since": row.since,
    }
    parsed = {name: value for name, value in row.parsed.items() if not is_blank(value)}
    parsed = _settled(taking, write, parsed, typed)
    people = [_attending(taking, write, who, side, typed) for who, side in row.people]
    if kind == "meeting":
        at = {"people_at": {person: "present" for person, _ in people}}
        found, likely = taking.find(kind, parsed | at, row.since)
    else:
        found, likely = taking.find(kind, parsed, row.since)
    if found is None:
        number = taking.add(write, kind, parsed, typed, likely)
    else:
        number = found
        taking.done.known += 1
        _beside(taking, write, kind, number, parsed)
    for person, side in people:
        here = {"meeting": number, "person": person, "side": side, "status": _status(parsed)}
        if taking.find("attendance", here, row.since)[0] is None:
            taking.add(write, "attendance", {name: value for name, value in here.items() if value}, typed, [])


def _status(parsed: Mapping[str, Any]) -> str:
    return "present" if parsed.get("status") in ("held", "ongoing") else "expected"


def _settled(taking: TakingIn, write: Write, parsed: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Values with every new party, person and place looked for once more by rule, and made where it is new."""
    found: dict[str, Any] = {}
    for name, value in parsed.items():
        if isinstance(value, list):
            found[name] = list(dict.fromkeys(_made(taking, write, one, typed) for one in value))
        else:
            found[name] = _made(taking, write, value, typed)
    return found


def _made(taking: TakingIn, write: Write, value: Any, typed: Mapping[str, Any], party: int | None = None) -> Any:
    if not isinstance(value, New):
        return value
    values: dict[str, Any] = {"name": value.name}
    if value.kind == "party":
        values |= {"code": value.code, "type": value.type}
    elif value.kind == "venue":
        values |= {"precision": "city"}
    elif party is not None:
        values |= {"party": party}
    found, likely = taking.find(value.kind, values, str(typed["known_since"]))
    return found if found is not None else taking.add(write, value.kind, values, typed, likely)


def _attending(taking: TakingIn, write: Write, who: Any, side: Any, typed: Mapping[str, Any]) -> tuple[int, int | None]:
    party = _made(taking, write, side, typed)
    return _made(taking, write, who, typed, party), party


def _beside(taking: TakingIn, write: Write, kind: str, number: int, parsed: Mapping[str, Any]) -> None:
    """What the table says of a known fact: it fills what is blank; where it says otherwise a conflict opens."""
    deciding = Decisions(taking, write)
    for name, text in _texts(taking.db.read, kind, parsed).items():
        deciding.offer(kind, number, name, text)


_OFFERED: Final = {
    "meeting": ("status", "date", "venue", "mode", "format", "duration", "condition"),
    "position": ("holder_person", "said_date"),
}


def _texts(connection: sqlite3.Connection, kind: str, parsed: Mapping[str, Any]) -> dict[str, str]:
    from tracker.desk.facts import reference  # noqa: PLC0415

    found = {}
    for name in _OFFERED[kind]:
        value = parsed.get(name)
        if value is None or isinstance(value, Words):
            continue
        of = {"venue": "venue", "holder_person": "person"}.get(name)
        found[name] = reference(connection, of, value) if of else str(value)
    return found
