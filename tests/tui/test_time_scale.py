"""Days on cells: where a day stands, what stands above it, and the sign of a meeting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.tui.meeting_signs import HELD, INTERNAL, MAYBE, NOT, PLANNED, UNSAID, sign_of
from tracker.tui.time_scale import ZOOMS, Scale

DAY = date(2025, 12, 1)
scales = st.builds(
    Scale, st.sampled_from(ZOOMS), st.dates(), st.integers(min_value=1, max_value=200)
)  # every day of the calendar, its ends too


@given(scales)
def test_heads_are_as_wide_as_the_scale_whatever_the_days(scale):
    for line in scale.heads():
        assert len(line) == scale.width
    assert all(tick >= 0 for tick in scale.ticks())


@given(scales, st.dates(), st.integers(-300, 300))
def test_every_move_ends_on_a_day_of_the_calendar(scale, day, cells):
    for moved in (scale.shifted(cells), scale.around(day), *(scale.zoomed(zoom, day) for zoom in ZOOMS)):
        assert date.min <= moved.first <= date.max
        assert moved.first <= moved.last or moved.first == date.max


@given(st.sampled_from(ZOOMS), st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_cell_begins_with_the_day_that_falls_into_it(zoom, first, days):
    scale = Scale(zoom, first, 100)
    day = first + timedelta(days=days)
    assert scale.day(scale.cell(day)) <= day < scale.day(scale.cell(day) + max(1, zoom.cells))


@pytest.mark.parametrize("zoom", ZOOMS, ids=lambda zoom: zoom.name)
def test_around_shows_the_day_where_it_was_asked_for(zoom):
    scale = Scale(zoom, date(2000, 1, 1), 60).around(DAY, 0.5)
    assert scale.shows(DAY)
    assert abs(scale.cell(DAY) - 30) <= zoom.cells


def test_heads_name_days_months_and_years():
    week, month, year, years = (Scale(zoom, DAY, 60).heads() for zoom in ZOOMS)
    assert week[0].startswith("Dec 2025")
    assert week[1].startswith("Mo 1 Tu 2 We 3")
    assert month[0].split() == ["Dec", "2025", "Jan", "2026"]
    assert month[1].split()[:4] == ["1", "8", "15", "22"]
    assert year[1].split()[:3] == ["Dec", "Jan", "Feb"]
    assert years[0].split() == ["2026", "2027", "2028", "2029", "2030"]  # there is no room for 2025


@pytest.mark.parametrize(
    ("status", "kind", "day", "sign"),
    [
        ("held", "negotiation", "2025-11-30", HELD),
        ("planned", "negotiation", "2025-12-02", PLANNED),
        ("planned", "negotiation", "2025-11-29", UNSAID),
        ("planned", "negotiation", None, PLANNED),
        ("conditional", "negotiation", None, MAYBE),
        ("cancelled", "negotiation", "2025-11-30", NOT),
        ("held", "internal_briefing", "2025-11-30", INTERNAL),
    ],
)
def test_a_sign_says_without_colour_whether_a_meeting_was_held(status, kind, day, sign):
    assert sign_of(status, kind, day, DAY)[0] == sign
