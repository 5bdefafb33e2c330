from datetime import date

import pytest

from tracker.desk.typed_dates import parse, parse_day

MONDAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("", None),
        ("2025-11-30", "2025-11-30"),
        ("2025-11-30/2025-12-01", "2025-11-30/2025-12-01"),
        ("30 Nov", "2025-11-30"),
        ("Nov 30", "2025-11-30"),
        ("November 30, 2024", "2024-11-30"),
        ("30th of November 2025", "2025-11-30"),
        ("2 Dec 2025", "2025-12-02"),
        ("3 Jan", "2026-01-03"),
        ("today", "2025-12-01"),
        ("yesterday", "2025-11-30"),
        ("tomorrow", "2025-12-02"),
        ("Monday", "2025-12-01"),
        ("Sunday", "2025-11-30"),
        ("last Monday", "2025-11-24"),
        ("next Tuesday", "2025-12-02"),
        ("next Monday", "2025-12-08"),
        ("Nov 2025", "2025-11"),
        ("2025", "2025"),
        ("30 Nov?", "2025-11-30?"),
        ("30 Nov – 1 Dec", "2025-11-30/2025-12-01"),
        ("30 Nov to 2 Dec 2025", "2025-11-30/2025-12-02"),
        ("28 to 29 May 2025", "2025-05-28/2025-05-29"),
        ("28-29 May 2018", "2018-05-28/2018-05-29"),
        ("23.11.2025", "2025-11-23"),
        ("11/23/2025", "2025-11-23"),
        ("30-11-2025", "2025-11-30"),
        ("in Nov 2025", "2025-11"),
        ("in two weeks", "2025-12-15"),
        ("3 days ago", "2025-11-28"),
        ("the day before yesterday", "2025-11-29"),
        ("last week", "2025-11-24/2025-11-30"),
        ("next month", "2026-01"),
        ("a year ago", "2024"),
        ("Tue 2 Dec", "2025-12-02"),
    ],
)
def test_reads_days_as_people_type_them(typed, edtf):
    assert parse(typed, MONDAY) == edtf


@pytest.mark.parametrize("typed", ["soon", "31 Feb 2025", "03/04/2025", "2 Dec to 30 Nov 2025", "2025-13-01"])
def test_refuses_what_is_no_day_or_two_days_with_a_sentence(typed):
    with pytest.raises(ValueError, match=r"\.$"):
        parse(typed, MONDAY)


def test_a_weekday_beside_a_day_must_be_its_own():
    with pytest.raises(ValueError, match="2 Dec 2025 is a Tuesday"):
        parse("Wed 2 Dec", MONDAY)


def test_a_number_of_days_is_a_day_only_with_its_direction():
    with pytest.raises(ValueError, match="is not a date"):
        parse("3 days", MONDAY)


def test_a_day_field_refuses_a_month():
    with pytest.raises(ValueError, match="not one day"):
        parse_day("Nov 2025", MONDAY)
