"""Where a fact is: its row in a list, or the screen that lists its kind."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Protocol

from tracker.tui.actions import SCREENS, shown_key
from tracker.tui.widgets.table_rows import BLOCK

Fact = tuple[str, int]
_BLOCKS: Final = 16
"""Blocks of rows around the cursor that are looked through where a list cannot be asked for a fact."""
_MOST: Final = 20
"""Facts that a list is asked for: of more, the first come together."""
_LISTED: Final = {
    "position": "positions",
    "meeting": "timeline",
    "attendance": "timeline",
    "person": "people",
    "party": "people",
    "article": "articles",
    "track": "status",
    "conflict": "conflicts",
}
"""The screen that lists a kind."""


class Rows(Protocol):
    """The rows of a list."""

    def rows(self, start: int, size: int) -> Sequence[Any]:
        """At most `size` rows from the 0-based row `start`."""
        ...


def place_of(
    source: Rows, total: int, facts: Sequence[Fact], near: int, is_row: Callable[[Any], Fact | None], key: str | None
) -> int | None:
    """The first row of a list that stands for one of some facts; None where there is none. For a thread.

    Args:
        source: the rows.
        total: how many there are.
        facts: what is looked for.
        near: the 0-based row of the cursor.
        is_row: the fact that a row stands for.
        key: the kind of the facts whose numbers `source.find` understands; None where it finds by something else.
    """
    find = getattr(source, "find", None)
    if find is not None and key is not None:
        places = [find(number) for kind, number in facts[:_MOST] if kind == key]
        return min((at for at in places if at is not None), default=None)
    wanted = set(facts)
    for start in _blocks(near, total):
        for number, row in enumerate(source.rows(start, BLOCK)):
            if is_row(row) in wanted:
                return start + number
    return None


def _blocks(near: int, total: int) -> Iterator[int]:
    """The first rows of the blocks of a list, those near the cursor first."""
    here = min(near, max(0, total - 1)) // BLOCK
    every = sorted(range((total + BLOCK - 1) // BLOCK), key=lambda number: abs(number - here))
    return (number * BLOCK for number in every[:_BLOCKS])


def elsewhere(fact: Fact, screen: str, *, filtered: bool) -> str:
    """Where a fact is that is not in the list of `screen`, as a sentence; empty where nothing can be said."""
    listed = _LISTED.get(fact[0])
    if listed is None:
        return ""
    if listed != screen:
        return f"It stands on {SCREENS[listed][0]} ({shown_key(f'go_{listed}')})."
    return "The filter hides it." if filtered else ""
