"""`tracker brief`: the report, on standard output, in a file, in the pager, or offered to the terminal's clipboard."""

import base64
import sys
from datetime import date

import click

from tracker.cli.output import harmless, say, say_json
from tracker.cli.params import Chosen, a_day, as_of_option, resolved


@click.command(
    epilog="""\b
Examples:
  tracker brief
  tracker brief US Ukraine --since "last Monday"
  tracker brief --since yesterday --out brief.md
  tracker brief --pager
"""
)
@click.argument("track", metavar="[TRACK]...", nargs=-1)
@click.option("--track", "words", metavar="WORDS", default="", help="The same as TRACK, for scripts; #N: track N.")
@click.option("--since", type=a_day, metavar="DAY", help="Only what is new from this day on.")
@as_of_option
@click.option("--out", type=click.Path(), metavar="FILE", help="Write it to a file.")
@click.option("--force", is_flag=True, help="Replace the file that is there.")
@click.option("--pager", is_flag=True, help="Show it in $PAGER.")
@click.option("--copy", "copied", is_flag=True, help="Offer it to the terminal's clipboard (OSC 52).")
@click.option(
    "--progress", type=click.Choice(["none", "json"]), default="none", help="json: a last line for a program."
)
@click.pass_obj
def brief(
    chosen: Chosen,
    track: tuple[str, ...],
    words: str,
    since: date | None,
    as_of: date | str | None,
    out: str | None,
    force: bool,
    pager: bool,
    copied: bool,
    progress: str,
) -> None:
    """Print a report in Markdown: three lines, then meetings, positions with quotes and numbered sources, questions.

    TRACK are words of a track's name or parties; without any, every track that is not archived is in it.
    """
    from tracker.desk.brief import brief as text_of  # noqa: PLC0415 - not for --help
    from tracker.desk.brief import write_brief  # noqa: PLC0415

    wanted = " ".join([*track, words])
    if sum((out is not None, pager, copied)) > 1:
        raise click.UsageError("--out, --pager and --copy are three ways: choose one")
    with chosen.database(readonly=True) as db:
        day = resolved(db, as_of)
        if out is not None:
            done = write_brief(db, out, day, wanted, since, force=force)
            if progress == "json":
                say_json({"finished": True, "sentence": done.sentence, "txn": None}, lines=True)
            else:
                say(done.sentence)
            return
        text = text_of(db, day, wanted, since)
    if pager:
        click.echo_via_pager(harmless(text))
    elif copied:
        _offer(text)
    else:
        say(text.rstrip("\n"))


def _offer(text: str) -> None:
    """Send the text to the terminal as what is to be copied; a terminal does not say whether it took it."""
    if not sys.stdout.isatty():
        raise click.ClickException("--copy needs a terminal, which takes the text to its clipboard; use --out")
    data = base64.b64encode(harmless(text).encode("utf-8", "replace")).decode("ascii")
    click.echo(f"\x1b]52;c;{data}\x07", nl=False)
    say("Offered to the terminal's clipboard; if it does not take it, --out writes a file.")
