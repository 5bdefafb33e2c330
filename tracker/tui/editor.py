"""The person's own editor: a text goes out to it and comes back; meanwhile the app steps aside."""

import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tracker.tui.actions import CannotActError
from tracker.tui.display import flat

_PLUS: Final = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "mg", "jove", "joe", "micro", "kak", "ne"}
)
"""Editors that begin at a line on `+12`."""
_COLON: Final = frozenset({"hx", "helix", "subl", "zed"})
"""Editors that begin at a line on `file:12`."""
_GOTO: Final = frozenset({"code", "code-insiders", "codium", "cursor"})
"""Editors that begin at a line on `--goto file:12`."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back; `gave_up` where the editor ended with an error, as `:cq` of vi does."""

    text: str
    gave_up: bool


def edited(app: Any, text: str, *, name: str = "tracker.txt", line: int = 1) -> Edited:
    """What the person's editor makes of `text`.

    Args:
        app: the app, which steps aside until the editor is closed.
        text: what stands in the file at first.
        name: the file's name; its ending tells the editor what it is.
        line: the line to begin at, from 1, in editors that can.

    Raises:
        CannotActError: no editor is named, it cannot be started, or the app cannot step aside here.
    """
    from textual.app import SuspendNotSupported  # noqa: PLC0415 - only where an editor is asked for

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command or not command.strip():
        raise CannotActError("No editor is set: neither VISUAL nor EDITOR names one (export EDITOR=nano, for example).")
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        try:
            words = command_line(command, path, line)
            with app.suspend():
                code = subprocess.run(words, check=False).returncode  # noqa: S603 - the person's own command
        except SuspendNotSupported:
            raise CannotActError("Tracker cannot step aside for an editor here: change it in the form.") from None
        except (OSError, ValueError):
            raise CannotActError(f"“{command}” cannot be started: VISUAL or EDITOR must name an editor.") from None
        try:
            back = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            back = text  # the editor took the file away
    return Edited(flat(back.removeprefix("\ufeff")), code != 0)


def command_line(command: str, path: Path, line: int = 1) -> list[str]:
    """The words that start an editor on a file, at a line where it is known how.

    Raises:
        ValueError: where the command's quotation marks do not close.
    """
    words = shlex.split(command)
    program = Path(words[0]).stem.lower() if words else ""
    if line <= 1:
        return [*words, str(path)]
    if program in _PLUS:
        return [*words, f"+{line}", str(path)]
    if program in _COLON:
        return [*words, f"{path}:{line}"]
    if program in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, str(path)]
