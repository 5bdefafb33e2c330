"""An article without a title is called by its first words."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.headline import LONGEST, headline


def test_a_short_first_line_is_the_headline():
    assert headline("\n\n Talks resume in Oslo \n\nThe parties met.") == "Talks resume in Oslo"


def test_a_long_first_line_is_cut_between_words():
    assert headline(
        "The delegations of both countries met on Tuesday morning in the old town hall, officials said."
    ) == ("The delegations of both countries met on Tuesday morning in the…")


def test_nothing_has_no_headline():
    assert headline(" \n \t\n") == ""


@given(st.text(max_size=300))
def test_it_is_one_clean_line_of_bounded_length(text):
    found = headline(text)
    assert len(found) <= LONGEST + 1
    assert "\n" not in found
