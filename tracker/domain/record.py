"""The extraction record: what one article says, in the form of CONTRACT.md.

Ids are strings, local to one record. Every fact carries its evidence, a confidence in 0..1 and the name of the rule
that made it; `as_json` gives the contract's object (confidence and rule are added to it, nothing is renamed).
"""

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple


class Evidence(NamedTuple):
    """A literal span: `text[start:end] == exact`, offsets in code points of the stored text."""

    start: int
    end: int
    exact: str


@dataclass(slots=True)
class Fact:
    """What every fact has. `evidence` is best first; `confidence` is the estimated chance that a reader agrees."""

    id: str
    evidence: list[Evidence] = field(default_factory=list)
    confidence: float = 0.5
    rule: str = ""


@dataclass(slots=True)
class PersonFact(Fact):
    """A person named in the article; `party` is a party id or None where the text gives no cue."""

    name: str = ""
    party: str | None = None
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PartyFact(Fact):
    """A party: `id` is ISO 3166-1 alpha-2 for a state, EU, UN, NATO, else its own short name in upper case."""

    name: str = ""
    type: str = "other"


@dataclass(slots=True)
class TrackEvent:
    """Agreed, suspended or resumed, on an EDTF date, by a party where one is named."""

    kind: str
    date: str | None = None
    party: str | None = None
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(slots=True)
class TrackFact(Fact):
    """A channel between a fixed set of parties (sorted ids) at one level."""

    name: str = ""
    parties: list[str] = field(default_factory=list)
    level: str = "delegation"
    events: list[TrackEvent] = field(default_factory=list)


@dataclass(slots=True)
class VenueFact(Fact):
    """Where the people of a meeting are; `country` is ISO 3166-1 alpha-2 or None."""

    name: str = ""
    precision: str = "city"
    locality: str | None = None
    country: str | None = None


@dataclass(slots=True)
class Attendance:
    """One person at one meeting: `person` and `side` are ids of this record; `confidence` None is the meeting's."""

    person: str
    side: str | None = None
    status: str = "present"
    delegation_role: str | None = None
    confidence: float | None = None


@dataclass(slots=True)
class MeetingFact(Fact):
    """A meeting; `date` is EDTF, `date_text` the words it was read from, `duration` ISO 8601 ("PT5H").

    `moved`: the words put it on another day, `date`; `moved_from` (EDTF) is the day before that, None where not said.
    """

    track: str | None = None
    parent: str | None = None
    kind: str = "negotiation"
    status: str = "held"
    date: str | None = None
    date_text: str | None = None
    venue: str | None = None
    mode: str | None = None
    format: str | None = None
    duration: str | None = None
    condition: str | None = None
    issues: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    attendance: list[Attendance] = field(default_factory=list)
    moved: bool = False
    moved_from: str | None = None


@dataclass(slots=True)
class PositionFact(Fact):
    """What a party wants, offers, refuses or requires on an issue. `speaker` is a person id, words, or None."""

    holder_party: str = ""
    holder_person: str | None = None
    speaker: str | None = None
    issue: str = "other"
    stance: str = "interest"
    target: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    said_date: str | None = None
    attribution_status: str = "unattributed"
    quote: str = "indirect"
    chain: list[str] = field(default_factory=list)


@dataclass(slots=True)
class AssessmentFact(Fact):
    """A judgement of tone, outcome, relation or chances. `about` is a meeting or track id or None."""

    about: str | None = None
    kind: str = "tone"
    values: list[str] = field(default_factory=list)
    polarity: str = "neutral"
    speaker: str | None = None
    party: str | None = None
    chain: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ClaimFact(Fact):
    """What somebody says happened to a truce or a deal, where others may say otherwise. Not a part of the contract.

    `kind`: breach (party `accused` broke `about`), start (`about` begins at `value`, "2025-12-01 08:00"), denial
    (`value`, the words denied, did not happen; `accused` denies it). `party` is the side that says it, `speaker` as in
    positions; `about` the word of the text ("truce", or for a denial its words).
    """

    kind: str = "breach"
    about: str = ""
    value: str = ""
    accused: str | None = None
    speaker: str | None = None
    party: str | None = None
    chain: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ArticleHeader:
    """What the record says about the article itself; `publisher` may come from the text ("writes UNN")."""

    file: str
    sha256: str
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(slots=True)
class Record:
    """Everything one article says. `claims` are for the desk alone.

    `notes` are sentences for the person ("The article has no date: …").
    """

    article: ArticleHeader
    persons: list[PersonFact] = field(default_factory=list)
    parties: list[PartyFact] = field(default_factory=list)
    tracks: list[TrackFact] = field(default_factory=list)
    venues: list[VenueFact] = field(default_factory=list)
    meetings: list[MeetingFact] = field(default_factory=list)
    positions: list[PositionFact] = field(default_factory=list)
    assessments: list[AssessmentFact] = field(default_factory=list)
    claims: list[ClaimFact] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The object of CONTRACT.md, ready for `json.dumps`; evidence as {"start", "end", "exact"}."""
        data = asdict(self)
        del data["claims"]  # what the desk compares articles by; the contract has no such list
        if not data["notes"]:
            del data["notes"]
        for meeting in data["meetings"]:
            if not meeting["moved"]:  # the contract knows of no such fields: they stand where they say something
                del meeting["moved"], meeting["moved_from"]
        return {key: _plain(value) for key, value in data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {
            key: [Evidence(*span)._asdict() for span in item] if key == "evidence" else _plain(item)
            for key, item in value.items()
        }
    return value
