"""The small dialogs: a line that is checked while it is typed, one of a few, yes or no."""

from tests.tui.driving import app_on, settle, text
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.choice import ChoiceDialog
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.screens.prompt import PromptDialog

HOSTILE = "A[/red]B\x1b[2J\u202e"
FRUIT = [("a", "apple"), ("b", "banana"), ("c", "blackberry"), ("d", "Éclair [bold]")]


class Plain(TrackerScreen):
    TITLE = "Plain"


async def answer(dialog, *keys):
    """What a dialog is dismissed with after these keys, and what the screen showed before it closed."""
    got = []
    app = app_on(Plain)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(dialog, got.append)
        await settle(pilot)
        for key in keys[:-1]:
            await pilot.press(key)
        await settle(pilot)
        shown = text(app)
        await pilot.press(keys[-1])
        await settle(pilot)
    return got, shown


async def test_one_of_a_few_is_chosen_by_moving_by_a_letter_or_not_at_all():
    assert (await answer(ChoiceDialog("Which?", FRUIT), "j", "enter"))[0] == ["b"]
    assert (await answer(ChoiceDialog("Which?", FRUIT, chosen="c"), "enter"))[0] == ["c"]
    assert (await answer(ChoiceDialog("Which?", FRUIT), "b", "b", "enter"))[0] == ["c"]
    assert (await answer(ChoiceDialog("Which?", FRUIT), "e", "enter"))[0] == ["d"]
    assert (await answer(ChoiceDialog("Which?", FRUIT), "j", "escape"))[0] == [None]
    assert "Éclair [bold]" in (await answer(ChoiceDialog("Which?", FRUIT), "escape"))[1]


async def test_a_letter_that_no_option_has_is_said():
    app = app_on(Plain)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ChoiceDialog("Which?", FRUIT))
        await settle(pilot)
        await pilot.press("z")
        assert app.message == ("refused", "No option begins with z.")


async def test_a_line_is_checked_while_it_is_typed_and_not_taken_before_it_is_right():
    def check(value):
        return None if value.isdigit() else "Digits only."

    got, shown = await answer(PromptDialog("How many?", check=check), "x", "enter")
    assert "Digits only." in shown
    assert got == []
    got, shown = await answer(PromptDialog("How many?", value="1", hint="a number", check=check), "end", "2", "enter")
    assert got == ["12"]
    assert "a number" in shown
    assert (await answer(PromptDialog("How many?"), "escape"))[0] == [None]


async def test_yes_and_no():
    assert (await answer(ConfirmDialog("Accept all 24?"), "y"))[0] == [True]
    assert (await answer(ConfirmDialog("Accept all 24?"), "enter"))[0] == [True]
    assert (await answer(ConfirmDialog("Accept all 24?"), "n"))[0] == [False]
    assert (await answer(ConfirmDialog("Accept all 24?"), "escape"))[0] == [False]


async def test_hostile_words_stay_words_in_dialogs():
    for dialog in (
        ChoiceDialog(HOSTILE, [("a", HOSTILE)]),
        PromptDialog(HOSTILE, value=HOSTILE, hint=HOSTILE),
        ConfirmDialog(HOSTILE, HOSTILE),
    ):
        shown = (await answer(dialog, "escape"))[1]
        assert "A[/red]B" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
