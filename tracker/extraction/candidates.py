"""Clauses that may state a position: who holds it, where it begins and ends, and what the words look like.

One subject: enumeration. Whether a candidate is a position, and of what stance, is decided in positions.py from the
`cues` found here. A cue is a plain word such as "verb:demand" or "modal:must", so that rules and weights can read it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from tracker.extraction.attribution import attribution_of, voices_of
from tracker.extraction.clauses import agent_of, is_negated, is_passive, left, modals_of, own_subject, right, subject_of
from tracker.extraction.document import Document, Mention, Sentence, Utterance
from tracker.extraction.sources import party_of_it
from tracker.extraction.wording import lemma, words

CLASSES = ("demand", "request", "proposal", "accept", "reject", "concession", "threat", "interest", "undecided")
_ADJECTIVES = ("ready", "unwilling", "unacceptable", "necessary", "keen")
_NOUNS = ("demand", "proposal", "reject", "accept", "interest", "threat", "request", "concession")
_SHORT = 30  # characters: indirect speech shorter than this is shown with who says it
_FRONTED = ("if", "unless", "until", "once", "provided", "without", "only")
_POINT = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-hA-H][.)]|[-–—•*·])\s*(?=\S)")
_INLINE = re.compile(r"(?:^|(?<=[\s;,]))(?:\(?\d{1,2}[.)]|\([a-h]\)|[•*])\s*(?=\S)")
_FIRST = ("we", "us", "our", "ours", "ourselves")
_SELF = ("i", "me", "my", "mine", "myself")
_COLLECTIVE = re.compile(
    r"\b(?:both|(?:the )?two|either|neither|the) (?:sides?|leaders|countries|parties|nations|governments|delegations|"
    r"presidents|ministers|teams|men|koreas|rivals|foes|enemies)\b|\bboth\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Candidate:
    """A clause with a possible holder. Offsets are of the stored text."""

    start: int
    end: int
    holder: str
    person: str | None
    utterance: Utterance
    sentence: Sentence
    head: Token
    how: str
    cues: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)


def stance_verb(verb: Token) -> tuple[str | None, str]:
    """The stance class of a verb with the particle or preposition that changes it, and the form that was found."""
    base = lemma(verb)
    light = _light(verb)
    if light is not None:
        return light
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
    """ "raised objections", "expressed willingness", "made an offer", "has no intention of": the noun is the stance."""
    if lemma(verb) not in words("stances", "light"):
        return None
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("dobj", "prep"):
            continue
        nouns = [child] if child.dep_ == "dobj" else [c for c in child.children if c.dep_ == "pobj"]
        for noun in nouns:
            for name in _NOUNS:
                if lemma(noun) in words("stances", f"noun_{name}"):
                    return name, f"{lemma(verb)} {lemma(noun)}"
    return None


def candidates(doc: Document) -> list[Candidate]:
    """Every clause of the article that may state a position, in text order; one for each holder of a joint subject."""
    found: list[Candidate] = []
    for sentence in doc.sentences:
        for token in sentence.span:
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                found.extend(_of_verb(doc, sentence, token))
            elif token.pos_ == "NOUN":
                found.extend(_of_noun(doc, sentence, token))
        if doc.text[sentence.start : sentence.end].rstrip().endswith(":"):
            found.extend(_of_list(doc, sentence, [c for c in found if c.sentence is sentence]))
    return found


def _of_list(doc: Document, sentence: Sentence, opened: list[Candidate]) -> Iterator[Candidate]:
    """The points of a list that a clause of stance opens ("proposed the following:"): each is a position of its own."""
    opening = next((c for c in opened if any(cue.startswith(("verb:", "noun:")) for cue in c.cues)), None)
    if opening is None:
        return
    cues = {cue for cue in opening.cues if cue.startswith(("verb:", "noun:", "lemma:"))} | {"point of a list"}
    for start, end in _points(doc, sentence):
        item = doc.sentence_at(start) or sentence
        yield Candidate(
            start, end, opening.holder, opening.person, opening.utterance, item, item.span.root, "list", set(cues)
        )


def _points(doc: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The points that follow a sentence with a colon: in the rest of its paragraph, or a paragraph each."""
    rest = doc.text[sentence.end : sentence.paragraph.end]
    marks = list(_INLINE.finditer(rest))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(rest)
        text = rest[mark.end() : end].rstrip(" ;.,\n")
        if len(text) >= 12:
            yield sentence.end + mark.end(), sentence.end + mark.end() + len(text)
    if rest.strip():
        return
    for paragraph in doc.paragraphs[sentence.paragraph.index + 1 :]:
        text = doc.text[paragraph.start : paragraph.end]
        point = _POINT.match(text)
        if point is None:
            return
        body = text[point.end() :].rstrip(" ;.,\n")
        if len(body) >= 12:
            yield paragraph.start + point.end(), paragraph.start + point.end() + len(body)


