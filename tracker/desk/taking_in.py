"""Taking in what a colleague's file hands over, by the rules by which articles are read, as one action.

Articles come in with their readings: the same code joins their facts to known ones, asks where it is not certain, and
opens conflicts where values exclude each other. What people decided there follows (`taking_decisions`).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.desk import linking, matching, statements
from tracker.desk.earlier import match_earlier, read_earlier
from tracker.desk.errors import InvalidField
from tracker.desk.finding import ASK, JOIN
from tracker.desk.folding import Seen
from tracker.desk.handed import HandedFact, HandedTyped
from tracker.desk.handed_whole import Handed, HandedArticle
from tracker.desk.ingest import ingest_article
from tracker.desk.observed import Observed, observations
from tracker.desk.reading_views import Progress
from tracker.desk.refolding import ask
from tracker.desk.seen import as_they_stand, of_meetings, places
from tracker.desk.typed_facts import insert, mark
from tracker.desk.typed_values import Words, parse
from tracker.domain import edtf
from tracker.domain.article import Article
from tracker.domain.record import Fact
from tracker.store.database import Database
from tracker.store.journal import Write, transaction
from tracker.store.queries import known_facts, rows, stored_articles
from tracker.store.queries import meetings as meeting_rows
from tracker.store.queries import names as known

Tell = Callable[[Progress], None]
Stop = Callable[[], bool]

_ORDER = ("party", "person", "venue", "track", "track_event", "meeting", "attendance", "position", "assessment")


@dataclass(slots=True)
class Taken:
    """What came of it: articles and facts, new or known; decisions taken over or only kept; what is open."""

    name: str
    new_articles: int = 0
    known_articles: int = 0
    new: Counter[str] = field(default_factory=Counter)
    known: int = 0
    applied: int = 0
    kept: int = 0
    conflicts: int = 0
    questions: int = 0
    stopped: bool = False
    problems: list[str] = field(default_factory=list)
    txn: int | None = None

    def sentence(self) -> str:
        """One line."""
        parts = []
        if self.new_articles:
            parts.append(_many(self.new_articles, "new article"))
        if self.known_articles:
            parts.append(f"{_many(self.known_articles, 'article')} known already")
        parts += [f"{count:,} new {_plural(kind, count)}" for kind, count in self.new.items()]
        if self.known:
            parts.append(f"{_many(self.known, 'typed fact')} known already")
        for count, noun in ((self.applied, "decision"), (self.conflicts, "conflict"), (self.questions, "question")):
            if count:
                parts.append(_many(count, noun))
        if self.kept:
            parts.append(f"{_many(self.kept, 'decision')} kept beside yours")
        what = ", ".join(parts) or "nothing in it"
        if self.txn is None:
            return f"Nothing new in {self.name}: {what}." if parts else f"Nothing new in {self.name}."
        return f"Took in {self.name}: {what}."


def _by_day(one: HandedArticle) -> tuple[str, str]:
    return one.article.published or one.ingested[:10], one.article.sha256


def _plural(kind: str, count: int) -> str:
    """A kind of fact as a word for so many."""
    word = kind.replace("_", " ")
    if count == 1:
        return word
    return {"party": "parties", "attendance": "attendances"}.get(word, f"{word}s")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


class TakingIn:
    """One hand-over on its way in.

    Attributes:
        mine: (kind, number there) -> the facts here that its readings support, how often each.
        articles: article of the hand-over, by its hash -> row number here.
        known: the articles that are here too, as they are there, by hash.
        of: (kind, number there) -> the articles here that speak of it.
        made: facts that this import made: (kind, number).
        typed: facts here, by kind, that typed ones of the hand-over are: what was typed there as two stays two.
    """

    def __init__(self, db: Database, handed: Handed, name: str) -> None:
        """Nothing is written yet."""
        self.db = db
        self.handed = handed
        self.label = f"take in {name}"
        self.done = Taken(name)
        self.mine: dict[tuple[str, int], Counter[int]] = {}
        self.articles: dict[str, int] = {}
        self.known: dict[str, Article] = {}
        self.of: dict[tuple[str, int], set[int]] = {}
        self.made: set[tuple[str, int]] = set()
        self.typed: dict[str, set[int]] = {}
        self.before = {kind: rows.newest(db.read, kind) for kind in _ORDER}
        self._refers_to_meeting: dict[int, set[int]] = {}

    def run(self, progress: Tell | None, stop: Stop | None) -> Taken:
        """Take it in, an article a transaction, all of them one action.

        Args:
            progress: called after each article.
            stop: asked before each article; True ends it, with the articles taken in so far kept.
        """
        total = len(self.handed.articles)
        for at, one in enumerate(sorted(self.handed.articles, key=_by_day), 1):
            if stop is not None and stop():
                self.done.stopped = True
                return self.done
            sentence = self._article(one)
            if progress is not None:
                progress(Progress(at, total, one.article.file, sentence, None))
        # Only now: an article can change what one of its own day, taken in before it, is joined to.
        for one in self.handed.articles:
            self._match(one)
        from tracker.desk.taking_decisions import Decisions  # noqa: PLC0415 - the two know each other

        with transaction(self.db, self.label, txn=self.done.txn) as write:
            before = self.db.read.total_changes
            for fact in sorted(self.handed.facts, key=lambda fact: _ORDER.index(fact.kind)):
                if fact.typed is not None and (fact.kind, fact.fact) not in self.mine:
                    self._typed(write, fact, fact.typed)
            Decisions(self, write).run()
            if self.db.read.total_changes > before:
                self.done.txn = write.txn
        return self.done

    def here(self, kind: str, there: int) -> int | None:
        """The fact here that one of the other file is; None where it is not known."""
        found = self.mine.get((kind, there))
        return found.most_common(1)[0][0] if found else None

    # Articles

    def _article(self, one: HandedArticle) -> str:
        done = ingest_article(
            self.db,
            one.article,
            one.record,
            one.extractor,
            self.done.txn,
            label=self.label,
            ingested=one.ingested,
            note=one.note,
        )
        if done.article is None:
            raise InvalidField("article", f"{one.article.file} could not be kept.")
        self.articles[one.article.sha256] = done.article
        if done.known:
            self.done.known_articles += 1
            self.known[one.article.sha256] = one.article
        else:
            self.done.new_articles += 1
            self.done.conflicts += done.conflicts
            self.done.txn = done.txn
        return done.sentence()

    def _match(self, one: HandedArticle) -> None:
        article = self.articles[one.article.sha256]
        observed = observations(one.record)
        matched = match_earlier(observed, read_earlier(self.db.read, article))
        for seen in observed:
            name = seen.fact.id if isinstance(seen.fact, Fact) else seen.local
            there = one.facts.get((seen.kind, name))
            before = matched.get(id(seen))
            if there is not None and before is not None:
                self.mine.setdefault((seen.kind, there), Counter())[before.fact] += 1
                self.of.setdefault((seen.kind, there), set()).add(article)

    # Typed facts

    def _typed(self, write: Write, fact: HandedFact, typed: HandedTyped) -> None:
        if fact.kind == "track_event":
            self._event(write, fact, typed)
            return
        try:
            parsed = self.parsed(fact.kind, typed)
        except InvalidField as error:
            self.done.problems.append(f"A {fact.kind} could not be taken in: {error}")
            return
        if parsed is None:
            self.done.problems.append(f"A {fact.kind} was left out: what it belongs to is not there.")
            return
        values = {
            "state": fact.state if fact.state != "suggested" else "accepted",
            "typed_by": typed.by,
            "typed_on": typed.on,
            "typed_note": typed.note,
            "known_since": typed.since,
        }
        number = self.take(write, fact.kind, parsed, values, fact.fact)
        self.mine[fact.kind, fact.fact] = Counter([number])
        self.typed.setdefault(fact.kind, set()).add(number)
        for sha256, start, end in typed.words:
            self._words(write, fact.kind, number, sha256, start, end)

    def parsed(self, kind: str, typed: HandedTyped) -> dict[str, Any] | None:
        """The values of a typed fact as the store takes them; None where what it belongs to is not there."""
        values = dict(typed.values)
        refers: dict[str, int | None] = {}
        for name, there in typed.refers.items():
            of = {"parent": "meeting", "about_meeting": "meeting", "about_track": "track"}.get(name, name)
            refers[name] = self.here(of, there)
            values.pop(name, None)
        if kind == "attendance" and (refers.get("meeting") is None or refers.get("person") is None):
            return None
        day = edtf.first_day(typed.since)
        if day is None:
            return None
        return parse(self.db.read, kind, values, day) | {name: number for name, number in refers.items() if number}

    def take(
        self, write: Write, kind: str, parsed: dict[str, Any], typed: dict[str, Any], there: int | None = None
    ) -> int:
        """The known fact that typed values are, by rule; else a new one, and questions where it may be one."""
        found, likely = self.find(kind, parsed, str(typed["known_since"]), there)
        if found is not None:
            self.done.known += 1
            return found
        return self.add(write, kind, parsed, typed, likely)

    def add(
        self,
        write: Write,
        kind: str,
        parsed: Mapping[str, Any],
        typed: Mapping[str, Any],
        likely: Sequence[tuple[int, str]],
    ) -> int:
        """A new typed fact, and the questions about which others it may be."""
        number = insert(self.db.read, write, kind, parsed, typed)
        fields = [name for name in parsed if name != "note" and parsed[name] not in (None, [], "")]
        mark(self.db.read, write, kind, number, fields, str(typed["typed_by"]))
        for other, reason in likely:
            ask(self.db.read, write, kind, number, other, reason)
            self.done.questions += 1
        self.done.new[kind] += 1
        self.made.add((kind, number))
        return number

    def find(
        self, kind: str, parsed: dict[str, Any], day: str, there: int | None = None
    ) -> tuple[int | None, list[tuple[int, str]]]:
        """The fact here that these values are, and those that they may be, with the reason."""
        connection = self.db.read
        likely: list[tuple[int, str]] = []
        found: int | None = None
        taken = self.typed.get(kind, set()) if there is not None else set()
        if kind == "party":
            row = known.party_of_code(connection, parsed.get("code") or "")
            found = int(row["id"]) if row is not None else None
        elif kind == "person":
            party = parsed.get("party") if isinstance(parsed.get("party"), int) else None
            given = linking.find_person(
                connection, parsed["name"], parsed.get("aliases") or [], party, (), parsed.get("roles") or []
            )
            found, likely = given.fact, [(one.fact, one.reason) for one in given.likely]
        elif kind == "venue":
            found = linking.find_venue(connection, parsed["name"], parsed.get("locality"), parsed.get("country")).fact
        elif kind == "track":
            codes = known.party_codes(connection)
            parties = [codes[one] if isinstance(one, int) else one.code or "" for one in parsed["parties"]]
            found = linking.find_track(connection, parties, parsed["level"])
        elif kind == "meeting":
            return self._find_meeting(parsed, day, there, taken)
        elif kind == "attendance":
            row = meeting_rows.attendance_at(connection, parsed["meeting"], parsed["person"])
            found = int(row["id"]) if row is not None else None
        elif kind == "position":
            holder = parsed["holder_party"]
            if isinstance(holder, int):
                person = parsed.get("holder_person")
                said = parsed.get("reported_date") or day
                one = Observed(kind, "", {name: parsed[name] for name in ("issue", "stance", "text")}, [], 1.0, "")
                of = person if isinstance(person, int) else None
                found = statements.find_position(connection, one, holder, of, said, taken)
        elif kind == "assessment":
            party = parsed.get("party") if isinstance(parsed.get("party"), int) else None
            one = Observed(kind, "", {"kind": parsed["kind"], "words": parsed["words"]}, [], 1.0, "")
            found = statements.find_assessment(
                connection, one, parsed.get("about_meeting"), parsed.get("about_track"), party, day, taken
            )
        return found, likely

    def _find_meeting(
        self, parsed: dict[str, Any], day: str, there: int | None, taken: set[int]
    ) -> tuple[int | None, list[tuple[int, str]]]:
        connection = self.db.read
        parties = [one for one in parsed["parties"] if isinstance(one, int)]
        if len(parties) != len(parsed["parties"]):
            return None, []  # a party that is new here met nobody yet
        venue = parsed.get("venue")
        where = places(connection, [venue]).get(venue) if isinstance(venue, int) else None
        codes = known.party_codes(connection)
        mine = Seen(
            article=0,
            day=day,
            status=parsed["status"],
            date=parsed.get("date"),
            place=where,
            mode=parsed.get("mode"),
            format=parsed.get("format"),
            parties=frozenset(codes[one] for one in parties),
            people=self._people_at(there) if there is not None else parsed.get("people_at", {}),
            kind=parsed["kind"],
        )
        track = parsed.get("track")
        joinable = meeting_rows.joinable(connection, parsed["kind"], track, parties)
        candidates = [number for number in joinable if number not in taken]
        read = of_meetings(connection, candidates)
        stand = as_they_stand(connection, candidates)
        best: tuple[float, int | None] = (0.0, None)
        # Of two that fit as well the one of the very day.
        for row in sorted(meeting_rows.by_ids(connection, candidates), key=lambda row: row["date"] != mine.date):
            seen = [*read.get(row["id"], []), stand[row["id"]]]
            value = matching.best(mine, seen)
            if row["state"] == "rejected":
                value = 0.9 if matching.may_take_rejected(mine, seen) else 0.0
            if value > best[0]:
                best = value, int(row["id"])
        if best[1] is None or best[0] < ASK:
            return None, []
        if best[0] > JOIN:
            return best[1], []
        return None, [(best[1], "The same sides, and days or places that do not agree: moved, or another meeting.")]

    def _people_at(self, there: int) -> dict[int, str]:
        """Who took part in a typed meeting of the other file, as far as they are known here."""
        found = {}
        for fact in self.handed.facts:
            if fact.kind == "attendance" and fact.typed is not None and fact.typed.refers.get("meeting") == there:
                person = self.here("person", fact.typed.refers.get("person", 0))
                if person is not None:
                    found[person] = fact.typed.values.get("status", "present")
        return found

    def _event(self, write: Write, fact: HandedFact, typed: HandedTyped) -> None:
        track = self.here("track", typed.refers.get("track", 0))
        kind, day = typed.values.get("kind"), typed.values.get("date") or None
        if track is None or kind not in ("agreed", "suspended", "resumed"):
            self.done.problems.append("What happened to a track was left out: the track is not there.")
            return
        for row in known_facts.row_of(self.db.read, "track_event", "track", [track]):
            if row["kind"] == kind and (row["date"] or None) == day:
                self.mine[fact.kind, fact.fact] = Counter([int(row["id"])])
                self.done.known += 1
                return
        key = f"typed|{kind}|{day or ''}|{typed.by}|{typed.on}"
        if not rows.key_is_free(self.db.read, "track_event", key):
            return
        number = write.insert(
            "track_event",
            track=track,
            kind=kind,
            date=day,
            key=key,
            state="accepted",
            typed_by=typed.by,
            typed_on=typed.on,
            typed_note=typed.note,
            known_since=typed.since,
        )
        self.mine[fact.kind, fact.fact] = Counter([number])
        self.made.add((fact.kind, number))
        self.done.new[fact.kind] += 1

    def _words(self, write: Write, kind: str, number: int, sha256: str, start: int, end: int) -> None:
        from tracker.desk.edit import span_of  # noqa: PLC0415
        from tracker.store.queries import evidence  # noqa: PLC0415

        row = stored_articles.by_sha256(self.db.read, sha256)
        if row is None or not start < end <= len(row["text"]):
            return
        if evidence.exists(self.db.read, kind, number, row["id"], start, end, "supports"):
            return
        span = span_of(self.db.read, (row["id"], start, end))
        write.insert("evidence", kind=kind, fact=number, **{name: span[name] for name in span if name != "day"})


def is_blank(value: Any) -> bool:
    """True for a value that says nothing."""
    return value in (None, "", []) or (isinstance(value, Words) and not value.text)
