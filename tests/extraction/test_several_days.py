"""Talks of several days are told on one of them: the others follow from the count."""

from collections.abc import Callable

import pytest

from tracker.domain.record import MeetingFact, Record


def one(record: Record) -> MeetingFact:
    assert len(record.meetings) == 1, [m.evidence[0].exact for m in record.meetings]
    return record.meetings[0]


# The article is of Thursday, 14 March 2024.
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Proximity talks between Peru and Chile went into a second day in Quito on Wednesday.", "12/13"),
        ("The talks between Peru and Chile continued for a third straight day in Quito on Wednesday.", "11/13"),
        ("Peruvian and Chilean negotiators met for a third day in Quito on Wednesday.", "11/13"),
        ("The second day of talks between Peru and Chile ended in Quito on Wednesday.", "12/13"),
        ("Peru and Chile ended three days of talks in Quito on Wednesday without agreement.", "11/13"),
        ("A three-day meeting of Peruvian and Chilean delegations concluded in Quito on Wednesday.", "11/13"),
        ("Peru and Chile will open three days of talks in Quito on Monday.", "18/20"),
    ],
)
def test_the_date_has_all_its_days(record_of: Callable[..., Record], text: str, days: str) -> None:
    first, last = days.split("/")
    assert one(record_of(text)).date == f"2024-03-{first}/2024-03-{last}"


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile met in Quito on Wednesday, the second day of the truce.",
        "Fighting went into a third day as Peru and Chile met in Quito on Wednesday.",
        "Peruvian and Chilean negotiators held a five-hour meeting in Quito on Wednesday.",
        "Peru and Chile met in Quito on Wednesday after a two-day break.",
    ],
)
def test_days_of_something_else_leave_it_one_day(record_of: Callable[..., Record], text: str) -> None:
    assert one(record_of(text)).date == "2024-03-13"
