"""A typed filter made ready for a list: its terms checked, its days resolved."""

from collections.abc import Collection
from datetime import date
from typing import Final

from tracker.domain import edtf
from tracker.domain.terms import Term, UnknownTermError, Wanted, check, parse

DAYS: Final = frozenset({"since", "until"})


def understood(text: str, known: Collection[str], today: date | None = None) -> Wanted:
    """Read a filter for a list that has the terms `known`; `since:` and `until:` get a day (ISO) as their value.

    Args:
        text: what is typed: words, phrases, terms.
        known: the names of the list's terms.
        today: what "yesterday" is counted from; default the day it is.

    Raises:
        UnknownTermError: one sentence: a term the list does not have, or something that is no day after `since:`.
    """
    wanted = parse(text)
    check(wanted, known)
    if not DAYS & {term.name for term in wanted.terms}:
        return wanted
    terms = [_with_days(term, today or date.today()) if term.name in DAYS else term for term in wanted.terms]
    return Wanted(wanted.words, tuple(terms))


def _with_days(term: Term, today: date) -> Term:
    return Term(term.name, tuple(_day(term.name, value, today) for value in term.values))


def _day(name: str, value: str, today: date) -> str:
    from tracker.desk.typed_dates import parse as parse_date  # noqa: PLC0415 - most filters name no day

    try:
        found = parse_date(value, today)
    except ValueError as error:
        raise UnknownTermError(f"{name}: takes a day, a month or a year: {error}") from None
    day = edtf.first_day(found) if name == "since" else edtf.last_day(found)
    if day is None:
        raise UnknownTermError(f"{name}: takes a day, a month or a year, as in {name}:2026-01; “{value}” is none.")
    return day.isoformat()
