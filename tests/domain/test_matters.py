"""What a statement is about, and how its words tell news from what is recalled."""

import pytest

from tracker.domain.matters import has_fallback, is_act, matter, recalls


def test_words_for_one_thing_are_one_matter():
    assert matter("They accepted the truce.") & matter("They refused a cease-fire.")
    assert matter("The army must withdraw from the valley.") & matter("A withdrawal was ruled out.")


def test_words_by_which_any_position_is_stated_are_no_matter():
    assert not matter("They want the other side to accept their demands.") & matter("They demand what they want.")


def test_names_of_the_sides_are_no_matter():
    names = frozenset(["ruritania"])
    assert not matter("Ruritania demands amnesty.", names) & matter("Ruritania demands fishing rights.", names)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels rejected the offer on Monday",
        "The government has agreed to a week of calm",
        "The minister cancelled the round that had been set for May",
    ],
)
def test_an_act_in_an_outlets_words_is_news(text):
    assert is_act(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels want the roads opened",
        "The government has demanded full access",
        "The rebels had rejected such offers",
        "The rebels have repeatedly rejected such offers",
        "The government agreed to this in 1998",
        "The rebels are seeking an end to the siege",
    ],
)
def test_what_is_recalled_or_stands_is_no_act(text):
    assert not is_act(text)


def test_in_speech_retold_had_stands_for_has():
    assert recalls("the group had agreed to a pause")
    assert not recalls("the group had agreed to a pause", told=True)
    assert recalls("an aide who had called for war", told=True)


def test_a_lesser_thing_beside_the_first_is_a_fallback():
    assert has_fallback("It wants the guns handed over, or at least locked away")
    assert not has_fallback("It wants the guns handed over")
