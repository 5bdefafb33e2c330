"""Makes the pictures of docs/images from the app itself, on the sample article of seeds/.

    .venv/bin/python tools/screenshots.py            # every picture of docs/screens.md
    .venv/bin/python tools/screenshots.py --to FOLDER --db FILE --as-of DAY --size 80x24 timeline people …

The first form reads seeds/ into a file of its own, which is thrown away; the second shows any file, for looking at it.
Fonts are the reader's own: the pictures refer to nothing on the web.
"""

import argparse
import asyncio
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from textual.worker import WorkerCancelled

from tracker.desk.openfile import open_database
from tracker.tui.actions import SCREENS
from tracker.tui.app import TrackerApp
from tracker.tui.picture import with_blanks
from tracker.tui.screens.base import TrackerScreen

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2025, 12, 1)
STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    **{screen: (screen, ()) for screen in SCREENS},
    "search": ("search", (*"territory", "enter")),
    "matrix": ("positions", ("M",)),
    "person": ("people", ("j", "enter")),
    "article": ("articles", ("enter", "]", "]", "]")),
    "changes": ("status", ("c",)),
    "journal": ("status", ("J",)),
    "quick": ("positions", ("n", *"RU", "space", *"terr", "space", *"dem")),
    "help": ("status", ("question_mark",)),
}
"""Name of a picture -> the screen it begins on, and the keys pressed there."""
MOST_RESTS = 60
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_FONT_NAME = re.compile(r"Fira Code,?\s*")


def local(svg: str) -> str:
    """An SVG without the fonts that it would fetch from the web: the reader's own fixed-width one serves."""
    svg = with_blanks(_COMMENT.sub("", _FONT_NAME.sub("", _FONT_FACE.sub("", svg))))
    left = [found for found in re.findall(r"https?://[^\s\"')]+", svg) if "w3.org" not in found]
    if left:
        raise ValueError(f"The picture refers to the web: {left[0]}")
    return svg


async def rest(app: TrackerApp) -> None:
    """Wait until what is shown stays as it is."""
    before, same = "", 0
    for _ in range(MOST_RESTS):
        await asyncio.sleep(0.1)
        with suppress(WorkerCancelled):  # a newer read took the place of an older one
            await app.workers.wait_for_complete()
        now = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        same, before = (same + 1 if now == before else 0), now
        if same >= 3:
            return


async def pictures(db: Path, to: Path, names: list[str], day: date | None, size: tuple[int, int]) -> None:
    """Write one SVG for each name of `STEPS`."""
    file = open_database(db)
    try:
        app = TrackerApp(file, day)
        async with app.run_test(size=size) as pilot:
            await rest(app)
            for name in names:
                app.message = ("", "")
                screen, keys = STEPS[name]
                while len(app.screen_stack) > 1:
                    app.pop_screen()
                if app.current_mode != screen:
                    app.show(screen)
                await rest(app)
                for key in keys:
                    await pilot.press(key)
                    if len(key) > 1 or not key.islower():
                        await rest(app)
                app.message = ("", "")
                if isinstance(app.screen, TrackerScreen):
                    app.screen.update_lines()
                await rest(app)
                path = to / f"{name}.svg"
                path.write_text(local(app.export_screenshot(title="Tracker")), encoding="utf-8")
                print(path)
    finally:
        file.close()


def main() -> None:
    """Make the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="SCREEN", help=f"{', '.join(STEPS)}; default: all")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images", help="the folder (docs/images)")
    parser.add_argument("--db", type=Path, help="the file to show (default: seeds/, read anew)")
    parser.add_argument("--as-of", type=date.fromisoformat, help="the day (default: 2025-12-01; with --db today)")
    parser.add_argument("--size", default="100x32", help="columns x lines (100x32)")
    given = parser.parse_args()
    columns, _, lines = given.size.partition("x")
    if unknown := [name for name in given.names if name not in STEPS]:
        parser.error(f"There is no picture {', '.join(unknown)}: {', '.join(STEPS)}.")
    given.to.mkdir(parents=True, exist_ok=True)
    names = given.names or list(STEPS)
    with tempfile.TemporaryDirectory() as folder:
        db, day = given.db, given.as_of
        if db is None:
            db, day = Path(folder) / "sample.db", day or DAY
            command = [sys.executable, "-m", "tracker", "--db", str(db), "ingest", "seeds"]
            subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
        asyncio.run(pictures(db, given.to, names, day, (int(columns), int(lines))))


if __name__ == "__main__":
    main()
