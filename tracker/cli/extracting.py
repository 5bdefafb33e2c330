"""`tracker extract`: what articles say, as JSON lines in the form of the extraction record, without a database."""

from datetime import date

import click

from tracker.cli.output import say_exact, say_json, warn
from tracker.cli.params import a_day


@click.command(
    epilog="""\b
Examples:
  tracker extract article.txt > record.jsonl
  tracker extract --text page.html       the stored text that offsets refer to
"""
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--text", "as_text", is_flag=True, help="Print the stored text instead, to which offsets refer.")
@click.option("--published", type=a_day, metavar="DAY", help="The articles' date, where they do not give one.")
@click.option("--source", metavar="NAME", help="The outlet that published them, where they do not say.")
def extract(files: tuple[str, ...], as_text: bool, published: date | None, source: str | None) -> int:
    """Print one JSON object an article, in the order given; nothing is stored.

    An article that cannot be read is named on standard error and does not stop the others.
    """
    from tracker.desk.extracting import records, texts  # noqa: PLC0415 - the reader's imports, only when reading

    done = failed = 0
    day = published.isoformat() if published else None
    for result in texts(files) if as_text else records(files, published=day, source=source):
        if result.error is not None:
            failed += 1
            warn(result.error)
            continue
        done += 1
        if result.record is not None:
            say_json(result.record.as_json(), lines=True)
        else:
            say_exact(result.text)
    if failed:
        return 1 if done else 2
    return 0
