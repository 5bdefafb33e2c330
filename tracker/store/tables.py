"""Which tables are what: the one list that the journal, the cascades, the search and the checks are made from."""

from typing import Final

# Every table whose changes the journal records, parents before children. The columns named with a table are large and
# never change once inserted: the journal keeps them for a deleted row alone, so that no text is stored twice.
JOURNALED: Final[dict[str, tuple[str, ...]]] = {
    "source": (),
    "chain": (),
    "article": ("text",),
    "party": (),
    "person": (),
    "alias": (),
    "role": (),
    "process": (),
    "track": (),
    "track_party": (),
    "track_event": (),
    "track_judgement": (),
    "venue": (),
    "meeting": (),
    "meeting_party": (),
    "attendance": (),
    "issue": (),
    "position": (),
    "assessment": (),
    "extraction": ("payload",),
    "reading": (),
    "evidence": (),
    "manual_value": (),
    "conflict": (),
    "conflict_value": (),
    "merge_suggestion": (),
}

# Columns that no one may change, with the reason: offsets and readings rest on them.
FIXED: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "article": (("text", "sha256"), "the text of an article is never changed"),
    "extraction": ((), "what an article said is never changed"),
}

# The facts: rows that evidence, readings, notes of a person and conflicts hang on by (kind, fact) = (table, id).
FACTS: Final = ("party", "person", "track", "track_event", "venue", "meeting", "attendance", "position", "assessment")

# Tables whose rows hang on a fact by their columns `kind` and `fact`; they go when the fact goes.
HANGING: Final = ("alias", "reading", "evidence", "manual_value", "conflict")

# Facts that are searched by their own words, each with its number (part of a rowid: never renumber) and the words.
# `{row}` is the fact's table.
SEARCHED: Final[dict[str, tuple[int, str]]] = {
    "party": (
        1,
        "{row}.name || ' ' || {row}.code || ' ' || {row}.note || ' ' || coalesce((SELECT group_concat(alias.name, ' ')"
        " FROM alias WHERE alias.kind = 'party' AND alias.fact = {row}.id), '')",
    ),
    "person": (
        2,
        "{row}.name || ' ' || {row}.note || ' ' || coalesce((SELECT group_concat(alias.name, ' ') FROM alias"
        " WHERE alias.kind = 'person' AND alias.fact = {row}.id), '') || ' ' || coalesce((SELECT"
        " group_concat(role.post, ' ') FROM role WHERE role.person = {row}.id), '')",
    ),
    "track": (3, "{row}.name || ' ' || {row}.note"),
    "venue": (
        4,
        "{row}.name || ' ' || coalesce({row}.locality, '') || ' ' || {row}.note || ' ' || coalesce((SELECT"
        " group_concat(alias.name, ' ') FROM alias WHERE alias.kind = 'venue' AND alias.fact = {row}.id), '')",
    ),
    "meeting": (
        5,
        "coalesce({row}.date_text, '') || ' ' || coalesce({row}.condition, '') || ' ' || {row}.issues || ' ' ||"
        " {row}.note",
    ),
    "position": (
        6,
        "{row}.text || ' ' || {row}.conditions || ' ' || coalesce({row}.speaker_text, '') || ' ' || {row}.note",
    ),
    "assessment": (7, "{row}.words || ' ' || coalesce({row}.speaker_text, '') || ' ' || {row}.note"),
}

# Which columns a change of makes the words of a fact anew.
SEARCHED_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "party": ("name", "code", "note"),
    "person": ("name", "note"),
    "track": ("name", "note"),
    "venue": ("name", "locality", "note"),
    "meeting": ("date_text", "condition", "issues", "note"),
    "position": ("text", "conditions", "speaker_text", "note"),
    "assessment": ("words", "speaker_text", "note"),
}
