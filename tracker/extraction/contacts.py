"""Every place where an article tells of a contact between the parties: "met with", "talks between", "Sunday's meeting".

A contact mention is not a meeting yet: `meetings.py` joins mentions of one meeting and drops what names nobody.
"""

import re
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from tracker.extraction import syntax
from tracker.extraction.actors import Actor, actors_of, is_collective, is_outsider, is_unnamed
from tracker.extraction.circumstances import attach
from tracker.extraction.contact import PHONE, VIDEO, Contact, prepositional, unique
from tracker.extraction.document import Document, Sentence
from tracker.extraction.lexicon import word_set
from tracker.extraction.not_held import missed_as_planned
from tracker.extraction.places import Place
from tracker.extraction.rescheduling import reschedule
from tracker.extraction.status import conditional, status_of_verb
from tracker.extraction.suspending import undate_suspended
from tracker.extraction.talks import NOUNS, of_noun

_VERBS: Final = word_set(
    "meet confer negotiate talk speak call phone telephone brief consult huddle dine receive parley converse sit"
)
_GATHER: Final = word_set("gather convene assemble reconvene")
_NOT_MET: Final = word_set(
    "demand condition requirement need deadline goal target criterion obligation challenge resistance standard"
    " expectation opposition"
    " commitment objective end test eye approval quota fate threat death problem difficulty objection request"
)
_FATE: Final = re.compile(
    r"\b(?:but|until|before|which|that|event|meeting|summit|talks)\b[^.;]{0,30}?\b(?:was|were|has been|have been"
    r"|is|are)\s+(?:\w+ly\s+)?"
    r"(?P<what>cancell?ed|called off|scrapped|postponed|delayed|put off)\b"
)


def find_contacts(doc: Document, places: list[Place]) -> list[Contact]:
    """All contact mentions of an article, in text order; dates are found but not resolved."""
    contacts: list[Contact] = []
    for sentence in doc.sentences:
        inside = [c for token in sentence.span for c in _contacts(doc, sentence, token)]
        if inside:
            attach(doc, sentence, inside, places)
            undate_suspended(inside)
            reschedule(sentence, inside, [p for p in places if sentence.start <= p.start < sentence.end])
            contacts += [c for c in _joined(inside) if _is_news(c) or _is_told_on(contacts, c)]
    _mark_forums(contacts)
    return contacts


def _mark_forums(contacts: list[Contact]) -> None:
    """As in "the summit ends on Friday", where the one summit told of is the G7's: not one of the article's sides."""
    nouns = [contact for contact in contacts if contact.is_noun]
    for word in {contact.trigger.lemma_ for contact in nouns if contact.forum}:
        same = [contact for contact in nouns if contact.trigger.lemma_ == word]
        if word in ("summit", "conference") and not any(len(contact.parties) > 1 for contact in same):
            for contact in same:
                contact.unresolved = contact.forum = True


def _joined(contacts: list[Contact]) -> list[Contact]:
    """As in "a meeting in Lima on Friday, where A met B": one contact, with the noun's day and place."""
    out = list(contacts)
    for verb in contacts:
        if verb.is_noun or verb.trigger.dep_ != "relcl" or len(verb.parties) < 2:
            continue
        if not any(c.lower_ == "where" and c.dep_ == "advmod" for c in verb.trigger.children):
            continue
        known = {actor.key for actor in verb.actors}
        nouns = [c for c in out if c.is_noun and {a.key for a in c.actors} <= known and c.trigger.i < verb.trigger.i]
        if nouns:
            verb.when, verb.place = verb.when or nouns[-1].when, verb.place or nouns[-1].place
            out.remove(nouns[-1])
    return out


def _contacts(doc: Document, sentence: Sentence, token: Token) -> list[Contact]:
    lemma = token.lemma_.lower()
    found = None
    if token.pos_ in ("VERB", "AUX"):
        if lemma in _VERBS:
            found = _of_verb(doc, sentence, token, lemma)
        elif lemma in _GATHER:
            found = _of_gathering(doc, sentence, token)
        elif lemma == "discuss":
            found = _of_discussing(doc, sentence, token)
        elif lemma == "invite":
            found = _of_invitation(doc, sentence, token)
        elif lemma in ("sign", "initial"):
            found = _of_signing(doc, sentence, token)
    elif token.pos_ in ("NOUN", "PROPN") and (lemma in NOUNS or token.lower_ in NOUNS):
        found = of_noun(doc, sentence, token, token.lower_ if token.lower_ in NOUNS else lemma)
    if found is None:
        return []
    fate = _FATE.search(sentence.span.text[token.idx - sentence.span.start_char :])
    if fate and found.status in ("planned", "proposed"):
        found.status = "postponed" if fate["what"] in ("postponed", "delayed", "put off") else "cancelled"
    return _split(doc, sentence, found)


