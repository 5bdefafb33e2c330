"""A person or a party as lines of text: roles with their days, voices, delegations as they changed. Pure functions."""

from collections.abc import Sequence

from tracker.desk.who import DelegationStep, PartyPage, PersonPage, RoleView, SeatView
from tracker.domain import edtf
from tracker.tui.actions import shown_key
from tracker.tui.display import cell_len, crop, fit, one_line, plural
from tracker.tui.matrix_lines import statement_lines
from tracker.tui.track_lines import LABEL, day_of, meeting_words, sign, spoken, tone
from tracker.tui.widgets.text_pane import Line, rule, wrapped

_NONE = "dim"


def person_lines(page: PersonPage, width: int) -> Sequence[Line]:
    """A person: names, roles, meetings, what they said, how they judged."""
    lines = [rule(width, one_line(page.name))]
    lines += labels("Party", page.party or "not stated", width)
    if page.aliases:
        lines += labels("Written", "; ".join(page.aliases), width)
    lines += role_lines(page.roles, width)
    if page.note:
        lines += labels("Note", page.note, width)
    lines += [Line(), rule(width, f"Meetings ({len(page.seats)})")]
    for seat in page.seats:
        lines += seat_lines(seat, width)
    if not page.seats:
        lines.append(Line((("no article names this person at a meeting", _NONE),)))
    lines += [Line(), rule(width, f"Said ({len(page.said) + page.more})")]
    for one in page.said:
        lines.append(Line(((fit(f"{one.party} on {one_line(one.issue)}", width), "key"),), ("position", one.id)))
        lines += statement_lines(one, None, width)
    if page.more:
        lines.append(Line(((f"and {plural(page.more, 'statement')} more: see Positions", "dim"),)))
    if not page.said:
        lines.append(Line((("nothing is known of what this person stated", _NONE),)))
    if page.judged:
        lines += [Line(), rule(width, "Judged"), *tone(page.judged, width)]
    return lines


def role_lines(roles: Sequence[RoleView], width: int) -> list[Line]:
    """The posts, each with the days on which articles state it."""
    if not roles:
        return labels("Roles", "not stated", width)
    lines = []
    for number, role in enumerate(roles):
        lines += labels("Roles" if number == 0 else "", f"{one_line(role.post)} · {stated(role)}", width)
    return lines


def stated(role: RoleView) -> str:
    """Since when a post is stated, and how long it is held where that is known."""
    held = " to ".join(edtf.shown(day) for day in (role.since, role.until) if day)
    if role.first is None:
        said = "typed by a person"
    elif role.first == role.last:
        said = f"stated {edtf.shown(role.first)}"
    else:
        said = f"stated {edtf.shown(role.first)} to {edtf.shown(role.last)}"
    if role.articles > 1:
        said += f", {plural(role.articles, 'article')}"
    return f"held {held}; {said}" if held else said


def seat_lines(seat: SeatView, width: int) -> list[Line]:
    """One meeting of a person: day, what it was, for whom and as what."""
    fact = ("meeting", seat.meeting.id)
    role = f", {seat.delegation_role} of the delegation" if seat.delegation_role else ""
    part = f"for {seat.side}: " if seat.side else ""
    day = fit(day_of(seat.meeting, None), 13)
    head = f"{meeting_words(seat.meeting)} ({spoken(seat.meeting.status)})"
    return [
        Line(((day, "strong"), (crop(head, width - 15), "plain"), (f" {sign(seat.meeting.state)}", "dim")), fact),
        Line(((" " * 13, "plain"), (crop(f"{part}{spoken(seat.status)}{role}", width - 13), "dim")), fact),
    ]


def party_lines(page: PartyPage, width: int) -> Sequence[Line]:
    """A party: who speaks for it, who sat for it where and how that changed, who belongs to it."""
    lines = [rule(width, f"{one_line(page.code)} · {one_line(page.name)} · {spoken(page.type)}")]
    if page.aliases:
        lines += labels("Written", "; ".join(page.aliases), width)
    if page.note:
        lines += labels("Note", page.note, width)
    lines += [Line(), rule(width, "Who speaks for it")]
    for voice in page.voices:
        span = edtf.shown(voice.first)
        if voice.last != voice.first:
            span = f"{span} to {edtf.shown(voice.last)}"
        role = f", {one_line(voice.role)}" if voice.role else ""
        said = f"{plural(voice.statements, 'statement')}, {span}" if span else plural(voice.statements, "statement")
        fact = ("person", voice.person)
        name = crop(f"{one_line(voice.name)}{role}", max(8, width - cell_len(said) - 2))
        gap = " " * max(2, width - cell_len(name) - cell_len(said))
        lines.append(Line(((name, "plain"), (gap, "plain"), (said, "dim")), fact))
    if page.unnamed:
        text = f"{plural(page.unnamed, 'statement')} by nobody of its own that is named"
        lines.append(Line(((crop(text, width), "dim"),)))
    if not page.voices and not page.unnamed:
        lines.append(Line((("nothing stated in its name", _NONE),)))
    for track, steps in page.delegations:
        lines += [Line(), rule(width, f"Delegation: {one_line(track) or 'meetings without a track'}")]
        for step in steps:
            lines += step_lines(step, width)
    if not page.delegations:
        lines += [Line(), rule(width, "Delegations"), Line((("nobody is named at a meeting for it", _NONE),))]
    lines += [Line(), rule(width, f"People ({len(page.people)})")]
    for number, name, role in page.people:
        text = f"{one_line(name)}, {one_line(role)}" if role else one_line(name)
        lines.append(Line(((crop(text, width), "plain"),), ("person", number)))
    if not page.people:
        lines.append(Line((("nobody is known to belong to it", _NONE),)))
    return lines


def step_lines(step: DelegationStep, width: int) -> list[Line]:
    """A delegation at one meeting: who led, who sat, and what changed since the meeting before."""
    fact = ("meeting", step.meeting.id)
    day = fit(day_of(step.meeting, None), 13)
    place = f", {one_line(step.meeting.place)}" if step.meeting.place else ""
    head = f"{spoken(step.meeting.status)}{place}"
    lines = [Line(((day, "strong"), (crop(head, width - 13), "plain")), fact)]
    named = [f"{name} (leads)" if name == step.head else name for name in step.people]
    said: list[tuple[str, str]] = [(", ".join(named), "plain")]
    if step.new_head:
        said.append((f"! {step.head} leads now", "accent"))
    if step.joined:
        said.append((f"+ newly named: {', '.join(step.joined)}", "good"))
    if step.left:
        said.append((f"− named before, not here: {', '.join(step.left)}", "dim"))
    for text, style in said:
        lines += [Line(((" " * 13, "plain"), (part, style)), fact) for part in wrapped(one_line(text), width - 13)]
    return lines


def labels(label: str, text: str, width: int) -> list[Line]:
    """A label and text beside it, on as many lines as it takes."""
    texts = wrapped(one_line(text), max(1, width - LABEL)) or [""]
    return [
        Line(((fit(label if number == 0 else "", LABEL), "dim"), (part, "plain"))) for number, part in enumerate(texts)
    ]


def nothing_lines(what: str) -> list[Line]:
    """That there is nothing, and what to do."""
    return [Line(), Line(((what, "plain"),)), Line(), Line(((shown_key("back"), "key"), ("  back", "dim")))]
