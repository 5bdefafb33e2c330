"""Sides that contradict each other about what happened: a conflict with both chains, which only a person closes."""

import pytest

from tests.desk.records import Writer
from tracker.desk import conflicts
from tracker.desk.history import undo
from tracker.domain.record import ClaimFact


def claim(w, kind, sentence, **values):
    evidence = w.say(sentence)
    number = f"c{len(w.record.claims) + 1}"
    about = values.pop("about", "truce")
    w.record.claims.append(ClaimFact(number, evidence, 0.6, "test", kind=kind, about=about, **values))


def breach(w, accused, party, sentence, voice=None):
    for code in (accused, party):
        w.party(code)
    chain = [w.publisher, voice or party]
    claim(w, "breach", sentence, value=accused, accused=accused, party=party, speaker=voice, chain=chain)


def both(day="2025-11-10"):
    w = Writer(day, "Reuters")
    breach(w, "SD", "TD", "Chad said Sudan broke the truce.")
    breach(w, "TD", "SD", "Sudan said Chad broke the truce.")
    return w


def test_each_side_says_that_the_other_broke_it(db, take):
    assert take(both()).conflicts == 1
    (one,) = conflicts.conflicts(db)
    assert (one.field, one.state) == ("status", "open")
    assert one.about == "who broke the truce, 10 Nov 2025"
    assert [(value.value, value.quotes[0].exact) for value in one.values] == [
        ("SD broke it", "Chad said Sudan broke the truce."),
        ("TD broke it", "Sudan said Chad broke the truce."),
    ]


def test_two_articles_of_those_days_with_one_accusation_each_are_one_conflict(db, take):
    for day, accused, party in (("2025-11-10", "SD", "TD"), ("2025-11-12", "TD", "SD")):
        w = Writer(day, "Reuters")
        breach(w, accused, party, f"{party} blames {accused} for the end of the truce.")
        take(w)
    (one,) = conflicts.conflicts(db)
    assert len({article for value in one.values for article in value.articles}) == 2


@pytest.mark.parametrize(
    ("second", "accused", "party"),
    [
        ("2025-11-10", "SD", "EG"),  # a third side says the same
        ("2025-12-20", "TD", "SD"),  # another truce
    ],
)
def test_one_accusation_is_no_conflict(db, take, second, accused, party):
    for day, accused_, party_ in (("2025-11-10", "SD", "TD"), (second, accused, party)):
        w = Writer(day, "Reuters")
        breach(w, accused_, party_, f"{party_} says that {accused_} broke the truce.")
        take(w)
    assert conflicts.conflicts(db) == []


def test_two_hours_for_the_beginning_of_one_truce(db, take):
    w = Writer("2025-11-10", "Reuters")
    claim(w, "start", "The envoy said the truce begins at 7 a.m. on Tuesday.", value="2025-11-11 07:00")
    claim(w, "start", "The rebels said the lull starts at 8 a.m. on Tuesday.", value="2025-11-11 08:00", about="lull")
    take(w)
    (one,) = conflicts.conflicts(db)
    assert (one.field, {value.value for value in one.values}) == ("date", {"2025-11-11 07:00", "2025-11-11 08:00"})


def test_what_one_denies_and_another_article_tells_is_a_conflict(db, take):
    w = Writer("2025-11-10", "Reuters")
    w.say("Rebels captured two soldiers near the river.")
    take(w)
    w = Writer("2025-11-12", "AFP")
    w.party("SD")
    claim(w, "denial", "Sudan denied that soldiers were captured.", value="that soldiers were captured", accused="SD")
    take(w)
    (one,) = conflicts.conflicts(db)
    assert [value.value for value in one.values] == ["told by others", "denied by SD"]
    assert one.values[0].quotes[0].exact == "Rebels captured two soldiers near the river."


def test_the_order_of_articles_does_not_matter(db, take):
    w = Writer("2025-11-12", "AFP")
    w.party("SD")
    claim(w, "denial", "Sudan denied that soldiers were captured.", value="that soldiers were captured", accused="SD")
    take(w)
    assert conflicts.conflicts(db) == []
    w = Writer("2025-11-10", "Reuters")
    w.say("Rebels captured two soldiers near the river.")
    take(w)
    assert [value.value for value in conflicts.conflicts(db)[0].values] == ["told by others", "denied by SD"]


def test_a_decision_stays_and_a_new_value_opens_it_again(db, take):
    take(both())
    (one,) = conflicts.conflicts(db)
    conflicts.resolve(db, one.id, "SD broke it", "seen by monitors")
    w = Writer("2025-11-11", "AFP")
    breach(w, "SD", "TD", "Chad repeats that Sudan broke the truce.")
    take(w)
    (one,) = conflicts.conflicts(db)
    assert (one.state, one.resolution, one.note) == ("resolved", "SD broke it", "seen by monitors")
    conflicts.reopen(db, one.id)
    assert conflicts.conflicts(db)[0].state == "open"


def test_undoing_the_reading_takes_the_conflict_away(db, take):
    take(both())
    undo(db)
    assert conflicts.conflicts(db) == []
    assert db.read.execute("SELECT count(*) FROM claim").fetchone()[0] == 0
