"""The pane beside a list: what it says while the list has the keys, and that it shows the rest when it has them."""

from dataclasses import replace
from datetime import date

import pytest
from textual.app import App

from tests.tui import sample
from tests.tui.driving import settle, text
from tests.tui.test_fact_detail import ONE
from tracker.desk.views import FactView
from tracker.tui.app import TrackerApp
from tracker.tui.themes import register_themes
from tracker.tui.track_lines import ROWS, position_lines
from tracker.tui.widgets.fact_detail import FactDetail
from tracker.tui.widgets.text_pane import Line, TextPane

DAY = date(2025, 12, 1)


class OnePane(App):
    """A pane that fills the screen, without the keys at first."""

    AUTO_FOCUS = None
    CSS = "TextPane { scrollbar-size: 0 0; }"  # as the app's own style sheet has it

    def __init__(self, pane):
        super().__init__()
        register_themes(self, "dark")
        self.pane = pane

    def compose(self):
        yield self.pane


def fact(places):
    evidence = tuple(replace(ONE, id=at, article=at, exact=f"they met {at} times") for at in range(places))
    return FactView("meeting", 1, "Talks in Aldor", "accepted", None, None, (), evidence, "", "Aldor Post", places)


@pytest.mark.parametrize("places", [2, 3, 5])
async def test_two_places_of_a_fact_are_shown_and_the_others_where_the_pane_has_the_keys(places):
    app = OnePane(FactDetail())
    async with app.run_test(size=(60, 40)) as pilot:
        app.pane.show_fact(fact(places))
        await pilot.pause()
        assert "they met 1 times" in text(app)
        assert "they met 2 times" not in text(app)
        said = {3: ["and 1 more place in the articles: tab"], 5: ["and 3 more places in the articles: tab"]}
        assert [line.strip() for line in text(app).splitlines() if "more place" in line] == said.get(places, [])
        assert all(f"they met {at} times" in app.pane.text() for at in range(places))  # what is copied is whole
        app.pane.focus()
        await pilot.pause()
        assert all(f"they met {at} times" in text(app) for at in range(places))
        app.screen.set_focus(None)
        await pilot.pause()
        assert "they met 2 times" not in text(app)


async def test_without_the_keys_a_sign_stands_for_what_is_below_and_with_them_the_bar():
    app = OnePane(TextPane())
    async with app.run_test(size=(30, 6)) as pilot:
        app.pane.show(lambda _: [Line(((f"line {at}", "plain"),)) for at in range(20)])
        await pilot.pause()
        assert "▐" not in text(app)
        assert text(app).splitlines()[-1].endswith("▾")
        app.pane.focus()
        await pilot.pause()
        assert "▐" in text(app)
        assert "▾" not in text(app)


async def test_a_long_statement_is_cut_in_the_status_and_whole_on_the_track(tmp_path):
    db = sample.sample_file(tmp_path / "panes.db")
    try:
        app = TrackerApp(db, DAY)
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            view = app.screen._tracks[app.screen.table.row.id]
            position = next(one for issue in view.issues for side in issue.sides.values() for one in side)
            position = replace(position, text="word " * 40 + "last")
            cut = position_lines(position, "  UA     ", 60, ROWS)
            assert len(cut) == 1 + ROWS
            assert cut[-1].parts[-1][0].endswith("…")
            assert "last”" in position_lines(position, "  UA     ", 60)[-1].parts[-1][0]
    finally:
        db.close()
