"""Commands run in this process, on files of their own."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.main import run

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Tracker = Callable[..., Ran]


@pytest.fixture(scope="session")
def read_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample article read into it; copied, never changed."""
    db = tmp_path_factory.mktemp("sample") / "sample.db"
    assert run(["--db", str(db), "ingest", str(SEEDS)]) == 0
    return db


@pytest.fixture
def db(read_sample: Path, tmp_path: Path) -> Path:
    """A file of the test's own with the sample article in it."""
    copy = tmp_path / "talks.db"
    shutil.copy(read_sample, copy)
    return copy


@pytest.fixture
def tracker(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Tracker:
    """Runs `tracker --db FILE words…`; FILE is `talks.db` in the test's folder."""

    def call(*words: object) -> Ran:
        capsys.readouterr()
        code = run(["--db", str(tmp_path / "talks.db"), *map(str, words)])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return call
