"""A person's own hand: correct a fact, type a new one, delete one, write a note, correct an article's date.

What is set here is marked with the person's name, and no later reading overwrites it. Everything is checked before
anything is written; each call is one action that undo takes back.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from tracker.desk import typed_dates
from tracker.desk.errors import InvalidField, Refused
from tracker.desk.facts import values_of
from tracker.desk.folding import basis
from tracker.desk.linking import folded_name, person_key, track_key, venue_key
from tracker.desk.refolding import issue as issue_of
from tracker.desk.review import reject
from tracker.desk.titles import short, title
from tracker.desk.typed_values import New, Words, parse
from tracker.desk.views import Done
from tracker.domain import edtf, names
from tracker.domain.cleaning import clean, one_line
from tracker.domain.fields import ARTICLE_FIELDS, FIELDS
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import Write, transaction
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import known_facts, observations, rows, stored_articles, tracks
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
        _write(connection, write, kind, fact, parsed)
        if fields:
            _mark(connection, write, kind, fact, fields, actor)
            write.update(kind, fact, state="edited")
    labels = {field.name: field.label.lower() for field in FIELDS[kind]}
    what = ", ".join(labels[field] for field in parsed)
    return Done(f"Changed {what} of {short(title(connection, kind, fact))}.", write.txn, kind, fact)


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
    for field in FIELDS[kind]:
        if field.required and not values.get(field.name, "").strip():
            raise InvalidField(field.name, f"{field.label} cannot be empty.")
    parsed = parse(connection, kind, values, today)
    _check(connection, kind, parsed, None)
    try:
        since = typed_dates.parse_day(known_since or "", today) or today.isoformat()
    except ValueError as error:
        raise InvalidField("known_since", str(error)) from error
    span = _span(connection, evidence) if evidence else None
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
        fact = _insert(connection, write, kind, parsed, typed)
        _mark(
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
    name = short((row["title"] or row["file"]) if article else title(connection, kind, fact))
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
    name = short(row["title"] or row["file"])
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


# Writing


def _made(connection: sqlite3.Connection, write: Write, value: Any) -> Any:
    """The row number of what a value names, made where it is new."""
    if not isinstance(value, New):
        return value
    typed = {
        "state": "accepted",
        "typed_by": user(),
        "typed_on": datetime.now().astimezone().isoformat(timespec="seconds"),
        "known_since": date.today().isoformat(),
    }
    if value.kind == "party":
        row = known.party_of_code(connection, value.code or "")
        if row is not None:
            return row["id"]
        return _insert(connection, write, "party", {"name": value.name, "code": value.code, "type": value.type}, typed)
    again = known.named(
        connection, value.kind, folded_name(value.name) if value.kind == "person" else names.fold(value.name)
    )
    if again:
        return again[-1]
    values = {"name": value.name} if value.kind == "person" else {"name": value.name, "precision": "city"}
    return _insert(connection, write, value.kind, values, typed)


def _insert(
    connection: sqlite3.Connection, write: Write, kind: str, parsed: Mapping[str, Any], typed: Mapping[str, Any]
) -> int:
    """A new row with its key, names and links."""
    resolved = {name: _resolved(connection, write, value) for name, value in parsed.items()}
    columns = _columns(connection, write, kind, resolved)
    if kind == "track":
        codes = known.party_codes(connection)
        parties = [codes[one] for one in resolved["parties"]]
        key = track_key(parties, resolved["level"])
        columns |= {
            "name": resolved.get("name") or "–".join(sorted(parties)),
            "parties_key": "+".join(sorted(set(parties))),
        }
        rejected = rows.by_key(connection, "track", key)
        if rejected is not None:
            write.update("track", rejected["id"], **columns, **typed)
            return int(rejected["id"])
    elif kind == "party":
        key = resolved["code"]
    elif kind == "person":
        key = _free(
            connection,
            kind,
            person_key(resolved["name"], known.party_codes(connection).get(resolved.get("party") or 0)),
        )
    elif kind == "venue":
        key = _free(connection, kind, venue_key(resolved["name"], resolved.get("country")))
    else:
        key = f"typed|{uuid4().hex}"
    if kind == "meeting" and columns.get("track") is None:
        columns["track"] = _only_track(connection, resolved["parties"])
    if kind == "attendance":
        row = attendance_at(connection, resolved["meeting"], resolved["person"])
        if row is not None:
            write.update("attendance", row["id"], **columns, **typed)
            return int(row["id"])
    fact = write.insert(kind, key=key, **columns, **typed)
    _write_links(connection, write, kind, fact, resolved)
    return fact


def _only_track(connection: sqlite3.Connection, parties: list[int]) -> int | None:
    """The track of exactly these parties: the only one, else that of the delegations; None where it is not clear."""
    codes = known.party_codes(connection)
    found = known_facts.tracks_of(connection, "+".join(sorted({codes[one] for one in parties})))
    found = found if len(found) == 1 else [row for row in found if row["level"] == "delegation"]
    return int(found[0]["id"]) if len(found) == 1 else None


def _free(connection: sqlite3.Connection, kind: str, key: str) -> str:
    free, number = key, 1
    while not rows.key_is_free(connection, kind, free):
        number += 1
        free = f"{key}#{number}"
    return free


def _write(connection: sqlite3.Connection, write: Write, kind: str, fact: int, parsed: Mapping[str, Any]) -> None:
    resolved = {name: _resolved(connection, write, value) for name, value in parsed.items()}
    columns = _columns(connection, write, kind, resolved)
    if columns:
        write.update(kind, fact, **columns)
    _write_links(connection, write, kind, fact, resolved)


def _resolved(connection: sqlite3.Connection, write: Write, value: Any) -> Any:
    if isinstance(value, list):
        return [_made(connection, write, one) for one in value]
    return _made(connection, write, value)


_LINKED = ("parties", "roles", "aliases")


def _columns(connection: sqlite3.Connection, write: Write, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the fact's own row that these values set."""
    columns: dict[str, Any] = {name: value for name, value in values.items() if name not in _LINKED}
    if "speaker" in columns:
        words = columns["speaker"]
        columns["speaker_text"] = words.text if isinstance(words, Words) else None
        columns["speaker"] = None if isinstance(words, Words) else words
    if kind == "position" and "issue" in columns:
        columns["issue"] = issue_of(connection, write, columns["issue"])
    if kind == "position" and "target" in columns:
        codes = known.party_codes(connection)
        columns["target"] = [codes[one] for one in columns["target"]]
    if kind == "meeting" and "date" in columns:
        first, last = edtf.first_day(columns["date"]), edtf.last_day(columns["date"])
        columns |= {
            "first_day": first.isoformat() if first else None,
            "last_day": last.isoformat() if last else None,
            "date_text": None,
            "date_basis": basis(columns["date"], columns["date"]),
        }
    if kind == "track" and "process" in columns and columns["process"]:
        name = columns["process"]
        found = tracks.process_named(connection, name)
        columns["process"] = found if found is not None else write.insert("process", name=name)
    for name in ("attribution_status", "quote"):
        if name in columns and columns[name] is None:
            del columns[name]
    if kind == "track" and not columns.get("name", "kept"):
        del columns["name"]
    return columns


