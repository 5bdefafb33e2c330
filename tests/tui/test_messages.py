"""What the app says is there to be read: a long sentence takes more rows, and gives them back once it was read."""

import ast
from pathlib import Path

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import sample_file
from tracker.tui import saying
from tracker.tui.actions import ACTIONS
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.status_line import MessageLine
from tracker.tui.widgets.wrapping import broken

LONG = "The practice article that somebody gave a very long title: new: 3 parties, 9 persons, 4 meetings and 14 others."
_NAME = "a name such as people give to things, long"
_RIGHT = " 100 of 120 · 12 marked"


def told(node: ast.AST) -> str | None:
    """A sentence of the source, each value in it as long as a long one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else _NAME for part in node.values)
    return None


def every_sentence():
    for path in sorted((Path(__file__).parents[2] / "tracker" / "tui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("say", "CannotActError") and (sentence := told(node.args[0])):
                yield sentence
    yield from (one.nowhere for one in ACTIONS if one.nowhere)


def test_every_sentence_of_the_app_is_whole_at_80_columns():
    sentences = list(every_sentence())
    assert len(sentences) > 80
    for sentence in sentences:
        rows = broken(sentence, 80 - 5 - len(_RIGHT), 76, 3)
        assert " ".join(rows).split() == sentence.split()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_long_sentence_is_whole_until_it_can_have_been_read_and_a_key_is_pressed(tmp_path, monkeypatch, size):
    now = 1000.0
    monkeypatch.setattr(saying, "monotonic", lambda: now)
    db = sample_file(tmp_path / "said.db")
    app = TrackerApp(db)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.show("people")
        await settle(pilot)
        below = app.screen.query_one("Footer").region.y
        app.say(LONG)
        await settle(pilot)
        line = app.screen.query_one(MessageLine)
        assert line.region.bottom == below
        said = " ".join(row[1:].partition("   ")[0] for row in text(app).splitlines()[line.region.y : below])
        assert said.split() == ["✓", *LONG.split()]
        await pilot.press("j")
        await settle(pilot)
        assert line.size.height > 1, "nobody can have read it yet"
        now += 60
        await pilot.press("j")
        await settle(pilot)
        assert line.size.height == 1
        assert app.screen.query_one("Footer").region.y == below
        app.say("Short.")
        await settle(pilot)
        assert line.size.height == 1
    db.close()


async def test_why_a_key_did_nothing_is_gone_with_the_next_key_and_what_was_done_stays(tmp_path, monkeypatch):
    db = sample_file(tmp_path / "sample.db")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(saying, "_READ", 0)
        await pilot.press("1", "j")
        await settle(pilot)
        assert app.message == ("", "")
        app.say("Changed a name that was cut….")
        await pilot.press("k")
        await settle(pilot)
        assert app.message == ("done", "Changed a name that was cut…")
    db.close()


async def test_a_colon_opens_the_palette(tmp_path):
    db = sample_file(tmp_path / "sample.db")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        assert "Search for commands" in text(app)
    db.close()
