"""A report for somebody who reads three lines, and for whoever checks them: facts, quotes, numbered sources. Markdown.

Every sentence is put together from facts of the file; nothing is concluded. What comes from outside is escaped, so
that no text of an article becomes a heading, a link or markup of the report.
"""

from collections.abc import Sequence
from datetime import date

from tracker.desk.citing import Sources, safe
from tracker.desk.conflicts import conflicts
from tracker.desk.status import status
from tracker.desk.track import track_view
from tracker.desk.views import MeetingView, PlaceInTime, PositionView, StatusView, TrackRow, TrackView
from tracker.domain import edtf
from tracker.domain.names import fold
from tracker.store.database import Database

_MOST_POSITIONS = 12


def brief(db: Database, as_of: date | None = None, words: str = "", since: date | None = None) -> str:
    """The report, in Markdown.

    Args:
        db: the open file.
        as_of: as known at the end of this day; None is today.
        words: only tracks whose name or parties hold all of these.
        since: only meetings and positions reported from this day on; None for all that still count.
    """
    view = status(db, as_of)
    wanted = fold(words).split()
    rows = [row for row in view.tracks if not row.archived and all(word in _words(row) for word in wanted)]
    sources = Sources(db)
    day = date.fromisoformat(view.as_of)
    parts = [f"# Negotiations, {edtf.shown(view.as_of)}", "", *_three_lines(view, rows), ""]
    for row in rows:
        parts += _track(track_view(db, row.id, day), sources, since)
    open_conflicts = [] if wanted else conflicts(db, "open")
    if open_conflicts:
        parts += ["## Contradictions", ""]
        for one in open_conflicts:
            values = " · ".join(
                f"{safe(edtf.shown(value.value))} ({safe(', '.join(value.origins) or 'typed')})" for value in one.values
            )
            parts.append(f"- {safe(one.about)}, {one.field}: {values}")
        parts.append("")
    if sources.lines:
        parts += ["## Sources", "", *sources.lines, ""]
    if not rows:
        parts += ["No track is known that fits." if wanted else "No track is known yet.", ""]
    return "\n".join(parts).rstrip() + "\n"


def _words(row: TrackRow) -> str:
    return fold(f"{row.name} {' '.join(row.parties)} {row.level}")


def _three_lines(view: StatusView, rows: Sequence[TrackRow]) -> list[str]:
    """What moved, what comes, what is open."""
    names = {phase: [row.name for row in rows if row.phase == phase] for phase in ("active", "suspended", "agreed")}
    stands = [f"{phase}: {safe(', '.join(found))}" for phase, found in names.items() if found]
    first = "; ".join(stands) if stands else "No talks within the last two weeks"
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
    if view.conflicts:
        third.append(f"{view.conflicts} contradiction{'s' if view.conflicts > 1 else ''}")
    if view.to_review:
        third.append(f"{view.to_review} suggestions not reviewed")
    return [
        f"1. **Where it stands.** {first[:1].upper()}{first[1:]}.",
        f"2. **Next.** {second[:1].upper()}{second[1:]}.",
        f"3. **Open.** {('; '.join(third) or 'nothing')[:1].upper()}{('; '.join(third) or 'nothing')[1:]}.",
    ]


def _place(one: PlaceInTime) -> str:
    place = f", {safe(one.place)}" if one.place else ""
    days = (
        "" if one.days is None else " (today)" if one.days == 0 else f" ({one.days} day{'s' if one.days > 1 else ''})"
    )
    return f"{edtf.shown(one.date) or 'no date'}{place}{days}"


def _track(view: TrackView, sources: Sources, since: date | None) -> list[str]:
    row = view.row
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
    news = "" if row.days_since_news is None else f", news {row.days_since_news} days ago"
    lines += [f"- {_many(row.chains, 'independent origin')}, {_many(row.articles, 'article')}{news}", ""]
    meetings = [one for one in view.meetings if one.kind == "negotiation" and _is_since(one.date, since)]
    if meetings:
        lines += ["**Meetings**", "", *(_meeting(one, sources) for one in meetings), ""]
    positions = _positions(view, since)
    if positions:
        lines += ["**Positions**", "", *(_position(one, sources) for one in positions[:_MOST_POSITIONS])]
        left = len(positions) - _MOST_POSITIONS
        lines += [f"- and {left} more", ""] if left > 0 else [""]
    tone = [one for one in view.tone if one.kind in ("tone", "outcome")][:6]
    if tone:
        said_of = [f"- {safe(one.party or one.speaker or 'unnamed')}: {safe('; '.join(one.words))}" for one in tone]
        cited = [sources.cite("assessment", one.id, 1) for one in tone]
        lines += ["**Tone**", "", *(f"{line} {mark}" for line, mark in zip(said_of, cited, strict=True)), ""]
    questions = [f"- Did {safe(one.what)} take place ({edtf.shown(one.date)})?" for one in row.to_confirm]
    questions += [
        f"- {safe(issue.issue)}: {', '.join(code for code, said in issue.sides.items() if not said)} stated nothing"
        for issue in view.issues
        if any(issue.sides.values()) and not all(issue.sides.values())
    ]
    if questions:
        lines += ["**Open questions**", "", *questions, ""]
    return lines


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _meeting(one: MeetingView, sources: Sources) -> str:
    when = edtf.shown(one.date) or "no date"
    place = f", {safe(one.place)}" if one.place else ""
    people = f": {safe(', '.join(one.people))}" if one.people else ""
    condition = f" (only if: {safe(one.condition)})" if one.condition else ""
    return f"- {when}, {one.status}{place}{people}{condition} {sources.cite('meeting', one.id)}"


def _positions(view: TrackView, since: date | None) -> list[PositionView]:
    found = [
        one
        for issue in view.issues
        for said in (*issue.sides.values(), *issue.others.values())
        for one in said
        if since is None or (one.reported or "") >= since.isoformat()
    ]
    return list({one.id: one for one in found}.values())


def _position(one: PositionView, sources: Sources) -> str:
    who = f"{one.party} ({safe(one.person)})" if one.person else one.party
    voice = f", says {safe(one.speaker)}" if one.speaker and one.speaker != one.person else ""
    moved = f", {one.movement}" if one.movement not in ("new", "unchanged") else ""
    return (
        f"- **{safe(who)}** {one.stance.replace('_', ' ')} on {safe(one.issue)}{moved}{voice}: "
        f"“{safe(one.text)}” {sources.cite('position', one.id)}"
    )


def _is_since(day: str | None, since: date | None) -> bool:
    last = edtf.last_day(day)
    return since is None or last is None or last >= since
