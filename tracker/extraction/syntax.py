"""Small questions to a parse that several rules ask: the subject of a verb, its clause, what owns a phrase."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from tracker.extraction.document import Sentence
from tracker.extraction.lexicon import word_set

SUBJECTS: Final = ("nsubj", "nsubjpass")
_RELATIVE: Final = word_set("who which that whom")
_UP: Final = (
    "dobj",
    "nsubj",
    "nsubjpass",
    "pobj",
    "prep",
    "xcomp",
    "attr",
    "oprd",
    "dative",
    "npadvmod",
    "appos",
    "nmod",
)
_OUT: Final = ("ccomp", "advcl", "parataxis", "relcl", "punct", "mark", "cc", "meta", "intj")
_MOTION: Final = word_set("travel fly go head arrive visit return come leave tour journey depart convene gather")


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The head of the subject of a verb, found through relative pronouns, infinitives, participles and joined verbs."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                return verb.head
            return child
    if depth > 5:
        return None
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        if not infinitive:
            return verb.head
        return _controller(verb.head, depth)
    if verb.dep_ in ("xcomp", "conj", "advcl", "ccomp", "prep", "pcomp", "oprd") and verb.head.i != verb.i:
        head = verb.head
        if verb.dep_ == "xcomp":
            objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i > head.i]
            if objects and head.lemma_ in (
                "ask",
                "urge",
                "invite",
                "tell",
                "want",
                "persuade",
                "order",
                "allow",
                "press",
                "send",
                "dispatch",
            ):
                return objects[0]
        if verb.dep_ == "pcomp":
            head = head.head
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
            head = head.head
        if head.pos_ in ("VERB", "AUX"):
            return subject_of(head, depth + 1)
    return None


def _controller(noun: Token, depth: int) -> Token | None:
    """As in "Trump's plan to meet Kim", "Trump made a plan to meet": whose plan."""
    invited = noun.lemma_ in ("invitation", "offer", "request") and noun.dep_ == "dobj"
    if invited and noun.head.lemma_ in ("accept", "receive", "decline", "reject", "get"):
        return subject_of(noun.head, depth + 1)  # "A accepted B's invitation to return": A returns
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    if noun.head.pos_ in ("VERB", "AUX"):
        return subject_of(noun.head, depth + 1)
    return None


def owners(trigger: Token) -> list[Token]:
    """The trigger and the words above it that carry the same event ("is expected" of "to meet"), nearest first."""
    chain = [trigger]
    token = trigger
    while token.dep_ in _UP and token.head.i != token.i and len(chain) < 8:
        if token.dep_ in ("nmod", "appos") and token.head.pos_ != "NOUN":
            break
        token = token.head
        chain.append(token)
    if token.dep_ in ("conj", "advcl") and token.head.lemma_ in _MOTION and token.pos_ in ("VERB", "AUX"):
        chain.append(token.head)
    return chain


def climb(token: Token) -> Iterator[Token]:
    """`token` and its ancestors up to the root of its sentence."""
    yield token
    yield from token.ancestors


def clause(sentence: Sentence, trigger: Token) -> tuple[int, int]:
    """Offsets of the smallest clause that states the event: the verb's own words, or the noun phrase with its verb."""
    head = trigger
    if trigger.pos_ not in ("VERB", "AUX") and trigger.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
        head = trigger.head
    tokens = [head]
    for child in head.children:
        if child.dep_ in _OUT and trigger not in child.subtree:
            continue
        part = list(child.subtree)
        if child.dep_ == "conj":
            continue
        tokens += part
    tokens += [t for t in trigger.subtree if trigger is not head]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    start, end = sentence.offset(first), sentence.offset_end(last)
    return max(start, sentence.start), min(end, sentence.end)
