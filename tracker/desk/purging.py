"""Forgetting for good: an article or a person, out of facts, journal, search index and backups. No undo.

An article goes with its text, with every fact that it alone carries, and with its words wherever else they stand; facts
that others carry too are made anew from those. A person goes with attendance, posts and names; in the texts that stay,
every letter of the name becomes a block, so that no other fact loses the place of its words.
"""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from tracker.desk.errors import Refused
from tracker.desk.linking import folded_name
from tracker.desk.refolding import refold
from tracker.desk.same_texts import marks_of
from tracker.desk.titles import article_title, short, titles
from tracker.desk.views import Done
from tracker.domain.blotting import BLOT, Blotter
from tracker.domain.names import family_name, fold
from tracker.store import backup as backups
from tracker.store import forgetting
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import Write, transaction
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import known_facts, rows, stored_articles
from tracker.store.queries import names as known
from tracker.store.txn import now, user

KINDS = ("article", "person")

# What rests on others goes before them.
_ORDER = ("attendance", "assessment", "position", "track_event", "meeting", "track", "person", "venue", "party")
# Columns of facts that hold words of an article: where one is taken from the purged article alone, it is emptied.
_WORDS = {
    "position": ("text", "speaker_text"),
    "assessment": ("speaker_text",),
    "meeting": ("date_text", "condition"),
    "role": ("post", "stated_as"),
    "alias": ("name",),
}
_LISTS = {"position": ("conditions",), "assessment": ("words",)}
_ENOUGH = 12  # characters that make a text this article's own, and not a word that anybody writes


@dataclass(frozen=True, slots=True)
class Purging:
    """What a purge would do, to be shown before its name is typed.

    Attributes:
        kind: "article" or "person".
        number: the row.
        name: what is to be typed: the title, or the name.
        also: other ways to type it (a file's name), compared as `name` is.
        sentences: what goes.
    """

    kind: str
    number: int
    name: str
    also: tuple[str, ...]
    sentences: tuple[str, ...]

    def is_named_by(self, typed: str) -> bool:
        """True where a person typed the name: case and spaces do not count."""
        wanted = " ".join(typed.split()).casefold()
        return bool(wanted) and wanted in {" ".join(one.split()).casefold() for one in (self.name, *self.also)}


def purging(db: Database, kind: str, number: int) -> Purging:
    """What a purge of an article or a person would do; nothing is changed.

    Raises:
        Gone: there is none of this number.
        Refused: that kind cannot be purged.
    """
    connection = db.read
    if kind == "article":
        row = stored_articles.one(connection, number)
        if row is None:
            raise Gone(f"There is no article {number}.")
        name = PurePath(row["file"]).name
        carried = forgetting.facts_of_article(connection, number)
        alone = Counter(kind for (kind, _), only in carried.items() if only)
        stays = len(carried) - alone.total()
        return Purging(
            kind,
            number,
            article_title(row),
            tuple(dict.fromkeys(one for one in (row["title"], row["file"], name) if one)),
            (
                f"The article and its {len(row['text'].split()):,} words go, from search, journal and backups too.",
                f"{_many(alone)} that it alone carries go with it; {_facts(stays)} stay by other articles.",
            ),
        )
    if kind == "person":
        person = rows.fact(connection, "person", number)
        if person is None:
            raise Gone(f"There is no person {number}.")
        forms, shared = _forms(connection, person)
        listed = ", ".join(
            f"“{form}”" for form in sorted(forms, key=lambda one: (-len(one), one)) if form != fold(form)
        )
        sentences = [
            f"{person['name']} goes with posts and attendance, from search, journal and backups too.",
            f"Wherever a text has {listed}, its letters become blocks; positions stay their party's.",
        ]
        if shared:
            sentences.append(f"“{shared}” alone stays where it stands, because others are called so too.")
        return Purging(kind, number, person["name"], (), tuple(sentences))
    raise Refused(f"A {kind} cannot be purged: only an article or a person can.")


