"""Tables of positions and meetings: by their column names, joined by rule, wrong values named by line and column."""

import pytest

from tests.desk.records import Writer
from tracker.desk import history
from tracker.desk.conflicts import conflicts
from tracker.desk.errors import Refused
from tracker.desk.facts import fact
from tracker.desk.importing import take_in
from tracker.desk.positions import positions
from tracker.desk.timeline import timeline


@pytest.fixture
def table(db, tmp_path):
    """Write a table and take it in."""

    def taken(text, name="table.csv", **values):
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / name).write_bytes(data)
        return take_in(db, tmp_path / name, **values)

    return taken


POSITIONS = """Party;Person;Issue;Stance;Words;Said on;Reported on;Told by
UA;Olena Koval;territory/Donbas;red line;Not one village.;2025-11-30;2025-12-01;
Freedonia;;security;demand;"Guarantees, in writing;
signed by all";;;the embassy
"""
MEETINGS = """parties,status,date,place,people,duration
"UA, US",held,30 Nov 2025,Geneva,Olena Koval (UA); John Doe (US),5h
"UA, US",planned,2025-12-10,,Olena Koval (UA),
"""


def test_positions_are_taken_in_with_their_people_places_and_who_told_them(db, table):
    done = table(POSITIONS)
    assert done.problems == []
    first, second = sorted(positions(db), key=lambda one: one.id)
    assert (first.party, first.person, first.issue, first.stance) == (
        "UA",
        "Olena Koval",
        "territory/Donbas",
        "red_line",
    )
    assert (first.said, first.reported) == ("2025-11-30", "2025-12-01")
    assert second.party == "FREEDONIA"
    assert "signed by all" in second.text
    assert "table.csv, line 2" in fact(db, "position", first.id).basis
    assert fact(db, "position", second.id).basis.endswith("the embassy")


def test_meetings_are_taken_in_with_who_was_there(db, table):
    table(MEETINGS)
    held, planned = timeline(db)
    assert (held.status, held.date, held.place, held.duration) == ("held", "2025-11-30", "Geneva", "PT5H")
    assert held.people == ("Olena Koval", "John Doe")
    view = fact(db, "meeting", held.id)
    assert [(one.name, one.side, one.status) for one in view.attendance] == [
        ("Olena Koval", "UA", "present"),
        ("John Doe", "US", "present"),
    ]
    assert [one.status for one in fact(db, "meeting", planned.id).attendance] == ["expected"]


@pytest.mark.parametrize("text", [POSITIONS, MEETINGS])
def test_a_table_is_one_step_to_undo_and_changes_nothing_the_second_time(db, table, text):
    def rows():
        return [
            tuple(row)
            for name in ("meeting", "position", "person", "attendance", "party", "manual_value")
            for row in db.read.execute(f"SELECT * FROM {name}")
        ]

    done = table(text)
    assert done.txn is not None
    after = rows()
    assert table(text).txn is None
    assert rows() == after
    history.undo(db)
    assert rows() == []


def test_what_an_article_says_otherwise_becomes_a_conflict_and_a_blank_is_filled(db, take, table):
    writer = Writer("2025-12-01", "Wire")
    ua, us = writer.person("Olena Koval", "UA"), writer.person("John Doe", "US")
    track = writer.track("UA", "US")
    people = ((ua, "UA"), (us, "US"))
    writer.meeting("held", "2025-11-30", track=track, people=people, duration="PT3H")
    take(writer)
    done = table(MEETINGS.splitlines()[0] + "\n" + MEETINGS.splitlines()[1] + "\n")
    assert done.known == 1
    (meeting,) = timeline(db)
    assert (meeting.duration, meeting.place) == ("PT3H", "Geneva")
    (conflict,) = conflicts(db, "open")
    assert [one.value for one in conflict.values] == ["PT3H", "PT5H"]


def test_every_wrong_value_is_named_by_line_and_column_and_no_row_is_taken_in(db, table):
    text = "party,issue,stance,words,said on\nUA,territory,reject,No.,30 Nov 2025\n"
    text += "UA,moon,maybe,Yes.,someday\n,security,demand,,\n"
    with pytest.raises(Refused) as refused:
        table(text)
    said = str(refused.value)
    for place in ("Line 3, Issue: ", "Line 3, Stance: ", "Line 3, Said on: ", "Line 4, Party: ", "Line 4, Words: "):
        assert place in said
    assert positions(db) == []
    assert history.log(db, 10) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("party,issue,stance,words\n", "no row"),
        ("colour,size\nred,5\n", "Line 1 names no column party, issue, stance and words"),
        ("party,issue,stance,words,mood\nUA,territory,reject,No.,bad\n", "no column mood"),
        ("party,side,issue,stance,words\nUA,UA,territory,reject,No.\n", "one column twice: party, side"),
        ("party,issue,stance,words\nUA,territory,reject,No.,and more\n", "Line 2 has 5 cells"),
        ('party,issue,stance,words\nUA,territory,reject,"No.\n', "line 2"),
        (b"party,issue,stance,words\nUA,territory,reject,\xff\xfe\n", "not UTF-8 text \\(line 2\\)"),
        ("party,issue,stance,words\nUA,territory,reject," + "x" * 30_000 + "\n", "30,000 characters"),
        ("party,issue,stance,words\nUA,territory,reject," + "x" * 200_000 + "\n", "line 2: a cell of more than"),
        ("party,issue,stance,words\nUA,territory,reject,No.\x00\n", "neither a Tracker file"),
        ("party,issue,stance,words\nUA,territory,reject,No.\n".encode("utf-16"), "UTF-16 text: save it as"),
    ],
    ids=range(11),
)
def test_a_table_that_is_none_is_one_sentence_and_changes_nothing(db, table, text, said):
    with pytest.raises(Refused, match=said):
        table(text)
    assert history.log(db, 10) == []


def test_a_cell_that_an_export_made_inert_is_read_as_it_was(db, table):
    table("party,issue,stance,words\nUA,territory,demand,'=SUM of all villages\n")
    (one,) = positions(db)
    assert one.text == "=SUM of all villages"


def test_tabs_and_a_byte_order_mark_are_understood(db, table):
    table("\ufeffparty\tissue\tstance\twords\nUA\tterritory\treject\tNo.\n")
    assert len(positions(db)) == 1


def test_a_source_column_is_kept_as_who_told_it(db, table):
    table("party,issue,stance,words,source\nUA,territory,demand,All of it.,Andes Wire\n")
    (one,) = positions(db)
    assert fact(db, "position", one.id).basis.endswith("Andes Wire")
