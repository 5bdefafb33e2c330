"""Positions: holder, issue, stance, voice and words."""

from collections.abc import Callable

import pytest

from tracker.domain.record import PositionFact, Record
from tracker.domain.vocabulary import ATTRIBUTION_STATUSES, ISSUES, QUOTE_KINDS, STANCES


@pytest.fixture
def positions_of(record_of: Callable[..., Record]) -> Callable[..., list[PositionFact]]:
    def make(text: str, publisher: str | None = "Reuters") -> list[PositionFact]:
        return record_of(text, publisher=publisher).positions

    return make


@pytest.mark.parametrize(
    ("text", "party", "issue", "stance"),
    [
        ("Egypt wants Ethiopia to withdraw its troops from the border.", "EG", ("territory", "security"), "demand"),
        ("Iran insists that all sanctions be lifted at once.", "IR", ("sanctions",), "demand"),
        ("Turkey rejected a Greek proposal for a ceasefire.", "TR", ("ceasefire",), "reject"),
        ("Pakistan offered a truce of ten days to India.", "PK", ("ceasefire",), "proposal"),
        ("Japan agreed to cut its tariffs on beef.", "JP", ("trade",), "accept"),
        ("China threatened to impose new tariffs if the talks fail.", "CN", ("trade",), "threat"),
        ("Syria is ready to release the prisoners.", "SY", ("humanitarian",), "concession"),
        (
            "Israel said it will not open the crossings unless Hamas disarms.",
            "IL",
            ("humanitarian", "security"),
            "precondition",
        ),
    ],
)
def test_a_verb_of_stance_with_a_party_as_subject(
    positions_of: Callable[..., list[PositionFact]], text: str, party: str, issue: tuple[str, ...], stance: str
) -> None:
    found = [p for p in positions_of(text) if p.holder_party == party]
    assert [p.stance for p in found] == [stance]
    assert found[0].issue in issue


def test_evidence_is_literal_and_ends_before_the_attribution(
    positions_of: Callable[..., list[PositionFact]],
) -> None:
    text = "Sudan demands the release of all prisoners, a Sudanese official said on Monday."
    (found,) = positions_of(text)
    span = found.evidence[0]
    assert text[span.start : span.end] == span.exact == "Sudan demands the release of all prisoners"
    assert (found.attribution_status, found.speaker) == ("anonymous_official", "a Sudanese official")


