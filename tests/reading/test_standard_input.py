"""Standard input: bytes, up to a limit."""

import io
import sys

import pytest

from tracker.reading.errors import ReadingError
from tracker.reading.standard_input import LARGEST_INPUT, read_standard_input


def give(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_bytes_come_back(monkeypatch):
    give(monkeypatch, b"Talks\xff")
    assert read_standard_input() == b"Talks\xff"


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_nothing_is_refused(monkeypatch, data):
    give(monkeypatch, data)
    with pytest.raises(ReadingError, match="Standard input is empty"):
        read_standard_input()


def test_too_much_is_refused(monkeypatch):
    give(monkeypatch, b"x" * (LARGEST_INPUT + 1))
    with pytest.raises(ReadingError, match="more than 10 MB"):
        read_standard_input()


def test_closed_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ReadingError, match="closed"):
        read_standard_input()
