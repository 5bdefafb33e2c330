"""The days on which there was news: for a calendar."""

from datetime import date

from tracker.store.database import Database
from tracker.store.queries import reports, rows


def news_days(db: Database, since: date, until: date) -> dict[date, int]:
    """How many articles count from each day between two, both included; days without one are left out."""
    found = reports.articles_by_day(db.read, since.isoformat(), until.isoformat())
    return {date.fromisoformat(day): count for day, count in found.items()}


def news_beside(db: Database, day: date, *, later: bool) -> date | None:
    """The nearest day with news after `day`, or before it; None where there is none."""
    found = reports.day_beside(db.read, day.isoformat(), later=later)
    return date.fromisoformat(found) if found else None


def newest_day(db: Database) -> date | None:
    """The day of the newest article; None where nothing was read."""
    found = rows.newest_day(db.read)
    return date.fromisoformat(found) if found else None
