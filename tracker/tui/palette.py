"""The palette's content: every action with its key; one that cannot act here says why, and says it when chosen, too."""

import re
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tracker.tui import hosting
from tracker.tui.actions import ACTIONS, COLUMNS, Action, shown_key

_WORD = re.compile(r"\w+")
_NOT_HERE = frozenset({"palette", "back", "down", "up", "top", "bottom", "page_down", "page_up"})


class Actions(Provider):
    """The registry as commands."""

    def _shown(self, one: Action, title: Content) -> Content:
        key = shown_key(one.id)
        return Content.assemble(title, "  ", (key, "dim")) if key else title

    def _help(self, one: Action) -> str:
        return hosting.why_not(self.screen, one.id) or one.sentence

    async def discover(self) -> Hits:
        """All actions, in the registry's order."""
        for one in self._there():
            title = Content(_title(one))
            run = partial(hosting.act, self.screen, one.id)
            yield DiscoveryHit(self._shown(one, title), run, text=_title(one), help=self._help(one))

    async def search(self, query: str) -> Hits:
        """The actions that have the words, by their beginnings; where none has, those whose name is like them."""
        matcher = self.matcher(query)
        begun = [one for one in self._there() if has_words(f"{_title(one)} {one.sentence}", query)]
        for one in begun or self._there():
            score = matcher.match(_title(one)) or (0.1 if begun else 0)
            if score > 0:
                title = matcher.highlight(_title(one))
                run = partial(hosting.act, self.screen, one.id)
                yield Hit(score, self._shown(one, title), run, text=_title(one), help=self._help(one))

    def _there(self) -> list[Action]:
        """Those that are worth a line: the keys of a dialog only over that dialog."""
        scopes = getattr(self.screen, "SCOPES", ())
        return [one for one in ACTIONS if one.id not in _NOT_HERE and (COLUMNS not in one.scopes or COLUMNS in scopes)]


def has_words(text: str, query: str) -> bool:
    """True where each word of the query begins a word of the text."""
    words = _WORD.findall(text.lower())
    return all(any(word.startswith(piece) for word in words) for piece in _WORD.findall(query.lower()))


def _title(one: Action) -> str:
    return f"{one.group}: {one.label}"
