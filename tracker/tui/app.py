"""The app: which screens there are, what is open, what was said; nothing that a screen could do itself."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import App
from textual.screen import Screen

from tracker.desk.views import Done
from tracker.tui.actions import SCREENS
from tracker.tui.app_actions import AppActions
from tracker.tui.commands import commands
from tracker.tui.display import flat, plural
from tracker.tui.hosting import refusal
from tracker.tui.key_gate import KeyGate
from tracker.tui.lean_output import lean_driver
from tracker.tui.own_settings import own_settings
from tracker.tui.remembering import Memory
from tracker.tui.saying import Saying
from tracker.tui.themes import register_themes
from tracker.tui.working import Working

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.widget import Widget

    from tracker.desk.openfile import Database
    from tracker.tui.screens.base import TrackerScreen

_STARTED = 1.0
"""Seconds after which the app has started."""
_REMEMBER = 0.5
"""Seconds after which what is to be remembered is written."""

_CLASSES = {
    "status": ("status", "StatusScreen"),
    "track": ("track", "TrackScreen"),
    "review": ("review", "ReviewScreen"),
    "positions": ("positions", "PositionsScreen"),
    "timeline": ("timeline", "TimelineScreen"),
    "people": ("people", "PeopleScreen"),
    "articles": ("articles", "ArticlesScreen"),
    "conflicts": ("conflicts", "ConflictsScreen"),
    "search": ("search", "SearchScreen"),
    "help": ("help", "HelpScreen"),
    "reader": ("reader", "ReaderScreen"),
    "form": ("form", "FormScreen"),
    "quick": ("quick_line", "QuickLine"),
    "import": ("import_dialog", "ImportDialog"),
    "paste": ("paste_dialog", "PasteDialog"),
    "note": ("note_dialog", "NoteDialog"),
    "prompt": ("prompt", "PromptDialog"),
    "choice": ("choice", "ChoiceDialog"),
    "confirm": ("confirm", "ConfirmDialog"),
    "work": ("work_dialog", "WorkDialog"),
    "export": ("export_dialog", "ExportDialog"),
    "calendar": ("calendar", "CalendarDialog"),
    "columns": ("columns_dialog", "ColumnsDialog"),
    "fact": ("fact", "FactScreen"),
    "merges": ("merges", "MergesScreen"),
    "matrix": ("matrix", "MatrixScreen"),
    "journal": ("journal", "JournalScreen"),
    "person": ("parties", "PersonScreen"),
    "party": ("parties", "PartyScreen"),
    "changes": ("changes", "ChangesScreen"),
    "cell": ("matrix", "CellScreen"),
    "brief": ("brief", "BriefScreen"),
    "purge": ("purge_dialog", "PurgeDialog"),
    "take_in": ("take_in_dialog", "TakeInDialog"),
}


def screen_class(name: str) -> Callable[..., Any]:
    """The class of a screen or dialog, imported when it is first asked for."""
    module, cls = _CLASSES[name]
    return cast("Callable[..., Any]", getattr(import_module(f"tracker.tui.screens.{module}"), cls))


def _first(name: str) -> Screen[Any]:
    screen = cast("Screen[Any]", screen_class(name)())
    # It is styled when it is registered, a moment from now. Textual takes a new screen for one from before a change of
    # theme: it would read all style sheets anew and style everything once more before the first paint.
    screen._css_update_count = screen.app._css_update_count
    return screen


class TrackerApp(AppActions, Working, Saying, App[int]):
    """The terminal app on one open file.

    Args:
        db: the file, as `tracker.desk.openfile.open_database` gave it.
        as_of: show everything as it was known on this day; None is today.
        start: the screen to begin with; None: that of the settings, else the one that was left.
    """

    TITLE = "Tracker"
    CSS_PATH = "tracker.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {name: partial(_first, name) for name in SCREENS}
    DEFAULT_MODE = "status"
    COMMANDS: ClassVar[set[Any]] = {commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, db: "Database", as_of: date | None = None, start: str | None = None) -> None:
        settings, memory = own_settings(), Memory(db)
        screen = start or settings.start or memory.get("screen")
        if isinstance(screen, str) and screen in SCREENS:
            self.DEFAULT_MODE = screen  # type: ignore[misc]  # Textual asks the app, not its class, where it begins
        # Without colours the terminal's own are right: what they make bold or reversed is all there is to see.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.db = db
        self.as_of = as_of
        self.to_tutorial = False
        self.started_by_run = False
        self.tally = ""
        self.track: int | None = None
        self.last_change: tuple[str, tuple[str, int]] | None = None
        self.last_changed: frozenset[tuple[str, int]] = frozenset()
        self.last_facts: dict[str, int] = {}
        self.last_made: tuple[str, int] | None = None
        self._history: list[str] = []
        self._gate = KeyGate(self)
        self._writing = asyncio.Lock()
        self.settings, self.memory = settings, memory
        self._remembering = False
        theme = memory.get("theme")
        register_themes(self, theme if isinstance(theme, str) else None, settings.theme)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before any field has it: Textual's own (the palette's) would pass it on."""
        if isinstance(event, events.Resize) and (resized := getattr(self._driver, "resized", None)):
            resized(event.size.width)  # the driver itself is not told of every one
        if isinstance(event, events.Paste):
            event.text = flat(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._gate.enter(event):
            self.fold_message()
            before = self.screen, self.focused
            await super().on_event(event)
            self._gate.follow(before)

    def get_driver_class(self) -> "type[Driver]":
        """The platform's driver, sending no colour twice."""
        return lean_driver(super().get_driver_class())

    def on_mount(self) -> None:
        """Set aside what will stay, once the first screen is there."""
        self.set_timer(_STARTED, self._set_aside)
        if self.memory.names("draft:"):
            self.call_after_refresh(self._offer_drafts)

    def _offer_drafts(self) -> None:
        from tracker.tui import drafts  # noqa: PLC0415 - only where something was left unfinished

        drafts.offer_all(self)

    def _set_aside(self) -> None:
        if not self.tally:
            self.count_waiting()  # the status counts for itself; any other screen may be the first one
        if started := getattr(self._driver, "started", None):
            started()
        gc.freeze()
        gc.enable()  # `open_app` put it off

    # What is remembered

    def remember(self, name: str, value: object) -> None:
        """Remember a value; it is written a moment later, many changes in one go."""
        if self.memory.put(name, value) and not self._remembering:
            self._remembering = True
            self.set_timer(_REMEMBER, self._write_memory)

    def _write_memory(self) -> None:
        self._remembering = False

        async def run() -> None:
            try:
                await asyncio.to_thread(self.memory.write)
            except Exception as error:
                sentence = refusal(error)
                if sentence is None:
                    raise
                self.say(sentence, kind="error")

        self.run_worker(cast("Any", run), group="remember")

    def remember_all(self) -> None:
        """Remember where one is: the screen, and on each list the row under the cursor."""
        if self.current_mode in SCREENS:
            self.memory.put("screen", None if self.current_mode == "status" else self.current_mode)
        for stack in self._screen_stacks.values():
            for screen in stack:
                leave = getattr(screen, "remember_cursor", None)
                if leave is not None and screen.is_attached:
                    leave()

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave, and remember where one was."""
        self.remember_all()
        super().exit(*args, **kwargs)

    # What is shown

    def coach(self) -> "Iterable[Widget]":
        """What stands beneath the top line of every screen; the tutorial says there what to do."""
        return ()

    def can_leave_for_tutorial(self) -> bool:
        """True in a terminal, with no work that leaving would stop."""
        return self.started_by_run and "TEXTUAL_DRIVER" not in os.environ and self.jobs.current is None

    def show(self, name: str) -> None:
        """Show a main screen; it stands as it was left."""
        if name == self.current_mode:
            if len(self.screen_stack) == 1:
                self.say(f"This is {SCREENS[name][0]} already.", kind="refused")
            while len(self.screen_stack) > 1:
                self.pop_screen()
            return
        self._history = [one for one in self._history if one != name]
        if self.current_mode in SCREENS:
            self._history.append(self.current_mode)
        self.switch_mode(name)

    def can_go_back(self) -> bool:
        """True where `esc` leads anywhere."""
        return len(self.screen_stack) > 1 or self.current_mode != "status"

    def go_back(self) -> None:
        """Close the pushed screen, else show the screen before, else the status."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self.current_mode != "status":
            before = [one for one in self._history if one != self.current_mode]
            self._history = before[:-1]
            self.switch_mode(before[-1] if before else "status")

    def open(self, name: str, *args: Any, then: Callable[[Any], None] | None = None, **kwargs: Any) -> None:
        """Push a screen or dialog of `_CLASSES`; `then` gets what it was dismissed with (None where it was closed)."""
        self.push_screen(screen_class(name)(*args, **kwargs), then)

    def open_form(self, kind: str, fact: int | None = None, **kwargs: Any) -> None:
        """Open the form on a fact of `kind` ("article" too); without `fact` on a new one.

        What was left unfinished in it is offered first; so it is with the quick line and the note.
        """
        self._resume(f"form:{kind}:{fact or 'new'}", partial(self.open, "form", kind, fact, **kwargs))

    def open_quick(self, facts: Sequence[tuple[str, int]] = (), **kwargs: Any) -> None:
        """Open the quick line on facts that it changes; without any on a new one."""
        from tracker.tui.screens.quick_line import draft_of  # noqa: PLC0415

        self._resume(draft_of(facts), partial(self.open, "quick", facts, **kwargs))

    def open_paste(self) -> None:
        """Open the dialog that an article is pasted into."""
        self._resume("paste", partial(self.open, "paste"))

    def _resume(self, name: str, anew: Callable[[], None]) -> None:
        from tracker.tui import drafts  # noqa: PLC0415 - not before a dialog opens

        drafts.resume_or(self, name, anew)

    def open_article(self, article: int, **where: Any) -> None:
        """Open the reader on an article, at what `where` says (the arguments of `ReaderScreen`)."""
        self.open("reader", article, **where)

    def open_evidence(self, kind: str, fact: int) -> None:
        """Open the article that carries a fact's first evidence, at its words; say so where it has none."""
        from tracker.desk import facts  # noqa: PLC0415

        view = facts.fact(self.db, kind, fact)
        if not view.evidence:
            self.say(f"No article says this: {view.basis}.", kind="refused")
            return
        self.open_article(view.evidence[0].article, kind=kind, fact=fact)

    def open_note(self, kind: str, fact: int) -> None:
        """Ask for the note of a fact or an article."""
        self._resume(f"note:{kind}:{fact}", partial(self.open, "note", kind, fact))

    def open_track(self, track: int) -> None:
        """Show the Track screen on one track."""
        self.track = track
        self.show("track")

    def set_as_of(self, day: date | None) -> None:
        """Show everything as it was known at the end of `day`; None is today."""
        self.as_of = day
        self.data_changed(None)

    # What is written

    def write(
        self,
        func: Callable[..., Done],
        *args: object,
        then: Callable[[Done], None] | None = None,
        failed: Callable[[Exception], bool] | None = None,
        **kwargs: object,
    ) -> None:
        """Run `func(db, *args, **kwargs)` in a thread, one write after the other, and show what it did.

        `failed` gets an exception first; where it returns True it has told the person itself.
        """

        async def run() -> None:
            async with self._writing:
                try:
                    done = await asyncio.to_thread(func, self.db, *args, **kwargs)
                except Exception as error:
                    if failed is not None and failed(error):
                        return
                    sentence = refusal(error)
                    if sentence is None:
                        raise
                    self.say(sentence, kind="error")
                    return
            self.say(done.sentence, kind="done" if done.txn is not None else "refused")
            if done.txn is not None and done.kind and done.fact is not None:
                self.last_facts[done.kind] = done.fact
            if done.came_back and (look := getattr(self._top(), "look_for_facts", None)):
                look(done.came_back)
            self.data_changed(done)
            if then is not None:
                then(done)

        self.run_worker(cast("Any", run), group="write")

    def data_changed(self, done: Done | None) -> None:
        """Something was written: every screen reads anew when it is shown next, the one on top now.

        Call it also when a child process has written.
        """
        del done
        for stack in self._screen_stacks.values():
            for screen in stack:
                if hasattr(screen, "stale"):
                    cast("TrackerScreen", screen).stale = True
        if top := self._top():
            top.on_screen_resume()
        self.count_waiting()

    def _top(self) -> "TrackerScreen | None":
        """The screen on top that reads from the file, below any dialog."""
        found = (screen for screen in reversed(self.screen_stack) if hasattr(screen, "stale"))
        return cast("TrackerScreen | None", next(found, None))

    def count_waiting(self) -> None:
        """Count anew how much waits, for the line above every screen."""

        async def run() -> None:
            self.tally = await asyncio.to_thread(_tally, self.db, self.as_of)
            self.refresh_lines()

        self.run_worker(cast("Any", run), group="tally", exclusive=True)


def _tally(db: "Database", as_of: date | None) -> str:
    from tracker.desk import conflicts, review  # noqa: PLC0415

    return tally(review.waiting_on(db, as_of), len(conflicts.conflicts(db, "open", as_of)))


def tally(to_review: int, conflicts: int) -> str:
    """What waits, in a few words: "24 to review · 1 conflict"."""
    return f"{to_review:,} to review · {plural(conflicts, 'conflict')}"


def run(path: Path, *, as_of: date | None = None) -> int:
    """Open the app on a file and stay until it is closed.

    Args:
        path: the database; created where it does not exist.
        as_of: show everything as it was known on this day; None is today.

    Returns:
        The exit code: 0.

    Raises:
        StoreError: where the file cannot be opened; its text is one sentence.
        SettingsError: where the person's settings cannot be used; one sentence.
    """
    from tracker.tui.own_settings import check  # noqa: PLC0415

    check()
    while True:
        code, to_tutorial = _run_once(path, as_of)
        if not to_tutorial:
            return code
        from tracker.tui.tutorial import run_tutorial  # noqa: PLC0415 - once in a life

        run_tutorial()


def _run_once(path: Path, as_of: date | None) -> tuple[int, bool]:
    """Open the app on a file until it is closed; its exit code, and whether it was left for the tutorial."""
    from tracker.desk.openfile import open_database  # noqa: PLC0415

    db = open_database(path)
    try:
        app = TrackerApp(db, as_of)
        app.started_by_run = True
        code = app.run() or 0
        app.memory.write()
        if as_of is None:
            from tracker.desk.changes import looked  # noqa: PLC0415

            looked(db)
        return code, app.to_tutorial
    finally:
        db.close()
