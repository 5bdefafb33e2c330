"""What was handed over, checked before anything of it is used: a foreign file may hold anything under any name.

Texts are cleaned with every offset kept; a value of another type, a number or a text out of all measure, an offset
outside of its article is refused with one sentence that says where.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tracker.desk.errors import Refused
from tracker.domain.cleaning import clean, one_line
from tracker.domain.fields import FIELDS
from tracker.domain.record import (
    AssessmentFact,
    Attendance,
    ClaimFact,
    Evidence,
    MeetingFact,
    PartyFact,
    PersonFact,
    PositionFact,
    TrackEvent,
    TrackFact,
    VenueFact,
)
from tracker.domain.vocabulary import (
    ASSESSMENT_KINDS,
    ATTENDANCE_STATUSES,
    ATTRIBUTION_STATUSES,
    DELEGATION_ROLES,
    LEVELS,
    MEETING_FORMATS,
    MEETING_KINDS,
    MEETING_MODES,
    MEETING_STATUSES,
    PARTY_TYPES,
    POLARITIES,
    QUOTE_KINDS,
    STANCES,
    VENUE_PRECISIONS,
    issue_is_known,
)

LONGEST_TEXT: Final = 5_000_000
LONGEST: Final = 20_000
MOST: Final = 1_000_000
KINDS: Final = (*FIELDS, "track_event")
STATES: Final = ("suggested", "accepted", "edited", "rejected")


class Foreign:
    """A JSON value of a foreign file, and where it stands, for the sentence of a refusal."""

    def __init__(self, value: Any, where: str) -> None:
        self.value, self.where = value, where

    def wrong(self, what: str) -> Refused:
        """The refusal: what was looked for."""
        return Refused(f"It cannot be taken in: {self.where} is not {what}.")

    def at(self, name: str) -> "Foreign":
        """A member of an object; a missing one is None."""
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        return Foreign(self.value.get(name), f"{self.where}.{name}" if self.where else name)

    def each(self) -> list["Foreign"]:
        """The members of a list; None is an empty one."""
        if self.value is None:
            return []
        if not isinstance(self.value, list) or len(self.value) > MOST:
            raise self.wrong("a list")
        return [Foreign(one, f"{self.where}[{at}]") for at, one in enumerate(self.value)]

    def members(self) -> dict[str, "Foreign"]:
        """The members of an object by name; None is an empty one."""
        if self.value is None:
            return {}
        if not isinstance(self.value, dict) or len(self.value) > MOST:
            raise self.wrong("an object")
        return {str(name): Foreign(one, f"{self.where}.{one_line(str(name))[:40]}") for name, one in self.value.items()}

    def text(self, most: int = LONGEST) -> str:
        """A text, cleaned one for one."""
        if not isinstance(self.value, str) or len(self.value) > most:
            raise self.wrong(f"a text of at most {most:,} characters")
        return clean(self.value)

    def text_or_none(self, most: int = LONGEST) -> str | None:
        """A text, or nothing."""
        return None if self.value is None else self.text(most)

    def line(self) -> str:
        """A text on one line, not empty."""
        text = one_line(self.text())
        if not text:
            raise self.wrong("a text")
        return text

    def line_or_none(self) -> str | None:
        """A text on one line, or nothing."""
        return None if self.value is None else one_line(self.text()) or None

    def lines(self) -> list[str]:
        """A list of texts."""
        return [text for one in self.each() if (text := one_line(one.text()))]

    def number(self, most: int = 2**53) -> int:
        """A whole number, 0 and more."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not 0 <= self.value <= most:
            raise self.wrong("a whole number")
        return self.value

    def share(self) -> float:
        """A number from 0 to 1."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not 0 <= self.value <= 1:
            raise self.wrong("a number from 0 to 1")
        return float(self.value)

    def flag(self) -> bool:
        """True or false, also as 1 or 0."""
        if self.value not in (True, False, None):
            raise self.wrong("true or false")
        return bool(self.value)

    def one_of(self, words: tuple[str, ...]) -> str:
        """One of the words of a vocabulary."""
        if not isinstance(self.value, str) or self.value not in words:
            raise self.wrong(f"one of {', '.join(words[:8])}{' …' if len(words) > 8 else ''}")
        return self.value

    def one_of_or_none(self, words: tuple[str, ...]) -> str | None:
        """One of the words, or nothing."""
        return None if self.value is None else self.one_of(words)

    def date_or_none(self) -> str | None:
        """A date (EDTF), or nothing."""
        from tracker.domain import edtf  # noqa: PLC0415

        text = self.line_or_none()
        if text is not None and edtf.first_day(text) is None and edtf.last_day(text) is None:
            raise self.wrong("a date")
        return text

    def day_or_none(self) -> str | None:
        """A calendar day (ISO), or nothing."""
        from datetime import date  # noqa: PLC0415

        text = self.line_or_none()
        try:
            return date.fromisoformat(text).isoformat() if text is not None else None
        except ValueError:
            raise self.wrong("a day") from None

    def moment(self) -> str:
        """A moment (ISO)."""
        from datetime import datetime  # noqa: PLC0415

        text = self.line()
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise self.wrong("a moment") from None
        return text

    def moment_or_none(self) -> str | None:
        """A moment, or nothing."""
        return None if self.value is None else self.moment()


@dataclass(slots=True)
class HandedReading:
    """One fact as an article says it; `fact` is its row number in the file that it comes from."""

    kind: str
    name: str
    fact: int
    said: Foreign
    evidence: list[Evidence]
    confidence: float
    rule: str


def evidence_of(spans: Foreign, text: str) -> list[Evidence]:
    """Spans as evidence; each must lie within the text."""
    found = []
    for span in spans.each():
        ends = span.each()
        if len(ends) != 2:
            raise span.wrong("a start and an end")
        start, end = ends[0].number(), ends[1].number()
        if not start < end <= len(text):
            raise span.wrong("a place in its article")
        found.append(Evidence(start, end, text[start:end]))
    return found


def _person(one: HandedReading) -> PersonFact:
    said = one.said
    return PersonFact(
        **_base(one),
        name=said.at("name").line(),
        party=said.at("party").line_or_none(),
        aliases=said.at("aliases").lines(),
        roles=said.at("roles").lines(),
    )


def _party(one: HandedReading) -> PartyFact:
    return PartyFact(**_base(one), name=one.said.at("name").line(), type=one.said.at("type").one_of(PARTY_TYPES))


def _venue(one: HandedReading) -> VenueFact:
    said = one.said
    return VenueFact(
        **_base(one),
        name=said.at("name").line(),
        precision=said.at("precision").one_of(VENUE_PRECISIONS),
        locality=said.at("locality").line_or_none(),
        country=said.at("country").line_or_none(),
    )


def _track(one: HandedReading) -> TrackFact:
    said = one.said
    return TrackFact(
        **_base(one),
        name=said.at("name").line_or_none() or "",
        parties=said.at("parties").lines(),
        level=said.at("level").one_of(LEVELS),
    )


def event_of(one: HandedReading) -> tuple[str, TrackEvent]:
    """The track that an event is of, and the event."""
    said = one.said
    kind = said.at("kind").one_of(("agreed", "suspended", "resumed"))
    event = TrackEvent(kind, said.at("date").date_or_none(), said.at("party").line_or_none(), one.evidence)
    return said.at("track").line(), event


def _meeting(one: HandedReading) -> MeetingFact:
    said = one.said
    return MeetingFact(
        **_base(one),
        track=said.at("track").line_or_none(),
        parent=said.at("parent").line_or_none(),
        kind=said.at("kind").one_of(MEETING_KINDS),
        status=said.at("status").one_of(MEETING_STATUSES),
        date=said.at("date").date_or_none(),
        date_text=said.at("date_text").text_or_none(),
        venue=said.at("venue").line_or_none(),
        mode=said.at("mode").one_of_or_none(MEETING_MODES),
        format=said.at("format").one_of_or_none(MEETING_FORMATS),
        duration=said.at("duration").line_or_none(),
        condition=said.at("condition").text_or_none(),
        issues=[issue for issue in said.at("issues").lines() if issue_is_known(issue)],
        parties=said.at("parties").lines(),
        attendance=[
            Attendance(
                who.at("person").line(),
                who.at("side").line_or_none(),
                who.at("status").one_of(ATTENDANCE_STATUSES),
                who.at("delegation_role").one_of_or_none(DELEGATION_ROLES),
            )
            for who in said.at("attendance").each()
        ],
        moved=said.at("moved").flag(),
        moved_from=said.at("moved_from").date_or_none(),
    )


def _position(one: HandedReading) -> PositionFact:
    said = one.said
    issue = said.at("issue").line()
    if not issue_is_known(issue):
        raise said.at("issue").wrong("an issue")
    return PositionFact(
        **_base(one),
        holder_party=said.at("holder_party").line(),
        holder_person=said.at("holder_person").line_or_none(),
        speaker=said.at("speaker").line_or_none() or said.at("speaker_text").line_or_none(),
        issue=issue,
        stance=said.at("stance").one_of(STANCES),
        target=said.at("target").lines(),
        conditions=said.at("conditions").lines(),
        said_date=said.at("said_date").date_or_none(),
        attribution_status=said.at("attribution_status").one_of(ATTRIBUTION_STATUSES),
        quote=said.at("quote").one_of(QUOTE_KINDS),
        chain=said.at("chain").lines(),
    )


def _assessment(one: HandedReading) -> AssessmentFact:
    said = one.said
    return AssessmentFact(
        **_base(one),
        about=said.at("about_meeting").line_or_none() or said.at("about_track").line_or_none(),
        kind=said.at("kind").one_of(ASSESSMENT_KINDS),
        values=said.at("words").lines(),
        polarity=said.at("polarity").one_of(POLARITIES),
        speaker=said.at("speaker").line_or_none() or said.at("speaker_text").line_or_none(),
        party=said.at("party").line_or_none(),
        chain=said.at("chain").lines(),
    )


def claim_of(one: Foreign, text: str) -> ClaimFact:
    """A claim about a truce or a deal, with its words."""
    start, end = one.at("start").number(), one.at("end").number()
    if not start < end <= len(text):
        raise one.wrong("a place in its article")
    return ClaimFact(
        id="",
        evidence=[Evidence(start, end, text[start:end])],
        kind=one.at("kind").one_of(("breach", "start", "denial")),
        about=one.at("about").line(),
        value=one.at("value").line(),
        accused=one.at("accused").line_or_none(),
        speaker=one.at("voice").line_or_none(),
        party=one.at("party").line_or_none(),
        chain=one.at("links").lines(),
    )


def _base(one: HandedReading) -> dict[str, Any]:
    return {"id": one.name, "evidence": one.evidence, "confidence": one.confidence, "rule": one.rule}


MAKERS: Final[Mapping[str, Callable[[HandedReading], Any]]] = {
    "party": _party,
    "person": _person,
    "venue": _venue,
    "track": _track,
    "meeting": _meeting,
    "position": _position,
    "assessment": _assessment,
}
"""What makes a record's fact of a reading, by kind; attendance and events are parts of others."""


