"""What was purged is in no byte of the file or of its backups; what others carry stays, and is whole."""

import json

import pytest

from tests.desk.records import Writer
from tracker.desk import brief, edit, history, merge, purging, review, same_texts, searching, upkeep
from tracker.desk.errors import Refused
from tracker.desk.openfile import open_database
from tracker.store.backup import backups
from tracker.store.errors import Gone, UndoRefused


def secret_article() -> Writer:
    writer = Writer("2025-12-01", "Whisper Weekly", "leaked_memo.txt")
    quill = writer.person("Ansel Quillfeather", "UA", roles=["keeper of the purple seal"], aliases=["Quillfeather"])
    doe = writer.person("John Doe", "US")
    writer.meeting(
        "held", "2025-11-30", people=((quill, "UA"), (doe, "US")), venue=writer.venue("Villa Zephyrine"),
        words="At the Villa Zephyrine they shook hands under a violet lamp.", condition="if the violet lamp burns",
    )  # fmt: skip
    writer.position("UA", "territory/Upper Marsh", "reject", "Not one reed of the Upper Marsh, Quillfeather swore.")
    writer.position("US", "security", "proposal", "Washington offers guarantees for ten years to the other side.")
    writer.assessment("tone", ["frostily luminous"], "The mood was frostily luminous, an aide breathed.")
    return writer


def plain_article() -> Writer:
    writer = Writer("2025-12-02", "Wire", "wire.txt")
    doe = writer.person("John Doe", "US")
    quill = writer.person("Ansel Quillfeather", "UA")
    writer.meeting("held", "2025-11-30", people=((quill, "UA"), (doe, "US")), words="John Doe met Ansel Quillfeather.")
    writer.position("US", "security", "proposal", "Washington offers guarantees for ten years to the other side.")
    return writer


OWN_WORDS = (
    "violet lamp", "reed of the Upper Marsh", "Villa Zephyrine", "purple seal", "frostily luminous", "leaked_memo",
    "Whisper Weekly",
)  # fmt: skip


@pytest.fixture
def file(db, take):
    """Both articles, with work done on the first: edits, notes, merges, undos, a search, a backup."""
    take(secret_article())
    take(plain_article())
    position = row(db, "SELECT id FROM position WHERE text LIKE 'Not one reed%'")
    edit.edit(db, "position", position, {"conditions": "if every reed of the Upper Marsh is counted"})
    history.undo(db)
    history.redo(db)
    review.accept(db, [("position", position)])
    meeting = row(db, "SELECT id FROM meeting")
    edit.edit(db, "meeting", meeting, {"duration": "5h"})
    upkeep.backup(db)
    return db


def row(db, sql: str, *values):
    found = db.read.execute(sql, values).fetchone()
    return None if found is None else found[0]


def bytes_with(db, *words: str) -> list[str]:
    """The words that stand in any byte of the file, its logs or its backups, in any case."""
    paths = [db.path.with_name(db.path.name + tail) for tail in ("", "-wal", "-shm")]
    paths += [one.path for one in backups(db.path)]
    data = b"".join(path.read_bytes() for path in paths if path.exists()).lower()
    return [word for word in words if word.lower().encode() in data]


def test_an_article_goes_with_every_word_that_it_alone_has(file) -> None:
    number = row(file, "SELECT id FROM article WHERE file = 'leaked_memo.txt'")
    assert bytes_with(file, *OWN_WORDS) == list(OWN_WORDS)
    what = purging.purging(file, "article", number)
    done = purging.purge(file, "article", number, "leaked_memo.txt")
    assert bytes_with(file, *OWN_WORDS) == []
    assert "1 backup that held it was deleted" in done.sentence
    assert upkeep.doctor(file) == []
    assert searching.search(file, "violet lamp") == []
    assert "Upper Marsh" not in brief.brief(file)
    assert len(what.sentences) == 2


