"""What several articles say of one meeting: the order in which they were read changes nothing."""

from itertools import permutations

import pytest

from tracker.desk.folding import Seen, fold, fold_status

DAY = "2025-12-01"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (("planned", "cancelled"), "cancelled"),
        (("proposed", "planned"), "planned"),
        (("planned", "postponed", "held"), "held"),
        (("denied", "planned"), "denied"),
    ],
)
def test_of_one_day_the_further_step_of_a_meetings_life_counts_as_the_later(told, status):
    for order in permutations(told):
        assert fold_status([Seen(number, DAY, one, one) for number, one in enumerate(order)]) == status


def test_of_one_day_and_step_the_articles_own_order_decides_and_not_that_of_reading():
    seen = [Seen(1, DAY, "planned", "b", date="2025-12-05"), Seen(2, DAY, "planned", "a", date="2025-12-09")]
    assert fold(seen) == fold(seen[::-1])


def test_what_was_called_off_on_an_earlier_day_can_be_planned_anew():
    assert fold_status([Seen(1, DAY, "cancelled"), Seen(2, "2025-12-03", "planned")]) == "planned"


def test_of_one_day_the_report_that_moves_a_meeting_counts_after_the_one_that_does_not():
    old = Seen(1, DAY, "planned", "b", date="2025-12-05")
    new = Seen(2, DAY, "planned", "a", date="2025-12-09", moved=True, moved_from="2025-12-05")
    assert fold([old, new]).date == fold([new, old]).date == "2025-12-09"
