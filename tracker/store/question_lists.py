# ruff: noqa: S608 - all of it is SQL written here, what a person types is bound
"""The lists of what a person is asked: values that exclude each other, and facts that may be one."""

from typing import Final

from tracker.store.lists import KIND_NUMBERS, ListQuery, Sort

_NUMBERS: Final = " ".join(f"WHEN '{kind}' THEN {number}" for kind, number in KIND_NUMBERS.items())


def _words(kind: str, fact: str) -> str:
    """The searched words of the fact of a kind and number."""
    row = f"{fact} * 16 + CASE {kind} {_NUMBERS} END"
    return f"(SELECT words FROM fact_search WHERE fact_search.rowid = {row})"


_ABOUT: Final = _words("conflict.kind", "conflict.fact")
_DAY: Final = "coalesce(article.published, substr(article.ingested, 1, 10))"

CONFLICTS: Final = ListQuery(
    name="conflicts",
    source="conflict",
    columns={"kind": "conflict.kind", "fact": "conflict.fact"},
    sorts={
        # Open ones first, the newest first.
        "newest": Sort("(conflict.state = 'open') * 1000000000000 + conflict.id", down=True),
        "about": Sort(f"coalesce({_ABOUT}, conflict.kind) COLLATE NOCASE"),
        "field": Sort("conflict.field"),
        "state": Sort("conflict.state"),
    },
    text=(
        _ABOUT,
        "conflict.kind",
        "conflict.field",
        "conflict.state",
        "(SELECT group_concat(value, ' ') FROM conflict_value WHERE conflict_value.conflict = conflict.id)",
        "(SELECT group_concat(article.file, ' ') FROM conflict_value JOIN article ON article.id ="
        " conflict_value.article WHERE conflict_value.conflict = conflict.id)",
    ),
    options={
        # Two values that exclude each other were known by a day.
        "until": "(SELECT count(DISTINCT conflict_value.value) FROM conflict_value"
        " LEFT JOIN article ON article.id = conflict_value.article WHERE conflict_value.conflict = conflict.id"
        f" AND (article.id IS NULL OR {_DAY} <= :until)) > 1"
    },
    where="NOT (conflict.kind = 'meeting'"
    " AND EXISTS (SELECT 1 FROM meeting WHERE meeting.id = conflict.fact AND meeting.state = 'rejected'))"
    " AND NOT (conflict.kind = 'position'"
    " AND EXISTS (SELECT 1 FROM position WHERE position.id = conflict.fact AND position.state = 'rejected'))",
)

_ONE: Final = _words("merge_suggestion.kind", "merge_suggestion.one")
_TWO: Final = _words("merge_suggestion.kind", "merge_suggestion.two")

MERGES: Final = ListQuery(
    name="merges",
    source="merge_suggestion",
    columns={name: f"merge_suggestion.{name}" for name in ("kind", "one", "two", "reason")},
    sorts={
        "newest": Sort("merge_suggestion.id", down=True),
        "kind": Sort("merge_suggestion.kind"),
        "one": Sort(f"{_ONE} COLLATE NOCASE"),
        "two": Sort(f"{_TWO} COLLATE NOCASE"),
    },
    text=("merge_suggestion.kind", "merge_suggestion.reason", _ONE, _TWO),
    options={},
    where=f"merge_suggestion.decision IS NULL AND {_ONE} IS NOT NULL AND {_TWO} IS NOT NULL",
)
