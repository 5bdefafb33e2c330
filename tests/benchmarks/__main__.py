"""`make bench`: every measurement in one run, printed as one table.

`ARGS="start keys"` measures those alone (start, keys, movement, ingest, effort), `ARGS="--strict"` ends with exit code
1 where a limit is not kept, `ARGS="--quick"` takes fewer runs. Articles are those of ../shared/extraction where it is
there, else the sample.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import effort, ingest, keys, movement, start
from tests.benchmarks.measure import Line

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = "2025-12-01"
PARTS = ("start", "keys", "movement", "ingest", "effort")
CORPUS = ROOT.parent / "shared" / "extraction"


def articles() -> list[Path]:
    """The articles to read: the annotated ones and more, else the sample."""
    found = sorted([*(CORPUS / "articles").glob("*.txt"), *(CORPUS / "more").glob("*.txt")])
    return found or sorted((ROOT / "seeds").glob("*.txt"))


def sample_file(folder: Path) -> tuple[Path, str]:
    """A file with the sample article in it, and how the first row of its status begins."""
    db = folder / "sample.db"
    command = [sys.executable, "-m", "tracker", "--db", str(db)]
    subprocess.run([*command, "ingest", str(ROOT / "seeds")], check=True, capture_output=True)
    done = subprocess.run([*command, "status", "--as-of", DAY, "--json"], check=True, capture_output=True)
    return db, json.loads(done.stdout)["tracks"][0]["name"][:8]


def many_articles(folder: Path) -> Path:
    """A file with everything that there is to read."""
    db = folder / "many.db"
    command = [sys.executable, "-m", "tracker", "--db", str(db), "ingest", "--", *map(str, articles())]
    subprocess.run(command, check=True, capture_output=True)
    return db


def table(lines: list[Line]) -> str:
    """The lines under headings, columns aligned."""
    rows = [("WHAT", "VALUE", "LIMIT", "", "NOTE"), *(line.cells() for line in lines)]
    widths = [max(len(row[index]) for row in rows) for index in range(5)]
    text = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), row[1].rjust(widths[1])]
        cells += [cell.ljust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        text.append("  ".join(cells).rstrip())
    return "\n".join(text)


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[[], *PARTS], help="default: all")
    parser.add_argument("--strict", action="store_true", help="exit code 1 where a limit is not kept")
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    given = parser.parse_args()
    what = given.what or list(PARTS)
    lines: list[Line] = []
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            # The person's own keys and views would change what is measured, and be changed by it.
            os.environ[variable] = str(folder / variable.lower())
        if "start" in what:
            db, track = sample_file(folder)
            keys.long_positions(db, keys.MANY)
            lines += start.measure(db, re.escape(track), 3 if given.quick else 9)
        if "keys" in what:
            lines += keys.measure(folder, 30 if given.quick else 150)
        if "ingest" in what:
            lines += ingest.measure(articles(), folder, 1 if given.quick else 2)
        if "movement" in what:
            lines += movement.measure(many_articles(folder), DAY, 10 if given.quick else 20)
        if "effort" in what:
            if (CORPUS / "score.py").exists():
                sample = next((ROOT / "seeds").glob("*.txt")).stem
                lines += effort.measure(CORPUS, sample, folder, sample if given.quick else "")
            else:
                print("Effort is measured on annotated articles: there are none in ../shared/extraction.")
    print(table(lines))
    over = [line for line in lines if not line.kept]
    print(f"\n{len(lines)} measurements in {time.perf_counter() - begun:.0f} s; {len(over)} over their limit.")
    return 1 if over and given.strict else 0


if __name__ == "__main__":
    sys.exit(main())
