"""Whose an office is that the words around it say: "Its ambassador, X", "the group's envoy, X", "the Front, led by X".

The owner stands outside of the title: a pronoun or a word for a body that refers to whoever was told of before, or the
group that somebody leads. Blank where no such owner, or more than one, was told.
"""

import re
from collections.abc import Iterator
from typing import Final

from tracker.extraction import titles
from tracker.extraction.document import Document, Mention, Sentence
from tracker.extraction.lexicon import Lexicon, word_set
from tracker.extraction.named import Candidate, Person
from tracker.extraction.speaking import SPEAKS, main_subject, subject_at

_GROUPS: Final = word_set(
    "group movement rebels guerrillas insurgents militia faction front organisation organization militants separatists"
    " fighters paramilitaries insurgency rebellion"
)
_STATES: Final = word_set("country kingdom republic state nation government")
_BODIES: Final = word_set("bloc body union alliance agency commission league organisation organization")

# "its chief negotiator, X", "the rebel group's permanent secretary, X", "his foreign minister X"
_OWNED: Final = re.compile(
    r"(?:^|(?<=[\s\"(]))(?:(?P<pronoun>its|his|her|their)"
    r"|the (?:[a-z-]+ ){0,2}(?P<body>[a-z]+)(?:['’]s|(?<=s)['’]))"
    r" (?P<what>(?:[^\s.;:,\"()]+ ){0,11}?[^\s.;:,\"()]+),? $",
    re.IGNORECASE,
)
_FORMER: Final = re.compile(r"\b(?:former|ex|late|predecessor|successor|rival|opponent|critic|counterparts?)\b", re.I)
_LED: Final = re.compile(
    r"\)?(?: (?:rebels|guerrillas|forces|fighters|militia|movement|group|party|delegation|government))?"
    r"(?: \([A-Z][\w-]*\))?,? (?:which (?:is|was) )?(?:led|headed|commanded|chaired|ruled) by (?:[^,.;:]{0,60} )?$"
)
_OF: Final = re.compile(
    r"\)?(?: (?:rebels|guerrillas|forces|fighters|militia|movement|group))?(?: \([A-Z][\w-]*\))?"
    r" of (?:[a-z' -]{0,30} )?$"
)
# "his Peruvian counterpart, Prince X": what stands between the word and the name that no title has
_PEER: Final = re.compile(r"(?:['’]s)? counterpart(?: (?:in|for) [^,]{3,40})?,? (?:[A-Z][\w.'-]+ ){0,3}$")
_POSSESSES: Final = re.compile(r"['’]s? (?=\w)")
_SECRETARY: Final = re.compile(r"\bsecretary[- ]general\b|\bdirector[- ]general\b", re.IGNORECASE)
_UNION: Final = re.compile(
    r"\b(?:commission (?:president|vice[- ]president|spokes\w+)|european (?:\w+ )?commissioner|european \w+ president"
    r"|(?:trade|enlargement|agriculture|external relations|fisheries|climate) commissioner)\b",
    re.IGNORECASE,
)


def vote_owners(doc: Document, people: list[Person], lexicon: Lexicon) -> None:
    """Add votes for the parties that own the offices of persons without a party so far."""
    by_start = sorted(((c.start, p) for p in people for c in p.candidates), key=lambda row: row[0])
    for person in people:
        if person.votes:
            continue
        for candidate in person.candidates:
            sentence = doc.sentence_at(candidate.start)
            if sentence is None:
                continue
            party = _by_owner(doc, sentence, candidate, by_start, lexicon) or _of_group(doc, candidate)
            party = party or _of_body(doc, sentence, candidate) or _peer(doc, candidate)
            party = party or _who_leads(doc, sentence, candidate) or _of_pronoun(doc, sentence, candidate)
            party = party or _of_other_title(doc, candidate) or _sent(doc, candidate)
            party = party or _of_possessor(doc, candidate, people, lexicon)
            if party:
                person.votes[party] += 1.8
                break


def _by_owner(
    doc: Document, sentence: Sentence, candidate: Candidate, people: list[tuple[int, Person]], lexicon: Lexicon
) -> str | None:
    text = doc.text[sentence.start : candidate.start]
    match = None
    for found in re.finditer(r"(?:^|(?<=[\s\"(]))(?:its|his|her|their|the)\b", text, re.IGNORECASE):
        match = _OWNED.match(text, found.start()) or match
    if match is None or _FORMER.search(match["what"]) or not _names_office(match["what"], lexicon):
        return None
    start = sentence.start + match.start("what")
    if any(not _is_object(doc, m.start) for m in doc.mentions_in(start, candidate.start, "party")):
        return None  # the owner is told in other words; not so in "its ambassador to Peru"
    if any(start <= at < candidate.start for at, _ in people):
        return None
    at = sentence.start + match.start()
    pronoun, body = (match["pronoun"] or "").lower(), (match["body"] or "").lower()
    if pronoun in ("his", "her"):
        return _of_person(doc, sentence, at, people)
    return _of_word(doc, sentence, at, body, bool(pronoun))


