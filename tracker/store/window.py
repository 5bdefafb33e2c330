# ruff: noqa: S608 - the SQL comes from lists.py, what a person typed is bound
"""A long list, a screenful at a time: any row of a million in a few milliseconds.

Two ways, chosen by the order and the filter. Where an index holds the order and nothing is filtered, an anchor (sort
key and id) is noted for every 1024th row, and a read starts at the nearest one: no OFFSET over half a million rows.
Otherwise the ids that match are noted once, in their order, and a read fetches its rows by id.
"""

import sqlite3
import threading
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tracker.store.database import Database
from tracker.store.errors import told
from tracker.store.folding import folded
from tracker.store.lists import LISTS, ListQuery

STEP: Final = 1024  # rows between two anchors
_FEW: Final = 50_000  # up to so many ids are noted rather than anchors, where an option leaves rows out


class Window:
    """The rows of one list, filtered and sorted; safe to use from any thread.

    What it counted stays: rows that come or go later are seen by a new `Window` (`rows` may then give fewer).

    Args:
        db: the open file.
        query: a list, or its name.
        words: the filter: every word must occur in the row, in any order, without regard to case and accents; a
            sequence, where a word may have blanks in it.
        sort: one of the list's sorts; default its first.
        reverse: turn the sort's natural direction round.
        only: options of the list, each with its value: `{"party": "UA", "since": "2026-01"}`.
        terms: terms of the list with their values, of which one is enough; all terms must hold.

    Raises:
        KeyError: for a list, sort, option or term that there is not.
    """

    def __init__(
        self,
        db: Database,
        query: ListQuery | str,
        *,
        words: str | Sequence[str] = "",
        sort: str | None = None,
        reverse: bool = False,
        only: Mapping[str, Any] | None = None,
        terms: Sequence[tuple[str, Sequence[str]]] = (),
    ) -> None:
        self.query = LISTS[query] if isinstance(query, str) else query
        self._db = db
        self._id = self.query.id or f"{self.query.source}.id"
        chosen = self.query.sorts[sort if sort is not None else next(iter(self.query.sorts))]
        self._key = chosen.sql
        self._down = chosen.down != reverse
        wanted = [one for word in (words.split() if isinstance(words, str) else words) if (one := folded(word).strip())]
        self._where, self._values = self._conditions(wanted, only or {}, terms)
        self._keyset = chosen.indexed and not (wanted or terms) and set(only or ()) <= set(chosen.covers)
        self._lock = threading.Lock()
        self._count: int | None = None
        self._anchors: list[tuple[Any, int]] = []
        self._ids: array[int] = array("q")

    def count(self) -> int:
        """How many rows there are: up to a second for a filter over a million; call it in a thread.

        Raises:
            StoreError: where the file cannot be read.
        """
        with self._lock:
            if self._count is None:
                try:
                    self._count = self._walk() if self._keyset else None
                    if self._count is None or (self._values and self._count <= _FEW):
                        # Few of many: between two anchors may lie the whole table.
                        self._keyset = False
                        rows = self._db.read.execute(self._sql(self._id, order=True), self._values)
                        self._ids = array("q", (row[0] for row in rows))
                        self._count = len(self._ids)
                except sqlite3.Error as error:
                    raise told(error, self._db.path) from error
            return self._count

    def rows(self, start: int, size: int) -> Sequence[sqlite3.Row]:
        """At most `size` rows from the 0-based row `start`, each with `id` and the list's columns.

        Raises:
            StoreError: where the file cannot be read.
        """
        total = self.count()
        start = max(start, 0)
        size = min(size, total - start)
        if size <= 0:
            return []
        try:
            if self._keyset:
                return self._fetch(self._ids_by_anchor(start, size))
            return self._fetch(self._ids[start : start + size])
        except sqlite3.Error as error:
            raise told(error, self._db.path) from error

    def ids(self, start: int, size: int) -> list[int]:
        """The ids alone of `rows(start, size)`: for a range of marks, or a bulk action on what is shown."""
        total = self.count()
        start = max(start, 0)
        size = min(size, total - start)
        if size <= 0:
            return []
        try:
            return list(self._ids_by_anchor(start, size) if self._keyset else self._ids[start : start + size])
        except sqlite3.Error as error:
            raise told(error, self._db.path) from error

    def find(self, id: int) -> int | None:  # noqa: A002 - the column's name
        """The 0-based row of an id, to keep the cursor on a fact after the list changed; None where it is not shown.

        Raises:
            StoreError: where the file cannot be read.
        """
        self.count()
        if not self._keyset:
            try:
                return self._ids.index(id)
            except ValueError:
                return None
        try:
            row = self._read(f"{self._sql(self._key)} AND {self._id} = :id", id=id).fetchone()
            return None if row is None else self._place((row[0], id))
        except sqlite3.Error as error:
            raise told(error, self._db.path) from error

    def _conditions(
        self, words: Sequence[str], only: Mapping[str, Any], terms: Sequence[tuple[str, Sequence[str]]]
    ) -> tuple[str, dict[str, Any]]:
        parts: list[str] = [self.query.where]
        values: dict[str, Any] = {}
        for name, value in only.items():
            parts.append(self.query.options[name])
            values[name] = value
        for number, (name, several) in enumerate(terms):
            ways = []
            for index, one in enumerate(several):
                bound = f"term{number}_{index}"
                values[bound] = folded(one)
                values[f"{bound}_like"] = f"%{_escaped(folded(one))}%"
                like = f":{bound}_like ESCAPE '\\'"
                ways.append(f"({self.query.terms[name].format(v=f':{bound}', like=like)})")
            parts.append(f"({' OR '.join(ways)})")
        for number, word in enumerate(dict.fromkeys(words)):
            like = f"word{number}"
            values[like] = f"%{_escaped(word)}%"
            places = [_has(self.query.text, like)]
            for reference, ids, text in self.query.elsewhere:
                places.append(f"{reference} IN ({ids.format(match=_has(text, like))})")
            parts.append(f"({' OR '.join(places)})")
        return " AND ".join(parts), values

    def _sql(self, what: str, *, order: bool = False) -> str:
        down = " DESC" if self._down else ""
        # "+": the rows that match are sorted; following the index would fetch every row of the table out of its order.
        by = f" ORDER BY {'' if self._keyset else '+'}{self._key}{down}, {self._id}{down}" if order else ""
        return f"SELECT {what} FROM {self.query.source} WHERE {self._where}{by}"

    def _walk(self) -> int:
        """Note an anchor for every `STEP`th row, and count the rows."""
        total = 0
        first = self._read(f"{self._sql(f'{self._key}, {self._id}', order=True)} LIMIT 1").fetchone()
        anchor = (first[0], first[1]) if first else None
        while anchor is not None:
            self._anchors.append(anchor)
            found = self._from(anchor, 1, STEP)
            total += STEP
            anchor = found[0] if found else None
        if self._anchors:
            total += self._count_from(self._anchors[-1]) - STEP
        return total

    def _ids_by_anchor(self, start: int, size: int) -> list[int]:
        number, offset = divmod(start, STEP)
        return [id for _, id in self._from(self._anchors[number], size, offset)]  # noqa: A001

    def _place(self, wanted: tuple[Any, int]) -> int | None:
        """The row of a sort key and id: the anchor before it by bisection, then the distance from there."""
        low, high = 0, len(self._anchors)
        while high - low > 1:
            middle = (low + high) // 2
            if self._is_after(self._anchors[middle], wanted):
                high = middle
            else:
                low = middle
        after = [id for _, id in self._from(self._anchors[low], STEP, 0)] if self._anchors else []  # noqa: A001
        return low * STEP + after.index(wanted[1]) if wanted[1] in after else None

    def _is_after(self, one: tuple[Any, int], two: tuple[Any, int]) -> bool:
        # SQLite compares, because a collation is not Python's order.
        collation = " COLLATE NOCASE" if "NOCASE" in self._key else ""
        sql = f"SELECT ?1{collation} > ?3 OR (?1{collation} = ?3 AND ?2 > ?4), ?1{collation} = ?3 AND ?2 = ?4"
        row = self._db.read.execute(sql, (*one, *two)).fetchone()
        return not row[1] and bool(row[0]) != self._down

    def _from(self, anchor: tuple[Any, int], size: int, offset: int) -> list[tuple[Any, int]]:
        """Sort key and id of `size` rows, `offset` rows after the anchor (0 is the anchor itself).

        Two queries, because SQLite follows an index of an expression to `key = ? AND id >= ?` and to `key > ?`, and
        scans for `(key, id) >= (?, ?)`.
        """
        key, id_ = anchor
        found = self._same_key(key, id_, size, offset)
        if len(found) < size:
            skip = offset - self._count_same_key(key, id_) if not found else 0
            down = " DESC" if self._down else ""
            sql = (
                f"{self._sql(f'{self._key}, {self._id}')} AND {self._key} {'<' if self._down else '>'} :key"
                f" ORDER BY {self._key}{down}, {self._id}{down} LIMIT :size OFFSET :offset"
            )
            rows = self._read(sql, key=key, size=size - len(found), offset=max(skip, 0))
            found += [(row[0], row[1]) for row in rows]
        return found

    def _same_key(self, key: Any, id_: int, size: int, offset: int) -> list[tuple[Any, int]]:
        down = " DESC" if self._down else ""
        sql = f"{self._sql(self._id)} AND {self._tie()} ORDER BY {self._id}{down} LIMIT :size OFFSET :offset"
        return [(key, row[0]) for row in self._read(sql, key=key, id=id_, size=size, offset=offset)]

    def _count_same_key(self, key: Any, id_: int) -> int:
        return int(self._read(f"{self._sql('count(*)')} AND {self._tie()}", key=key, id=id_).fetchone()[0])

    def _count_from(self, anchor: tuple[Any, int]) -> int:
        sql = f"{self._sql('count(*)')} AND {self._key} {'<' if self._down else '>'} :key"
        return self._count_same_key(*anchor) + int(self._read(sql, key=anchor[0]).fetchone()[0])

    def _tie(self) -> str:
        return f"{self._key} = :key AND {self._id} {'<=' if self._down else '>='} :id"

    def _read(self, sql: str, **values: Any) -> sqlite3.Cursor:
        return self._db.read.execute(sql, self._values | values)

    def _fetch(self, ids: Sequence[int]) -> list[sqlite3.Row]:
        column, factor = self.query.fetch
        table = self._id.partition(".")[0]
        columns = ", ".join(f"{sql} AS {name}" for name, sql in self.query.columns.items())
        found: dict[int, sqlite3.Row] = {}
        for start in range(0, len(ids), 500):
            wanted = list(dict.fromkeys(id // factor for id in ids[start : start + 500]))  # noqa: A001
            marks = ", ".join("?" * len(wanted))
            sql = (
                f"SELECT {self._id} AS id, {columns} FROM {self.query.source} {self.query.joins}"
                f" WHERE {table}.{column} IN ({marks})"
            )
            found.update({row["id"]: row for row in self._db.read.execute(sql, wanted)})
        return [found[id] for id in ids if id in found]  # noqa: A001


def _has(text: Sequence[str], name: str) -> str:
    """The condition that one of the texts holds the bound word.

    SQLite compares the letters of English itself; a text with others, and only where that failed, is folded first.
    """
    like = f"LIKE :{name} ESCAPE '\\'"
    ways = (f"{one} {like} OR (length({one}) <> length(CAST({one} AS BLOB)) AND folded({one}) {like})" for one in text)
    return f"({' OR '.join(ways)})"


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
