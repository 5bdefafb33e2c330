"""Names the file knows, for whoever is typing one."""

from typing import Final

from tracker.domain.names import fold, transliterated
from tracker.store.database import Database
from tracker.store.queries import completion

COMPLETED: Final = frozenset({"person", "party", "venue", "track", "issue"})
"""The types of fields (`domain.fields`) whose names can be completed."""


def known_names(db: Database, kind: str, typed: str, limit: int = 6) -> list[str]:
    """Known names that fit what is typed, best first.

    Args:
        db: the open file.
        kind: one of `COMPLETED`.
        typed: the beginning of a name or of one of its words; parties are found by id ("UA") and by name ("Ukr").
        limit: how many at most.

    Returns:
        Names as the form wants them: ids for parties. Empty where nothing fits, or nothing is typed.

    Raises:
        ValueError: where `kind` is none of `COMPLETED`.
    """
    if kind not in COMPLETED:
        raise ValueError(f"{kind} has no names to complete")
    # Names of people are kept in one form for every romanisation.
    folded = transliterated(typed) if kind == "person" else fold(typed)
    if not folded:
        return []
    if kind == "track":
        return completion.tracks_named(db.read, typed.strip(), limit)
    if kind == "issue":
        return completion.issues_named(db.read, typed.strip().lower(), limit)
    found = completion.parties_of_code(db.read, typed.strip().upper(), limit) if kind == "party" else []
    found += completion.names_beginning(db.read, kind, folded, limit)
    return list(dict.fromkeys(found))[:limit]
