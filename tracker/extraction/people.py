"""Who is named in an article: full names, the short forms they are later called by, titles, and each one's party.

The recogniser's labels are hints; the document is the evidence: a title before the name, an apposition after it, a
surname that comes back with "Mr.". A party is read from the text's own cues, each a vote, never from the name.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from tracker.domain import names
from tracker.domain.record import PartyFact, PersonFact
from tracker.extraction.document import Document, Mention
from tracker.extraction.heads import find_heads, mark_heads
from tracker.extraction.levels import is_leader_role
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.named import NO_PERSON, Candidate, Person
from tracker.extraction.names_in_text import candidates_in, names_somebody
from tracker.extraction.overlap import overlaps
from tracker.extraction.sides import find_sides
from tracker.extraction.titles import MEDIATORS

_JOINS_A_NAME = frozenset(("of", "to", "for", "under", "with", "by", "and"))

_SURE = 0.8  # the score of a name that a title or the recogniser vouches for

_parts = lru_cache(20_000)(names.parts)
_fold = lru_cache(20_000)(names.fold)
_same_person = lru_cache(20_000)(names.same_person)


def find_people(doc: Document, lexicon: Lexicon, kind_of: Callable[[str], str]) -> None:
    """Fill `doc.persons` and the person mentions of `doc.mentions`; party mentions inside a person's name are dropped.

    Args:
        doc: with its party mentions already found.
        lexicon: names of the world and titles.
        kind_of: `pipeline.kind_of_word`'s function.
    """
    by_paragraph = [candidates_in(paragraph, lexicon, kind_of, doc.upper_case) for paragraph in doc.paragraphs]
    _read_again(doc, by_paragraph, lexicon, kind_of)
    candidates = [candidate for found in by_paragraph for candidate in found]
    _part_lists(candidates)
    doc.heads = find_heads(doc)
    mark_heads(doc, candidates)
    people = _as_also_known(doc, _clustered(candidates))
    doc.persons = [person.fact for person in people]
    find_sides(doc, people, lexicon)
    for person in people:
        _evidence(doc, person)
    _add_mediators(doc)
    doc.persons = [person.fact for person in people]
    mentions = [
        Mention(c.start, c.end, "person", person.fact.id, "name") for person in people for c in person.candidates
    ]
    taken = overlaps((m.start, m.end) for m in mentions)
    others = [m for m in doc.mentions if not taken(m.start, m.end)]
    doc.mentions = sorted([*others, *mentions], key=lambda m: (m.start, -m.end))


def _read_again(
    doc: Document, by_paragraph: list[list[Candidate]], lexicon: Lexicon, kind_of: Callable[[str], str]
) -> None:
    """Find the family names that are also words ("Price said ...") where the parser took them for words."""
    full = {
        c.name for found in by_paragraph for c in found if (" " in c.name or c.title is not None) and c.score >= _SURE
    }
    known = frozenset(name.split(" ")[-1] for name in full)
    for at, paragraph in enumerate(doc.paragraphs):
        starts = {c.start - paragraph.start for c in by_paragraph[at]} if known else set()
        covered = [(c.start - paragraph.start, c.end - paragraph.start) for c in by_paragraph[at]] if known else []
        missed = [
            token
            for token in paragraph.doc
            if token.text in known
            and token.idx not in starts
            and names_somebody(token)
            and not any(a <= token.idx < b for a, b in covered)
        ]
        if missed:
            by_paragraph[at] = candidates_in(paragraph, lexicon, kind_of, doc.upper_case, known)


def _clustered(candidates: list[Candidate]) -> list[Person]:
    full = [c for c in candidates if len(_parts(c.name)) > 1]
    full_names = defaultdict(list)
    for candidate in full:
        full_names[_fold(candidate.name)].append(candidate)
    people: list[Person] = []
    for group in sorted(full_names.values(), key=lambda group: group[0].start):
        score = max(c.score for c in group)
        if score < 0.6 or (_mostly(group) in NO_PERSON | {"ORG"} and score < 0.8):
            continue
        known = next((p for p in people if any(_same(group[0].name, c.name) for c in p.candidates)), None)
        if known is None:
            known = Person(PersonFact(id="", name=group[0].name, rule="person.full_name"), _parts(group[0].name))
            people.append(known)
        known.fact.confidence = max(known.fact.confidence, min(0.97, score + 0.02 * len(group)))
        known.candidates += group
    people = [p for p in people if not _is_pair(p, people)]
    _add_short(people, [c for c in candidates if len(_parts(c.name)) == 1])
    people.sort(key=lambda p: min(c.start for c in p.candidates))
    used: set[str] = set()
    for person in people:
        _finish(person, used)
    return people


# "A, also known as B": what the text itself says is one person under two names
_KNOWN_AS = re.compile(
    r",? \(?(?:who (?:is|was) )?(?:(?:also|better|formerly|previously|otherwise|widely) known as|a\.?k\.?a\.?|alias"
    r"|whose real name (?:is|was)|born) [\"“'‘]?"
)


def _as_also_known(doc: Document, people: list[Person]) -> list[Person]:
    """The people, where one whom the text calls another as well is that one; the first name stays the name."""
    joined: dict[int, Person] = {}
    starts = {c.start: person for person in people for c in person.candidates}
    for match in _KNOWN_AS.finditer(doc.text):
        other = starts.get(match.end())
        person = next((p for p in people if any(c.end == match.start() for c in p.candidates)), None)
        person = joined.get(id(person), person)
        if other is None or person is None or other is person or id(other) in joined:
            continue
        joined[id(other)] = person
        person.candidates = sorted([*person.candidates, *other.candidates], key=lambda c: c.start)
        person.fact.aliases = sorted({*person.fact.aliases, other.fact.name, *other.fact.aliases} - {person.fact.name})
        person.fact.roles += [role for role in other.fact.roles if role not in person.fact.roles]
        person.fact.confidence = max(person.fact.confidence, other.fact.confidence)
    return [person for person in people if id(person) not in joined]


_KIN = re.compile(
    r"(?:['’]s|\b(?:his|her|their)) (?:[a-z-]+ )?(?:father|mother|wife|widow|husband|son|daughter|brother|sister"
    r"|uncle|aunt|cousin),? $",
    re.IGNORECASE,
)


def _is_kin(candidate: Candidate) -> bool:
    """As in "Vega's father, Simon, said": named by a given name alone, and whose relative that is."""
    at = candidate.start - candidate.paragraph.start
    text = candidate.paragraph.text
    return bool(_KIN.search(text[max(0, at - 40) : at])) and text[at + len(candidate.name) :][:1] == ","


def _part_lists(candidates: list[Candidate]) -> None:
    """Mark appositions that are the title of the next person of a list ("A, Defence Minister B, and C").

    A name inside an apposition belongs to it only after a preposition ("an adviser to President B") or as a possessor.
    """
    for at, candidate in enumerate(candidates):
        if candidate.apposition is None:
            continue
        end = candidate.paragraph.start + candidate.apposition.end
        for other in candidates[at + 1 :]:
            if other.start >= end:
                break
            first = other.first
            while other.title and first and other.words[first - 1].start >= other.title.start:
                first -= 1
            before = other.words[first - 1].lower if first else ""
            if not other.words[other.last].possessive and before not in _JOINS_A_NAME:
                candidate.borrowed = True
                break


def _is_pair(person: Person, people: list[Person]) -> bool:
    """As in "Trump-Xi" is two people, where both halves are names of others."""
    halves = person.fact.name.split("-")
    if len(halves) != 2 or " " in person.fact.name:
        return False
    return all(any(_same_person(half, p.fact.name) for p in people if p is not person) for half in halves)


def _add_mediators(doc: Document) -> None:
    people = [person for person in doc.persons if person.party == MEDIATORS]
    if people and not any(party.id == MEDIATORS for party in doc.parties):
        fact = PartyFact(id=MEDIATORS, name="Mediators", type="other", rule="party.mediators", confidence=0.6)
        fact.evidence = people[0].evidence[:1]
        doc.parties.append(fact)


def _same(a: str, b: str) -> bool:
    """One person's full names, or one the tail of the other ("Vega Luna" of "Pedro Vega Luna")."""
    if _same_person(a, b):
        return True
    one, two = sorted((_parts(a), _parts(b)), key=len)
    return len(one) > 1 and len(two) > len(one) and two[-len(one) :] == one


