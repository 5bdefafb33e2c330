"""Which stance a clause takes (GUIDELINE.md 4): rules over its cues and words, the earlier label in the list first."""

import re

from tracker.extraction.candidates import Candidate
from tracker.extraction.stance_words import stance_verb
from tracker.extraction.wording import lemma, words


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern of alternatives, each between word boundaries, case ignored."""
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


_ONLY = _any(
    r"only [^.]{0,60}?\b(?:after|if|when|once|by|with)",
    r"(?:not|never|n.t) [^.]{0,60}\b(?:until|unless)",
    r"unless",
    r"(?:not|n.t) (?:return|resume|go back|come back|negotiate|talk|meet|sit|attend|rejoin|start|begin|open|sign|join"
    r"|take|discuss|enter)\b[^.]{0,50}\bbefore (?!\d|next|(?-i:[A-Z]))",
    r"no [^.]{0,40}\b(?:until|unless|without)",
    r"(?:not|never|n.t) [^.]{0,80}\bwithout",
    r"on (?:the )?condition",
    r"(?:pre)?conditions? (?:for|of|to)",
    r"as a (?:pre)?condition",
    r"until (?:after|the)",
    r"(?:conditional|contingent) on",
    r"depend(?:s|ed|ing)? on",
    r"in (?:exchange|return)",
    r"provided that",
    r"once (?:the|there|a|we|they|it)",
    r"if [^.]*(?:not|n.t) [^.]*\b(?:no|little) (?:point|reason|need)",
)
_NOT_STOP = _any(r"(?:not|never|n.t) (?:stop|rest|give up|end|cease|relent|let up)\b[^.]*\buntil")
_LIMIT = _any("as long as", "so long as", "provided", "if", "without", "subject to", "in principle", "but")
_NEVER = _any(
    "never",
    "no (?:room|question|way|intention|compromise|concessions?)",
    "will not",
    "won.t",
    "would not",
    "wouldn.t",
    "cannot",
    "can.t",
    "can not",
    "must not",
    "red lines?",
    "not (?:going to|up for|negotiable|acceptable|give)",
    "under no circumstances",
    "out of the question",
)
_UNDECIDED = _any(
    "not (?:yet )?(?:decided|made|reached|taken|ruled out|know)",
    "no decisions?",
    "undecided",
    "we.ll see",
    "will see",
    "remains? to be seen",
    "(?:has|have) yet to",
    "did(?:n.t| not) (?:say|specify|rule)",
    "declined to (?:say|comment|specify|discuss|give|answer)",
    "still (?:considering|studying|deciding)",
    "not sure",
)
_HARM = _any(
    r"retaliat\w+",
    r"counter-?measures?",
    r"attack\w*",
    "strikes?",
    "hit back",
    r"punish\w*",
    r"impos\w+",
    "raise tariffs",
    r"(?:more|fresh|new|additional) (?:sanctions|tariffs|duties)",
    "consequences",
    "force",
    "war",
    r"escalat\w+",
    "widen",
    "expand",
    r"destroy\w*",
    "walk away",
    "pull out",
    "suffer",
)
_IF_NOT = _any("if", "unless", "or else", "otherwise", "should")
_MEET = _any(
    "meet", "meetings?", "talk", "talks", "visits?", "summit", "dialogue", "discuss", "negotiate", "consult", "see"
)
_MILD = frozenset(["be unrealistic", "be unreasonable", "be counterproductive", "be impossible", "be unfair"])


def _class(candidate: Candidate) -> str | None:
    """The class of the clause's own word; of "plans to urge" and the like that of the verb below."""
    cues = candidate.cues
    name = next(
        (
            cue.partition(":")[2]
            for kind in ("verb", "adj", "noun")
            for cue in sorted(cues)
            if cue.startswith(f"{kind}:")
        ),
        None,
    )
    if name in ("interest", "keen", "ready"):
        below = next((c for c in candidate.head.children if c.dep_ == "xcomp"), None)
        inner = stance_verb(below)[0] if below is not None else None
        if inner in ("demand", "request", "reject", "threat", "undecided"):
            return inner
    return name


def stance_of(candidate: Candidate, text: str) -> str:
    """The stance label of a candidate whose words are `text`."""
    cues = candidate.cues
    name = _class(candidate)
    negated = "negated" in cues
    mine = candidate.how in ("first", "own", "named", "both", "it")
    if _NOT_STOP.search(text):
        return "demand"
    if candidate.how in ("speaker", "other") and cues & {"modal:must", "modal:should"} and not _ONLY.search(text):
        return "demand"
    if name == "reject" and negated and _LIMIT.search(text):
        return "conditional_support"
    if name in ("accept", "ready", "proposal", "concession", "interest", "reject", "keen", None) and _ONLY.search(text):
        return "precondition"
    if _UNDECIDED.search(text) and name in (None, "interest", "undecided", "concession", "keen", "reject"):
        return "undecided"
    if name is None:
        return _unnamed(candidate, text, negated, mine)
    return _named(candidate, text, name, negated)


def _named(candidate: Candidate, text: str, name: str, negated: bool) -> str:
    """The stance where a word of stance stands in the clause."""
    cues = candidate.cues
    if name == "accept" and not negated:
        backs = any(word in text.lower() for word in ("support", "back ", "backs", "endorse", "welcome"))
        return "conditional_support" if backs and _LIMIT.search(text) else "accept"
    if name == "unacceptable":
        return "accept" if negated else "reject" if cues & {f"lemma:{form}" for form in _MILD} else "red_line"
    if name == "threat":
        return "threat" if _HARM.search(text) or _IF_NOT.search(text) or "lemma:threaten" in cues else "demand"
    if name in ("reject", "unwilling"):
        return ("accept" if name == "unwilling" else "undecided") if negated else "reject"
    if name == "concession" and negated:
        return "red_line" if any(cue.startswith("modal:will") for cue in cues) else "reject"
    if name == "interest" and not negated:
        return _interest(candidate)
    if name == "accept":
        return "red_line" if _NEVER.search(text) else "reject"
    if negated:
        return {"undecided": "undecided", "necessary": "reject"}.get(name, "reject")
    return {"ready": "concession", "necessary": "demand", "keen": "interest"}.get(name, name)


def _interest(candidate: Candidate) -> str:
    """Wanting: of another a demand, of a meeting a request, of harm a threat, else an interest."""
    cues = candidate.cues
    below = next((c for c in candidate.head.children if c.dep_ in ("xcomp", "acl")), None)
    if below is not None and lemma(below) == "retaliate":
        return "threat"
    if "lemma:hope" in cues:
        return "interest"
    if "other does" in cues:
        return "demand"
    if below is not None and "lemma:want" in cues and _MEET.match(below.text):
        return "request"
    return "interest"


def _unnamed(candidate: Candidate, text: str, negated: bool, mine: bool) -> str:
    """The stance of a statement without a word of stance, from its modal verb."""
    cues = candidate.cues
    harm = "harm" in cues or lemma(candidate.head) in words("stances", "harm")
    if "modal:must" in cues or "modal:should" in cues:
        if candidate.how == "first" and "without" in text.lower():
            return "conditional_support"
        return "red_line" if negated and mine else "demand"
    if "imperative" in cues:
        return "demand"
    if negated and _NEVER.search(text):
        if harm and mine:
            return "concession"  # "will not impose new tariffs"
        return "red_line" if mine else "reject"
    if harm and "modal:will" in cues and mine:
        return "threat"
    if "modal:will" in cues or "modal:would" in cues:
        return "proposal" if mine else "interest"
    return "interest"
