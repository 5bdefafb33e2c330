from pathlib import Path

import pytest

from tracker.export.tables import ExportError
from tracker.export.whole import whole_file, whole_folder, write_text


def test_a_file_appears_whole(tmp_path: Path) -> None:
    write_text(tmp_path / "a.md", "text", force=False)
    assert (tmp_path / "a.md").read_text() == "text"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_an_existing_file_is_replaced_only_when_said(tmp_path: Path) -> None:
    out = tmp_path / "a.md"
    out.write_text("mine")
    with pytest.raises(ExportError, match="exists; --force"):
        write_text(out, "text", force=False)
    assert out.read_text() == "mine"
    write_text(out, "text", force=True)
    assert out.read_text() == "text"


def test_a_lone_dash_makes_no_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExportError, match="name one to write to"):
        write_text(Path("-"), "text", force=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_comes_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "a.md"

    def write() -> None:
        with whole_file(out, force=False) as part:
            part.write_text("text")
            out.write_text("mine")

    with pytest.raises(ExportError, match="exists"):
        write()
    assert out.read_text() == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "a.md"
    out.write_text("mine")

    def write() -> None:
        with whole_file(out, force=True) as part:
            part.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert out.read_text() == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_missing_folder_and_a_folder_in_the_way_are_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There is no folder"):
        write_text(tmp_path / "no" / "a.md", "text", force=True)
    with pytest.raises(ExportError, match="is a folder"):
        write_text(tmp_path, "text", force=True)


def test_a_read_only_folder_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(ExportError, match=r"cannot be written: Permission denied\.$"):
        write_text(tmp_path / "a.md", "text", force=False)
    assert list(tmp_path.iterdir()) == []


def test_force_leaves_the_other_files_of_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (out / "a.csv").write_text("old")
    with pytest.raises(ExportError, match="files in it"), whole_folder(out, force=False):
        pass
    with whole_folder(out, force=True) as folder:
        (folder / "a.csv").write_text("new")
    assert {file.name: file.read_text() for file in out.iterdir()} == {"notes.txt": "mine", "a.csv": "new"}
    assert [file.name for file in tmp_path.iterdir()] == ["tables"]


def test_a_place_that_cannot_be_written_is_named_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)
    began = []
    with (
        pytest.raises(ExportError, match=r"a\.db cannot be written: Permission denied\."),
        whole_file(tmp_path / "a.db", force=False),
    ):
        began.append(True)
    assert began == []
    assert list(tmp_path.iterdir()) == []
