"""`tracker changes`: what changed between two days, or since a person last looked."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

import click

from tracker.cli.output import say, say_json, table
from tracker.cli.params import Chosen, a_day, as_of_option, json_option, resolved
from tracker.domain.edtf import shown

LAST = "last"
_WEEK = timedelta(days=7)


def a_day_or_last(words: str) -> date | str:
    """A day, or the word `last`: since the last look.

    Raises:
        click.BadParameter: one sentence, for anything else.
    """
    return LAST if words == LAST else a_day(words)


@click.command(
    epilog="""\b
Examples:
  tracker changes
  tracker changes --since yesterday
  tracker changes --since last --seen
  tracker changes --since 2025-11-01 --until 2025-11-30
"""
)
@click.option(
    "--since",
    type=a_day_or_last,
    metavar="DAY|last",
    help="From this day on; last: what came in since you last looked. Default: a week ago.",
)
@click.option("--until", type=a_day, metavar="DAY", help="Up to this day. Default: today.")
@as_of_option
@click.option("--seen", is_flag=True, help="You have looked now: the next `--since last` begins here.")
@json_option
@click.pass_obj
def changes(
    chosen: Chosen, since: date | str | None, until: date | None, as_of: date | str | None, seen: bool, as_json: bool
) -> None:
    """Print what changed: one line a fact, by the day it was reported.

    The app counts as a look when it is closed; here only `--seen` does.
    """
    from tracker.desk import changes as desk  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=not seen) as db:
        before = desk.last_look(db)
        known = resolved(db, as_of)
        until = min(until or known, known) if known else until
        if since == LAST:
            found = desk.changes_since_look(db, until)
        else:
            day = since if isinstance(since, date) else (until or date.today()) - _WEEK
            if until is not None and until < day:
                raise click.UsageError("--until lies before --since")
            found = desk.changes(db, day, until)
        if seen:
            desk.looked(db)
    if as_json:
        say_json([asdict(one) for one in found or ()])
        return
    if found is None:
        say("Nobody has looked yet: close the app once, or give --seen.")
    elif found:
        rows = [(shown(one.day), one.kind, one.sentence) for one in found]
        say(table(("DAY", "WHAT", ""), rows))
    else:
        say(f"No changes{_since(before) if since == LAST else ''}.")


def _since(look: str | None) -> str:
    """When the last look was, as in " since 2 Dec 2025, 09:14"; empty where there was none."""
    if look is None:
        return ""
    at = datetime.fromisoformat(look).astimezone()
    return f" since {shown(at.date().isoformat())}, {at:%H:%M}"
