"""The two lines below every screen: what was just done (or why not), and what the keys do here."""

from typing import TYPE_CHECKING, cast

from rich.segment import Segment

from tracker.tui import hosting
from tracker.tui.actions import Action, action, in_scope, shown_key
from tracker.tui.display import cell_len, crop
from tracker.tui.widgets.line import LineWidget

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp
    from tracker.tui.screens.base import TrackerScreen

_SIGNS = {"done": "✓ ", "refused": "– ", "error": "! ", "": ""}


class MessageLine(LineWidget):
    """What was just done, or why a key did nothing; at the right, running work and the place in the list."""

    COMPONENT_CLASSES = {"message--done", "message--refused", "message--error", "message--dim"}  # noqa: RUF012

    def segments(self, y: int, width: int) -> list[Segment]:
        """The message at the left; the right side takes at most half."""
        del y
        app, screen = cast("TrackerApp", self.app), cast("TrackerScreen", self.screen)
        dim = self.get_component_rich_style("message--dim")
        right = " · ".join(part for part in (app.progress, screen.position()) if part)
        right = crop(right, width // 2)
        kind, text = app.message
        shown = crop(_SIGNS[kind] + text, width - cell_len(right) - 3) if text else ""
        style = self.get_component_rich_style(f"message--{kind or 'dim'}")
        gap = max(1, width - cell_len(shown) - cell_len(right) - 2)
        return [Segment(f" {shown}", style), Segment(" " * gap, dim), Segment(f"{right} ", dim)]


class Footer(LineWidget):
    """The keys that matter most here, from the registry; one that cannot act now is dimmed."""

    COMPONENT_CLASSES = {"footer--key", "footer--label", "footer--off"}  # noqa: RUF012

    def segments(self, y: int, width: int) -> list[Segment]:
        """As many actions as fit, the most useful first; at the right what is there always."""
        del y
        screen = cast("TrackerScreen", self.screen)
        room, chosen = width - 1 - sum(len(part) + 2 for part in _TAIL), []
        for one in ranked(screen):
            if hosting.handler(screen, one.id) is None:
                continue
            size = len(shown_key(one.id)) + len(one.label) + 3
            if size <= room:
                room -= size
                chosen.append(one)
        key, label = self.get_component_rich_style("footer--key"), self.get_component_rich_style("footer--label")
        off = self.get_component_rich_style("footer--off")
        segments = [Segment(" ", label)]
        for one in chosen:
            able = hosting.why_not(screen, one.id) is None
            segments.append(Segment(shown_key(one.id), key if able else off))
            segments.append(Segment(f" {one.label}  ", label if able else off))
        segments.append(Segment(" " * max(0, room), label))
        for part in _TAIL:
            name, _, what = part.partition(" ")
            segments += [Segment(name, key), Segment(f" {what}  ", label)]
        return segments


_TAIL = ("1-9 screens", f"{shown_key('help')} help", f"{shown_key('quit')} quit")


def ranked(screen: "TrackerScreen") -> list[Action]:
    """The actions for the footer of a screen, the most useful first."""
    if screen.FOOTER:
        return [action(name) for name in screen.FOOTER]
    found = [one for one in in_scope(screen.SCOPES) if one.footer and one.id not in ("help", "quit")]
    return sorted(found, key=lambda one: -one.footer)
