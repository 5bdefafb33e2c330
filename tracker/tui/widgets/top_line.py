"""The line above every screen: where one is, as of which day, and what waits."""

from typing import TYPE_CHECKING, cast

from rich.segment import Segment

from tracker.domain import edtf
from tracker.tui.actions import SCREENS, shown_key
from tracker.tui.display import cell_len, crop
from tracker.tui.ink import ink
from tracker.tui.widgets.line import LineWidget

if TYPE_CHECKING:
    from tracker.tui.screens.base import TrackerScreen

WIDE = 110
"""From this width on, the names of all screens fit above the title."""


class TopLine(LineWidget):
    """One row: title, subtitle, tally. On a wide terminal a row with the digits of all screens above it."""

    def on_resize(self) -> None:
        """Take a second row where it is wide enough."""
        self.set_class(self.app.size.width >= WIDE and self.app.size.height >= 30, "-wide")

    def segments(self, y: int, width: int) -> list[Segment]:
        """Row 0 is the row of digits where there is one."""
        screen = cast("TrackerScreen", self.screen)
        return self._tabs(screen) if self.has_class("-wide") and y == 0 else self._title(screen, width)

    def _title(self, screen: "TrackerScreen", width: int) -> list[Segment]:
        title, dim = ink(self, "strong"), ink(self, "dim")
        tally = screen.tally()
        waits = any(char in "123456789" for char in tally)
        style = "accent" if waits else "dim"
        room = max(0, width - cell_len(tally) - 3)
        name = crop(screen.TITLE, room)
        said = screen.subtitle()
        # A past day stands above everything that is shown as of it; the status says its day always.
        as_of = screen.tracker.as_of
        past = f"as of {edtf.shown(as_of.isoformat())}" if as_of is not None and not said.startswith("as of") else ""
        subtitle = crop(said, max(0, room - cell_len(name) - cell_len(past) - 7))
        left = [Segment(f" {name}", title), Segment(f"   {past}" if past else "", ink(self, "accent"))]
        left.append(Segment(f"   {subtitle}" if subtitle else "", dim))
        used = sum(cell_len(segment.text) for segment in left)
        gap = max(1, width - used - cell_len(tally) - 1)
        return [*left, Segment(" " * gap, dim), Segment(tally, ink(self, style))]

    def _tabs(self, screen: "TrackerScreen") -> list[Segment]:
        dim, on = ink(self, "dim"), ink(self, "key")
        segments = [Segment(" ", dim)]
        for name, (title, _) in SCREENS.items():
            here = name == screen.SCREEN_ID
            key = shown_key(f"go_{name}")
            since = len(segments)
            segments.append(Segment(f"▸{key} {title}" if here else f" {key} {title}", on if here else dim))
            segments.append(Segment("  ", dim))
            self.spot(0, segments, since, f"go_{name}")
        return segments