def _split(doc: Document, sentence: Sentence, contact: Contact) -> list[Contact]:
    """One contact each where the words say so: "called A, B and C", "meet A or B", "met one-on-one with A and B"."""
    if contact.is_noun or len(contact.partners) < 2 or len({a.party for a in contact.partners}) < 2:
        return [contact]
    words = doc.text[contact.partners[0].start : contact.partners[-1].end]
    apart = (
        contact.mode == "phone"
        or re.search(r"\bor\b", words)
        or re.search(r"\bone[- ]on[- ]one\b|\bseparate(?:ly)?\b|\bin turn\b", sentence.span.text)
    )
    if not apart:
        return [contact]
    own = [a for a in contact.actors if a not in contact.partners]
    return [replace(contact, actors=unique([*own, partner]), partners=[partner]) for partner in contact.partners]


def _of_gathering(doc: Document, sentence: Sentence, verb: Token) -> Contact | None:
    """As in "foreign ministers from seven countries will gather in Lima": a meeting of people named by office alone."""
    subject = syntax.subject_of(verb)
    status = status_of_verb(verb)
    if subject is None or status is None or not is_unnamed(subject) or actors_of(doc, sentence, subject):
        return None
    if any(c.dep_ == "dobj" for c in verb.children):
        return None
    start, end = syntax.clause(sentence, verb)
    return Contact(verb, sentence, start, end, status="held" if status == "present" else status, unnamed=True)


def _of_discussing(doc: Document, sentence: Sentence, verb: Token) -> Contact | None:
    """As in "A and B will discuss ...", "wanted to discuss it with B": a contact where two parties do it."""
    subject = syntax.subject_of(verb)
    status = status_of_verb(verb)
    if subject is None or status is None:
        return None
    first = actors_of(doc, sentence, subject)
    second = [a for p in prepositional(verb, ("with",)) for a in actors_of(doc, sentence, p)]
    if not second and not _AT_A_MEETING.search("".join(t.text_with_ws for t in verb.subtree)):
        second = _partners_below(doc, sentence, verb)
    actors = unique([*first, *second])
    contact = Contact(verb, sentence, *syntax.clause(sentence, verb), actors=actors, status=status, partners=second)
    if PHONE.search(doc.text[contact.start : contact.end]):
        contact.mode = "phone"
    if len(contact.parties) < 2 or not (second or len(contact.persons) > 1 or len({a.party for a in first}) > 1):
        return None
    if status == "present":
        contact.status = "ongoing"
    return contact


# "will discuss tariffs with B in their meeting": what is done there, and no other contact
_AT_A_MEETING: Final = re.compile(
    r"\b(?:in|at|during) (?:the|their|his|her|an?) (?:[\w-]+ )?(?:meeting|talks|summit)\b"
)


def _partners_below(doc: Document, sentence: Sentence, verb: Token) -> list[Actor]:
    """As in "discuss the aid by telephone with B": persons of a "with" that the parser hangs on what is discussed."""
    for token in verb.subtree:
        if token.lower_ != "with" or token.dep_ != "prep" or token.i < verb.i:
            continue
        between = []
        for above in token.ancestors:
            if above == verb:
                break
            between.append(above)
        if all(above.pos_ in ("NOUN", "ADP", "NUM") for above in between):
            return [a for p in token.children if p.dep_ == "pobj" for a in actors_of(doc, sentence, p) if a.person]
    return []


_SIGNED: Final = word_set(
    "agreement accord deal treaty truce pact document text declaration protocol memorandum cease-fire ceasefire"
    " settlement"
)


def _of_signing(doc: Document, sentence: Sentence, verb: Token) -> Contact | None:
    """As in "A and B signed an accord in Lima today": they met for it, where the day or the place is told."""
    subject = syntax.subject_of(verb)
    what = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    signed = [*what, verb.head] if verb.dep_ in ("relcl", "acl") else what  # "the accord that A and B signed"
    if subject is None or not any(c.lemma_.lower() in _SIGNED for c in signed):
        return None
    status = status_of_verb(verb)
    signers = [p for c in verb.children if c.dep_ == "agent" for p in c.children] if subject in what else [subject]
    actors = [a for signer in signers for a in actors_of(doc, sentence, signer)]
    actors += [a for p in prepositional(verb, ("with",)) for a in actors_of(doc, sentence, p)]
    contact = Contact(verb, sentence, *syntax.clause(sentence, verb), actors=unique(actors), status=status)
    contact.mode = "in_person"
    contact.collective = any(is_collective(signer) for signer in signers)
    if verb.dep_ in ("relcl", "acl"):
        contact.start = min(contact.start, *(sentence.offset(t) for t in verb.head.subtree))
    many = len(contact.parties) > 1 or contact.collective
    return contact if many and status in ("held", "planned") else None


