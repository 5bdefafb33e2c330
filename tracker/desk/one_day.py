"""Articles of one day give one record, whatever the order in which they came in.

Among articles of one day the hash decides which comes first. One that comes in after others that count after it may
have been joined otherwise than it would have been before them: a name that fits two people, a report that gives
neither day nor people. `settle` finds that out by trying: what these articles say is taken out and linked again in
their order. Where that gives the same record nothing is written. What a person has decided stays where it is.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tracker.desk import refolding
from tracker.desk.absorbing import Absorber
from tracker.desk.chains import ChainBook
from tracker.desk.earlier import match_earlier, read_earlier
from tracker.desk.finding import Source
from tracker.desk.forgetting_filled import forget_filled
from tracker.desk.observed import ORDER, Observed
from tracker.domain.record import ArticleHeader, Evidence, Record
from tracker.store.journal import Write
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import known_facts, observations, stored_articles

# With more articles of one day than these the day is not looked at again: reading one more must stay quick.
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Held:
    """One reading as it stood: its row, what it said, the fact it stood under and the words it brought."""

    reading: int
    extraction: int
    observed: Observed
    fact: int
    evidence: tuple[dict[str, Any], ...]


def settle(connection: sqlite3.Connection, write: Write, article: int) -> bool:
    """Link the articles of a day again in their order, where an article came in after some that count after it.

    Args:
        connection: the connection of the transaction.
        write: the open transaction, in which the article was taken in.
        article: its row number.

    Returns:
        True where that changed what is joined to what.
    """
    later = observations.others_of_its_day(connection, article, _MOST + 1)
    if not later or len(later) > _MOST:
        return False
    own = stored_articles.one(connection, article)
    near = _with_something_in_common(connection, article, [row["id"] for row in later])
    if own is None or not near:
        return False
    articles = [own, *(row for row in later if row["id"] in near)]
    if not write.would_change(lambda: _Day(connection, write, articles).link_again()):
        return False
    _Day(connection, write, articles).link_again()
    return True


def _with_something_in_common(connection: sqlite3.Connection, article: int, others: list[int]) -> set[int]:
    """Those that speak of a fact of the article's, a country or a person at least; and those that these lead to."""
    facts: dict[int, set[tuple[str, int]]] = {article: set()}
    linked = observations.links(connection, [article, *others], ("party", "person", "meeting"))
    for (one, kind, _), fact in linked.items():
        facts.setdefault(one, set()).add((kind, fact))
    near, reached = {article}, facts[article]
    while True:
        more = {one for one in others if one not in near and facts.get(one, set()) & reached}
        if not more:
            return near - {article}
        near |= more
        reached = reached.union(*(facts[one] for one in more))


class _Day:
    """The articles of a day, in their order."""

    def __init__(self, connection: sqlite3.Connection, write: Write, articles: Sequence[sqlite3.Row]) -> None:
        self._connection = connection
        self._write = write
        self._articles = articles
        self._held: dict[int, list[_Held]] = {}

    def link_again(self) -> None:
        self._take_out()
        for row in self._articles:
            day = row["published"] or row["ingested"][:10]
            source = Source(row["id"], day, row["published"], row["sha256"], row["text"], row["publisher"])
            _Again(self._connection, self._write, source, self._held[row["id"]]).link_and_fold()

    def _take_out(self) -> None:
        """Take the readings out, and the facts that nothing else supports; what a person decided stays as it is."""
        self._held = {row["id"]: self._readings(row["id"]) for row in self._articles}
        facts = {(one.observed.kind, one.fact) for held in self._held.values() for one in held}
        loose = {fact for fact in facts if not refolding.is_touched(self._connection, *fact)}
        out: dict[tuple[str, int], list[_Held]] = {}
        for held in self._held.values():
            for one in held:
                if (one.observed.kind, one.fact) in loose:
                    out.setdefault((one.observed.kind, one.fact), []).append(one)
        for held in out.values():
            for one in held:
                self._write.delete("reading", one.reading)
                for row in one.evidence:
                    if "id" in row:
                        self._write.delete("evidence", row["id"])
        kept = []
        for kind, fact in sorted(out, key=_dependents_first):
            if observations.readings_of(self._connection, kind, fact):
                kept.append((kind, fact))
            elif known_facts.is_used(self._connection, kind, fact):
                for one in out[kind, fact]:
                    _put_back(self._connection, self._write, one, fact)
            else:
                self._write.delete(kind, fact)
        _without(self._connection, self._write, kept)

    def _readings(self, article: int) -> list[_Held]:
        words: dict[int, list[dict[str, Any]]] = {}
        for row in evidence_rows.of_article(self._connection, article):
            words.setdefault(row["extraction"], []).append(dict(row))
        found: dict[tuple[str, str], _Held] = {}
        for row in observations.of_article(self._connection, article):
            own = sorted(words.get(row["extraction"], ()), key=lambda one: int(one["id"]))
            if not own:
                # Two things said in the same words were one fact, and the words stand under the first of them.
                own = [
                    {**{name: value for name, value in one.items() if name != "id"}, "extraction": row["extraction"]}
                    for part in words.values()
                    for one in part
                    if (one["kind"], one["fact"]) == (row["kind"], row["fact"])
                ]
            spans = [Evidence(one["start"], one["end"], one["exact"]) for one in own]
            chain = own[0]["chain"] if own else None
            observed = Observed(
                row["kind"],
                row["local_id"],
                json.loads(row["payload"]),
                spans,
                row["confidence"],
                row["rule"],
                chain,
            )
            held = _Held(row["reading"], row["extraction"], observed, row["fact"], tuple(own))
            found[row["kind"], row["local_id"]] = held  # of two the newer: the older is that of a rejected fact
        return sorted(found.values(), key=_referred_first)


