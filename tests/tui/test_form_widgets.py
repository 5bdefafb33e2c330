"""The widgets of a form: a choice by its first letters, known names, paths, and nothing that acts on the terminal."""

from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual import events
from textual.app import App
from textual.widgets import Input

from tests.tui.sample import HOSTILE
from tracker.domain.fields import Field, field
from tracker.tui.themes import register_themes
from tracker.tui.widgets.choice import Choice
from tracker.tui.widgets.field_row import FieldRow
from tracker.tui.widgets.inputs import LineInput, LongText
from tracker.tui.widgets.names import NameInput
from tracker.tui.widgets.path_input import PathInput, missing, paths_beginning

STATUSES = field("meeting", "status").choices
TODAY = date(2025, 12, 3)
PERSON = field("position", "holder_person")


class Host(App):
    def __init__(self, *makers) -> None:
        super().__init__()
        register_themes(self)
        self.makers = makers

    def compose(self):
        for make in self.makers:
            yield make()

    def on_mount(self) -> None:
        self.query("Input, Choice, TextArea").first().focus()


@asynccontextmanager
async def typed(make, *keys: str):
    """A widget in an app, after these keys. It is made inside: some of Textual's ask for their app from the first."""
    app = Host(make)
    async with app.run_test(size=(100, 10)) as pilot:
        await pilot.press(*keys)
        await settle(pilot)
        yield app.screen.query("Choice, FieldRow, NameInput").first(), pilot


async def settle(pilot) -> None:
    """Until the names were looked for."""
    for _ in range(5):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


# -- choice -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["p"], "planned"),
        (["p", "r"], "proposed"),
        (["p", "p"], "proposed"),
        (["p", "p", "p"], "postponed"),
        (["c", "o"], "conditional"),
        (["c", "a"], "cancelled"),
        (["right"], "ongoing"),
        (["left"], "unknown"),
        (["z"], "held"),
        (["backspace"], "held"),
    ],
)
async def test_a_choice_is_typed_by_its_first_letters(keys, value):
    async with typed(lambda: Choice(STATUSES, "held", required=True), *keys) as (choice, _pilot):
        assert choice.value == value


async def test_a_choice_that_need_not_be_made_can_be_emptied():
    async with typed(lambda: Choice(STATUSES, "held"), "backspace") as (choice, _pilot):
        assert choice.value == ""


async def test_words_of_several_parts_are_typed_with_a_space():
    async with typed(lambda: Choice(field("position", "stance").choices), *"red l") as (choice, _pilot):
        assert choice.value == "red_line"


# -- names --------------------------------------------------------------------------------------------------------

KNOWN = ("Volodymyr Zelenskyy", "Vladimir Putin", "UA", "US")


def known(piece: str) -> list[str]:
    return [name for name in KNOWN if any(word.lower().startswith(piece.lower()) for word in name.split())]


async def test_right_takes_the_first_name_that_is_offered():
    async with typed(lambda: NameInput("", known), *"zel") as (line, pilot):
        assert line.offered == ("Volodymyr Zelenskyy",)
        await pilot.press("right")
        assert line.value == "Volodymyr Zelenskyy"
        assert pilot.app.focused is line


async def test_right_in_the_middle_of_the_line_moves_the_cursor():
    async with typed(lambda: NameInput("", known), *"zel", "left", "right") as (line, pilot):
        assert line.value == "zel"
        await pilot.press("right")
        assert line.value == "Volodymyr Zelenskyy"


async def test_in_a_list_only_the_last_piece_is_completed():
    async with typed(lambda: NameInput("US", known, ","), "end", *", ua") as (line, pilot):
        await pilot.press("right")
        assert line.value == "US, UA"


# -- rows ---------------------------------------------------------------------------------------------------------


def note(row: FieldRow) -> str:
    return str(row.query_one(".field--note").render())


async def test_the_date_that_is_meant_stands_beside_it_while_it_is_typed():
    async with typed(lambda: FieldRow(field("meeting", "date"), "", known=None, today=TODAY), *"yesterday") as (
        row,
        pilot,
    ):
        assert note(row) == "= Tue 2 Dec 2025"
        await pilot.press(*" or so")
        assert "=" not in note(row)
        with pytest.raises(ValueError, match="is not a date"):
            _ = row.meant


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("meeting", "status", ""),
        ("position", "issue", "weather"),
        ("position", "issue", "territory/"),
        ("meeting", "date", "someday"),
        ("article", "published", "Nov 2025"),
        ("person", "name", "   "),
    ],
)
async def test_what_cannot_be_stored_is_refused_with_a_sentence(kind, name, value):
    async with typed(lambda: FieldRow(field(kind, name), value, known=None, today=TODAY)) as (row, _pilot):
        with pytest.raises(ValueError, match=r"\.$"):
            _ = row.meant


