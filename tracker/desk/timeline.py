"""Meetings in the order of their days, past and planned."""

from datetime import date

from tracker.desk import moment as at_moment
from tracker.desk.views import MeetingView
from tracker.domain import edtf
from tracker.store.database import Database


def timeline(
    db: Database, as_of: date | None = None, since: date | None = None, until: date | None = None
) -> list[MeetingView]:
    """The meetings that counted on a day, by day; those without a day last, and only where no span is asked for.

    Args:
        db: the open file.
        as_of: only what was known by the end of this day; None is today.
        since: only meetings that can have been on this day or later.
        until: only meetings that can have been on this day or earlier.
    """
    now = at_moment.moment(db.read, as_of)
    return [one.view for one in at_moment.of_all(db.read, now) if _within(one.view.date, since, until)]


def _within(day: str | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    days = edtf.interval(day)
    if days is None:
        return False
    late_enough = since is None or days.last is None or days.last >= since
    early_enough = until is None or days.first is None or days.first <= until
    return late_enough and early_enough