_OBJECT: Final = re.compile(r"\b(?:to|for|on|in|at|with)\s+(?:the\s+)?$")


def _is_object(doc: Document, at: int) -> bool:
    """Whether the party at an offset is whom an envoy is sent to, or on whose account: "to Peru", "for the Sahara"."""
    return bool(_OBJECT.search(doc.text[max(0, at - 12) : at]))


_WHO: Final = re.compile(
    r",? who (?:heads|leads|led|headed|commands|commanded|speaks for|represents|represented) "
    r"(?:the (?P<body>[a-z]+)(?:['’]s\b)?|(?P<pronoun>its)\b)"
)
_OF_ITS: Final = re.compile(r"\b(?:of|for) (?:its\b|the (?P<body>[a-z]+)['’]s\b)")


def _who_leads(doc: Document, sentence: Sentence, candidate: Candidate) -> str | None:
    """As in "X, who heads the group's political wing"."""
    found = _WHO.match(doc.text, candidate.end)
    return _of_word(doc, sentence, candidate.start, found["body"], bool(found["pronoun"])) if found else None


def _of_pronoun(doc: Document, sentence: Sentence, candidate: Candidate) -> str | None:
    """As in "the head of its commission, X", told of a body or a state in the sentence before."""
    if candidate.title is None:
        return None
    found = _OF_ITS.search(candidate.title.text)
    return _of_word(doc, sentence, candidate.start, found["body"], not found["body"]) if found else None


def _of_word(doc: Document, sentence: Sentence, at: int, body: str | None, pronoun: bool) -> str | None:
    """Whose "the group", "the state", "the bloc" or "its" is, told of before an offset; None for any other word."""
    if pronoun:
        return _told(doc, sentence, at, {"state", "armed_group", "igo", "coalition", "other"})
    if body in _GROUPS:
        return _latest(doc, at, {"armed_group", "other"})
    if body in _STATES:
        return _told(doc, sentence, at, {"state"})
    return _latest(doc, at, {"igo", "coalition"}) if body in _BODIES else None


def _of_other_title(doc: Document, candidate: Candidate) -> str | None:
    """As in "a Peruvian Defence Ministry spokesman, Lt. Gen. X": the title before the rank says whose."""
    start = candidate.begins
    parties = doc.mentions_in(max(candidate.paragraph.start, start - 90), start, "party")
    gap = doc.text[parties[-1].end : start] if parties else ""
    return parties[-1].ref if parties and _MINISTRY.fullmatch(gap) else None


_SENT: Final = re.compile(
    r" (?:government |leadership )?(?:has |had |will be |is |was )?(?:also )?"
    r"(?:sent|dispatched|appointed|named|nominated|represented by|sending|naming|appointing)"
    r" (?:its |the |a |an )?(?:(?:new|own) )?"
)


def _sent(doc: Document, candidate: Candidate) -> str | None:
    """As in "Peru sent Deputy Foreign Minister X": of whoever sends or is represented."""
    start = candidate.begins
    before = doc.mentions_in(max(candidate.paragraph.start, start - 60), start, "party")
    return before[-1].ref if before and _SENT.fullmatch(doc.text[before[-1].end : start]) else None


_MINISTRY: Final = re.compile(r"(?:['’]s)?(?: [A-Za-z][\w-]*){0,4} spokes\w+, ")


def _peer(doc: Document, candidate: Candidate) -> str | None:
    before = doc.mentions_in(max(candidate.paragraph.start, candidate.start - 80), candidate.start, "party")
    return before[-1].ref if before and _PEER.fullmatch(doc.text[before[-1].end : candidate.start]) else None


def _of_possessor(doc: Document, candidate: Candidate, people: list[Person], lexicon: Lexicon) -> str | None:
    """As in "Marsh's special representative on the island, X": of Marsh's party, with words that no title has."""
    for person in people:
        for other in person.candidates:
            gap = doc.text[other.end : candidate.start] if 0 < candidate.start - other.end < 90 else ""
            what = _POSSESSED.fullmatch(gap)
            if what and not _FORMER.search(gap) and _names_office(what["what"], lexicon):
                return person.fact.party
    return None


