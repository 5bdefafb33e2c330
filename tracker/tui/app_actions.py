"""What can be done everywhere: go to a screen, undo, redo, read articles, look at another day, help, quit."""

from datetime import date
from typing import TYPE_CHECKING, cast

from tracker.domain import edtf
from tracker.tui import themes
from tracker.tui.actions import CannotActError, action, shown_key
from tracker.tui.display import plural

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp
    from tracker.tui.screens.base import TrackerScreen
    from tracker.tui.screens.calendar import Answer


class AppActions:
    """The mixin of the app that carries out the actions of the scope `global`."""

    def _app(self) -> "TrackerApp":
        return cast("TrackerApp", self)

    def why_not(self, name: str) -> str | None:
        """Why an action of everywhere cannot act now."""
        app = self._app()
        if name == "back" and not app.can_go_back() and app.as_of is None:
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
        """Close the pushed screen, else go to the screen before, else from a past day to today."""
        app = self._app()
        if app.can_go_back():
            app.go_back()
        else:
            self._set_as_of(None)

    def do_quit(self) -> None:
        """Quit. Nothing needs to be saved."""
        self._app().exit(0)

    def do_help(self) -> None:
        """Show what the keys do on this screen."""
        app = self._app()
        app.open("help", app.screen)

    def do_tutorial(self) -> None:
        """Leave this file for the tutorial's own; afterwards it opens again as it was left."""
        app = self._app()
        if not app.can_leave_for_tutorial():
            raise CannotActError("Here it cannot begin: type `tracker tutorial` in a terminal.")
        app.to_tutorial = True
        app.exit(0)

    def do_palette(self) -> None:
        """Show every action by its name."""
        self._app().action_command_palette()

    def do_theme(self) -> None:
        """The next theme."""
        app = self._app()
        every = themes.names()
        here = every.index(app.theme) if app.theme in every else -1
        app.theme = every[(here + 1) % len(every)]
        name = app.theme.removeprefix("tracker-")
        app.remember("theme", name)
        app.say(f"Theme: {name}.")

    def do_picture(self) -> None:
        """Write a picture of the screen to a file."""
        from tracker.tui import picture  # noqa: PLC0415 - only where one is asked for

        picture.ask(self._app())

    def do_redraw(self) -> None:
        """Send every cell again: another program may have written over the screen."""
        app = self._app()
        cells = getattr(app._driver, "cells", None)  # a driver of tests keeps none
        if cells is not None:
            cells.forget()
        app.screen.refresh(layout=True)
        app.say("Painted anew.")

    def do_import_articles(self) -> None:
        """Ask for files, folders, addresses or feeds, and read them."""
        self._app().open("import")

    def do_paste(self) -> None:
        """Paste an article."""
        self._app().open_paste()

    def do_take_in(self) -> None:
        """Ask for a colleague's file, an export or a table, and take its facts in."""
        self._app().open("take_in")

    def do_feeds(self) -> None:
        """Read what is new in every feed that is followed; where none is, ask for one."""
        from tracker.desk import feeds  # noqa: PLC0415
        from tracker.tui.jobs import Job  # noqa: PLC0415

        app = self._app()
        count = len(feeds.listed(app.db))
        if not count:
            self.do_follow_feed()
            return
        app.start_job(Job(f"Reading {plural(count, 'feed')}", ["feeds", "refresh", "--progress", "json"]))

    def do_follow_feed(self) -> None:
        """Ask for the address of a feed, and follow it."""
        from tracker.tui.jobs import Job  # noqa: PLC0415

        app = self._app()

        def answered(address: str | None) -> None:
            if address and address.strip():
                words = ["feeds", "add", "--progress", "json", "--", address.strip()]
                app.start_job(Job("Looking at the feed", words))

        hint = f"https://…: a feed, or a page that names one. {shown_key('feeds')} then reads what is new."
        app.open("prompt", "Follow which feed?", hint=hint, then=answered)

    def do_brief(self) -> None:
        """The report of the track under the cursor, else of all."""
        app = self._app()
        row = getattr(app.screen, "track_row", lambda: None)()
        app.open("brief", row.id if row is not None else None, row.name if row is not None else "")

    def do_new(self) -> None:
        """A new fact in one line; on a screen of one kind that kind stands there already."""
        app = self._app()
        screen = cast("TrackerScreen", app.screen)
        kind = screen.new_kind()
        chosen = list(screen.selection())
        app.open_quick(
            article=screen.article_here(),
            selected=screen.selected_words(),
            text=f"{kind} " if kind else "",
            like=chosen[0] if len(chosen) == 1 else None,
        )

    def do_matrix(self) -> None:
        """The matrix of positions: of the track under the cursor, else of the one that was opened last, else of all."""
        app = self._app()
        row = getattr(app.screen, "track_row", lambda: None)()
        app.open("matrix", row.id if row is not None else app.track)

    def do_merges(self) -> None:
        """Which facts may be one."""
        self._app().open("merges")

    def do_changes(self) -> None:
        """What changed since the last look, or between two days."""
        self._app().open("changes")

    def do_journal(self) -> None:
        """Who changed what, when."""
        self._app().open("journal")

    def do_as_of(self) -> None:
        """Ask for a day, and show everything as it was known at its end; today again, where that is chosen."""
        app = self._app()

        def answered(answer: "Answer | None") -> None:
            if answer is not None:
                self._set_as_of(answer[0])

        app.open("calendar", "Show everything as it was known at the end of a day", app.as_of, then=answered)

    def _set_as_of(self, day: date | None) -> None:
        app = self._app()
        app.set_as_of(day)
        if day is None:
            app.say("This is today.")
        else:
            key = shown_key("as_of")
            app.say(f"This is what was known at the end of {edtf.shown(day.isoformat())}; {key}{key} is today again.")
