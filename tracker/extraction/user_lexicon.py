"""What a person adds to the lexicon: parties, people's other names, outlets, issues, verbs, and the language model.

One TOML file, `lexicon.toml` in the folder for configuration, or the file (or folder) that TRACKER_CONFIG names. It is
read whole and checked before anything is extracted; what it holds is added to the lexicon of the package, never taken
from it. docs/lexicon.md shows every key. No spaCy here: looking at the file costs nothing.
"""

import copy
import hashlib
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import platformdirs

from tracker.domain.cleaning import one_line
from tracker.domain.vocabulary import ISSUES, PARTY_TYPES
from tracker.extraction.lexicon import Entry, Lexicon, Party

VARIABLE: Final = "TRACKER_CONFIG"
FILE: Final = "lexicon.toml"
SPEECH: Final = ("say", "think")
STANCES: Final = (
    "demand",
    "request",
    "proposal",
    "accept",
    "reject",
    "concession",
    "threat",
    "interest",
    "undecided",
)  # the stances that a verb alone can carry; the others follow from a condition or a negation
_LARGEST: Final = 1_000_000  # bytes; a lexicon typed by people is a thousandth of it
_TOP: Final = ("model", "party", "person", "outlet", "issues", "speech", "stances")


class LexiconError(Exception):
    """The file cannot be used; the text is one sentence with the file, the key and what may stand there."""


@dataclass(frozen=True, slots=True)
class UserParty:
    """A party: `id` as records use it, `names` with the one to show first, the words for its people, its seats."""

    id: str
    names: tuple[str, ...]
    type: str = "other"
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UserOutlet:
    """An outlet with its names, and the id of the state whose offices it names without saying whose, or None."""

    names: tuple[str, ...]
    home: str | None = None


@dataclass(frozen=True, slots=True)
class UserLexicon:
    """A checked file. `words` adds to the word lists: (file of lexicons/, list) -> words as these files write them.

    `version` is empty where nothing was added, else eight characters that change with what the file means (not with its
    comments or its order of keys).
    """

    path: Path | None = None
    model: str | None = None
    parties: tuple[UserParty, ...] = ()
    persons: tuple[tuple[str, ...], ...] = ()
    outlets: tuple[UserOutlet, ...] = ()
    words: Mapping[tuple[str, str], str] | None = None
    version: str = ""


NONE: Final = UserLexicon()


def config_path() -> Path:
    """Where the file is looked for: what TRACKER_CONFIG names (a file, or a folder that holds it), else the platform's
    folder for configuration."""  # noqa: D205, D209
    given = os.environ.get(VARIABLE)
    if not given:
        return Path(platformdirs.user_config_dir("tracker", appauthor=False)) / FILE
    path = Path(given).expanduser()
    return path if path.suffix == ".toml" and not path.is_dir() else path / FILE


