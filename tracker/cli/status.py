"""`tracker status`: what the app's first screen says, printed."""

from datetime import date

import click

from tracker.cli.output import columns, say, say_json
from tracker.cli.params import Chosen, as_of_option, json_option, resolved

_IN_FULL = 3


@click.command(
    epilog="""\b
Examples:
  tracker status
  tracker status --as-of 2025-12-01 --json
  tracker status --track "US Ukraine"
"""
)
@as_of_option
@click.option("--track", "words", metavar="WORDS", default="", help="Only tracks whose name or parties hold all these.")
@json_option
@click.pass_obj
def status(chosen: Chosen, as_of: date | str | None, words: str, as_json: bool) -> None:
    """Print where every negotiation stands: phase, last and next meeting, open issues, what to confirm."""
    from tracker.cli.status_text import matches, status_text  # noqa: PLC0415 - not for --help
    from tracker.desk.status import status as view_of  # noqa: PLC0415
    from tracker.desk.status import status_json  # noqa: PLC0415

    with chosen.database(readonly=True) as db:
        view = view_of(db, resolved(db, as_of))
        rows = [row for row in view.tracks if matches(row, words)]
        if as_json:
            found = status_json(view)
            kept = [matches(row, words) for row in view.tracks]
            found["tracks"] = [track for track, keep in zip(found["tracks"], kept, strict=True) if keep]
            say_json(found)
            return
        from tracker.desk.track import track_view  # noqa: PLC0415

        day = date.fromisoformat(view.as_of)
        details = [track_view(db, row.id, day) for row in rows[:_IN_FULL]]
    say(status_text(view, rows, details, width=columns()))
