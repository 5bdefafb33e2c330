"""Facts that may be one, made one or kept apart, and split; a meeting step by step; a plan confirmed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.desk.records import Writer
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database


@pytest.fixture
def asked(tmp_path: Path) -> None:
    """Two people of one name whose parties differ, and a plan that passed."""
    with open_database(tmp_path / "talks.db") as db:
        for day, publisher, party, role in (
            ("2025-12-01", "Axios", "US", "banker"),
            ("2025-12-02", "AP", "RU", "pilot"),
        ):
            w = Writer(day, publisher)
            w.person("Alexander Smith", party, roles=[role])
            if day == "2025-12-01":
                w.meeting("planned", "2025-12-05", words="They will meet on Friday.")
            ingest_article(db, *w.done(), "1")


@pytest.mark.usefixtures("asked")
def test_a_question_is_listed_answered_and_taken_back(tracker: Tracker) -> None:
    (one,) = tracker("merges", "--json").data
    assert "another party" in one["reason"]
    assert "Alexander Smith" in tracker("merges").out
    assert tracker("merges", "--accept", one["id"]).code == 0
    assert len(tracker("people", "--json").data) == 1
    assert "No two facts" in tracker("merges").out
    parts = tracker("split", "person", one["one"], "--json").data
    assert [part["says"] for part in parts] == ["Alexander Smith (US)", "Alexander Smith (RU)"]
    assert tracker("split", "person", one["one"], "--article", parts[1]["article"]).code == 0
    assert len(tracker("people", "--json").data) == 2
    assert tracker("undo").code == 0
    assert len(tracker("people", "--json").data) == 1
    assert tracker("undo").code == 0
    assert tracker("merges", "--refuse", one["id"]).code == 0
    assert tracker("merges", "--json").data == []
    assert len(tracker("people", "--json").data) == 2


@pytest.mark.usefixtures("asked")
def test_two_facts_are_merged_by_their_numbers(tracker: Tracker) -> None:
    one, two = (person["id"] for person in tracker("people", "--json").data)
    assert tracker("merge", "person", one, two).out.startswith("Merged ")
    assert len(tracker("people", "--json").data) == 1


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["merges", "--accept", "99"], "no question 99"),
        (["merges", "--accept", "1", "--refuse", "1"], "exclude each other"),
        (["split", "person", "99"], "not there any more"),
        (["split", "person", "1", "--article", "99"], "Choose some"),
        (["merge", "person", "1", "1"], "one fact already"),
        (["meeting", "99"], "not there any more"),
        (["confirm", "99", "held"], "not there any more"),
        (["confirm", "1"], "say what came of it"),
        (["confirm", "1", "postponed", "--to", "someday"], "is not a date"),
    ],
)
def test_what_cannot_be_is_one_sentence(words: list[str], said: str, tracker: Tracker) -> None:
    done = tracker(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.usefixtures("asked")
def test_a_plan_that_passed_is_listed_and_confirmed(tracker: Tracker) -> None:
    (one,) = tracker("confirm", "--json").data
    assert "5 Dec 2025" in tracker("confirm").out
    assert tracker("confirm", one["id"], "held", "--note", "told by the embassy").code == 0
    assert tracker("confirm").out == "Nothing waits to be confirmed.\n"
    steps = tracker("meeting", one["id"], "--json").data
    assert [step["status"] for step in steps] == ["planned", "held"]
    assert "They will meet on Friday." in tracker("meeting", one["id"]).out
