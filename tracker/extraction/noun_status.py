"""Whether the meeting that an event noun names took place: from its modifiers, its verb and what it hangs on."""

from typing import Final

from spacy.tokens import Token

from tracker.extraction.lexicon import word_set
from tracker.extraction.status import (
    CANCEL,
    DENY,
    PLAN,
    POSTPONE,
    REFUSE,
    WISH,
    conditional,
    has_particle,
    status_of_verb,
    supposed,
)

_FUTURE_WORDS: Final = word_set(
    "upcoming forthcoming planned scheduled expected impending future next looming imminent prospective"
)
_PROPOSED_WORDS: Final = word_set("proposed possible potential suggested eventual prospective")
_PAST_WORDS: Final = word_set("recent last previous earlier past inconclusive failed marathon first-ever initial")
_CANCEL_WORDS: Final = word_set("cancelled canceled aborted scrapped")
_UNDERWAY: Final = word_set("underway ongoing")
_MOVES: Final = word_set("arrive come go gather visit return fly travel journey head")
_START: Final = word_set("open begin start resume launch reconvene restart kick")
# "the second day of talks" has the fate of the talks; "the fate of the talks" tells nothing of whether they take place.
_PARTS: Final = word_set(
    "round week day series hour session month resumption start end opening set kind part phase stage conclusion"
    " beginning close outset rest couple pair number lot string completion"
)
_READYING: Final = word_set(
    "prepare preparation prep plan planning arrangement groundwork date venue agenda logistics stage schedule countdown"
    " timetable planner"
)
_HOPING: Final = word_set(
    "prospect possibility likelihood idea suggestion hope chance call appeal push demand request proposal offer"
    " invitation bid plea need"
)
_RESCUE: Final = word_set("keep save salvage rescue preserve prepare await anticipate")
_REVIVE: Final = word_set("reinstate revive reschedule restore resurrect rearrange pursue eye mull")
_LEAVING: Final = word_set("withdraw withdrawal exit pullout pull back bow drop opt")


def status_of_noun(noun: Token) -> str | None:
    """The status of an event noun ("talks") from its modifiers and the verb or preposition it hangs on."""
    modifiers = {child.lower_ for child in noun.children if child.dep_ in ("amod", "compound", "det", "nmod", "advmod")}
    if modifiers & _CANCEL_WORDS:
        return "cancelled"
    if noun.dep_ == "pobj" and noun.head.lower_ == "from" and noun.head.head.lemma_ in _LEAVING:
        return "cancelled" if modifiers & _FUTURE_WORDS else _left(noun)
    if modifiers & {"postponed", "delayed"}:
        return "postponed"
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in POSTPONE | CANCEL:
        return _of_clause(noun, noun.dep_, noun.head, modifiers)  # "a planned meeting was postponed"
    if modifiers & _PROPOSED_WORDS:
        return "proposed"
    if modifiers & _FUTURE_WORDS:
        return "planned"
    head, dep = noun.head, noun.dep_
    while dep in ("conj", "appos", "nmod") and head.pos_ in ("NOUN", "PROPN"):
        head, dep = head.head, head.dep_
    if modifiers & _UNDERWAY:
        return "ongoing"
    if dep == "pobj":
        return _after_preposition(head, noun, modifiers)
    if head.pos_ in ("VERB", "AUX"):
        return _of_clause(noun, dep, head, modifiers)
    return "held" if modifiers & _PAST_WORDS else None


