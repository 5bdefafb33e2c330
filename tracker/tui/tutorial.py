"""The tutorial: the app on a file of its own, with five small things to do; each is noticed when it is done."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.app import ScreenStackError
from textual.widget import Widget

from tracker.desk.views import Done
from tracker.tui.actions import shown_key
from tracker.tui.app import TrackerApp
from tracker.tui.lessons import LAST, LESSONS, WAIT
from tracker.tui.widgets.coach import Coach
from tracker.tui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from tracker.desk.openfile import Database
    from tracker.tui.jobs import Outcome

_DAY: Final = date(2025, 3, 12)
"""The day after the practice article, so that what it plans is ahead."""
_LOOK: Final = 0.2
"""Seconds between two looks whether a step was done that no write tells of."""


class TutorialApp(TrackerApp):
    """The app with a teacher.

    Args:
        db: an open file of the tutorial's own.
        article: the practice article, which is read first; None where the file holds facts already.
    """

    def __init__(self, db: "Database", article: Path | None = None) -> None:
        super().__init__(db, _DAY if article is not None else None, start="review")
        self.did: set[str] = set()
        self.saw_article: bool = False
        self.filtered: bool = False
        self.step = 0
        self._article = article
        self.can_begin = article is None
        self._unread = ""

    def on_mount(self) -> None:
        """Read the article, and watch."""
        super().on_mount()
        self.set_interval(_LOOK, self._look)
        if self._article is not None:
            from tracker.tui.jobs import Job  # noqa: PLC0415 - as elsewhere

            words = ["ingest", "--progress", "json", "--", str(self._article)]
            self.start_job(Job("The practice article", words, ended=self._read))

    def _read(self, outcome: "Outcome") -> None:
        self.can_begin = not outcome.failed
        self._unread = outcome.sentence if outcome.failed else ""
        self._tell()

    def write(
        self,
        func: Callable[..., Done],
        *args: object,
        then: Callable[[Done], None] | None = None,
        failed: Callable[[Exception], bool] | None = None,
        **kwargs: object,
    ) -> None:
        """Write, and note what was done."""

        def noted(done: Done) -> None:
            if done.txn is not None:
                self.did.add(f"{func.__module__.rpartition('.')[2]}.{func.__name__}")
            if then is not None:
                then(done)
            self._look()

        super().write(func, *args, then=noted, failed=failed, **kwargs)

    # The steps

    def _look(self) -> None:
        try:
            screen = self.screen
        except ScreenStackError:
            return  # the app is closing
        if type(screen).__name__ == "ReaderScreen":
            self.saw_article = True
        if getattr(screen, "words", "") and isinstance(self.focused, VirtualTable):
            self.filtered = True
        if self.can_begin and self.step < len(LESSONS) and LESSONS[self.step].done(self):
            self.step += 1
            # What was done before it was asked for is to be done again: each step is tried.
            self.did.clear()
            self.filtered = False
            self._tell()

    def lines(self) -> tuple[str, str]:
        """What the teacher says now: a title and two lines."""
        leave = f"{shown_key('quit')} leaves the tutorial"
        if self._unread:
            return f"The practice article could not be read · {leave}", self._unread
        if not self.can_begin:
            return f"Tutorial · {leave}", WAIT
        if self.step == len(LESSONS):
            return "Done: all five steps", LAST()
        lesson = LESSONS[self.step]
        return f"Step {self.step + 1} of {len(LESSONS)}: {lesson.name} · {leave}", lesson.text()

    def coach(self) -> Iterator[Widget]:
        """The teacher's lines, on each screen."""
        yield Coach(*self.lines())

    def _tell(self) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                for coach in screen.query(Coach):
                    coach.say(*self.lines())

    def on_screen_resume(self) -> None:
        """A screen that was built some steps ago says what is to be done now."""
        self._tell()


def run_tutorial() -> int:
    """Play the tutorial on a file that is thrown away afterwards; the person's own is not opened.

    Returns:
        The exit code: 0.
    """
    from tracker.desk.openfile import open_database  # noqa: PLC0415 - with the store behind it
    from tracker.tui.own_settings import check  # noqa: PLC0415

    check()
    with tempfile.TemporaryDirectory(prefix="tracker-tutorial-") as folder:
        article = Path(folder) / "practice.txt"
        article.write_text((files("tracker.tui") / "tutorial.txt").read_text(encoding="utf-8"), encoding="utf-8")
        db = open_database(Path(folder) / "tutorial.db")
        try:
            app: Any = TutorialApp(db, article)
            return app.run() or 0
        finally:
            db.close()
