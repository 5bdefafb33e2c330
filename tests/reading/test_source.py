"""Words of a command line become articles or sentences; one bad word does not stop the others."""

import io
import os
import re
import subprocess
import sys

import pytest

from tracker.domain.article import Article
from tracker.reading.errors import PartlyReadError, ReadingError
from tracker.reading.source import open_sources, read, read_each

PARAGRAPHS = "<p>Envoys met in Port Halden on Monday for three hours, the foreign ministry said.</p>" * 3


def outcome(word: str) -> list[str]:
    """For each item its first line of text, or its sentence."""
    return [
        str(error) if isinstance(error, ReadingError) else error.text.splitlines()[0]
        for item in open_sources([word])
        for error in read_each(item)
    ]


def test_a_file_is_named_as_given(data, monkeypatch):
    monkeypatch.chdir(data)
    (article,) = read(next(open_sources(["./envoys.txt"])))
    assert (article.file, article.published) == ("./envoys.txt", "2024-03-04")


def test_one_bad_word_does_not_stop_the_others(data, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.5 \xe2\xe3")
    words = [
        str(tmp_path / "missing.txt"),
        str(tmp_path / "scan.pdf"),
        "ftp://a.example/x",
        str(data / "envoys.txt"),
        "file:///etc/passwd",
    ]
    results = [result for item in open_sources(words) for result in read_each(item)]
    assert [isinstance(result, Article) for result in results] == [False, False, False, True, False]
    for result, said in zip(
        results, ["does not exist", "a PDF document", "only http and https", "", "only http and https"], strict=True
    ):
        assert said in str(result)


def test_a_folder_gives_its_files_in_order_and_a_bad_one_its_sentence(tmp_path):
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (tmp_path / "c.html").write_text(f"<html><body><article>{PARAGRAPHS}</article></body></html>")
    first, second, third = outcome(str(tmp_path))
    assert first == "First."
    assert "b.txt is not text" in second
    assert third.startswith("Envoys met")


def test_a_folder_without_articles_is_a_sentence(tmp_path):
    (said,) = outcome(str(tmp_path))
    assert "is a folder without articles" in said


def test_expansion_is_lazy(tmp_path):
    (tmp_path / "a.txt").write_text("First.")
    items = open_sources([str(tmp_path / "a.txt"), str(tmp_path / "later.txt")])
    next(items)
    (tmp_path / "later.txt").write_text("Written after the expansion began.")
    assert read(next(items))[0].text.startswith("Written")


def test_standard_input_once(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"date: 2025-12-01\n\nTalks.")))
    first, second = open_sources(["-", "-"])
    (article,) = read(first)
    assert (article.file, article.published) == ("-", "2025-12-01")
    with pytest.raises(ReadingError, match="can be read once"):
        read(second)


def test_a_page_on_standard_input_is_known_as_a_page(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((data / "page.html").read_bytes())))
    (article,) = read(next(open_sources(["-"])))
    assert article.published_basis == "page"


def test_a_page_without_an_article_and_xml_that_is_no_feed(data, tmp_path):
    (tmp_path / "a.xml").write_text('<?xml version="1.0"?><invoice><total>3</total></invoice>')
    assert "without an article" in outcome(str(data / "no_article.html"))[0]
    assert "neither an RSS nor an Atom feed" in outcome(str(tmp_path / "a.xml"))[0]


@pytest.mark.parametrize("name", ["a.html", "a.xml", "a.txt"])
def test_a_pdf_is_called_a_pdf_whatever_its_name_says(tmp_path, name):
    (tmp_path / name).write_bytes(b"%PDF-1.5 \xe2\xe3\xcf")
    assert "a PDF document" in outcome(str(tmp_path / name))[0]


def test_an_address_gives_a_page_or_text(site, data):
    page = site.page("/page", (data / "page.html").read_bytes())
    plain = site.page("/plain", "Rozmowy w Łodzi.".encode("iso-8859-2"), "text/plain; charset=iso-8859-2")
    (article,) = read(next(open_sources([site.redirect("/old", "/page")])))
    assert (article.file, article.url) == (f"{site.address}/old", page)
    assert article.title == "Envoys meet in Port Halden"
    (article,) = read(next(open_sources([plain])))
    assert (article.text, article.encoding, article.url) == ("Rozmowy w Łodzi.", "iso-8859-2", plain)


def test_the_name_of_an_address_has_no_password(site):
    site.page("/a", b"Talks resumed.", "text/plain")
    word = site.address.replace("http://", "http://me:secret@") + "/a"
    item = next(open_sources([word]))
    assert "secret" not in item.name
    assert "secret" not in str(read(item))


def test_a_feed_gives_its_articles_and_names_what_failed(site, data):
    page = re.sub(rb"<meta property=.article:published.*", b"", (data / "page.html").read_bytes())
    site.page("/second-round", page)
    site.page("/broken", b"", status=500)
    feed = (data / "feed.atom").read_text()
    broken = (
        '<entry><title>B</title><link href="/broken"/><id>2</id><updated>2024-03-06T00:00:00Z</updated></entry></feed>'
    )
    address = site.page("/feed", feed.replace("</feed>", broken).encode(), "application/atom+xml")
    with pytest.raises(PartlyReadError, match="1 of the 2 entries") as caught:
        read(next(open_sources([address])))
    (article,) = caught.value.articles
    assert article.url == f"{site.address}/second-round"
    assert (article.published, article.published_basis) == ("2024-03-05", "feed")
    assert "answered 500" in str(caught.value.errors[0])


def test_a_feed_in_a_file_reads_its_full_texts_and_asks_no_private_address(site, data, tmp_path):
    hidden = site.page("/secret", b"Talks.", "text/plain")
    feed = (data / "feed.rss").read_text().replace("<title>Neither", f"<link>{hidden}</link><title>Neither")
    (tmp_path / "feed.rss").write_text(feed)
    first, second = read_each(next(open_sources([str(tmp_path / "feed.rss")])))
    assert first.publisher == "Fjord Post – World"
    assert "only an address you give yourself" in str(second)
    assert site.seen == []


def test_a_feed_of_which_nothing_can_be_read_is_one_sentence(site, data):
    address = site.page("/feed", (data / "feed.atom").read_bytes(), "application/atom+xml")
    with pytest.raises(ReadingError, match="answered 404") as caught:
        read(next(open_sources([address])))
    assert not isinstance(caught.value, PartlyReadError)


def test_hostile_file_names_are_clean_in_the_record(tmp_path):
    name = os.fsencode(str(tmp_path)) + b"/\x1b[31m\xffa\n.txt"
    with open(name, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"Talks.")
    (article,) = read(next(open_sources([str(tmp_path)])))
    assert article.file.isprintable()
    article.file.encode()


def test_words_that_are_no_paths_are_sentences():
    for word in ("", "a\x00b", "x" * 5000, "\udcff"):
        (said,) = outcome(word)
        assert said.isprintable()


def test_nothing_slow_is_loaded_before_it_is_needed(data):
    code = (
        "import sys; from tracker.reading import source, paste; "
        f"source.read(next(source.open_sources([{str(data / 'envoys.txt')!r}]))); "
        "print({'trafilatura', 'feedparser', 'httpx', 'charset_normalizer', 'asyncio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
