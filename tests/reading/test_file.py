"""Files: regular, readable and not too large, else one sentence."""

import os
import socket

import pytest

from tracker.reading.errors import ReadingError
from tracker.reading.file import read_file
from tracker.reading.standard_input import LARGEST_INPUT


def sentence(path) -> str:
    with pytest.raises(ReadingError) as caught:
        read_file(path)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_the_bytes_come_back(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Talks\r\n\xff")
    assert read_file(tmp_path / "a.txt") == b"Talks\r\n\xff"


def test_missing_empty_folder_and_large(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b" \n")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(LARGEST_INPUT + 1)
    assert "nowhere.txt does not exist" in sentence(tmp_path / "nowhere.txt")
    assert "empty.txt is empty" in sentence(tmp_path / "empty.txt")
    assert "is a folder, not a file" in sentence(tmp_path)
    assert "larger than 10 MB" in sentence(tmp_path / "large.txt")


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a pipe" in sentence(tmp_path / "pipe.txt")


def test_a_device_and_a_socket_are_refused(tmp_path, monkeypatch):
    from pathlib import Path

    assert "is a device" in sentence(Path("/dev/zero"))
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.txt")
        assert "is a socket" in sentence(Path("s.txt"))


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Talks")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "a.txt cannot be read: Permission denied" in sentence(tmp_path / "a.txt")


def test_names_that_are_no_names(tmp_path):
    assert "cannot be read" in sentence(tmp_path / "a\x00b")
    assert "cannot be read" in sentence(tmp_path / ("x" * 5000))


def test_a_hostile_name_is_clean_in_the_sentence(tmp_path):
    assert "\x1b" not in sentence(tmp_path / "\x1b[31m\nred\udcff.txt")
