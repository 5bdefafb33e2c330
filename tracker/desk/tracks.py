"""What a person does with a track: follow it, archive it, say where it stands."""

from datetime import datetime

from tracker.desk.views import Done
from tracker.domain.vocabulary import PHASES
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import known_facts, tracks
from tracker.store.txn import user


def follow(db: Database, track: int, on: bool = True, actor: str | None = None) -> Done:
    """Follow a track, or stop: followed tracks stand first. Following brings an archived track back.

    Raises:
        Gone: where there is no such track.
    """
    name = _name(db, track)
    with transaction(db, f"{'follow' if on else 'stop following'} {name}", actor) as write:
        write.update("track", track, followed=on, **({"archived": False} if on else {}))
    return Done(f"{'Following' if on else 'Not following'} {name}.", write.txn, "track", track)


def archive(db: Database, track: int, on: bool = True, actor: str | None = None) -> Done:
    """Archive a track, or bring it back: archived tracks stand last.

    Raises:
        Gone: where there is no such track.
    """
    name = _name(db, track)
    with transaction(db, f"{'archive' if on else 'bring back'} {name}", actor) as write:
        write.update("track", track, archived=on, **({"followed": False} if on else {}))
    return Done(f"{'Archived' if on else 'Brought back'} {name}.", write.txn, "track", track)


def judge(
    db: Database, track: int, phase: str | None, line: str | None, why: str | None, actor: str | None = None
) -> Done:
    """Say where a track stands; the computed phase stays beside it. What was said before is kept as history.

    Args:
        db: the open file.
        track: row number.
        phase: one of PHASES; None: as computed.
        line: an assessment in one line, or None.
        why: the reason, or None.
        actor: who; default the operating system's user.

    Raises:
        ValueError: where `phase` is none.
        Gone: where there is no such track.
    """
    if phase is not None and phase not in PHASES:
        raise ValueError(f"{phase} is no phase: {', '.join(PHASES)}.")
    name = _name(db, track)
    before = known_facts.judgements(db.read, [track]).get(track)
    if (before is None and not (phase or line or why)) or (
        before is not None and (before["phase"], before["line"], before["why"]) == (phase, line, why)
    ):
        return Done("Nothing changed.", None, "track", track)
    with transaction(db, f"judge {name}", actor) as write:
        write.insert(
            "track_judgement",
            track=track,
            phase=phase,
            line=line,
            why=why,
            set_by=actor or user(),
            set_on=datetime.now().astimezone().isoformat(timespec="seconds"),
        )
    said = phase or line or "as computed"
    return Done(f"{name}: {said}.", write.txn, "track", track)


def _name(db: Database, track: int) -> str:
    row = tracks.one(db.read, track)
    if row is None:
        raise Gone("This track is not there any more.")
    return str(row["name"])
