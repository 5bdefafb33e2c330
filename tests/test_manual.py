import re

from tests import manual_keys
from tracker.cli.lazy import COMMANDS


def test_the_manual_lists_the_keys_that_the_app_binds() -> None:
    """Where this fails: `python -m tests.manual_keys`."""
    assert manual_keys.written() == manual_keys.table()


def test_the_manual_shows_every_command() -> None:
    text = manual_keys.MANUAL.read_text("utf-8")
    shown = set(re.findall(r"tracker (?:--db \S+ )?([a-z]+)", text))
    assert set(COMMANDS) <= shown
