"""Every view as of a past day: what the articles published by then said, and nothing that came after."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk.conflicts import conflicts
from tracker.desk.edit import create
from tracker.desk.facts import fact
from tracker.desk.lists import long_list
from tracker.desk.people import people
from tracker.desk.searching import search
from tracker.desk.who import person_page

FIRST, SECOND = date(2025, 12, 1), date(2025, 12, 5)


@pytest.fixture
def two(db, take):
    """On the first a meeting that lasted three hours; on the fifth five hours, another name, a post, a newcomer."""
    for day, hours, name, roles in ((FIRST, 3, "Olena Koval", []), (SECOND, 5, "Olena Kovalʼ", ["minister"])):
        writer = Writer(day.isoformat(), "Wire" if hours == 3 else "Gazette")
        ua, us = writer.person(name, "UA", roles=roles), writer.person("John Doe", "US")
        track = writer.track("UA", "US")
        writer.meeting(
            "held", "2025-11-30", track=track, people=((ua, "UA"), (us, "US")), duration=f"PT{hours}H", mode="in_person"
        )
        if hours == 5:
            writer.person("Newcomer Late", "US")
            writer.position("US", "security", "proposal", "Washington proposes guarantees.")
        take(writer)
    return db


def test_a_person_is_known_from_the_first_article_that_names_them_with_the_posts_of_then(two):
    assert [(one.name, one.roles) for one in people(two, FIRST)] == [("John Doe", ()), ("Olena Koval", ())]
    now = {one.name: one.roles for one in people(two)}
    assert now["Olena Koval"] == ("minister",)
    assert "Newcomer Late" in now


def test_the_list_and_the_page_of_a_person_show_the_posts_and_spellings_of_then(two):
    then = long_list(two, "people", only={"known_on": FIRST.isoformat()}).rows(0, 9)
    assert [(one["name"], one["roles"]) for one in then] == [("John Doe", ()), ("Olena Koval", ())]
    now = {one["name"]: one["roles"] for one in long_list(two, "people").rows(0, 9)}
    assert now["Olena Koval"] == ("minister",)
    number = next(one.id for one in people(two) if one.name == "Olena Koval")
    assert "Olena Kovalʼ" in person_page(two, number).aliases
    assert "Olena Kovalʼ" not in person_page(two, number, FIRST).aliases


def test_a_conflict_is_there_from_the_day_of_its_second_value(two):
    assert [one.field for one in conflicts(two)] == ["duration"]
    assert conflicts(two, as_of=FIRST) == []
    assert [one.field for one in conflicts(two, "open", SECOND)] == ["duration"]


def test_search_finds_what_was_published_by_then(two):
    assert search(two, "guarantees")
    assert search(two, "guarantees", as_of=FIRST) == []
    assert {one.kind for one in search(two, "Koval", as_of=FIRST)} >= {"article", "person"}
    assert len([one for one in search(two, "Koval", as_of=FIRST) if one.kind == "article"]) == 1


def test_a_typed_fact_is_found_from_the_day_it_was_known(two):
    create(two, "person", {"name": "Typed Somebody"}, known_since="2025-12-03")
    assert search(two, "Somebody", as_of=FIRST) == []
    assert search(two, "Somebody", as_of=date(2025, 12, 3))
    assert "Typed Somebody" not in {one.name for one in people(two, FIRST)}
    assert "Typed Somebody" in {one.name for one in people(two, date(2025, 12, 3))}


def test_a_fact_shows_the_words_and_the_values_of_then(two):
    then, now = fact(two, "meeting", 1, FIRST), fact(two, "meeting", 1)
    assert {one.published for one in then.evidence} == {"2025-12-01"}
    assert {one.published for one in now.evidence} == {"2025-12-01", "2025-12-05"}
    assert next(one.value for one in then.fields if one.name == "duration") == "PT3H"