async def test_an_error_stands_beside_the_field_until_it_is_changed():
    async with typed(lambda: FieldRow(field("meeting", "venue"), "Nowhere", known=None, today=TODAY)) as (row, pilot):
        row.complain("There is no such place.")
        await pilot.pause()
        assert note(row) == "! There is no such place."
        await pilot.press("x")
        assert row.error == ""


async def test_a_new_name_is_said_to_be_new():
    async with typed(lambda: FieldRow(PERSON, "", known=known, today=TODAY), *"xavier") as (row, _pilot):
        assert note(row) == "a new person"


# -- hostile text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize("kind", ["line", "text", "row"])
async def test_what_is_loaded_or_pasted_cannot_act_on_the_terminal(kind, number):
    text = HOSTILE[number]
    make = {
        "line": lambda: LineInput(text),
        "text": lambda: LongText(text),
        "row": lambda: FieldRow(
            Field("x", text[:40], hint=text), text, known=lambda _: [text], today=TODAY, origin=text
        ),
    }
    app = Host(make[kind])
    async with app.run_test(size=(100, 10)) as pilot:
        app.post_message(events.Paste(text))
        await pilot.pause()
        for row in app.query(FieldRow):
            row.complain(text)
        await pilot.pause()
        editor = app.focused
        value = editor.value if isinstance(editor, Input) else editor.text
        shown = "".join(s.text for strip in app.screen._compositor.render_strips() for s in strip)
        for where in (value.replace("\n", ""), shown):
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u200b\u2028" for c in where)
        if "[/red]" in text:
            assert "A[/red]B" in shown


# -- paths --------------------------------------------------------------------------------------------------------


def test_paths_are_completed_folders_first_hidden_ones_only_when_asked_for(tmp_path, monkeypatch):
    for name in ("talks", "tables"):
        (tmp_path / name).mkdir()
    for name in ("today.txt", ".tsecret", "other.txt"):
        (tmp_path / name).touch()
    assert paths_beginning(f"{tmp_path}/t") == [f"{tmp_path}/tables/", f"{tmp_path}/talks/", f"{tmp_path}/today.txt"]
    assert paths_beginning(f"{tmp_path}/.t") == [f"{tmp_path}/.tsecret"]
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths_beginning("~/ot") == ["~/other.txt"]
    assert paths_beginning("https://example.org/t") == []
    assert paths_beginning(f"{tmp_path}/nowhere/t") == []


def test_a_path_that_is_not_there_is_named(tmp_path):
    assert missing(str(tmp_path)) is None
    assert missing("https://example.org") is None
    assert missing(f"{tmp_path}/x") == f"There is no {tmp_path}/x."
    assert missing("a\0b")
    assert missing("x" * 5000)


async def test_tab_takes_the_path_and_then_leaves(tmp_path):
    (tmp_path / "talks.txt").touch()
    app = Host(PathInput, lambda: LineInput(id="after"))
    async with app.run_test(size=(100, 10)) as pilot:
        line = app.query_one(PathInput)
        await pilot.press(*f"{tmp_path}/ta")
        await settle(pilot)
        await pilot.press("tab")
        assert line.value == f"{tmp_path}/talks.txt"
        await settle(pilot)
        await pilot.press("tab")
        assert app.focused.id == "after"


async def test_tab_goes_as_far_as_all_paths_go_together_then_takes_the_first(tmp_path):
    for name in ("talks-1.txt", "talks-2.txt", "other.txt"):
        (tmp_path / name).touch()
    app = Host(PathInput, lambda: LineInput(id="after"))
    async with app.run_test(size=(100, 10)) as pilot:
        line = app.query_one(PathInput)
        await pilot.press(*f"{tmp_path}/ta")
        await settle(pilot)
        await pilot.press("tab")
        assert line.value == f"{tmp_path}/talks-"
        await settle(pilot)
        await pilot.press("tab")
        assert line.value == f"{tmp_path}/talks-1.txt"
