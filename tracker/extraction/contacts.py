"""Every place where an article tells of a contact between people of the parties: "met with", "talks between", "Sunday's meeting".

A contact mention is not a meeting yet: `meetings.py` joins mentions of one meeting and drops what names nobody.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Token

from tracker.extraction import syntax
from tracker.extraction.actors import Actor, actors_of, is_collective, is_outsider
from tracker.extraction.circumstances import attach
from tracker.extraction.dates import When
from tracker.extraction.document import Document, Sentence
from tracker.extraction.lexicon import word_set
from tracker.extraction.places import Place
from tracker.extraction.status import conditional, status_of_noun, status_of_verb

_VERBS: Final = word_set(
    "meet confer negotiate talk speak call phone telephone brief consult huddle dine receive parley converse"
)
_NOUNS: Final = word_set(
    "talk talks meeting negotiation summit session round dialogue dialog discussion consultation conversation encounter parley call"
    " conference lunch dinner get-together sit-down"
)
_STRONG: Final = word_set("talk talks meeting negotiation summit round dialogue dialog session encounter")
_NOT_MET: Final = word_set(
    "demand condition requirement need deadline goal target criterion obligation challenge resistance standard expectation opposition"
    " commitment objective end test eye approval quota fate threat death problem difficulty objection request"
)
_NO_CONFERENCE: Final = word_set("news press party media annual")
_NO_SESSION: Final = word_set("photo training trading legislative parliamentary plenary court jail")
_HOSTS: Final = word_set("host mediate broker facilitate sponsor organize organise arrange oversee moderate supervise")
_HOLDERS: Final = word_set(
    "hold have open begin start resume continue conclude end attend join enter finish complete conduct lead engage plan"
    " schedule seek propose request want demand accept agree refuse reject cancel postpone suspend restart break leave"
    " announce expect pursue discuss hope offer return go arrive come travel fly gather participate take do sit stay send"
    " welcome meet launch reconvene stage convene set urge delay eat share"
)
_FATE: Final = re.compile(
    r"\b(?:but|until|before|which|that|event|meeting|summit|talks)\b[^.;]{0,30}?\b(?:was|were|has been|have been|is|are)\s+(?:\w+ly\s+)?"
    r"(?P<what>cancell?ed|called off|scrapped|postponed|delayed|put off)\b"
)
_PHONE: Final = re.compile(r"\b(?:tele)?phone[ds]?\b|\bby (?:tele)?phone\b|\bhotline\b|\btelephone\b", re.IGNORECASE)
_VIDEO: Final = re.compile(
    r"\bvideo\s?(?:conference|call|link|conferencing)?\b|\bvirtual(?:ly)?\b|\bonline\b|\bby Zoom\b", re.IGNORECASE
)
_ONE_ON_ONE: Final = re.compile(r"\bone[- ]on[- ]one\b|\btete-a-tete\b", re.IGNORECASE)


@dataclass(slots=True)
class Contact:
    """One mention of a contact. `actors` who takes part as far as the words say; `collective` where they say "both sides".

    `edtf` is resolved with the mention's own tense; `start`, `end` the clause as evidence.
    """

    trigger: Token
    sentence: Sentence
    start: int
    end: int
    actors: list[Actor] = field(default_factory=list)
    partners: list[Actor] = field(default_factory=list)
    collective: bool = False
    definite: bool = False
    status: str | None = None
    when: When | None = None
    place: Place | None = None
    mode: str | None = None
    format: str | None = None
    duration: str | None = None
    condition: str | None = None
    briefing: bool = False
    unresolved: bool = False
    indirect: bool = False

    @property
    def is_noun(self) -> bool:
        """Whether an event noun tells it, not a verb."""
        return self.trigger.pos_ not in ("VERB", "AUX")

    @property
    def parties(self) -> set[str]:
        """The parties named, those of persons included."""
        return {actor.party for actor in self.actors if actor.party}

    @property
    def persons(self) -> set[str]:
        """The ids of the persons named."""
        return {actor.person for actor in self.actors if actor.person}


def find_contacts(doc: Document, places: list[Place]) -> list[Contact]:
    """All contact mentions of an article, in text order; dates are found but not resolved."""
    contacts: list[Contact] = []
    for sentence in doc.sentences:
        inside = [c for token in sentence.span for c in _contacts(doc, sentence, token)]
        if inside:
            attach(doc, sentence, inside, places)
            contacts += inside
    return contacts


def _contacts(doc: Document, sentence: Sentence, token: Token) -> list[Contact]:
    lemma = token.lemma_.lower()
    found = None
    if token.pos_ in ("VERB", "AUX"):
        if lemma in _VERBS:
            found = _of_verb(doc, sentence, token, lemma)
        elif lemma == "discuss":
            found = _of_discussing(doc, sentence, token)
        elif lemma == "invite":
            found = _of_invitation(doc, sentence, token)
    elif token.pos_ in ("NOUN", "PROPN") and (lemma in _NOUNS or token.lower_ in _NOUNS):
        found = _of_noun(doc, sentence, token, token.lower_ if token.lower_ in _NOUNS else lemma)
    if found is None:
        return []
    fate = _FATE.search(sentence.span.text[token.idx - sentence.span.start_char :])
    if fate and found.status in ("planned", "proposed"):
        found.status = "postponed" if fate["what"] in ("postponed", "delayed", "put off") else "cancelled"
    return _split(doc, sentence, found)


def _split(doc: Document, sentence: Sentence, contact: Contact) -> list[Contact]:
    """One contact each where the words say so: "called A, B and C", "meet with A or B", "met one-on-one with A and B"."""
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
    return [replace(contact, actors=_unique([*own, partner]), partners=[partner]) for partner in contact.partners]


def _of_discussing(doc: Document, sentence: Sentence, verb: Token) -> Contact | None:
    """ "A and B will discuss ...", "wanted to discuss it with B": a contact where two parties do it."""
    subject = syntax.subject_of(verb)
    status = status_of_verb(verb)
    if subject is None or status is None:
        return None
    first = actors_of(doc, sentence, subject)
    second = [a for p in _prepositional(verb, ("with",)) for a in actors_of(doc, sentence, p)]
    actors = _unique([*first, *second])
    contact = Contact(verb, sentence, *syntax.clause(sentence, verb), actors=actors, status=status, partners=second)
    if len(contact.parties) < 2 or not (second or len(contact.persons) > 1):
        return None
    if status == "present":
        contact.status = "ongoing"
    return contact


def _of_invitation(doc: Document, sentence: Sentence, verb: Token) -> Contact | None:
    """ "A has invited B to C": a meeting of the two, proposed."""
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
        actors=_unique([*first, *second]),
        status="proposed",
        partners=second,
    )
    if len(contact.parties) < 2 or not any(a.person for a in second):
        return None
    return contact


def _prepositional(token: Token, words: tuple[str, ...]) -> list[Token]:
    return [
        pobj
        for child in token.children
        if child.dep_ in ("prep", "agent") and child.lower_ in words
        for pobj in child.children
        if pobj.dep_ in ("pobj", "pcomp")
    ]


def _of_verb(doc: Document, sentence: Sentence, verb: Token, lemma: str) -> Contact | None:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    partners = _prepositional(verb, ("with",))
    if lemma in ("talk", "speak", "converse"):
        partners += _prepositional(verb, ("to",))
        objects = []
    if lemma in ("call", "phone", "telephone", "brief", "receive"):
        partners = objects
        named = any(c.dep_ in ("oprd", "attr") for c in verb.children)
        if not objects or (lemma == "call" and (named or not _is_phone_call(verb, sentence))):
            return None
    elif lemma == "meet":
        if any(o.lemma_.lower() in _NOT_MET for o in objects):
            return None
        partners += objects
    if partners and all(is_outsider(p) for p in partners):
        return None
    if lemma == "brief" and verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_.lower() in _VERBS:
        return None
    status = status_of_verb(verb)
    if status is None:
        return None
    subject = syntax.subject_of(verb) or _nearest_person(doc, sentence, verb)
    if verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children) and lemma != "brief":
        return None
    start, end = syntax.clause(sentence, verb)
    contact = Contact(verb, sentence, start, end, status="ongoing" if status == "present" else status)
    if status == "present" and lemma != "negotiate":
        contact.status = "held"
    first = actors_of(doc, sentence, subject) if subject is not None else []
    if not first and subject is not None and subject.pos_ == "NOUN":
        # "Kerry plans to meet ...", read by the parser as a noun "Kerry plans"
        first = [a for c in subject.children if c.dep_ == "compound" for a in actors_of(doc, sentence, c) if a.person]
    second = [a for p in partners for a in actors_of(doc, sentence, p)]
    contact.actors = _unique([*first, *second])
    contact.partners = second
    contact.collective = (subject is not None and is_collective(subject)) or any(is_collective(p) for p in partners)
    contact.unresolved = bool(partners) and not second and not contact.collective
    plural = len(first) > 1 or contact.collective
    if (
        not second
        and not plural
        and lemma
        in ("talk", "speak", "call", "phone", "telephone", "brief", "receive", "consult", "confer", "huddle", "dine")
    ):
        return None
    if lemma in ("talk", "speak", "consult", "converse", "dine") and not (second and first):
        return None
    if lemma == "meet" and not second and not plural and not (first and subject is not None):
        return None
    contact.briefing = lemma == "brief" or any(
        c.lemma_ == "brief" and c.dep_ in ("xcomp", "advcl") for c in verb.children
    )
    words = doc.text[start:end]
    if lemma in ("call", "phone", "telephone") or _PHONE.search(words):
        contact.mode = "phone"
    elif lemma in ("meet", "receive", "dine", "huddle"):
        contact.mode = "in_person"
    if contact.status in ("conditional",) or conditional(verb) or _governed_conditionally(verb):
        if contact.status in ("planned", "proposed", "conditional"):
            contact.status = "conditional"
            contact.condition = _condition(verb)
    return contact


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
    return (purpose or bool(_PHONE.search(sentence.span.text))) and (person or purpose)


def _of_noun(doc: Document, sentence: Sentence, noun: Token, lemma: str) -> Contact | None:
    modifiers = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")]
    lowers = {c.lower_ for c in modifiers}
    if lemma == "talk" and noun.tag_ == "NN" and "peace" not in lowers:
        return None
    if noun.dep_ == "compound" or (noun.dep_ == "nmod" and noun.head.pos_ == "NOUN" and noun.head.lemma_ not in _NOUNS):
        return None
    if lemma == "conference" and (
        lowers & _NO_CONFERENCE or not lowers & {"peace", "international", "climate", "donor", "donors"}
    ):
        return None
    if lemma == "session" and lowers & _NO_SESSION:
        return None
    if lemma == "call" and not (
        _PHONE.search(" ".join(lowers))
        or lowers & {"conference", "video"}
        or (noun.dep_ == "pobj"
        and _prepositional(noun, ("with", "between")))
    ):
        return None
    if lemma == "round" and any(
        p.lemma_.lower() in _NOUNS or p.lower_ in _NOUNS for p in _prepositional(noun, ("of",))
    ):
        return None
    if lemma == "round" and _prepositional(noun, ("of",)):
        return None  # "the latest round of fighting"
    if lemma in ("round",) and not lowers & {
        "negotiating",
        "new",
        "next",
        "latest",
        "second",
        "third",
        "first",
        "fourth",
        "last",
        "previous",
    }:
        return None
    carrier = (
        noun.head.head
        if noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_
        in (
            "round",
            "week",
            "day",
            "series",
            "hour",
            "session",
            "month",
            "resumption",
            "start",
            "end",
            "opening",
            "set",
            "kind",
        )
        else None
    )
    outer = carrier if carrier is not None else noun
    start, end = syntax.clause(sentence, outer)
    contact = Contact(noun, sentence, start, end, status=status_of_noun(outer))
    if contact.status is None and outer is not noun:
        contact.status = status_of_noun(noun)
    inner: list[Actor] = []
    for token in [
        *_prepositional(noun, ("between", "among", "with", "by")),
        *(_prepositional(outer, ("between", "among", "with")) if outer is not noun else []),
    ]:
        inner += actors_of(doc, sentence, token)
        contact.collective |= is_collective(token)
    of = _prepositional(noun, ("of",))
    inner += [a for token in of for a in actors_of(doc, sentence, token)]
    for child in [*modifiers, *(c for c in noun.children if c.dep_ == "poss")]:
        inner += _in_modifier(doc, sentence, child)
    inner += _in_relative(doc, sentence, noun)
    contact.actors = _unique(inner)
    if len(contact.parties) < 2:
        contact.actors = _unique([*contact.actors, *_between(doc, sentence, noun)])
    _add_from_clause(doc, sentence, outer, contact)
    contact.definite = any(
        c.lower_ in ("the", "this", "these", "those", "their", "both")
        for c in noun.children
        if c.dep_ in ("det", "poss")
    ) or (any(c.dep_ == "poss" for c in noun.children))
    contact.indirect = "indirect" in lowers
    words = doc.text[contact.start : contact.end]
    near = " ".join(c.text for c in modifiers)
    if (
        _PHONE.search(near)
        or lemma == "call"
        or (lemma in ("conversation", "talk", "talks", "discussion") and _PHONE.search(words))
    ):
        contact.mode = "phone"
    elif _VIDEO.search(near):
        contact.mode = "video"
    elif lemma in ("meeting", "summit", "lunch", "dinner", "encounter", "get-together", "session", "round"):
        contact.mode = "in_person"
    if _ONE_ON_ONE.search(near):
        contact.format = "one_on_one"
    if lemma == "summit":
        contact.format = "leaders"
    return contact


def _in_modifier(doc: Document, sentence: Sentence, token: Token) -> list[Actor]:
    """Parties in what stands before the noun: "US-Ukraine talks", "the Israeli-Palestinian talks", "Kerry's meeting"."""
    found = []
    for part in sorted(token.subtree, key=lambda t: t.i):
        mention = doc.mention_at(sentence.offset(part), "person") or doc.mention_at(sentence.offset(part), "party")
        if mention is None and part.lower_.startswith("inter-korea"):
            at = sentence.offset(part)
            found += [Actor(None, "KP", at, at), Actor(None, "KR", at, at)]
        elif mention is None and "-" in part.text:
            for inside in doc.mentions_in(sentence.offset(part), sentence.offset_end(part), "party"):
                found.append(Actor(None, inside.ref, inside.start, inside.end))
        elif mention is not None:
            person = mention.ref if mention.kind == "person" else None
            found.append(Actor(person, doc.party_of(mention), mention.start, mention.end))
    kinds = {party.id: party.type for party in doc.parties}
    if (
        len(found) == 1
        and not found[0].person
        and token.dep_ != "poss"
        and kinds.get(found[0].party or "") in ("igo", "coalition")
    ):
        return []  # "the G20 summit", "GATT talks": the forum's name, not a side
    return found


def _in_relative(doc: Document, sentence: Sentence, noun: Token) -> list[Actor]:
    """ "a conversation Kerry and Lavrov had on Saturday", "talks that A hosted for B"."""
    found: list[Actor] = []
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl"):
            continue
        for inner in child.children:
            if inner.dep_ in ("nsubj", "agent") and child.lemma_ in ("have", "hold", "conduct", "attend"):
                heads = [inner] if inner.dep_ == "nsubj" else list(inner.children)
                found += [a for head in heads for a in actors_of(doc, sentence, head)]
            if inner.dep_ == "prep" and inner.lower_ in ("with", "between", "for", "by"):
                found += [a for head in inner.children for a in actors_of(doc, sentence, head)]
        if child.lemma_ in ("involve", "include"):
            found += [a for inner in child.children if inner.dep_ == "dobj" for a in actors_of(doc, sentence, inner)]
    return found


def _between(doc: Document, sentence: Sentence, noun: Token) -> list[Actor]:
    """ "Talks are set to resume on Monday in Cairo between A and B": "between" further on in the clause of the noun."""
    top = syntax.owners(noun)[-1]
    for token in top.subtree:
        if token.lower_ == "between" and token.i > noun.i and token.dep_ == "prep" and token.head.pos_ != "NOUN":
            actors = [a for pobj in token.children if pobj.dep_ == "pobj" for a in actors_of(doc, sentence, pobj)]
            if len({a.party for a in actors}) > 1:
                return actors
    return []


def _add_from_clause(doc: Document, sentence: Sentence, noun: Token, contact: Contact) -> None:
    """Who takes part by the verb: the subject that holds, attends, proposes; "with X" that hangs on the verb."""
    head, dep = noun.head, noun.dep_
    if dep == "conj" and head.pos_ == "NOUN":
        head, dep = head.head, head.dep_
    through = None
    if dep == "pobj":
        through = head.lower_
        head = head.head
        while (
            head.pos_ in ("NOUN", "ADP", "ADV", "SCONJ")
            and head.dep_ in ("prep", "pobj", "dobj", "advmod", "npadvmod", "attr")
            and head.head is not head
        ):
            head = head.head
    if head.pos_ not in ("VERB", "AUX"):
        if dep == "appos" and head.pos_ in ("NOUN", "PROPN"):
            return
        if dep == "relcl":
            return
        return
    lemma = head.lemma_.lower()
    for token in _prepositional(head, ("with", "between", "among")):
        if dep in ("dobj", "nsubj", "nsubjpass") or (
            through in ("in", "into") and lemma in ("engage", "be", "enter", "participate")
        ):
            contact.actors = _unique([*contact.actors, *actors_of(doc, sentence, token)])
            contact.collective |= is_collective(token)
    subject = syntax.subject_of(head) if dep in ("dobj", "pobj", "attr", "advcl", "npadvmod") else None
    if subject is None or subject is noun:
        return
    if lemma in _HOSTS and len(contact.parties) > 1:
        return
    one_side = len(contact.parties) <= 1
    if (dep == "dobj" and lemma in _HOLDERS | _HOSTS) or (dep == "pobj" and through in ("in", "into", "for", "to", "at", "on", "from") and lemma in _HOLDERS):
        take = True
    else:
        take = (
            dep == "pobj"
            and through in ("after", "following", "during", "at", "in", "before", "since", "for")
            and one_side
            and bool(contact.actors)
        )
    if take:
        contact.actors = _unique([*actors_of(doc, sentence, subject), *contact.actors])
        contact.collective |= is_collective(subject)


def _unique(actors: list[Actor]) -> list[Actor]:
    return list({actor.key: actor for actor in reversed(actors) if actor.key}.values())[::-1]
