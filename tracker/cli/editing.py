"""`tracker edit`: correct a field of a fact or of an article. The app uses it for an article's date."""

import click

from tracker.cli.output import say, say_json
from tracker.cli.params import Chosen, a_number
from tracker.domain.fields import ARTICLE_FIELDS, FIELDS, KINDS


def _values(words: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise click.UsageError(f"“{word}” is not of the form FIELD=VALUE")
        values[name.strip()] = value
    return values


@click.command(
    epilog="""\b
Examples:
  tracker edit meeting 3 status=held date="30 Nov 2025"
  tracker edit article 1 published=2025-12-01    its relative dates are resolved anew
  tracker edit position 7 holder_person=         an empty value takes the field's value away
"""
)
@click.argument("kind", type=click.Choice([*KINDS, "article"]), metavar="KIND")
@click.argument("number", type=a_number, metavar="NUMBER")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--note", help="Why, for whoever reads it later.")
@click.option(
    "--progress", type=click.Choice(["none", "json"]), default="none", help="json: one last line, for a program."
)
@click.pass_obj
def edit(chosen: Chosen, kind: str, number: int, values: tuple[str, ...], note: str | None, progress: str) -> None:
    """Correct fields of a fact or of an article. No later reading overwrites them; `tracker undo` takes it back.

    KIND is track, meeting, attendance, position, assessment, person, party, venue or article; NUMBER is the ID that
    the reports show. A wrong field is answered with the names of the right ones.
    """
    given = _values(values)
    known = ARTICLE_FIELDS if kind == "article" else FIELDS[kind]
    for name in given:
        if name not in {field.name for field in known}:
            names = ", ".join(field.name for field in known)
            raise click.UsageError(f"{kind} has no field “{name}”; its fields are {names}")
    from tracker.desk import edit as desk  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        if kind == "article":
            done = desk.edit_article(db, number, given)
        else:
            done = desk.edit(db, kind, number, given, note=note)
    if progress == "json":
        say_json({"finished": True, "sentence": done.sentence, "txn": done.txn}, lines=True)
    else:
        say(done.sentence)
