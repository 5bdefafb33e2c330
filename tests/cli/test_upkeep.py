"""Backups, their return, checks, and what the program says of itself."""

from pathlib import Path

from tests.cli.conftest import SEEDS, Tracker


def test_a_backup_brings_back_what_was_there(tracker: Tracker, db: Path) -> None:
    people = tracker("people", "--json").data
    assert tracker("backup").code == 0
    assert "by hand" in tracker("backup", "--list").out
    tracker("undo")
    assert tracker("people", "--json").data == []
    done = tracker("restore")
    assert done.code == 0, done.err
    assert tracker("people", "--json").data == people


def test_restoring_what_is_no_backup_leaves_the_file(tracker: Tracker, db: Path, tmp_path: Path) -> None:
    before = tracker("people", "--json").data
    (tmp_path / "other.db").write_text("no database")
    for file in ("other.db", "missing.db"):
        done = tracker("restore", tmp_path / file)
        assert done.code == 2
        assert done.err.count("\n") == 1
    assert tracker("people", "--json").data == before


def test_without_backups_that_is_said(tracker: Tracker, db: Path) -> None:
    assert "no backups" in tracker("backup", "--list").out
    done = tracker("restore")
    assert done.code == 2
    assert "There are no backups" in done.err


def test_a_whole_file_is_well(tracker: Tracker, db: Path) -> None:
    done = tracker("doctor")
    assert (done.code, done.err) == (0, "")
    assert "is well" in done.out
    assert tracker("doctor", "--repair").code == 0


def test_what_is_wrong_is_named_with_exit_code_1(tracker: Tracker, db: Path) -> None:
    db.chmod(0o644)
    done = tracker("doctor")
    assert done.code == 1
    assert "can be read by other users" in done.err


def test_info_names_the_file_and_the_model(tracker: Tracker, tmp_path: Path) -> None:
    found = tracker("info", "--json").data
    assert found["file"] == str(tmp_path / "talks.db")
    assert found["exists"] == "not yet"
    assert "en_core_web" in found["language model"]
    assert found["spacy"] != "not installed"
    assert not (tmp_path / "talks.db").exists()
    assert "language model" in tracker("info").out


def test_reports_without_a_file_make_none(tracker: Tracker, tmp_path: Path) -> None:
    for words in (["status"], ["people"], ["log"], ["undo"], ["doctor"], ["backup"], ["brief"]):
        done = tracker(*words)
        assert done.code == 2
        assert "There is no file" in done.err
    assert list(tmp_path.iterdir()) == []


def test_extract_prints_records_and_stores_nothing(tracker: Tracker, tmp_path: Path, sample: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7")
    done = tracker("extract", sample, tmp_path / "bad.txt", sample)
    assert done.code == 1
    assert "bad.txt" in done.err
    one, two = done.lines
    assert one == two
    assert one["article"]["file"] == str(sample)
    text = tracker("extract", "--text", sample).out
    assert text == sample.read_text("utf-8")
    spans = [span for kind in ("persons", "meetings", "positions") for fact in one[kind] for span in fact["evidence"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["exact"] for span in spans)
    assert not (tmp_path / "talks.db").exists()
    assert tracker("extract", tmp_path / "bad.txt").code == 2
    assert tracker("extract", SEEDS).lines == [one | {"article": tracker("extract", SEEDS).lines[0]["article"]}]


def test_info_says_which_key_of_the_settings_cannot_be(tracker: Tracker, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path))
    assert tracker("info", "--json").data["settings"] == f"{tmp_path / 'settings.toml'} (not there)"
    (tmp_path / "settings.toml").write_text('[keys]\nacept = "y"')
    assert "keys.acept is no action" in tracker("info").out
    assert "keys.acept is no action" in tracker("info", "--json").data["settings"]
