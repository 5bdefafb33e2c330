"""The free note of a fact or an article: written here, or in the person's own editor."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tracker.desk.views import Done
from tracker.tui.actions import CannotActError
from tracker.tui.display import content, crop
from tracker.tui.drafts import DraftedDialog, kept_text
from tracker.tui.editor import edited
from tracker.tui.hosting import refusal
from tracker.tui.screens.confirm import ask_to_leave
from tracker.tui.widgets.inputs import LongText


class NoteDialog(DraftedDialog):
    """Write the note of a fact or an article. Dismissed with what was done, or None.

    Args:
        kind: the kind of fact, or "article".
        fact: its id.
        typed: what was typed already, in a dialog that was not finished.
    """

    BINDINGS: ClassVar[list[Any]] = [
        ("ctrl+s", "save", "save"),
        ("f2", "save", "save"),
        # With priority: in a text ctrl+e goes to the end of the line otherwise.
        Binding("ctrl+e", "editor", "editor", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteDialog LongText { height: 10; margin: 1 0; background: $background; }
    """

    def __init__(self, kind: str, fact: int, *, typed: str | None = None) -> None:
        super().__init__()
        self._kind, self._fact = kind, fact
        self._before = ""
        self._typed = typed
        self._about = ""
        self._gone: str | None = None

    def compose(self) -> ComposeResult:
        """What it is about, the text, the keys. The note is one row: it is read here."""
        try:
            title, note = self._read()
        except Exception as error:
            self._gone = refusal(error)
            if self._gone is None:
                raise
            return
        with Vertical(classes="dialog"):
            self._about = f"Note on {title}"
            yield Static(content(crop(self._about, 66)), classes="dialog--title")
            self._before = LongText(note).text
            text = LongText(note if self._typed is None else self._typed)
            yield text
            yield Static(content("ctrl+s saves, ctrl+e opens your editor, esc leaves."), classes="dialog--hint")

    def _read(self) -> tuple[str, str]:
        if self._kind == "article":
            from tracker.desk import articles  # noqa: PLC0415

            article = articles.article_view(self.db, self._fact)
            return article.title, article.note
        from tracker.desk import facts  # noqa: PLC0415

        fact = facts.fact(self.db, self._kind, self._fact)
        return fact.title, fact.note

    def on_mount(self) -> None:
        """Type at once, at the end of what is there; leave where the fact is not there any more."""
        if self._gone is not None:
            self.say(self._gone, kind="error")
            self.dismiss(None)
            return
        text = self.query_one(LongText)
        text.focus()
        text.move_cursor(text.document.end)

    def on_text_area_changed(self) -> None:
        """Keep what was typed."""
        self.keep_draft()

    def draft_name(self) -> str:
        """One draft a fact."""
        return f"note:{self._kind}:{self._fact}"

    def draft(self) -> dict[str, Any] | None:
        """The text, where it is another than the note."""
        text = self.query_one(LongText).text
        if text == self._before:
            return None
        told = {"what": "note", "label": crop(self._about, 60), "kind": self._kind, "fact": self._fact}
        return told | {"text": kept_text(text)}

    def do_back(self) -> None:
        """Leave; where something was changed, ask first."""
        if self.query_one(LongText).text == self._before:
            self.dismiss(None)
            return
        ask_to_leave(self, "Leave without saving the note?")

    def action_save(self) -> None:
        """Write it in a thread."""
        text = self.query_one(LongText).text
        if text == self._before:
            self.dismiss(None)
            return
        from tracker.desk import edit  # noqa: PLC0415

        self.tracker.write(edit.set_note, self._kind, self._fact, text, then=self._saved)

    def _saved(self, done: Done) -> None:
        self.dismiss(done)

    def action_editor(self) -> None:
        """Write it in $VISUAL or $EDITOR: the app steps aside until that is closed."""
        text = self.query_one(LongText)
        try:
            back = edited(self.app, text.text, name="note.txt")
        except CannotActError as error:
            self.say(str(error), kind="refused")
            return
        if back.gave_up:
            self.say("The editor gave up; the note is as it was.", kind="refused")
        elif back.text.rstrip("\n") != text.text:
            text.load_text(back.text.rstrip("\n"))
