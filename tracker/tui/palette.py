"""The palette's content: every action with its key; one that cannot act here says why, and says it when chosen, too."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tracker.tui import hosting
from tracker.tui.actions import ACTIONS, Action, shown_key

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
        for one in ACTIONS:
            if one.id not in _NOT_HERE:
                title = Content(_title(one))
                run = partial(hosting.act, self.screen, one.id)
                yield DiscoveryHit(self._shown(one, title), run, text=_title(one), help=self._help(one))

    async def search(self, query: str) -> Hits:
        """The actions whose name or sentence matches."""
        matcher = self.matcher(query)
        for one in ACTIONS:
            if one.id in _NOT_HERE:
                continue
            score = max(matcher.match(_title(one)), matcher.match(one.sentence) * 0.8)
            if score > 0:
                title = matcher.highlight(_title(one))
                run = partial(hosting.act, self.screen, one.id)
                yield Hit(score, self._shown(one, title), run, text=_title(one), help=self._help(one))


def _title(one: Action) -> str:
    return f"{one.group}: {one.label}"
