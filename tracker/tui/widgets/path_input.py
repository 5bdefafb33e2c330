"""A line for a path or an address, which completes the names of files and folders."""

import os
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.actions import SkipAction

from tracker.tui.display import one_line
from tracker.tui.widgets.names import NameInput

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

_MOST = 6
_LOOKED_AT = 2_000
"""Entries of one folder that are looked at: a folder of a million files must not hold anything up."""


def is_address(text: str) -> bool:
    """True for what is fetched from the network rather than read from the disk."""
    return text.strip().lower().startswith(("http://", "https://"))


def paths_beginning(typed: str) -> list[str]:
    """Paths that begin with what is typed, folders with a slash at their end; `~` is the home folder.

    Hidden ones are offered only where a dot is typed. Empty for an address, or where nothing can be read.
    """
    if not typed or is_address(typed):
        return []
    expanded = os.path.expanduser(typed)  # noqa: PTH111  # Path drops the slash at the end, which means "inside"
    folder, start = os.path.split(expanded)
    shown = typed[: len(typed) - len(start)] if start else typed
    if typed == "~":
        return ["~/"]
    found: list[str] = []
    try:
        with os.scandir(folder or ".") as entries:
            for number, entry in enumerate(entries):
                if number >= _LOOKED_AT:
                    break
                name = entry.name
                if name.lower().startswith(start.lower()) and (start.startswith(".") or not name.startswith(".")):
                    found.append(f"{shown}{name}/" if entry.is_dir() else f"{shown}{name}")
    except OSError:
        return []
    return sorted(found, key=lambda path: (not path.endswith("/"), path.lower()))[:_MOST]


def missing(text: str) -> str | None:
    """Why a path cannot be read, as a sentence; None for an address and for what is there."""
    if is_address(text):
        return None
    path = Path(text).expanduser()
    try:
        if path.exists():
            return None
    except OSError as error:
        return f"{text} cannot be read: {error.strerror}."
    return f"There is no {text}."


class PathInput(NameInput):
    """A line for a path or an address: `tab` goes as far as all that is offered agrees, `right` takes the first."""

    BINDINGS: ClassVar[list[Any]] = [("tab", "take", "take the path offered")]

    def __init__(self, value: str = "", *, known: Callable[[str], Sequence[str]] = paths_beginning) -> None:
        super().__init__(value, known, compact=True, select_on_focus=bool(value))

    def action_take(self) -> None:
        """Take the first path that is offered; where none is, `tab` goes to the next field, or says so."""
        if not (self.cursor_at_end and self.offered and self.offered[0] != self.value):
            if self.looking and self.cursor_at_end:
                self.take_when_found()
                return
            if len(self.screen.focus_chain) > 1:
                raise SkipAction
            said = f"Nothing more begins with {one_line(self.value)}." if self.value else "Type a path's beginning."
            cast("TrackerApp", self.app).say(said, kind="refused")
            return
        # As in a shell: as far as all of them go together, then the first of them.
        ends = zip(min(self.offered), max(self.offered), strict=False)
        common = "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], ends))
        if len(self.offered) < _MOST and len(common) > len(self.value) and common.startswith(self.value):
            self.value = common
            self.cursor_position = len(common)
            return
        self.action_cursor_right()
