"""A dialog that asks for one line of text, and checks it before it closes."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.tui.display import block, content
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.widgets.inputs import LineInput


class PromptDialog(TrackerDialog[str | None]):
    """Ask for one line. Dismissed with the text on enter, with None on esc.

    Args:
        question: what is asked.
        value: what stands in the field at first.
        hint: what stands under the field, on one line or several.
        check: gives a sentence where the text will not do, else None; shown under the field while typing.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, question: str, *, value: str = "", hint: str = "", check: Callable[[str], str | None] | None = None
    ) -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._hint = hint
        self._check = check

    def compose(self) -> ComposeResult:
        """The question, the field, the hint or what is wrong."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), classes="dialog--title")
            yield LineInput(value=self._value, select_on_focus=True)
            yield Static(block(self._hint), classes="dialog--hint")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def _wrong(self, text: str) -> str | None:
        return self._check(text) if self._check else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say beside the field what is wrong with it, while it is typed."""
        wrong = self._wrong(event.value)
        hint = self.query_one(".dialog--hint", Static)
        hint.set_class(wrong is not None, "-wrong")
        hint.update(content(wrong) if wrong else block(self._hint))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text where it will do."""
        if self._wrong(event.value) is None:
            self.dismiss(event.value)
