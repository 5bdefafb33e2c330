"""Exports: which rows go out, under the filter of the person, and to which format."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from tracker import __version__
from tracker.desk.lists import long_list
from tracker.desk.openfile import Database
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.views import Done
from tracker.domain.names import fold
from tracker.export.tables import Cell, ExportError, Table
from tracker.store.queries import exports

FORMATS: Final = ("sqlite", "csv", "json", "md", "ics", "ftm")

# column -> table it refers to; every other cell is a value.
_REFERS: Final[dict[str, dict[str, str]]] = {
    "people": {"party": "parties"},
    "track_parties": {"track": "tracks", "party": "parties"},
    "track_events": {"track": "tracks", "party": "parties"},
    "meetings": {"track": "tracks", "part_of": "meetings", "venue": "venues"},
    "meeting_parties": {"meeting": "meetings", "party": "parties"},
    "attendance": {"meeting": "meetings", "person": "people", "side": "parties"},
    "positions": {"party": "parties", "person": "people", "speaker": "people"},
    "assessments": {
        "meeting": "meetings",
        "track": "tracks",
        "speaker": "people",
        "party": "parties",
    },
    "quotes": {"article": "articles"},
    "judged_items": {"article": "articles"},
    "conflict_values": {"conflict": "conflicts", "article": "articles"},
}
# A row goes out only with the row that it is a part of; for other references an unwanted target is left empty.
_PART_OF: Final[dict[str, tuple[str, ...]]] = {
    "track_parties": ("track",),
    "track_events": ("track",),
    "meeting_parties": ("meeting",),
    "attendance": ("meeting", "person"),
}
_NEEDED: Final = {
    ("track_parties", "party"),
    ("meeting_parties", "party"),
    ("positions", "party"),
    ("quotes", "article"),
    ("judged_items", "article"),
}
_TYPES: Final[dict[str, dict[str, str]]] = {
    "people": {"confidence": "real"},
    "tracks": {"followed": "integer", "archived": "integer", "confidence": "real"},
    "meetings": {"confidence": "real"},
    "positions": {"confidence": "real"},
    "assessments": {"confidence": "real"},
    "quotes": {"fact": "integer", "start": "integer", "end": "integer"},
    "judged_items": {"fact": "integer", "credibility": "integer"},
    "conflicts": {"fact": "integer"},
}
_SEARCH: Final[dict[str, tuple[str, ...]]] = {
    "articles": ("title", "text"),
    "positions": ("text", "issue"),
    "people": ("name", "also_written", "roles"),
}
# The kinds of facts (as everywhere in the program) and their tables.
KIND_TABLES: Final[dict[str, str]] = {
    "track": "tracks",
    "meeting": "meetings",
    "position": "positions",
    "assessment": "assessments",
    "person": "people",
    "party": "parties",
    "venue": "venues",
    "attendance": "attendance",
    "track_event": "track_events",
    "article": "articles",
}
# The kinds whose table is also one of the app's long lists: there, the same words keep the same rows.
_LISTED: Final = ("meeting", "position", "person", "article")
_FILTERED: Final = ("track", "meeting", "position", "assessment", "person", "article")


@dataclass(frozen=True, slots=True)
class Filter:
    """What an export is limited to, as in the list it is asked from.

    Attributes:
        words: all of them must occur in a row (or in what it refers to: its people, parties, place), in any order.
        kind: a kind of fact, or "article"; None filters every kind.
        numbers: the rows' ids, where the person marked some; empty for all.
    """

    words: str = ""
    kind: str | None = None
    numbers: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.kind or self.numbers)

    def sentence(self) -> str:
        """What was exported, for the file and the person: "positions that hold “RU Donbas”"."""
        what = KIND_TABLES[self.kind].replace("_", " ") if self.kind else "facts"
        parts = [f"{len(self.numbers)} marked {what}" if self.numbers else what]
        if self.words.strip():
            parts.append(f"that hold “{' '.join(self.words.split())}”")
        return " ".join(parts)


Row = dict[str, Any]


@dataclass(slots=True)
class _Rows:
    """Every row by table and id, and which of them are wanted."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    all: dict[str, dict[int, Row]] = field(default_factory=dict)
    shown: dict[str, set[int]] = field(default_factory=dict)
    kept: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    people_at: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def export(
    db: Database,
    to: str,
    out: str | Path,
    limit: Filter | None = None,
    *,
    as_of: date | None = None,
    force: bool = False,
) -> Done:
    """Write what counts (nothing rejected, no suggestion below the shown confidence) to `out`.

    Args:
        db: the open file.
        to: one of FORMATS: "csv" writes a folder, the others a file.
        out: where to; "~" is the home folder.
        limit: what the export is limited to; None for everything.
        as_of: for the brief: as known at the end of this day; the other forms hold everything that is known.
        force: replace what is there (never the open file itself).

    Returns:
        What was written, as a sentence; an export is no action of the journal, so `txn` is None.

    Raises:
        ExportError: refused or not writable, one sentence; nothing was changed.
        ValueError: `to` is no format.
    """
    limit = limit or Filter()
    path = Path(out).expanduser()
    if path.exists() and path.samefile(db.path):
        raise ExportError("An export cannot replace the open file itself.")
    if to == "md":
        return _markdown(db, path, limit, as_of, force)
    found = tables(db, limit)
    if to == "sqlite":
        from tracker.export.sqlite_file import write_sqlite  # noqa: PLC0415 - slow to import

        write_sqlite(found, path, force=force)
    elif to == "csv":
        from tracker.export.csv_files import write_csv  # noqa: PLC0415

        write_csv(found, path, force=force)
    elif to == "json":
        from tracker.desk.handing_over import hand_over  # noqa: PLC0415 - only what is imported again needs it
        from tracker.export.json_file import write_json  # noqa: PLC0415

        given = {table.name: {row[0] for row in table.rows} for table in found}

        def kept(kind: str, fact: int) -> bool:
            return fact in given[KIND_TABLES[kind]]

        write_json(found, path, about=_about(limit), more={"hand_over": hand_over(db, kept)}, force=force)
    elif to == "ics":
        return _calendar(db, found, path, force=force)
    elif to == "ftm":
        return _entities(found, path, force=force)
    else:
        raise ValueError(f"no format {to}")
    return Done(f"Wrote {_counted(found)} to {path}.", None)


