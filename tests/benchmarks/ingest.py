"""Reading articles into a file, against the language model alone over the same paragraphs; loading counts for both."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measure import Line

LIMIT = 1.5


def measure(files: Sequence[Path], folder: Path, runs: int) -> list[Line]:
    """Read all `files` both ways in turn; the faster of `runs` each, since noise only adds.

    Args:
        files: plain-text articles.
        folder: where the databases may go.
        runs: how often each.
    """
    words = sum(len(file.read_text("utf-8", errors="replace").split()) for file in files)
    names = [str(file) for file in files]
    ours, bare = [], []
    for run in range(runs):
        bare.append(_seconds([sys.executable, "-m", "tests.benchmarks.bare_pipe", *names]))
        db = folder / f"ingest-{run}.db"
        ours.append(_seconds([sys.executable, "-m", "tracker", "--db", str(db), "ingest", "--", *names]))
    again = _seconds([sys.executable, "-m", "tracker", "--db", str(db), "ingest", "--", *names])
    note = f"{len(files)} articles, {words:,} words"
    return [
        Line("ingest", min(ours), "s", note=note),
        Line("bare nlp.pipe of the full pipeline", min(bare), "s", note="one process, batch 64"),
        Line("ingest, ratio", min(ours) / min(bare), "", LIMIT),
        Line("ingest, speed", words / min(ours), "words/s"),
        Line("bare nlp.pipe, speed", words / min(bare), "words/s"),
        Line("ingest of the same again", again, "s", note="everything already known"),
    ]


def _seconds(argv: Sequence[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(argv[:5])} … ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return took
