"""`make bench`: every measurement in one run, printed as one table.

`ARGS="start keys"` measures those alone, `ARGS="--strict"` ends with exit code 1 where a limit is not kept,
`ARGS="--quick"` takes fewer runs. Articles are those of ../shared/extraction where it is there, else the sample.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import ingest, keys, start
from tests.benchmarks.measure import Line

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = "2025-12-01"
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
    parser.add_argument("what", nargs="*", choices=[[], "start", "keys", "ingest"], help="default: all")
    parser.add_argument("--strict", action="store_true", help="exit code 1 where a limit is not kept")
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    given = parser.parse_args()
    what = given.what or ["start", "keys", "ingest"]
    lines: list[Line] = []
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "start" in what:
            db, track = sample_file(folder)
            lines += start.measure(db, DAY, re.escape(track), 3 if given.quick else 9)
        if "keys" in what:
            keys.long_list(folder / "long.db")
            lines += keys.measure(folder / "long.db", 30 if given.quick else 150)
        if "ingest" in what:
            lines += ingest.measure(articles(), folder, 1 if given.quick else 2)
    print(table(lines))
    over = [line for line in lines if not line.kept]
    print(f"\n{len(lines)} measurements in {time.perf_counter() - begun:.0f} s; {len(over)} over their limit.")
    return 1 if over and given.strict else 0


if __name__ == "__main__":
    sys.exit(main())
