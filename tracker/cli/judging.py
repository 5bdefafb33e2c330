"""`tracker judge`: how reliable a source is, how credible an item; by people, kept apart."""

from dataclasses import asdict

import click

from tracker.cli.output import say, say_json, table
from tracker.cli.params import Chosen, a_number, json_option
from tracker.domain.edtf import shown
from tracker.domain.judgements import CREDIBILITIES, NONE, RELIABILITIES

_KINDS = ("article", "track", "meeting", "attendance", "position", "assessment", "person", "party", "venue")


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  tracker judge                                     the sources and items, with what was judged
  tracker judge source Axios B --why "right on the last three rounds"
  tracker judge item position 12 3
  tracker positions --filter reliability:B
""",
)
@json_option
@click.pass_context
def judge(ctx: click.Context, as_json: bool) -> None:
    """Say how reliable a source is (A to F) and how credible an item (1 to 6). Without a word more: list both."""
    if ctx.invoked_subcommand is None:
        _listed(ctx.obj, as_json)


def _listed(chosen: Chosen, as_json: bool) -> None:
    from tracker.desk import judging  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        sources, items = judging.sources(db), judging.items(db)
    if as_json:
        say_json({"sources": [asdict(one) for one in sources], "items": [asdict(one) for one in items]})
        return
    rows = [
        (
            one.reliability or "—",
            one.name,
            str(one.articles),
            RELIABILITIES.get(one.reliability or "", "not judged"),
            _by(one.judged_by, one.judged_on, one.why),
        )
        for one in sources
    ]
    say(table(("REL", "SOURCE", "ARTICLES", "", "BY"), rows) if rows else "No source is known yet.")
    if items:
        lines = [
            (
                str(one.credibility),
                f"{one.kind} {one.fact}",
                one.title,
                one.article_title if one.kind != "article" else "",
                _by(one.judged_by, one.judged_on, one.why),
            )
            for one in items
        ]
        say("")
        say(table(("CRED", "ITEM", "", "IN", "BY"), lines))


def _by(who: str | None, day: str | None, why: str) -> str:
    return ", ".join(part for part in (who or "", shown(day), why) if part)


@judge.command(
    epilog="""\b
Examples:
  tracker judge source Axios B --why "right on the last three rounds"
  tracker judge source Axios -                      not judged any more
"""
)
@click.argument("name", metavar="NAME")
@click.argument("grade", metavar="A-F|-")
@click.option("--why", default="", metavar="TEXT", help="The reason, for whoever reads it later.")
@click.pass_obj
def source(chosen: Chosen, name: str, grade: str, why: str) -> None:
    """Say how reliable a source is: A completely, B usually, C fairly, D not usually, E not, F cannot be judged."""
    from tracker.desk import judging  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        say(judging.judge_source(db, name, None if grade == NONE else grade.upper(), why).sentence)


@judge.command(
    epilog="""\b
Examples:
  tracker judge item position 12 3
  tracker judge item meeting 4 1 --article 2 --why "the ministry's own photograph"
  tracker judge item article 7 4
  tracker judge item position 12 -                  not judged any more
"""
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.argument("number", type=a_number)
@click.argument("grade", metavar="1-6|-")
@click.option("--article", type=a_number, metavar="NUMBER", help="Only what this article says of it.")
@click.option("--why", default="", metavar="TEXT", help="The reason, for whoever reads it later.")
@click.pass_obj
def item(chosen: Chosen, kind: str, number: int, grade: str, article: int | None, why: str) -> None:
    """Say how credible what an article says of a fact is: 1 confirmed … 5 improbable, 6 cannot be judged."""
    from tracker.desk import judging  # noqa: PLC0415 - not for --help

    if grade != NONE and (not grade.isdecimal() or int(grade) not in CREDIBILITIES):
        raise click.UsageError(f"the credibility of an item is a number from 1 to 6, or -; {grade} is none")
    with chosen.database() as db:
        value = None if grade == NONE else int(grade)
        say(judging.judge_item(db, kind, number, value, why, article=article).sentence)
