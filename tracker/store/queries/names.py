"""Known names: which person, party, venue or track goes by a name, found through indexes alone."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import marks

_LAST_WORD = "replace(folded, rtrim(folded, replace(folded, ' ', '')), '')"


def named(connection: sqlite3.Connection, kind: str, folded: str) -> list[int]:
    """The facts of a kind that go by exactly this folded name, oldest first."""
    rows = connection.execute(
        "SELECT DISTINCT fact FROM alias WHERE kind = ? AND folded = ? ORDER BY fact", (kind, folded)
    )
    return [row[0] for row in rows]


def with_outer_word(connection: sqlite3.Connection, kind: str, words: Sequence[str]) -> list[int]:
    """The facts of a kind with a name whose first or last word is one of `words` (each folded, without a space)."""
    found: dict[int, None] = {}
    for word in words:
        first = connection.execute(
            "SELECT fact FROM alias WHERE kind = ? AND (folded = ? OR (folded >= ? AND folded < ?))",
            (kind, word, word + " ", word + "!"),
        )
        found.update(dict.fromkeys(row[0] for row in first))
        last = connection.execute(f"SELECT fact FROM alias WHERE kind = ? AND {_LAST_WORD} = ?", (kind, word))
        found.update(dict.fromkeys(row[0] for row in last))
    return list(found)


def with_last_word_like(connection: sqlite3.Connection, kind: str, start: str) -> list[int]:
    """The facts of a kind with a name whose last word begins with `start` (for family names one letter apart)."""
    end = start[:-1] + chr(ord(start[-1]) + 1)
    rows = connection.execute(
        f"SELECT DISTINCT fact FROM alias WHERE kind = ? AND {_LAST_WORD} >= ? AND {_LAST_WORD} < ?",
        (kind, start, end),
    )
    return [row[0] for row in rows]


def aliases(connection: sqlite3.Connection, kind: str, facts: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """Every name of these facts, by fact, in the order in which they were met."""
    found: dict[int, list[sqlite3.Row]] = {}
    for start in range(0, len(facts), 500):
        part = list(facts[start : start + 500])
        rows = connection.execute(
            f"SELECT * FROM alias WHERE kind = ? AND fact IN ({marks(part)}) ORDER BY id",
            (kind, *part),
        )
        for row in rows:
            found.setdefault(row["fact"], []).append(row)
    return found


def party_of_code(connection: sqlite3.Connection, code: str) -> sqlite3.Row | None:
    """The party with this id ("UA"), also where it was merged into another; None where there is none."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM party WHERE code = ?", (code,)).fetchone()
    if row is not None:
        return row
    merged: sqlite3.Row | None = connection.execute(
        """SELECT party.* FROM alias JOIN party ON party.id = alias.fact
           WHERE alias.kind = 'party' AND alias.name = ?""",
        (code,),
    ).fetchone()
    return merged


def party_codes(connection: sqlite3.Connection) -> dict[int, str]:
    """The id of every party by its row number; parties are few."""
    return {row["id"]: row["code"] for row in connection.execute("SELECT id, code FROM party")}


def party_names(connection: sqlite3.Connection) -> list[str]:
    """The names of all parties."""
    return [row[0] for row in connection.execute("SELECT name FROM party")]


def person_names(connection: sqlite3.Connection, persons: Sequence[int]) -> dict[int, str]:
    """The names of these persons by row number."""
    found: dict[int, str] = {}
    for start in range(0, len(persons), 500):
        part = list(persons[start : start + 500])
        rows = connection.execute(f"SELECT id, name FROM person WHERE id IN ({marks(part)})", part)
        found.update({row["id"]: row["name"] for row in rows})
    return found


def roles(connection: sqlite3.Connection, persons: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """The roles of these persons by person, in the order in which they were met."""
    found: dict[int, list[sqlite3.Row]] = {}
    for start in range(0, len(persons), 500):
        part = list(persons[start : start + 500])
        rows = connection.execute(f"SELECT * FROM role WHERE person IN ({marks(part)}) ORDER BY id", part)
        for row in rows:
            found.setdefault(row["person"], []).append(row)
    return found


def suggested_pair(connection: sqlite3.Connection, kind: str, one: int, two: int) -> sqlite3.Row | None:
    """What was asked or decided of two facts being one; None where it never came up."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM merge_suggestion WHERE kind = ? AND one = ? AND two = ?", (kind, min(one, two), max(one, two))
    ).fetchone()
    return row
