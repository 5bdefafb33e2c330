"""What the desk hands to an export: plain tables, the same for every format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cell = str | int | float | tuple[str, ...] | None
"""One value. A tuple is a list of words: JSON keeps it a list, the others join it with semicolons."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table under readable names.

    Attributes:
        name: of the table, the CSV file, the JSON list ("meetings").
        columns: their names, in order; the first one, `id`, is the key.
        types: `integer` or `real` for the columns that are no text.
        refers: column -> table whose `id` it holds; that table stands before this one.
        search: columns that the SQLite file's full-text index covers.
        rows: the values, one a column.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    types: Mapping[str, str] = field(default_factory=dict)
    refers: Mapping[str, str] = field(default_factory=dict)
    search: tuple[str, ...] = ()


class ExportError(Exception):
    """An export that was refused or could not be written; the text is one sentence for the person."""


def joined(cell: Cell) -> str | int | float | None:
    """The cell as one value: a list of words joined with semicolons, an empty one as None."""
    if isinstance(cell, tuple):
        return "; ".join(cell) or None
    return cell
