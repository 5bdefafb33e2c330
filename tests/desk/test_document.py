"""A fact as a document: what is left as it is changes nothing, every mistake has its line, one action writes it all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.sample import HOSTILE, one, sample_file
from tracker.desk import edit, history
from tracker.desk.document import WITH, Wrong, read, with_errors, written
from tracker.desk.document_saving import DocumentError, changed, document, save
from tracker.domain.fields import ARTICLE_FIELDS, FIELDS, KINDS


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "document.db")
    yield database
    database.close()


def with_line(text, label, value):
    """The document with another value behind a label."""
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{label}:"))
    return "\n".join([*lines[:at], f"{label}: {value}", *lines[at + 1 :]])


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.sampled_from(KINDS), st.data())
def test_what_is_written_is_what_is_read_whatever_stands_in_it(kind, data):
    fields = FIELDS[kind]
    values = {field.name: data.draw(TEXT) for field in fields}
    text = written("x", fields, values)
    first = read(text, fields)
    assert first.wrong == []
    assert set(first.values) == set(values)
    again = written("x", fields, first.values)
    assert read(again, fields).values == first.values


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_left_as_it_is_changes_nothing(db, kind):
    for (fact,) in db.read.execute(f"SELECT id FROM {kind}").fetchall():
        text = document(db, kind, fact)
        assert changed(db, kind, fact, text) == {}
        assert save(db, kind, fact, text).txn is None


def test_it_shows_what_may_stand_and_the_words_it_rests_on(db):
    text = document(db, "meeting", 1)
    assert "# Status is one of: held · ongoing" in text
    assert "Date: 2025-11-30\n" in text
    assert "With: Rustem Umerov (UA) present head, Steve Witkoff (US) present\n" in text
    assert "“Talks between the US and Ukraine on Sunday”" in text


def test_fields_people_and_note_are_one_action(db):
    before = one(db, "SELECT * FROM meeting WHERE id = 1")
    text = document(db, "meeting", 1)
    text = with_line(text, "Date", "29 Nov 2025")
    text = with_line(text, "With", "Rustem Umerov (UA) absent head, Marco Rubio (US)")
    text = text.replace("Note:\n", "Note:\n  first line\n\n  second: line\n")
    done = save(db, "meeting", 1, text)
    assert done.sentence.startswith("Changed date, note of")
    assert "changed who attended (3)" in done.sentence
    assert one(db, "SELECT date, note, state FROM meeting WHERE id = 1") == (
        "2025-11-29", "first line\n\nsecond: line", "edited",
    )  # fmt: skip
    people = db.read.execute(
        "SELECT name, attendance.status, attendance.state FROM attendance JOIN person ON person.id = person"
        " WHERE meeting = 1 ORDER BY name"
    ).fetchall()
    assert [tuple(row) for row in people] == [
        ("Marco Rubio", "present", "accepted"),
        ("Rustem Umerov", "absent", "edited"),
        ("Steve Witkoff", "present", "rejected"),
    ]
    history.undo(db)
    assert one(db, "SELECT * FROM meeting WHERE id = 1") == before


def test_every_mistake_is_told_with_its_line_and_nothing_is_written(db):
    before = one(db, "SELECT max(id) FROM txn")
    text = with_line(document(db, "meeting", 1), "Date", "the day after")
    text = with_line(text, "Status", "zebra")
    text = text.replace("Condition:", "Weather: fine")
    with pytest.raises(DocumentError) as told:
        save(db, "meeting", 1, text)
    lines = text.split("\n")
    assert [lines[wrong.line - 1] for wrong in told.value.wrong] == [
        "Status: zebra", "Date: the day after", "Weather: fine",
    ]  # fmt: skip
    assert "There is no field Weather here; there are Parties, Track" in told.value.wrong[2].sentence
    assert one(db, "SELECT max(id) FROM txn") == before


def test_the_errors_stand_above_their_lines_once():
    text, line = with_errors("# x\nDate: ?\nMode: ?", [Wrong(2, "no day"), Wrong(3, "no mode")])
    assert text == "# x\n#! no day\nDate: ?\n#! no mode\nMode: ?"
    assert line == 3
    again, line = with_errors(text, [Wrong(5, "still no mode")])
    assert again == "# x\nDate: ?\n#! still no mode\nMode: ?"
    assert line == 4


def test_a_line_twice_and_a_line_that_is_no_field_are_mistakes():
    fields = FIELDS["venue"]
    found = read("Name: Paris\nName: Geneva\nnothing\n", fields)
    assert [one.line for one in found.wrong] == [2, 3]
    assert found.values == {"name": "Paris"}


def test_a_field_taken_out_stays_and_an_empty_one_is_emptied(db):
    text = document(db, "meeting", 1)
    gone = "\n".join(line for line in text.split("\n") if not line.startswith("Duration:"))
    assert changed(db, "meeting", 1, gone) == {}
    assert changed(db, "meeting", 1, with_line(text, "Duration", "")) == {"duration": ""}


def test_what_changed_meanwhile_elsewhere_stays(db):
    text = document(db, "meeting", 1)
    edit.edit(db, "meeting", 1, {"condition": "if it rains"})
    save(db, "meeting", 1, with_line(text, "Date", "29 Nov 2025"), text)
    assert one(db, "SELECT date, condition FROM meeting WHERE id = 1") == ("2025-11-29", "if it rains")


def test_text_from_outside_is_made_harmless_on_the_way_out(db):
    words = "\n".join(HOSTILE)
    edit.edit(db, "position", 1, {"text": words})
    text = document(db, "position", 1)
    assert not any(mark in text for mark in "\x1b\x9b\x00\u202e")
    assert changed(db, "position", 1, text) == {}


def test_an_article_has_its_own_fields(db):
    text = document(db, "article", 1)
    assert "Title: Border talks" in text
    assert changed(db, "article", 1, with_line(text, "Date", "2 Dec 2025")) == {"published": "2 Dec 2025"}
    with pytest.raises(DocumentError, match="Line"):
        changed(db, "article", 1, with_line(text, "Date", "some day"))
    save(db, "article", 1, with_line(text, "Title", "Talks"))
    assert one(db, "SELECT title FROM article") == ("Talks",)
    assert WITH not in ARTICLE_FIELDS


def test_a_suggestion_that_is_edited_is_decided_with_its_people_and_place(db):
    save(db, "meeting", 1, with_line(document(db, "meeting", 1), "With", "Rustem Umerov (UA) present, Steve Witkoff"))
    assert one(db, "SELECT state FROM meeting WHERE id = 1")[0] in ("accepted", "edited")
    assert one(db, "SELECT count(*) FROM attendance WHERE meeting = 1 AND state = 'suggested'") == (0,)
