"""Pages and feeds are known by their beginning, quickly whatever it is."""

import time

import pytest

from tracker.reading.sniffing import declared_encoding, is_feed, is_html, is_xml


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf  <html lang=en>", True),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', True),
        (b"<!-- saved --><html>", True),
        (b"Talks <html>", False),
        (b"<rss>", False),
        (b"<header> of a text", False),
    ],
)
def test_pages_are_known_by_their_beginning(head, expected):
    assert is_html(head) is expected


def test_declared_encodings_are_found():
    assert declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">') == "koi8-r"
    assert declared_encoding(b'<?xml version="1.0" encoding="iso-8859-2"?><x/>') == "iso-8859-2"
    assert declared_encoding(b"<html>") is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0">', True),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', True),
        (b"<rdf:RDF xmlns:rdf='x'>", True),
        (b"<html>", False),
        (b"<feedback>", False),
        (b"Talks <rss>", False),
        (b"<?xml version='1.0'?><article>", False),
    ],
)
def test_feeds_are_known_by_their_root(head, expected):
    assert is_feed(head) is expected


def test_utf16_feeds_are_known_too():
    assert is_feed('<?xml version="1.0"?><rss>'.encode("utf-16"))
    assert is_xml('<?xml version="1.0"?><x>'.encode("utf-16"))


@pytest.mark.parametrize(
    "piece", [b"<!---->", b"<?x?>", b"<!--", b"<?", b" ", b"<!doctype rss>", b"<meta charset", b"<"]
)
def test_a_beginning_made_to_be_slow_is_not(piece):
    began = time.process_time()
    for look in (is_feed, is_html, is_xml, declared_encoding):
        look(piece * 100_000 + b"x")
    assert time.process_time() - began < 1
