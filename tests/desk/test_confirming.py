"""A planned day that passed asks whether it took place, until an article or a person answers."""

from datetime import date, timedelta

import pytest

from tests.desk.records import Writer
from tracker.desk import confirming, edit, history, status
from tracker.desk.errors import InvalidField, Refused

LATER = date(2025, 12, 9)


def plan(take, when="2025-12-05", parties=("UA", "US"), day="2025-12-01"):
    w = Writer(day, "Axios")
    w.meeting("planned", when, parties=parties, track=len(parties) > 1)
    take(w)


def asked(db, day=LATER):
    return [one.id for one in confirming.to_confirm(db, day)]


def test_a_plan_that_passed_is_asked_about_and_its_day_itself_has_not_passed(db, take):
    plan(take)
    assert asked(db, date(2025, 12, 5)) == []
    assert asked(db, date(2025, 12, 6)) == [1]


def test_a_window_has_passed_with_its_last_day(db, take):
    plan(take, "2025-12-03/2025-12-06")
    plan(take, "2025-11", day="2025-11-01")
    assert asked(db, date(2025, 12, 6)) == [2]
    assert sorted(asked(db, date(2025, 12, 7))) == [1, 2]


def test_a_plan_without_a_day_is_asked_about_when_nobody_wrote_of_it_for_long(db, take):
    plan(take, None)
    day = date(2025, 12, 1)
    assert asked(db, day + timedelta(days=45)) == []
    assert asked(db, day + timedelta(days=46)) == [1]


def test_a_meeting_without_a_track_is_asked_about(db, take):
    w = Writer("2025-12-01", "Axios")
    w.meeting("planned", "2025-12-05", track=False)
    take(w)
    assert asked(db) == [1]


def test_a_program_finds_a_meeting_without_a_track_in_the_track_that_its_articles_tell_of(db, take):
    w = Writer("2025-12-01", "Axios")
    w.meeting("planned", "2025-12-05", track=False, parties=())
    w.meeting("held", "2025-11-30", parties=("UA", "US"))
    take(w)
    other = Writer("2025-12-02", "Reuters")
    other.meeting("held", "2025-12-01", parties=("RU", "US"))
    take(other)
    tracks = status.status_json(status.status(db, LATER))["tracks"]
    assert {tuple(one["parties"]): [c["date"] for c in one["to_confirm"]] for one in tracks} == {
        ("RU", "US"): [],
        ("UA", "US"): ["2025-12-05"],
    }
    assert [one.date for one in status.status(db, LATER).to_confirm] == ["2025-12-05"]


def test_a_meeting_reported_without_a_day_had_taken_place_by_the_first_report(db, take):
    for day in ("2025-11-20", "2025-12-03"):
        w = Writer(day, "Axios")
        w.meeting("held", None, people=((w.person("Ann Berg", "UA"), "UA"), (w.person("Bo Dahl", "US"), "US")))
        take(w)
    row = status.status(db, date(2025, 12, 3)).tracks[0]
    assert (row.last.date, row.phase) == ("../2025-11-20", "active")
    assert status.status(db, date(2025, 12, 5)).tracks[0].phase == "stale"


def test_a_mere_mention_of_talks_makes_no_track_active(db, take):
    w = Writer("2025-12-01", "Axios")
    w.meeting("held", None)
    take(w)
    row = status.status(db, date(2025, 12, 1)).tracks[0]
    assert (row.last.date, row.phase) == (None, "stale")


@pytest.mark.parametrize("outcome", ["held", "postponed", "cancelled", "unknown"])
def test_every_answer_ends_the_question_and_is_undone_as_one(db, take, outcome):
    plan(take)
    done = confirming.confirm(db, 1, outcome, note="told by the embassy", actor="anna")
    assert done.txn is not None
    assert asked(db) == []
    assert db.read.execute("SELECT status, note FROM meeting").fetchone()[:] == (outcome, "told by the embassy")
    history.undo(db)
    assert asked(db) == [1]


def test_held_moves_the_last_meeting_and_unknown_does_not(db, take):
    plan(take)
    confirming.confirm(db, 1, "unknown")
    row = status.status(db, LATER).tracks[0]
    assert (row.last, row.phase) == (None, "awaiting confirmation")
    history.undo(db)
    confirming.confirm(db, 1, "held")
    assert status.status(db, LATER).tracks[0].last.date == "2025-12-05"


def test_a_new_day_makes_it_a_plan_again(db, take):
    plan(take)
    confirming.confirm(db, 1, "postponed", new_day="12 Dec 2025")
    assert asked(db) == []
    assert status.status(db, LATER).tracks[0].next.date == "2025-12-12"
    assert asked(db, date(2025, 12, 13)) == [1]


def test_an_article_that_reports_it_answers_too_and_a_person_is_contradicted_openly(db, take):
    plan(take)
    confirming.confirm(db, 1, "cancelled")
    w = Writer("2025-12-06", "AP")
    w.meeting("held", "2025-12-05")
    done = take(w)
    assert done.conflicts == 1
    assert db.read.execute("SELECT status FROM meeting").fetchone()[0] == "cancelled"


def test_that_it_was_planned_before_contradicts_nobody_who_said_that_it_was_held(db, take):
    w = Writer("2025-12-01", "Axios")
    w.meeting("proposed", "2025-12-05")
    take(w)
    edit.edit(db, "meeting", 1, {"status": "held"})
    w = Writer("2025-12-03", "AP")
    w.meeting("planned", "2025-12-05")
    done = take(w)
    assert done.conflicts == 0
    assert db.read.execute("SELECT count(*), status FROM meeting").fetchone()[:] == (1, "held")


def test_what_cannot_be_is_refused_in_a_sentence(db, take):
    plan(take, (date.today() + timedelta(days=20)).isoformat(), day=date.today().isoformat())
    with pytest.raises(Refused, match="lies ahead"):
        confirming.confirm(db, 1, "held")
    with pytest.raises(Refused, match="one of held"):
        confirming.confirm(db, 1, "over")
    with pytest.raises(InvalidField):
        confirming.confirm(db, 1, "postponed", new_day="someday")
    with pytest.raises(Refused, match="new day"):
        confirming.confirm(db, 1, "cancelled", new_day="2025-12-12")
    confirming.confirm(db, 1, "cancelled")
    with pytest.raises(Refused, match="cancelled already"):
        confirming.confirm(db, 1, "held")
