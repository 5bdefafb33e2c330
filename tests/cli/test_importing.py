"""`tracker import`: an export into an empty file, a table, and what cannot be taken in."""

import json

import pytest

from tests.cli.conftest import Tracker


@pytest.mark.usefixtures("db")
def test_an_export_read_back_into_an_empty_file_gives_the_same_reports(tracker: Tracker, tmp_path) -> None:
    views = (("status", "--as-of", "newest"), ("positions",), ("people",), ("timeline",), ("conflicts",))
    before = [tracker(*words, "--json").data for words in views]
    tracker("export", "--to", "json", tmp_path / "out.json")
    (tmp_path / "talks.db").rename(tmp_path / "old.db")
    done = tracker("import", tmp_path / "out.json")
    assert (done.code, done.out) == (0, "Took in out.json: 1 new article.\n")
    assert [tracker(*words, "--json").data for words in views] == before
    assert tracker("import", tmp_path / "old.db").out.startswith("Nothing new in old.db")
    assert tracker("undo").out == "Undid: take in out.json.\n"


def test_a_table_makes_a_file_and_says_what_it_did(tracker: Tracker, tmp_path) -> None:
    (tmp_path / "p.csv").write_text("party,issue,stance,words\nUA,territory,reject,No.\n")
    done = tracker("import", tmp_path / "p.csv", "--progress", "json")
    assert done.code == 0
    assert done.lines[-1]["sentence"] == "Took in p.csv: 1 new party, 1 new position."
    assert [one["text"] for one in tracker("positions", "--json").data] == ["No."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("party,issue,stance,words\nUA,moon,reject,No.\n", "Line 2, Issue"),
        (json.dumps({"about": {}}), "older Tracker"),
        ("", "is empty"),
    ],
)
def test_what_cannot_be_taken_in_is_one_sentence_and_leaves_no_file(tracker: Tracker, tmp_path, data, said) -> None:
    (tmp_path / "x").write_text(data)
    done = tracker("import", tmp_path / "x")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "talks.db").exists()


def test_a_file_that_is_not_there_is_one_sentence(tracker: Tracker, tmp_path) -> None:
    done = tracker("import", tmp_path / "none.db")
    assert (done.code, "There is no file none.db" in done.err) == (2, True)