def _mostly(group: list[Candidate]) -> str:
    labels = [c.label for c in group]
    return max(labels, key=labels.count)


def _add_short(people: list[Person], short: list[Candidate]) -> None:
    """Give each lone surname to the person it names; a titled one that nobody has becomes a person."""
    alone: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in short:
        word = _parts(candidate.name)
        if not word:
            continue
        matching = [p for p in people if _is_short(word[0], p)]
        surnamed = [p for p in matching if _parts(names.family_name(p.fact.name))[-1:] == word]
        if surnamed and len(surnamed) < len(matching):
            matching = surnamed  # "Omar said", of A. B. Omar and not of Omar C.
        if candidate.title and len(matching) > 1:
            office = candidate.title.office
            held = [p for p in matching if any(c.title and c.title.office == office for c in p.candidates)]
            matching = held or matching
        if matching:
            earlier = [p for p in matching if any(c.start < candidate.start for c in p.candidates)] or matching
            _namesake(earlier, candidate).candidates.append(candidate)
        else:
            alone[word[0]].append(candidate)
    for lone, group in alone.items():
        titled = [c for c in group if c.title or (c.listed_with and c.label == "PERSON") or _is_kin(c)]
        if len(lone) < 2 or (all(c.ordinary and c.label != "PERSON" for c in group) and len(group) < 3):
            continue
        labelled = [c for c in group if c.label == "PERSON"]
        if not titled and (len(labelled) < 2 or not any(c.spoken for c in group)):
            continue
        person = Person(PersonFact(id="", name=group[0].name, rule="person.titled_surname"), [lone])
        person.fact.confidence = 0.85 if titled else 0.55
        person.candidates = group
        people.append(person)


