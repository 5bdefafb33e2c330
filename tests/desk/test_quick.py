"""A line becomes a fact, or changes one: in one action, with people, with words of the article, never by guess."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tui.sample import HOSTILE, one, sample_file
from tracker.desk import history, quick
from tracker.desk.errors import Refused


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A file that tests only read."""
    db = sample_file(tmp_path_factory.mktemp("quick") / "sample.db")
    yield db
    db.close()


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "sample.db")
    yield database
    database.close()


def meant(db, line, **where):
    return quick.understand(db, line, **({"article": 1} | where))


def test_a_meeting_with_people_is_one_action(db):
    before = one(db, "SELECT count(*) FROM txn")[0]
    done = quick.add(db, "meeting US Ukraine @ Geneva on 23 Nov with Marco Rubio (US), umer head", article=1)
    assert one(db, "SELECT count(*) FROM txn")[0] == before + 1
    assert one(db, "SELECT kind, status, date FROM meeting WHERE id = ?", done.fact) == (
        "negotiation",
        "held",
        "2025-11-23",
    )
    there = db.read.execute(
        "SELECT person.name, party.code, attendance.status, delegation_role FROM attendance"
        " JOIN person ON person.id = attendance.person LEFT JOIN party ON party.id = side WHERE meeting = ? ORDER BY 1",
        (done.fact,),
    ).fetchall()
    assert [tuple(row) for row in there] == [
        ("Marco Rubio", "US", "present", None),
        ("Rustem Umerov", "UA", "present", "head"),
    ]
    assert one(
        db, "SELECT party.code FROM person JOIN party ON party.id = party WHERE person.name = 'Marco Rubio'"
    ) == ("US",)
    history.undo(db)
    assert one(db, "SELECT count(*) FROM meeting WHERE id = ?", done.fact) == (0,)
    assert one(db, "SELECT count(*) FROM person WHERE name = 'Marco Rubio'") == (0,)


def test_while_it_is_typed_whole_names_stand_there_and_what_is_not_known_yet_is_called_new(shared):
    told = {one.label: one.text for one in meant(shared, "meeting US Ukraine @ Geneva with Umerov, Grey Owl").told}
    assert told["People"] == "Rustem Umerov (expected); Grey Owl (new, expected)"
    assert told["Venue"] == "Geneva (new)"


def test_a_name_that_several_have_is_said_while_it_is_typed(db):
    for party in ("US", "UA"):
        quick.add(db, f"person Robin Hale {party}")
    (wrong,) = meant(db, "meeting US Ukraine planned with Robin Hale").wrong
    assert wrong.startswith("“Robin Hale” can be Robin Hale (")
    assert not meant(db, "meeting US Ukraine planned with Robin Hale (UA)").wrong


def test_a_meeting_of_unnamed_sides_is_one_where_its_place_is_known(db):
    assert meant(db, "meeting negotiation planned on 2 Dec 2025").missing == ["Parties"]
    done = quick.add(db, "meeting negotiation planned on 2 Dec 2025 @ Geneva")
    assert one(db, "SELECT track FROM meeting WHERE id = ?", done.fact) == (None,)
    history.undo(db)
    assert one(db, "SELECT count(*) FROM meeting WHERE id = ?", done.fact) == (0,)


def test_a_position_rests_on_the_words_that_were_given_in_short(db):
    done = quick.add(db, 'p ru terr/Donbas dem "will not s..entire donb" of Vladimir Putin to ua', article=1)
    row = one(db, "SELECT text, quote, attribution_status, target, reported_date FROM position WHERE id = ?", done.fact)
    assert row == (
        "will not stop until it takes control of the entire Donbas",
        "direct",
        "publication_voice",
        '["UA"]',
        "2025-12-01",
    )
    start, end, exact = one(
        db, "SELECT start, end, exact FROM evidence WHERE kind = 'position' AND fact = ?", done.fact
    )
    assert one(db, "SELECT text FROM article")[0][start:end] == exact == row[0]


