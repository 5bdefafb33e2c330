"""Every screen and dialog of the app: the screen it opens from, the keys that lead there, the title that proves it."""

from textual.widgets import Input

from tests.tui.driving import settle

PLACES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "status": ("status", (), "StatusScreen"),
    "track": ("track", (), "TrackScreen"),
    "review": ("review", (), "ReviewScreen"),
    "positions": ("positions", (), "PositionsScreen"),
    "timeline": ("timeline", (), "TimelineScreen"),
    "people": ("people", (), "PeopleScreen"),
    "articles": ("articles", (), "ArticlesScreen"),
    "conflicts": ("conflicts", (), "ConflictsScreen"),
    "search": ("search", (*"border", "enter"), "SearchScreen"),
    "matrix": ("status", ("M",), "MatrixScreen"),
    "cell": ("status", ("M", "l", "l", "enter"), "CellScreen"),
    "changes": ("status", ("c",), "ChangesScreen"),
    "journal": ("status", ("J",), "JournalScreen"),
    "merges": ("status", ("B",), "MergesScreen"),
    "person": ("people", ("enter",), "PersonScreen"),
    "party": ("people", ("tab", "enter"), "PartyScreen"),
    "reader": ("articles", ("enter",), "ReaderScreen"),
    "find": ("articles", ("enter", "/"), "ReaderScreen"),
    "form": ("positions", ("e", "tab"), "FormScreen"),
    "quick": ("positions", ("n",), "QuickLine"),
    "columns": ("positions", ("C",), "ColumnsDialog"),
    "calendar": ("status", ("@",), "CalendarDialog"),
    "export": ("positions", ("X",), "ExportDialog"),
    "import": ("articles", ("i",), "ImportDialog"),
    "paste": ("articles", ("P",), "PasteDialog"),
    "note": ("positions", ("N",), "NoteDialog"),
    "take_in": ("articles", ("I",), "TakeInDialog"),
    "purge": ("people", ("exclamation_mark",), "PurgeDialog"),
    "brief": ("status", ("Y",), "BriefScreen"),
    "help": ("status", ("?",), "HelpScreen"),
}
"""Name -> (screen, keys pressed there, class of the screen that is then on top)."""

_KEYS = {"@": "at", "/": "slash", "?": "question_mark"}


def tear_down(app) -> None:
    """Take every dialog away as if the app had ended, with what was typed in it: that would be offered otherwise."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    for name in app.memory.names("draft:"):
        app.memory.put(name, None)


async def go(app, pilot, place: str) -> None:
    """Open a place from wherever the app is, with no cursor that blinks.

    Raises:
        AssertionError: the keys lead elsewhere.
    """
    screen, keys, name = PLACES[place]
    await settle(pilot)
    if app.current_mode != screen:
        app.show(screen)
        await settle(pilot)
    for key in keys:
        if key == "tab" and getattr(app.screen, "list_name", "people") != "people":
            continue  # the list is as it was left: parties
        await pilot.press(_KEYS.get(key, key))
        if screen != "search":  # there the keys are letters of one word
            await settle(pilot)
    for field in app.screen.query(Input):
        field.cursor_blink = False
    await settle(pilot)
    assert type(app.screen).__name__ == name, f"{place}: {type(app.screen).__name__}, {app.message}"