def _referred_first(one: _Held) -> tuple[int, bool, int]:
    """Sorts readings so that what others refer to comes before them, meetings before their sessions."""
    observed = one.observed
    return ORDER.index(observed.kind), bool(observed.payload.get("parent")), one.extraction


def _dependents_first(fact: tuple[str, int]) -> tuple[int, int]:
    """Sorts facts so that each comes before those it rests on; sessions, made later, before their meetings."""
    return refolding.DEPENDENTS_FIRST.index(fact[0]), -fact[1]


def _put_back(connection: sqlite3.Connection, write: Write, one: _Held, fact: int) -> None:
    kind = one.observed.kind
    write.insert("reading", id=one.reading, extraction=one.extraction, kind=kind, fact=fact)
    for row in one.evidence:
        span = (kind, fact, row["article"], row["start"], row["end"], row["relation"])
        if not evidence_rows.exists(connection, *span):
            write.insert("evidence", **{**row, "fact": fact})


def _without(connection: sqlite3.Connection, write: Write, kept: Sequence[tuple[str, int]]) -> None:
    """Make facts that lost some of their readings what the others say of them."""
    touched: dict[str, list[int]] = {}
    for kind, fact in kept:
        touched.setdefault(kind, []).append(fact)
        forget_filled(connection, write, kind, fact)
    refolding.refold(connection, write, touched, 0)


class _Again(Absorber):
    """An article whose own readings are linked once more."""

    def __init__(self, connection: sqlite3.Connection, write: Write, source: Source, held: Sequence[_Held]) -> None:
        header = ArticleHeader("", source.sha256, publisher=source.publisher, published=source.published)
        super().__init__(connection, write, source, Record(header), "")
        self.chains = _AsBefore(connection, write, Record(header), source.text, source.publisher)
        self.observed = [one.observed for one in held]
        self.earlier = read_earlier(connection, source.id)
        self.matched = match_earlier(self.observed, self.earlier) if self.earlier else {}
        self.numbers = {(one.observed.kind, one.observed.local): one.fact for one in held}
        self._held = {id(one.observed): one for one in held}

    def link_and_fold(self) -> None:
        self.link()
        refolding.refold(self.connection, self.write, self.touched, self.source.id)

    def record(self, one: Observed, fact: int, *, fresh: bool = False) -> None:
        _put_back(self.connection, self.write, self._held[id(one)], fact)
        if not fresh:
            self.touched.setdefault(one.kind, set()).add(fact)


class _AsBefore(ChainBook):
    """The chain that a statement had: an observation linked again carries it in place of the extraction's fact."""

    def of_fact(self, fact: Any) -> int | None:
        return fact if isinstance(fact, int) else None


__all__ = ["settle"]
