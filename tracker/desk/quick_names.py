"""What the word that is being typed in a quick line can become: words of the closed lists, and known names."""

import re
import sqlite3
from datetime import date
from typing import Final

from tracker.desk.completing import known_names
from tracker.desk.line_words import PEOPLE
from tracker.desk.typed_line import kind_of, spoken, take_apart
from tracker.desk.typed_values import New, party
from tracker.domain.fields import FIELDS, KINDS
from tracker.domain.vocabulary import LEVELS
from tracker.store.database import Database
from tracker.store.queries import known_facts
from tracker.store.queries import names as known

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


def named_track(connection: sqlite3.Connection, text: str) -> int | None:
    """The track that parties and perhaps a level name ("us ua", "us, ru lead"); None where that is none or not clear.

    Of several with the same parties and no level named, the delegations' is meant.
    """
    codes = known.party_codes(connection)
    parties, level = set(), ""
    for word in re.split(r"[\s,]+", text.strip()):
        found = _party(connection, word)
        if found is not None:
            parties.add(codes.get(found, ""))
            continue
        fits = [one for one in LEVELS if len(word) >= _SHORTEST and one.startswith(word.lower())]
        if len(fits) != 1:
            return None
        level = fits[0]
    tracks = known_facts.tracks_of(connection, "+".join(sorted(parties)))
    if len(tracks) > 1:
        tracks = [row for row in tracks if row["level"] == (level or "delegation")]
    elif level:
        tracks = [row for row in tracks if row["level"] == level]
    return int(tracks[0]["id"]) if len(tracks) == 1 else None


def _party(connection: sqlite3.Connection, word: str) -> int | None:
    try:
        found = party(connection, word) if len(word) > 1 else None
    except ValueError:  # what cannot be an id is no party
        return None
    return None if isinstance(found, New) else found
