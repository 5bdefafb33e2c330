"""Who is a leader: heads of state, of government and of groups (GUIDELINE.md 8, the level of a track)."""

import re
from collections.abc import Collection
from typing import Final

from spacy.tokens import Token

from tracker.domain.record import PersonFact
from tracker.extraction.contact import Contact, prepositional
from tracker.extraction.document import Document

_LEADER: Final = re.compile(
    r"\b(?:presidents?|prime ministers?|premiers?|kings?|queen|emir|sultan|chancellor|supreme leader|head of state|head"
    r" of government|"
    r"dictator|despot|tyrant|autocrat|strongman|ruler|pope|taoiseach|crown prince|party chairman|leaders?"
    r"|head of the kremlin|plo chairman)\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:vice|deputy|former|ex|adviser|advisor|aide|envoy|spokes\w+|secretary|minister of|foreign|opposition"
    r"|majority|minority|"
    r"council|delegation|team|negotiat\w+|parliament\w*|senate|house|son|daughter|wife|assistant|candidate|chief"
    r" of|staff|editor|"
    r"vice-president|conference|bishop\w*|committee|commission|company|bank|university|assembly)\b",
    re.IGNORECASE,
)


def is_leader(person: PersonFact) -> bool:
    """Whether a role says that the person heads a state, a government or a group."""
    return any(is_leader_role(role) for role in person.roles)


def is_leader_role(role: str) -> bool:
    """Whether the words of a role do."""
    return bool(_LEADER.search(role)) and not _NOT.search(re.sub(r"prime minister", "", role, flags=re.IGNORECASE))


_ENVOYS: Final = re.compile(
    r"\b(?:working[- ]level|lower[- ]level|technical|experts?|officials|delegations?|teams?|envoys?|negotiators"
    r"|diplomats|foreign ministers?|ministerial|preparatory|preliminary)\b",
    re.IGNORECASE,
)


_THE_LEADERS: Final = re.compile(
    r"(?:^| ; )(?:(?:the|both|two|their) )*(?:leaders|presidents|prime ministers|heads of state)(?: ;|$)", re.IGNORECASE
)


def level_of_people(people: Collection[PersonFact]) -> str | None:
    """The level of those who meet: the lower of their sides'; None where one side names nobody, or nobody's office.

    A side that sends its leader may bring others along; a side that sends others alone makes it a meeting of envoys.
    Who is known as the "counterpart" of somebody alone is of that one's level.
    """
    sides: dict[str | None, set[str]] = {}
    leaders = any(is_leader(person) for person in people)
    for person in people:
        peer = leaders and bool(person.roles) and all("counterpart" in role.lower() for role in person.roles)
        kind = "leader" if peer or is_leader(person) else ("delegation" if person.roles else "unknown")
        sides.setdefault(person.party, set()).add(kind)
    if any("leader" not in kinds and "delegation" in kinds for kinds in sides.values()):
        return "delegation"
    known = [kinds for kinds in sides.values() if "leader" in kinds]
    return "leader" if len(known) > 1 and len(known) == len(sides) else None


def level_of_contact(doc: Document, contact: Contact) -> str | None:
    """Whether a mention tells of leaders or of those below them; None where its words leave it open."""
    people = [p for p in doc.persons if p.id in contact.persons]
    told = level_of_people(people)
    if contact.is_noun and contact.trigger.lemma_.lower() == "summit":
        # whoever attends or prepares a summit alone does not make it one of envoys
        return told if told and len({p.party for p in people}) > 1 else "leader"
    if told is not None:
        return told
    if _THE_LEADERS.search(_who(contact)):
        return "leader"
    return "delegation" if _ENVOYS.search(_who(contact)) else None


def _holders(noun: Token) -> list[Token]:
    """As in "their leaders held four hours of talks": the subject of the verb that the noun is the object of."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return [c for c in noun.head.children if c.dep_ == "nsubj"] if noun.dep_ == "dobj" else []


def _who(contact: Contact) -> str:
    """The words of a mention that say who meets: before the noun, the subject, the objects of "with" and "between"."""
    heads = prepositional(contact.trigger, ("with", "between", "among"))
    if contact.is_noun:
        heads.append(contact.trigger)
    else:
        heads += [c for c in contact.trigger.children if c.dep_ in ("nsubj", "dobj")]
    if contact.is_noun:
        heads += _holders(contact.trigger)
    heads += [c for head in heads for c in head.children if c.dep_ == "conj"]
    return " ; ".join(head.doc[head.left_edge.i : head.i + 1].text for head in heads)
