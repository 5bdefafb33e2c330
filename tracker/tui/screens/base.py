"""The screens' own base: the line above, the body, the message line and the footer; and the dialogs' base.

A screen declares `TITLE` and `SCOPES`, gives its body in `compose_body`, reads in `refresh_view`, and says in
`selection` which facts the cursor or the marks mean. The actions on facts (`tracker.tui.fact_actions`) then work on it.
"""

from typing import Any, ClassVar, Final, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from tracker.tui.actions import GLOBAL, action
from tracker.tui.deciding_actions import DecidingActions
from tracker.tui.giving_out import GivingOut
from tracker.tui.screens.host import Host
from tracker.tui.widgets.line import LineWidget
from tracker.tui.widgets.status_line import Footer, MessageLine
from tracker.tui.widgets.top_line import TopLine

FIELD_KEYS: Final = (
    # With priority, so that the focus has moved before what is typed after it is given to a field: over a slow line a
    # tab and the next word come at once.
    Binding("tab", "app.focus_next", "next field", show=False, priority=True),
    Binding("shift+tab", "app.focus_previous", "field before", show=False, priority=True),
)
"""The keys from field to field, for dialogs with several."""

ResultT = TypeVar("ResultT")


class TrackerScreen(GivingOut, DecidingActions):
    """A screen reached by a digit, or pushed on one: one line above, the body, the message line and the footer."""

    TITLE: ClassVar[str] = ""
    SCREEN_ID: ClassVar[str] = ""
    """The id in `actions.SCREENS`; empty for a pushed screen."""

    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL,)
    FOOTER: ClassVar[tuple[str, ...]] = ()
    """The ids of the actions that the footer shows, in order, as many as fit; empty: by the registry's rank."""

    AUTO_FOCUS = None
    stale: bool = True

    def compose(self) -> ComposeResult:
        """Lay out the frame around `compose_body`."""
        yield TopLine()
        yield from self.tracker.coach()
        yield from self.compose_body()
        yield MessageLine()
        yield Footer()

    def compose_body(self) -> ComposeResult:
        """The widgets between the lines; each screen gives its own."""
        yield from ()

    def refresh_view(self) -> None:
        """Read what is shown anew: on first show, and when something was written. Each screen gives its own."""

    def new_kind(self) -> str | None:
        """The kind of fact that `n` makes here; None asks which."""
        return None

    def article_here(self) -> int | None:
        """The article that is read here: a quotation in a quick line means its words."""
        return None

    def selected_words(self) -> tuple[int, int] | None:
        """The words of that article that are selected, (start, end)."""
        return None

    def subtitle(self) -> str:
        """What stands beside the title on the top line ("as of Mon 1 Dec 2025")."""
        return ""

    def tally(self) -> str:
        """What stands at the right of the top line ("2 to review · 0 conflicts")."""
        return self.tracker.tally

    def position(self) -> str:
        """What stands at the right of the message line ("3 of 120 · 2 marked")."""
        return ""

    def why_not(self, name: str) -> str | None:
        """Why an action cannot act on this screen now."""
        if name in ("next_pane", "previous_pane") and len(self.focus_chain) < 2:
            return action(name).nowhere
        return super().why_not(name)

    def do_next_pane(self) -> None:
        """Keys go to the next pane."""
        self.focus_next()

    def do_previous_pane(self) -> None:
        """Keys go to the pane before."""
        self.focus_previous()

    def shows_nothing(self) -> bool:
        """True where there is nothing to act on, and no filter is the reason: the footer then says what leads on."""
        return False

    def on_descendant_focus(self) -> None:
        """The line of keys names those of what has them now: of a field, of a list."""
        self.update_lines()

    def is_stale(self) -> bool:
        """True where what is shown must be read anew."""
        return self.stale

    def update_lines(self) -> None:
        """Paint the lines above and below anew (after a read, a move, a mark)."""
        for line in self.query(LineWidget):
            line.update_line()

    def on_screen_resume(self) -> None:
        """Read anew where something was written meanwhile."""
        self.tracker.leave_message()
        if self.is_stale():
            self.stale = False
            self.refresh_view()
        self.update_lines()


class TrackerDialog(Host[ResultT], ModalScreen[ResultT]):
    """A dialog over a screen: `dismiss(result)` closes it, `esc` dismisses with None."""

    SCOPES: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar[list[Any]] = [("escape", "act('back')", "back")]

    def do_back(self) -> None:
        """Close without a result."""
        self.dismiss(None)
