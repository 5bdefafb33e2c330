"""Reading articles from inside the app: a path, a folder or an address is typed, a child process reads it."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.tui.display import content
from tracker.tui.jobs import Job
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.widgets.names import NameInput
from tracker.tui.widgets.path_input import PathInput, is_address, missing


def reading_job(target: str) -> Job:
    """The job that reads one path or address."""
    from pathlib import Path  # noqa: PLC0415

    path = Path(target).expanduser().absolute()
    word, name = (target, target) if is_address(target) else (str(path), path.name)
    return Job(f"Reading {name}", ["ingest", "--progress", "json", "--", word])


class ImportDialog(TrackerDialog[None]):
    """Ask what to read, and begin."""

    SCOPES: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar[list[Any]] = []
    QUESTION: ClassVar[str] = "Read articles from"
    HINT: ClassVar[str] = "A file, a folder, a web page or a feed. tab completes, enter reads, esc leaves."

    def compose(self) -> ComposeResult:
        """The question, the line, what is offered or wrong."""
        with Vertical(classes="dialog"):
            yield Static(content(self.QUESTION), classes="dialog--title")
            yield PathInput()
            yield Static(content(self.HINT), classes="dialog--hint")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(PathInput).focus()

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say something below the line."""
        hint = self.query_one(".dialog--hint", Static)
        hint.set_class(wrong, "-wrong")
        hint.update(content(text))

    def on_name_input_offered(self, event: NameInput.Offered) -> None:
        """Show the paths that fit."""
        names = [name.rstrip("/").rsplit("/", 1)[-1] + ("/" if name.endswith("/") else "") for name in event.names]
        self.tell(f"→ {'   '.join(names)}" if names else self.HINT)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin, where there is something to read."""
        target = event.value.strip()
        wrong = self.problem(target)
        if wrong is not None:
            self.tell(wrong, wrong=True)
            return
        app = self.tracker
        self.dismiss(None)
        app.start_job(self.job(target))

    def problem(self, target: str) -> str | None:
        """Why this cannot be read; None where it may be."""
        return missing(target) if target else "Type a path or an address first."

    def job(self, target: str) -> Job:
        """What reads it."""
        return reading_job(target)
