"""What the desk hands to a screen or a printer: plain dataclasses, no cursor, no SQL, no markup.

Texts are already cleaned but still untrusted: a screen shows them as `Content`, never as markup. Dates are EDTF
strings; `domain.edtf.shown` writes them. Party values are ids ("UA"), person values are names.

The views of the first screen stand here; the others, in `page_views`, are made when they are asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain import edtf

if TYPE_CHECKING:
    from tracker.desk.page_views import *  # noqa: F403 - what `__getattr__` gives, for the checker of types


def __getattr__(name: str) -> Any:
    """A view of another screen than the first."""
    if not name.startswith("_"):  # the import system asks for names of its own
        from tracker.desk import page_views  # noqa: PLC0415

        if hasattr(page_views, name):
            return getattr(page_views, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def judgement(reliability: str | None, credibility: int | None) -> str:
    """The two judgements in words, apart as they are: "reliability B, credibility 3"; blank where there is none."""
    parts = (f"reliability {reliability}" if reliability else "", f"credibility {credibility}" if credibility else "")
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """One person at one meeting."""

    id: int
    meeting: int
    person: int
    name: str
    side: str | None
    status: str
    delegation_role: str | None
    state: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting, short: as a row of a track, of the timeline, of what to confirm."""

    id: int
    track: int | None
    track_name: str
    parent: int | None
    kind: str
    status: str
    date: str | None
    date_text: str | None
    place: str | None
    parties: tuple[str, ...]
    people: tuple[str, ...]
    mode: str | None
    format: str | None
    duration: str | None
    condition: str | None
    state: str
    origins: int
    what: str


@dataclass(frozen=True, slots=True)
class PositionView:
    """One statement of a position. `movement`: new, unchanged, softer, harder, reversed, against the one it follows.

    `follows` is the row number of that earlier statement. `own` is False where another side or an outlet tells it: it
    is not that side's own word. `old` is True where it was said long before it was reported: a stale statement printed
    anew. `answers` is the row number of the statement that it replies to, where the text says so.
    """

    id: int
    party: str
    person: str | None
    speaker: str | None
    issue: str
    stance: str
    text: str
    said: str | None
    reported: str | None
    attribution: str
    chain: tuple[str, ...]
    movement: str
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    state: str
    confidence: float | None
    follows: int | None = None
    own: bool = True
    old: bool = False
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """One judgement, short."""

    id: int
    kind: str
    words: tuple[str, ...]
    polarity: str
    speaker: str | None
    party: str | None
    reported: str | None
    state: str


@dataclass(frozen=True, slots=True)
class PlaceInTime:
    """A last or next meeting on the status view."""

    meeting: int
    date: str | None
    place: str | None
    status: str
    days: int | None = None
    """Days from `as_of` to the first day (next) or since the last day (last); None without a date."""


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One line of the status view."""

    id: int
    name: str
    parties: tuple[str, ...]
    level: str
    phase: str
    computed_phase: str
    last: PlaceInTime | None
    next: PlaceInTime | None
    open_issues: tuple[str, ...]
    chains: int
    articles: int
    days_since_news: int | None
    to_confirm: tuple[MeetingView, ...]
    due: tuple[MeetingView, ...]
    followed: bool
    archived: bool
    state: str
    judgement: "JudgementView | None" = None
    issues_since: str = "0001-01-01"
    """The ISO day from which on its parties' statements make an issue open."""


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What a person said of a track: who, when, why; `stale` where evidence arrived after it."""

    phase: str | None
    line: str | None
    why: str | None
    by: str
    on: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One open issue of a track: each side's latest stated positions, and the distance between the sides.

    `sides` has every party of the track, in its order, an empty tuple where it stated nothing; `others` the parties
    outside of the track that stated one. `distance`: blank, same, differ, opposed.
    """

    issue: str
    sides: Mapping[str, tuple[PositionView, ...]]
    others: Mapping[str, tuple[PositionView, ...]]
    distance: str


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track, whole: for the detail pane of the status view and for the Track screen."""

    row: TrackRow
    leads: Mapping[str, str | None]
    meetings: tuple[MeetingView, ...]
    issues: tuple[IssueLine, ...]
    tone: tuple[AssessmentView, ...]
    briefings: tuple[MeetingView, ...]
    delegations: Mapping[str, tuple[str, ...]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of "what changed": the day of the report, a kind word, and a sentence made of facts."""

    day: str | None
    kind: str
    sentence: str
    fact_kind: str | None = None
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class StatusView:
    """The answer of the first screen. `as_of` is an ISO day; `to_review` counts shown suggestions that wait.

    `changes` came in since `looked`, the moment of the last look (ISO); where that is None, they are the last day's.
    `beside` has those to confirm that belong to no track, each with the track that the same articles tell of most.
    """

    as_of: str
    today: bool
    tracks: tuple[TrackRow, ...]
    hidden: int
    to_review: int
    conflicts: int
    articles: int
    changes: tuple[ChangeLine, ...]
    to_confirm: tuple[MeetingView, ...]
    due: tuple[MeetingView, ...]
    briefings: tuple[MeetingView, ...]
    newest: str | None = None
    looked: str | None = None
    beside: tuple[tuple[int, MeetingView], ...] = ()

    def passed(self, row: "TrackRow") -> "PlaceInTime | None":
        """The planned meeting of a track whose day has passed without a report, with the days since, below zero."""
        unsaid = [one for one in self.to_confirm if one.track == row.id]
        newest = max(unsaid, key=lambda one: one.date or "", default=None)
        if newest is None:
            return None
        last = edtf.last_day(newest.date)
        days = (last - date.fromisoformat(self.as_of)).days if last else None
        return PlaceInTime(newest.id, newest.date, newest.place, newest.status, days)


@dataclass(frozen=True, slots=True)
class Done:
    """What an action did, as a sentence for the status line; `txn` undoes it; None where nothing was to do.

    `came_back` are the facts (kind, row) that an undo or a redo made or changed, those that it made first.
    """

    sentence: str
    txn: int | None
    kind: str | None = None
    fact: int | None = None
    came_back: tuple[tuple[str, int], ...] = ()
