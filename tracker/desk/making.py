"""New facts: the row, its stable key, its names and links, for an observation that no known fact is."""

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from tracker.desk import linking, refolding, statements
from tracker.desk.finding import Finding
from tracker.desk.folding import fold
from tracker.desk.observed import Observed
from tracker.domain import names
from tracker.domain.track_names import track_name
from tracker.store.queries import known_facts, rows

_MOVED = "The same sides, and days that do not agree: moved, or another meeting."
_HALF_NAMED = "The same day and place, and one of the two does not say who meets."


class Making(Finding):
    """An article being taken in, whose new facts can be made.

    Attributes:
        numbers: (kind, name within the article) -> the row number that a fact gets, where it had one before.
    """

    numbers: Mapping[tuple[str, str], int] = MappingProxyType({})

    def make(self, one: Observed) -> int | None:
        """The row number of the new fact; None where what it rests on is not there."""
        maker: Callable[[Observed], int | None] = getattr(self, f"_make_{one.kind}")
        return maker(one)

    def _insert(self, one: Observed, key: str, **values: Any) -> int:
        free, number = key, 1
        while not rows.key_is_free(self.connection, one.kind, free):
            number += 1
            free = f"{key}#{number}"
        return self.write.insert(
            one.kind, key=free, confidence=float(one.confidence), rule=one.rule, **self._number(one), **values
        )

    def _number(self, one: Observed) -> dict[str, int]:
        number = self.numbers.get((one.kind, one.local))
        return {} if number is None or rows.fact(self.connection, one.kind, number) is not None else {"id": number}

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
            **self._number(one),
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
        fact = self._insert(one, key, name=payload["name"], party=self.party(payload["party"]))
        refolding.add_names(self.connection, self.write, fact, payload)
        for likely in self.likely:
            refolding.ask(self.connection, self.write, "person", fact, likely.fact, likely.reason)
        return fact

    def _make_track(self, one: Observed) -> int:
        payload = one.payload
        codes = self.codes(payload["parties"])
        fact = self._insert(
            one,
            linking.track_key(codes, payload["level"]),
            name=payload["name"] or track_name([(code, code) for code in codes], payload["level"]),
            level=payload["level"],
            parties_key="+".join(codes),
        )
        for party in self.parties(payload["parties"]):
            self.write.insert("track_party", track=fact, party=party)
        for other in known_facts.tracks_around(self.connection, fact, codes, payload["level"]):
            reason = "The same sides, one time with others: one channel, or two."
            refolding.ask(self.connection, self.write, "track", fact, other, reason)
        return fact

    def _make_track_event(self, one: Observed) -> int | None:
        payload = one.payload
        track = self.facts.get(("track", payload["track"]))
        if track is None:
            return None
        key = "|".join((payload["track"], payload["kind"], payload["date"] or self.source.day, payload["party"] or ""))
        return self._insert(
            one, key, track=track, kind=payload["kind"], date=payload["date"], party=self.party(payload["party"])
        )

    def _make_meeting(self, one: Observed) -> int:
        payload = one.payload
        folded = fold([self.seen(one)])
        whole = self.facts.get(("meeting", payload["parent"] or ""))
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
            parent=whole,
            **refolding.meeting_values(folded),
            **_rejected_with(rows.fact(self.connection, "meeting", whole) if whole is not None else None),
        )
        for party in self.parties(payload["parties"]):
            self.write.insert("meeting_party", meeting=fact, party=party)
        other = self.unsure.get(one.local)
        if other is not None:
            refolding.ask(
                self.connection,
                self.write,
                "meeting",
                fact,
                other,
                _HALF_NAMED if (one.local, other) in self.half_named else _MOVED,
            )
        return fact

    def _make_attendance(self, one: Observed) -> int | None:
        meeting, person = self.meeting_and_person(one)
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
            side=self.party(payload["side"]),
            status=payload["status"],
            delegation_role=payload["delegation_role"],
            **_rejected_with(of_meeting),
        )

    def _make_position(self, one: Observed) -> int | None:
        payload = one.payload
        holder = self.party(payload["holder_party"])
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
            party=self.party(payload["party"]),
            reported_date=self.source.published,
            chain=self.chains.of_fact(one.fact),
        )


def _rejected_with(meeting: sqlite3.Row | None) -> dict[str, str]:
    """Who is said to have been at a meeting that a person rejected was not there either, and nobody is asked."""
    return {"state": "rejected"} if meeting is not None and meeting["state"] == "rejected" else {}
