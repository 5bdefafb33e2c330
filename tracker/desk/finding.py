"""Whom and what an article means: each observation joined to a known fact, or found to be new.

The article's own names are resolved first (its parties, people, places), so that a meeting is looked for among those
of the same sides and compared by the people who were there.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from tracker.desk import linking, matching, refolding, statements
from tracker.desk.chains import ChainBook
from tracker.desk.folding import Seen
from tracker.desk.observed import Observed, observations
from tracker.desk.seen import as_they_stand, of_meetings, place, seen_of
from tracker.domain import edtf, names
from tracker.domain.record import Record
from tracker.store.journal import Write
from tracker.store.queries import meetings as meeting_rows
from tracker.store.queries import names as known
from tracker.store.queries import observations as told
from tracker.store.queries import rows

JOIN = 0.5
ASK = 0.3


@dataclass(frozen=True, slots=True)
class Source:
    """The article that is read: its row number, the day it counts from (ISO), its hash, text and publisher."""

    id: int
    day: str
    published: str | None
    sha256: str
    text: str
    publisher: str | None


class Finding:
    """One article being taken in, and where its observations are found among what is known.

    Attributes:
        facts: (kind, name within the article) -> row number, for what was resolved so far.
        taken: facts by kind that stand for something of this article already: two names of one article are two things.
        fresh: facts by kind that this article was the first to tell of.
        likely: persons that the last one looked for may be.
        unsure: meetings of the article -> a known one that it may be.
        half_named: such pairs in which one of the two does not say who meets.
    """

    def __init__(self, connection: sqlite3.Connection, write: Write, source: Source, record: Record) -> None:
        """Read the record; nothing is looked up or written yet."""
        self.connection = connection
        self.write = write
        self.source = source
        self.chains = ChainBook(connection, write, record, source.text, source.publisher)
        self.observed = observations(record)
        self.facts: dict[tuple[str, str], int] = {}
        self.taken: dict[str, set[int]] = {}
        self.fresh: dict[str, set[int]] = {}
        self.likely: tuple[linking.Likely, ...] = ()
        self.unsure: dict[str, int] = {}
        self.half_named: set[tuple[str, int]] = set()
        self.joins: dict[str, int] = {}

    def find(self, one: Observed) -> int | None:
        """The known fact that an observation is of; None where it is new."""
        finder: Callable[[Observed], int | None] = getattr(self, f"_find_{one.kind}")
        return finder(one)

    def party(self, code: str | None) -> int | None:
        """The row number of a party of this article."""
        return self.facts.get(("party", code)) if code else None

    def _find_party(self, one: Observed) -> int | None:
        row = known.party_of_code(self.connection, one.local)
        return int(row["id"]) if row is not None else None

    def _find_venue(self, one: Observed) -> int | None:
        payload = one.payload
        return linking.find_venue(self.connection, payload["name"], payload["locality"], payload["country"]).fact

    def _find_person(self, one: Observed) -> int | None:
        payload = one.payload
        found = linking.find_person(
            self.connection,
            payload["name"],
            payload["aliases"],
            self.party(payload["party"]),
            self.taken.get("person", ()),
            payload["roles"],
            rivals=self._has_rivals(payload["name"]),
        )
        self.likely = found.likely
        return found.fact

    def _has_rivals(self, name: str) -> bool:
        """True where the article names another person with the last word of this name."""
        last = names.parts(name)[-1:]
        same = [one for one in self.observed if one.kind == "person" and names.parts(one.payload["name"])[-1:] == last]
        return len(same) > 1

    def _find_track(self, one: Observed) -> int | None:
        return linking.find_track(self.connection, self.codes(one.payload["parties"]), one.payload["level"])

    def codes(self, codes: list[str]) -> list[str]:
        """Parties by the ids of the facts that they are now: one that was merged into another goes by the other's."""
        present = known.party_codes(self.connection)
        return sorted({present.get(self.party(code) or 0, code) for code in codes})

    def _find_track_event(self, one: Observed) -> int | None:
        track = self.facts.get(("track", one.payload["track"]))
        events = refolding.events_of(self.connection, track) if track is not None else []
        by_number = {row["id"]: row for row in events}
        ordered = told.by_age(self.connection, "track_event", list(by_number)) if len(events) > 1 else list(by_number)
        for row in map(by_number.__getitem__, ordered):
            if row["kind"] == one.payload["kind"] and (
                row["date"] == one.payload["date"] or edtf.overlap(row["date"], one.payload["date"], slack=1)
            ):
                return int(row["id"])
        return None

    def _find_meeting(self, one: Observed) -> int | None:
        if one.local in self.joins:
            return self.joins[one.local]
        return self._find_session(one) if one.payload["kind"] == "session" and one.payload["parent"] else None

    def _find_session(self, one: Observed) -> int | None:
        """A session is found among those of its meeting, by its format."""
        parent = self.facts.get(("meeting", one.payload["parent"]))
        if parent is None:
            return None
        children = {
            row["id"]: row
            for row in meeting_rows.by_ids(self.connection, meeting_rows.children(self.connection, parent))
        }
        for child in map(children.__getitem__, told.by_age(self.connection, "meeting", list(children))):
            free = child["id"] not in self.taken.get("meeting", ())
            if (
                free
                and child["format"] == one.payload["format"]
                and (not child["date"] or not one.payload["date"] or edtf.overlap(child["date"], one.payload["date"]))
            ):
                return int(child["id"])
        return None

    def _find_attendance(self, one: Observed) -> int | None:
        meeting, person = self.meeting_and_person(one)
        if meeting is None or person is None:
            return None
        row = meeting_rows.attendance_at(self.connection, meeting, person)
        return int(row["id"]) if row is not None else None

    def meeting_and_person(self, one: Observed) -> tuple[int | None, int | None]:
        """The row numbers of the meeting and the person of an attendance."""
        return self.facts.get(("meeting", one.payload["meeting"])), self.facts.get(("person", one.payload["person"]))

    def _find_position(self, one: Observed) -> int | None:
        holder = self.party(one.payload["holder_party"])
        person = self.facts.get(("person", one.payload["holder_person"] or ""))
        taken = self.taken.get("position", set())
        return (
            None
            if holder is None
            else statements.find_position(self.connection, one, holder, person, self.source.day, taken)
        )

    def _find_assessment(self, one: Observed) -> int | None:
        meeting = self.facts.get(("meeting", one.payload["about_meeting"] or ""))
        track = self.facts.get(("track", one.payload["about_track"] or ""))
        party = self.party(one.payload["party"])
        taken = self.taken.get("assessment", set())
        return statements.find_assessment(self.connection, one, meeting, track, party, self.source.day, taken)

    def seen(self, one: Observed) -> Seen:
        """A meeting of this article as the rules compare it."""
        links = {(self.source.id, kind, local): fact for (kind, local), fact in self.facts.items()}
        venue = links.get((self.source.id, "venue", one.payload["venue"] or ""))
        places = {}
        if venue is not None:
            row = rows.fact(self.connection, "venue", venue)
            if row is not None:
                places[venue] = place(row)
        return seen_of(one.payload, self.source.id, self.source.day, self.source.sha256, links, places)

    def join_meetings(self, meetings: list[Observed]) -> None:
        """Decide at once which meetings of the article are which known ones: the surest pair first, each used once."""
        pairs: list[tuple[float, int, str, int]] = []
        seen_here: dict[str, Seen] = {}
        cache: dict[int, list[Seen]] = {}
        states: dict[int, str] = {}
        tracks: dict[int, int | None] = {}
        taken = set(self.taken.get("meeting", ()))
        for one in meetings:
            if one.payload["kind"] == "session" and one.payload["parent"]:
                continue
            track = self.facts.get(("track", one.payload["track"] or ""))
            parties = self.parties(one.payload["parties"])
            candidates = [
                c for c in meeting_rows.joinable(self.connection, one.payload["kind"], track, parties) if c not in taken
            ]
            unnamed = self._unnamed(one, parties)
            candidates += [c for c in unnamed if c not in taken and c not in candidates]
            if not candidates:
                continue
            missing = [c for c in candidates if c not in cache]
            if missing:
                read = of_meetings(self.connection, missing)
                manual = rows.manual_fields(self.connection, "meeting", missing)
                stand = as_they_stand(self.connection, [c for c in missing if c in manual or c not in read])
                for row in meeting_rows.by_ids(self.connection, missing):
                    states[row["id"]], tracks[row["id"]] = row["state"], row["track"]
                for c in missing:
                    cache[c] = [s for s in read.get(c, []) if s.article != self.source.id]
                    if c in stand:
                        cache[c].append(stand[c])
            mine = seen_here[one.local] = self.seen(one)
            for c in candidates:
                if states[c] == "rejected":
                    value = 0.9 if matching.may_take_rejected(mine, cache[c]) else 0.0
                elif track is not None and tracks[c] not in (None, track) and not matching.same_circle(mine, cache[c]):
                    continue
                else:
                    value = matching.best(mine, cache[c])
                if unnamed.get(c):
                    value = min(value, JOIN)  # who meets there is not said in one of the two: a person decides
                    self.half_named.add((one.local, c))
                if value >= ASK:
                    pairs.append((value, c, one.local, len(pairs)))
        # Of two that fit as well the one told last; never by row number, which hangs on the order of reading.
        age = {c: rank for rank, c in enumerate(told.by_age(self.connection, "meeting", sorted(cache)))}
        pairs.sort(key=lambda pair: (-pair[0], -age[pair[1]], pair[3]))
        for value, candidate, local, _ in pairs:
            if candidate in taken or local in self.joins:
                continue
            if value > JOIN:
                self.joins[local] = candidate
                taken.add(candidate)
        self.unsure = {
            local: candidate
            for value, candidate, local, _ in reversed(pairs)
            if value <= JOIN and local not in self.joins and candidate not in taken and states[candidate] != "rejected"
        }

    def _unnamed(self, one: Observed, parties: list[int]) -> dict[int, bool]:
        """Meetings on the day and at the place of this one, where it or they name nobody; True where one does."""
        venue = self.facts.get(("venue", one.payload["venue"] or ""))
        first, last = edtf.first_day(one.payload["date"]), edtf.last_day(one.payload["date"])
        if venue is None or first is None or last is None:
            return {}
        kind = one.payload["kind"]
        there = meeting_rows.at_place(self.connection, kind, venue, first.isoformat(), last.isoformat())
        return {number: named or bool(parties) for number, named in there if not (named and parties)}

    def parties(self, codes: list[str]) -> list[int]:
        """The row numbers of parties, each once: two ids can be one party since a merge."""
        return list(dict.fromkeys(party for party in map(self.party, codes) if party is not None))
