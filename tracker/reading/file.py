"""The bytes of one file: a regular file, readable, and not too large."""

import os
import stat
from pathlib import Path

from tracker.reading.errors import ReadingError, shown_name
from tracker.reading.standard_input import LARGEST_INPUT


def read_file(path: Path) -> bytes:
    """The bytes of the file at `path`.

    Raises:
        ReadingError: it is missing, not a regular file (a folder, a pipe, a device), not readable, or over 10 MB.
    """
    name = shown_name(str(path))
    # Not blocking: a pipe that nobody writes to would wait for ever before it could be refused.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadingError(f"{name} is {_kind(path.stat().st_mode)}, not a file.")
        with os.fdopen(os.open(path, flags), "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise ReadingError(f"{name} is {_kind(mode)}, not a file.")
            data = file.read(LARGEST_INPUT + 1)
    except FileNotFoundError:
        raise ReadingError(f"{name} does not exist.") from None
    except (OSError, ValueError) as error:
        if isinstance(error, ReadingError):
            raise
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not a file name"
        raise ReadingError(f"{name} cannot be read: {reason}.") from error
    if len(data) > LARGEST_INPUT:
        raise ReadingError(f"{name} is larger than 10 MB: it is not read as one article.")
    if not data.strip():
        raise ReadingError(f"{name} is empty.")
    return data


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe (use - to read from standard input)"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