def _write_links(connection: sqlite3.Connection, write: Write, kind: str, fact: int, values: Mapping[str, Any]) -> None:
    """The rows beside the fact's own: its parties, names and roles."""
    if "parties" in values and kind in ("track", "meeting"):
        table = f"{kind}_party"
        have = {row["party"]: row["id"] for row in known_facts.row_of(connection, table, kind, [fact])}
        for party, number in have.items():
            if party not in values["parties"]:
                write.delete(table, number)
        for party in dict.fromkeys(values["parties"]):
            if party not in have:
                write.insert(table, **{kind: fact, "party": party})
    if kind == "track":
        _track_names(connection, write, fact)
    if kind == "person":
        _person_names(connection, write, fact, values)
    elif kind in ("party", "venue"):
        row = rows.fact(connection, kind, fact)
        if row is not None:
            for name in dict.fromkeys([row["name"], *([row["code"]] if kind == "party" else [])]):
                _alias(connection, write, kind, fact, name, names.fold(name).removeprefix("the "))


def _track_names(connection: sqlite3.Connection, write: Write, fact: int) -> None:
    """The track is found by its parties of now as by those of before."""
    row = rows.fact(connection, "track", fact)
    if row is None:
        return
    codes = [one["code"] for one in known_facts.track_parties(connection, [fact]).get(fact, ())]
    parties_key = "+".join(sorted(codes))
    if parties_key != row["parties_key"]:
        write.update("track", fact, parties_key=parties_key)
    key = track_key(codes, row["level"])
    if key != row["key"]:
        _alias(connection, write, "track", fact, key, key)


def _person_names(connection: sqlite3.Connection, write: Write, fact: int, values: Mapping[str, Any]) -> None:
    row = rows.fact(connection, "person", fact)
    if row is None:
        return
    if "aliases" in values:
        keep = {row["name"], *values["aliases"]}
        for one in known.aliases(connection, "person", [fact]).get(fact, []):
            if one["name"] not in keep:
                write.delete("alias", one["id"])
        for name in values["aliases"]:
            _alias(connection, write, "person", fact, name, folded_name(name))
    _alias(connection, write, "person", fact, row["name"], folded_name(row["name"]))
    if "roles" in values:
        have = {one["post"]: one["id"] for one in known.roles(connection, [fact]).get(fact, [])}
        for post, number in have.items():
            if post not in values["roles"]:
                write.delete("role", number)
        for post in values["roles"]:
            if post not in have:
                write.insert("role", person=fact, post=post)


def _alias(connection: sqlite3.Connection, write: Write, kind: str, fact: int, name: str, folded: str) -> None:
    if name not in {row["name"] for row in known.aliases(connection, kind, [fact]).get(fact, [])}:
        write.insert("alias", kind=kind, fact=fact, name=name, folded=folded)


def _mark(
    connection: sqlite3.Connection, write: Write, kind: str, fact: int, fields: list[str], actor: str | None
) -> None:
    """Remember who decided these fields, and when."""
    have = rows.manual_fields(connection, kind, [fact]).get(fact, {})
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    for field in fields:
        if field in have:
            write.update("manual_value", have[field]["id"], set_by=actor or user(), set_on=now)
        else:
            write.insert("manual_value", kind=kind, fact=fact, field=field, set_by=actor or user(), set_on=now)


def _span(connection: sqlite3.Connection, evidence: tuple[int, int, int]) -> dict[str, Any]:
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
