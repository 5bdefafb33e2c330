"""The tutorial, played to its end; left at any time; the person's own file is never touched."""

import subprocess
import sys
from importlib.resources import files

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import sample_file
from tracker.desk.openfile import open_database
from tracker.tui import app as app_module
from tracker.tui import tutorial
from tracker.tui.app import TrackerApp
from tracker.tui.lessons import LESSONS
from tracker.tui.tutorial import TutorialApp


async def press(pilot, *keys):
    await pilot.press(*keys)
    await settle(pilot)
    await pilot.pause(0.25)  # the teacher looks five times a second


def first_meeting(screen):
    rows = [screen.table.row_at(at) for at in range(screen.table.total)]
    return next(at for at, row in enumerate(rows) if row["kind"] == "meeting")


async def test_a_newcomer_plays_it_to_the_end_with_the_keys_that_are_named(tmp_path):
    article = tmp_path / "practice.txt"
    article.write_text((files("tracker.tui") / "tutorial.txt").read_text("utf-8"), "utf-8")
    app = TutorialApp(open_database(tmp_path / "tutorial.db"), article)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "reads a practice article" in text(app)
        for _ in range(600):
            if app.can_begin:
                break
            await pilot.pause(0.05)
        await settle(pilot)
        assert "Step 1 of 5: See the words" in text(app)
        await press(pilot, "o")
        assert "Step 2 of 5: Correct" in text(app)
        await press(pilot, "escape")
        await press(pilot, *["j"] * first_meeting(app.screen))
        await press(pilot, "e")
        assert "Step 2 of 5: Correct" in text(app), "the line to type in leaves the lesson in view"
        await press(pilot, *"for 5h", "enter")
        assert "Step 3 of 5: Decide" in text(app)
        await press(pilot, "a")
        assert "Step 4 of 5: Take it back" in text(app)
        await press(pilot, "u")
        assert app.message[1].startswith("Undid")
        assert "Step 5 of 5: Find" in text(app)
        await press(pilot, "slash", *"oslo")
        assert "Step 5 of 5: Find" in text(app), "not before enter"
        await press(pilot, "enter")
        assert "Done: all five steps" in text(app)
        await press(pilot, "1")
        assert "Done: all five steps" in text(app)
        assert "Norway" in text(app)
    app.db.close()


@pytest.fixture
def begun(tmp_path):
    app = TutorialApp(sample_file(tmp_path / "begun.db"))
    yield app
    app.db.close()


async def test_what_was_not_asked_for_does_not_count_and_any_order_is_safe(begun):
    async with begun.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "x", "u", "4", "slash", *"donbas", "enter")
        assert begun.step == 0
        await press(pilot, "3", "o")
        assert begun.step == 1
        await press(pilot, "escape", "x")
        assert begun.step == 1, "a decision corrects nothing"
        await press(pilot, "N", *"ask", "ctrl+s")
        assert begun.step == 2
        await press(pilot, "N", *"ask again", "ctrl+s")
        assert begun.step == 2, "a note is no decision"
        await press(pilot, "x")
        assert begun.step == 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_lesson_stands_in_few_lines_with_its_keys(begun, size):
    async with begun.run_test(size=size) as pilot:
        await settle(pilot)
        for step, lesson in enumerate(LESSONS):
            begun.step = step
            begun._tell()
            await settle(pilot)
            shown = text(begun)
            assert f"Step {step + 1} of 5: {lesson.name} · q leaves the tutorial" in shown
            for line in lesson.text().split("\n"):
                assert line.strip() in shown, "no lesson is broken over lines at 80 columns"
            assert begun.screen.table.size.height >= 4


async def test_an_article_that_cannot_be_read_is_said(tmp_path):
    app = TutorialApp(open_database(tmp_path / "tutorial.db"), tmp_path / "missing.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(600):
            if app._unread:
                break
            await pilot.pause(0.05)
        await settle(pilot)
        assert "could not be read" in text(app)
    app.db.close()


async def test_the_palette_leaves_for_it_and_the_own_file_opens_again(tmp_path, monkeypatch):
    path = tmp_path / "own.db"
    sample_file(path).close()
    opened = []

    def run_app(self):
        opened.append(type(self).__name__)
        assert self.can_leave_for_tutorial()
        if len(opened) == 1:
            self.do_tutorial()
        return 0

    monkeypatch.setattr(TrackerApp, "run", run_app)
    monkeypatch.setattr(tutorial, "run_tutorial", lambda: opened.append("tutorial"))
    assert app_module.run(path) == 0
    assert opened == ["TrackerApp", "tutorial", "TrackerApp"]


async def test_in_a_browser_or_a_test_it_says_where_it_can_begin(tmp_path):
    app = TrackerApp(sample_file(tmp_path / "own.db"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.action_act("tutorial")
        assert app.message[1] == "Here it cannot begin: type `tracker tutorial` in a terminal."
    app.db.close()


def test_its_own_file_is_thrown_away(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = []
    monkeypatch.setattr(TutorialApp, "run", lambda self: seen.append((self.db.path, self._article.read_text("utf-8"))))
    assert tutorial.run_tutorial() == 0
    path, words = seen[0]
    assert str(path).startswith(str(tmp_path))
    assert "Norway" in words
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_one_sentence_says_so():
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "tutorial"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert done.stderr == "The tutorial needs a terminal.\n"
