"""`make bench`: every measurement in one run, each part printed as a table as soon as it is measured.

`ARGS="start keys"` measures those alone (start, keys, movement, ingest, effort), `ARGS="--strict"` ends with exit code
1 where a limit is not kept (as it does where a part fails), `ARGS="--quick"` takes fewer runs. Articles are those of
../shared/extraction where it is there, else the sample.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
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


def measurements(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Callable[[], list[Line]]]]:
    """Each part that is asked for, and what measures it.

    Args:
        given: the command line.
        folder: where files may go.
    """
    quick = given.quick

    def starting() -> list[Line]:
        db, track = sample_file(folder)
        keys.long_positions(db, keys.MANY)
        return start.measure(db, re.escape(track), 3 if quick else 9)

    def effort_of_a_person() -> list[Line]:
        if not (CORPUS / "score.py").exists():
            print("Effort is measured on annotated articles: there are none in ../shared/extraction.")
            return []
        sample = next((ROOT / "seeds").glob("*.txt")).stem
        return effort.measure(CORPUS, sample, folder, sample if quick else "")

    parts: dict[str, Callable[[], list[Line]]] = {
        "start": starting,
        "keys": lambda: keys.measure(folder, 30 if quick else 150),
        "movement": lambda: movement.measure(many_articles(folder), DAY, 10 if quick else 20),
        "ingest": lambda: ingest.measure(articles(), folder, 1 if quick else 2),
        "effort": effort_of_a_person,
    }
    return ((name, parts[name]) for name in PARTS if not given.what or name in given.what)


def run(parts: Iterable[tuple[str, Callable[[], list[Line]]]]) -> tuple[list[Line], list[str]]:
    """Measure one part after the other and print each as soon as it is measured.

    Returns:
        All lines, and the names of the parts that failed; why is on standard error.
    """
    lines: list[Line] = []
    failed = []
    for name, measure in parts:
        try:
            found = measure()
        except Exception:  # what the other parts say counts all the same
            print(f"\n{name}: it could not be measured.", flush=True)
            traceback.print_exc()
            failed.append(name)
            continue
        if found:
            print(f"\n{table(found)}", flush=True)
        lines += found
    return lines, failed


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[[], *PARTS], help="default: all")
    parser.add_argument("--strict", action="store_true", help="exit code 1 where a limit is not kept")
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    given = parser.parse_args()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            # The person's own keys and views would change what is measured, and be changed by it.
            os.environ[variable] = str(folder / variable.lower())
        lines, failed = run(measurements(given, folder))
    over = [line for line in lines if not line.kept]
    print(f"\n{len(lines)} measurements in {time.perf_counter() - begun:.0f} s; {len(over)} over their limit.")
    for line in over:
        print(f"  over: {line.what}")
    return 1 if failed or (over and given.strict) else 0


if __name__ == "__main__":
    sys.exit(main())
