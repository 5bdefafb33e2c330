"""What a mention tells of a meeting: whether it lies ahead, whose day and place stand beside it, who was there."""

from collections.abc import Callable

import pytest

from tracker.domain.record import MeetingFact, Record

AHEAD = (
    "Peruvian President Julio Castaneda and Chilean President Rosa Ibarra agreed to hold a summit in Lima on April 2."
)


def summit(record: Record) -> MeetingFact:
    leaders = [m for m in record.meetings if m.parties == ["CL", "PE"] and m.format == "leaders"]
    assert len(leaders) == 1, [(m.status, m.evidence[0].exact) for m in record.meetings]
    return leaders[0]


def names(record: Record, meeting: MeetingFact) -> set[str]:
    known = {person.id: person.name for person in record.persons}
    return {known[row.person] for row in meeting.attendance}


def place(record: Record, meeting: MeetingFact) -> str | None:
    return next((v.name for v in record.venues if v.id == meeting.venue), None)


@pytest.mark.parametrize(
    "text",
    [
        "The fate of the summit is resting on a coin toss.",
        "Only three weeks away from the summit, Castaneda was calm.",
        "A team arrived in Chile on Tuesday to prepare for the summit.",
        "A minister predicted that the summit was a done deal.",
        "It will be historic if the summit is held as planned.",
        "Ibarra said on Tuesday in the White House that she looked forward to the summit.",
        "Castaneda praised the summit on Wednesday.",
        "Efforts to keep the summit on track went on in Bogota on Wednesday.",
        "Castaneda on Tuesday welcomed Chile's response to his remarks about the summit.",
    ],
)
def test_a_summit_that_is_talked_of_has_not_taken_place(record_of: Callable[..., Record], text: str) -> None:
    record = record_of(f"{AHEAD}\n\n{text}")
    meeting = summit(record)
    assert (meeting.status, meeting.date) == ("planned", "2024-04-02")
    assert place(record, meeting) == "Lima"


@pytest.mark.parametrize(
    "text",
    [
        "Castaneda pulled out of the summit on Tuesday.",
        "Castaneda on Wednesday called off the summit.",
        "His withdrawal from the summit on Tuesday was a shock.",
    ],
)
def test_who_leaves_a_summit_that_lies_ahead_cancels_it(record_of: Callable[..., Record], text: str) -> None:
    meeting = summit(record_of(f"{AHEAD}\n\n{text}"))
    assert (meeting.status, meeting.date) == ("cancelled", "2024-04-02")


def test_the_day_of_a_request_is_not_that_of_the_meeting(record_of: Callable[..., Record]) -> None:
    record = record_of("Peruvian President Julio Castaneda on Tuesday had asked to meet Chilean President Rosa Ibarra.")
    assert [(m.status, m.date) for m in record.meetings] == [("proposed", None)]


def test_a_day_after_a_comment_between_dashes_is_not_the_comments(record_of: Callable[..., Record]) -> None:
    record = record_of(
        f"{AHEAD}\n\nA team of Chile left for Peru - where the summit has been expected to take place - on Sunday"
        " morning to work on logistics."
    )
    assert summit(record).date == "2024-04-02"


def test_a_day_right_after_the_noun_is_its_day(record_of: Callable[..., Record]) -> None:
    record = record_of("Fish will be on the agenda of the talks between Peru and Chile next month, Quispe said.")
    assert [m.date for m in record.meetings] == ["2024-04"]


def test_whose_meeting_it_was_stands_before_other_words(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian President Julio Castaneda briefed reporters on his surprise Tuesday meeting with Chilean President"
        " Rosa Ibarra, which took place on the Chilean side of Arica."
    )
    assert len(record.meetings) == 1
    assert names(record, record.meetings[0]) == {"Julio Castaneda", "Rosa Ibarra"}
    assert record.meetings[0].date == "2024-03-12"


def test_talks_that_go_on_elsewhere_are_another_sitting(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Officials from Peru and Chile met in Lima on Wednesday. A diplomat said the talks would continue on Friday and"
        " Saturday at Tarapaya, the old hotel in Arica."
    )
    assert [(m.status, m.date, place(record, m)) for m in record.meetings] == [
        ("held", "2024-03-13", "Lima"),
        ("planned", "2024-03-15/2024-03-16", "Tarapaya"),
    ]


