"""Plain text, with or without header lines: the stored text is the file decoded, of the same length."""

import hashlib

from tracker.domain.article import Article
from tracker.domain.cleaning import clean
from tracker.reading import header
from tracker.reading.decoding import Decoded, decode
from tracker.reading.errors import ReadingError, shown_name

LONGEST_TEXT = 5_000_000
"""Bytes of UTF-8 that one article's text may have."""


def sha256_of(data: bytes) -> str:
    """The hex digest of `data`."""
    return hashlib.sha256(data).hexdigest()


def refuse_too_long(size: int, where: str) -> None:
    """Raise ReadingError where a text of `size` bytes is longer than an article may be."""
    if size > LONGEST_TEXT:
        raise ReadingError(
            f"{shown_name(where)} holds {size / 1e6:.1f} MB of text; more than 5 MB is not read as one article."
        )


def encoding_note(decoded: Decoded) -> tuple[str, ...]:
    """The sentence that states a guessed encoding; nothing where the input said it."""
    if not decoded.guessed:
        return ()
    return (f"The encoding is not stated; the text was read as {decoded.encoding}, which is a guess.",)


def read_text(data: bytes, name: str, *, declared: str | None = None, url: str | None = None) -> Article:
    """Plain text as an article.

    Args:
        data: the bytes as they came.
        name: what the article is called (path, address or "-"), already clean.
        declared: the encoding that an HTTP header names.
        url: where it was fetched, used where the header lines name no address.

    Raises:
        ReadingError: empty, not text, or over 5 MB.
    """
    decoded = decode(data, name, declared)
    refuse_too_long(len(decoded.text.encode("utf-8", "replace")), name)
    text = clean(decoded.text)
    head = header.parse(text)
    if not text[head.body_start :].strip():
        raise ReadingError(
            f"{shown_name(name)} holds no text" + (" after its header lines." if head.body_start > 1 else ".")
        )
    return Article(
        file=name,
        sha256=sha256_of(data),
        text=text,
        body_start=head.body_start,
        title=head.title,
        publisher=head.source,
        published=head.published,
        published_basis="header" if head.published else None,
        url=head.url or url,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        notes=head.notes + encoding_note(decoded),
    )