def load(path: Path | None = None) -> UserLexicon:
    """Read and check a lexicon file.

    Args:
        path: the file; None for `config_path()`, which need not be there.

    Returns:
        What it adds; `NONE` where there is no file at the usual place.

    Raises:
        LexiconError: the file is named and not there, cannot be read, is not TOML, has a key that is not known, or a
            value that cannot stand there.
    """
    file = path or config_path()
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        if path is None and not os.environ.get(VARIABLE):
            return NONE
        if path is None and not file.parent.exists():
            raise LexiconError(f"{VARIABLE} names {_shown(file)}, and there is no such file or folder.") from None
        if path is None and Path(os.environ[VARIABLE]).expanduser() == file.parent:
            return NONE  # a folder for configuration without a lexicon in it
        raise LexiconError(f"There is no file {_shown(file)}.") from None
    except OSError as error:
        raise LexiconError(f"{_shown(file)} cannot be read: {error.strerror}.") from None
    if len(data) > _LARGEST:
        raise LexiconError(f"{_shown(file)} is larger than {_LARGEST // 1_000_000} MB: that is no lexicon.")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LexiconError(f"{_shown(file)} is not UTF-8 text.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LexiconError(f"{_shown(file)} is not TOML: {one_line(str(error))}.") from None
    return _Reader(file).lexicon(table)


def merged(base: Lexicon, user: UserLexicon) -> Lexicon:
    """The lexicon with the person's parties and outlets in it; `base` itself is never changed."""
    if not (user.parties or user.outlets):
        return base
    lexicon = copy.deepcopy(base)
    for party in user.parties:
        known = lexicon.parties.get(party.id)
        # A known party gets further names; it keeps its own name and type.
        lexicon.add_party(known or Party(party.id, party.names[0], party.type), party.names, party.demonyms)
        for seat in party.seats:
            lexicon.add(seat, Entry("seat", party.id, seat))
    for outlet in user.outlets:
        for name in outlet.names:
            lexicon.outlets.add(name.lower())
            lexicon.add(name, Entry("outlet", None, name))
            if outlet.home:
                lexicon.outlet_homes[name.lower()] = outlet.home
    return lexicon


def _shown(file: Path) -> str:
    return one_line(str(file))


class _Reader:
    """Takes a parsed file apart; every refusal names the file and the key."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def lexicon(self, table: dict[str, Any]) -> UserLexicon:
        self._keys(table, _TOP, "")
        parties = tuple(self._parties(table))
        persons = tuple(self._persons(table))
        outlets = tuple(self._outlets(table))
        words = dict(self._words(table))
        model = self._text(table, "model", "") if "model" in table else None
        meaning = [
            model,
            sorted(repr(party) for party in parties),
            sorted(persons),
            sorted(repr(outlet) for outlet in outlets),
            sorted((*key, *sorted(value.split())) for key, value in words.items()),
        ]
        empty = not (model or parties or persons or outlets or words)
        digest = "" if empty else hashlib.sha256(json.dumps(meaning).encode()).hexdigest()[:8]
        return UserLexicon(self._file, model, parties, persons, outlets, words, digest)

    def _parties(self, table: dict[str, Any]) -> Iterator[UserParty]:
        seen: set[str] = set()
        for where, row in self._rows(table, "party"):
            self._keys(row, ("id", "name", "type", "aliases", "demonyms", "seats"), where)
            ident = self._text(row, "id", where)
            if ident != ident.upper() or "|" in ident or ident in seen:
                why = "stands twice" if ident in seen else "must be in capitals (UA, HAMAS)"
                raise self._wrong(f"{where}.id", f"{ident!r} {why}")
            seen.add(ident)
            kind = self._text(row, "type", where) if "type" in row else "other"
            if kind not in PARTY_TYPES:
                raise self._wrong(f"{where}.type", f"{kind!r} is none of {', '.join(PARTY_TYPES)}")
            names = (self._text(row, "name", where), *self._texts(row, "aliases", where))
            yield UserParty(ident, names, kind, self._texts(row, "demonyms", where), self._texts(row, "seats", where))

    def _persons(self, table: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        for where, row in self._rows(table, "person"):
            self._keys(row, ("name", "aliases"), where)
            aliases = self._texts(row, "aliases", where)
            if not aliases:
                raise self._wrong(f"{where}.aliases", "at least one other name is needed")
            yield (self._text(row, "name", where), *aliases)

    def _outlets(self, table: dict[str, Any]) -> Iterator[UserOutlet]:
        for where, row in self._rows(table, "outlet"):
            self._keys(row, ("name", "aliases", "home"), where)
            names = (self._text(row, "name", where), *self._texts(row, "aliases", where))
            yield UserOutlet(names, self._text(row, "home", where) if "home" in row else None)

    def _words(self, table: dict[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
        for section, known, file in (
            ("issues", ISSUES, "issues"),
            ("speech", SPEECH, "speech"),
            ("stances", STANCES, "stances"),
        ):
            lists = table.get(section, {})
            if not isinstance(lists, dict):
                raise self._wrong(section, f"a table [{section}] is needed, not {_kind(lists)}")
            self._keys(lists, known, section)
            for name in lists:
                # A person's word names its issue by itself, which these lists mark.
                mark = "!" if section == "issues" else ""
                words = [_entry(word) and _entry(word) + mark for word in self._texts(lists, name, section)]
                if not all(words):
                    raise self._wrong(f"{section}.{name}", "a word of letters is needed")
                if words:
                    yield (file, name), " ".join(words)

    def _rows(self, table: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        rows = table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self._wrong(key, f"tables [[{key}]] are needed, not {_kind(rows)}")
        for number, row in enumerate(rows, 1):
            yield f"{key} {number}", row

    def _keys(self, table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in known:
                name = f"{where}.{key}" if where else key
                raise self._wrong(name, f"it is not known; known are {', '.join(known)}")

    def _text(self, table: dict[str, Any], key: str, where: str) -> str:
        name = f"{where}.{key}" if where else key
        if key not in table:
            raise self._wrong(name, "it is missing")
        value = table[key]
        if not isinstance(value, str):
            raise self._wrong(name, f"a text is needed, not {_kind(value)}")
        if not one_line(value):
            raise self._wrong(name, "it is empty")
        return one_line(value)

    def _texts(self, table: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
        name = f"{where}.{key}"
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(name, f"a list of texts is needed, not {_kind(value)}")
        for item in value:
            if not isinstance(item, str):
                raise self._wrong(name, f"a list of texts is needed, and {_kind(item)} stands in it")
            if not one_line(item):
                raise self._wrong(name, "an empty text stands in it")
        return tuple(one_line(item) for item in value)

    def _wrong(self, key: str, what: str) -> LexiconError:
        return LexiconError(f"{_shown(self._file)}, {one_line(key)}: {what}.")


def _entry(word: str) -> str:
    """A word, or words that stand side by side, as the lists of the package write them: small letters, underscores."""
    return "_".join(part for part in word.lower().replace("_", " ").replace("!", " ").split())


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")
