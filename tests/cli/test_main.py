"""The command line as a whole: help, errors as one sentence, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Tracker
from tracker.cli.lazy import COMMANDS
from tracker.cli.main import cli, run

ROOT = Path(__file__).resolve().parent.parent.parent


def tracker(*words: str, stdin: str | bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The real command in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tracker", *words],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd or ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert "Example" in text
    assert f"  tracker {name}" in text or f"| tracker {name}" in text


def test_the_list_of_commands_says_what_their_help_says() -> None:
    context = click.Context(cli)
    for name, (_, line) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert line.endswith(".")
        assert command.help


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "No such command 'nothing'."),
        (["ingest"], "Missing argument"),
        (["status", "--as-of", "the day after"], "is not a date"),
        (["status", "--nothing"], "No such option"),
        (["edit", "meeting", "1", "held"], "FIELD=VALUE"),
        (["edit", "meeting", "1", "stat=held"], "its fields are"),
        (["edit", "war", "1", "a=b"], "'war' is not one of"),
        (["export", "--to", "csv", "out", "--id", "3"], "--kind"),
        (["--as-of", "yesterday", "people"], "stands after the command"),
        (["status"], "There is no file"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_a_fault_is_one_sentence_unless_the_traceback_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by \x1b[31mzero")

    monkeypatch.setattr("tracker.cli.main.chosen", fail)
    assert run(["log"]) == 2
    assert capsys.readouterr().err.startswith("This is a fault of the program: ZeroDivisionError: by [31mzero.")
    monkeypatch.setenv("TRACKER_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["log"])


def test_what_the_system_refuses_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/a/b")

    monkeypatch.setattr("tracker.cli.main.chosen", fail)
    assert run(["log"]) == 2
    assert capsys.readouterr().err == "The system refuses /a/b: Permission denied.\n"


def test_an_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.main.chosen", interrupt)
    assert run(["log"]) == 2
    assert capsys.readouterr().err.strip() == "Stopped."


def test_a_reader_that_leaves_is_told_nothing() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "extract", "--text", "seeds"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert errors == b""
    assert process.returncode == 1


def test_the_version() -> None:
    done = tracker("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"tracker ")


def test_the_file_comes_from_the_option_then_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "variable.db"))
    run(["log"])
    assert "variable.db" in capsys.readouterr().err
    run(["--db", str(tmp_path / "option.db"), "log"])
    assert "option.db" in capsys.readouterr().err


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    done = tracker("extract", "--text", f"{tmp_path}/no\x1b[2J\u202efile")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "words", ["show meeting", "purge person", "undo", "meeting", "split person", "conflicts reopen", "confirm"]
)
@pytest.mark.usefixtures("db")
def test_a_number_that_no_file_can_hold_is_one_sentence(tracker: Tracker, words: str) -> None:
    done = tracker(*words.split(), "9" * 20)
    assert done.code == 2
    assert "there is no number as large as 999" in done.err
    assert done.err.count("\n") == 1
