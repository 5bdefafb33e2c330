"""Whose position reported words are, and what is told around a quotation that is none."""

from collections.abc import Callable

import pytest

from tracker.domain.record import Record
from tracker.extraction.issues import issue_of


def test_they_who_agreed_are_those_told_of_before_not_who_says_so(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian President Julio Castaneda and Chilean President Rosa Ibarra met in Quito on Monday for the second"
        " time in four months. They agreed to set up a joint commission on the demarcation of the border, Ecuadorean"
        " President Ana Sosa said in a statement."
    )
    holders = {p.holder_party for p in record.positions if "joint commission" in p.evidence[0].exact}
    assert holders == {"CL", "PE"}


@pytest.mark.parametrize(
    "text",
    [
        'Peruvian envoy Ana Quispe arrived. "The fighting risks engulfing the coast," she warned ahead of the meeting.',
        "Peruvian President Julio Castaneda would discuss the results by telephone with Rosa Ibarra on Friday.",
    ],
)
def test_words_of_attribution_and_a_planned_talk_are_no_positions(record_of: Callable[..., Record], text: str) -> None:
    found = [p.evidence[0].exact for p in record_of(text).positions]
    assert not any("warned ahead" in words or "discuss the results" in words for words in found), found


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("She urged the Security Council to adopt the agreement", "settlement"),
        ("Defence Minister Vidal demanded lower tariffs", "trade"),
        ("promised to stop kidnapping civilians for ransom while the truce holds", "humanitarian"),
        ("Lima would respond militarily to any provocation", "security"),
        ("they cannot live on car plates alone", None),
    ],
)
def test_names_of_bodies_and_offices_name_no_issue(text: str, issue: str | None) -> None:
    assert issue_of(text) == issue


def test_each_of_several_demands_of_one_sentence_is_a_position(record_of: Callable[..., Record]) -> None:
    record = record_of(
        'Peruvian negotiator Ana Quispe said her side\'s demands were "just": an end to all fighting on the'
        " coast, a full lifting of the embargo, payment of the debts of the fishing fleet"
        " and the withdrawal of all troops from the border."
    )
    found = {p.evidence[0].exact: (p.holder_party, p.stance) for p in record.positions}
    assert found == {
        "an end to all fighting on the coast": ("PE", "demand"),
        "a full lifting of the embargo": ("PE", "demand"),
        "payment of the debts of the fishing fleet": ("PE", "demand"),
        "the withdrawal of all troops from the border": ("PE", "demand"),
    }


def test_a_sentence_that_names_two_demands_is_not_taken_apart(record_of: Callable[..., Record]) -> None:
    record = record_of("Peru's demands include the withdrawal of all troops from the border and an end to the embargo.")
    assert all("withdrawal" in p.evidence[0].exact for p in record.positions)


def test_its_own_ministry_speaks_for_the_party_told_before(record_of: Callable[..., Record]) -> None:
    text = "Ghana is ready to discuss mediation in the dispute with Togo, its foreign ministry said on Wednesday."
    (position,) = record_of(text, publisher="AFP").positions
    assert (position.holder_party, position.speaker) == ("GH", "its foreign ministry")
    assert position.attribution_status == "named_reported_speech"
