"""Review: accept, reject, let wait again; what a person decided here, no later reading changes or asks again."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from tracker.desk.errors import Refused
from tracker.desk.moment import moment
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.titles import short, title, titles
from tracker.desk.views import Done, ReviewCounts, Suggestion
from tracker.domain.names import fold
from tracker.store.database import Database
from tracker.store.journal import Write, transaction
from tracker.store.queries import known_facts, rows
from tracker.store.queries import review as stored

Facts = Sequence[tuple[str, int]]


def accept(db: Database, facts: Facts, actor: str | None = None) -> Done:
    """Accept facts, as one action; those that are decided already stay as they are.

    With a meeting go who attended it, as persons too, and its place: what was rejected of them before stays so, and
    what is not shown for want of confidence waits on.

    Args:
        db: the open file.
        facts: (kind, row number) of each.
        actor: who; default the operating system's user.
    """
    return _decide(db, facts, "accepted", "accept", actor)


def reject(db: Database, facts: Facts, actor: str | None = None) -> Done:
    """Reject facts, as one action: they count no more and are not suggested again.

    With a meeting go its sessions and who attended them.
    """
    return _decide(db, facts, "rejected", "reject", actor)


def reset(db: Database, facts: Facts, actor: str | None = None) -> Done:
    """Let facts wait for review again, as one action; values that a person set stay."""
    return _decide(db, facts, "suggested", "let wait", actor)


def accept_all(
    db: Database,
    *,
    article: int | None = None,
    kind: str | None = None,
    at_least: float | None = None,
    words: str = "",
    actor: str | None = None,
) -> Done:
    """Accept every shown suggestion that a filter lets through, as one action.

    Args:
        db: the open file.
        article: only those that this article carries.
        kind: only this kind.
        at_least: only those of this confidence and more, 0..1.
        words: only those whose title holds all of these words.
        actor: who.

    Raises:
        Refused: where there is no filter at all: nobody accepts everything unread.
    """
    if article is None and kind is None and at_least is None and not words.strip():
        raise Refused("Say which: an article, a kind, a confidence or words. Nobody accepts everything unread.")
    found = waiting(db, article=article, kind=kind, at_least=at_least, words=words)
    return accept(db, [(one.kind, one.fact) for one in found], actor)


def waiting(
    db: Database,
    *,
    article: int | None = None,
    kind: str | None = None,
    at_least: float | None = None,
    words: str = "",
) -> list[Suggestion]:
    """The shown suggestions that wait and that a filter lets through, as `accept_all` takes them."""
    wanted = fold(words).split()
    return [
        one
        for one in queue(db, article)
        if (kind is None or one.kind == kind)
        and (at_least is None or one.confidence >= at_least)
        and all(word in fold(one.title) for word in wanted)
    ]


def queue(db: Database, article: int | None = None, *, below: bool = False) -> list[Suggestion]:
    """What waits for review, by article, the newest first, in text order.

    Args:
        db: the open file.
        article: only what this article carries.
        below: only suggestions below the confidence that is shown by default.
    """
    found = stored.queue(db.read, 0.0 if below else SHOWN_FROM, article, below=SHOWN_FROM if below else None)
    named = titles(db.read, [(row["kind"], row["fact"]) for row in found])
    return [
        Suggestion(
            kind=row["kind"],
            fact=row["fact"],
            title=named[row["kind"], row["fact"]],
            article=row["article"],
            article_title=row["article_title"] or PurePath(row["file"]).name,
            published=row["published"],
            confidence=row["confidence"] if row["confidence"] is not None else 1.0,
            start=row["start"],
        )
        for row in found
    ]


def counts(db: Database) -> ReviewCounts:
    """How many suggestions wait, by kind, and how many lie below the confidence that is shown."""
    waiting = stored.waiting(db.read, SHOWN_FROM)
    by_kind = {kind: shown for kind, (shown, _) in waiting.items()}
    return ReviewCounts(by_kind, sum(by_kind.values()), sum(hidden for _, hidden in waiting.values()))


def waiting_on(db: Database, as_of: date | None = None) -> int:
    """How many suggestions wait, of what was known at the end of a day; None is today."""
    at = moment(db.read, as_of)
    return stored.waiting_at(db.read, SHOWN_FROM, at.until)[0] if at.past else counts(db).total


def _decide(db: Database, facts: Facts, state: str, verb: str, actor: str | None) -> Done:
    wanted = list(dict.fromkeys(facts))
    if not wanted:
        return Done("Nothing was chosen.", None)
    named = short(title(db.read, *wanted[0])) if len(wanted) == 1 else f"{len(wanted)} facts"
    with transaction(db, f"{verb} {named}", actor) as write:
        changed = [kind for kind, number in wanted if _set(db.read, write, kind, number, state)]
        done = len(changed)
        along = 0
        if state == "accepted":
            meetings = [number for kind, number in wanted if kind == "meeting"]
            along = sum(_set(db.read, write, *fact, state) for fact in along_with(db.read, meetings))
    kind, number = wanted[0]
    past = {"accepted": "Accepted", "rejected": "Rejected", "suggested": "Waiting again:"}[state]
    if not done + along:
        return Done(
            f"Nothing to do: {'it was' if len(wanted) == 1 else 'they were'} {_WERE[state]} already.",
            None,
            kind,
            number,
        )
    with_it = f" and {along} more with it: who attended, where" if along else ""
    return Done(f"{past} {named if len(wanted) == 1 else f'{done} facts'}{with_it}.", write.txn, kind, number)


def along_with(connection: sqlite3.Connection, meetings: Sequence[int]) -> list[tuple[str, int]]:
    """The shown suggestions that wait and go with meetings that are accepted: attendance, persons, venues."""
    stored_meetings = rows.facts(connection, "meeting", meetings)
    attended = [row for row in known_facts.row_of(connection, "attendance", "meeting", meetings) if _waits(row)]
    named = {"person": [row["person"] for row in attended], "venue": [row["venue"] for row in stored_meetings.values()]}
    found = [("attendance", row["id"]) for row in attended]
    for kind, numbers in named.items():
        there = rows.facts(connection, kind, sorted({number for number in numbers if number is not None}))
        found += [(kind, number) for number, row in there.items() if _waits(row)]
    return found


def _waits(row: sqlite3.Row) -> bool:
    return row["state"] == "suggested" and (row["confidence"] is None or row["confidence"] >= SHOWN_FROM)


_WERE = {"accepted": "decided", "rejected": "rejected", "suggested": "waiting"}


def _set(connection: sqlite3.Connection, write: Write, kind: str, number: int, state: str) -> int:
    row = rows.fact(connection, kind, number)
    if row is None or row["state"] == state or (state == "accepted" and row["state"] == "edited"):
        return 0
    write.update(kind, number, state=state)
    if kind == "meeting" and state == "rejected":
        for one in known_facts.row_of(connection, "attendance", "meeting", [number]):
            if one["state"] == "suggested":
                write.update("attendance", one["id"], state=state)
        for one in known_facts.row_of(connection, "meeting", "parent", [number]):
            if one["state"] == "suggested":
                _set(connection, write, "meeting", one["id"], state)
    return 1
