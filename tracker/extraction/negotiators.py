"""Whose talks an article is about, where its words join the parties: the sides of "the talks" that names nobody."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tracker.extraction.actors import actors_of
from tracker.extraction.contact import SIX, Contact
from tracker.extraction.document import Document, Mention, Sentence
from tracker.extraction.lexicon import word_set
from tracker.extraction.parties import MEDIATES
from tracker.extraction.speaking import subject_at
from tracker.extraction.talks import HELPED


def complete_parties(doc: Document, contacts: Sequence[Contact], sides: set[str]) -> None:
    """Whoever meets one of the article's two sides, and has no party by any other word, is of the other side.

    Of two persons of one side who meet, one of them by a guess, one is of the other side.
    """
    if len(sides) != 2:
        return
    _by_office(doc, sides)
    _part_pairs(doc, contacts, sides)
    for contact in contacts:
        unknown = [a for a in contact.actors if a.person and a.party is None]
        if len(contact.parties) != 1 or not contact.parties <= sides or len(unknown) != 1:
            continue
        person = doc.person(unknown[0].person)
        if person is None or person.party is not None or _beside_others(doc, contact, sides):
            continue
        person.party = next(iter(sides - contact.parties))
        person.confidence = min(person.confidence, 0.6)
    for contact in contacts:
        contact.actors = [
            replace(a, party=person.party) if a.person and (person := doc.person(a.person)) else a
            for a in contact.actors
        ]


_OF_STATE: Final = re.compile(
    r"^(?:the )?(?:president|prime minister|(?:foreign|defen[cs]e|interior) minister|peace commissioner|peace adviser"
    r"|government (?:peace )?(?:negotiator|delegate|spokes\w+)|high commissioner)\b",
    re.IGNORECASE,
)


def _by_office(doc: Document, sides: set[str]) -> None:
    """As in "President X" in an article on the talks of one state with one group: the president of that state."""
    kinds = {party.id: party.type for party in doc.parties}
    states = [side for side in sides if kinds.get(side) == "state"]
    if len(states) != 1:
        return
    for person in doc.persons:
        if person.party is not None or not any(_OF_STATE.match(role) for role in person.roles):
            continue
        first = next((m for m in doc.mentions if m.ref == person.id), None)
        sentence = doc.sentence_at(first.start) if first is not None else None
        if sentence is None or first is None or re.match(r" of [A-Z]", doc.text[first.end : first.end + 5]):
            continue
        told = {m.ref for m in doc.mentions_in(sentence.start, sentence.end, "party")}
        if not any(kinds.get(ref) == "state" for ref in told - sides):
            person.party = states[0]
            person.confidence = min(person.confidence, 0.75)


def _beside_others(doc: Document, contact: Contact, sides: set[str]) -> bool:
    """Whether a third state is told of where the contact is: then who has no party may be of that one."""
    kinds = {party.id: party.type for party in doc.parties}
    before = doc.sentences[max(0, contact.sentence.index - 1)]
    mentions = doc.mentions_in(before.start, contact.sentence.end, "party")
    told = {m.ref for m in mentions if not _PLACE.search(doc.text[max(0, m.start - 8) : m.start])}
    return any(kinds.get(ref) == "state" for ref in told - sides)


_PLACE: Final = re.compile(r"\b(?:in|at|near|to) (?:the )?$", re.IGNORECASE)


_WHERE: Final = re.compile(r"\b(?:in|near|outside) (?:the )?$", re.IGNORECASE)


def _is_where(doc: Document, party: Mention) -> bool:
    """Whether a party's name tells a place: "the next round in Cuba", and not "in Cuba's talks with the bank"."""
    before, after = doc.text[max(0, party.start - 12) : party.start], doc.text[party.end : party.end + 2]
    return party.form == "name" and bool(_WHERE.search(before)) and after not in ("'s", "’s", "s'")


