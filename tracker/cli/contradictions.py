"""`tracker conflicts`: where sources contradict each other, and what a person decides about it."""

from datetime import date

import click

from tracker.cli.output import columns, say, say_json, wrapped
from tracker.cli.params import Chosen, a_number, as_of_option, json_option, resolved
from tracker.cli.views import filter_option, holds
from tracker.desk.views import ConflictQuote, ConflictValue, ConflictView
from tracker.domain.cleaning import one_line
from tracker.domain.shown_values import as_people_read

_QUOTE = 160


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  tracker conflicts
  tracker conflicts --filter venue --json
  tracker conflicts resolve 3 1 --note "the ministry confirmed it"
  tracker conflicts reopen 3
""",
)
@as_of_option
@filter_option
@json_option
@click.pass_context
def conflicts(ctx: click.Context, as_of: date | str | None, words: str, as_json: bool) -> None:
    """Print where sources contradict each other: each value with its articles, origins and words.

    `resolve` and `reopen` decide; a conflict never closes by itself.
    """
    if ctx.invoked_subcommand is None:
        _listed(ctx.obj, as_of, words, as_json)


def _listed(chosen: Chosen, as_of: date | str | None, words: str, as_json: bool) -> None:
    from tracker.desk.conflicts import conflicts as view_of  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        found = [
            one
            for one in view_of(db, as_of=resolved(db, as_of))
            if holds(words, one.about, one.field, one.state, *(value.value for value in one.values))
        ]
    if as_json:
        say_json([_as_json(one) for one in found])
        return
    say("\n\n".join(_text(one, columns()) for one in found) or "No conflicts.")


def _as_json(one: ConflictView) -> dict[str, object]:
    return {
        "about": one.about,
        "field": one.field,
        "values": [
            {"value": value.value, "articles": list(value.articles), "origins": list(value.origins)}
            for value in one.values
        ],
        "state": one.state,
        "id": one.id,
        "resolution": one.resolution,
        "note": one.note,
    }


def _text(one: ConflictView, width: int) -> str:
    decided = f": {as_people_read(one.resolution)}" if one.resolution else ""
    by = f", by {one.resolved_by}" if one.resolved_by else ""
    note = f" ({one.note})" if one.note else ""
    lines = [wrapped(f"{one.id}  {one.about}: {one.field}, {one.state}{decided}{by}{note}", width=width, indent="   ")]
    for number, value in enumerate(one.values, 1):
        lines.append(wrapped(as_people_read(value.value), width=width, first=f"   {number}  ", indent="      "))
        lines += [_quoted(quote, width) for quote in value.quotes] or [_origins(value, width)]
    return "\n".join(lines)


def _quoted(quote: ConflictQuote, width: int) -> str:
    words = one_line(quote.exact)
    words = words if len(words) <= _QUOTE else words[: _QUOTE - 1].rstrip() + "…"
    chain = " ← ".join(quote.chain) or quote.origin or quote.file
    return wrapped(f"{chain}: “{words}”", width=width, first="      ", indent="      ")


def _origins(value: ConflictValue, width: int) -> str:
    return wrapped(", ".join(value.origins) or "set by a person", width=width, first="      ", indent="      ")


@conflicts.command(
    epilog="""\b
Examples:
  tracker conflicts resolve 3 1
  tracker conflicts resolve 3 --both --note "two meetings on two days"
  tracker conflicts resolve 3 --set 2025-11-30
"""
)
@click.argument("number", type=a_number, metavar="NUMBER")
@click.argument("choice", type=a_number, metavar="[VALUE]", required=False)
@click.option("--both", is_flag=True, help="Keep both values; the fact stays as it is.")
@click.option("--set", "third", metavar="VALUE", help="Set another value than those given.")
@click.option("--note", default="", help="Why, for whoever reads it later.")
@click.pass_obj
def resolve(chosen: Chosen, number: int, choice: int | None, both: bool, third: str | None, note: str) -> None:
    """Resolve a conflict: the number of one of its values, --both, or --set VALUE."""
    if (choice is not None) + both + (third is not None) != 1:
        raise click.UsageError("say which: the number of a value, --both, or --set VALUE")
    from tracker.desk import conflicts as desk  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        value = desk.KEEP_BOTH if both else third or ""
        if choice is not None:
            values = desk.conflict(db, number).values
            if not 1 <= choice <= len(values):
                raise click.UsageError(f"conflict {number} has the values 1 to {len(values)}")
            value = values[choice - 1].value
        say(desk.resolve(db, number, value, note).sentence)


@conflicts.command(
    epilog="""\b
Examples:
  tracker conflicts reopen 3
"""
)
@click.argument("number", type=a_number, metavar="NUMBER")
@click.pass_obj
def reopen(chosen: Chosen, number: int) -> None:
    """Open a resolved conflict again; the fact keeps its value."""
    from tracker.desk import conflicts as desk  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        say(desk.reopen(db, number).sentence)