def test_no_older_part_of_the_search_index_keeps_a_word(db, take) -> None:
    """With few transactions the index still has the parts that they wrote; a deletion adds to them, it empties none."""
    take(secret_article())
    assert bytes_with(db, "zephyrine") == ["zephyrine"]
    purging.purge(db, "article", 1, "leaked_memo.txt")
    index = b"".join(block for (block,) in db.read.execute("SELECT block FROM fact_search_data"))
    assert [word for word in (b"arsh", b"ephyr", b"iolet", b"uillf") if word in index] == []


def test_what_another_article_carries_stays(file) -> None:
    number = row(file, "SELECT id FROM article WHERE file = 'leaked_memo.txt'")
    purging.purge(file, "article", number, "leaked_memo.txt")
    assert row(file, "SELECT count(*) FROM meeting") == 1
    assert row(file, "SELECT duration FROM meeting") == "PT5H"
    assert row(file, "SELECT venue FROM meeting") is None
    assert row(file, "SELECT count(*) FROM position") == 1
    assert row(file, "SELECT count(*) FROM person WHERE name = 'Ansel Quillfeather'") == 1
    unfounded = (
        "SELECT count(*) FROM {0} WHERE typed_by IS NULL AND id NOT IN (SELECT fact FROM evidence WHERE kind = '{0}')"
    )
    for kind in ("person", "party", "meeting", "position", "attendance", "track", "venue", "assessment"):
        assert row(file, unfounded.format(kind)) == 0, kind


def test_a_person_goes_and_no_offset_moves(file) -> None:
    number = row(file, "SELECT id FROM person WHERE name LIKE 'Ansel%'")
    facts = row(file, "SELECT count(*) FROM position")
    done = purging.purge(file, "person", number, " ansel  QUILLFEATHER ")
    assert bytes_with(file, "Quillfeather", "Ansel") == []
    assert "the name in 2 articles" in done.sentence
    assert "backup" in done.sentence
    assert upkeep.doctor(file) == []
    assert row(file, "SELECT count(*) FROM position") == facts
    assert row(file, "SELECT count(*) FROM attendance") == 1
    assert row(file, "SELECT text FROM position WHERE text LIKE '%swore%'") == (
        "Not one reed of the Upper Marsh, ████████████ swore."
    )
    assert bytes_with(file, "violet lamp", "John Doe") == ["violet lamp", "John Doe"]


def test_the_marks_of_a_text_know_nothing_of_a_name_that_went(db, take) -> None:
    writer = Writer("2025-12-02", "Wire", "wire.txt")
    writer.person("Ansel Quillfeather", "UA", words="Late in the evening Ansel Quillfeather left the hall by himself.")
    take(writer)
    before = {row[0] for row in db.read.execute("SELECT mark FROM text_mark")}
    purging.purge(db, "person", 1, "Ansel Quillfeather")
    row = db.read.execute("SELECT text, body_start, marks FROM article").fetchone()
    now = {row[0] for row in db.read.execute("SELECT mark FROM text_mark")}
    assert now == set(same_texts.marks_of(row["text"], row["body_start"])) == set(json.loads(row["marks"])) != before


def test_a_family_name_that_others_bear_stays_where_it_stands_alone(db, take) -> None:
    writer = Writer("2025-12-01", "Wire")
    writer.person("Ada Brown", "US", aliases=["Brown"], words="Ada Brown spoke, and Brown left.")
    writer.person("Carl Brown", "UA", words="Carl Brown came.")
    take(writer)
    number = row(db, "SELECT id FROM person WHERE name = 'Ada Brown'")
    assert any("“Brown” alone stays" in one for one in purging.purging(db, "person", number).sentences)
    purging.purge(db, "person", number, "Ada Brown")
    assert "███ █████ spoke, and Brown left." in row(db, "SELECT text FROM article")
    assert row(db, "SELECT count(*) FROM person WHERE name = 'Carl Brown'") == 1


