"""Taking in a file of somebody else: a JSON export, a colleague's Tracker file, or a table of positions or meetings."""

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import Any, Final

from tracker.desk.errors import Refused
from tracker.desk.handed_whole import handed
from tracker.desk.handing_over import hand_over
from tracker.desk.openfile import open_database
from tracker.desk.tables_in import KINDS, take_table
from tracker.desk.taking_in import Stop, Taken, TakingIn, Tell
from tracker.domain.cleaning import one_line
from tracker.store.database import Database
from tracker.store.errors import StoreError, named
from tracker.store.foreign import copy_of

__all__ = ["KINDS", "take_in"]

_MAGIC: Final = b"SQLite format 3\0"
_LARGEST_JSON: Final = 500_000_000


def take_in(
    db: Database,
    path: str | Path,
    *,
    kind: str | None = None,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> Taken:
    """Take in a file, as one action that undo takes back; what it is shows in its first bytes.

    Args:
        db: the open file.
        path: the other file; it is only read.
        kind: of a table: "position" or "meeting"; None: by its columns.
        progress: called after each article.
        stop: asked before each article; True ends it, with what was taken in kept.

    Raises:
        Refused: it cannot be taken in; one sentence, and nothing was changed.
        StoreError: it is a damaged or a newer database, or not one of ours.
    """
    file = Path(path).expanduser()
    name = one_line(file.name) or "the file"
    try:
        if file.exists() and file.samefile(db.path):
            raise Refused("This is the open file itself: there is nothing to take in.")
        if file.is_dir():
            raise Refused(f"{name} is a folder: name the file to take in.")
        if not file.is_file():
            raise Refused(f"There is no file {name}." if not file.exists() else f"{name} is no ordinary file.")
        with file.open("rb") as opened:
            head = opened.read(4096)
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}.") from error
    if head.startswith(_MAGIC):
        return TakingIn(db, handed(_of_database(file)), name).run(progress, stop)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        data, texts = _of_json(file, name)
        return TakingIn(db, handed(data, texts), name).run(progress, stop)
    if not head.strip():
        raise Refused(f"{name} is empty.")
    return take_table(db, file, kind, progress=progress)


def _of_json(file: Path, name: str) -> tuple[Any, dict[str, str]]:
    """The hand-over of a JSON export, and the texts of its articles by their hash."""
    if file.stat().st_size > _LARGEST_JSON:
        raise Refused(f"{name} is larger than {_LARGEST_JSON // 1_000_000} MB: take in the Tracker file itself.")
    try:
        data = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        raise Refused(f"{name} is not whole: it is no JSON.") from None
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}.") from error
    if not isinstance(data, dict) or not isinstance(data.get("about"), dict):
        raise Refused(f"{name} is no export of Tracker: make one with `tracker export --to json`.")
    if "hand_over" not in data:
        raise Refused(f"{name} was written by an older Tracker: write it anew with `tracker export --to json`.")
    texts = {}
    listed = data.get("articles")
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict) and isinstance(one.get("sha256"), str) and isinstance(one.get("text"), str):
            texts[one["sha256"]] = one["text"]
    return data["hand_over"], texts


def _of_database(file: Path) -> Any:
    """The hand-over of a Tracker file: of a copy, so that it is left as it is, and an older one can be migrated.

    Raises:
        StoreError: it is damaged, another program's, a newer Tracker's, or has triggers or tables of its own.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        copy = Path(folder) / "theirs.db"
        try:
            copy_of(file, copy)
            with open_database(copy, create=False) as theirs:
                return json.loads(json.dumps(hand_over(theirs, texts=True)))
        except StoreError as error:
            raise Refused(str(error).replace(named(copy), named(file))) from error
        except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError) as error:
            # What stands in it is not what stands in a file of ours: a text for a number, JSON that is none.
            raise Refused(
                f"{named(file)} is damaged or was changed by another program; nothing was taken in."
            ) from error
