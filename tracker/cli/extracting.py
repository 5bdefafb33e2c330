"""`tracker extract`: what articles say, as JSON lines in the form of the extraction record, without a database."""

from datetime import date

import click

from tracker.cli.output import say, say_exact, say_json, warn
from tracker.cli.params import a_day


@click.command(
    epilog="""\b
Examples:
  tracker extract article.txt > record.jsonl
  tracker extract --text page.html       the stored text that offsets refer to
  tracker extract --explain article.txt  each fact with its rule and its words, for people
"""
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--text", "as_text", is_flag=True, help="Print the stored text instead, to which offsets refer.")
@click.option("--explain", is_flag=True, help="Print each fact with its rule, confidence and words, for people.")
@click.option("--all", "everything", is_flag=True, help="Also facts too unsure to be shown (see `tracker info`).")
@click.option("--published", type=a_day, metavar="DAY", help="The articles' date, where they do not give one.")
@click.option("--source", metavar="NAME", help="The outlet that published them, where they do not say.")
def extract(
    files: tuple[str, ...],
    as_text: bool,
    explain: bool,
    everything: bool,
    published: date | None,
    source: str | None,
) -> int:
    """Print one JSON object an article, in the order given; nothing is stored.

    An article that cannot be read is named on standard error and does not stop the others.
    """
    if as_text and explain:
        raise click.UsageError("--text and --explain print different things: give one of them.")
    from tracker.desk.extracting import records, texts  # noqa: PLC0415 - the reader's imports, only when reading

    done = failed = 0
    day = published.isoformat() if published else None
    reading = records(files, published=day, source=source, everything=everything or explain)
    for result in texts(files) if as_text else reading:
        if result.error is not None:
            failed += 1
            warn(result.error)
            continue
        done += 1
        if result.record is not None and explain:
            from tracker.cli.explaining import say_explained  # noqa: PLC0415 - for this option alone

            if done > 1:
                say()
            say_explained(result.file, result.record, result.text)
        elif result.record is not None:
            say_json(result.record.as_json(), lines=True)
        else:
            say_exact(result.text)
    if failed:
        return 1 if done else 2
    return 0
