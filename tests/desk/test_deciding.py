"""The person's own hand: edits, new facts, notes, judgements, and undo of each across restarts."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk import edit, errors, facts, history, merge, positions, review, status, timeline, track, tracks
from tracker.desk.openfile import open_database
from tracker.store.journal import transaction


@pytest.fixture
def file(db, take):
    w = Writer("2025-12-01", "Axios", "a.txt")
    people = ((w.person("Rustem Umerov", "UA"), "UA"), (w.person("Steve Witkoff", "US"), "US"))
    w.meeting("held", "2025-11-30", people=people, venue=w.venue("Geneva"))
    w.meeting("planned", "2025-12-02", people=people)
    w.position("UA", "territory", "red_line", "We will never give up land.")
    take(w)
    return db


def dump(db):
    tables = [row[0] for row in db.read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    skip = {"txn", "change", "journal_open", "sqlite_sequence", "sqlite_stat1"}
    return {
        name: sorted(map(repr, (tuple(row) for row in db.read.execute(f"SELECT * FROM {name}"))))
        for name in tables
        if name not in skip and "search" not in name
    }


@pytest.mark.parametrize(
    "act",
    [
        lambda db: edit.edit(db, "meeting", 1, {"date": "29 Nov 2025", "venue": "Vienna", "parties": "US, UA, FR"}),
        lambda db: review.accept(db, [("meeting", 1), ("meeting", 2), ("position", 1)]),
        lambda db: review.reject(db, [("meeting", 1)]),
        lambda db: merge.merge(db, "meeting", 1, 2),
        lambda db: merge.merge(db, "person", 1, 2),
        lambda db: edit.create(
            db,
            "position",
            {"holder_party": "Poland", "issue": "security", "stance": "interest", "text": "Poland wants guarantees."},
        ),
        lambda db: edit.set_note(db, "track", 1, "watch"),
        lambda db: tracks.judge(db, 1, "stale", "nothing moves", "my own view"),
    ],
    ids=["edit", "accept", "reject", "merge meetings", "merge people", "create", "note", "judge"],
)
def test_undo_gives_the_state_before_and_redo_the_one_after_across_restarts(file, act):
    before = dump(file)
    done = act(file)
    after = dump(file)
    assert done.txn is not None
    assert before != after
    path = file.path
    again = open_database(path)
    history.undo(again)
    assert dump(again) == before
    again.close()
    once_more = open_database(path)
    history.redo(once_more)
    assert dump(once_more) == after
    once_more.close()


def test_undo_of_a_reading_leaves_nothing_and_redo_brings_all_of_it(db, take):
    empty = dump(db)
    w = Writer("2025-12-01", "Axios", "a.txt")
    w.meeting("held", "2025-11-30", people=((w.person("Rustem Umerov", "UA"), "UA"),))
    take(w)
    full = dump(db)
    assert history.undo(db).sentence == "Undid: read a.txt."
    assert dump(db) == empty
    history.redo(db)
    assert dump(db) == full


def test_an_edit_parses_what_people_type(file):
    edit.edit(
        file,
        "meeting",
        1,
        {
            "date": "29 Nov 2025",
            "duration": "1h20",
            "status": "On going".replace(" ", ""),
            "parties": "Ukraine, us, France",
        },
    )
    view = timeline.timeline(file)[0]
    assert (view.date, view.duration, view.status, view.parties) == (
        "2025-11-29",
        "PT1H20M",
        "ongoing",
        ("FR", "UA", "US"),
    )


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("meeting", {"date": "soon"}, "date"),
        ("meeting", {"status": "maybe"}, "status"),
        ("meeting", {"duration": "long"}, "duration"),
        ("meeting", {"parties": ""}, "parties"),
        ("meeting", {"track": "no such track"}, "track"),
        ("position", {"issue": "weather"}, "issue"),
        ("position", {"text": "  "}, "text"),
        ("party", {"code": "UA"}, "code"),
        ("position", {"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_value_is_refused_beside_its_field_and_nothing_is_written(file, kind, values, field):
    before = dump(file)
    number = 2 if kind == "party" else 1
    with pytest.raises(errors.InvalidField) as refused:
        edit.edit(file, kind, number, {**values, **({"note": "and this"})})
    assert refused.value.field == field
    assert refused.value.sentence.endswith(".")
    assert dump(file) == before


def test_a_typed_fact_names_its_author_and_counts_from_the_day_it_was_known(file):
    done = edit.create(
        file,
        "meeting",
        {"parties": "US, UA", "kind": "negotiation", "status": "held", "date": "2025-12-05", "venue": "Oslo"},
        told_by="told by the embassy",
        known_since="2025-12-06",
        actor="anna",
    )
    view = facts.fact(file, "meeting", done.fact)
    assert view.state == "accepted"
    assert view.basis.startswith("typed by anna, ")
    assert view.basis.endswith(": told by the embassy")
    assert status.status(file, date(2025, 12, 5)).tracks[0].last.date == "2025-11-30"
    assert status.status(file, date(2025, 12, 6)).tracks[0].last.place == "Oslo"


def test_a_fact_can_be_made_of_words_of_an_article(file):
    text = file.read.execute("SELECT text FROM article").fetchone()[0]
    start = text.index("never give up")
    done = edit.create(
        file,
        "position",
        {"holder_party": "UA", "issue": "territory", "stance": "reject", "text": "never give up land"},
        evidence=(1, start, start + 13),
    )
    view = facts.fact(file, "position", done.fact)
    assert [(one.exact, one.origin) for one in view.evidence] == [("never give up", "Axios")]
    assert {one.reported for one in positions.positions(file)} == {"2025-12-01"}


def test_decisions_hold_for_every_day(file):
    edit.edit(file, "meeting", 1, {"venue": "Vienna"})
    review.reject(file, [("meeting", 2)])
    view = status.status(file, date(2025, 12, 1))
    assert view.tracks[0].last.place == "Vienna"
    assert view.tracks[0].next is None


def test_deleting_what_articles_say_rejects_it_and_deleting_what_was_typed_deletes_it(file):
    done = edit.delete(file, "position", 1)
    assert "not suggested again" in done.sentence
    made = edit.create(file, "venue", {"name": "Oslo", "precision": "city"})
    edit.delete(file, "venue", made.fact)
    assert file.read.execute("SELECT count(*) FROM venue WHERE name = 'Oslo'").fetchone()[0] == 0


def test_what_others_rest_on_is_not_deleted(file):
    made = edit.create(file, "person", {"name": "Jean Martin", "party": "FR"})
    edit.create(file, "attendance", {"meeting": "1", "person": "Jean Martin", "status": "present"})
    with pytest.raises(errors.Refused, match="rest on it"):
        edit.delete(file, "person", made.fact)


def test_a_judgement_stands_beside_the_computed_phase_and_says_when_news_came_after_it(file, take):
    tracks.judge(file, 1, "suspended", "they walked out", "seen myself", actor="anna")
    row = status.status(file, date(2025, 12, 1)).tracks[0]
    assert (row.phase, row.computed_phase) == ("suspended", "active")
    assert (row.judgement.by, row.judgement.why, row.judgement.stale) == ("anna", "seen myself", False)
    tracks.judge(file, 1, None, None, None)
    assert status.status(file, date(2025, 12, 1)).tracks[0].phase == "active"


def test_followed_tracks_stand_first_and_archived_ones_last(file, take):
    w = Writer("2025-12-03", "Axios", "b.txt")
    w.meeting("held", "2025-12-02", parties=("RU", "US"))
    take(w)
    assert status.status(file, date(2025, 12, 3)).tracks[0].parties == ("RU", "US")
    tracks.follow(file, 1, True)
    assert status.status(file, date(2025, 12, 3)).tracks[0].parties == ("UA", "US")
    tracks.archive(file, 1, True)
    assert status.status(file, date(2025, 12, 3)).tracks[-1].archived


def test_accept_all_needs_a_filter_and_is_one_action(file):
    with pytest.raises(errors.Refused):
        review.accept_all(file)
    done = review.accept_all(file, kind="attendance")
    assert done.sentence == "Accepted 4 facts."
    assert review.counts(file).by_kind["attendance"] == 0
    history.undo(file)
    assert review.counts(file).by_kind["attendance"] == 4


def test_rejecting_a_meeting_takes_its_attendance_along(file):
    review.reject(file, [("meeting", 1)])
    assert review.counts(file).by_kind["attendance"] == 2


def test_merging_meetings_moves_people_words_and_values(file):
    merge.merge(file, "meeting", 1, 2)
    view = facts.fact(file, "meeting", 1)
    assert len(view.evidence) == 2
    assert len(view.attendance) == 2
    assert len(timeline.timeline(file)) == 1


def test_a_wrong_join_is_split_by_article_in_one_action(file, take):
    w = Writer("2025-12-02", "Reuters", "b.txt")
    w.person("Umerov", "UA", words="Umerov, a deputy, spoke.")
    take(w)
    before = dump(file)
    done = merge.split(file, "person", 1, [2])
    assert facts.fact(file, "person", done.fact).evidence[0].exact == "Umerov, a deputy, spoke."
    assert len(facts.fact(file, "person", 1).evidence) == 1
    history.undo(file)
    assert dump(file) == before


def test_the_track_view_keeps_the_day(file):
    view = track.track_view(file, 1, date(2025, 12, 1))
    assert [one.date for one in view.meetings] == ["2025-11-30", "2025-12-02"]
    with pytest.raises(Exception, match="not known on that day"):
        track.track_view(file, 1, date(2025, 11, 1))


def test_who_was_rejected_before_is_not_accepted_with_the_meeting(file):
    attendance = file.read.execute("SELECT id, meeting FROM attendance ORDER BY id").fetchone()
    review.reject(file, [("attendance", attendance["id"])])
    review.accept(file, [("meeting", attendance["meeting"])])
    state = file.read.execute("SELECT state FROM attendance WHERE id = ?", (attendance["id"],)).fetchone()["state"]
    assert state == "rejected"


def test_what_is_too_unsure_to_be_shown_is_not_accepted_with_the_meeting(file):
    attendance = file.read.execute("SELECT id, meeting FROM attendance ORDER BY id").fetchone()
    with transaction(file, "less sure") as write:
        write.update("attendance", attendance["id"], confidence=0.05)
    review.accept(file, [("meeting", attendance["meeting"])])
    state = file.read.execute("SELECT state FROM attendance WHERE id = ?", (attendance["id"],)).fetchone()["state"]
    assert state == "suggested"
