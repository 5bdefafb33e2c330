"""Two facts that are one, made one; and one that was two, made two again. Both are remembered, both are one action."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tracker.desk.errors import Refused
from tracker.desk.linking import folded_name
from tracker.desk.merge_questions import asked
from tracker.desk.refolding import refold
from tracker.desk.titles import article_title, short, title
from tracker.desk.views import Done, FactPart, MergeQuestion
from tracker.domain import edtf, names
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import Write, transaction
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import hanging, judgements, known_facts, rows, stored_articles
from tracker.store.queries import names as known
from tracker.store.txn import user

_SPLIT = ("person", "venue", "meeting")
KINDS = ("person", "party", "venue", "track", "meeting", "position", "assessment")

# Where a fact stands in a row together with another one only once: a second such row joins the first.
_ONCE = {
    ("track_party", "party"): "track",
    ("meeting_party", "party"): "meeting",
    ("track_party", "track"): "party",
    ("meeting_party", "meeting"): "party",
    ("attendance", "person"): "meeting",
    ("attendance", "meeting"): "person",
    ("role", "person"): "post",
}
_FILLED = {
    "person": ("party",),
    "venue": ("locality", "country"),
    "track": ("process",),
    "meeting": (
        "track",
        "parent",
        "date",
        "date_text",
        "date_basis",
        "first_day",
        "last_day",
        "venue",
        "mode",
        "format",
        "duration",
        "condition",
    ),
    "position": ("holder_person", "speaker", "speaker_text", "said_date", "reported_date", "chain"),
    "assessment": ("about_meeting", "about_track", "speaker", "speaker_text", "party", "reported_date", "chain"),
}
_LINKS_OF = {
    "party": (
        ("track_party", "party"),
        ("meeting_party", "party"),
        ("person", "party"),
        ("track_event", "party"),
        ("attendance", "side"),
        ("position", "holder_party"),
        ("assessment", "party"),
    ),
    "person": (
        ("role", "person"),
        ("attendance", "person"),
        ("position", "holder_person"),
        ("position", "speaker"),
        ("assessment", "speaker"),
    ),
    "venue": (("meeting", "venue"),),
    "track": (
        ("track_party", "track"),
        ("track_event", "track"),
        ("track_judgement", "track"),
        ("meeting", "track"),
        ("assessment", "about_track"),
    ),
    "meeting": (
        ("meeting_party", "meeting"),
        ("attendance", "meeting"),
        ("meeting", "parent"),
        ("assessment", "about_meeting"),
    ),
    "position": (("position", "supersedes"), ("position", "responds_to")),
    "assessment": (),
    "attendance": (),
}


def merge(db: Database, kind: str, keep: int, other: int, actor: str | None = None) -> Done:
    """Make `other` a part of `keep`: its words, names, links and readings move there; later articles find `keep`.

    What a person set on `keep` stays; where only `other` has a value, `keep` takes it.

    Args:
        db: the open file.
        kind: one of KINDS.
        keep: row number of the fact that stays.
        other: row number of the one that becomes a part of it.
        actor: who; default the operating system's user.

    Raises:
        Refused: the two cannot be one.
        Gone: one of them is not there any more.
    """
    connection = db.read
    if kind not in KINDS:
        raise Refused(f"A {kind} cannot be merged: merge what it belongs to.")
    if keep == other:
        raise Refused("These are one fact already.")
    one, two = rows.fact(connection, kind, keep), rows.fact(connection, kind, other)
    if one is None or two is None:
        raise Gone(f"This {kind} is not there any more.")
    kept, gone = short(title(connection, kind, keep)), short(title(connection, kind, other))
    with transaction(db, f"merge {gone} into {kept}", actor) as write:
        _join(connection, write, kind, one, two)
        keep_answer(connection, write, kind, keep, other, "same", actor)
        if kind in ("meeting", "position", "assessment", "person"):
            refold(connection, write, {kind: [keep]}, 0)
    return Done(f"Merged {gone} into {kept}.", write.txn, kind, keep)


def questions(db: Database, kind: str | None = None) -> list[MergeQuestion]:
    """The pairs that may be one and about which nobody has decided: `merge` or `keep_apart` answers each.

    Args:
        db: the open file.
        kind: one of KINDS; None for all.
    """
    return asked(db, hanging.questions(db.read, kind))


def answer(db: Database, number: int, *, one: bool, actor: str | None = None) -> Done:
    """Answer a question of `questions`: the two are one (the first stays), or they are two.

    Args:
        db: the open file.
        number: the question's.
        one: True: they are one.
        actor: who.

    Raises:
        Gone: there is no such question.
        Refused: it was answered already.
    """
    row = hanging.question(db.read, number)
    if row is None:
        raise Gone(f"There is no question {number}: `tracker merges` lists them.")
    if row["decision"] is not None:
        raise Refused(f"Question {number} was answered already.")
    decide = merge if one else keep_apart
    return decide(db, row["kind"], row["one"], row["two"], actor)


def parts(db: Database, kind: str, fact: int) -> list[FactPart]:
    """What each article says of a person, a venue or a meeting: what `split` can part, earliest article first.

    Raises:
        Refused: facts of this kind cannot be split.
        Gone: it is not there any more.
    """
    if kind not in _SPLIT:
        raise Refused(f"A {kind} cannot be split.")
    if rows.fact(db.read, kind, fact) is None:
        raise Gone(f"This {kind} is not there any more.")
    found = []
    for one in hanging.readings(db.read, kind, fact):
        article = stored_articles.one(db.read, one["article"])
        if article is None:
            continue
        said = hanging.payload(one)
        if kind == "meeting":
            words = " ".join(part for part in (said["status"], edtf.shown(said["date"])) if part)
            who = ", ".join(each["person"] for each in said["attendance"])
            says = f"{words}: {who}" if who else words
        else:
            beside = said["party"] if kind == "person" else said["country"]
            says = f"{said['name']} ({beside})" if beside else said["name"]
        found.append(
            (article["published"] or article["ingested"], FactPart(article["id"], article_title(article), says))
        )
    return [part for _, part in sorted(found, key=lambda pair: (pair[0], pair[1].article))]


def keep_apart(db: Database, kind: str, one: int, two: int, actor: str | None = None) -> Done:
    """Say that two facts are not one: it is not asked again."""
    with transaction(db, f"keep two {kind}s apart", actor) as write:
        keep_answer(db.read, write, kind, one, two, "different", actor)
    return Done(
        f"{short(title(db.read, kind, one))} and {short(title(db.read, kind, two))} stay two.", write.txn, kind, one
    )


def split(db: Database, kind: str, fact: int, articles: Sequence[int], actor: str | None = None) -> Done:
    """Make a fact of its own of what some articles say: the undoing of a wrong merge, or of a wrong join.

    Args:
        db: the open file.
        kind: person, venue or meeting.
        fact: row number of the fact that keeps the rest.
        articles: the articles whose words go to the new fact.
        actor: who.

    Raises:
        Refused: these articles say nothing of it, or everything.
        Gone: it is not there any more.
    """
    connection = db.read
    if kind not in _SPLIT:
        raise Refused(f"A {kind} cannot be split.")
    row = rows.fact(connection, kind, fact)
    if row is None:
        raise Gone(f"This {kind} is not there any more.")
    readings = hanging.readings(connection, kind, fact)
    mine = [one for one in readings if one["article"] in articles]
    if not mine or len(mine) == len(readings):
        raise Refused("Choose some of the articles that speak of it, and not all.")
    name = short(title(connection, kind, fact))
    with transaction(db, f"split {name}", actor) as write:
        new = _new_from(connection, write, kind, row, mine)
        for one in mine:
            write.update("reading", one["id"], fact=new)
        for one in evidence_rows.of_fact(connection, kind, fact):
            if one["article"] in articles:
                write.update("evidence", one["id"], fact=new)
        for one in judgements.of_fact(connection, kind, fact):
            if one["article"] in articles:
                write.update("credibility", one["id"], fact=new)
        for table, column in _LINKS_OF[kind]:
            if table in ("position", "assessment", "attendance", "meeting") and column != "parent":
                _move_those_of(connection, write, table, column, fact, new, set(articles))
        keep_answer(connection, write, kind, fact, new, "different", actor)
        refold(connection, write, {kind: [fact, new]}, 0)
        if kind == "person":
            for one in mine:
                refold(connection, write, {kind: [new]}, one["article"])
    return Done(f"Split {name}: {short(title(connection, kind, new))} is a fact of its own.", write.txn, kind, new)


def _new_from(
    connection: sqlite3.Connection, write: Write, kind: str, row: sqlite3.Row, mine: list[sqlite3.Row]
) -> int:
    values: dict[str, Any] = {
        name: row[name]
        for name in row.keys()  # noqa: SIM118 - a row iterates over its values
        if name not in ("id", "key", "note", "state", "typed_by", "typed_on", "typed_note", "known_since")
    }
    payload = hanging.payload(mine[0])
    if kind in ("person", "venue"):
        values["name"] = payload["name"]
    key, number = f"{row['key']}#split", 1
    while not rows.key_is_free(connection, kind, key):
        number += 1
        key = f"{row['key']}#split{number}"
    new = write.insert(kind, key=key, **values)
    if kind in ("person", "venue"):
        folded = folded_name(values["name"]) if kind == "person" else names.fold(values["name"]).removeprefix("the ")
        write.insert("alias", kind=kind, fact=new, name=values["name"], folded=folded)
        for one in known.aliases(connection, kind, [row["id"]]).get(row["id"], []):
            if one["folded"] == folded and values["name"] != row["name"]:
                write.delete("alias", one["id"])
    if kind == "meeting":
        for party in known_facts.meeting_parties(connection, row["id"]):
            write.insert("meeting_party", meeting=new, party=party)
    return new


def _move_those_of(
    connection: sqlite3.Connection, write: Write, table: str, column: str, fact: int, new: int, articles: set[int]
) -> None:
    """Move the rows that only these articles carry to the new fact."""
    for row in known_facts.row_of(connection, table, column, [fact]):
        carried = {one["article"] for one in evidence_rows.of_fact(connection, table, row["id"])}
        if carried and carried <= articles:
            write.update(table, row["id"], **{column: new})


def _join(connection: sqlite3.Connection, write: Write, kind: str, one: sqlite3.Row, two: sqlite3.Row) -> None:
    """Move everything of `two` to `one`, then delete `two`."""
    keep, other = one["id"], two["id"]
    manual = rows.manual_fields(connection, kind, [keep, other])
    kept, gone = manual.get(keep, {}), manual.get(other, {})
    filled = {
        name: two[name]
        for name in _FILLED.get(kind, ())
        if two[name] is not None and (one[name] is None or (name in gone and name not in kept))
    }
    if kind == "meeting" and one["date"] is not None and "date" not in filled:
        filled = {
            name: value
            for name, value in filled.items()
            if name not in ("date_text", "date_basis", "first_day", "last_day")
        }
    if filled.get("parent") == keep:
        del filled["parent"]
    state = _STRONGER[max(_STRONGER.index(one["state"]), _STRONGER.index(two["state"]))]
    note = "\n".join(dict.fromkeys(part for part in (one["note"], two["note"]) if part))
    for field, row in gone.items():
        if field not in kept:
            write.update("manual_value", row["id"], fact=keep)
    for table, column in _LINKS_OF[kind]:
        _move_links(connection, write, table, column, keep, other)
    _move_hanging(connection, write, kind, keep, other)
    if kind in ("person", "party", "venue", "track"):
        _move_names(connection, write, kind, one, two)
    write.delete(kind, other)
    changed = {**filled, "state": state, "note": note}
    if one["confidence"] is not None and two["confidence"] is not None and two["confidence"] > one["confidence"]:
        changed |= {"confidence": two["confidence"], "rule": two["rule"]}
    write.update(kind, keep, **changed)


_STRONGER = ("rejected", "suggested", "accepted", "edited")


def _move_links(connection: sqlite3.Connection, write: Write, table: str, column: str, keep: int, other: int) -> None:
    beside = _ONCE.get((table, column))
    have = {row[beside]: row for row in known_facts.row_of(connection, table, column, [keep])} if beside else {}
    for row in known_facts.row_of(connection, table, column, [other]):
        twin = have.get(row[beside]) if beside else None
        if twin is None:
            # A session of the other is a session of this one; nothing becomes a part of itself.
            value = None if (table, row["id"], column) == ("meeting", keep, "parent") else keep
            write.update(table, row["id"], **{column: value})
        elif table == "attendance":
            _join(connection, write, "attendance", twin, row)
        else:
            write.delete(table, row["id"])


def _move_hanging(connection: sqlite3.Connection, write: Write, kind: str, keep: int, other: int) -> None:
    """Readings, words and contradictions; what `keep` has already is left behind and goes with `other`."""
    for row in hanging.readings(connection, kind, other):
        write.update("reading", row["id"], fact=keep)
    for row in evidence_rows.of_fact(connection, kind, other):
        span = (kind, keep, row["article"], row["start"], row["end"], row["relation"])
        if not evidence_rows.exists(connection, *span):
            write.update("evidence", row["id"], fact=keep)
    judged = {row["article"] for row in judgements.of_fact(connection, kind, keep)}
    for row in judgements.of_fact(connection, kind, other):
        if row["article"] not in judged:
            write.update("credibility", row["id"], fact=keep)
    fields = {row["field"] for row in hanging.conflicts(connection, kind, keep)}
    for row in hanging.conflicts(connection, kind, other):
        if row["field"] not in fields:
            write.update("conflict", row["id"], fact=keep)


def _move_names(connection: sqlite3.Connection, write: Write, kind: str, one: sqlite3.Row, two: sqlite3.Row) -> None:
    have = {row["name"] for row in known.aliases(connection, kind, [one["id"]]).get(one["id"], [])}
    for row in known.aliases(connection, kind, [two["id"]]).get(two["id"], []):
        if row["name"] not in have:
            write.update("alias", row["id"], fact=one["id"])
            have.add(row["name"])
    extra = {"track": two["key"], "party": two["key"], "person": two["name"], "venue": two["name"]}[kind]
    if extra not in have:
        folded = folded_name(extra) if kind == "person" else extra if kind == "track" else names.fold(extra)
        write.insert("alias", kind=kind, fact=one["id"], name=extra, folded=folded)


def keep_answer(
    connection: sqlite3.Connection, write: Write, kind: str, one: int, two: int, decision: str, actor: str | None
) -> None:
    """Remember, in the caller's transaction, that two facts are one ("same") or two ("different"), and who says so."""
    values = {
        "decision": decision,
        "decided_by": actor or user(),
        "decided_on": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    row = known.suggested_pair(connection, kind, one, two)
    if row is not None:
        write.update("merge_suggestion", row["id"], **values)
    else:
        write.insert(
            "merge_suggestion", kind=kind, one=min(one, two), two=max(one, two), reason="said by a person", **values
        )
