"""A meeting that did not take place, or of which nobody knows whether it did, is never one that was held."""

from collections.abc import Callable

import pytest

from tracker.domain.record import MeetingFact, Record


def one(record: Record) -> MeetingFact:
    assert len(record.meetings) == 1, [m.evidence[0].exact for m in record.meetings]
    return record.meetings[0]


# The article is of Thursday, 14 March 2024.
@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A round of talks between Peru and Chile that had been due in Quito on March 12 did not take place.", "12"),
        ("The meeting of the Peruvian and Chilean delegations planned for Tuesday did not take place.", "12"),
        ("Wednesday's meeting between Peru and Chile was not held, the ministry said.", "13"),
        ("The talks between Peru and Chile failed to take place on Wednesday as planned.", "13"),
        ("Peru and Chile did not meet in Quito on Wednesday as planned.", "13"),
        ("The summit between Peru and Chile planned for Friday will not take place, the minister said.", "15"),
    ],
)
def test_what_was_planned_is_called_off_by_it(record_of: Callable[..., Record], text: str, date: str) -> None:
    meeting = one(record_of(text))
    assert (meeting.status, meeting.date) == ("cancelled", f"2024-03-{date}")


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Peru and Chile have not taken place for three years.",
        "It is not known whether the meeting between Peru and Chile on Wednesday took place.",
        "Officials would not say if Wednesday's talks between Peru and Chile were held.",
        "There was no confirmation that the talks between Peru and Chile due on Wednesday had taken place.",
        "The Peruvian delegation did not show up for the talks with Chile in Quito on Wednesday.",
        "Peru's delegation failed to arrive in Quito on Wednesday for talks with Chile.",
    ],
)
def test_nothing_is_told_of_what_nobody_planned_or_knows(record_of: Callable[..., Record], text: str) -> None:
    assert record_of(text).meetings == []


def test_what_a_side_denies_is_denied(record_of: Callable[..., Record]) -> None:
    assert (
        one(record_of("Peru denied that a meeting between Peru and Chile took place on Wednesday.")).status == "denied"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Peru and Chile on Wednesday did not produce an agreement.",
        "The talks between Peru and Chile in Quito on Wednesday did not last long.",
        "The ministry confirmed that the talks between Peru and Chile took place on Wednesday.",
        "Talks between Peru and Chile went ahead in Quito on Wednesday.",
    ],
)
def test_other_denials_leave_a_meeting_held(record_of: Callable[..., Record], text: str) -> None:
    meeting = one(record_of(text))
    assert (meeting.status, meeting.date) == ("held", "2024-03-13")


def test_a_condition_is_no_cancellation(record_of: Callable[..., Record]) -> None:
    text = "The summit between Peru and Chile on Friday will not take place unless both withdraw their guns."
    assert one(record_of(text)).status != "cancelled"


@pytest.mark.parametrize(
    "text",
    [
        "The summit between Peru and Chile will go ahead after all on March 20.",
        "The talks between Peru and Chile will go ahead on March 20.",
    ],
)
def test_what_will_go_ahead_is_planned(record_of: Callable[..., Record], text: str) -> None:
    meeting = one(record_of(text))
    assert (meeting.status, meeting.date) == ("planned", "2024-03-20")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The envoys of Peru and Chile arrived in Quito on Wednesday for talks.", None),
        ("The envoys of Peru and Chile will travel to Quito on Wednesday for talks.", "2024-03-20"),
    ],
)
def test_the_day_of_an_arrival_is_not_that_of_the_talks(
    record_of: Callable[..., Record], text: str, date: str | None
) -> None:
    meeting = one(record_of(text))
    assert (meeting.status, meeting.date) == ("planned", date)
