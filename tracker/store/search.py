# ruff: noqa: S608 - all of it is SQL written here, what a person types is bound
"""Full-text search over articles and facts, with the words found marked.

What is typed is words, not a query language: nothing in it can be an operator or an error. Words in double quotes are
one phrase; every word or phrase must occur; a word of three letters or more may be the beginning of one.
"""

import re
import sqlite3
from dataclasses import dataclass
from typing import Final

from tracker.domain.cleaning import clean
from tracker.store.database import Database
from tracker.store.errors import told
from tracker.store.list_terms import ARTICLE_DAY
from tracker.store.tables import SEARCHED

# Marks around what was found. Stored text has no control characters; a stray one in a foreign file is taken out first.
_OPEN, _CLOSE = "\x02", "\x03"
_MARKS: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
_WORDS_IN_SNIPPET: Final = 24


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One hit: `kind` "article" or a kind of fact, and its id.

    `snippet` is some of its words on one line; `spans` are the words found in it, offsets in characters, half-open.
    """

    kind: str
    id: int
    snippet: str
    spans: tuple[tuple[int, int], ...]


def match_query(words: str) -> str | None:
    """What a person typed, as a query of FTS5 that cannot fail; None where there is no word in it."""
    parts = re.findall(r'"([^"]*)"|([^\s"]+)', words)
    found = []
    for phrase, word in parts:
        text = clean(phrase or word).replace("\x00", " ").strip()
        if any(char.isalnum() for char in text):
            found.append((text, not phrase))
    if not found:
        return None
    terms = [f'"{text}"' + ("*" if bare and len(text) >= 3 and text[-1].isalnum() else "") for text, bare in found]
    return " ".join(terms)


def search(db: Database, words: str, limit: int = 50, until: str | None = None) -> list[SearchHit]:
    """Facts first, then articles, the best matches of each first; rejected facts are left out.

    Args:
        db: the open file.
        words: as typed.
        limit: at most so many facts and so many articles.
        until: only articles that count by this day (ISO), and facts that they tell of or that were typed by then.

    Raises:
        StoreError: where the file cannot be read.
    """
    query = match_query(words)
    if query is None:
        return []
    try:
        return _facts(db.read, query, limit, until) + _articles(db.read, query, limit, until)
    except sqlite3.Error as error:
        raise told(error, db.path) from error


def matches(db: Database, article: int, words: str) -> list[tuple[int, int]]:
    """Where the words stand in one article: offsets in code points of its text, half-open, in order.

    Raises:
        StoreError: where the file cannot be read.
    """
    query = match_query(words)
    if query is None:
        return []
    sql = (
        "SELECT highlight(article_search, 1, ?, ?) AS marked, article.text AS text FROM article_search"
        " JOIN article ON article.id = article_search.rowid WHERE article_search MATCH ? AND article_search.rowid = ?"
    )
    try:
        row = db.read.execute(sql, (_OPEN, _CLOSE, query, article)).fetchone()
    except sqlite3.Error as error:
        raise told(error, db.path) from error
    if row is None:
        return []
    plain, spans = _unmarked(row["marked"])
    return list(spans) if plain == row["text"] else []


def _facts(connection: sqlite3.Connection, query: str, limit: int, until: str | None) -> list[SearchHit]:
    rows = connection.execute(
        "SELECT kind, fact, snippet(fact_search, 0, ?, ?, '…', ?) AS snippet FROM fact_search"
        " WHERE fact_search MATCH ? ORDER BY rank",
        (_OPEN, _CLOSE, _WORDS_IN_SNIPPET, query),
    )
    hits: list[SearchHit] = []
    for row in rows:
        if until is not None and not _is_known(connection, row["kind"], row["fact"], until):
            continue
        if not _is_rejected(connection, row["kind"], row["fact"]):
            hits.append(SearchHit(row["kind"], row["fact"], *_one_line(row["snippet"])))
            if len(hits) == limit:
                break
    return hits


def _is_known(connection: sqlite3.Connection, kind: str, fact: int, until: str) -> bool:
    if kind not in SEARCHED:
        return False
    sql = f"""SELECT 1 FROM "{kind}" WHERE id = :fact AND typed_by IS NOT NULL AND coalesce(known_since, '') <= :until
              UNION SELECT 1 FROM evidence JOIN article ON article.id = evidence.article
              WHERE evidence.kind = :kind AND evidence.fact = :fact AND {ARTICLE_DAY} <= :until LIMIT 1"""
    return connection.execute(sql, {"kind": kind, "fact": fact, "until": until}).fetchone() is not None


def _is_rejected(connection: sqlite3.Connection, kind: str, fact: int) -> bool:
    if kind not in SEARCHED:
        return True  # a row that only a foreign program can have written
    row = connection.execute(f'SELECT state FROM "{kind}" WHERE id = ?', (fact,)).fetchone()
    return row is None or row[0] == "rejected"


def _articles(connection: sqlite3.Connection, query: str, limit: int, until: str | None) -> list[SearchHit]:
    then = f" AND rowid IN (SELECT id FROM article WHERE {ARTICLE_DAY} <= ?)" if until else ""
    rows = connection.execute(
        "SELECT rowid, snippet(article_search, -1, ?, ?, '…', ?) AS snippet FROM article_search"
        f" WHERE article_search MATCH ?{then} ORDER BY rank LIMIT ?",
        (_OPEN, _CLOSE, _WORDS_IN_SNIPPET, query, *([until] if until else ()), limit),
    )
    return [SearchHit("article", row["rowid"], *_one_line(row["snippet"])) for row in rows]


def _one_line(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet on one line, without its marks, and where they were."""
    return _unmarked(re.sub(r"\s+", " ", marked).strip())


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the spans that they held; a mark without its partner marks nothing."""
    text, spans, start, length = [], [], None, 0
    last = 0
    for mark in _MARKS.finditer(marked):
        piece = marked[last : mark.start()]
        text.append(piece)
        length += len(piece)
        last = mark.end()
        if mark[0] == _OPEN:
            start = length
        elif start is not None:
            spans.append((start, length))
            start = None
    text.append(marked[last:])
    return "".join(text), tuple(spans)
