"""A body named alone ("the army", "army spokesman X"): the one that the article named with its owner ("Peru's army").

Where it named such bodies of two owners, or none, nobody's: a wrong side is worse than none.
"""

import re
from collections import defaultdict
from typing import Final

from spacy.tokens import Token

from tracker.extraction.document import Document, Mention, Paragraph, Sentence
from tracker.extraction.lexicon import word_set
from tracker.extraction.named import Candidate, Person

# Words for one body, and the one they are counted under.
_SAME: Final = {
    "military": "army", "armed forces": "army", "army": "army", "junta": "junta", "navy": "navy",
    "ministry": "ministry", "parliament": "parliament", "commission": "commission", "government": "government",
}  # fmt: skip
_WORD: Final = r"(?P<body>armed forces|" + "|".join(word for word in _SAME if word != "armed forces") + r")\b"
_OWNED: Final = re.compile(
    r"(?:['’]s?)? "
    r"(?:(?!and |or |with |to |from |by |of |the |its |in |for |an? |said |that |against )[a-z][a-z-]+ ){0,2}?" + _WORD,
    re.IGNORECASE,
)
_OF: Final = re.compile(rf"\b{_WORD} of (?:the )?$", re.IGNORECASE)
_LAST: Final = re.compile(rf"(?:^|\s){_WORD}$", re.IGNORECASE)
_ALONE: Final = re.compile(
    rf"\b(?P<the>[Tt]he (?:(?:foreign|defen[cs]e|interior|national|ruling|military) )?)?{_WORD}(?! of (?!the ))",
    re.IGNORECASE,
)
_INSIDE: Final = frozenset(["compound", "amod", "nmod"])
_ACTS_FOR: Final = word_set(
    "spokesman spokeswoman spokesperson chief commander general official officer leader negotiator delegation delegate"
    " envoy representative team source side minister headquarters statement leadership council command"
)


def owners_of(text: str, found: list[Mention]) -> dict[str, set[str]]:
    """Whose each kind of body is, as far as the article names one with its owner; kinds as "army", "government"."""
    owners: dict[str, set[str]] = defaultdict(set)
    for mention in found:
        after = _OWNED.match(text, mention.end, mention.end + 60)
        before = _OF.search(text, max(0, mention.start - 30), mention.start)
        own = _LAST.search(text, mention.start, mention.end) if mention.form in ("name", "group") else None
        for match in (after, before, own):
            if match is not None:
                owners[_SAME[match["body"].lower()]].add(mention.ref)
    return owners


def is_owned(doc: Document, mention: Mention) -> bool:
    """Whether a mention is "the army" in an article that names an army with its owner, by which alone it is read."""
    return bool(doc.bodies.get("army")) and doc.text[mention.start : mention.end].lower().endswith("army")


def alone(paragraph: Paragraph, owners: dict[str, set[str]], found: list[Mention]) -> list[Mention]:
    """The mentions of bodies without an owner, of the parties they can only be of.

    Args:
        paragraph: where they are looked for.
        owners: from `owners_of`.
        found: the mentions of parties so far.
    """
    taken = [m for m in found if paragraph.start <= m.start < paragraph.end]
    mentions = []
    for match in _ALONE.finditer(paragraph.text):
        of = owners.get(_SAME[match["body"].lower()], set())
        if len(of) != 1:
            continue
        start, end = paragraph.start + match.start(), paragraph.start + match.end()
        if any(m.start < end and start < m.end + 2 for m in taken) or not _stands_alone(paragraph, match):
            continue
        mentions.append(Mention(start, end, "party", next(iter(of)), "body"))
    return mentions


def _stands_alone(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether the body itself is meant ("the army said"), or who acts for it ("army spokesman X").

    "The military operation" and "his government" are neither.
    """
    span = paragraph.doc.char_span(match.start("body"), match.end("body"))
    if span is None:
        return False
    token: Token = span.root
    if token.dep_ in _INSIDE:
        return token.head.lemma_.lower() in _ACTS_FOR or _acts(token)
    return match["the"] is not None


def _acts(token: Token) -> bool:
    """As in "army spokesman X", where the parser hangs both words on the name."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return following.lemma_.lower() in _ACTS_FOR


def vote_bodies(doc: Document, people: list[Person]) -> None:
    """Add votes for whose body is in a person's title ("army spokesman X"), and for officers who speak for an army."""
    for person in people:
        for candidate in person.candidates:
            title = candidate.title
            if title is None or not title.official or title.party or title.former:
                continue
            start = candidate.paragraph.start + title.start
            inside = [m for m in doc.mentions_in(start, candidate.start, "party") if m.form == "body"]
            party = inside[-1].ref if inside else _army_before(doc, candidate)
            if party is not None:
                person.votes[party] += 2


def is_of_two(doc: Document, title: str) -> bool:
    """Whether a title names a body of which the article told two owners ("army spokesman X", of either army)."""
    match = re.search(rf"\b{_WORD}", title, re.IGNORECASE)
    return match is not None and len(doc.bodies.get(_SAME[match["body"].lower()], ())) > 1


_OFFICERS: Final = word_set("general colonel brigadier admiral gen brig col lt lieutenant major adm marshal")
_SPEAKS: Final = word_set("say tell add warn insist")


def _army_before(doc: Document, candidate: Candidate) -> str | None:
    """As in "Peru's army left the talks. “We will not return,” General X said": the army that the officer speaks for.

    Only where the sentence before is about one army, and that of the officer names no party.
    """
    title, sentence = candidate.title, doc.sentence_at(candidate.start)
    if title is None or title.office not in _OFFICERS or sentence is None or not sentence.index:
        return None
    if doc.mentions_in(sentence.start, sentence.end, "party") or not _speaks(sentence, candidate):
        return None
    return _army(doc, doc.sentences[sentence.index - 1])


def _speaks(sentence: Sentence, candidate: Candidate) -> bool:
    return any(
        t.dep_ == "nsubj" and t.head.lemma_ in _SPEAKS
        for t in sentence.span
        if candidate.start <= sentence.offset(t) < candidate.end
    )


def _army(doc: Document, sentence: Sentence) -> str | None:
    """The party whose army is the subject of the sentence's main clause."""
    for token in sentence.span:
        if token.dep_ != "nsubj" or token.head.dep_ != "ROOT" or token.lower_ not in ("army", "military", "forces"):
            continue
        start = sentence.offset(token.left_edge)
        owners = {m.ref for m in doc.mentions_in(start, sentence.offset_end(token), "party")}
        return owners.pop() if len(owners) == 1 else None
    return None
