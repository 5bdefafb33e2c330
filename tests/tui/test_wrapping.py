"""Lines break at spaces, lose no character but the space they broke at, and never pass the width."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.tui.widgets.wrapping import Wrapping

TEXT = st.text(
    st.sampled_from("ab  \n\ncdé漢字e\u0301👍-.,“”") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=200
)


def wrapped(text: str, width: int) -> Wrapping:
    wrapping = Wrapping(text, width)
    wrapping.reach_offset(len(text))
    return wrapping


@given(TEXT, st.integers(1, 30))
@example("a" * 50, 7)
@example("漢" * 20, 1)
@example("\n\n", 5)
@example(" date 2025-12-01 Talks", 10)
def test_every_character_stands_in_one_line_or_is_white_space(text, width):
    lines = wrapped(text, width).lines
    at = 0
    for start, end in lines:
        assert start >= at
        assert not text[at:start].strip(" \n\r")
        at = end
    assert not text[at:].strip(" \n\r")


@given(TEXT, st.integers(2, 30))
def test_no_line_is_wider_than_the_screen(text, width):
    assert all(cell_len(text[start:end]) <= width for start, end in wrapped(text, width).lines)


@given(TEXT, st.integers(1, 30), st.integers(0, 250))
def test_the_line_of_an_offset_holds_it(text, width, offset):
    wrapping = Wrapping(text, width)
    if offset >= len(text):
        return
    number = wrapping.line_of(offset)
    line = wrapping.lines[number]
    after = wrapping.lines[number + 1].start if number + 1 < len(wrapping.lines) else len(text)
    assert line.start <= offset or not text[: line.start].strip()
    assert offset < max(after, line.end + 1)


def test_it_breaks_at_the_last_space_that_fits():
    text = "the talks were difficult"
    lines = wrapped(text, 14).lines
    assert [text[start:end] for start, end in lines] == ["the talks were", "difficult"]


def test_lines_are_found_as_far_as_they_are_asked_for():
    text = ("word " * 200 + "\n") * 1000
    wrapping = Wrapping(text, 80)
    wrapping.reach_line(10)
    assert len(wrapping.lines) < 100
    assert not wrapping.finished
    # The height is estimated within a few lines a paragraph, and exact once everything was found.
    assert wrapping.height > 10_000
    wrapping.advance(len(text))
    assert wrapping.finished
    assert wrapping.height == len(wrapping.lines)
