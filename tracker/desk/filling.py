"""Fill from above: a fact takes a field's value from another fact of its kind, as `"` does in a list by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.desk import edit, facts
from tracker.desk.quick import plural_of
from tracker.desk.review import accept, along_with
from tracker.desk.titles import short
from tracker.desk.views import Done
from tracker.domain.fields import field
from tracker.store.database import Database
from tracker.store.journal import transaction


@dataclass(frozen=True, slots=True)
class Fills:
    """What can be taken from a fact: its title, and (field, label, value) of what it has and the others have not."""

    title: str
    fields: tuple[tuple[str, str, str], ...]


def fills(db: Database, kind: str, above: int, facts_: Sequence[int]) -> Fills:
    """What facts of `kind` can take from the fact `above`.

    Raises:
        Gone: one of them is not there any more.
    """
    source = facts.fact(db, kind, above)
    others = [_values(db, kind, number) for number in facts_]
    found = _values(db, kind, above)
    labels = {one.name: one.label for one in source.fields} | {"note": "Note"}
    return Fills(
        source.title,
        tuple(
            (name, labels[name], value)
            for name, value in found.items()
            if value and any(one[name] != value for one in others)
        ),
    )


def value(db: Database, kind: str, above: int, name: str) -> str:
    """One field of a fact as a person would type it; blank where it is unknown.

    Raises:
        Gone: the fact is not there any more.
    """
    return _values(db, kind, above).get(name, "")


def fill(db: Database, kind: str, facts_: Sequence[int], above: int, name: str, actor: str | None = None) -> Done:
    """Give facts the value that the fact `above` has in a field, as one action; who waited for review is decided.

    Raises:
        InvalidField: the value cannot stand there (a meeting that would be part of itself).
        Gone: one of them is not there any more.
    """
    text = value(db, kind, above, name)
    label = field(kind, name).label.lower()
    changed = []
    with transaction(
        db, f"fill {label} of {len(facts_)} {plural_of(kind) if len(facts_) > 1 else kind}", actor
    ) as write:
        for number in facts_:
            waited = facts.fact(db, kind, number).state == "suggested"
            if edit.edit(db, kind, number, {name: text}, actor=actor).txn is None:
                continue
            changed.append(number)
            if waited and kind == "meeting" and (waiting := along_with(db.read, [number])):
                accept(db, waiting, actor)
    if not changed:
        return Done("Nothing changed.", None, kind, facts_[0])
    if len(changed) == 1:
        title = short(facts.fact(db, kind, changed[0]).title)
        return Done(f"Filled {label} of {title}.", write.txn, kind, changed[0])
    return Done(f"Filled {label} of {len(changed)} {plural_of(kind)}.", write.txn, kind, changed[-1])


def _values(db: Database, kind: str, number: int) -> dict[str, str]:
    view = facts.fact(db, kind, number)
    return {one.name: one.value for one in view.fields} | {"note": view.note}
