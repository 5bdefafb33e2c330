"""Pasting an article: its text, its date, its source; a child process reads it, and what was found is said."""

from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.domain.fields import Field
from tracker.tui.display import content, crop, one_line, plural
from tracker.tui.drafts import DraftedDialog, kept_text
from tracker.tui.jobs import Job
from tracker.tui.screens.base import FIELD_KEYS
from tracker.tui.screens.confirm import ask_to_leave
from tracker.tui.widgets.field_row import FieldRow
from tracker.tui.widgets.inputs import LongText

_DATE = Field("published", "Date", "day", hint="the day it was published: 2025-12-01, 1 Dec, yesterday")
_SOURCE = Field("source", "Source", hint="the outlet that published it")
_KEYS = "Paste the text, then tab: date, source. ctrl+s or enter on the source reads it, esc leaves."


class PasteDialog(DraftedDialog):
    """Take an article's text, date and source, and begin to read.

    Args:
        text: what was pasted already, in a dialog that was not finished.
        published: the date that was typed.
        source: the source that was typed.
    """

    BINDINGS: ClassVar[list[Any]] = [("ctrl+s", "save", "read"), ("f2", "save", "read"), *FIELD_KEYS]
    DEFAULT_CSS = """
    PasteDialog > .paste {
        width: 100%; max-width: 120; height: 100%; max-height: 40; padding: 0 1;
        background: $panel; border: round $primary;
    }
    PasteDialog .paste--title { text-style: bold; height: 1; }
    PasteDialog LongText { height: 1fr; margin: 1 0; background: $background; }
    PasteDialog .paste--help { height: 2; color: $dim; margin: 1 0 0 0; }
    PasteDialog .paste--help.-wrong { color: $error; text-style: bold; }
    """

    def __init__(self, text: str = "", published: str = "", source: str = "") -> None:
        super().__init__()
        self._typed = (text, published, source)

    def compose(self) -> ComposeResult:
        """The text, the date, the source, the keys."""
        today = date.today()
        text, published, source = self._typed
        with Vertical(classes="paste"):
            yield Static(content("Paste an article"), classes="paste--title")
            yield LongText(text, id="text")
            yield FieldRow(_DATE, "", known=None, today=today, typed=published)
            yield FieldRow(_SOURCE, "", known=None, today=today, typed=source)
            yield Static(content(_KEYS), classes="paste--help")

    def on_mount(self) -> None:
        """Paste at once."""
        self.query_one(LongText).focus()

    @property
    def text(self) -> str:
        """What was pasted or typed."""
        return self.query_one("#text", LongText).text

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        told = self.query_one(".paste--help", Static)
        told.set_class(wrong, "-wrong")
        told.update(content(text))

    def on_text_area_changed(self) -> None:
        """Count the words that were pasted."""
        self.keep_draft()
        words = len(self.text.split())
        self._tell(f"{plural(words, 'word')}. {_KEYS}" if words else _KEYS)

    def on_field_row_typed(self) -> None:
        """Keep what was typed."""
        self.keep_draft()

    def draft_name(self) -> str:
        """One draft."""
        return "paste"

    def draft(self) -> dict[str, Any] | None:
        """The text, its date and source; nothing before there is text."""
        if not self.text.strip():
            return None
        date_row, source_row = self.query(FieldRow)
        label = f"A pasted article: {crop(one_line(self.text[:200]), 60)}"
        told = {"what": "paste", "label": label, "text": kept_text(self.text)}
        return told | {"date": date_row.value, "source": source_row.value}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes from the date to the source, and from there begins."""
        event.stop()
        date_row, source_row = self.query(FieldRow)
        if date_row.editor is event.input:
            source_row.focus_editor()
        else:
            self.action_save()

    def action_move(self, step: int) -> None:
        """To the next or previous field."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def do_back(self) -> None:
        """Leave; where something was pasted, ask first."""
        words = len(self.text.split())
        if not words:
            self.dismiss(None)
            return
        ask_to_leave(self, f"Leave without reading the {plural(words, 'pasted word')}?")

    def action_save(self) -> None:
        """Begin to read, where there is text and the date is a day."""
        date_row, source_row = self.query(FieldRow)
        if not self.text.strip():
            self.query_one(LongText).focus()
            self._tell("There is no text yet: paste it here.", wrong=True)
            return
        try:
            published = date_row.meant
        except ValueError as error:
            date_row.complain(str(error))
            date_row.focus_editor()
            self._tell(str(error), wrong=True)
            return
        words = ["ingest", "--progress", "json"]
        if published:
            words += ["--published", published]
        if source_row.meant:
            words.append(f"--source={source_row.meant}")
        job = Job("Reading what was pasted", [*words, "--", "-"], stdin=self.text)
        app = self.tracker
        self.dismiss(None)
        app.start_job(job)
