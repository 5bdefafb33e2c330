"""Which rows go out, under which filter, and that what goes out is whole."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tracker.desk.exporting import Filter, export, tables
from tracker.desk.openfile import Database, open_database
from tracker.export.tables import ExportError
from tracker.store.journal import Write, transaction


def fact(write: Write, table: str, key: str, **values: Any) -> int:
    return write.insert(table, key=key, **({"state": "accepted", "confidence": 0.9} | values))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Two tracks; the second one's people were rejected, and one suggestion is too unsure to be shown."""
    db = open_database(tmp_path / "a.db")
    with transaction(db, "Made for a test") as write:
        article = write.insert(
            "article",
            sha256="0" * 64,
            file="a.txt",
            title="=Talks",
            published="2025-12-01",
            encoding="utf-8",
            text="Envoys met in Cassim. Aldor wants the valley.",
            ingested="2025-12-01T08:00:00",
        )
        aldor = fact(write, "party", "aldor", code="ALDOR", name="Aldor")
        brenk = fact(write, "party", "brenk", code="BRENK", name="Brenk")
        dovra = fact(write, "party", "dovra", code="DOVRA", name="Dovra", state="rejected")
        envoy = fact(write, "person", "envoy", name="Ana Envoy", party=aldor)
        ghost = fact(write, "person", "ghost", name="No Such", party=dovra, state="rejected")
        write.insert("alias", kind="person", fact=envoy, name="Envoy", folded="envoy")
        write.insert("role", person=envoy, post="chief negotiator")
        cassim = fact(write, "venue", "cassim", name="Cassim")
        first = fact(write, "track", "1", name="Aldor–Brenk", level="delegation", parties_key="ALDOR BRENK")
        second = fact(write, "track", "2", name="Aldor–Dovra", level="delegation", parties_key="ALDOR DOVRA")
        for track, party in ((first, aldor), (first, brenk), (second, aldor), (second, dovra)):
            write.insert("track_party", track=track, party=party)
        held = fact(
            write, "meeting", "m1", track=first, kind="negotiation", status="held", date="2025-11-30", venue=cassim
        )
        other = fact(write, "meeting", "m2", track=second, kind="negotiation", status="planned")
        fact(write, "meeting", "m3", track=second, kind="negotiation", status="held", state="suggested", confidence=0.1)
        write.insert("meeting_party", meeting=held, party=aldor)
        fact(write, "attendance", "a1", meeting=held, person=envoy, side=aldor, status="present")
        fact(write, "attendance", "a2", meeting=other, person=ghost, status="expected")
        issue = write.insert("issue", name="territory")
        wish = fact(
            write,
            "position",
            "p1",
            holder_party=aldor,
            holder_person=ghost,
            issue=issue,
            stance="demand",
            text="the valley",
        )
        write.insert(
            "evidence", kind="meeting", fact=held, article=article, start=0, end=20, exact="Envoys met in Cassim"
        )
        write.insert(
            "evidence", kind="position", fact=wish, article=article, start=22, end=44, exact="Aldor wants the valley"
        )
        write.insert("evidence", kind="person", fact=ghost, article=article, start=0, end=6, exact="Envoys")
    yield db
    db.close()


def rows(db: Database, limit: Filter | None = None) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in tables(db, limit)
    }


def names(found: list[dict[str, Any]]) -> list[str]:
    return [row["name"] for row in found]


def test_what_is_rejected_or_too_unsure_stays_behind(db: Database) -> None:
    found = rows(db)
    assert names(found["people"]) == ["Ana Envoy"]
    assert [row["status"] for row in found["meetings"]] == ["held", "planned"]
    assert len(found["attendance"]) == 1
    assert {row["fact_kind"] for row in found["quotes"]} == {"meeting", "position"}
    assert found["positions"][0]["person"] is None


def test_a_rejected_party_goes_out_where_a_track_cannot_do_without(db: Database) -> None:
    found = rows(db)
    assert names(found["parties"]) == ["Aldor", "Brenk", "Dovra"]
    assert found["parties"][2]["review"] == "rejected"


def test_lists_are_lists(db: Database) -> None:
    found = rows(db)
    assert found["people"][0]["roles"] == ("chief negotiator",)
    assert found["people"][0]["also_written"] == ("Envoy",)
    assert found["tracks"][0]["parties"] == ("ALDOR", "BRENK")


def test_every_reference_leads_somewhere(db: Database) -> None:
    for limit in (None, Filter("cassim"), Filter(kind="position"), Filter("brenk", kind="track")):
        made = {table.name: table for table in tables(db, limit)}
        for table in made.values():
            for column, parent in table.refers.items():
                ids = {row[0] for row in made[parent].rows}
                at = table.columns.index(column)
                assert {row[at] for row in table.rows} <= ids | {None}, (limit, table.name, column)


