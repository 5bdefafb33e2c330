"""A new fact that begins from another ("= security demand …"): what of it is the same, and what is never.

"=" is the fact under the cursor, "==" the one that was made last.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Final

from tracker.desk.errors import InvalidField
from tracker.desk.facts import values_of
from tracker.desk.typed_values import parse
from tracker.store.queries import rows

Like = tuple[tuple[str, int] | None, tuple[str, int] | None]
"""The fact under the cursor and the one that was made last, as (kind, number)."""

# What belongs to the words of one fact alone.
_OWN: Final = frozenset({"text", "words", "note", "condition", "conditions", "quote", "name", "aliases", "parent"})
# Fields that hang on another one: where that one is typed, they are not taken over.
_HANGS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "holder_person": ("holder_party", "speaker"),
    "speaker": ("holder_party", "holder_person"),
    "attribution_status": ("holder_party", "speaker", "holder_person"),
    "about_track": ("about_meeting",),
    "about_meeting": ("about_track",),
    "party": ("speaker",),
    "duration": ("date",),
}
# These follow from whose words they are and whether they are quoted; only an anonymous source stays the same.
_FOLLOWS: Final = frozenset({"on_record", "named_reported_speech"})


def copied(connection: sqlite3.Connection, like: tuple[str, int], typed: Mapping[str, str]) -> dict[str, str]:
    """The values that a new fact has from another, field by field.

    Args:
        connection: an open database.
        like: (kind, number) of the fact it begins from.
        typed: what the line says itself.
    """
    kind, number = like
    row = rows.fact(connection, kind, number)
    if row is None:
        return {}
    found = {name: text for name, text in values_of(connection, kind, row).items() if text and name not in _OWN}
    for name, others in _HANGS_ON.items():
        if any(other in typed for other in others):
            found.pop(name, None)
    if found.get("attribution_status") in _FOLLOWS:
        del found["attribution_status"]
    return {name: text for name, text in found.items() if _stands(connection, kind, name, text)}


def _stands(connection: sqlite3.Connection, kind: str, name: str, text: str) -> bool:
    """True where a value still can be said: what it names may have been rejected since."""
    try:
        parse(connection, kind, {name: text}, date.today())
    except InvalidField:
        return False
    return True
