"""Taking in what a colleague hands over: by the rules of reading, decisions kept with their name, one undo step."""

import json
import shutil
import sqlite3

import pytest

from tests.desk.records import Writer
from tracker.desk import edit, history, judging, merge, review
from tracker.desk.conflicts import conflicts
from tracker.desk.errors import Refused
from tracker.desk.exporting import export
from tracker.desk.facts import fact
from tracker.desk.importing import take_in
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.desk.people import people
from tracker.desk.positions import positions
from tracker.desk.status import status
from tracker.desk.timeline import timeline
from tracker.desk.tracks import judge
from tracker.store.errors import StoreError
from tracker.store.queries import handing_over


def first(paper="Wire", **values):
    writer = Writer("2025-12-01", paper)
    ua = writer.person("Olena Koval", "UA", roles=["minister"])
    us = writer.person("John Doe", "US")
    track = writer.track("UA", "US")
    writer.meeting(
        "held", "2025-11-30", track=track, people=((ua, "UA"), (us, "US")), venue=writer.venue("Geneva"), **values
    )
    writer.meeting("planned", "2025-12-10", track=track, people=((ua, "UA"),))
    writer.position("UA", "territory", "reject", "Kyiv will not cede a single village.", holder_person=ua)
    return writer


def second():
    writer = Writer("2025-12-03", "Gazette")
    ua = writer.person("Olena Koval", "UA")
    track = writer.track("UA", "US")
    words = "Five hours passed on Sunday before the two delegations rose."  # its own report, no copy of the first
    writer.meeting("held", "2025-11-30", track=track, people=((ua, "UA"),), duration="PT5H", words=words)
    writer.position("US", "security", "proposal", "Washington proposes guarantees for ten years.")
    return writer


def take(db, writer):
    return ingest_article(db, *writer.done(), "1")


@pytest.fixture
def other(tmp_path):
    database = open_database(tmp_path / "colleague.db")
    yield database
    database.close()


def whole(db):
    """What the views say, but for the row numbers."""
    return (
        [(row.name, row.phase, row.last, row.next) for row in status(db).tracks],
        [(one.party, one.issue, one.stance, one.text, one.movement, one.origins) for one in positions(db)],
        [(one.name, one.party, one.aliases, one.roles) for one in people(db)],
        [(one.date, one.status, one.place, one.people, one.duration, one.state) for one in timeline(db)],
    )


def rows(db):
    """Every row of every journaled table."""
    from tracker.store.tables import JOURNALED

    return {name: [tuple(row) for row in db.read.execute(f"SELECT * FROM {name}")] for name in JOURNALED}


def worked_on(db):
    """Somebody's week: articles, corrections, a merge, typed facts, judgements."""
    take(db, first())
    take(db, second())
    writer = Writer("2025-12-04", "Wire")
    writer.person("Olena Kovalchuk", "UA")
    take(db, writer)
    edit.edit(db, "meeting", 1, {"duration": "3h"}, note="the ministry says so", actor="anna")
    review.accept(db, [("position", 1)], "anna")
    review.reject(db, [("position", 2)], "anna")
    kovalchuk = next(one.id for one in people(db) if one.name == "Olena Kovalchuk")
    koval = next(one.id for one in people(db) if one.name == "Olena Koval")
    merge.merge(db, "person", koval, kovalchuk, "anna")
    edit.create(
        db,
        "meeting",
        {"parties": "UA, US", "kind": "negotiation", "status": "planned", "date": "2026-01-20", "venue": "Oslo"},
        told_by="the embassy",
        known_since="2025-12-05",
        actor="anna",
    )
    judging.judge_source(db, "Wire", "B", "right before", actor="anna")
    judging.judge_item(db, "position", 1, 2, actor="anna")
    judge(db, 1, "suspended", "Waits for the new year.", "nobody travels", actor="anna")


def test_a_json_export_taken_into_an_empty_file_gives_the_same_views(db, other, tmp_path):
    worked_on(other)
    export(other, "json", tmp_path / "out.json")
    done = take_in(db, tmp_path / "out.json")
    assert done.problems == []
    assert whole(db) == whole(other)
    assert [one.reliability for one in judging.sources(db)][:1] == ["B"]
    assert [(one.kind, one.credibility) for one in judging.items(db)] == [("position", 2)]


