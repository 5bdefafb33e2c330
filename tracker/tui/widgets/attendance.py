"""The people of a meeting inside its form: one line each, to be edited, added and taken away."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tracker.desk.views import AttendanceView
from tracker.tui.display import fit
from tracker.tui.widgets.choice import spoken


class AttendanceList(OptionList):
    """Who was there, one line a person. `enter` or `e` edits, `n` adds, `D` takes away.

    Args:
        people: the attendance of the meeting, in order.
    """

    DEFAULT_CSS = """
    AttendanceList { height: auto; max-height: 12; border: none; padding: 0; margin: 1 0 0 0; background: $surface; }
    AttendanceList > .option-list--option-highlighted { background: transparent; color: $foreground; text-style: none; }
    AttendanceList:focus > .option-list--option-highlighted { background: $cursor; text-style: bold; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        ("e", "ask('edit')", "edit"),
        ("n", "ask('new')", "add"),
        ("D", "ask('delete')", "take away"),
        ("delete", "ask('delete')", "take away"),
        ("j", "cursor_down", "down"),
        ("k", "cursor_up", "up"),
    ]

    class Asked(Message):
        """Something is to be done: `what` is edit, new or delete; `row` the attendance, None for a new one."""

        def __init__(self, what: str, row: int | None) -> None:
            super().__init__()
            self.what = what
            self.row = row

    def __init__(self, people: Sequence[AttendanceView], **kwargs: Any) -> None:
        super().__init__(compact=True, **kwargs)
        self._people = tuple(people)

    def on_mount(self) -> None:
        """Show who is known."""
        self.show(self._people)

    def show(self, people: Sequence[AttendanceView]) -> None:
        """Show other people; the cursor stays where it was, as far as it can."""
        at = self.highlighted
        self._people = tuple(people)
        self.clear_options()
        add = "  n add a person" if people else "  nobody is recorded: n adds a person"
        self.add_options([*(Option(Content(_line(one))) for one in people), Option(Content(add))])
        self.highlighted = min(at, len(people)) if at is not None else 0

    def action_ask(self, what: str) -> None:
        """Tell the form what is to be done with the line under the cursor."""
        at = self.highlighted
        one = self._people[at] if at is not None and at < len(self._people) else None
        if what == "new" or (one is None and what == "edit"):
            self.post_message(self.Asked("new", None))
        elif one is None:
            self.app.bell()
        else:
            self.post_message(self.Asked(what, one.id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter edits, or adds on the last line."""
        event.stop()
        self.action_ask("edit")


def _line(one: AttendanceView) -> str:
    role = "head" if one.delegation_role == "head" else ""
    state = "" if one.state == "suggested" else one.state
    return f"  {fit(one.name, 28)} {fit(one.side or '', 8)} {fit(spoken(one.status), 12)} {fit(role, 5)} {state}"
