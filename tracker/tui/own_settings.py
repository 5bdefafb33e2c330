"""The person's settings as the app uses them: the words that only the app knows, checked."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from tracker.desk import settings as desk
from tracker.desk.settings import Settings, SettingsError
from tracker.domain.cleaning import one_line
from tracker.tui import themes
from tracker.tui.actions import SCREENS, own_keymap
from tracker.tui.widgets.columns import Chosen, Plan

_LISTS: Final = {
    "status": "status:StatusScreen.COLUMN_NAMES",
    "review": "review:ReviewScreen.COLUMNS",
    "positions": "positions:PositionsScreen.COLUMNS",
    "people": "people:PERSONS",
    "parties": "people:PARTIES",
    "timeline": "timeline:TimelineScreen.COLUMNS",
    "articles": "articles:ArticlesScreen.COLUMNS",
    "conflicts": "conflicts:ConflictsScreen.COLUMNS",
    "search": "search:SearchScreen.COLUMNS",
}
"""The lists whose columns can be set, and where they are: module of `tracker.tui.screens` : name in it."""


class OwnSettings:
    """Settings, with the theme, the screen and the columns they name.

    Args:
        settings: as the desk read them.

    Raises:
        SettingsError: for a theme, a screen, a list or a column that there is not.
    """

    def __init__(self, settings: Settings) -> None:
        known = [name.removeprefix("tracker-") for name in themes.names()]
        _one_of(settings, "theme", settings.theme, known)
        _one_of(settings, "start", settings.start, tuple(SCREENS))
        self.theme = settings.theme
        self.start = settings.start
        for name, columns in settings.columns.items():
            _one_of(settings, "columns", name, tuple(_LISTS))
            there = _columns_of(name)
            for column in columns:
                _one_of(settings, f"columns.{name}", column, there)
        self._columns: Mapping[str, tuple[str, ...]] = settings.columns

    def plan(self, name: str) -> Plan:
        """The columns a list shows at first, by the id of its screen; empty for ours. Others can be shown by key."""
        chosen = self._columns.get(name, ())
        others = (one for one in _columns_of(name) if one not in chosen) if chosen else ()
        return (*(Chosen(one) for one in chosen), *(Chosen(one, shown=False) for one in others))


def own_settings() -> OwnSettings:
    """The settings of this person.

    Raises:
        SettingsError: where they cannot be used; one sentence.
    """
    return OwnSettings(desk.own())


def check() -> None:
    """Check everything of the settings before the app begins: it could only end with a fault once it is running.

    Raises:
        SettingsError: where they cannot be used; one sentence.
    """
    own_settings()
    own_keymap()


def _columns_of(name: str) -> tuple[str, ...]:
    """The columns that a list has; its screen is imported for that, where a person chose columns."""
    module, _, attribute = _LISTS[name].partition(":")
    found = import_module(f"tracker.tui.screens.{module}")
    for part in attribute.split("."):
        found = getattr(found, part)
    return tuple(one if isinstance(one, str) else one.name for one in found)  # type: ignore[attr-defined]


def _one_of(settings: Settings, key: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        there = ", ".join(known)
        raise SettingsError(f"{one_line(str(settings.path))}: {key} takes {there}, not “{one_line(value)}”.")
