"""The lists that can grow long, for a screen: a window on one of them, its rows plain mappings.

The names, sorts and options are those of `tracker.store.lists`: articles, positions, people, meetings, review, venues,
parties, journal.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tracker.desk.filtering import understood
from tracker.desk.shown import SHOWN_FROM
from tracker.store.lists import LISTS
from tracker.store.window import Window

if TYPE_CHECKING:
    from tracker.store.database import Database

_JSON_LISTS = frozenset({"aliases", "roles", "chain", "parties", "people", "issues"})


class LongList:
    """The rows of one list, filtered and sorted, a screenful at a time; safe to use from any thread.

    What it counted stays: rows that come or go later are seen by a new list.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def count(self) -> int:
        """How many rows there are; up to a second for a filter over a million, so call it in a thread."""
        return self._window.count()

    def rows(self, start: int, size: int) -> Sequence[Mapping[str, Any]]:
        """At most `size` rows from the 0-based row `start`: column -> value, `id` always there, lists as tuples."""
        return [_plain(dict(row)) for row in self._window.rows(start, size)]

    def ids(self, start: int, size: int) -> list[int]:
        """The ids alone of `rows(start, size)`."""
        return self._window.ids(start, size)

    def find(self, row: int) -> int | None:
        """The 0-based place of the row with this id; None where it is not in the list."""
        return self._window.find(row)


def long_list(
    db: "Database",
    name: str,
    *,
    words: str = "",
    sort: str | None = None,
    reverse: bool = False,
    below: bool = False,
    only: Mapping[str, Any] | None = None,
) -> LongList:
    """A window on one of the long lists.

    Args:
        db: the open file.
        name: the list.
        words: the filter: every word must occur in the row, in any order, without regard to case and accents; with
            terms of the list (`party:UA since:2026-01`).
        sort: one of the list's sorts; None is its first.
        reverse: turn the sort's own direction round.
        below: show also suggestions below the confidence that is shown by default, and rejected facts.
        only: options of the list with their values (`{"party": "UA"}`).

    Raises:
        KeyError: for a list, sort or option that there is not.
        UnknownTermError: for a term that the list does not have.
    """
    options = dict(only or {})
    wanted = understood(words, LISTS[name].terms)
    terms = [(term.name, term.values) for term in wanted.terms]
    by_state = "state" in options or any(term.name == "state" for term in wanted.terms)
    if not below and not by_state and "shown_from" in LISTS[name].options:
        options["shown_from"] = SHOWN_FROM
    window = Window(db, name, words=wanted.words, sort=sort, reverse=reverse, only=options, terms=terms)
    if name == "people" and "known_on" in options:
        from tracker.desk.people import PersonList  # noqa: PLC0415 - only a past day needs it

        return PersonList(db, window, options["known_on"])
    return LongList(window)


def terms_of(name: str) -> tuple[str, ...]:
    """The terms that the filter of a list understands."""
    return tuple(sorted(LISTS[name].terms))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    for column in _JSON_LISTS & row.keys():
        if isinstance(row[column], str):
            row[column] = tuple(json.loads(row[column]))
    return row
