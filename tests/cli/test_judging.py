"""`tracker judge`: sources and items judged, listed, filtered, exported; what cannot be is one sentence."""

import json

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("db")


def test_a_source_and_an_item_are_judged_listed_and_filtered(tracker: Tracker) -> None:
    assert tracker("judge", "source", "axios", "b", "--why", "right before").out.startswith("Axios: reliability B")
    assert "credibility 4, doubtful" in tracker("judge", "item", "position", "1", "4").out
    listed = tracker("judge", "--json").data
    assert [one["reliability"] for one in listed["sources"] if one["name"] == "Axios"] == ["B"]
    assert [(one["kind"], one["credibility"]) for one in listed["items"]] == [("position", 4)]
    assert "right before" in tracker("judge").out
    assert [one["id"] for one in tracker("positions", "--filter", "credibility:4", "--json").data] == [1]
    assert tracker("timeline", "--filter", "reliability:A", "--json").data == []
    assert tracker("people", "--filter", "reliability:B Umerov", "--json").data
    tracker("undo")
    assert tracker("judge", "--json").data["items"] == []


def test_judgements_are_in_the_export(tracker: Tracker, tmp_path) -> None:
    tracker("judge", "source", "Axios", "B")
    tracker("judge", "item", "article", "1", "2")
    assert tracker("export", "--to", "json", tmp_path / "out.json").code == 0
    data = json.loads((tmp_path / "out.json").read_text())
    assert [(one["name"], one["reliability"]) for one in data["sources"]] == [("Axios", "B")]
    assert [(one["fact_kind"], one["credibility"]) for one in data["judged_items"]] == [("article", 2)]
    assert tracker("export", "--to", "sqlite", tmp_path / "out.sqlite").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("source", "Nobody", "B"), "No source is called Nobody"),
        (("source", "Axios", "G"), "A to F"),
        (("item", "position", "1", "9"), "1 to 6"),
        (("item", "position", "999", "3"), "not there"),
        (("item", "position", "1", "3", "--article", "9"), "does not report"),
    ],
)
def test_a_judgement_that_cannot_be_is_one_sentence(tracker: Tracker, words, said) -> None:
    done = tracker("judge", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
