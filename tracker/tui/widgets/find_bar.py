"""The line in which words of an article are looked for: the first place while they are typed, the next one on enter."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

if TYPE_CHECKING:
    from textual.widgets import Input, Static

_ASK = "words of this article; enter ↓ next, ↑ before, esc leaves them selected"


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand one after the other in a text, large letters or small; (start, end) offsets, in order."""
    wanted = words.split()
    if not wanted:
        return []
    pattern = r"\s+".join(re.escape(word) for word in wanted)
    return [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]


def place_from(found: Sequence[tuple[int, int]], offset: int) -> int:
    """The first place at or after an offset; from the beginning again where none is."""
    return next((number for number, (start, _) in enumerate(found) if start >= offset), 0)


class FindBar(Horizontal):
    """Hidden until `/`; says where it is among the places that were found."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; background: $panel; }
    FindBar > .find--label { width: 6; padding-left: 1; color: $primary; text-style: bold; }
    FindBar > Input { width: 1fr; background: $panel; }
    FindBar > .find--count { width: auto; padding: 0 1; color: $dim; }
    """

    TYPING_KEYS: ClassVar = (("enter", "next place"), ("↑", "place before"), ("esc", "leave"))

    class Asked(Message):
        """Other words (`step` 0), or the next place of the same (1), or the one before (-1)."""

        def __init__(self, words: str, step: int) -> None:
            self.words, self.step = words, step
            super().__init__()

    class Closed(Message):
        """The line was left."""

    _field: "Input | None" = None
    _count: "Static | None" = None

    async def open(self) -> None:
        """Type here; the words of before stand there, and enter goes on with them."""
        if self._field is None:
            from textual.widgets import Static  # noqa: PLC0415 - where words are looked for, not before

            from tracker.tui.widgets.inputs import LineInput  # noqa: PLC0415

            self._field = LineInput(compact=True, placeholder=_ASK, select_on_focus=True)
            self._count = Static(classes="find--count")
            await self.mount_all([Static(Content("find"), classes="find--label"), self._field, self._count])
        self.display = True
        self._field.focus()

    def tell(self, text: str) -> None:
        """Say which place this is ("2 of 5"), or that there is none."""
        if self._count is not None:
            self._count.update(Content(text))

    def _ask(self, step: int) -> None:
        if self._field is not None:
            self.post_message(self.Asked(self._field.value, step))

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Find them while they are typed."""
        event.stop()
        self._ask(0)

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Enter: the next place."""
        event.stop()
        self._ask(1)

    def do_down(self) -> None:
        """The next place."""
        self._ask(1)

    def do_up(self) -> None:
        """The place before."""
        self._ask(-1)

    def do_back(self) -> None:
        """Leave the line; the words that were found stay selected."""
        self.display = False
        self.post_message(self.Closed())
