"""`tracker import`: a colleague's file, an export, or a table, taken in by the rules of reading."""

import click

from tracker.cli.output import say, say_json, warn
from tracker.cli.params import Chosen
from tracker.cli.reading_in import Meter, Stop, progress_option


@click.command(
    "import",
    epilog="""\b
Columns of a table (CSV; the first line names them, in any order):
  positions: party, issue, stance, words; also person, said by, said on,
             reported on, towards, conditions, attribution, quotation, note,
             told by (or source), known since
  meetings:  parties, status; also kind, date, venue, track, mode, format,
             duration, condition, issues, people, note, told by (or source),
             known since
\b
Examples:
  tracker import colleague.db
  tracker import export.json
  tracker import positions.csv
""",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--kind", type=click.Choice(["position", "meeting"]), help="What a table holds; default: by its columns.")
@progress_option
@click.pass_obj
def import_command(chosen: Chosen, file: str, kind: str | None, progress: str) -> int:
    """Take in a colleague's Tracker file, a JSON export, or a table of positions or meetings, as one action.

    Facts are joined to known ones by the rules of reading; what is not certain becomes a question, what contradicts a
    conflict. What a colleague decided is taken over where nobody here decided, else kept beside it with their name.
    """
    from tracker.desk.fresh import removing_if_untouched  # noqa: PLC0415 - not for --help
    from tracker.desk.importing import take_in  # noqa: PLC0415

    meter = Meter(progress)
    with (
        removing_if_untouched(chosen.path),
        chosen.database(create=True) as db,
        Stop().listening() as stop,
    ):
        done = take_in(db, file, kind=kind, progress=meter, stop=stop)
    meter.wipe()
    if meter.how == "json":
        for problem in done.problems:
            say_json({"done": 0, "total": None, "file": done.name, "sentence": None, "error": problem}, lines=True)
        say_json(
            {"finished": True, "sentence": done.sentence(), "txn": done.txn, "failed": len(done.problems)}, lines=True
        )
    else:
        say(done.sentence())
        for problem in done.problems:
            warn(problem)
        if done.stopped:
            warn("Stopped. What was taken in stays; the same command goes on from there.")
    return 1 if done.problems or done.stopped else 0
