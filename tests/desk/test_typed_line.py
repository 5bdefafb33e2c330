"""A typed line taken apart: what each word means, nothing lost, nothing crashing whatever is typed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.desk.line_words import ABOUT, PEOPLE, TOLD_BY, WORDS
from tracker.desk.typed_line import kind_of, take_apart
from tracker.domain.fields import KINDS

DAY = date(2025, 12, 1)
PARTIES = {"us", "ua", "ukraine", "ru", "russia", "united states"}


def apart(line, kind=None):
    return take_apart(line, kind, today=DAY, is_party=lambda words: words.lower() in PARTIES)


def parts(line, kind=None):
    return [(part.field, part.text) for part in apart(line, kind).parts]


def test_a_meeting_with_its_sides_place_day_and_people():
    assert parts("meeting US Ukraine @ Geneva on 23 Nov with Rubio, Yermak") == [
        ("parties", "US"),
        ("parties", "Ukraine"),
        ("venue", "Geneva"),
        ("date", "23 Nov"),
        (PEOPLE, "Rubio, Yermak"),
    ]
    assert apart("meeting US Ukraine").values() == {"parties": "US, Ukraine"}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("date: @ Geneva", {"date": "", "venue": "Geneva"}),
        ("duration: re security", {"duration": "", "issues": "security"}),
        ("venue: with Rubio", {"venue": ""}),
        ("date: venue: if it rains", {"date": "", "venue": "", "condition": "it rains"}),
        ("note: with thanks", {"note": "with thanks"}),
        ("duration: 2h", {"duration": "2h"}),
    ],
)
def test_a_field_that_is_emptied_ends_where_another_part_begins(line, values):
    assert apart(line, "meeting").values() == values
    assert not apart(line, "meeting").wrong


def test_a_position_with_its_words_and_source():
    assert parts('position RU territory demand "…" src Axios') == [
        ("holder_party", "RU"),
        ("issue", "territory"),
        ("stance", "demand"),
        (WORDS, "…"),
        (TOLD_BY, "Axios"),
    ]


@pytest.mark.parametrize(
    ("line", "field", "text"),
    [
        ("m us ua pl", "status", "planned"),
        ("m us ua one on one", "format", "one_on_one"),
        ("m us ua 2 dec 2025", "date", "2 dec 2025"),
        ("m us ua next tuesday", "date", "next tuesday"),
        ("m us ua @geneva", "venue", "geneva"),
        ("m us ua for 5h", "duration", "5h"),
        ("m us ua if a ceasefire holds", "condition", "a ceasefire holds"),
        ("p ua red line", "stance", "red_line"),
        ("p ua terr/Donbas", "issue", "territory/Donbas"),
        ("p ua dem to us, russia", "target", "us, russia"),
        ("p ua by two officials", "speaker", "two officials"),
        ("p ua status: on_record attribution:doc", "attribution_status", "document"),
        ("t united states russia leader", "level", "leader"),
        ("person Ann Lee (US) as envoy; adviser", "roles", "envoy; adviser"),
        ("person Ann Lee (US)", "party", "US"),
        ("person Ann Lee (US)", "name", "Ann Lee"),
        ("w #12 Ann Lee", "meeting", "#12"),
        ("a tone about us ua", ABOUT, "us ua"),
        ("v Bay Club in Miami", "locality", "Miami"),
    ],
)
def test_what_a_word_means(line, field, text):
    found = apart(line).parts
    assert text in [part.text for part in found if part.field == field] or (
        field == "attribution_status" and apart(line).values()[field] == "doc"
    )


def test_a_beginning_that_fits_several_is_said():
    assert apart("m us ua p").wrong[0].sentence.startswith("“p” can be planned, proposed, postponed, phone")


def test_a_word_that_means_nothing_is_named_with_its_place():
    wrong = apart("m us ua zzz").wrong[0]
    assert "zzz" in wrong.sentence
    assert (wrong.start, wrong.end) == (8, 11)


def test_a_field_is_emptied_by_its_name_alone():
    assert apart("venue:", "meeting").values() == {"venue": ""}


def test_a_quotation_keeps_words_that_are_keywords_otherwise():
    assert apart('p ua dem "by us with them" by us').texts(WORDS) == ["by us with them"]


def test_the_shortest_name_of_each_kind():
    assert [kind_of(word) for word in ("m", "p", "t", "a", "v", "w", "per", "par")] == [
        "meeting",
        "position",
        "track",
        "assessment",
        "venue",
        "attendance",
        "person",
        "party",
    ]
    assert kind_of("x") is None


WORDS_OF_A_LINE = (
    'us ua RU @ @x on with by to if for , " "a ..x" pl p dem in 2 dec note: venue: status:held - Rubio, terr/x #3'
    " (US) / : “x” last [/red]"
)
WORD = st.sampled_from(WORDS_OF_A_LINE.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORD, max_size=9).map(" ".join), st.text(max_size=40)), st.sampled_from([None, *KINDS]))
def test_whatever_is_typed_is_understood_or_named(line, kind):
    found = apart(line, kind)
    for part in found.parts:
        assert 0 <= part.start < part.end <= len(line)
    for wrong in found.wrong:
        assert wrong.sentence
        assert 0 <= wrong.start < wrong.end <= len(line)
    if found.kind is not None:
        covered = sorted((one.start, one.end) for one in [*found.parts, *found.wrong])
        assert covered or not line.split(maxsplit=1)[1:] or not any(char.isalnum() for char in line)
        found.values()


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("meeting US Ukraine in Geneva on 23 Nov", {"parties": "US, Ukraine", "venue": "Geneva", "date": "23 Nov"}),
        ("meeting US Ukraine @ Geneva 23 Nov", {"parties": "US, Ukraine", "venue": "Geneva", "date": "23 Nov"}),
        ("meeting US RU @ Oslo in two weeks", {"parties": "US, RU", "venue": "Oslo", "date": "in two weeks"}),
        ("meeting US-Ukraine in Oslo", {"parties": "US, Ukraine", "venue": "Oslo"}),
        ("meeting US RU in person in Oslo", {"parties": "US, RU", "mode": "in_person", "venue": "Oslo"}),
        ("meeting US RU for 3h in Oslo", {"parties": "US, RU", "duration": "3h", "venue": "Oslo"}),
        ("meeting US RU @ Hilton Hotel in Oslo", {"parties": "US, RU", "venue": "Hilton Hotel in Oslo"}),
        ("meeting meeting US RU", {"parties": "US, RU"}),
    ],
)
def test_a_meeting_as_one_would_write_it_to_a_colleague(line, values):
    found = apart(line)
    assert (found.kind, found.values(), found.wrong) == ("meeting", values, [])


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("position RU demands territory", {"holder_party": "RU", "stance": "demand", "issue": "territory"}),
        ("position RU rejected on territory", {"holder_party": "RU", "stance": "reject", "issue": "territory"}),
        ("position RU said yesterday", {"holder_party": "RU", "said_date": "yesterday"}),
        ("position RU said by Rubio yesterday", {"holder_party": "RU", "speaker": "Rubio", "said_date": "yesterday"}),
        ("meeting position RU demand", {"holder_party": "RU", "stance": "demand"}),
    ],
)
def test_a_position_as_one_would_say_it(line, values):
    found = apart(line)
    assert (found.kind, found.values(), found.wrong) == ("position", values, [])


def test_a_day_ends_the_people_but_a_month_can_be_a_name():
    assert apart("meeting US RU with Rubio yesterday").texts(PEOPLE) == ["Rubio"]
    assert apart("meeting US RU with Theresa May").texts(PEOPLE) == ["Theresa May"]


def test_a_word_that_is_not_understood_is_told_how_it_would_be():
    assert apart("meeting US RU geneva").wrong[0].sentence == (
        "“geneva” is not understood here: a place follows @, people follow “with”."
    )
