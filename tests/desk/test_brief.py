"""The brief is made of facts: three lines, what is new since a day, each statement once, sources of that day alone."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tests.tui.sample import HOSTILE
from tracker.desk import edit, tracks
from tracker.desk.brief import brief, write_brief
from tracker.export.tables import ExportError

DAY = date(2025, 12, 10)


@pytest.fixture
def talks(db, take):
    first = Writer("2025-12-01", "Wire")
    ann = first.person("Ann Arbor", "US")
    bo = first.person("Bo Borg", "UA")
    first.meeting("held", "2025-11-30", people=((ann, "US"), (bo, "UA")), venue=first.venue("Palais"))
    first.meeting("planned", "2025-12-12", level="leader")
    first.position("UA", "territory", "demand", "Every metre of it must be returned to us.")
    first.position("US", "security", "proposal", "We will guarantee it for twenty years if asked.")
    take(first)
    second = Writer("2025-12-08", "Gazette")
    second.meeting("held", "2025-12-07", level="leader")
    words = "Not a metre of it that was not returned will ever be talked of."
    second.position("UA", "territory", "red_line", words, attribution_status="on_record", quote="direct")
    take(second)
    return db


def part(text: str, heading: str) -> str:
    """The section under a heading."""
    return text.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]


def test_three_lines_come_first(talks) -> None:
    lines = brief(talks, DAY).splitlines()
    assert lines[0] == "# Negotiations, 10 Dec 2025"
    assert [line.split("**")[1] for line in lines[2:5]] == ["Where it stands.", "Next.", "Open."]
    assert "Active: " in lines[2]
    assert "12 Dec 2025 (2 days)" in lines[3]


def test_a_statement_is_quoted_once_and_other_tracks_point_to_it(talks) -> None:
    text = brief(talks, DAY)
    assert text.count("Not a metre of it") == 1
    assert "under UA–US" in text or "under US–UA" in text
    assert "[1]" in text
    assert "## Sources" in text
    assert "Gazette" in text.split("## Sources")[1]


def test_since_a_day_has_only_what_is_new(talks) -> None:
    text = brief(talks, DAY, since=date(2025, 12, 5))
    assert text.startswith("# Negotiations, 10 Dec 2025, since 5 Dec 2025")
    assert "Since 5 Dec 2025: 1 meeting; 1 position; harder: UA on territory." in text
    assert "30 Nov 2025, held" not in text
    assert "twenty years" not in text
    assert "7 Dec 2025, held [1]" in text
    assert "12 Dec 2025, planned [2]" in text  # told before, and still to come


def test_a_meeting_that_was_reported_late_is_new(talks, take) -> None:
    late = Writer("2025-12-09", "Wire")
    late.meeting("held", "2025-11-10", parties=("FR", "UA"))
    take(late)
    assert "10 Nov 2025, held" in brief(talks, DAY, since=date(2025, 12, 9))
    assert "10 Nov 2025, held" not in brief(talks, date(2025, 12, 15), since=date(2025, 12, 12))


def test_tracks_without_news_are_named_in_one_line(talks) -> None:
    text = brief(talks, date(2025, 12, 11), since=date(2025, 12, 11))
    assert "Nothing new: " in text
    assert "**Positions**" not in text


def test_the_brief_of_a_past_day_cites_nothing_later(talks) -> None:
    text = brief(talks, date(2025, 12, 2))
    assert "Gazette" not in text
    assert "Not a metre of it" not in text


def test_what_a_person_said_of_a_track_stands_in_it(talks) -> None:
    number = talks.read.execute("SELECT id FROM track ORDER BY id").fetchone()[0]
    tracks.judge(talks, number, phase="suspended", line="Waiting for the *envoy*", why="told so")
    text = brief(talks, DAY)
    assert "Waiting for the \\*envoy\\*, because told so (computed: active)" in text


def test_words_choose_tracks_and_nothing_found_is_said(talks) -> None:
    assert "No track is known that fits." in brief(talks, DAY, "Atlantis")
    assert "contradiction" not in brief(talks, DAY, "UA leader")


def test_the_brief_of_one_track_tells_its_own_contradictions_and_no_others(talks, take) -> None:
    for number, hours in ((3, 5), (4, 3)):
        writer = Writer(f"2025-12-0{number}", f"Paper {number}")
        words = f"Doors stayed shut for {hours} hours on Sunday, a guard of the house said."
        writer.meeting("held", "2025-11-30", venue=writer.venue("Palais"), duration=f"PT{hours}H", words=words)
        take(writer)
    own = brief(talks, DAY, "UA delegation")
    assert "3. **Open.** 1 contradiction." in own
    assert "duration: 5 hours (Paper 3) · 3 hours (Paper 4)" in part(own, "Contradictions")
    assert "ontradiction" not in brief(talks, DAY, "UA leader")


def test_texts_from_outside_are_no_markup(db, take) -> None:
    writer = Writer("2025-12-01", "[x](http://evil)")
    writer.position("UA", "territory", "demand", "# Not a heading [link](http://evil) <b>")
    writer.meeting("held", "2025-11-30", condition=HOSTILE[0])
    take(writer)
    text = brief(db, DAY)
    assert "](http" not in text.replace("\\]", "")
    assert not [line for line in text.splitlines() if line.startswith("# Not")]


def test_it_is_written_whole_and_not_over_another_file(talks, tmp_path) -> None:
    out = tmp_path / "brief.md"
    assert write_brief(talks, out, DAY).sentence == f"Wrote the brief to {out}."
    assert out.read_text("utf-8") == brief(talks, DAY)
    with pytest.raises(ExportError, match="--force"):
        write_brief(talks, out, DAY)
    with pytest.raises(ExportError, match="open file itself"):
        write_brief(talks, talks.path, DAY, force=True)


def test_an_edit_is_in_it_at_once(talks) -> None:
    number = talks.read.execute("SELECT id FROM meeting WHERE date = '2025-12-12'").fetchone()[0]
    edit.edit(talks, "meeting", number, {"status": "cancelled"})
    assert "12 Dec 2025 (2 days)" not in brief(talks, DAY).splitlines()[3]