def test_we_is_the_side_of_the_speaker(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = 'French President Emmanuel Macron spoke. "We will never accept tariffs on our steel," Macron said.'
    found = [p for p in positions_of(text) if "steel" in p.evidence[0].exact]
    assert [(p.holder_party, p.stance, p.attribution_status) for p in found] == [("FR", "red_line", "on_record")]


def test_what_another_shall_do_is_the_demand_of_the_one_who_speaks(
    positions_of: Callable[..., list[PositionFact]],
) -> None:
    text = "Kenyan President William Ruto said that Somalia must withdraw its troops."
    assert [(p.holder_party, p.stance) for p in positions_of(text)] == [("KE", "demand")]


def test_what_another_is_to_give_is_not_the_others_position(
    positions_of: Callable[..., list[PositionFact]],
) -> None:
    assert all(p.holder_party != "EE" for p in positions_of("Russia wants Estonia to cede the border region."))


def test_an_adjective_of_the_outlet_is_no_position(positions_of: Callable[..., list[PositionFact]]) -> None:
    assert positions_of("It would be a painful concession for the Armenian government.") == []


def test_a_report_without_a_source_is_unattributed(positions_of: Callable[..., list[PositionFact]]) -> None:
    found = positions_of("Libya is said to want a longer truce.")
    assert [(p.holder_party, p.attribution_status) for p in found] == [("LY", "unattributed")]


def test_a_joint_subject_is_one_position_a_party(positions_of: Callable[..., list[PositionFact]]) -> None:
    found = positions_of("Canada and Mexico rejected the proposal for new tariffs on cars.")
    assert sorted(p.holder_party for p in found) == ["CA", "MX"]


def test_the_same_position_twice_is_one_fact_with_both_spans(
    positions_of: Callable[..., list[PositionFact]],
) -> None:
    text = (
        "Chad rejected the ceasefire proposal of the mediators.\n\nOn Monday they met in Doha for four hours.\n\n"
        "Chad rejected the ceasefire proposal, Chadian officials said."
    )
    found = [p for p in positions_of(text) if p.holder_party == "TD"]
    assert len(found) == 1
    assert len(found[0].evidence) == 2


def test_points_of_a_list_are_positions_of_their_own(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = (
        "Colombia proposed the following points to the rebels:\n\n1. A ceasefire of sixty days in all provinces;\n\n"
        "2. The release of all prisoners of war;\n\nThe talks go on."
    )
    found = [p for p in positions_of(text) if p.holder_party == "CO"]
    assert {"ceasefire", "humanitarian"} <= {p.issue for p in found}


def test_upper_case_wire_text_is_read(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = "NICARAGUA DEMANDS THE WITHDRAWAL OF FOREIGN TROOPS FROM HONDURAS, PRESIDENT DANIEL ORTEGA SAID TODAY."
    found = positions_of(text)
    assert [(p.holder_party, p.stance) for p in found] == [("NI", "demand")]
    assert found[0].evidence[0].exact.isupper()


def test_every_field_keeps_to_its_vocabulary(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = (
        'Vietnam wants lower tariffs. Thailand said it would not sign. "We must talk," a Lao diplomat told Reuters. '
        "If the border stays closed, Cambodia will not attend the summit."
    )
    for fact in positions_of(text):
        assert fact.stance in STANCES
        assert fact.issue.split("/")[0] in ISSUES
        assert fact.attribution_status in ATTRIBUTION_STATUSES
        assert fact.quote in QUOTE_KINDS
        assert 0 <= fact.confidence <= 1


def test_a_long_comment_on_the_subject_is_left_out_of_the_evidence(
    positions_of: Callable[..., list[PositionFact]],
) -> None:
    text = (
        "The Moroccan government, which is expected to receive a French envoy in Rabat on Tuesday, "
        "demands that Algeria open the border."
    )
    found = [p for p in positions_of(text) if p.holder_party == "MA"]
    assert [p.evidence[0].exact for p in found] == ["demands that Algeria open the border"]


def test_a_party_that_insists_has_not_spoken(positions_of: Callable[..., list[PositionFact]]) -> None:
    found = positions_of("Iran insists that all sanctions be lifted at once.")
    assert [p.attribution_status for p in found] == ["publication_voice"]


def test_a_meeting_that_is_expected_is_no_position(positions_of: Callable[..., list[PositionFact]]) -> None:
    assert positions_of("The Swedish minister is expected to meet the Danish prime minister in Oslo on Friday.") == []


def test_information_without_a_source_is_unattributed(positions_of: Callable[..., list[PositionFact]]) -> None:
    found = positions_of("According to the information available, Libya wants a longer truce.")
    assert [(p.holder_party, p.attribution_status) for p in found] == [("LY", "unattributed")]


@pytest.mark.parametrize(
    "text",
    [
        "Ruto called the meeting a turning point for Kenya and for the border.",
        "Iran insists its nuclear work is peaceful.",
        "Serbia agreed there was some progress on the border.",
        "Norway released a statement about the talks on fishing quotas.",
        "This does not mean that Peru has a deal on the border.",
        "Chile does not expect any concessions on tariffs.",
        "Brazil has been critical of Argentina since the trade talks broke down.",
        "Ghana made the appeal at a meeting in Geneva.",
        'Kenyan President William Ruto spoke. "I want to thank our friends for the talks," Ruto said.',
        "Some analysts say that Chad must give up the border town.",
        "Mali was invited to the talks on the ceasefire.",
    ],
)
def test_words_of_stance_in_a_sense_that_takes_none(positions_of: Callable[..., list[PositionFact]], text: str) -> None:
    assert [p.evidence[0].exact for p in positions_of(text)] == []


def test_points_that_a_noun_announces_belong_to_the_speaker(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = (
        "Kenyan officials say the best way out of the dispute is to implement two proposals:\n\n"
        "-- an end to tariffs on coffee and tea;\n\n-- a fund for the farmers of the border regions."
    )
    found = positions_of(text)
    assert [(p.holder_party, p.stance) for p in found] == [("KE", "proposal")] * 2
    assert found[0].evidence[0].exact == "an end to tariffs on coffee and tea"


def test_both_sides_are_those_who_talk_and_not_the_host(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = (
        "Qatar hosted talks between Sudan and Chad. Qatar opened the talks, and Qatar paid for them. "
        "Both sides refuse to withdraw troops from the border."
    )
    assert sorted(p.holder_party for p in positions_of(text) if p.stance == "reject") == ["SD", "TD"]
