"""What was being typed when the app ended is there again, and is offered; saved or left, it is gone."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import one, sample_file
from tracker.desk.openfile import open_database
from tracker.tui import draft_owner
from tracker.tui.app import TrackerApp
from tracker.tui.screens.form import FormScreen
from tracker.tui.screens.note_dialog import NoteDialog
from tracker.tui.screens.paste_dialog import PasteDialog
from tracker.tui.screens.quick_line import QuickLine
from tracker.tui.widgets.inputs import LongText

KILLED = """
import asyncio, sys
from pathlib import Path
from tests.tui.driving import settle
from tracker.desk.openfile import open_database
from tracker.tui import draft_owner
from tracker.tui.app import TrackerApp

async def main():
    app = TrackerApp(open_database(Path(sys.argv[1])))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.open_form("meeting", 1)
        await settle(pilot)
        app.screen.row("condition").focus_editor()
        await pilot.press(*"if it rains")
        while app.memory._changed or app._remembering or not app.memory.names("draft:form:meeting:1@"):
            await pilot.pause(0.05)
        print("kept", flush=True)
        sys.stdin.read()

asyncio.run(main())
"""


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "drafts.db")
    yield database
    database.close()


def kept(db):
    return [row[0] for row in db.read.execute("SELECT name FROM setting WHERE name LIKE 'app:draft:%'")]


async def start(app, pilot):
    await settle(pilot)
    return text(app)


async def dropped(db, what):
    """An app in which `what(app, pilot)` was done, and which then was gone without a word."""
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await what(app, pilot)
        await settle(pilot)
        app.memory.write()
        assert kept(db), "it is written while it is typed"


async def conditions_typed(app, pilot):
    """A form that is not finished: "none" under its conditions."""
    app.open_form("position", 1)
    await settle(pilot)
    app.screen.row("conditions").focus_editor()
    await pilot.press(*"none")


async def test_a_form_survives_a_kill_and_is_offered_at_the_next_start_not_while_it_is_still_open(tmp_path):
    path = tmp_path / "killed.db"
    sample_file(path).close()
    here = Path(__file__).parents[2]
    typing = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], cwd=here, env=os.environ | {"PYTHONPATH": str(here)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert typing.stdout.readline() == b"kept\n"
        db = open_database(path)
        app = TrackerApp(db)
        async with app.run_test(size=(100, 30)) as pilot:
            assert "Left unfinished" not in await start(app, pilot)
            app.open_form("meeting", 1)
            await settle(pilot)
            assert isinstance(app.screen, FormScreen), "it opens as if nobody had it open"
            app.screen.row("condition").focus_editor()
            await pilot.press(*"mine", "escape", "y")
            await settle(pilot)
        app.memory.write()
        assert len(kept(db)) == 1, "each has its own: the other's is untouched"
        db.close()
    finally:
        typing.kill()
        typing.communicate(timeout=60)
    db = open_database(path)
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        shown = await start(app, pilot)
        assert "Left unfinished when Tracker ended" in shown
        assert "Edit meeting" in shown
        assert "Condition" in shown
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.row("condition").value == "if it rains"
        assert [row.field.name for row in app.screen.changed_rows()] == ["condition"]
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert one(db, "SELECT condition FROM meeting WHERE id = 1") == ("if it rains",)
        app.memory.write()
        assert kept(db) == []
    db.close()


async def test_a_new_meeting_with_its_people_is_whole_again(db):
    async def typing(app, pilot):
        await pilot.press("n")
        await settle(pilot)
        await pilot.press(*"meeting US RU with Steve Witkoff head", "tab")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        app.screen.row("condition").focus_editor()
        await pilot.press(*"maybe")

    await dropped(db, typing)
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "New meeting" in await start(app, pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.row("condition").value == "maybe"
        assert "With Steve Witkoff" in text(app)
        # Left on purpose: it does not come again.
        await pilot.press("escape", "y")
        await settle(pilot)
        app.memory.write()
        assert kept(db) == []


async def test_kept_for_later_it_is_offered_where_the_form_opens_and_can_be_discarded_there(db):
    await dropped(db, conditions_typed)
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await start(app, pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "offered when you open that again" in app.message[1]
        app.open_form("position", 2)
        await settle(pilot)
        assert isinstance(app.screen, FormScreen), "a draft of another fact does not ask"
        await pilot.press("escape")
        app.open_form("position", 1)
        await settle(pilot)
        assert "This was left unfinished" in text(app)
        await pilot.press("b", "enter")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert app.screen.changed_rows() == []
        app.memory.write()
        assert kept(db) == []


async def test_the_quick_line_and_a_note_are_kept_too(db):
    async def typing(app, pilot):
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("e", *"stance:rej")
        await settle(pilot)

    await dropped(db, typing)

    async def noting(app, pilot):
        await pilot.press("escape")
        app.open_note("track", 1)
        await settle(pilot)
        await pilot.press(*"ask the desk")

    await dropped(db, noting)
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        shown = await start(app, pilot)
        assert "stance:rej" in shown
        assert "Note on" in shown
        await pilot.press("down" if shown.index("Note on") < shown.index("stance:rej") else "up", "enter")
        await settle(pilot)
        assert isinstance(app.screen, QuickLine)
        assert app.screen.line.value == "stance:rej"
        await pilot.press(*"ect", "enter")
        await settle(pilot)
        assert one(db, "SELECT count(*) FROM position WHERE stance = 'reject'") == (1,)
        app.open_note("track", 1)
        await settle(pilot)
        await pilot.press("g", "enter")
        await settle(pilot)
        assert isinstance(app.screen, NoteDialog)
        assert app.screen.query_one(LongText).text == "ask the desk"
        await pilot.press("ctrl+s")
        await settle(pilot)
        app.memory.write()
        assert kept(db) == []


async def test_a_pasted_article_is_kept_and_all_can_be_discarded_at_the_start(db):
    async def pasting(app, pilot):
        await pilot.press("P")
        await settle(pilot)
        await pilot.press(*"They met.")

    await dropped(db, pasting)
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "A pasted article: They met." in await start(app, pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, PasteDialog)
        assert app.screen.text == "They met."
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await start(app, pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        app.memory.write()
        assert kept(db) == []


async def test_a_draft_that_was_saved_in_another_app_meanwhile_is_not_offered(db):
    await dropped(db, conditions_typed)
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await start(app, pilot)
        await pilot.press("escape")
        db.read.execute("DELETE FROM setting WHERE name LIKE 'app:draft:%'")  # the other app saved its form
        app.open_form("position", 1)
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert app.screen.changed_rows() == []


@pytest.mark.parametrize(
    ("owner", "typing"),
    [
        ({"pid": os.getppid(), "since": draft_owner.started(os.getppid())}, True),
        ({"pid": os.getppid(), "since": "another start"}, False),  # its number was given again
        ({"pid": 2**22 + 1, "since": "1"}, False),
        ({"pid": os.getppid(), "since": draft_owner.started(os.getppid()), "host": "another"}, False),
        ({"pid": "1", "since": []}, False),
        ({}, False),
    ],
)
def test_only_a_process_that_runs_here_and_began_then_still_types(owner, typing):
    assert draft_owner.is_typing({"host": draft_owner.me()["host"]} | owner) is typing


def test_without_proc_the_start_of_a_process_is_asked_of_ps():
    if which("ps") is None:
        pytest.skip("no ps here")
    assert draft_owner._asked(os.getpid())
    assert draft_owner._asked(2**22 + 1) == ""


async def test_what_another_program_wrote_there_is_left_alone(db):
    app = TrackerApp(db)
    for number, value in enumerate(
        ([], "x", {"what": "rm"}, {"what": "form", "kind": "zebra"}, {"what": "note", "kind": "track", "fact": "1"})
    ):
        app.memory.put(f"draft:{number}", value)
    gone = {"owner": [], "what": "form", "kind": "meeting", "fact": 999, "values": [1]}
    app.memory.put("draft:form:meeting:999@1.2", gone)
    async with app.run_test(size=(100, 30)) as pilot:
        await start(app, pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "not there any more" in app.message[1]
        assert app.memory.get(f"draft:form:meeting:999{draft_owner.suffix()}") is None
        assert app.memory.get("draft:form:meeting:999@1.2") is None


async def test_a_second_esc_leaves_and_what_was_typed_is_offered_when_the_line_opens_again(db):
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("4", "n", *"RU terr", "escape", "escape")
        await settle(pilot)
        assert type(app.screen).__name__ == "PositionsScreen"
        assert "Kept as it is" in text(app)
        await pilot.press("n", "enter")
        await settle(pilot)
        assert isinstance(app.screen, QuickLine)
        assert app.screen.line.value.endswith("RU terr")
