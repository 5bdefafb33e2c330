"""The matrix of positions as lines of text: an issue, and under it each side's latest word or "nothing stated"."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.output import columns, cut, harmless, padded, say, say_json
from tracker.cli.status_text import matches, track_label
from tracker.domain.cleaning import one_line
from tracker.domain.edtf import shown

if TYPE_CHECKING:
    from tracker.desk.openfile import Database
    from tracker.desk.views import MatrixCell, MatrixView

_WORDS = 60
_NOTHING = "nothing stated"


def say_matrix(db: "Database", as_of: date | None, track: str, as_json: bool) -> None:
    """Print the matrix.

    Args:
        db: the open file.
        as_of: the day; None is today.
        track: words of a track's name or parties: only its parties then; empty for every party.
        as_json: print JSON.

    Raises:
        click.ClickException: where no track, or more than one, holds the words.
    """
    from tracker.desk.matrix import matrix  # noqa: PLC0415 - not for --help

    view = matrix(db, as_of, track=_track(db, as_of, track) if track else None)
    if as_json:
        say_json(asdict(view))
    else:
        say(matrix_text(view, width=columns()))


def _track(db: "Database", as_of: date | None, words: str) -> int:
    from tracker.desk.status import status  # noqa: PLC0415 - not for --help

    found = [row for row in status(db, as_of).tracks if matches(row, words)]
    if len(found) == 1:
        return found[0].id
    if not found:
        raise click.ClickException(f"No track holds the words “{harmless(words)}”.")
    names = ", ".join(track_label(row) for row in found[:4]) + (", …" if len(found) > 4 else "")
    raise click.ClickException(f"“{harmless(words)}” fits {len(found)} tracks: {names}.")


def matrix_text(view: "MatrixView", *, width: int) -> str:
    """The matrix as text.

    Args:
        view: the matrix.
        width: columns to fit in; 0 for as wide as it is.
    """
    head = f"Positions as of {shown(view.as_of)}"
    if not view.rows:
        return f"{head}: nothing stated."
    lines = [head]
    for row in view.rows:
        apart = "" if row.distance == "blank" else f"   {row.distance}"
        lines += ["", f"{one_line(row.issue)}{apart}"]
        blank = [one_line(cell.party) for cell in row.cells if not cell.latest]
        lines += [_cell(cell, width) for cell in row.cells if cell.latest]
        if blank:
            line = f"  {', '.join(blank)}: {_NOTHING}"
            lines.append(cut(line, width) if width else line)
    return "\n".join(lines)


def _cell(cell: "MatrixCell", width: int) -> str:
    stances = ", ".join(one.stance.replace("_", " ") for one in cell.latest)
    told = "" if cell.latest[0].own else " (told by others)"
    old = ", said long before" if any(one.old for one in cell.latest) else ""
    age = "" if cell.age is None else f"{cell.age} d"
    words = cut(one_line(cell.latest[0].text), _WORDS)
    moved = "" if cell.movement in ("new", "unchanged") else cell.movement
    line = f"  {padded(one_line(cell.party), 6)}  {padded(stances + told, 30)}  {padded(moved, 8)}  {padded(age, 6)}"
    line = f"{line}  “{words}”{old}"
    return cut(line, width) if width else line
