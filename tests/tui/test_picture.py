"""A picture of the screen to a file: of the screen and not of the question, never over another file."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from rich.console import Console
from textual.color import Color

from tests.tui.driving import raw, settle, text
from tests.tui.sample import HOSTILE, sample_file
from tracker.desk import edit
from tracker.tui.app import TrackerApp
from tracker.tui.themes import DEFAULT, _themes

DARK = next(theme for theme in _themes() if theme.name == DEFAULT)


async def press(pilot, *keys):
    await pilot.press(*keys)
    await settle(pilot)


async def test_the_screen_is_written_as_svg(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    db = sample_file(tmp_path / "sample.db")
    edit.edit(db, "position", 1, {"text": " ".join(HOSTILE)})
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "4", "number_sign")
        assert "Write an image of this screen" in text(app)
        await press(pilot, "enter")
        file = tmp_path / "tracker-positions.svg"
        assert app.message[1] == f"Wrote {file}."
        words = "".join(ET.parse(file).getroot().itertext())
        assert "STANCE" in words
        assert "Write an image" not in words
        await press(pilot, "number_sign")
        assert "tracker-positions-2.svg" in text(app), "it never takes the place of another file"
        await press(pilot, "home", "ctrl+k", *"tracker-positions.svg")
        assert "is there already" in text(app)
        await press(pilot, "enter")
        assert "is there already" in text(app)
        await press(pilot, "home", "ctrl+k", *"no/such.svg")
        assert "There is no such folder." in text(app)
        await press(pilot, "home", "ctrl+k", *"..", "enter")
        assert "That is a folder" in text(app)
        await press(pilot, "escape")
        assert sorted(path.name for path in tmp_path.glob("*.svg")) == [file.name]
    db.close()


@pytest.mark.parametrize("system", ["256", "standard"])
async def test_a_terminal_of_fewer_colours_is_sent_its_own_after_the_picture_too(tmp_path, monkeypatch, system):
    monkeypatch.chdir(tmp_path)
    db = sample_file(tmp_path / "sample.db")
    app = TrackerApp(db)
    app.console = Console(color_system=system, force_terminal=True, file=app.console.file)
    async with app.run_test(size=(100, 30)) as pilot:
        # No other test draws in this colour: Rich keeps the codes of a style for all consoles of a process.
        colour = f"#1{len(system)}3456"
        app.register_theme(replace(DARK, name="of-this-test", foreground=colour))
        app.theme = "of-this-test"
        await press(pilot, "4", "number_sign", "enter", "down")
        assert colour in (tmp_path / "tracker-positions.svg").read_text("utf-8"), "the picture has every colour"
        shown = raw(app)
        assert "Wrote" in shown
        assert ";".join(str(part) for part in Color.parse(colour).rgb) not in shown
    db.close()
