"""The evidence pane: a fact whole, with the exact words of every article it rests on."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tracker.desk.views import AttendanceView, EvidenceView, FactView, MeetingStep
from tracker.domain import edtf
from tracker.domain.shown_values import as_read
from tracker.tui.actions import shown_key
from tracker.tui.display import cell_len, crop, fit, flat, one_line, plural
from tracker.tui.track_lines import sign, spoken
from tracker.tui.widgets.text_pane import Build, Line, TextPane, rule, wrapped
from tracker.tui.widgets.wrapping import Wrapping

_WHITE = re.compile(r"\s+")
_BEGUN = re.compile(r"\A\S+(?=\s)")
_ENDED = re.compile(r"(?<=\s)\S+\Z")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_CUT = 40
"""Characters beside the words that are kept: so many were cut from more."""
_BAR = "│ "
FIELD = 14
"""Cells of a field's label."""
_FIRST = 2
"""Places in the articles that stand above the fields; the others follow below them."""


class FactDetail(TextPane):
    """The fact that a list's cursor stands on."""

    def words_lines(self) -> range:
        """The lines with the words that the fact rests on, the first evidence's."""
        found = [number for number, line in enumerate(self.lines) if any(style == "exact" for _, style in line.parts)]
        after = next((number for number, at in enumerate(found) if at != found[0] + number), len(found))
        return range(found[0], found[0] + after) if found else range(0)

    def show_fact(self, view: FactView | None, above: Build | None = None) -> None:
        """Show a fact, below what `above` gives; None empties the pane."""
        if view is None:
            self.show(lambda _: ())
        else:
            self.show(lambda width: [*(above(width) if above else ()), *fact_lines(view, width)])


def fact_lines(view: FactView, width: int) -> list[Line]:
    """A fact: what it is, where it stands, the words, then its fields; below them what else the articles say."""
    lines = [rule(width, spoken(view.kind))]
    lines += [Line(((text, "strong"),)) for text in wrapped(view.title, width)]
    lines.append(Line(((crop(standing(view), width), "dim"),)))
    lines += evidence_blocks(view.evidence[:_FIRST], width)
    if not view.evidence:
        lines.append(Line((("no article says this", "dim"),)))
    lines.append(Line())
    for one in view.fields:
        if one.value or one.text_says:
            says = one.text_says if one.text_says is None else as_read(view.kind, one.name, one.text_says)
            value = as_read(view.kind, one.name, one.value)
            lines += field_lines(one.label, value, width, manual=one.manual, text_says=says)
    if view.attendance:
        lines += attendance_lines(view.attendance, width)
    if view.note and not any(one.name == "note" for one in view.fields):
        lines += field_lines("Note", view.note, width)
    for at, said in enumerate(view.others):
        lines += field_lines("Others" if at == 0 else "", said, width)
    if len(view.steps) > 1:
        lines += [Line(), rule(width, "How it came to this"), *step_lines(view.steps, width)]
    more = view.evidence[_FIRST:]
    if more:
        said = f"{plural(len(more), 'more place')} in the articles"
        fold = f"and {said}: {shown_key('next_pane')}"
        lines += [Line(fold=fold), rule(width, said), *evidence_blocks(more, width)]
    return lines


def step_lines(steps: Sequence[MeetingStep], width: int) -> list[Line]:
    """A meeting's steps, earliest first: the day, how it stood from then on, who says so."""
    lines = []
    for step in steps:
        day = fit(edtf.shown(step.day), FIELD)
        for number, text in enumerate(wrapped(one_line(step.sentence()), max(1, width - FIELD))):
            style = "plain" if step.counts and not step.clock else "accent"
            lines.append(Line(((day if number == 0 else " " * FIELD, "dim"), (text, style))))
        more = f"and {plural(step.repeated, 'later report')}" if step.repeated else ""
        who = f"set by {one_line(step.by)}" if step.by else one_line(step.origin or step.article_title)
        source = " · ".join(part for part in (who, more) if part)
        if source:
            lines.append(Line(((" " * FIELD, "dim"), (crop(source, width - FIELD), "dim"))))
    return lines


def standing(view: FactView) -> str:
    """Where a fact stands: reviewed or not, how sure, on what it rests."""
    parts = [f"{sign(view.state)} {view.state}"]
    if view.confidence is not None:
        parts.append(f"{round(view.confidence * 100)} %")
    parts.append(one_line(view.basis))
    if view.origins > 1:
        parts.append(plural(view.origins, "origin"))
    return " · ".join(part for part in parts if part)


