"""How, where and with whom: what stands near a meeting and is not of it."""

from collections.abc import Callable

import pytest

from tracker.domain.record import MeetingFact, Record
from tracker.extraction.dates import find_durations

LEADERS = "Egyptian President Karim Nour and Ethiopian Prime Minister Dawit Bekele"


def names(record: Record, meeting: MeetingFact) -> set[str]:
    known = {person.id: person.name for person in record.persons}
    return {known[row.person] for row in meeting.attendance}


def venue(record: Record, meeting: MeetingFact) -> str | None:
    return next((v.name for v in record.venues if v.id == meeting.venue), None)


def test_a_telephone_call_has_no_venue(record_of: Callable[..., Record]) -> None:
    record = record_of(f"{LEADERS} spoke by telephone in Cairo on Tuesday about the talks in Geneva.")
    calls = [m for m in record.meetings if m.mode == "phone"]
    assert calls
    assert all(m.venue is None for m in calls)


def test_negotiations_in_a_town_are_not_the_call_told_before(record_of: Callable[..., Record]) -> None:
    record = record_of(
        f"{LEADERS} spoke by telephone on Tuesday.\n\nNegotiations in Geneva between Egypt and Ethiopia went on."
    )
    call = next(m for m in record.meetings if m.mode == "phone")
    assert "Negotiations" not in " ".join(e.exact for e in call.evidence)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A round of talks between Egypt and Ethiopia has not been called off.", "planned"),
        ("Egypt accepted Ethiopia's invitation to return for more talks with Ethiopia.", "proposed"),
        ("Months of drought may come down to a meeting between Egypt and Ethiopia in June.", "proposed"),
        ("If that fails, Egypt will seek new talks with Ethiopia.", "conditional"),
        ("Talks between Egypt and Ethiopia will continue on Friday.", "ongoing"),
        ("The dam will be on the agenda of talks between Egypt and Ethiopia this month.", "planned"),
        ("A planned meeting between Egypt and Ethiopia was postponed in May.", "postponed"),
        ("Egypt and Ethiopia agreed on Monday to extend the truce at a meeting of their Border Committee.", "held"),
    ],
)
def test_status_by_what_governs_the_talks(record_of: Callable[..., Record], text: str, status: str) -> None:
    assert [m.status for m in record_of(text).meetings] == [status]


def test_sitting_down_with_somebody_is_a_meeting(record_of: Callable[..., Record]) -> None:
    record = record_of("Egyptian President Karim Nour sat down with Ethiopian Prime Minister Dawit Bekele on Tuesday.")
    assert [(m.status, names(record, m)) for m in record.meetings] == [("held", {"Karim Nour", "Dawit Bekele"})]


def test_both_names_stay_where_a_title_stands_between(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egyptian President Karim Nour spoke on Monday.\n\n"
        "A possible meeting between Nour and Ethiopian leader Dawit Bekele could come in June."
    )
    assert [names(record, m) for m in record.meetings] == [{"Karim Nour", "Dawit Bekele"}]


def test_meeting_also_with_one_of_them_is_another_meeting(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egyptian President Karim Nour and Sudanese President Omar Idris met with Ethiopian Prime Minister Dawit"
        " Bekele.\n\nNour also met privately with Bekele on Monday."
    )
    assert [len(m.attendance) for m in record.meetings] == [3, 2]


def test_a_meeting_on_the_sidelines_is_where_the_summit_is(record_of: Callable[..., Record]) -> None:
    record = record_of(f"{LEADERS} will meet on the sidelines of the annual summit in Lima.")
    assert [venue(record, m) for m in record.meetings][:1] == ["Lima"]


def test_a_meeting_told_by_where_has_the_day_and_town_of_the_noun(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egyptian President Karim Nour flew to a meeting in Lima on Tuesday, where he met at length with Ethiopian"
        " Prime Minister Dawit Bekele and with Sudanese officials."
    )
    assert [(m.date, venue(record, m), m.parties) for m in record.meetings] == [
        ("2024-03-12", "Lima", ["EG", "ET", "SD"])
    ]


def test_since_a_year_is_not_when_the_meeting_was(record_of: Callable[..., Record]) -> None:
    record = record_of("Egypt and Ethiopia met for the first time since 2007.")
    assert [m.date for m in record.meetings] == [None]


def test_the_round_named_after_a_town_is_not_there(record_of: Callable[..., Record]) -> None:
    record = record_of("Egypt and Ethiopia held talks during the Tokyo round of negotiations.")
    assert not record.venues