def test_a_tracker_file_taken_into_an_empty_file_gives_the_same_views_and_what_was_rejected(db, other):
    worked_on(other)
    take_in(db, other.path)
    assert whole(db) == whole(other)
    assert [tuple(row) for row in db.read.execute("SELECT state FROM position ORDER BY id")] == [
        tuple(row) for row in other.read.execute("SELECT state FROM position ORDER BY id")
    ]


@pytest.mark.parametrize("form", ["json", "database"])
def test_taking_it_in_twice_changes_nothing(db, other, tmp_path, form):
    worked_on(other)
    take(db, first("Herald"))  # an article of one's own
    path = tmp_path / "out.json" if form == "json" else other.path
    if form == "json":
        export(other, "json", path)
    take_in(db, path)
    before, log = rows(db), len(history.log(db, 100))
    done = take_in(db, path)
    assert done.txn is None
    assert done.sentence().startswith("Nothing new in")
    assert rows(db) == before
    assert len(history.log(db, 100)) == log


def test_it_is_one_step_to_undo_and_to_redo(db, other):
    take(db, first("Herald"))
    before = rows(db)
    worked_on(other)
    take_in(db, other.path)
    after = rows(db)
    assert before != after
    history.undo(db)
    assert rows(db) == before
    history.redo(db)
    assert rows(db) == after


def test_articles_are_joined_by_the_rules_of_reading(db, other):
    take(db, first())
    take(other, second())
    take_in(db, other.path)
    (meeting,) = [one for one in timeline(db) if one.date == "2025-11-30"]
    assert (meeting.place, meeting.duration, meeting.origins) == ("Geneva", "PT5H", 2)
    assert len(people(db)) == 2


def test_what_a_person_here_decided_stands_and_the_other_decision_is_kept_with_its_name(db, other):
    for one in (db, other):
        take(one, first())
    edit.edit(db, "meeting", 1, {"duration": "2h"}, actor="me")
    review.accept(db, [("position", 1)], "me")
    edit.edit(other, "meeting", 1, {"duration": "3h"}, actor="anna")
    review.reject(other, [("position", 1)], "anna")
    done = take_in(db, other.path)
    assert fact(db, "meeting", 1).fields[8].value == "PT2H"
    assert fact(db, "position", 1).state == "accepted"
    assert done.kept == 2
    (conflict,) = conflicts(db, "open")
    assert (conflict.field, [one.value for one in conflict.values]) == ("duration", ["PT2H", "PT3H"])
    kept = [row for kind in ("meeting", "position") for row in handing_over.others(db.read, kind, 1)]
    assert [(row["field"], row["value"], row["decided_by"], row["applied"]) for row in kept] == [
        ("duration", "PT3H", "anna", 0),
        ("", "rejected", "anna", 0),
    ]
    assert "anna: duration 3 hours, " in " ".join(fact(db, "meeting", 1).others)


def test_what_both_resolved_otherwise_is_asked_again_and_mine_stands_meanwhile(db, other):
    for one in (db, other):
        take(one, first(duration="PT3H"))
        take(one, second())
    assert len(conflicts(db, "open")) == 1
    edit.edit(db, "meeting", 1, {"duration": "2h"}, actor="me")
    edit.edit(other, "meeting", 1, {"duration": "4h"}, actor="anna")
    take_in(db, other.path)
    (conflict,) = conflicts(db)
    assert conflict.state == "open"
    assert {"PT2H", "PT4H"} <= {one.value for one in conflict.values}
    assert fact(db, "meeting", 1).fields[8].value == "PT2H"


def test_where_nobody_here_decided_theirs_is_taken_over_and_no_later_article_writes_over_it(db, other):
    for one in (db, other):
        take(one, first())
    edit.edit(other, "meeting", 1, {"duration": "3h"}, actor="anna")
    take_in(db, other.path)
    take(db, second())
    view = fact(db, "meeting", 1)
    duration = next(one for one in view.fields if one.name == "duration")
    assert (duration.value, duration.manual, duration.text_says) == ("PT3H", True, "PT5H")
    assert db.read.execute("SELECT set_by FROM manual_value WHERE field = 'duration'").fetchone()[0] == "anna"


