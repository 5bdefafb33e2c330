"""`tracker phase`: where a person says a track stands; what the rule computes stays beside it."""

from typing import TYPE_CHECKING

import click

from tracker.cli.output import say, say_json
from tracker.cli.params import Chosen, json_option
from tracker.cli.status_text import judged, track_label
from tracker.domain.names import fold
from tracker.domain.vocabulary import PHASES

if TYPE_CHECKING:
    from tracker.desk.views import TrackRow


@click.command(
    epilog="""\b
Examples:
  tracker phase                                       what was set by hand, and what came in since
  tracker phase "US Ukraine" suspended --why "the ministry called it off on the phone"
  tracker phase "US Ukraine" --line "talks about talks, no more"
  tracker phase "US Ukraine" computed                 as the rule says, again
"""
)
@click.argument("track", metavar="TRACK", required=False)
@click.argument("phase", type=click.Choice([*PHASES, "computed"]), metavar="PHASE", required=False)
@click.option("--line", help="Your assessment, in one line.")
@click.option("--why", help="Why, for whoever reads it later.")
@json_option
@click.pass_obj
def phase(
    chosen: Chosen, track: str | None, phase: str | None, line: str | None, why: str | None, as_json: bool
) -> None:
    """Say where a track stands: its phase, an assessment in one line, and why. Your name and the day stand with it.

    TRACK is words of its name. The computed phase stays beside it, and the status says so when newer evidence comes
    in. PHASE is agreed, suspended, active, awaiting confirmation, scheduled, conditional, proposed or stale.
    """
    from tracker.desk.status import status  # noqa: PLC0415 - not for --help
    from tracker.desk.tracks import judge  # noqa: PLC0415

    if track is None:
        with chosen.database(readonly=True) as db:
            rows = [row for row in status(db).tracks if row.judgement is not None]
        if as_json:
            say_json([_as_json(row) for row in rows])
        else:
            say("\n".join(judged(row) for row in rows) or "Nothing was set by hand: every phase is as computed.")
        return
    if phase is None and line is None and why is None:
        raise click.UsageError("say which phase, or give --line; “computed” takes back what was set")
    with chosen.database() as db:
        row = _named(status(db).tracks, track)
        before = row.judgement
        if phase == "computed":
            done = judge(db, row.id, None, line, why)
        else:
            # What is not said now stands as it stood.
            done = judge(
                db,
                row.id,
                phase or (before.phase if before else None),
                line if line is not None else (before.line if before else None),
                why,
            )
    say(done.sentence)


def _as_json(row: "TrackRow") -> dict[str, object]:
    said = row.judgement
    given = {} if said is None else {"line": said.line, "why": said.why, "by": said.by, "on": said.on}
    newer = said is not None and said.stale
    return {"track": row.name, "phase": row.phase, "computed": row.computed_phase, **given, "newer_evidence": newer}


def _named(rows: "tuple[TrackRow, ...]", words: str) -> "TrackRow":
    wanted = fold(words).split()
    names_of = {row.id: fold(f"{track_label(row)} {row.name} {' '.join(row.parties)}") for row in rows}
    found = [row for row in rows if all(word in names_of[row.id] for word in wanted)]
    exact = [row for row in found if fold(words) in (fold(row.name), fold(track_label(row)))]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise click.UsageError(f"no track has the words “{words}”; `tracker status` lists them")
    names = ", ".join(track_label(row) for row in found[:6])
    raise click.UsageError(f"“{words}” names {len(found)} tracks: {names}")