def test_a_day_and_a_half_hours_in_fractions() -> None:
    assert [iso for _, _, iso in find_durations("after 8-1/2 hours of talks")] == ["PT8H30M"]


def test_an_envoy_of_two_bodies_is_of_the_first(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "On Monday the U.N.-African Union envoy Lena Brandt met Egyptian President Karim Nour in Geneva."
    )
    assert {p.name: p.party for p in record.persons}["Lena Brandt"] == "UN"


def test_who_is_blamed_is_not_of_the_party_that_blames(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "In Ethiopia, President Dawit Bekele spoke.\n\nEgypt blames President Dawit Bekele for the dam.\n\n"
        "Egypt accused President Dawit Bekele of delay."
    )
    assert {p.name: p.party for p in record.persons}["Dawit Bekele"] != "EG"


def test_an_adjective_between_the_state_and_the_office(record_of: Callable[..., Record]) -> None:
    record = record_of("Washington waits for Iran's new centrist President Hamid Tavakoli.")
    assert {p.name: p.party for p in record.persons}["Hamid Tavakoli"] == "IR"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Karim Nour arrived. Washington praised Egypt's new Islamist president, Karim Nour, on Monday.",
        "Egypt spoke first. Washington praised Egypt's veteran chief negotiator Karim Nour on Monday.",
    ],
)
def test_words_between_the_state_and_its_president(record_of: Callable[..., Record], text: str) -> None:
    assert {p.name: p.party for p in record_of(text).persons}["Karim Nour"] == "EG"


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Egypt and Ethiopia held talks on the river's water in Geneva on Monday.", "Geneva"),
        ("Egypt and Ethiopia signed a declaration of principles in the Qatari capital, Doha, on Monday.", "Doha"),
        ("Egypt and Ethiopia held talks in Qatar's capital Doha on Monday.", "Doha"),
        ("Egypt and Ethiopia agreed at a meeting of the Border Committee in Geneva on Monday.", "Geneva"),
        ("Egypt and Ethiopia held talks on the fighting in Goma on Monday.", None),
    ],
)
def test_the_town_of_a_meeting_stands_behind_other_words(
    record_of: Callable[..., Record], text: str, town: str | None
) -> None:
    record = record_of(text)
    assert [venue(record, m) for m in record.meetings] == [town]


def test_a_summit_told_by_how_long_it_lasted_is_of_those_who_agreed(record_of: Callable[..., Record]) -> None:
    record = record_of(
        f"{LEADERS} agreed on Thursday to resume mutual visits.\n\n"
        "In a summit lasting about 85 minutes, the two leaders also agreed to restart a dialogue on the dam."
    )
    held = [m for m in record.meetings if m.status == "held"]
    assert [(sorted(m.parties), m.duration) for m in held] == [(["EG", "ET"], "PT85M")]


def test_the_year_of_a_collapse_is_not_that_of_the_next_meeting(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egypt and Ethiopia will meet next Tuesday. It will be the first meeting since the talks collapsed in 2017."
    )
    assert all(m.date is None or "2017" not in m.date for m in record.meetings if m.status == "planned")


def test_the_two_are_those_told_of_before(record_of: Callable[..., Record]) -> None:
    record = record_of(f"{LEADERS} will meet in Lima on Friday.\n\nThe two last met in Oslo in February.")
    assert [(m.status, venue(record, m)) for m in record.meetings] == [("planned", "Lima"), ("held", "Oslo")]


def test_directors_and_those_brought_together_take_part(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egyptian envoys Karim Nour and Sami Adel met the political directors of Chad and Ghana in Oslo."
    )
    assert [sorted(m.parties) for m in record.meetings] == [["EG", "GH", "TD"]]
    record = record_of(
        "Talks between Egypt and Ethiopia ended on Thursday.\n\nThree days of talks in Oslo brought together water "
        "ministers Karim Nour of Egypt and Ethiopia's Dawit Bekele."
    )
    assert [names(record, m) for m in record.meetings] == [{"Karim Nour", "Dawit Bekele"}]


def test_a_government_and_a_group_that_agree_are_the_sides_of_the_talks(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egypt's government and the National Liberation Army agreed on Monday to extend a ceasefire, negotiators said "
        "at the close of peace talks in Oslo.\n\nThe delegations will meet again in Lima from April 8 to 22."
    )
    assert [(m.status, venue(record, m), len(m.parties)) for m in record.meetings] == [
        ("held", "Oslo", 2),
        ("planned", "Lima", 2),
    ]
