"""`tracker conflicts`: listed with the words of both sides, resolved, reopened."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

TEXT = """title: Truce in doubt
date: 2025-11-10
source: Reuters

Sudan and Chad accused each other of breaking the truce on Monday. Talks between Sudan and Chad are to go on.
"""


@pytest.fixture
def contradicted(tracker: Tracker, tmp_path: Path) -> Tracker:
    """A file with one conflict in it, of two values."""
    article = tmp_path / "truce.txt"
    article.write_text(TEXT)
    assert tracker("ingest", article).code == 0
    return tracker


def test_a_conflict_is_resolved_and_reopened(contradicted: Tracker) -> None:
    tracker = contradicted
    (one,) = tracker("conflicts", "--json").data
    assert "accused each other" in tracker("conflicts").out
    done = tracker("conflicts", "resolve", one["id"], 2, "--note", "seen by monitors")
    assert done.code == 0, done.err
    (now,) = tracker("conflicts", "--json").data
    assert (now["state"], now["resolution"]) == ("resolved", one["values"][1]["value"])
    assert tracker("conflicts", "reopen", one["id"]).code == 0
    assert tracker("conflicts", "--json").data[0]["state"] == "open"
    assert tracker("conflicts", "resolve", one["id"], "--both").code == 0
    assert tracker("conflicts", "--json").data[0]["resolution"] == "both"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["resolve", "1"], "say which"),
        (["resolve", "1", "1", "--both"], "say which"),
        (["resolve", "1", "9"], "values 1 to 2"),
        (["resolve", "99", "1"], "not there"),
        (["reopen", "99"], "not there"),
    ],
)
def test_what_cannot_be_resolved_is_one_sentence(contradicted: Tracker, words: list[str], said: str) -> None:
    done = contradicted("conflicts", *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
