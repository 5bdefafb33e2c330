"""What a reading did, as a person and a program are told: an article's own line, and one line on all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a long reading: `done` of `total` articles (None where that is not known), the last one's news."""

    done: int
    total: int | None
    file: str | None = None
    sentence: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What reading one article did. `known` is True where the very same bytes were there already."""

    article: int | None
    file: str
    title: str
    known: bool
    new: Mapping[str, int] = field(default_factory=dict)
    joined: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    notes: Sequence[str] = ()
    error: str | None = None
    txn: int | None = None
    withdrawn: int = 0
    """Facts that the article no longer says and that no person had touched; they went."""

    def is_as_before(self) -> bool:
        """True where a new reading changed nothing."""
        return not (self.new or self.joined or self.withdrawn or self.conflicts or self.error)

    def sentence_again(self) -> str:
        """One line for a person, of an article that was read anew: what it adds, changes and no longer says."""
        if self.error:
            return self.error
        if self.is_as_before():
            return f"{self.title}: as before."
        return f"{self.title}: {what_reading_did([self])}."

    def sentence(self) -> str:
        """One line for a person: what was new, what was known, what contradicts, or what went wrong."""
        if self.error:
            return self.error
        if self.known:
            return f"{self.title}: already known, nothing added."
        words = ", ".join(f"{count} {_many(kind, count)}" for kind, count in self.new.items() if count)
        known = sum(self.joined.values())
        parts = [f"new: {words}" if words else "nothing new"]
        if known:
            parts.append(f"{known} already known")
        if self.conflicts:
            parts.append(f"{self.conflicts} {_many('conflict', self.conflicts)}")
        return f"{self.title}: {'; '.join(parts)}."


def what_reading_did(done: Sequence[Ingested]) -> str:
    """What new readings added, changed and took away, in one phrase: "2 facts new, 5 read otherwise, 1 withdrawn"."""
    new = sum(sum(one.new.values()) for one in done)
    other = sum(sum(one.joined.values()) for one in done)
    gone = sum(one.withdrawn for one in done)
    opened = sum(one.conflicts for one in done)
    parts = (
        f"{new} {_many('fact', new)} new" if new else "",
        f"{other} read otherwise" if other else "",
        f"{gone} withdrawn" if gone else "",
        f"{opened} {_many('conflict', opened)}" if opened else "",
    )
    return ", ".join(part for part in parts if part)


def read_again(done: Sequence[Ingested]) -> str:
    """One line on a reading of stored articles, as in: Read 9 articles again: 7 as before; 1 withdrawn."""
    read = [one for one in done if not one.error]
    same = sum(one.is_as_before() for one in read)
    words = f"Read {len(read)} {_many('article', len(read))} again: "
    if same == len(read):
        return words + "all as before."
    return f"{words}{f'{same} as before; ' if same else ''}{what_reading_did(read)}. What you decided stands."


_PLURALS = {"person": "persons", "party": "parties"}


def _many(kind: str, count: int) -> str:
    return kind if count == 1 else _PLURALS.get(kind, f"{kind}s")
