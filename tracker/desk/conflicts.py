"""Where evidenced values exclude each other: shown with both chains, resolved and reopened by a person alone."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from tracker.desk.contradicting import resolution
from tracker.desk.counting import NUMBERS
from tracker.desk.errors import Refused
from tracker.desk.facts import evidence_of
from tracker.desk.filtering import understood
from tracker.desk.moment import moment
from tracker.desk.telling import names
from tracker.desk.titles import article_title, short, titles
from tracker.desk.typed_facts import mark
from tracker.desk.views import ConflictQuote, ConflictValue, ConflictView, Done, EvidenceView
from tracker.domain.shown_values import as_people_read
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import conflicts as stored
from tracker.store.question_lists import CONFLICTS
from tracker.store.txn import user
from tracker.store.window import Window

KEEP_BOTH = "both"


def conflicts(db: Database, state: str | None = None, as_of: date | None = None) -> list[ConflictView]:
    """The conflicts, open ones first.

    Args:
        db: the open file.
        state: "open" or "resolved" alone; None for both.
        as_of: only values that were published by the end of this day, and conflicts between two such values; None is
            today. What a person resolved is resolved on every day.
    """
    at = moment(db.read, as_of)
    return _views(db.read, stored.listed(db.read, state), at.until if at.past else None)


class ConflictList:
    """The conflicts, filtered and sorted, a screenful at a time.

    Args:
        db: the open file.
        words: every word must occur in what it is about, the field, the state, a value or an article's name.
        sort: newest (open ones first), about, field or state; None is the first.
        reverse: the other way round.
        as_of: as of `conflicts`.
    """

    def __init__(
        self,
        db: Database,
        words: str = "",
        sort: str | None = None,
        *,
        reverse: bool = False,
        as_of: date | None = None,
    ) -> None:
        at = moment(db.read, as_of)
        self._db, self._until = db, at.until if at.past else None
        only = {"until": self._until} if self._until is not None else None
        wanted = understood(words, CONFLICTS.terms)
        self._window = Window(db, CONFLICTS, words=wanted.words, sort=sort, reverse=reverse, only=only)

    def count(self) -> int:
        """How many there are."""
        return self._window.count()

    def rows(self, start: int, size: int) -> list[ConflictView]:
        """At most `size` of them from the 0-based row `start`."""
        ids = self._window.ids(start, size)
        found = {row["id"]: row for row in stored.some(self._db.read, ids)}
        return _views(self._db.read, [found[number] for number in ids if number in found], self._until)


def conflict(db: Database, number: int) -> ConflictView:
    """One conflict.

    Raises:
        Gone: where it is not there.
    """
    row = stored.one(db.read, number)
    if row is None:
        raise Gone("This conflict is not there any more.")
    return _views(db.read, [row])[0]


def resolve(db: Database, number: int, value: str, note: str = "", actor: str | None = None) -> Done:
    """Resolve a conflict: choose one of its values, keep both (`KEEP_BOTH`), or set a third.

    Choosing or setting a value writes it into the fact as an edit; keeping both changes no fact.

    Raises:
        Gone: where it is not there.
        Refused: where there is no value.
        InvalidField: where the value cannot stand in the field.
    """
    from tracker.desk.edit import edit  # noqa: PLC0415 - an edit is one way to resolve

    view = conflict(db, number)
    if not value.strip():
        raise Refused("Choose a value, or keep both.")
    with transaction(db, f"resolve {view.field} of {short(view.about)}", actor) as write:
        # Who broke a truce, or was there, or a figure is no field of a fact: the decision stands in the conflict.
        if value != KEEP_BOTH and view.field not in ("attendance", NUMBERS) and view.kind != "claim":
            edit(db, view.kind, view.fact, {view.field: value}, actor=actor)
            # Also where it is the value that stood: from now on it is this person's, and no reading writes over it.
            mark(db.read, write, view.kind, view.fact, [view.field], actor)
            write.update(view.kind, view.fact, state="edited")
        write.update("conflict", number, **resolution(value, actor or user()), note=note)
    chosen = "both kept" if value == KEEP_BOTH else as_people_read(value)
    return Done(f"Resolved {view.field} of {short(view.about)}: {chosen}.", write.txn, view.kind, view.fact)


def reopen(db: Database, number: int, actor: str | None = None) -> Done:
    """Open a resolved conflict again; the fact keeps its value.

    Raises:
        Gone: where it is not there.
    """
    view = conflict(db, number)
    with transaction(db, f"reopen {view.field} of {short(view.about)}", actor) as write:
        write.update("conflict", number, state="open", resolution=None, resolved_by=None, resolved_on=None)
    return Done(f"Reopened {view.field} of {short(view.about)}.", write.txn, view.kind, view.fact)


def _views(
    connection: sqlite3.Connection, found: Sequence[sqlite3.Row], until: str | None = None
) -> list[ConflictView]:
    values = stored.values(connection, [row["id"] for row in found])
    if until is not None:
        values = {
            number: [one for one in given if one["day"] is None or one["day"] <= until]
            for number, given in values.items()
        }
        found = [row for row in found if len({one["value"] for one in values.get(row["id"], ())}) > 1]
    named = titles(connection, [(row["kind"], row["fact"]) for row in found])
    return [
        ConflictView(
            id=row["id"],
            kind=row["kind"],
            fact=row["fact"],
            about=named.get((row["kind"], row["fact"]), row["kind"]),
            field=row["field"],
            values=_values(values.get(row["id"], ()), _own_words(connection, row)),
            state=row["state"],
            resolution=row["resolution"],
            note=row["note"],
            resolved_by=row["resolved_by"],
            resolved_on=row["resolved_on"][:10] if row["resolved_on"] else None,
        )
        for row in found
    ]


def _own_words(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[int, list[EvidenceView]]:
    """The words of the fact in each article that tells of it."""
    words: dict[int, list[EvidenceView]] = {}
    if row["kind"] != "claim":
        for one in evidence_of(connection, row["kind"], row["fact"]):
            words.setdefault(one.article, []).append(one)
    return words


def _values(found: Sequence[sqlite3.Row], words: Mapping[int, Sequence[EvidenceView]]) -> tuple[ConflictValue, ...]:
    """Each value once, with every article and origin that gives it; a person's own has neither."""
    by_value: dict[str, list[sqlite3.Row]] = {}
    for row in found:
        by_value.setdefault(row["value"], []).append(row)
    return tuple(
        ConflictValue(
            value,
            tuple(dict.fromkeys(PurePath(row["file"]).stem for row in given if row["file"])),
            tuple(dict.fromkeys(row["origin"] for row in given if row["origin"])),
            tuple(quote for row in given if (quote := _quote(row, words.get(row["article"], ()))) is not None),
            tuple(dict.fromkeys(article_title(row) for row in given if row["file"])),
        )
        for value, given in by_value.items()
    )


def _quote(row: sqlite3.Row, given: Sequence[EvidenceView]) -> ConflictQuote | None:
    if row["article"] is None:
        return None
    own = next((one for one in given if names(one.exact, row["value"])), given[0] if given else None)
    links = tuple(json.loads(row["links"])) if row["links"] else ()
    stem, title = PurePath(row["file"]).stem, article_title(row)
    if row["exact"] is not None:
        return ConflictQuote(row["article"], stem, row["start"], row["end"], row["exact"], links, row["origin"], title)
    if own is None:
        return None
    chain = links or own.chain
    return ConflictQuote(row["article"], stem, own.start, own.end, own.exact, chain, row["origin"], title)
