"""A person's own hand: correct a fact, type a new one, delete one, write a note, correct an article's date.

What is set here is marked with the person's name, and no later reading overwrites it. Everything is checked before
anything is written; each call is one action that undo takes back.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tracker.desk import typed_dates
from tracker.desk.contradicting import settle
from tracker.desk.errors import InvalidField, Refused
from tracker.desk.facts import values_of
from tracker.desk.linking import track_key
from tracker.desk.review import reject
from tracker.desk.titles import article_title, short, title
from tracker.desk.typed_facts import insert, mark, write_values
from tracker.desk.typed_values import New, Words, parse
from tracker.desk.views import Done
from tracker.domain.cleaning import clean, one_line
from tracker.domain.fields import ARTICLE_FIELDS, FIELDS, lacking
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import known_facts, observations, rows, stored_articles
from tracker.store.queries import names as known
from tracker.store.queries.meetings import attendance_at
from tracker.store.txn import user

__all__ = ["InvalidField", "create", "delete", "edit", "edit_article", "set_note"]

_AROUND = 40


def edit(
    db: Database, kind: str, fact: int, values: Mapping[str, str], note: str | None = None, actor: str | None = None
) -> Done:
    """Correct fields of a fact.

    Args:
        db: the open file.
        kind: one of `domain.fields.KINDS`.
        fact: row number.
        values: field name -> what was typed; fields that stay as they are may be among them.
        note: why, added to the fact's note.
        actor: who; default the operating system's user.

    Raises:
        InvalidField: a value cannot stand.
        Gone: the fact is not there any more.
    """
    connection = db.read
    row = rows.fact(connection, kind, fact)
    if row is None:
        raise Gone(f"This {kind} is not there any more.")
    before = values_of(connection, kind, row)
    changed = {
        name: text for name, text in values.items() if name not in before or text.strip() != before[name].strip()
    }
    parsed = parse(connection, kind, changed, date.today())
    _check(connection, kind, parsed, fact)
    if note and note.strip():
        parsed["note"] = "\n".join(part for part in (parsed.get("note", row["note"]), clean(note).strip()) if part)
    if not parsed:
        return Done("Nothing changed.", None, kind, fact)
    name = short(title(connection, kind, fact))
    with transaction(db, f"edit {name}", actor) as write:
        fields = [field for field in parsed if field != "note"]
        write_values(connection, write, kind, fact, parsed)
        if fields:
            mark(connection, write, kind, fact, fields, actor)
            write.update(kind, fact, state="edited")
        closed = settle(connection, write, kind, fact, fields, actor or user()) if fields else 0
    labels = {field.name: field.label.lower() for field in FIELDS[kind]}
    what = ", ".join(labels[field] for field in parsed)
    also = "" if not closed else " That resolves its conflict." if closed == 1 else " That resolves its conflicts."
    return Done(f"Changed {what} of {short(title(connection, kind, fact))}.{also}", write.txn, kind, fact)


def create(
    db: Database,
    kind: str,
    values: Mapping[str, str],
    *,
    told_by: str = "",
    known_since: str | None = None,
    evidence: tuple[int, int, int] | None = None,
    actor: str | None = None,
) -> Done:
    """Type a new fact. It counts from `known_since`, under the person's name and day.

    Args:
        db: the open file.
        kind: one of `domain.fields.KINDS`.
        values: field name -> what was typed.
        told_by: where it comes from ("told by the embassy").
        known_since: the day from which it counts, as people type days; None is today.
        evidence: words of an article that carry it: (article, start, end), offsets in the article's text.
        actor: who; default the operating system's user.

    Raises:
        InvalidField: a value cannot stand, or a required one is missing.
    """
    connection = db.read
    today = date.today()
    for field in lacking(kind, values):
        raise InvalidField(field.name, f"{field.label} cannot be empty.")
    parsed = parse(connection, kind, values, today)
    _check(connection, kind, parsed, None)
    try:
        since = typed_dates.parse_day(known_since or "", today) or today.isoformat()
    except ValueError as error:
        raise InvalidField("known_since", str(error)) from error
    span = span_of(connection, evidence) if evidence else None
    if span is not None and known_since is None:
        since = span["day"]
    with transaction(db, f"new {kind}", actor) as write:
        typed = {
            "state": "accepted",
            "typed_by": actor or user(),
            "typed_on": datetime.now().astimezone().isoformat(timespec="seconds"),
            "typed_note": one_line(told_by) or None,
            "known_since": since,
        }
        fact = insert(connection, write, kind, parsed, typed)
        mark(
            connection,
            write,
            kind,
            fact,
            [name for name in parsed if name != "note" and parsed[name] not in (None, [])],
            actor,
        )
        if span is not None:
            write.insert("evidence", kind=kind, fact=fact, **{k: v for k, v in span.items() if k != "day"})
    return Done(f"New {kind}: {short(title(connection, kind, fact))}.", write.txn, kind, fact)


def delete(db: Database, kind: str, fact: int, actor: str | None = None) -> Done:
    """Delete a fact that was typed; one that articles say is rejected, so that it does not come back.

    Raises:
        Gone: the fact is not there any more.
        Refused: other facts rest on it.
    """
    connection = db.read
    row = rows.fact(connection, kind, fact)
    if row is None:
        raise Gone(f"This {kind} is not there any more.")
    name = short(title(connection, kind, fact))
    if observations.readings_of(connection, kind, fact):
        done = reject(db, [(kind, fact)], actor)
        return Done(
            f"Rejected {name}; articles say it, so it is kept out of sight and not suggested again.",
            done.txn,
            kind,
            fact,
        )
    with transaction(db, f"delete {name}", actor) as write:
        if kind == "meeting":
            for child in known_facts.row_of(connection, "meeting", "parent", [fact]):
                write.update("meeting", child["id"], parent=None)
            for said in known_facts.row_of(connection, "assessment", "about_meeting", [fact]):
                write.update("assessment", said["id"], about_meeting=None)
            for who in known_facts.row_of(connection, "attendance", "meeting", [fact]):
                write.delete("attendance", who["id"])
        if known_facts.is_used(connection, kind, fact):
            raise Refused(f"{name} cannot be deleted: other facts rest on it. Merge it into another, or reject it.")
        write.delete(kind, fact)
    return Done(f"Deleted {name}.", write.txn, kind, fact)


def set_note(db: Database, kind: str, fact: int, note: str, actor: str | None = None) -> Done:
    """Write the note of a fact, or of an article (kind "article").

    Raises:
        Gone: it is not there any more.
    """
    connection = db.read
    article = kind == "article"
    row = stored_articles.one(connection, fact) if article else rows.fact(connection, kind, fact)
    if row is None:
        raise Gone(f"This {kind} is not there any more.")
    text = clean(note).strip()
    if text == row["note"]:
        return Done("Nothing changed.", None, kind, fact)
    name = short(article_title(row) if article else title(connection, kind, fact))
    with transaction(db, f"note on {name}", actor) as write:
        write.update(kind, fact, note=text)
    return Done(f"Noted on {name}." if text else f"The note on {name} is gone.", write.txn, kind, fact)


def edit_article(db: Database, article: int, values: Mapping[str, str], actor: str | None = None) -> Done:
    """Correct an article's title, date, source, address or note.

    A new date or source makes it be read again, so that its relative dates follow: about a second, one action.

    Raises:
        InvalidField: a value cannot stand.
        Gone: there is no such article.
    """
    row = stored_articles.one(db.read, article)
    if row is None:
        raise Gone("This article is not there any more.")
    known_names = {field.name for field in ARTICLE_FIELDS}
    changed: dict[str, str | None] = {}
    for name, text in values.items():
        if name not in known_names:
            raise InvalidField(name, f"An article has no field {name}.")
        if name == "published":
            try:
                value = typed_dates.parse_day(one_line(text), date.today())
            except ValueError as error:
                raise InvalidField(name, str(error)) from error
        elif name == "note":
            value = clean(text).strip()
        else:
            value = one_line(text) or None
        if value != row[name]:
            changed[name] = value
    name = short(article_title(row))
    if not changed:
        return Done("Nothing changed.", None, "article", article)
    what = ", ".join({"published": "date", "publisher": "source"}.get(field, field) for field in changed)
    if not {"published", "publisher"} & changed.keys():
        with transaction(db, f"edit article {name}", actor) as write:
            write.update("article", article, **changed)
        return Done(f"Changed {what} of {name}.", write.txn, "article", article)
    from tracker.desk.ingest import read_anew  # noqa: PLC0415 - the reading's imports, only where it is read again

    done = read_anew(db, article, changed, f"edit article {name}")
    return Done(f"Changed {what} of {name} and read it again.", done.txn, "article", article)


# Checking what several fields say together


def _check(connection: sqlite3.Connection, kind: str, parsed: Mapping[str, Any], fact: int | None) -> None:
    if kind == "party" and "code" in parsed:
        row = known.party_of_code(connection, parsed["code"])
        if row is not None and row["id"] != fact:
            raise InvalidField("code", f"{parsed['code']} is {row['name']} already.")
    if kind == "track" and fact is None and not any(isinstance(one, New) for one in parsed["parties"]):
        codes = known.party_codes(connection)
        row = rows.by_key(connection, "track", track_key([codes[one] for one in parsed["parties"]], parsed["level"]))
        if row is not None and row["state"] != "rejected":
            raise InvalidField("parties", f"There is a track of these parties at this level already: {row['name']}.")
    if kind == "track" and "parties" in parsed and len(parsed["parties"]) < 2:
        raise InvalidField("parties", "A track has two parties or more.")
    if kind == "attendance" and fact is None and isinstance(parsed["person"], int):
        row = attendance_at(connection, parsed["meeting"], parsed["person"])
        if row is not None and row["state"] != "rejected":
            raise InvalidField("person", "This person is listed for this meeting already.")
    if kind == "meeting" and parsed.get("parent") is not None and parsed["parent"] == fact:
        raise InvalidField("parent", "A meeting is no part of itself.")
    if kind == "position" and isinstance(parsed.get("holder_person"), Words):
        raise InvalidField("holder_person", "Write the name of a person.")


def span_of(connection: sqlite3.Connection, evidence: tuple[int, int, int]) -> dict[str, Any]:
    """The columns of an evidence row for (article, start, end), and the article's `day`.

    Raises:
        Gone: there is no such article.
        Refused: the offsets are not in its text.
    """
    article, start, end = evidence
    row = stored_articles.one(connection, article)
    if row is None:
        raise Gone("This article is not there any more.")
    text = row["text"]
    if not 0 <= start < end <= len(text):
        raise Refused("These words are not in the article.")
    return {
        "article": article,
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
        "chain": evidence_rows.chain_of_article(connection, article),
        "day": row["published"] or row["ingested"][:10],
    }
