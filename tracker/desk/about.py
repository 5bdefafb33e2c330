"""What this program is made of: versions, to report a fault with, and to tell which model read an article."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.domain.cleaning import one_line
from tracker.domain.phase import WINDOW_DAYS
from tracker.store.engine import sqlite_version

if TYPE_CHECKING:
    from tracker.extraction.user_lexicon import UserLexicon

_PARTS = ("textual", "spacy", "sqlite-utils", "trafilatura", "dateparser", "click")


def versions() -> dict[str, str]:
    """Name and version of the program, of the extraction with its model and lexicon, and of what all runs on.

    A mistake in the person's own lexicon is said in its line: this is the page that is asked what is wrong.
    """
    from tracker.extraction.extractor import version_with  # noqa: PLC0415 - half a second for spaCy
    from tracker.extraction.pipeline import DEFAULT_MODEL  # noqa: PLC0415
    from tracker.extraction.user_lexicon import NONE, LexiconError, config_path, load  # noqa: PLC0415

    try:
        user = load()
        lexicon = f"{user.path or config_path()} ({_added(user) if user.path else 'not there'})"
    except LexiconError as error:
        user, lexicon = NONE, f"cannot be used: {error}"
    model = user.model or DEFAULT_MODEL
    return {
        "tracker": __version__,
        "extraction": version_with(user),
        "language model": f"{one_line(model)} {_version(model.replace('_', '-'))}",
        "own lexicon": one_line(lexicon),
        "settings": _settings(),
        "Python": platform.python_version(),
        "SQLite": sqlite_version(),
    } | {name: _version(name) for name in _PARTS}


def _settings() -> str:
    """Where the person's settings are, or what is wrong with them; words that only the app knows are checked there."""
    from tracker.desk.settings import SettingsError, load, settings_path  # noqa: PLC0415 - as the lexicon is read

    path = settings_path()
    try:
        found = load(path)
    except SettingsError as error:
        return f"cannot be used: {one_line(str(error))}"
    there = ("theme", "start", "keys", "columns")
    given = [name for name in there if getattr(found, name)] + ["window"] * (found.window != WINDOW_DAYS)
    told = ", ".join(given) if given else "nothing set" if path.exists() else "not there"
    return one_line(f"{path} ({told})")


def _added(user: "UserLexicon") -> str:
    """What a person's own lexicon adds, counted."""
    words = {name: one for name, one in (user.words or {}).items() if one}
    counted = (
        (len(user.parties), "party", "parties"),
        (len(user.persons), "person", "persons"),
        (len(user.outlets), "outlet", "outlets"),
        (len(words), "list of words", "lists of words"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted if count) or "empty"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
