"""Review, edit, undo, redo and the log: the file is closed between two commands, as between two days."""

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("db")


def planned(tracker: Tracker) -> dict[str, object]:
    (one,) = [
        one
        for one in tracker("timeline", "--json").data
        if one["date"] == "2025-12-02" and one["kind"] == "negotiation"
    ]
    return dict(one)


def test_an_edit_stands_and_is_undone_and_redone(tracker: Tracker) -> None:
    number = planned(tracker)["id"]
    done = tracker("edit", "meeting", number, "duration=5h", "status=held", "--note", "told by the embassy")
    assert done.code == 0, done.err
    assert planned(tracker)["duration"] == "PT5H"
    assert tracker("undo").out.startswith("Undid: ")
    assert planned(tracker)["duration"] is None
    assert tracker("redo").code == 0
    assert planned(tracker)["duration"] == "PT5H"
    assert planned(tracker)["status"] == "held"


def test_an_edit_survives_a_second_reading(tracker: Tracker) -> None:
    number = planned(tracker)["id"]
    assert tracker("edit", "meeting", number, "duration=5h").code == 0
    assert tracker("reread").code == 0
    assert planned(tracker)["duration"] == "PT5H"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["edit", "meeting", "9999", "status=held"], "not there"),
        (["edit", "meeting", "1", "status=over"], "Status is one of"),
        (["edit", "meeting", "1", "date=someday"], "is not a date"),
        (["edit", "article", "9999", "title=x"], "not there"),
        (["review", "--accept-all"], "Say which"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(words: list[str], said: str, tracker: Tracker) -> None:
    before = tracker("log", "--json").data
    done = tracker(*words)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.count("\n") == 1
    assert tracker("log", "--json").data == before


def test_an_articles_date_moves_its_relative_dates_in_one_step(tracker: Tracker) -> None:
    before = tracker("timeline", "--json").data
    actions = len(tracker("log", "--json").data)
    done = tracker("edit", "--progress", "json", "--", "article", "1", "published=8 Dec 2025")
    assert done.code == 0, done.err
    assert done.data["finished"] is True
    assert done.data["sentence"]
    assert "2025-12-09" in {one["date"] for one in tracker("timeline", "--json").data}
    assert len(tracker("log", "--json").data) == actions + 1
    assert tracker("undo").code == 0
    assert tracker("timeline", "--json").data == before


def test_review_counts_and_accepts_what_a_filter_names(tracker: Tracker) -> None:
    before = tracker("review", "--json").data
    assert before["by_kind"]["meeting"] > 0
    assert tracker("review", "--accept-all", "--kind", "meeting").out.startswith("Accepted ")
    after = tracker("review", "--json").data
    assert after["by_kind"]["meeting"] == 0
    assert after["by_kind"]["position"] == before["by_kind"]["position"]
    # A meeting is accepted with its people and its place, so that one article takes few keys.
    assert after["by_kind"]["attendance"] == 0
    assert after["total"] < before["total"] - before["by_kind"]["meeting"] - before["by_kind"]["attendance"]
    tracker("undo")
    assert tracker("review", "--json").data == before


def test_review_lists_what_waits(tracker: Tracker) -> None:
    total = tracker("review", "--json", "--kind", "track").data["total"]
    lines = tracker("review", "--list", "--kind", "track").out.splitlines()
    assert lines[0].split()[:2] == ["KIND", "ID"]
    assert len([line for line in lines if line.startswith("track ")]) == total


def test_an_action_of_the_log_is_undone_by_its_number(tracker: Tracker) -> None:
    number = planned(tracker)["id"]
    tracker("edit", "meeting", number, "duration=5h")
    action = tracker("log", "--json").data[0]
    tracker("review", "--accept-all", "--kind", "venue")
    assert tracker("undo", action["id"]).code == 0
    assert planned(tracker)["duration"] is None
    undone = [one for one in tracker("log", "--json").data if one["id"] == action["id"]]
    assert undone[0]["undone_by"] is not None
    again = tracker("undo", action["id"])
    assert again.code == 2
    assert again.err.count("\n") == 1


def test_nothing_to_undo_is_one_sentence(tracker: Tracker) -> None:
    assert tracker("undo").code == 0
    done = tracker("undo")
    assert done.code == 2
    assert done.err == "There is nothing to undo.\n"


def test_the_log_is_newest_first_and_limited(tracker: Tracker) -> None:
    tracker("review", "--accept-all", "--kind", "venue")
    lines = tracker("log", "--json").data
    assert [one["id"] for one in lines] == sorted((one["id"] for one in lines), reverse=True)
    assert len(tracker("log", "--json", "--limit", "1").data) == 1
