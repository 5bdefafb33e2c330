"""What a statement counts, and what is no count."""

import pytest

from tracker.domain.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ghana accepts at most 600,000 troops.", {"troop": ("600000", "600,000 troops")}),
        ("a 28-point plan", {"point": ("28", "28-point")}),
        ("It offers $1.2 billion in aid", {}),
        ("release three hundred prisoners", {"prisoner": ("300", "three hundred prisoners")}),
        ("release 3 hundred prisoners", {"prisoner": ("300", "3 hundred prisoners")}),
        ("cut duties by 40 percent", {"percent": ("40", "40 percent")}),
        ("cut duties by 40%", {"percent": ("40", "40%")}),
        ("twelve foreign observers", {"observer": ("12", "twelve foreign observers")}),
        ("by 2 December 2025, within 48 hours, on 3 May", {}),
        ("12 prisoners now and 30 prisoners later", {}),
        ("in 1994 observers left", {}),
    ],
)
def test_a_text_counts_things(text, found):
    assert figures(text) == found


def test_no_words_and_a_number_without_end_count_nothing():
    assert figures("") == {}
    assert figures("9" * 400 + " troops") == {}