_POSSESSED: Final = re.compile(r"['’]s? (?P<what>(?:[^\s.;:,\"()A-Z]+ ){0,9}?[^\s.;:,\"()A-Z]+),? ")


def _names_office(words: str, lexicon: Lexicon) -> bool:
    lower = [word.strip(",.\"'").lower() for word in words.split()]
    offices = lexicon.titles["office"] - titles.UNOFFICIAL
    return any(word in offices for word in lower)


def _types(doc: Document) -> dict[str, str]:
    return {party.id: party.type for party in doc.parties}


def _told(doc: Document, sentence: Sentence, at: int, types: set[str]) -> str | None:
    """The party that the sentence's words before `at` are about, else the subject of the sentence before."""
    kinds = _types(doc)
    inside = [m for m in doc.mentions_in(sentence.start, at, "party") if kinds.get(m.ref) in types]
    subjects = [m for m in inside if subject_at(sentence, m.start) is not None] or inside
    if subjects:
        return subjects[0].ref if len({m.ref for m in subjects}) == 1 else None
    if not sentence.index:
        return None
    for before in reversed(doc.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        subject = main_subject(doc, before)
        if subject is not None:
            return subject.ref if kinds.get(subject.ref) in types else None
        if not _IT.search(before.span.text):
            return None
    return None


_BACK: Final = 3  # sentences
_IT: Final = re.compile(r"\b(?:it|they)\b", re.IGNORECASE)  # "On Sunday it warned": told on of the one before


def _latest(doc: Document, at: int, types: set[str]) -> str | None:
    kinds = _types(doc)
    before = [m for m in doc.mentions_in(max(0, at - 900), at, "party") if kinds.get(m.ref) in types]
    return before[-1].ref if before else None


def _of_person(doc: Document, sentence: Sentence, at: int, people: list[tuple[int, Person]]) -> str | None:
    """The party of the one person told of before in the sentence, else of the first of the sentence before."""
    for span in _spans_before(doc, sentence, at):
        named = [person for start, person in people if span[0] <= start < span[1]]
        if named:
            return named[0].fact.party if len({id(p) for p in named}) == 1 else None
    return None


def _spans_before(doc: Document, sentence: Sentence, at: int) -> Iterator[tuple[int, int]]:
    yield sentence.start, at
    if sentence.index:
        before = doc.sentences[sentence.index - 1]
        yield before.start, before.end


def _of_group(doc: Document, candidate: Candidate) -> str | None:
    """As in "the X Front, led by A", "the X rebels of A", "A's X Front": who leads an armed group is of it."""
    kinds = _types(doc)
    before = doc.mentions_in(max(candidate.paragraph.start, candidate.start - 110), candidate.start, "party")
    if before:
        last = before[-1]
        gap = doc.text[last.end : candidate.start]
        if _LED.fullmatch(gap) or (kinds.get(last.ref) == "armed_group" and _OF.fullmatch(gap)):
            return last.ref
    owns = _POSSESSES.match(doc.text, candidate.end)
    owned = doc.mention_at(owns.end(), "party") if owns else None
    return owned.ref if owned is not None and kinds.get(owned.ref) == "armed_group" else None


def _of_body(doc: Document, sentence: Sentence, candidate: Candidate) -> str | None:
    """As in "Secretary-General X" after the organisation was named, "Commission President X" where the Union is."""
    if candidate.title is None:
        return None
    kinds = _types(doc)
    if _UNION.search(candidate.title.text) and "EU" in kinds and "'s" not in candidate.title.text:
        return "EU"
    if not _SECRETARY.search(candidate.title.text) or titles.MEDIATORS in kinds:
        return None
    bodies = {m.ref for m in doc.mentions if m.kind == "party" and kinds.get(m.ref) == "igo"}
    near = doc.sentences[sentence.index - 1] if sentence.index else sentence
    told = {m.ref for m in doc.mentions_in(near.start, candidate.start, "party")} & bodies
    return told.pop() if len(told) == 1 else (bodies.pop() if len(bodies) == 1 else None)


def speaking_before(doc: Document, sentence: Sentence) -> Mention | None:
    """The party that says something in the sentence before: what its spokesman adds in the next is said for it."""
    if not sentence.index:
        return None
    before = doc.sentences[sentence.index - 1]
    subject = main_subject(doc, before)
    token = subject_at(before, subject.start) if subject is not None else None
    return subject if token is not None and token.head.lemma_ in SPEAKS else None
