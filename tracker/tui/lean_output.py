"""Fewer bytes to the terminal for the same picture: a colour or attribute is sent only where it is another than before.

Textual sends every run of text with all its colours and takes them back after it; of a row that is more than its text.
Over a slow line that is felt, so what it writes is shortened here on its way out: of a frame only the cells that change
go out (`cell_memory`), of anything else only the colours that do. Colours stay set from frame to frame; anything
else is written after they were taken back, so that none of it depends on what was painted before.
"""

import re
from typing import TYPE_CHECKING, Any

from tracker.tui.cell_memory import CellMemory
from tracker.tui.colour_codes import change
from tracker.tui.shortest_writing import erases_with_ground

if TYPE_CHECKING:
    from textual.driver import Driver

_FRAME_BEGINS, _FRAME_ENDS = "\x1b[?2026h", "\x1b[?2026l"
_MOVES = re.compile(r"(?:\r?\n|\x1b\[\d+;\d+H)+")
"""What paints nothing, so that colours may stay as they are."""
_NEEDLESS = re.compile(r"\r?\n(?=\x1b\[\d+;\d+H)")
"""A new line before the cursor is put elsewhere: never in the last line, so that nothing scrolls."""
_PAINTS_NOTHING = re.compile(
    r"(?:\x1b\[(?:\?(?!1049|47h|1047|3h)[\d;]+(?:[hl]|\$p)|[<>=][\d;]*u|c|6n)|\x1b\][^\x07\x1b]*\x07)+"
)
"""Modes, questions, titles, the clipboard: no cell of the screen is another after them."""
_NO_WRAP = "\x1b[?7l"
_SGR = re.compile(r"\x1b\[([0-9;]*)m")


def lean(data: str) -> str:
    """`data` with the fewest colour sequences that paint the same."""
    if data.count("\x1b[") < 2:
        return data
    parts: list[str] = []
    shown, wanted = "", ""
    pieces = _SGR.split(_NEEDLESS.sub("", data))  # text, codes, text, codes, …, text
    for index in range(0, len(pieces) - 1, 2):
        text, codes = pieces[index], pieces[index + 1]
        if text:
            if wanted != shown and not _MOVES.fullmatch(text):
                parts.append(change(shown, wanted))
                shown = wanted
            parts.append(text)
        # Textual takes everything back before it sets anything: a sequence that does not begin anew adds to the last.
        wanted = "" if codes in ("", "0") else f"{wanted};{codes}" if wanted else codes
    if wanted != shown:
        parts.append(change(shown, wanted))
    parts.append(pieces[-1])
    return "".join(parts)


def lean_driver(driver: "type[Driver]") -> "type[Driver]":
    """The driver of a terminal, writing less."""

    class LeanDriver(driver):  # type: ignore[misc, valid-type]  # which one depends on the platform
        _frame = ""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            self.cells = CellMemory()
            super().__init__(*args, **kwargs)

        def write(self, data: str) -> None:
            # A frame comes in three pieces. Each wakes the thread that writes, which then takes turns with this one.
            if self._frame or data == _FRAME_BEGINS:
                self._frame += data
                if data != _FRAME_ENDS:
                    return
                data, self._frame = self._frame, ""
            if _PAINTS_NOTHING.fullmatch(data):
                if _NO_WRAP in data:
                    self.cells.terminal = self.cells.terminal._replace(stays=True)
                super().write(data)
                return
            short = self.cells.lean(data)
            if short is None:
                short = self.cells.without_colours() + lean(data)
            if short:
                super().write(short)

        def resized(self, width: int) -> None:
            """The terminal has another size: it may have wrapped its lines anew, or cleared them.

            Args:
                width: its columns now.
            """
            self.cells.forget()
            self.cells.terminal = self.cells.terminal._replace(width=width)

        def started(self) -> None:
            """The first screen is there: find out what may be left out of those that follow."""
            self.cells.terminal = self.cells.terminal._replace(erases=erases_with_ground())

        def stop_application_mode(self) -> None:
            if self._frame:  # an error in the midst of a frame: what follows must not wait for its end
                data, self._frame = self._frame + _FRAME_ENDS, ""
                super().write(self.cells.without_colours() + lean(data))
            super().stop_application_mode()

    return LeanDriver