def _rows_of(found: Iterable[Table]) -> dict[str, list[Row]]:
    """The tables of an export by name, their rows as mappings."""
    return {table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in found}


def _calendar(db: Database, found: Iterable[Table], path: Path, *, force: bool) -> Done:
    from tracker.desk.calendar import calendar_of  # noqa: PLC0415 - the other formats do without
    from tracker.export.ics_file import write_ics  # noqa: PLC0415

    made = calendar_of(db, _rows_of(found), date.today())
    write_ics(made.events, path, name="Negotiations", program=f"tracker {__version__}", force=force)
    left = f"; {_meetings(made.undated)} without an exact day left out" if made.undated else ""
    return Done(f"Wrote {_meetings(len(made.events))} to {path}{left}.", None)


def _meetings(count: int) -> str:
    return f"{count} meeting{'' if count == 1 else 's'}"


def _entities(found: Iterable[Table], path: Path, *, force: bool) -> Done:
    from tracker.desk.follow_the_money import entities  # noqa: PLC0415 - the other formats do without
    from tracker.export.ftm_file import write_ftm  # noqa: PLC0415

    made = {entity.id: entity for entity in entities(_rows_of(found))}  # two people can hold one post
    write_ftm(made.values(), path, force=force)
    return Done(f"Wrote {len(made)} FollowTheMoney entities to {path}.", None)


def _markdown(db: Database, path: Path, limit: Filter, as_of: date | None, force: bool) -> Done:
    """The brief of the tracks that fit, or the list of the facts of one kind that do."""
    from tracker.export.markdown import write_markdown  # noqa: PLC0415 - the other formats do without

    if limit.kind is None or (limit.kind == "track" and not limit.numbers):
        from tracker.desk.brief import brief  # noqa: PLC0415

        write_markdown(brief(db, as_of, limit.words), path, force=force)
        return Done(f"Wrote the brief to {path}.", None)
    from tracker.desk.fact_list import fact_list  # noqa: PLC0415

    rows = _read(db)
    numbers = sorted(_roots(db, rows, limit, limit.kind))
    write_markdown(fact_list(db, limit.kind, numbers, limit.sentence()), path, force=force)
    return Done(f"Wrote {limit.sentence()} ({len(numbers)}) with their words to {path}.", None)


def _about(limit: Filter) -> dict[str, str]:
    return {"program": f"tracker {__version__}", "exported": date.today().isoformat(), "holds": limit.sentence()}


def _counted(found: Iterable[Table]) -> str:
    counts = {table.name: len(table.rows) for table in found}
    kinds = (("article", "articles"), ("meeting", "meetings"), ("position", "positions"), ("person", "people"))
    return ", ".join(f"{counts[many]} {one if counts[many] == 1 else many}" for one, many in kinds)


def tables(db: Database, limit: Filter | None = None) -> list[Table]:
    """The tables of an export, parents before children, references whole.

    A filter keeps the rows that hold its words, what belongs to them (a meeting's attendance, a track's meetings) and
    what they refer to.
    """
    rows = _read(db)
    _choose(db, rows, limit or Filter())
    return [
        Table(
            name=name,
            columns=rows.columns[name],
            rows=[_cells(rows, name, rows.all[name][number]) for number in sorted(rows.kept[name])],
            types=_TYPES.get(name, {}),
            refers=_REFERS.get(name, {}),
            search=_SEARCH.get(name, ()),
        )
        for name in exports.statements()
    ]


def _read(db: Database) -> _Rows:
    found = _Rows()
    for name in exports.statements():
        columns = exports.columns(db.read, name)
        found.columns[name] = columns
        found.all[name] = {}
        found.shown[name] = set()
        for values in exports.rows(db.read, name, SHOWN_FROM):
            row = dict(zip(columns, values[:-1], strict=True))
            for column in exports.LISTS & row.keys():
                row[column] = tuple(json.loads(row[column]))
            found.all[name][row["id"]] = row
            if values[-1]:
                found.shown[name].add(row["id"])
    for number in found.shown["attendance"]:
        found.people_at[found.all["attendance"][number]["meeting"]].append(found.all["attendance"][number]["person"])
    return found


