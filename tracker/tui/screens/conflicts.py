"""Where articles contradict each other: one row a field of a fact, its values with who says them."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from tracker.desk.views import ConflictValue
from tracker.domain import durations, edtf
from tracker.tui.actions import shown_key
from tracker.tui.display import crop, one_line, plural
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.sources import Source
from tracker.tui.track_lines import spoken
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.text_pane import Line, rule, wrapped


def value_words(value: ConflictValue) -> str:
    """A value and how many distinct origins say it."""
    shown = one_line(durations.shown(edtf.shown(value.value))) or "nothing"
    origins = ", ".join(one_line(origin) for origin in value.origins) or plural(len(value.articles), "article")
    return f"{shown} ({origins})"


def values_cell(row: Any) -> str:
    """The values one beside the other."""
    return " ≠ ".join(value_words(value) for value in row.values)


def state_cell(row: Any) -> tuple[str, str]:
    """Open, or how it was resolved."""
    return ("open", "accent") if row.state == "open" else (one_line(f"resolved: {row.resolution or ''}"), "dim")


_BOTH = "\0both"
_OTHER = "\0other"


class ConflictsScreen(FactListScreen):
    """All contradictions, open ones first."""

    TITLE: ClassVar[str] = "Conflicts"
    FOOTER: ClassVar = ("edit", "evidence", "unreview", "filter", "sort", "note", "undo")
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
        if name in ("accept", "reject", "merge", "delete") and row is not None:
            return f"A contradiction is resolved: {shown_key('edit')} chooses a value, or keeps both."
        if name == "unreview" and row is not None and row.state == "open":
            return "This one is open already."
        return super().why_not(name)

    def do_edit(self) -> None:
        """Choose one of the values, keep both, or type a third in the form."""
        row: Any = self.table.row
        options = [(value.value, value_words(value)) for value in row.values]
        options += [(_BOTH, "keep both"), (_OTHER, "another value…")]

        def answered(choice: str | None) -> None:
            if choice == _OTHER:
                self.tracker.open_form(row.kind, row.fact)
            elif choice is not None:
                from tracker.desk import conflicts  # noqa: PLC0415

                self.write(conflicts.resolve, row.id, conflicts.KEEP_BOTH if choice == _BOTH else choice)

        self.tracker.open("choice", f"{row.about}: which {spoken(row.field)} is right?", options, then=answered)

    def above(self, row: Any, width: int) -> Sequence[Line]:
        """Each value with everybody who says it."""
        lines = [rule(width, spoken(row.field))]
        for value in row.values:
            articles = ", ".join(value.articles)
            for number, part in enumerate(wrapped(f"{value_words(value)} — {articles}", max(1, width - 2))):
                lines.append(Line((("≠ " if number == 0 else "  ", "accent"), (part, "plain"))))
        if row.state != "open":
            lines.append(Line(((crop(f"resolved: {row.resolution or ''}", width), "dim"),)))
        return [*lines, Line()]

    def do_unreview(self) -> None:
        """Open a resolved contradiction again."""
        from tracker.desk import conflicts  # noqa: PLC0415

        row: Any = self.table.row
        self.write(conflicts.reopen, row.id)

    def key_of(self, row: Any) -> Hashable:
        """A conflict is its id."""
        return int(row.id)

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The fact that it is about."""
        return (row.kind, row.fact)
