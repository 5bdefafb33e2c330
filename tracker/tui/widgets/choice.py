"""One value of a closed list on one line: typed by its first letters, or stepped through with left and right."""

import time
from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.display import one_line

PAUSE: Final = 1.0
"""Seconds after which the next letter begins a new word instead of going on with the last."""


def spoken(choice: str) -> str:
    """A word of a vocabulary as a person reads it ("internal_briefing" -> "internal briefing")."""
    return choice.replace("_", " ")


class Choice(Widget, can_focus=True):
    """A compact select.

    Args:
        choices: what may stand, in their order.
        value: what stands; anything else than a choice is kept and shown until another is chosen.
        required: False lets `backspace` empty it.
    """

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; background: $surface; }
    Choice:focus { background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = set()
    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice":
            """The widget it happened in."""
            return self.choice

    def __init__(
        self,
        choices: Sequence[str],
        value: str = "",
        *,
        required: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.choices = tuple(choices)
        self.required = required
        self._typed = ""
        self._typed_at = 0.0
        self.set_reactive(Choice.value, value)

    def watch_value(self, value: str) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Letters choose, left and right step, backspace empties; everything else is the form's."""
        if event.key in ("left", "right"):
            self._step(1 if event.key == "right" else -1)
        elif event.key in ("backspace", "delete"):
            self._typed = ""
            if self.required:
                self.app.bell()
            else:
                self.value = ""
        elif event.character is not None and event.is_printable:
            self._type(event.character.lower())
        else:
            return
        event.stop()
        event.prevent_default()

    def _step(self, step: int) -> None:
        self._typed = ""
        if self.value in self.choices:
            self.value = self.choices[(self.choices.index(self.value) + step) % len(self.choices)]
        elif self.choices:
            self.value = self.choices[0 if step > 0 else -1]

    def _type(self, letter: str) -> None:
        now = time.monotonic()
        typed = self._typed + letter if now - self._typed_at < PAUSE else letter
        self._typed_at = now
        fitting = [choice for choice in self.choices if spoken(choice).startswith(typed)]
        if not fitting:
            # The same letter again: the next one that begins with it ("p", "p": planned, proposed, postponed).
            fitting = [choice for choice in self.choices if choice.startswith(letter)]
            typed = letter
        if not fitting:
            self.app.bell()
            return
        if len(typed) == 1 and self.value in fitting:
            self.value = fitting[(fitting.index(self.value) + 1) % len(fitting)]
        else:
            self.value = fitting[0]
        self._typed = typed

    def render_line(self, y: int) -> Strip:
        """The value; between arrows where the keys act on it."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        shown = spoken(one_line(self.value))
        text = f"{shown}  ←→" if self.has_focus else shown or "—"
        if self.has_focus:
            style += Style(bold=True)
        return Strip([Segment(set_cell_size(text, width), style)])
