"""Keys on a long list: from the key to the last byte of the frame that answers it, and the app's memory after it.

The same keys on a short and on a very long list, and while a thousand articles are being read, in turns: on a machine
that others use, too, only what is measured side by side can be compared.
"""

import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.measure import Line, percentile
from tests.benchmarks.terminal import Painted, Terminal
from tracker.desk.openfile import open_database
from tracker.store import searched, triggers
from tracker.store.journal import transaction
from tracker.tui.jobs import step_back

FEW, MANY, MOST = 1_000, 100_000, 1_000_000
LIMIT_MS = 25.0
LIMIT_ROWS = 1.3
LIMIT_READING = 1.5
LIMIT_MEMORY = 2.0
_A_TRANSACTION = 10_000
_PLACES = ("Aldor", "Brenk", "Cassim", "Dovra", "Elsin", "Farrow", "Gant")
_KEYS = (("down", b"j"), ("page down", b"\x1b[6~"), ("end and top", b""))
_TO_THE_TOP = 20
"""Presses of a key after which the cursor is put back to the top: at the end of a list a page down paints nothing."""
Took = dict[str, list[Painted]]


def long_list(path: Path, rows: int = MANY) -> None:
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


def long_positions(path: Path, rows: int) -> None:
    """Put `rows` accepted positions into a file, without a journal, which is not what is measured here."""
    with open_database(path) as db:
        connection = db.read
        connection.execute("BEGIN IMMEDIATE")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("INSERT OR IGNORE INTO issue (name) VALUES ('territory'), ('trade')")
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)"
            " INSERT INTO party (code, name, key, state) SELECT 'P' || i, 'Party ' || i, 'P' || i, 'accepted' FROM n"
        )
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO position (holder_party, issue, stance, text, reported_date, key, confidence, state)"
            " SELECT (SELECT id FROM party WHERE code = 'P' || (i % 50 + 1)),"
            " (SELECT id FROM issue WHERE name = iif(i % 2, 'territory', 'trade')), 'demand',"
            " 'number ' || i || ' of a long list',"
            " '2025-' || printf('%02d-%02d', i % 12 + 1, i % 28 + 1), 'k' || i, 0.9, 'accepted' FROM n",
            (rows,),
        )
        triggers.install(connection)
        searched.rebuild(connection)
        connection.execute("COMMIT")


def _some(numbers: Iterator[int], count: int) -> Iterator[int]:
    for _ in range(count):
        yield next(numbers)


