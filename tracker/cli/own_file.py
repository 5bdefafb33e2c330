"""The database file that a person means when none is named, or one by its name."""

import os
from pathlib import Path
from typing import Final

import platformdirs

VARIABLE: Final = "TRACKER_DB"
"""The variable of the environment that names the file where no option does."""


def default_path() -> Path:
    """The person's own file, in the platform's folder for user data."""
    return Path(platformdirs.user_data_dir("tracker", appauthor=False)) / "tracker.db"


def path_of(db: str | os.PathLike[str] | None) -> Path:
    """The file of that name ("~" is the person's home folder), else the person's own."""
    return Path(db).expanduser() if db else default_path()
