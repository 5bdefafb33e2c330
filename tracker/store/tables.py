"""Which tables are what: the one list that the journal, the cascades, the search and the checks are made from."""

from typing import Final

# Every table whose changes the journal records, parents before children. The columns named with a table are large and
# never change once inserted: the journal keeps them for a deleted row alone, so that no text is stored twice.
JOURNALED: Final[dict[str, tuple[str, ...]]] = {
    "source": (),
    "chain": (),
    "article": ("text", "marks"),
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
    "credibility": (),
    "others_decision": (),
    "claim": (),
    "same_text": (),
    "conflict": (),
    "conflict_value": (),
    "merge_suggestion": (),
    "feed": (),
}

# Columns that no one may change, with the reason: offsets and readings rest on them.
FIXED: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "article": (("text", "sha256"), "the text of an article is never changed"),
    "extraction": ((), "what an article said is never changed"),
}

# The facts: rows that evidence, readings, notes of a person and conflicts hang on by (kind, fact) = (table, id).
FACTS: Final = ("party", "person", "track", "track_event", "venue", "meeting", "attendance", "position", "assessment")

# Tables whose rows hang on a fact by their columns `kind` and `fact`; they go when the fact goes.
HANGING: Final = ("alias", "reading", "evidence", "manual_value", "conflict", "credibility", "others_decision")

# Facts that are searched by words, each with its number (part of a rowid: never renumber) and the parts that its words
# are made of. `{row}` is the fact's table.
_ALIASES = "(SELECT group_concat(name, ' ') FROM alias WHERE alias.kind = '{kind}' AND alias.fact = {row}.id)"
_SEARCHED_PARTS: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "party": (
        1,
        (
            "{row}.name",
            "{row}.code",
            "{row}.note",
            _ALIASES.format(kind="party", row="{row}"),
        ),
    ),
    "person": (
        2,
        (
            "{row}.name",
            "{row}.note",
            _ALIASES.format(kind="person", row="{row}"),
            "(SELECT group_concat(post, ' ') FROM role WHERE role.person = {row}.id)",
        ),
    ),
    "track": (3, ("{row}.name", "{row}.note")),
    "venue": (
        4,
        (
            "{row}.name",
            "{row}.locality",
            "{row}.note",
            _ALIASES.format(kind="venue", row="{row}"),
        ),
    ),
    "meeting": (
        5,
        (
            "(SELECT name FROM track WHERE track.id = {row}.track)",
            "(SELECT name || ' ' || coalesce(locality, '') FROM venue WHERE venue.id = {row}.venue)",
            "(SELECT group_concat(party.name, ' ') FROM meeting_party JOIN party ON party.id = meeting_party.party"
            " WHERE meeting_party.meeting = {row}.id)",
            "(SELECT group_concat(person.name, ' ') FROM attendance JOIN person ON person.id = attendance.person"
            " WHERE attendance.meeting = {row}.id)",
            "{row}.date_text",
            "{row}.condition",
            "{row}.issues",
            "{row}.note",
        ),
    ),
    "position": (
        6,
        (
            "{row}.text",
            "(SELECT name FROM party WHERE party.id = {row}.holder_party)",
            "(SELECT name FROM person WHERE person.id = {row}.holder_person)",
            "(SELECT name FROM person WHERE person.id = {row}.speaker)",
            "{row}.speaker_text",
            "(SELECT name FROM issue WHERE issue.id = {row}.issue)",
            "{row}.stance",
            "{row}.conditions",
            "{row}.note",
        ),
    ),
    "assessment": (
        7,
        (
            "{row}.words",
            "{row}.speaker_text",
            "(SELECT name FROM person WHERE person.id = {row}.speaker)",
            "(SELECT name FROM party WHERE party.id = {row}.party)",
            "{row}.note",
        ),
    ),
}
SEARCHED: Final[dict[str, tuple[int, str]]] = {
    kind: (number, " || ' ' || ".join(f"coalesce({part}, '')" for part in parts))
    for kind, (number, parts) in _SEARCHED_PARTS.items()
}

# Which columns of a fact change its own words.
SEARCHED_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "party": ("name", "code", "note"),
    "person": ("name", "note"),
    "track": ("name", "note"),
    "venue": ("name", "locality", "note"),
    "meeting": ("track", "venue", "date_text", "condition", "issues", "note"),
    "position": (
        "text",
        "holder_party",
        "holder_person",
        "speaker",
        "speaker_text",
        "issue",
        "stance",
        "conditions",
        "note",
    ),
    "assessment": ("words", "speaker_text", "speaker", "party", "note"),
}

# Rows that are a part of another fact's words: table, the kind of that fact, and its id (`{row}` is OLD or NEW).
PARTS_OF_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("role", "person", "{row}.person"),
    ("attendance", "meeting", "{row}.meeting"),
    ("meeting_party", "meeting", "{row}.meeting"),
)

# Names that stand in the words of other facts: table, its columns, the kind of those facts, and their ids.
NAMES_IN_WORDS: Final[tuple[tuple[str, tuple[str, ...], str, str], ...]] = (
    ("track", ("name",), "meeting", "SELECT id FROM meeting WHERE track = NEW.id"),
    ("venue", ("name", "locality"), "meeting", "SELECT id FROM meeting WHERE venue = NEW.id"),
    ("issue", ("name",), "position", "SELECT id FROM position WHERE issue = NEW.id"),
    ("person", ("name",), "meeting", "SELECT meeting AS id FROM attendance WHERE person = NEW.id"),
    (
        "person",
        ("name",),
        "position",
        "SELECT id FROM position WHERE holder_person = NEW.id UNION SELECT id FROM position WHERE speaker = NEW.id",
    ),
    ("person", ("name",), "assessment", "SELECT id FROM assessment WHERE speaker = NEW.id"),
    ("party", ("name",), "meeting", "SELECT meeting AS id FROM meeting_party WHERE party = NEW.id"),
    ("party", ("name",), "position", "SELECT id FROM position WHERE holder_party = NEW.id"),
    ("party", ("name",), "assessment", "SELECT id FROM assessment WHERE party = NEW.id"),
)
