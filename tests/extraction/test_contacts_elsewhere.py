"""Contacts whose parties, people, day or place stand elsewhere than at the verb or noun that tells them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.extraction.conftest import article_of
from tracker.domain.record import MeetingFact, Record
from tracker.extraction.extractor import Extractor

NEGOTIATE = "Chad's government and the rebels of the Sahel Liberation Front (SLF) held peace talks in Doha last month."


def only(record: Record, status: str, parties: list[str]) -> MeetingFact:
    found = [m for m in record.meetings if m.status == status and m.parties == parties]
    assert len(found) == 1, [(m.status, m.parties, m.evidence[0].exact) for m in record.meetings]
    return found[0]


def names(record: Record, meeting: MeetingFact) -> set[str]:
    known = {person.id: person.name for person in record.persons}
    return {known[row.person] for row in meeting.attendance}


def place(record: Record, meeting: MeetingFact) -> str | None:
    return next((v.name for v in record.venues if v.id == meeting.venue), None)


def test_what_is_discussed_or_by_what_means_may_stand_before_with_whom(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian President Julio Castaneda would discuss the results by telephone with Chilean President Rosa Ibarra"
        " on Friday, a spokesman said."
    )
    call = only(record, "planned", ["CL", "PE"])
    assert (call.mode, call.date) == ("phone", "2024-03-15")


def test_a_journey_to_discuss_something_with_somebody_is_a_meeting_there(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian Defence Minister Julio Castaneda will travel to Santiago next week to discuss the inspection of ships"
        " with Chilean Interior Minister Rosa Ibarra."
    )
    assert place(record, only(record, "planned", ["CL", "PE"])) == "Santiago"


def test_a_journey_of_an_earlier_month_to_meet_somebody_is_a_meeting_held(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "In January, Peru's peace commissioner, Julio Castaneda, traveled to Santiago to meet with Chilean Foreign"
        " Minister Rosa Ibarra."
    )
    assert only(record, "held", ["CL", "PE"]).date == "2024-01"


def test_who_attended_stands_after_the_passive_verb(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The informal meeting was attended by Peruvian President Julio Castaneda and Chilean President Rosa Ibarra."
    )
    assert names(record, only(record, "held", ["CL", "PE"])) == {"Julio Castaneda", "Rosa Ibarra"}


def test_whose_counterpart_was_met_was_there_too(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian negotiator Julio Castaneda spoke to reporters. He said a meeting was held in Lima on March 4 with his"
        " Chilean counterpart, Rosa Ibarra."
    )
    assert names(record, only(record, "held", ["CL", "PE"])) == {"Julio Castaneda", "Rosa Ibarra"}


def test_who_hosts_the_sides_is_at_the_table(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru and Chile held two days of talks in Quito under the mediation of Ecuadorean President Ana Sosa."
    )
    assert names(record, only(record, "held", ["CL", "PE"])) == {"Ana Sosa"}


def test_an_invitation_of_the_two_sides_proposes_their_meeting(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Talks between Peru and Chile ended without a deal in Quito on Monday.\n\nEcuadorean President Ana Sosa has"
        " invited the chief negotiators of the two sides to Quito on Wednesday."
    )
    assert only(record, "proposed", ["CL", "EC", "PE"]).date == "2024-03-20"


def test_rival_camps_that_sign_are_the_sides_of_the_article(record_of: Callable[..., Record]) -> None:
    record = record_of(f"The two main rival camps signed a ceasefire agreement in Geneva on Tuesday.\n\n{NEGOTIATE}")
    signed = [m for m in record.meetings if m.date == "2024-03-12"]
    assert [m.parties for m in signed] == [["SLF", "TD"]]


def test_the_place_where_a_round_closed_is_told_before_where(record_of: Callable[..., Record]) -> None:
    record = record_of(
        f"{NEGOTIATE}\n\nThe accord was signed in Havana, where the two sides closed their sixth round of talks."
    )
    assert "Havana" in {place(record, m) for m in record.meetings if m.status == "held"}


def test_talks_that_begin_once_something_holds_are_conditional(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru and Chile signed a truce in Lima on Monday.\n\nTalks between Peru and Chile on a settlement will begin in"
        " Quito once the truce holds."
    )
    assert place(record, only(record, "conditional", ["CL", "PE"])) == "Quito"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("in the first week of April", "2024-04-01/2024-04-07"),
        ("in the last week of April", "2024-04-24/2024-04-30"),
    ],
)
def test_a_week_of_a_month_is_an_interval(record_of: Callable[..., Record], words: str, date: str) -> None:
    record = record_of(f"The presidents of Peru and Chile will meet in Quito {words}.")
    assert only(record, "planned", ["CL", "PE"]).date == date


def test_those_whom_the_title_names_are_the_sides(extractor: Extractor) -> None:
    words = (
        "Peru saw no reason for more, and Chile waited. The two sides last met in Quito in early February.\n\n"
        "Peruvian Foreign Minister Ana Sosa met Ecuadorean Foreign Minister Luis Vidal on Tuesday."
    )
    article = article_of(words)
    titled = replace(article, title="Peru says no to talks unless Chile changes course")
    assert ["CL", "PE"] not in [m.parties for m in extractor.extract(article).meetings]
    assert ["CL", "PE"] in [m.parties for m in extractor.extract(titled).meetings]


def test_communities_of_a_kind_are_no_state(record_of: Callable[..., Record]) -> None:
    record = record_of("The leaders of Cyprus' Greek and Turkish communities agreed on Tuesday to open a crossing.")
    assert not {"GR", "TR"} & {party.id for party in record.parties}