def test_the_next_days_talks_are_of_those_told_before(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru and Chile have held talks on their border. Talks between Peru and Chile are to resume.\n\n"
        "Peruvian President Julio Castaneda and Japanese Prime Minister Kenji Ono conferred on Tuesday. Talks on"
        " Wednesday focused on trade."
    )
    assert [m.parties for m in record.meetings if m.date == "2024-03-13"] == [["JP", "PE"]]


def test_a_meeting_of_three_is_not_one_of_two(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru and Chile held talks in Lima on Tuesday. Castaneda said he hoped to follow up with a three-way meeting"
        " with Peru, Chile and Bolivia."
    )
    assert [(m.parties, m.status) for m in record.meetings] == [
        (["CL", "PE"], "held"),
        (["BO", "CL", "PE"], "proposed"),
    ]


def test_talks_of_many_sides_are_not_those_of_two(record_of: Callable[..., Record]) -> None:
    record = record_of("Peru and Chile held talks in Lima on Tuesday. The six-party talks in 2005 had failed.")
    assert [m.date for m in record.meetings] == ["2024-03-12"]


def test_the_delegation_is_that_told_before(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "A Chilean delegation arrived in Lima. The delegation met with Peruvian Foreign Minister Elena Quispe on"
        " Tuesday."
    )
    assert [(m.parties, m.date) for m in record.meetings] == [(["CL", "PE"], "2024-03-12")]


def test_a_family_name_that_is_a_word_is_a_name_before_a_day(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Kenyan President Peter Grant met Ugandan President Isaac Okello in May. Grant on Tuesday called off a summit"
        " with Okello."
    )
    off = [m for m in record.meetings if m.status == "cancelled"]
    assert len(off) == 1
    assert names(record, off[0]) == {"Peter Grant", "Isaac Okello"}


def test_the_day_and_place_of_a_picture_are_not_those_of_the_meeting(record_of: Callable[..., Record]) -> None:
    record = record_of(
        f"{AHEAD}\n\nA man reads of a cancelled summit between Peru and Chile, in Bogota, Colombia, March 10, 2024."
        " REUTERS/Ana Diaz"
    )
    assert {m.date for m in record.meetings} <= {"2024-04-02", None}
    assert "Bogota" not in {v.name for v in record.venues}


TRUCE = "Colombia and the ELN rebels held talks in Lima on Tuesday. Colombia and the ELN agreed to a cease-fire."


@pytest.mark.parametrize(
    ("text", "day", "where"),
    [
        ("Key foreign ministers will be meeting in Quito on Saturday, a diplomat said.", "2024-03-16", "Quito"),
        ("Foreign ministers meet in Quito on Saturday to press for more.", "2024-03-16", "Quito"),
        (
            "Foreign ministers from seven countries will gather in Quito next week.",
            "2024-03-18/2024-03-24",
            "Quito",
        ),
        ("A meeting of senior envoys is scheduled for Monday in Quito.", "2024-03-18", "Quito"),
    ],
)
def test_a_plan_of_people_named_by_office_alone_has_no_parties(
    record_of: Callable[..., Record], text: str, day: str, where: str
) -> None:
    record = record_of(f"{TRUCE}\n\n{text}")
    told = [m for m in record.meetings if m.date == day]
    assert [(m.status, m.parties, m.track, place(record, m)) for m in told] == [("planned", [], None, where)]
    assert told[0].evidence[0].exact in text


@pytest.mark.parametrize(
    "text",
    [
        "Business leaders will meet in Quito on Saturday.",
        "Officials of the company will meet in Quito on Saturday.",
        "Foreign ministers met in Quito on Saturday.",
        "Foreign ministers will meet soon.",
    ],
)
def test_other_peoples_meetings_and_those_with_nothing_to_ask_about_are_none(
    record_of: Callable[..., Record], text: str
) -> None:
    record = record_of(f"{TRUCE}\n\n{text}")
    assert not [m for m in record.meetings if not m.parties or place(record, m) == "Quito"]


def test_what_is_told_without_names_and_again_with_names_is_one_meeting(record_of: Callable[..., Record]) -> None:
    record = record_of(
        f"{TRUCE}\n\nForeign ministers will meet in Quito on Saturday. Peruvian Foreign Minister Elena Quispe and"
        " Chilean Foreign Minister Raul Soto will meet in Quito on Saturday."
    )
    assert [m.parties for m in record.meetings if m.date == "2024-03-16"] == [["CL", "PE"]]
