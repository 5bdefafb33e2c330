"""The reader marks each fact's words, goes from fact to fact, and lets nothing through to the terminal."""

import time

import pytest
from textual.app import App

from tests.tui.sample import HOSTILE
from tracker.desk.views import Mark
from tracker.tui.actions import CannotActError
from tracker.tui.themes import register_themes
from tracker.tui.widgets.marking import pieces
from tracker.tui.widgets.reader import Reader

TEXT = "Talks between the US and Ukraine on Sunday, Axios reports.\n\nUmerov is expected to meet Zelenskyy in Paris."


def mark(words: str, fact: int, kind: str = "meeting", state: str = "suggested", text: str = TEXT) -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), kind, fact, state, words)


class Host(App):
    def __init__(self) -> None:
        super().__init__()
        register_themes(self)

    def compose(self):
        yield Reader()


def shown(app: App) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


@pytest.fixture
async def reader():
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        widget = app.query_one(Reader)
        widget.pilot = pilot
        yield widget


def cells(reader: Reader, words: str) -> list:
    """The styles under the first line that has `words`."""
    for y in range(reader.size.height):
        strip = reader.render_line(y)
        if words in strip.text:
            start = strip.text.index(words)
            styles = []
            at = 0
            for segment in strip:
                if at + len(segment.text) > start and at < start + len(words):
                    styles.append(segment.style)
                at += len(segment.text)
            return styles
    raise AssertionError(f"{words} is not on the screen")


def test_pieces_under_several_facts_name_them_all():
    marks = [Mark(0, 10, "meeting", 1, "suggested", ""), Mark(4, 6, "person", 2, "suggested", "")]
    assert [(p.start, p.end, p.marks) for p in pieces(marks, 20)] == [(0, 4, (0,)), (4, 6, (0, 1)), (6, 10, (0,))]


def test_marks_outside_of_the_text_are_left_out():
    assert pieces([Mark(5, 900, "meeting", 1, "suggested", ""), Mark(-3, 2, "person", 2, "suggested", "")], 20) == []


async def test_words_of_a_fact_are_underlined_and_its_letter_stands_in_the_margin(reader):
    reader.show(TEXT, [mark("Talks between the US and Ukraine on Sunday", 1), mark("Paris", 2, "venue")])
    assert all(style.underline for style in cells(reader, "Talks between the US"))
    assert not any(style.underline for style in cells(reader, "Axios"))
    lines = [reader.render_line(y).text for y in range(6)]
    assert lines[0][:6].strip() == "M"
    assert next(line for line in lines if "Paris" in line)[:6].strip() == "v"


async def test_the_current_fact_is_reversed_and_pointed_at_without_colour(reader):
    reader.show(TEXT, [mark("Talks between", 1), mark("Paris", 2, "venue")])
    reader.do_next_fact()
    assert all(style.reverse for style in cells(reader, "Talks between"))
    assert reader.render_line(0).text.startswith("▸")
    reader.do_next_fact()
    assert not any(style.reverse for style in cells(reader, "Talks between"))
    assert all(style.reverse for style in cells(reader, "Paris"))


async def test_brackets_go_through_the_facts_in_text_order_and_say_where_it_ends(reader):
    reader.show(TEXT, [mark("Paris", 3, "venue"), mark("Talks", 1), mark("Umerov", 2, "person")])
    seen = []
    for _ in range(3):
        reader.do_next_fact()
        seen.append(reader.current.fact)
    assert seen == [1, 2, 3]
    with pytest.raises(CannotActError):
        reader.do_next_fact()
    reader.do_previous_fact()
    assert reader.current.fact == 2


async def test_a_fact_that_is_mentioned_often_is_visited_once(reader):
    marks = [mark("Talks", 1), mark("US", 2, "party"), mark("Ukraine", 1), mark("Axios", 3, "party"), mark("Paris", 1)]
    reader.show(TEXT, marks)
    seen = []
    for _ in range(3):
        reader.do_next_fact()
        seen.append(reader.current.fact)
    assert seen == [1, 2, 3]
    reader.select("meeting", 1, near=len(TEXT))
    assert reader.current.title == "Paris"
    reader.do_previous_fact()
    assert reader.current.fact == 3


