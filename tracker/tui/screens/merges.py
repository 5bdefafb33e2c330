"""Who is who: pairs of facts that may be one, with the reason; each is joined or kept apart at one key."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from tracker.desk.views import FactView
from tracker.tui.display import one_line
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.sources import Source
from tracker.tui.track_lines import spoken
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.fact_detail import fact_lines
from tracker.tui.widgets.text_pane import Line, rule, wrapped


class MergesScreen(FactListScreen):
    """The questions that nobody has answered. Accepting makes the two one, rejecting keeps them two for good."""

    TITLE: ClassVar[str] = "Who is who"
    FOOTER: ClassVar = ("accept", "reject", "evidence", "filter", "back", "undo")
    COLUMNS: ClassVar = (
        Column("kind", "KIND", lambda row: (spoken(row.kind), "dim"), 8),
        Column("one", "THIS", lambda row: (one_line(row.one_title), "strong"), 18, flex=2, most=44),
        Column("two", "MAY BE", lambda row: (one_line(row.two_title), "strong"), 18, flex=2, most=44),
        Column("reason", "WHY", lambda row: (one_line(row.reason), "dim"), 12, flex=3, sort=False, rank=1),
    )
    EMPTY: ClassVar[str] = (
        "No two facts wait to be made one.\n\n"
        "What is certain is joined when an article is read; what is only likely is asked here.\n"
        "space, space, m  on People joins two persons that you know to be one"
    )

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """A window on the questions."""
        from tracker.desk.merge_questions import QuestionList  # noqa: PLC0415

        name, turned = sort or (None, False)
        return QuestionList(self.db, words, name, reverse=turned)

    def key_of(self, row: Any) -> Hashable:
        """A question is its number."""
        return int(row.id)

    def row_fact(self, row: Any) -> tuple[str, int] | None:
        """Its number is its own."""
        return ("merge_suggestion", int(row.id))

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The first of the two: its words stand in the pane, below the question."""
        return (row.kind, row.one)

    def above(self, row: Any, width: int) -> Sequence[Line]:
        """The question, and the reason whole."""
        lines = [rule(width, "One, or two?")]
        lines += [
            Line(((text, "strong"),))
            for text in wrapped(f"{one_line(row.one_title)} ≟ {one_line(row.two_title)}", width)
        ]
        return [*lines, *(Line(((text, "accent"),)) for text in wrapped(one_line(row.reason), width)), Line()]

    def _read_fact(self, fact: tuple[str, int]) -> None:
        row = self.table.row
        if self.alive and self.is_current and row is not None and self.fact_of(row) == fact:
            self.load(self._both, self._show_both, row)

    def _both(self, row: Any) -> tuple[Any, FactView, FactView]:
        from tracker.desk import facts  # noqa: PLC0415

        return row, facts.fact(self.db, row.kind, row.one), facts.fact(self.db, row.kind, row.two)

    def _show_both(self, found: tuple[Any, FactView, FactView]) -> None:
        """The question, then each of the two with its words: nobody can answer without both."""
        row, one, two = found
        if self.table.row is not None and self.table.row.id == row.id:

            def both(width: int) -> list[Line]:
                first = [line._replace(fold="") for line in fact_lines(one, width)]  # the second stands below it
                return [*self.above(row, width), *first, Line(), *fact_lines(two, width)]

            self.detail.show(both)

    def why_not(self, name: str) -> str | None:
        """A question is answered; the facts are changed on their own screens."""
        row = self.table.row
        if name in ("accept", "reject", "merge"):
            if row is None:
                return "No two facts wait to be made one."
            return f"{self.table.marked} rows are marked; answer one by one." if self.table.marked else None
        return super().why_not(name)

    def do_accept(self) -> None:
        """They are one: the first stays."""
        self._answer(one=True)

    do_merge = do_accept

    def do_reject(self) -> None:
        """They are two, and it is not asked again."""
        self._answer(one=False)

    def _answer(self, *, one: bool) -> None:
        from tracker.desk import merge  # noqa: PLC0415

        row: Any = self.table.row
        self.write(merge.answer, row.id, one=one)
