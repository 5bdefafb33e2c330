"""The shell's side: tab completion in bash, zsh and fish, and the manual page."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tracker.cli.lazy import COMMANDS
from tracker.cli.main import cli
from tracker.cli.manual_page import page

BIN = Path(sys.executable).parent


def completed(shell, words, at):
    environment = os.environ | {"_TRACKER_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": at}
    done = subprocess.run([BIN / "tracker"], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script_and_its_completions(shell):
    script = subprocess.run(
        [BIN / "tracker"], env=os.environ | {"_TRACKER_COMPLETE": f"{shell}_source"}, capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    assert "tracker" in script
    assert f"{shell}_complete" in script
    at = "st" if shell == "fish" else "1"
    assert "status" in completed(shell, "tracker st", at)


def test_bash_completes_commands_options_and_values(tmp_path):
    program = """
source <(_TRACKER_COMPLETE=bash_source tracker)
complete_line() { COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
  _tracker_completion tracker; echo "${COMPREPLY[*]}"; }
complete_line tracker st
complete_line tracker export --to ""
complete_line tracker status --as
complete_line tracker zebra
"""
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["status", "sqlite csv json md ics ftm", "--as-of", ""], done.stderr


def test_completing_a_command_imports_none_of_them():
    program = (
        "import sys, os; os.environ.update(_TRACKER_COMPLETE='bash_complete', COMP_WORDS='tracker ', COMP_CWORD='1')\n"
        "from tracker.cli.main import cli\n"
        "try: cli.main([], prog_name='tracker')\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('tracker.desk') or name == 'tracker.cli.views'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "plain,status" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def lines():
    return list(page(click.Context(cli, info_name="tracker")))


def test_the_manual_page_has_every_command_and_option():
    text = "\n".join(lines()).replace("\\-", "-")
    for name in COMMANDS:
        assert f'.SS "tracker {name}' in text
    assert '.SS "tracker feeds add' in text
    for option in ("--db FILE", "--as-of DAY", "--accept-all"):
        assert option in text
    assert "tracker ingest article.txt" in text


def test_no_text_is_taken_for_a_request_of_roff():
    for line in "\n".join(lines()).splitlines():
        if line.startswith((".", "'")):
            assert line.split()[0] in (".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi"), line


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not there")
def test_groff_sets_it_without_a_warning():
    command = ["groff", "-man", "-ww", "-Tutf8", "-Kutf8"]
    done = subprocess.run(command, input="\n".join(lines()), capture_output=True, text=True, check=True)
    assert done.stderr == ""
    plain = re.sub("\x1b\\[[0-9;]*m|.\b", "", done.stdout)
    assert "--as-of DAY" in plain
