"""Words of an article given in short."""

import pytest

from tracker.desk.quoting import Span, find, how_quoted, sentence_at

TEXT = (
    'They met on Sunday. "We will not cede land, and we will say so," the envoy said. '
    "He left\nfor home.\n\nThe end came"
)


def words(short):
    span = find(TEXT, short)
    return None if span is None else TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ("will not cede", "will not cede"),
        ("WILL  not\ncede", "will not cede"),
        ("will n..say", "will not cede land, and we will say"),
        ("will n…", 'will not cede land, and we will say so," the envoy said.'),
        ("..land", '"We will not cede land'),
        ("..envoy..", '"We will not cede land, and we will say so," the envoy said.'),
        ("He left for..", "He left\nfor home."),
        ("the end..", "The end came"),
        ("nothing such", None),
        ("will..Sunday", None),
        ("..", None),
        ("ill not", None),
    ],
)
def test_the_stretch_that_is_meant(short, found):
    assert words(short) == found


def test_the_sentence_around_an_offset():
    for offset in range(len(TEXT)):
        span = sentence_at(TEXT, offset)
        assert 0 <= span.start <= offset
        assert span.start < span.end
        assert not TEXT[span.start].isspace() or span.start == offset


def test_how_words_are_quoted():
    at = TEXT.index("We will")
    assert how_quoted(TEXT, Span(at, at + 21)) == "direct"
    assert how_quoted(TEXT, Span(at, TEXT.index(" He left"))) == "mixed"
    assert how_quoted(TEXT, Span(0, 18)) == "indirect"
    quote = TEXT.index('"')
    assert how_quoted(TEXT, Span(quote, TEXT.index(" the envoy"))) == "direct"
