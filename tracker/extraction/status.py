"""Whether a contact took place: from tense, modality, negation and the verbs that govern it (GUIDELINE.md 2)."""

from typing import Final

from spacy.tokens import Token

from tracker.extraction.lexicon import word_set

_PLAN: Final = word_set(
    "expect plan schedule set slate intend arrange agree due prepare ready decide aim promise poise line vow"
    " confirm announce"
)
_WISH: Final = word_set(
    "hope want wish seek propose offer suggest ask request invite urge call like willing open consider mull push press"
    " demand encourage appeal prefer express envision discuss recommend would-like ready demand need"
)
_REFUSE: Final = word_set("refuse reject decline rule boycott spurn snub shun")
_POSTPONE: Final = word_set("postpone delay defer")
_CANCEL: Final = word_set("cancel scrap scuttle abort scratch cancelled")
_DENY: Final = word_set("deny dispute")
_SPEECH: Final = word_set("say tell add report announce state write claim note confirm believe think")
_FUTURE: Final = word_set("will shall 'll")
_MAYBE: Final = word_set("may might could can")
_FUTURE_WORDS: Final = word_set(
    "upcoming forthcoming planned scheduled expected impending future next looming imminent prospective"
)
_PROPOSED_WORDS: Final = word_set("proposed possible potential suggested eventual prospective")
_PAST_WORDS: Final = word_set("recent last previous earlier past inconclusive failed marathon first-ever initial")
_CANCEL_WORDS: Final = word_set("cancelled canceled aborted scrapped")
_ONGOING_VERBS: Final = word_set(
    "continue underway proceed hold meet talk negotiate conduct take engage discuss attend gather lead"
)
_UNDERWAY: Final = word_set("underway ongoing")
_MOVES: Final = word_set("arrive come go gather visit return fly travel journey head")
_START: Final = word_set("open begin start resume launch reconvene restart kick")


def status_of_verb(verb: Token, depth: int = 0) -> str | None:
    """The status of what `verb` tells; None where it tells nothing of the kind (a bare infinitive)."""
    children = {child.dep_: child for child in verb.children}
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    negated = "neg" in children
    if verb.lemma_ in _CANCEL or _has_particle(verb, "call", "off"):
        return "cancelled"
    if verb.lemma_ in _POSTPONE or _has_particle(verb, "put", "off"):
        return "postponed"
    if words & _FUTURE:
        return "refused" if negated else "planned"
    if "would" in words or "'d" in words or "should" in words or "must" in words:
        if negated:
            return "refused"
        if conditional(verb):
            return "conditional"
        reported = verb.dep_ == "ccomp" and verb.head.lemma_ in _SPEECH
        return "planned" if reported and "would" in words else "proposed"
    if words & _MAYBE:
        return "refused" if negated and "could" not in words and "can" not in words else "proposed"
    if "to" in words or (verb.tag_ in ("VB", "VBG") and not auxiliaries):
        return _governed(verb, depth, negated)
    if verb.tag_ == "VBG" and words & {"is", "are", "'re", "'s", "am", "been"}:
        future = any(child.lower_ in ("tomorrow",) for child in verb.children)
        return "planned" if future else "ongoing"
    if verb.tag_ == "VBG" and words & {"was", "were"}:
        return "held"
    if verb.tag_ in ("VBD", "VBN") or words & {"has", "have", "had", "was", "were", "did"}:
        if negated:
            return "refused" if verb.lemma_ == "agree" else None
        if (
            verb.tag_ == "VBN"
            and not auxiliaries
            and verb.dep_ not in ("ROOT", "conj", "acl", "relcl", "ccomp", "advcl")
        ):
            return None
        if verb.tag_ == "VBN" and words & {"be"}:
            return "planned"
        return "held"
    if verb.tag_ in ("VBZ", "VBP"):
        if negated:
            return None
        return "planned" if _in_time_clause(verb) else "present"
    return None


def _in_time_clause(verb: Token) -> bool:
    """As in "when he meets the king in May": what English tells of the future in the present tense."""
    opening = any(
        c.dep_ in ("advmod", "mark")
        and c.i < verb.i
        and c.lower_ in ("when", "before", "until", "till", "once", "after")
        for c in verb.children
    )
    return opening and verb.dep_ in ("advcl", "pcomp", "ccomp")


def _has_particle(verb: Token, lemma: str, particle: str) -> bool:
    return verb.lemma_ == lemma and any(c.dep_ == "prt" and c.lower_ == particle for c in verb.children)


def conditional(verb: Token) -> bool:
    """Whether the verb's clause hangs on a condition: "only after", "if", "unless", "on condition that"."""
    if verb.dep_ == "ccomp" and any(
        child.dep_ == "advcl" and child.i < verb.i and any(c.lower_ in ("if", "unless") for c in child.children)
        for child in verb.head.children
    ):
        return True  # "He said if he fails, he will ...": the parser hangs the condition on the saying
    for child in verb.children:
        first = next(iter(child.subtree)).lower_ if child.dep_ in ("advcl", "prep", "advmod") else ""
        if first in ("if", "unless", "provided", "once") or child.lower_ in ("if", "unless"):
            return True
        if child.lower_ == "only" and any(
            c.dep_ in ("advcl", "prep") and next(iter(c.subtree)).lower_ in ("after", "if", "when", "once", "following")
            for c in verb.children
        ):
            return True
        if child.dep_ in ("advcl", "prep") and child.i > verb.i:
            words = [t.lower_ for t in child.subtree][:3]
            if words[:2] in (
                ["only", "after"],
                ["only", "if"],
                ["only", "when"],
                ["on", "condition"],
                ["so", "long"],
                ["as", "long"],
            ):
                return True
    return False