def test_what_they_corrected_of_an_article_is_named_and_overwrites_nothing(db, other):
    take(db, first(paper=None))
    take(other, first(paper=None))
    edit.edit_article(other, 1, {"title": "Talks in Geneva", "published": "2 Dec 2025"})
    edit.edit_article(db, 1, {"publisher": "Gazette"})
    edit.edit_article(other, 1, {"publisher": "Wire"})
    done = take_in(db, other.path)
    row = db.read.execute("SELECT title, published, publisher FROM article").fetchone()
    assert tuple(row) == ("Talks in Geneva", "2025-12-01", "Gazette")
    said = " ".join(done.problems)
    assert "is 2025-12-02 for" in said
    assert "here it stays 2025-12-01" in said
    assert "is Wire for" in said
    history.undo(db)
    assert db.read.execute("SELECT title FROM article").fetchone()[0] is None


def test_two_that_they_joined_are_joined_unless_somebody_here_said_no(db, other):
    for one in (db, other):
        take(one, first())
        writer = Writer("2025-12-04", "Wire")
        writer.person("Olena Kovalchuk", "UA")
        take(one, writer)
    merge.keep_apart(db, "person", 1, 3, "me")
    merge.merge(other, "person", 1, 3, "anna")
    done = take_in(db, other.path)
    assert done.kept == 1
    assert {one.name for one in people(db)} >= {"Olena Koval", "Olena Kovalchuk"}


def test_a_meeting_that_may_be_another_becomes_a_question(db, other):
    take(db, first())
    values = {"parties": "UA, US", "kind": "negotiation", "status": "planned", "date": "2025-12-14"}
    take(other, second())
    edit.create(other, "meeting", values, known_since="2025-12-02", actor="anna")
    done = take_in(db, other.path)
    assert done.questions == 1
    (question,) = [one for one in merge.questions(db) if one.kind == "meeting"]
    assert "moved, or another meeting" in question.reason


def test_a_typed_fact_that_is_known_here_is_not_doubled(db, other):
    for one in (db, other):
        take(one, first())
    values = {"parties": "UA, US", "kind": "negotiation", "status": "planned", "date": "2025-12-10"}
    edit.create(other, "meeting", values, known_since="2025-12-02", actor="anna")
    count = len(timeline(db))
    done = take_in(db, other.path)
    assert (done.known, done.new) == (1, {})
    assert len(timeline(db)) == count


# What cannot be taken in


def test_the_open_file_itself_is_refused(db):
    with pytest.raises(Refused, match="open file itself"):
        take_in(db, db.path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"{", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"a": 1}', "is no export of Tracker"),
        (b'{"about": {}}', "older Tracker"),
        (b'{"about": {}, "hand_over": {"form": 99}}', "newer Tracker"),
        (b'{"about": {}, "hand_over": []}', "not an object"),
        (b'{"about": {}, "hand_over": {"form": 1, "by": 7}}', "by is not a text"),
        (b"SQLite format 3\0" + b"\xff" * 4000, "damaged|not a database|malformed"),
        (b"\x00\x01\x02" * 50, "neither a Tracker file"),
    ],
    ids=range(10),
)
def test_what_is_no_export_is_one_sentence_and_changes_nothing(db, tmp_path, data, said):
    (tmp_path / "odd").write_bytes(data)
    before = rows(db)
    with pytest.raises((Refused, StoreError), match=said):
        take_in(db, tmp_path / "odd")
    assert rows(db) == before


def wrong(change):
    """An export with one value changed."""

    def written(other, path):
        export(other, "json", path)
        data = json.loads(path.read_text())
        change(data["hand_over"])
        path.write_text(json.dumps(data))

    return written