def _of_verb(doc: Document, sentence: Sentence, verb: Token) -> Iterator[Candidate]:
    cues: set[str] = set()
    name, form = stance_verb(verb)
    passive = is_passive(verb)
    if name:
        cues |= {f"verb:{name}", f"lemma:{form}"}
    elif lemma(verb) == "be":
        name = _predicate(verb, cues)
    modals = modals_of(verb)
    modal = _modal(verb, modals, cues)
    harm = lemma(verb) in words("stances", "harm")
    subject = agent_of(verb) if passive and agent_of(verb) is not None else subject_of(verb)
    start, end = clause_extent(doc, sentence, verb)
    if end - start < 12:
        return
    voices = voices_of(doc, start, end)
    utterance = voices[0]
    said = utterance.speaker is not None or utterance.status == "document"
    if _is_complement(verb):
        return
    finite = verb.tag_ in ("VBZ", "VBP", "VBD", "MD") or any(m != "to" for m in modals) or _imperative(verb)
    if name is None and not (said and finite) and not _future(modals):
        return
    if name is None and _imperative(verb) and said:
        cues.add("imperative")
    if (
        lemma(verb) in words("speech", "say")
        and name is None
        and not modal
        and any(c.dep_ == "ccomp" for c in verb.children)
    ):
        return
    if harm:
        cues.add("harm")
    _describe(sentence, verb, passive, modals, cues)
    for utterance in voices:
        for holder, person, how in holders(doc, sentence, subject, verb, utterance, name):
            begin = _with_cue(doc, sentence, utterance, start, end) if how in ("own", "speaker") else start
            own = Candidate(begin, end, holder, person, utterance, sentence, verb, how, set(cues))
            own.targets = _targets(doc, start, end, holder)
            yield own


def _with_cue(doc: Document, sentence: Sentence, utterance: Utterance, start: int, end: int) -> int:
    """The start with the words of attribution where what is said is too short to stand alone ("has said it is unreal")."""
    cue = utterance.cue_start
    if cue is None or end - start >= _SHORT or cue >= start or cue < sentence.start or utterance.quote == "direct":
        return start
    return cue if start - cue < 2 * _SHORT else start


def _is_complement(verb: Token) -> bool:
    """True where the clause is what another verb of stance wants, offers or refuses: that verb's clause says it."""
    above = verb
    while above.dep_ == "conj" and own_subject(above) is None:
        above = above.head
    if above.dep_ not in ("xcomp", "ccomp", "acl", "pcomp") or above.head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return False
    head = above.head
    if head.pos_ == "NOUN":
        return (
            above.dep_ == "acl"
            and above.tag_ == "VB"
            and any(lemma(head) in words("stances", f"noun_{n}") for n in _NOUNS)
        )
    if head.pos_ == "ADJ":
        return any(lemma(head) in words("stances", name) for name in _ADJECTIVES)
    if lemma(head) in words("speech", "say") or (above.dep_ == "ccomp" and above.i < head.i):
        return False
    if lemma(head) in words("speech", "reported") and is_passive(head):
        return False
    return stance_verb(head)[0] is not None


def _future(modals: list[str]) -> bool:
    return any(modal in modals for modal in ("will", "would", "’ll", "'ll", "wo"))