def test_what_follows_is_told_as_such_and_can_be_typed(shared):
    follows = {told.label: told.text for told in meant(shared, "m us ua 23 nov").told if told.follows}
    assert follows == {"Kind": "negotiation", "Status": "held"}
    assert meant(shared, "m us ua 23 nov denied session").values["status"] == "denied"
    assert meant(shared, "m us ua 5 dec").values["status"] == "planned"
    assert meant(shared, "m us ua").missing == ["Status"]
    # The article's own day says nothing: the meeting may be over, or to come.
    assert meant(shared, "m us ua 1 dec").missing == ["Status"]


def test_a_speaker_known_to_be_of_the_party_holds_the_position(shared):
    said = meant(shared, 'p ru terr dem "will not stop.." by putin')
    assert said.values["holder_person"] == said.values["speaker"] == "Vladimir Putin"
    other = meant(shared, 'p ua terr dem "will not stop.." by putin')
    assert "holder_person" not in other.values
    official = meant(shared, 'p ua terr dem "will not stop.." by two Ukrainian officials')
    assert official.values["attribution_status"] == "anonymous_official"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("p ru terr dem", "Still missing: Words."),
        ("hello", "Begin with what it is"),
        ("m us ua held with zzzz", "begins with “zzzz”"),
        ("m us ua held @zzzz", "No known place"),
        ('p ru terr dem "no such words..here"', "The article does not have"),
        ("m us ua held on 31 feb", "is not a date"),
        ("m us ua held track:nowhere", "There is no track"),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence_and_nothing_is_written(db, line, said):
    before = one(db, "SELECT count(*) FROM txn")
    with pytest.raises(Refused, match=said):
        quick.add(db, line, article=1)
    assert one(db, "SELECT count(*) FROM txn") == before


def test_a_change_says_what_was_and_what_will_be_and_decides_the_meeting_with_its_people(db):
    before = one(db, "SELECT count(*) FROM txn")[0]
    told = meant(db, "planned 29 nov", fact=("meeting", 1)).told
    assert [(one.label, one.text) for one in told] == [
        ("Status", "held → planned"),
        ("Date", "30 Nov 2025 → 29 Nov 2025"),
    ]
    quick.change(db, ("meeting", 1), "planned 29 nov with -witk")
    assert one(db, "SELECT status, date, state FROM meeting WHERE id = 1") == ("planned", "2025-11-29", "edited")
    states = db.read.execute("SELECT state FROM attendance WHERE meeting = 1 ORDER BY id").fetchall()
    assert [row[0] for row in states] == ["accepted", "rejected"]
    assert one(db, "SELECT state FROM venue WHERE id = 1") == ("accepted",)
    assert one(db, "SELECT count(*) FROM txn")[0] == before + 1
    history.undo(db)
    assert one(db, "SELECT status, state FROM meeting WHERE id = 1") == ("held", "suggested")


def test_words_alone_anchor_the_fact_anew(db):
    quick.change(db, ("meeting", 1), '"Talks between..Sunday"')
    rows = db.read.execute("SELECT exact FROM evidence WHERE kind = 'meeting' AND fact = 1").fetchall()
    assert [row[0] for row in rows] == ["Talks between the US and Ukraine on Sunday"]
    assert one(db, "SELECT state FROM meeting WHERE id = 1") == ("accepted",)


def test_marked_facts_change_together_or_not_at_all(db):
    before = one(db, "SELECT count(*) FROM txn")[0]
    done = quick.change_all(db, [("meeting", 1), ("meeting", 2)], "cancelled")
    assert done.sentence == "Changed 2 meetings."
    assert one(db, "SELECT count(*) FROM meeting WHERE status = 'cancelled'") == (2,)
    assert one(db, "SELECT count(*) FROM txn")[0] == before + 1
    with pytest.raises(Refused):
        quick.change_all(db, [("meeting", 1), ("position", 1)], "held")
    with pytest.raises(Refused):
        quick.change_all(db, [("meeting", 1), ("meeting", 2)], "with -putin")
    assert one(db, "SELECT count(*) FROM attendance WHERE state = 'rejected'") == (0,)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize(
    "line", ["person {}", 'p ru terr dem "{}"', "m us ua held note:{}", "v {}", "m us ua @{}", "{}"]
)
def test_hostile_text_is_text_or_refused(db, number, line):
    value = HOSTILE[number][:200]
    said = ""
    with suppress(Refused):
        said = quick.add(db, line.format(value), article=1).sentence
    for bad in ("\x1b", "\x9b", "\x07", "\u202e", "\x00"):
        assert bad not in said
    assert one(db, "SELECT count(*) FROM txn")[0] == (2 if said else 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=50), st.sampled_from(["", "m us ua ", 'p ru terr dem "', "person ", "a tone ", "t us "]))
