"""Everything that the commands print passes here: cleaned of what would act in a terminal, and safe in a pipe.

Text from articles, file names and databases is hostile. `domain.cleaning` replaces control and override characters;
JSON goes out as UTF-8 whatever the locale says, because a program reads it.
"""

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

from tracker.domain.cleaning import clean, one_line

_WIDE_ENOUGH = 80
_NARROWEST = 8


def harmless(text: str) -> str:
    """`text` with no character that acts, its lines ended by line feeds alone (a carriage return overwrites a line)."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")).removeprefix("\ufeff")


def say(text: str = "") -> None:
    """Print `text` and a line feed on standard output."""
    click.echo(_printable(harmless(text), sys.stdout))


def warn(sentence: str) -> None:
    """Print one sentence on standard error, as one line."""
    click.echo(_printable(one_line(sentence), sys.stderr), err=True)


def say_json(value: Any, *, lines: bool = False) -> None:
    """Print `value` as JSON in UTF-8: indented, or on one line where `lines` is True; flushed at once."""
    text = json.dumps(value, ensure_ascii=False, indent=None if lines else 1, default=str)
    click.echo(harmless(text).encode("utf-8", "replace"))


def say_exact(text: str) -> None:
    """Print a stored text as it is, since offsets refer to it: UTF-8, nothing added but a last line feed on a terminal.

    It was cleaned when it was read; only its carriage returns remain, and these count in offsets.
    """
    click.echo(text.encode("utf-8", "replace"), nl=sys.stdout.isatty())


def _printable(text: str, stream: Any) -> str:
    """`text` with what the stream's encoding lacks replaced: a name must not stop a report."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding, "replace")


def columns() -> int:
    """How wide to print: the terminal's columns (at least 40), 0 for "as wide as it is" where output is no terminal."""
    return max(40, shutil.get_terminal_size((_WIDE_ENOUGH, 24)).columns) if sys.stdout.isatty() else 0


def cells(text: str) -> int:
    """The columns that `text` takes in a terminal: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def cut(text: str, width: int) -> str:
    """`text` in at most `width` columns, its end replaced by an ellipsis where it is longer."""
    if cells(text) <= width:
        return text
    kept = ""
    for char in text:
        if cells(kept + char) > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def padded(text: str, width: int) -> str:
    """`text` cut or filled with spaces to exactly `width` columns."""
    text = cut(text, width)
    return text + " " * (width - cells(text))


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None) -> str:
    """Rows under headers, columns two spaces apart.

    Args:
        headers: one word a column.
        rows: texts, one a column; white space is folded.
        width: columns to fit in by cutting the widest ones (None: those of the terminal; 0: all of it, for a pipe).
    """
    everything = [list(headers), *([one_line(cell) for cell in row] for row in rows)]
    widths = [max(cells(row[index]) for row in everything) for index in range(len(headers))]
    limit = columns() if width is None else width
    while limit and sum(widths) + 2 * (len(widths) - 1) > limit and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    lines = ("  ".join(padded(cell, widths[index]) for index, cell in enumerate(row)) for row in everything)
    return "\n".join(line.rstrip() for line in lines)


def wrapped(text: str, *, width: int, first: str = "", indent: str = "") -> str:
    """`text` in lines of at most `width` columns (0: one line), begun with `first`, the others with `indent`."""
    text = one_line(text)
    if not width:
        return f"{first}{text}"
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
    return "\n".join(lines) or first.rstrip()
