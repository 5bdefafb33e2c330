"""`tracker ingest` and `tracker reread`: articles go in; what was new, known, contradicted or unreadable comes out.

The app runs these as a child process with `--progress json`: one JSON line an article on standard output, a last one
with `finished`. An interrupt (Ctrl-C, SIGINT) lets the article at work be finished, then stops; a second one stops at
once.
"""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from types import FrameType
from typing import TYPE_CHECKING

import click

from tracker.cli.output import columns, cut, harmless, say, say_json, warn
from tracker.cli.params import Chosen, a_day, a_number

if TYPE_CHECKING:
    from tracker.desk.reading_views import Ingested, Progress

progress_option = click.option(
    "--progress",
    type=click.Choice(["auto", "bar", "json", "none"]),
    default="auto",
    show_default=True,
    help="auto: a bar on a terminal, nothing in a pipe. json: one JSON line a step, for a program.",
)


class Stop:
    """Whether somebody asked to stop; asked by the desk between two articles."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """True from the first interrupt on."""
        return self.asked

    @contextmanager
    def listening(self) -> Iterator["Stop"]:
        """Take the first interrupt as the wish to stop after this article; the second one acts as usual."""

        def note(_signal: int, _frame: FrameType | None) -> None:
            self.asked = True
            signal.signal(signal.SIGINT, signal.default_int_handler)

        before = signal.signal(signal.SIGINT, note)
        try:
            yield self
        finally:
            signal.signal(signal.SIGINT, before)


class Meter:
    """Shows how far a reading is: as a line that is written over, as JSON lines, or not at all."""

    def __init__(self, how: str) -> None:
        if how == "auto":
            how = "bar" if sys.stderr.isatty() else "none"
        self.how = how
        self._drawn = False

    def __call__(self, at: "Progress") -> None:
        """Take one step's news."""
        if self.how == "json":
            step = {"done": at.done, "total": at.total, "file": at.file, "sentence": at.sentence, "error": at.error}
            say_json(step, lines=True)
        elif self.how == "bar":
            of = f"/{at.total}" if at.total else ""
            line = cut(f"{at.done}{of}  {harmless(at.file or '')}", (columns() or 80) - 1)
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)
            self._drawn = True

    def wipe(self) -> None:
        """Take the bar away, so that what follows starts on an empty line."""
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._drawn = False


@click.command(
    epilog="""\b
Examples:
  tracker ingest morning/                     every article of a folder
  tracker ingest https://example.org/talks    a web page
  pbpaste | tracker ingest - --published "1 Dec 2025" --source Reuters
"""
)
@click.argument("sources", metavar="PATH|URL|-...", nargs=-1, required=True)
@click.option("--published", type=a_day, metavar="DAY", help="The articles' date, where they do not give one.")
@click.option("--source", metavar="NAME", help="The outlet that published them, where they do not say.")
@progress_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article, for a program.")
@click.pass_obj
def ingest(
    chosen: Chosen, sources: tuple[str, ...], published: date | None, source: str | None, progress: str, as_json: bool
) -> int:
    """Read articles: text, HTML pages, feeds, folders of these, web addresses, or - for standard input.

    An article that was read before is recognised. One that cannot be read is named on standard error and does not
    stop the others. `tracker undo` takes the whole reading back.
    """
    from tracker.desk.fresh import removing_if_untouched  # noqa: PLC0415 - not before the words are understood
    from tracker.desk.ingest import ingest_sources  # noqa: PLC0415

    meter = Meter("none" if as_json and progress == "auto" else progress)
    with (
        removing_if_untouched(chosen.path),
        chosen.database(create=True) as db,
        Stop().listening() as stop,
    ):
        done = ingest_sources(
            db,
            sources,
            progress=meter,
            stop=stop,
            published=published.isoformat() if published else None,
            source=source,
        )
    meter.wipe()
    return report(done, how=meter.how, as_json=as_json, stopped=stop.asked)


@click.command(
    epilog="""\b
Examples:
  tracker reread          all articles
  tracker reread 3 8      the articles with these numbers
"""
)
@click.argument("articles", metavar="[ARTICLE]...", type=a_number, nargs=-1)
@progress_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article, for a program.")
@click.pass_obj
def reread(chosen: Chosen, articles: tuple[int, ...], progress: str, as_json: bool) -> int:
    """Read stored articles anew with this version of the extraction.

    What is new is added, what no article says any more goes unless a person touched it; what a person decided stays,
    and what was rejected is not asked about again. The last line says what it did.
    """
    from tracker.desk.ingest import reread as again  # noqa: PLC0415

    meter = Meter("none" if as_json and progress == "auto" else progress)
    with chosen.database() as db, Stop().listening() as stop:
        done = again(db, articles or None, progress=meter, stop=stop)
    meter.wipe()
    return report(done, how=meter.how, as_json=as_json, stopped=stop.asked, anew=True)


def report(done: Sequence["Ingested"], *, how: str, as_json: bool, stopped: bool, anew: bool = False) -> int:
    """Say what became of each article, and return the exit code.

    Args:
        done: one result an article, also for those that could not be read.
        how: the kind of progress that was shown; with "json" a last line `finished` is printed, and nothing else.
        as_json: print the results as JSON lines.
        stopped: an interrupt ended the reading early.
        anew: these are stored articles, read again: those that are as before are counted, not listed.
    """
    from tracker.desk.reading_views import read_again  # noqa: PLC0415 - not for --help

    failed = [one for one in done if one.error]
    if how == "json":
        read = sum(not one.error and not one.known for one in done)
        last = {
            "finished": True,
            "sentence": _summary(read, sum(one.known for one in done), len(failed)),
            "read": read,
            "known": sum(one.known for one in done),
            "failed": len(failed),
            "stopped": stopped,
            "txn": next((one.txn for one in done if one.txn is not None), None),
        }
        if anew:
            last["sentence"] = read_again(done)
        elif len(done) == 1:
            last["sentence"] = failed[0].error if failed else done[0].sentence()
        say_json(last, lines=True)
    elif as_json:
        for one in done:
            say_json(
                {
                    "file": one.file,
                    "article": one.article,
                    "known": one.known,
                    "new": dict(one.new),
                    "joined": dict(one.joined),
                    "withdrawn": one.withdrawn,
                    "conflicts": one.conflicts,
                    "notes": list(one.notes),
                    "error": one.error,
                },
                lines=True,
            )
    else:
        for one in done:
            if not one.error and not (anew and one.is_as_before()):
                say(one.sentence_again() if anew else one.sentence())
                for note in () if anew else one.notes:
                    say(f"  {note}")
        if anew and len(failed) < len(done):
            say(read_again(done))
    if how != "json":
        for one in failed:
            warn(str(one.error))
        if stopped:
            warn("Stopped. What was read stays; the same command goes on from there.")
    if failed and len(failed) == len(done):
        return 2
    return 1 if failed or stopped else 0


def _summary(read: int, known: int, failed: int) -> str:
    """One sentence, as in: Read 12 articles; 3 were known already; 1 could not be read."""
    parts = [f"Read {read} article{'' if read == 1 else 's'}"]
    if known:
        parts.append(f"{known} {'was' if known == 1 else 'were'} known already")
    if failed:
        parts.append(f"{failed} could not be read")
    return "; ".join(parts) + "."
