"""A meeting put on another day is a plan for the new day, and says which day it was planned for before."""

from collections.abc import Callable

import pytest

from tracker.domain.record import MeetingFact, Record


def one(record: Record) -> MeetingFact:
    assert len(record.meetings) == 1, [m.evidence[0].exact for m in record.meetings]
    return record.meetings[0]


# The article is of Thursday, 14 March 2024.
@pytest.mark.parametrize(
    ("text", "date", "before"),
    [
        ("The talks between Egypt and Ethiopia, planned for 18 March, have been postponed to 22 March.", "22", "18"),
        (
            "The talks between Egypt and Ethiopia, which were to begin on Monday, were pushed back to Friday.",
            "15",
            "18",
        ),
        ("The summit between Egypt and Ethiopia has been rescheduled for 22 March.", "22", None),
        ("The foreign ministers of Egypt and Ethiopia will now meet on 22 March instead of 18 March.", "22", "18"),
        ("The second round of talks between Egypt and Ethiopia, due on Monday, was moved to Wednesday.", "20", "18"),
        ("The meeting between the Egyptian and Ethiopian delegations was brought forward to Saturday.", "16", None),
        ("Egypt and Ethiopia postponed their talks in Cairo until 20 March, officials said.", "20", None),
        ("Egypt and Ethiopia moved their talks from Monday to Wednesday.", "20", "18"),
        (
            "The talks between Egypt and Ethiopia, originally scheduled for 18 March, will be held on 20 March.",
            "20",
            "18",
        ),
    ],
)
def test_the_day_is_the_new_one(record_of: Callable[..., Record], text: str, date: str, before: str | None) -> None:
    meeting = one(record_of(text))
    assert (meeting.status, meeting.date) == ("planned", f"2024-03-{date}")
    assert meeting.moved
    assert meeting.moved_from == (f"2024-03-{before}" if before else None)


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Egypt and Ethiopia were postponed indefinitely.",
        "The talks between Egypt and Ethiopia were postponed to a later date.",
        "The talks between Egypt and Ethiopia planned for Monday were postponed.",
        "The talks between Egypt and Ethiopia, postponed to January, have not been held.",
    ],
)
def test_without_a_new_day_that_lies_ahead_it_is_put_off(record_of: Callable[..., Record], text: str) -> None:
    meeting = one(record_of(text))
    assert meeting.status == "postponed"
    assert not meeting.moved


def test_a_meeting_that_moved_to_another_town_is_planned_there(record_of: Callable[..., Record]) -> None:
    record = record_of("The talks between Egypt and Ethiopia on 18 March were moved from Geneva to Vienna.")
    meeting = one(record)
    assert (meeting.status, meeting.date, meeting.moved) == ("planned", "2024-03-18", False)
    assert [venue.name for venue in record.venues] == ["Vienna"]


def test_the_day_on_which_it_is_said_is_not_the_day_it_moved_to(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The talks between Egypt and Ethiopia originally set for 18 March in Geneva will be held in Vienna instead, an"
        " Egyptian official said on Wednesday."
    )
    meeting = one(record)
    assert (meeting.status, meeting.date) == ("planned", "2024-03-18")
    assert [venue.name for venue in record.venues] == ["Vienna"]


def test_what_else_moves_moves_no_meeting(record_of: Callable[..., Record]) -> None:
    meeting = one(record_of("Egypt and Ethiopia will meet on 18 March. Ethiopia moved the elections to 22 March."))
    assert (meeting.date, meeting.moved) == ("2024-03-18", False)


def test_the_printed_record_names_the_day_before_only_where_a_meeting_moved(record_of: Callable[..., Record]) -> None:
    moved = record_of("The summit between Egypt and Ethiopia, planned for 18 March, was postponed to 22 March.")
    assert moved.as_json()["meetings"][0]["moved_from"] == "2024-03-18"
    plain = record_of("Egypt and Ethiopia will meet on 18 March.").as_json()["meetings"][0]
    assert not {"moved", "moved_from"} & set(plain)
