"""Where a list gets its rows: windowed reads of the store, or a short list in memory. The table cannot tell which."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

RowT = TypeVar("RowT")


class Source(Protocol):
    """The rows of a list, already filtered and sorted."""

    def count(self) -> int:
        """How many rows there are; may take long, and is called in a thread."""
        ...

    def rows(self, start: int, size: int) -> Sequence[Any]:
        """At most `size` rows from the 0-based row `start`; at most one indexed query."""
        ...


class MemorySource(Generic[RowT]):
    """A list that is short by its nature (tracks, conflicts), filtered and sorted in memory.

    Args:
        rows: all rows in their own order.
        text: the words that a filter looks at.
        words: what is typed in the filter: every word must occur, in any order, without regard to case or accents;
            with terms (`party:UA since:2026-01`).
        key: sorts where given.
        reverse: the other way round.
        terms: what each term looks at: the texts of a row; of `since` and `until` its days (ISO).

    Raises:
        UnknownTermError: for a term that is not in `terms`.
    """

    def __init__(
        self,
        rows: Sequence[RowT],
        *,
        text: Callable[[RowT], str] = str,
        words: str = "",
        key: Callable[[RowT], Any] | None = None,
        reverse: bool = False,
        terms: Mapping[str, Callable[[RowT], Iterable[str | None]]] | None = None,
    ) -> None:
        kept = list(rows)
        if words.strip():
            from tracker.desk.filtering import understood  # noqa: PLC0415 - nothing is filtered when the app starts

            wanted = understood(words, terms or {})
            for term in wanted.terms:
                texts = (terms or {})[term.name]
                kept = [row for row in kept if any(_is(term.name, value, texts(row)) for value in term.values)]
            parts = [folded(word) for word in wanted.words]
            kept = [row for row in kept if _has(folded(text(row)), parts)] if parts else kept
        if key is not None:
            kept.sort(key=key, reverse=reverse)
        elif reverse:
            kept.reverse()
        self._rows = kept

    def count(self) -> int:
        """How many rows are left."""
        return len(self._rows)

    def rows(self, start: int, size: int) -> Sequence[RowT]:
        """A slice."""
        return self._rows[start : start + size]


def folded(text: str) -> str:
    """`text` in lower case without accents, for comparing."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _is(name: str, value: str, texts: Iterable[str | None]) -> bool:
    from tracker.domain.terms import matches  # noqa: PLC0415

    if name == "since":
        return any(text >= value for text in texts if text)
    if name == "until":
        return any(text <= value for text in texts if text)
    return any(matches(folded(value), folded(text).replace("_", " ")) for text in texts if text)


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
