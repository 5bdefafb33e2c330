"""Talks to be held while a truce lasts have its end as the last day of the plan."""

from collections.abc import Callable

import pytest

from tracker.domain.record import MeetingFact, Record


def one(record: Record) -> MeetingFact:
    assert len(record.meetings) == 1, [m.evidence[0].exact for m in record.meetings]
    return record.meetings[0]


# The article is of Thursday, 14 March 2024.
@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "A 72-hour truce took effect on Wednesday. Peru and Chile are scheduled to hold indirect talks in Quito"
            " during the cease-fire period.",
            "16",
        ),
        (
            "The truce took effect on Sunday and expires on March 20. Envoys of Peru and Chile will meet in Quito"
            " during the truce.",
            "20",
        ),
        (
            "Peru and Chile agreed to a 10-day truce, and their envoys will meet in Quito while it holds. The truce"
            " expires on March 20.",
            "20",
        ),
    ],
)
def test_the_plan_ends_with_the_truce(record_of: Callable[..., Record], text: str, last: str) -> None:
    meeting = one(record_of(text))
    assert (meeting.status, meeting.date) == ("planned", f"2024-03-14/2024-03-{last}")


@pytest.mark.parametrize(
    "text",
    [
        "Envoys of Peru and Chile will meet in Quito during the truce.",
        "The truce expires on March 20. Envoys of Peru and Chile will meet in Quito during the festival.",
        "Envoys of Peru and Chile met in Quito during the truce, which expires on March 20.",
        "The truce expired on March 8. Envoys of Peru and Chile will meet in Quito during the truce.",
    ],
    ids=["no end", "of something else", "held", "over"],
)
def test_without_the_end_of_that_truce_it_has_no_day(record_of: Callable[..., Record], text: str) -> None:
    assert one(record_of(text)).date is None
