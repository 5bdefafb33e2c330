"""A clean SQLite file for other tools (sqlite-utils, Datasette, a notebook): readable names, nothing of ours inside.

Foreign keys, indexes on them, a full-text index over the texts, and views that join what a reader would join by hand.
"""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.export.tables import ExportError, Table, joined
from tracker.export.whole import whole_file

if TYPE_CHECKING:
    from sqlite_utils import Database

_PYTHON_TYPES: dict[str, type] = {"integer": int, "real": float}


def write_sqlite(tables: Sequence[Table], out: Path, *, force: bool = False) -> None:
    """Write the tables, parents before children, and the views of `views.sql`.

    Args:
        tables: what to write; a table stands after those that it refers to.
        out: the file.
        force: replace a file that is there.

    Raises:
        ExportError: a reference that leads nowhere, or see `whole_file`.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - slow to import

    with whole_file(out, force=force) as part:
        db = Database(str(part))
        try:
            with db.conn:
                for table in tables:
                    _write(db, table)
            broken = db.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise ExportError(f"A row of {broken[0][0]} refers to a row of {broken[0][2]} that is not there.")
            for name, sql in views().items():
                db.create_view(name, sql)
            db.conn.commit()
            db.vacuum()
        finally:
            db.close()


def _write(db: "Database", table: Table) -> None:
    columns: dict[str, Any] = {
        name: int if name == "id" or name in table.refers else _PYTHON_TYPES.get(table.types.get(name, ""), str)
        for name in table.columns
    }
    made = db.table(table.name)
    keys = [(column, parent, "id") for column, parent in table.refers.items()]
    made.create(columns, pk="id", foreign_keys=keys)
    made.insert_all(dict(zip(table.columns, map(joined, row), strict=True)) for row in table.rows)
    for column in table.refers:
        made.create_index([column])
    if table.search:
        made.enable_fts(list(table.search), tokenize="unicode61 remove_diacritics 2")


def views() -> dict[str, str]:
    """The views by name, from `views.sql`: each begins with a line `-- name: NAME`."""
    text = resources.files("tracker.export").joinpath("views.sql").read_text("utf-8")
    found = {}
    for piece in text.split("-- name: ")[1:]:
        name, _, sql = piece.partition("\n")
        found[name.strip()] = sql.strip().rstrip(";")
    return found
