"""What the app says on the message line, and how long a long sentence keeps its rows."""

from time import monotonic
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

_READ: Final = 0.3
"""Seconds that a word takes to be read: 200 words a minute."""
_LONG: Final = 30
"""Characters that one row holds beside whatever stands at its right."""


class Saying:
    """The mixin of the app that says things.

    Attributes:
        message: what was said last: its kind (done, refused, error, empty), and the sentence.
        message_folded: True where it is back to one row.
        progress: what runs in the background; empty where nothing does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message: tuple[str, str] = ("", "")
        self.message_folded = False
        self.progress = ""
        self._read_by = 0.0

    def say(self, text: str, *, kind: str = "done") -> None:
        """Write on the message line; `kind` is done, refused or error."""
        # A name that was cut in the middle of a sentence ends with dots: no full stop after them.
        self.message = (kind, text.replace("….", "…"))
        self.message_folded = False
        self._read_by = monotonic() + text.count(" ") * _READ
        self.refresh_lines()

    def fold_message(self) -> None:
        """A key was pressed: a sentence of several rows that can have been read by now gives them back.

        Why a key did nothing concerns that key alone: it goes.
        """
        if not self.message_folded and monotonic() > self._read_by:
            self.message_folded = True
            refused = self.message[0] == "refused"
            if refused:
                self.message = ("", "")
            if refused or len(self.message[1]) > _LONG:
                self.refresh_lines()

    def leave_message(self) -> None:
        """Another screen: what was said on the one before, and read, is not said again."""
        if self.message_folded:
            self.message = ("", "")

    def set_progress(self, text: str) -> None:
        """What runs in the background, at the right of the message line; empty where nothing does."""
        self.progress = text
        self.refresh_lines()

    def refresh_lines(self) -> None:
        """Paint the lines above and below every screen anew, where they are others."""
        for screen in cast("TrackerApp", self).screen_stack:
            update = getattr(screen, "update_lines", None)
            if update is not None and screen.is_attached:
                update()
