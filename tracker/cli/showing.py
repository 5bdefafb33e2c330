"""`tracker show`: one fact whole, each value with who set it and what the text says, each word with its origin."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.meetings import history
from tracker.cli.output import columns, say, say_json, wrapped
from tracker.cli.params import Chosen, a_number, as_of_option, json_option, resolved
from tracker.domain.edtf import shown
from tracker.domain.fields import KINDS
from tracker.domain.shown_values import as_read

if TYPE_CHECKING:
    from tracker.desk.views import AttendanceView, EvidenceView, FactView, FieldView


@click.command(
    epilog="""\b
Examples:
  tracker show meeting 1
  tracker show position 3 --json
"""
)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("number", type=a_number, metavar="NUMBER")
@as_of_option
@json_option
@click.pass_obj
def show(chosen: Chosen, kind: str, number: int, as_of: date | str | None, as_json: bool) -> None:
    """Print one fact whole: its fields, who set them, the words it rests on, the origins of these.

    A field that a person set carries a *, and beside it stands what the text says, where that is otherwise. KIND is
    track, meeting, attendance, position, assessment, person, party or venue; NUMBER is the ID that the reports show.
    """
    from tracker.desk.facts import fact  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        view = fact(db, kind, number, resolved(db, as_of))
    if as_json:
        say_json(asdict(view))
        return
    say(text(view, columns()))


def text(view: "FactView", width: int) -> str:
    """The fact as lines: title, fields, note, the steps of a meeting, the words with their origins."""
    origins = f", {view.origins} independent origin{'' if view.origins == 1 else 's'}" if view.origins else ""
    lines = [wrapped(f"{view.title}  ({view.state}{origins})", width=width)]
    label = max((len(one.label) for one in view.fields), default=0) + 2
    lines += [_field(view.kind, one, label, width) for one in view.fields if one.value or one.manual]
    for at, who in enumerate(view.attendance):
        lines.append(
            wrapped(_who(who), width=width, first=f"  {'' if at else 'With':<{label}}", indent=" " * (label + 2))
        )
    if view.note:
        lines.append(wrapped(view.note, width=width, first=f"  {'note':<{label}}", indent=" " * (label + 2)))
    for said in view.others:
        lines.append(wrapped(said, width=width, first=f"  {'others':<{label}}", indent=" " * (label + 2)))
    if view.steps:
        lines += ["", history(view.steps)]
    if view.evidence:
        lines += ["", *(_words(one, width) for one in view.evidence)]
    if view.basis and not view.evidence:
        lines += ["", wrapped(view.basis, width=width)]
    return "\n".join(lines)


def _field(kind: str, one: "FieldView", label: int, width: int) -> str:
    value = as_read(kind, one.name, one.value) or "—"
    if one.manual:
        value = f"* {value}"
        if one.text_says:
            value += f" (the text says: {as_read(kind, one.name, one.text_says)})"
    return wrapped(value, width=width, first=f"  {one.label:<{label}}", indent=" " * (label + 2))


def _who(one: "AttendanceView") -> str:
    role = f", {one.delegation_role}" if one.delegation_role else ""
    decided = "" if one.state == "suggested" else f", {one.state}"
    return f"{one.name} ({one.side or 'no side'}): {one.status}{role}{decided}"


def _words(one: "EvidenceView", width: int) -> str:
    against = "against it: " if one.relation == "contradicts" else ""
    same = f"same text as {one.same_text_as}" if one.same_text_as else ""
    chain = " ← ".join(one.chain) or one.origin or ""
    source = " · ".join(part for part in (shown(one.published), chain, same, one.judgement()) if part)
    words = wrapped(f"{against}“{one.exact}”", width=width, first="  ", indent="  ")
    return words + "\n" + wrapped(source or one.article_title, width=width, first="    ", indent="    ")
