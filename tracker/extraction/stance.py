"""Which stance a clause takes (GUIDELINE.md 4): rules over its cues and words, the earlier label in the list first."""

import re

from tracker.extraction.candidates import Candidate

_ONLY = re.compile(
    r"\b(?:only (?:after|if|when|once|by|with)|not [^.]{0,60}\buntil\b|unless|no [^.]{0,40}\b(?:until|unless|without)\b|"
    r"(?:not|never|n.t|no) [^.]{0,80}\bwithout\b|on (?:the )?condition|as a (?:pre)?condition|preconditions?|first(?:,|$)|"
    r"until (?:after|the)|(?:is|are|would be|will be) (?:conditional|contingent) on|depend(?:s|ed)? on|in (?:exchange|return) for|"
    r"in (?:exchange|return)\b|provided that|once (?:the|there|a|we|they|it))",
    re.IGNORECASE,
)
_NOT_STOP = re.compile(
    r"\b(?:not|never|n.t) (?:stop|rest|give up|end|cease|relent|let up)\b[^.]*\buntil\b", re.IGNORECASE
)
_LIMIT = re.compile(
    r"\b(?:as long as|so long as|provided|if|without (?:losing|giving|harm|prejudice)|subject to|in principle|but)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:never|no (?:room|question|way|intention|compromise|concessions?)|will not|won.t|would not|wouldn.t|cannot|can.t|"
    r"can not|must not|non-?negotiable|red lines?|not (?:going to|up for|negotiable|acceptable)|under no circumstances|"
    r"out of the question|not give)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:not (?:yet )?(?:decided|made|reached|taken|ruled out|know)|no decisions?|undecided|we.ll see|will see|remains? to be seen|"
    r"has yet to|have yet to|did not (?:say|specify|rule)|didn.t (?:say|rule)|declined to (?:say|comment|specify)|"
    r"still (?:considering|studying|deciding)|not sure|whether)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:retaliat\w+|counter-?measures?|attack\w*|strike|strikes|hit back|punish\w*|impose\w*|raise tariffs|more sanctions|"
    r"additional (?:sanctions|tariffs|duties)|consequences|force|war|escalat\w+|widen|expand|destroy\w*|walk away|pull out|"
    r"suffer|resume (?:attacks|fire|strikes))\b",
    re.IGNORECASE,
)
_IF_NOT = re.compile(r"\b(?:if|unless|or else|otherwise|should)\b", re.IGNORECASE)
_MEET = re.compile(
    r"\b(?:meet|meeting|meetings|talks?|visit|visits|summit|dialogue|discuss|discussions?|negotiat\w+|come to the table|"
    r"information|clarif\w+|consult\w*|inspect\w*|help|assist\w*)\b",
    re.IGNORECASE,
)


def _class(cues: set[str]) -> str | None:
    for kind in ("verb", "adj", "noun"):
        for cue in sorted(cues):
            if cue.startswith(f"{kind}:"):
                return cue.partition(":")[2]
    return None


def stance_of(candidate: Candidate, text: str) -> str:
    """The stance label of a candidate whose words are `text`."""
    cues = candidate.cues
    name = _class(cues)
    negated = "negated" in cues
    mine = candidate.how in ("first", "own", "named", "both")
    if _NOT_STOP.search(text):
        return "demand"
    if name in ("accept", "ready", "proposal", "concession", "interest", "reject", "keen", None) and _ONLY.search(text):
        return "precondition"
    if name == "accept" and not negated:
        return (
            "conditional_support" if _LIMIT.search(text) and "verb:accept" in cues and "support" in text else "accept"
        )
    if name == "unacceptable":
        return "red_line" if not negated else "accept"
    if name == "undecided" or (
        _UNDECIDED.search(text) and name in (None, "interest", "undecided", "concession", "keen")
    ):
        return "undecided"
    if name == "threat":
        return "threat" if _HARM.search(text) or _IF_NOT.search(text) or "lemma:threaten" in cues else "demand"
    if name in ("reject", "unwilling"):
        if negated:
            return "accept" if name == "unwilling" else "undecided"
        return "reject"
    if name == "ready":
        return "reject" if negated else "concession"
    if name == "demand":
        return "reject" if negated else "demand"
    if name == "request":
        return "request" if not negated else "reject"
    if name == "proposal":
        return "proposal" if not negated else "reject"
    if name == "concession":
        if negated:
            return "red_line" if any(c.startswith("modal:will") for c in cues) else "reject"
        return "concession"
    if name == "necessary":
        return "demand"
    if name == "interest":
        if negated:
            return "reject"
        if "other does" in cues:
            return "demand"
        if "lemma:want" in cues and _MEET.search(text) and candidate.how != "first":
            return "interest"
        return "interest"
    if name == "accept":
        return "reject"
    if name == "keen":
        return "reject" if negated else "interest"
    if "modal:must" in cues or "modal:should" in cues:
        return "red_line" if negated and mine else "demand"
    if "imperative" in cues:
        return "demand"
    if negated and _NEVER.search(text):
        return "red_line" if mine else "reject"
    if "harm" in cues and "modal:will" in cues and mine:
        return "threat"
    if "modal:will" in cues or "modal:would" in cues:
        return "proposal" if mine else "interest"
    return "interest"
