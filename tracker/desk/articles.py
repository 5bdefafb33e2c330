"""Articles to list and to read: the text, the marks of the facts it carries, and what is known about it."""

import json
from itertools import groupby

from tracker.desk.shown import SHOWN_FROM
from tracker.desk.titles import article_title, titles
from tracker.desk.views import ArticleRow, ArticleView, Mark
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.queries import evidence, review, rows, stored_articles


def articles(db: Database) -> list[ArticleRow]:
    """Every article, newest first."""
    return [
        ArticleRow(
            id=row["id"],
            title=article_title(row),
            published=row["published"],
            publisher=row["publisher"],
            language=row["language"],
            words=row["words"],
            facts=row["facts"],
            to_review=review.of_article(db.read, row["id"], SHOWN_FROM),
        )
        for row in stored_articles.listed(db.read)
    ]


def article_view(db: Database, article: int) -> ArticleView:
    """One article with the marks of the facts that count, in text order.

    Raises:
        Gone: where there is no such article.
    """
    connection = db.read
    row = stored_articles.one(connection, article)
    if row is None:
        raise Gone("This article is not there any more.")
    spans = list(evidence.of_article(connection, article))
    named = titles(connection, {(one["kind"], one["fact"]) for one in spans})
    states: dict[tuple[str, int], str] = {}
    for kind, group in groupby(sorted(named), key=lambda pair: pair[0]):
        for number, fact in rows.facts(connection, kind, [number for _, number in group]).items():
            below = fact["state"] == "suggested" and fact["confidence"] is not None and fact["confidence"] < SHOWN_FROM
            if fact["state"] != "rejected" and not below:
                states[kind, number] = fact["state"]
    marks = tuple(
        Mark(
            one["start"],
            one["end"],
            one["kind"],
            one["fact"],
            states[one["kind"], one["fact"]],
            named[one["kind"], one["fact"]],
        )
        for one in spans
        if (one["kind"], one["fact"]) in states
    )
    return ArticleView(
        id=article,
        title=article_title(row),
        text=row["text"],
        body_start=row["body_start"],
        published=row["published"],
        published_basis=row["published_basis"],
        publisher=row["publisher"],
        url=row["url"],
        file=row["file"],
        language=row["language"],
        notes=tuple(json.loads(row["notes"])),
        note=row["note"],
        marks=marks,
    )
