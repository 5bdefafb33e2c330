import json
from pathlib import Path

from tracker.export.json_file import write_json
from tracker.export.tables import Table


def test_tables_are_lists_of_objects_and_lists_stay_lists(tables: list[Table], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    write_json(tables, out, about={"holds": "facts"})
    found = json.loads(out.read_text("utf-8"))
    assert found["about"] == {"holds": "facts"}
    assert found["people"][0]["roles"] == ["head of delegation", "secretary"]
    assert found["people"][1]["party"] is None
