"""Extracting articles, and reading them into a file, against the model alone over their paragraphs, loading counted."""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import Line

LIMIT = 1.5
EXTRACT_LIMIT = 1.3


def measure(files: Sequence[Path], folder: Path, runs: int) -> list[Line]:
    """Read all `files` both ways in turn; the faster of `runs` each, since noise only adds.

    Args:
        files: plain-text articles.
        folder: where the databases may go.
        runs: how often each.
    """
    words = sum(len(file.read_text("utf-8", errors="replace").split()) for file in files)
    names = [str(file) for file in files]
    ours, bare, extracted = [], [], []
    for run in range(runs):
        bare.append(_cost([sys.executable, "-m", "tests.benchmarks.bare_pipe", *names]))
        extracted.append(_cost([sys.executable, "-m", "tracker", "extract", "--", *names]))
        db = folder / f"ingest-{run}.db"
        ours.append(_cost([sys.executable, "-m", "tracker", "--db", str(db), "ingest", "--", *names]))
    again = _cost([sys.executable, "-m", "tracker", "--db", str(db), "ingest", "--", *names])
    mine, other = min(cost.wall for cost in ours), min(cost.wall for cost in bare)
    processor = min(cost.processor for cost in ours) / min(cost.processor for cost in bare)
    records = min(cost.wall for cost in extracted)
    of_records = min(cost.processor for cost in extracted) / min(cost.processor for cost in bare)
    return [
        Line("extract", records, "s", note=f"{len(files)} articles to records, no database"),
        Line("extract, ratio", records / other, "", EXTRACT_LIMIT, note="to the bare nlp.pipe below"),
        Line("extract, ratio of processor time", of_records, "", note="says more on a busy machine"),
        Line("extract, speed", words / records, "words/s"),
        Line("ingest", mine, "s", note=f"{len(files)} articles, {words:,} words"),
        Line("bare nlp.pipe of the full pipeline", other, "s", note="one process, batch 64"),
        Line("ingest, ratio", mine / other, "", LIMIT),
        Line("ingest, ratio of processor time", processor, "", note="says more on a busy machine"),
        Line("ingest, speed", words / mine, "words/s"),
        Line("bare nlp.pipe, speed", words / other, "words/s"),
        Line("ingest of the same again", again.wall, "s", note="everything already known"),
    ]


class _Cost(NamedTuple):
    """Seconds that a process took, by the clock and of the processor."""

    wall: float
    processor: float


def _cost(argv: Sequence[str]) -> _Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(argv[:5])} … ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return _Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
