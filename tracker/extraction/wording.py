"""The word lists of the language (verbs of speech, stance, issues, judgement), read once from lexicons/*.toml.

Data, not code: a list is edited in its file. A value is a string of words separated by white space; words of more than
one token are written with underscores ("call_off").
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeVar, cast

from spacy.tokens import Token

Added = Mapping[tuple[str, str], str]
_Function = TypeVar("_Function", bound=Callable[..., Any])
_added: Added = {}
_caches: list[Callable[[], None]] = []


def cached(function: _Function) -> _Function:
    """`functools.cache` for what is made of word lists: forgotten when a person's words come in or go."""
    kept = cache(function)
    _caches.append(kept.cache_clear)
    return cast(_Function, kept)


def use(added: Added | None) -> None:
    """From now on every list holds these words too: (file, list) -> words as the file would write them.

    The lists are one for the process; an extractor puts in its own before it reads an article.
    """
    global _added  # noqa: PLW0603 - the rules ask for words from everywhere
    wanted = added or {}
    if wanted != _added:
        _added = wanted
        for forget in _caches:
            forget()


@cached
def words(file: str, key: str) -> frozenset[str]:
    """The set `key` of lexicons/`file`.toml, lower case, underscores as spaces.

    Raises:
        KeyError: the file has no such list.
    """
    return frozenset(word.replace("_", " ") for word in str(table(file)[key]).split())


@cached
def table(file: str) -> dict[str, object]:
    """The whole of lexicons/`file`.toml.

    Raises:
        FileNotFoundError: there is no such file in the package.
    """
    path = resources.files("tracker.extraction") / "lexicons" / f"{file}.toml"
    lists = tomllib.loads(path.read_text("utf-8"))
    for (name, key), text in _added.items():
        if name == file:
            lists[key] = f"{lists.get(key, '')} {text}"
    return lists


def lemma(token: Token) -> str:
    """The token's lemma in lower case; the word itself where the pipeline gave none."""
    found = (token.lemma_ or token.text).lower()
    word = token.lower_
    if token.tag_ == "VBP" and found not in ("be", "have"):
        return word  # its own base form, which the lemmatizer's rules may shorten ("need", "proceed")
    if word.startswith("hop") and found == "hop" and not word.startswith("hopp"):
        return "hope"  # the lemmatizer's rules find the shorter verb first
    return found
