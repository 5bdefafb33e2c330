"""`tracker purge`: an article or a person, forgotten for good once its name is typed."""

import sys

import click

from tracker.cli.output import say, say_json
from tracker.cli.params import Chosen, a_number


@click.command(
    epilog="""\b
Examples:
  tracker purge article 3
  tracker purge person 12 --name "Jane Doe"     without being asked
"""
)
@click.argument("kind", type=click.Choice(["article", "person"]))
@click.argument("number", type=a_number)
@click.option("--name", "typed", metavar="NAME", help="Its title or name, instead of typing it when asked.")
@click.option(
    "--progress", type=click.Choice(["none", "json"]), default="none", help="json: a last line for a program."
)
@click.pass_obj
def purge(chosen: Chosen, kind: str, number: int, typed: str | None, progress: str) -> None:
    """Forget an article or a person for good: facts, journal, search index and backups. There is no undo.

    NUMBER is the ID that reports show. Says what would go, then asks for the title or the name, typed in full.
    """
    from tracker.desk import purging  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        what = purging.purging(db, kind, number)
        if typed is None:
            say("\n".join(what.sentences))
            if not sys.stdin.isatty():
                raise click.UsageError("--name is needed where nobody can be asked: the title or name, in full")
            typed = click.prompt(f"Type “{what.name}” to purge it", default="", show_default=False)
        done = purging.purge(db, kind, number, typed or "")
    if progress == "json":
        say_json({"finished": True, "sentence": done.sentence, "txn": None}, lines=True)
    else:
        say(done.sentence)
