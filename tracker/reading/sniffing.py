"""What bytes begin with: a web page, a feed, other XML; and the encoding that they name.

Only the first 4096 bytes are looked at, in steps that never go back, so that no beginning can make the look slow.
"""

import codecs
import re

_HEAD = 4096
# What may stand before the root: byte order mark, white space, processing instructions, comments, a feed's doctype.
_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!doctype rss", b">"), (b"<!doctype rdf", b">"))

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b")
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|[a-z]{1,20}:feed)[\s>/]")
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")


def head_of(data: bytes) -> bytes:
    """The first 4096 bytes without byte order mark, as UTF-8 where a mark says UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[: 2 * _HEAD].decode("utf-16", "ignore").encode("utf-8", "ignore")
    return data[:_HEAD].removeprefix(codecs.BOM_UTF8)


def _root(data: bytes) -> bytes:
    """What follows the things that may stand before a root element, in lower case."""
    head = head_of(data).lower().lstrip()
    while True:
        for start, end in _SKIPPED:
            if head.startswith(start):
                _, found, rest = head.partition(end)
                if not found:
                    return b""
                head = rest.lstrip()
                break
        else:
            return head


def is_html(data: bytes) -> bool:
    """True where `data` begins like a web page (whatever its name says)."""
    return _HTML.match(_root(data)) is not None


def is_feed(data: bytes) -> bool:
    """True where `data` begins like RSS, RDF or Atom."""
    return _FEED.match(_root(data)) is not None


def is_xml(data: bytes) -> bool:
    """True where `data` begins with an XML declaration."""
    return head_of(data).lstrip().startswith(b"<?xml")


def declared_encoding(data: bytes) -> str | None:
    """The character set that a page or feed itself names (XML declaration, `<meta charset>`), or None."""
    head = head_of(data)
    found = _XML.match(head) or _META.search(head)
    return found[1].decode("ascii") if found else None
