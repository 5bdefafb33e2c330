"""A meeting's life, step by step: each with its day, its words, its article and its origin."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk import changes, edit, facts, meeting_history
from tracker.store.errors import Gone


def told(day, publisher, status, when, place=None, **values):
    w = Writer(day, publisher)
    people = tuple((w.person(name, side), side) for name, side in (("Rustem Umerov", "UA"), ("Steve Witkoff", "US")))
    if place:
        values["venue"] = w.venue(place, precision="city")
    words = f"{publisher} alone, {publisher} first, {publisher} again: {status} {when} {place}."
    w.meeting(status, when, people=people, words=words, **values)
    return w


def steps(db, meeting=1, as_of=None):
    return [
        (one.day, one.status, one.date, one.place, one.origin)
        for one in meeting_history.meeting_history(db, meeting, as_of)
    ]


def test_each_step_has_its_day_its_words_and_who_says_so(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05"))
    take(told("2025-12-02", "AP", "planned", "2025-12-05", "Vienna"))
    take(told("2025-12-03", "AFP", "postponed", "2025-12-12", "Vienna"))
    take(told("2025-12-04", "Reuters", "planned", "2025-12-12"))
    take(told("2025-12-13", "BBC", "held", "2025-12-12", "Vienna"))
    assert steps(db) == [
        ("2025-12-01", "planned", "2025-12-05", None, "Axios"),
        ("2025-12-02", "planned", "2025-12-05", "Vienna", "AP"),
        ("2025-12-03", "postponed", "2025-12-12", "Vienna", "AFP"),
        ("2025-12-04", "planned", "2025-12-12", "Vienna", "Reuters"),
        ("2025-12-13", "held", "2025-12-12", "Vienna", "BBC"),
    ]
    third = meeting_history.meeting_history(db, 1)[2]
    assert third.exact == "AFP alone, AFP first, AFP again: postponed 2025-12-12 Vienna."
    assert third.sentence() == "postponed for 12 Dec 2025, Vienna"


def test_a_plan_for_another_day_is_said_to_have_moved(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", "Vienna"))
    take(told("2025-12-02", "AP", "planned", "2025-12-12", moved=True, moved_from="2025-12-05"))
    take(told("2025-12-03", "AFP", "planned", "2025-12-12", "Geneva"))
    assert [one.sentence() for one in meeting_history.meeting_history(db, 1, date(2025, 12, 4))] == [
        "planned for 5 Dec 2025, Vienna",
        "moved to 12 Dec 2025, Vienna",
        "planned for 12 Dec 2025, Geneva",
    ]
    changed = [one.sentence for one in changes.changes(db, date(2025, 12, 1), date(2025, 12, 2))]
    assert any("moved to 12 Dec 2025 at Vienna; before: planned 5 Dec 2025 at Vienna." in line for line in changed)


def test_only_what_was_reported_by_a_day_counts_for_that_day(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05"))
    take(told("2025-12-06", "AP", "held", "2025-12-05"))
    assert [status for _, status, *_ in steps(db, as_of=date(2025, 12, 4))] == ["planned"]


def test_a_report_that_repeats_is_counted_with_its_step(db, take):
    take(told("2025-12-01", "Axios", "held", "2025-12-01"))
    take(told("2025-12-02", "AP", "held", "2025-12-01"))
    (one,) = meeting_history.meeting_history(db, 1)
    assert one.repeated == 1


def test_a_report_that_contradicts_is_a_step_that_changes_nothing(db, take):
    take(told("2025-12-01", "Axios", "held", "2025-12-01"))
    take(told("2025-12-02", "AP", "denied", "2025-12-01"))
    found = meeting_history.meeting_history(db, 1)
    assert [(one.status, one.counts) for one in found] == [("held", True), ("denied", False)]
    assert "contradicted" in found[1].sentence()


def test_the_clock_makes_the_last_step_of_a_plan_that_nobody_reported_on(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05"))
    found = meeting_history.meeting_history(db, 1, date(2025, 12, 6))
    assert [(one.day, one.status, one.clock) for one in found] == [
        ("2025-12-01", "planned", False),
        ("2025-12-06", "unknown", True),
    ]
    assert len(steps(db, as_of=date(2025, 12, 5))) == 1


def test_what_a_person_set_is_a_step_with_the_name(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05"))
    edit.edit(db, "meeting", 1, {"status": "cancelled"}, actor="anna")
    last = meeting_history.meeting_history(db, 1)[-1]
    assert (last.status, last.by) == ("cancelled", "anna")


def test_the_detail_of_a_meeting_has_its_steps(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05"))
    take(told("2025-12-06", "AP", "held", "2025-12-05"))
    assert [one.status for one in facts.fact(db, "meeting", 1).steps] == ["planned", "held"]
    assert facts.fact(db, "track", 1).steps == ()


def test_a_meeting_that_is_gone_is_said_to_be(db):
    with pytest.raises(Gone):
        meeting_history.meeting_history(db, 7)
