"""What every test shares: the annotated articles' place, and a home of its own.

No test reads or writes the person's own files: the data, cache and configuration folders point into a temporary one.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "extraction"
MISSING = f"corpus: {CORPUS} is missing"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name, the tests that read the annotated articles where these are not beside the project."""
    if CORPUS.is_dir():
        return
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


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
    monkeypatch.delenv("TRACKER_DB", raising=False)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
