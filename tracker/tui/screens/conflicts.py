"""Where articles contradict each other: one row a field of a fact, its values with who says them."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from tracker.desk.views import ConflictValue
from tracker.domain import edtf
from tracker.domain.fields import FIELDS
from tracker.domain.shown_values import as_people_read
from tracker.tui.actions import CONFLICT, FACT, GLOBAL, LIST, action, shown_key
from tracker.tui.display import crop, one_line, plural
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.sources import Source
from tracker.tui.track_lines import spoken
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.text_pane import Line, rule, wrapped


def value_words(value: ConflictValue) -> str:
    """A value and how many distinct origins say it."""
    shown = one_line(as_people_read(value.value)) or "nothing"
    origins = ", ".join(one_line(origin) for origin in value.origins) or plural(len(value.articles), "article")
    return f"{shown} ({origins})"


def said_by(value: ConflictValue) -> str:
    """A value of what is said to have happened, with who says it: both sides may stand in one paper."""
    voices = dict.fromkeys(one_line(quote.chain[-1]) for quote in value.quotes if quote.chain)
    return f"{one_line(as_people_read(value.value))} ({', '.join(voices)})" if voices else value_words(value)


def told(row: Any, value: ConflictValue) -> str:
    """A value as its contradiction shows it."""
    return said_by(value) if row.kind == _CLAIM else value_words(value)


def values_cell(row: Any) -> str:
    """The values one beside the other."""
    return " ≠ ".join(told(row, value) for value in row.values)


def state_cell(row: Any) -> tuple[str, str]:
    """Open, or how it was resolved."""
    return ("open", "accent") if row.state == "open" else (resolved(row), "dim")


def resolved(row: Any) -> str:
    """How a contradiction was resolved."""
    chosen = row.resolution or ""
    return f"resolved: {'both kept' if chosen == KEEP_BOTH else one_line(as_people_read(chosen))}"


KEEP_BOTH = "both"
"""As `desk.conflicts.KEEP_BOTH`, which is not loaded before somebody resolves."""
_BOTH = "\0both"
_OTHER = "\0other"
_CHOICES = ("choose_left", "choose_right", "keep_both")
_CLAIM = "claim"
_NO_FACT = "This is what articles say happened, not a fact of its own."
_OF_CLAIM = {"edit": None, "evidence": None} | dict.fromkeys(
    ("accept", "reject", "merge", "delete", "note", "grade", "editor", "fill", "repeat", "split", "purge"), _NO_FACT
)
"""Why what is done to facts cannot be done to what is only said to have happened; None where it can."""


class ConflictsScreen(FactListScreen):
    """All contradictions, open ones first."""

    TITLE: ClassVar[str] = "Conflicts"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, FACT, CONFLICT)
    FOOTER: ClassVar = (
        "choose_left",
        "choose_right",
        "keep_both",
        "edit",
        "evidence",
        "unreview",
        "filter",
        "sort",
        "note",
        "undo",
    )
    SCREEN_ID: ClassVar[str] = "conflicts"
    COLUMNS: ClassVar = (
        Column("about", "ABOUT", lambda row: (one_line(row.about), "strong"), 16, flex=2, most=44),
        Column("field", "FIELD", lambda row: spoken(row.field), 10),
        Column("values", "WHO SAYS WHAT", values_cell, 20, flex=4, sort=False),
        Column("state", "STATE", state_cell, 8, flex=1, most=24),
    )
    EMPTY: ClassVar[str] = (
        "No article contradicts another.\n\n"
        "Where two give different days, places or names for one fact, both stand here."
    )

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """A window on the conflicts."""
        from tracker.desk.conflicts import ConflictList  # noqa: PLC0415

        name, turned = sort or (None, False)
        return ConflictList(self.db, words, name, reverse=turned, as_of=self.as_of)

    # Editing a contradiction is resolving it, taking the decision back is opening it again.

    def why_not(self, name: str) -> str | None:
        """A conflict is resolved, not accepted."""
        row = self.table.row
        if row is not None and row.kind == _CLAIM and name in _OF_CLAIM:
            return _OF_CLAIM[name]
        if name in ("accept", "reject", "merge", "delete") and row is not None:
            return f"A contradiction is resolved: {shown_key('edit')} chooses a value, or keeps both."
        if name == "unreview" and row is not None and row.state == "open":
            return "This one is open already."
        if name in _CHOICES and row is None:
            return action(name).nowhere
        if name in _CHOICES and row is not None:
            if row.state != "open":
                return (
                    f"This one is resolved: {shown_key('unreview')} opens it again, {shown_key('edit')} chooses anew."
                )
            if name != "keep_both" and len(row.values) != 2:
                return f"{len(row.values)} values stand here: {shown_key('edit')} chooses one of them."
        return super().why_not(name)

    def do_choose_left(self) -> None:
        """The first of two values is right."""
        row: Any = self.table.row
        self._resolve(row, row.values[0].value)

    def do_choose_right(self) -> None:
        """The second of two values is right."""
        row: Any = self.table.row
        self._resolve(row, row.values[1].value)

    def do_keep_both(self) -> None:
        """Both values stand."""
        self._resolve(self.table.row, KEEP_BOTH)

    def _resolve(self, row: Any, value: str) -> None:
        from tracker.desk import conflicts  # noqa: PLC0415

        self.write(conflicts.resolve, row.id, value)

    def do_edit(self) -> None:
        """Choose a value, keep both, or type a third: in the form, or here where the fact has no such field."""
        row: Any = self.table.row
        options = [(value.value, told(row, value)) for value in row.values]
        options += [(_BOTH, "keep both")]
        if row.kind != _CLAIM:
            options.append((_OTHER, "another value…"))

        def answered(choice: str | None) -> None:
            if choice == _OTHER and any(field.name == row.field for field in FIELDS[row.kind]):
                self.tracker.open_form(row.kind, row.fact)
            elif choice == _OTHER:
                self.tracker.open("prompt", question, hint="what you know to be right", then=resolve)
            else:
                resolve(KEEP_BOTH if choice == _BOTH else choice)

        def resolve(value: str | None) -> None:
            if value is not None:
                self._resolve(row, value)

        question = f"{row.about}: which {spoken(row.field)} is right?"
        self.tracker.open("choice", question, options, then=answered)

    def above(self, row: Any, width: int) -> Sequence[Line]:
        """Each value with everybody who says it."""
        lines = [rule(width, spoken(row.field))]
        if row.kind == _CLAIM:
            lines += [Line(((part, "strong"),)) for part in wrapped(one_line(row.about), width)]
        for value in row.values:
            # The words that tell the value; those of what is no fact stand beneath, with their places.
            said = [one_line(quote.exact) for quote in value.quotes[:1] if row.kind != _CLAIM]
            words = "; ".join(f"“{one}”" for one in said or [one_line(title) for title in value.titles])
            whole = " — ".join(part for part in (told(row, value), words) if part)
            for number, part in enumerate(wrapped(whole, max(1, width - 2))):
                lines.append(Line((("≠ " if number == 0 else "  ", "accent"), (part, "plain"))))
        if row.state != "open":
            by = f", by {one_line(row.resolved_by)}" if row.resolved_by else ""
            on = f", {edtf.shown(row.resolved_on)}" if row.resolved_on else ""
            lines += [Line(((part, "dim"),)) for part in wrapped(f"{resolved(row)}{by}{on}", width)]
        return [*lines, Line()]

    def do_unreview(self) -> None:
        """Open a resolved contradiction again."""
        from tracker.desk import conflicts  # noqa: PLC0415

        row: Any = self.table.row
        self.write(conflicts.reopen, row.id)

    def key_of(self, row: Any) -> Hashable:
        """A conflict is its id."""
        return int(row.id)

    def row_fact(self, row: Any) -> tuple[str, int] | None:
        """Its number is its own."""
        return ("conflict", int(row.id))

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The fact that it is about; None where it is about what is said to have happened, of which no fact is kept."""
        return (row.kind, row.fact) if row.kind != _CLAIM else None

    # What is said to have happened (who broke a truce, when it begins) has its words in the contradiction alone.

    def show_detail(self, row: Any | None) -> None:
        """The fact it is about, else every value with its words."""
        if row is None or row.kind != _CLAIM:
            super().show_detail(row)
            return
        self.detail.show(lambda width: [*self.above(row, width), *quote_lines(row, width)])

    def open_row(self, row: Any) -> None:
        """Enter: the words of the first value that has some."""
        if row.kind != _CLAIM:
            super().open_row(row)
        else:
            self._open_quote(row)

    def do_evidence(self) -> None:
        """The article, at the fact's words, or at those of the first value."""
        row: Any = self.table.row
        if row.kind != _CLAIM:
            super().do_evidence()
        else:
            self._open_quote(row)

    def _open_quote(self, row: Any) -> None:
        quote = next((quote for value in row.values for quote in value.quotes), None)
        if quote is None:
            self.say("No article's words stand behind this.", kind="refused")
        else:
            self.tracker.open_article(quote.article, words=(quote.start, quote.end))


def quote_lines(row: Any, width: int) -> list[Line]:
    """Each value's words with the article and the chain they came by."""
    lines: list[Line] = []
    for value in row.values:
        for quote in value.quotes:
            lines += [Line((("│ ", "rule"), (part, "exact"))) for part in wrapped(one_line(quote.exact), width - 2)]
            chain = " ← ".join(one_line(link) for link in quote.chain)
            source = " · ".join(part for part in (one_line(quote.title or quote.file), chain) if part)
            lines += [Line((("│ ", "rule"), (crop(source, width - 2), "dim"))), Line()]
    return lines
