from pathlib import Path

from tracker.export.markdown import write_markdown


def test_a_brief_ends_with_one_line_feed(tmp_path: Path) -> None:
    write_markdown("# Brief – 1 Dec 2025\n\n", tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_bytes().decode("utf-8") == "# Brief – 1 Dec 2025\n"
