"""The entry point of the command `tracker`: the app opens without what only commands need.

To load what reads a command line took a twentieth of the app's start. So a line that asks for nothing but the app,
perhaps on a named file, is understood here; every other one goes on to `tracker.cli.main`, and so does every error.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from tracker.cli.own_file import VARIABLE, path_of


def main() -> NoReturn:
    """Open the app where that is all that is asked for, else run the command line; leave with its exit code."""
    words = sys.argv[1:]
    if not (in_terminal() and asks_for_the_app(words, os.environ)):
        from tracker.cli.main import main as run_command_line  # noqa: PLC0415 - not for the app

        run_command_line()
    from tracker.cli.opening import open_app  # noqa: PLC0415 - Textual, only where the app opens

    try:
        code = open_app(path_of(words[-1].removeprefix("--db=") if words else os.environ.get(VARIABLE)), None)
    except (Exception, KeyboardInterrupt) as error:
        from tracker.cli.main import tell  # noqa: PLC0415 - not for an app that opens

        code = tell(error)
    sys.exit(code)


def in_terminal() -> bool:
    """True where the app can be shown; behind textual-serve it speaks to a browser, and there is no terminal."""
    return (sys.stdin.isatty() and sys.stdout.isatty()) or bool(os.environ.get("TEXTUAL_DRIVER"))


def asks_for_the_app(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """True where the words after `tracker` mean the app on today, on a file that the option would not refuse."""
    if "_TRACKER_COMPLETE" in environment:
        return False
    match words:
        case []:
            file = environment.get(VARIABLE, "")
        case ["--db", file]:
            pass
        case [word] if word.startswith("--db="):
            file = word.removeprefix("--db=")
        case _:
            return False
    if not file:
        return not words
    path = Path(file)
    # A folder, or what may not be read, is refused by the option itself.
    return not file.startswith("-") and (not path.exists() or (not path.is_dir() and os.access(path, os.R_OK)))
