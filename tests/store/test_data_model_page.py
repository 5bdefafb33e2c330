"""docs/data-model.md tells the truth: its queries and commands run, and it names every table."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.rows import ingest
from tracker.store.database import Database
from tracker.store.journal import transaction
from tracker.store.schema import APPLICATION_ID

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data-model.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.S)
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, flags=re.S)
    for line in block.splitlines()
    if line.startswith("sqlite-utils")
]


@pytest.fixture
def asked(db: Database) -> Database:
    """A file in which every query of the page finds something."""
    with transaction(db, "fill") as write:
        ingest(write, 1)
        write.update("party", 1, code="UA")
        write.update("article", 1, title="Geneva")
        write.insert(
            "article", sha256="x", file="x", encoding="utf-8", ingested="2025-12-01", text="They met in Geneva."
        )
        write.insert("meeting", kind="negotiation", status="held", key="m")
    return db


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_finds_something(asked: Database, query: str) -> None:
    assert asked.read.execute(query).fetchall()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_sqlite_utils_runs(asked: Database, command: str) -> None:
    import shlex

    words = [str(asked.path) if word == "FILE" else word for word in shlex.split(command)[1:]]
    done = subprocess.run([sys.executable, "-m", "sqlite_utils", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() not in ("", "[]")


def test_every_table_is_named(db: Database) -> None:
    rows = db.read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    shadows = re.compile(r"_(data|idx|content|docsize|config)$")
    tables = {row[0] for row in rows if not shadows.search(row[0]) and not row[0].startswith(("sqlite_", "_sqlite"))}
    assert {table for table in tables if f"`{table}`" not in PAGE} == set()


def test_the_number_of_the_file_is_the_one_in_the_code() -> None:
    assert f"0x{APPLICATION_ID:08X}" in PAGE
