"""One track, whole: what is said of its talks."""

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