async def test_a_click_on_words_puts_the_cursor_on_their_fact():
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        reader = app.query_one(Reader)
        reader.show(TEXT, [mark("Talks between the US and Ukraine", 1), mark("Ukraine", 2, "party")])
        await pilot.click(Reader, offset=(6 + TEXT.index("between"), 0))
        assert reader.current.fact == 1
        await pilot.click(Reader, offset=(6 + TEXT.index("Ukraine"), 0))
        assert reader.current.fact == 2
        await pilot.click(Reader, offset=(2, 0))
        assert reader.current.fact == 2


async def test_without_facts_the_brackets_say_so(reader):
    reader.show(TEXT, [])
    with pytest.raises(CannotActError, match="No fact"):
        reader.do_next_fact()


async def test_selecting_a_fact_scrolls_to_it_and_an_unknown_one_changes_nothing(reader):
    text = "filler words here\n" * 200 + "Umerov met Witkoff."
    reader.show(text, [mark("Umerov met Witkoff", 7, text=text)])
    assert reader.select("meeting", 7)
    await reader.pilot.pause()
    assert reader.scroll_y > 150
    assert any("Umerov met" in line for line in shown(reader.app))
    assert not reader.select("meeting", 8)
    assert reader.current.fact == 7


async def test_after_a_change_the_cursor_stays_on_its_fact(reader):
    marks = [mark("Talks", 1), mark("Umerov", 2, "person"), mark("Paris", 3, "venue")]
    reader.show(TEXT, marks)
    reader.select("venue", 3)
    reader.show_marks([marks[0], mark("Paris", 3, "venue", "accepted")])
    assert (reader.current.fact, reader.current.state) == (3, "accepted")
    reader.show_marks([marks[0]])
    assert reader.current is None


async def test_another_width_keeps_the_current_fact_in_sight():
    app = Host()
    text = "some words that go on and on\n" * 100 + "Umerov met Witkoff." + "\nmore words" * 100
    async with app.run_test(size=(100, 20)) as pilot:
        reader = app.query_one(Reader)
        reader.show(text, [mark("Umerov met Witkoff", 7, text=text)])
        reader.select("meeting", 7)
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert any("Umerov met" in line for line in shown(app))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
async def test_hostile_text_is_shown_as_text(reader, number):
    text = HOSTILE[number]
    reader.show(text * 3, [Mark(0, len(text), "person", 1, "suggested", text)])
    reader.do_next_fact()
    await reader.pilot.pause()
    everything = "".join(shown(reader.app))
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u200b\u2028" for char in everything)
    if text.startswith("A[/red]"):
        assert "A[/red]B [1] [true,false]" in everything


async def test_wide_characters_fill_whole_cells(reader):
    reader.show("漢字" * 100, [])
    for y in range(5):
        assert reader.render_line(y).cell_length == reader.size.width


async def test_an_article_of_a_hundred_thousand_words_opens_and_scrolls_at_once(reader):
    text = ("The parties met again and said that the talks were useful. " * 20 + "\n\n") * 500
    marks = [Mark(i * 200, i * 200 + 40, "position", i, "suggested", "") for i in range(2500)]
    assert len(text.split()) > 100_000
    start = time.process_time()
    reader.show(text, marks)
    assert time.process_time() - start < 1
    for move in (reader.do_page_down, reader.do_bottom, reader.do_previous_fact, reader.do_top, reader.do_next_fact):
        start = time.process_time()
        move()
        for y in range(reader.size.height):
            reader.render_line(y)
        assert time.process_time() - start < 0.5, move
    reader.do_bottom()
    await reader.pilot.pause()
    assert any("useful" in line for line in shown(reader.app))


async def test_the_first_sentence_is_selected_without_the_header_above_it(reader):
    header = "title: Talks go on\ndate: 2025-12-01\n\n"
    reader.show(header + TEXT, (), body_start=len(header))
    await reader.pilot.pause()
    reader.do_range()
    assert (header + TEXT)[slice(*reader.selected)] == "Talks between the US and Ukraine on Sunday, Axios reports."
