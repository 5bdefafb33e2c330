"""A file of somebody else, looked at as a copy: it is left as it is, and nothing of its schema runs."""

import sqlite3
from pathlib import Path
from urllib.parse import quote


def copy_of(file: Path, copy: Path) -> None:
    """Copy a database with what stands in its log, also while its owner has it open.

    Args:
        file: the database; it is only read.
        copy: where the copy shall be; made with mode 0600.

    Raises:
        sqlite3.Error: where it is damaged or no database.
    """
    source = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)
    try:
        source.execute("PRAGMA trusted_schema = OFF")
        source.execute("PRAGMA query_only = ON")
        copy.touch(mode=0o600)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            target.close()
    finally:
        source.close()