def field_lines(
    label: str, value: str, width: int, *, manual: bool = False, text_says: str | None = None
) -> list[Line]:
    """One field; where a person set it, a pencil and what the articles say instead."""
    mark = " ✎" if manual else ""
    texts = wrapped(one_line(value) + mark, max(1, width - FIELD)) or [mark.strip()]
    lines = [
        Line(((fit(label if number == 0 else "", FIELD), "dim"), (text, "plain"))) for number, text in enumerate(texts)
    ]
    if text_says is not None:
        said = wrapped(f"the articles say: {text_says or 'nothing'}", max(1, width - FIELD))
        lines += [Line(((" " * FIELD, "dim"), (text, "accent"))) for text in said]
    return lines


def attendance_lines(attendance: Sequence[AttendanceView], width: int) -> list[Line]:
    """Who took part, one a line."""
    lines = []
    side = max((cell_len(one_line(one.side or "—")) for one in attendance), default=0) + 1
    for number, one in enumerate(attendance):
        role = f", {spoken(one.delegation_role)}" if one.delegation_role else ""
        text = f"{one_line(one.name)} ({spoken(one.status)}{role}) {sign(one.state)}"
        for row, part in enumerate(wrapped(text, max(1, width - FIELD - side))):
            label = fit("Attendance" if number == row == 0 else "", FIELD)
            party = fit((one.side or "—") if row == 0 else "", side)
            lines.append(Line(((label, "dim"), (party + part, "plain")), ("attendance", one.id)))
    return lines


def evidence_blocks(evidence: Sequence[EvidenceView], width: int) -> list[Line]:
    """Words after words, each block after an empty line; the article is named once, below the last of its words."""
    lines: list[Line] = []
    before: list[Line] = []
    for one in evidence:
        source = source_lines(one, width)
        if source == before:  # the same article goes on: its name moves below these words
            del lines[-len(source) :]
            lines.append(Line(((_BAR, "rule"),)))
        else:
            lines.append(Line())
        lines += [*words_lines(one, width), *source]
        before = source
    return lines


def words_lines(evidence: EvidenceView, width: int) -> list[Line]:
    """The words, marked in what stands around them in their paragraph: a header or a headline is no part of it."""
    *above, before = _PARAGRAPH.split(evidence.prefix)
    after, *below = _PARAGRAPH.split(evidence.suffix)
    before = _same_line(before if above else "…" + _whole_words(before, -1).lstrip() if before else "")
    exact = _same_line(evidence.exact)
    after = _same_line(after if below else _whole_words(after, 1).rstrip() + "…" if after else "")
    text = before + exact + after
    first, last = len(before), len(before) + len(exact)
    wrapping = Wrapping(text, max(1, width - len(_BAR)))
    wrapping.reach_offset(len(text))
    lines = []
    for line in wrapping.lines:
        cuts = sorted({line.start, line.end, *(cut for cut in (first, last) if line.start < cut < line.end)})
        parts = [(_BAR, "rule")]
        for start, end in pairwise(cuts):
            parts.append((text[start:end], "exact" if first <= start < last else "dim"))
        lines.append(Line(tuple(parts)))
    return lines


def source_lines(evidence: EvidenceView, width: int) -> list[Line]:
    """The article that words stand in and whom it cites; below that whose text it is, what a person thinks of it."""
    chain = " ← ".join(one_line(link) for link in evidence.chain)
    against = "against it: " if evidence.relation == "contradicts" else ""
    title = "" if evidence.article_title == "-" else one_line(evidence.article_title)  # pasted, without a title
    same = f"same text as {one_line(evidence.same_text_as)}" if evidence.same_text_as else ""
    source = " · ".join(part for part in (title, edtf.shown(evidence.published), chain) if part)
    lines = [Line(((_BAR, "rule"), (crop(against + source, width - len(_BAR)), "dim")))]
    if same:
        lines.append(Line(((_BAR, "rule"), (crop(same, width - len(_BAR)), "dim"))))
    if evidence.judgement():
        lines.append(Line(((_BAR, "rule"), (crop(evidence.judgement(), width - len(_BAR)), "accent"))))
    return lines


def _whole_words(text: str, side: int) -> str:
    """What stands before (-1) or after (1) the words, without the part of a word at its far end."""
    if len(text) < _CUT:
        return text  # the article ends there
    kept = _BEGUN.sub("", text, count=1) if side < 0 else _ENDED.sub("", text, count=1)
    return kept if kept.strip() else text


def _same_line(text: str) -> str:
    """On one line, white space as single spaces; a space at an end stays, because it stands between two words."""
    return _WHITE.sub(" ", flat(text))
