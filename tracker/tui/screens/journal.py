"""The journal: who changed what, when; back to there with a count and a question, or one action alone."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Container

from tracker.desk.views import ActionView
from tracker.domain.shown_values import as_people_read
from tracker.tui.actions import GLOBAL, JOURNAL, LIST, CannotActError
from tracker.tui.display import one_line, plural
from tracker.tui.screens.listing import ListScreen
from tracker.tui.sources import Source
from tracker.tui.track_lines import spoken
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.text_pane import Line, TextPane, rule, wrapped
from tracker.tui.widgets.virtual_table import VirtualTable

_WHAT: Final = {"new": ("+", "good"), "gone": ("−", "bad"), "changed": ("~", "accent")}
_FACTS: Final = frozenset({"track", "meeting", "attendance", "position", "assessment", "person", "party", "venue"})
_REST: Final = {
    "evidence": "words of articles",
    "reading": "readings",
    "extraction": "readings of articles",
    "manual_value": "marks of what a person set",
    "alias": "names",
}


def moment(at: str) -> str:
    """A moment of the journal as a person reads it: "1 Dec 2025 09:14"."""
    return as_people_read(at[:16])


def what_cell(row: Any) -> tuple[str, str]:
    """What was done; whether it was an undo or a redo; what became of it."""
    label = {"undo": "undo: ", "redo": "redo: "}.get(row["kind"], "") + one_line(row["label"])
    if row["undone_by"]:
        return f"(undone by {row['undone_by']}) {label}", "dim"
    return (f"(not ended) {label}", "accent") if row["finished"] is None else (label, "strong")


class JournalScreen(ListScreen):
    """Every action, the newest first; beside it what the one under the cursor changed."""

    TITLE: ClassVar[str] = "Journal"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, JOURNAL)
    FOOTER: ClassVar = ("undo_to", "undo_this", "open", "undo", "redo", "filter", "sort", "next_pane")
    COLUMNS: ClassVar = (
        Column("newest", "NO", lambda row: (str(row["id"]), "dim"), 5, right=True, down=True),
        Column("at", "WHEN", lambda row: moment(row["at"]), 17, sort=False),
        Column("actor", "WHO", lambda row: (one_line(row["actor"]), "key"), 6, flex=1, most=14),
        Column("label", "WHAT", what_cell, 20, flex=6, sort=False),
        Column("changes", "ROWS", lambda row: (f"{row['changes']:,}", "dim"), 6, right=True, sort=False, rank=1),
    )
    EMPTY: ClassVar[str] = (
        "Nothing was done yet.\n\nEvery change will stand here: who made it, when, and what it changed.\n"
        "i  read articles: a reading is one action, and can be taken back whole"
    )

    def compose_body(self) -> ComposeResult:
        """The actions; what one of them changed; the filter line."""
        with Container(classes="split"):
            yield VirtualTable(self.COLUMNS, key=self.key_of)
            yield TextPane(name="action")
        yield FilterBar()

    @property
    def action(self) -> TextPane:
        """The pane of what an action changed."""
        return self.query_one(TextPane)

    def on_resize(self) -> None:
        """Side by side where it is wide."""
        self.query_one(".split").set_class(self.size.width >= 110, "-wide")

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """A window on the journal."""
        from tracker.desk.lists import long_list  # noqa: PLC0415

        name, turned = sort or (None, False)
        return long_list(self.db, "journal", words=words, sort=name, reverse=turned)

    def key_of(self, row: Any) -> Hashable:
        """An action is its number."""
        return int(row["id"])

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """An action is no fact."""
        del row
        return None

    # What the action under the cursor changed

    def shown(self) -> None:
        """The list was read anew: so is the action."""
        self.action.display = bool(self.table.total)
        self.show_detail(self.table.row)

    def show_detail(self, row: Any | None) -> None:
        """Read what the action changed once the cursor rests on it."""
        if row is None:
            self.action.show(lambda _: ())
        else:
            self.set_timer(self.rest.pause(), lambda: self._read_action(row["id"]))

    def _read_action(self, number: int) -> None:
        row = self.table.row if self.alive and self.is_current else None
        if row is not None and row["id"] == number:
            from tracker.desk import history  # noqa: PLC0415

            self.load(history.action, self._show_action, self.db, number)

    def _show_action(self, view: ActionView) -> None:
        row = self.table.row
        if row is not None and row["id"] == view.line.id:
            self.action.show(lambda width: action_lines(view, width))

    def open_row(self, row: Any) -> None:
        """Enter on an action: to what it changed; there, enter opens a fact."""
        del row
        if self.action.fact is None:
            self.say("What this action changed is not a fact that can be opened.", kind="refused")
        else:
            self.action.focus()

    def copy_text(self) -> str:
        """The marked actions; of the pane, what it shows."""
        return self.action.text() if self.action.has_focus else super().copy_text()

    # Taking back

    def why_not(self, name: str) -> str | None:
        """An action that was undone is undone by its undo only once."""
        row = self.table.row
        if name == "journal":
            return "This is the journal already."
        if name in ("undo_to", "undo_this") and row is None:
            return self.EMPTY.splitlines()[0]
        if name == "undo_this" and row is not None and row["undone_by"]:
            return f"This was undone already, by action {row['undone_by']}."
        return super().why_not(name)

    def do_journal(self) -> None:
        """This is it."""
        raise CannotActError("This is the journal already.")

    def do_undo_this(self) -> None:
        """Take the action under the cursor back alone; an undo is done again."""
        from tracker.desk import history  # noqa: PLC0415

        row: Any = self.table.row
        self.write(history.undo_txn, row["id"])

    def do_undo_to(self) -> None:
        """Count what came after the action, ask, and take all of it back."""
        from tracker.desk import history  # noqa: PLC0415

        row: Any = self.table.row
        number, label = row["id"], one_line(row["label"])

        def counted(count: int) -> None:
            if not count:
                self.say("All is as it was after this action.", kind="refused")
                return
            actions = plural(count, "later action")
            question = f"Take back {actions}, so that all is as it was after “{label}” ({moment(row['at'])})?"
            self.tracker.open("confirm", question, f"take back {count}", "leave all as it is", then=answered)

        def answered(yes: bool | None) -> None:
            if yes:
                self.write(history.undo_back, number)

        self.load(history.later, counted, self.db, number)


def action_lines(view: ActionView, width: int) -> Sequence[Line]:
    """An action: who, when, what became of it; each fact it changed with its fields, before and after."""
    line = view.line
    lines = [rule(width, f"action {line.id}")]
    lines += [Line(((text, "strong"),)) for text in wrapped(line.label, width)]
    said = f"{moment(line.at)} · {one_line(line.actor)} · {plural(line.changes, 'row')}"
    if line.undoes:
        said += f" · takes back action {line.undoes}"
    if line.undone_by:
        said += f" · undone by action {line.undone_by}"
    lines += [Line(((text, "dim"),)) for text in wrapped(said, width)]
    lines.append(Line())
    for row in view.rows:
        sign, style = _WHAT[row.what]
        fact = (row.kind, row.fact) if row.fact is not None and row.kind in _FACTS else None
        texts = wrapped(f"{spoken(row.kind)}: {row.title}" if row.title else spoken(row.kind), max(1, width - 2))
        for number, text in enumerate(texts):
            lines.append(Line(((f"{sign} " if number == 0 else "  ", style), (text, "plain")), fact))
        for one in row.fields:
            before, after = one_line(one.before), one_line(one.after)
            change = f"{one.label}: {before or 'nothing'} → {after or 'nothing'}" if row.what == "changed" else ""
            change = change or f"{one.label}: {before or after}"
            lines += [Line((("    ", "dim"), (text, "dim")), fact) for text in wrapped(change, max(1, width - 4))]
    if view.rest:
        rest = ", ".join(f"{count:,} {_REST.get(table, spoken(table))}" for table, count in view.rest.items())
        lines += [Line(((text, "dim"),)) for text in wrapped(f"beside them: {rest}", width)]
    if view.more:
        lines.append(Line(((f"and {plural(view.more, 'row')} more", "dim"),)))
    return lines
