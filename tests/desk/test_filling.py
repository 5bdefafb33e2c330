"""Fill from above: only what differs is offered, it is one action, and who waited is decided with it."""

import pytest

from tests.tui.sample import one, sample_file
from tracker.desk import edit, history
from tracker.desk.errors import InvalidField
from tracker.desk.filling import fill, fills, value


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "filling.db")
    yield database
    database.close()


def test_only_what_the_other_has_and_this_has_not_is_offered(db):
    found = fills(db, "meeting", 1, [2])
    offered = {name: value for name, _, value in found.fields}
    assert offered["date"] == "2025-11-30"
    assert offered["duration"] == "PT5H"
    assert "kind" not in offered, "both are negotiations"
    assert "condition" not in offered, "it is blank above"
    assert fills(db, "meeting", 1, [1]).fields == ()
    assert value(db, "meeting", 1, "venue") == "Shell Bay golf club"


def test_several_are_filled_in_one_action_that_undo_takes_back(db):
    before = [tuple(row) for row in db.read.execute("SELECT * FROM position ORDER BY id")]
    edit.set_note(db, "position", 2, "see the annex")
    assert fill(db, "position", [1], 1, "note").txn is None, "its own value"
    edit.create(db, "position", dict.fromkeys(("holder_party",), "UA") | {
        "issue": "security", "stance": "demand", "text": "guarantees"
    })  # fmt: skip
    done = fill(db, "position", [1, 3], 2, "issue", "anna")
    assert done.sentence == "Filled issue of 1 positions." or done.sentence.startswith("Filled issue of")
    assert one(db, "SELECT count(DISTINCT issue) FROM position") == (1,)
    for _ in range(3):
        history.undo(db)
    assert [tuple(row) for row in db.read.execute("SELECT * FROM position ORDER BY id")] == before


def test_a_meeting_that_waited_is_decided_with_its_people(db):
    fill(db, "meeting", [1], 2, "status")
    assert one(db, "SELECT status, state FROM meeting WHERE id = 1") == ("planned", "edited")
    assert one(db, "SELECT count(*) FROM attendance WHERE meeting = 1 AND state = 'suggested'") == (0,)


def test_what_cannot_stand_is_refused_and_nothing_is_written(db):
    edit.edit(db, "meeting", 2, {"parent": "#1"})
    before = one(db, "SELECT max(id) FROM txn")
    with pytest.raises(InvalidField, match="no part of itself"):
        fill(db, "meeting", [1], 2, "parent")
    assert one(db, "SELECT max(id) FROM txn") == before
