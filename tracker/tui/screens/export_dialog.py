"""Writing what is shown, or everything, to a file for other programs; a child process does it."""

from collections.abc import Sequence
from itertools import pairwise
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
    ".ics": ("ics", "a calendar of the meetings"),
    ".ftm": ("ftm", "FollowTheMoney entities, JSON lines"),
    ".jsonl": ("ftm", "FollowTheMoney entities, JSON lines"),
    "": ("csv", "a folder of CSV files"),
}
"""What a name ends with -> the format, and what it is."""
_MANY: Final = {"person": "people"}
_EVERYTHING: Final = "everything that counts"
_HINT = ".sqlite .json .md (brief) .ics (calendar) .ftm; without an ending: CSV files."


def described(words: Sequence[str]) -> str:
    """What the words of `tracker export` choose, for the person: "2 marked positions", "meetings with “Geneva”"."""
    values = dict(pairwise(words))
    kind = plural(2, values.get("--kind", "fact"), _MANY.get(values.get("--kind", ""))).removeprefix("2 ")
    marked = sum(word == "--id" for word in words)
    if marked:
        return f"{marked:,} marked {kind if marked > 1 else values.get('--kind', 'fact')}"
    return f"{kind} with “{one_line(values['--filter'])}”" if "--filter" in values else f"{kind} alone"


class ExportDialog(TrackerDialog[None]):
    """Ask where to, and begin.

    Args:
        shown: the words of `tracker export` that choose what the screen shows; empty where it is everything.
        name: a file name to begin with.
    """

    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, shown: Sequence[str] = (), name: str = "") -> None:
        super().__init__()
        self._shown = list(shown)
        self._begin_with = name
        self._refused: str | None = None

    def compose(self) -> ComposeResult:
        """What, where to, the format that follows from the name."""
        with Vertical(classes="dialog"):
            yield Static(content("Write to a file"), classes="dialog--title")
            yield PathInput(self._begin_with)
            yield Static(content(_HINT), classes="dialog--hint")
            if self._shown:
                narrowed = "--filter" in self._shown or "--id" in self._shown
                what = described(self._shown)
                other = _EVERYTHING if narrowed else what
                yield Static(content(f"What is written; tab, then → for {other}:"), classes="dialog--hint")
                yield Choice((what, _EVERYTHING), what if narrowed else _EVERYTHING, required=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(PathInput).focus()

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        hint = self.query(".dialog--hint").first(Static)
        hint.set_class(wrong, "-wrong")
        self._refused = self.query_one(PathInput).value.strip() if wrong else None
        hint.update(content(text))

    def on_name_input_offered(self, event: NameInput.Offered) -> None:
        """Say what the name means."""
        name = event.typed
        if name == self._refused:
            return  # the names came after the answer: what is wrong stays said
        found = FORMATS.get(Path(name).suffix.lower()) if name else None
        self._tell(f"{found[1]}; enter writes it. Or: {_HINT}" if found else _HINT)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin, once an existing file may be replaced."""
        name = event.value.strip()
        if not name:
            self._tell("Type a name first.", wrong=True)
            return
        path = Path(name).expanduser().absolute()
        found = FORMATS.get(path.suffix.lower())
        if path.suffix.lower() == ".csv":
            said = f"CSV is a folder, a file in it for each table: write {path.stem}, without the ending."
            self._tell(said, wrong=True)
            return
        if found is None:
            self._tell(f"{path.suffix} is no format. {_HINT}", wrong=True)
            return
        try:
            if not path.parent.is_dir():
                self._tell(f"There is no folder {path.parent}.", wrong=True)
                return
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
        chosen = self._shown if choices and choices.first().value != _EVERYTHING else []
        words = ["export", "--progress", "json", "--to", to, *chosen, *(["--force"] if force else []), "--", str(path)]
        app = self.tracker
        if to == "md" and "--kind" not in chosen and app.as_of is not None:
            words[1:1] = ["--as-of", app.as_of.isoformat()]  # a brief of the day that is shown
        self.dismiss(None)
        app.start_job(Job(f"Writing {path.name}", words))
