"""What goes with a meeting that a person rejected stays rejected: who was there, its sessions, however it is told."""

import random

import pytest

from tests.desk.records import Writer
from tracker.desk import review
from tracker.desk.absorbing import Source, absorb
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.store.journal import transaction


@pytest.fixture
def db(tmp_path):
    with open_database(tmp_path / "a.db") as db:
        yield db


def alive(db, kind):
    return [row[0] for row in db.read.execute(f"SELECT id FROM {kind} WHERE state <> 'rejected'")]


def reject_meetings(db):
    review.reject(db, [("meeting", number) for number in alive(db, "meeting")])


def read_again(db, writer):
    article, record = writer.done()
    row = db.read.execute("SELECT * FROM article WHERE file = ?", (article.file,)).fetchone()
    source = Source(row["id"], row["published"], row["published"], row["sha256"], row["text"], row["publisher"])
    with transaction(db, "read again") as write:
        absorb(db.read, write, source, record, "2")


def test_a_further_person_at_a_rejected_meeting_is_not_asked_about(db):
    for file, names in (("a.txt", ["Rustem Umerov"]), ("b.txt", ["Rustem Umerov", "Steve Witkoff"])):
        w = Writer("2025-12-04", "Axios", file)
        people = tuple((w.person(name, "UA"), "UA") for name in names)
        w.meeting("held", "2025-12-02", people=people, words=f"They met on Tuesday, says {file}.")
        ingest_article(db, *w.done(), "1")
        reject_meetings(db)
    assert alive(db, "meeting") == []
    assert alive(db, "attendance") == []
    assert len(db.read.execute("SELECT id FROM attendance").fetchall()) == 2


def test_a_session_of_a_rejected_meeting_is_not_asked_about(db):
    w = Writer("2025-12-04", "Axios", "a.txt")
    w.meeting("held", "2025-12-02", words="They met on Tuesday.")
    ingest_article(db, *w.done(), "1")
    reject_meetings(db)
    w = Writer("2025-12-04", "Bote", "b.txt")
    whole = w.meeting("held", "2025-12-02", words="They met on Tuesday, too.")
    w.meeting("held", "2025-12-02", kind="session", parent=whole, format="narrow", words="First in a narrow circle.")
    ingest_article(db, *w.done(), "1")
    assert alive(db, "meeting") == []


@pytest.mark.parametrize("seed", range(3))
def test_who_was_at_a_rejected_meeting_does_not_come_back_under_the_other_of_that_name(db, seed):
    """Two meetings of an article that have one name: another reading lists them in another order."""
    words = {"Ann Berg": "Berg saw them in the morning.", "Carl Dahl": "Dahl saw them in the evening."}
    for number in range(2):
        w = Writer("2025-12-04", "Axios", "a.txt")
        spans = {name: w.say(sentence) for name, sentence in words.items()}
        ids = {name: w.person(name, "UA", words=spans[name]) for name in words}
        w.track("UA", "US")
        for name in random.Random(seed + 10 * number).sample(sorted(words), 2):
            w.meeting("held", "2025-12-02", people=((ids[name], "UA"),), words=spans[name])
        if number == 0:
            ingest_article(db, *w.done(), "1")
            (berg,) = db.read.execute(
                "SELECT meeting FROM attendance JOIN person ON person.id = person WHERE person.name = 'Ann Berg'"
            ).fetchone()
            review.reject(db, [("meeting", berg)])
        else:
            read_again(db, w)
    found = db.read.execute(
        """SELECT person.name, attendance.state, meeting.state FROM attendance
           JOIN person ON person.id = attendance.person JOIN meeting ON meeting.id = attendance.meeting ORDER BY 1"""
    ).fetchall()
    assert [tuple(row) for row in found] == [
        ("Ann Berg", "rejected", "rejected"),
        ("Carl Dahl", "suggested", "suggested"),
    ]
