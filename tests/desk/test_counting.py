"""Two reports of one statement that count one thing differently: a conflict of numbers."""

import pytest

from tests.desk.records import Writer
from tracker.desk import conflicts, review
from tracker.desk.edit import edit
from tracker.desk.history import undo

SAID = "Ukraine would accept a ceiling of {} troops for its army under the agreement."


def told(published, publisher, figure, **values):
    w = Writer(published, publisher)
    w.position("UA", "security/force limits", "concession", SAID.format(figure), chain=[publisher], **values)
    return w


def test_two_origins_that_count_differently_contradict_each_other(db, take):
    take(told("2025-12-01", "Wire", "600,000"))
    take(told("2025-12-02", "Gazette", "800,000"))
    (one,) = conflicts.conflicts(db)
    assert (one.kind, one.field, one.state) == ("position", "numbers", "open")
    assert [(value.value, value.articles and value.origins) for value in one.values] == [
        ("600,000 troops", ("Wire",)),
        ("800,000 troops", ("Gazette",)),
    ]
    assert [value.quotes[0].exact for value in one.values] == [SAID.format("600,000"), SAID.format("800,000")]


@pytest.mark.parametrize(
    "second",
    [
        told("2025-12-02", "Wire", "800,000"),  # one origin corrects itself
        told("2025-12-02", "Gazette", "600,000"),
        told("2025-12-20", "Gazette", "800,000"),  # a later offer is a movement
    ],
    ids=["one origin", "one figure", "weeks later"],
)
def test_what_is_no_contradiction_opens_none(db, take, second):
    take(told("2025-12-01", "Wire", "600,000"))
    take(second)
    assert conflicts.conflicts(db) == []


def test_what_is_said_on_two_days_is_two_statements(db, take):
    take(told("2025-12-01", "Wire", "600,000", said_date="2025-11-30"))
    take(told("2025-12-02", "Gazette", "800,000", said_date="2025-12-02"))
    assert conflicts.conflicts(db) == []


@pytest.mark.parametrize("value", ["800,000 troops", "700,000 troops", conflicts.KEEP_BOTH])
def test_a_person_resolves_it_and_can_reopen_it(db, take, value):
    take(told("2025-12-01", "Wire", "600,000"))
    take(told("2025-12-02", "Gazette", "800,000"))
    (one,) = conflicts.conflicts(db)
    conflicts.resolve(db, one.id, value, "the ministry said so")
    (done,) = conflicts.conflicts(db, "resolved")
    assert (done.resolution, done.note) == (value, "the ministry said so")
    conflicts.reopen(db, one.id)
    assert [row.id for row in conflicts.conflicts(db, "open")] == [one.id]
    undo(db)
    undo(db)
    assert [row.resolution for row in conflicts.conflicts(db, "open")] == [None]


def test_a_third_figure_opens_it_again_and_the_same_one_does_not(db, take):
    take(told("2025-12-01", "Wire", "600,000"))
    take(told("2025-12-02", "Gazette", "800,000"))
    (one,) = conflicts.conflicts(db)
    conflicts.resolve(db, one.id, "800,000 troops")
    take(told("2025-12-02", "Post", "800,000"))
    assert conflicts.conflicts(db, "open") == []
    take(told("2025-12-03", "Courier", "900,000"))
    assert len(conflicts.conflicts(db, "open")) == 1


def test_a_rejected_statement_contradicts_nobody(db, take):
    take(told("2025-12-01", "Wire", "600,000"))
    take(told("2025-12-02", "Gazette", "800,000"))
    (one,) = conflicts.conflicts(db)
    review.reject(db, [("position", one.fact)])
    assert conflicts.conflicts(db) == []
    assert conflicts.ConflictList(db).count() == 0


def test_the_words_that_a_person_set_stay(db, take):
    take(told("2025-12-01", "Wire", "600,000"))
    edit(db, "position", 1, {"text": SAID.format("650,000")})
    take(told("2025-12-02", "Gazette", "800,000"))
    assert db.read.execute("SELECT text FROM position").fetchone()[0] == SAID.format("650,000")
    assert len(conflicts.conflicts(db)) == 1