def _governed(verb: Token, depth: int, negated: bool) -> str | None:
    """An infinitive or participle takes its status from the verb, adjective or noun that governs it."""
    if depth > 4:
        return None
    head = verb.head
    if verb.dep_ in ("conj",) and head.pos_ in ("VERB", "AUX"):
        return status_of_verb(head, depth + 1)
    lemma = head.lemma_.lower()
    if negated:
        return "refused"
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl", "attr", "oprd", "dobj"):
        head_negated = any(c.dep_ == "neg" for c in head.children)
        if lemma in _REFUSE:
            return "refused"
        if lemma in _DENY:
            return "denied"
        if lemma in _WISH:
            return "refused" if head_negated and lemma in ("want", "willing", "ready", "wish", "like") else "proposed"
        if lemma in _PLAN:
            if head_negated:
                return None
            if lemma in ("agree", "decide") and conditional(head):
                return "conditional"
            return "planned"
        if lemma == "be":
            return "planned" if _to(verb) and not head_negated else None
        if lemma in ("go",) and _to(verb):
            return "planned"
        if lemma in (
            "invitation",
            "offer",
            "request",
            "proposal",
            "call",
            "willingness",
            "readiness",
            "desire",
            "hope",
            "opportunity",
            "chance",
        ):
            return "conditional" if conditional(verb) else "proposed"
        if lemma in ("plan", "agreement", "date", "schedule", "decision", "intention", "commitment"):
            return "planned"
        if lemma in ("refusal",):
            return "refused"
        if verb.dep_ in ("xcomp",) and lemma in ("begin", "start", "continue", "resume"):
            return status_of_verb(head, depth + 1)
        if verb.dep_ in ("advcl", "xcomp", "acl") and head.pos_ in ("VERB", "AUX"):
            above = status_of_verb(head, depth + 1)
            if verb.tag_ == "VBG" and not _to(verb):
                return above
            if _to(verb) and lemma in (
                "travel",
                "fly",
                "go",
                "come",
                "arrive",
                "head",
                "return",
                "visit",
                "leave",
                "gather",
            ):
                return "planned" if above in ("planned", "present", "ongoing", "held") else above
            return "planned" if _to(verb) and above in ("planned", "present") else None
    if verb.dep_ == "pcomp":
        return "held" if head.lower_ in ("after", "since") else ("planned" if head.lower_ == "before" else None)
    return None


def _to(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def status_of_noun(noun: Token) -> str | None:
    """The status of an event noun ("talks") from its modifiers and the verb or preposition it hangs on."""
    modifiers = {child.lower_ for child in noun.children if child.dep_ in ("amod", "compound", "det", "nmod", "advmod")}
    if modifiers & _CANCEL_WORDS:
        return "cancelled"
    if modifiers & {"postponed", "delayed"}:
        return "postponed"
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
        if lemma in _REFUSE and not (lemma == "rule" and not _has_particle(verb, "rule", "out")):
            return "refused"
        if lemma in _POSTPONE or _has_particle(verb, "put", "off"):
            return "planned" if negated else "postponed"
        if lemma in _CANCEL or _has_particle(verb, "call", "off"):
            return "planned" if negated else "cancelled"
        if lemma in _DENY:
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
    if dep in ("nsubj", "nsubjpass"):
        if negated and status in ("held", None):
            return None
        if status == "present":
            if lemma in ("continue", "proceed", "take", "drag", "enter", "be", "focus") and _lasting(verb):
                return "ongoing"
            return "planned" if any(c.lower_ in _FUTURE_WORDS for c in verb.children) else None
        if status == "planned" and lemma in ("continue", "carry", "drag", "go") and not negated:
            return "ongoing"
        if lemma in _PLAN and verb.tag_ == "VBN":
            return "planned"
        return status
    if modifiers & _PAST_WORDS:
        return "held"
    return (
        status
        if status in ("held", "planned", "proposed", "conditional", "refused", "ongoing")
        and dep in ("npadvmod", "attr", "ccomp")
        else None
    )


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
    if word in ("after", "following", "since", "during", "from") or (
        word in ("at", "in") and governor.pos_ in ("VERB", "AUX", "NOUN")
    ):
        status = _clause_status(governor)
        if status in ("planned", "proposed", "conditional", "refused"):
            return status if word not in ("after", "following", "since") else None
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
            return "proposed" if governor.lemma_ in _WISH else "planned"
        if word in ("before", "ahead", "of", "until"):
            return "planned"
        if word == "to" and governor.pos_ == "VERB" and _clause_status(governor) == "proposed":
            return "proposed"  # "may come down to a meeting"
        return None
    if word == "by" and governor.pos_ == "VERB":
        status = _clause_status(governor)
        return "planned" if status == "planned" else None
    if word == "of" and governor.lemma_ in ("agenda", "eve") and _clause_status(governor) in ("planned", "proposed"):
        return "planned"
    if word in ("of", "by", "with", "between"):
        return status_of_noun(governor) if governor.pos_ == "NOUN" and governor != noun else None
    return None


def _clause_status(token: Token) -> str | None:
    seen = 0
    while token.pos_ not in ("VERB", "AUX") and token.head is not token and seen < 6:
        token = token.head
        seen += 1
    return status_of_verb(token) if token.pos_ in ("VERB", "AUX") else None
