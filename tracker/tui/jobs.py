"""Long work in a child process, so that no key ever waits for it: reading articles, changing an article's date, export.

A job is one command of our own program (`python -m tracker --db FILE …`). It tells how far it is in JSON lines on its
standard output; cancelling it sends what ctrl+c sends, so that it finishes the article at hand and leaves the file
whole. Jobs run one after the other: two would load the language model twice and wait for each other's writes.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import tracker
from tracker.tui.display import one_line

GRACE: Final = 20.0
"""Seconds a cancelled job gets to finish the article at hand; after that it is terminated, and killed if that fails."""
PROGRAM: Final = (sys.executable, "-P", "-m", "tracker")
"""Our own program; `-P` because a folder called tracker where the person happens to stand must not be run instead."""
_LONGEST_LINE: Final = 4 * 1024 * 1024
_ERRORS_KEPT: Final = 200
_NICE: Final = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` articles (None where nobody knows yet), and what the last one gave."""

    done: int
    total: int | None
    file: str = ""
    sentence: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended.

    Attributes:
        code: the exit code of the child: 0 done, 1 done in part, 2 nothing done; negative where a signal ended it.
        sentence: one line for a person.
        sentences: what each article gave, in order.
        errors: what went wrong, one sentence each.
        cancelled: True where the person stopped it.
        finished: the child's last line, as it was read.
    """

    code: int
    sentence: str
    sentences: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    cancelled: bool = False
    finished: Mapping[str, Any] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """True where nothing was done, and nobody wanted it to stop."""
        return self.code not in (0, 1) and not self.cancelled


class Job:
    """One command as a child process.

    Args:
        label: what it does, for the person ("Reading seeds").
        words: the command and its arguments, after `--db FILE` ("ingest", "--progress", "json", "--", "seeds").
        stdin: text for the child's standard input; None gives it none.
        program: what is run; our own program unless a test says otherwise.
        ended: called with the outcome, after every screen was told to read anew.
    """

    def __init__(
        self,
        label: str,
        words: Sequence[str],
        stdin: str | None = None,
        program: Sequence[str] = PROGRAM,
        ended: Callable[[Outcome], None] | None = None,
    ) -> None:
        self.label = label
        self.words = tuple(words)
        self.program = tuple(program)
        self.stdin = stdin
        self.ended = ended
        self.progress = Progress(0, None)
        self.cancelled = False
        self._process: asyncio.subprocess.Process | None = None
        self._ending: asyncio.Task[None] | None = None

    async def run(self, database: str, changed: Callable[[], None]) -> Outcome:
        """Run it to its end.

        Args:
            database: the path of the file that is open.
            changed: called (in the interface's loop) after each progress line.

        Returns:
            How it ended; a child that cannot be started is an outcome too.
        """
        if self.cancelled:
            return Outcome(-signal.SIGINT, f"{self.label}: cancelled before it began.", cancelled=True)
        _hear_interrupts()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self.program,
                "--db",
                database,
                *self.words,
                stdin=asyncio.subprocess.DEVNULL if self.stdin is None else asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=_LONGEST_LINE,
                env=_environment(),
                # Its own group: a ctrl+c or a hang-up of the terminal is for the interface to pass on.
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            return Outcome(2, f"{self.label}: cannot start: {error.strerror or error}.", errors=(str(error),))
        step_back(self._process.pid)
        try:
            return await self._follow(self._process, changed)
        finally:
            if self._process.returncode is None:
                # The interface is closing: whole articles are kept, the rest is read next time.
                self._signal(signal.SIGINT)
            if self._ending is not None:
                self._ending.cancel()

    async def _follow(self, process: asyncio.subprocess.Process, changed: Callable[[], None]) -> Outcome:
        errors: deque[str] = deque(maxlen=_ERRORS_KEPT)
        feeding = asyncio.create_task(_feed(process, self.stdin))
        listening = asyncio.create_task(_collect(process, errors))
        sentences: list[str] = []
        named: list[str] = []
        finished: dict[str, Any] = {}
        assert process.stdout is not None  # noqa: S101  # it was asked for as a pipe
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:
                continue  # a line of more than 4 MB: nothing of ours, asyncio has dropped it
            if not line:
                break
            told = _object(line)
            if told is None:
                continue
            if told.get("finished"):
                finished = told
                continue
            self.progress = _progress(told, self.progress)
            if told.get("sentence"):
                sentences.append(self.progress.sentence)
            if told.get("error"):
                named.append(self.progress.error)
            changed()
        code = await process.wait()
        await asyncio.gather(feeding, listening, return_exceptions=True)
        return self._outcome(code, sentences, named, [line for line in errors if line], finished)

    def _outcome(
        self, code: int, sentences: list[str], named: list[str], stderr: list[str], finished: dict[str, Any]
    ) -> Outcome:
        errors = named or stderr
        counted = one_line(str(finished.get("sentence") or "")) or _counted(finished)
        if self.cancelled:
            sentence = f"{self.label}: stopped. {counted or 'What was read stays.'}"
        elif code not in (0, 1):
            # The last line of a traceback names the error; an orderly end has one sentence only.
            sentence = errors[-1] if errors else f"{self.label}: ended without a word (code {code})."
        elif len(sentences) == 1 and not named and not finished.get("sentence"):
            sentence = _news_first(sentences[0])
        else:
            sentence = counted if finished.get("sentence") else f"{self.label}: {counted or 'done.'}"
        return Outcome(code, sentence, tuple(sentences), tuple(errors), self.cancelled, finished)

    def cancel(self) -> None:
        """Ask it to stop after the article at hand; it is ended by force where it has not within `GRACE` seconds."""
        self.cancelled = True
        if self._process is None or self._process.returncode is not None:
            return
        self._signal(signal.SIGINT)
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())

    async def _end(self) -> None:
        for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
            await asyncio.sleep(GRACE)
            if self._process is None or self._process.returncode is not None:
                return
            self._signal(number)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None  # noqa: S101  # called for a running child only
        with contextlib.suppress(ProcessLookupError):
            if os.name == "posix":
                self._process.send_signal(number)
            else:
                self._process.terminate()


def _hear_interrupts() -> None:
    """A shell that starts us in the background ignores interrupts, and a child that inherits this cannot be stopped."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def step_back(process: int) -> None:
    """Let a child have the processor after the interface: a key never waits for it where there are few cores."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):  # it ended at once
            os.setpriority(os.PRIO_PROCESS, process, _NICE)


def _environment() -> dict[str, str]:
    """The child's environment: it finds the very package that runs here, wherever it was started from."""
    home = str(Path(tracker.__file__).resolve().parent.parent)
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}


