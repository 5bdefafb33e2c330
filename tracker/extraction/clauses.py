"""Clauses in a dependency parse: their subject, their extent, what governs them. Pure functions on tokens."""

from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_RELATIVE = ("who", "which", "that", "whom")


def left(token: Token) -> Token:
    """The first token of the subtree."""
    return token.left_edge


def right(token: Token) -> Token:
    """The last token of the subtree that is not closing punctuation."""
    last: Token = token.right_edge
    while last.i > token.i and last.is_punct and last.text not in ('"', "”", "%"):
        last = last.nbor(-1)
    return last


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The head of who does (or, in the passive, undergoes) the verb, by rule where the parse does not say.

    A conjoined verb takes the first one's subject; "who", "which", "that" stand for what the clause hangs on; a
    participle or infinitive takes the subject of the verb above it (of "X asked Y to do": Y).
    """
    if depth > 6:
        return None
    subject = own_subject(verb)
    if subject is not None:
        if subject.lower_ in _RELATIVE and verb.dep_ in ("relcl", "acl"):
            return verb.head
        if subject.lower_ in _RELATIVE and verb.dep_ == "conj" and verb.head.dep_ == "relcl":
            return verb.head.head
        return subject
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return subject_of(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        return head if verb.tag_ in ("VBG", "VB", "VBZ", "VBP", "VBD") else None
    if verb.dep_ in ("xcomp", "ccomp"):
        middle = next((c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)
        if middle is not None and head.pos_ == "VERB" and verb.dep_ == "xcomp":
            return middle
        if head.pos_ == "ADJ" and head.dep_ in ("acomp", "oprd"):
            return subject_of(head.head, depth + 1)
        return subject_of(head, depth + 1) if head.pos_ in ("VERB", "AUX", "ADJ") else None
    if verb.dep_ == "advcl" and head.pos_ in ("VERB", "AUX"):
        return subject_of(head, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return subject_of(head.head, depth + 1)
    return None


def agent_of(verb: Token) -> Token | None:
    """The noun after "by" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """True where the verb is a passive ("was rejected")."""
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def is_negated(verb: Token) -> bool:
    """True where "not", "n't", "never" or "no longer" hangs on the verb."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "not", "n't", "n’t") for c in verb.children)


def modals_of(verb: Token) -> list[str]:
    """The auxiliaries of the verb, lower case ("will", "must", "would")."""
    return [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]


def ancestors_within(token: Token, top: Token) -> list[Token]:
    """The governors of `token` from its head up to and with `top`."""
    out = []
    for above in token.ancestors:
        out.append(above)
        if above == top:
            break
    return out
