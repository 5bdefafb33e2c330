"""Ages in a few letters."""

import pytest

from tracker.domain.ages import in_days


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "0 d"),
        (1, "1 d"),
        (99, "99 d"),
        (100, "14 w"),
        (700, "100w"),
        (-2, "−2 d"),
        (-12, "−1 w"),
        (-355, "−50w"),
        (-3106, "−8 y"),
    ],
)
def test_a_number_of_days_fits_four_cells(days, shown):
    assert in_days(days) == shown
    assert len(shown) <= 4
