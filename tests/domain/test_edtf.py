"""Dates with honest precision: read, compared and written one way."""

import locale
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.domain import edtf

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
MARKS = st.sampled_from(["", "?", "~", "%"])
SINGLE = st.builds(lambda day, length, mark: day.isoformat()[:length] + mark, DAYS, st.sampled_from([4, 7, 10]), MARKS)
INTERVALS = st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", DAYS, DAYS)
OPEN = st.builds(lambda day, form: form.format(day), DAYS, st.sampled_from(["../{}", "/{}", "{}/..", "{}/"]))
ANY = SINGLE | INTERVALS | OPEN


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-12-01", date(2025, 12, 1), date(2025, 12, 1)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-11-30?", date(2025, 11, 30), date(2025, 11, 30)),
        ("2025-11-30/2025-12-01", date(2025, 11, 30), date(2025, 12, 1)),
        ("2018-05/2018-06", date(2018, 5, 1), date(2018, 6, 30)),
        ("../2014-08-01", None, date(2014, 8, 1)),
        ("/2025-12-01", None, date(2025, 12, 1)),
        ("2025-12-01/..", date(2025, 12, 1), None),
    ],
)
def test_the_days_a_date_can_mean(text, first, last):
    assert edtf.interval(text) == (first, last)
    assert (edtf.first_day(text), edtf.last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30", "2025-13", "2025-00-10", "0000", "25-12-01", "2025-1-1", "2025-12-01/2025-11-30", "a", "/",
        "../..", "..", "2025/2026/2027", "2025-12-01\n",
        " 2025", "2025-12-01T10:00", "٢٠٢٥-١٢-٠١", "2025-12-01??",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert edtf.interval(text) is None
    assert not edtf.is_valid(text)
    assert edtf.precision(text) is None


def test_no_date_is_no_date():
    for nothing in (None, ""):
        assert edtf.interval(nothing) is None
        assert edtf.shown(nothing) == ""
        assert not edtf.is_uncertain(nothing)
        assert not edtf.has_passed(nothing, date(2025, 1, 1))


@given(st.text(max_size=25))
def test_any_text_is_read_or_refused_never_raised(text):
    edtf.interval(text)
    assert edtf.is_valid(text) == (edtf.precision(text) is not None)
    if not edtf.is_valid(text):
        assert edtf.shown(text) == text


@given(ANY)
def test_every_form_is_valid_and_in_order(text):
    days = edtf.interval(text)
    assert days is not None
    assert days.first is None or days.last is None or days.first <= days.last
    assert edtf.shown(text)


@given(ANY, DAYS)
def test_a_date_has_passed_exactly_when_its_last_day_is_before(text, as_of):
    last = edtf.last_day(text)
    assert edtf.has_passed(text, as_of) == (last is not None and last < as_of)


def test_the_last_day_itself_has_not_passed():
    assert not edtf.has_passed("2025-12-02", date(2025, 12, 2))
    assert edtf.has_passed("2025-12-02", date(2025, 12, 3))
    assert not edtf.has_passed("2025-12", date(2025, 12, 31))


@given(ANY, ANY, st.integers(0, 30))
def test_overlap_is_the_same_both_ways_and_grows_with_slack(a, b, slack):
    assert edtf.overlap(a, b, slack) == edtf.overlap(b, a, slack)
    if edtf.overlap(a, b, slack):
        assert edtf.overlap(a, b, slack + 1)
    assert edtf.overlap(a, a)


@given(DAYS, st.integers(-5, 5), st.integers(0, 5))
def test_overlap_of_days_is_their_distance(day, away, slack):
    assume(date(1000, 1, 10) < day < date(9999, 12, 20))
    other = day + timedelta(days=away)
    assert edtf.overlap(str(day), str(other), slack) == (abs(away) <= slack)


def test_nothing_overlaps_with_no_date():
    assert not edtf.overlap(None, "2025")
    assert not edtf.overlap("nonsense", "2025")


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2025-11-30", None, "30 Nov 2025"),
        ("2025-11-30", 2025, "30 Nov"),
        ("2025-11-30", 2024, "30 Nov 2025"),
        ("2025-11-30?", 2025, "30 Nov?"),
        ("2025-11-30~", None, "30 Nov 2025?"),
        ("2025-11", None, "Nov 2025"),
        ("2025", 2025, "2025"),
        ("2025-11-30/2025-12-01", 2025, "30 Nov–1 Dec"),
        ("2025-11-30/2025-12-01", None, "30 Nov–1 Dec 2025"),
        ("2018-05-28/2018-05-29", None, "28–29 May 2018"),
        ("2018-05-28/2018-05-29", 2018, "28–29 May"),
        ("2018-05-28?/2018-05-29~", None, "28?–29 May 2018?"),
        ("2018-05-28/2018-06", None, "28 May–Jun 2018"),
        ("2025-12-30/2026-01-02", None, "30 Dec 2025–2 Jan 2026"),
        ("2025-12-01/2025-12-01", None, "1 Dec 2025"),
        ("2024/2025", None, "2024–2025"),
        ("../2014-08-01", None, "by 1 Aug 2014"),
        ("2014-08-01/..", None, "from 1 Aug 2014"),
        ("next week", None, "next week"),
    ],
)
def test_how_a_date_is_written(text, year, expected):
    assert edtf.shown(text, year=year) == expected


def test_months_do_not_follow_the_locale():
    before = locale.setlocale(locale.LC_TIME)
    for other in ("de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, other)
        except locale.Error:
            continue
        break
    try:
        assert edtf.shown("2025-05-01") == "1 May 2025"
        assert edtf.shown("2025-12-01") == "1 Dec 2025"
    finally:
        locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize(
    ("text", "expected"), [("2025", "year"), ("2025-12~", "month"), ("2025-12-01?", "day"), ("../2025", "interval")]
)
def test_precision(text, expected):
    assert edtf.precision(text) == expected


def test_uncertainty_of_any_part_counts():
    assert edtf.is_uncertain("2025-11-30/2025-12-01?")
    assert not edtf.is_uncertain("2025-11-30/2025-12-01")
