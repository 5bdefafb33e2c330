"""The fields a person can edit, for every kind of fact: one table that the form, the checks and the help read.

The names are the columns of the store and the keys of `desk.edit`; a field's `type` says what may be typed:

    text      one line            long      any text
    choice    one of `choices`    issue     one of ISSUES, with a finer part after a slash
    date      an EDTF date, or a day as people write it       day   one calendar day
    duration  ISO 8601 ("PT5H")   party, person, venue, track, meeting   the name of a known one, or a new one
    parties   names or ids separated by commas                words a list separated by semicolons
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tracker.domain import vocabulary as v

KINDS: Final = ("track", "meeting", "attendance", "position", "assessment", "person", "party", "venue")


@dataclass(frozen=True, slots=True)
class Field:
    """One editable field: its store name, the label a person reads, its type and, for a choice, what may stand."""

    name: str
    label: str
    type: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    hint: str = ""


_NOTE = Field("note", "Note", "long")

FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "party": (
        Field("name", "Name", required=True),
        Field("code", "Id", required=True, hint="ISO 3166-1 for a state (UA), else a short name in capitals (HAMAS)"),
        Field("type", "Type", "choice", v.PARTY_TYPES, required=True),
        _NOTE,
    ),
    "person": (
        Field("name", "Name", required=True),
        Field("party", "Party", "party"),
        Field("roles", "Roles", "words", hint="separated by semicolons"),
        Field("aliases", "Also written", "words", hint="separated by semicolons"),
        _NOTE,
    ),
    "venue": (
        Field("name", "Name", required=True),
        Field("precision", "Precision", "choice", v.VENUE_PRECISIONS, required=True),
        Field("locality", "City or region"),
        Field("country", "Country", hint="ISO 3166-1, two letters"),
        _NOTE,
    ),
    "track": (
        Field("parties", "Parties", "parties", required=True, hint="US, UA"),
        Field("level", "Level", "choice", v.LEVELS, required=True),
        Field("name", "Name", hint="left empty: made from the parties"),
        Field("process", "Process"),
        _NOTE,
    ),
    "meeting": (
        Field("parties", "Parties", "parties", required=True, hint="US, UA"),
        Field("track", "Track", "track"),
        Field("kind", "Kind", "choice", v.MEETING_KINDS, required=True),
        Field("status", "Status", "choice", v.MEETING_STATUSES, required=True),
        Field("date", "Date", "date", hint="30 Nov 2025, 2025-11-30, 2025-11, 2025-11-30/2025-12-01"),
        Field("venue", "Venue", "venue"),
        Field("mode", "Mode", "choice", v.MEETING_MODES),
        Field("format", "Format", "choice", v.MEETING_FORMATS),
        Field("duration", "Duration", "duration", hint="5h, 1h20, PT5H"),
        Field("condition", "Condition"),
        Field("issues", "Issues", "words", hint="separated by semicolons"),
        Field("parent", "Part of", "meeting"),
        _NOTE,
    ),
    "attendance": (
        Field("meeting", "Meeting", "meeting", required=True),
        Field("person", "Person", "person", required=True),
        Field("side", "Side", "party"),
        Field("status", "Status", "choice", v.ATTENDANCE_STATUSES, required=True),
        Field("delegation_role", "In the delegation", "choice", v.DELEGATION_ROLES),
        _NOTE,
    ),
    "position": (
        Field("holder_party", "Party", "party", required=True),
        Field("holder_person", "Person", "person"),
        Field("issue", "Issue", "issue", v.ISSUES, required=True),
        Field("stance", "Stance", "choice", v.STANCES, required=True),
        Field("text", "Words", "long", required=True),
        Field("target", "Towards", "parties"),
        Field("conditions", "Conditions", "words", hint="separated by semicolons"),
        Field("speaker", "Said by", "person", hint="a known person, or words: two Ukrainian officials"),
        Field("said_date", "Said on", "date"),
        Field("reported_date", "Reported on", "day"),
        Field("attribution_status", "Attribution", "choice", v.ATTRIBUTION_STATUSES),
        Field("quote", "Quotation", "choice", v.QUOTE_KINDS),
        _NOTE,
    ),
    "assessment": (
        Field("kind", "Kind", "choice", v.ASSESSMENT_KINDS, required=True),
        Field("words", "Words", "words", required=True, hint="as printed, separated by semicolons"),
        Field("polarity", "Polarity", "choice", v.POLARITIES, required=True),
        Field("about_track", "About track", "track"),
        Field("about_meeting", "About meeting", "meeting"),
        Field("speaker", "Said by", "person", hint="a known person, or words: a senior US official"),
        Field("party", "Party", "party"),
        _NOTE,
    ),
}

ARTICLE_FIELDS: Final = (
    Field("title", "Title"),
    Field("published", "Date", "day", hint="2025-12-01 or 1 Dec 2025"),
    Field("publisher", "Source", hint="the outlet that published it"),
    Field("url", "URL"),
    _NOTE,
)


def field(kind: str, name: str) -> Field:
    """The field of a kind of fact, or of an article (kind "article").

    Raises:
        KeyError: where there is no such kind or field.
    """
    fields = ARTICLE_FIELDS if kind == "article" else FIELDS[kind]
    for one in fields:
        if one.name == name:
            return one
    raise KeyError(f"{kind} has no field {name}")


def lacking(kind: str, values: Mapping[str, str]) -> list[Field]:
    """The fields that a new fact cannot be without and that `values` (name -> text) leaves empty.

    A meeting of unnamed sides ("foreign ministers meet in Geneva") is one all the same, where its place is known.
    """
    found = [one for one in FIELDS[kind] if one.required and not values.get(one.name, "").strip()]
    if kind == "meeting" and values.get("venue", "").strip():
        found = [one for one in found if one.name != "parties"]
    return found
