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
        "Gabon and Chad held a long call about the border.",
        "Nepal denied that there was a draft treaty on water.",
        "Oman rejected the allegations about the prisoners.",
        "Togo pressed ahead with its census of the border towns.",
        "Laos offered a short reply on tariffs.",
        "The envoy was asked about the border, and smiled.",
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


def test_who_is_to_do_it_does_not_want_it(positions_of: Callable[..., list[PositionFact]]) -> None:
    found = positions_of("Kenya called for Somalia to open the border and to free the prisoners.")
    assert {p.holder_party for p in found} == {"KE"}


def test_words_of_attribution_alone_are_no_position(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = '"Peru has never closed a port," insisted Peruvian Foreign Minister Ana Quispe in Lima.'
    assert all("insisted" not in p.evidence[0].exact for p in positions_of(text))


@pytest.mark.parametrize(
    "who", ["Rosa Lind, a former Swedish minister,", "Rosa Lind, an economist at Stockholm University,"]
)
def test_who_speaks_for_nobody_but_herself_gives_no_party_a_position(
    positions_of: Callable[..., list[PositionFact]], who: str
) -> None:
    assert positions_of(f'{who} said: "We must drop the tariffs on steel."') == []


def test_what_a_former_minister_tells_of_a_party_is_that_partys(
    positions_of: Callable[..., list[PositionFact]],
) -> None:
    text = "North Korea proposed that the two sides hold talks on prisoners, former Swedish minister Rosa Lind said."
    assert [(p.holder_party, p.stance) for p in positions_of(text)] == [("KP", "proposal")]


def test_a_limit_behind_but_only_belongs_to_the_position(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = "Vietnam has agreed to withdraw its troops from the border, but only if the shelling stops."
    (found,) = positions_of(text)
    assert (found.stance, found.evidence[0].exact) == ("precondition", text.rstrip("."))


def test_a_not_before_the_quotation_is_never_lost(positions_of: Callable[..., list[PositionFact]]) -> None:
    text = 'Peruvian President Ana Quispe said Peru would not "accept a blockade of the ports."'
    for found in positions_of(text):
        assert "not" in found.evidence[0].exact


def test_the_first_half_of_a_hyphenated_source_is_kept(record_of: Callable[..., Record]) -> None:
    text = "China must lift its tariffs on steel, a state-run Japanese newspaper said."
    speakers = {p.speaker for p in record_of(text).positions} | {a.speaker for a in record_of(text).assessments}
    assert not any(speaker and speaker.startswith("run ") for speaker in speakers)


@pytest.mark.parametrize(
    "text",
    [
        "Egypt and Ethiopia will meet in Lima for a new round of talks on the border, the Egyptian ministry said.",
        "The meeting was postponed in May over security, Egyptian President Karim Nour said.",
    ],
)
def test_what_becomes_of_a_meeting_is_no_position(positions_of: Callable[..., list[PositionFact]], text: str) -> None:
    assert positions_of(text) == []


def test_both_sides_are_those_who_negotiate_not_those_named_most(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egypt and Ethiopia held talks in Lima on Monday. The sides agreed to withdraw their troops.\n\n"
        "Chad was not there. Chad said so. Chad had not been asked to Chad's regret."
    )
    assert {p.holder_party for p in record.positions if "withdraw" in p.evidence[0].exact} == {"EG", "ET"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru insists that Chile withdraw its troops from Arica before any truce.",
        "Peru demanded that Chile withdraw its troops from Arica before any truce.",
        "Peru urged Chile to withdraw its troops from Arica before any truce.",
        "Peru requires that the Chilean army leave Arica before any truce.",
        "Peru called on Chile to withdraw its troops from Arica before any truce.",
        "Peruvian Foreign Minister Elena Quispe said Peru insists that Chile withdraw from Arica before any truce.",
    ],
)
def test_what_is_demanded_of_somebody_is_nothing_that_they_state(record_of: Callable[..., Record], text: str) -> None:
    assert [(p.holder_party, p.stance, p.target) for p in record_of(text).positions] == [("PE", "demand", ["CL"])]


def test_what_a_side_insists_it_will_not_do_is_its_own_refusal(record_of: Callable[..., Record]) -> None:
    record = record_of("Peru insists it will not accept a truce without a withdrawal from Arica.")
    assert [(p.holder_party, p.stance) for p in record.positions] == [("PE", "precondition")]


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Peru suspended its participation in the talks with Chile in Lima on Monday.", []),
        ("Peru has halted its dialogue with Chile, a spokesman said.", []),
        ("Peru walked out of the talks with Chile in Lima on Monday.", []),
        ("Peru said it would suspend the talks with Chile if Chile did not release the prisoners.", ["threat"]),
        ("Peru suspended its tariffs on copper from Chile.", ["concession"]),
    ],
)
def test_who_stops_talks_concedes_nothing(record_of: Callable[..., Record], text: str, stances: list[str]) -> None:
    assert [position.stance for position in record_of(text).positions] == stances


def test_an_armed_group_that_is_said_to_be_of_a_state_speaks_for_itself(record_of: Callable[..., Record]) -> None:
    record = record_of("Lebanon's armed Hezbollah group has warned Israel against extracting gas before an agreement.")
    assert {position.holder_party for position in record.positions} == {"HEZBOLLAH"}


def test_who_signed_what_was_told_before_takes_no_position_by_it_once_more(record_of: Callable[..., Record]) -> None:
    text = "Chile and Peru signed a ceasefire in Lima on Monday."
    told = f"{text} The text was signed by Chilean envoy Ana Sosa and Peruvian envoy Raul Meza."
    assert len(record_of(told).positions) == len(record_of(text).positions) == 2
