"""Opening a file: the checks before the first read, the settings of every connection, one connection a thread."""

import os
import sqlite3
import stat
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from tracker.store import schema
from tracker.store.errors import StoreError, named, told
from tracker.store.filesystem import network
from tracker.store.folding import folded_or_none

if TYPE_CHECKING:
    from tracker.store.journal import Write

__all__ = ["Database", "StoreError", "open_database"]

WAIT: Final = 10.0  # seconds a write waits for another program's write, before it says so
_MAGIC = b"SQLite format 3\x00"


class Database:
    """An open file. Safe to use from any thread: each gets a connection of its own.

    Attributes:
        path: the file.
        readonly: True where nothing can be written through it.
        notes: sentences for the person about how it was opened.
    """

    def __init__(self, path: Path, *, readonly: bool, wal: bool, immutable: bool = False, wait: float = WAIT) -> None:
        self.path = path
        self.readonly = readonly
        self.notes: list[str] = []
        self._wal = wal
        self._immutable = immutable
        self._wait = wait
        self._trusted = False
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: list[tuple[weakref.ref[threading.Thread], sqlite3.Connection]] = []
        self._closed = False

    @property
    def read(self) -> sqlite3.Connection:
        """This thread's connection, rows as `sqlite3.Row`; inside of a `transaction` it sees what was just written.

        Raises:
            StoreError: where the database was closed, or the file can no longer be opened.
        """
        if self._closed:
            raise StoreError(f"{named(self.path)} was closed.")
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            try:
                connection = self._connect()
            except sqlite3.Error as error:
                raise told(error, self.path) from error
            self._local.connection = connection
            with self._lock:
                self._prune()
                self._open.append((weakref.ref(threading.current_thread()), connection))
        return connection

    @property
    def writing(self) -> "Write | None":
        """The open journal transaction of this thread, if any."""
        return getattr(self._local, "write", None)

    @writing.setter
    def writing(self, write: "Write | None") -> None:
        self._local.write = write

    def close(self) -> None:
        """Close every thread's connection; nothing can be read after. Closing twice does nothing."""
        with self._lock:
            self._closed = True
            for _, connection in self._open:
                connection.close()
            self._open.clear()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def trust(self) -> None:
        """Let the triggers fill the search index, once it is sure that all of them are Tracker's own.

        SQLite counts FTS5 among what an untrusted schema may not touch. Views are never read, and the only
        function of ours that SQL can call folds a text, so nothing else becomes possible by it.
        """
        self.read.execute("PRAGMA trusted_schema = ON")
        self._trusted = True

    def _prune(self) -> None:
        """Close the connections of threads that have ended."""
        alive = []
        for ref, connection in self._open:
            thread = ref()
            if thread is not None and thread.is_alive():
                alive.append((ref, connection))
            else:
                connection.close()
        self._open = alive

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.readonly else "rw"
        uri = f"file:{quote(str(self.path))}?mode={mode}" + ("&immutable=1" if self._immutable else "")
        connection = sqlite3.connect(
            uri, uri=True, timeout=self._wait, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            connection.row_factory = sqlite3.Row
            _harden(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")  # REPLACE must not slip past the journal
            # Every thread has a connection of its own: a large cache in each would make memory grow with the file, and
            # the operating system keeps the pages of the file anyway.
            connection.execute("PRAGMA cache_size = -1000")
            connection.execute("PRAGMA temp_store = MEMORY")
            # In WAL a crash of the machine may lose the last moment, never damage the file; without it NORMAL might.
            connection.execute(f"PRAGMA synchronous = {'NORMAL' if self._wal else 'FULL'}")
            connection.create_function("folded", 1, folded_or_none, deterministic=True)
            if self._trusted:
                connection.execute("PRAGMA trusted_schema = ON")
            if self.readonly:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def open_database(path: str | Path, *, create: bool = True, readonly: bool = False, wait: float = WAIT) -> Database:
    """Open a file of ours, make it where it is missing, migrate it where it is older.

    Args:
        path: the file.
        create: make the file (and its folder) where there is none.
        readonly: open a colleague's file, or one that must not change: nothing is written, nor migrated.
        wait: seconds that a write waits for another program's.

    Raises:
        StoreError: with one sentence: not a file, not a database, not ours, newer, older and read-only, not writable,
            locked, damaged.
    """
    path = Path(path).expanduser().absolute()
    made = _prepare(path, create=create and not readonly)
    try:
        return _opened(path, readonly=readonly, wait=wait)
    except sqlite3.Error as error:
        if made:
            _remove_empty(path)
        raise told(error, path) from error
    except BaseException:
        if made:
            _remove_empty(path)
        raise


def _prepare(path: Path, *, create: bool) -> bool:
    """Check what stands at `path` and make an empty file of mode 0600 where nothing does; True where it made one."""
    name = named(path)
    try:
        kind = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        if not create:
            raise StoreError(f"There is no file {name}.") from error
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        except FileExistsError:
            if path.is_file():  # another Tracker made it just now
                return False
            raise StoreError(f"{name} cannot be made there: a part of the path is a file or a broken link.") from error
        except OSError as cause:
            raise StoreError(f"{name} cannot be made: {_reason(cause)}.") from cause
        return True
    except (OSError, ValueError) as error:
        raise StoreError(f"{name} cannot be opened: {_reason(error)}.") from error
    if stat.S_ISDIR(kind.st_mode):
        raise StoreError(f"{name} is a folder, not a database file.")
    if not stat.S_ISREG(kind.st_mode):
        raise StoreError(f"{name} is a device or a pipe, not a database file.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{name} cannot be read: {_reason(error)}.") from error
    if head and head != _MAGIC:
        raise StoreError(f"{name} is not a database; it was left as it is.")
    return False


def _opened(path: Path, *, readonly: bool, wait: float) -> Database:
    share = network(path)
    writable_folder = os.access(path.parent, os.W_OK)
    if not readonly and not writable_folder:
        raise StoreError(f"{named(path)} cannot be written: its folder is read-only.")
    if not readonly and not os.access(path, os.W_OK):
        raise StoreError(f"{named(path)} cannot be written: the file is read-only.")
    log = path.with_name(path.name + "-wal")
    # A log of another program that cannot be written beside the file: readable only where there is nothing in it.
    immutable = readonly and not writable_folder and not (log.exists() and log.stat().st_size)
    database = Database(path, readonly=readonly, wal=share is None, immutable=immutable, wait=wait)
    try:
        connection = database.read
        schema.check_sqlite(connection)
        found = schema.version(connection, path)
        if readonly:
            _check_current(found, path)
            schema.check_foreign(connection, path, writable=False)
            return database
        if found < schema.VERSION:
            if found:
                database.notes.append(_backed_up(database))
            connection.execute("PRAGMA foreign_keys = OFF")
            schema.migrate(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
        schema.check_foreign(connection, path, writable=True)
        database.trust()
        _set_journal_mode(database, connection, share)
        return database
    except BaseException:
        database.close()
        raise


def _check_current(found: int, path: Path) -> None:
    if found < schema.VERSION:
        what = "is empty" if found == 0 else "has an older schema: open it once with its owner's Tracker"
        raise StoreError(f"{named(path)} {what}; it was opened for reading only.")


def _backed_up(database: Database) -> str:
    from tracker.store.backup import backup  # noqa: PLC0415 - backup opens files through this module

    made = backup(database, why="before-migration")
    return (
        f"{named(database.path)} had an older schema and was migrated; the file before is kept as {named(made.path)}."
    )


def _set_journal_mode(database: Database, connection: sqlite3.Connection, share: str | None) -> None:
    wanted = "wal" if share is None else "delete"
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    if mode != wanted:
        mode = str(connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0])
    if share is not None:
        database.notes.append(
            f"{named(database.path)} lies on a network file system ({share}): writing is slower there, "
            "and only one program at a time should use it."
        )
    elif mode != "wal":
        connection.execute("PRAGMA synchronous = FULL")
        database.notes.append(f"{named(database.path)}: this file system has no write-ahead log, so writing is slower.")


def _harden(connection: sqlite3.Connection) -> None:
    """No function of a schema somebody else wrote runs with our rights; a damaged page is noticed when it is read."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    set_config = getattr(connection, "setconfig", None)  # Python 3.12
    if set_config is not None:
        set_config(getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE"), True)  # noqa: B009 - not in 3.11


def _remove_empty(path: Path) -> None:
    """Take away the file that was made for a database that could not be, if nothing was written to it."""
    if path.exists() and path.stat().st_size == 0:
        path.unlink()


def _reason(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:]
