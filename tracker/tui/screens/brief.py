"""The report that `tracker brief` prints: read here, written to a file, copied, or shown in the person's pager."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult

from tracker.domain import edtf
from tracker.tui.actions import BRIEF, GLOBAL, CannotActError, shown_key
from tracker.tui.display import flat
from tracker.tui.jobs import Job
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.export_dialog import ExportDialog
from tracker.tui.widgets.text_pane import Line, TextPane, wrapped

_WEEK = timedelta(days=7)


class BriefScreen(TrackerScreen):
    """The report of one track, or of all.

    Args:
        track: the track; None is every one that is not archived.
        name: its name, for the line above.
    """

    TITLE: ClassVar[str] = "Brief"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, BRIEF)
    FOOTER: ClassVar[tuple[str, ...]] = ("since", "whole", "export", "copy", "pager", "back")

    def __init__(self, track: int | None = None, name: str = "") -> None:
        super().__init__()
        self._track, self._name = track, name
        self._since: date | None = None
        self._all = False
        self._text = ""

    def compose_body(self) -> ComposeResult:
        """The report."""
        yield TextPane(name="brief")

    @property
    def pane(self) -> TextPane:
        """The lines of the report."""
        return self.query_one(TextPane)

    @property
    def since(self) -> date | None:
        """The first day that is told of: a week before the day that is shown, until another is chosen; None: all."""
        return None if self._all else self._since or (self.as_of or date.today()) - _WEEK

    def on_mount(self) -> None:
        """Keys go to the report."""
        self.pane.focus()

    def refresh_view(self) -> None:
        """Put the report together, in a thread."""
        from tracker.desk.brief import brief  # noqa: PLC0415

        self.load(brief, self._show, self.db, self.as_of, self._words(), self.since)

    def _words(self) -> str:
        return f"#{self._track}" if self._track is not None else ""

    def _show(self, text: str) -> None:
        self._text = text
        self.pane.show(lambda width: lines(text, width))
        self.update_lines()

    def subtitle(self) -> str:
        """Which track, since when."""
        since = f"since {edtf.shown(self.since.isoformat())}" if self.since else "everything"
        return " · ".join(part for part in (self._name, since) if part)

    def why_not(self, name: str) -> str | None:
        """Pressed again, the key has nowhere to go."""
        return "This is the brief already." if name == "brief" else super().why_not(name)

    def copy_text(self) -> str:
        """The whole report, as Markdown."""
        return self._text

    def do_since(self) -> None:
        """Ask from which day on."""

        def answered(answer: tuple[date | None] | None) -> None:
            if answer is not None:
                self._since, self._all = answer[0] or date.today(), False
                self.refresh_view()

        self.tracker.open("calendar", "What is new from which day on …", self.since, then=answered)

    def do_whole(self) -> None:
        """Everything, or only what is new."""
        self._all = not self._all
        self.refresh_view()

    def do_export(self) -> None:
        """Ask for a file, and write the report in a child process."""
        self.app.push_screen(_BriefFile(self.command()))

    def command(self) -> list[str]:
        """The words of `tracker brief` that make this report."""
        words = [f"--since={self.since.isoformat()}"] if self.since else []
        words += [f"--as-of={self.as_of.isoformat()}"] if self.as_of else []
        return words + ([f"--track={self._words()}"] if self._words() else [])

    def do_pager(self) -> None:
        """Show the report in $PAGER; the app steps aside until that is closed."""
        command = os.environ.get("PAGER")
        if not command:
            raise CannotActError(f"PAGER names no pager; {shown_key('export')} writes a file.")
        if not _paged(self.app, command, self._text):
            self.say(f"{command} could not be started, or gave up; {shown_key('export')} writes a file.", kind="error")


class _BriefFile(ExportDialog):
    """Ask for the file of a report.

    Args:
        words: what `tracker brief` needs to make it.
    """

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__((), "brief.md")
        self._words = list(words)

    def _begin(self, to: str, path: Path, *, force: bool) -> None:
        if to != "md":
            self._tell("A brief is Markdown: give the file a name that ends in .md.", wrong=True)
            return
        words = ["brief", "--progress", "json", *self._words, f"--out={path}", *(["--force"] if force else [])]
        app = self.tracker
        self.dismiss(None)
        app.start_job(Job(f"Writing {path.name}", words))


def lines(text: str, width: int) -> list[Line]:
    """Markdown as lines: headings strong, bold words strong, lists hanging; the marks of Markdown taken out."""
    found = []
    for line in flat(text).split("\n"):
        if line.startswith("#"):
            found += [Line(((part, "strong"),)) for part in wrapped(_plain(line.lstrip("# ")), width)]
            continue
        hanging = len(line) - len(line.lstrip("-0123456789. ")) if line[:2] in ("- ", "1.", "2.", "3.") else 0
        style = "key" if line.startswith("**") and line.endswith("**") else "plain"
        for at, part in enumerate(wrapped(_plain(line), max(1, width - hanging)) or [""]):
            found.append(Line(((" " * hanging if at else "", "plain"), (part, style))))
    return found


def _plain(line: str) -> str:
    """A line of our own Markdown without its marks; what is escaped stands as it was."""
    shown, at = [], 0
    while at < len(line):
        if line[at] == "\\" and at + 1 < len(line):
            shown.append(line[at + 1])
            at += 2
        elif line[at] == "*":
            at += 1
        else:
            shown.append(line[at])
            at += 1
    return "".join(shown)


def _paged(app: Any, command: str, text: str) -> bool:
    """Show a text in a pager; False where it could not be started or failed."""
    from textual.app import SuspendNotSupported  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        path = Path(folder) / "brief.md"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                return subprocess.run([*shlex.split(command), str(path)], check=False).returncode == 0  # noqa: S603
        except (OSError, ValueError, SuspendNotSupported):
            return False
