"""The person's settings as the app uses them: the words that only the app knows, checked."""

from collections.abc import Sequence
from functools import cache

from tracker.desk import settings as desk
from tracker.desk.settings import Settings, SettingsError
from tracker.domain.cleaning import one_line
from tracker.tui import themes
from tracker.tui.actions import SCREENS
from tracker.tui.widgets.columns import Chosen, Plan


class OwnSettings:
    """Settings, with the theme, the screen and the columns they name.

    Args:
        settings: as the desk read them.

    Raises:
        SettingsError: for a theme or a screen that there is not.
    """

    def __init__(self, settings: Settings) -> None:
        known = [name.removeprefix("tracker-") for name in themes.names()]
        _one_of(settings, "theme", settings.theme, known)
        _one_of(settings, "start", settings.start, tuple(SCREENS))
        self.theme = settings.theme
        self.start = settings.start
        self._columns = settings.columns

    def plan(self, name: str) -> Plan:
        """The columns a list shows at first, by the id of its screen; empty for ours. Others can be shown by key."""
        return tuple(Chosen(column) for column in self._columns.get(name, ()))


@cache
def own_settings() -> OwnSettings:
    """The settings of this person, read once.

    Raises:
        SettingsError: where they cannot be used; one sentence.
    """
    return OwnSettings(desk.load())


def _one_of(settings: Settings, key: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        there = ", ".join(known)
        raise SettingsError(f"{one_line(str(settings.path))}: {key} takes {there}, not “{one_line(value)}”.")
