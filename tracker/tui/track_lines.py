"""A track as lines of text: short for the pane under the status list, whole for the Track screen. Pure functions."""

from collections.abc import Sequence
from datetime import date

from tracker.desk.views import AssessmentView, IssueLine, MeetingView, PositionView, StatusView, TrackView
from tracker.domain import edtf
from tracker.tui.actions import shown_key
from tracker.tui.display import cell_len, crop, fit, one_line, plural
from tracker.tui.widgets.text_pane import Line, rule, wrapped

ROWS = 2
"""Lines of a statement's words in the status view; the Track screen has them whole."""
LABEL = 11
"""Cells of the labels at the left."""
SIDE = 7
"""Cells of a side's code, more where a side has no code but a name."""
STANCE = 15
"""Cells of a stance and the sign of its movement."""
OLD_NEWS = 14
"""Days without an article after which the status says so: as long as a meeting keeps a track active."""
OLD_PLAN = 60
"""Days after which a planned meeting that nobody confirmed is counted, not listed: it is not this morning's work."""
VOICE = 18
"""Cells of whose words a position rests on; more where it is wide."""


def spoken(word: str) -> str:
    """A word of a closed vocabulary as a person reads it: "internal_briefing" is "internal briefing"."""
    return word.replace("_", " ")


def issue_name(issue: str) -> str:
    """The finest part of an issue: "territory/Donbas" is "Donbas"."""
    return one_line(issue.rpartition("/")[2])


def labelled(label: str, text: str, width: int, *, style: str = "plain", fact: tuple[str, int] | None = None) -> Line:
    """A label and one line of text beside it."""
    return Line(((fit(label, LABEL), "dim"), (crop(text, width - LABEL), style)), fact)


def brief(view: TrackView, width: int, *, roomy: bool = False, meetings: str = "") -> list[Line]:
    """What the status view says of the track under its cursor: a side and an issue a line, with words if `roomy`.

    `meetings`: what the list above had no room for, of its last and next meeting.
    """
    lines = [rule(width, heading(view))]
    lines += judgement(view, width)
    if meetings:
        lines.append(labelled("Meetings", meetings, width))
    lines.append(leads(view, width))
    for issue in view.issues:
        lines += issue_lines(issue, width, roomy=roomy, rows=ROWS)
    if not view.issues:
        lines.append(labelled("Positions", "nothing stated by any side", width, style="dim"))
    lines += tone(view.tone, width)
    if view.note:
        lines.append(labelled("Note", view.note, width))
    return lines


def heading(view: TrackView) -> str:
    """Name, level and phase in one line."""
    row = view.row
    return f"{one_line(row.name)} · {spoken(row.level)} level · {phase_word(row.phase)}"


def phase_word(phase: str) -> str:
    """A phase as every screen calls it: in two words where the vocabulary's own take a third of a row."""
    return {"awaiting confirmation": "to confirm"}.get(phase, spoken(phase))


def judgement(view: TrackView, width: int) -> list[Line]:
    """What a person said of the track, with the computed phase beside it."""
    said = view.row.judgement
    if said is None:
        return []
    parts = [part for part in (said.line or "", f"because {said.why}" if said.why else "") if part]
    by = f"set by {said.by}, {edtf.shown(said.on[:10])}"
    lines = []
    if said.phase:
        computed = view.row.computed_phase
        beside = "" if computed == said.phase else f"; from the articles: {phase_word(computed)}"
        lines.append(labelled("Phase", f"{phase_word(said.phase)} ({by}{beside})", width, style="accent"))
    if parts:
        lines.append(labelled("Judgement", "; ".join(parts) + ("" if said.phase else f" ({by})"), width))
    if said.stale:
        lines.append(labelled("", "! there is newer evidence than this judgement", width, style="accent"))
    return lines


def leads(view: TrackView, width: int) -> Line:
    """Who leads each side; "not stated" where nothing says it."""
    sides = [f"{party} {one_line(person) if person else 'not stated'}" for party, person in view.leads.items()]
    return labelled("Leads", " · ".join(sides) or "not stated", width)