def purge(db: Database, kind: str, number: int, typed: str, actor: str | None = None) -> Done:
    """Purge an article or a person for good.

    Args:
        db: the open file.
        kind: one of KINDS.
        number: the row.
        typed: its name, as the person typed it.
        actor: who; default the operating system's user.

    Raises:
        Refused: the name is not the one; nothing was changed.
        Gone: there is none of this number.
        StoreError: where the file or a backup cannot be written.
    """
    what = purging(db, kind, number)
    if not what.is_named_by(typed):
        raise Refused(f"That is not its name; nothing was purged. Type: {what.name}")
    forgetting.zero_what_goes(db)
    said = _purge_article(db, number, actor) if kind == "article" else _purge_person(db, number, actor)
    forgetting.compact(db)
    return Done(said, None)


# Articles


def _purge_article(db: Database, number: int, actor: str | None) -> str:
    connection = db.read
    row = stored_articles.one(connection, number)
    if row is None:
        raise Gone(f"There is no article {number}.")
    words = _Words(connection, row)
    with transaction(db, "purge an article", actor) as write:
        carried = forgetting.facts_of_article(connection, number)
        words.names |= {
            short(title) for title in titles(connection, [f for f, only in carried.items() if only]).values()
        }
        erased = {("article", number)} | set(carried)
        for kind, fact in carried:
            erased.update(forgetting.parts_of(connection, kind, fact))
        write.delete("article", number)
        left = {fact: only for fact, only in carried.items() if rows.fact(connection, *fact) is not None}
        touched: dict[str, list[int]] = {}
        for (kind, fact), only in left.items():
            if not only:
                touched.setdefault(kind, []).append(fact)
        refold(connection, write, touched, 0, True)
        for kind in ("position", "assessment"):
            for fact in touched.get(kind, ()):
                _by_others(connection, write, kind, fact)
        gone = _delete_alone(connection, write, [fact for fact, only in left.items() if only], actor)
        _empty_words(connection, write, words)
        erased.update(forgetting.loose_ends(connection))
        erased |= {("attendance", fact) for kind, fact in gone if kind == "attendance"}
        forgetting.erase_journal(connection, erased, write.txn, words.are_in, words.name)
        forgetting.rebuild_search(connection)
        forgetting.seal(connection, "purged an article", actor)
    removed = _without_backups(db, words)
    counted = _many(Counter(kind for kind, _ in gone))
    return f"Purged the article and {counted} that it alone carried.{removed} What was done before cannot be undone."


class _Words:
    """The words of an article that is to go: which texts are its own, and no other article's."""

    def __init__(self, connection: sqlite3.Connection, row: sqlite3.Row) -> None:
        self.connection = connection
        self.article = int(row["id"])
        self.sha256 = str(row["sha256"])
        self.text = str(row["text"])
        named = (row["title"], row["file"], row["url"], PurePath(row["file"]).name, article_title(row))
        self.names = {str(one) for one in named if one and len(one) > 3}
        alone = row["publisher"] and not stored_articles.another_of(connection, row["publisher"], self.article)
        self.publisher = str(row["publisher"]) if alone else ""
        self._elsewhere: dict[str, bool] = {}
        read: dict[bool, set[str]] = {True: set(), False: set()}
        for here, payload in forgetting.payloads(connection, self.article):
            read[here].update(_free_texts(json.loads(payload)))
        self.read = read[True] - read[False]

    def are_in(self, text: str) -> bool:
        """True for a text of this article that no other article has, for its hash, title, address or file name."""
        if text == self.sha256 or text in self.read or any(name in text for name in self.names):
            return True
        return len(text) >= _ENOUGH and text in self.text and not self._is_elsewhere(text)

    def _is_elsewhere(self, text: str) -> bool:
        if text not in self._elsewhere:
            self._elsewhere[text] = stored_articles.another_has(self.connection, text, self.article)
        return self._elsewhere[text]

    def name(self, label: str) -> bool:
        """True for the label of an action that names the article, its own outlet, or four words of it in a row."""
        if any(name in label for name in self.names) or (self.publisher and self.publisher in label):
            return True
        parts = label.split()[1:]
        runs = (" ".join(parts[at : at + 4]) for at in range(max(0, len(parts) - 3)))
        return any(len(run) >= _ENOUGH and run in self.text for run in runs)

    def in_backup(self, backup: sqlite3.Connection) -> bool:
        """True where a backup has the article, or had it."""
        return any(self.sha256 in text for _, _, _, text in forgetting.cells(backup))


