"""Reading articles from the command line: what is said, what is left behind, which exit code."""

import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Tracker
from tracker.cli.main import run

ROOT = SEEDS.parent
ARTICLE = "date 2025-12-01 Envoys of Norway and Sweden met in Oslo on Sunday, Reuters reports.\n"


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith(".\n")


def test_an_article_is_new_and_then_known(tracker: Tracker) -> None:
    first = tracker("ingest", SEEDS)
    assert first.code == 0
    assert "new: " in first.out
    before = tracker("log", "--json").data
    again = tracker("ingest", SEEDS)
    assert again.code == 0
    assert "already known, nothing added" in again.out
    assert tracker("log", "--json").data == before


def test_one_bad_file_does_not_stop_the_others(tracker: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "morning"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_bytes(b"%PDF-1.7\n")
    (folder / "c.txt").write_text(ARTICLE.replace("Oslo", "Bergen"))
    done = tracker("ingest", folder)
    assert done.code == 1
    assert len([line for line in done.out.splitlines() if not line.startswith("  ")]) == 2
    assert one_sentence(done.err)
    assert "b.txt" in done.err
    assert len(tracker("search", "Sweden", "--json").data) > 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "does not exist"),
        ("empty.txt", b"", "is empty"),
        ("white.txt", b" \n\t\n", "is empty"),
        ("paper.pdf", b"%PDF-1.7\n\x00\x01", "PDF"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "PNG"),
        ("binary.txt", bytes(range(256)) * 40, "not text"),
        ("long.txt", b"word " * 1_100_000, "MB of text"),
        ("page.html", b"<html><head><title>Nothing</title></head><body><nav>Menu</nav></body></html>", "page.html"),
        ("only-header.txt", b"title: Nothing\ndate: 2025-12-01\n\n", "no text"),
    ],
)
def test_wrong_input_is_one_sentence_and_writes_nothing(
    name: str, content: bytes | None, said: str, tracker: Tracker, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = sorted(tmp_path.iterdir())
    done = tracker("ingest", tmp_path / name)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert one_sentence(done.err)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_without_articles_is_one_sentence(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    done = tracker("ingest", tmp_path / "photos")
    assert done.code == 2
    assert one_sentence(done.err)
    assert not (tmp_path / "talks.db").exists()


def test_wrong_input_leaves_a_file_that_was_there(tracker: Tracker, db: Path, tmp_path: Path) -> None:
    people = tracker("people", "--json").data
    assert tracker("ingest", tmp_path / "missing.txt").code == 2
    assert db.exists()
    assert tracker("people", "--json").data == people


@pytest.mark.parametrize(
    "content", [b"not a database at all, but text", b"SQLite format 3\x00" + b"\xff" * 200], ids=["text", "broken"]
)
def test_a_file_that_is_not_ours_is_left_as_it_is(content: bytes, tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "talks.db").write_bytes(content)
    done = tracker("ingest", SEEDS)
    assert done.code == 2
    assert one_sentence(done.err)
    assert (tmp_path / "talks.db").read_bytes() == content


def test_the_database_of_another_program_is_left_as_it_is(tracker: Tracker, tmp_path: Path) -> None:
    import sqlite3

    other = sqlite3.connect(tmp_path / "talks.db")
    other.execute("CREATE TABLE notes (text TEXT)")
    other.commit()
    other.close()
    before = (tmp_path / "talks.db").read_bytes()
    for words in (["ingest", SEEDS], ["status"], ["undo"]):
        done = tracker(*words)
        assert done.code == 2
        assert one_sentence(done.err)
    assert (tmp_path / "talks.db").read_bytes() == before


def test_a_newer_file_is_refused(tracker: Tracker, db: Path) -> None:
    import sqlite3

    newer = sqlite3.connect(db)
    version = newer.execute("PRAGMA user_version").fetchone()[0]
    newer.execute(f"PRAGMA user_version = {version + 1000}")
    newer.commit()
    newer.close()
    for words in (["ingest", SEEDS], ["status"]):
        done = tracker(*words)
        assert done.code == 2
        assert "newer" in done.err
        assert one_sentence(done.err)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder here refuses even root")
def test_a_folder_that_cannot_be_written_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for db in ("/proc/talks.db", "/proc/self/talks.db"):
        assert run(["--db", db, "ingest", str(SEEDS)]) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert one_sentence(shown.err)
        assert "cannot be" in shown.err


def test_the_file_is_readable_by_its_owner_alone(tracker: Tracker, tmp_path: Path) -> None:
    tracker("ingest", SEEDS)
    assert stat.S_IMODE((tmp_path / "talks.db").stat().st_mode) == 0o600


def test_what_an_article_does_not_say_is_filled_in_and_what_it_says_is_kept(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("Envoys of Norway and Sweden met in Oslo on Sunday.\n")
    (tmp_path / "dated.txt").write_text(ARTICLE)
    done = tracker(
        "ingest", tmp_path / "bare.txt", tmp_path / "dated.txt", "--published", "5 Dec 2025", "--source", "The Post"
    )
    assert done.code == 0, done.err
    made = tracker("export", "--to", "json", tmp_path / "out.json")
    assert made.code == 0
    import json

    articles = json.loads((tmp_path / "out.json").read_text("utf-8"))["articles"]
    # Taken in by day, whatever order they were named in.
    assert [one["published"] for one in articles] == ["2025-12-01", "2025-12-05"]
    assert articles[1]["publisher"] == "The Post"


def test_progress_for_a_program_is_json_lines_with_a_last_one(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = tracker("ingest", "--progress", "json", "--", tmp_path / "a.txt", tmp_path / "missing.txt")
    assert done.code == 1
    assert done.err == ""
    *steps, last = done.lines
    assert [(step["done"], step["total"]) for step in steps] == [(1, 2), (2, 2)]
    assert steps[0]["error"] is None
    assert "does not exist" in steps[1]["error"]
    assert last["finished"] is True
    assert (last["read"], last["known"], last["failed"], last["stopped"]) == (1, 0, 1, False)
    assert last["txn"] is not None
    assert last["sentence"]


def test_json_is_one_object_an_article(tracker: Tracker) -> None:
    (one,) = tracker("ingest", "--json", SEEDS).lines
    assert one["known"] is False
    assert one["new"]["meeting"] >= 1
    (again,) = tracker("ingest", "--json", SEEDS).lines
    assert again["known"] is True
    assert again["article"] == one["article"]


def test_reading_again_changes_nothing_that_stands(tracker: Tracker, db: Path) -> None:
    before = tracker("status", "--as-of", "2025-12-01", "--json").data
    done = tracker("reread")
    assert done.code == 0, done.err
    assert tracker("status", "--as-of", "2025-12-01", "--json").data == before
    assert done.out == "Read 1 article again: all as before.\n"
    assert tracker("reread", 99).code == 2


def test_an_undone_reading_can_be_read_anew(tracker: Tracker, db: Path) -> None:
    assert tracker("undo").code == 0
    assert tracker("people", "--json").data == []
    assert "new: " in tracker("ingest", SEEDS).out


def test_an_interrupt_keeps_whole_articles_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(ARTICLE.replace("Oslo", f"Oslo{number}") * 5)
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "--db", str(tmp_path / "a.db"), "ingest", "--progress", "json", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert time.monotonic() - begun < 60
    assert err == ""
    assert '"stopped": true' in out.splitlines()[-1]
    check = subprocess.run(
        [sys.executable, "-m", "tracker", "--db", str(tmp_path / "a.db"), "doctor"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stderr


@pytest.mark.long
@pytest.mark.corpus
def test_every_annotated_article_is_read_without_an_error_and_a_second_reading_changes_nothing(
    tracker: Tracker, corpus: Path
) -> None:
    folders = [corpus / "articles", corpus / "more"]
    count = sum(len(list(folder.glob("*.txt"))) for folder in folders)
    first = tracker("ingest", "--progress", "json", *folders)
    assert first.code == 0, [line for line in first.lines if line.get("error")]
    assert first.lines[-1]["read"] == count
    before = tracker("log", "--json").data
    second = tracker("ingest", "--progress", "json", *folders)
    assert second.code == 0
    assert second.lines[-1]["known"] == count
    assert tracker("log", "--json").data == before
