"""What the app remembers while it runs: read once at the start, written a moment after it changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from tracker.tui.widgets.columns import Chosen, Plan

if TYPE_CHECKING:
    from tracker.desk.openfile import Database

_MOST = 20
"""Filters that one list remembers; a person stacks three."""


class Memory:
    """Values by name.

    Args:
        db: the open file; None remembers nothing beyond the app's end (tests).
    """

    def __init__(self, db: "Database | None") -> None:
        self._db = db
        self._changed: set[str] = set()
        self._going: set[str] = set()
        self._values: dict[str, Any] = {}
        if db is not None:
            from tracker.desk.remembered import recall  # noqa: PLC0415

            self._values = recall(db)

    def get(self, name: str) -> Any:
        """A value; None where there is none. It may be anything: another program can write the file."""
        return self._values.get(name)

    def names(self, prefix: str) -> list[str]:
        """The names that begin with `prefix` and have a value."""
        return [name for name, value in self._values.items() if name.startswith(prefix) and value is not None]

    def put(self, name: str, value: Any) -> bool:
        """Remember a value, None to forget it; True where it is another than before."""
        if self._values.get(name) == value:
            return False
        self._values[name] = value
        self._changed.add(name)
        return True

    def read_anew(self, prefix: str) -> None:
        """Take over what another program wrote meanwhile under names that begin so; what is to be written yet stays."""
        if self._db is None:
            return
        from tracker.desk.remembered import recall  # noqa: PLC0415

        stored = recall(self._db)
        for name in {*self.names(prefix), *(one for one in stored if one.startswith(prefix))}:
            if name not in self._changed | self._going:
                self._values[name] = stored.get(name)

    def write(self) -> None:
        """Write what changed; for a thread, or the end of the app.

        Raises:
            StoreError: where the file cannot be written.
        """
        if self._db is None or not self._changed:
            return
        from tracker.desk.remembered import remember  # noqa: PLC0415

        changed, self._changed = self._changed, set()
        self._going = changed
        try:
            remember(self._db, {name: self._values[name] for name in changed})
        except BaseException:
            self._changed |= changed  # the next write tries again
            raise
        finally:
            self._going = set()


@dataclass(frozen=True, slots=True)
class ListView:
    """How a list is shown: its filters, its order, its columns. What is kept under a name is one of these, too.

    `sort` is (column name, other way round), None for the list's own order.
    """

    filters: tuple[str, ...] = ()
    sort: tuple[str, bool] | None = None
    plan: Plan = ()

    def as_json(self) -> dict[str, Any]:
        """The view as JSON can hold it."""
        return {
            "filters": list(self.filters),
            "sort": list(self.sort) if self.sort else None,
            "columns": [[one.name, one.shown, one.width] for one in self.plan],
        }

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """The view that was kept; whatever is not of the right form is left out."""
        if not isinstance(value, Mapping):
            return cls()
        filters, sort, columns = value.get("filters"), value.get("sort"), value.get("columns")
        return cls(
            tuple(str(one) for one in filters[:_MOST]) if isinstance(filters, list) else (),
            (str(sort[0]), bool(sort[1])) if isinstance(sort, list) and len(sort) == 2 else None,
            tuple(_chosen(one) for one in columns if _is_chosen(one)) if isinstance(columns, list) else (),
        )


def _is_chosen(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and isinstance(value[2], int | None)


def _chosen(value: list[Any]) -> Chosen:
    return Chosen(str(value[0]), bool(value[1]), value[2])
