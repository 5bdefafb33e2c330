"""A side moves by its own word or act on the same matter; nothing else is a movement."""

import pytest

from tests.desk.records import Writer
from tracker.desk import positions

OWN = "on_record"
OUTLET = "publication_voice"


def say(take, day, stance, words, *, issue="security", voice=OWN, **values):
    w = Writer(day, "AP")
    if "speaker_of" in values:
        values["speaker"] = w.person("Jan Novak", values.pop("speaker_of"))
    w.position("UA", issue, stance, words, attribution_status=voice, **values)
    take(w)


def last(db):
    return positions.positions(db)[-1]


@pytest.mark.parametrize(
    ("issue", "before", "after", "moved"),
    [
        ("security", "reject", "accept", "reversed"),
        ("security", "red_line", "conditional_support", "reversed"),
        ("security", "demand", "concession", "softer"),
        ("security", "proposal", "demand", "harder"),
        ("security", "demand", "demand", "unchanged"),
        ("security", "demand", "interest", "unchanged"),
        ("process", "request", "reject", "reversed"),
        ("process", "reject", "interest", "reversed"),
        ("process", "demand", "proposal", "unchanged"),
    ],
)
def test_a_later_word_on_the_same_matter_is_measured_by_the_one_before(db, take, issue, before, after, moved):
    say(take, "2025-11-01", before, "We speak of foreign troops and of the summit here.", issue=issue)
    say(take, "2025-11-05", after, "Now another thing is said of foreign troops and the summit.", issue=issue)
    one = last(db)
    assert (one.movement, one.follows) == (moved, positions.positions(db)[0].id)


def test_a_first_word_on_another_matter_of_the_issue_moves_nothing(db, take):
    say(take, "2025-11-01", "accept", "We accept foreign troops in the capital.")
    say(take, "2025-11-05", "reject", "Long-range missiles will stay out of any text.")
    assert (last(db).movement, last(db).follows) == ("new", None)


def test_what_another_side_tells_moves_nothing_and_measures_nothing(db, take):
    say(take, "2025-11-01", "accept", "We accept foreign troops in the capital.")
    say(take, "2025-11-05", "reject", "They told me foreign troops are out of the question.", speaker_of="US")
    assert (last(db).movement, last(db).own) == ("unchanged", False)
    say(take, "2025-11-09", "accept", "Foreign troops are welcome in the capital, we say again.")
    assert last(db).movement == "unchanged"


def test_how_things_stand_in_an_outlets_words_moves_nothing_but_an_act_does(db, take):
    say(take, "2025-11-01", "accept", "We accept foreign troops in the capital.")
    say(take, "2025-11-05", "reject", "Kyiv has long rejected foreign troops of any kind.", voice=OUTLET)
    assert last(db).movement == "unchanged"
    say(take, "2025-11-07", "reject", "Kyiv rejected the foreign troops at the last minute.", voice=OUTLET)
    assert last(db).movement == "reversed"


def test_an_old_statement_printed_anew_is_flagged_and_moves_nothing(db, take):
    say(take, "2025-11-01", "accept", "We accept foreign troops in the capital.")
    say(take, "2025-11-20", "reject", "No foreign troops will be let in.", said_date="2025-10-20")
    assert (last(db).movement, last(db).old) == ("unchanged", True)


def test_the_same_demand_with_a_fallback_is_softer(db, take):
    say(take, "2025-11-01", "demand", "The militia must be disarmed.")
    say(take, "2025-11-05", "demand", "The militia must be disarmed, or at least kept from the border.", voice=OUTLET)
    assert last(db).movement == "softer"


def test_an_offer_of_a_truce_taken_is_measured_by_the_deal_refused(db, take):
    say(
        take, "2025-11-01", "reject", "Kyiv rejected a deal put forward by the hosts.", issue="settlement", voice=OUTLET
    )
    say(take, "2025-11-05", "accept", "Kyiv accepted the truce for a week.", issue="ceasefire", voice=OUTLET)
    assert last(db).movement == "reversed"


def test_two_statements_of_one_day_do_not_move_against_each_other(db, take):
    say(take, "2025-11-05", "accept", "We accept foreign troops in the capital.")
    say(take, "2025-11-05", "reject", "We reject foreign troops in the capital for good.")
    assert {one.movement for one in positions.positions(db)} == {"new"}


@pytest.mark.parametrize(
    "words",
    [
        "We will never accept foreign troops in the capital.",
        "We accept foreign troops in the capital, or at least police.",
    ],
)
def test_nearly_the_same_words_that_say_another_thing_are_another_statement(db, take, words):
    say(take, "2025-11-01", "accept", "We will accept foreign troops in the capital.")
    say(take, "2025-11-05", "accept", words)
    assert len(positions.positions(db)) == 2
