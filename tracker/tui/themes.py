"""The designed themes, read from `themes.toml`."""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from textual.app import App
from textual.theme import Theme

DEFAULT: Final = "tracker-dark"


@cache
def _themes() -> tuple[Theme, ...]:
    text = Path(__file__).with_name("themes.toml").read_text("utf-8")
    return tuple(Theme(name=name, **values) for name, values in tomllib.loads(text).items())


def names() -> tuple[str, ...]:
    """The names of our themes, in the order in which ctrl+t shows them."""
    return tuple(theme.name for theme in _themes())


def register_themes(app: App[Any], *chosen: str | None) -> None:
    """Make the themes known to `app` and choose one.

    TRACKER_THEME (dark, light, contrast, ansi) decides, then NO_COLOR (the terminal's own, without any colour), then
    the first of `chosen` that is a theme (what was shown last, what the settings say), else dark.
    """
    for one in _themes():
        app.register_theme(one)
    wanted = [os.environ.get("TRACKER_THEME"), "ansi" if app.no_color else None, *chosen]
    ours = (name for word in wanted if (name := f"tracker-{word}") in names())
    theme = next(ours, DEFAULT)
    # Not `app.theme = …`: before the app runs its watchers would only make the style sheet be read once more.
    app.set_reactive(App.theme, theme)
    # What those watchers would do besides: the terminal's own colours go out as they are, not as Textual's.
    app._refresh_truecolor_filter(app.ansi_theme)
    classes = {"-dark-mode": app.current_theme.dark, "-light-mode": not app.current_theme.dark, f"-theme-{theme}": True}
    app.update_classes(classes, update=False)
    app.stylesheet.set_variables(app.get_css_variables())
