"""Every value that a form shows can be typed back, and means the same."""

from datetime import date

import pytest

from tests.desk.records import gold
from tracker.desk import edit, facts, ingest
from tracker.desk.errors import InvalidField
from tracker.desk.typed_values import New, parse
from tracker.domain.fields import FIELDS, KINDS
from tracker.store.queries import rows

TODAY = date(2025, 12, 2)


@pytest.mark.corpus
@pytest.mark.parametrize("article", ["000_cac850ea4b2be244", "abp-069", "abp-035"])
def test_what_a_form_shows_can_be_typed_back_and_changes_nothing(db, corpus, article):
    ingest.ingest_article(db, *gold(corpus, article), "gold")
    before = db.read.execute("SELECT count(*) FROM change").fetchone()[0]
    for kind in KINDS:
        for (number,) in db.read.execute(f"SELECT id FROM {kind}").fetchall():
            values = facts.values_of(db.read, kind, rows.fact(db.read, kind, number))
            filled = {name: text for name, text in values.items() if text}
            parsed = parse(db.read, kind, filled, TODAY)
            assert not any(isinstance(value, New) for value in parsed.values()), (kind, filled, parsed)
            assert edit.edit(db, kind, number, values).txn is None
    assert db.read.execute("SELECT count(*) FROM change").fetchone()[0] == before


FILLED = {
    "party": {"name": "Examplia", "code": "EXAMPLIA", "type": "other"},
    "person": {"name": "Jean Martin", "party": "France", "roles": "envoy; adviser", "aliases": "J. Martin"},
    "venue": {"name": "Palais", "precision": "venue", "locality": "Geneva", "country": "ch"},
    "track": {"parties": "France, Germany", "level": "leader", "process": "Examples"},
    "meeting": {
        "parties": "FR, DE",
        "kind": "negotiation",
        "status": "planned",
        "date": "next Tuesday",
        "venue": "Oslo",
        "duration": "2h",
        "issues": "trade; energy",
    },
    "position": {
        "holder_party": "FR",
        "holder_person": "Jean Martin",
        "issue": "Trade/steel",
        "stance": "red line",
        "text": "Never steel.",
        "target": "DE, EU",
        "conditions": "a; b",
        "speaker": "two French officials",
    },
    "assessment": {"kind": "tone", "words": "tense; long", "polarity": "negative", "speaker": "Jean Martin"},
}


@pytest.mark.parametrize("kind", FILLED)
def test_every_kind_of_fact_can_be_typed(db, kind):
    done = edit.create(db, kind, FILLED[kind], told_by="the embassy")
    view = facts.fact(db, kind, done.fact)
    shown = {one.name: one.value for one in view.fields if one.value}
    assert set(FILLED[kind]) <= set(shown)
    assert view.basis.endswith(": the embassy")
    assert all(one.manual for one in view.fields if one.name in FILLED[kind])


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, field.name) for kind in FILLED for field in FIELDS[kind] if field.required]
)
def test_a_required_field_that_is_missing_is_named(db, kind, name):
    values = {field: text for field, text in FILLED[kind].items() if field != name}
    if (kind, name) == ("meeting", "parties"):
        values = {field: text for field, text in values.items() if field != "venue"}
    with pytest.raises(InvalidField) as refused:
        edit.create(db, kind, values)
    assert refused.value.field == name
    assert db.read.execute("SELECT count(*) FROM txn").fetchone()[0] == 0


def test_hostile_text_is_kept_as_text_and_never_as_an_instruction(db):
    evil = "[/red]'; DROP TABLE person;-- \x1b[31m\u202e“"
    done = edit.create(db, "person", {"name": f"Eve {evil}", "roles": evil})
    view = facts.fact(db, "person", done.fact)
    assert "\x1b" not in view.title
    assert "\u202e" not in view.title
    assert "DROP TABLE person" in view.title
    assert db.read.execute("SELECT count(*) FROM person").fetchone()[0] == 1


def test_a_meeting_of_unnamed_sides_can_be_typed_where_its_place_is_known(db):
    done = edit.create(db, "meeting", {"kind": "negotiation", "status": "planned", "venue": "Oslo"})
    assert done.fact is not None
