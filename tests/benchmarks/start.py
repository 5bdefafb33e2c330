"""From the command to the first screen that says something, against the smallest Textual app."""

import statistics
import sys
from pathlib import Path

from tests.benchmarks.measure import Line
from tests.benchmarks.terminal import Terminal

LIMIT = 1.6


def measure(db: Path, words: str, runs: int) -> list[Line]:
    """Start both in turn, `runs` times each, as a person does in the morning: on today, without an option.

    Args:
        db: a file with the sample article in it, and many positions.
        words: a regular expression for what makes the first screen useful: a track's name.
        runs: how often each; the first of each warms the disk cache and is left out.
    """
    tracker = [sys.executable, "-m", "tracker", "--db", str(db)]
    smallest = [sys.executable, "-m", "tests.benchmarks.smallest_app"]
    ours, theirs = [], []
    for _ in range(runs + 1):
        theirs.append(_seconds(smallest, "Smallest app"))
        ours.append(_seconds(tracker, words))
    mine, other = statistics.median(ours[1:]) * 1000, statistics.median(theirs[1:]) * 1000
    return [
        Line("start to first useful paint", mine, "ms", note=f"median of {runs}"),
        Line("start of the smallest Textual app", other, "ms", note=f"median of {runs}"),
        Line("start, ratio", mine / other, "", LIMIT, "each start beside the other"),
    ]


def _seconds(argv: list[str], words: str) -> float:
    with Terminal(argv) as terminal:
        at = terminal.shown_at(words)
        if at is None:
            raise RuntimeError(f"{' '.join(argv)} never showed {words!r}; its screen:\n{terminal.text()}")
        return at
