"""Bytes that a move of the cursor sends to the terminal, on each screen: travelling through a list, and step by step.

Over a slow line this is what is felt. A file with many articles stands behind it, so that there is always another row.
"""

import statistics
import sys
from pathlib import Path

from tests.benchmarks.measure import Line
from tests.benchmarks.terminal import Terminal

LIMIT_KB = 1.5
SCREENS = (
    ("status", b""),
    ("review", b"3"),
    ("positions", b"4"),
    ("timeline", b"5"),
    ("people", b"6"),
    ("articles", b"7"),
    ("matrix", b"M"),
)
SIZES = ((80, 24), (120, 40))
_KEYS_A_SECOND = 10


def measure(db: Path, day: str, moves: int) -> list[Line]:
    """Move the cursor `moves` times on each screen at each size, both ways.

    Args:
        db: a file with facts from many articles.
        day: the day to show it as of.
        moves: how many steps each way; the lists are longer.
    """
    lines = []
    for size in SIZES:
        named = f"{size[0]}x{size[1]}"
        travelling, stepping = {}, {}
        for name, key in SCREENS:
            travelling[name], stepping[name] = _sent(db, day, key, size, moves)
        for what, sent in (("travelling", travelling), ("step by step", stepping)):
            worst = max(sent, key=sent.__getitem__)
            note = ", ".join(f"{name} {count:,.0f}" for name, count in sent.items())
            mean = statistics.mean(sent.values()) / 1000
            lines.append(Line(f"bytes a move, {what}, {named}: mean", mean, "kB", LIMIT_KB, note))
            lines.append(Line(f"the most: {worst}", sent[worst] / 1000, "kB", LIMIT_KB))
    return lines


def _sent(db: Path, day: str, key: bytes, size: tuple[int, int], moves: int) -> tuple[float, float]:
    """Bytes a move on one screen: ten keys a second, and resting after each (the median)."""
    argv = [sys.executable, "-m", "tracker", "--db", str(db), "--as-of", day]
    with Terminal(argv, size=size) as terminal:
        if terminal.shown_at("TRACK|Nothing") is None:
            raise RuntimeError(f"The app did not start:\n{terminal.text()}")
        terminal.quiet(0.5, 10)
        if key:
            terminal.send(key)
            terminal.quiet(0.6, 10)
        before = _bytes(terminal)
        for _ in range(moves):
            at = terminal.send(b"j")
            while terminal.now() - at < 1 / _KEYS_A_SECOND:
                terminal.quiet(0.02, 1 / _KEYS_A_SECOND - (terminal.now() - at))
        terminal.quiet(0.5, 5)
        travelled = (_bytes(terminal) - before) / moves
        stepped = []
        for _ in range(moves):
            before = _bytes(terminal)
            terminal.painted_after(b"k", rest=0.3, limit=2.0)
            stepped.append(_bytes(terminal) - before)
        if terminal.ended:
            raise RuntimeError(f"The app ended; its screen:\n{terminal.text()}")
    return travelled, statistics.median(stepped)


def _bytes(terminal: Terminal) -> int:
    return sum(len(piece) for _, piece in terminal.pieces)
