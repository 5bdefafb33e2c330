"""Standard input: the bytes as they come, up to the limit of one input."""

import sys

from tracker.reading.errors import ReadingError

LARGEST_INPUT = 10_000_000
"""Bytes that one file, page or stream may have before it is looked at."""


def read_standard_input() -> bytes:
    """Everything on standard input.

    Raises:
        ReadingError: it is closed, empty, or over 10 MB.
    """
    if sys.stdin is None:
        raise ReadingError("Standard input is closed: there is nothing to read.")
    try:
        data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    except (OSError, ValueError) as error:
        raise ReadingError(f"Standard input cannot be read: {error}.") from error
    if len(data) > LARGEST_INPUT:
        raise ReadingError("Standard input holds more than 10 MB: it is not read as one article.")
    if not data.strip():
        raise ReadingError("Standard input is empty.")
    return data
