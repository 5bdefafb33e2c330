"""Undo, redo and the journal, each with a sentence that names the action."""

from tracker.desk.views import Done, LogLine
from tracker.store import journal
from tracker.store.database import Database


def undo(db: Database, actor: str | None = None) -> Done:
    """Take back the newest action that is not undone.

    Raises:
        UndoRefused: where there is none, or a row has changed since, with the reason; nothing was changed.
    """
    return _done("Undid", journal.undo(db, actor))


def redo(db: Database, actor: str | None = None) -> Done:
    """Do again what was undone last, unless something else was done since.

    Raises:
        UndoRefused: as `undo`.
    """
    return _done("Did again", journal.redo(db, actor))


def undo_txn(db: Database, txn: int, actor: str | None = None) -> Done:
    """Take back one action of the journal, whatever was done since.

    Raises:
        UndoRefused: as `undo`, and where there is no such action or it is undone already.
    """
    return _done("Undid", journal.undo_txn(db, txn, actor))


def log(db: Database, limit: int = 50, before: int | None = None) -> list[LogLine]:
    """The newest actions first.

    Args:
        db: the open file.
        limit: at most so many.
        before: only actions older than this txn, for the next page.
    """
    return [
        LogLine(one.id, one.at, one.actor, one.label, one.changes, one.undoes, one.undone_by)
        for one in journal.log(db, limit, before)
    ]


def _done(verb: str, result: journal.UndoResult) -> Done:
    return Done(f"{verb}: {result.label}.", result.txn)
