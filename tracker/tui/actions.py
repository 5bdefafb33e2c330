"""The one registry of what a person can do: it feeds the bindings, the footer, the help, the palette and the docs.

An action has an id; its keys stand in `keymap.toml`. Whoever can carry it out (the focused widget, its parents, the
screen, the app, in that order) has a method `do_<id>`; where nobody has, the registry's own sentence says why. So no
key is ever silent, and no screen writes a binding of its own.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from textual.binding import Binding

from tracker.desk.settings import own as load_settings

GLOBAL: Final = "global"
LIST: Final = "list"
FACT: Final = "fact"
TRACK: Final = "track"
ARTICLE: Final = "article"
REVIEW: Final = "review"
READER: Final = "reader"
COLUMNS: Final = "columns"
TIMELINE: Final = "timeline"
CONFLICT: Final = "conflict"
JOURNAL: Final = "journal"
CHANGES: Final = "changes"
MATRIX: Final = "matrix"
BRIEF: Final = "brief"


class CannotActError(Exception):
    """Raised by a `do_…` method that cannot act now; its text is the sentence the person reads."""


class Action(NamedTuple):
    """One thing a person can do.

    Attributes:
        id: names the `do_<id>` methods and the line of `keymap.toml`.
        label: one or two words, for the footer and the palette.
        group: the heading in the help.
        scopes: the screens that bind its keys, by the scopes they declare.
        sentence: what it does, for help and palette.
        nowhere: why it does nothing where no widget or screen can carry it out.
        footer: the higher, the earlier in the footer; 0 is never shown there.
    """

    id: str
    label: str
    group: str
    scopes: frozenset[str]
    sentence: str
    nowhere: str
    footer: int


_NOTHING = "There is nothing for this key to act on here."


def _action(
    name: str, label: str, group: str, scopes: str | tuple[str, ...], sentence: str, nowhere: str = "", footer: int = 0
) -> Action:
    found = frozenset((scopes,) if isinstance(scopes, str) else scopes)
    return Action(name, label, group, found, sentence, nowhere or _NOTHING, footer)


_NO_FACT = "No fact is selected here: open one on another screen first."
_NO_LIST = "There is no list here."
_NO_READER = "Words are selected in an article: open one (enter), then v."
_NO_TRACK = "No track is selected here: go to Status (1)."
_NO_MEETING = "No planned meeting is selected here: go to one under To confirm, or to Timeline (5)."
_NO_REVIEW = "Nothing here waits for review: go to Review (3)."
_NO_TIME = "There is no time line here: go to Timeline (5)."
_NO_CONFLICT = "No contradiction is selected here: go to Conflicts (8)."
_EVERYWHERE = (GLOBAL,)

SCREENS: Final[Mapping[str, tuple[str, str]]] = {
    "status": ("Status", "where every track stands"),
    "track": ("Track", "one track: meetings, delegations, positions, tone"),
    "review": ("Review", "what was read and waits for a decision"),
    "positions": ("Positions", "who stated what on which issue"),
    "timeline": ("Timeline", "past and planned meetings in order"),
    "people": ("People", "persons and parties"),
    "articles": ("Articles", "what has been read, with each fact's words marked"),
    "conflicts": ("Conflicts", "where articles contradict each other"),
    "search": ("Search", "words in articles and facts"),
}
"""The main screens in the order of their digits: id -> (title, what it shows)."""

ACTIONS: Final[tuple[Action, ...]] = (
    *(_action(f"go_{name}", title, "Screens", GLOBAL, f"{title}: {what}") for name, (title, what) in SCREENS.items()),
    _action("matrix", "matrix", "Screens", GLOBAL, "what each side says on each issue, side by side"),
    _action("changes", "changes", "Screens", GLOBAL, "what changed since the last look, or between two days"),
    _action("journal", "journal", "Screens", GLOBAL, "who changed what, when; undo back to there"),
    _action("merges", "who is who", "Screens", GLOBAL, "facts that may be one: join them, or keep them two"),
    # Moving
    _action("down", "down", "Move", (LIST, READER, BRIEF), "one down", _NO_LIST),
    _action("up", "up", "Move", (LIST, READER, BRIEF), "one up", _NO_LIST),
    _action("top", "top", "Move", (LIST, READER, BRIEF), "to the first row", _NO_LIST),
    _action("bottom", "bottom", "Move", (LIST, READER, BRIEF), "to the last row", _NO_LIST),
    _action("page_down", "page down", "Move", (LIST, READER, BRIEF), "a page down", _NO_LIST),
    _action("page_up", "page up", "Move", (LIST, READER, BRIEF), "a page up", _NO_LIST),
    _action("scroll_left", "left", "Move", LIST, "scroll left", "Everything fits: there is nothing to the left."),
    _action("scroll_right", "right", "Move", LIST, "scroll right", "Everything fits: there is nothing to the right."),
    _action("open", "open", "Move", (LIST, READER), "open what the cursor is on", _NO_LIST, 90),
    _action("next_pane", "next pane", "Move", GLOBAL, "to the next pane", "This screen has one pane."),
    _action("previous_pane", "previous pane", "Move", GLOBAL, "to the pane before", "This screen has one pane."),
    # Lists
    _action(
        "filter",
        "filter",
        "Lists",
        LIST,
        "rows that have these words, in any order; in an article: find them",
        _NO_LIST,
        60,
    ),
    _action("sort", "sort", "Lists", LIST, "sort by a column; again: the other way round", _NO_LIST, 30),
    _action("sort_next", "sort by next", "Lists", LIST, "sort by the next column", _NO_LIST),
    _action("columns", "columns", "Lists", LIST, "choose, order and size the columns", _NO_LIST),
    _action("column_show", "show, hide", "Columns", COLUMNS, "show this column, or hide it"),
    _action("column_earlier", "earlier", "Columns", COLUMNS, "move this column to the left"),
    _action("column_later", "later", "Columns", COLUMNS, "move this column to the right"),
    _action("column_narrower", "narrower", "Columns", COLUMNS, "give this column less room"),
    _action("column_wider", "wider", "Columns", COLUMNS, "give this column more room"),
    _action("column_own", "as at first", "Columns", COLUMNS, "the columns as they were at first"),
    _action("views", "views", "Lists", LIST, "keep filter, order and columns as a view, or show one", _NO_LIST),
    _action("jump", "jump", "Lists", LIST, "label the rows in view; a label's letters go there", _NO_LIST),
    _action("mark", "mark", "Lists", LIST, "mark this row for a bulk action", _NO_LIST, 20),
    _action("range", "range", "Lists", (LIST, READER), "mark a range of rows; in an article: select words", _NO_LIST),
    _action("select_right", "a word more", "Lists", (READER, REVIEW), "select a word more", _NO_READER),
    _action("select_left", "a word less", "Lists", (READER, REVIEW), "select a word less", _NO_READER),
    _action("select_down", "a sentence more", "Lists", (READER, REVIEW), "select a sentence more", _NO_READER),
    _action("select_up", "a sentence less", "Lists", (READER, REVIEW), "select a sentence less", _NO_READER),
    # Facts
    _action("evidence", "evidence", "Facts", (FACT, REVIEW), "the article, at this fact's words", _NO_FACT, 85),
    _action("next_fact", "next fact", "Facts", (FACT, REVIEW, READER), "next fact", "There is no next fact here."),
    _action(
        "previous_fact",
        "previous fact",
        "Facts",
        (FACT, REVIEW, READER),
        "to the fact before",
        "There is no fact before this here.",
    ),
    _action("edit", "edit", "Facts", (FACT, REVIEW, READER), "change fields in one line; tab: the form", _NO_FACT, 80),
    _action("repeat", "repeat", "Facts", (FACT, REVIEW, READER), "the last change again, on the next row", _NO_FACT),
    _action("fill", "fill", "Facts", (FACT, REVIEW), "take a value from the row above, or the last changed", _NO_FACT),
    _action(
        "editor",
        "in $EDITOR",
        "Facts",
        (FACT, REVIEW, READER),
        "edit it whole, or all marked ones, in your own editor",
        _NO_FACT,
    ),
    _action("anchor", "its words", "Facts", (READER, REVIEW), "let the fact rest on the selected words", _NO_READER),
    _action(
        "new",
        "new",
        "Facts",
        (GLOBAL,),
        "a new fact, in one line or a form",
        "No fact can be typed on this screen.",
        55,
    ),
    _action("accept", "accept", "Facts", (FACT, REVIEW, READER), "accept what was read", _NO_FACT, 75),
    _action("reject", "reject", "Facts", (FACT, REVIEW, READER), "reject it: it no longer counts", _NO_FACT, 74),
    _action("unreview", "undecide", "Facts", (FACT, REVIEW, READER), "take a decision back: it waits again", _NO_FACT),
    _action("accept_all", "accept all", "Facts", REVIEW, "accept everything that is shown", _NO_REVIEW, 50),
    _action("show_below", "less sure", "Facts", REVIEW, "show less sure suggestions too, or no longer", _NO_REVIEW),
    _action("merge", "merge", "Facts", (FACT, REVIEW), "these are one: join them", _NO_FACT),
    _action("note", "note", "Facts", (FACT, REVIEW, READER, ARTICLE), "write a note on it", _NO_FACT, 40),
    _action(
        "grade",
        "grade",
        "Facts",
        (FACT, REVIEW, READER, ARTICLE),
        "judge the source (A-F) and what it says here (1-6)",
        _NO_FACT,
    ),
    _action("delete", "delete", "Facts", FACT, "delete a fact that was typed", _NO_FACT),
    _action(
        "purge",
        "purge",
        "Facts",
        (FACT, READER, ARTICLE),
        "forget an article or a person for good, once its name is typed",
        _NO_FACT,
    ),
    _action("split", "split", "Facts", FACT, "this is two: part what some articles say", _NO_FACT),
    # Planned meetings whose day has passed
    _action("confirm_held", "held", "Meetings", FACT, "the planned meeting took place", _NO_MEETING, 38),
    _action(
        "confirm_postponed", "put off", "Meetings", FACT, "it was put off, perhaps to another day", _NO_MEETING, 37
    ),
    _action("confirm_cancelled", "called off", "Meetings", FACT, "it was called off", _NO_MEETING, 36),
    _action("confirm_unknown", "not known", "Meetings", FACT, "nobody knows: do not ask again", _NO_MEETING),
    # Tracks
    _action("follow", "follow", "Tracks", TRACK, "follow this track, or stop following it", _NO_TRACK, 70),
    _action("archive", "archive", "Tracks", TRACK, "archive this track, or bring it back", _NO_TRACK, 25),
    _action("judge", "judge", "Tracks", TRACK, "set the phase, or a line of your own", _NO_TRACK, 35),
    # Time
    _action("zoom_in", "zoom in", "Time line", TIMELINE, "show fewer days, each wider", _NO_TIME, 66),
    _action("zoom_out", "zoom out", "Time line", TIMELINE, "show more days, each narrower", _NO_TIME, 65),
    _action("to_today", "today", "Time line", TIMELINE, "to the day that is shown as today", _NO_TIME, 64),
    # Conflicts
    _action("choose_left", "left", "Conflicts", CONFLICT, "the value at the left is right", _NO_CONFLICT, 78),
    _action("choose_right", "right", "Conflicts", CONFLICT, "the value at the right is right", _NO_CONFLICT, 77),
    _action("keep_both", "both", "Conflicts", CONFLICT, "both values stand; the fact stays as it is", _NO_CONFLICT, 76),
    # Journal and changes
    _action("undo_to", "undo back to here", "Journal", JOURNAL, "take back all that came after this action", "", 80),
    _action("undo_this", "undo this one", "Journal", JOURNAL, "take this action back, whatever came after it", "", 79),
    _action("period", "days", "Changes", CHANGES, "choose the days between which to look", "", 80),
    _action("next_track", "next track", "Matrix", MATRIX, "the parties of the next track, or every party", "", 70),
    _action("previous_track", "track before", "Matrix", MATRIX, "the parties of the track before"),
    # Brief
    _action("since", "since", "Brief", BRIEF, "choose the day from which on things are told", "", 80),
    _action("whole", "everything", "Brief", BRIEF, "everything, or only what is new since that day", "", 79),
    _action("pager", "in $PAGER", "Brief", BRIEF, "show it in your own pager", "", 60),
    # Articles
    _action("import_articles", "import", "Articles", GLOBAL, "read files, folders, addresses or feeds", "", 65),
    _action("paste", "paste", "Articles", GLOBAL, "paste an article", ""),
    _action("feeds", "feeds", "Articles", GLOBAL, "read what is new in the feeds you follow"),
    _action("take_in", "take in", "Articles", GLOBAL, "facts from a colleague's file, an export or a table", ""),
    _action("follow_feed", "follow a feed", "Articles", GLOBAL, "follow a feed: its address, or a page that names it"),
    _action("show_work", "last work", "Articles", GLOBAL, "what the last reading or writing gave, line by line", ""),
    _action("stop", "stop", "Articles", GLOBAL, "stop the work that runs; what is whole is kept", ""),
    _action(
        "edit_article",
        "date, source",
        "Articles",
        (ARTICLE, READER),
        "edit the article's date and source",
        "No article is selected here: go to Articles (7).",
        45,
    ),
    # Everywhere
    _action("undo", "undo", "Everywhere", _EVERYWHERE, "undo the last change, whoever made it", "", 28),
    _action("redo", "redo", "Everywhere", _EVERYWHERE, "do again what was undone"),
    _action("copy", "copy", "Everywhere", _EVERYWHERE, "offer it to the terminal's clipboard", "Nothing here to copy."),
    _action("brief", "brief", "Everywhere", _EVERYWHERE, "a report since a day: read, write, copy or page it"),
    _action("export", "export", "Everywhere", _EVERYWHERE, "write what is shown to a file", "Nothing here to export."),
    _action("picture", "image", "Everywhere", _EVERYWHERE, "write an image of the screen (SVG) to a file"),
    _action("as_of", "as of", "Everywhere", _EVERYWHERE, "see everything as it was known on another day"),
    _action("theme", "theme", "Everywhere", _EVERYWHERE, "dark, light, or the terminal's own colours"),
    _action("redraw", "redraw", "Everywhere", _EVERYWHERE, "paint the whole screen anew, where something disturbed it"),
    _action("tutorial", "tutorial", "Everywhere", _EVERYWHERE, "learn the keys in five steps, on a file of its own"),
    _action("help", "help", "Everywhere", _EVERYWHERE, "what the keys do here", "", 15),
    _action("palette", "palette", "Everywhere", _EVERYWHERE, "every action by its name", "", 10),
    _action("back", "back", "Everywhere", _EVERYWHERE, "close this, or go back", "This is the first screen: q quits."),
    _action("quit", "quit", "Everywhere", _EVERYWHERE, "quit; everything is saved already", "", 5),
)

_BY_ID: Final = {action.id: action for action in ACTIONS}

GLYPHS: Final = {
    "slash": "/",
    "question_mark": "?",
    "at": "@",
    "asterisk": "*",
    "exclamation_mark": "!",
    "number_sign": "#",
    "vertical_line": "|",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "full_stop": ".",
    "semicolon": ";",
    "colon": ":",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "quotation_mark": '"',
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
}


def action(name: str) -> Action:
    """The action of an id.

    Raises:
        KeyError: where there is none.
    """
    return _BY_ID[name]


@cache
def keymap() -> Mapping[str, tuple[str, ...]]:
    """The keys of `own_keymap`, read once: the screens are built with them."""
    return own_keymap()


def own_keymap() -> Mapping[str, tuple[str, ...]]:
    """Action id -> its keys (Textual's names), the first one the key that is shown: ours, or the person's own.

    Raises:
        SettingsError: where the person's own keys cannot be used; one sentence.
    """
    ours = shipped_keymap()
    settings = load_settings()
    if not settings.keys:
        return ours
    from tracker.tui.own_keys import merged  # noqa: PLC0415 - most people set no key

    return merged(ours, settings, _BY_ID.keys(), meet)


def shipped_keymap() -> Mapping[str, tuple[str, ...]]:
    """Action id -> its keys as we ship them."""
    text = Path(__file__).with_name("keymap.toml").read_text("utf-8")
    return {name: tuple(keys) for name, keys in tomllib.loads(text).items()}


_COMMON: Final = frozenset({GLOBAL, LIST, FACT, READER})
"""Scopes that screens have beside those of their own."""


def meet(one: str, other: str) -> bool:
    """True where one screen may have both actions, so that a key cannot mean both."""
    mine, theirs = _BY_ID[one].scopes, _BY_ID[other].scopes
    if COLUMNS in mine | theirs:  # a dialog of its own: the keys of the list behind it do nothing there
        return bool(mine & theirs)
    return bool(mine & theirs or mine & _COMMON or theirs & _COMMON)


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of an action; empty where it can only be chosen from the palette."""
    return keymap().get(name, ())


def shown_key(name: str) -> str:
    """The first key of an action as a person reads it ("/", "ctrl+r", "esc"); empty where it has none."""
    keys = keys_of(name)
    return glyph(keys[0]) if keys else ""


def glyph(key: str) -> str:
    """A Textual key name as a person reads it."""
    return GLYPHS.get(key, key)


def in_scope(scopes: Iterable[str]) -> tuple[Action, ...]:
    """The actions of a screen that declares `scopes`, in the registry's order."""
    wanted = frozenset(scopes)
    return tuple(one for one in ACTIONS if one.scopes & wanted)


def bindings(scopes: Iterable[str]) -> list[Binding]:
    """Textual bindings for `scopes`: each key runs `act('<id>')`, which finds who can carry the action out."""
    return [
        Binding(key, f"act('{one.id}')", one.label, show=False, id=f"{one.id}.{key}")
        for one in in_scope(scopes)
        for key in keys_of(one.id)
    ]
