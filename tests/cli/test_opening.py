"""`tracker` in a real terminal: it opens the app, shows progress, and leaves the terminal as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.terminal import Terminal
from tests.cli.conftest import SEEDS
from tracker.cli.entry import asks_for_the_app

COMMAND = [sys.executable, "-m", "tracker"]


def test_without_a_command_the_app_opens_on_the_day_that_is_asked_for(db: Path) -> None:
    with Terminal([*COMMAND, "--db", str(db), "--as-of", "newest"]) as terminal:
        assert terminal.shown_at("as of Mon 1 Dec 2025", limit=60) is not None, terminal.text()
        terminal.quiet(0.5, 10)
        for size in ((80, 20), (80, 24)):  # what a terminal does to its cells meanwhile is not known
            before = len(terminal.pieces)
            terminal.resize(*size)
            terminal.quiet(0.5, 10)
            assert b"Negotiations" in b"".join(piece for _, piece in terminal.pieces[before:])
        terminal.send(b"q")
        assert terminal.code(limit=30) == 0
        assert b"\x1b[?1049l" in b"".join(piece for _, piece in terminal.pieces)


def test_the_app_makes_the_file_where_there_is_none(tmp_path: Path) -> None:
    with Terminal([*COMMAND, "--db", str(tmp_path / "new.db")]) as terminal:
        assert terminal.shown_at("quit", limit=60) is not None, terminal.text()
        terminal.quiet(0.5, 10)
        terminal.send(b"q")
        assert terminal.code(limit=30) == 0
    assert (tmp_path / "new.db").stat().st_size > 0


def test_a_file_that_cannot_be_opened_is_one_sentence_in_a_terminal_too(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database")
    with Terminal([*COMMAND, "--db", str(tmp_path / "a.db")]) as terminal:
        assert terminal.code(limit=60) == 2
        assert "is not a database" in terminal.text().replace("\n", "")
        assert "Traceback" not in terminal.text()


def test_reading_shows_progress_in_a_terminal(tmp_path: Path) -> None:
    with Terminal([*COMMAND, "--db", str(tmp_path / "a.db"), "ingest", str(SEEDS)], size=(100, 24)) as terminal:
        assert terminal.code(limit=120) == 0
        shown = b"".join(piece for _, piece in terminal.pieces)
    assert b"\r\x1b[K1/1  " in shown
    assert b"new: " in shown


def test_a_shell_completes_commands() -> None:
    done = subprocess.run(
        COMMAND,
        env=os.environ | {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "tracker st", "COMP_CWORD": "1"},
        cwd=SEEDS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["plain,status"]


@pytest.mark.parametrize(
    ("words", "variable", "app_alone"),
    [
        ([], None, True),
        ([], "talks.db", True),
        (["--db", "talks.db"], None, True),
        (["--db=talks.db"], "/", True),
        (["--db", "new.db"], None, True),
        ([], "/", False),
        (["--db", "/"], None, False),
        (["--db"], None, False),
        (["--db", ""], None, False),
        (["--db", "--help"], None, False),
        (["--as-of", "newest"], None, False),
        (["--db", "talks.db", "status"], None, False),
        (["--help"], None, False),
    ],
)
def test_the_app_alone_is_asked_for_without_a_command_or_a_day(
    words: list[str], variable: str | None, app_alone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talks.db").touch()
    environment = {} if variable is None else {"TRACKER_DB": variable}
    assert asks_for_the_app(words, environment) is app_alone
    assert not asks_for_the_app(words, environment | {"_TRACKER_COMPLETE": "bash_complete"})


def test_a_folder_is_refused_as_a_file_in_a_terminal_too(tmp_path: Path) -> None:
    with Terminal([*COMMAND, "--db", str(tmp_path)], size=(160, 24)) as terminal:
        assert terminal.code(limit=60) == 2
        assert "is a directory" in terminal.text()
