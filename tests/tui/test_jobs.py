"""A job tells how far it is, ends with one sentence whatever happens to it, and can be stopped."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest

from tracker.tui import jobs as module
from tracker.tui.jobs import Job, Jobs


def program(tmp_path, body: str) -> tuple[str, ...]:
    """A stand-in for our own program: gets `--db FILE WORDS…`."""
    script = tmp_path / "child.py"
    script.write_text("import json, signal, sys, time\ndef tell(**k): print(json.dumps(k), flush=True)\n" + body)
    return (sys.executable, str(script))


async def run(job: Job) -> tuple[module.Outcome, list[module.Progress]]:
    seen = []
    outcome = await asyncio.wait_for(job.run("some.db", lambda: seen.append(job.progress)), 30)
    return outcome, seen


async def test_progress_lines_arrive_one_by_one_and_the_only_article_gives_the_sentence(tmp_path):
    body = """
tell(done=0, total=1, file="a.txt", sentence=None, error=None)
tell(done=1, total=1, file="a.txt", sentence="A: new: 2 meetings.", error=None)
tell(finished=True, read=1, known=0, failed=0)
"""
    outcome, seen = await run(Job("Reading a.txt", ["ingest", "--", "a.txt"], program=program(tmp_path, body)))
    assert [(one.done, one.total, one.file) for one in seen] == [(0, 1, "a.txt"), (1, 1, "a.txt")]
    assert outcome.sentence == "New: 2 meetings, from A."
    assert outcome.code == 0
    assert not outcome.failed


async def test_several_articles_are_counted_and_the_bad_one_is_named(tmp_path):
    body = """
tell(done=1, total=2, file="a", sentence="A: nothing new.", error=None)
tell(done=2, total=2, file="b", sentence=None, error="b: a PDF is not read.")
tell(finished=True, read=1, known=0, failed=1)
sys.exit(1)
"""
    outcome, _ = await run(Job("Reading x", ["ingest", "x"], program=program(tmp_path, body)))
    assert outcome.sentence == "Reading x: 1 read, 1 could not be read."
    assert outcome.errors == ("b: a PDF is not read.",)
    assert not outcome.failed


async def test_a_refusal_is_the_last_line_of_standard_error(tmp_path):
    body = "print('first', file=sys.stderr); print('no.txt: there is no such file.', file=sys.stderr); sys.exit(2)"
    outcome, _ = await run(Job("Reading", ["ingest"], program=program(tmp_path, body)))
    assert outcome.failed
    assert outcome.sentence == "no.txt: there is no such file."


async def test_silence_and_a_signal_still_give_a_sentence(tmp_path):
    outcome, _ = await run(Job("Reading", ["ingest"], program=program(tmp_path, "import os; os.kill(os.getpid(), 9)")))
    assert outcome.failed
    assert "code -9" in outcome.sentence


async def test_a_program_that_does_not_exist_is_an_outcome(tmp_path):
    outcome, _ = await run(Job("Reading", ["ingest"], program=(str(tmp_path / "nothing"),)))
    assert outcome.failed
    assert "cannot start" in outcome.sentence


async def test_the_child_gets_the_file_the_words_and_the_text(tmp_path):
    body = "tell(done=1, total=1, file='', sentence=json.dumps([sys.argv[1:], sys.stdin.read()]), error=None)"
    words = ["ingest", "--", "--help"]
    outcome, _ = await run(Job("Pasting", words, stdin="Zoë \ud800 met", program=program(tmp_path, body + "\n")))
    argv, text = json.loads(outcome.sentence) if outcome.sentence.startswith("[") else (None, None)
    assert argv == ["--db", "some.db", "ingest", "--", "--help"]
    assert text.startswith("Zoë")


async def test_noise_between_the_lines_is_passed_over_and_control_characters_never_reach_the_screen(tmp_path):
    body = r"""
print("not json"); print("[1, 2]"); print("null")
print("x" * 5_000_000)
tell(done="many", total=None, file="\x1b]0;PWN\x07", sentence="A\x1b[2JB\u202e", error=None)
"""
    outcome, seen = await run(Job("Reading", ["ingest"], program=program(tmp_path, body)))
    assert len(seen) == 1
    assert seen[0].done == 0
    for text in (seen[0].file, outcome.sentence):
        assert not any(ord(char) < 32 or char in "\x7f\x9b\u202e" for char in text)


async def test_cancelling_lets_the_child_end_in_its_own_way(tmp_path):
    body = """
stop = []
signal.signal(signal.SIGINT, lambda *_: stop.append(1))
tell(done=0, total=9, file="a", sentence=None, error=None)
while not stop: time.sleep(0.01)
tell(done=1, total=9, file="a", sentence="A.", error=None)
tell(finished=True, read=1, known=0, failed=0, stopped=True)
sys.exit(1)
"""
    job = Job("Reading", ["ingest"], program=program(tmp_path, body))
    outcome = await asyncio.wait_for(job.run("some.db", lambda: job.progress.done == 0 and job.cancel()), 30)
    assert outcome.cancelled
    assert not outcome.failed
    assert outcome.sentence == "Reading: stopped. 1 read."


async def test_a_child_that_does_not_listen_is_ended_by_force(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.2)
    body = """
for one in (signal.SIGINT, signal.SIGTERM): signal.signal(one, signal.SIG_IGN)
tell(done=0, total=9, file="a", sentence=None, error=None)
time.sleep(60)
"""
    job = Job("Reading", ["ingest"], program=program(tmp_path, body))
    outcome = await asyncio.wait_for(job.run("some.db", job.cancel), 30)
    assert outcome.cancelled
    assert outcome.code == -9


async def test_jobs_run_one_after_the_other(tmp_path):
    log = tmp_path / "log"
    body = f"""
with open({str(log)!r}, "a") as f: f.write("begin " + sys.argv[3] + "\\n")
time.sleep(0.2)
with open({str(log)!r}, "a") as f: f.write("end " + sys.argv[3] + "\\n")
"""
    ended = []
    queue = Jobs("some.db", lambda: None, lambda job, outcome: ended.append((job.label, outcome.code)))
    for name in ("one", "two"):
        queue.start(Job(name, [name], program=program(tmp_path, body)))
    assert queue.waiting
    for _ in range(300):
        if len(ended) == 2:
            break
        await asyncio.sleep(0.02)
    assert ended == [("one", 0), ("two", 0)]
    assert log.read_text().split("\n")[:4] == ["begin one", "end one", "begin two", "end two"]
    assert queue.current is None
    assert not queue.cancel()


async def test_closing_stops_the_child_also_where_the_shell_had_interrupts_ignored(tmp_path):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        await test_closing_stops_the_child(tmp_path)
    finally:
        signal.signal(signal.SIGINT, before)


async def test_closing_stops_the_child(tmp_path):
    pid = tmp_path / "pid"
    body = f"""
import os
open({str(pid)!r}, "w").write(str(os.getpid()))
tell(done=0, total=9, file="a", sentence=None, error=None)
time.sleep(60)
"""
    started = asyncio.Event()
    queue = Jobs("some.db", lambda: queue.current and queue.current.progress.total and started.set(), lambda *_: None)
    queue.start(Job("one", ["one"], program=program(tmp_path, body)))
    await asyncio.wait_for(started.wait(), 20)
    await queue.close()
    number = int(pid.read_text())
    for _ in range(200):
        try:
            if Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return
        except FileNotFoundError:
            return
        await asyncio.sleep(0.02)
    pytest.fail("the child still runs")
