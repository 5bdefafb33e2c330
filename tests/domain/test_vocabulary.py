"""The closed vocabularies hold together, and are those of the contract where it is at hand."""

import re

import pytest

from tracker.domain import stances, vocabulary


@pytest.mark.parametrize(
    ("issue", "known"),
    [
        ("territory", True),
        ("territory/Donbas", True),
        ("other/debt", True),
        ("territory/", False),
        ("territory/a/b", False),
        ("/Donbas", False),
        ("weather", False),
        ("Territory", False),
        ("", False),
    ],
)
def test_issues_of_two_levels(issue, known):
    assert vocabulary.issue_is_known(issue) is known


def test_no_list_names_a_thing_twice():
    for name, words in vars(vocabulary).items():
        if isinstance(words, tuple):
            assert len(set(words)) == len(words), name


def test_every_stance_has_its_place_in_the_tables():
    assert set(stances._DIRECTION) == set(stances._HARDNESS) == set(vocabulary.STANCES)
    assert set(vocabulary.STANCES) >= stances._FIRM


@pytest.mark.corpus
def test_the_words_are_those_of_the_contract(corpus):
    contract = (corpus / "CONTRACT.md").read_text()
    flat = re.sub(r"\s+", " ", contract)
    for words in (vocabulary.ISSUES, vocabulary.STANCES):
        assert " · ".join(words) in flat
    for words in (
        vocabulary.PARTY_TYPES,
        vocabulary.LEVELS,
        vocabulary.VENUE_PRECISIONS,
        vocabulary.MEETING_KINDS,
        vocabulary.MEETING_STATUSES,
        vocabulary.MEETING_MODES,
        vocabulary.MEETING_FORMATS,
        vocabulary.ATTENDANCE_STATUSES,
        vocabulary.DELEGATION_ROLES,
        vocabulary.QUOTE_KINDS,
        vocabulary.ASSESSMENT_KINDS,
        vocabulary.POLARITIES,
        vocabulary.TRACK_EVENT_KINDS,
    ):
        assert "|".join(words) in flat, words


@pytest.mark.corpus
def test_phases_and_attribution_are_those_of_the_guideline_in_its_order(corpus):
    guideline = (corpus / "GUIDELINE.md").read_text()
    phases = re.search(r"First that applies: (.*)\.", guideline)
    assert phases is not None
    assert tuple(re.findall(r"`([^`]+)`", phases[1])) == vocabulary.PHASES
    places = [guideline.find(f"`{status}`") for status in vocabulary.ATTRIBUTION_STATUSES]
    assert places == sorted(places)
    assert -1 not in places
