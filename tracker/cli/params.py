"""What options may hold, and the database that a command works on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.own_file import path_of

if TYPE_CHECKING:
    from tracker.desk.openfile import Database

NEWEST = "newest"
_LARGEST = 2**63 - 1  # what a row number of SQLite can be


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the options before the command say: the database file, and whether the person named it."""

    path: Path
    named: bool

    @contextmanager
    def database(self, *, create: bool = False, readonly: bool = False) -> Iterator["Database"]:
        """The open database; what it has to say about itself (a network file system, ...) goes to standard error.

        Args:
            create: make the file, and its folder, where there is none.
            readonly: for reports: a file that cannot be written is read all the same.

        Raises:
            StoreError: one sentence: no file, not ours, newer than this program, not writable.
        """
        from tracker.cli.output import warn  # noqa: PLC0415 - the app starts without what only printing needs
        from tracker.desk.openfile import open_database  # noqa: PLC0415

        if not create and not self.path.exists():
            raise click.ClickException(f"There is no file {self.path} yet: `tracker ingest PATH` makes it.")
        # A report on a file that can be written opens it as everything does: an older schema is migrated then.
        writable = os.access(self.path, os.W_OK) and os.access(self.path.absolute().parent, os.W_OK)
        db = open_database(self.path, create=create, readonly=readonly and not writable)
        try:
            for note in db.notes:
                warn(note)
            yield db
        finally:
            db.close()


def a_number(words: str) -> int:
    """The number of a fact, an article or an action; the type of arguments that hold one.

    Raises:
        click.BadParameter: one sentence, for what is no number, or more than any file can hold.
    """
    try:
        number = int(words)
    except ValueError:
        raise click.BadParameter(f"{words!r} is not a number.") from None
    if abs(number) > _LARGEST:
        raise click.BadParameter(f"there is no number as large as {words}.")
    return number


def a_day(words: str) -> date:
    """A day as people write it ("2025-12-01", "1 Dec 2025", "yesterday"); the type of options that hold one.

    Raises:
        click.BadParameter: one sentence, for anything else.
    """
    from tracker.desk.typed_dates import parse_day  # noqa: PLC0415 - most commands are called without a day

    try:
        found = parse_day(words, date.today())
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if found is None:
        raise click.BadParameter("an empty text is not a day.")
    return date.fromisoformat(found)


def a_day_or_newest(words: str) -> date | str:
    """A day, or the word `newest`, which is resolved once the file is open.

    Raises:
        click.BadParameter: as `a_day`.
    """
    return NEWEST if words == NEWEST else a_day(words)


def resolved(db: "Database", as_of: date | str | None) -> date | None:
    """The day that `--as-of` means in this file; None (today) where it was not given or no article has a date."""
    if as_of != NEWEST:
        return as_of if isinstance(as_of, date) else None
    from tracker.desk.status import status  # noqa: PLC0415

    newest = status(db).newest
    return date.fromisoformat(newest) if newest else None


as_of_option = click.option(
    "--as-of",
    type=a_day_or_newest,
    metavar="DAY",
    help="Any day, as in 2025-12-01, 1 Dec 2025, yesterday; or newest: the day of the newest article. Default: today.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")


def chosen(db: str | os.PathLike[str] | None) -> Chosen:
    """The file that `--db` or TRACKER_DB names, else the person's own."""
    return Chosen(path_of(db), named=bool(db))
