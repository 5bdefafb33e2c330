"""Writing what is shown, or everything, to a file for other programs; a child process does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.tui.display import content, one_line, plural
from tracker.tui.jobs import Job
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.widgets.choice import Choice
from tracker.tui.widgets.names import NameInput
from tracker.tui.widgets.path_input import PathInput

FORMATS: Final = {
    ".sqlite": ("sqlite", "an SQLite file"),
    ".db": ("sqlite", "an SQLite file"),
    ".json": ("json", "a JSON file"),
    ".md": ("md", "a brief in Markdown"),
    "": ("csv", "a folder of CSV files"),
}
"""What a name ends with -> the format, and what it is."""
EXPORTED: Final = frozenset({"track", "meeting", "position", "assessment", "person", "article"})
_HINT = "Ends with .sqlite, .json or .md (a brief); without an ending: a folder of CSV files."


@dataclass(frozen=True, slots=True)
class Limit:
    """What a screen shows, where that is less than everything.

    Attributes:
        words: the filter.
        kind: the kind of the rows, where it can be exported by itself.
        numbers: the marked rows' ids.
    """

    words: str = ""
    kind: str | None = None
    numbers: tuple[int, ...] = ()

    def sentence(self) -> str:
        """What it is, for the person."""
        if self.numbers and self.kind:
            return f"the {plural(len(self.numbers), f'marked {self.kind}')}"
        kind = f"{self.kind}s" if self.kind else "facts"
        return f"{kind} with “{one_line(self.words)}”"

    def options(self) -> list[str]:
        """The options of `tracker export`."""
        found = [f"--filter={self.words}"] if self.words else []
        if self.kind:
            found.append(f"--kind={self.kind}")
        return found + [f"--id={number}" for number in self.numbers]


def limit_of(words: str, facts: Sequence[tuple[str, int]], *, marked: bool) -> Limit | None:
    """What a list shows: its filter, its marked rows; None where it shows everything.

    Args:
        words: the filter.
        facts: the marked rows' facts, or the one under the cursor.
        marked: True where rows are marked.
    """
    kinds = {kind for kind, _ in facts}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind not in EXPORTED:
        kind = None
    numbers = tuple(number for _, number in facts) if marked and kind else ()
    return Limit(words.strip(), kind, numbers) if words.strip() or numbers else None


class ExportDialog(TrackerDialog[None]):
    """Ask where to, and begin.

    Args:
        limit: what the screen shows; None where it is everything.
    """

    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, limit: Limit | None = None) -> None:
        super().__init__()
        self._limit = limit

    def compose(self) -> ComposeResult:
        """What, where to, the format that follows from the name."""
        with Vertical(classes="dialog"):
            yield Static(content("Write to a file what counts"), classes="dialog--title")
            yield PathInput()
            yield Static(content(_HINT), classes="dialog--hint")
            if self._limit is not None:
                yield Choice((self._limit.sentence(), "everything"), self._limit.sentence(), required=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(PathInput).focus()

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        hint = self.query_one(".dialog--hint", Static)
        hint.set_class(wrong, "-wrong")
        hint.update(content(text))

    def on_name_input_offered(self, event: NameInput.Offered) -> None:
        """Say what the name means."""
        name = event.typed
        found = FORMATS.get(Path(name).suffix.lower()) if name else None
        self._tell(f"{found[1]}; enter writes it" if found else _HINT)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin, once an existing file may be replaced."""
        name = event.value.strip()
        if not name:
            self._tell("Type a name first.", wrong=True)
            return
        path = Path(name).expanduser().absolute()
        found = FORMATS.get(path.suffix.lower())
        if found is None:
            self._tell(f"{path.suffix} is no format. {_HINT}", wrong=True)
            return
        try:
            there = path.exists()
        except OSError as error:
            self._tell(f"{name} cannot be written: {error.strerror}.", wrong=True)
            return
        if not there:
            self._begin(found[0], path, force=False)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._begin(found[0], path, force=True)

        self.app.push_screen(ConfirmDialog(f"{name} is there already. Replace it?", "replace", "back"), answered)

    def _begin(self, to: str, path: Path, *, force: bool) -> None:
        choices = self.query(Choice)
        limited = self._limit is not None and bool(choices) and choices.first().value != "everything"
        options = self._limit.options() if self._limit is not None and limited else []
        words = ["export", "--progress", "json", "--to", to, *options, *(["--force"] if force else []), "--", str(path)]
        app = self.tracker
        self.dismiss(None)
        app.start_job(Job(f"Writing {path.name}", words))
