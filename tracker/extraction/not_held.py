"""Meetings that did not take place: "the round due on Monday did not take place", "the planned summit fell through".

What was planned is called off by it; of a meeting that nobody had planned ("no talks have taken place since May")
nothing is told. Neither is ever one that was held, whatever day stands beside it.
"""

import re
from typing import Final

from spacy.tokens import Token

from tracker.extraction.lexicon import word_set
from tracker.extraction.status import DENY, PLAN, conditional, has_particle, supposed

_OCCURS: Final = word_set("happen occur materialise materialize eventuate")
_COMES: Final = word_set("show turn appear arrive come travel")
_TIDINGS: Final = word_set("confirmation word sign indication evidence report news proof certainty")
_BEHIND: Final = word_set("do did")
_AHEAD: Final = word_set("will wo would 'll")
_ELSEWHERE: Final = re.compile(r"\bbut\s+(?:in|at|on)\b|\buntil\b|\bunless\b|\bif\b", re.IGNORECASE)
_AS_PLANNED: Final = re.compile(
    r"\bas (?:had been |was |were |originally )?(?:planned|scheduled|expected|agreed|announced)\b"
)
_KNOWN: Final = ("the", "that", "this", "these", "those", "their", "both")


def fate_of_missed(noun: Token) -> str | None:
    """What became of the meeting of an event noun whose verb says that it does not take place; None of any other verb.

    "missed": its day has come and it was not held; "cancelled": it will not be; "denied": somebody says that it was
    not; "nothing": no plan of it is told, or nobody knows.
    """
    if _nobody_came(noun):
        return "nothing"
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return None
    if verb.lemma_ == "fail" and any(c.dep_ == "xcomp" and _occurs(c) for c in verb.children):
        return _fate(noun, verb)
    if has_particle(verb, "fall", "through") or any(
        verb.lemma_ == "fall" and c.lower_ == "through" and not any(True for _ in c.children) for c in verb.children
    ):
        return _fate(noun, verb) if verb.tag_ in ("VBD", "VBN") else None
    if _occurs(verb) and ((verb.dep_ == "ccomp" and supposed(verb)) or _unconfirmed(verb)):
        return "nothing"  # "it is not known whether the meeting took place"
    if _occurs(verb) and verb.dep_ == "ccomp" and verb.head.lemma_ in DENY and not _negated(verb):
        return "denied"
    if not _occurs(verb) or not _negated(verb):
        return None
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if words & {"has", "have", "had", "'ve"}:
        return "nothing" if not words & _AHEAD else None
    if words & _AHEAD:
        return None if conditional(verb) or verb.dep_ == "advcl" else _fate(noun, verb, "cancelled")
    past = verb.tag_ == "VBD" or words & _BEHIND or words & {"was", "were"}
    return _fate(noun, verb) if past else None


def missed_as_planned(verb: Token) -> bool:
    """As in "A and B did not meet on Monday as planned"."""
    children = list(verb.children)
    negated = any(c.dep_ == "neg" for c in children) and any(c.lower_ == "did" for c in children)
    return negated and bool(_AS_PLANNED.search("".join(t.text_with_ws for t in verb.subtree)))


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _unconfirmed(verb: Token) -> bool:
    """As in "no confirmation that the talks had taken place", "could not confirm that they took place"."""
    head = verb.head
    if verb.dep_ not in ("ccomp", "acl", "relcl") or _negated(verb):
        return False
    if head.pos_ == "NOUN":
        return head.lemma_ in _TIDINGS and any(c.lower_ in ("no", "any", "little") for c in head.children)
    return head.lemma_ in ("confirm", "verify", "say", "clear") and _negated(head)


def _nobody_came(noun: Token) -> bool:
    """As in "did not show up for the talks", "failed to arrive for the meeting"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "to", "at"):
        return False
    verb = noun.head.head
    while verb.dep_ in ("prep", "pobj") and verb.head is not verb and verb.pos_ != "VERB":
        verb = verb.head
    if verb.lemma_ not in _COMES:
        return False
    return _negated(verb) or (verb.dep_ == "xcomp" and verb.head.lemma_ == "fail")


def _occurs(verb: Token) -> bool:
    """Whether a verb tells that something takes place."""
    children = list(verb.children)
    return (
        verb.lemma_ in _OCCURS
        or (verb.lemma_ == "take" and any(c.lower_ == "place" for c in children))
        or (verb.lemma_ == "go" and any(c.lower_ in ("ahead", "forward") for c in children))
        or (verb.lemma_ in ("hold", "convene") and any(c.dep_ == "auxpass" for c in children))
    )


def _fate(noun: Token, verb: Token, fate: str = "missed") -> str | None:
    after = noun.doc[verb.i : verb.sent.end].text
    if _ELSEWHERE.search(after):
        return None
    own = [t for c in noun.children for t in c.subtree]
    known = any(c.lower_ in _KNOWN or c.dep_ == "poss" for c in noun.children if c.dep_ in ("det", "poss"))
    planned = any(t.lemma_.lower() in PLAN or t.lower_ in ("due", "planned", "scheduled") for t in own)
    return fate if known or planned or _AS_PLANNED.search(after) else "nothing"
