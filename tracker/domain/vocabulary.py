"""The closed vocabularies of the extraction record (CONTRACT.md, GUIDELINE.md 1-7).

Each is a tuple in the guideline's order, so that "take the one higher in the list" is an index comparison, and so
that forms offer the choices in the order the field knows them.
"""

from typing import Final

PARTY_TYPES: Final = ("state", "armed_group", "igo", "coalition", "other")
LEVELS: Final = ("leader", "delegation", "technical")
VENUE_PRECISIONS: Final = ("venue", "city", "region", "country")

MEETING_KINDS: Final = ("negotiation", "internal_briefing", "session")
MEETING_STATUSES: Final = (
    "held",
    "ongoing",
    "planned",
    "proposed",
    "conditional",
    "refused",
    "postponed",
    "cancelled",
    "denied",
    "unknown",
)
MEETING_MODES: Final = ("in_person", "phone", "video", "written")
MEETING_FORMATS: Final = ("one_on_one", "delegations", "narrow", "expanded", "leaders")
ATTENDANCE_STATUSES: Final = ("present", "expected", "conditional", "absent", "disputed")
DELEGATION_ROLES: Final = ("head", "member")

ISSUES: Final = (
    "territory",
    "security",
    "ceasefire",
    "sovereignty",
    "sanctions",
    "reconstruction",
    "humanitarian",
    "nuclear",
    "justice",
    "political",
    "trade",
    "energy",
    "environment",
    "settlement",
    "process",
    "other",
)
STANCES: Final = (
    "precondition",
    "conditional_support",
    "red_line",
    "concession",
    "proposal",
    "accept",
    "reject",
    "demand",
    "request",
    "threat",
    "interest",
    "undecided",
)
ATTRIBUTION_STATUSES: Final = (
    "on_record",
    "named_reported_speech",
    "anonymous_official",
    "anonymous_other",
    "document",
    "publication_voice",
    "unattributed",
)
QUOTE_KINDS: Final = ("direct", "mixed", "indirect")

ASSESSMENT_KINDS: Final = ("tone", "outcome", "relation", "forecast", "doubt", "media_evaluation")
POLARITIES: Final = ("positive", "negative", "mixed", "neutral")

TRACK_EVENT_KINDS: Final = ("agreed", "suspended", "resumed")
PHASES: Final = (
    "agreed",
    "suspended",
    "active",
    "awaiting confirmation",
    "scheduled",
    "conditional",
    "proposed",
    "stale",
)
REVIEW_STATES: Final = ("suggested", "accepted", "edited", "rejected")


def issue_is_known(issue: str) -> bool:
    """True where `issue` is one of `ISSUES`, alone or with a finer part after one slash ("territory/Donbas")."""
    head, _, tail = issue.partition("/")
    return head in ISSUES and not issue.endswith("/") and "/" not in tail
