"""Starting is quick because little is loaded: nothing heavy before the first paint, no screen before it is shown."""

import json
import subprocess
import sys

from tests.conftest import ROOT

_PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from tracker.desk.openfile import open_database
from tracker.tui.app import TrackerApp

async def main():
    app = TrackerApp(open_database(Path(sys.argv[1])))
    async with app.run_test(size=(80, 24)) as pilot:
        while app.screen.view is None:
            await pilot.pause(0.05)
        loaded = sorted(sys.modules)
    print(json.dumps(loaded))

asyncio.run(main())
"""


def test_the_first_screen_loads_neither_the_language_model_nor_sqlite_utils_nor_other_screens(tmp_path):
    path = tmp_path / "new.db"
    subprocess.run([sys.executable, "-c", _PROGRAM, str(path)], check=True, capture_output=True, cwd=ROOT)
    done = subprocess.run(  # the second time: making a new file may load more
        [sys.executable, "-c", _PROGRAM, str(path)], check=True, capture_output=True, cwd=ROOT, text=True
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    heavy = {"spacy", "sqlite_utils", "dateparser", "trafilatura", "httpx", "click", "textual.widgets._markdown"}
    assert not loaded & heavy
    assert not {name for name in loaded if name.startswith("tracker.extraction")}
    # Views of other screens, and the rules of joining and folding readings, are made when they are needed.
    assert not loaded & {"tracker.desk.page_views", "tracker.desk.refolding", "tracker.store.undo"}
    screens = {name.rsplit(".", 1)[1] for name in loaded if name.startswith("tracker.tui.screens.")}
    assert screens <= {"status", "listing", "track_actions", "base", "host"}


async def test_a_click_does_what_its_key_does(tmp_path):
    from tests.tui import sample
    from tests.tui.driving import settle, text
    from tracker.tui.app import TrackerApp

    app = TrackerApp(sample.sample_file(tmp_path / "click.db"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.click(offset=(text(app).splitlines()[0].index("6 People") + 2, 0))
        await settle(pilot)
        assert app.current_mode == "people"
        await pilot.click(offset=(10, 4))
        await settle(pilot)
        assert app.screen.table.cursor == 1
        for turned in (False, True, False):
            await pilot.click(offset=(text(app).splitlines()[2].index("NAME") + 1, 2))
            await settle(pilot)
            assert app.screen.sort == ("name", turned), "a click on a heading sorts by it, the next one turns it round"
        await pilot.click(offset=(text(app).splitlines()[-1].index("? help"), 39))
        await settle(pilot)
        assert app.screen.TITLE == "Help"
