"""Finding in a list: terms, filters one on another, views, columns, the order; all there again after a restart."""

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.reader import Reader


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "finding.db")
    yield db
    db.close()


async def on(app, pilot, screen="positions"):
    await settle(pilot)
    app.show(screen)
    await settle(pilot)
    return app.screen


async def typed(pilot, words):
    await pilot.press("slash", *words, "enter")
    await settle(pilot)


async def test_filters_stack_and_esc_and_backspace_take_the_last_one(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await on(app, pilot)
        await typed(pilot, "stance:demand")
        assert screen.table.total == 2
        await typed(pilot, "party:RU")
        assert screen.table.total == 1
        assert "filter stance:demand + party:RU" in text(app)
        await pilot.press("slash", "backspace")
        await settle(pilot)
        await pilot.press("backspace", "backspace", *"US", "enter")
        await settle(pilot)
        assert "stance:demand + party:US" in text(app)
        assert screen.table.row["party"] == "US"
        await pilot.press("escape")
        await settle(pilot)
        assert screen.table.total == 2
        assert screen.words == "stance:demand"
        await pilot.press("escape")
        await settle(pilot)
        assert screen.words == ""
        assert app.current_mode == "positions"


async def test_a_term_that_the_list_does_not_have_is_answered_with_those_it_has(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await on(app, pilot)
        await typed(pilot, "stanc:demand")
        assert "There is no stanc: here, but " in app.message[1]
        assert "party:, person:, reliability:, since:" in app.message[1]
        assert screen.table.total == 2


@pytest.mark.parametrize("screen", ["status", "timeline", "people", "articles", "review", "positions"])
async def test_every_list_knows_parties(db, screen):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await on(app, pilot, screen)
        before = shown.table.total
        await typed(pilot, "party:xx")
        assert app.message[0] != "error"
        assert (before, shown.table.total) == (before, 0)
        await pilot.press("escape")
        await settle(pilot)
        await typed(pilot, "party:us")
        assert 0 < shown.table.total <= before


async def test_filters_order_columns_cursor_and_screen_are_there_again_after_a_restart(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await on(app, pilot, "people")
        await pilot.press("S", "S", "C", "j", "j", "space", "escape")
        await settle(pilot)
        assert "ROLES" not in text(app)
        await typed(pilot, "i")
        await pilot.press("j", "j")
        was = screen.table.row["name"], screen.sort
        app.exit()
    app.memory.write()
    again = TrackerApp(db)
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert again.current_mode == "people"
        assert (again.screen.table.row["name"], again.screen.sort) == was
        assert again.screen.table.cursor == 2
        assert "filter i\n" in text(again)
        assert "ROLES" not in text(again)


async def test_a_view_is_kept_under_a_name_and_shown_by_it(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await on(app, pilot)
        await typed(pilot, "party:RU")
        await pilot.press("V", "enter", *"x", "enter")
        await settle(pilot)
        assert "Kept as view “x”" in app.message[1]
        await pilot.press("escape")
        await settle(pilot)
        assert screen.table.total == 2
        await pilot.press("V", "enter")
        await settle(pilot)
        assert screen.table.total == 1
        assert "filter party:RU" in text(app)
        await pilot.press("V", "G", "enter", "enter")
        await settle(pilot)
        await pilot.press("V")
        await settle(pilot)
        assert "party:RU" not in text(app).split("Views of this list")[1].splitlines()[1]


async def test_columns_are_hidden_moved_sized_and_put_back(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await on(app, pilot)
        await pilot.press("C", "J", "less_than_sign", "less_than_sign")
        await settle(pilot)
        names = [column.name for column in screen.table.columns]
        assert names[:2] == ["party", "reported"]
        assert screen.table.columns[1].width == 11 - 4
        await pilot.press("0")
        await settle(pilot)
        assert screen.table.columns == screen.table.every_column
        for _ in screen.table.every_column[1:]:
            await pilot.press("space", "j")
        await pilot.press("space")
        await settle(pilot)
        assert len([one for one in screen.table.plan if one.shown]) == 1
        assert app.message == ("refused", "A list shows at least one column.")


async def test_jump_goes_to_the_row_whose_letters_are_typed(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await on(app, pilot, "review")
        await pilot.press("semicolon")
        await settle(pilot)
        line = text(app).splitlines()[4]
        await pilot.press(line[0])
        await settle(pilot)
        assert screen.table.cursor == 2
        await pilot.press("semicolon", "escape")
        assert app.current_mode == "review"
        assert screen.table.cursor == 2
        assert screen.table.marked == 0


async def test_what_another_program_wrote_into_the_memory_is_no_harm(db):
    from tracker.desk.remembered import remember

    for wild in (
        ["x"],
        {"filters": 3, "sort": ["no such column", 1], "columns": [["?", 1, 2], 5]},
        "[/red]",
        {"columns": {}},
    ):
        remember(db, {"list:people": wild, "cursor:people": wild, "screen": wild, "theme": wild, "views:people": wild})
        app = TrackerApp(db)
        async with app.run_test(size=(80, 24)) as pilot:
            await on(app, pilot, "people")
            await pilot.press("V")
            await settle(pilot)
            assert "Rustem Umerov" in text(app)


async def test_an_article_that_was_found_opens_at_the_words(db):
    app = TrackerApp(db, start="search")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"talks", "enter")
        await settle(pilot)
        table = app.screen.table
        at = next(index for index in range(table.total) if table.row_at(index).kind == "article")
        table.move_to(at)
        await pilot.press("enter")
        await settle(pilot)
        start, end = app.screen.query_one(Reader).selected
        assert app.screen.view.text[start:end].lower().startswith("talk")


async def test_a_fact_that_was_found_is_shown_with_the_words_it_rests_on(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("9", *"territory", "enter")
        await settle(pilot)
        assert app.screen.table.row.kind == "position"
        assert "suggested" in text(app)
        assert any(style == "exact" for line in app.screen.detail.lines[4:] for _, style in line.parts)


async def test_the_footer_names_only_keys_that_act_while_a_field_is_typed_in(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        def footer():
            return text(app).splitlines()[-1].split()

        steps = (("4", "1-9", False), ("slash", "keep", True), ("escape", "1-9", False), ("9", "found", True))
        for keys, said, field in steps:
            await pilot.press(keys)
            await settle(pilot)
            assert said in footer()
            assert ("quit" in footer()) is not field, "q is a letter like others there"


async def test_a_filter_that_is_taken_away_leaves_the_cursor_where_it_was(db):
    app = TrackerApp(db, start="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"jjjjj")
        await settle(pilot)
        before = app.screen.table.cursor, app.screen.selection()
        await pilot.press("slash", *"position")
        await settle(pilot)
        assert app.screen.selection() != before[1]
        await pilot.press("escape")
        await settle(pilot)
        assert (app.screen.table.cursor, app.screen.selection()) == before