def _imperative(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and own_subject(verb) is None and not modals_of(verb)


def _predicate(verb: Token, cues: set[str]) -> str | None:
    """The stance of "is ready to", "is unacceptable", "the goal is", "is opposed to"; adds its cue."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "advmod", "prep") and child.i > verb.i:
            word = child.lower_
            for name in _ADJECTIVES:
                if word in words("stances", name) or lemma(child) in words("stances", name):
                    cues |= {f"adj:{name}", f"lemma:be {word}"}
                    return name
    subject = own_subject(verb)
    if subject is not None:
        for name in _NOUNS:
            if lemma(subject) in words("stances", f"noun_{name}").union(words("stances", f"noun_{name}")):
                cues |= {f"noun:{name}", f"lemma:{lemma(subject)} be"}
                return name
    return None


def _modal(verb: Token, modals: list[str], cues: set[str]) -> bool:
    for modal in modals:
        plain = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}.get(
            modal, modal
        )
        if plain in ("will", "would", "can", "could", "must", "should", "may", "might", "shall", "ought"):
            cues.add(f"modal:{plain}")
    if lemma(verb) in ("have", "need", "ought") and any(c.dep_ == "xcomp" for c in verb.children):
        cues.add("modal:must")
    if lemma(verb.head) in ("have", "need") and verb.dep_ == "xcomp":
        cues.add("modal:must")
    return "modal:must" in cues or "modal:should" in cues or "modal:ought" in cues


def _describe(sentence: Sentence, verb: Token, passive: bool, modals: list[str], cues: set[str]) -> None:
    """Cues that do not depend on the holder: negation, tense, complement, condition, place."""
    if is_negated(verb):
        cues.add("negated")
    if passive:
        cues.add("passive")
    cues.add(f"tag:{verb.tag_}")
    cues.add(f"dep:{verb.dep_}")
    below = list(verb.subtree)
    lower = [t.lower_ for t in below]
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "dobj", "advcl", "attr", "acomp", "prep", "mark"):
            cues.add(f"has:{child.dep_}")
        if child.dep_ == "ccomp" or child.dep_ == "xcomp":
            middle = own_subject(child)
            if middle is not None:
                cues.add("other does")
            if is_negated(child):
                cues.add("negated below")
    if any(c.dep_ in ("dobj", "nsubj") and c.lower_ in ("no", "nothing", "none") for c in verb.children) or any(
        t.lower_ == "no" and t.head.dep_ in ("dobj", "attr") and t.head.head == verb for t in below
    ):
        cues.add("negated")
    text = " ".join(lower)
    for word in ("if", "unless", "until", "only", "without", "before", "once", "provided", "after", "while", "but"):
        if word in lower:
            cues.add(f"cond:{word}")
    if "as long as" in text or "so long as" in text:
        cues.add("cond:as long as")
    if "?" in lower[-2:]:
        cues.add("question")
    if any(word in lower for word in ("never", "not", "n't", "n’t", "no")):
        cues.add("not below")
    if "other" in lower or "each" in lower:
        cues.add("each other")
    if sentence.index <= 1:
        cues.add("lead")


def clause_extent(doc: Document, sentence: Sentence, verb: Token) -> tuple[int, int]:
    """Offsets of the clause of `verb`: from its subject to the end of what it governs.

    Left out: coordinated clauses after it, participles of speech ("saying that"), what is attributed at the end, a
    fronted clause that is no condition, and the words of another speaker's cue.
    """
    first = verb
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "expl", "csubj"):
            first = min(first, left(child), key=lambda t: t.i)
        elif child.dep_ == "advcl" and child.i < verb.i and left(child).lower_ in _FRONTED:
            first = min(first, left(child), key=lambda t: t.i)
    last = verb
    for child in verb.children:
        if child.i < verb.i or child.dep_ in ("punct", "parataxis"):
            continue
        if child.dep_ == "conj" and (own_subject(child) is not None or stance_verb(child)[0] is not None):
            continue
        if child.dep_ == "cc":
            continue
        if child.dep_ == "advcl" and (
            child.tag_ == "VBG" or left(child).lower_ in ("as", "while", "although", "though")
        ):
            before = left(child).nbor(-1) if left(child).i else child
            if before.text in (",", "-", "–", "—"):
                continue
        last = max(last, right(child), key=lambda t: t.i)
    last = _before_relative(verb, last)
    if own_subject(verb) is None and verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "pcomp"):
        for child in verb.children:
            if child.dep_ == "aux" and child.i < verb.i:
                first = min(first, child, key=lambda t: t.i)
    start, end = sentence.offset(first), sentence.offset_end(last)
    for utterance in doc.utterances_over(start, end):
        # A quotation or indirect speech that ends inside the clause bounds it; its cue is never part of it.
        at = utterance.cue_start
        if at is None or utterance.cue_end is None:
            continue
        if start < at < end and utterance.start <= start + 2 and utterance.end <= at and at > sentence.offset(verb):
            end = min(end, utterance.end)
        elif (
            utterance.start > start
            and utterance.cue_end <= utterance.start
            and sentence.offset(verb) >= utterance.start
        ):
            start = max(start, utterance.start)
    text = doc.text[start:end].rstrip(" ,;:-–—")
    return start, start + len(text)


def _before_relative(verb: Token, last: Token) -> Token:
    """The end without a last relative clause set off by a comma (", which may be extended"), which adds a comment."""
    for token in verb.subtree:
        if token.dep_ != "relcl" or token.i <= verb.i or right(token).i < last.i - 1:
            continue
        first = left(token)
        if first.i > verb.i + 1 and first.nbor(-1).text in (",", "-", "–", "—"):
            return first.nbor(-2)
    return last


def holders(
    doc: Document, sentence: Sentence, subject: Token | None, verb: Token, utterance: Utterance, name: str | None
) -> Iterator[tuple[str, str | None, str]]:
    """(party, person, how) of everyone whose position the clause can be.

    `how` is "first" (we, I), "own" (the speaker's own side by name), "named" (a party or person as subject), "other" (the
    speaker tells what another side does), "speaker" (no side as subject: what the speaker says of a thing).
    """
    said = utterance.speaker is not None
    voice = doc.person(utterance.speaker)
    if subject is not None and (_is_first(subject) or any(_is_first(c) and c.dep_ == "poss" for c in subject.children)):
        if utterance.party:
            yield utterance.party, _principal(doc, voice), "first"
        return
    mentions = _subject_mentions(doc, sentence, subject) if subject is not None else []
    seen = set()
    for mention in mentions:
        party = doc.party_of(mention)
        if party is None or party in seen:
            continue
        seen.add(party)
        person = mention.ref if mention.kind == "person" else None
        if not said or utterance.party is None:
            yield party, person, "named"
        elif party == utterance.party:
            yield party, person or _principal(doc, voice), "own"
        else:
            if name is None or name in ("necessary", "unacceptable"):
                yield from _speaker(doc, utterance, voice)
                return
            yield party, person, "other"
    if seen:
        return
    if subject is not None and not mentions and _is_collective(doc, sentence, subject):
        if said and name is None:
            yield from _speaker(doc, utterance, voice)  # what both should do is what the speaker wants
        elif name in ("accept", "reject", "interest", "concession", "demand", "keen", "ready"):
            for party in main_parties(doc)[:2]:
                yield party, None, "both"
        return
    if said and subject is not None and subject.lower_ == "they" and utterance.quote == "direct" and utterance.party:
        other = _other_side(doc, sentence, utterance.party)
        if other is not None and name is not None:
            yield other, None, "they"
            return
    if not said and subject is not None and subject.lower_ in ("it", "they") and subject.pos_ == "PRON":
        party = party_of_it(doc, sentence, subject)
        if party is not None:
            yield party, None, "it"
        return
    if said:
        pronoun = subject is not None and subject.lower_ in ("he", "she", "it", "they") and utterance.quote != "direct"
        for party, person, how in _speaker(doc, utterance, voice):
            yield party, person, "own" if pronoun else how


def _is_first(token: Token) -> bool:
    """True for a pronoun of the first person ("US" is none)."""
    return (
        token.lower_ in (*_FIRST, *_SELF)
        and token.pos_ in ("PRON", "DET", "ADJ")
        and not token.text.isupper()
        or (token.text == "I")
    )


def _is_collective(doc: Document, sentence: Sentence, subject: Token) -> bool:
    return bool(_COLLECTIVE.search(doc.text[sentence.offset(left(subject)) : sentence.offset_end(subject)]))


def _other_side(doc: Document, sentence: Sentence, own: str) -> str | None:
    """Whom "they" means in a speaker's own words: the last other party named in the paragraph, else the main other one."""
    before = [m for m in doc.mentions_in(sentence.paragraph.start, sentence.end, "party") if m.ref != own]
    if before:
        return before[-1].ref
    return next((party for party in main_parties(doc) if party != own), None)


def _speaker(doc: Document, utterance: Utterance, voice: object) -> Iterator[tuple[str, str | None, str]]:
    if utterance.party:
        person = utterance.speaker if doc.person(utterance.speaker) is not None else None
        yield utterance.party, _principal(doc, doc.person(person)), "speaker"


def _principal(doc: Document, person: object) -> str | None:
    """The person as a holder; a spokesperson speaks for the party and holds nothing."""
    from tracker.domain.record import PersonFact

    if not isinstance(person, PersonFact):
        return None
    roles = " ".join(person.roles).casefold()
    return None if "spokes" in roles else person.id


def main_parties(doc: Document) -> list[str]:
    """The parties of the article, those named most often first."""
    count: dict[str, int] = {}
    for mention in doc.mentions:
        party = doc.party_of(mention)
        if party:
            count[party] = count.get(party, 0) + 1
    return sorted(count, key=lambda party: (-count[party], party))


def _subject_mentions(doc: Document, sentence: Sentence, subject: Token) -> list[Mention]:
    """Whom the subject names: its head, those joined to it by "and", or the party in front of an unnamed office."""
    found = []
    heads = [subject, *(c for c in subject.subtree if c.dep_ == "conj" and _joined_to(c, subject))]
    for head in heads:
        at = sentence.offset(head)
        mention = doc.mention_at(at, "person") or doc.mention_at(at, "party")
        if mention is None:
            apposed = [doc.mention_at(sentence.offset(c), "person") for c in head.children if c.dep_ == "appos"]
            mention = next((m for m in apposed if m is not None), None)
        if mention is None and head.pos_ in ("NOUN", "PROPN"):
            begin = sentence.offset(left(head)) if left(head).i <= head.i else at
            inside = [
                m
                for m in doc.mentions
                if begin <= m.start and m.end <= sentence.offset_end(right(head)) and m.kind in ("party", "person")
            ]
            if _is_body(head):
                mention = next((m for m in inside if m.kind == "party"), inside[0] if inside else None)
        if mention is not None:
            found.append(mention)
    return found


def _joined_to(token: Token, top: Token) -> bool:
    while token.dep_ == "conj" and token != top:
        token = token.head
    return token == top


def _is_body(noun: Token) -> bool:
    """True for nouns that act for a party: its government, officials, side, team, proposal."""
    return any(form in words("speech", kind) for form in (lemma(noun), noun.lower_) for kind in ("official", "body"))


def _of_noun(doc: Document, sentence: Sentence, noun: Token) -> Iterator[Candidate]:
    """ "Iran's demand that ...", "Egypt's proposal for ...": a noun of stance with its party in front."""
    name = next((n for n in _NOUNS if noun.lower_ in words("stances", f"noun_{n}")), None)
    if name is None or not any(c.i > noun.i and c.dep_ in ("acl", "prep", "relcl", "ccomp") for c in noun.children):
        return
    owner = next(
        (
            c
            for c in noun.children
            if c.dep_ in ("poss", "amod", "compound", "nmod") and doc.mention_at(sentence.offset(c)) is not None
        ),
        None,
    )
    if owner is None:
        return
    mention = doc.mention_at(sentence.offset(owner), "person") or doc.mention_at(sentence.offset(owner), "party")
    party = doc.party_of(mention) if mention else None
    if mention is None or party is None:
        return
    start, end = sentence.offset(left(noun)), sentence.offset_end(right(noun))
    utterance = attribution_of(doc, start, end)
    how = "named" if utterance.speaker is None else "own" if utterance.party == party else "other"
    person = mention.ref if mention.kind == "person" else None
    own = Candidate(start, end, party, person, utterance, sentence, noun, how)
    own.cues = {f"noun:{name}", f"lemma:{noun.lower_}", "nominal"}
    _describe(sentence, noun, False, [], own.cues)
    own.targets = _targets(doc, start, end, party)
    yield own


def _targets(doc: Document, start: int, end: int, holder: str) -> list[str]:
    found: list[str] = []
    for mention in doc.mentions_in(start, end):
        party = doc.party_of(mention)
        if party and party != holder and party not in found:
            found.append(party)
    return found
