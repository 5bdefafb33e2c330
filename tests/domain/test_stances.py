"""The distance between sides and the movement of one, by the table of stances."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.stances import distance, distance_of_two, movement
from tracker.domain.vocabulary import STANCES

SIDE = st.lists(st.sampled_from(STANCES), max_size=3)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("accept", "accept", "same"),
        ("accept", "concession", "same"),
        ("accept", "reject", "opposed"),
        ("concession", "red_line", "opposed"),
        ("demand", "demand", "opposed"),
        ("demand", "red_line", "opposed"),
        ("demand", "reject", "opposed"),
        ("precondition", "demand", "opposed"),
        ("demand", "accept", "differ"),
        ("proposal", "interest", "differ"),
        ("interest", "interest", "same"),
        ("undecided", "demand", "differ"),
        ("undecided", "undecided", "differ"),
        ("request", "reject", "differ"),
    ],
)
def test_two_stances(a, b, expected):
    assert distance_of_two(a, b) == expected
    assert distance_of_two(b, a) == expected


def test_every_pair_of_the_closed_list_is_decided_the_same_both_ways():
    for a, b in product(STANCES, STANCES):
        assert distance_of_two(a, b) == distance_of_two(b, a)
        assert distance_of_two(a, b) in ("same", "differ", "opposed")


def test_fewer_than_two_sides_that_stated_something_are_blank():
    assert distance([]) == "blank"
    assert distance([["demand"], []]) == "blank"
    assert distance([[], [], ["demand", "accept"]]) == "blank"


def test_the_widest_distance_between_any_two_sides_counts():
    assert distance([["accept"], ["accept"], ["reject"]]) == "opposed"
    assert distance([["accept"], ["accept"], ["interest"]]) == "differ"
    assert distance([["demand"], ["demand"], []]) == "opposed"


def test_stances_of_one_side_are_not_set_against_each_other():
    assert distance([["accept", "reject"], []]) == "blank"


@given(st.lists(SIDE, max_size=4))
def test_the_order_of_sides_does_not_matter_and_more_words_never_bring_them_closer(sides):
    assert distance(sides) == distance(list(reversed(sides)))
    order = ("blank", "same", "differ", "opposed")
    assert order.index(distance([*sides, ["red_line"]])) >= order.index(distance(sides))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, "demand", "new"),
        ("demand", "demand", "unchanged"),
        ("demand", "concession", "softer"),
        ("proposal", "demand", "harder"),
        ("demand", "red_line", "harder"),
        ("red_line", "demand", "softer"),
        ("reject", "accept", "reversed"),
        ("accept", "red_line", "reversed"),
        ("reject", "threat", "unchanged"),
    ],
)
def test_movement(before, after, expected):
    assert movement(before, after) == expected


def test_every_movement_is_mirrored():
    mirror = {"unchanged": "unchanged", "reversed": "reversed", "softer": "harder", "harder": "softer"}
    for a, b in product(STANCES, STANCES):
        assert movement(b, a) == mirror[movement(a, b)]
