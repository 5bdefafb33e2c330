"""`tracker undo`, `redo` and `log`: the journal, which outlives the program."""

from dataclasses import asdict

import click

from tracker.cli.output import say, say_json, table
from tracker.cli.params import Chosen, a_number, json_option
from tracker.domain.shown_values import as_people_read

_SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  tracker undo
  tracker undo 41      the action with this number, see `tracker log`
"""
)
@click.argument("action", type=a_number, required=False)
@click.pass_obj
def undo(chosen: Chosen, action: int | None) -> None:
    """Take back the last action (a reading, an edit, a review), or the one with this number.

    Refused, with the reason, where something has changed since what it did.
    """
    from tracker.desk import history  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        done = history.undo(db) if action is None else history.undo_txn(db, action)
    say(done.sentence)


@click.command(
    epilog="""\b
Example:
  tracker redo
"""
)
@click.pass_obj
def redo(chosen: Chosen) -> None:
    """Do again what was undone last."""
    from tracker.desk import history  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        done = history.redo(db)
    say(done.sentence)


@click.command(
    epilog="""\b
Examples:
  tracker log
  tracker log --limit 100 --json
"""
)
@click.option("--limit", type=click.IntRange(min=1), default=_SHOWN, show_default=True, help="How many actions.")
@json_option
@click.pass_obj
def log(chosen: Chosen, limit: int, as_json: bool) -> None:
    """Print what was done, newest first: when, by whom, how many rows it changed, and what undid it."""
    from tracker.desk import history  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        lines = history.log(db, limit)
    if as_json:
        say_json([asdict(one) for one in lines])
        return
    rows = [
        (
            str(one.id),
            as_people_read(one.at[:16]),
            one.actor,
            str(one.changes),
            one.label + (f" (undone by {one.undone_by})" if one.undone_by else ""),
        )
        for one in lines
    ]
    say(table(("NO", "WHEN", "WHO", "ROWS", "WHAT"), rows) if rows else "Nothing was done yet.")
