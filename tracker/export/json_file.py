"""One JSON file: a list of objects a table, lists kept as lists."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.export.tables import Table
from tracker.export.whole import write_text


def write_json(
    tables: Sequence[Table],
    out: Path,
    *,
    about: Mapping[str, str],
    more: Mapping[str, object] | None = None,
    force: bool = False,
) -> None:
    """Write `{"about": {...}, "meetings": [{...}], ...}` in UTF-8.

    Args:
        tables: what to write.
        out: the file.
        about: what the file says of itself (program, day, filter).
        more: what else the file holds, by name.
        force: replace a file that is there.

    Raises:
        ExportError: see `whole_file`.
    """
    data: dict[str, object] = {"about": dict(about)}
    for table in tables:
        data[table.name] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    data |= more or {}
    write_text(out, json.dumps(data, ensure_ascii=False, indent=1) + "\n", force=force)
