"""Makes the pictures of docs/images from the app itself, on the sample article of seeds/.

    .venv/bin/python tools/screenshots.py            # status.svg, article.svg and review.svg
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

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2025, 12, 1)
PICTURES = ("status", "article", "review")
MOST_RESTS = 60
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_FONT_NAME = re.compile(r"Fira Code,?\s*")


def local(svg: str) -> str:
    """An SVG without the fonts that it would fetch from the web: the reader's own fixed-width one serves."""
    svg = _COMMENT.sub("", _FONT_NAME.sub("", _FONT_FACE.sub("", svg)))
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
    """Write one SVG for each name: a screen, or "article", the reader at the first fact of the first article."""
    file = open_database(db)
    try:
        app = TrackerApp(file, day)
        async with app.run_test(size=size) as pilot:
            await rest(app)
            for name in names:
                app.message = ("", "")
                app.show("articles" if name == "article" else name)
                await rest(app)
                if name == "article":
                    await pilot.press("enter")
                    await rest(app)
                    await pilot.press("]", "]", "]")
                    await rest(app)
                app.message = ("", "")
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
    parser.add_argument("names", nargs="*", metavar="SCREEN", help=f"{', '.join([*SCREENS, 'article'])}; default: 3")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images", help="the folder (docs/images)")
    parser.add_argument("--db", type=Path, help="the file to show (default: seeds/, read anew)")
    parser.add_argument("--as-of", type=date.fromisoformat, help="the day (default: 2025-12-01; with --db today)")
    parser.add_argument("--size", default="100x32", help="columns x lines (100x32)")
    given = parser.parse_args()
    columns, _, lines = given.size.partition("x")
    given.to.mkdir(parents=True, exist_ok=True)
    names = given.names or list(PICTURES)
    with tempfile.TemporaryDirectory() as folder:
        db, day = given.db, given.as_of
        if db is None:
            db, day = Path(folder) / "sample.db", day or DAY
            command = [sys.executable, "-m", "tracker", "--db", str(db), "ingest", str(ROOT / "seeds")]
            subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
        asyncio.run(pictures(db, given.to, names, day, (int(columns), int(lines))))


if __name__ == "__main__":
    main()
