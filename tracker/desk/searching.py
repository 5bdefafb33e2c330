"""Search over articles and facts, each hit with a title that a person knows it by."""

import re
from datetime import date
from typing import Final

from tracker.desk.moment import moment
from tracker.desk.titles import article_title, titles
from tracker.desk.views import Hit
from tracker.store import search as store
from tracker.store.database import Database
from tracker.store.queries import stored_articles

_LIST: Final = re.compile(r'\[(?:"(?:[^"\\]|\\.)*(?:"(?:, )?|\Z))*(?:\]|\Z)')
"""A list as it is stored: [] or ["the one", "the other"]; at the end of a snippet it may be cut."""
_BLANK: Final = str.maketrans({"[": " ", "]": " ", '"': " "})


def search(db: Database, words: str, limit: int = 50, as_of: date | None = None) -> list[Hit]:
    """Facts first, then articles, that hold all of the words; rejected facts are left out.

    Args:
        db: the open file.
        words: as typed; a phrase in quotation marks is found as such.
        limit: at most so many facts and so many articles.
        as_of: only articles published by the end of this day, and facts that they tell of; None is today.
    """
    at = moment(db.read, as_of)
    found = store.search(db, words, limit, at.until if at.past else None)
    named = titles(db.read, [(one.kind, one.id) for one in found if one.kind != "article"])
    hits = []
    for one in found:
        if one.kind == "article":
            row = stored_articles.one(db.read, one.id)
            title = article_title(row) if row is not None else ""
        else:
            title = named.get((one.kind, one.id), "")
        if title:
            snippet = one.snippet if one.kind == "article" else without_brackets(one.snippet)
            hits.append(Hit(one.kind, one.id, title, snippet, one.spans))
    return hits


def without_brackets(text: str) -> str:
    """A fact's words without the brackets and quotation marks of the lists in them; as long as before."""
    return _LIST.sub(lambda found: found[0].replace('", "', " ;  ").translate(_BLANK), text)


def matches(db: Database, article: int, words: str) -> list[tuple[int, int]]:
    """Where the words stand in one article: offsets in its text, half-open, in order."""
    return store.matches(db, article, words)
