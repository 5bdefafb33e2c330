"""The two lines below every screen: what was just done (or why not), and what the keys do here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.segment import Segment

from tracker.tui import hosting
from tracker.tui.actions import Action, action, in_scope, shown_key
from tracker.tui.display import cell_len, crop, one_line
from tracker.tui.ink import ink
from tracker.tui.widgets.line import LineWidget

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp
    from tracker.tui.screens.base import TrackerScreen

_INKS = {"done": "good", "refused": "dim", "error": "alarm", "": "dim"}
_SIGNS = {"done": "✓ ", "refused": "– ", "error": "! ", "": ""}


_MOST_ROWS = 3
"""Rows of one message: at 80 cells the longest sentences take two."""


class MessageLine(LineWidget):
    """What was just done, or why a key did nothing; at the right, running work and the place in the list.

    A sentence that one row cannot hold gets another beneath it: what is said is there to be read. Once there was time
    for that, the next key gives the rows back.
    """

    def update_line(self) -> None:
        """Take as many rows as the message needs, and paint where it is another."""
        if self.is_attached and self.size.width:
            rows = len(self._rows(self.size.width)[0])
            if self.styles.height is None or self.styles.height.value != rows:
                self.styles.height = rows
        super().update_line()

    def on_resize(self) -> None:
        """Another width may need other rows."""
        self.update_line()

    def segments(self, y: int, width: int) -> list[Segment]:
        """The message at the left; the right side takes at most half of the first row."""
        dim = ink(self, "dim")
        rows, right = self._rows(width)
        shown = rows[y] if y < len(rows) else ""
        right = right if y == 0 else ""
        style = ink(self, _INKS[cast("TrackerApp", self.app).message[0]])
        gap = max(1, width - cell_len(shown) - cell_len(right) - 2)
        return [Segment(f" {shown}", style), Segment(" " * gap, dim), Segment(f"{right} ", dim)]

    def _rows(self, width: int) -> tuple[list[str], str]:
        """The rows of the message, at least one, and what stands at the right of the first."""
        app, screen = cast("TrackerApp", self.app), cast("TrackerScreen", self.screen)
        right = " · ".join(part for part in (app.progress, screen.position()) if part)
        right = crop(right, width // 2)
        kind, said = app.message
        said = one_line(said)
        first = width - cell_len(right) - 3
        if app.message_folded:
            said = crop(said, first - len(_SIGNS[kind]))
        if not said:
            return [""], right
        if cell_len(said) + len(_SIGNS[kind]) <= first:
            return [_SIGNS[kind] + said], right
        from tracker.tui.widgets.wrapping import broken  # noqa: PLC0415 - only for a long sentence

        indent = " " * len(_SIGNS[kind])
        rows = broken(said, first - len(indent), width - 2 - len(indent), _MOST_ROWS)
        return [(indent if number else _SIGNS[kind]) + row for number, row in enumerate(rows)], right


class Footer(LineWidget):
    """The keys that matter most here, from the registry; one that cannot act now is dimmed."""

    def segments(self, y: int, width: int) -> list[Segment]:
        """As many actions as fit, the most useful first; at the right what is there always."""
        screen = cast("TrackerScreen", self.screen)
        typing = typing_keys(screen)
        if typing:
            return self._for_typing(typing, width)
        room = width - 1 - sum(len(part) + 2 for part in _TAIL)
        there = [one for one in ranked(screen) if hosting.handler(screen, one.id) is not None]
        able = {one.id for one in there if hosting.why_not(screen, one.id) is None}
        chosen = set()
        for one in sorted(there, key=lambda one: one.id not in able):  # what can act has the first claim to a place
            size = len(shown_key(one.id)) + len(one.label) + 3
            if size <= room:
                room -= size
                chosen.add(one.id)
        key, label = ink(self, "key"), ink(self, "plain")
        off = ink(self, "off")
        segments = [Segment(" ", label)]
        for one in there:
            if one.id in chosen:
                since = len(segments)
                segments.append(Segment(shown_key(one.id), key if one.id in able else off))
                segments.append(Segment(f" {one.label}  ", label if one.id in able else off))
                self.spot(y, segments, since, one.id)
        segments.append(Segment(" " * max(0, room), label))
        for part in _TAIL:
            name, _, what = part.partition(" ")
            since = len(segments)
            segments += [Segment(name, key), Segment(f" {what}  ", label)]
            if what in ("help", "quit"):
                self.spot(y, segments, since, what)
        return segments

    def _for_typing(self, keys: Sequence[tuple[str, str]], width: int) -> list[Segment]:
        """What keys do while letters and digits go into a field."""
        key, label = ink(self, "key"), ink(self, "plain")
        segments = [Segment(" ", label)]
        for name, what in keys:
            segments += [Segment(name, key), Segment(f" {what}  ", label)]
        used = sum(cell_len(segment.text) for segment in segments)
        return [*segments, Segment(" " * max(0, width - used), label)]


def typing_keys(screen: "TrackerScreen") -> Sequence[tuple[str, str]]:
    """(key, what it does) in the field that has the keys, as the widget or screen around it says; else nothing."""
    focused = screen.focused
    if focused is None or not hasattr(focused, "cursor_position"):
        return ()
    found = (getattr(node, "TYPING_KEYS", ()) for node in focused.ancestors_with_self)
    return next((keys for keys in found if keys), ())


_TO_FILL = ("import_articles", "paste", "new")
"""What leads on where nothing is shown."""
_OF_BEFORE = frozenset({"undo", "redo"})
"""What acts on what was done, and says so itself where nothing was."""
_TAIL = ("1-9 screens", f"{shown_key('help')} help", f"{shown_key('quit')} quit")


def ranked(screen: "TrackerScreen") -> list[Action]:
    """The actions for the footer of a screen, the most useful first; of one that shows nothing, those that can act."""
    if screen.shows_nothing():
        names = dict.fromkeys((*screen.FOOTER, *_TO_FILL))
        return [action(name) for name in names if name not in _OF_BEFORE and hosting.why_not(screen, name) is None]
    if screen.FOOTER:
        return [action(name) for name in screen.FOOTER]
    found = [one for one in in_scope(screen.SCOPES) if one.footer and one.id not in ("help", "quit")]
    return sorted(found, key=lambda one: -one.footer)
