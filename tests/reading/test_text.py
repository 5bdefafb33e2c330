"""Plain text: stored as it is, of the same length, with what its header says."""

import hashlib
import re

import pytest

from tracker.domain.cleaning import clean
from tracker.reading.errors import ReadingError
from tracker.reading.text import read_text


def test_the_header_fills_the_fields_and_stays_in_the_text(data):
    raw = (data / "envoys.txt").read_bytes()
    article = read_text(raw, "envoys.txt")
    assert article.text == raw.decode()
    assert article.text[article.body_start :].startswith("Envoys of Ruritania")
    assert (article.title, article.publisher) == ("Envoys of Ruritania and Sylvania meet in Port Halden", "Fjord Post")
    assert (article.published, article.published_basis) == ("2024-03-04", "header")
    assert article.url == "https://fjord.example/envoys"
    assert article.sha256 == hashlib.sha256(raw).hexdigest()
    assert (article.encoding, article.encoding_guessed, article.notes) == ("utf-8", False, ())


def test_hostile_characters_are_replaced_one_for_one_and_line_ends_kept():
    raw = "\ufeffTalks \x1b]0;evil\x07 in\u202e Geneva\r\n\u200bended.".encode()
    article = read_text(raw, "a.txt")
    assert article.text == "\ufeffTalks  ]0;evil  in  Geneva\r\n ended."
    assert len(article.text) == len(raw.decode())


def test_the_address_it_was_fetched_from_counts_where_the_header_has_none(data):
    assert read_text(b"Talks.", "x", url="https://a.example/").url == "https://a.example/"
    assert (
        read_text((data / "envoys.txt").read_bytes(), "x", url="https://b.example/").url
        == "https://fjord.example/envoys"
    )


def test_a_guessed_encoding_is_stated():
    article = read_text("Café talks".encode("cp1252"), "a.txt")
    assert article.encoding_guessed
    assert "windows-1252" in article.notes[0]


def test_no_date_is_no_date():
    article = read_text(b"Talks resumed on Monday.", "a.txt")
    assert (article.published, article.published_basis) == (None, None)


@pytest.mark.parametrize(
    "raw", [b"", b"\n \n", b"title: A\ndate: 2025-12-01\n\n", b"\xef\xbb\xbf", "\u200b\u200b".encode()]
)
def test_nothing_to_read_is_refused(raw):
    with pytest.raises(ReadingError, match=r"a\.txt (is empty|holds no text)"):
        read_text(raw, "a.txt")


def test_over_five_megabytes_is_refused_and_just_below_is_not():
    assert len(read_text(b"word " * 999_999, "a.txt").text) == 4_999_995
    with pytest.raises(ReadingError, match="more than 5 MB"):
        read_text(b"word " * 1_000_001, "a.txt")


@pytest.mark.corpus
def test_every_article_of_the_corpus_keeps_its_length_and_has_its_day(corpus):
    files = [*(corpus / "articles").glob("*.txt"), *(corpus / "more").glob("*.txt")]
    assert files
    for file in files:
        article = read_text(file.read_bytes(), file.name)
        assert article.text == clean(file.read_bytes().decode())
        dated = re.match(r"(title:.*\n)?\s?date", article.text) is not None
        assert (article.published is not None) is dated, file.name
        assert article.notes == ()
        assert article.text[article.body_start :].strip()


def test_the_sample_has_its_day(sample):
    article = read_text(sample.read_bytes(), sample.name)
    assert article.published == "2025-12-01"
    assert article.text[article.body_start :].startswith("Talks between")
