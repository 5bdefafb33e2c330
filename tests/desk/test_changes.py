"""What changed: between two days by the day it was reported, and since the last look by when it came in."""

from datetime import date

from tests.desk.records import Writer
from tracker.desk import changes, edit, history, status, tracks
from tracker.desk.openfile import open_database


def held(day, publisher, when, people=("Rustem Umerov",)):
    w = Writer(day, publisher)
    w.meeting("held", when, people=tuple((w.person(name, "UA"), "UA") for name in people), words=f"{publisher} {when}.")
    return w


def lines(found):
    return [(one.day, one.kind) for one in found]


def test_between_two_days_both_count(db, take):
    for day in (1, 2, 3):
        take(held(f"2025-12-0{day}", "Axios", f"2025-12-0{day}"))
    found = changes.changes(db, date(2025, 12, 2), date(2025, 12, 3))
    assert lines(found) == [("2025-12-03", "meeting"), ("2025-12-02", "meeting")]


def test_nobody_has_looked_at_a_new_file(db):
    assert changes.last_look(db) is None
    assert changes.changes_since_look(db) is None


def test_since_the_last_look_is_what_came_in_whatever_day_it_is_of(db, take):
    take(held("2025-12-05", "Axios", "2025-12-05"))
    changes.looked(db)
    assert changes.changes_since_look(db) == []
    take(held("2025-12-01", "AP", "2025-12-01", ("Andriy Yermak",)))
    assert lines(changes.changes_since_look(db)) == [("2025-12-01", "meeting")]
    changes.looked(db)
    assert changes.changes_since_look(db) == []


def test_what_a_person_typed_and_judged_since_then_is_among_it(db, take):
    take(held("2025-12-05", "Axios", "2025-12-05"))
    changes.looked(db)
    typed = {"kind": "negotiation", "status": "held", "date": "2025-12-07", "parties": "UA"}
    edit.create(db, "meeting", typed, known_since="2025-12-07")
    tracks.judge(db, 1, "agreed", None, "told by the embassy", actor="anna")
    found = changes.changes_since_look(db)
    assert sorted(one.kind for one in found) == ["judgement", "meeting"]


def test_the_status_shows_what_came_in_since_the_last_look(db, take):
    take(held("2025-12-05", "Axios", "2025-12-05"))
    assert lines(status.status(db).changes) == [("2025-12-05", "meeting")]
    changes.looked(db)
    take(held("2025-12-01", "AP", "2025-12-01", ("Andriy Yermak",)))
    view = status.status(db)
    assert (lines(view.changes), view.looked) == ([("2025-12-01", "meeting")], changes.last_look(db))
    past = status.status(db, date(2025, 12, 1))
    assert (lines(past.changes), past.looked) == ([("2025-12-01", "meeting")], None)


def test_a_look_is_nothing_to_undo_and_outlives_the_program(db, take, tmp_path):
    take(held("2025-12-05", "Axios", "2025-12-05"))
    before = len(history.log(db))
    changes.looked(db)
    assert len(history.log(db)) == before
    with open_database(tmp_path / "desk.db") as again:
        assert changes.last_look(again) == changes.last_look(db)


def test_of_many_changes_only_the_latest_are_read_and_they_are_those_of_the_whole(db, take, monkeypatch):
    changes.looked(db)
    for month in range(1, 9):
        day = f"2025-0{month}-10"
        w = held(day, "Axios", day)
        w.position("UA", "territory", "demand", f"Ukraine demands all of the region number {month}.")
        take(w)
    begin, end = date(2025, 1, 1), date(2025, 12, 31)
    monkeypatch.setattr(changes, "_BATCH", 2)
    compared = []
    reported = changes._reported

    def noted(connection, meetings, *rest):
        compared.extend(meetings)
        return reported(connection, meetings, *rest)

    whole = changes.changes(db, begin, end)
    assert len(whole) >= 10
    assert changes.changes_since_look(db, end) == whole
    monkeypatch.setattr(changes, "_reported", noted)
    for most in range(1, len(whole) + 2):
        assert changes.changes(db, begin, end, most) == whole[:most]
        assert changes.changes_since_look(db, end, most) == whole[:most]
    compared.clear()
    changes.changes(db, begin, end, 2)
    assert len(compared) <= 4
