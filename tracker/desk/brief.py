"""A report for somebody who reads three lines, and for whoever checks them: facts, quotes, numbered sources. Markdown.

Every sentence is put together from facts of the file; nothing is concluded. What comes from outside is escaped, so
that no text of an article becomes a heading, a link or markup of the report.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tracker.desk.citing import Sources, safe
from tracker.desk.conflicts import conflicts
from tracker.desk.facts import evidence_of
from tracker.desk.status import status
from tracker.desk.track import track_view
from tracker.desk.views import Done, MeetingView, PlaceInTime, PositionView, StatusView, TrackRow, TrackView
from tracker.domain import durations, edtf
from tracker.domain.names import fold
from tracker.export.tables import ExportError
from tracker.store.database import Database

_MOST_POSITIONS = 12


def brief(db: Database, as_of: date | None = None, words: str = "", since: date | None = None) -> str:
    """The report, in Markdown.

    Args:
        db: the open file.
        as_of: as known at the end of this day; None is today.
        words: only tracks whose name or parties hold all of these; or "#NUMBER": one track, by its number.
        since: only meetings of this day and later or first reported then, and positions reported then; None for all.
    """
    view = status(db, as_of)
    wanted = fold(words).split()
    rows = [row for row in view.tracks if _is_wanted(row, words)]
    day = date.fromisoformat(view.as_of)
    sources = Sources(db, until=None if view.today else view.as_of)
    tracks = [_Section(db, track_view(db, row.id, day), since) for row in rows]
    open_conflicts = conflicts(db, "open", as_of)
    if wanted:
        told_of = set().union(*(one.facts for one in tracks))
        open_conflicts = [one for one in open_conflicts if (one.kind, one.fact) in told_of]
    heading = f"# Negotiations, {edtf.shown(view.as_of)}"
    heading += f", since {edtf.shown(since.isoformat())}" if since else ""
    parts = [heading, "", *_three_lines(view, tracks, since, len(open_conflicts), whole=not wanted), ""]
    told: dict[int, str] = {}
    quiet = [one for one in tracks if since is not None and not one.has_news]
    for one in tracks:
        if one not in quiet:
            parts += _track(one, sources, told)
    if quiet:
        parts += [f"Nothing new: {'; '.join(f'{safe(one.row.name)} ({one.row.phase})' for one in quiet)}.", ""]
    if open_conflicts:
        parts += ["## Contradictions", ""]
        for conflict in open_conflicts:
            values = " · ".join(
                f"{safe(durations.shown(edtf.shown(value.value)))} ({safe(', '.join(value.origins) or 'typed')})"
                for value in conflict.values
            )
            parts.append(f"- {safe(conflict.about)}, {conflict.field}: {values}")
        parts.append("")
    if sources.lines:
        parts += ["## Sources", "", *sources.lines, ""]
    if not rows:
        parts += ["No track is known that fits." if wanted else "No track is known yet.", ""]
    return "\n".join(parts).rstrip() + "\n"


def write_brief(
    db: Database,
    out: str | Path,
    as_of: date | None = None,
    words: str = "",
    since: date | None = None,
    *,
    force: bool = False,
) -> Done:
    """Write the report to a file; see `brief`.

    Raises:
        ExportError: it cannot be written, or something is there and `force` is False; nothing was changed.
    """
    from tracker.export.markdown import write_markdown  # noqa: PLC0415 - only where a file is written

    path = Path(out).expanduser()
    if path.exists() and path.samefile(db.path):
        raise ExportError("A brief cannot replace the open file itself.")
    write_markdown(brief(db, as_of, words, since), path, force=force)
    return Done(f"Wrote the brief to {path}.", None)


class _Section:
    """What the report says of one track: its meetings and positions since a day."""

    def __init__(self, db: Database, view: TrackView, since: date | None) -> None:
        self.view = view
        self.row = view.row
        self.since = since
        negotiations = [one for one in view.meetings if one.kind == "negotiation"]
        self.meetings = [one for one in negotiations if _is_since(one.date, since) or _is_news(db, one.id, since)]
        said = {
            one.id: one
            for issue in view.issues
            for stated in (*issue.sides.values(), *issue.others.values())
            for one in stated
            if since is None or (one.reported or "") >= since.isoformat()
        }
        self.positions = list(said.values())

    @property
    def facts(self) -> set[tuple[str, int]]:
        """The track, its meetings and what is stated on it, whenever that was: what a contradiction may be about."""
        stated = [
            one
            for issue in self.view.issues
            for side in (*issue.sides.values(), *issue.others.values())
            for one in side
        ]
        meetings = {("meeting", one.id) for one in self.view.meetings}
        return {("track", self.row.id), *meetings, *(("position", one.id) for one in stated)}

    @property
    def has_news(self) -> bool:
        """True where something is to be told of it: a meeting, a position, a day to confirm."""
        return bool(self.meetings or self.positions or self.row.to_confirm)


def _is_wanted(row: TrackRow, words: str) -> bool:
    """True for the track `#NUMBER`, else for one that is not archived and holds all the words."""
    if words.startswith("#") and words[1:].isdecimal():
        return row.id == int(words[1:])
    return not row.archived and all(word in _words(row) for word in fold(words).split())


def _words(row: TrackRow) -> str:
    return fold(f"{row.name} {' '.join(row.parties)} {row.level}")


def _three_lines(
    view: StatusView, tracks: Sequence[_Section], since: date | None, contradictions: int, *, whole: bool
) -> list[str]:
    """What moved, what comes, what is open."""
    rows = [one.row for one in tracks]
    names = {phase: [row.name for row in rows if row.phase == phase] for phase in ("active", "suspended", "agreed")}
    stands = [f"{phase}: {safe(', '.join(found))}" for phase, found in names.items() if found]
    first = "; ".join(stands) if stands else "No talks within the last two weeks"
    if since is not None:
        first += f". {_news(tracks, since)}"
    ahead = [(row.next, row) for row in rows if row.next is not None and row.next.date]
    ahead.sort(key=lambda pair: edtf.first_day(pair[0].date) or date.max)
    second = (
        "; ".join(f"{safe(row.name)} {_place(coming)}" for coming, row in ahead[:3])
        if ahead
        else "no meeting has a date"
    )
    confirm = [f"{safe(one.what)} {edtf.shown(one.date)}" for row in rows for one in row.to_confirm]
    third = []
    if confirm:
        third.append(f"no report yet on {', '.join(confirm[:4])}")
    if contradictions:
        third.append(_many(contradictions, "contradiction"))
    if view.to_review and whole:
        third.append(f"{view.to_review} suggestion{'s' if view.to_review > 1 else ''} not reviewed")
    return [
        f"1. **Where it stands.** {first[:1].upper()}{first[1:]}.",
        f"2. **Next.** {second[:1].upper()}{second[1:]}.",
        f"3. **Open.** {('; '.join(third) or 'nothing')[:1].upper()}{('; '.join(third) or 'nothing')[1:]}.",
    ]


def _news(tracks: Sequence[_Section], since: date) -> str:
    """What the days since brought, counted: meetings that took place, positions, and those that moved."""
    held = {one.id for track in tracks for one in track.meetings if one.status in ("held", "ongoing")}
    said = {one.id: one for track in tracks for one in track.positions}
    parts = [
        _many(len(held), "meeting") if held else "no meeting",
        _many(len(said), "position") if said else "no position",
    ]
    for moved in ("harder", "softer", "reversed"):
        who = list(dict.fromkeys(f"{one.party} on {safe(one.issue)}" for one in said.values() if one.movement == moved))
        if who:
            parts.append(f"{moved}: {', '.join(who[:3])}")
    return f"Since {edtf.shown(since.isoformat())}: {'; '.join(parts)}"


def _place(one: PlaceInTime) -> str:
    place = f", {safe(one.place)}" if one.place else ""
    days = (
        "" if one.days is None else " (today)" if one.days == 0 else f" ({one.days} day{'s' if one.days > 1 else ''})"
    )
    return f"{edtf.shown(one.date) or 'no date'}{place}{days}"


def _track(one: _Section, sources: Sources, told: dict[int, str]) -> list[str]:
    """The section of one track. `told` holds the positions that the report has given before, and under which track."""
    view, row = one.view, one.row
    lines = [f"## {safe(row.name)}: {row.phase}", ""]
    if row.judgement and (row.judgement.phase or row.judgement.line):
        said = row.judgement
        why = f", because {safe(said.why)}" if said.why else ""
        line = f" {safe(said.line)}" if said.line else ""
        lines.append(f"*{safe(said.by)}, {edtf.shown(said.on)}:*{line}{why} (computed: {row.computed_phase})")
        lines.append("")
    lines.append(f"- Last: {_place(row.last)}" if row.last else "- Last: none known")
    lines.append(f"- Next: {_place(row.next)}, {row.next.status}" if row.next else "- Next: none known")
    leads = [f"{code} {safe(name) if name else 'not stated'}" for code, name in view.leads.items()]
    lines.append(f"- Leads: {' · '.join(leads)}")
    lines += [f"- {_many(row.chains, 'independent origin')}, {_many(row.articles, 'article')}{_age(row)}", ""]
    if one.meetings:
        lines += ["**Meetings**", "", *(_meeting(meeting, sources) for meeting in one.meetings), ""]
    lines += _positions(one, sources, told)
    tone = [said for said in view.tone if said.kind in ("tone", "outcome") and _is_reported(said.reported, one.since)][
        :6
    ]
    if tone:
        said_of = [f"- {safe(said.party or said.speaker or 'unnamed')}: {safe('; '.join(said.words))}" for said in tone]
        cited = [sources.cite("assessment", said.id, 1) for said in tone]
        lines += ["**Tone**", "", *(f"{line} {mark}" for line, mark in zip(said_of, cited, strict=True)), ""]
    questions = [f"- Did {safe(asked.what)} take place ({edtf.shown(asked.date)})?" for asked in row.to_confirm]
    questions += [
        f"- {safe(issue.issue)}: {', '.join(code for code, said in issue.sides.items() if not said)} stated nothing"
        for issue in view.issues
        if any(issue.sides.values()) and not all(issue.sides.values())
    ]
    if questions:
        lines += ["**Open questions**", "", *questions, ""]
    return lines


def _age(row: TrackRow) -> str:
    days = row.days_since_news
    return "" if days is None else ", news today" if days == 0 else f", last news {_many(days, 'day')} ago"


def _positions(one: _Section, sources: Sources, told: dict[int, str]) -> list[str]:
    """The positions that no section before has given, and where to find the others."""
    new = [said for said in one.positions if said.id not in told]
    above = dict.fromkeys(told[said.id] for said in one.positions if said.id in told)
    lines = [_position(said, sources) for said in new[:_MOST_POSITIONS]]
    if len(new) > _MOST_POSITIONS:
        lines.append(f"- and {len(new) - _MOST_POSITIONS} more")
    if above:
        lines.append(f"- {'also those' if lines else 'those'} under {', '.join(above)}")
    told.update({said.id: safe(one.row.name) for said in new})
    return ["**Positions**", "", *lines, ""] if lines else []


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _meeting(one: MeetingView, sources: Sources) -> str:
    when = edtf.shown(one.date) or "no date"
    place = f", {safe(one.place)}" if one.place else ""
    people = f": {safe(', '.join(one.people))}" if one.people else ""
    condition = f" (only if: {safe(one.condition)})" if one.condition else ""
    return f"- {when}, {one.status}{place}{people}{condition} {sources.cite('meeting', one.id)}"


def _position(one: PositionView, sources: Sources) -> str:
    who = f"{one.party} ({safe(one.person)})" if one.person else one.party
    voice = f", says {safe(one.speaker)}" if one.speaker and one.speaker != one.person else ""
    stale = f", said {edtf.shown(one.said)}" if one.said and one.said != one.reported else ""
    moved = f", {one.movement}" if one.movement not in ("new", "unchanged") else ""
    return (
        f"- **{safe(who)}** {one.stance.replace('_', ' ')} on {safe(one.issue)}{moved}{voice}{stale}: "
        f"“{safe(one.text)}” {sources.cite('position', one.id)}"
    )


def _is_news(db: Database, meeting: int, since: date | None) -> bool:
    """True where the first report of a meeting is of this day or later."""
    days = [one.published for one in evidence_of(db.read, "meeting", meeting) if one.published]
    return since is not None and bool(days) and min(days) >= since.isoformat()


def _is_reported(day: str | None, since: date | None) -> bool:
    return since is None or (day or "") >= since.isoformat()


def _is_since(day: str | None, since: date | None) -> bool:
    last = edtf.last_day(day)
    return since is None or last is None or last >= since
