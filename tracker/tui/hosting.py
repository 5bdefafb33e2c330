"""How an action finds who carries it out: the focused widget, its parents, the screen, the app."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from tracker.tui.actions import CannotActError, action

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp


def chain(screen: Screen[Any]) -> Iterator[object]:
    """Who is asked to carry out an action, nearest first."""
    focused = screen.focused
    if focused is not None and focused is not screen:
        for node in focused.ancestors_with_self:
            if node is screen:
                break
            yield node
    yield screen
    yield screen.app


def handler(screen: Screen[Any], name: str) -> tuple[object, Callable[[], object]] | None:
    """The nearest owner of a `do_<name>` method, and the method; None where nobody has one."""
    if name.startswith("go_"):
        app = cast("TrackerApp", screen.app)
        return app, partial(app.show, name.removeprefix("go_"))
    for owner in chain(screen):
        method = getattr(owner, f"do_{name}", None)
        if method is not None:
            return owner, method
    return None


def why_not(screen: Screen[Any], name: str) -> str | None:
    """Why an action cannot act now, as a sentence; None where it can.

    The owner may have a method `why_not(name) -> str | None`.
    """
    found = handler(screen, name)
    if found is None:
        return action(name).nowhere
    reason = getattr(found[0], "why_not", None)
    return cast("str | None", reason(name)) if reason else None


def act(screen: Screen[Any], name: str) -> None:
    """Carry out an action, or say on the message line why it cannot act."""
    app = cast("TrackerApp", screen.app)
    reason = why_not(screen, name)
    found = handler(screen, name)
    if reason is not None or found is None:
        app.say(reason or action(name).nowhere, kind="refused")
        return

    def refused(error: Exception) -> None:
        if isinstance(error, CannotActError):
            app.say(str(error), kind="refused")
            return
        sentence = refusal(error)
        if sentence is None:
            raise error
        app.say(sentence, kind="error")

    async def rest(result: Awaitable[object]) -> None:
        try:
            await result
        except Exception as error:
            refused(error)

    try:
        result = found[1]()
    except Exception as error:
        refused(error)
        return
    if isawaitable(result):
        screen.run_worker(rest(result), group="act")


def refusal(error: Exception) -> str | None:
    """The sentence of an error that a person can act on; None for one that is a fault of the program."""
    if type(error).__module__.startswith("tracker."):
        return str(error)
    if type(error).__module__ == "sqlite3" and type(error).__name__ == "OperationalError":
        return f"The file could not be written ({error}); nothing was changed."
    return None
