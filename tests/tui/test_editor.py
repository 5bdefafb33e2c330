"""A whole fact, a long text and a note in the person's editor: saved, refused at the line, given up, never lost."""

import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import one, sample_file
from tracker.tui.actions import CannotActError
from tracker.tui.app import TrackerApp
from tracker.tui.drafts import own_name
from tracker.tui.editor import command_line, edited
from tracker.tui.widgets.inputs import LongText


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "editor.db")
    yield database
    database.close()


@pytest.fixture
def editor(monkeypatch, tmp_path):
    """Sets an editor that is a few lines of Python on `text`, one after the other each time it is opened."""
    monkeypatch.setattr(TrackerApp, "suspend", lambda self: nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)

    def set_editor(*bodies):
        script, turn = tmp_path / "editor.py", tmp_path / "turn"
        turn.write_text("0")
        script.write_text(
            f"""
import pathlib, sys
turn = pathlib.Path({str(turn)!r}); now = int(turn.read_text()); turn.write_text(str(now + 1))
path = pathlib.Path(sys.argv[-1]); text = path.read_text(encoding="utf-8")
(turn.parent / f"seen{{now}}").write_text(" ".join(sys.argv[1:-1]) + "\\n" + text, encoding="utf-8")
code = 0
exec({list(bodies)!r}[min(now, {len(bodies) - 1})])
path.write_text(text, encoding="utf-8"); sys.exit(code)
"""
        )
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    def seen(number):
        file = tmp_path / f"seen{number}"
        return file.read_text(encoding="utf-8") if file.exists() else None

    set_editor.seen = seen
    return set_editor


async def on_positions(app, pilot):
    await settle(pilot)
    await pilot.press("4")
    await settle(pilot)


async def press(pilot, *keys):
    await pilot.press(*keys)
    await settle(pilot)


async def test_e_writes_the_whole_fact_and_undo_takes_it_back(db, editor):
    editor("text = text.replace('Stance: demand', 'Stance: reject').replace('Note:', 'Note:\\n  see the annex')")
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await on_positions(app, pilot)
        _, fact = app.screen.selection()[0]
        await press(pilot, "E")
        sql = f"SELECT stance, note FROM position WHERE id = {fact}"
        assert one(db, sql) == ("reject", "see the annex")
        assert app.message[1].startswith("Changed stance, note of")
        assert app.memory.names("draft:") == []
        await press(pilot, "u")
        assert one(db, sql) == ("demand", "")


async def test_a_mistake_opens_it_again_and_what_was_written_is_kept_until_it_is_right(db, editor):
    editor("text = text.replace('Stance: demand', 'Stance: zebra')", "pass")
    app = TrackerApp(db)
    async with app.run_test(size=(120, 30)) as pilot:
        await on_positions(app, pilot)
        fact = app.screen.selection()[0][1]
        await press(pilot, "E")
        again = editor.seen(1).split("\n")
        at = again.index("Stance: zebra")
        assert again[at - 1].startswith("#! Stance is one of")
        assert editor.seen(2) is None, "it came back as it went: asked once, not for ever"
        assert app.message[1].startswith("Not saved. Line")
        assert app.memory.names("draft:") == [own_name(f"editor:position:{fact}")]
        editor("assert 'zebra' in text; text = text.replace('Stance: zebra', 'Stance: reject')")
        await press(pilot, "E")
        assert one(db, f"SELECT stance FROM position WHERE id = {fact}") == ("reject",)
        assert app.memory.names("draft:") == []


async def test_e_on_marked_facts_says_how_many_and_opens_them_in_one_document(db, editor):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_positions(app, pilot)
        editor("text = text.replace('Stance: demand', 'Stance: zebra', 1)", "pass")
        await press(pilot, "space", "space", "E")
        chosen = app.screen_stack[-2].selection()
        assert len(chosen) == 2
        assert "Edit these 2 facts in one document" in " ".join(text(app).split())
        await press(pilot, "y")
        assert app.message[1].startswith("Not saved. Line")
        assert "of 2) Stance is one of" in app.message[1]
        assert len(app.memory.names("draft:")) == 1, "nothing is lost"
        editor("text = text.replace('zebra', 'demand').replace('Stance: demand', 'Stance: reject')")
        await press(pilot, "E", "y")
        assert one(db, "SELECT count(*) FROM position WHERE stance = 'reject'") == (2,)
        assert app.message[1] == "Changed 2 positions."
        assert app.memory.names("draft:") == []
        await press(pilot, "u")
        assert one(db, "SELECT count(*) FROM position WHERE stance = 'reject'") == (0,)


async def test_an_editor_that_gives_up_or_empties_changes_nothing(db, editor):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 30)) as pilot:
        await on_positions(app, pilot)
        before = one(db, "SELECT max(id) FROM txn")
        editor("text = text.replace('demand', 'reject'); code = 1")
        await press(pilot, "E")
        assert app.message[1] == "Not saved. E opens it again as you left it."
        editor("text = ''")
        await press(pilot, "E")
        assert app.message[1] == "It was left empty: nothing was changed."
        editor("pass")
        await press(pilot, "E")
        assert app.message[1] == "Nothing was changed."
        assert one(db, "SELECT max(id) FROM txn") == before
        assert app.memory.names("draft:") == []


@pytest.mark.parametrize(
    ("command", "sentence"),
    [("", "No editor is set"), ("no-such-editor-here", "cannot be started"), ("vi 'x", "cannot be started")],
)
async def test_no_editor_is_said_in_a_sentence(db, editor, monkeypatch, command, sentence):
    editor("pass")
    monkeypatch.setenv("EDITOR", command)
    app = TrackerApp(db)
    async with app.run_test(size=(120, 30)) as pilot:
        await on_positions(app, pilot)
        await press(pilot, "E")
        assert sentence in app.message[1]


async def test_where_the_app_cannot_step_aside_it_says_so(db, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    app = TrackerApp(db)
    async with app.run_test(size=(120, 30)) as pilot:
        await on_positions(app, pilot)
        await press(pilot, "E")
        assert "cannot step aside" in app.message[1]
        with pytest.raises(CannotActError):
            edited(app, "x")


async def test_long_text_of_a_form_and_a_note_go_through_the_editor(db, editor):
    editor("text = text.upper()")
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.open_form("position", 1)
        await settle(pilot)
        app.screen.row("text").focus_editor()
        await settle(pilot)
        assert "ctrl+e opens it in your editor" in text(app)
        before = app.screen.row("text").value
        await press(pilot, "ctrl+e")
        assert app.screen.row("text").value == before.upper() != before
        await press(pilot, "escape", "y")
        app.open_note("track", 1)
        await settle(pilot)
        await pilot.press(*"ask")
        await press(pilot, "ctrl+e")
        assert app.screen.query_one(LongText).text == "ASK"


async def test_an_article_is_edited_as_a_document_too(db, editor):
    editor("text = text.replace('Title: Border talks', 'Title: The border')")
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "7", "E")
        assert one(db, "SELECT title FROM article") == ("The border",)


def test_known_editors_begin_at_the_line():
    path = Path("fact.txt")
    assert command_line("vim", path, 12) == ["vim", "+12", "fact.txt"]
    assert command_line("/usr/bin/nano -w", path, 12) == ["/usr/bin/nano", "-w", "+12", "fact.txt"]
    assert command_line("code --wait", path, 12) == ["code", "--wait", "--goto", "fact.txt:12"]
    assert command_line("hx", path, 12) == ["hx", "fact.txt:12"]
    assert command_line("ed", path, 12) == ["ed", "fact.txt"]
    assert command_line("vim", path) == ["vim", "fact.txt"]
