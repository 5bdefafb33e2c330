"""The rows that an export writes; the statements stand in `exports.sql`."""

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Final

from tracker.store.queries.rows import counts

LISTS: Final = frozenset(["roles", "also_written", "parties", "issues", "towards", "conditions", "words", "chain"])
"""Columns whose texts are JSON lists."""

_FILLED: Final = {
    "typed": "{t}.typed_by, {t}.typed_on, {t}.typed_note",
    "chain": "coalesce(chain.links, '[]') AS chain, source.name AS origin",
    "of_chain": "LEFT JOIN chain ON chain.id = {t}.chain LEFT JOIN source ON source.id = chain.origin",
}


@cache
def statements() -> dict[str, str]:
    """The statement of every table by its name, parents before children."""
    text = resources.files("tracker.store.queries").joinpath("exports.sql").read_text("utf-8")
    found = {}
    for piece in text.split("-- name: ")[1:]:
        name, _, sql = piece.partition("\n")
        found[name.strip()] = re.sub(r"<(\w+) ?(\w*)>", _filled, sql).strip().rstrip(";")
    return found


def _filled(match: re.Match[str]) -> str:
    what, table = match[1], match[2]
    return f"{counts(table)} AS shown" if what == "shown" else _FILLED[what].format(t=table)


def columns(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The columns of one table of `statements()`, without `shown`."""
    cursor = connection.execute(statements()[name] + " LIMIT 0", {"shown_from": 0.0})
    return tuple(column[0] for column in cursor.description[:-1])


def rows(connection: sqlite3.Connection, name: str, shown_from: float) -> Iterator[tuple[Any, ...]]:
    """The rows of one table of `statements()`, `shown` last: 1 where the row counts without being asked for.

    Args:
        connection: a reading connection.
        name: the table.
        shown_from: confidence, 0..1, from which a suggestion that waits counts as shown.
    """
    for row in connection.execute(statements()[name], {"shown_from": shown_from}):
        yield tuple(row)
