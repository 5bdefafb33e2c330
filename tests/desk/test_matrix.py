"""The matrix shows each side's latest word on each issue, and says where a side said nothing."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk.matrix import matrix
from tracker.store.errors import Gone

OWN = {"attribution_status": "on_record"}


def said(take, day, *positions):
    w = Writer(day, "AP")
    w.track("UA", "RU")
    for holder, issue, stance, words in positions:
        w.position(holder, issue, stance, words, **OWN)
    take(w)


def cell(view, issue, party):
    (row,) = [one for one in view.rows if one.issue == issue]
    return row.cells[view.parties.index(party)]


def test_a_cell_has_the_latest_word_its_age_and_how_it_moved(db, take):
    said(take, "2025-11-01", ("RU", "territory", "demand", "Russia demands all of the region."))
    said(take, "2025-11-20", ("RU", "territory", "concession", "Russia is ready to drop its claim to the south."))
    one = cell(matrix(db, date(2025, 12, 1)), "territory", "RU")
    assert [position.stance for position in one.latest] == ["concession"]
    assert (one.movement, one.age) == ("softer", 11)
    assert [position.stance for position in one.history] == ["demand", "concession"]


def test_a_side_that_said_nothing_is_an_explicit_blank(db, take):
    said(take, "2025-11-01", ("RU", "territory", "demand", "Russia demands all of the region."))
    said(take, "2025-11-02", ("UA", "security", "demand", "Ukraine demands guarantees from its allies."))
    one = cell(matrix(db), "territory", "UA")
    assert (one.latest, one.movement, one.age) == ((), "", None)


def test_what_was_reported_later_is_not_in_the_matrix_of_a_past_day(db, take):
    said(take, "2025-11-01", ("RU", "territory", "demand", "Russia demands all of the region."))
    said(take, "2025-11-20", ("RU", "territory", "concession", "Russia is ready to drop its claim to the south."))
    one = cell(matrix(db, date(2025, 11, 10)), "territory", "RU")
    assert [position.stance for position in one.latest] == ["demand"]


def test_the_matrix_of_a_track_has_its_parties_alone(db, take):
    said(
        take,
        "2025-11-01",
        ("RU", "territory", "demand", "Russia demands all of the region."),
        ("FR", "territory", "interest", "France hopes for a fair peace on the ground."),
    )
    (track,) = [row["id"] for row in db.read.execute("SELECT id FROM track")]
    assert set(matrix(db, track=track).parties) == {"RU", "UA"}
    assert set(matrix(db).parties) == {"RU", "FR"}
    with pytest.raises(Gone):
        matrix(db, track=999)


def test_a_side_is_shown_by_its_own_word_before_what_others_tell_of_it(db, take):
    said(take, "2025-11-01", ("RU", "territory", "demand", "Russia demands all of the region."))
    w = Writer("2025-11-20", "Reuters")
    w.position("RU", "territory", "concession", "Moscow would settle for less.", attribution_status="publication_voice")
    take(w)
    one = cell(matrix(db), "territory", "RU")
    assert [position.stance for position in one.latest] == ["demand"]
    assert [position.own for position in one.history] == [True, False]
