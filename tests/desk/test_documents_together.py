"""Several facts as one document: one action; a mistake names its fact and line, and nothing is written then."""

import pytest

from tests.tui.sample import one, sample_file
from tracker.desk import history
from tracker.desk.document_saving import DocumentError
from tracker.desk.documents_together import MOST, changed, document, save
from tracker.desk.errors import Refused


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "together.db")
    yield database
    database.close()


@pytest.fixture
def chosen(db):
    rows = db.read.execute("SELECT id FROM position WHERE stance = 'demand' ORDER BY id").fetchall()
    return [*[("position", row[0]) for row in rows][:2], ("meeting", 1)]


def stances(db, chosen):
    return [one(db, "SELECT stance FROM position WHERE id = ?", fact)[0] for kind, fact in chosen if kind == "position"]


def test_left_as_it_is_it_changes_nothing(db, chosen):
    text = document(db, chosen)
    assert text.startswith("# 3 facts in one document")
    assert changed(db, chosen, text, text) == []
    assert save(db, chosen, text, text).txn is None


def test_one_action_changes_them_and_one_undo_takes_all_back(db, chosen):
    base = document(db, chosen)
    before = one(db, "SELECT max(id) FROM txn")[0]
    done = save(db, chosen, base.replace("Stance: demand", "Stance: reject"), base)
    assert done.sentence == "Changed 2 positions."
    assert stances(db, chosen) == ["reject", "reject"]
    assert done.txn == before + 1
    history.undo(db)
    assert stances(db, chosen) == ["demand", "demand"]


def test_a_fact_that_is_taken_out_stays_and_the_order_is_free(db, chosen):
    base = document(db, chosen)
    head, first, second, third = base.split("\n=== ")
    text = "\n=== ".join([head, third, second.replace("Stance: demand", "Stance: reject")])
    assert first
    assert changed(db, chosen, text, base) == [1]
    save(db, chosen, text, base)
    assert stances(db, chosen) == ["demand", "reject"]


def test_every_mistake_names_its_fact_and_its_line_and_nothing_is_written(db, chosen):
    base = document(db, chosen)
    text = base.replace("Stance: demand", "Stance: zebra").replace("=== 3 of 3", "=== 4 of 3") + "Colour: red\n"
    lines = text.split("\n")
    with pytest.raises(DocumentError) as caught:
        save(db, chosen, text, base)
    places = [number for number, line in enumerate(lines, 1) if "zebra" in line]
    assert [one.line for one in caught.value.wrong][:2] == places
    assert "(1 of 3) Stance is one of" in caught.value.wrong[0].sentence
    assert "(2 of 3) Stance is one of" in caught.value.wrong[1].sentence
    assert any("no 4 of 3" in one.sentence for one in caught.value.wrong)
    assert stances(db, chosen) == ["demand", "demand"]


def test_what_belongs_to_no_fact_and_what_stands_twice_is_said(db, chosen):
    base = document(db, chosen)
    for text, sentence in (
        ("Stance: reject\n" + base, "Line 1: This line belongs to no fact"),
        (base + "\n=== 1 of 3: again\nStance: reject\n", "1 of 3 stands twice"),
        ("Stance: reject\n", "belongs to no fact"),
    ):
        with pytest.raises(DocumentError, match=sentence):
            changed(db, chosen, text, base)


def test_too_many_and_articles_are_refused(db, chosen):
    with pytest.raises(Refused, match=f"At most {MOST} facts"):
        document(db, chosen * MOST)
    with pytest.raises(Refused, match="one by one"):
        document(db, [*chosen, ("article", 1)])
