"""Text that an article has in common with others is found when it is read, so that one text printed twice counts once.

Which of two articles is the first is decided by their days, never by the order in which they came in.
"""

import sqlite3
from typing import Final

from tracker.desk.folding import days_apart
from tracker.domain import same_text
from tracker.store.journal import Write
from tracker.store.queries import same_texts as stored

# Articles so many days apart quote the same statement with few words in common.
_SAME_DAYS: Final = 3


def marks_of(text: str, body_start: int) -> list[int]:
    """By which marks an article's text is found again (its column `marks`)."""
    return same_text.marks(same_text.words(text, body_start))


def note(connection: sqlite3.Connection, write: Write, article: int) -> None:
    """Note the runs that an article shares with others, or note them anew where its day was changed.

    Args:
        connection: the connection of the transaction.
        write: the open transaction.
        article: row number; its text is there already.
    """
    own = stored.texts(connection, [article])[0]
    mine = same_text.words(own["text"], own["body_start"])
    near = stored.near(connection, article)
    found: set[tuple[int, int, int, int]] = set()
    for row in stored.texts(connection, near) if near else ():
        if own["publisher"] is not None and row["publisher"] == own["publisher"]:
            continue  # one publisher is one origin already, and its standing lines are in all that it prints
        other = same_text.words(row["text"], row["body_start"])
        if (row["day"], row["sha256"]) < (own["day"], own["sha256"]):
            later, words, first, source = article, mine, row["id"], other
        else:
            later, words, first, source = row["id"], other, article, mine
        near_days = days_apart(row["day"], own["day"]) <= _SAME_DAYS
        runs = same_text.shared(words, source, same_days=near_days)
        found |= {(later, run.start, run.end, first) for run in runs}
    rows = stored.of_article(connection, article)
    have = {(row["article"], row["start"], row["end"], row["first"]): row["id"] for row in rows}
    for key in have.keys() - found:
        write.delete("same_text", have[key])
    for later, start, end, first in sorted(found - have.keys()):
        write.insert("same_text", article=later, start=start, end=end, first=first)
