"""What the keys do on the screen one came from: the registry, by group, with the reason where one cannot act now."""

from itertools import groupby
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from tracker.desk.accuracy import measured
from tracker.tui import hosting
from tracker.tui.actions import GLOBAL, READER, glyph, in_scope, keys_of, shown_key
from tracker.tui.display import fit
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.host import Host
from tracker.tui.widgets.text_pane import Line, TextPane, rule, wrapped

KEYS = 16
"""Cells of the keys."""
QUICK = 30
"""Cells of what stands in the quick line."""


class HelpScreen(TrackerScreen):
    """The keys of one screen.

    Args:
        about: the screen that help was asked on.
    """

    TITLE: ClassVar[str] = "Help"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, READER)
    FOOTER: ClassVar[tuple[str, ...]] = ("back", "palette")

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about
        self._scopes = about.SCOPES if isinstance(about, Host) else (GLOBAL,)
        self._name = getattr(about, "TITLE", "") or ""
        # Asked now, while the screen has its focus: who carries out a key depends on it.
        self._reasons = {one.id: hosting.why_not(about, one.id) for one in in_scope(self._scopes)}

    def compose_body(self) -> ComposeResult:
        """The keys."""
        yield TextPane()

    def on_mount(self) -> None:
        """Show them, and let the keys scroll."""
        pane = self.query_one(TextPane)
        pane.show(self.lines)
        pane.focus()

    def subtitle(self) -> str:
        """Which screen it is about."""
        return f"the keys of {self._name}" if self._name else ""

    def lines(self, width: int) -> list[Line]:
        """A group, its keys; dim with the reason what cannot act now."""
        lines: list[Line] = []
        ordered = sorted(in_scope(self._scopes), key=lambda one: (_rank(one.group), one.group))
        for group, actions in groupby(ordered, key=lambda one: one.group):
            lines += [Line(), rule(width, group)] if lines else [rule(width, group)]
            for one in actions:
                keys = " ".join(glyph(key) for key in keys_of(one.id)) or "palette"
                reason = self._reasons[one.id]
                text = one.sentence if reason is None else f"{one.sentence} — now: {reason}"
                style = "plain" if reason is None else "dim"
                for number, part in enumerate(wrapped(text, max(1, width - KEYS))):
                    lines.append(Line(((fit(keys if number == 0 else "", KEYS), "key"), (part, style))))
        lines += [Line(), rule(width, f"The line of {shown_key('new')} and {shown_key('edit')}")]
        for words, meaning in _QUICK:
            for number, part in enumerate(wrapped(meaning, max(1, width - QUICK))):
                lines.append(Line(((fit(words if number == 0 else "", QUICK), "key"), (part, "plain"))))
        lines += [Line(), rule(width, "Signs")]
        for mark, meaning in _SIGNS:
            lines.append(Line(((fit(mark, KEYS), "key"), (meaning, "plain"))))
        return lines + _how_sure(width)


def _how_sure(width: int) -> list[Line]:
    """How often what is suggested was right, as measured: so that a person knows what to look at twice."""
    measure = measured()
    if measure is None:
        return []
    lines = [Line(), rule(width, "How often a suggestion is right")]
    for one in measure.classes:
        if one.right is not None and one.found is not None:
            words = f"{one.right:4.0%} of those shown are right; {one.found:4.0%} of what an article says is found"
            lines.append(Line(((fit(one.name, KEYS), "key"), (words, "plain"))))
    rest = (
        f"Measured on {measure.articles} articles about {measure.negotiations} negotiations, each left out in turn; "
        "expect somewhat less on others."
    )
    lines += [Line(((fit("", KEYS), "key"), (part, "dim"))) for part in wrapped(rest, max(1, width - KEYS))]
    return lines


def _rank(group: str) -> float:
    """What a screen has of its own comes right after the facts, and everywhere's last."""
    return _GROUPS.index(group) if group in _GROUPS else 0.5


_QUICK = (
    ("meeting US Ukraine", "a kind first, where a fact is new; then parties, in any order with the rest"),
    ("held  dem  terr/Donbas", "words of the lists by their beginning: held, demand, territory/Donbas"),
    ("@ Geneva  on 2 Dec", "place and day; a day may stand alone"),
    ("with Rubio, Yermak head", "who attends; -Yermak takes one away; (US) after a name is the party"),
    ("by Rubio  of Putin", "who says it; whose position it is, where that is another"),
    ("to UA  if …  for 5h", "towards whom; a condition; how long"),
    ('"will not s..region"', "words of the article: their beginning and end; .. alone goes to the end of the sentence"),
    (
        '"..Donbas.."  if "it ta..ds"',
        "the sentence that has a word; in any field of text, the article's words in short",
    ),
    ("by two ukr off", "somebody unnamed, or words: by the beginnings of the article's words"),
    ("= int  == dem", "a new fact like the one under the cursor, or like the one made last, but for what is said"),
    ("about us ua lead", "the talks an assessment is about: parties, and the level where there are several"),
    ("status:planned  venue:", "a field by its name; without a value it is emptied"),
    ("src …  since …", "who told it; since when it is known"),
)
_GROUPS = ("Facts", "Tracks", "Articles", "Lists", "Move", "Everywhere", "Screens")
_SIGNS = (
    ("?", "waits for review"),
    ("✓", "accepted or edited by a person"),
    ("×", "rejected: it does not count"),
    ("✎", "a person set this field; no later article changes it"),
    ("★", "a track that you follow"),
    ("*", "the phase was set by a person, not computed"),
    ("↑ ↓ ↔", "the side became harder, softer, or turned round since its last statement"),
    ("▸ •", "the cursor; a marked row"),
)
