"""The brief by a key: read, since another day, copied, written by a child process, shown in the person's pager."""

from datetime import date

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.desk.brief import brief
from tracker.tui.app import TrackerApp
from tracker.tui.screens.brief import lines


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "brief.db")
    yield db
    db.close()


async def keys(pilot, *pressed):
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


async def test_the_key_shows_the_report_of_the_track_under_the_cursor(db):
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = app.screen.track_row()
        await keys(pilot, "Y")
        assert "since 24 Nov 2025" in text(app)
        assert "1. Where it stands." in text(app)
        assert "#" not in text(app)
        assert app.screen.copy_text() == brief(db, date(2025, 12, 1), f"#{row.id}", date(2025, 11, 24))
        await keys(pilot, "W")
        assert "everything" in text(app)


async def test_another_day_is_chosen_and_the_report_follows(db):
    app = TrackerApp(db, date(2025, 12, 20))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "Y")
        assert "since 13 Dec 2025" in text(app)
        await keys(pilot, "d", *"1 Dec 2025", "enter")
        assert "since 1 Dec 2025" in text(app)
        assert app.screen.copy_text() == brief(db, date(2025, 12, 20), "", date(2025, 12, 1))


async def test_a_child_writes_it_to_a_file(db, tmp_path):
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "Y", "X")
        field = app.screen.query_one("Input")
        field.value = str(tmp_path / "out.md")
        await keys(pilot, "enter")
        for _ in range(200):
            if (tmp_path / "out.md").exists():
                break
            await pilot.pause(0.1)
        await settle(pilot)
        assert (tmp_path / "out.md").read_text("utf-8") == brief(db, date(2025, 12, 1), "", date(2025, 11, 24))


async def test_another_ending_is_refused(db, tmp_path):
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "Y", "X")
        app.screen.query_one("Input").value = str(tmp_path / "out.json")
        await keys(pilot, "enter")
        assert "A brief is Markdown" in text(app)
        assert not list(tmp_path.glob("out.json"))


async def test_without_a_pager_the_key_says_what_to_do(db, monkeypatch):
    monkeypatch.delenv("PAGER", raising=False)
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "Y", "vertical_line")
        assert "PAGER names no pager" in text(app)


def test_the_pager_gets_the_whole_report(tmp_path, monkeypatch):
    from contextlib import nullcontext

    from tracker.tui.screens.brief import _paged

    script = tmp_path / "pager"
    script.write_text(f'#!/bin/sh\ncp "$1" {tmp_path}/seen\n')
    script.chmod(0o755)
    stand_in = type("App", (), {"suspend": lambda self: nullcontext()})()
    assert _paged(stand_in, str(script), "# Negotiations\n")
    assert (tmp_path / "seen").read_text() == "# Negotiations\n"
    assert not _paged(stand_in, str(tmp_path / "none"), "x")


def test_marks_of_markdown_are_taken_out_and_escaped_text_stands_as_it_was():
    shown = lines("# A\n\n- **UA** demand: “it\\*s \\[x\\]” [1]\n1. **Next.** nothing, nothing\n", 24)
    texts = ["".join(text for text, _ in line.parts) for line in shown]
    assert texts[0] == "A"
    assert texts[2:4] == ["- UA demand: “it*s", "  [x]” [1]"]
    assert texts[-2].startswith(" ")  # hanging below its number
