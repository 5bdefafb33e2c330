"""What a person set in `settings.toml`, in the folder for configuration: read whole and checked before it is used.

Here stands what the file may hold; what its words mean to the app (a theme, an action, a key) the app checks itself.
"""

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from tracker.domain.cleaning import one_line
from tracker.domain.phase import WINDOW_DAYS

VARIABLE: Final = "TRACKER_CONFIG"
FILE: Final = "settings.toml"
LONGEST_WINDOW: Final = 3650
_LARGEST: Final = 1_000_000  # bytes


class SettingsError(Exception):
    """The file cannot be used; the text is one sentence with the file, the key and what may stand there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A checked file.

    Attributes:
        path: where it is, or would be.
        theme: the app's theme; None is the app's own choice.
        start: the screen the app opens on; None is the one it was left on.
        window: days for which a held meeting keeps a track active.
        keys: action -> its keys, in the place of the app's own.
        columns: list -> the columns it shows at first, in their order.
    """

    path: Path
    theme: str | None = None
    start: str | None = None
    window: int = WINDOW_DAYS
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def settings_path() -> Path:
    """Where the file is looked for: in the folder that TRACKER_CONFIG names (or beside the file it names), else in the
    platform's folder for configuration."""  # noqa: D205, D209
    given = os.environ.get(VARIABLE)
    if given:
        path = Path(given).expanduser()
        return (path.parent if path.suffix == ".toml" and not path.is_dir() else path) / FILE
    import platformdirs  # noqa: PLC0415 - not where the folder is named

    return Path(platformdirs.user_config_dir("tracker", appauthor=False)) / FILE


def load(path: Path | None = None) -> Settings:
    """Read and check the file; where there is none everything is as the program has it.

    Args:
        path: the file; None for `settings_path()`.

    Raises:
        SettingsError: it cannot be read, is not TOML, has a key that is not known, or a value that cannot stand there.
    """
    file = path or settings_path()
    name = one_line(str(file))
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings(file)
    except OSError as error:
        raise SettingsError(f"{name} cannot be read: {error.strerror}.") from None
    if len(data) > _LARGEST:
        raise SettingsError(f"{name} is larger than {_LARGEST // 1_000_000} MB: those are no settings.")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(f"{name} is not UTF-8 text.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{name} is not TOML: {one_line(str(error))}.") from None
    return _Reader(file).settings(table)


def own() -> Settings:
    """The person's settings, read again only where the file changed.

    Raises:
        SettingsError: as `load`.
    """
    path = settings_path()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _read_once(path, changed)


@lru_cache(maxsize=4)
def _read_once(path: Path, changed: int) -> Settings:
    del changed  # a file of another moment is another file
    return load(path)


class _Reader:
    """One file's tables, checked; every refusal names the file and the key."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def wrong(self, what: str) -> SettingsError:
        return SettingsError(f"{one_line(str(self._file))}: {what}.")

    def settings(self, table: Mapping[str, Any]) -> Settings:
        known = ("theme", "start", "window", "keys", "columns")
        for key in table:
            if key not in known:
                raise self.wrong(f"there is no setting {one_line(key)}; there are {', '.join(known)}")
        return Settings(
            self._file,
            theme=self._word(table, "theme"),
            start=self._word(table, "start"),
            window=self._days(table),
            keys=self._lists(table, "keys", "a key or a list of keys"),
            columns=self._lists(table, "columns", "a list of columns"),
        )

    def _word(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"{key} takes a word in quotation marks")
        return value

    def _days(self, table: Mapping[str, Any]) -> int:
        value = table.get("window", WINDOW_DAYS)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST_WINDOW:
            raise self.wrong(f"window takes a number of days from 1 to {LONGEST_WINDOW:,}")
        return value

    def _lists(self, table: Mapping[str, Any], key: str, takes: str) -> dict[str, tuple[str, ...]]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(f"{key} is a table: [{key}] on a line of its own")
        found: dict[str, tuple[str, ...]] = {}
        for name, given in value.items():
            several: Sequence[Any] = [given] if isinstance(given, str) else given
            if not isinstance(several, list) or not all(isinstance(one, str) and one for one in several):
                raise self.wrong(f"{key}.{one_line(name)} takes {takes}, in quotation marks")
            found[name] = tuple(several)
        return found