async def _feed(process: asyncio.subprocess.Process, text: str | None) -> None:
    if process.stdin is None or text is None:
        return
    # A child that refuses its input closes the pipe; why stands on its standard error.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(text.encode("utf-8", "replace"))
        await process.stdin.drain()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.close()
        await process.stdin.wait_closed()


async def _collect(process: asyncio.subprocess.Process, errors: deque[str]) -> None:
    assert process.stderr is not None  # noqa: S101  # it was asked for as a pipe
    while True:
        try:
            line = await process.stderr.readline()
        except ValueError:
            continue
        if not line:
            return
        errors.append(one_line(line.decode("utf-8", "replace")))


def _news_first(sentence: str) -> str:
    """The sentence of one article with what was new before its title: a narrow line shows its beginning."""
    title, told, news = sentence.rpartition(": new: ")
    return f"New: {news.rstrip('.')}, from {title}." if told else sentence


def _counted(finished: Mapping[str, Any]) -> str:
    """What `tracker ingest` counts in its last line, as a sentence; empty where it is another command's."""
    names = (("read", "read"), ("known", "already known"), ("failed", "could not be read"))
    counts = [(finished.get(key), words) for key, words in names]
    parts = [f"{count:,} {words}" for count, words in counts if isinstance(count, int) and count]
    return ", ".join(parts) + "." if parts else ""


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _progress(told: Mapping[str, Any], before: Progress) -> Progress:
    done, total = told.get("done"), told.get("total")
    return Progress(
        done if isinstance(done, int) else before.done,
        total if isinstance(total, int) else None,
        one_line(str(told.get("file") or "")),
        one_line(str(told.get("sentence") or "")),
        one_line(str(told.get("error") or "")),
    )


class Jobs:
    """The jobs of one open file, one after the other.

    Args:
        database: the path of the file that is open.
        changed: called when a job began, went on, ended, or was put into the queue.
        ended: called with each job and its outcome.
    """

    def __init__(self, database: str, changed: Callable[[], None], ended: Callable[[Job, Outcome], None]) -> None:
        self.database = database
        self._changed = changed
        self._ended = ended
        self._waiting: deque[Job] = deque()
        self._task: asyncio.Task[None] | None = None
        self.current: Job | None = None

    @property
    def waiting(self) -> int:
        """Jobs that have not begun."""
        return len(self._waiting)

    def start(self, job: Job) -> None:
        """Run `job` now, or after those that are running and waiting."""
        self._waiting.append(job)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        self._changed()

    def cancel(self) -> bool:
        """Stop the running job; False where none is running. Those that wait go on."""
        if self.current is None:
            return False
        self.current.cancel()
        self._changed()
        return True

    async def close(self) -> None:
        """Stop everything, without waiting for the article at hand: what is whole is kept."""
        self._waiting.clear()
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _work(self) -> None:
        while self._waiting:
            self.current = job = self._waiting.popleft()
            self._changed()
            try:
                outcome = await job.run(self.database, self._changed)
            finally:
                self.current = None
            self._ended(job, outcome)
            self._changed()