_FREE = ("name", "aliases", "roles", "text", "conditions", "words", "condition", "date_text", "speaker_text", "chain")


def _free_texts(payload: dict[str, object]) -> Iterable[str]:
    """The words of an article in a payload, and not the words that we have for them."""
    for name in _FREE:
        value = payload.get(name)
        listed = value if isinstance(value, list) else [value]
        yield from (one for one in listed if isinstance(one, str) and len(one) > 3)


def _by_others(connection: sqlite3.Connection, write: Write, kind: str, fact: int) -> None:
    """Give a statement that stays the chain of an article that carries it, and a key that is not made of words."""
    values: dict[str, object] = {"key": f"{kind}|{fact}|purged"}
    row = rows.fact(connection, kind, fact)
    chains = [one["chain"] for one in evidence_rows.of_fact(connection, kind, fact)]
    if row is not None and row["chain"] not in chains:
        values["chain"] = chains[0] if chains else None
    write.update(kind, fact, **values)


def _delete_alone(
    connection: sqlite3.Connection, write: Write, facts: Iterable[tuple[str, int]], actor: str | None
) -> list[tuple[str, int]]:
    """Delete facts that nothing carries any more; one that others rest on stays, under the name of who purged."""
    gone: list[tuple[str, int]] = []
    for kind, fact in sorted(facts, key=lambda one: _ORDER.index(one[0])):
        if rows.fact(connection, kind, fact) is None:
            continue
        if kind == "meeting":
            for child in known_facts.row_of(connection, "meeting", "parent", [fact]):
                write.update("meeting", child["id"], parent=None)
            for said in known_facts.row_of(connection, "assessment", "about_meeting", [fact]):
                write.update("assessment", said["id"], about_meeting=None)
            for who in known_facts.row_of(connection, "attendance", "meeting", [fact]):
                write.delete("attendance", who["id"])
                gone.append(("attendance", who["id"]))
        if kind == "position":
            for column in ("supersedes", "responds_to"):
                for later in known_facts.row_of(connection, "position", column, [fact]):
                    write.update("position", later["id"], **{column: None})
        if known_facts.is_used(connection, kind, fact):
            note = "kept when its article was purged, because others rest on it"
            write.update(kind, fact, typed_by=actor or user(), typed_on=now(), typed_note=note)
            continue
        write.delete(kind, fact)
        gone.append((kind, fact))
    return gone


def _empty_words(connection: sqlite3.Connection, write: Write, words: _Words) -> None:
    """Where a fact that stays has words of the purged article alone, take those of another, or none."""
    for table, columns in _WORDS.items():
        for column in columns:
            for number, text in forgetting.column(connection, table, column):
                if words.are_in(text):
                    _without(connection, write, table, number, column)
    for table, columns in _LISTS.items():
        for column in columns:
            for number, text in forgetting.column(connection, table, column):
                listed = [str(one) for one in json.loads(text)]
                kept = [one for one in listed if not words.are_in(one)]
                if kept != listed:
                    write.update(table, number, **{column: kept})


