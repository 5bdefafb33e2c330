"""The questions whether two facts are one: a list of them that may grow long."""

import sqlite3
from collections.abc import Sequence

from tracker.desk.filtering import understood
from tracker.desk.titles import titles
from tracker.desk.views import MergeQuestion
from tracker.store.database import Database
from tracker.store.question_lists import MERGES
from tracker.store.window import Window


class QuestionList:
    """The questions, filtered and sorted, a screenful at a time.

    Args:
        db: the open file.
        words: every word must occur in one of the two facts, the kind or the reason.
        sort: newest, kind, one or two; None is the first.
        reverse: the other way round.
    """

    def __init__(self, db: Database, words: str = "", sort: str | None = None, *, reverse: bool = False) -> None:
        self._db = db
        wanted = understood(words, MERGES.terms)
        self._window = Window(db, MERGES, words=wanted.words, sort=sort, reverse=reverse)

    def count(self) -> int:
        """How many there are."""
        return self._window.count()

    def rows(self, start: int, size: int) -> list[MergeQuestion]:
        """At most `size` of them from the 0-based row `start`."""
        return asked(self._db, self._window.rows(start, size))


def asked(db: Database, found: Sequence[sqlite3.Row]) -> list[MergeQuestion]:
    """Rows of questions with the titles of both facts; those about a fact that is gone are left out."""
    named = titles(db.read, [(row["kind"], number) for row in found for number in (row["one"], row["two"])])
    return [
        MergeQuestion(
            row["kind"],
            row["one"],
            row["two"],
            named[row["kind"], row["one"]],
            named[row["kind"], row["two"]],
            row["reason"],
            row["id"],
        )
        for row in found
        if (row["kind"], row["one"]) in named and (row["kind"], row["two"]) in named
    ]
