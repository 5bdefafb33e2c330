"""RSS and Atom: what a feed's entries hold, before anything is fetched.

An entry either carries its whole article, or a link to it, or neither (an error that names it).
"""

import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from tracker.domain.article import Article
from tracker.domain.cleaning import one_line
from tracker.reading import header
from tracker.reading.decoding import Decoded, decode
from tracker.reading.errors import ReadingError, shown_name
from tracker.reading.html import fragment_text
from tracker.reading.sniffing import declared_encoding
from tracker.reading.text import encoding_note, refuse_too_long, sha256_of
from tracker.reading.url import is_web_address, without_password

MOST_ENTRIES = 500
"""Entries of one feed that are read; what is beyond them is said, not read."""
ENOUGH_CHARACTERS = 900
"""A content of at least this many characters is the article; a shorter one is a teaser, and its link is followed."""

_CUT_OFF = re.compile(r"(\[…\]|\[\.\.\.\]|…|\.\.\.|read more|continue reading)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        name: what it is called in sentences: its link, else its title, else its number in the feed.
        url: where the article is; None where the entry has no web link.
        title, publisher, published: as the feed gives them; `published` an ISO day.
        text: the article's paragraphs where the feed carries all of it, else None.
        teaser: characters of text that the feed carries.
    """

    name: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    text: str | None
    teaser: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read: its encoding, the entries in its order, how many were left out as too many, its own title."""

    decoded: Decoded
    entries: tuple[Entry, ...]
    left_out: int
    title: str | None = None


def read_feed(
    data: bytes, name: str, *, declared: str | None = None, url: str | None = None, quiet: bool = False
) -> Feed:
    """The entries of a feed.

    Args:
        data: the bytes as they came.
        name: what the feed is called (path, address or "-"), for sentences.
        declared: the encoding that an HTTP header names.
        url: where the feed was fetched; relative links are resolved against it.
        quiet: a whole feed may be without entries, as one that is followed sometimes is.

    Raises:
        ReadingError: empty, not text, not well-formed enough to hold an entry, or without entries.
    """
    decoded = decode(data, name, declared or declared_encoding(data))
    import feedparser  # noqa: PLC0415 - slow to import, seldom needed

    # A stream, never a string: feedparser would open a string that looks like an address or a path.
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if url else {})
    # Its own cleaning of markup is left out: it takes minutes for what is made to be slow, and only words are kept.
    found = feedparser.parse(
        io.BytesIO(decoded.text.encode("utf-8", "replace")),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.entries and (found.bozo or not quiet):
        problem = "is damaged and has" if found.bozo else "is a feed that has"
        raise ReadingError(f"{shown_name(name)} {problem} no entries.")
    publisher = _line(found.feed.get("title"))
    entries = tuple(
        _entry(raw, number, publisher, url) for number, raw in enumerate(found.entries[:MOST_ENTRIES], start=1)
    )
    return Feed(decoded, entries, max(0, len(found.entries) - MOST_ENTRIES), publisher)


def _line(value: Any) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _entry(raw: Any, number: int, publisher: str | None, base: str | None) -> Entry:
    title = _line(fragment_text(raw["title"]) if isinstance(raw.get("title"), str) else None)
    link = _line(raw.get("link"))
    if link and base:
        link = urljoin(base, link)
    url = without_password(link) if link and is_web_address(link) else None
    source = raw.get("source")
    texts = [_text(content) for content in raw.get("content") or []] or [_text(raw.get("summary_detail"))]
    text = max(texts, key=len)
    whole = len(text) >= ENOUGH_CHARACTERS and not _CUT_OFF.search(text[-80:])
    return Entry(
        name=url or (f'entry {number} "{shown_name(title)}"' if title else f"entry {number}"),
        url=url,
        title=title,
        publisher=_line(source.get("title")) if isinstance(source, dict) and source.get("title") else publisher,
        published=_day(raw),
        text=text if whole else None,
        teaser=len(text),
    )


def _text(content: Any) -> str:
    if not isinstance(content, dict) or not isinstance(content.get("value"), str):
        return ""
    return fragment_text(content["value"])


def _day(raw: Any) -> str | None:
    """The day as the feed writes it (its own time zone); feedparser's reading (in UTC) where the words are unusual."""
    for key in ("published", "updated"):
        words, parsed = raw.get(key), raw.get(f"{key}_parsed")
        if isinstance(words, str) and words.strip():
            day = header.day_of(words)[0]
            if day:
                return day
        if parsed:
            return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
    return None


def article_of_entry(entry: Entry, feed: Feed, feed_name: str) -> Article:
    """The article of an entry that carries its whole text.

    Args:
        entry: one whose `text` is not None.
        feed: the feed it stands in (for the encoding).
        feed_name: what the feed is called; the article of an entry without a link is called by it.

    Raises:
        ReadingError: the entry has no text, or more than 5 MB.
    """
    if entry.text is None:
        raise ReadingError(f"{shown_name(entry.name)} has no text in the feed.")
    refuse_too_long(len(entry.text.encode("utf-8", "replace")), entry.name)
    text, body_start = header.compose(
        entry.text, title=entry.title, published=entry.published, source=entry.publisher, url=entry.url
    )
    return Article(
        file=entry.url or f"{feed_name}#{entry.name}",
        sha256=sha256_of(entry.text.encode("utf-8", "replace")),
        text=text,
        body_start=body_start,
        title=entry.title,
        publisher=entry.publisher,
        published=entry.published,
        published_basis="feed" if entry.published else None,
        url=entry.url,
        encoding=feed.decoded.encoding,
        encoding_guessed=feed.decoded.guessed,
        notes=encoding_note(feed.decoded),
    )
