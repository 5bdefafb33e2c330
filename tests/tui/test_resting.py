"""A pane follows a single step at once, and waits while somebody travels."""

from tracker.tui.resting import LATER, SOON, Rest


def test_a_single_step_is_followed_soon_and_one_of_several_once_they_end():
    rest = Rest()
    assert rest.pause(10.0) == SOON
    assert rest.pause(10.0 + LATER / 2) == LATER
    assert rest.pause(10.0 + LATER) == LATER
    assert rest.pause(11.0) == SOON
