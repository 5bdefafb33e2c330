"""Reports: what the desk sees, as text or, with `--json`, in the forms that `docs/manual.md` gives for programs."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.output import say, say_json, table
from tracker.cli.params import Chosen, a_day, as_of_option, json_option, resolved
from tracker.domain.edtf import shown
from tracker.domain.names import fold

if TYPE_CHECKING:
    from tracker.desk.views import PositionView

filter_option = click.option(
    "--filter",
    "words",
    metavar="WORDS",
    default="",
    help="Only rows that hold all these words; also terms: party:UA, source:Axios, reliability:B, credibility:3.",
)


def holds(words: str, *texts: str | None) -> bool:
    """True where the texts together hold every one of `words`, in any order, whatever case and accents."""
    text = fold(" ".join(filter(None, texts)))
    return all(word in text for word in fold(words).split())


def by_terms(db: Any, name: str, words: str) -> set[int] | None:
    """The ids of the rows of a long list that a filter with terms keeps; None for a filter of words alone.

    Args:
        db: the open file.
        name: the list: positions, people, meetings.
        words: as typed: "party:UA reliability:B Donbas".

    Raises:
        UnknownTermError: one sentence: the list has no such term.
    """
    from tracker.domain.terms import parse  # noqa: PLC0415 - not for --help

    if not parse(words).terms:
        return None
    from tracker.desk.lists import long_list  # noqa: PLC0415

    found = long_list(db, name, words=words)
    return set(found.ids(0, found.count()))


@click.command(
    epilog="""\b
Examples:
  tracker positions
  tracker positions --filter "RU territory" --json
  tracker positions --matrix --as-of 2025-12-01
  tracker positions --matrix --track "US Ukraine"
"""
)
@as_of_option
@filter_option
@click.option("--matrix", "as_matrix", is_flag=True, help="Issue by party: the latest of each side, age, movement.")
@click.option("--track", metavar="WORDS", default="", help="With --matrix: only the parties of the track of this name.")
@json_option
@click.pass_obj
def positions(chosen: Chosen, as_of: date | str | None, words: str, as_matrix: bool, track: str, as_json: bool) -> None:
    """Print what each side says it wants: one row a statement, oldest first; or issue by party.

    What another tells of a side is marked as told; "old" marks a statement that was printed a week or more after it was
    said.
    """
    from tracker.desk.positions import positions as view_of  # noqa: PLC0415 - not for --help

    if track and not as_matrix:
        raise click.UsageError("--track goes with --matrix; use --filter for the list")
    if as_matrix:
        from tracker.cli.matrix_text import say_matrix  # noqa: PLC0415 - not for --help

        with chosen.database(readonly=True) as db:
            say_matrix(db, resolved(db, as_of), track, as_json)
        return
    with chosen.database(readonly=True) as db:
        ids = by_terms(db, "positions", words)
        found = [
            one
            for one in view_of(db, resolved(db, as_of))
            if (
                one.id in ids
                if ids is not None
                else holds(words, one.party, one.person, one.speaker, one.issue, one.stance, one.text, *one.origins)
            )
        ]
    if as_json:
        keys = ("party", "person", "issue", "stance", "said", "reported", "movement", "articles", "origins")
        say_json([{key: getattr(one, key) for key in keys} | {"id": one.id, "text": one.text} for one in found])
        return
    _rows(
        ("ID", "REPORTED", "SIDE", "PERSON", "ISSUE", "STANCE", "MOVE", "WORDS"),
        (
            (
                str(one.id),
                shown(one.reported),
                one.party,
                one.person or "",
                one.issue,
                one.stance.replace("_", " "),
                "old" if one.old else "" if one.movement == "new" else one.movement,
                _told(one),
            )
            for one in found
        ),
        "No positions",
    )


def _told(one: "PositionView") -> str:
    """The words; whose they are where the side does not speak itself."""
    if one.own:
        return one.text
    return f"told by {one.speaker}: {one.text}" if one.speaker else f"in the outlet's words: {one.text}"


@click.command(
    epilog="""\b
Examples:
  tracker people
  tracker people --filter Umerov --json
"""
)
@as_of_option
@filter_option
@json_option
@click.pass_obj
def people(chosen: Chosen, as_of: date | str | None, words: str, as_json: bool) -> None:
    """Print who takes part: name, party, other spellings, roles."""
    from tracker.desk.people import people as view_of  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        ids = by_terms(db, "people", words)
        found = [
            one
            for one in view_of(db, resolved(db, as_of))
            if (one.id in ids if ids is not None else holds(words, one.name, one.party, *one.aliases, *one.roles))
        ]
    if as_json:
        say_json(
            [
                {
                    "name": one.name,
                    "party": one.party,
                    "aliases": list(one.aliases),
                    "roles": list(one.roles),
                    "id": one.id,
                }
                for one in found
            ]
        )
        return
    _rows(
        ("ID", "NAME", "PARTY", "ROLES", "ALSO WRITTEN"),
        ((str(one.id), one.name, one.party or "", "; ".join(one.roles), "; ".join(one.aliases)) for one in found),
        "No people",
    )


@click.command(
    epilog="""\b
Examples:
  tracker timeline
  tracker timeline --since 2025-11-01 --until 2025-12-31 --filter Paris
"""
)
@as_of_option
@click.option("--since", type=a_day, metavar="DAY", help="Only meetings from this day on.")
@click.option("--until", type=a_day, metavar="DAY", help="Only meetings up to this day.")
@filter_option
@json_option
@click.pass_obj
def timeline(
    chosen: Chosen, as_of: date | str | None, since: date | None, until: date | None, words: str, as_json: bool
) -> None:
    """Print the meetings, past and planned, in the order of their dates."""
    from tracker.desk.timeline import timeline as view_of  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        ids = by_terms(db, "meetings", words)
        found = [
            one
            for one in view_of(db, resolved(db, as_of), since, until)
            if (
                one.id in ids
                if ids is not None
                else holds(words, one.track_name, one.place, one.status, one.kind, one.what, *one.parties, *one.people)
            )
        ]
    if as_json:
        say_json([asdict(one) for one in found])
        return
    _rows(
        ("ID", "DATE", "STATUS", "TRACK", "PLACE", "WHAT"),
        (
            (str(one.id), shown(one.date) or "no date", one.status, one.track_name, one.place or "", _what(one))
            for one in found
        ),
        "No meetings",
    )


def _what(meeting: Any) -> str:
    kind = "" if meeting.kind == "negotiation" else f" ({meeting.kind.replace('_', ' ')})"
    return f"{meeting.what}{kind}"


@click.command(
    epilog="""\b
Examples:
  tracker search security guarantees
  tracker search Umerov --json
"""
)
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@as_of_option
@json_option
@click.pass_obj
def search(chosen: Chosen, words: tuple[str, ...], as_of: date | str | None, as_json: bool) -> None:
    """Find words in the articles and the facts; all of them must occur."""
    from tracker.desk.searching import search as view_of  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        found = view_of(db, " ".join(words), as_of=resolved(db, as_of))
    if as_json:
        say_json([asdict(one) for one in found])
        return
    _rows(
        ("KIND", "ID", "TITLE", "WORDS"),
        ((one.kind, str(one.id), one.title, one.snippet) for one in found),
        f"Nothing found for “{' '.join(words)}”",
    )


def _rows(headers: tuple[str, ...], rows: Iterable[tuple[str, ...]], nothing: str) -> None:
    lines = list(rows)
    say(table(headers, lines) if lines else f"{nothing}.")
