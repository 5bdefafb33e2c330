"""One person under two names that no rule of language joins, as a person's own lexicon says: "Abu Mazen"."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain import names
from tracker.domain.record import PersonFact
from tracker.extraction.document import Document


def join_known(doc: Document, known: Sequence[Sequence[str]]) -> None:
    """Make one person of those in `doc` whose names stand in one row of `known`; their mentions follow.

    Args:
        doc: with its persons found.
        known: a person a row, the usual name first, then the others. They all become aliases, so that the person is
            the same one in every article.
    """
    for row in known:
        forms = {names.fold(name) for name in row}
        found = [person for person in doc.persons if forms & _forms(person)]
        if not found:
            continue
        first = found[0]
        for other in found[1:]:
            _take(first, other)
        written = {names.fold(name): name for name in (first.name, *first.aliases)}
        first.aliases = sorted({first.name, *first.aliases, *row})
        first.name = written.get(names.fold(row[0]), first.name)
        first.aliases.remove(first.name)
        gone = {other.id for other in found[1:]}
        doc.persons = [person for person in doc.persons if person.id not in gone]
        doc.mentions = [replace(m, ref=first.id) if m.kind == "person" and m.ref in gone else m for m in doc.mentions]


def _forms(person: PersonFact) -> set[str]:
    """The person's names as they can be compared, with titles too: "Commander Wolf" is found as Wolf, commander."""
    forms = {names.fold(name) for name in (person.name, *person.aliases)}
    return forms | {f"{names.fold(role)} {form}" for role in person.roles for form in list(forms)}


def _take(kept: PersonFact, other: PersonFact) -> None:
    kept.aliases += [other.name, *other.aliases]
    kept.roles += [role for role in other.roles if role not in kept.roles]
    kept.evidence += other.evidence
    kept.party = kept.party or other.party
    kept.confidence = max(kept.confidence, other.confidence)
