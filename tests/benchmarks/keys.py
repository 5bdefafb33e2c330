"""Keys on a long list: from the key to the last byte of the frame that answers it, and the app's memory after it."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Line, percentile
from tests.benchmarks.terminal import Painted, Terminal
from tracker.desk.openfile import open_database
from tracker.store.journal import transaction

ROWS = 100_000
LIMIT_MS = 25.0
LIMIT_MIB = 100.0
_A_TRANSACTION = 10_000
_PLACES = ("Aldor", "Brenk", "Cassim", "Dovra", "Elsin", "Farrow", "Gant")


def long_list(path: Path, rows: int = ROWS) -> None:
    """Make a file with `rows` short articles about places that do not exist."""
    db = open_database(path)
    try:
        numbers = iter(range(rows))
        txn = None
        for start in range(0, rows, _A_TRANSACTION):
            with transaction(db, "Benchmark", txn=txn) as write:
                txn = write.txn
                for number in _some(numbers, min(_A_TRANSACTION, rows - start)):
                    place = _PLACES[number % len(_PLACES)]
                    write.insert(
                        "article",
                        sha256=f"{number:064x}",
                        file=f"{number}.txt",
                        title=f"Round {number} of the talks in {place}",
                        publisher="Benchmark",
                        published=f"{2000 + number % 26}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
                        encoding="utf-8",
                        text=f"Delegations met in {place}.",
                        ingested="2026-01-01T00:00:00",
                    )
    finally:
        db.close()


def _some(numbers: Iterator[int], count: int) -> Iterator[int]:
    for _ in range(count):
        yield next(numbers)


def measure(db: Path, presses: int) -> list[Line]:
    """Open the list of articles and press keys, one after the other as a person who reads does.

    Args:
        db: the file of `long_list`.
        presses: how many times each kind of key.
    """
    lines = []
    with Terminal([sys.executable, "-m", "tracker", "--db", str(db)], size=(120, 40)) as terminal:
        if terminal.shown_at("[Nn]egotiations|TRACK|Nothing") is None:
            raise RuntimeError(f"The app did not start:\n{terminal.text()}")
        terminal.quiet(0.5, 10)
        terminal.send(b"7")
        if terminal.shown_at("Round ") is None:
            raise RuntimeError(f"The list of articles did not appear:\n{terminal.text()}")
        terminal.quiet(0.5, 10)
        every: list[Painted] = []
        for name, key in (("down", b"j"), ("page down", b"\x1b[6~"), ("end and top", b"")):
            took = []
            for press in range(presses):
                painted = terminal.painted_after(key or (b"G" if press % 2 == 0 else b"g"))
                if painted is not None:
                    took.append(painted)
            if len(took) < presses * 0.9:
                raise RuntimeError(f"{presses - len(took)} of {presses} presses of {name} painted nothing.")
            every += took
            lines.append(_line(name, [one.answered for one in took], f"{len(took)} presses"))
        lines.append(_line(f"{ROWS:,} rows", [one.answered for one in every], "all of them", LIMIT_MS))
        lines.append(_line("the whole screen at rest", [one.rested for one in every], "with counts and panes beside"))
        lines.append(Line("memory of the interface", terminal.memory(), "MiB", LIMIT_MIB, "resident, after the keys"))
    return lines


def _line(name: str, seconds: list[float], note: str, limit: float | None = None) -> Line:
    return Line(f"key to painted, p95: {name}", percentile(seconds, 0.95) * 1000, "ms", limit, note)