@dataclass(slots=True)
class HandedTyped:
    """A fact that somebody typed: its fields as they were typed, the facts it names by their numbers there."""

    by: str
    on: str
    note: str | None
    since: str
    values: dict[str, str]
    refers: dict[str, int]
    words: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class HandedFact:
    """What people decided of a fact; `decided` has the fields that one of them set: value, who, when."""

    kind: str
    fact: int
    state: str
    by: str | None
    on: str | None
    note: str
    decided: dict[str, tuple[str, str, str]]
    typed: HandedTyped | None


def fact_of(one: Foreign) -> HandedFact:
    """A decided, typed or noted fact."""
    kind = one.at("kind").one_of(KINDS)
    decided = {
        name: (given.at("value").text(), given.at("by").line(), given.at("on").moment())
        for name, given in one.at("decided").members().items()
        if any(field.name == name for field in FIELDS.get(kind, ()))
    }
    typed = one.at("typed")
    return HandedFact(
        kind,
        one.at("fact").number(),
        one.at("state").one_of(STATES),
        one.at("by").line_or_none(),
        one.at("on").moment_or_none(),
        one.at("note").text_or_none() or "",
        decided,
        _typed(kind, typed) if typed.value is not None else None,
    )


def _typed(kind: str, one: Foreign) -> HandedTyped:
    known = {field.name for field in FIELDS.get(kind, ())} or {"kind", "date"}
    words = []
    for place in one.at("words").each():
        parts = place.each()
        if len(parts) != 3:
            raise place.wrong("an article, a start and an end")
        words.append((parts[0].line(), parts[1].number(), parts[2].number()))
    on = one.at("on").moment()
    return HandedTyped(
        one.at("by").line(),
        on,
        one.at("note").line_or_none(),
        one.at("since").day_or_none() or on[:10],
        {name: value.text() for name, value in one.at("values").members().items() if name in known},
        {name: value.number() for name, value in one.at("refers").members().items()},
        words,
    )
