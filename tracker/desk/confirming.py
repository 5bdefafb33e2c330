"""Did it take place? A plan whose day has passed without a report waits until an article or a person answers."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.desk import edit as editing
from tracker.desk.errors import Refused
from tracker.desk.titles import short, title
from tracker.desk.typed_facts import mark
from tracker.desk.views import Done, MeetingView
from tracker.domain import edtf
from tracker.domain.cleaning import clean
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import rows

OUTCOMES: Final[Sequence[str]] = ("held", "postponed", "cancelled", "unknown")
"""What a person can answer; `unknown` says that it cannot be found out: it is not asked again."""


def to_confirm(db: Database, as_of: date | None = None) -> list[MeetingView]:
    """The plans that have passed without a report, whatever their track, or of none.

    Args:
        db: the open file.
        as_of: as the clock and the articles stood at the end of this day; None is today.
    """
    from tracker.desk.status import status  # noqa: PLC0415 - the status itself never asks

    return list({one.id: one for one in status(db, as_of).to_confirm}.values())


def confirm(
    db: Database,
    meeting: int,
    outcome: str,
    *,
    new_day: str | None = None,
    note: str | None = None,
    actor: str | None = None,
) -> Done:
    """Say what came of a planned meeting; one action, which undo takes back.

    Args:
        db: the open file.
        meeting: row number.
        outcome: one of OUTCOMES.
        new_day: for `postponed`: the day it was put off to, as people type days.
        note: why, or who told it.
        actor: who; default the operating system's user.

    Raises:
        Refused: it is no plan that could have passed, or there is a new day without a postponement.
        InvalidField: `new_day` is no date.
        Gone: it is not there any more.
    """
    if outcome not in OUTCOMES:
        raise Refused(f"What came of a meeting is one of {', '.join(OUTCOMES)}.")
    row = rows.fact(db.read, "meeting", meeting)
    if row is None:
        raise Gone("This meeting is not there any more.")
    if new_day and outcome != "postponed":
        raise Refused("Only a meeting that was postponed has a new day.")
    if row["status"] not in ("planned", "unknown", "conditional", "proposed", "postponed"):
        raise Refused(f"This meeting is {row['status']} already: nothing is to be confirmed.")
    first = edtf.first_day(row["date"])
    if outcome == "held" and first is not None and first > date.today():
        raise Refused("This meeting lies ahead: it cannot have been held.")
    values = {"status": outcome}
    if new_day:
        # A plan with a new day is a plan again, and is asked about when that day has passed.
        values = {"status": "planned", "date": new_day}
    if outcome == row["status"]:
        return _as_it_stands(db, meeting, note, actor)
    return editing.edit(db, "meeting", meeting, values, note=note, actor=actor)


def _as_it_stands(db: Database, meeting: int, note: str | None, actor: str | None) -> Done:
    """The status stays, and is the person's from now on."""
    name = short(title(db.read, "meeting", meeting))
    with transaction(db, f"confirm {name}", actor) as write:
        mark(db.read, write, "meeting", meeting, ["status"], actor)
        before = rows.fact(db.read, "meeting", meeting)
        text = "\n".join(
            part for part in (before["note"] if before is not None else "", clean(note or "").strip()) if part
        )
        write.update("meeting", meeting, state="edited", note=text)
    return Done(f"{name}: as it stands.", write.txn, "meeting", meeting)
