"""Which words of a clause carry a stance: verbs with their particles, nouns of light verbs, adjectives after "be"."""

from spacy.tokens import Token

from tracker.extraction.clauses import is_negated, is_passive, own_subject
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
    if base in words("stances", "joint") and _is_joint(verb):
        return "accept", f"{base} agreement"
    if base == "decide" and is_negated(verb):
        return "undecided", "not decide"
    if _says_nothing(verb, base):
        return None, base
    if stops_talks(verb):
        supposed = any(c.dep_ == "advcl" and c.left_edge.lower_ in ("if", "unless") for c in verb.children)
        return ("threat" if supposed else None), base
    tails = [c.lower_ for c in verb.children if c.i > verb.i and c.dep_ in ("prt", "prep", "advmod", "dative", "agent")]
    if base == "call" and any(c.dep_ in ("dobj", "oprd", "ccomp") and c.i > verb.i for c in verb.children):
        tails = []  # "called the talks a turning point for both"
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


def _says_nothing(verb: Token, base: str) -> bool:
    """True where a verb of the lists is used in a sense that takes no stance.

    "insists its work is peaceful" claims, "considers it a success" thinks, "this does not mean that" explains,
    "released a statement" publishes, "offered mixed signals" offers nothing, "expects a deal" foretells.
    """
    below = [c for c in verb.children if c.i > verb.i]
    clause = next((c for c in below if c.dep_ == "ccomp"), None)
    if base in words("stances", "claim") and clause is not None and (is_claim(clause) or _vows(verb, clause)):
        return True
    if base == "consider":
        return clause is not None or any(c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ == "as") for c in below)
    infinitive = next((c for c in below if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB"), None)
    if base == "mean":
        return infinitive is None or is_passive(verb)
    if base == "expect":
        return infinitive is None or own_subject(infinitive) is None or is_negated(verb)
    if base == "assess" and clause is not None:
        return True
    if base in ("press", "push") and any(c.lower_ in ("forward", "ahead", "on") and c.dep_ != "prep" for c in below):
        return True
    if base == "deny" and clause is not None:
        return True
    thing = next((c for c in below if c.dep_ == "dobj"), None)
    told = thing or next((p for c in below if c.dep_ == "prep" and c.lower_ == "to" for p in c.children), None)
    if told is not None and base in words("stances", "reject") and lemma(told) in words("stances", "told"):
        return True
    if thing is not None and base in words("stances", "proposal") and lemma(thing) in words("stances", "idle"):
        return True
    return base == "release" and thing is not None and lemma(thing) in words("stances", "published")


def _vows(verb: Token, clause: Token) -> bool:
    """True for "insists it will not pay": what the subject itself will do is the stance, not the insisting."""
    subject = own_subject(clause)
    own = subject is not None and subject.pos_ == "PRON" and subject.lower_ in ("it", "they", "he", "she", "we", "i")
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "can", "could", "ca") for c in clause.children)
    return lemma(verb) == "insist" and own and will and is_negated(clause)


def stops_talks(verb: Token) -> bool:
    """True for "suspended its participation in the talks", "halted the talks": what becomes of them, no concession."""
    if lemma(verb) not in words("stances", "breaks_off"):
        return False
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return any(lemma(thing) in words("stances", "event") | words("stances", "taking_part") for thing in things)


def is_claim(clause: Token) -> bool:
    """True where a clause says what is or was ("has no weapons"), not what ought to be ("lift sanctions")."""
    helpers = [c for c in clause.children if c.dep_ in ("aux", "auxpass")]
    if {"may", "might", "could"} & {c.lower_ for c in helpers} and any(c.lower_ == "have" for c in helpers):
        return True
    if any(c.tag_ in ("MD", "VB", "TO") for c in helpers):
        return False
    plain = clause.tag_ in ("VBD", "VBZ") or clause.lower_ in ("are", "have")
    return plain or clause.pos_ in ("ADJ", "NOUN") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in helpers)


def _light(verb: Token) -> tuple[str, str] | None:
    """Of "raised objections", "expressed willingness", "made an offer", "has no intention of": the noun's stance."""
    if lemma(verb) not in words("stances", "light"):
        return None
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("dobj", "prep"):
            continue
        nouns = [child] if child.dep_ == "dobj" else [c for c in child.children if c.dep_ == "pobj"]
        for noun in nouns:
            if _looks_back(noun) or (lemma(noun) == "call" and not _calls_for(noun)):
                continue
            for name in NOUNS:
                if lemma(noun) in words("stances", f"noun_{name}"):
                    return name, f"{lemma(verb)} {lemma(noun)}"
    return None


def _calls_for(noun: Token) -> bool:
    """True for "repeated his call for talks", false for "held a call with"."""
    return any(c.i > noun.i and (c.lower_ in ("for", "on") or c.dep_ in ("acl", "relcl")) for c in noun.children)


def _is_joint(verb: Token) -> bool:
    """True for "A and B extended their truce": what several do to what binds them, they agree on."""
    subject = own_subject(verb)
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    several = subject is not None and any(c.dep_ == "conj" for c in subject.children)
    return several and thing is not None and lemma(thing) in words("stances", "binding")


def _looks_back(noun: Token) -> bool:
    """True for "made the appeal at a meeting": what was told before, without its content."""
    inside = list(noun.children)
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in inside)
    return definite and not any(c.i > noun.i and c.dep_ in ("acl", "relcl", "prep", "ccomp") for c in inside)


def is_hearsay(verb: Token) -> bool:
    """True for what somebody "is said to want": a report without a source, of which the lower verb counts."""
    return verb.dep_ == "xcomp" and is_passive(verb.head) and lemma(verb.head) in words("speech", "reported")


def predicate(verb: Token, cues: set[str]) -> str | None:
    """The stance of "is ready to", "is unacceptable", "the goal is", "is opposed to"; adds its cue."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "advmod", "prep") and child.i > verb.i:
            word = child.lower_
            for name in ADJECTIVES:
                if name == "necessary" and _judges(verb, child):
                    continue
                if word in words("stances", name) or lemma(child) in words("stances", name):
                    cues |= {f"adj:{name}", f"lemma:be {word}"}
                    return name
    subject = own_subject(verb)
    if subject is not None and lemma(subject) != "agreement":
        for name in NOUNS:
            if lemma(subject) in words("stances", f"noun_{name}"):
                cues |= {f"noun:{name}", f"lemma:{lemma(subject)} be"}
                return name
    return None


def _judges(verb: Token, word: Token) -> bool:
    """True where a word of need judges instead: "critical of", "key to", "not time dependent"."""
    if word.lower_ == "time":
        subject = own_subject(verb)
        return word.dep_ != "attr" or subject is None or subject.lower_ not in ("it", "this", "now")
    return any(c.dep_ == "prep" and c.lower_ in ("of", "to", "in") and c.i > word.i for c in word.children)
