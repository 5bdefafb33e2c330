"""When the pane beside a list is read: right after a single step, but not while somebody travels through the list.

A pane is many times what a row is. Painted at every row that is only passed, it would be most of what goes over a slow
line, and nobody reads it there.
"""

from time import monotonic
from typing import Final

SOON: Final = 0.03
"""Seconds after a single step."""
LATER: Final = 0.18
"""Seconds after the last of several steps, each of which follows the one before within as long."""


class Rest:
    """The steps of one cursor."""

    def __init__(self) -> None:
        self._last = float("-inf")

    def pause(self, now: float | None = None) -> float:
        """The cursor takes a step: how many seconds to wait before what it stands on is read.

        Args:
            now: seconds of any steady clock; default this moment.
        """
        now = monotonic() if now is None else now
        travels = now - self._last < LATER
        self._last = now
        return LATER if travels else SOON
