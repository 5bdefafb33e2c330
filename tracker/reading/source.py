"""What a person names on the command line or in the app, expanded into items and read one at a time.

`open_sources` never raises: what cannot be read is an item too, and `read` says why, so that one bad word does not
stop the others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.domain.article import Article
from tracker.domain.cleaning import clean
from tracker.reading import feed, file, folder, html, sniffing, standard_input, text, url
from tracker.reading.decoding import recognised
from tracker.reading.errors import PartlyReadError, ReadingError, shown_name

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HTML_SUFFIXES = frozenset([".html", ".htm", ".xhtml"])
_XML_SUFFIXES = frozenset([".xml", ".rss", ".atom"])


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One thing to read.

    Attributes:
        kind: "file", "url", "standard input", or "problem" (what is known to be unreadable; `read` raises it).
        name: how it is called in the record and in sentences: the path as given, the address, "-". No control
            characters, no password.
        target: path or address to open, as given.
        problem: the sentence, for the kind "problem".
    """

    kind: str
    name: str
    target: str = ""
    problem: str | None = None


def open_sources(words: Sequence[str]) -> Iterator[SourceItem]:
    """Expand PATH, URL, folder and `-` into items, lazily, in the order given; never raises."""
    standard_input_taken = False
    for word in words:
        if word == "-":
            if standard_input_taken:
                yield SourceItem("problem", "-", problem="Standard input (-) can be read once; it was named before.")
            else:
                yield SourceItem("standard input", "-")
            standard_input_taken = True
        elif url.is_web_address(word):
            yield SourceItem("url", _name(url.without_password(word)), word)
        elif _SCHEME.match(word):
            name = url.without_password(word)
            problem = f"{shown_name(name)} is not fetched: only http and https addresses are."
            yield SourceItem("problem", _name(name), problem=problem)
        else:
            yield from _open_path(word)


def _open_path(word: str) -> Iterator[SourceItem]:
    if not word.strip():  # to pathlib an empty name is the current folder
        yield SourceItem("problem", "", problem="An empty name names no file.")
        return
    path = Path(word)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False  # read_file says what is wrong with it
    if not is_folder:
        yield SourceItem("file", _name(word), word)
        return
    try:
        for found in folder.article_files(path):
            if isinstance(found, ReadingError):
                yield SourceItem("problem", _name(word), problem=str(found))
            else:
                yield SourceItem("file", _name(str(found)), str(found))
    except ReadingError as error:
        yield SourceItem("problem", _name(word), problem=str(error))


def _name(name: str) -> str:
    return clean(name).translate({ord(char): " " for char in "\t\n\r"})


def read(item: SourceItem, *, limits: url.Limits | None = None) -> list[Article]:
    """The articles of one item: one for a text or page, as many as it has for a feed.

    Args:
        item: from `open_sources`.
        limits: for what is fetched; the defaults of `url.Limits` where None.

    Raises:
        PartlyReadError: a feed some of whose entries could not be read; it carries the articles and the errors.
        ReadingError: nothing could be read; the sentence names what and where.
    """
    articles: list[Article] = []
    errors: list[ReadingError] = []
    for result in read_each(item, limits=limits):
        if isinstance(result, Article):
            articles.append(result)
        else:
            errors.append(result)
    if not articles:
        if len(errors) == 1:
            raise errors[0]
        raise ReadingError(f"None of the {len(errors)} entries of {shown_name(item.name)} could be read: {errors[0]}")
    if errors:
        raise PartlyReadError(shown_name(item.name), articles, errors)
    return articles


def read_each(item: SourceItem, *, limits: url.Limits | None = None) -> Iterator[Article | ReadingError]:
    """The articles and errors of one item as they come (a feed fetches entry by entry); never empty."""
    try:
        yield from _read(item, limits)
    except ReadingError as error:
        yield error


def _read(item: SourceItem, limits: url.Limits | None) -> Iterator[Article | ReadingError]:
    if item.problem is not None:
        raise ReadingError(item.problem)
    if item.kind == "url":
        got = url.fetch(item.target, limits=limits)
        yield from _articles(got.data, item.name, got.media_type, got.charset, got.url, limits)
    elif item.kind == "standard input":
        yield from _articles(standard_input.read_standard_input(), "-", "", None, None, limits)
    else:
        yield from _articles(file.read_file(Path(item.target)), item.name, "", None, None, limits)


def _articles(
    data: bytes, name: str, media_type: str, charset: str | None, address: str | None, limits: url.Limits | None
) -> Iterator[Article | ReadingError]:
    """Which reader: what the bytes begin with decides, then the media type or the file's ending."""
    if sniffing.is_feed(data):
        yield from _feed_articles(data, name, charset, address, limits)
    else:
        yield _single(data, name, media_type, charset, address)


def _single(data: bytes, name: str, media_type: str, charset: str | None, address: str | None) -> Article:
    suffix = Path(name).suffix.lower() if address is None else ""
    if sniffing.is_html(data):
        return html.read_html(data, name, declared=charset, url=address)
    if not recognised(data) and (
        sniffing.is_xml(data) or suffix in _XML_SUFFIXES or "xml" in media_type.replace("xhtml", "")
    ):
        raise ReadingError(f"{shown_name(name)} is XML, but neither an RSS nor an Atom feed.")
    if suffix in _HTML_SUFFIXES or "html" in media_type:
        return html.read_html(data, name, declared=charset, url=address)
    return text.read_text(data, name, declared=charset, url=address)


def _feed_articles(
    data: bytes, name: str, charset: str | None, address: str | None, limits: url.Limits | None
) -> Iterator[Article | ReadingError]:
    found = feed.read_feed(data, name, declared=charset, url=address)
    for entry in found.entries:
        try:
            yield entry_article(entry, found, name, address, limits)
        except ReadingError as error:
            yield error
    if found.left_out:
        yield ReadingError(
            f"{shown_name(name)} has {found.left_out} entries beyond the first {feed.MOST_ENTRIES}, which are not read."
        )


def entry_article(
    entry: feed.Entry, found: feed.Feed, name: str, address: str | None, limits: url.Limits | None = None
) -> Article:
    """The article of one entry: its text where the feed carries it, else what its link leads to.

    Args:
        entry: the entry.
        found: its feed.
        name: what the feed is called, for sentences.
        address: where the feed was fetched; None for a feed in a file.
        limits: for what is fetched.

    Raises:
        ReadingError: it has neither text nor link, or its link cannot be read.
    """
    if entry.text is not None:
        return feed.article_of_entry(entry, found, name)
    if entry.url is None:
        raise ReadingError(f"{shown_name(entry.name)} of {shown_name(name)} has neither its text nor a link.")
    # A feed in a file or on standard input names no host that could vouch for a private address.
    got = url.fetch(entry.url, limits=limits, named_by=address or "")
    if sniffing.is_feed(got.data):
        raise ReadingError(f"{shown_name(entry.url)} is a feed inside a feed: it is not followed.")
    return _filled(_single(got.data, entry.url, got.media_type, got.charset, got.url), entry)


def _filled(article: Article, entry: feed.Entry) -> Article:
    """A fetched page, its date and publisher from the feed where the page gives none.

    The stored text stays as the page's own: the values beside it say more, and nothing shifts.
    """
    if article.published is None and entry.published is not None:
        article = replace(article, published=entry.published, published_basis="feed")
    return replace(article, title=article.title or entry.title, publisher=article.publisher or entry.publisher)