def _part_pairs(doc: Document, contacts: Sequence[Contact], sides: set[str]) -> None:
    """As in "the summit between A and B": two that meet are of two sides; of two guesses the weaker gives way."""
    for contact in contacts:
        pair = [p for p in doc.persons if p.id in contact.persons]
        if len(pair) != 2 or pair[0].party != pair[1].party or pair[0].party not in sides:
            continue
        weak = sorted((p for p in pair if p.id in doc.guessed), key=lambda p: doc.guessed[p.id])
        if weak and contact.is_noun and not contact.briefing:
            weak[0].party = next(iter(sides - {weak[0].party}))
            weak[0].confidence = min(weak[0].confidence, 0.6)
            del doc.guessed[weak[0].id]


def negotiating(doc: Document, contacts: Sequence[Contact]) -> set[str]:
    """The parties whose talks the article is about, as its own words join them; empty where they do not.

    Counted: parties of contacts, parties joined in one list ("the U.S., France and Iran") in a sentence about talks or
    a deal, and pairs alone in such a sentence.
    """
    counts: Counter[frozenset[str]] = Counter()
    told: set[int] = set()
    named: Counter[str] = Counter()
    helping = {m.ref for m in doc.mentions if m.kind == "party" and MEDIATES.match(doc.text, m.end)}
    for contact in contacts:
        if len(contact.parties) >= 2:
            told.add(contact.sentence.index)
            if not _CONSULT.search(contact.sentence.span.text) and contact.parties.isdisjoint(helping):
                counts[frozenset(contact.parties)] += 4 if contact.is_noun else _weight(contact)
    kinds = {party.id: party.type for party in doc.parties}
    mediated = bool(_MEDIATORS.search(doc.text))
    # an organisation is where talks are held unless a contact names it as a side
    forums = {party.id for party in doc.parties if party.type == "igo" and party.id != "EU"}
    for sentence in doc.sentences:
        for together in _joint_subjects(doc, sentence):
            counts[together] += 3
        if not _ABOUT.search(sentence.span.text):
            continue
        mentions = [m for m in doc.mentions_in(sentence.start, sentence.end, "party") if m.ref not in forums]
        if _HELPING.search(sentence.span.text):
            mentions = [m for m in mentions if not _helps(doc, m)]
        mentions = [m for m in mentions if not _is_where(doc, m) and not HELPED.match(doc.text, m.end)]
        owners = {one.start for one, two in pairwise(mentions) if _owns(doc, one, two)}
        mentions = [m for m in mentions if m.start not in owners]
        named.update(m.ref for m in mentions)
        run: list[str] = []
        for one, two in pairwise(mentions):
            if _LISTED.fullmatch(doc.text[one.end : two.start]) and not (mediated and _says(sentence, one.start)):
                run = [*(run or [one.ref]), two.ref]
            else:
                _count(counts, run)
                run = []
        _count(counts, run)
        people = doc.mentions_in(sentence.start, sentence.end, "person")
        if sentence.index in told or not _BETWEEN.search(sentence.span.text):
            continue
        both = {m.ref for m in mentions} | {party for m in people if (party := doc.party_of(m))}
        if len(both) == 2:
            counts[frozenset(both)] += 1
    if len(titled := doc.titled - forums - helping) == 2:
        counts[titled] += 3  # a title names those whom the article is about
    if not counts:
        return set()
    best, score = max(counts.items(), key=lambda row: (row[1], len(row[0])))
    six = [parties for parties in counts if "P5+1" in parties and best - SIX <= parties]
    if best & SIX and six:
        best = six[0]
    # a list of all who negotiate says more than the pair named most
    wider = [parties for parties in counts if len(parties) > 3 and best < parties]
    chosen = set(sorted(wider, key=lambda parties: -len(parties))[0]) if wider else set(best)
    if len(chosen) > 3:
        chosen |= {party for party, _ in named.most_common(2)}
    if "P5+1" in chosen and len(chosen) > 2:
        chosen -= SIX
        chosen |= {party for party, _ in named.most_common(3) if party not in SIX}
    if score >= _ENOUGH:
        return chosen
    at_war = [pair for pair in counts if {kinds.get(party) for party in pair} == {"state", "armed_group"}]
    return set(at_war[0]) if len(at_war) == 1 else set()


