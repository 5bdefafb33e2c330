"""The scripted person of the effort benchmark on a short article: every key goes to the app, all is as annotated."""

import asyncio
import copy

import pytest

from tests.benchmarks.effort import scorer
from tests.benchmarks.effort_gold import sheet_keys
from tests.benchmarks.effort_play import play
from tests.tui.sample import article, record, sample_file


def annotated() -> dict:
    """What the sample's record should have been: one field of one fact differs, one fact is missing, one too many."""
    gold = copy.deepcopy(record(article()).as_json())
    gold["assessments"] = []
    gold["positions"][1]["stance"] = "request"
    text = article().text
    words = "Zelenskyy wanted to discuss the territory directly with Trump"
    start = text.index(words)
    gold["positions"].append(
        gold["positions"][1]
        | {
            "id": "s3",
            "holder_party": "UA",
            "holder_person": None,
            "stance": "request",
            "issue": "process",
            "target": ["US"],
            "evidence": [{"start": start, "end": start + len(words), "exact": words}],
        }
    )
    return gold


@pytest.mark.corpus
def test_a_short_article_is_brought_to_its_annotation_key_by_key(corpus, tmp_path):
    gold = annotated()
    with sample_file(tmp_path / "sample.db") as db:
        played = asyncio.run(play(scorer(corpus), gold, db))
        assert played.faults == [], played.lines
        assert db.read.execute("SELECT count(*) FROM assessment WHERE state = 'rejected'").fetchone()[0] == 1
        assert db.read.execute("SELECT stance FROM position WHERE id = 2").fetchone()[0] == "request"
        undone = db.read.execute("SELECT count(*) FROM txn").fetchone()[0]
    keys = sum(played.keys.values())
    assert played.keys["reject"] == 1
    assert played.keys["accept"] == 2
    assert keys >= undone
    assert keys < 0.25 * sum(sheet_keys(gold).values())


def test_a_sheet_costs_a_key_a_character_and_a_cell_and_three_for_what_stands_in_it():
    gold = {
        "persons": [
            {"id": "p1", "name": "Ann Lee", "party": "US", "roles": ["envoy"]},
            {"id": "p2", "name": "Bo Lind", "party": "US", "roles": ["envoy"]},
            {"id": "p3", "name": "Not core", "tier": "extended"},
        ],
    }
    first, second = 8 + 3 + 6, 8 + 3 + 4
    assert sheet_keys(gold)["persons"] == first + second
