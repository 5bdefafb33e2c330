"""Several facts that are one, joined in one action that undo takes back."""

from collections.abc import Sequence

from tracker.desk.merge import merge
from tracker.desk.quick import plural_of
from tracker.desk.titles import short, title
from tracker.desk.views import Done
from tracker.store.database import Database
from tracker.store.journal import transaction


def merge_all(db: Database, kind: str, keep: int, others: Sequence[int], actor: str | None = None) -> Done:
    """Make every one of `others` a part of `keep`, as `merge.merge` does it with one.

    Raises:
        Refused: where two of them cannot be one; none is joined then.
        Gone: one of them is not there any more.
    """
    if len(others) == 1:
        return merge(db, kind, keep, others[0], actor)
    name = short(title(db.read, kind, keep))
    with transaction(db, f"merge {len(others) + 1} {plural_of(kind)} into {name}", actor) as write:
        for other in others:
            merge(db, kind, keep, other, actor)
    return Done(f"Joined {len(others) + 1} {plural_of(kind)} into {name}.", write.txn, kind, keep)
