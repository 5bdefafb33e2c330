"""The registry: one place for every key, no key with two meanings, no action without a sentence."""

import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding

from tracker.tui import screens
from tracker.tui.actions import ACTIONS, SCREENS, action, bindings, in_scope, keymap, keys_of, shown_key
from tracker.tui.app import screen_class

SCREEN_CLASSES = [screen_class(name) for name in (*SCREENS, "reader", "help")]


def test_every_id_stands_once_and_every_line_of_the_keymap_names_an_action():
    ids = [one.id for one in ACTIONS]
    assert len(ids) == len(set(ids))
    assert set(keymap()) <= set(ids)


@pytest.mark.parametrize("screen", SCREEN_CLASSES, ids=lambda screen: screen.__name__)
def test_no_key_has_two_meanings_on_a_screen(screen):
    meanings = {}
    for one in in_scope(screen.SCOPES):
        for key in keys_of(one.id):
            assert meanings.setdefault(key, one.id) == one.id, f"{key} is both {meanings[key]} and {one.id}"


@pytest.mark.parametrize("screen", SCREEN_CLASSES, ids=lambda screen: screen.__name__)
def test_each_screen_binds_exactly_the_keys_of_its_scopes(screen):
    bound = set(screen._merged_bindings.key_to_bindings)
    assert {key for one in in_scope(screen.SCOPES) for key in keys_of(one.id)} <= bound


def test_every_action_says_what_it_does_and_why_it_may_not():
    for one in ACTIONS:
        assert one.sentence
        assert one.nowhere.endswith("."), one.id
        assert one.group
        assert one.scopes


def test_digits_lead_to_the_screens_in_their_order():
    assert [shown_key(f"go_{name}") for name in SCREENS] == [str(number) for number in range(1, 10)]


def test_keys_that_a_terminal_cannot_tell_apart_or_that_it_keeps_for_itself_are_not_the_only_ones():
    taken = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+s", "ctrl+q", "ctrl+z", "ctrl+c", "ctrl+b"}
    for one in ACTIONS:
        keys = keys_of(one.id)
        assert not keys or set(keys) - taken, one.id


def test_bindings_are_made_of_the_registry():
    assert {binding.action for binding in bindings(("track",))} == {"act('follow')", "act('archive')", "act('judge')"}
    with pytest.raises(KeyError):
        action("there is no such thing")


def test_every_key_named_in_the_design_does_what_it_says_there():
    design = {
        "j": "down", "k": "up", "down": "down", "up": "up", "g": "top", "G": "bottom", "enter": "open", "o": "evidence",
        "slash": "filter", "s": "sort", "space": "mark", "v": "range", "e": "edit", "E": "editor", "n": "new",
        "right_square_bracket": "next_fact", "left_square_bracket": "previous_fact", "a": "accept", "x": "reject",
        "m": "merge", "u": "undo", "ctrl+r": "redo", "y": "copy", "X": "export", "question_mark": "help",
        "ctrl+p": "palette", "escape": "back", "q": "quit", "f": "follow", "F": "archive",
    }  # fmt: skip
    for key, name in design.items():
        assert key in keys_of(name)


def test_the_page_of_keys_in_the_docs_is_that_of_the_registry():
    from tests.conftest import ROOT
    from tracker.tui.keys_page import page

    assert (ROOT / "docs" / "keys.md").read_text() == page(), "python -m tracker.tui.keys_page > docs/keys.md"


def test_every_key_is_bound_somewhere():
    modules = [import_module(f"{screens.__name__}.{one.name}") for one in pkgutil.iter_modules(screens.__path__)]
    classes = [found for module in modules for found in vars(module).values() if isinstance(found, type)]
    bound = {key.action for one in classes for key in getattr(one, "BINDINGS", ()) if isinstance(key, Binding)}
    assert [one.id for one in ACTIONS if keys_of(one.id) and not {f"act('{one.id}')", one.id} & bound] == []
