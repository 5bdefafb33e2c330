"""What this program is made of: versions, to report a fault with, and to tell which model read an article."""

import platform
from importlib.metadata import PackageNotFoundError, version

from tracker import __version__
from tracker.store.engine import sqlite_version

_PARTS = ("textual", "spacy", "sqlite-utils", "trafilatura", "dateparser", "click")


def versions() -> dict[str, str]:
    """Name and version of the program, of what it runs on, and of the extraction with its language model."""
    from tracker.extraction.extractor import EXTRACTOR_VERSION  # noqa: PLC0415 - half a second for spaCy
    from tracker.extraction.pipeline import DEFAULT_MODEL  # noqa: PLC0415

    found = {
        "tracker": __version__,
        "extraction": EXTRACTOR_VERSION,
        "language model": f"{DEFAULT_MODEL} {_version(DEFAULT_MODEL.replace('_', '-'))}",
        "Python": platform.python_version(),
        "SQLite": sqlite_version(),
    }
    return found | {name: _version(name) for name in _PARTS}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