def setter(*way):
    def change(data):
        *path, last, value = way
        for step in path:
            data = data[step]
        data[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        setter("articles", 0, "readings", 0, "confidence", "high"),
        setter("articles", 0, "readings", 0, "spans", [[5, 10**9]]),
        setter("articles", 0, "readings", 0, "spans", [[-1, 3]]),
        setter("articles", 0, "readings", 0, "kind", "sqlite_master"),
        setter("articles", 0, "readings", 0, "name", "x" * 30_000),
        setter("articles", 0, "published", "yesterday"),
        setter("articles", 0, "body_start", 10**12),
        setter("articles", 0, "readings", {"a": 1}),
        setter("facts", 0, "state", "golden"),
        setter("facts", 0, "fact", True),
        setter("facts", 0, "fact", 10**30),
        setter("sources", 0, "reliability", "Z"),
        setter("items", 0, "value", 9),
        setter("judgements", 0, "phase", "over"),
    ],
)
def test_a_wrong_value_is_named_by_its_place_and_nothing_is_taken_in(db, other, tmp_path, change):
    worked_on(other)
    wrong(change)(other, tmp_path / "out.json")
    before = rows(db)
    with pytest.raises(Refused, match=r"cannot be taken in: .* is not "):
        take_in(db, tmp_path / "out.json")
    assert rows(db) == before


def test_control_characters_of_a_foreign_file_are_made_harmless(db, other, tmp_path):
    take(other, first())
    edit.set_note(other, "meeting", 1, "seen", "anna")
    wrong(setter("facts", 0, "note", "a\x1b[2J\u202eb"))(other, tmp_path / "out.json")
    take_in(db, tmp_path / "out.json")
    assert fact(db, "meeting", 1).note == "a [2J b"


def changed(other, tmp_path, *statements):
    """A copy of a colleague's file that another program has changed."""
    take(other, first())
    other.read.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "changed.db"
    shutil.copy(other.path, copy)
    connection = sqlite3.connect(copy)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return copy


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["CREATE TRIGGER evil AFTER INSERT ON article BEGIN DELETE FROM position; END"], "not Tracker's"),
        (["PRAGMA user_version = 99"], "newer Tracker"),
        (["PRAGMA application_id = 7"], "another program"),
        (["DROP TABLE claim", "CREATE VIEW claim AS SELECT * FROM article"], "not whole"),
        (["DROP TRIGGER tracker_extraction_fixed", "UPDATE extraction SET payload = '{'"], "damaged|Tracker keeps"),
    ],
)
def test_a_file_of_another_program_or_with_code_of_its_own_is_one_sentence(db, other, tmp_path, statements, said):
    try:
        copy = changed(other, tmp_path, *statements)
    except sqlite3.DatabaseError:
        pytest.skip("the file itself refused the change")
    before, theirs = rows(db), copy.read_bytes()
    with pytest.raises(Refused, match=said) as refused:
        take_in(db, copy)
    assert str(refused.value).count("\n") == 0
    assert "theirs.db" not in str(refused.value)  # the copy that was looked at
    assert rows(db) == before
    assert copy.read_bytes() == theirs


def test_an_interrupted_import_keeps_whole_articles_and_goes_on(db, other):
    worked_on(other)
    asked = iter([False, True])
    done = take_in(db, other.path, stop=lambda: next(asked, True))
    assert done.stopped
    assert db.read.execute("SELECT count(*) FROM article").fetchone()[0] == 1
    take_in(db, other.path)
    assert whole(db) == whole(other)


def test_a_colleagues_decision_is_shown_with_its_name_where_it_was_taken_over(db, other):
    for one in (db, other):
        take(one, first())
    review.accept(other, [("position", 1)], "anna")
    take_in(db, other.path)
    view = fact(db, "position", 1)
    assert view.state == "accepted"
    assert view.others[0].startswith("anna: accepted, ")
    history.undo(db)
    assert (fact(db, "position", 1).state, fact(db, "position", 1).others) == ("suggested", ())


def test_typed_facts_that_are_two_there_are_two_here_however_alike(db, other):
    for day in ("5 Dec 2025", "6 Dec 2025"):
        values = {"parties": "UA, US", "kind": "negotiation", "status": "planned", "date": day}
        edit.create(other, "meeting", values, told_by="the embassy", known_since="2025-12-01")
    for tons in ("ten", "twenty"):
        words = f"Kyiv asks for {tons} thousand square miles back before the winter"
        edit.create(other, "position", {"holder_party": "UA", "issue": "territory", "stance": "demand", "text": words})
    done = take_in(db, other.path)
    assert (done.new["meeting"], done.new["position"], done.known) == (2, 2, 0)
    assert [one.date for one in timeline(db)] == [one.date for one in timeline(other)]
    assert [one.text for one in positions(db)] == [one.text for one in positions(other)]
    assert take_in(db, other.path).txn is None