def test_a_filter_keeps_what_holds_its_words_and_what_belongs_to_it(db: Database) -> None:
    found = rows(db, Filter("BRENK aldor", kind="track"))
    assert names(found["tracks"]) == ["Aldor–Brenk"]
    assert [row["status"] for row in found["meetings"]] == ["held"]
    assert names(found["people"]) == ["Ana Envoy"]
    assert [row["quote"] for row in found["quotes"]] == ["Envoys met in Cassim"]
    assert found["positions"] == []
    assert len(found["articles"]) == 1


def test_a_party_that_is_merely_named_brings_none_of_its_own_quotes(db: Database) -> None:
    with transaction(db, "An article about another matter") as write:
        other = write.insert(
            "article",
            sha256="1" * 64,
            file="b.txt",
            title="Wheat",
            published="2025-12-02",
            encoding="utf-8",
            text="Aldor sells wheat.",
            ingested="2025-12-02T08:00:00",
        )
        write.insert("evidence", kind="party", fact=1, article=other, start=0, end=5, exact="Aldor")
    found = rows(db, Filter("cassim held"))
    assert names(found["parties"]) == ["Aldor", "Brenk"]
    assert [row["title"] for row in found["articles"]] == ["=Talks"]
    assert {row["fact_kind"] for row in found["quotes"]} == {"meeting"}
    assert len(rows(db)["articles"]) == 2


def test_a_meeting_is_found_by_its_people_and_its_place(db: Database) -> None:
    for words in ("ana envoy", "CASSIM held"):
        found = rows(db, Filter(words, kind="meeting"))
        assert [row["date"] for row in found["meetings"]] == ["2025-11-30"]
        assert names(found["tracks"]) == ["Aldor–Brenk"]


def test_marked_rows_alone_go_out(db: Database) -> None:
    found = rows(db, Filter(kind="meeting", numbers=(2,)))
    assert [row["status"] for row in found["meetings"]] == ["planned"]


def test_nothing_that_holds_the_words_is_empty_tables(db: Database) -> None:
    assert all(not found for found in rows(db, Filter("nowhere to be found")).values())


def test_the_sqlite_file_is_whole_and_its_views_work(db: Database, tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    done = export(db, "sqlite", out)
    assert "2 meetings" in done.sentence
    assert done.txn is None
    with closing(sqlite3.connect(out)) as made:
        assert made.execute("PRAGMA foreign_key_check").fetchall() == []
        tables_there = {row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert not {"txn", "change", "setting", "extraction", "journal_open"} & tables_there
        views = [row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert len(views) == 5
        for view in views:
            made.execute(f"SELECT * FROM {view}").fetchall()
        meeting = made.execute("SELECT track, venue, people, quote FROM meetings_in_words WHERE id = 1").fetchone()
        assert meeting == ("Aldor–Brenk", "Cassim", "Ana Envoy", "Envoys met in Cassim")
        found = made.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'valley'").fetchall()
        assert found == [(1,)]


def test_csv_cells_cannot_compute(db: Database, tmp_path: Path) -> None:
    export(db, "csv", tmp_path / "out")
    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["title"] == "'=Talks"


def test_json_says_what_it_holds(db: Database, tmp_path: Path) -> None:
    export(db, "json", tmp_path / "out.json", Filter("valley", kind="position"))
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert found["about"]["holds"] == "positions that hold “valley”"
    assert len(found["positions"]) == 1
    assert found["tracks"] == []


def test_the_open_file_is_never_replaced(db: Database) -> None:
    for to in ("sqlite", "json", "md"):
        with pytest.raises(ExportError, match="open file itself"):
            export(db, to, db.path, force=True)


def test_an_export_is_no_action(db: Database, tmp_path: Path) -> None:
    before = db.read.execute("SELECT count(*) FROM txn").fetchone()[0]
    export(db, "json", tmp_path / "out.json")
    assert db.read.execute("SELECT count(*) FROM txn").fetchone()[0] == before


def test_markdown_of_a_kind_is_a_list_with_words_and_sources(db: Database, tmp_path: Path) -> None:
    done = export(db, "md", tmp_path / "a.md", Filter("valley", kind="position"))
    assert "(1)" in done.sentence
    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.startswith("# Positions that hold “valley”\n")
    assert "“Aldor wants the valley” [1]" in text
    assert "1. " in text.split("## Sources")[1]
    assert "=Talks" in text


def test_markdown_of_what_fits_nothing_says_so(db: Database, tmp_path: Path) -> None:
    export(db, "md", tmp_path / "a.md", Filter("nowhere", kind="meeting"))
    assert "Nothing fits." in (tmp_path / "a.md").read_text("utf-8")


def test_words_of_an_article_are_no_markup(db: Database, tmp_path: Path) -> None:
    with transaction(db, "A hostile title") as write:
        write.update("article", 1, title="[a](http://x) <b> # `c` *d*")
    export(db, "md", tmp_path / "a.md", Filter(kind="article"))
    assert r"\[a\](http://x) \<b\> \# \`c\` \*d\*" in (tmp_path / "a.md").read_text("utf-8")
