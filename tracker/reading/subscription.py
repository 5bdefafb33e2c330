"""A feed that is followed: fetched only where its server has a newer version, found from a page that links to it."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from tracker.reading import sniffing, url
from tracker.reading.errors import ReadingError, shown_name
from tracker.reading.feed import Feed, read_feed

_LINK = re.compile(rb"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_FEED_TYPES = frozenset(["application/rss+xml", "application/atom+xml"])
_HEAD = 200_000  # bytes of a page in which its feed is looked for


@dataclass(frozen=True, slots=True)
class Issue:
    """What a fetch of a feed gave: `feed` is None where its server still has the known version."""

    address: str
    feed: Feed | None
    version: url.Version


def fetch_feed(address: str, *, known: url.Version | None = None, limits: url.Limits | None = None) -> Issue:
    """Fetch a feed, or find that it is unchanged.

    Args:
        address: where it is; a person gave it.
        known: the version that was read before.
        limits: what it may cost.

    Raises:
        ReadingError: not reachable, or no feed.
    """
    got = url.fetch(address, limits=limits, known=known)
    if got.unchanged:
        return Issue(
            got.url, None, url.Version(got.version.etag or (known or got.version).etag, (known or got.version).modified)
        )
    if not sniffing.is_feed(got.data):
        raise ReadingError(f"{shown_name(address)} is neither an RSS nor an Atom feed.")
    return Issue(got.url, read_feed(got.data, address, declared=got.charset, url=got.url, quiet=True), got.version)


def find_feed(address: str, *, limits: url.Limits | None = None) -> Issue:
    """The feed at an address, or the one that the page there names as its own.

    Raises:
        ReadingError: not reachable, or neither.
    """
    got = url.fetch(address, limits=limits)
    if sniffing.is_feed(got.data):
        return Issue(address, read_feed(got.data, address, declared=got.charset, url=got.url, quiet=True), got.version)
    named = _named_in(got.data, got.url)
    if named is None:
        raise ReadingError(f"{shown_name(address)} is neither a feed nor a page that names one.")
    feed = url.fetch(named, limits=limits, named_by=got.url)
    if not sniffing.is_feed(feed.data):
        raise ReadingError(f"{shown_name(named)}, which {shown_name(address)} names as its feed, is none.")
    return Issue(named, read_feed(feed.data, named, declared=feed.charset, url=feed.url, quiet=True), feed.version)


def _named_in(data: bytes, base: str) -> str | None:
    for tag in _LINK.findall(data[:_HEAD]):
        values = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(tag.decode("utf-8", "replace"))
        }
        if "alternate" in values.get("rel", "").lower().split() and values.get("type", "").lower() in _FEED_TYPES:
            target = urljoin(base, values.get("href", "").strip())
            if url.is_web_address(target):
                return url.without_password(target)
    return None
