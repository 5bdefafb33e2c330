"""What screens and dialogs share: keys by scope, the app by its own type, reading and writing off the UI thread."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar, cast

from textual.screen import Screen

from tracker.desk.views import Done
from tracker.tui import hosting
from tracker.tui.actions import GLOBAL, bindings, shown_key

if TYPE_CHECKING:
    from tracker.desk.openfile import Database
    from tracker.tui.app import TrackerApp

P = ParamSpec("P")
T = TypeVar("T")
ResultT = TypeVar("ResultT")


class Host(Screen[ResultT]):
    """What screens and dialogs share: keys by scope, the app by its own type, reading and writing off the UI thread."""

    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL,)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "SCOPES" in cls.__dict__:
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *bindings(cls.SCOPES)]
        super().__init_subclass__(**kwargs)

    @property
    def tracker(self) -> "TrackerApp":
        """The app, by its own type."""
        return cast("TrackerApp", self.app)

    @property
    def db(self) -> "Database":
        """The open file, for desk functions."""
        return self.tracker.db

    @property
    def as_of(self) -> date | None:
        """The day everything is shown as of; None is today."""
        return self.tracker.as_of

    def day(self) -> tuple[date, ...]:
        """The past day that is shown, to be passed on; nothing where it is today."""
        return (self.as_of,) if self.as_of else ()

    @property
    def alive(self) -> bool:
        """True while there is something to show an answer on; a screen that closes loses its widgets first."""
        return self.is_attached and not self._closing and bool(self.children)

    def action_act(self, name: str) -> None:
        """Carry out an action of the registry (every key comes through here)."""
        hosting.act(self, name)

    def action_copy_text(self) -> None:
        """ctrl+c: copy what the mouse selected; otherwise whoever wants to interrupt is told how to leave."""
        if self.get_selected_text():
            super().action_copy_text()
        else:
            self.say(f"{shown_key('quit')} quits; {shown_key('copy')} copies what is marked.", kind="refused")

    def say(self, text: str, *, kind: str = "done") -> None:
        """Write on the message line. `kind`: done, refused (a key that cannot act), error."""
        self.tracker.say(text, kind=kind)

    def load(self, func: Callable[P, T], then: Callable[[T], None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Read in a thread, then hand the result to `then` in the interface; a newer load of `func` replaces an older.

        `func` is a desk function; pass `self.db` as its first argument yourself.
        """

        async def run() -> None:
            try:
                result = await asyncio.to_thread(func, *args, **kwargs)
            except Exception as error:
                sentence = hosting.refusal(error)
                if sentence is None:
                    raise
                if self.alive:
                    self.unreadable(sentence)
                return
            if self.alive:
                then(result)

        name = getattr(func, "__qualname__", repr(func))
        self.run_worker(cast("Any", run), group=f"load {name}", exclusive=True)

    def unreadable(self, sentence: str) -> None:
        """What was to be read is not there any more (somebody undid it, or another program did)."""
        self.say(sentence, kind="error")

    def write(
        self,
        func: Callable[..., Done],
        *args: object,
        then: Callable[[Done], None] | None = None,
        failed: Callable[[Exception], bool] | None = None,
        **kwargs: object,
    ) -> None:
        """Run a desk write (`func(db, *args, **kwargs) -> Done`) in a thread and show its sentence.

        Writes of the whole app run one after the other, in the order they were asked for. A refusal of the desk (an
        exception of ours) is shown as its sentence, unless `failed` takes it (returns True). Afterwards every screen
        that is shown reads anew.
        """
        self.tracker.write(func, *args, then=then, failed=failed, **kwargs)
