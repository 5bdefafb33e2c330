"""A list of facts in Markdown, each with the words it rests on and numbered sources: what a list of the app shows."""

from collections.abc import Sequence

from tracker.desk.articles import articles
from tracker.desk.citing import Sources, safe
from tracker.desk.facts import evidence_of, titles
from tracker.domain import edtf
from tracker.store.database import Database

_QUOTES = 3


def fact_list(db: Database, kind: str, numbers: Sequence[int], heading: str) -> str:
    """The list, in Markdown.

    Args:
        db: the open file.
        kind: one of `domain.fields.KINDS`, or "article".
        numbers: row numbers, in the order to print them.
        heading: what the list is, for its first line.
    """
    sources = Sources(db)
    lines = _articles(db, numbers) if kind == "article" else _facts(db, kind, numbers, sources)
    parts = [f"# {safe(heading[:1].upper() + heading[1:])}", "", *(lines or ["Nothing fits.", ""])]
    if sources.lines:
        parts += ["## Sources", "", *sources.lines, ""]
    return "\n".join(parts).rstrip() + "\n"


def _facts(db: Database, kind: str, numbers: Sequence[int], sources: Sources) -> list[str]:
    named = titles(db, [(kind, number) for number in numbers])
    lines: list[str] = []
    for number in numbers:
        evidence = evidence_of(db.read, kind, number)[:_QUOTES]
        lines.append(f"- **{safe(named[kind, number])}**" + ("" if evidence else " (typed)"))
        lines += [f"  - “{safe(one.exact)}” {sources.mark(one)}" for one in evidence]
    return [*lines, ""] if lines else []


def _articles(db: Database, numbers: Sequence[int]) -> list[str]:
    wanted = set(numbers)
    lines = [
        f"- **{safe(row.title)}**, {safe(row.publisher or 'no source')}, {edtf.shown(row.published) or 'no date'}: "
        f"{row.facts} {'fact' if row.facts == 1 else 'facts'}"
        for row in articles(db)
        if row.id in wanted
    ]
    return [*lines, ""] if lines else []
