"""The sample's gold record, taken in as it is: what the first screen must say of it on three days."""

from datetime import date

import pytest

from tests.desk.records import gold
from tracker.desk import brief, ingest, people, positions, status, track

pytestmark = pytest.mark.corpus
DAY = date(2025, 12, 1)


@pytest.fixture
def sample(db, corpus):
    ingest.ingest_article(db, *gold(corpus, "000_cac850ea4b2be244"), "gold")
    return db


def _row(view, parties, level="delegation"):
    return next(row for row in view.tracks if row.parties == parties and row.level == level)


def test_the_morning_of_1_december(sample):
    view = status.status(sample, DAY)
    ukraine = _row(view, ("UA", "US"))
    assert (ukraine.phase, ukraine.last.date, ukraine.last.place) == ("active", "2025-11-30", "Shell Bay golf club")
    assert ukraine.next is None
    assert ukraine.chains == 1
    russia = _row(view, ("RU", "US"))
    assert (russia.phase, russia.last) == ("scheduled", None)
    assert (russia.next.date, russia.next.place, russia.next.days) == ("2025-12-02", "Moscow", 1)
    leaders = _row(view, ("UA", "US"), "leader")
    assert (leaders.phase, leaders.next.date, leaders.next.status) == ("conditional", None, "conditional")
    assert all(row.days_since_news == 0 for row in view.tracks)


def test_the_paris_briefing_is_shown_and_is_never_a_next_meeting(sample):
    view = status.status(sample, DAY)
    assert any(one.place == "Paris" and one.kind == "internal_briefing" for one in view.briefings)
    assert any(one.place == "Paris" for one in view.due)
    assert all(row.next is None or row.next.place != "Paris" for row in view.tracks)


def test_a_planned_day_that_passed_awaits_confirmation(sample):
    row = _row(status.status(sample, date(2025, 12, 4)), ("RU", "US"))
    assert row.phase == "awaiting confirmation"
    assert [(one.date, one.what) for one in row.to_confirm] == [("2025-12-02", "Witkoff–Putin")]
    assert row.next is None


def test_nothing_was_known_the_day_before(sample):
    view = status.status(sample, date(2025, 11, 30))
    assert view.tracks == ()
    assert view.to_review == 0


def test_the_json_has_exactly_the_keys_of_the_contract(sample):
    made = status.status_json(status.status(sample, DAY))
    assert set(made) == {"as_of", "tracks", "to_review", "conflicts"}
    assert set(made["tracks"][0]) == {
        "name",
        "parties",
        "level",
        "phase",
        "computed_phase",
        "last",
        "next",
        "open_issues",
        "chains",
        "articles",
        "days_since_news",
        "to_confirm",
    }
    assert made["tracks"][0]["last"] == {"date": "2025-11-30", "place": "Shell Bay golf club"}


def test_the_track_shows_who_leads_and_where_the_sides_stand(sample):
    row = _row(status.status(sample, DAY), ("UA", "US"))
    view = track.track_view(sample, row.id, DAY)
    assert view.leads == {"UA": "Rustem Umerov", "US": None}
    assert len(view.delegations["US"]) == 3
    donbas = next(line for line in view.issues if line.issue == "territory/Donbas")
    assert donbas.sides["UA"] == ()
    assert [one.stance for one in donbas.sides["US"]] == ["demand"]
    assert [one.stance for one in donbas.others["RU"]] == ["demand"]
    assert donbas.distance == "blank"


def test_origins_are_outlets_never_their_voices(sample):
    found = positions.positions(sample)
    assert {origin for one in found for origin in one.origins} == {"Axios"}
    assert {one.name for one in people.people(sample)} >= {"Rustem Umerov", "Steve Witkoff", "Vladimir Putin"}


def test_the_brief_quotes_with_numbered_sources(sample):
    text = brief.brief(sample, DAY)
    assert "US-Russia 2 Dec 2025, Moscow (1 day)" in text
    assert "1. UNN ← Axios" in text
    assert "**US** demand on territory/Donbas: “The US wants Ukraine to cede" in text


def test_reading_the_same_bytes_again_changes_nothing_and_says_so(sample, corpus):
    before = sample.read.execute("SELECT max(id) FROM change").fetchone()[0]
    done = ingest.ingest_article(sample, *gold(corpus, "000_cac850ea4b2be244"), "gold")
    assert done.known
    assert "already known" in done.sentence()
    assert sample.read.execute("SELECT max(id) FROM change").fetchone()[0] == before
