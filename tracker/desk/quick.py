"""Quick add and quick edit: a typed line becomes a new fact, or a change of one, as one action that undo takes back.

`typed_line` takes the line apart, `quick_reading` finds what it means in this file and what follows from it; the app
shows that beneath the line while it is typed, and nothing is written before `add` or `change`.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.desk import anchoring, edit
from tracker.desk.errors import Refused
from tracker.desk.quick_like import Like
from tracker.desk.quick_meaning import Told, Understood
from tracker.desk.quick_people import NOBODY, People, write_people
from tracker.desk.quick_reading import Reading
from tracker.desk.review import accept, along_with
from tracker.desk.titles import short, title
from tracker.desk.views import Done
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import rows

__all__ = ["Told", "Understood", "add", "change", "change_all", "create_with", "understand"]


def understand(
    db: Database,
    line: str,
    *,
    fact: tuple[str, int] | None = None,
    article: int | None = None,
    selected: tuple[int, int] | None = None,
    like: Like = (None, None),
    today: date | None = None,
) -> Understood:
    """What a line means, checked; nothing is written.

    Args:
        db: the open file.
        line: what is typed.
        fact: (kind, number) of the fact that it changes; None for a new one.
        article: the article it is typed over, whose words a quotation means.
        selected: words of the article that were selected, (start, end).
        like: the facts that "=" and "==" begin from: the one under the cursor, the one made last.
        today: the day that "yesterday" is before; default today.
    """
    return Reading(db, fact, article, selected, today or date.today(), like).read(line)


def add(
    db: Database,
    line: str,
    *,
    article: int | None = None,
    selected: tuple[int, int] | None = None,
    like: Like = (None, None),
    actor: str | None = None,
) -> Done:
    """Make the new fact that a line says, with the people of a meeting, as one action.

    Raises:
        Refused: where the line cannot stand or something required is missing.
    """
    meant = understand(db, line, article=article, selected=selected, like=like)
    if meant.kind is None or meant.wrong:
        raise Refused(meant.wrong[0] if meant.wrong else "Begin with what it is: meeting, position, person, …")
    if meant.missing:
        raise Refused(f"Still missing: {', '.join(meant.missing)}.")
    return create_with(
        db,
        meant.kind,
        meant.values,
        people=meant.people,
        told_by=meant.told_by,
        known_since=meant.known_since or None,
        evidence=meant.evidence,
        actor=actor,
    )


def change(
    db: Database,
    fact: tuple[str, int],
    line: str,
    *,
    article: int | None = None,
    selected: tuple[int, int] | None = None,
    actor: str | None = None,
) -> Done:
    """Change what a line says of a fact, as one action; a suggestion that waited is decided with it.

    With a suggested meeting go who attended it and its place, as when it is accepted: the line shows them.

    Raises:
        Refused: where the line cannot stand.
        Gone: the fact is not there any more.
    """
    kind, number = fact
    meant = understand(db, line, fact=fact, article=article, selected=selected)
    if meant.wrong:
        raise Refused(meant.wrong[0])
    row = rows.fact(db.read, kind, number)
    if row is None:
        raise Gone(f"This {kind} is not there any more.")
    waited, along = row["state"] == "suggested", 0
    with transaction(db, f"edit {short(title(db.read, kind, number))}", actor) as write:
        done = edit.edit(db, kind, number, meant.values, actor=actor) if meant.values else Done("", None, kind, number)
        changed = write_people(db, write, number, meant.people, actor) if kind == "meeting" else 0
        if meant.evidence is not None:
            anchoring.anchor(db, kind, number, meant.evidence, actor=actor)
        if (changed or meant.evidence is not None) and waited and done.txn is None:
            accept(db, [fact], actor)
        elif waited and done.txn is not None:
            waiting = along_with(db.read, [number]) if kind == "meeting" else []
            if waiting:
                accept(db, waiting, actor)
                along = len(waiting)
    told = [done.sentence.rstrip(".")] if done.txn is not None else []
    if changed:
        told.append(f"changed who attended ({changed})")
    if meant.evidence is not None:
        told.append("set its words")
    if not told:
        return Done("Nothing changed.", None, kind, number)
    if along:
        told.append(f"accepted {along} more with it: who attended, where")
    sentence = "; ".join(told)
    return Done(sentence[:1].upper() + sentence[1:] + ".", write.txn, kind, number)


def change_all(
    db: Database, facts: Sequence[tuple[str, int]], line: str, *, article: int | None = None, actor: str | None = None
) -> Done:
    """Change what a line says of several facts of one kind, as one action.

    Raises:
        Refused: where the line cannot stand for one of them, or they are of different kinds; nothing is changed then.
        Gone: one of them is not there any more.
    """
    if len(facts) == 1:
        return change(db, facts[0], line, article=article, actor=actor)
    kinds = {kind for kind, _ in facts}
    if len(kinds) != 1:
        raise Refused("Facts of different kinds are marked: mark one kind, then change them together.")
    kind = kinds.pop()
    with transaction(db, f"edit {len(facts)} {plural_of(kind)}", actor) as write:
        changed = sum(change(db, fact, line, actor=actor).txn is not None for fact in facts)
    if not changed:
        return Done("Nothing changed.", None)
    return Done(f"Changed {changed} {plural_of(kind) if changed > 1 else kind}.", write.txn, *facts[0])


def create_with(
    db: Database,
    kind: str,
    values: Mapping[str, str],
    *,
    people: People = NOBODY,
    told_by: str = "",
    known_since: str | None = None,
    evidence: tuple[int, int, int] | None = None,
    actor: str | None = None,
) -> Done:
    """`edit.create`, with the people of a meeting, as one action.

    Raises:
        InvalidField: a value cannot stand, or a required one is missing.
    """
    with transaction(db, f"new {kind}", actor) as write:
        done = edit.create(db, kind, values, told_by=told_by, known_since=known_since, evidence=evidence, actor=actor)
        if done.fact is not None:
            write_people(db, write, done.fact, people, actor)
    with_them = f" with {len(people.there)} people" if len(people.there) > 1 else ""
    return Done(done.sentence.rstrip(".") + f"{with_them}.", write.txn, kind, done.fact)


def plural_of(kind: str) -> str:
    """A kind of fact in the plural."""
    return {"person": "people", "party": "parties", "attendance": "attendances"}.get(kind, f"{kind}s")
