from pathlib import Path

import pytest

from tracker.desk.accuracy import measured
from tracker.desk.ingest import ingest_sources, reread
from tracker.desk.openfile import open_database
from tracker.desk.shown import SHOWN_FROM

TEXT = (
    "date: 2024-03-14\n\nNorthern Accord envoy Ilham Deresse met Ethiopian Foreign Minister Dawit Bekele in Nairobi.\n"
)
OWN = '[[party]]\nid = "NA1"\nname = "Northern Accord"\ntype = "armed_group"\n'


def test_reading_again_knows_a_lexicon_that_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path))
    article = tmp_path / "article.txt"
    article.write_text(TEXT, "utf-8")
    db = open_database(tmp_path / "a.db")
    try:
        ingest_sources(db, [str(article)])
        version = "SELECT extractor FROM article"
        parties = "SELECT code FROM party"
        before = db.read.execute(version).fetchone()[0]
        assert "NA1" not in {row[0] for row in db.read.execute(parties)}
        (tmp_path / "lexicon.toml").write_text(OWN, "utf-8")
        reread(db)
        after = db.read.execute(version).fetchone()[0]
        assert after.startswith(f"{before}+")
        assert "NA1" in {row[0] for row in db.read.execute(parties)}
    finally:
        db.close()


def test_what_was_measured_is_told_for_every_kind_at_the_threshold_that_is_used() -> None:
    found = measured()
    assert found is not None
    assert found.shown_from == SHOWN_FROM
    assert [one.kind for one in found.classes] == [
        "person", "party", "track", "venue", "meeting", "attendance", "position", "assessment",
    ]  # fmt: skip
    assert all(one.wrong is not None and 0 <= one.wrong <= 1 for one in found.classes)
    assert found.as_json()["sure"]["right"] >= 0.85  # type: ignore[index]
