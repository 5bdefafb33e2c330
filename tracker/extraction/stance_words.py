"""Which words of a clause carry a stance: verbs with their particles, nouns of light verbs, adjectives after "be"."""

from spacy.tokens import Token

from tracker.extraction.clauses import is_negated, own_subject
from tracker.extraction.wording import lemma, words

CLASSES = ("demand", "request", "proposal", "accept", "reject", "concession", "threat", "interest", "undecided")
ADJECTIVES = ("ready", "unwilling", "unacceptable", "necessary", "keen")
NOUNS = ("demand", "proposal", "reject", "accept", "interest", "threat", "request", "concession")


def stance_verb(verb: Token) -> tuple[str | None, str]:
    """The stance class of a verb with the particle or preposition that changes it, and the form that was found."""
    base = lemma(verb)
    light = _light(verb)
    if light is not None:
        return light
    if base in ("withdraw", "pull") and any(lemma(c) in words("stances", "troops") for c in verb.children):
        return None, base  # soldiers that leave are no refusal
    if base == "decide" and is_negated(verb):
        return "undecided", "not decide"
    tails = [c.lower_ for c in verb.children if c.i > verb.i and c.dep_ in ("prt", "prep", "advmod", "dative", "agent")]
    after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    for tail in [*tails, after]:
        form = f"{base} {tail}"
        for name in CLASSES:
            if form in words("stances", name):
                return name, form
    for name in CLASSES:
        if base in words("stances", name):
            return name, base
    return None, base


def _light(verb: Token) -> tuple[str, str] | None:
    """Of "raised objections", "expressed willingness", "made an offer", "has no intention of": the noun's stance."""
    if lemma(verb) not in words("stances", "light"):
        return None
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("dobj", "prep"):
            continue
        nouns = [child] if child.dep_ == "dobj" else [c for c in child.children if c.dep_ == "pobj"]
        for noun in nouns:
            for name in NOUNS:
                if lemma(noun) in words("stances", f"noun_{name}"):
                    return name, f"{lemma(verb)} {lemma(noun)}"
    return None


def predicate(verb: Token, cues: set[str]) -> str | None:
    """The stance of "is ready to", "is unacceptable", "the goal is", "is opposed to"; adds its cue."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "advmod", "prep") and child.i > verb.i:
            word = child.lower_
            for name in ADJECTIVES:
                if word in words("stances", name) or lemma(child) in words("stances", name):
                    cues |= {f"adj:{name}", f"lemma:be {word}"}
                    return name
    subject = own_subject(verb)
    if subject is not None:
        for name in NOUNS:
            if lemma(subject) in words("stances", f"noun_{name}"):
                cues |= {f"noun:{name}", f"lemma:{lemma(subject)} be"}
                return name
    return None
