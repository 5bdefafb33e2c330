"""Which meetings a calendar gets, on which days, under which status; the same meeting keeps its name."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk.calendar import days_of, status_of
from tracker.desk.edit import edit
from tracker.desk.exporting import export


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2025-11-30", ("2025-11-30", "2025-11-30")),
        ("2025-11-30?", ("2025-11-30", "2025-11-30")),
        ("2025-11-30/2025-12-02", ("2025-11-30", "2025-12-02")),
        ("2025-11", None),
        ("2025", None),
        ("2025-11/2025-12-01", None),
        ("../2025-12-01", None),
        ("2025-12-01/..", None),
        (None, None),
        ("soon", None),
    ],
)
def test_only_what_is_exact_to_the_day_has_a_place_in_a_calendar(day, days) -> None:
    found = days_of(day)
    assert (None if found is None else (found[0].isoformat(), found[1].isoformat())) == days


@pytest.mark.parametrize(
    ("status", "day", "said"),
    [
        ("held", "2025-11-30", "CONFIRMED"),
        ("planned", "2025-12-05", "CONFIRMED"),
        ("planned", "2025-11-30", "TENTATIVE"),
        ("planned", "2025-12-05?", "TENTATIVE"),
        ("proposed", "2025-12-05", "TENTATIVE"),
        ("conditional", "2025-12-05", "TENTATIVE"),
        ("cancelled", "2025-12-05", "CANCELLED"),
        ("postponed", "2025-12-05", "CANCELLED"),
        ("denied", "2025-12-05", "CANCELLED"),
    ],
)
def test_the_status_says_how_sure_the_meeting_is(status, day, said) -> None:
    assert status_of(status, day, date(2025, 12, 1)) == said


def events(path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in path.read_text("utf-8").replace("\n ", "").splitlines():
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line:
            name, _, value = line.partition(":")
            found[-1][name] = value
    return found


def test_an_edit_raises_the_sequence_and_keeps_the_name(db, take, tmp_path) -> None:
    writer = Writer("2025-12-01", "Wire")
    writer.meeting("planned", "2025-12-05", venue=writer.venue("Palais, Room 3"))
    writer.meeting("planned", "2026-01")
    writer.meeting("proposed", None, parties=("RU", "US"))
    take(writer)
    done = export(db, "ics", tmp_path / "a.ics")
    assert done.sentence == f"Wrote 1 meeting to {tmp_path / 'a.ics'}; 2 meetings without an exact day left out."
    before = events(tmp_path / "a.ics")
    number = next(row[0] for row in db.read.execute("SELECT id FROM meeting WHERE date = '2025-12-05'"))
    edit(db, "meeting", number, {"date": "2025-12-08/2025-12-09", "status": "cancelled"})
    export(db, "ics", tmp_path / "b.ics")
    after = events(tmp_path / "b.ics")
    assert before[0]["UID"] == after[0]["UID"]
    assert int(before[0]["SEQUENCE"]) < int(after[0]["SEQUENCE"])
    assert after[0]["DTSTART;VALUE=DATE"] == "20251208"
    assert after[0]["DTEND;VALUE=DATE"] == "20251210"
    assert after[0]["STATUS"] == "CANCELLED"
    assert before[0]["LOCATION"] == "Palais\\, Room 3"
    assert "Wire" in before[0]["DESCRIPTION"]
