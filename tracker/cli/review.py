"""`tracker review`: what waits for a decision, and accepting what a filter names; one by one is the app's work."""

import click

from tracker.cli.output import say, say_json, table
from tracker.cli.params import Chosen, a_number, json_option
from tracker.domain.fields import KINDS


@click.command(
    epilog="""\b
Examples:
  tracker review
  tracker review --list --kind meeting
  tracker review --accept-all --article 3 --at-least 0.9
"""
)
@click.option(
    "--accept-all", is_flag=True, help="Accept all that the filter lets through, as one action. Needs a filter."
)
@click.option("--list", "listed", is_flag=True, help="Print the suggestions, not only how many there are.")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--article", type=a_number, metavar="NUMBER", help="Only what the article with this number carries.")
@click.option("--at-least", type=click.FloatRange(0, 1), metavar="0..1", help="Only from this confidence on.")
@click.option(
    "--filter", "words", metavar="WORDS", default="", help="Only suggestions whose line holds all these words."
)
@json_option
@click.pass_obj
def review(
    chosen: Chosen,
    accept_all: bool,
    listed: bool,
    kind: str | None,
    article: int | None,
    at_least: float | None,
    words: str,
    as_json: bool,
) -> None:
    """Print how many suggestions wait for review, by kind.

    In the app (`tracker`, then 3) each stands beside its words, and is accepted, corrected or rejected at one key.
    """
    from tracker.desk import review as desk  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=not accept_all) as db:
        if accept_all:
            say(desk.accept_all(db, article=article, kind=kind, at_least=at_least, words=words).sentence)
            return
        found = desk.waiting(db, article=article, kind=kind, at_least=at_least, words=words)
        hidden = desk.counts(db).hidden
    if as_json:
        by_kind = {one: sum(each.kind == one for each in found) for one in KINDS}
        say_json({"total": len(found), "by_kind": by_kind, "below": hidden})
        return
    if not found:
        say("Nothing waits for review.")
    elif listed:
        rows = [(one.kind, str(one.fact), f"{one.confidence:.2f}", one.title, one.article_title) for one in found]
        say(table(("KIND", "ID", "SURE", "WHAT", "ARTICLE"), rows))
    else:
        counts = [(one, str(sum(each.kind == one for each in found))) for one in KINDS]
        say(table(("KIND", "WAIT"), [(one, count) for one, count in counts if count != "0"]))
    if hidden:
        say(f"{hidden} more lie below the confidence that is shown.")
