"""Fewer bytes to the terminal for the same picture: a colour or attribute is sent only where it is another than before.

Textual sends every run of text with all its colours and takes them back after it; of a row that is more than its text.
Over a slow line that is felt, so what it writes is shortened here on its way out. Every write ends with the terminal's
own colours again, so that nothing depends on what was written before.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

_FRAME_BEGINS, _FRAME_ENDS = "\x1b[?2026h", "\x1b[?2026l"
_MOVES = re.compile(r"(?:\r?\n|\x1b\[\d+;\d+H)+")
"""What paints nothing, so that colours may stay as they are."""
_NEEDLESS = re.compile(r"\r?\n(?=\x1b\[\d+;\d+H)")
"""A new line before the cursor is put elsewhere: never in the last line, so that nothing scrolls."""
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
                parts.append(_change(shown, wanted))
                shown = wanted
            parts.append(text)
        # Textual takes everything back before it sets anything: a sequence that does not begin anew adds to the last.
        wanted = "" if codes in ("", "0") else f"{wanted};{codes}" if wanted else codes
    if wanted != shown:
        parts.append(_change(shown, wanted))
    parts.append(pieces[-1])
    return "".join(parts)


@lru_cache(maxsize=4096)
def _change(before: str, after: str) -> str:
    """The sequence that leads from one state to another, each given by the codes that make it from nothing."""
    if not after:
        return "\x1b[0m"
    anew = f"\x1b[0;{after}m" if before else f"\x1b[{after}m"
    was, now = _state(before), _state(after)
    if was is None or now is None or was[0] - now[0] or (was[1] and not now[1]) or (was[2] and not now[2]):
        return anew
    codes = [*sorted(now[0] - was[0])]
    codes += [new for old, new in zip(was[1:], now[1:], strict=True) if new != old]
    return f"\x1b[{';'.join(codes)}m" if codes else ""


@lru_cache(maxsize=4096)
def _state(codes: str) -> tuple[frozenset[str], str, str] | None:
    """(attributes, foreground, background) that codes set; None where they do something else."""
    attributes, foreground, background = set[str](), "", ""
    parts = iter(codes.split(";") if codes else ())
    for code in parts:
        if code in ("38", "48"):
            form = next(parts, "")
            size = {"2": 3, "5": 1}.get(form)
            if size is None:
                return None
            colour = ";".join((code, form, *(next(parts, "") for _ in range(size))))
            if code == "38":
                foreground = colour
            else:
                background = colour
        elif len(code) == 1 and code in "123456789":
            attributes.add(code)
        elif code[:1] in ("3", "9") and len(code) == 2:
            foreground = code
        elif (code[:1] == "4" and len(code) == 2) or (code[:2] == "10" and len(code) == 3):
            background = code
        else:
            return None
    return frozenset(attributes), foreground, background


def lean_driver(driver: "type[Driver]") -> "type[Driver]":
    """The driver of a terminal, writing less."""

    class LeanDriver(driver):  # type: ignore[misc, valid-type]  # which one depends on the platform
        _frame = ""

        def write(self, data: str) -> None:
            # A frame comes in three pieces. Each wakes the thread that writes, which then takes turns with this one.
            if self._frame or data == _FRAME_BEGINS:
                self._frame += data
                if data != _FRAME_ENDS:
                    return
                data, self._frame = self._frame, ""
            super().write(lean(data))

        def stop_application_mode(self) -> None:
            if self._frame:  # an error in the midst of a frame: what follows must not wait for its end
                data, self._frame = self._frame + _FRAME_ENDS, ""
                super().write(lean(data))
            super().stop_application_mode()

    return LeanDriver