@pytest.mark.parametrize("typed", ["", "   ", "leaked", "Ansel Quillfeather"])
def test_nothing_goes_without_its_name(file, typed) -> None:
    number = row(file, "SELECT id FROM article WHERE file = 'leaked_memo.txt'")
    with pytest.raises(Refused, match="nothing was purged"):
        purging.purge(file, "article", number, typed)
    assert bytes_with(file, *OWN_WORDS) == list(OWN_WORDS)
    with pytest.raises(Gone):
        purging.purging(file, "person", 999)


def test_nothing_before_a_purge_can_be_undone_and_what_follows_can(file) -> None:
    number = row(file, "SELECT id FROM article WHERE file = 'leaked_memo.txt'")
    purging.purge(file, "article", number, "leaked_memo.txt")
    assert history.log(file)[0].label == "purged an article"
    with pytest.raises(UndoRefused, match="nothing to undo"):
        history.undo(file)
    with pytest.raises(UndoRefused, match="before a purge"):
        history.undo_txn(file, 2)
    edit.create(file, "person", {"name": "Mary Major"})
    assert history.undo(file).sentence == "Undid: new person."
    assert history.redo(file).sentence == "Did again: new person."


def test_what_a_person_rests_on_it_stays_under_a_name(file) -> None:
    edit.create(file, "attendance", {"meeting": "#1", "person": "Eve Adams", "status": "present"})
    writer = Writer("2025-12-03", "Wire", "only.txt")
    writer.track("UA", "FR", level="technical")
    take = __import__("tracker.desk.ingest", fromlist=["ingest_article"]).ingest_article
    take(file, *writer.done(), "1")
    france = row(file, "SELECT id FROM party WHERE code = 'FR'")
    edit.create(file, "person", {"name": "Marie Dubois", "party": "FR"})
    purging.purge(file, "article", row(file, "SELECT id FROM article WHERE file = 'only.txt'"), "only.txt")
    kept = file.read.execute("SELECT typed_by, typed_note FROM party WHERE id = ?", (france,)).fetchone()
    assert kept["typed_by"]
    assert "others rest on it" in kept["typed_note"]
    assert row(file, "SELECT count(*) FROM track WHERE level = 'technical'") == 0


def test_an_article_that_was_taken_back_before_leaves_the_journal_with_the_next_purge(db, take) -> None:
    take(secret_article())
    take(plain_article())
    number = row(db, "SELECT id FROM article WHERE file = 'leaked_memo.txt'")
    two = [one[0] for one in db.read.execute("SELECT id FROM person ORDER BY id LIMIT 2")]
    merge.keep_apart(db, "person", *two)
    purging.purge(db, "article", number, "leaked_memo.txt")
    again = open_database(db.path)
    assert upkeep.doctor(again) == []
    again.close()
    assert bytes_with(db, *OWN_WORDS) == []


def test_judgements_and_a_colleagues_decisions_go_with_the_article_and_leave_no_word(file, tmp_path) -> None:
    from tracker.desk import judging
    from tracker.desk.importing import take_in

    number = row(file, "SELECT id FROM article WHERE file = 'leaked_memo.txt'")
    position = row(file, "SELECT id FROM position WHERE text LIKE 'Not one reed%'")
    other = open_database(tmp_path / "other.db")
    try:
        take_in(other, file.path)
        review.reject(
            other, [("position", row(other, "SELECT id FROM position WHERE text LIKE 'Not one reed%'"))], "anna"
        )
    finally:
        other.close()
    take_in(file, tmp_path / "other.db")
    judging.judge_item(file, "position", position, 4, "the violet lamp is doubtful")
    judging.judge_item(file, "article", number, 5)
    judging.judge_source(file, "Whisper Weekly", "E")
    judging.judge_source(file, "Whisper Weekly", None)
    assert row(file, "SELECT count(*) FROM others_decision") == 1
    purging.purge(file, "article", number, "leaked_memo.txt")
    assert row(file, "SELECT count(*) FROM credibility") == 0
    assert row(file, "SELECT count(*) FROM others_decision") == 0
    assert bytes_with(file, *OWN_WORDS) == []
    assert upkeep.doctor(file) == []
