"""The quick line stands where the words it is typed from can be read, with what it means in view."""

from datetime import date

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import sample_file
from tracker.tui.app import TrackerApp
from tracker.tui.placing import read_rows
from tracker.tui.screens.quick_line import QuickLine, packed

DAY = date(2025, 12, 1)


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "placing.db")
    yield database
    database.close()


async def typed_over(app, pilot, screen, *keys):
    """The rows that were read, as they are before and while the line is typed; and the whole screen then."""
    await settle(pilot)
    app.show(screen)
    await settle(pilot)
    await pilot.press(*keys)
    await settle(pilot)
    rows = read_rows(app.screen)
    before = text(app).splitlines()[rows.start : rows.stop]
    assert before, "there is something to read"
    await pilot.press("n", *"position US security demand")
    await settle(pilot)
    assert isinstance(app.screen, QuickLine)
    return before, text(app).splitlines()[rows.start : rows.stop], text(app)


@pytest.mark.parametrize(
    ("screen", "keys", "size"),
    [
        ("review", ("j", "j"), (80, 24)),
        ("review", ("j", "j"), (120, 40)),
        ("positions", ("j",), (80, 24)),
        ("articles", ("enter", "v"), (80, 24)),
        ("articles", ("enter", "G"), (80, 24)),
    ],
)
async def test_the_words_stay_in_sight_and_so_does_what_the_line_means(db, size, screen, keys):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=size) as pilot:
        before, now, shown = await typed_over(app, pilot, screen, *keys)
        assert [row.strip("█▐ ") for row in now] == [row.strip("█▐ ") for row in before]
        for told in ("Party", "Issue", "Stance", "Attribution", "enter create"):
            assert told in shown


def test_examples_are_whole_and_fill_their_lines():
    assert packed(("one", "two", "three"), 10) == ["one   two", "three"]
    assert packed(("one",), 80) == ["one"]
