"""The list: any row of a million in a few reads, aligned whatever the letters, marks that survive a new read."""

import pytest
from rich.cells import cell_len

from tests.tui.driving import app_on, settle, text
from tracker.tui.screens.listing import ListScreen
from tracker.tui.sources import MemorySource
from tracker.tui.widgets.columns import GAP, Column, layout
from tracker.tui.widgets.table_rows import BLOCK, BLOCKS

MILLION = 1_000_000


class Counted:
    """Rows made on demand; remembers what was read."""

    def __init__(self, total=MILLION):
        self.total = total
        self.reads = []

    def count(self):
        return self.total

    def rows(self, start, size):
        self.reads.append((start, size))
        return list(range(start, min(start + size, self.total)))


class Numbers(ListScreen):
    TITLE = "Numbers"
    COLUMNS = (
        Column("name", "NAME", lambda row: f"row {row}", 12, flex=1),
        Column("right", "RIGHT", lambda row: (str(row), "dim"), 9, right=True),
    )
    EMPTY = "No numbers yet.\ni  read some"
    made = Counted

    def source(self, words, sort):
        self.last = self.made()
        return self.last

    def fact_of(self, row):
        return ("position", row)

    def key_of(self, row):
        return row


async def test_a_million_rows_are_walked_with_few_reads_and_little_memory():
    app = app_on(Numbers)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        table = app.screen.table
        assert table.total == MILLION
        assert "row 0 " in text(app)
        await pilot.press("G")
        assert table.cursor == MILLION - 1
        assert "row 999999" in text(app)
        await pilot.press("g", "pagedown", "pagedown", "j", "k", "k")
        page = 20 - 1 - 2 - 1
        assert table.cursor == 2 * page - 1
        for _ in range(BLOCKS * 2 * BLOCK // page):
            table.do_page_down()
        await pilot.pause()
        assert len(table.rows.blocks) <= BLOCKS
        assert all(size == BLOCK for _, size in app.screen.last.reads)
        assert len(app.screen.last.reads) < 3 * BLOCKS


async def test_a_cursor_move_paints_two_rows_and_nothing_else():
    app = app_on(Numbers)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        table = app.screen.table
        painted = []
        whole = table.lines.paint
        table.lines.paint = lambda row, looks: painted.append(row) or whole(row, looks)
        await pilot.press("j")
        await pilot.pause()
        assert sorted(painted) == [0, 1]


async def test_wide_and_combining_characters_stay_in_their_columns():
    names = [
        "plain",
        "漢字カナ名前漢字カナ名前漢字",
        "cafe\u0301 e\u0301e\u0301e\u0301",
        "👩 woman",
        "a\tb\x1b[2J\u202ec",
        "",
    ]

    class Names(Numbers):
        COLUMNS = (Column("name", "NAME", lambda row: row, 12), Column("end", "END", lambda row: "|", 3))
        made = staticmethod(lambda: MemorySource(names))

        def fact_of(self, row):
            return None

    app = app_on(Names)
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        rows = [line for line in text(app).splitlines() if "|" in line]
        assert len(rows) == len(names)
        assert {cell_len(row[: row.index("|")]) for row in rows} == {2 + 12 + GAP}
        assert "\x1b" not in text(app)
        assert "\u202e" not in text(app)
        assert "漢字…" in text(app) or "漢字カナ名…" in text(app)


async def test_space_marks_v_marks_a_range_and_esc_takes_them_away():
    app = app_on(Numbers)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        screen = app.screen
        await pilot.press("space", "j", "space")
        assert screen.selection() == [("position", 0), ("position", 2)]
        await pilot.press("v", "j", "j")
        assert [fact for _, fact in screen.selection()] == [0, 2, 3, 4, 5]
        assert "5 marked" in text(app)
        await pilot.press("v")
        assert screen.table.marked == 5
        await pilot.press("escape")
        assert screen.table.marked == 0
        assert screen.selection() == [("position", 5)]


async def test_a_range_too_long_is_refused_in_words():
    app = app_on(Numbers)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("v", "G", "v")
        assert app.message == ("refused", "A range has at most 2,000 rows.")


async def test_a_new_read_keeps_the_cursor_on_its_row():
    class Changing(Numbers):
        rows = (10, 20, 30, 40)
        made = staticmethod(lambda: MemorySource(Changing.rows))

    app = app_on(Changing)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j")
        assert app.screen.table.row == 30
        Changing.rows = (1, 2, 3, 10, 30, 40)
        app.data_changed(None)
        await settle(pilot)
        assert app.screen.table.row == 30
        Changing.rows = (1,)
        app.data_changed(None)
        await settle(pilot)
        assert app.screen.table.row == 1


async def test_the_ends_and_an_empty_list_say_why_a_key_does_nothing():
    app = app_on(Numbers)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("k")
        assert app.message == ("refused", "This is the first row.")
        await pilot.press("G", "j")
        assert app.message == ("refused", "This is the last row.")
    app = app_on(type("Empty", (Numbers,), {"made": staticmethod(lambda: MemorySource([]))}))
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert "No numbers yet." in text(app)
        assert "i  read some" in text(app)
        await pilot.press("j")
        assert app.message == ("refused", "No numbers yet.")


async def test_the_filter_is_live_kept_with_enter_and_cleared_with_esc():
    class Filtered(Numbers):
        def source(self, words, sort):
            rows = [f"{number} {'even' if number % 2 == 0 else 'odd'}" for number in range(100)]
            return MemorySource(
                rows, words=words, key=(lambda row: row) if sort else None, reverse=bool(sort and sort[1])
            )

        def fact_of(self, row):
            return None

    app = app_on(Filtered)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"odd 7")
        await settle(pilot)
        assert app.screen.table.total == 14
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.focused is app.screen.table
        assert "filter odd 7\n" in text(app)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert app.screen.table.row == "17 odd"
        await pilot.press("s", "enter")
        await settle(pilot)
        assert app.screen.table.row == "97 odd"
        assert "NAME▾" in text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.table.total == 100


async def test_it_follows_the_terminal_when_it_is_resized():
    app = app_on(Numbers)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("G")
        await pilot.resize_terminal(100, 12)
        await settle(pilot)
        lines = text(app).splitlines()
        assert "row 999999" in lines[9]
        assert lines[9].rstrip(" ▐").endswith("999999")


def test_where_what_is_always_shown_has_no_room_a_text_is_shortened_and_no_column_is_cut_off():
    columns = (Column("day", "DAY", str, 11), Column("text", "WORDS", str, 26, flex=5), Column("state", "", str, 1))
    for width in range(26, 60):
        shown = layout(columns, width, {"text": 60})
        assert [column.name for column, _ in shown] == ["day", "text", "state"]
        assert sum(room for _, room in shown) + GAP * 2 == width


@pytest.mark.parametrize("width", [20, 30, 40, 80, 200])
def test_columns_never_take_more_than_there_is_and_leave_out_the_least_important(width):
    columns = (
        Column("a", "A", str, 8, flex=2, most=20),
        Column("b", "B", str, 8, flex=1),
        Column("c", "C", str, 10, rank=1),
        Column("d", "D", str, 10, rank=2),
    )
    shown = layout(columns, width)
    assert sum(room for _, room in shown) + GAP * (len(shown) - 1) <= width
    names = [column.name for column, _ in shown]
    assert names[:2] == ["a", "b"]
    assert "d" not in names or "c" in names
    assert {column.name: room for column, room in shown}["a"] <= 20