def _choose(db: Database, rows: _Rows, limit: Filter) -> None:
    """Fill `kept`: the chosen rows, then what belongs to them, then what they all refer to."""
    if not limit:
        for name, shown in rows.shown.items():
            rows.kept[name] |= shown
    else:
        for kind in (limit.kind,) if limit.kind else _FILTERED:
            rows.kept[KIND_TABLES[kind]] |= _roots(db, rows, limit, kind)
        _add_children(rows)
    asked = {name: set(kept) for name, kept in rows.kept.items()} if limit else rows.kept
    _add_needed(rows)
    _settle_parts(rows)
    _add_needed(rows)
    _add_evidence(rows, asked)
    _add_needed(rows)


def _roots(db: Database, rows: _Rows, limit: Filter, kind: str) -> set[int]:
    """The rows of one kind that the filter itself names: those that the app's list shows, where it has one."""
    name = KIND_TABLES[kind]
    found = {number for number in rows.shown[name] if not limit.numbers or number in limit.numbers}
    words = fold(limit.words).split()
    if not words:
        return found
    if kind in _LISTED:
        listed = long_list(db, name, words=limit.words)
        return found & set(listed.ids(0, listed.count()))
    return {number for number in found if all(word in _text(rows, name, number) for word in words)}


def _text(rows: _Rows, name: str, number: int) -> str:
    """The words that a filter looks at: the row's own, those of the rows it names, and the people of a meeting."""
    row = rows.all[name][number]
    refers = _REFERS.get(name, {})
    texts = [_own_words(row)]
    for column, parent in refers.items():
        if row[column] is not None and row[column] in rows.all[parent]:
            texts.append(_own_words(rows.all[parent][row[column]]))
    if name == "meetings":
        texts += [_own_words(rows.all["people"][person]) for person in rows.people_at.get(number, ())]
    return fold(" ".join(texts))


def _own_words(row: Mapping[str, Any]) -> str:
    return " ".join(
        " ".join(value) if isinstance(value, tuple) else value
        for column, value in row.items()
        if isinstance(value, str | tuple) and column not in ("sha256", "typed_on")
    )


def _add_children(rows: _Rows) -> None:
    """What belongs to a chosen row: meetings and events of a track, attendance and judgements of a meeting."""
    for child, column, parent in (
        ("meetings", "track", "tracks"),
        ("track_events", "track", "tracks"),
        ("assessments", "track", "tracks"),
        ("assessments", "meeting", "meetings"),
        ("attendance", "meeting", "meetings"),
    ):
        belong = {n for n in rows.shown[child] if rows.all[child][n][column] in rows.kept[parent]}
        rows.kept[child] |= belong


def _add_evidence(rows: _Rows, asked: Mapping[str, set[int]]) -> None:
    """The quotes and the conflicts of the facts that were asked for.

    A party that such a fact merely names goes out with its name alone: its own quotes would bring nearly every article.
    """
    for name in ("quotes", "conflicts", "judged_items"):
        rows.kept[name] = {n for n, row in rows.all[name].items() if _is_about(row, rows.kept, asked)}
    values = rows.all["conflict_values"]
    rows.kept["conflict_values"] = {n for n, row in values.items() if row["conflict"] in rows.kept["conflicts"]}


def _is_about(row: Mapping[str, Any], kept: Mapping[str, set[int]], asked: Mapping[str, set[int]]) -> bool:
    table = KIND_TABLES.get(row["fact_kind"])
    return table is not None and row["fact"] in kept[table] and row["fact"] in asked.get(table, ())


def _settle_parts(rows: _Rows) -> None:
    """Parties go with their track or meeting; a part whose whole, or whose person, does not go out stays behind too."""
    for name, columns in _PART_OF.items():
        parts = rows.all[name].keys() if name.endswith("_parties") else rows.kept[name]
        rows.kept[name] = {
            number
            for number in parts
            if all(rows.all[name][number][column] in rows.kept[_REFERS[name][column]] for column in columns)
        }


def _add_needed(rows: _Rows) -> None:
    """What kept rows refer to, until nothing is missing: shown rows, and hidden ones where the reference must stand."""
    names = list(exports.statements())
    before = -1
    while before != (before := sum(len(kept) for kept in rows.kept.values())):
        for name in reversed(names):
            for column, parent in _REFERS.get(name, {}).items():
                for number in list(rows.kept[name]):
                    target = rows.all[name][number][column]
                    must = (name, column) in _NEEDED
                    if target is not None and (must or target in rows.shown[parent]) and target in rows.all[parent]:
                        rows.kept[parent].add(target)


def _cells(rows: _Rows, name: str, row: Row) -> tuple[Cell, ...]:
    refers = _REFERS.get(name, {})
    return tuple(
        None if column in refers and value not in rows.kept[refers[column]] else value for column, value in row.items()
    )
