"""A folder of CSV files, one a table, that a spreadsheet opens without harm.

A cell that a spreadsheet would take for a formula gets an apostrophe before it: an article's text must not compute
(https://owasp.org/www-community/attacks/CSV_Injection). UTF-8 with a byte order mark, since spreadsheets guess wrong
without one.
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from tracker.export.tables import Cell, Table, joined
from tracker.export.whole import whole_folder

# What starts a formula, also after white space and in the wide forms that some spreadsheets fold.
_FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠]|[\t\r\n]")


def write_csv(tables: Sequence[Table], out: Path, *, force: bool = False) -> list[str]:
    """Write one file a table into the folder `out`.

    Returns:
        The names of the files.

    Raises:
        ExportError: the folder has files in it (and force is False), or it cannot be written.
    """
    names = []
    with whole_folder(out, force=force) as folder:
        for table in tables:
            name = f"{table.name}.csv"
            with (folder / name).open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(table.columns)
                writer.writerows([safe(cell) for cell in row] for row in table.rows)
            names.append(name)
    return names


def safe(cell: Cell) -> str | int | float | None:
    """The cell as CSV holds it: numbers as they are, lists joined, texts that a spreadsheet would run made inert."""
    value = joined(cell)
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
