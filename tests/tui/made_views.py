"""Views made by hand, as the desk would give them for two invented stories: fixed data for pictures and layouts."""

from tracker.desk.views import (
    AssessmentView,
    ChangeLine,
    EvidenceView,
    FactView,
    FieldView,
    IssueLine,
    JudgementView,
    MeetingView,
    PlaceInTime,
    PositionView,
    StatusView,
    TrackRow,
    TrackView,
)


def meeting(number=1, **values):
    base = {
        "track": 1,
        "track_name": "US – Ukraine",
        "parent": None,
        "kind": "negotiation",
        "status": "held",
        "date": "2025-11-30",
        "date_text": "Sunday",
        "place": "Shell Bay golf club",
        "parties": ("US", "UA"),
        "people": (),
        "mode": None,
        "format": None,
        "duration": None,
        "condition": None,
        "state": "suggested",
        "origins": 1,
        "what": "US – Ukraine",
    }
    return MeetingView(id=number, **{**base, **values})


def position(number=1, **values):
    base = {
        "party": "RU",
        "person": "Vladimir Putin",
        "speaker": None,
        "issue": "territory/Donbas",
        "stance": "demand",
        "text": "until it takes control of the entire Donbas region in eastern Ukraine",
        "said": None,
        "reported": "2025-12-01",
        "attribution": "publication_voice",
        "chain": ("UNN", "Axios"),
        "movement": "new",
        "articles": ("one",),
        "origins": ("Axios",),
        "state": "suggested",
        "confidence": 0.7,
    }
    return PositionView(id=number, **{**base, **values})


def row(number=1, **values):
    base = {
        "name": "US – Ukraine",
        "parties": ("US", "UA"),
        "level": "delegation",
        "phase": "active",
        "computed_phase": "active",
        "last": PlaceInTime(1, "2025-11-30", "Shell Bay golf club", "held", 1),
        "next": None,
        "open_issues": ("territory/Donbas",),
        "chains": 1,
        "articles": 1,
        "days_since_news": 0,
        "to_confirm": (),
        "due": (),
        "followed": False,
        "archived": False,
        "state": "suggested",
        "judgement": None,
    }
    return TrackRow(id=number, **{**base, **values})


ROWS = (
    row(1, followed=True),
    row(
        2,
        name="US – Russia",
        parties=("US", "RU"),
        phase="scheduled",
        last=None,
        next=PlaceInTime(2, "2025-12-02", "Moscow", "planned", 1),
    ),
    row(
        3,
        name="US – Ukraine leaders",
        level="leader",
        phase="agreed",
        computed_phase="conditional",
        last=None,
        next=PlaceInTime(3, None, None, "conditional", None),
        days_since_news=12,
        judgement=JudgementView("agreed", "All but signed", "told by the embassy", "anna", "2025-12-01"),
    ),
)

STATUS = StatusView(
    as_of="2025-12-01",
    today=False,
    tracks=ROWS,
    hidden=3,
    to_review=24,
    conflicts=1,
    articles=1,
    changes=(
        ChangeLine("2025-12-01", "meeting", "US – Ukraine met on 30 Nov at Shell Bay golf club", "meeting", 1),
        ChangeLine("2025-12-01", "position", "RU demands the entire Donbas region", "position", 1),
        ChangeLine("2025-12-01", "meeting", "US – Russia plan to meet on 2 Dec in Moscow", "meeting", 2),
        ChangeLine("2025-11-30", "position", "UA wants security guarantees", "position", 3),
    ),
    to_confirm=(meeting(9, date="2025-11-28", what="Rubio–Yermak", place="Geneva"),),
    due=(meeting(2, date="2025-12-02", status="planned", what="Witkoff–Putin", place="Moscow"),),
    briefings=(
        meeting(
            4, date="2025-12-01", kind="internal_briefing", status="planned", what="Umerov–Zelenskyy", place="Paris"
        ),
    ),
    newest="2025-12-01",
)

EMPTY = StatusView("2025-12-01", False, (), 0, 0, 0, 0, (), (), (), (), None)

TRACK = TrackView(
    row=ROWS[0],
    leads={"UA": "Rustem Umerov", "US": None},
    meetings=(
        meeting(
            1,
            people=(
                "Steve Witkoff",
                "Marco Rubio",
                "Jared Kushner",
                "Rustem Umerov",
                "Andriy Hnatov",
                "Vadym Skibitsky",
            ),
        ),
        meeting(5, parent=1, kind="session", format="narrow", place=None, date_text="then", date=None),
        meeting(
            6,
            status="conditional",
            date=None,
            date_text=None,
            place="Washington",
            condition="after an agreement was reached",
        ),
    ),
    issues=(
        IssueLine(
            "territory/Donbas",
            {
                "US": (
                    position(
                        2,
                        party="US",
                        stance="proposal",
                        person=None,
                        text="Ukraine to cede territory there",
                        movement="softer",
                    ),
                ),
                "UA": (),
            },
            {"RU": (position(1),)},
            "opposed",
        ),
        IssueLine(
            "security",
            {
                "US": (),
                "UA": (
                    position(
                        3,
                        party="UA",
                        person=None,
                        speaker="one Ukrainian official",
                        stance="precondition",
                        issue="security",
                        text="without losing our country or allowing another aggression",
                        state="accepted",
                    ),
                ),
            },
            {},
            "blank",
        ),
    ),
    tone=(
        AssessmentView(
            1,
            "tone",
            ("difficult", "tense", "productive"),
            "mixed",
            "two Ukrainian officials",
            "UA",
            "2025-12-01",
            "suggested",
        ),
        AssessmentView(2, "tone", ("positive",), "positive", "a senior US official", "US", "2025-12-01", "suggested"),
    ),
    briefings=(
        meeting(
            4, date="2025-12-01", kind="internal_briefing", status="planned", what="Umerov–Zelenskyy", place="Paris"
        ),
    ),
    delegations={
        "US": ("Steve Witkoff", "Marco Rubio", "Jared Kushner"),
        "UA": ("Rustem Umerov", "Andriy Hnatov", "Vadym Skibitsky"),
    },
    note="Ask the embassy about Geneva.",
)

FACT = FactView(
    kind="position",
    id=1,
    title="RU demand on territory/Donbas",
    state="suggested",
    confidence=0.71,
    rule="wants",
    fields=(
        FieldView("holder_party", "Party", "RU"),
        FieldView("holder_person", "Person", "Vladimir Putin", manual=True, text_says="nobody"),
        FieldView("issue", "Issue", "territory/Donbas"),
        FieldView("stance", "Stance", "demand"),
        FieldView("note", "Note", ""),
    ),
    evidence=(
        EvidenceView(
            1,
            1,
            "Talks in Florida",
            "2025-12-01",
            10,
            80,
            "insists that Russia will not stop until it takes control of the entire Donbas region in eastern Ukraine",
            "The head of the Kremlin, who is expected to meet with the envoy on Tuesday, ",
            ". The US wants Ukraine to",
            "supports",
            ("UNN", "Axios"),
            "Axios",
        ),
    ),
    note="",
    basis="Axios",
    origins=1,
)