_ENOUGH: Final = 2
# "A met B to discuss the negotiations": those of others, or of more than the two.
_CONSULT: Final = re.compile(
    r"\bdiscuss(?:ed|ing)? (?:the|those|ongoing) (?:[\w-]+ ){0,2}(?:talks|negotiations)\b", re.I
)
_HELPING: Final = re.compile(r"\b(?:facilitat|mediat|broker|host|sponsor|moderat|conven)\w*\b", re.IGNORECASE)
_HELPS: Final = re.compile(
    r"(?:,? (?:and )?(?:the )?[A-Z][\w. ]{1,40}){0,4}(?: (?:is|are|was|were|has been|have been|had|has|have))?"
    r" (?:co-)?(?:facilitat|mediat|broker|host|sponsor|moderat|conven)\w*\b"
)


def _weight(contact: Contact) -> int:
    """One meeting with somebody does not say whose talks the article is about; to negotiate does."""
    return 2 if contact.trigger.lemma_ in ("negotiate", "discuss", "talk", "confer", "sign") else 1


def _helps(doc: Document, mention: Mention) -> bool:
    """Whether the party is told as a mediator or host ("A, B and C are facilitating the talks")."""
    return bool(_HELPS.match(doc.text, mention.end))


_MEDIATORS: Final = re.compile(r"\b(?:two|three|the|both) (?:mediators|mediating|facilitators)\b", re.IGNORECASE)


def _says(sentence: Sentence, offset: int) -> bool:
    """Whether the party at an offset is the subject of a verb of speech: mediators speak for the talks of others."""
    subject = subject_at(sentence, offset)
    return subject is not None and subject.head.lemma_ in ("say", "announce", "state")


_TOGETHER: Final = word_set("agree sign initial resume reach conclude pledge hold start begin open")


def _joint_subjects(doc: Document, sentence: Sentence) -> Iterator[frozenset[str]]:
    """As in "President A of Peru and President B of Chile agreed": the parties of people who do something together."""
    for token in sentence.span:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.lemma_ not in _TOGETHER:
            continue
        actors = actors_of(doc, sentence, token)
        parties = frozenset(actor.party for actor in actors if actor.party)
        if len(parties) == 2 and all(actor.person for actor in actors):
            yield parties


def _owns(doc: Document, mention: Mention, after: Mention) -> bool:
    """As in "Chad's National Front": the state says whose the group is, and is no side beside it."""
    people = after.ref.endswith(("OPPOSITION", "REBELS"))  # those of a state fight it
    return after.form == "group" and not people and doc.text[mention.end : after.start] in ("'s ", "’s ")


def _count(counts: Counter[frozenset[str]], run: list[str]) -> None:
    if len(set(run)) > 1:
        counts[frozenset(run)] += 3


_ABOUT: Final = re.compile(
    r"\b(?:talks|negotiat\w+|deal|agreement|truce|cease-?fire|summit|meeting|dialogue|peace|accord|mediat\w+"
    r"|delegations?)\b",
    re.IGNORECASE,
)


_BETWEEN: Final = re.compile(
    r"\b(?:talks|negotiat\w+|deal|agreement|truce|cease-?fire|summit|dialogue|accord|treaty|pact)\b", re.IGNORECASE
)


_LISTED: Final = re.compile(
    r"(?:['’]s?)?(?: (?:government|delegation|officials|army|side|team))?,? (?:and )?(?:the )?"
    r"|, (?:and )?(?:the )?|-|/|, "
)