def _of_clause(noun: Token, dep: str, verb: Token, modifiers: set[str]) -> str | None:
    lemma = verb.lemma_.lower()
    negated = any(child.dep_ == "neg" for child in verb.children)
    status = status_of_verb(verb)
    if dep in ("dobj", "nsubjpass"):
        if lemma in REFUSE and not (lemma == "rule" and not has_particle(verb, "rule", "out")):
            return "refused"
        if lemma in POSTPONE or has_particle(verb, "put", "off"):
            return "planned" if negated else "postponed"
        if lemma in CANCEL or has_particle(verb, "call", "off"):
            return "planned" if negated else "cancelled"
        if lemma in DENY:
            return "denied"
        if lemma in (
            "propose",
            "suggest",
            "seek",
            "request",
            "offer",
            "want",
            "demand",
            "urge",
            "consider",
            "discuss",
            "envision",
        ):
            return "conditional" if status in ("planned", "proposed") and conditional(verb) else "proposed"
        if lemma in ("plan", "schedule", "expect", "arrange", "announce", "set", "await", "prepare", "agree"):
            return "planned" if not negated else None
        if lemma in (
            "have",
            "hold",
            "attend",
            "conclude",
            "end",
            "finish",
            "complete",
            "wrap",
            "close",
            "conduct",
            "lead",
            "mediate",
            "broker",
            "eat",
            "share",
            "host",
            "join",
            "oversee",
            "supervise",
        ):
            if status == "present":
                lasting = noun.lower_ in ("talks", "negotiations", "discussions", "dialogue", "consultations")
                return ("ongoing" if lemma != "have" else None) if lasting else "held"
            return "conditional" if status in ("planned", "proposed") and conditional(verb) else status
        if lemma in _START:
            return "held" if status == "held" else ("ongoing" if status == "present" else status)
        if lemma in _RESCUE and not negated:
            return "planned"
        if lemma in _REVIVE:
            return "proposed"
    if dep in ("nsubj", "nsubjpass"):
        if negated and status in ("held", None):
            return None
        if lemma == "be" and not negated and any(c.dep_ == "acomp" and c.lower_ == "due" for c in verb.children):
            return "planned"  # "the talks had been due to start"
        if lemma in PLAN and verb.tag_ == "VBN" and status == "present":
            return "planned"
        if lemma == "be" and status == "held" and verb.dep_ == "ccomp" and not modifiers & _PAST_WORDS:
            return None  # "predicted that the summit was a done deal": the tense is that of the report
        if status == "present":
            if lemma in ("continue", "proceed", "take", "drag", "enter", "be", "focus") and _lasting(verb):
                return "ongoing"
            return "planned" if any(c.lower_ in _FUTURE_WORDS for c in verb.children) else None
        if status == "planned" and lemma in ("continue", "carry", "drag", "go") and not negated:
            return "ongoing" if lemma != "go" or goes_on(verb) else "planned"  # "will go ahead"
        if lemma in PLAN and verb.tag_ == "VBN":
            return "planned"
        return "conditional" if status == "planned" and conditional(verb) else status
    if modifiers & _PAST_WORDS:
        return "held"
    return (
        status
        if status in ("held", "planned", "proposed", "conditional", "refused", "ongoing")
        and dep in ("npadvmod", "attr", "ccomp")
        else None
    )


def goes_on(verb: Token) -> bool:
    """As in "will go on in Lima": the word alone, not the "on" of a day."""
    return any(c.lower_ == "on" and not any(o.dep_ == "pobj" for o in c.children) for c in verb.children)


def _lasting(verb: Token) -> bool:
    return verb.lemma_ != "be" or any(
        c.lower_ in ("underway", "way", "ongoing", "progress", "session")
        for child in verb.children
        for c in (child, *child.children)
    )


