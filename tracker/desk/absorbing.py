"""One article's record taken into the store: each fact joined to a known one or new, with its words under it.

The same code reads an article for the first time and again. What the last reading of the article said stays joined to
the fact it was joined to, whatever was merged, edited or rejected since; what is said the same way writes nothing.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tracker.desk import linking, matching, refolding, statements
from tracker.desk.chains import ChainBook
from tracker.desk.folding import Seen, fold
from tracker.desk.observed import Observed, observations
from tracker.desk.seen import as_they_stand, of_meetings, place, seen_of
from tracker.domain import edtf, names
from tracker.domain.record import Record
from tracker.store.journal import Write
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import meetings as meeting_rows
from tracker.store.queries import names as known
from tracker.store.queries import observations as readings
from tracker.store.queries import rows

JOIN = 0.5
ASK = 0.3
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Source:
    """The article that is read: its row number, the day it counts from (ISO), its hash, text and publisher."""

    id: int
    day: str
    published: str | None
    sha256: str
    text: str
    publisher: str | None


@dataclass(slots=True)
class Absorbed:
    """What the reading did, counted by kind of fact; `withdrawn` counts facts that the article no longer supports."""

    new: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0


@dataclass(slots=True)
class _Earlier:
    """One present reading of this article."""

    extraction: int
    kind: str
    local: str
    payload: str
    fact: int
    confidence: float
    rule: str
    spans: list[tuple[int, int]]
    used: bool = False


def absorb(
    connection: sqlite3.Connection,
    write: Write,
    source: Source,
    record: Record,
    extractor: str,
    *,
    all_anew: bool = False,
) -> Absorbed:
    """Take a record into the store, within the caller's transaction.

    Args:
        connection: the connection of the transaction.
        write: the open transaction.
        source: the article, whose row is there already.
        record: what it says.
        extractor: the version that read it.
        all_anew: make the rows of all its facts anew, also where it is understood as before: its own day has changed.
    """
    return _Absorber(connection, write, source, record, extractor).run(all_anew)


class _Absorber:
    def __init__(
        self, connection: sqlite3.Connection, write: Write, source: Source, record: Record, extractor: str
    ) -> None:
        self.connection = connection
        self.write = write
        self.source = source
        self.extractor = extractor
        self.chains = ChainBook(connection, write, record, source.text, source.publisher)
        self.observed = observations(record)
        self.facts: dict[tuple[str, str], int] = {}
        self.taken: dict[str, set[int]] = {}
        self.fresh: dict[str, set[int]] = {}
        self.result = Absorbed()
        self.touched: dict[str, set[int]] = {}
        self.earlier = self._read_earlier()
        self.matched: dict[int, _Earlier] = {}
        self.joins: dict[str, int] = {}
        self._likely: tuple[linking.Likely, ...] = ()
        self._unsure: dict[str, int] = {}

    # The order of things

    def run(self, all_anew: bool) -> Absorbed:
        self._match_earlier()
        for one in self.observed:
            before = self.matched.get(id(one))
            if before is not None:
                self.taken.setdefault(one.kind, set()).add(before.fact)
        meetings_joined = False
        for one in self.observed:
            if one.kind == "meeting" and not meetings_joined:
                self._join_meetings([o for o in self.observed if o.kind == "meeting"])
                meetings_joined = True
            self._take(one)
        gone = self._withdraw()
        if all_anew:
            for (kind, _), fact in self.facts.items():
                self.touched.setdefault(kind, set()).add(fact)
        self.result.conflicts = refolding.refold(
            self.connection, self.write, self.touched, self.source.id, bool(self.earlier)
        )
        refolding.drop_unsupported(self.connection, self.write, gone, self.result.withdrawn)
        return self.result

    # What the article said before

    def _read_earlier(self) -> list[_Earlier]:
        spans: dict[int, list[tuple[int, int]]] = {}
        found = readings.of_article(self.connection, self.source.id)
        if not found:
            return []
        for row in evidence_rows.spans_of_article(self.connection, self.source.id):
            spans.setdefault(row["extraction"], []).append((row["start"], row["end"]))
        return [
            _Earlier(
                row["extraction"],
                row["kind"],
                row["local_id"],
                row["payload"],
                row["fact"],
                row["confidence"],
                row["rule"],
                spans.get(row["extraction"], []),
            )
            for row in found
        ]

    def _match_earlier(self) -> None:
        """Pair each observation with the earlier reading that it repeats: by name first, then by its words."""
        if not self.earlier:
            return
        by_name = {(one.kind, one.local): one for one in self.earlier}
        rest = []
        for one in self.observed:
            before = by_name.get((one.kind, one.local))
            if before is not None and not before.used:
                before.used = True
                self.matched[id(one)] = before
            else:
                rest.append(one)
        for one in rest:
            spans = {(span.start, span.end) for span in one.evidence[:3]}
            best, shared = None, 0.0
            for before in self.earlier:
                if before.used or before.kind != one.kind or not self._same_subject(one, json.loads(before.payload)):
                    continue
                value = _covered(spans, before.spans)
                if value > shared:
                    best, shared = before, value
            if best is not None and shared >= 0.5:
                best.used = True
                self.matched[id(one)] = best

    @staticmethod
    def _same_subject(one: Observed, payload: dict[str, Any]) -> bool:
        """True where two readings of one span can be of one fact: the same kind of thing of the same parties."""
        mine = one.payload
        if one.kind == "person":
            return names.same_person(mine["name"], payload["name"])
        if one.kind == "attendance":
            return bool(mine["person"] == payload["person"]) and bool(mine["meeting"] == payload["meeting"])
        subject = {
            "meeting": ("kind", "parties"),
            "position": ("holder_party",),
            "assessment": ("kind",),
            "track": ("parties", "level"),
            "track_event": ("track", "kind"),
            "party": ("name",),
            "venue": ("name",),
        }[one.kind]
        return all(mine[name] == payload[name] for name in subject)

    # One observation

    def _take(self, one: Observed) -> None:
        before = self.matched.get(id(one))
        if before is not None:
            self.facts[one.kind, one.local] = before.fact
            spans = sorted((span.start, span.end) for span in one.evidence)
            same = before.local == one.local and before.payload == one.text and before.rule == one.rule
            if same and sorted(before.spans) == spans and abs(before.confidence - one.confidence) < 1e-5:
                self.result.kept[one.kind] += 1
                return
            self._replace(one, before)
            return
        fact = self._find(one)
        if fact is None:
            fact = self._make(one)
            if fact is None:
                return
            self.result.new[one.kind] += 1
            self.fresh.setdefault(one.kind, set()).add(fact)
        else:
            self.result.joined[one.kind] += 1
        self.facts[one.kind, one.local] = fact
        self.taken.setdefault(one.kind, set()).add(fact)
        self._record(one, fact, fresh=fact in self.fresh.get(one.kind, ()))

    def _replace(self, one: Observed, before: _Earlier) -> None:
        """A newer reading of the same fact: it takes the older one's place, and its words."""
        for row in readings.of_article(self.connection, self.source.id):
            if row["extraction"] == before.extraction:
                self.write.delete("reading", row["reading"])
        for row in evidence_rows.of_extraction(self.connection, before.extraction):
            self.write.delete("evidence", row["id"])
        self.taken.setdefault(one.kind, set()).add(before.fact)
        self._record(one, before.fact)
        self.result.joined[one.kind] += 1

    def _record(self, one: Observed, fact: int, *, fresh: bool = False) -> None:
        """Keep the reading and its words; a fact that this article is the first to tell of is as it says already."""
        extraction = self.write.insert(
            "extraction",
            article=self.source.id,
            extractor=self.extractor,
            kind=one.kind,
            local_id=one.local,
            payload=one.text,
            confidence=float(one.confidence),
            rule=one.rule,
        )
        self.write.insert("reading", extraction=extraction, kind=one.kind, fact=fact)
        chain = (
            self.chains.of_fact(one.fact)
            if one.kind in ("position", "assessment")
            else self.chains.around(one.evidence)
        )
        text = self.source.text
        for span in dict.fromkeys(one.evidence):
            place = (self.source.id, span.start, span.end, "supports")
            if not fresh and evidence_rows.exists(self.connection, one.kind, fact, *place):
                continue
            self.write.insert(
                "evidence",
                kind=one.kind,
                fact=fact,
                article=self.source.id,
                start=span.start,
                end=span.end,
                exact=span.exact,
                prefix=text[max(0, span.start - _AROUND) : span.start],
                suffix=text[span.end : span.end + _AROUND],
                chain=chain,
                extraction=extraction,
            )
        if not fresh:
            self.touched.setdefault(one.kind, set()).add(fact)

    # Finding the known fact

    def _find(self, one: Observed) -> int | None:
        finder: Callable[[Observed], int | None] = getattr(self, f"_find_{one.kind}")
        return finder(one)

    def _party(self, code: str | None) -> int | None:
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
            self._party(payload["party"]),
            self.taken.get("person", ()),
        )
        self._likely = found.likely
        return found.fact

    def _find_track(self, one: Observed) -> int | None:
        return linking.find_track(self.connection, self._codes(one.payload["parties"]), one.payload["level"])

    def _codes(self, codes: list[str]) -> list[str]:
        """Parties by the ids of the facts that they are now: one that was merged into another goes by the other's."""
        present = known.party_codes(self.connection)
        return sorted({present.get(self._party(code) or 0, code) for code in codes})

    def _find_track_event(self, one: Observed) -> int | None:
        track = self.facts.get(("track", one.payload["track"]))
        for row in refolding.events_of(self.connection, track) if track is not None else ():
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
        for child in meeting_rows.by_ids(self.connection, meeting_rows.children(self.connection, parent)):
            free = child["id"] not in self.taken.get("meeting", ())
            if (
                free
                and child["format"] == one.payload["format"]
                and (not child["date"] or not one.payload["date"] or edtf.overlap(child["date"], one.payload["date"]))
            ):
                return int(child["id"])
        return None

    def _find_attendance(self, one: Observed) -> int | None:
        meeting, person = self._meeting_and_person(one)
        if meeting is None or person is None:
            return None
        row = meeting_rows.attendance_at(self.connection, meeting, person)
        return int(row["id"]) if row is not None else None

    def _meeting_and_person(self, one: Observed) -> tuple[int | None, int | None]:
        return self.facts.get(("meeting", one.payload["meeting"])), self.facts.get(("person", one.payload["person"]))

    def _find_position(self, one: Observed) -> int | None:
        holder = self._party(one.payload["holder_party"])
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
        party = self._party(one.payload["party"])
        taken = self.taken.get("assessment", set())
        return statements.find_assessment(self.connection, one, meeting, track, party, self.source.day, taken)

    def _seen(self, one: Observed) -> Seen:
        links = {(self.source.id, kind, local): fact for (kind, local), fact in self.facts.items()}
        venue = links.get((self.source.id, "venue", one.payload["venue"] or ""))
        places = {}
        if venue is not None:
            row = rows.fact(self.connection, "venue", venue)
            if row is not None:
                places[venue] = place(row)
        return seen_of(one.payload, self.source.id, self.source.day, self.source.sha256, links, places)

    def _join_meetings(self, meetings: list[Observed]) -> None:
        """Decide at once which meetings of the article are which known ones: the surest pair first, each used once."""
        pairs: list[tuple[float, int, str, int]] = []
        seen_here: dict[str, Seen] = {}
        cache: dict[int, list[Seen]] = {}
        states: dict[int, str] = {}
        taken = set(self.taken.get("meeting", ()))
        for one in meetings:
            if id(one) in self.matched or (one.payload["kind"] == "session" and one.payload["parent"]):
                continue
            track = self.facts.get(("track", one.payload["track"] or ""))
            parties = self._parties(one.payload["parties"])
            candidates = [
                c for c in meeting_rows.joinable(self.connection, one.payload["kind"], track, parties) if c not in taken
            ]
            if not candidates:
                continue
            missing = [c for c in candidates if c not in cache]
            if missing:
                read = of_meetings(self.connection, missing)
                manual = rows.manual_fields(self.connection, "meeting", missing)
                stand = as_they_stand(self.connection, [c for c in missing if c in manual or c not in read])
                for row in meeting_rows.by_ids(self.connection, missing):
                    states[row["id"]] = row["state"]
                for c in missing:
                    cache[c] = [s for s in read.get(c, []) if s.article != self.source.id]
                    if c in stand:
                        cache[c].append(stand[c])
            mine = seen_here[one.local] = self._seen(one)
            for c in candidates:
                if states[c] == "rejected":
                    value = 0.9 if matching.may_take_rejected(mine, cache[c]) else 0.0
                else:
                    value = matching.best(mine, cache[c])
                if value >= ASK:
                    pairs.append((value, c, one.local, len(pairs)))
        pairs.sort(key=lambda pair: (-pair[0], -pair[1], pair[3]))
        for value, candidate, local, _ in pairs:
            if candidate in taken or local in self.joins:
                continue
            if value > JOIN:
                self.joins[local] = candidate
                taken.add(candidate)
        self._unsure = {
            local: candidate
            for value, candidate, local, _ in reversed(pairs)
            if value <= JOIN and local not in self.joins and candidate not in taken and states[candidate] != "rejected"
        }

    # Making a new fact

    def _make(self, one: Observed) -> int | None:
        maker: Callable[[Observed], int | None] = getattr(self, f"_make_{one.kind}")
        return maker(one)

    def _insert(self, one: Observed, key: str, **values: Any) -> int:
        free, number = key, 1
        while not rows.key_is_free(self.connection, one.kind, free):
            number += 1
            free = f"{key}#{number}"
        return self.write.insert(one.kind, key=free, confidence=float(one.confidence), rule=one.rule, **values)

    def _make_party(self, one: Observed) -> int:
        payload = one.payload
        fact = self.write.insert(
            "party",
            code=one.local,
            name=payload["name"],
            type=payload["type"],
            key=one.local,
            confidence=float(one.confidence),
            rule=one.rule,
        )
        for name in dict.fromkeys((payload["name"], one.local)):
            self.write.insert("alias", kind="party", fact=fact, name=name, folded=names.fold(name))
        return fact

    def _make_venue(self, one: Observed) -> int:
        payload = one.payload
        fact = self._insert(one, linking.venue_key(payload["name"], payload["country"]), **payload)
        folded = names.fold(payload["name"]).removeprefix("the ")
        self.write.insert("alias", kind="venue", fact=fact, name=payload["name"], folded=folded)
        return fact

    def _make_person(self, one: Observed) -> int:
        payload = one.payload
        key = linking.person_key(payload["name"], payload["party"])
        fact = self._insert(one, key, name=payload["name"], party=self._party(payload["party"]))
        refolding.add_names(self.connection, self.write, fact, payload)
        for likely in self._likely:
            refolding.ask(self.connection, self.write, "person", fact, likely.fact, likely.reason)
        return fact

    def _make_track(self, one: Observed) -> int:
        payload = one.payload
        codes = self._codes(payload["parties"])
        fact = self._insert(
            one,
            linking.track_key(codes, payload["level"]),
            name=payload["name"] or "–".join(codes),
            level=payload["level"],
            parties_key="+".join(codes),
        )
        for party in self._parties(payload["parties"]):
            self.write.insert("track_party", track=fact, party=party)
        return fact

    def _parties(self, codes: list[str]) -> list[int]:
        """The row numbers of parties, each once: two ids can be one party since a merge."""
        return list(dict.fromkeys(party for party in map(self._party, codes) if party is not None))

    def _make_track_event(self, one: Observed) -> int | None:
        payload = one.payload
        track = self.facts.get(("track", payload["track"]))
        if track is None:
            return None
        key = "|".join((payload["track"], payload["kind"], payload["date"] or self.source.day, payload["party"] or ""))
        return self._insert(
            one, key, track=track, kind=payload["kind"], date=payload["date"], party=self._party(payload["party"])
        )

    def _make_meeting(self, one: Observed) -> int:
        payload = one.payload
        folded = fold([self._seen(one)])
        people = "+".join(sorted(linking.folded_name(who["person"]) for who in payload["attendance"]))
        key = "|".join(
            (
                payload["kind"],
                "+".join(payload["parties"]),
                payload["status"],
                payload["date"] or "",
                payload["format"] or "",
                people,
            )
        )
        fact = self._insert(
            one,
            key,
            kind=payload["kind"],
            track=self.facts.get(("track", payload["track"] or "")),
            parent=self.facts.get(("meeting", payload["parent"] or "")),
            **refolding.meeting_values(folded),
        )
        for party in self._parties(payload["parties"]):
            self.write.insert("meeting_party", meeting=fact, party=party)
        other = self._unsure.get(one.local)
        if other is not None:
            refolding.ask(
                self.connection,
                self.write,
                "meeting",
                fact,
                other,
                "The same sides, and days that do not agree: moved, or another meeting.",
            )
        return fact

    def _make_attendance(self, one: Observed) -> int | None:
        meeting, person = self._meeting_and_person(one)
        if meeting is None or person is None:
            return None
        payload = one.payload
        of_meeting, of_person = (
            rows.fact(self.connection, "meeting", meeting),
            rows.fact(self.connection, "person", person),
        )
        if of_meeting is None or of_person is None:
            return None
        return self._insert(
            one,
            f"{of_meeting['key']}||{of_person['key']}",
            meeting=meeting,
            person=person,
            side=self._party(payload["side"]),
            status=payload["status"],
            delegation_role=payload["delegation_role"],
        )

    def _make_position(self, one: Observed) -> int | None:
        payload = one.payload
        holder = self._party(payload["holder_party"])
        if holder is None:
            return None
        return self._insert(
            one,
            statements.position_key(payload),
            holder_party=holder,
            holder_person=self.facts.get(("person", payload["holder_person"] or "")),
            speaker=self.facts.get(("person", payload["speaker"] or "")),
            speaker_text=payload["speaker_text"],
            issue=refolding.issue(self.connection, self.write, payload["issue"]),
            stance=payload["stance"],
            target=payload["target"],
            conditions=payload["conditions"],
            text=payload["text"],
            said_date=payload["said_date"],
            reported_date=self.source.published,
            attribution_status=payload["attribution_status"],
            quote=payload["quote"],
            chain=self.chains.of_fact(one.fact),
        )

    def _make_assessment(self, one: Observed) -> int:
        payload = one.payload
        meeting = self.facts.get(("meeting", payload["about_meeting"] or ""))
        track = self.facts.get(("track", payload["about_track"] or ""))
        return self._insert(
            one,
            statements.assessment_key(payload),
            about_meeting=meeting,
            about_track=track,
            kind=payload["kind"],
            words=payload["words"],
            polarity=payload["polarity"],
            speaker=self.facts.get(("person", payload["speaker"] or "")),
            speaker_text=payload["speaker_text"],
            party=self._party(payload["party"]),
            reported_date=self.source.published,
            chain=self.chains.of_fact(one.fact),
        )

    # What the article no longer says

    def _withdraw(self) -> list[tuple[str, int]]:
        """Take away earlier readings that this one does not repeat, and return the facts they stood under.

        The words go where others stay. A fact's last words stay with it: it goes as a whole, or a person has looked at
        it, or others rest on it, and no fact is left without evidence.
        """
        gone = []
        by_extraction = {
            row["extraction"]: row["reading"] for row in readings.of_article(self.connection, self.source.id)
        }
        for before in self.earlier:
            if before.used:
                continue
            self.write.delete("reading", by_extraction[before.extraction])
            words = evidence_rows.of_extraction(self.connection, before.extraction)
            if len(words) < evidence_rows.count(self.connection, before.kind, before.fact):
                for row in words:
                    self.write.delete("evidence", row["id"])
            self.touched.setdefault(before.kind, set()).add(before.fact)
            gone.append((before.kind, before.fact))
        return gone


def _covered(spans: set[tuple[int, int]], others: list[tuple[int, int]]) -> float:
    """The share of characters that the closest pair of spans has in common."""
    best = 0.0
    for start, end in spans:
        for first, last in others:
            shared = min(end, last) - max(start, first)
            if shared > 0:
                best = max(best, shared / max(end - start, last - first))
    return best
