"""A pseudo-terminal that notes when each piece of output arrived, and can say what the screen showed.

One thread: while something is awaited it sits in `select`, so that a stamp is never late. The screen is rebuilt with
pyte afterwards from the stamped pieces; emulating it costs nothing inside of a measurement.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import psutil
import pyte

# Sequences that pyte takes for text: private modes with < > =, mode reports, kitty keys, and strings (DCS and so on).
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;:]*[@-~]|\x1b\[\??[0-9;]*\$[@-~]|\x1b\[\?[0-9;]*[un]|\x1b[P^_X][^\x1b]*\x1b\\")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P^_X\]][^\x1b\x07]*)?\Z")
_MODE_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
_PAUSE = 0.005


class Painted(NamedTuple):
    """Seconds from a key to the end of the first frame that it caused, and to the last one."""

    answered: float
    rested: float


@dataclass
class Terminal:
    """A child process on a terminal of its own.

    Attributes:
        pieces: (seconds since the start, bytes) of everything that came.
    """

    argv: Sequence[str]
    size: tuple[int, int] = (80, 24)
    pieces: list[tuple[float, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        columns, lines = self.size
        environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execvpe(self.argv[0], list(self.argv), environment)
        self.ended = False
        self._code: int | None = None
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._held = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        if self._code is None:
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a person who pulls at its window."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._screen.resize(lines, columns)

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.started

    def send(self, keys: bytes) -> float:
        """Type `keys`; when, in seconds since the start."""
        at = self.now()
        os.write(self._fd, keys)
        return at

    def quiet(self, seconds: float, limit: float) -> None:
        """Take what comes until nothing came for `seconds`, `limit` seconds at most."""
        end = self.now() + limit
        while not self.ended and self.now() < end and self._take(min(seconds, end - self.now())):
            pass

    def painted_after(self, keys: bytes, *, rest: float = 0.08, limit: float = 5.0) -> Painted | None:
        """Type `keys` and wait until the screen rests.

        Args:
            keys: what is typed.
            rest: seconds without output after which the screen counts as resting.
            limit: seconds that the first piece may take.

        Returns:
            When the answer was painted and when the screen rested; None where nothing was painted.
        """
        before = len(self.pieces)
        sent = self.send(keys)
        if not self._take(limit):
            return None
        while self._take(rest):
            pass
        times = [at for at, _ in self.pieces[before:]]
        # A frame comes in pieces of a few kilobytes, one after the other; what follows a pause is another frame.
        answered = next((at for at, after in pairwise(times) if after - at > _PAUSE), times[-1])
        return Painted(answered - sent, times[-1] - sent)

    def shown_at(self, words: str, limit: float = 60.0) -> float | None:
        """Seconds from the start until the piece came that put `words` (a regular expression) on the screen."""
        wanted = re.compile(words)
        while True:
            while self._fed < len(self.pieces):
                at, piece = self.pieces[self._fed]
                self._feed(piece)
                if wanted.search(self._text()):
                    return at
            if self.ended or self.now() > limit or not self._take(max(0.0, limit - self.now())):
                return None

    def code(self, limit: float) -> int | None:
        """Wait `limit` seconds at most for the end of the process; its exit code, None where it still runs."""
        end = self.now() + limit
        while self._code is None and self.now() < end:
            if not self._take(0.05):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def text(self) -> str:
        """What the screen shows."""
        while self._fed < len(self.pieces):
            self._feed(self.pieces[self._fed][1])
        return self._text()

    def memory(self) -> float:
        """The resident memory of the process, MiB."""
        return float(psutil.Process(self.pid).memory_info().rss / 2**20)

    def _take(self, wait: float) -> bool:
        """Take one piece, waiting `wait` seconds at most; False where none came."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, wait))
        if not ready:
            return False
        try:
            piece = os.read(self._fd, 65536)
        except OSError:  # Linux says so when the child has closed its end
            piece = b""
        if not piece:
            self.ended = True
            return False
        self.pieces.append((self.now(), piece))
        self._answer(piece)
        return True

    def _answer(self, piece: bytes) -> None:
        """What a modern terminal answers to the questions that a program asks at its start."""
        answers = [b"\x1b[?%s;%s$y" % (mode, b"2" if mode == b"2026" else b"0") for mode in _MODE_QUERY.findall(piece)]
        if b"\x1b[c" in piece:
            answers.append(b"\x1b[?62;22c")
        if b"\x1b[6n" in piece:
            answers.append(b"\x1b[1;1R")
        for answer in answers:
            os.write(self._fd, answer)

    def _feed(self, piece: bytes) -> None:
        self._fed += 1
        data = self._held + piece
        cut = _UNFINISHED.search(data)
        self._held = data[cut.start() :] if cut else b""
        self._stream.feed(_UNKNOWN.sub(b"", data[: cut.start()] if cut else data))

    def _text(self) -> str:
        return "\n".join(self._screen.display)
