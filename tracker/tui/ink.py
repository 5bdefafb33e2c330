"""The styles of the widgets that paint their own lines: a dozen names, each a colour of the theme and an attribute.

Component classes of the style sheet would do the same, at a cost that is felt when the app starts (each is a node that
the whole sheet is matched against). Where colours are the terminal's own, or none are wanted, an
attribute takes the colour's place.
"""

from typing import Any, Final

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.widget import Widget

INKS: Final = {
    "plain": ("foreground", "", ""),
    "strong": ("foreground", "bold", "bold"),
    "heading": ("foreground", "bold", "bold"),
    "dim": ("dim", "", "dim"),
    "rule": ("faint", "", "dim"),
    "off": ("faint", "", "dim"),
    "accent": ("accent", "", ""),
    "exact": ("accent", "bold", "bold"),
    "mark": ("accent", "bold", "bold"),
    "good": ("success", "", ""),
    "bad": ("error", "", ""),
    "alarm": ("error", "bold", "bold"),
    "key": ("primary", "bold", "bold"),
    "label": ("accent", "bold reverse", "bold reverse"),
}
"""Name -> (theme variable of the colour, attributes, attributes where colours are the terminal's own)."""

_GROUNDS: Final = {"cursor": ("cursor", "reverse"), "cursor-idle": ("cursor-idle", "underline")}


def ink(widget: Widget, name: str) -> Style:
    """The style of a name in the theme that `widget`'s app shows now; of "cursor" and "cursor-idle" the ground alone.

    Raises:
        KeyError: for a name that there is not.
    """
    app = widget.app
    kept: dict[str, dict[str, Style]] = app.__dict__.setdefault("_tracker_inks", {})
    inks = kept.get(app.theme)
    if inks is None:
        inks = kept[app.theme] = _made(app)
    return inks[name]


def ink_on(widget: Widget, name: str, ground: str) -> Style:
    """The style of a name on the ground of the cursor's row; on no ground (an empty string) the style itself.

    Where the row is reversed instead of coloured, a colour would be the ground of its cell, and a dim one another
    ground again: there the whole row is of one, and bold alone says more.
    """
    if not ground:
        return ink(widget, name)
    style, below = ink(widget, name), ink(widget, ground)
    return Style(reverse=True, bold=style.bold) if below.reverse else below + style


def _made(app: App[Any]) -> dict[str, Style]:
    # Asked of the theme itself: `theme_variables` follow a change of theme a moment later.
    variables, own = app.get_css_variables(), app.current_theme.ansi or app.no_color
    inks = {}
    for name, (variable, attributes, instead) in INKS.items():
        colour = Color.parse(variables[variable]).rich_color
        inks[name] = Style.parse(instead if own else attributes) + Style(color=colour)
    for name, (variable, attribute) in _GROUNDS.items():
        ground = Style(bgcolor=Color.parse(variables[variable]).rich_color)
        inks[name] = Style.parse(attribute) if own else ground
    return inks