def _after_preposition(preposition: Token, noun: Token, modifiers: set[str]) -> str | None:
    word = preposition.lower_
    governor = preposition.head
    if modifiers & _PAST_WORDS:
        return "held"
    if word == "from" and governor.lower_ == "away" and any(c.dep_ == "npadvmod" for c in governor.children):
        return "planned"  # "three weeks away from the summit"
    if word == "of" and governor.lower_ == "out" and governor.head.lemma_ in _LEAVING:
        return _left(noun)
    if word in ("for", "of", "on", "to") and governor.pos_ == "NOUN" and governor.lemma_ in _HOPING:
        return "proposed"
    if word == "for" and governor.lemma_ in _READYING:
        status = _clause_status(governor)
        return status if status in ("proposed", "conditional") else "planned"
    if word == "with" and governor.pos_ == "VERB":
        status = _clause_status(governor)
        return status if status in ("planned", "proposed", "conditional") else None
    if word in ("after", "following", "since", "during", "from") or (
        word in ("at", "in") and governor.pos_ in ("VERB", "AUX", "NOUN")
    ):
        status = _clause_status(_decider(governor) or governor if word in ("at", "during") else governor)
        if status == "proposed" and governor.pos_ in ("VERB", "AUX") and supposed(governor):
            return None  # "if they fail in the talks": the failing is supposed
        if status in ("planned", "proposed", "conditional", "refused"):
            return status if word not in ("after", "following", "since") else None
        if status == "present" and noun.lemma_.lower() in ("meeting", "dinner", "lunch", "call"):
            return "held"  # the present of a picture's caption: "X speaks at a meeting with Y"
        if status in ("present", "ongoing"):
            return "ongoing" if word in ("during", "in", "at") else "held"
        return "held" if status in ("held", None) else status
    if word in ("before", "ahead", "until", "for", "to", "toward", "towards", "on", "about") or (
        word == "of" and governor.lower_ == "ahead"
    ):
        if word == "for" and governor.lemma_ in _MOVES and any(c.lower_ == "had" for c in governor.children):
            return "held"  # "had travelled to X for talks": told from after them
        if word == "for" and governor.lemma_ in (
            "arrive",
            "be",
            "come",
            "meet",
            "gather",
            "visit",
            "return",
            "fly",
            "travel",
        ):
            status = _clause_status(governor)
            return (
                "held"
                if status == "held" and governor.lemma_ in ("meet", "gather", "be")
                else (status if status in ("proposed", "conditional", "refused") else "planned" if status else None)
            )
        if word in ("to", "for") and governor.lemma_ in (
            "agree",
            "prepare",
            "invite",
            "push",
            "call",
            "press",
            "appeal",
            "hope",
        ):
            status = _clause_status(governor)
            return "proposed" if governor.lemma_ in WISH else "planned"
        together = governor.lemma_ in ("hold", "meet", "talk", "speak", "have", "confer", "break")
        if word == "before" and together and _clause_status(governor) == "held":
            return "held"  # "held separate meetings before a joint session"
        if word in ("before", "ahead", "of", "until"):
            return "planned"
        if word == "for" and governor.pos_ == "VERB" and _clause_status(governor) in ("planned", "conditional"):
            return _clause_status(governor)  # "when he sits down with her for two days of talks"
        if word == "to" and governor.pos_ == "VERB" and _clause_status(governor) == "proposed":
            return "proposed"  # "may come down to a meeting"
        return None
    if word == "by" and governor.pos_ == "VERB":
        status = _clause_status(governor)
        return "planned" if status == "planned" else None
    if word == "of" and governor.lemma_ in ("agenda", "eve") and _clause_status(governor) in ("planned", "proposed"):
        return "planned"
    if word == "of" and governor.pos_ == "NOUN" and governor.lemma_ in _PARTS:
        status = status_of_noun(governor)
        over = governor.lemma_ in ("end", "conclusion", "close", "completion") and governor.dep_ == "pobj"
        return "held" if over and status == "ongoing" else status  # "at the end of the round, they are apart"
    if word == "of" and governor.lemma_ == "advance":
        return "planned"
    return None


_DECIDES: Final = word_set("agree decide pledge promise vow fail refuse commit undertake")
_TAKEN_UP: Final = word_set("discuss raise present seek push press meet talk speak sign attend hold take join address")


def _decider(verb: Token) -> Token | None:
    """As in "agreed to extend the truce at a meeting": where they agreed, not where they will extend it."""
    decided = verb.dep_ == "xcomp" and verb.head.lemma_ in _DECIDES and status_of_verb(verb.head) == "held"
    return verb.head if decided and verb.lemma_ not in _TAKEN_UP else None


def _left(noun: Token) -> str | None:
    """Of what a side pulls out of: a meeting ahead does not take place; talks may have, and are broken off."""
    return "cancelled" if noun.lemma_.lower() in ("meeting", "summit", "conference", "dinner", "lunch") else None


def _clause_status(token: Token) -> str | None:
    seen = 0
    while token.pos_ not in ("VERB", "AUX") and token.head is not token and seen < 6:
        token = token.head
        seen += 1
    return status_of_verb(token) if token.pos_ in ("VERB", "AUX") else None
