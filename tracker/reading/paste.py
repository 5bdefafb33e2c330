"""Pasted text: the person says what it is, and the stored text says it too, in header lines."""

from tracker.domain.article import Article
from tracker.domain.cleaning import clean, one_line
from tracker.reading import header
from tracker.reading.errors import ReadingError
from tracker.reading.text import refuse_too_long, sha256_of


def article_from_paste(
    text: str,
    published: str | None = None,
    source: str | None = None,
    title: str | None = None,
    url: str | None = None,
    *,
    name: str = "pasted text",
) -> Article:
    """An article of text that somebody pasted.

    Header lines in the text are read as in a file; what the person gives outranks them. The stored text is a header
    composed of both, a blank line and the body, so offsets refer to what is stored. Line ends become line feeds (a
    terminal pastes carriage returns).

    Args:
        text: as pasted, not cleaned.
        published: the day, in any form that `header.day_of` reads; None or empty where the person does not know it.
        source: the publisher; None or empty where unknown.
        title: None or empty where unknown.
        url: None or empty where unknown.
        name: what the article is called where a file has its path.

    Raises:
        ReadingError: no text, over 5 MB, or `published` is not a day.
    """
    stored = clean(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    own = header.parse(stored)
    body = stored[own.body_start :].strip()
    if not body:
        raise ReadingError("There is no text in what was pasted.")
    refuse_too_long(len(body.encode()), name)
    day, basis, notes = own.published, "header" if own.published else None, own.notes
    if published and published.strip():
        day, problem = header.day_of(published)
        if problem:
            raise ReadingError(problem)
        basis, notes = "person", ()
    title = one_line(title or "") or own.title
    source = one_line(source or "") or own.source
    url = one_line(url or "") or own.url
    if title or day or source or url:
        stored, body_start = header.compose(body, title=title, published=day, source=source, url=url)
    else:
        body_start = own.body_start
    return Article(
        file=name,
        sha256=sha256_of(body.encode()),
        text=stored,
        body_start=body_start,
        title=title,
        publisher=source,
        published=day,
        published_basis=basis,
        url=url,
        notes=notes,
    )
