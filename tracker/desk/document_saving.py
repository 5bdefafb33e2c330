"""A fact's document, read back into the file: checked first, each mistake with its line; then written as one action."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.desk import articles, edit, facts
from tracker.desk.document import WITH, Read, Wrong, people_line, read, written
from tracker.desk.errors import InvalidField, Refused
from tracker.desk.quick_people import NOBODY, People, read_people, write_people
from tracker.desk.review import accept, along_with
from tracker.desk.titles import short
from tracker.desk.typed_values import parse
from tracker.desk.views import AttendanceView, Done
from tracker.domain.fields import ARTICLE_FIELDS, FIELDS, Field
from tracker.store.database import Database
from tracker.store.journal import transaction

ARTICLE: Final = "article"


class DocumentError(Refused):
    """A document that cannot be saved as it is.

    Attributes:
        wrong: each line that cannot stand, and why.
    """

    def __init__(self, wrong: list[Wrong]) -> None:
        """Say the first mistake and how many more there are."""
        more = f" ({len(wrong) - 1} more)" if len(wrong) > 1 else ""
        super().__init__(f"Line {wrong[0].line}: {wrong[0].sentence}{more}")
        self.wrong = wrong


def document(db: Database, kind: str, fact: int) -> str:
    """A fact, or an article's own fields (kind "article"), as a document.

    Raises:
        Gone: it is not there any more.
    """
    what, values = _values(db, kind, fact)
    evidence = facts.fact(db, kind, fact).evidence if kind != ARTICLE else ()
    return written(what, _fields(kind), values, evidence)


def changed(db: Database, kind: str, fact: int, text: str, base: str | None = None) -> dict[str, str]:
    """The fields that a document changes, checked; the line of people is the field `with`.

    Args:
        db: the open file.
        kind: the kind of fact, or "article".
        fact: its number.
        text: the document as it was left.
        base: the document as it was opened: what stands in it unchanged stays as it is in the file by now. None: as
            the fact is now.

    Raises:
        DocumentError: with every line that cannot stand.
        Gone: the fact is not there any more.
    """
    found = read(text, _fields(kind))
    shown = read(document(db, kind, fact) if base is None else base, _fields(kind)).values
    values = {name: value for name, value in found.values.items() if value != shown.get(name, "")}
    wrong = [*found.wrong, *_wrong_values(db, kind, fact, values, found)]
    if wrong:
        raise DocumentError(sorted(wrong, key=lambda one: one.line))
    return values


def save(db: Database, kind: str, fact: int, text: str, base: str | None = None, actor: str | None = None) -> Done:
    """Write what a document changes of a fact, as one action; a suggestion that waited is decided with it.

    The arguments are those of `changed`. An article whose date or source changed is read again (`edit.edit_article`).

    Raises:
        DocumentError: with every line that cannot stand; nothing is written then.
        Gone: the fact is not there any more.
    """
    values = changed(db, kind, fact, text, base)
    if not values:
        return Done("Nothing changed.", None, kind, fact)
    try:
        if kind == ARTICLE:
            return edit.edit_article(db, fact, values, actor)
        people = _people(db, fact, values.pop(WITH.name))[0] if WITH.name in values else NOBODY
        view = facts.fact(db, kind, fact)
        with transaction(db, f"edit {short(view.title)}", actor) as write:
            done = edit.edit(db, kind, fact, values, actor=actor) if values else Done("", None, kind, fact)
            count = write_people(db, write, fact, people, actor) if kind == "meeting" else 0
            count += _empty(db, view.attendance, people, actor)
            if view.state == "suggested" and (count or done.txn is not None):
                accept(db, [*([(kind, fact)] if done.txn is None else []), *_waiting(db, kind, fact)], actor)
    except InvalidField as error:
        # What only shows when it is written (two parties of one id).
        line = read(text, _fields(kind)).lines.get(error.field, 1)
        raise DocumentError([Wrong(line, error.sentence)]) from error
    told = [done.sentence.rstrip(".")] if done.txn is not None else []
    if count:
        told.append(f"{'c' if told else 'C'}hanged who attended ({count})")
    return Done(f"{'; '.join(told)}." if told else "Nothing changed.", write.txn if told else None, kind, fact)


def _waiting(db: Database, kind: str, fact: int) -> list[tuple[str, int]]:
    return list(along_with(db.read, [fact])) if kind == "meeting" else []


def _fields(kind: str) -> tuple[Field, ...]:
    if kind == ARTICLE:
        return ARTICLE_FIELDS
    fields = FIELDS[kind]
    return (*fields[:-1], WITH, fields[-1]) if kind == "meeting" else fields


def _values(db: Database, kind: str, fact: int) -> tuple[str, dict[str, str]]:
    if kind == ARTICLE:
        view = articles.article_view(db, fact)
        values = {one.name: getattr(view, one.name) or "" for one in ARTICLE_FIELDS}
        return f"article: {view.file}", values
    found = facts.fact(db, kind, fact)
    values = {one.name: one.value for one in found.fields} | {"note": found.note}
    if kind == "meeting":
        values[WITH.name] = people_line(found.attendance)
    return f"{kind}: {found.title} — {found.basis}", values


def _wrong_values(db: Database, kind: str, fact: int, values: dict[str, str], found: Read) -> list[Wrong]:
    wrong: list[Wrong] = []
    for name, value in values.items():
        line = found.lines[name]
        if name == WITH.name:
            wrong += [Wrong(line, sentence) for sentence in _people(db, fact, value)[1]]
            continue
        try:
            if kind != ARTICLE:
                parse(db.read, kind, {name: value}, date.today())
            elif name == "published":
                _check_day(value)
        except InvalidField as error:
            wrong.append(Wrong(line, error.sentence))
    return wrong


def _check_day(value: str) -> None:
    from tracker.desk import typed_dates  # noqa: PLC0415 - only for an article's date

    try:
        typed_dates.parse_day(value, date.today())
    except ValueError as error:
        raise InvalidField("published", str(error)) from error


def _empty(db: Database, there: Sequence[AttendanceView], people: People, actor: str | None) -> int:
    """Take away the party and the part in the delegation that no longer stand beside a name; how many had one."""
    named = {one.row: one for one in people.there if one.row is not None}
    count = 0
    for one in there:
        who = named.get(one.id)
        values = {"side": ""} if who and one.side and not who.side else {}
        if who and one.delegation_role and not who.role:
            values["delegation_role"] = ""
        if values:
            count += edit.edit(db, "attendance", one.id, values, actor=actor).txn is not None
    return count


def _people(db: Database, meeting: int, text: str) -> tuple[People, list[str]]:
    """Who a changed line `With` adds and changes; those it no longer names are taken away."""
    there = facts.attendance(db.read, meeting)
    people, wrong = read_people(text, there, lambda name: name)
    named = {one.row for one in people.there}
    gone = tuple(one for one in there if one.id not in named and one not in people.away)
    return replace(people, away=(*people.away, *gone)), wrong
