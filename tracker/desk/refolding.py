"""After a reading: the rows of the facts that it touched, made anew from everything the articles say of them.

What a person has decided is left as it is: a field that was edited is never written, an accepted fact only goes on
(a plan is held) or is filled where it was blank. Where the articles then disagree, with each other or with the
person, a conflict is opened; none closes by itself.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.desk import contradicting, counting, folding
from tracker.desk.folding import Folded, fold, fold_attendance
from tracker.desk.linking import folded_name
from tracker.desk.seen import of_meetings
from tracker.domain import edtf, names
from tracker.store.journal import Write
from tracker.store.queries import evidence, known_facts, observations, rows
from tracker.store.queries import names as known


def meeting_values(folded: Folded) -> dict[str, Any]:
    """The columns of a meeting that a fold gives."""
    first, last = edtf.first_day(folded.date), edtf.last_day(folded.date)
    return {
        "status": folded.status,
        "date": folded.date,
        "date_text": folded.date_text,
        "date_basis": folded.date_basis,
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "venue": folded.venue,
        "mode": folded.mode,
        "format": folded.format,
        "duration": folded.duration,
        "condition": folded.condition,
        "issues": list(folded.issues),
    }


def refold(
    connection: sqlite3.Connection,
    write: Write,
    touched: Mapping[str, Iterable[int]],
    article: int,
    reread: bool = False,
) -> int:
    """Make the touched facts anew, and open the conflicts that this shows.

    Args:
        connection: the connection of the transaction.
        write: the open transaction.
        touched: facts by kind.
        article: the article that was read.
        reread: it was read before; accepted values then stay even where the article is understood otherwise now.

    Returns:
        How many conflicts were opened, or reopened by a new value.
    """
    for person in touched.get("person", ()):
        _person(connection, write, person, article, reread)
    for attendance in touched.get("attendance", ()):
        _attendance(connection, write, attendance)
    for kind in ("party", "venue", "track", "track_event"):
        for fact in touched.get(kind, ()):
            _confidence(connection, write, kind, fact)
    opened = 0
    for kind in ("position", "assessment"):
        for fact in touched.get(kind, ()):
            opened += _statement(connection, write, kind, fact)
    return opened + _meetings(connection, write, list(touched.get("meeting", ())), article, reread)


def _confidence(connection: sqlite3.Connection, write: Write, kind: str, fact: int) -> None:
    row = rows.fact(connection, kind, fact)
    if row is None:
        return
    best = observations.best_of(connection, kind, fact)
    if best is not None and (row["confidence"] is None or abs(best["confidence"] - row["confidence"]) > 1e-6):
        write.update(kind, fact, confidence=best["confidence"], rule=best["rule"])


# Meetings


def _meetings(connection: sqlite3.Connection, write: Write, meetings: list[int], article: int, reread: bool) -> int:
    seen = of_meetings(connection, meetings)
    manual = rows.manual_fields(connection, "meeting", meetings)
    opened = 0
    for meeting in meetings:
        row = rows.fact(connection, "meeting", meeting)
        if row is None or not seen.get(meeting):
            continue
        _confidence(connection, write, "meeting", meeting)
        values = meeting_values(fold(seen[meeting]))
        decided = set(manual.get(meeting, ()))
        if "date" in decided:
            decided |= {"date_text", "date_basis", "first_day", "last_day"}
        if row["state"] == "accepted" and (reread or values["status"] == row["status"]):
            decided |= {name for name in values if row[name] not in (None, "[]")}
            if row["date"] is not None:
                decided |= {"date_text", "date_basis"}
        changed = {name: value for name, value in values.items() if name not in decided and _differs(row[name], value)}
        if changed:
            write.update("meeting", meeting, **changed)
        _fill_links(connection, write, row, decided)
        found = folding.contradictions(seen[meeting], contradicting.namer(connection, seen[meeting]))
        found += contradicting.against_person(connection, row, set(manual.get(meeting, ())), seen[meeting], article)
        opened += contradicting.keep(connection, write, "meeting", meeting, contradicting.by_field(found))
    return opened


def _differs(stored: Any, value: Any) -> bool:
    return bool(stored != (json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value))


def _fill_links(connection: sqlite3.Connection, write: Write, row: sqlite3.Row, decided: set[str]) -> None:
    """A meeting's track, whole and parties are those that articles give; the first that gives one decides.

    What no article gives any more goes, unless a person decided or accepted it.
    """
    read = observations.of_facts(connection, "meeting", [row["id"]]).get(row["id"], [])
    links = observations.links(connection, {one["article"] for one in read}, ("track", "meeting", "party"))
    payloads = [(one["article"], json.loads(one["payload"])) for one in read]
    changed: dict[str, int | None] = {}
    for name, kind in (("track", "track"), ("parent", "meeting")):
        given = [links.get((article, kind, payload[name])) for article, payload in payloads if payload.get(name)]
        said = [fact for fact in given if fact is not None and (kind, fact) != ("meeting", row["id"])]
        kept = name in decided or (row["state"] == "accepted" and row[name] is not None)
        if not kept and row[name] not in said and (said or row[name] is not None):
            changed[name] = said[0] if said else None
    if changed:
        write.update("meeting", row["id"], **changed)
    if "parties" in decided:
        return
    have = {one["party"]: one["id"] for one in known_facts.row_of(connection, "meeting_party", "meeting", [row["id"]])}
    sides = [links.get((article, "party", code)) for article, payload in payloads for code in payload["parties"]]
    parties = {party for party in sides if party is not None}
    for party in sorted(parties - have.keys()):
        write.insert("meeting_party", meeting=row["id"], party=party)
    if row["state"] != "accepted":
        for party in sorted(have.keys() - parties):
            write.delete("meeting_party", have[party])


# People


def _person(connection: sqlite3.Connection, write: Write, person: int, article: int, reread: bool) -> None:
    """Only what this article says is added: a person of a thousand articles costs as little as one of two."""
    row = rows.fact(connection, "person", person)
    if row is None:
        return
    manual = rows.manual_fields(connection, "person", [person]).get(person, {})
    changed: dict[str, Any] = {}
    other = False
    for one in observations.of_fact_in(connection, "person", person, article):
        payload = json.loads(one["payload"])
        add_names(connection, write, person, payload, aliases="aliases" not in manual, roles="roles" not in manual)
        before = names.parts(row["name"])
        fuller = len(before) == 1 and len(names.parts(payload["name"])) > 1
        if len(before) > 1 and len(names.parts(payload["name"])) > 1 and payload["name"] != row["name"]:
            # Of two spellings the one of the earlier article stands, whatever came in first.
            fuller = one["day"] < (observations.first_day(connection, "person", person, article) or "")
        if fuller and "name" not in manual and row["state"] != "accepted":
            changed["name"] = payload["name"]
        if row["party"] is None and payload["party"] and "party" not in manual:
            party = known.party_of_code(connection, payload["party"])
            if party is not None:
                changed["party"] = party["id"]
        if row["confidence"] is not None and one["confidence"] > row["confidence"] + 1e-6:
            changed.update(confidence=one["confidence"], rule=one["rule"])
        given = known.party_of_code(connection, payload["party"]) if payload["party"] else None
        other = other or (given is not None and given["id"] != row["party"])
    if (other or reread) and row["party"] is not None and "party" not in manual and row["state"] != "accepted":
        changed |= party_anew(connection, person, row["party"])
    if changed:
        write.update("person", person, **changed)


def party_anew(connection: sqlite3.Connection, person: int, party: int) -> dict[str, Any]:
    """The changed party of a person: that most articles give; of two that as many give, the one given first."""
    read = observations.of_facts(connection, "person", [person]).get(person, [])
    said: Counter[int] = Counter()
    for one in read:
        code = json.loads(one["payload"])["party"]
        row = known.party_of_code(connection, code) if code else None
        if row is not None:
            said[row["id"]] += 1
    if not read:
        return {}
    best = said.most_common(1)[0][0] if said else None
    return {"party": best} if best != party else {}


def add_names(
    connection: sqlite3.Connection,
    write: Write,
    person: int,
    payload: Mapping[str, Any],
    *,
    aliases: bool = True,
    roles: bool = True,
) -> None:
    """Add the names and roles that an article gives a person, those that are not there yet.

    A form without any word of the name ("the US envoy") is no name; it stays in the reading alone.
    """
    if aliases:
        have = {row["name"] for row in known.aliases(connection, "person", [person]).get(person, [])}
        own = set(names.parts(payload["name"]))
        for name in dict.fromkeys((payload["name"], *payload["aliases"])):
            words = names.parts(name)
            is_name = name == payload["name"] or own & set(words) or _alike(own, words)
            if name in have or not words or not is_name:
                continue
            write.insert("alias", kind="person", fact=person, name=name, folded=folded_name(name))
            have.add(name)
    if roles:
        posts = {names.fold(row["post"]) for row in known.roles(connection, [person]).get(person, [])}
        for post in payload["roles"]:
            if names.fold(post) not in posts:
                write.insert("role", person=person, post=post, stated_as=post)
                posts.add(names.fold(post))


def _alike(own: set[str], words: list[str]) -> bool:
    return any(_one_letter_off(word, other) for word in words for other in own)


def _one_letter_off(one: str, two: str) -> bool:
    """Two long words with one letter more, less or different: another spelling of a name."""
    if min(len(one), len(two)) < 5 or one[0] != two[0] or abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    if len(short) == len(long):
        return sum(x != y for x, y in zip(short, long, strict=True)) <= 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


# Attendance, statements, tracks


def _attendance(connection: sqlite3.Connection, write: Write, attendance: int) -> None:
    row = rows.fact(connection, "attendance", attendance)
    read = observations.of_facts(connection, "attendance", [attendance]).get(attendance, [])
    if row is None or not read:
        return
    _confidence(connection, write, "attendance", attendance)
    manual = rows.manual_fields(connection, "attendance", [attendance]).get(attendance, {})
    payloads = [json.loads(one["payload"]) for one in read]
    changed: dict[str, Any] = {}
    status = fold_attendance([payload["status"] for payload in payloads])
    if status != row["status"] and "status" not in manual:
        changed["status"] = status
    role = next((payload["delegation_role"] for payload in reversed(payloads) if payload["delegation_role"]), None)
    if role and "head" in {payload["delegation_role"] for payload in payloads}:
        role = "head"
    if role != row["delegation_role"] and role and "delegation_role" not in manual and row["state"] != "accepted":
        changed["delegation_role"] = role
    if row["side"] is None and "side" not in manual:
        side = next((payload["side"] for payload in payloads if payload["side"]), None)
        party = known.party_of_code(connection, side) if side else None
        if party is not None:
            changed["side"] = party["id"]
    if changed:
        write.update("attendance", attendance, **changed)


_REFERS = {
    "position": (("holder_person", "person"), ("speaker", "person")),
    "assessment": (("speaker", "person"), ("about_meeting", "meeting"), ("about_track", "track"), ("party", "party")),
}


def _statement(connection: sqlite3.Connection, write: Write, kind: str, fact: int) -> int:
    """A statement told again: it counts from its first report, and a later article fills what the first left blank.

    Returns:
        How many conflicts were opened, or reopened by a new value.
    """
    row = rows.fact(connection, kind, fact)
    read = observations.of_facts(connection, kind, [fact]).get(fact, [])
    if row is None or not read:
        return 0
    _confidence(connection, write, kind, fact)
    manual = rows.manual_fields(connection, kind, [fact]).get(fact, {})
    changed: dict[str, Any] = {}
    first = min((one["published"] for one in read if one["published"]), default=None)
    if first != row["reported_date"] and "reported_date" not in manual:
        changed["reported_date"] = first
    payloads = [json.loads(one["payload"]) for one in read]
    alone = len(read) == 1 and row["state"] in ("suggested", "edited")
    plain = (
        ("stance", "said_date", "attribution_status", "quote", "text", "speaker_text")
        if kind == "position"
        else ("polarity", "speaker_text")
    )
    for name in plain:
        value = payloads[0][name]
        # One article alone, read anew: its newer reading counts. Of several, the first that says it.
        blank = row[name] in (None, "", "unattributed")
        given = value if alone else next((p[name] for p in payloads if p[name] not in (None, "", "unattributed")), None)
        if name not in manual and given is not None and given != row[name] and (alone or blank):
            changed[name] = given
    links = observations.links(connection, {one["article"] for one in read}, ("person", "party", "meeting", "track"))
    for name, of_kind in _REFERS[kind]:
        given = [
            links.get((one["article"], of_kind, p[name])) for one, p in zip(read, payloads, strict=True) if p[name]
        ]
        said = [number for number in given if number is not None]
        stale = alone and row[name] not in said
        spoken = name == "speaker" and row["speaker_text"] and not stale
        value = said[0] if said else None
        if name not in manual and not spoken and (stale or row[name] is None) and value != row[name]:
            changed[name] = value
    if alone and kind == "position" and "issue" not in manual:
        changed_issue = issue(connection, write, payloads[0]["issue"])
        if changed_issue != row["issue"]:
            changed["issue"] = changed_issue
    lists = ("conditions", "target") if kind == "position" else ("words",)
    for name in lists:
        values = payloads[0][name] if alone else list(dict.fromkeys([*json.loads(row[name]), *payloads[0][name]]))
        if name not in manual and values != json.loads(row[name]) and (alone or not json.loads(row[name])):
            changed[name] = values
    if changed:
        write.update(kind, fact, **changed)
    if kind != "position":
        return 0
    return contradicting.keep(connection, write, kind, fact, counting.apart(connection, fact, read, payloads))


def events_of(connection: sqlite3.Connection, track: int) -> list[sqlite3.Row]:
    """What happened to a track, rejected events too, so that they are not asked about again."""
    return known_facts.events(connection, [track])


def issue(connection: sqlite3.Connection, write: Write, name: str) -> int:
    """The issue of this name, made where it is new, below its parent."""
    found = evidence.issue_id(connection, name)
    if found is not None:
        return found
    top, _, finer = name.partition("/")
    return write.insert("issue", name=name, parent=issue(connection, write, top) if finer else None)


def ask(connection: sqlite3.Connection, write: Write, kind: str, one: int, two: int, reason: str) -> None:
    """Ask whether two facts are one, unless that was asked or decided before."""
    if one != two and known.suggested_pair(connection, kind, one, two) is None:
        write.insert("merge_suggestion", kind=kind, one=min(one, two), two=max(one, two), reason=reason)


# What no article supports any more


def is_touched(connection: sqlite3.Connection, kind: str, fact: int) -> bool:
    """True where a person accepted, edited, rejected, typed, annotated, judged, merged or parted the fact."""
    row = rows.fact(connection, kind, fact)
    if row is None:
        return False
    return (
        row["state"] != "suggested"
        or row["typed_by"] is not None
        or bool(row["note"])
        or known_facts.is_decided(connection, kind, fact)
    )


DEPENDENTS_FIRST = (
    "attendance",
    "assessment",
    "position",
    "track_event",
    "meeting",
    "track",
    "venue",
    "person",
    "party",
)


def drop_unsupported(
    connection: sqlite3.Connection, write: Write, gone: Iterable[tuple[str, int]], withdrawn: Counter[str]
) -> None:
    """Delete facts that no article supports and no person has touched; those that others rest on stay.

    Sessions go before their meetings, attendance before both.
    """
    left = dict.fromkeys(gone)
    for kind in DEPENDENTS_FIRST:
        facts = sorted((fact for of_kind, fact in left if of_kind == kind), reverse=True)
        for fact in facts:
            if rows.fact(connection, kind, fact) is None or observations.readings_of(connection, kind, fact):
                continue
            if is_touched(connection, kind, fact) or known_facts.is_used(connection, kind, fact):
                continue
            write.delete(kind, fact)
            withdrawn[kind] += 1
