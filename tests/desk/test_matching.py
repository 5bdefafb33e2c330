"""When what two articles say is one meeting: plans that moved, talks that go on, places that differ."""

import pytest

from tests.desk.records import Writer
from tracker.desk import conflicts, merge, timeline


def told(day, publisher, status, when, names=(), place=None, **values):
    w = Writer(day, publisher)
    people = tuple((w.person(name, side), side) for name, side in names)
    if place:
        values["venue"] = w.venue(place, precision="city")
    w.meeting(status, when, people=people, words=f"{publisher}: {status} {when} {place}.", **values)
    return w


BOTH = (("Rustem Umerov", "UA"), ("Steve Witkoff", "US"))


def shown(db):
    return [(one.status, one.date, one.place) for one in timeline.timeline(db)]


def test_talks_that_will_continue_tomorrow_are_not_those_that_were_held_today(db, take):
    take(told("2025-12-01", "Axios", "held", "2025-12-01", place="Vienna"))
    take(told("2025-12-01", "AP", "planned", "2025-12-02/2025-12-03", place="Geneva"))
    assert shown(db) == [("held", "2025-12-01", "Vienna"), ("planned", "2025-12-02/2025-12-03", "Geneva")]


def test_talks_that_are_going_on_are_not_the_ones_planned_for_the_day_after(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", BOTH))
    take(told("2025-12-04", "AP", "ongoing", "../2025-12-04", BOTH))
    assert sorted(status for status, _, _ in shown(db)) == ["ongoing", "planned"]


def test_a_plan_that_took_place_a_day_late_is_one_where_both_name_the_people(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", BOTH))
    take(told("2025-12-07", "AP", "held", "2025-12-06", BOTH))
    assert [status for status, _, _ in shown(db)] == ["held"]


def test_planned_for_one_place_and_held_in_another_by_nobody_named_are_two(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", place="Vienna"))
    take(told("2025-12-06", "AP", "held", "2025-12-05", place="Geneva"))
    assert len(shown(db)) == 2


def test_a_report_without_a_day_does_not_make_two_days_one_plan(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-20", BOTH))
    take(told("2025-12-02", "AP", "planned", None, BOTH))
    take(told("2025-12-03", "AFP", "planned", "2025-12-05", BOTH))
    assert shown(db) == [("planned", "2025-12-05", None), ("planned", "2025-12-20", None)]
    assert [one.kind for one in merge.questions(db)] == ["meeting"]


def test_the_opening_and_the_closing_of_talks_of_several_days_are_one_meeting(db, take):
    take(told("2025-12-01", "Axios", "ongoing", "2025-12-01", place="Vienna"))
    take(told("2025-12-04", "AP", "held", "2025-12-04", place="Vienna"))
    assert shown(db) == [("held", "2025-12-01/2025-12-04", "Vienna")]
    assert conflicts.conflicts(db) == []


def test_plan_middle_and_close_of_a_round_are_one_meeting_over_all_its_days(db, take):
    take(told("2025-11-28", "Axios", "planned", "2025-12-01/2025-12-03", place="Vienna"))
    take(told("2025-12-02", "AP", "held", "2025-12-01/2025-12-02", place="Vienna"))
    take(told("2025-12-03", "AFP", "held", "2025-12-03", place="Vienna"))
    assert shown(db) == [("held", "2025-12-01/2025-12-03", "Vienna")]
    assert conflicts.conflicts(db) == []


@pytest.mark.parametrize(
    ("status", "day", "place"),
    [("held", "2025-12-03", "Vienna"), ("ongoing", "2025-12-03", "Geneva"), ("ongoing", "2025-12-09", "Vienna")],
    ids=["ended before", "elsewhere", "long after"],
)
def test_other_talks_soon_after_are_another_meeting(db, take, status, day, place):
    take(told("2025-12-01", "Axios", status, "2025-12-01", place="Vienna"))
    take(told(day, "AP", "held", day, place=place))
    assert [when for _, when, _ in shown(db) if when] == ["2025-12-01", day]


def test_a_plan_that_was_put_off_to_another_day_is_one(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", BOTH))
    take(told("2025-12-03", "AP", "postponed", "2025-12-12", BOTH))
    take(told("2025-12-04", "AFP", "planned", "2025-12-12", BOTH))
    assert shown(db) == [("planned", "2025-12-12", None)]


def test_what_took_place_before_every_day_of_a_plan_is_another_meeting(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12/2026-01", BOTH))
    take(told("2025-12-02", "AP", "planned", "2026-01-12", BOTH))
    take(told("2025-12-09", "AFP", "held", "2025-12-08", BOTH))
    assert shown(db) == [("held", "2025-12-08", None), ("planned", "2026-01-12", None)]


def test_a_plan_for_a_month_was_carried_out_on_a_day_of_it(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12/2026-01", BOTH))
    take(told("2025-12-09", "AFP", "held", "2025-12-08", BOTH))
    assert shown(db) == [("held", "2025-12-08", None)]


def test_a_meeting_that_an_article_puts_on_another_day_is_the_one_planned_before(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", BOTH, place="Vienna"))
    take(told("2025-12-03", "AP", "planned", "2025-12-12", BOTH, moved=True, moved_from="2025-12-05"))
    assert shown(db) == [("planned", "2025-12-12", "Vienna")]
    assert not merge.questions(db)


def test_it_is_the_one_that_lay_ahead_where_the_day_before_is_not_said(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", BOTH))
    take(told("2025-12-03", "AP", "planned", "2025-12-12", BOTH, moved=True))
    assert shown(db) == [("planned", "2025-12-12", None)]


def test_a_plan_of_another_day_than_the_one_it_moved_from_is_another_meeting(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-20", BOTH))
    take(told("2025-12-03", "AP", "planned", "2025-12-12", BOTH, moved=True, moved_from="2025-12-05"))
    assert [date for _, date, _ in shown(db)] == ["2025-12-12", "2025-12-20"]


def test_a_meeting_read_late_on_its_first_day_does_not_go_back_to_it(db, take):
    take(told("2025-12-03", "AP", "planned", "2025-12-12", BOTH, moved=True, moved_from="2025-12-05"))
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", BOTH))
    assert shown(db) == [("planned", "2025-12-12", None)]


def test_an_article_that_repeats_the_day_a_meeting_moved_from_does_not_move_it_back(db, take):
    take(told("2025-12-01", "Axios", "planned", "2025-12-05", BOTH))
    take(told("2025-12-03", "AP", "planned", "2025-12-12", BOTH, moved=True, moved_from="2025-12-05"))
    take(told("2025-12-03", "AFP", "planned", "2025-12-05", BOTH))
    take(told("2025-12-04", "DPA", "planned", "2025-12-05", BOTH))
    assert shown(db) == [("planned", "2025-12-12", None)]
    assert not conflicts.conflicts(db)
    take(told("2025-12-04", "UNN", "planned", "2025-12-05", BOTH, moved=True, moved_from="2025-12-12"))
    assert shown(db) == [("planned", "2025-12-05", None)]
    take(told("2025-12-05", "Reuters", "planned", "2025-12-05", BOTH))
    assert shown(db) == [("planned", "2025-12-05", None)]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_that_fit_as_well_it_is_the_one_told_last_in_whatever_order_they_were_read(db, take, turned):
    first = [
        told("2025-11-11", "AP", "held", "2025-11-10", BOTH),
        told("2025-11-15", "AFP", "held", "2025-11-14", BOTH),
    ]
    for one in first[::-1] if turned else first:
        take(one)
    take(told("2025-11-16", "Reuters", "held", "2025-11", BOTH))
    rows = db.read.execute(
        "SELECT meeting.date, count(*) FROM meeting JOIN reading ON reading.kind = 'meeting'"
        " AND reading.fact = meeting.id GROUP BY meeting.id ORDER BY meeting.date"
    ).fetchall()
    assert [tuple(row) for row in rows] == [("2025-11-10", 1), ("2025-11-14", 2)]
