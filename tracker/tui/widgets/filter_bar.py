"""The line in which a list's filter is typed: words in any order, terms such as `party:UA`, one filter on another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from tracker.tui.display import one_line

if TYPE_CHECKING:
    from textual import events
    from textual.widgets import Input, Static

_ASK = 'words in any order, "a phrase", party:UA since:2026-01; enter keeps, esc clears'


class FilterBar(Horizontal):
    """Hidden until `/`; live while typing. Enter keeps what is typed as one filter more, esc takes it away."""

    TYPING_KEYS: ClassVar = (("enter", "keep it"), ("esc", "take it away"))

    class Changed(Message):
        """The words are others now."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Closed(Message):
        """The line was left; the filter stays as it is."""

    _field: "Input | None" = None
    _chips: "Static | None" = None

    def __init__(self) -> None:
        super().__init__()
        self._filters: list[str] = []
        self._typing = False

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that were kept, the first one first."""
        return tuple(self._filters)

    @property
    def words(self) -> str:
        """All filters and what is typed, as one: every part of it must hold."""
        typed = self._field.value if self._field is not None else ""
        return " ".join(part for part in (*self._filters, typed.strip()) if part)

    def set_filters(self, filters: Sequence[str]) -> None:
        """Show filters that were kept before, without telling the list: it was given them too."""
        self._filters = [whole for one in filters if (whole := _closed(one))]
        if self._field is not None:
            with self.prevent(self._field.Changed):
                self._field.value = ""
        if self._filters and self._field is None:
            self.call_later(self._make)
        self._show()

    async def open(self) -> None:
        """Show the line and type in it. Its field is made when it is first asked for, not when the app starts."""
        self._typing = True
        await self._make()
        self._show()
        if self._field is not None:
            self._field.focus()

    def close(self, *, clear: bool = False) -> None:
        """Leave the line; with `clear` take away what is typed, else the last filter."""
        if clear:
            if self._field is not None and self._field.value:
                self._field.value = ""
            elif self._filters:
                self._filters.pop()
                self.post_message(self.Changed(self.words))
        self._typing = False
        self._show()
        self.post_message(self.Closed())

    async def _make(self) -> None:
        if self._field is not None:
            return
        from textual.widgets import Static  # noqa: PLC0415

        from tracker.tui.widgets.inputs import LineInput  # noqa: PLC0415

        self._chips = Static(classes="filter--chips")
        self._field = LineInput(compact=True, placeholder=_ASK)
        await self.mount_all([Static(Content("filter"), classes="filter--label"), self._chips, self._field])
        self._show()

    def _show(self) -> None:
        typed = self._field.value if self._field is not None else ""
        self.set_class(bool(self._filters or typed or self._typing), "-open")
        if self._chips is None:
            return
        parts = [Content.styled(one_line(one), "bold") for one in self._filters]
        plus = Content.styled(" + ", "dim")
        self._chips.update(plus.join([*parts, Content("")] if self._typing and parts else parts))
        self._chips.display = bool(parts)
        if self._field is not None:
            self._field.display = self._typing
            self._field.placeholder = "enter keeps, esc clears, backspace changes the last one" if parts else _ASK

    def on_key(self, event: "events.Key") -> None:
        """Backspace where nothing is typed: change the filter before."""
        if event.key == "backspace" and self._field is not None and not self._field.value and self._filters:
            event.stop()
            event.prevent_default()
            self._field.value = self._filters.pop()
            self._field.cursor_position = len(self._field.value)
            self._show()

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Tell the list, live."""
        event.stop()
        self.post_message(self.Changed(self.words))

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Keep the filter, and leave the line."""
        event.stop()
        typed = _closed(event.value)
        if typed and self._field is not None:
            self._filters.append(typed)
            self._field.value = ""
        self.close()

    def do_back(self) -> None:
        """Esc: take away what is typed; the filters before stay."""
        if self._field is not None and self._field.value:
            self._field.value = ""
        self.close()


def _closed(text: str) -> str:
    """A filter by itself: a quotation mark that is open would reach into the next one."""
    text = text.strip()
    return text + '"' if text.count('"') % 2 else text
