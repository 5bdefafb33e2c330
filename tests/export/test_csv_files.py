import csv
from pathlib import Path

import pytest

from tracker.export.csv_files import safe, write_csv
from tracker.export.tables import Table


def test_one_file_a_table_with_lists_joined(tables: list[Table], tmp_path: Path) -> None:
    assert write_csv(tables, tmp_path / "out") == ["parties.csv", "people.csv"]
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["roles"] == "head of delegation; secretary"
    assert rows[0]["party"] == "1"
    assert rows[1]["party"] == ""
    assert rows[1]["name"] == "'=HYPERLINK(0)"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "|cmd", "%0A"],
)
def test_what_a_spreadsheet_would_run_is_made_inert(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_lists_are_checked_as_they_are_written() -> None:
    assert safe(("=1", "b")) == "'=1; b"


@pytest.mark.parametrize("cell", ["Umerov", "2025-12-01", "", 5, -5, 0.5, None])
def test_other_cells_stay(cell: str | float | None) -> None:
    assert safe(cell) == cell
