"""`tracker status`: the form that programs read, and the text that a person reads."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Tracker

pytestmark = pytest.mark.usefixtures("db")

TRACK_KEYS = {
    "name",
    "parties",
    "level",
    "phase",
    "computed_phase",
    "last",
    "next",
    "open_issues",
    "chains",
    "articles",
    "days_since_news",
    "to_confirm",
}


def test_json_has_the_form_of_the_contract(tracker: Tracker) -> None:
    found = tracker("status", "--as-of", "2025-12-01", "--json").data
    assert set(found) == {"as_of", "tracks", "to_review", "conflicts"}
    assert found["as_of"] == "2025-12-01"
    assert found["tracks"]
    for track in found["tracks"]:
        assert set(track) == TRACK_KEYS
        assert track["last"] is None or set(track["last"]) == {"date", "place"}
        assert track["next"] is None or set(track["next"]) == {"date", "place", "status"}
        assert all(set(one) == {"date", "place", "what"} for one in track["to_confirm"])


def test_a_day_before_every_article_is_empty(tracker: Tracker) -> None:
    assert tracker("status", "--as-of", "2025-11-01", "--json").data["tracks"] == []


def test_newest_is_the_day_of_the_newest_article(tracker: Tracker) -> None:
    assert tracker("status", "--as-of", "newest", "--json").data["as_of"] == "2025-12-01"


def test_a_filter_keeps_tracks_that_hold_its_words(tracker: Tracker) -> None:
    everything = tracker("status", "--as-of", "2025-12-01", "--json").data["tracks"]
    some = tracker("status", "--as-of", "2025-12-01", "--json", "--track", "RUSSIA us").data["tracks"]
    assert 0 < len(some) <= len(everything)
    assert all({"RU", "US"} <= set(track["parties"]) for track in some)
    assert tracker("status", "--track", "nowhere", "--json").data["tracks"] == []


def test_the_text_says_the_day_and_every_track(tracker: Tracker) -> None:
    found = tracker("status", "--as-of", "2025-12-01", "--json").data
    text = tracker("status", "--as-of", "2025-12-01").out
    assert text.startswith("Negotiations as of Mon 1 Dec 2025")
    for track in found["tracks"]:
        assert track["name"] in text
        assert track["phase"] in text


def test_an_empty_file_says_what_to_do_first(tracker: Tracker) -> None:
    assert tracker("undo").code == 0
    done = tracker("status")
    assert done.code == 0
    assert "tracker ingest PATH" in done.out


def test_without_a_terminal_no_command_is_the_status(db: Path) -> None:
    command = [sys.executable, "-m", "tracker", "--db", str(db)]
    plain = subprocess.run([*command, "--as-of", "2025-12-01"], cwd=SEEDS.parent, capture_output=True, check=True)
    status = subprocess.run(
        [*command, "status", "--as-of", "2025-12-01"], cwd=SEEDS.parent, capture_output=True, check=True
    )
    assert plain.stdout == status.stdout
    assert plain.stdout
