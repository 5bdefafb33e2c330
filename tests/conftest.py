"""What every test shares: the annotated articles' place, and a home of its own.

No test reads or writes the person's own files: the data, cache and configuration folders point into a temporary one.
"""

import os
from pathlib import Path

# Every console draws in full colours, as the pictures of the snapshots do: Rich keeps the codes of a style from the
# first time that it is drawn, so what one test sends would hang on which others ran before it in the same process.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"

import pytest
from hypothesis import settings

# Where a submission is judged the same histories are played each time; at home others are looked for in every run.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "extraction"
MISSING = f"corpus: {CORPUS} is missing"
_skipped: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest; skip, by name, the tests that read the annotated articles where these are missing."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if CORPUS.is_dir():
        return
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note the tests that read the annotated articles and were skipped all the same."""
    if report.skipped and "corpus" in report.keywords:
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail where the annotated articles are there and a test that reads them had another excuse."""
    if CORPUS.is_dir() and _skipped and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name them."""
    if CORPUS.is_dir():
        for name in _skipped:
            terminalreporter.write_line(f"CORPUS SKIPPED although the articles are there: {name}", red=True)


@pytest.fixture
def corpus() -> Path:
    """The folder of the annotated articles (`articles/`, `more/`, `gold/`, `stories/`)."""
    if not CORPUS.is_dir():
        pytest.skip(MISSING)
    return CORPUS


@pytest.fixture
def sample() -> Path:
    """The sample article of `seeds/`."""
    return next((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Point every folder that the program finds by itself into a fresh one."""
    home = tmp_path_factory.mktemp("home")
    for name in ("TRACKER_DB", "TRACKER_CONFIG", "TRACKER_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
