"""`tracker export`: the facts as files for other programs."""

from datetime import date

import click

from tracker.cli.output import say, say_json
from tracker.cli.params import Chosen, a_number, as_of_option, resolved

_FORMATS = ("sqlite", "csv", "json", "md", "ics", "ftm")
_KINDS = ("track", "meeting", "position", "assessment", "person", "article")


@click.command(
    "export",
    epilog="""\b
Examples:
  tracker export --to sqlite talks.sqlite
  tracker export --to csv tables/ --filter "Donbas"
  tracker export --to md brief.md --filter "US Ukraine"
  tracker export --to ics talks.ics               past and planned meetings, for a calendar
""",
)
@click.option("--to", type=click.Choice(_FORMATS), required=True, help="The format.")
@click.argument("out", type=click.Path())
@click.option("--filter", "words", metavar="WORDS", default="", help="Only what holds all these words.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only facts of this kind, with what belongs to them.")
@click.option(
    "--id", "numbers", type=a_number, multiple=True, metavar="NUMBER", help="Only the one of --kind with this ID."
)
@as_of_option
@click.option("--force", is_flag=True, help="Replace what is there.")
@click.option(
    "--progress", type=click.Choice(["none", "json"]), default="none", help="json: a last line for a program."
)
@click.pass_obj
def export_command(
    chosen: Chosen,
    to: str,
    out: str,
    words: str,
    kind: str | None,
    numbers: tuple[int, ...],
    as_of: date | str | None,
    force: bool,
    progress: str,
) -> None:
    """Write the facts to OUT: one file, or a folder of CSV files.

    The file appears whole or not at all. What is rejected, and suggestions too unsure to be shown, stay behind.
    Markdown is the brief, which alone looks at --as-of, or with --kind a list of those facts with words and sources.
    ics is an iCalendar file of the meetings that have a day; ftm are FollowTheMoney entities as JSON lines.
    """
    from tracker.desk.exporting import Filter, export  # noqa: PLC0415 - not for --help

    if numbers and kind is None:
        raise click.UsageError("--id needs --kind: which kind of fact is meant")
    with chosen.database(readonly=True) as db:
        done = export(db, to, out, Filter(words, kind, numbers), as_of=resolved(db, as_of), force=force)
    if progress == "json":
        say_json({"finished": True, "sentence": done.sentence, "txn": None}, lines=True)
    else:
        say(done.sentence)
