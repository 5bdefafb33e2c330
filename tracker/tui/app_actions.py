"""What can be done everywhere: go to a screen, undo, redo, read articles, look at another day, help, quit."""

from datetime import date
from typing import TYPE_CHECKING, cast

from tracker.tui import themes
from tracker.tui.actions import action

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp
    from tracker.tui.screens.base import TrackerScreen


class AppActions:
    """The mixin of the app that carries out the actions of the scope `global`."""

    def _app(self) -> "TrackerApp":
        return cast("TrackerApp", self)

    def why_not(self, name: str) -> str | None:
        """Why an action of everywhere cannot act now."""
        app = self._app()
        if name == "back" and not app.can_go_back():
            return action("back").nowhere
        return None

    def do_undo(self) -> None:
        """Undo the last change; the message says what it was."""
        from tracker.desk import history  # noqa: PLC0415

        self._app().write(history.undo)

    def do_redo(self) -> None:
        """Do again what was undone; the message says what it was."""
        from tracker.desk import history  # noqa: PLC0415

        self._app().write(history.redo)

    def do_back(self) -> None:
        """Close the pushed screen, else go to the screen before."""
        self._app().go_back()

    def do_quit(self) -> None:
        """Quit. Nothing needs to be saved."""
        self._app().exit(0)

    def do_help(self) -> None:
        """Show what the keys do on this screen."""
        app = self._app()
        app.open("help", app.screen)

    def do_palette(self) -> None:
        """Show every action by its name."""
        self._app().action_command_palette()

    def do_theme(self) -> None:
        """The next theme."""
        app = self._app()
        every = themes.names()
        here = every.index(app.theme) if app.theme in every else -1
        app.theme = every[(here + 1) % len(every)]
        app.say(f"Theme: {app.theme.removeprefix('tracker-')}.")

    def do_import_articles(self) -> None:
        """Ask for files, folders, addresses or feeds, and read them."""
        self._app().open("import")

    def do_paste(self) -> None:
        """Paste an article."""
        self._app().open("paste")

    def do_new(self) -> None:
        """A new fact: the screen's own kind, else ask which."""
        app = self._app()
        kind = cast("TrackerScreen", app.screen).new_kind()
        if kind:
            app.open_form(kind)
            return
        from tracker.domain.fields import KINDS  # noqa: PLC0415

        app.open(
            "choice", "New fact", [(one, one) for one in KINDS], then=lambda one: app.open_form(one) if one else None
        )

    def do_as_of(self) -> None:
        """Ask for a day, and show everything as it was known then."""
        app = self._app()

        def answered(text: str | None) -> None:
            if text is None:
                return
            app.set_as_of(_day(text))

        app.open(
            "prompt",
            "Show everything as it was known at the end of a day",
            value=app.as_of.isoformat() if app.as_of else "",
            hint="2025-12-01, 1 Dec 2025; empty: today",
            check=_not_a_day,
            then=answered,
        )


def _day(text: str) -> date | None:
    from tracker.desk.typed_dates import parse_day  # noqa: PLC0415

    day = parse_day(text, date.today())
    return date.fromisoformat(day) if day else None


def _not_a_day(text: str) -> str | None:
    try:
        _day(text)
    except ValueError as error:
        return str(error)
    return None
