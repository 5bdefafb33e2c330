"""The person's own settings in the app: theme, first screen, columns, keys; what cannot be is said before it opens."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.tui import sample
from tests.tui.driving import settle
from tracker.desk.settings import Settings, SettingsError
from tracker.tui.actions import ACTIONS, in_scope, meet, shipped_keymap
from tracker.tui.app import _CLASSES, TrackerApp, screen_class
from tracker.tui.own_keys import merged
from tracker.tui.own_settings import _LISTS, _columns_of, own_settings
from tracker.tui.screens.status import StatusScreen

NAMES = {one.id for one in ACTIONS}


@pytest.fixture
def file(monkeypatch, tmp_path):
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path))
    return tmp_path / "settings.toml"


def keys(tmp_path, **given):
    settings = Settings(tmp_path / "settings.toml", keys={name: tuple(one) for name, one in given.items()})
    return merged(shipped_keymap(), settings, NAMES, meet)


def test_no_key_of_ours_means_two_things_on_any_screen():
    for name in _CLASSES:
        actions = in_scope(screen_class(name).SCOPES)
        keys = [key for one in actions for key in shipped_keymap().get(one.id, ())]
        assert len(keys) == len(set(keys)), (name, sorted(key for key in keys if keys.count(key) > 1))


def test_a_person_s_keys_stand_in_the_place_of_ours(tmp_path):
    found = keys(tmp_path, accept=["ctrl+y", "+"], zoom_in=["z"], copy=[])
    assert found["accept"] == ("ctrl+y", "plus")
    assert found["copy"] == ()
    assert found["reject"] == shipped_keymap()["reject"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"acept": ["y"]}, "keys.acept is no action (accept"),
        ({"zebra": ["y"]}, "keys.zebra is no action"),
        ({"accept": ["x"]}, "keys.accept: x is the key of reject; give reject another one"),
        ({"accept": ["/"]}, "keys.accept: / is the key of filter"),
        ({"quit": []}, "keys.quit needs a key"),
        ({"accept": ["ctrl+strange"]}, "keys.accept: there is no key “ctrl+strange”"),
        ({"accept": ["two words"]}, "there is no key “two words”"),
    ],
)
def test_a_key_that_cannot_be_is_named(tmp_path, given, sentence):
    with pytest.raises(SettingsError) as error:
        keys(tmp_path, **given)
    assert sentence in str(error.value)
    assert "settings.toml" in str(error.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('theme = "pink"', "theme takes dark, light, contrast, ansi, not “pink”"),
        ('start = "nowhere"', "start takes status, track"),
        ('[columns]\nzebras = ["name"]', "columns takes status, review"),
        ('[columns]\npositions = ["zebra"]', "columns.positions takes "),
    ],
)
def test_a_theme_a_screen_and_a_column_must_be_there(file, text, sentence):
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        own_settings()
    assert sentence in str(error.value)


@pytest.mark.parametrize("name", _LISTS)
def test_every_list_knows_its_columns(name):
    assert len(_columns_of(name)) >= 3


async def test_theme_screen_and_columns_are_those_of_the_file(file, tmp_path):
    file.write_text('theme = "light"\nstart = "positions"\n[columns]\npositions = ["stance", "party"]')
    app = TrackerApp(sample.sample_file(tmp_path / "own.db"))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert app.theme == "tracker-light"
        assert app.current_mode == "positions"
        assert [column.name for column in app.screen.table.columns] == ["stance", "party"]
        app.show("status")
        await settle(pilot)
        assert tuple(one.name for one in app.screen.table.every_column) == StatusScreen.COLUMN_NAMES


_PROGRAM = """
import asyncio, sys
from pathlib import Path
from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.tui.app import TrackerApp

async def main():
    app = TrackerApp(sample.sample_file(Path(sys.argv[1])))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        app.show("positions")
        await settle(pilot)
        await pilot.press("z")
        await settle(pilot)
        print(app.message[1])
        print("z accept" in text(app))

asyncio.run(main())
"""


def test_a_key_of_one_s_own_acts_and_is_shown(file, tmp_path):
    file.write_text('[keys]\naccept = "z"')
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "keys.db")],
        capture_output=True,
        cwd=ROOT,
        text=True,
        check=True,
    )
    message, shown = done.stdout.splitlines()
    assert message.startswith("Accepted")
    assert shown == "True"


@pytest.mark.parametrize("text", ['[keys]\naccept = "x"', 'theme = "pink"', "colour = 1"])
def test_the_app_does_not_open_with_settings_that_cannot_be_used(file, tmp_path, text):
    file.write_text(text)
    program = "import sys; from pathlib import Path; from tracker.tui.app import run; run(Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "none.db")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert "SettingsError" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "none.db").exists()


def test_the_settings_that_the_manual_shows_can_be_used(file):
    from tracker.desk.settings import load

    text = (ROOT / "docs" / "manual.md").read_text("utf-8")
    file.write_text(text.partition("```toml\n")[2].partition("```")[0])
    found = load()
    assert (found.theme, found.start, found.window) == ("light", "review", 21)
    merged(shipped_keymap(), found, NAMES, meet)
    assert [one.name for one in own_settings().plan("positions") if one.shown] == ["party", "issue", "stance", "text"]
