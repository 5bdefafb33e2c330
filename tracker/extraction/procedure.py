"""Whether a clause is about talking itself: "agreed to resume the talks in Lima", "is ready to meet"."""

from typing import Final

from spacy.tokens import Token

from tracker.extraction.issues import issue_weights
from tracker.extraction.wording import lemma, words

_TALK: Final = frozenset(["meet", "negotiate", "reconvene", "confer", "talk"])
_TABLE: Final = frozenset(["table", "consultation", "discussion", "discussions", "consultations"])
_ABOUT: Final = frozenset(["on", "about", "over", "regarding", "concerning", "toward", "towards"])
_DATES: Final = frozenset(["DATE", "TIME"])


def is_about_talking(head: Token) -> bool:
    """Whether what the clause of `head` wants, offers or refuses is a meeting or talks, and no words say on what."""
    verb = head
    for _ in range(3):
        below = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and c.tag_ == "VB"), None)
        if below is None and verb.lemma_ == "be":
            adjective = next((c for c in verb.children if c.dep_ in ("acomp", "attr")), None)
            below = next((c for c in adjective.children if c.dep_ == "xcomp"), None) if adjective is not None else None
        if below is None:
            break
        verb = below
    if verb is not head and lemma(verb) in _TALK:
        return not _says_on_what(verb)
    things = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if not things:
        links = [
            c for c in verb.children if c.dep_ == "prep" and c.i > verb.i and c.lower_ in ("to", "in", "for", "on")
        ]
        things = [p for link in links for p in link.children if p.dep_ == "pobj" and p.ent_type_ not in _DATES][:1]
    for thing in things[:1]:
        of = next((p for c in thing.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children), None)
        noun = of if of is not None and lemma(thing) in ("round", "day", "series", "resumption") else thing
        if lemma(noun) in words("stances", "event") or noun.lower_ in _TABLE:
            return not (_says_on_what(noun) or _says_on_what(verb) or _is_of_a_kind(noun))
    return False


def _is_of_a_kind(noun: Token) -> bool:
    """As in "nuclear talks", "a trade summit": the word before says on what."""
    before = " ".join(c.text for c in noun.children if c.dep_ in ("compound", "amod"))
    return bool(set(issue_weights(before)) - {"process", "settlement", "political"})


def _says_on_what(token: Token) -> bool:
    for child in token.children:
        about = child.dep_ == "prep" and child.lower_ in _ABOUT and child.i > token.i
        if about and any(p.dep_ in ("pobj", "pcomp") and p.ent_type_ not in _DATES for p in child.children):
            return True
    return any(c.dep_ == "xcomp" and lemma(c) in ("discuss", "end", "resolve", "settle") for c in token.children)
