from datetime import date

import pytest

from tracker.extraction.dates import find_dates, find_durations, resolve

MONDAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("words", "tense", "expected"),
    [
        ("on Sunday", "past", "2025-11-30"),
        ("on Tuesday", "future", "2025-12-02"),
        ("on Monday", "past", "2025-12-01"),
        ("on Monday", "future", "2025-12-01"),
        ("last Monday", "past", "2025-11-24"),
        ("next Monday", "future", "2025-12-08"),
        ("yesterday", "past", "2025-11-30"),
        ("tomorrow", "past", "2025-12-02"),
        ("last night", "past", "2025-11-30"),
        ("next week", "future", "2025-12-08/2025-12-14"),
        ("last month", "past", "2025-11"),
        ("two days ago", "past", "2025-11-29"),
        ("on March 20, 2015", "past", "2015-03-20"),
        ("13 SEP 89 ", "past", "1989-09-13"),
        ("on 14 January", "future", "2026-01-14"),
        ("on 14 December", "past", "2025-12-14"),
        ("Thursday and Friday", "past", "2025-11-27/2025-11-28"),
        ("in early November", "past", "2025-11"),
        ("over the weekend", "past", "2025-11-29/2025-11-30"),
        ("later this week", "future", "2025-12-01/2025-12-07"),
        ("later in the week", "future", "2025-12-01/2025-12-07"),
        ("earlier in the week", "past", "2025-12-01/2025-12-01"),
        ("earlier in the month", "past", "2025-12"),
    ],
)
def test_a_phrase_resolves_by_tense_against_the_article_date(words: str, tense: str, expected: str) -> None:
    (when,) = find_dates(words)
    assert resolve(when, MONDAY, tense) == expected


def test_without_an_anchor_relative_words_stay_words_and_written_dates_resolve() -> None:
    assert resolve(find_dates("on Sunday")[0], None, "past") is None
    assert resolve(find_dates("next week")[0], None, "future") is None
    assert resolve(find_dates("on 3 May 1987")[0], None, "past") == "1987-05-03"


def test_no_date_is_seen_in_words_that_only_look_like_one() -> None:
    assert find_dates("We may march on, second to none; Sun rises") == []


def test_a_day_that_does_not_exist_is_no_date() -> None:
    (when,) = find_dates("on 31 February 2020")
    assert resolve(when, MONDAY, "past") is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the five-hour meeting", ["PT5H"]),
        ("talks lasting two and a half hours", ["PT2H30M"]),
        ("an 80-minute dinner", ["PT80M"]),
        ("a week of talks", ["P1W"]),
        ("two weeks of talks", ["P2W"]),
        ("three days ago", []),
        ("a 38-year-old engineer", []),
    ],
)
def test_durations(words: str, expected: list[str]) -> None:
    assert [iso for _, _, iso in find_durations(words)] == expected
