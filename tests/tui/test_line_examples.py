"""What the quick line gives as examples is understood where it is given."""

import pytest

from tests.tui.sample import one, sample_file
from tracker.desk import quick
from tracker.tui import line_examples


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    db = sample_file(tmp_path_factory.mktemp("examples") / "examples.db")
    yield db
    db.close()


@pytest.mark.parametrize(
    ("kind", "example"), [(kind, one) for kind, examples in line_examples.CHANGES.items() for one in examples]
)
def test_what_changes_a_field_of_a_kind_is_understood_of_it(db, kind, example):
    fact = (kind, one(db, f"SELECT min(id) FROM {kind}")[0])
    assert fact[1] is not None
    understood = quick.understand(db, example.removesuffix(" (empties it)"), fact=fact)
    # Who is taken away must have been there; the example names somebody of its own.
    assert [wrong for wrong in understood.wrong if "is nobody of this meeting" not in wrong] == []
    assert understood.told


def test_facts_of_several_kinds_share_a_note():
    assert line_examples.of_change(["meeting", "person"]) == ('note:"…"',)
    assert line_examples.of_change(["person", "person"]) == line_examples.CHANGES["person"]