def _namesake(people: list[Person], candidate: Candidate) -> Person:
    """Whose short form a lone surname is where several bear it.

    The surname alone is kept for the one the article is about: a leader, or who is told of most; others of the name
    are called so only near the place that introduces them, and only where the main bearer is no leader.
    """
    if len(people) == 1:
        return people[0]

    def before(person: Person) -> list[Candidate]:
        return [c for c in person.candidates if c.start < candidate.start]

    leaders = [p for p in people if any(t and is_leader_role(t.text) for c in p.candidates for t in (c.title,))]
    if len(leaders) == 1:
        return leaders[0]
    return max(people, key=lambda p: max((c.start for c in before(p)), default=-1))


def _is_short(word: str, person: Person) -> bool:
    return any(word == part for part in (person.words[-1], person.words[0])) or any(
        word in _parts(c.name)[-2:] for c in person.candidates
    )


_PLURAL = re.compile(r"(?<=\w)s(?: of\b.*)?$")  # "foreign ministers of Peru and Chile": each is one of them


def _finish(person: Person, used: set[str]) -> None:
    person.candidates.sort(key=lambda c: c.start)
    forms = [c.name for c in person.candidates]
    person.fact.name = max(forms, key=lambda form: (len(form.split()), -forms.index(form)))
    base = "p_" + (re.sub(r"\W+", "_", _fold(person.fact.name).split(" ")[-1]) or "x")
    ident, number = base, 2
    while ident in used:
        ident, number = f"{base}{number}", number + 1
    used.add(ident)
    person.fact.id = ident
    person.fact.aliases = sorted({form for form in forms if form != person.fact.name})
    roles: list[str] = []
    for candidate in person.candidates:
        for title in (candidate.title, None if candidate.borrowed else candidate.apposition):
            if title is None or not title.office or not title.text:
                continue
            role = title.text
            if candidate.plural_title and title is candidate.title:
                role = _PLURAL.sub("", role)
            if role not in roles and len(role) < 90:
                roles.append(role)
    person.fact.roles = roles


def _evidence(doc: Document, person: Person) -> None:
    best = sorted(person.candidates, key=lambda c: (c.title is None or c.title.office is None, -len(c.name), c.start))
    spans: list[tuple[int, int]] = []
    for candidate in best:
        start, end = candidate.start, candidate.end
        if candidate.title and not candidate.plural_title:
            start = min(start, candidate.paragraph.start + candidate.title.start)
        if (
            candidate.apposition
            and not candidate.borrowed
            and candidate.apposition.office
            and candidate.apposition.end - end < 120
        ):
            end = max(end, candidate.paragraph.start + candidate.apposition.end)
        if not any(a < end and start < b for a, b in spans):
            spans.append((start, end))
        if len(spans) == 3:
            break
    person.fact.evidence = [doc.evidence(start, end) for start, end in spans]
