"""The status view as lines of text: the same content as the app's first screen."""

from collections.abc import Sequence
from datetime import date

from tracker.cli.output import cut, table, wrapped
from tracker.desk.views import (
    AssessmentView,
    IssueLine,
    MeetingView,
    PlaceInTime,
    PositionView,
    StatusView,
    TrackRow,
    TrackView,
)
from tracker.domain import ages
from tracker.domain.cleaning import one_line
from tracker.domain.edtf import shown
from tracker.domain.names import fold
from tracker.domain.shown_values import as_people_read

_LEVELS = {"leader": "leaders", "technical": "technical", "delegation": ""}
_CHANGES_SHOWN = 8
_LABEL = 12
_QUOTE = 100
_FIRST_STEPS = "Nothing here yet. `tracker ingest PATH` reads an article, a folder of them, or a web address."


def matches(row: TrackRow, words: str) -> bool:
    """True where the track's name, level or parties hold every one of `words`, in any order."""
    text = fold(f"{track_label(row)} {row.level} {' '.join(row.parties)}")
    return all(word in text for word in fold(words).split())


def track_label(row: TrackRow) -> str:
    """The track's name, with its level where that is not delegations."""
    level = _LEVELS.get(row.level, row.level)
    return f"{row.name} ({level})" if level and level not in row.name else row.name


def status_text(view: StatusView, tracks: Sequence[TrackRow], details: Sequence[TrackView], *, width: int) -> str:
    """The whole view.

    Args:
        view: the status.
        tracks: the rows of it to show.
        details: the tracks to show in full under the table.
        width: columns to fit in; 0 for as wide as it is.
    """
    day = date.fromisoformat(view.as_of)
    if not view.articles and not tracks:
        return f"Negotiations as of {_weekday(day)}. {_FIRST_STEPS}"
    parts = [_head(view, day), _rows(view, tracks, day, width)]
    if view.hidden:
        parts.append(f"{_count(view.hidden, 'less certain suggestion')} not shown; `tracker review` counts them.")
    parts += [_detail(one, day, width) for one in details]
    parts += [_coming(view, day, width), _changed(view, width)]
    return "\n\n".join(part for part in parts if part)


def _head(view: StatusView, day: date) -> str:
    return (
        f"Negotiations as of {_weekday(day)}   {view.to_review} to review   {_count(view.conflicts, 'conflict')}"
        f"   {_count(view.articles, 'article')}"
    )


def _rows(view: StatusView, tracks: Sequence[TrackRow], day: date, width: int) -> str:
    if not tracks:
        return "No such track."
    rows = [
        (
            track_label(row),
            row.phase + ("*" if row.judgement and row.phase != row.computed_phase else ""),
            _placed(row.last, day),
            _next(row.next or view.passed(row), day),
            str(row.chains),
            "" if row.days_since_news is None else ages.in_days(row.days_since_news),
        )
        for row in tracks
    ]
    text = table(("TRACK", "PHASE", "LAST", "NEXT", "SRC", "NEWS"), rows, width=width)
    return text + "\n".join(["", *(line for row in tracks if (line := judged(row)))])


def judged(row: TrackRow) -> str:
    """What a person said of a track, who, when, why, the computed phase, whether there is newer news; or blank."""
    said = row.judgement
    if said is None:
        return ""
    what = ", ".join(filter(None, [said.phase, said.line]))
    why = f", because {said.why}" if said.why else ""
    old = "; there is newer news" if said.stale else ""
    return f"* {track_label(row)}: {what} ({said.by}, {shown(said.on)}{why}; computed: {row.computed_phase}{old})"


def _placed(at: PlaceInTime | None, day: date) -> str:
    if at is None:
        return "—"
    return " ".join(filter(None, [shown(at.date, year=day.year) or "no date", at.place]))


def _next(at: PlaceInTime | None, day: date) -> str:
    if at is None:
        return "—"
    days = "" if at.days is None else "today" if at.days == 0 else ages.in_days(at.days)
    return ", ".join(filter(None, [_placed(at, day), days]))


def _detail(track: TrackView, day: date, width: int) -> str:
    lines = [track_label(track.row)]
    leads = " · ".join(f"{side} {name or 'not stated'}" for side, name in track.leads.items())
    lines += _labelled("Leads", leads, width)
    sides = [side for issue in track.issues for side in (*issue.sides, *issue.others)]
    column = max([_LABEL - 2, *(len(side) + 2 for side in sides)])
    for issue in track.issues:
        lines += _issue(issue, width, column, day)
    lines += _labelled("Tone", " · ".join(_tone(one) for one in track.tone), width)
    lines += _labelled("Internal", "; ".join(_meeting(one, day) for one in track.briefings), width)
    return "\n".join(lines)


def _labelled(label: str, text: str, width: int) -> list[str]:
    return [wrapped(text, width=width, first=f"  {label:<{_LABEL}}", indent=" " * (_LABEL + 2))] if text else []


def _issue(line: IssueLine, width: int, column: int, day: date) -> list[str]:
    """The issue with the distance between the sides, then a line a side: its latest stance in short, and its day."""
    distance = "" if line.distance == "blank" else f": {line.distance}"
    lines = [f"  {line.issue[:1].upper()}{line.issue[1:]}{distance}"]
    for side, stated in [*line.sides.items(), *line.others.items()]:
        said = "; ".join(_stated(one, day) for one in stated)
        first = f"    {side:<{column}}"
        lines.append(wrapped(said or "nothing stated", width=width, first=first, indent=" " * (column + 4)))
    return lines


def _stated(one: PositionView, day: date) -> str:
    """As in "red line (14 Mar): We will not sign"."""
    on = shown(one.said or one.reported, year=day.year)
    return f"{one.stance.replace('_', ' ')}{f' ({on})' if on else ''}: {cut(one_line(one.text), _QUOTE)}"


def _tone(one: AssessmentView) -> str:
    return f"{one.speaker or one.party or 'not stated'}: {', '.join(one.words)}"


def _coming(view: StatusView, day: date, width: int) -> str:
    lines: list[str] = []
    for title, meetings in (
        ("Due", view.due),
        ("To confirm", view.to_confirm),
        ("Internal briefings (not counted as last or next)", view.briefings),
    ):
        if meetings:
            lines.append(title)
            lines += [wrapped(_meeting(one, day), width=width, first="  ", indent=" " * 4) for one in meetings]
    return "\n".join(lines)


def _changed(view: StatusView, width: int) -> str:
    if not view.changes:
        return ""
    lines = [
        wrapped(one.sentence, width=width, first=f"  {shown(one.day):<11}  ", indent=" " * 4)
        for one in view.changes[:_CHANGES_SHOWN]
    ]
    more = len(view.changes) - _CHANGES_SHOWN
    since = f" since you last looked ({as_people_read(view.looked[:16])})" if view.looked else ""
    return "\n".join([f"Changed{since}", *lines, *([f"  {more} more: `tracker changes`"] if more > 0 else [])])


def _meeting(one: MeetingView, day: date) -> str:
    """One meeting on one line, as in: 2 Dec, Moscow: Witkoff–Putin (planned)."""
    when = ", ".join(filter(None, [shown(one.date, year=day.year) or "no date", one.place]))
    return f"{when}: {one.what} ({one.status})"


def _weekday(day: date) -> str:
    return f"{day:%a} {shown(day.isoformat())}"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
