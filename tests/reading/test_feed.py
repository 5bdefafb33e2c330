"""RSS and Atom: each entry is an article, a link, or an error that names it."""

import time

import pytest

from tracker.reading.errors import ReadingError
from tracker.reading.feed import MOST_ENTRIES, article_of_entry, read_feed
from tracker.reading.text import read_text


def rss(items: str, encoding: str = "utf-8") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Fjord Post</title>'
    return (head + items + "</channel></rss>").encode(encoding)


def test_an_entry_with_its_whole_text_is_an_article(data):
    feed = read_feed((data / "feed.rss").read_bytes(), "feed.rss")
    entry = feed.entries[0]
    article = article_of_entry(entry, feed, "feed.rss")
    assert article.title == "Envoys & ministers meet in Port Halden"
    assert (article.published, article.published_basis) == ("2024-03-04", "feed")
    assert article.publisher == "Fjord Post – World"
    assert article.file == article.url == "https://fjord.example/envoys"
    paragraphs = article.text[article.body_start :].split("\n\n")
    assert len(paragraphs) == 4
    assert paragraphs[1].startswith("“We want the river border")
    assert "alert" not in article.text


def test_the_text_of_a_feed_article_reads_back_the_same(data):
    feed = read_feed((data / "feed.rss").read_bytes(), "feed.rss")
    article = article_of_entry(feed.entries[0], feed, "feed.rss")
    again = read_text(article.text.encode(), "x")
    assert (again.body_start, again.title, again.published) == (article.body_start, article.title, article.published)


def test_the_hash_is_of_the_words_so_that_a_new_date_in_the_feed_is_no_new_article(data):
    raw = (data / "feed.rss").read_bytes()
    feeds = [read_feed(raw, "f"), read_feed(raw.replace(b"04 Mar", b"05 Mar"), "f")]
    one, two = (article_of_entry(feed.entries[0], feed, "f") for feed in feeds)
    assert one.sha256 == two.sha256
    assert one.published != two.published


def test_a_teaser_is_a_link_to_follow_not_an_article(data):
    entry = read_feed((data / "feed.atom").read_bytes(), "f", url="https://halden.example/feed").entries[0]
    assert entry.text is None
    assert entry.url == "https://halden.example/second-round"
    assert entry.published == "2024-03-05"


def test_a_long_text_that_breaks_off_is_a_teaser():
    text = "The envoys talked for hours. " * 60 + "Read more"
    assert (
        read_feed(rss(f"<item><title>A</title><description>{text}</description></item>"), "f").entries[0].text is None
    )


def test_an_entry_with_neither_is_refused_when_asked_for(data):
    feed = read_feed((data / "feed.rss").read_bytes(), "f")
    assert feed.entries[1].text is feed.entries[1].url is None
    assert feed.entries[1].name == 'entry 2 "Neither text nor link"'
    with pytest.raises(ReadingError, match="entry 2"):
        article_of_entry(feed.entries[1], feed, "f")


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/x"])
def test_only_web_links_are_links(link):
    assert read_feed(rss(f"<item><title>A</title><link>{link}</link></item>"), "f").entries[0].url is None


def test_the_encoding_of_the_declaration_is_used():
    feed = read_feed(rss("<item><title>Rozmowy w Łodzi</title></item>", "iso-8859-2"), "f")
    assert feed.entries[0].title == "Rozmowy w Łodzi"
    assert (feed.decoded.encoding, feed.decoded.guessed) == ("iso-8859-2", False)


@pytest.mark.parametrize(
    "raw", [rss(""), b"<rss><channel><item", b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>']
)
def test_a_feed_without_entries_is_refused(raw):
    with pytest.raises(ReadingError, match=r"f\.rss .* no entries"):
        read_feed(raw, "f.rss")


def test_entities_that_name_files_or_explode_give_nothing_away():
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    raw = f'<?xml version="1.0"?>{bomb}<rss><channel><item><title>T &x; &b;</title></item></channel></rss>'.encode()
    try:
        titles = [entry.title or "" for entry in read_feed(raw, "f").entries]
    except ReadingError:
        titles = []
    assert not [title for title in titles if "root:" in title]


def test_hostile_titles_are_cleaned():
    feed = read_feed(rss("<item><title>A &lt;b&gt;bold&lt;/b&gt; \u202e\x9b31m one</title></item>"), "f")
    assert feed.entries[0].title.isprintable()


def test_more_entries_than_are_read_are_counted():
    feed = read_feed(rss("<item><title>A</title></item>" * (MOST_ENTRIES + 3)), "f")
    assert (len(feed.entries), feed.left_out) == (MOST_ENTRIES, 3)


def test_a_feed_made_to_be_slow_is_not():
    began = time.process_time()
    read_feed(rss(f"<item><title>A</title><description><![CDATA[{'<!--' * 50_000}]]></description></item>"), "f")
    assert time.process_time() - began < 5
