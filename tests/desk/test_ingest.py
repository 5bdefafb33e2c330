"""Reading sources: one action of the journal, a bad one reported, progress told, stopped between two articles."""

import io
from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk import articles, edit, history, ingest, status
from tracker.domain.record import Evidence, MeetingFact, PartyFact, TrackFact


class FakeExtractor:
    """Finds one meeting in a text: held on the article's own day; fails on the word "fault"."""

    def extract_many(self, given):
        for article in given:
            if "fault" in article.text:
                raise KeyError("fault")
            w = Writer(article.published, article.publisher, article.file)
            words = Evidence(article.body_start, len(article.text), article.text[article.body_start :])
            for code in ("UA", "US"):
                w.record.parties.append(PartyFact(code, [words], 0.9, "fake", name=code, type="state"))
            w.record.tracks.append(TrackFact("t", [words], 0.9, "fake", name="UA–US", parties=["UA", "US"]))
            meeting = MeetingFact("m", [words], 0.9, "fake", track="t", date=article.published, parties=["UA", "US"])
            w.record.meetings.append(meeting)
            w.record.article.language = "en"
            yield w.record


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    monkeypatch.setattr(ingest, "load_extractor", lambda: (FakeExtractor(), "fake"))


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "articles"
    place.mkdir()
    for day in (1, 2, 3):
        (place / f"a{day}.txt").write_text(f"date: 2025-12-0{day}\nsource: Axios\n\nThey met, report {day}.")
    return place


def test_a_folder_is_one_action(db, folder):
    done = ingest.ingest_sources(db, [str(folder)])
    assert [one.error for one in done] == [None] * 3
    assert len({one.txn for one in done}) == 1
    assert len(articles.articles(db)) == 3
    history.undo(db)
    assert articles.articles(db) == []
    history.redo(db)
    assert len(articles.articles(db)) == 3


def test_a_second_reading_of_all_changes_nothing(db, folder):
    ingest.ingest_sources(db, [str(folder)])
    before = db.read.execute("SELECT count(*) FROM change").fetchone()[0]
    done = ingest.ingest_sources(db, [str(folder)])
    assert all(one.known for one in done)
    assert db.read.execute("SELECT count(*) FROM change").fetchone()[0] == before
    assert db.read.execute("SELECT count(*) FROM txn").fetchone()[0] == 1


def test_what_cannot_be_read_or_understood_is_reported_and_the_others_go_on(db, folder):
    (folder / "a0.txt").write_bytes(b"%PDF-1.7 not text")
    (folder / "a2b.txt").write_text("date: 2025-12-02\n\nThis one is a fault.")
    done = {one.title: one for one in ingest.ingest_sources(db, [str(folder), "nowhere.txt"])}
    errors = [one.error for one in done.values() if one.error]
    assert len(errors) == 3
    assert all(error.endswith(".") for error in errors)
    assert len(articles.articles(db)) == 3


def test_the_same_bytes_under_two_names_are_one_article(db, folder):
    (folder / "b.txt").write_bytes((folder / "a1.txt").read_bytes())
    done = ingest.ingest_sources(db, [str(folder)])
    assert sorted(one.known for one in done) == [False, False, False, True]


def test_progress_is_told_and_a_stop_keeps_whole_articles(db, folder):
    steps = []
    ingest.ingest_sources(db, [str(folder)], progress=steps.append, stop=lambda: len(steps) >= 2)
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3)]
    assert all(step.sentence and not step.error for step in steps)
    assert len(articles.articles(db)) == 2


def test_what_came_by_standard_input_is_called_so(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"date: 2025-12-01\n\nThey met in Cassim.")))
    ingest.ingest_sources(db, ["-"])
    assert history.log(db)[0].label == "read standard input"


def test_the_day_and_source_that_a_person_gives_fill_what_is_missing(db, tmp_path):
    (tmp_path / "x.txt").write_text("They met.")
    ingest.ingest_sources(db, [str(tmp_path / "x.txt")], published="2025-12-05", source="Reuters")
    view = articles.article_view(db, 1)
    assert (view.published, view.published_basis, view.publisher) == ("2025-12-05", "person", "Reuters")


def test_a_pasted_article_is_read(db):
    done = ingest.paste(db, "They met.", "2025-12-05", "Reuters")
    assert done.error is None
    assert status.status(db, date(2025, 12, 5)).tracks[0].last.date == "2025-12-05"


def test_another_day_for_an_article_resolves_its_dates_anew_in_one_action(db, folder):
    ingest.ingest_sources(db, [str(folder / "a1.txt")])
    assert status.status(db).tracks[0].last.date == "2025-12-01"
    done = edit.edit_article(db, 1, {"published": "9 Dec 2025"})
    assert "read it again" in done.sentence
    assert db.read.execute("SELECT count(*) FROM meeting").fetchone()[0] == 1
    assert status.status(db).tracks[0].last.date == "2025-12-09"
    assert articles.article_view(db, 1).published_basis == "person"
    history.undo(db)
    assert status.status(db).tracks[0].last.date == "2025-12-01"
    assert articles.article_view(db, 1).published == "2025-12-01"


def test_another_title_needs_no_reading(db, folder):
    ingest.ingest_sources(db, [str(folder / "a1.txt")])
    edit.edit_article(db, 1, {"title": "Talks"})
    assert articles.articles(db)[0].title == "Talks"


def test_reading_again_says_what_it_did(db, folder):
    ingest.ingest_sources(db, [str(folder)])
    done = ingest.reread(db)
    assert [one.sentence().endswith("nothing new.") for one in done] == [True] * 3
    assert ingest.reread(db, [77])[0].error == "There is no article 77."


def test_the_marks_of_an_article_are_its_words(db, folder):
    ingest.ingest_sources(db, [str(folder / "a1.txt")])
    view = articles.article_view(db, 1)
    assert {mark.kind for mark in view.marks} == {"party", "track", "meeting"}
    assert {view.text[mark.start : mark.end] for mark in view.marks} == {"They met, report 1."}
