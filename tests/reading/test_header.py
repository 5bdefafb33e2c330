"""Header lines are read where they stand, and composed so that they read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.cleaning import clean, one_line
from tracker.reading.header import compose, day_of, parse


def body(text: str) -> str:
    return text[parse(text).body_start :]


def test_the_four_lines_in_any_case_and_order():
    text = "URL: https://a.example/x\nDate: 2025-12-01\ntitle:  Talks: a new round \nSOURCE: Fjord Post\n\nBody"
    head = parse(text)
    assert (head.title, head.published, head.source, head.url) == (
        "Talks: a new round",
        "2025-12-01",
        "Fjord Post",
        "https://a.example/x",
    )
    assert body(text) == "Body"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end):
    text = end.join(["title: A", "date: 2025-12-01", "", "", "Body"])
    assert (parse(text).published, body(text)) == ("2025-12-01", "Body")


@pytest.mark.parametrize("start", ["", " ", "\ufeff", "\ufeff ", "\n"])
def test_the_leading_date_form(start):
    text = f"{start}date 2025-12-01 Talks between two sides"
    assert (parse(text).published, body(text)) == ("2025-12-01", "Talks between two sides")


def test_a_leading_date_with_a_colon_before_prose_does_not_eat_the_paragraph():
    text = "date: 2025-12-01 Talks between the two sides went on until late at night."
    assert parse(text).published == "2025-12-01"
    assert body(text).startswith("Talks between")


@pytest.mark.parametrize(
    "text", ["Talks resumed.\n\ntitle: not a header", "Moscow: talks\ndate: 2025-12-01", "dated 2025-12-01 x", ""]
)
def test_a_text_without_header(text):
    head = parse(text)
    assert (head.body_start, head.title, head.published) == (0, None, None)


def test_a_byte_order_mark_is_no_part_of_the_body():
    assert parse("\ufeffTalks").body_start == 1


def test_a_header_that_ends_without_a_blank_line():
    assert body("title: A\nTalks resumed.") == "Talks resumed."


def test_lines_of_other_collections_are_read_past_only_inside_a_header():
    text = "title: A\nauthor: B. Writer\ndate: 2025-12-01\n\nBody"
    assert (parse(text).published, body(text)) == ("2025-12-01", "Body")
    assert parse("author: B. Writer\n\nBody").body_start == 0


def test_a_long_paragraph_after_source_is_no_header_line():
    text = "Source: " + "words of an article " * 20
    assert parse(text).body_start == 0


def test_empty_values_are_no_values():
    head = parse("title:\nsource: \ndate:\n\nBody")
    assert (head.title, head.source, head.published, head.notes) == (None, None, None, ())


def test_a_date_that_is_no_day_is_said_and_left_empty():
    for text in ("date: 2025-02-30\n\nBody", "date 2025-02-30 Body and more", "date: yesterday\n\nBody"):
        head = parse(text)
        assert head.published is None
        assert len(head.notes) == 1
        assert "is not a day" in head.notes[0]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-12-01", "2025-12-01"),
        ("2025-12-01T23:30:00-05:00", "2025-12-01"),
        ("2025/12/01", "2025-12-01"),
        ("31.12.2025", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("5/5/2025", "2025-05-05"),
        ("1 December 2025", "2025-12-01"),
        ("December 1, 2025", "2025-12-01"),
        ("Monday, Dec. 1, 2025", "2025-12-01"),
        ("Mon, 01 Dec 2025 23:30:00 -0500", "2025-12-01"),
    ],
)
def test_written_dates(words, day):
    assert day_of(words) == (day, None)


@pytest.mark.parametrize(
    "words",
    ["yesterday", "Monday", "May 2025", "2025-12", "2025", "31 February 2024", "in May", "1/12/25", "today at 5"],
)
def test_what_is_not_one_day_is_refused(words):
    day, sentence = day_of(words)
    assert day is None
    assert words in sentence


def test_a_date_that_can_be_two_days_is_refused_with_the_reason():
    assert day_of("1/12/2025")[0] is None
    assert "two days" in day_of("1/12/2025")[1]


VALUE = st.none() | st.text(max_size=80)
DAY = st.none() | st.dates().map(str)
BODY = st.text(min_size=1, max_size=200).map(clean).filter(lambda text: text.strip("\ufeff \t\r\n"))


@given(BODY, VALUE, DAY, VALUE, VALUE)
def test_a_composed_header_reads_back_with_the_same_offset(text, title, published, source, url):
    stored, start = compose(text, title=title, published=published, source=source, url=url)
    assert stored[start:] == text.lstrip("\ufeff \t\r\n")
    if start:
        head = parse(stored)
        assert (head.title, head.published, head.source, head.url) == (
            one_line(title or "") or None,
            published,
            one_line(source or "") or None,
            one_line(url or "") or None,
        )
        # A body may begin with white space that the reader of headers takes for a blank line; words never move.
        assert not stored[min(start, head.body_start) : max(start, head.body_start)].strip()
