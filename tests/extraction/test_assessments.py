"""Assessments: voice, kind, polarity."""

from collections.abc import Callable

import pytest

from tracker.domain.record import AssessmentFact, Record
from tracker.domain.vocabulary import ASSESSMENT_KINDS, POLARITIES


@pytest.fixture
def assessments_of(record_of: Callable[..., Record]) -> Callable[..., list[AssessmentFact]]:
    def make(text: str) -> list[AssessmentFact]:
        return record_of(text, publisher="Reuters").assessments

    return make


def test_a_tone_in_quotation_marks_has_its_word_and_its_voice(
    assessments_of: Callable[..., list[AssessmentFact]],
) -> None:
    (found,) = assessments_of('A senior Omani official said that Sunday\'s talks were "constructive and positive."')
    assert (found.kind, found.polarity, found.party) == ("tone", "positive", "OM")
    assert found.values == ["constructive and positive"]
    assert found.chain == ["Reuters", "A senior Omani official"]


def test_progress_is_an_outcome(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    text = '"We have made significant progress in the talks," Finnish President Alexander Stubb said.'
    (found,) = assessments_of(text)
    assert (found.kind, found.polarity, found.party) == ("outcome", "positive", "FI")


def test_progress_denied_is_negative(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    (found,) = assessments_of('"There was no progress and the talks failed," an Algerian official said.')
    assert found.polarity == "negative"


def test_blame_is_a_negative_relation(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    found = assessments_of("Cuba said the United States was entirely to blame for the collapse of the negotiations.")
    assert [(a.polarity, a.party) for a in found] == [("negative", "CU")]


def test_a_plain_report_is_no_assessment(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    assert assessments_of("The ministers of Chile and Peru met in Lima on Tuesday.") == []


def test_every_field_keeps_to_its_vocabulary(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    text = "Analysts doubt that a deal is likely. The talks failed. Qatar hailed a breakthrough and a good atmosphere."
    for fact in assessments_of(text):
        assert fact.kind in ASSESSMENT_KINDS
        assert fact.polarity in POLARITIES
        assert fact.evidence


def test_unnamed_sources_that_judge_are_the_voice(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    found = assessments_of('Sources called the two-hour meeting "tense" but productive.')
    assert [(a.speaker, a.values) for a in found] == [("Sources", ["tense"])]


def test_words_side_by_side_are_one_value(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    (found,) = assessments_of('"There is a good chance of a deal," Finnish President Alexander Stubb said.')
    assert found.values == ["good chance"]


def test_a_value_is_never_empty_and_ends_in_a_word(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    text = (
        'A Greek official said that the talks were "difficult, tense." "There was no flexibility," the official said. '
        'A Turkish envoy described the round as "constructive."'
    )
    found = assessments_of(text)
    assert found
    assert all(a.values and all(value[-1].isalnum() for value in a.values) for a in found)


def test_who_is_said_to_judge_is_the_voice(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    found = assessments_of("Finnish officials are deeply skeptical about the prospects of the peace talks.")
    assert [(a.kind, a.party, a.chain[-1]) for a in found] == [("doubt", "FI", "Finnish officials")]


def test_what_is_foretold_is_shown_with_its_verb(assessments_of: Callable[..., list[AssessmentFact]]) -> None:
    found = assessments_of('"The summit could still happen as planned," Finnish President Alexander Stubb said.')
    assert [a.values for a in found] == [["could still happen"]]