def issue_lines(issue: IssueLine, width: int, *, roomy: bool = False, rows: int | None = None) -> list[Line]:
    """One open issue: its name and the distance between the sides, then a line for each side.

    If `roomy`, each statement's words stand below it, in at most so many `rows`.
    """
    distance = issue.distance if issue.distance != "blank" else "one side silent"
    style = {"opposed": "bad", "same": "good", "differ": "accent"}.get(issue.distance, "dim")
    name = crop(issue_name(issue.issue), width - cell_len(distance) - 2)
    gap = " " * max(1, width - cell_len(name) - cell_len(distance))
    lines = [Line(((name, "strong"), (gap, "plain"), (distance, style)))]
    sides = [*issue.sides.items(), *issue.others.items()]
    column = min(max([SIDE, *(cell_len(party) + 2 for party, _ in sides)]), max(SIDE, width // 3))
    for party, positions in sides:
        lines += side_lines(party, positions, width, column, roomy=roomy, rows=rows)
    return lines


def side_lines(
    party: str,
    positions: Sequence[PositionView],
    width: int,
    column: int,
    *,
    roomy: bool = False,
    rows: int | None = None,
) -> list[Line]:
    """What one side stated on one issue, newest first as the desk gave it; a silent side says so.

    `column`: cells for the side's name.
    """
    code = fit(crop(party, column - 1), column)
    if not positions:
        return [Line((("  " + code, "key"), ("nothing stated", "dim")))]
    lines = []
    for number, position in enumerate(positions):
        who = "  " + (code if number == 0 else " " * column)
        lines += position_lines(position, who, width, rows) if roomy else [position_line(position, who, width)]
    return lines


def position_lines(position: PositionView, who: str, width: int, rows: int | None = None) -> list[Line]:
    """One statement: who, stance, whose words, which day; the words below, whole or in at most so many `rows`."""
    fact = ("position", position.id)
    voice = " · ".join(part for part in (basis(position), edtf.shown(position.said or position.reported)) if part)
    stance = spoken(position.stance) + {"new": "", "unchanged": ""}.get(position.movement, f" ({position.movement})")
    room = max(8, width - cell_len(who))
    indent = " " * cell_len(who)
    first = Line(
        (
            (who, "key"),
            (fit(stance, STANCE + 6), "plain"),
            (f"{sign(position.state)} ", "dim"),
            (crop(voice, room - STANCE - 8), "dim"),
        ),
        fact,
    )
    words = wrapped(f"“{one_line(position.text)}”", room)
    if rows is not None and len(words) > rows:
        words = [*words[: rows - 1], crop(" ".join(words[rows - 1 :]), room)]
    return [first, *(Line(((indent, "plain"), (text, "plain")), fact) for text in words)]


def position_line(position: PositionView, who: str, width: int) -> Line:
    """One statement: who, its stance, the words, whose words they are."""
    stance = {"conditional_support": "cond. support"}.get(position.stance, spoken(position.stance))
    voice = VOICE if width < 90 else VOICE + 10
    room = max(8, width - cell_len(who) - STANCE - voice - 5)
    return Line(
        (
            (who, "key"),
            (fit(stance + moved(position.movement), STANCE) + " ", "plain"),
            (fit(quoted(position.text, room), room), "plain"),
            (f" {sign(position.state)} ", "dim"),
            (fit(basis(position), voice), "dim"),
        ),
        ("position", position.id),
    )


def quoted(text: str, width: int) -> str:
    """Words of an article between quotation marks in at most `width` cells."""
    words = crop(text, width - 2)
    return f"“{words}”" if not words.endswith("…") else f"“{words}"


def sign(state: str) -> str:
    """A sign for where a fact stands in review: ? waits, ✓ accepted or edited, × rejected."""
    return {"suggested": "?", "rejected": "×"}.get(state, "✓")


def moved(movement: str) -> str:
    """A sign for how a side moved since it last spoke; a word stands on the Track screen."""
    return {"softer": " ↓", "harder": " ↑", "reversed": " ↔"}.get(movement, "")


def basis(position: PositionView) -> str:
    """Whose words a position rests on: the person, else the speaker, else the innermost link of the chain."""
    return one_line(position.person or position.speaker or (position.chain[-1] if position.chain else ""))


def tone(assessments: Sequence[AssessmentView], width: int) -> list[Line]:
    """What was said of the talks: a voice and its words."""
    said = [f"{voice_of(one)}: {', '.join(one_line(word) for word in one.words)}" for one in assessments]
    if not said:
        return []
    return [
        Line(((fit("Tone" if number == 0 else "", LABEL), "dim"), (crop(text, width - LABEL), "plain")), fact)
        for number, (text, fact) in enumerate(zip(said, (("assessment", one.id) for one in assessments), strict=True))
    ]


def voice_of(assessment: AssessmentView) -> str:
    """Who judged: the speaker, with the party's code where the speaker's words do not name one."""
    speaker = one_line(assessment.speaker or "")
    return f"{assessment.party} {speaker}".strip() if assessment.party else speaker or "unattributed"


def day_of(meeting: MeetingView, year: int | None) -> str:
    """The day of a meeting as far as it is known; the article's own word where it is not."""
    return crop(edtf.shown(meeting.date, year=year) or meeting.date_text or "no date", 21)


def meeting_words(meeting: MeetingView) -> str:
    """What a meeting is: who, where, and that it is internal where it is."""
    internal = " (internal)" if meeting.kind == "internal_briefing" else ""
    place = f", {one_line(meeting.place)}" if meeting.place and meeting.place not in meeting.what else ""
    return f"{one_line(meeting.what)}{place}{internal}"


_YEARS = 2
"""Years from which on nobody counts in days."""


def newest(view: StatusView, width: int, key: str) -> list[Line]:
    """That the newest article is much older than the day which is shown, and the key that shows another day."""
    if view.newest is None:
        return []
    days = (date.fromisoformat(view.as_of) - date.fromisoformat(view.newest)).days
    if days <= OLD_NEWS:
        return []
    ago = plural(days, "day") if days < _YEARS * 365 else plural(days // 365, "year")
    said = f"the newest article is of {edtf.shown(view.newest)}, {ago} before; {key} asks for another day"
    texts = wrapped(said, width - LABEL)
    return [labelled("" if number else "No news", text, width, style="accent") for number, text in enumerate(texts)]


def _is_old(meeting: MeetingView, as_of: str) -> bool:
    last = edtf.last_day(meeting.date)
    return last is not None and (date.fromisoformat(as_of) - last).days > OLD_PLAN


def today(view: StatusView, width: int, *, changes: int, roomy: bool = False) -> list[Line]:
    """What a person does this morning: what is due, what to confirm, and at most `changes` of what changed.

    One line each; whole if `roomy`.
    """
    year = int(view.as_of[:4])
    named: set[int] = set()
    rows: list[tuple[str, str, str, tuple[str, int] | None]] = []
    old = [one for one in view.to_confirm if _is_old(one, view.as_of)]
    to_confirm = [one for one in view.to_confirm if one not in old]
    for label, meetings in (("To confirm", to_confirm), ("Due", view.due), ("Internal", view.briefings)):
        fresh = [meeting for meeting in meetings if meeting.id not in named]
        named.update(meeting.id for meeting in fresh)
        rows += [(label, day_of(one, year), meeting_words(one), ("meeting", one.id)) for one in fresh]
    for change in view.changes[:changes]:
        fact = (change.fact_kind, change.fact) if change.fact_kind and change.fact is not None else None
        rows.append(("Changed", edtf.shown(change.day, year=year), one_line(change.sentence), fact))
    if old:
        text = f"{plural(len(old), 'older meeting')} nobody has confirmed: on the timeline"
        rows.insert(len(to_confirm), ("To confirm", "", text, None))
    days = max((cell_len(day) for _, day, _, _ in rows), default=0)
    lines: list[Line] = []
    before = ""
    for label, day, text, fact in rows:
        name = fit("" if label == before else label, LABEL)
        room = max(8, width - LABEL - days - 2)
        for number, what in enumerate(wrapped(text, room) if roomy else [crop(text, room)]):
            head = (
                ((name, "dim"), (fit(day, days) + "  ", "plain")) if number == 0 else ((" " * (width - room), "dim"),)
            )
            lines.append(Line((*head, (what, "plain")), fact))
        before = label
    more = len(view.changes) - changes
    if more > 0 and changes:
        lines.append(labelled("", f"and {plural(more, 'more change')}: {shown_key('changes')}", width, style="dim"))
    return lines


def whole(view: TrackView, width: int, as_of: date) -> list[Line]:
    """The Track screen: everything that counts for the track, each line one fact."""
    lines = [*judgement(view, width), leads(view, width)]
    for party, people in view.delegations.items():
        for number, text in enumerate(wrapped(", ".join(people) or "nobody named", width - LABEL)):
            lines.append(labelled(f"{party} team" if number == 0 else "", text, width))
    lines += [Line(), rule(width, "Meetings")]
    for meeting in view.meetings:
        lines += meeting_lines(meeting, width, as_of.year)
    if not view.meetings:
        lines.append(Line((("none reported or planned", "dim"),)))
    if view.briefings:
        lines += [Line(), rule(width, "Internal briefings")]
        for meeting in view.briefings:
            lines += meeting_lines(meeting, width, as_of.year)
    lines += [Line(), rule(width, "Positions")]
    for issue in view.issues:
        lines += issue_lines(issue, width, roomy=True)
    if not view.issues:
        lines.append(Line((("nothing stated by any side", "dim"),)))
    if view.tone:
        lines += [Line(), rule(width, "Tone and outcome"), *tone(view.tone, width)]
    if view.note:
        lines += [Line(), rule(width, "Note"), *(Line(((text, "plain"),)) for text in wrapped(view.note, width))]
    return lines


def meeting_lines(meeting: MeetingView, width: int, year: int | None) -> list[Line]:
    """A meeting of a track: day, status, place; below it who, and on which condition."""
    fact = ("meeting", meeting.id)
    day = day_of(meeting, year)
    extra = [spoken(one) for one in (meeting.format, meeting.mode) if one]
    text = ", ".join([one_line(meeting.place or "place not stated"), *extra])
    indent = "  " if meeting.parent is not None else ""
    lines = [
        Line(
            (
                (fit(indent + day, 13), "strong"),
                (fit(spoken(meeting.status), 12), "plain"),
                (fit(text, width - 28), "plain"),
                (f" {sign(meeting.state)}", "dim"),
            ),
            fact,
        )
    ]
    more = [", ".join(meeting.people)] if meeting.people else []
    if meeting.condition:
        more.append(f"if: {meeting.condition}")
    for text in more:
        lines += [Line(((" " * 13, "plain"), (part, "dim")), fact) for part in wrapped(text, width - 13)]
    return lines
