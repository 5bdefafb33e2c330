"""One track, whole: what is said of its talks."""

from datetime import date

from tests.desk.records import Writer
from tracker.desk import status, track


def _track(db, take, words, values):
    w = Writer("2025-12-01", "UNN")
    for code in ("UA", "US"):
        w.party(code)
    about = w.track("UA", "US")
    w.assessment("tone", values, words, about=about)
    take(w)
    return track.track_view(db, status.status(db).tracks[0].id)


def test_a_judgement_is_shown_by_its_own_words(db, take):
    assert [one.words for one in _track(db, take, "The talks were tense", ["tense"]).tone] == [("tense",)]


def test_a_judgement_whose_words_are_not_known_is_shown_by_its_quote(db, take):
    words = "The talks went the way such talks go, said a diplomat who has seen a great many of them in forty years"
    shown = _track(db, take, words, []).tone[0].words
    assert len(shown) == 1
    assert shown[0].startswith("“The talks went the way")
    assert shown[0].endswith("…”")
    assert len(shown[0]) <= 82


def test_what_a_party_says_at_another_table_is_not_of_these_talks(db, take):
    w = Writer("2025-12-01", "UNN")
    w.meeting("held", "2025-11-30", parties=("UA", "US"))
    w.position("US", "trade", "demand", "The US wants a lower duty.")
    take(w)
    w = Writer("2025-12-02", "Kyodo")
    w.meeting("held", "2025-12-01", parties=("JP", "US"))
    w.position("US", "trade", "proposal", "The US offers quotas to all.")
    w.position("US", "trade", "reject", "The US rejects what Ukraine asks.", target=["UA"])
    take(w)
    w = Writer("2025-12-03", "Reuters")
    w.position("US", "trade", "threat", "The US threatens new duties.")
    take(w)
    tracks = {row.name: row.id for row in status.status(db).tracks}

    def said(name, day):
        view = track.track_view(db, tracks[name], date(2025, 12, day))
        return {one.stance for issue in view.issues for one in issue.sides["US"]}

    assert said("UA–US", 2) == {"reject"}
    assert said("JP–US", 2) == {"proposal", "reject"}
    # an article that tells of no talks at all counts for every table of the party
    assert said("UA–US", 3) == said("JP–US", 3) == {"threat"}


def test_a_new_round_after_half_a_year_keeps_what_was_stated_last(db, take):
    w = Writer("2025-03-01", "UNN")
    w.meeting("held", "2025-02-28", parties=("UA", "US"))
    w.position("US", "trade", "demand", "The US wants a lower duty.", target=["UA"])
    w.position("US", "energy", "demand", "The US wants the plant.", target=["UA"])
    take(w)
    w = Writer("2024-10-01", "UNN")
    w.position("US", "nuclear", "demand", "The US wants the fuel back.", target=["UA"])
    take(w)
    w = Writer("2025-12-01", "UNN")
    w.meeting("planned", "2025-12-05", parties=("UA", "US"))
    take(w)
    (row,) = status.status(db, date(2025, 12, 2)).tracks
    assert set(row.open_issues) == {"trade", "energy"}
    said = {one.issue: one.sides["US"] for one in track.track_view(db, row.id, date(2025, 12, 2)).issues}
    assert said["trade"][0].reported == "2025-03-01"
