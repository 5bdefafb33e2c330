"""`tracker meeting` and `tracker confirm`: how a meeting came to stand where it stands, and what came of a plan."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.output import columns, say, say_json, table, wrapped
from tracker.cli.params import Chosen, a_number, as_of_option, json_option, resolved
from tracker.domain.edtf import shown

if TYPE_CHECKING:
    from tracker.desk.views import MeetingStep, MeetingView


@click.command(
    epilog="""\b
Examples:
  tracker meeting 3
  tracker meeting 3 --as-of 2025-12-01 --json
"""
)
@click.argument("number", type=a_number, metavar="NUMBER")
@as_of_option
@json_option
@click.pass_obj
def meeting(chosen: Chosen, number: int, as_of: date | str | None, as_json: bool) -> None:
    """Print how a meeting came to stand where it stands: planned, moved, held, each step with who says so.

    NUMBER is the ID that `tracker timeline` shows.
    """
    from tracker.desk.facts import titles  # noqa: PLC0415 - not for --help
    from tracker.desk.meeting_history import meeting_history  # noqa: PLC0415

    with chosen.database(readonly=True) as db:
        steps = meeting_history(db, number, resolved(db, as_of))
        title = titles(db, [("meeting", number)]).get(("meeting", number), "")
    if as_json:
        say_json([asdict(one) | {"sentence": one.sentence()} for one in steps])
        return
    say(title)
    say(history(steps) if steps else "Nothing was known of it by then.")


def history(steps: "Sequence[MeetingStep]") -> str:
    """The steps, each with its day and, below, the words and who says them."""
    width = columns()
    lines = []
    for step in steps:
        lines.append(wrapped(step.sentence(), width=width, first=f"{shown(step.day):<13}", indent=" " * 13))
        words = f"“{step.exact}”" if step.exact and step.article is not None else step.exact
        who = f"set by {step.by}" if step.by else step.origin or step.article_title
        more = f"and {step.repeated} later report{'' if step.repeated == 1 else 's'}" if step.repeated else ""
        source = " · ".join(part for part in (who, words, more) if part)
        if source:
            lines.append(wrapped(source, width=width, first=" " * 13, indent=" " * 13))
    return "\n".join(lines)


@click.command(
    epilog="""\b
Examples:
  tracker confirm                                  what has passed without a report
  tracker confirm 3 held
  tracker confirm 3 postponed --to "12 Dec 2025" --note "told by the embassy"
"""
)
@click.argument("number", type=a_number, metavar="NUMBER", required=False)
@click.argument("outcome", type=click.Choice(["held", "postponed", "cancelled", "unknown"]), required=False)
@click.option("--to", "new_day", metavar="DAY", help="postponed: to which day.")
@click.option("--note", help="Why, or who told you, for whoever reads it later.")
@as_of_option
@json_option
@click.pass_obj
def confirm(
    chosen: Chosen,
    number: int | None,
    outcome: str | None,
    new_day: str | None,
    note: str | None,
    as_of: date | str | None,
    as_json: bool,
) -> None:
    """Say what came of a planned meeting: held, postponed, cancelled, or unknown (it is not asked again).

    Without NUMBER: print the plans whose day has passed and of which nothing was reported.
    """
    from tracker.desk import confirming  # noqa: PLC0415 - not for --help

    if number is None:
        with chosen.database(readonly=True) as db:
            found = confirming.to_confirm(db, resolved(db, as_of))
        if as_json:
            say_json([asdict(one) for one in found])
        else:
            say(table(("ID", "DATE", "PLACE", "WHAT", "TRACK"), [_row(one) for one in found]) if found else _NOTHING)
        return
    if outcome is None:
        raise click.UsageError("say what came of it: held, postponed, cancelled or unknown")
    with chosen.database() as db:
        say(confirming.confirm(db, number, outcome, new_day=new_day, note=note).sentence)


_NOTHING = "Nothing waits to be confirmed."


def _row(one: "MeetingView") -> tuple[str, ...]:
    return str(one.id), shown(one.date) or "no date", one.place or "", one.what, one.track_name
