"""What a person types to find rows: words in any order, `"a phrase"`, and terms such as `party:UA` or `since:2026-01`.

A term's values stand with commas between them, and one of them is enough: `party:UA,RU`. Several terms narrow: all of
them must hold.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

_PARTS = re.compile(r'([A-Za-z]+):(?!//)("[^"]*"?|[^\s"]*(?:"[^"]*"?[^\s"]*)*)|"([^"]*)"?|(\S+)')


class UnknownTermError(Exception):
    """A term that the list does not have, or a value that cannot stand there; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its name in lower case, and its values as they were typed; at least one."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a filter asks for: all the words (a phrase is one word with blanks in it), and all the terms."""

    words: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


def parse(text: str) -> Wanted:
    """Read a filter. A term without a value yet (`party:`) is left out: it is being typed."""
    words: list[str] = []
    terms: list[Term] = []
    for match in _PARTS.finditer(text):
        name, value, phrase, word = match.groups()
        if name is not None:
            values = tuple(part for one in value.replace('"', "").split(",") if (part := " ".join(one.split())))
            if values:
                terms.append(Term(name.lower(), values))
        elif phrase is not None:
            if phrase.strip():
                words.append(" ".join(phrase.split()))
        else:
            words.append(word)
    return Wanted(tuple(words), tuple(terms))


def check(wanted: Wanted, known: Collection[str]) -> None:
    """Refuse a term that a list does not have.

    Raises:
        UnknownTermError: one sentence, with the terms that there are.
    """
    for term in wanted.terms:
        if term.name not in known:
            there = ", ".join(f"{name}:" for name in sorted(known))
            but = f"There is no {term.name}: here, but {there}" if there else f"There is no {term.name}: here"
            raise UnknownTermError(f"{but}; in quotation marks it is a word.")


def matches(value: str, text: str) -> bool:
    """True where a folded value means a folded text: the same, its beginning, or from four letters on a part of it.

    Short values are codes, and codes occur inside of names: `us` must not find Russia.
    """
    return text.startswith(value) or (len(value) > 3 and value in text)
