"""Whose position a clause can be: the party and the person that its subject or its speaker stands for."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tracker.domain.record import PersonFact
from tracker.extraction.clauses import left, right
from tracker.extraction.document import Document, Mention, Sentence, Utterance
from tracker.extraction.negotiators import negotiating
from tracker.extraction.sources import own_of, party_of_it
from tracker.extraction.wording import lemma, words

_TOLD = 1200  # characters: about two paragraphs
_FIRST = ("we", "us", "our", "ours", "ourselves", "me", "my", "mine", "myself")
_COLLECTIVE = re.compile(
    r"\b(?:both|(?:the )?two|either|neither|the) (?:sides?|leaders|countries|parties|nations|governments|delegations|"
    r"presidents|ministers|teams|men|koreas|rivals|foes|enemies)\b|\bboth\b",
    re.IGNORECASE,
)


def holders(
    doc: Document,
    sentence: Sentence,
    subject: Token | None,
    utterance: Utterance,
    name: str | None,
    must: bool = False,
    sides: Sequence[str] = (),
) -> Iterator[tuple[str, str | None, str]]:
    """(party, person, how) of everyone whose position the clause can be.

    `how` is "first" (we, I), "own" (the speaker's own side by name), "named" (a party or person as subject), "other"
    (the speaker tells what another side does), "they" (the same, by a pronoun), "both" (the two sides together), "it"
    (a pronoun for a party), "speaker" (no side as subject: what the speaker says of a thing).

    Args:
        doc: the article.
        sentence: the clause's sentence.
        subject: head of the clause's subject.
        utterance: who says the clause.
        name: the class of stance of its verb, None for none.
        must: the clause says what its subject must or should do, which is the speaker's demand.
        sides: whom "both sides" and "the two countries" mean.
    """
    said = utterance.speaker is not None
    voice = doc.person(utterance.speaker)
    if subject is not None and (_is_first(subject) or any(_is_first(c) and c.dep_ == "poss" for c in subject.children)):
        if utterance.party:
            yield utterance.party, _principal(voice), "first"
        return
    mentions = _subject_mentions(doc, sentence, subject) if subject is not None else []
    seen = set()
    for mention in mentions:
        party = doc.party_of(mention)
        if party is None or party in seen:
            continue
        seen.add(party)
        person = mention.ref if mention.kind == "person" else None
        if said and utterance.party is None:
            if name is None or must:
                return  # what somebody of no side foretells or asks of a side
            yield party, person, "named"
        elif not said:
            yield party, person, "named"
        elif party == utterance.party:
            yield party, person or _principal(voice), "own"
        else:
            if name is None or must or name in ("necessary", "unacceptable"):
                yield from _speaker(doc, utterance)
                return
            yield party, person, "other"
    if seen:
        return
    if subject is not None and not mentions and _is_collective(doc, sentence, subject):
        if said and (name is None or must):
            yield from _speaker(doc, utterance)  # what both should do is what the speaker wants
        elif name in ("accept", "reject", "interest", "concession", "demand", "keen", "ready"):
            for party in sides:
                yield party, None, "both"
        return
    if said and subject is not None and subject.lower_ == "they" and utterance.quote == "direct" and utterance.party:
        other = _other_side(doc, sentence, utterance.party)
        if other is not None and name is not None:
            yield other, None, "they"
            return
    if not said and subject is not None and subject.lower_ in ("it", "they") and subject.pos_ == "PRON":
        party = party_of_it(doc, sentence, subject)
        if party is not None:
            yield party, None, "it"
        return
    if said and voice is not None and subject is not None and subject.lower_ == "they" and utterance.quote != "direct":
        # "They agreed to mark the border, the mediator said": those told of before, not one who speaks
        joint = _joint_before(doc, sentence) if name is not None else []
        for party in joint:
            yield party, None, "both"
        if joint:
            return
    if said:
        pronoun = subject is not None and subject.lower_ in ("he", "she", "it", "they") and utterance.quote != "direct"
        for party, person, how in _speaker(doc, utterance):
            yield party, person, "own" if pronoun else how


def _joint_before(doc: Document, sentence: Sentence) -> list[str]:
    """The two parties of the joint subject of the sentence before ("Presidents A and B met on Monday")."""
    if not sentence.index:
        return []
    before = doc.sentences[sentence.index - 1]
    for token in before.span:
        if token.dep_ in ("nsubj", "nsubjpass"):
            parties = [doc.party_of(mention) for mention in _subject_mentions(doc, before, token)]
            named = list(dict.fromkeys(party for party in parties if party))
            if len(named) == 2:
                return named
    return []


def _is_first(token: Token) -> bool:
    """True for a pronoun of the first person ("US" is none)."""
    if token.text == "I":
        return True
    return token.lower_ in _FIRST and token.pos_ in ("PRON", "DET", "ADJ") and not token.text.isupper()


def _is_collective(doc: Document, sentence: Sentence, subject: Token) -> bool:
    return bool(_COLLECTIVE.search(doc.text[sentence.offset(left(subject)) : sentence.offset_end(subject)]))


def _other_side(doc: Document, sentence: Sentence, own: str) -> str | None:
    """Whom "they" means in a speaker's own words: the last other party of the paragraph, else the main other one."""
    before = [m for m in doc.mentions_in(sentence.paragraph.start, sentence.end, "party") if m.ref != own]
    if before:
        return before[-1].ref
    return next((party for party in main_parties(doc) if party != own), None)


def _speaker(doc: Document, utterance: Utterance) -> Iterator[tuple[str, str | None, str]]:
    if utterance.party:
        yield utterance.party, _principal(doc.person(utterance.speaker)), "speaker"


def _principal(person: PersonFact | None) -> str | None:
    """The person as a holder; a spokesperson speaks for the party and holds nothing."""
    if person is None:
        return None
    roles = " ".join(person.roles).casefold()
    return None if "spokes" in roles else person.id


def both_sides(doc: Document) -> list[str]:
    """Whom "both sides" means in the whole article: the two whose talks it is about; nobody where no words join two."""
    sides = doc.sides if len(doc.sides) == 2 else negotiating(doc, ())
    return sorted(sides) if len(sides) == 2 else []


def two_last_met(doc: Document, before: int) -> list[str]:
    """The two parties last told to meet in the two paragraphs or so before an offset; empty where there are none."""
    told = [parties for start, parties in doc.pairs if before - _TOLD < start < before]
    return sorted(told[-1]) if told else []


def main_parties(doc: Document) -> list[str]:
    """The parties of the article, those named most often first."""
    count: dict[str, int] = {}
    of_person = {person.id: person.party for person in doc.persons}
    for mention in doc.mentions:
        party = mention.ref if mention.kind == "party" else of_person.get(mention.ref)
        if party:
            count[party] = count.get(party, 0) + 1
    return sorted(count, key=lambda party: (-count[party], party))


def _subject_mentions(doc: Document, sentence: Sentence, subject: Token) -> list[Mention]:
    """Whom the subject names: its head, those joined to it by "and", or the party in front of an unnamed office."""
    found = []
    heads = [subject, *(c for c in subject.subtree if c.dep_ == "conj" and _joined_to(c, subject))]
    for head in heads:
        at = sentence.offset(head)
        mention = doc.mention_at(at, "person") or doc.mention_at(at, "party")
        if mention is None:
            apposed = [doc.mention_at(sentence.offset(c), "person") for c in head.children if c.dep_ == "appos"]
            mention = next((m for m in apposed if m is not None), None)
        if mention is None and head.pos_ in ("NOUN", "PROPN"):
            begin = sentence.offset(left(head)) if left(head).i <= head.i else at
            inside = [
                m for m in doc.mentions_in(begin, sentence.offset_end(right(head))) if m.kind in ("party", "person")
            ]
            if _is_body(head):
                parties = [m for m in inside if m.kind == "party"]
                mention = own_of(doc, parties) or next(iter(parties), inside[0] if inside else None)
        if mention is not None:
            found.append(mention)
    return found


def _joined_to(token: Token, top: Token) -> bool:
    while token.dep_ == "conj" and token != top:
        token = token.head
    return token == top


def _is_body(noun: Token) -> bool:
    """True for nouns that act for a party: its government, officials, side, team, proposal."""
    return any(form in words("speech", kind) for form in (lemma(noun), noun.lower_) for kind in ("official", "body"))
