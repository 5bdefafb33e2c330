"""What changed, from the command line."""

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("db")


def test_since_last_needs_a_look_and_begins_at_it(tracker: Tracker) -> None:
    assert tracker("changes", "--since", "last").out.startswith("Nobody has looked yet")
    assert tracker("changes", "--since", "last", "--seen").code == 0
    assert tracker("changes", "--since", "last").out.startswith("No changes since ")
    assert tracker("changes", "--since", "last", "--json").data == []


def test_between_two_days(tracker: Tracker) -> None:
    assert tracker("changes", "--since", "2025-12-01", "--until", "2025-12-01", "--json").data
    assert tracker("changes", "--since", "2025-11-01", "--until", "2025-11-30").out == "No changes.\n"
    done = tracker("changes", "--since", "2025-12-02", "--until", "2025-12-01")
    assert (done.code, done.out) == (2, "")
    assert "before --since" in done.err