def _is_news(contact: Contact) -> bool:
    """Whether a signing is told as an event: with its place, or a day and not a year of history."""
    if contact.is_noun or contact.trigger.lemma_ not in ("sign", "initial"):
        return True
    return contact.place is not None or (contact.when is not None and contact.when.kind not in ("yr", "my", "mon"))


def _is_told_on(contacts: list[Contact], signing: Contact) -> bool:
    """As in "The text was signed by A and B", right after where and when the sides of A and B signed it was told."""
    return any(
        not c.is_noun
        and c.trigger.lemma_ == signing.trigger.lemma_
        and c.parties >= signing.parties
        and 0 < signing.sentence.index - c.sentence.index <= _SOON
        for c in contacts
    )


_SOON: Final = 2  # sentences


def _of_invitation(doc: Document, sentence: Sentence, verb: Token) -> Contact | None:
    """As in "A has invited B to C": a meeting of the two, proposed."""
    subject = syntax.subject_of(verb)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if subject is None or not objects:
        return None
    first = actors_of(doc, sentence, subject) if subject not in objects else []
    first += [a for c in verb.children if c.dep_ == "agent" for p in c.children for a in actors_of(doc, sentence, p)]
    second = [a for o in objects for a in actors_of(doc, sentence, o)]
    contact = Contact(
        verb,
        sentence,
        *syntax.clause(sentence, verb),
        actors=unique([*first, *second]),
        status="proposed",
        partners=second,
    )
    sides = any(is_collective(token) for o in objects for token in (o, *_owners(o)))
    if sides and first and any(c.dep_ == "prep" and c.lower_ == "to" for c in verb.children):
        contact.collective = True  # "has invited the negotiators of the two sides to Lima"
        return contact
    if len(contact.parties) < 2 or not any(a.person for a in second):
        return None
    return contact


def _owners(noun: Token) -> list[Token]:
    return [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def _of_verb(doc: Document, sentence: Sentence, verb: Token, lemma: str) -> Contact | None:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    partners = prepositional(verb, ("with",)) + _further_on(verb)
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)
    received = passive and lemma == "receive"  # "was received by B"
    if lemma in ("talk", "speak", "converse"):
        partners += prepositional(verb, ("to",))
        objects = []
    if lemma in ("call", "phone", "telephone", "brief", "receive"):
        partners = [p for c in verb.children if c.dep_ == "agent" for p in c.children] if received else objects
        named = any(c.dep_ in ("oprd", "attr") for c in verb.children)
        if not partners or (lemma == "call" and (named or not _is_phone_call(verb, sentence))):
            return None
    elif lemma == "sit":
        if not partners or not any(c.lower_ == "down" for c in verb.children):
            return None
    elif lemma == "meet":
        if any(o.lemma_.lower() in _NOT_MET for o in objects):
            return None
        partners += objects
    if partners and all(is_outsider(p) for p in partners):
        return None
    if lemma == "brief" and verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_.lower() in _VERBS:
        return None
    missed = missed_as_planned(verb)
    status = "cancelled" if missed else status_of_verb(verb)
    if status is None:
        return None
    subject = syntax.subject_of(verb) or _nearest_person(doc, sentence, verb)
    if passive and lemma not in ("brief", "receive"):
        return None
    start, end = syntax.clause(sentence, verb)
    contact = Contact(verb, sentence, start, end, status="ongoing" if status == "present" else status)
    contact.missed = missed
    if status == "present" and lemma != "negotiate":
        contact.status = "held"
    first = actors_of(doc, sentence, subject) if subject is not None else []
    if not first and subject is not None and subject.pos_ == "NOUN":
        # "Kerry plans to meet ...", read by the parser as a noun "Kerry plans"
        first = [a for c in subject.children if c.dep_ == "compound" for a in actors_of(doc, sentence, c) if a.person]
    second = [a for p in partners for a in actors_of(doc, sentence, p)]
    if lemma == "brief" and second and all(a.person is None for a in second) and _is_body(doc, second):
        return None  # "will brief the Security Council": a report to those who sent them
    if received and not (any(a.person for a in first) and any(a.person for a in second)):
        return None
    contact.actors = unique([*first, *second])
    contact.partners = second
    contact.collective = (subject is not None and is_collective(subject)) or any(is_collective(p) for p in partners)
    contact.unresolved = bool(partners) and not second and not contact.collective
    if subject is not None and not contact.actors and not partners and is_unnamed(subject):
        contact.unnamed = True
        contact.start = min(start, *(sentence.offset(t) for t in subject.subtree))
    plural = len(first) > 1 or contact.collective or contact.unnamed
    afar = "phone" if PHONE.search(doc.text[start:end]) else "video" if VIDEO.search(doc.text[start:end]) else None
    if afar and lemma in ("talk", "speak", "confer") and len({a.party for a in first if a.party}) > 1:
        contact.mode = afar  # "A and B spoke by telephone"
        return contact
    if (
        not second
        and not plural
        and lemma
        in ("talk", "speak", "call", "phone", "telephone", "brief", "receive", "consult", "confer", "huddle", "dine")
    ):
        return None
    if lemma in ("talk", "speak", "consult", "converse", "dine", "sit") and not (second and first):
        return None
    if lemma == "meet" and not second and not plural and not (first and subject is not None):
        return None
    contact.briefing = lemma == "brief" or any(
        c.lemma_ == "brief" and c.dep_ in ("xcomp", "advcl") for c in verb.children
    )
    words = doc.text[start:end]
    if lemma in ("call", "phone", "telephone") or PHONE.search(words):
        contact.mode = "phone"
    elif lemma in ("meet", "receive", "dine", "huddle", "sit"):
        contact.mode = "in_person"
    hangs = contact.status == "conditional" or conditional(verb) or _governed_conditionally(verb)
    if hangs and contact.status in ("planned", "proposed", "conditional"):
        contact.status = "conditional"
        contact.condition = _condition(verb)
    return contact