def _without(connection: sqlite3.Connection, write: Write, table: str, number: int, column: str) -> None:
    if table in ("role", "alias"):
        if table == "alias" and forgetting.is_own_name(connection, number):
            return  # what others rest on stays, and is found by its name
        with contextlib.suppress(Gone):  # a post and its words are often the same, and it is gone by the first
            write.delete(table, number)
        return
    if (table, column) != ("position", "text"):
        write.update(table, number, **{column: None})
        return
    others = evidence_rows.of_fact(connection, "position", number)
    if others:
        write.update("position", number, text=others[0]["exact"])
    else:
        _delete_alone(connection, write, [("position", number)], None)


# Persons


def _forms(connection: sqlite3.Connection, person: sqlite3.Row) -> tuple[set[str], str]:
    """Every form of a person's name that is to be blotted out, and the lone family name that others bear too."""
    number = person["id"]
    given = known.aliases(connection, "person", [number]).get(number, [])
    forms = {person["name"], *(row["name"] for row in given)}
    forms |= {family_name(form) for form in list(forms)}
    forms |= {row["folded"] for row in given} | {folded_name(form) for form in list(forms)}
    shared = ""
    kept = set()
    for form in forms:
        if len(form.split()) == 1:
            others = set(known.with_outer_word(connection, "person", [folded_name(form) or fold(form)])) - {number}
            if others:
                shared = shared if shared and form == fold(form) else form
                continue
        kept.add(form)
    return {form for form in kept if len(form) > 1}, shared


def _purge_person(db: Database, number: int, actor: str | None) -> str:
    connection = db.read
    person = rows.fact(connection, "person", number)
    if person is None:
        raise Gone(f"There is no person {number}.")
    forms, _ = _forms(connection, person)
    blotter = Blotter(forms)
    with transaction(db, "purge a person", actor) as write:
        erased = {("person", number), *forgetting.parts_of(connection, "person", number)}
        for row in known_facts.row_of(connection, "attendance", "person", [number]):
            erased |= {("attendance", row["id"]), *forgetting.parts_of(connection, "attendance", row["id"])}
            write.delete("attendance", row["id"])
        for table, column in (("position", "holder_person"), ("position", "speaker"), ("assessment", "speaker")):
            for row in known_facts.row_of(connection, table, column, [number]):
                erased.add((table, row["id"]))
                write.update(table, row["id"], **{column: None})
        for role in known.roles(connection, [number]).get(number, []):
            write.delete("role", role["id"])
        write.delete("person", number)
        erased.update(forgetting.loose_ends(connection))
        forgetting.erase_journal(connection, erased, write.txn, lambda _: False, lambda _: False)
        changed = forgetting.replace(connection, blotter.cell)
        forgetting.words_of_evidence_anew(connection)
        forgetting.marks_anew(connection, marks_of, BLOT)
        forgetting.seal(connection, "purged a person", actor)

    def holds(backup: sqlite3.Connection) -> bool:
        return any(blotter.cell(column, text) != text for _, column, _, text in forgetting.cells(backup))

    removed = _removed(backups.without(db.path, holds))
    where = f"in {changed} article{'' if changed == 1 else 's'}" if changed else "wherever it stood"
    return f"Purged the person, and the name {where}.{removed} What was done before cannot be undone."


# Backups, and what is said


def _without_backups(db: Database, words: _Words) -> str:
    return _removed(backups.without(db.path, words.in_backup))


def _removed(gone: Sequence[Path]) -> str:
    if not gone:
        return " No backup holds it."
    return (
        f" {len(gone)} backup{'s' if len(gone) > 1 else ''} that held it {'were' if len(gone) > 1 else 'was'} deleted."
    )


def _facts(count: int) -> str:
    return f"{count} fact{'' if count == 1 else 's'}"


def _many(counted: Counter[str]) -> str:
    if not counted:
        return "no facts"
    listed = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return f"{_facts(counted.total())} ({', '.join(f'{count} {kind}' for kind, count in listed)})".replace("_", " ")
