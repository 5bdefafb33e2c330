"""Several facts that are one, joined in one action that undo takes back."""

from collections.abc import Sequence

from tracker.desk.merge import merge
from tracker.desk.quick import plural_of
from tracker.desk.titles import short, title
from tracker.desk.views import Done
from tracker.domain.names import fold
from tracker.store.database import Database
from tracker.store.journal import transaction
from tracker.store.queries import names


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


def named_otherwise(db: Database, one: int, other: int) -> tuple[str, str] | None:
    """The names of two persons where no word of the one's names is a word of the other's; None where they share one."""
    found = names.aliases(db.read, "person", [one, other])
    words = [{word for row in found.get(person, ()) for word in fold(row["name"]).split()} for person in (one, other)]
    if words[0] & words[1]:
        return None
    return title(db.read, "person", one), title(db.read, "person", other)
