"""Durations as a person reads them."""

import pytest

from tracker.domain.durations import shown


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("PT5H", "5 hours"),
        ("PT1H20M", "1 hour 20 minutes"),
        ("P2D", "2 days"),
        ("P1W", "1 week"),
        ("P", "P"),
        ("five hours", "five hours"),
        ("2025-12-01", "2025-12-01"),
    ],
)
def test_it_is_in_words_and_what_is_no_duration_stays(iso: str, words: str) -> None:
    assert shown(iso) == words
