"""What the word that is being typed in a quick line can become: words of the closed lists, and known names."""

from datetime import date
from typing import Final

from tracker.desk.completing import known_names
from tracker.desk.typed_line import PEOPLE, kind_of, spoken, take_apart
from tracker.domain.fields import FIELDS, KINDS
from tracker.store.database import Database

_NAMES: Final = {
    PEOPLE: "person", "holder_person": "person", "speaker": "person", "person": "person", "venue": "venue",
    "parties": "party", "target": "party", "party": "party", "holder_party": "party", "side": "party", "about": "track",
    "track": "track", "issues": "issue",
}  # fmt: skip
_SHORTEST: Final = 2


def offers(db: Database, line: str, piece: str, kind: str | None = None, limit: int = 6) -> list[str]:
    """What `piece`, the end of `line`, can become; best first, empty where nothing fits.

    Args:
        db: the open file.
        line: the whole line.
        piece: its last word.
        kind: the kind of fact that the line changes; None where its first word says it.
        limit: how many at most.
    """
    if kind is None and line.strip() == piece:
        return [one for one in KINDS if one.startswith(piece.lower())]
    changed = kind
    kind = changed or kind_of((line.split(maxsplit=1) or [""])[0])
    if kind is None or len(piece) < _SHORTEST or line.count('"') % 2:
        return []
    apart = take_apart(line, changed, today=date.today())
    last = max(apart.parts, key=lambda part: part.end, default=None)
    if last is not None and last.end == len(line) and last.field in _NAMES:
        return known_names(db, _NAMES[last.field], piece, limit)
    words = [
        spoken(choice)
        for one in FIELDS[kind]
        if one.type in ("choice", "issue")
        for choice in one.choices
        if choice.startswith(piece.lower())
    ]
    return (list(dict.fromkeys(words)) + known_names(db, "party", piece, limit))[:limit]