def _is_body(doc: Document, actors: list[Actor]) -> bool:
    kinds = {party.id: party.type for party in doc.parties}
    return all(kinds.get(actor.party or "") == "igo" for actor in actors)


def _further_on(verb: Token) -> list[Token]:
    """As in "met at length with A and with B": partners that the parser hangs on words of manner or on each other."""
    found = []
    for child in verb.children:
        if child.dep_ not in ("prep", "conj") or child.i < verb.i:
            continue
        inner = [p for o in child.children if o.lemma_ in ("length", "person", "private") for p in o.children]
        first = [p for p in inner if p.lower_ == "with"]
        joined = [c for p in (child, *first) for c in p.children if c.dep_ == "conj" and c.lower_ == "with"]
        if child.lower_ == "with" and child.dep_ == "conj":
            joined.append(child)
        if first or child.lower_ == "with":
            found += [o for p in [*first, *joined] for o in p.children if o.dep_ == "pobj"]
    return found


def _nearest_person(doc: Document, sentence: Sentence, verb: Token) -> Token | None:
    """Where the parse gives no subject: the person last named before the verb in its sentence."""
    named = [
        t for t in sentence.span if t.i < verb.i and t.dep_ != "pobj" and doc.mention_at(sentence.offset(t), "person")
    ]
    return named[-1] if named else None


def _governed_conditionally(verb: Token) -> bool:
    return (
        verb.dep_ in ("xcomp", "ccomp")
        and verb.head.pos_ in ("VERB", "AUX")
        and verb.head.lemma_ in ("agree", "ready", "be", "offer")
        and conditional(verb.head)
    )


def _condition(verb: Token) -> str | None:
    for owner in (verb, verb.head):
        for child in owner.children:
            words = " ".join(t.text_with_ws for t in child.subtree).strip()
            if child.dep_ in ("advcl", "prep") and re.match(
                r"(?:only\s+)?(?:after|if|unless|once|when|on condition|provided|as long)\b", words, re.IGNORECASE
            ):
                text = "".join(t.text_with_ws for t in child.subtree).strip(' ."')
                return re.sub(
                    r"^(?:only\s+)?(?:after|if|once|when|on condition that|provided that|provided)\s+", "", text
                )
    return None


def _is_phone_call(verb: Token, sentence: Sentence) -> bool:
    if any(c.dep_ in ("ccomp", "prt") or (c.dep_ == "prep" and c.lower_ in ("for", "on")) for c in verb.children):
        return False
    purpose = any(
        c.dep_ in ("xcomp", "advcl")
        and c.lemma_ in ("brief", "discuss", "inform", "tell", "urge", "ask", "congratulate", "express")
        for c in verb.children
    )
    person = any(c.dep_ == "dobj" and c.ent_type_ == "PERSON" for c in verb.children)
    if any(c.lower_ in ("will", "would", "'ll") for c in verb.children):
        # "would call his allies, A and B": nothing that they are called stands behind
        return any(t.ent_type_ == "PERSON" for c in verb.children if c.dep_ == "dobj" for t in c.subtree)
    return (purpose or bool(PHONE.search(sentence.span.text))) and (person or purpose)
