"""Views of a list that were kept under a name: filters, order and columns, shown again by one choice."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from tracker.tui.actions import shown_key
from tracker.tui.display import one_line, plural
from tracker.tui.remembering import ListView

if TYPE_CHECKING:
    from tracker.tui.screens.listing import ListScreen

_KEEP: Final = "\0keep"
_PLAIN: Final = "\0plain"
_REMOVE: Final = "\0remove"
_LONGEST: Final = 60


class NamedViews:
    """The views of one list.

    Args:
        screen: the list.
    """

    def __init__(self, screen: "ListScreen") -> None:
        self._screen = screen
        self._name = f"views:{screen.list_id()}"

    def all(self) -> dict[str, ListView]:
        """Every view by its name, in the order of the names."""
        kept = self._screen.tracker.memory.get(self._name)
        if not isinstance(kept, Mapping):
            return {}
        return {str(name): ListView.from_json(kept[name]) for name in sorted(kept, key=str.casefold)}

    def ask(self) -> None:
        """Ask which view to show, or whether to keep this one, and do it."""
        views = self.all()
        options = [(name, _line(name, view)) for name, view in views.items()]
        options.append((_KEEP, "Keep what is shown now as a view…"))
        options.append((_PLAIN, "Everything, in the list's own order and columns"))
        if views:
            options.append((_REMOVE, "Remove a view…"))

        def answered(choice: str | None) -> None:
            if choice == _KEEP:
                self._ask_name()
            elif choice == _REMOVE:
                self._ask_which()
            elif choice == _PLAIN:
                self.show(ListView(), "Everything is shown.")
            elif choice is not None:
                self.show(views[choice], f"View: {one_line(choice)}.")

        self._screen.tracker.open("choice", "Views of this list", options, then=answered)

    def show(self, view: ListView, said: str) -> None:
        """Show the list so."""
        self._screen.show_view(view)
        self._screen.reshow()
        self._screen.say(said)

    def keep(self, name: str) -> None:
        """Keep what is shown now under a name."""
        name = one_line(name)
        self._put({**self.all(), name: self._screen.list_view()})
        self._screen.say(f"Kept as view “{name}”: {shown_key('views')} shows it again.")

    def remove(self, name: str) -> None:
        """Remove a view."""
        self._put({one: view for one, view in self.all().items() if one != name})
        self._screen.say(f"Removed the view “{one_line(name)}”.")

    def _put(self, views: Mapping[str, ListView]) -> None:
        kept: dict[str, Any] = {name: view.as_json() for name, view in views.items()}
        self._screen.tracker.remember(self._name, kept or None)

    def _ask_name(self) -> None:
        def wrong(text: str) -> str | None:
            if not one_line(text):
                return "A view needs a name."
            return f"At most {_LONGEST} letters." if len(one_line(text)) > _LONGEST else None

        self._screen.tracker.open(
            "prompt",
            "Keep this view as",
            value=one_line(" ".join(self._screen.list_view().filters))[:_LONGEST],
            hint="a name; one that is there already is replaced",
            check=wrong,
            then=lambda name: self.keep(name) if name else None,
        )

    def _ask_which(self) -> None:
        options = [(name, _line(name, view)) for name, view in self.all().items()]
        self._screen.tracker.open(
            "choice", "Remove which view", options, then=lambda name: self.remove(name) if name else None
        )


def _line(name: str, view: ListView) -> str:
    """A view in one line: its name, and what it does."""
    parts = [*view.filters]
    if view.sort:
        parts.append(f"by {view.sort[0]}")
    if view.plan:
        parts.append(plural(sum(one.shown for one in view.plan), "column"))
    said = " · ".join(parts)
    return one_line(f"{name}   {said}" if said and said != name else name)
