"""One article's record taken into the store: each fact joined to a known one or new, with its words under it.

The same code reads an article for the first time and again. What the last reading of the article said stays joined to
the fact it was joined to, whatever was merged, edited or rejected since; what is said the same way writes nothing.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from tracker.desk import claiming, refolding, same_texts
from tracker.desk.earlier import Earlier, match_earlier, read_earlier
from tracker.desk.finding import Source
from tracker.desk.making import Making
from tracker.desk.observed import Observed
from tracker.domain.record import Record
from tracker.store.journal import Write
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import known_facts
from tracker.store.queries import observations as readings

__all__ = ["Absorbed", "Source", "absorb"]

_AROUND = 40


@dataclass(slots=True)
class Absorbed:
    """What the reading did, counted by kind of fact; `withdrawn` counts facts that the article no longer supports."""

    new: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0


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
    return Absorber(connection, write, source, record, extractor).run(all_anew)


class Absorber(Making):
    """One article being taken in."""

    def __init__(
        self, connection: sqlite3.Connection, write: Write, source: Source, record: Record, extractor: str
    ) -> None:
        super().__init__(connection, write, source, record)
        self.extractor = extractor
        self.result = Absorbed()
        self.claims = record.claims
        self.touched: dict[str, set[int]] = {}
        self.earlier = read_earlier(connection, source.id)
        self.matched = match_earlier(self.observed, self.earlier) if self.earlier else {}

    def run(self, all_anew: bool) -> Absorbed:
        self.link()
        gone = self._withdraw()
        if all_anew:
            for (kind, _), fact in self.facts.items():
                self.touched.setdefault(kind, set()).add(fact)
        self.result.conflicts = refolding.refold(
            self.connection, self.write, self.touched, self.source.id, bool(self.earlier)
        )
        same_texts.note(self.connection, self.write, self.source.id)
        self.result.conflicts += claiming.take(self.connection, self.write, self.source, self.claims, self.chains)
        refolding.drop_unsupported(
            self.connection, self.write, [(one.kind, one.fact) for one in gone], self.result.withdrawn
        )
        self._put_back(gone)
        return self.result

    def link(self) -> None:
        """Join each observation to a known fact, or make a new one, and put its words under it."""
        for one in self.observed:
            before = self.matched.get(id(one))
            if before is not None:
                self.taken.setdefault(one.kind, set()).add(before.fact)
        meetings_joined = False
        for one in self.observed:
            if one.kind == "meeting" and not meetings_joined:
                self.join_meetings([o for o in self.observed if o.kind == "meeting" and id(o) not in self.matched])
                meetings_joined = True
            self._take(one)

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
        fact = self.find(one)
        if fact is None:
            fact = self.make(one)
            if fact is None:
                return
            self.result.new[one.kind] += 1
            self.fresh.setdefault(one.kind, set()).add(fact)
        else:
            self.result.joined[one.kind] += 1
        self.facts[one.kind, one.local] = fact
        self.taken.setdefault(one.kind, set()).add(fact)
        self.record(one, fact, fresh=fact in self.fresh.get(one.kind, ()))

    def _replace(self, one: Observed, before: Earlier) -> None:
        """A newer reading of the same fact: it takes the older one's place, and its words.

        Of a fact that a person rejected the older one stays beside it, where it says it otherwise: an extractor that
        says it so again must find the rejected fact, and not ask anew.
        """
        if before.payload != one.text and self._is_rejected(before):
            self.record(one, before.fact)
            self.result.joined[one.kind] += 1
            return
        for row in readings.of_article(self.connection, self.source.id):
            if row["extraction"] == before.extraction:
                self.write.delete("reading", row["reading"])
        for row in evidence_rows.of_extraction(self.connection, before.extraction):
            self.write.delete("evidence", row["id"])
        self.taken.setdefault(one.kind, set()).add(before.fact)
        self.record(one, before.fact)
        self.result.joined[one.kind] += 1

    def _is_rejected(self, before: Earlier) -> bool:
        return known_facts.is_rejected(self.connection, before.kind, before.fact)

    def record(self, one: Observed, fact: int, *, fresh: bool = False) -> None:
        """Keep the reading and its words under a fact; one that this article is the first to tell of is as it says."""
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
            if evidence_rows.exists(self.connection, one.kind, fact, *place):
                continue  # two things that an article says can be one fact, also a new one
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

    def _withdraw(self) -> list[Earlier]:
        """Take away earlier readings that this one does not repeat, and return them.

        The words go where others stay. A fact's last words stay with it: it goes as a whole, or others rest on it.
        Where a person has looked at it the reading stays as well: an extractor that says it so again must find that
        fact, and not ask anew beside what was accepted or corrected.
        """
        gone = []
        by_extraction = {
            row["extraction"]: row["reading"] for row in readings.of_article(self.connection, self.source.id)
        }
        for before in self.earlier:
            if before.used or self._is_rejected(before):
                continue
            words = evidence_rows.of_extraction(self.connection, before.extraction)
            others = len(words) < evidence_rows.count(self.connection, before.kind, before.fact)
            if not others and refolding.is_touched(self.connection, before.kind, before.fact):
                continue
            self.write.delete("reading", by_extraction[before.extraction])
            if others:
                for row in words:
                    self.write.delete("evidence", row["id"])
            self.touched.setdefault(before.kind, set()).add(before.fact)
            gone.append(before)
        return gone

    def _put_back(self, gone: list[Earlier]) -> None:
        """The readings whose words stayed, under facts that others rest on: what has words has a reading."""
        for before in gone:
            words = evidence_rows.of_extraction(self.connection, before.extraction)
            if words and not readings.readings_of(self.connection, before.kind, before.fact):
                self.write.insert("reading", extraction=before.extraction, kind=before.kind, fact=before.fact)
