"""Whether what a verb tells took place: by tense, modality, negation and what governs it (GUIDELINE.md 2)."""

from typing import Final

from spacy.tokens import Token

from tracker.extraction.lexicon import word_set

PLAN: Final = word_set(
    "expect plan schedule set slate intend arrange agree due prepare ready decide aim promise poise line vow"
    " confirm announce"
)
WISH: Final = word_set(
    "hope want wish seek propose offer suggest ask request invite urge call like willing open consider mull push press"
    " demand encourage appeal prefer express envision discuss recommend would-like ready demand need"
)
REFUSE: Final = word_set("refuse reject decline rule boycott spurn snub shun")
POSTPONE: Final = word_set("postpone delay defer")
CANCEL: Final = word_set("cancel scrap scuttle abort scratch cancelled")
DENY: Final = word_set("deny dispute")
_SPEECH: Final = word_set("say tell add report announce state write claim note confirm believe think")
_APPOINT: Final = word_set("appoint name pick choose designate nominate tap assign task")
_FUTURE: Final = word_set("will shall 'll")
_MAYBE: Final = word_set("may might could can")


def status_of_verb(verb: Token, depth: int = 0) -> str | None:
    """The status of what `verb` tells; None where it tells nothing of the kind (a bare infinitive)."""
    children = {child.dep_: child for child in verb.children}
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    negated = "neg" in children
    if verb.lemma_ in CANCEL or has_particle(verb, "call", "off"):
        return "cancelled"
    if verb.lemma_ in POSTPONE or has_particle(verb, "put", "off"):
        return "postponed"
    if words & _FUTURE:
        hoped = verb.dep_ in ("ccomp", "acl") and verb.head.lemma_ in ("hope", "wish")
        return "refused" if negated else "proposed" if hoped else "planned"
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
    if supposed(verb):
        return None if verb.dep_ == "ccomp" else "proposed"
    if verb.tag_ == "VBN" and words & {"is", "are", "'s", "'re"} and words.isdisjoint({"has", "have", "had"}):
        if "being" in words:
            return "ongoing"
        if "auxpass" in {child.dep_ for child in auxiliaries}:
            return None if negated else "planned" if _in_time_clause(verb) else "present"
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


def supposed(verb: Token) -> bool:
    """As in "if the talks were held", "asked whether they had met": what is not asserted."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark" and c.i < verb.i}
    return bool(marks & {"if", "unless", "whether"}) and verb.dep_ in ("advcl", "ccomp")


def _in_time_clause(verb: Token) -> bool:
    """As in "when he meets the king in May": what English tells of the future in the present tense."""
    opening = any(
        c.dep_ in ("advmod", "mark")
        and c.i < verb.i
        and c.lower_ in ("when", "before", "until", "till", "once", "after")
        for c in verb.children
    )
    return opening and verb.dep_ in ("advcl", "pcomp", "ccomp")


def has_particle(verb: Token, lemma: str, particle: str) -> bool:
    """Whether a verb of two words stands here ("call off")."""
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
        if first in ("if", "unless", "provided", "once") or (child.lower_ in ("if", "unless") and child.dep_ != "mark"):
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
        if lemma in REFUSE:
            return "refused"
        if lemma in DENY:
            return "denied"
        if lemma in WISH:
            return "refused" if head_negated and lemma in ("want", "willing", "ready", "wish", "like") else "proposed"
        if lemma in PLAN:
            if head_negated:
                return None
            if lemma in ("agree", "decide") and conditional(head):
                return "conditional"
            return "planned"
        if lemma in _APPOINT and _to(verb):
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