def measure(folder: Path, presses: int, rounds: int = 3) -> list[Line]:
    """Press keys on lists of 1,000 and of 1,000,000 rows in turns, then on one while articles are being read.

    Args:
        folder: where the files may go.
        presses: how many times each kind of key, in all rounds together.
        rounds: how often the turns change.
    """
    few, most = folder / "few.db", folder / "most.db"
    long_positions(few, FEW)
    long_positions(most, MOST)
    lines = _rows(few, most, presses, rounds)
    long_list(folder / "long.db", MANY // 10)
    return lines + _while_reading(folder, presses // 2)


def _rows(few: Path, most: Path, presses: int, rounds: int) -> list[Line]:
    took: dict[Path, Took] = {few: {}, most: {}}
    memory: dict[Path, float] = {}
    with _positions(few) as one, _positions(most) as other:
        for _ in range(rounds):
            for path, terminal in ((few, one), (most, other)):
                for name, times in _press(terminal, max(2, presses // rounds)).items():
                    took[path].setdefault(name, []).extend(times)
        memory = {few: one.memory(), most: other.memory()}
    lines = [_line(name, times) for name, times in took[most].items()]
    every = {path: [one for times in of.values() for one in times] for path, of in took.items()}
    lines.append(_line(f"{MOST:,} rows", every[most], LIMIT_MS))
    lines.append(_line(f"{FEW:,} rows", every[few]))
    ratio = _p95(every[most]) / _p95(every[few])
    lines.append(Line(f"the same, {MOST:,} rows to {FEW:,}", ratio, "", LIMIT_ROWS))
    middle = _median(every[most]) / _median(every[few])
    lines.append(Line("the same by medians", middle, "", LIMIT_ROWS, "says more on a busy machine"))
    rested = percentile([one.rested for one in every[most]], 0.95) * 1000
    lines.append(Line("key to painted, p95: the whole screen at rest", rested, "ms", note="with counts and panes"))
    smallest = _smallest_memory()
    lines.append(Line(f"memory, {MOST:,} rows", memory[most], "MiB", note="resident, after the keys"))
    lines.append(Line("memory of the smallest Textual app", smallest, "MiB"))
    lines.append(Line("memory, ratio", memory[most] / smallest, "", LIMIT_MEMORY))
    lines.append(Line(f"memory, ratio with {FEW:,} rows", memory[few] / smallest, "", LIMIT_MEMORY))
    return lines


def _while_reading(folder: Path, presses: int) -> list[Line]:
    """Keys with and without another process that reads a thousand articles into the same file, in turns."""
    articles = folder / "thousand"
    articles.mkdir()
    for number in range(1_000):
        place = _PLACES[number % len(_PLACES)]
        text = (
            f"date 2025-11-{number % 28 + 1:02d}\n\nThe envoys of {place} met in {place} on Sunday. Talks {number}.\n"
            * 3
        )
        (articles / f"{number}.txt").write_text(text)
    db = folder / "long.db"
    idle: list[Painted] = []
    busy: list[Painted] = []
    with Terminal([sys.executable, "-m", "tracker", "--db", str(db)], size=(120, 40)) as terminal:
        _shown(terminal, b"7", "Round ")
        idle += [one for times in _press(terminal, presses).values() for one in times]
        reading = subprocess.Popen(
            [sys.executable, "-m", "tracker", "--db", str(db), "ingest", "--progress", "json", str(articles)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        step_back(reading.pid)  # as the app does with its child
        try:
            terminal.quiet(3.0, 3.0)  # its language model is loaded first
            busy += [one for times in _press(terminal, presses).values() for one in times]
            ended = reading.poll() is not None
        finally:
            reading.terminate()
            reading.wait()
        idle += [one for times in _press(terminal, presses).values() for one in times]
    note = "it ended before the keys did" if ended else "a child process reads 1,000 articles into the same file"
    return [
        _line("nothing is read", idle),
        _line("1,000 articles are being read", busy, LIMIT_MS),
        Line("the same, reading to idle, medians", _median(busy) / _median(idle), "", LIMIT_READING, note),
        Line("the same, reading to idle, p95", _p95(busy) / _p95(idle), "", LIMIT_READING),
    ]


def _positions(db: Path) -> Terminal:
    terminal = Terminal([sys.executable, "-m", "tracker", "--db", str(db)], size=(120, 40))
    _shown(terminal, b"4", "of a long list")
    return terminal


def _shown(terminal: Terminal, key: bytes, words: str) -> None:
    if terminal.shown_at("[Nn]egotiations|TRACK|Nothing") is None:
        raise RuntimeError(f"The app did not start:\n{terminal.text()}")
    terminal.quiet(0.5, 10)
    terminal.send(key)
    if terminal.shown_at(words) is None:
        raise RuntimeError(f"The list did not appear:\n{terminal.text()}")
    terminal.quiet(0.5, 10)


def _press(terminal: Terminal, presses: int) -> Took:
    """Press keys one after the other, as a person who reads does."""
    found: Took = {}
    for name, key in _KEYS:
        took = []
        for press in range(presses):
            if press and press % _TO_THE_TOP == 0:
                _to_the_top(terminal)
            painted = terminal.painted_after(key or (b"G" if press % 2 == 0 else b"g"))
            if painted is not None:
                took.append(painted)
        if len(took) < presses * 0.9:
            raise RuntimeError(f"{presses - len(took)} of {presses} presses of {name} painted nothing.")
        found[name] = took
        _to_the_top(terminal)
    return found


def _to_the_top(terminal: Terminal) -> None:
    terminal.send(b"g")
    terminal.quiet(0.3, 3)


def _smallest_memory() -> float:
    with Terminal([sys.executable, "-m", "tests.benchmarks.smallest_app"], size=(120, 40)) as terminal:
        terminal.shown_at("Smallest app")
        terminal.quiet(0.5, 5)
        return terminal.memory()


def _p95(times: Sequence[Painted]) -> float:
    return percentile([one.answered for one in times], 0.95)


def _median(times: Sequence[Painted]) -> float:
    return statistics.median(one.answered for one in times)


def _line(name: str, times: Sequence[Painted], limit: float | None = None) -> Line:
    return Line(f"key to painted, p95: {name}", _p95(times) * 1000, "ms", limit, f"{len(times)} presses")