def test_nothing_that_is_typed_breaks_the_reading(shared, text, begin):
    found = meant(shared, begin + text)
    assert all(found.wrong)
    meant(shared, text, fact=("meeting", 1))


def test_a_new_fact_begins_from_the_one_under_the_cursor_or_the_one_made_last(db):
    like = (("position", 2), None)
    told = {one.label: one.text for one in meant(db, '= sec int "..terri.."', like=like).told if one.follows}
    assert told["Party"] == "US"
    assert told["Towards"] == "UA"
    done = quick.add(db, '= sec int "..terri.."', article=1, like=like)
    row = one(db, "SELECT stance, target, holder_person FROM position WHERE id = ?", done.fact)
    assert row == ("interest", '["UA"]', None)
    again = quick.add(db, '== dem to ru "..donb.."', article=1, like=(None, ("position", done.fact)))
    assert one(db, "SELECT stance, target FROM position WHERE id = ?", again.fact) == ("demand", '["RU"]')


def test_what_hangs_on_a_field_that_is_typed_is_not_taken_over(shared):
    # Position 1 is held by Vladimir Putin of RU: another party's is not his.
    values = meant(shared, '= ua "..terri.."', like=(("position", 1), None)).values
    assert values["holder_party"].lower() == "ua"
    assert "holder_person" not in values
    assert values["issue"] == "territory/Donbas"


def test_beginning_from_nothing_is_said(shared):
    assert meant(shared, "= dem").wrong == ["There is no fact under the cursor to begin from."]
    assert meant(shared, "== dem").wrong == ["There is no fact made before to begin from."]
    assert meant(shared, "= dem", like=(("article", 1), None)).wrong


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        (
            'm us ua cond if "will..region"',
            "condition",
            "will not stop until it takes control of the entire Donbas region",
        ),
        ("m us ua held re terr, sec", "issues", "territory; security"),
        ("m us ua held re terr/Donbas", "issues", "territory/Donbas"),
        ('p ru terr dem "..donbas.." by "two ukr..off"', "speaker", "two Ukrainian officials"),
        ('p ru terr dem "..donbas.." by two ukr off', "speaker", "two Ukrainian officials"),
        ("a tone pos w:diff; tens", "words", "difficult; tense"),
        ("party de", "name", "Germany"),
        ("m us ua yes", "date", "2025-11-30"),
    ],
)
def test_short_forms_are_made_whole(shared, line, field, value):
    found = meant(shared, line)
    assert found.values[field] == value, found.wrong


def test_about_names_a_track_by_its_parties_and_level(shared):
    track = one(shared, "SELECT id FROM track WHERE parties_key = 'UA+US'")[0]
    for text in ("us ua", "us, ukraine", "us ua dele"):
        assert meant(shared, f'a tone pos "tense" about {text}').values["about_track"] == f"#{track}"
    assert meant(shared, 'a tone pos "tense" about us ua lead').wrong


def test_two_fields_are_emptied_one_after_the_other(shared):
    assert meant(shared, "held date: venue:", fact=("meeting", 1)).values == {"date": "", "venue": "", "status": "held"}


def test_words_that_the_article_does_not_have_do_not_move_the_evidence(shared):
    found = meant(shared, 'a tone neg "bleak" "..donb.."')
    assert found.values["words"] == "bleak"
    assert "Donbas" in found.exact


def test_words_of_the_head_are_found_where_the_body_has_none_such(shared):
    assert meant(shared, 'a tone neg "tense" "date 20..talks"').exact.startswith("date 2025-12-01")
