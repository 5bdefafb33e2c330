"""What is shown below an empty quick line: what one may type there, of the kind that it is about."""

from collections.abc import Collection, Mapping
from typing import Final

NEW: Final = (
    "meeting US Ukraine @ Geneva on 23 Nov with Rubio, Yermak",
    'position RU territory demand "first..last words"',
    "person Anna Berg (NO) as envoy",
    "track us ru leader",
    "assessment tone positive by a US official",
    "= demand begins from the fact under the cursor, == from the last new one",
)
SELECTED: Final = ("position RU territory demand", "meeting US Ukraine @ Geneva on 23 Nov", "assessment tone positive")
"""Where words are selected: they are what was said, and the evidence."""
_NOTE: Final = 'note:"…"'
CHANGES: Final[Mapping[str, tuple[str, ...]]] = {
    "meeting": ("planned", "on 2 Dec", "@ Geneva", "with Rubio, -Yermak", "for 5h", _NOTE, "venue: (empties it)"),
    "position": ("demand", "issue:security", "party:US", "by Rubio", _NOTE),
    "assessment": ("negative", "by a US official", _NOTE),
    "person": ("name:Anna Berg", "(US)", "as envoy", _NOTE, "party: (empties it)"),
    "track": ("leader", "US Ukraine", "name:Cod talks", _NOTE),
    "attendance": ("absent", "expected", "head", _NOTE),
    "party": ("name:Norway", _NOTE),
    "venue": ("name:Geneva", _NOTE),
}
"""Kind -> what changes one of its fields."""


def of_change(kinds: Collection[str]) -> tuple[str, ...]:
    """Examples of what changes facts of these kinds: of several kinds, what all of them have."""
    return CHANGES.get(next(iter(kinds)), (_NOTE,)) if len(set(kinds)) == 1 else (_NOTE,)
