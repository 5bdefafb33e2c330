"""Pasted text: what the person says about it stands in its header, and offsets count it."""

import pytest

from tracker.reading.errors import ReadingError
from tracker.reading.header import parse
from tracker.reading.paste import article_from_paste


def test_date_and_source_of_the_person_become_header_lines():
    article = article_from_paste("Talks resumed on Monday.", "4 March 2024", "Fjord Post", "Talks")
    assert article.text == "title: Talks\ndate: 2024-03-04\nsource: Fjord Post\n\nTalks resumed on Monday."
    assert article.text[article.body_start :] == "Talks resumed on Monday."
    assert (article.published, article.published_basis, article.publisher) == ("2024-03-04", "person", "Fjord Post")
    assert parse(article.text).published == "2024-03-04"


def test_a_header_in_the_paste_is_read_and_the_person_outranks_it():
    text = "title: Talks\r\ndate: 2024-03-01\r\n\r\nTalks resumed.\r\rThey ended."
    own = article_from_paste(text)
    assert (own.published, own.published_basis, own.title) == ("2024-03-01", "header", "Talks")
    assert own.text[own.body_start :] == "Talks resumed.\n\nThey ended."
    corrected = article_from_paste(text, "2024-03-02")
    assert (corrected.published, corrected.published_basis, corrected.title) == ("2024-03-02", "person", "Talks")
    assert corrected.text.count("date:") == 1


def test_without_any_value_the_text_is_stored_alone():
    article = article_from_paste("Talks resumed.", "", " ", None)
    assert (article.text, article.body_start, article.published, article.published_basis) == (
        "Talks resumed.",
        0,
        None,
        None,
    )


def test_a_date_in_the_paste_that_is_no_day_is_said_until_the_person_gives_one():
    text = "date: last week\n\nTalks resumed."
    assert "is not a day" in article_from_paste(text).notes[0]
    assert article_from_paste(text).published is None
    assert article_from_paste(text, "2024-03-04").notes == ()


def test_the_same_words_under_another_date_have_the_same_hash():
    assert article_from_paste("Talks.", "2024-03-04").sha256 == article_from_paste("title: X\n\nTalks.\n").sha256


def test_a_day_that_is_none_is_refused_with_a_sentence():
    with pytest.raises(ReadingError, match="is not a day"):
        article_from_paste("Talks.", "next week")


@pytest.mark.parametrize("text", ["", " \n", "title: only this\n\n", "\u200b"])
def test_nothing_pasted_is_refused(text):
    with pytest.raises(ReadingError, match="no text"):
        article_from_paste(text)


def test_hostile_characters_and_header_injection():
    article = article_from_paste(
        "Talks \x1b[31m\udcff resumed.", None, "Post\ndate: 1999-01-01", "T\x1b[0m\nurl: http://evil.example"
    )
    assert "\x1b" not in article.text
    assert "\udcff" not in article.text
    head = parse(article.text)
    assert (head.published, head.url) == (None, None)
    assert article.text[article.body_start :].startswith("Talks")


def test_too_long_is_refused():
    with pytest.raises(ReadingError, match="more than 5 MB"):
        article_from_paste("word " * 1_100_000)
