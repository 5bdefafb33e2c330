"""Claims set side by side: where voices contradict each other about what happened, a conflict is opened.

Each side says that the other broke the truce; two hours are given for its beginning; one denies what another tells.
The words of each side stand under its value. A person resolves it; a reading never does.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tracker.desk.chains import ChainBook
from tracker.desk.finding import Source
from tracker.desk.folding import days_apart, shift
from tracker.domain import matters, names
from tracker.domain.record import ClaimFact
from tracker.store.journal import Write
from tracker.store.queries import claims as stored
from tracker.store.queries import conflicts, evidence
from tracker.store.queries import names as known

# Articles so many days apart can speak of one truce, and of one thing denied.
_TRUCE: Final = 4
_DENIED: Final = 14
_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Lt|St))(?<!\b(?:Mrs|Col|Gen|Sgt|Gov|Sen|Rep))[.!?][”\"’']?(?=\s|$)|\n"
)
_DENIES: Final = re.compile(r"\bden(?:y|ies|ied|ying|ial)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Side:
    """One value of a contradiction: who says it where, in which words."""

    value: str
    article: int
    start: int
    end: int
    chain: int | None


def take(
    connection: sqlite3.Connection, write: Write, source: Source, found: Iterable[ClaimFact], chains: ChainBook
) -> int:
    """Keep an article's claims, and open the conflicts that they show.

    Args:
        connection: the connection of the transaction.
        write: the open transaction.
        source: the article.
        found: the claims of its record.
        chains: the chains of the article.

    Returns:
        How many conflicts were opened, or reopened by a new value.
    """
    _keep(connection, write, source, found, chains)
    opened = 0
    said: set[tuple[int, str]] = set()
    for one in _touched(connection, source):
        number, new = one.write(connection, write)
        opened += new
        said |= {(number, side.value) for side in one.sides if side.article == source.id}
    _withdraw(connection, write, source.id, said)
    return opened


def _withdraw(connection: sqlite3.Connection, write: Write, article: int, said: set[tuple[int, str]]) -> None:
    """What the article, read anew, does not say any more goes, and so does an open conflict that had no other side."""
    for row in stored.values_of_article(connection, article):
        if (row["conflict"], row["value"]) not in said:
            write.delete("conflict_value", row["id"])
            left = conflicts.values(connection, [row["conflict"]]).get(row["conflict"], [])
            if len({value["value"] for value in left}) < 2 and row["state"] == "open" and not row["note"]:
                write.delete("conflict", row["conflict"])


def _keep(
    connection: sqlite3.Connection, write: Write, source: Source, found: Iterable[ClaimFact], chains: ChainBook
) -> None:
    """What the article said before and says again stays; conflicts hang on it."""
    have = {_key(row): row["id"] for row in stored.of_article(connection, source.id)}
    kept = set()
    for claim in found:
        span = claim.evidence[0]
        values: dict[str, Any] = {
            "kind": claim.kind,
            "about": claim.about,
            "value": claim.value,
            "accused": claim.accused,
            "party": claim.party,
            "voice": claim.chain[-1] if claim.chain and (claim.speaker or claim.party) else None,
            "links": list(claim.chain),
            "start": span.start,
            "end": span.end,
        }
        key = _key(values)
        if key not in have:
            chains.of_fact(claim)  # the chain is there when a conflict needs it
            have[key] = write.insert("claim", article=source.id, exact=span.exact, **values)
        kept.add(key)
    for key, number in have.items():
        if key not in kept:
            write.delete("claim", number)


def _key(row: sqlite3.Row | Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in ("kind", "about", "value", "accused", "party", "start", "end"))


@dataclass(frozen=True, slots=True)
class _Contradiction:
    """Claims of one truce, or a denial with what it denies: `group` has their rows, the anchor first."""

    field: str
    group: Sequence[sqlite3.Row]
    sides: list[_Side]

    def write(self, connection: sqlite3.Connection, write: Write) -> tuple[int, int]:
        """Write the conflict; its number, and 1 where it was opened, or reopened by a new value, else 0."""
        anchor = self.group[0]["id"]
        known_ones = stored.conflicts_of(connection, [row["id"] for row in self.group])
        row = next((one for one in known_ones if one["field"] == self.field), None)
        if row is None:
            number = write.insert("conflict", kind="claim", fact=anchor, field=self.field)
        else:
            number = row["id"]
            if row["fact"] != anchor:
                write.update("conflict", number, fact=anchor)
        before = conflicts.values(connection, [number]).get(number, [])
        have = {(value["value"], value["article"]) for value in before}
        for side in self.sides:
            if (side.value, side.article) not in have:
                have.add((side.value, side.article))
                write.insert(
                    "conflict_value",
                    conflict=number,
                    value=side.value,
                    article=side.article,
                    chain=side.chain,
                    start=side.start,
                    end=side.end,
                )
        if row is None:
            return number, 1
        if row["state"] == "resolved" and {side.value for side in self.sides} - {value["value"] for value in before}:
            write.update("conflict", number, state="open")
            return number, 1
        return number, 0


def _touched(connection: sqlite3.Connection, source: Source) -> Iterator[_Contradiction]:
    """The contradictions in which the article takes part."""
    since, until = shift(source.day, -_TRUCE), shift(source.day, _TRUCE)
    own = stored.of_article(connection, source.id)
    if any(row["kind"] == "breach" for row in own):
        yield from _breaches(connection, stored.near(connection, "breach", since, until), source.id)
    if any(row["kind"] == "start" for row in own):
        yield from _starts(connection, stored.near(connection, "start", since, until), source.id)
    yield from _denials(connection, source)


def _breaches(connection: sqlite3.Connection, found: list[sqlite3.Row], article: int) -> Iterator[_Contradiction]:
    """Each of two sides says that the other broke it."""
    pairs: dict[frozenset[str], None] = {}
    for one in found:
        for two in found:
            crossed = one["accused"] != two["accused"] == one["party"]
            one_text = one["article"] == two["article"] and one["accused"] != two["accused"]
            if (crossed or one_text) and article in (one["article"], two["article"]):
                pairs[frozenset((one["accused"], two["accused"]))] = None
    for pair in pairs:
        group = [row for row in found if row["accused"] in pair]
        # Of several sentences of one article the shortest says it plainest.
        plain = sorted(group, key=lambda row: row["end"] - row["start"])
        sides = [_side(connection, row, f"{row['accused']} broke it") for row in plain]
        yield _Contradiction("status", group, sides)


def _starts(connection: sqlite3.Connection, found: list[sqlite3.Row], article: int) -> Iterator[_Contradiction]:
    """Two hours for the beginning of one truce: of the same day, or of the days beside."""
    for day in sorted({row["value"][:10] for row in found if row["article"] == article}):
        group = [row for row in found if row["value"][:10] == day]
        beside = [row for row in found if days_apart(row["value"][:10], day) == 1]
        group += [row for row in beside if row["value"][11:] == group[0]["value"][11:]]
        if len({row["value"] for row in group}) > 1:
            yield _Contradiction("date", group, [_side(connection, row, row["value"]) for row in group])


def _denials(connection: sqlite3.Connection, source: Source) -> Iterator[_Contradiction]:
    """What one denies and the same text, or another of those days, tells as having been."""
    sides = frozenset(word for name in known.party_names(connection) for word in names.fold(name).split())
    for row in stored.near(connection, "denial", shift(source.day, -_DENIED), shift(source.day, _DENIED)):
        told = matters.matter(row["value"], sides)
        if len(told) < 2:
            continue
        near = stored.telling(
            connection,
            [matters.forms(stem) for stem in sorted(told)],
            shift(row["day"], -_DENIED),
            shift(row["day"], _DENIED),
        )
        if row["article"] != source.id and source.id not in {one["id"] for one in near}:
            continue
        found = [side for one in near if (side := _told(one, row, told, sides)) is not None]
        if found:
            by = row["accused"] or row["party"] or row["voice"] or "it"
            yield _Contradiction("status", [row], [_side(connection, row, f"denied by {by}"), *found])


def _told(article: sqlite3.Row, denial: sqlite3.Row, told: frozenset[str], sides: frozenset[str]) -> _Side | None:
    """The first sentence of an article that tells, without denying it, what is denied."""
    for start, end in _sentences(article["text"], article["body_start"]):
        words = article["text"][start:end]
        own = article["id"] == denial["article"] and start < denial["end"] and end > denial["start"]
        if own or _DENIES.search(words) or matters.says_no(words) or not told <= matters.matter(words, sides):
            continue
        return _Side("told by others", article["id"], start, end, None)
    return None


def _sentences(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand, without outer blanks."""
    for end in [*(match.end() for match in _END.finditer(text, start)), len(text)]:
        words = text[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        start = end


def _side(connection: sqlite3.Connection, row: sqlite3.Row, value: str) -> _Side:
    return _Side(value, row["article"], row["start"], row["end"], evidence.chain_id(connection, row["links"]))
