"""The table of editable fields is whole: no choice without values, no name twice, every kind with what it needs."""

import pytest

from tracker.domain.fields import ARTICLE_FIELDS, FIELDS, KINDS, field

TYPES = {
    "text",
    "long",
    "choice",
    "issue",
    "date",
    "day",
    "duration",
    "party",
    "person",
    "venue",
    "track",
    "meeting",
    "parties",
    "words",
}
TABLES = [*FIELDS.items(), ("article", ARTICLE_FIELDS)]


def test_every_kind_has_its_fields():
    assert set(FIELDS) == set(KINDS)


@pytest.mark.parametrize(("kind", "fields"), TABLES)
def test_names_are_unique_and_types_known(kind, fields):
    names = [one.name for one in fields]
    assert len(set(names)) == len(names)
    assert {one.type for one in fields} <= TYPES
    assert all(one.label for one in fields)


@pytest.mark.parametrize(("kind", "fields"), TABLES)
def test_what_is_chosen_has_something_to_choose_from(kind, fields):
    for one in fields:
        assert bool(one.choices) == (one.type in ("choice", "issue")), one.name


def test_a_field_is_found_by_kind_and_name_or_refused_by_both():
    assert field("meeting", "status").required
    assert field("article", "published").type == "day"
    with pytest.raises(KeyError, match="meeting has no field colour"):
        field("meeting", "colour")
    with pytest.raises(KeyError):
        field("nothing", "name")
