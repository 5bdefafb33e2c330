"""The phase of a track, its last and next meeting: GUIDELINE 8 and the status rules of CONTRACT, case by case."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.phase import Contact, Event, standing
from tracker.domain.vocabulary import MEETING_KINDS, MEETING_STATUSES, PHASES

TODAY = date(2025, 12, 1)
numbers = count(1)


def meeting(status, when=None, *, kind="negotiation", place=None, known=None):
    return Contact(id=next(numbers), kind=kind, status=status, date=when, place=place, known=known)


def phase(*contacts, events=(), as_of=TODAY):
    return standing(contacts, events, as_of).phase


def test_a_track_without_anything_is_stale():
    empty = standing([], [], TODAY)
    assert (empty.phase, empty.last, empty.next, empty.to_confirm, empty.due) == ("stale", None, None, (), ())


@pytest.mark.parametrize(
    ("status", "when", "expected"),
    [
        ("held", "2025-11-30", "active"),
        ("ongoing", "2025-11-30/2025-12-01", "active"),
        ("ongoing", "../2025-12-01", "active"),
        ("ongoing", None, "active"),
        ("ongoing", "2025-11-30/..", "active"),
        ("held", None, "stale"),
        ("planned", "2025-12-02", "scheduled"),
        ("planned", "2025-12-01", "scheduled"),
        ("planned", None, "scheduled"),
        ("planned", "2025-11-30", "awaiting confirmation"),
        ("unknown", "2025-11-30", "awaiting confirmation"),
        ("unknown", None, "awaiting confirmation"),
        ("conditional", None, "conditional"),
        ("conditional", "2025-11-30", "stale"),
        ("proposed", None, "proposed"),
        ("proposed", "2025-11-30", "stale"),
        ("refused", None, "stale"),
        ("denied", "2025-11-30", "stale"),
        ("postponed", "2025-11-30", "stale"),
        ("cancelled", "2025-12-12", "suspended"),
    ],
)
def test_one_meeting_alone(status, when, expected):
    assert phase(meeting(status, when)) == expected


def test_what_was_held_by_a_day_is_the_last_meeting_where_no_dated_one_is_near():
    told = meeting("held", "../2025-11-28", place="Oslo")
    assert standing([told], [], TODAY).last == told
    assert phase(told) == "active"
    assert phase(told, as_of=TODAY + timedelta(days=20)) == "stale"
    long_before = meeting("held", "2025-10-01", place="Bern")
    assert standing([told, long_before], [], TODAY).last == told
    near = meeting("held", "2025-11-26", place="Bern")
    assert standing([told, near], [], TODAY).last == near


def test_a_track_whose_articles_speak_of_the_next_meeting_waits_for_that_one_and_still_asks_about_the_first():
    passed = meeting("planned", "2025-11-20", known="2025-11-18")
    ahead = meeting("planned", "2025-12-09", known="2025-11-25")
    now = standing([passed, ahead], [], TODAY)
    assert (now.phase, now.next, now.to_confirm) == ("scheduled", ahead, (passed,))
    told_before = meeting("planned", "2025-12-09", known="2025-11-19")
    assert phase(passed, told_before) == "awaiting confirmation"


@pytest.mark.parametrize(("days", "expected"), [(0, "active"), (13, "active"), (14, "active"), (15, "stale")])
def test_the_window_ends_after_day_fourteen(days, expected):
    assert phase(meeting("held", str(TODAY - timedelta(days=days)))) == expected


def test_the_window_can_be_set():
    old = [meeting("held", "2025-11-10")]
    assert standing(old, [], TODAY, window=21).phase == "active"
    assert standing(old, [], TODAY, window=20).phase == "stale"


def test_a_date_without_a_day_counts_by_its_last_day():
    assert phase(meeting("held", "2025-11")) == "active"
    assert phase(meeting("held", "2025-11"), as_of=date(2025, 12, 14)) == "active"
    assert phase(meeting("held", "2025-11"), as_of=date(2025, 12, 15)) == "stale"


def test_talks_under_way_go_stale_when_nobody_writes_of_them():
    talks = meeting("ongoing", None, known="2025-11-10")
    assert phase(talks) == "stale"
    assert phase(talks, as_of=date(2025, 11, 24)) == "active"


ORDER = {
    "active": meeting("held", "2025-11-30"),
    "awaiting confirmation": meeting("planned", "2025-11-30"),
    "scheduled": meeting("planned", "2025-12-05"),
    "conditional": meeting("conditional"),
    "proposed": meeting("proposed"),
}


@pytest.mark.parametrize("first", range(len(ORDER)))
def test_the_first_that_applies_wins(first):
    names = list(ORDER)[first:]
    assert phase(*(ORDER[name] for name in reversed(names))) == names[0]


def test_agreed_wins_over_everything_and_suspended_over_active():
    agreed, suspended = Event("agreed", "2025-11-01"), Event("suspended", "2025-12-01")
    assert phase(*ORDER.values(), events=[agreed, suspended]) == "agreed"
    assert phase(ORDER["active"], events=[suspended]) == "suspended"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (meeting("held", "2025-11-27", known="2025-11-28"), "active"),
        (meeting("ongoing", None, known="2025-11-28"), "active"),
        (meeting("planned", "2025-12-05", known="2025-11-28"), "scheduled"),
        (meeting("held", "2025-11-24", known="2025-11-29"), "suspended"),
        (meeting("held", "2025-11-25", known="2025-11-26"), "suspended"),
        (meeting("planned", "2025-12-05", known="2025-11-25"), "suspended"),
        (meeting("proposed", None, known="2025-11-28"), "suspended"),
        (meeting("conditional", None, known="2025-11-28"), "suspended"),
        (meeting("held", "2025-11-27", kind="internal_briefing", known="2025-11-28"), "suspended"),
        (meeting("held", "2025-11-27"), "active"),
        (meeting("planned", "2025-12-05"), "scheduled"),
    ],
)
def test_what_lifts_a_suspension_of_25_november(later, expected):
    assert phase(later, events=[Event("suspended", "2025-11-25")]) == expected


def test_a_resumption_lifts_a_suspension_and_a_new_stop_brings_it_back():
    stop, resume = Event("suspended", "2025-11-20"), Event("resumed", "2025-11-25")
    assert phase(events=[resume, stop]) == "stale"
    assert phase(events=[stop, resume, Event("suspended", "2025-11-28")]) == "suspended"
    assert phase(events=[resume, Event("suspended", "2025-11-25")]) == "stale"


def test_a_cancelled_next_meeting_suspends_until_there_is_a_new_one():
    cancelled = meeting("cancelled", "2025-12-12", known="2025-11-24")
    held_before = meeting("held", "2025-11-23")
    assert phase(held_before, cancelled) == "suspended"
    assert phase(held_before, cancelled, meeting("planned", "2025-12-20")) == "active"
    assert phase(cancelled, meeting("planned", None)) == "scheduled"
    assert phase(cancelled, meeting("held", "2025-11-30")) == "active"
    assert phase(cancelled, meeting("proposed")) == "suspended"


def test_an_old_cancellation_stops_nothing_once_the_sides_met_again():
    cancelled = meeting("cancelled", "2025-11-10", known="2025-11-29")
    assert phase(cancelled, meeting("held", "2025-11-20", known="2025-11-21")) == "active"
    assert phase(meeting("cancelled", None, known="2025-11-29"), meeting("held", "2025-11-26")) == "active"


def test_internal_briefings_and_sessions_never_count():
    for kind in ("internal_briefing", "session"):
        for status in MEETING_STATUSES:
            result = standing([meeting(status, "2025-12-01", kind=kind)], [], TODAY)
            assert (result.phase, result.last, result.next, result.to_confirm) == ("stale", None, None, ())


def test_last_is_by_its_last_day_and_dated_before_undated():
    long = meeting("held", "2025-11-01/2025-11-29")
    short = meeting("held", "2025-11-28")
    undated = meeting("held", None, known="2025-11-30")
    assert standing([undated, long, short], [], TODAY).last == long
    assert standing([undated], [], TODAY).last == undated


def test_a_planned_or_conditional_meeting_is_never_last():
    past = [meeting("planned", "2025-11-30"), meeting("conditional", "2025-11-29"), meeting("cancelled", "2025-11-28")]
    assert standing(past, [], TODAY).last is None


def test_next_is_the_earliest_planned_undated_last_then_conditional_never_proposed():
    undated, later, sooner = meeting("planned"), meeting("planned", "2025-12-09"), meeting("planned", "2025-12-02")
    condition, proposed = meeting("conditional", "2025-12-01"), meeting("proposed", "2025-12-01")
    assert standing([undated, condition, later, proposed, sooner], [], TODAY).next == sooner
    assert standing([undated, condition, proposed], [], TODAY).next == undated
    assert standing([condition, proposed], [], TODAY).next == condition
    assert standing([proposed], [], TODAY).next is None


def test_a_passed_planned_meeting_stands_in_to_confirm_only():
    passed = meeting("planned", "2025-12-02")
    result = standing([passed, meeting("held", "2025-11-30")], [], date(2025, 12, 4))
    assert (result.phase, result.next, result.to_confirm) == ("active", None, (passed,))
    assert standing([passed], [], date(2025, 12, 4)).phase == "awaiting confirmation"


def test_to_confirm_is_oldest_first():
    later, undated, sooner = meeting("planned", "2025-11-20"), meeting("unknown"), meeting("unknown", "2025-11-10")
    assert standing([later, undated, sooner], [], TODAY).to_confirm == (sooner, later, undated)


def test_due_are_those_of_today_and_tomorrow():
    today, tomorrow = meeting("planned", "2025-12-01"), meeting("planned", "2025-12-02")
    others = [meeting("planned", "2025-12-03"), meeting("planned", "2025-12"), meeting("conditional", "2025-12-01")]
    assert standing([tomorrow, *others, today], [], TODAY).due == (today, tomorrow)


def test_the_sample_as_of_1_and_4_december():
    held = meeting("held", "2025-11-30", place="Shell Bay golf club")
    planned = meeting("planned", "2025-12-02", place="Moscow")
    briefing = meeting("planned", "2025-12-01", kind="internal_briefing", place="Paris")
    first = standing([held, briefing], [], TODAY)
    assert (first.phase, first.last, first.next) == ("active", held, None)
    assert standing([planned], [], TODAY).phase == "scheduled"
    assert standing([planned], [], date(2025, 12, 4)).phase == "awaiting confirmation"
    assert standing([meeting("conditional"), meeting("conditional")], [], TODAY).phase == "conditional"


DATES = st.none() | st.dates(min_value=date(2025, 10, 1), max_value=date(2026, 2, 1)).map(str) | st.just("2025-12")
CONTACTS = st.builds(
    Contact,
    id=st.integers(1, 50),
    kind=st.sampled_from(MEETING_KINDS),
    status=st.sampled_from(MEETING_STATUSES),
    date=DATES,
    place=st.none(),
    known=st.none() | st.dates(min_value=date(2025, 10, 1), max_value=TODAY).map(str),
)
EVENTS = st.builds(Event, kind=st.sampled_from(["agreed", "suspended", "resumed"]), day=DATES)


@given(st.lists(CONTACTS, max_size=8, unique_by=lambda contact: contact.id), st.lists(EVENTS, max_size=4))
def test_any_history_gives_one_phase_and_keeps_the_promises(contacts, events):
    result = standing(contacts, events, TODAY)
    assert result.phase in PHASES
    assert result.last is None or result.last.status in ("held", "ongoing")
    assert result.next is None or result.next.status in ("planned", "conditional")
    assert result.next not in result.to_confirm
    assert result == standing(list(reversed(contacts)), list(reversed(events)), TODAY)


@given(st.lists(CONTACTS, max_size=8, unique_by=lambda contact: contact.id))
def test_what_is_not_a_negotiation_changes_nothing(contacts):
    real = [contact for contact in contacts if contact.kind == "negotiation"]
    assert standing(contacts, [], TODAY) == standing(real, [], TODAY)
