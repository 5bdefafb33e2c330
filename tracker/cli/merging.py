"""`tracker merges`, `merge` and `split`: facts that may be one, made one; and one that was two, made two again."""

from dataclasses import asdict

import click

from tracker.cli.output import say, say_json, table
from tracker.cli.params import Chosen, a_number, json_option

_KINDS = ("person", "party", "venue", "track", "meeting", "position", "assessment")
_SPLIT = ("person", "venue", "meeting")


@click.command(
    epilog="""\b
Examples:
  tracker merges
  tracker merges --accept 4      they are one
  tracker merges --refuse 4      they are two, and it is not asked again
"""
)
@click.option("--accept", type=a_number, metavar="NUMBER", help="Make the two facts of this question one.")
@click.option("--refuse", type=a_number, metavar="NUMBER", help="Say that they are two: it is not asked again.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only questions about this kind.")
@json_option
@click.pass_obj
def merges(chosen: Chosen, accept: int | None, refuse: int | None, kind: str | None, as_json: bool) -> None:
    """Print which facts may be one, and why that is not certain; answer with --accept or --refuse.

    The fact named first stays; it takes the other's words, names and links. `tracker undo` takes an answer back.
    """
    from tracker.desk import merge as desk  # noqa: PLC0415 - not for --help

    if accept is not None and refuse is not None:
        raise click.UsageError("--accept and --refuse exclude each other")
    if accept is not None or refuse is not None:
        with chosen.database() as db:
            number = accept if accept is not None else refuse
            say(desk.answer(db, number or 0, one=accept is not None).sentence)
        return
    with chosen.database(readonly=True) as db:
        found = desk.questions(db, kind)
    if as_json:
        say_json([asdict(one) for one in found])
    elif not found:
        say("No two facts wait to be made one.")
    else:
        rows = [(str(one.id), one.kind, one.one_title, one.two_title, one.reason) for one in found]
        say(table(("NO", "KIND", "THIS", "MAY BE", "WHY"), rows))


@click.command(
    epilog="""\b
Example:
  tracker merge person 3 12      12 becomes a part of 3
"""
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.argument("keep", type=a_number, metavar="NUMBER")
@click.argument("other", type=a_number, metavar="NUMBER")
@click.pass_obj
def merge(chosen: Chosen, kind: str, keep: int, other: int) -> None:
    """Make two facts one: the first stays, the other's words, names and links move there.

    KIND is person, party, venue, track, meeting, position or assessment; the numbers are the IDs that the reports show.
    """
    from tracker.desk import merge as desk  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        say(desk.merge(db, kind, keep, other).sentence)


@click.command(
    epilog="""\b
Examples:
  tracker split person 3                   what each article calls it, with the articles' numbers
  tracker split person 3 --article 7 --article 9
"""
)
@click.argument("kind", type=click.Choice(_SPLIT), metavar="KIND")
@click.argument("number", type=a_number, metavar="NUMBER")
@click.option(
    "--article", "articles", type=a_number, multiple=True, metavar="NUMBER", help="What this article says of it."
)
@json_option
@click.pass_obj
def split(chosen: Chosen, kind: str, number: int, articles: tuple[int, ...], as_json: bool) -> None:
    """Make a fact of its own of what some articles say: the undoing of a wrong merge, in one action.

    KIND is person, venue or meeting. Without --article: print what each article says of it.
    """
    from tracker.desk import merge as desk  # noqa: PLC0415 - not for --help

    if articles:
        with chosen.database() as db:
            say(desk.split(db, kind, number, articles).sentence)
        return
    with chosen.database(readonly=True) as db:
        parts = desk.parts(db, kind, number)
    if as_json:
        say_json([asdict(one) for one in parts])
        return
    say(table(("ARTICLE", "SAYS", "TITLE"), [(str(one.article), one.says, one.title) for one in parts]))
