"""Web pages: the article without the page around it."""

import time

import pytest

from tracker.reading.errors import ReadingError
from tracker.reading.html import fragment_text, read_html
from tracker.reading.text import read_text

SENTENCES = "<p>Envoys met in Port Halden on Monday for three hours, the foreign ministry said.</p>" * 3


def test_title_day_site_and_text(data):
    article = read_html((data / "page.html").read_bytes(), "page.html")
    assert article.title == "Envoys meet in Port Halden"
    assert (article.published, article.published_basis) == ("2024-03-04", "page")
    assert article.publisher == "Fjord Post"
    assert article.url == "https://fjord.example/envoys"
    assert article.text[article.body_start :].split("\n\n")[1] == (
        "“We want the river border to be respected,” said Ada Berg, who heads Ruritania’s delegation."
    )
    assert "Copyright" not in article.text
    assert "Sport" not in article.text


def test_the_printed_text_read_again_is_the_same_article(data):
    article = read_html((data / "page.html").read_bytes(), "page.html")
    again = read_text(article.text.encode(), "printed.txt")
    assert (again.text, again.body_start) == (article.text, article.body_start)
    assert (again.title, again.published, again.publisher, again.url) == (
        article.title,
        article.published,
        article.publisher,
        article.url,
    )


def test_the_address_it_was_fetched_from_outranks_what_the_page_claims(data):
    article = read_html((data / "page.html").read_bytes(), "x", url="https://mirror.example/1")
    assert article.url == "https://mirror.example/1"


def test_a_year_in_the_footer_is_no_date():
    page = f"<html><body><article>{SENTENCES}</article><footer>Copyright 2019</footer></body></html>".encode()
    assert read_html(page, "a.html").published is None


def test_the_declared_encoding_of_the_page_is_used():
    page = (
        '<html><head><meta charset="windows-1250"></head><body><article>'
        f"{SENTENCES}<p>Rozmowy w Łodzi były trudne.</p></article></body></html>"
    )
    article = read_html(page.encode("cp1250"), "a.html")
    assert "w Łodzi" in article.text
    assert (article.encoding, article.encoding_guessed) == ("windows-1250", False)


def test_hostile_characters_of_title_and_text_are_gone():
    page = (
        "<html><head><title>A\x1b[31m&#x202e;\ntitle: B</title></head><body><article><h1>x</h1>"
        f"{SENTENCES}<p>The en\u200bvoy said \x9b31m yes.</p></article></body></html>"
    )
    article = read_html(page.encode(), "a.html")
    assert not [char for char in article.text if (ord(char) < 32 and char != "\n") or char in "\u202e\u200b\x9b\x7f"]
    assert "The envoy said" in article.text
    assert "\n" not in article.title


@pytest.mark.parametrize(
    "page",
    [
        b"<html></html>",
        b"<html><body></body></html>",
        b"<!doctype html><p>Nothing here",
        b"<html><body><script>var a = 'many words. in a script. that nobody. should ever. read at all. here. or there.'"
        b"</script></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(ReadingError, match=r"a\.html is a web page without an article"):
        read_html(page, "a.html")


def test_the_page_of_links_is_refused(data):
    with pytest.raises(ReadingError, match="without an article"):
        read_html((data / "no_article.html").read_bytes(), "front.html")


def test_a_fragment_becomes_paragraphs_without_scripts():
    markup = "<p>One&nbsp;a</p><p>Two<br>b</p><script>bad()</script><ul><li>three &amp; x</li></ul><b>fo</b>ur"
    assert fragment_text(markup) == "One a\n\nTwo\n\nb\n\nthree & x\n\nfour"


def test_an_unclosed_hidden_element_hides_no_more_than_it_must():
    assert fragment_text("<nav>menu</nav></nav><p>Text stays</p>") == "Text stays"


def test_comments_are_not_words():
    assert fragment_text("Yes<!-- no --> and <p>no</p><!-- x -->more") == "Yes and\n\nno\n\nmore"


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<![CDATA[", "</a ", "<?", "&#", "<!", "<div>", "<p>x"])
def test_markup_made_to_be_slow_is_not(piece):
    began = time.process_time()
    fragment_text(piece * 50_000)
    assert time.process_time() - began < 3
