"""The world the rules know: states, organisations, armed groups, places, outlets and titles, read from data files.

The files lie in `lexicons/`; each says its own form in its first lines. Names are looked up word by word
(`Lexicon.find`), so that a text is read once whatever the number of names.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

_REMEMBERED = 4000
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, separated by white space, as a set (how word lists are written in code)."""
    return frozenset(text.split())


class Entry(NamedTuple):
    """What a name means: `kind` is "party", "demonym", "seat", "city", "region" or "outlet".

    `ref` is the party id (for a city or region: the country's, or None where it is in none or many).
    """

    kind: str
    ref: str | None
    name: str


class Hit(NamedTuple):
    """A name found in a text: offsets in that text, and what it can mean (a capital is a city and a seat)."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the lexicon; `name` is the one to show."""

    id: str
    name: str
    type: str


@dataclass(slots=True)
class Lexicon:
    """Everything loaded. Built once by `load()`; a user's own file may add to it with the `add_*` methods."""

    parties: dict[str, Party] = field(default_factory=dict)
    titles: dict[str, frozenset[str]] = field(default_factory=dict)
    title_parties: dict[str, str] = field(default_factory=dict)
    given_names: frozenset[str] = frozenset()
    outlets: set[str] = field(default_factory=set)
    outlet_homes: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    _first: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = field(default_factory=dict)

    def add(self, name: str, entry: Entry) -> None:
        """Make `name` mean `entry`, beside what it means already."""
        self._seen.clear()
        words = tuple(match.group().lower() for match in WORD.finditer(name.replace("’", "'")))
        if not words:
            return
        rows = self._first.setdefault(words[0], [])
        rows.append((words, name, entry))
        rows.sort(key=lambda row: -len(row[0]))

    def add_party(self, party: Party, names: Iterable[str], demonyms: Iterable[str] = ()) -> None:
        """A party with its names and the words for its people."""
        self.parties[party.id] = party
        for name in names:
            self.add(name, Entry("party", party.id, name))
        for name in demonyms:
            self.add(name, Entry("demonym", party.id, name))

    def home_of(self, outlet: str | None) -> str | None:
        """The state whose offices an outlet names without saying whose, None where unknown."""
        name = (outlet or "").strip().lower()
        home = self.outlet_homes.get(name) or self.outlet_homes.get(name.removeprefix("the "))
        if home or name in self.outlets:
            return home
        # "The Lima Post", "Ghana News Agency", "Peruvian Star": at home where its name says
        entries = (entry for hit in self.find(outlet or "") for entry in hit.entries)
        named = {entry.ref for entry in entries if entry.kind in ("party", "demonym", "seat")}
        states = {ref for ref in named if ref in self.parties and self.parties[ref].type == "state"}
        return states.pop() if len(states) == 1 else None

    def is_outlet(self, name: str | None) -> bool:
        """Whether an outlet is one of the list, whose home the list says."""
        return (name or "").strip().lower() in self.outlets

    def find(self, text: str) -> tuple[Hit, ...]:
        """The names in `text`, longest first at each place, none inside another. Capitals must fit (see `_fits`).

        The last few thousand texts are remembered: several rules look at the same paragraph.
        """
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            found = self._seen[text] = tuple(self._find(text))
        return found

    def _find(self, text: str) -> Iterator[Hit]:
        words = list(WORD.finditer(text))
        lower = [match.group().lower().replace("’", "'") for match in words]
        stems = [word[:-2] if word.endswith("'s") else word for word in lower]
        at = 0
        while at < len(words):
            step = 1
            rows = self._first.get(lower[at]) or self._first.get(stems[at])
            if rows:
                found = self._longest(text, words, lower, stems, rows, at)
                if found:
                    step, hit = found
                    yield hit
            at += step

    def _longest(
        self,
        text: str,
        words: list[re.Match[str]],
        lower: list[str],
        stems: list[str],
        rows: list[tuple[tuple[str, ...], str, Entry]],
        at: int,
    ) -> tuple[int, Hit] | None:
        entries: list[Entry] = []
        span: tuple[int, int, int] | None = None
        for name_words, name, entry in rows:
            size = len(name_words)
            if span and size < span[0]:
                break
            if at + size > len(words):
                continue
            last = at + size - 1
            if tuple(lower[at : last + 1]) != name_words and (
                stems[last] != name_words[-1] or tuple(lower[at:last]) != name_words[:-1]
            ):
                continue
            start = words[at].start()
            end = words[last].end() - (len(lower[last]) - len(name_words[-1]))
            if end < len(text) and name.endswith(".") and text[end] == ".":
                end += 1
            if _fits(text[start:end], name):
                entries.append(entry)
                span = (size, start, end)
        return (span[0], Hit(span[1], span[2], tuple(entries))) if span else None


def _fits(written: str, name: str) -> bool:
    """Whether the words as written can be `name`: same punctuation between words, and capitals where it has them.

    "us" is not "US", "turkey" is not Turkey, "time" is not Time; "HAMAS" and "MEXICO CITY" are fine.
    """
    a, b = written.replace("’", "'"), name.replace("’", "'")
    if a == b:
        return True
    if a.isupper() and len(b) > 3 and a == b.upper():
        return True
    if re.sub(r"[\s-]+", " ", a) == re.sub(r"[\s-]+", " ", b):
        return True
    the = b[:4].lower() == "the "
    return the and a[:4].lower() == "the " and a[4:] == b[4:]


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files("tracker.extraction.lexicons").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def _list(cells: list[str], at: int) -> list[str]:
    return [item.strip() for item in cells[at].split("|") if item.strip()] if at < len(cells) else []


def read_toml(name: str) -> dict[str, Any]:
    """A TOML file of `lexicons/`, as a dict."""
    return tomllib.loads(resources.files("tracker.extraction.lexicons").joinpath(name).read_text("utf-8"))


@cache
def load() -> Lexicon:
    """The lexicon of the package, read once a process."""
    lexicon = Lexicon()
    for cells in _rows("states.tsv"):
        code, name = cells[0], cells[1]
        lexicon.add_party(Party(code, name, "state"), [name, *_list(cells, 2)], _list(cells, 3))
        for town in _list(cells, 4):
            lexicon.add(town, Entry("seat", code, town))
            lexicon.add(town, Entry("city", code, town))
        for seat in _list(cells, 5):
            lexicon.add(seat, Entry("seat", code, seat))
    for row in read_toml("organisations.toml")["party"]:
        ident = row.get("key", row["id"])
        lexicon.add_party(Party(ident, row["names"][0], row["type"]), row["names"])
        for seat in row.get("seats", []):
            lexicon.add(seat, Entry("seat", ident, seat))
    for kind, file in (("city", "cities.tsv"), ("region", "regions.tsv")):
        for cells in _rows(file):
            for place in _list(cells, 1):
                lexicon.add(place, Entry(kind, cells[0] or None, place))
    for cells in _rows("outlets.txt"):
        lexicon.outlets.add(cells[0].lower())
        if len(cells) > 1:
            lexicon.outlet_homes[cells[0].lower()] = cells[1]
        lexicon.add(cells[0], Entry("outlet", None, cells[0]))
    lexicon.given_names = frozenset(cells[0] for cells in _rows("given_names.txt"))
    titles = read_toml("titles.toml")
    lexicon.titles = {key: frozenset(titles[key]) for key in ("honorific", "office", "modifier")}
    lexicon.title_parties = titles["party_of"]
    return lexicon
