"""Web pages: title, date, site and the text of the article, found by trafilatura, without the page around it.

The stored text is header lines (as in a plain text, so that the printed text can be read again with the same offsets),
a blank line, and the paragraphs, a blank line between two.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from tracker.domain.article import Article
from tracker.domain.cleaning import clean, one_line, without_invisibles
from tracker.reading import header
from tracker.reading.decoding import decode
from tracker.reading.errors import ReadingError, shown_name
from tracker.reading.sniffing import declared_encoding
from tracker.reading.text import encoding_note, refuse_too_long, sha256_of

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(\s|\Z)")
_WHITE = re.compile(r"\s+")
_LEAST_WORDS = 12

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tr",
        "table",
        "section",
        "article",
    ]
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "iframe", "figcaption", "nav"])


def read_html(data: bytes, name: str, *, declared: str | None = None, url: str | None = None) -> Article:
    """The article of a web page.

    Args:
        data: the bytes as they came.
        name: what the article is called (path, address or "-"), already clean.
        declared: the encoding that an HTTP header names; it outranks the page's own.
        url: where the page was fetched; None for a saved page (its own canonical address is used then).

    Raises:
        ReadingError: empty, not text, no article in it, or over 5 MB of text.
    """
    decoded = decode(data, name, declared or declared_encoding(data))
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.3 s to import, and most articles are plain text

    found = bare_extraction(
        without_invisibles(decoded.text).replace("\x00", " "),
        url=url,
        with_metadata=True,
        include_comments=False,
        # Only dates that the page states in a marked place: the extensive search takes a year out of the footer.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict) or not found.text:
        raise ReadingError(f"{shown_name(name)} is a web page without an article in it.")
    title = one_line(found.title or "") or None
    body = _paragraphs(found.text, title)
    if len(body.split()) < _LEAST_WORDS or not _SENTENCE_END.search(body):
        raise ReadingError(f"{shown_name(name)} is a web page without an article in it.")
    refuse_too_long(len(body.encode("utf-8", "replace")), name)
    address = url or _web_address(found.url)
    published, note = header.day_of(found.date) if found.date else (None, None)
    publisher = (
        one_line(found.sitename or "")
        or (urlsplit(address).hostname or "" if address else "").removeprefix("www.")
        or None
    )
    text, body_start = header.compose(body, title=title, published=published, source=publisher, url=address)
    return Article(
        file=name,
        sha256=sha256_of(data),
        text=text,
        body_start=body_start,
        title=title,
        publisher=publisher,
        published=published,
        published_basis="page" if published else None,
        url=address,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        notes=((note,) if note else ()) + encoding_note(decoded),
    )


def _paragraphs(text: str, title: str | None) -> str:
    """One paragraph a block, cleaned; the headline, which stands in the header, not once more."""
    lines = [line for line in (one_line(line) for line in clean(text).splitlines()) if line]
    if lines and title and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    return "\n\n".join(lines)


def _web_address(address: str | None) -> str | None:
    """A canonical address as the page states it; None for what is no web address."""
    line = one_line(address or "")
    return line if line.startswith(("http://", "https://")) and " " not in line else None


def fragment_text(markup: str) -> str:
    """The paragraphs of a piece of HTML that is known to be the article (a feed entry's content), cleaned."""
    # By lxml, through trafilatura: html.parser takes a minute for 200 kB of "<!--".
    from trafilatura import load_html  # noqa: PLC0415

    root = load_html(f"<html><body>{clean(without_invisibles(markup))}</body></html>")
    if root is None:
        return ""
    pieces: list[str] = []
    # Every element twice on the stack: to be entered, then to be left (its tail belongs to what is around it).
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        block = "\n" if element.tag in _BLOCKS else ""
        if entering:
            stack.append((element, False))
            if isinstance(element.tag, str) and element.tag not in _UNSEEN:
                pieces += [block, _WHITE.sub(" ", element.text or "")]
                stack += [(child, True) for child in reversed(element)]
        else:
            pieces += [block, _WHITE.sub(" ", element.tail or "")]
    return _paragraphs("".join(pieces), None)
