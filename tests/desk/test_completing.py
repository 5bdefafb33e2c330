"""Known names for what is typed: by the beginning of any word, parties by id and by name, rejected ones never."""

import pytest

from tests.tui.sample import sample_file
from tracker.desk import review
from tracker.desk.completing import COMPLETED, known_names


@pytest.fixture
def full(tmp_path):
    database = sample_file(tmp_path / "names.db")
    yield database
    database.close()


@pytest.mark.parametrize(
    ("kind", "typed", "names"),
    [
        ("person", "rus", ["Rustem Umerov"]),
        ("person", "umer", ["Rustem Umerov"]),
        ("person", "ÚMER", ["Rustem Umerov"]),
        ("person", "nobody", []),
        ("party", "u", ["UA", "US"]),
        ("party", "ukr", ["UA"]),
        ("party", "united st", ["US"]),
        ("venue", "golf", ["Shell Bay golf club"]),
        ("track", "russia", ["US–Russia"]),
        ("issue", "terr", ["territory", "territory/Donbas"]),
        ("person", "  ", []),
        ("person", "%", []),
        ("person", "'; DROP TABLE person; --", []),
    ],
)
def test_names_that_fit(full, kind, typed, names):
    found = known_names(full, kind, typed)
    assert set(names) <= set(found)
    assert found or not names
    if kind != "issue":
        assert found == names


def test_a_rejected_name_is_not_offered(full):
    review.reject(full, [("person", 1)])
    assert known_names(full, "person", "umer") == []


def test_at_most_as_many_as_asked_for(full):
    assert len(known_names(full, "party", "u", limit=1)) == 1


def test_a_kind_without_names_is_refused(full):
    assert "meeting" not in COMPLETED
    with pytest.raises(ValueError, match="meeting"):
        known_names(full, "meeting", "x")
