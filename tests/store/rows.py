"""Rows as the desk would write them, and what a file holds."""

from typing import Any

from tracker.store.database import Database
from tracker.store.journal import Write
from tracker.store.tables import JOURNALED

Dump = dict[str, list[tuple[Any, ...]]]


def dump(db: Database) -> Dump:
    """Every row of every journaled table, and the words that the search knows; equal dumps are equal files."""
    found = {
        table: [tuple(row) for row in db.read.execute(f'SELECT * FROM "{table}" ORDER BY id')] for table in JOURNALED
    }
    found["fact_search"] = [tuple(row) for row in db.read.execute("SELECT rowid, * FROM fact_search ORDER BY rowid")]
    return found


def article(write: Write, number: int, text: str = "Talks were held in Geneva.", **values: Any) -> int:
    """One article with the least it needs."""
    given = {"sha256": f"{number:064x}", "file": f"{number}.txt", "encoding": "utf-8", "ingested": "2025-12-01"}
    return write.insert("article", **(given | {"text": text} | values))


def ingest(write: Write, number: int, facts: int = 3) -> int:
    """An article with a party, a person and `facts` positions, each with a reading and evidence."""
    text = f"Article {number}: Erdoğan demands the “withdrawal” of forces.\r\n" * facts
    key = article(write, number, text)
    party = write.insert("party", code=f"P{number}", name=f"Party {number}", key=f"party{number}", confidence=0.9)
    person = write.insert("person", name=f"Person {number}", party=party, key=f"person{number}", confidence=1 / 3)
    write.insert("alias", kind="person", fact=person, name=f"P. {number}", folded=f"p {number}")
    write.insert("role", person=person, post="head of delegation")
    found = write.execute("SELECT id FROM issue WHERE name = 'territory'").fetchone()
    issue = found[0] if found else write.insert("issue", name="territory")
    for one in range(facts):
        reading = write.insert(
            "extraction",
            article=key,
            extractor="1",
            kind="position",
            local_id=str(one),
            payload='{"a": "ü"}',
            confidence=0.7,
            rule="r",
        )
        fact = write.insert(
            "position",
            holder_party=party,
            speaker=person,
            issue=issue,
            stance="demand",
            text=f"words {one} of {number}",
            key=f"position{number}-{one}",
            conditions=["if", "when"],
            reported_date="2025-12-01",
            confidence=0.1 + 0.2,
        )
        write.insert("reading", extraction=reading, kind="position", fact=fact)
        write.insert(
            "evidence", kind="position", fact=fact, article=key, start=0, end=7, exact="Article", extraction=reading
        )
    return key
