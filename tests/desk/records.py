"""Records for the desk's tests: made by hand, or loaded from the annotated articles."""

import hashlib
import json
from pathlib import Path
from typing import Any

from tracker.domain.article import Article
from tracker.domain.record import (
    ArticleHeader,
    AssessmentFact,
    Attendance,
    Evidence,
    MeetingFact,
    PartyFact,
    PersonFact,
    PositionFact,
    Record,
    TrackEvent,
    TrackFact,
    VenueFact,
)

CONFIDENCE = 0.9


def _evidence(raw: list[dict[str, Any]]) -> list[Evidence]:
    return [Evidence(one["start"], one["end"], one["exact"]) for one in raw]


def _fact(cls: type, raw: dict[str, Any], **more: Any) -> Any:
    known = {name for name in cls.__dataclass_fields__ if name not in ("evidence", "confidence", "rule")}
    values = {name: value for name, value in raw.items() if name in known and value is not None}
    values.update(more)
    return cls(evidence=_evidence(raw["evidence"]), confidence=CONFIDENCE, rule="gold", **values)


def from_json(raw: dict[str, Any]) -> Record:
    header = raw["article"]
    record = Record(ArticleHeader(**{name: header.get(name) for name in ArticleHeader.__dataclass_fields__}))
    record.persons = [_fact(PersonFact, one) for one in raw["persons"]]
    record.parties = [_fact(PartyFact, one) for one in raw["parties"]]
    record.tracks = [
        _fact(
            TrackFact,
            one,
            events=[
                TrackEvent(e["kind"], e.get("date"), e.get("party"), _evidence(e["evidence"]))
                for e in one.get("events", [])
            ],
        )
        for one in raw["tracks"]
    ]
    record.venues = [_fact(VenueFact, one) for one in raw["venues"]]
    record.meetings = [
        _fact(
            MeetingFact,
            one,
            attendance=[
                Attendance(a["person"], a.get("side"), a["status"], a.get("delegation_role")) for a in one["attendance"]
            ],
        )
        for one in raw["meetings"]
    ]
    record.positions = [_fact(PositionFact, one) for one in raw["positions"]]
    record.assessments = [_fact(AssessmentFact, one) for one in raw["assessments"]]
    return record


def gold(corpus: Path, name: str) -> tuple[Article, Record]:
    """An annotated article and its gold record."""
    data = (corpus / "articles" / f"{name}.txt").read_bytes()
    record = from_json(json.loads((corpus / "gold" / f"{name}.json").read_text()))
    article = Article(
        file=f"{name}.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        text=data.decode(),
        publisher=record.article.publisher,
        published=record.article.published,
        published_basis="header" if record.article.published else None,
    )
    return article, record


class Writer:
    """Builds an article of sentences and its record; each fact's evidence is the sentence that carries it."""

    def __init__(self, published: str | None, publisher: str | None = None, file: str | None = None) -> None:
        self.published = published
        self.publisher = publisher
        self.file = file
        self.sentences: list[str] = []
        self.record = Record(ArticleHeader(file or "", "", publisher=publisher, published=published, language="en"))
        self._ids = 0

    def say(self, sentence: str) -> list[Evidence]:
        """Add a sentence as a paragraph; the evidence of a fact."""
        start = sum(len(one) + 2 for one in self.sentences)
        self.sentences.append(sentence)
        return [Evidence(start, start + len(sentence), sentence)]

    def _id(self, letter: str) -> str:
        self._ids += 1
        return f"{letter}{self._ids}"

    def _base(self, letter: str, words: str | list[Evidence] | None, confidence: float) -> dict[str, Any]:
        evidence = self.say(words) if isinstance(words, str) else words or self.say(f"Words {self._ids} {letter}.")
        return {"id": self._id(letter), "evidence": evidence, "confidence": confidence, "rule": "test"}

    def party(self, code: str, name: str | None = None, words: Any = None) -> str:
        if not any(one.id == code for one in self.record.parties):
            base = self._base("P", words or f"{name or code} is a party.", CONFIDENCE)
            base["id"] = code
            self.record.parties.append(PartyFact(**base, name=name or code, type="state"))
        return code

    def person(
        self, name: str, party: str | None = None, *, words: Any = None, confidence: float = CONFIDENCE, **values: Any
    ) -> str:
        if party:
            self.party(party)
        one = PersonFact(
            **self._base("p", words or f"{name} is a person.", confidence), name=name, party=party, **values
        )
        self.record.persons.append(one)
        return one.id

    def venue(self, name: str, **values: Any) -> str:
        one = VenueFact(**self._base("v", f"They met at {name}.", CONFIDENCE), name=name, **values)
        self.record.venues.append(one)
        return one.id

    def track(self, *parties: str, level: str = "delegation", **values: Any) -> str:
        for code in parties:
            self.party(code)
        for one in self.record.tracks:
            if one.parties == sorted(parties) and one.level == level:
                return one.id
        one = TrackFact(
            **self._base("t", f"Talks between {' and '.join(parties)}, {level}.", CONFIDENCE),
            name="–".join(sorted(parties)),
            parties=sorted(parties),
            level=level,
            **values,
        )
        self.record.tracks.append(one)
        return one.id

    def meeting(
        self,
        status: str,
        date: str | None = None,
        *,
        parties: tuple[str, ...] = ("UA", "US"),
        people: tuple[tuple[str, str], ...] = (),
        level: str = "delegation",
        words: Any = None,
        confidence: float = CONFIDENCE,
        track: bool = True,
        **values: Any,
    ) -> str:
        kind = values.get("kind", "negotiation")
        track_id = self.track(*parties, level=level) if track and len(parties) > 1 else values.pop("track_id", None)
        for code in parties:
            self.party(code)
        attendance_status = "present" if status in ("held", "ongoing") else "expected"
        attendance = [Attendance(person, side, attendance_status) for person, side in people]
        one = MeetingFact(
            **self._base("m", words or f"{' and '.join(parties)}: {kind} {status} {date}.", confidence),
            track=track_id,
            status=status,
            date=date,
            parties=sorted(parties),
            attendance=attendance,
            **values,
        )
        self.record.meetings.append(one)
        return one.id

    def position(
        self, holder: str, issue: str, stance: str, words: str, *, confidence: float = CONFIDENCE, **values: Any
    ) -> str:
        self.party(holder)
        one = PositionFact(
            **self._base("s", words, confidence), holder_party=holder, issue=issue, stance=stance, **values
        )
        self.record.positions.append(one)
        return one.id

    def assessment(self, kind: str, values: list[str], words: str, **more: Any) -> str:
        one = AssessmentFact(**self._base("a", words, CONFIDENCE), kind=kind, values=values, **more)
        self.record.assessments.append(one)
        return one.id

    def done(self) -> tuple[Article, Record]:
        text = "\n\n".join(self.sentences)
        sha256 = hashlib.sha256(f"{self.published}{self.publisher}{self.file}{text}".encode()).hexdigest()
        self.record.article.sha256 = sha256
        file = self.file or f"{sha256[:8]}.txt"
        article = Article(
            file=file,
            sha256=sha256,
            text=text,
            publisher=self.publisher,
            published=self.published,
            published_basis="header" if self.published else None,
        )
        return article, self.record
