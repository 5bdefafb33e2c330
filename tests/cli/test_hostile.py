"""Whatever an article, a file name or a database holds: nothing that acts reaches the terminal, and nothing is run."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

ACTING = {
    chr(code) for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200F)
}
ACTING -= {"\n"}
HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u2066\x00[bold]=1+1"
COMMANDS = [
    ["status", "--as-of", "newest"],
    ["positions"],
    ["people"],
    ["timeline"],
    ["conflicts"],
    ["show", "position", "1"],
    ["show", "person", "1", "--json"],
    ["phase"],
    ["changes", "--since", "2025-11-01"],
    ["brief", "--as-of", "newest"],
    ["search", "Norway"],
    ["review", "--list"],
    ["log"],
    ["status", "--json"],
    ["people", "--json"],
    ["log", "--json"],
]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with control characters in its name, its header and its words."""
    path = tmp_path / "a\x1b[31m\u202e\n.txt"
    path.write_text(
        f"title: Talks {HOSTILE}\ndate: 2025-12-01\nsource: Post {HOSTILE}\n\n"
        f"Foreign Minister Espen {HOSTILE} Eide of Norway met Maria Stenergard of Sweden in Oslo on Sunday. "
        f'"Norway wants Sweden to lift the {HOSTILE} sanctions," Eide said.\n',
        "utf-8",
    )
    return path


def harmless(text: str) -> bool:
    return not ACTING & set(text)


def test_an_article_cannot_steer_the_terminal(tracker: Tracker, article: Path) -> None:
    read = tracker("ingest", article)
    assert read.code == 0, read.err
    assert harmless(read.out + read.err)
    for words in COMMANDS:
        done = tracker(*words)
        assert done.code == 0, done.err
        assert harmless(done.out + done.err), words
    assert harmless(tracker("extract", article).out)


def test_a_database_of_somebody_else_cannot_steer_the_terminal(tracker: Tracker, db: Path) -> None:
    """A file written by another program: the triggers are set aside, the names made hostile."""
    with closing(sqlite3.connect(db)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE person SET name = name || ?", (HOSTILE,))
        raw.execute("UPDATE track SET name = name || ?", (HOSTILE,))
        raw.execute("UPDATE position SET text = text || ?", (HOSTILE,))
        raw.execute("UPDATE txn SET label = label || ?", (HOSTILE,))
        raw.commit()
    for words in COMMANDS:
        done = tracker(*words)
        assert done.code in (0, 1, 2)
        assert harmless(done.out + done.err), words


def test_a_database_with_broken_values_is_no_traceback(tracker: Tracker, db: Path) -> None:
    with closing(sqlite3.connect(db)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE meeting SET date = 'someday', first_day = 'x', last_day = 'y', issues = 'not json'")
        raw.execute("UPDATE article SET published = 'never'")
        raw.commit()
    for words in COMMANDS:
        done = tracker(*words)
        assert done.code in (0, 1, 2)
        assert "Traceback" not in done.err
        assert done.err.count("\n") <= 2
