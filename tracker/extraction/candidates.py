"""Clauses that may state a position: who holds it, where it begins and ends, and what the words look like.

One subject: enumeration. Whether a candidate is a position, and of what stance, is decided in positions.py from the
`cues` found here. A cue is a plain word such as "verb:demand" or "modal:must", so that rules and weights can read it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from tracker.extraction.attribution import attribution_of, voices_of
from tracker.extraction.clauses import agent_of, is_negated, is_passive, left, modals_of, own_subject, right, subject_of
from tracker.extraction.document import Document, Sentence, Utterance
from tracker.extraction.enumerations import enumerated
from tracker.extraction.extents import clause_extent
from tracker.extraction.holders import both_sides, holders, two_last_met
from tracker.extraction.stance_words import ADJECTIVES, NOUNS, is_hearsay, predicate, stance_verb, stops_talks
from tracker.extraction.transcripts import REPORTER
from tracker.extraction.wording import lemma, words

_SOURCING = re.compile(
    r"\bnot (?:to )?be (?:identified|named|quoted)\b|\banonymity\b|"
    r"\b(?:declined?|refused?) to (?:comment|answer|be named|elaborate)\b|"
    r"\b(?:declined?|refused?) to (?:say|specify|disclose|give) (?:how many|how much|who|where|when|details)\b",
    re.IGNORECASE,
)
_WHEN = ("if", "unless", "until", "once", "when", "after", "before", "since")
_SCHOLARS = re.compile(
    r"\b(?:analysts?|economists?|professors?|experts?|scholars?|historians?|researchers?|strategists?|critics?|fellow|"
    r"observers?|traders?)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:former|ex|retired|onetime)\b", re.IGNORECASE)
_SHORT = 30  # characters: indirect speech shorter than this is shown with who says it
_POINT = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-hA-H][.)]|[-–—•*·]{1,3})\s*(?=\S)")
_INLINE = re.compile(r"(?:^|(?<=[\s;,]))(?:\(?\d{1,2}[.)]|\([a-h]\)|[•*])\s*(?=\S)")


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


def candidates(doc: Document) -> list[Candidate]:
    """Every clause of the article that may state a position, in text order; one for each holder of a joint subject."""
    found: list[Candidate] = []
    of_all = both_sides(doc)
    for sentence in doc.sentences:
        sides = two_last_met(doc, sentence.end) or of_all
        here: list[Candidate] = []
        for token in sentence.span:
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                here.extend(_of_verb(doc, sentence, token, sides))
            elif token.pos_ == "NOUN":
                here.extend(_of_noun(doc, sentence, token))
        if doc.text[sentence.start : sentence.end].rstrip().endswith(":"):
            here = _listed(doc, sentence, here)
        here = _each(doc, sentence, here)
        found.extend(here)
    return found


def _listed(doc: Document, sentence: Sentence, here: list[Candidate]) -> list[Candidate]:
    """The sentence's candidates and the points of the list it opens ("proposed the following:"), each of its own.

    Where there are several points, what opens the list is no position itself.
    """
    opening = next((c for c in here if any(cue.startswith(("verb:", "noun:")) for cue in c.cues)), None)
    opening = opening or _announced(doc, sentence)
    if opening is None:
        return here
    cues = {cue for cue in opening.cues if cue.startswith(("verb:", "noun:", "lemma:"))} | {"point of a list"}
    points = []
    for start, end in _points(doc, sentence):
        item = doc.sentence_at(start) or sentence
        voice, root = opening.utterance, item.span.root
        points.append(Candidate(start, end, opening.holder, opening.person, voice, item, root, "list", set(cues)))
    return [*(c for c in here if c is not opening or len(points) < 2), *points]


def _each(doc: Document, sentence: Sentence, here: list[Candidate]) -> list[Candidate]:
    """The sentence's candidates, with each of several demands told in it by itself, not all of them as one."""
    parts = list(enumerated(doc, sentence))
    if not parts:
        return here
    noun, start, end = parts[0][0], parts[0][1], parts[-1][2]
    utterance = attribution_of(doc, start, end)
    before = doc.mentions_in(sentence.start, start, "party")
    holder = utterance.party or (before[-1].ref if before else None)
    if holder is None:
        return here
    name = next((n for n in NOUNS if noun in words("stances", f"noun_{n}")), "demand")
    cues = {f"noun:{name}", f"lemma:{noun}", "point of a list"}
    voice = doc.person(utterance.speaker)
    person = voice.id if voice is not None and not any("spokes" in role for role in voice.roles) else None
    root = sentence.span.root
    points = [Candidate(a, b, holder, person, utterance, sentence, root, "list", set(cues)) for _, a, b in parts]
    return [*(c for c in here if c.end <= start or c.start >= end), *points]


def _announced(doc: Document, sentence: Sentence) -> Candidate | None:
    """Of "the aim, X's sources said, is to adopt four proposals:": the speaker's side, with the noun that ends it."""
    last = next((t for t in reversed(list(sentence.span)) if t.is_alpha), None)
    name = next((n for n in NOUNS if last is not None and lemma(last) in words("stances", f"noun_{n}")), None)
    if last is None or name is None:
        return None
    at = sentence.offset(last)
    utterance = attribution_of(doc, at, sentence.offset_end(last))
    if utterance.party is None:
        return None
    own = Candidate(at, sentence.end, utterance.party, None, utterance, sentence, last, "list")
    own.cues = {f"noun:{name}", f"lemma:{lemma(last)}"}
    return own


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


def _is_known(subject: Token | None) -> bool:
    """Whether a subject is of something told before ("the text", "it")."""
    return subject is not None and (
        subject.pos_ == "PRON" or any(c.lower_ in ("the", "this", "these", "both") for c in subject.children)
    )


def _of_verb(doc: Document, sentence: Sentence, verb: Token, sides: Sequence[str]) -> Iterator[Candidate]:
    cues: set[str] = set()
    name, form = stance_verb(verb)
    passive = is_passive(verb)
    if passive and lemma(verb) in ("sign", "initial") and _is_known(subject_of(verb)):
        return  # "The text was signed by A and B": who signed what was told before
    if name:
        cues |= {f"verb:{name}", f"lemma:{form}"}
    elif lemma(verb) == "be":
        name = predicate(verb, cues)
    modals = modals_of(verb)
    modal = _modal(verb, modals, cues)
    harm = lemma(verb) in words("stances", "harm")
    subject = agent_of(verb) if passive and agent_of(verb) is not None else subject_of(verb)
    # "was invited", "is asked to": somebody else's stance; "is committed to" is the subject's own.
    undergone = (
        passive and name is not None and agent_of(verb) is None and lemma(verb) not in words("stances", "states")
    )
    start, end = clause_extent(doc, sentence, verb)
    if end - start < 12:
        return
    voices = voices_of(doc, start, end)
    utterance = voices[0]
    if utterance.speaker == REPORTER:
        return
    said = utterance.speaker is not None or utterance.status == "document"
    if name is None and stops_talks(verb):
        return
    if _is_schedule(verb) or _is_event(verb, name) or _is_courtesy(verb) or _SOURCING.search(doc.text[start:end]):
        return
    if _is_errand(verb, modals) or _is_inverted(verb) or (verb.dep_ == "advcl" and verb.tag_ == "VBN" and not modals):
        return
    if _is_complement(verb) or _is_condition(verb) or (verb.dep_ == "pcomp" and verb.head.lower_ == "from"):
        return
    finite = verb.tag_ in ("VBZ", "VBP", "VBD", "MD") or any(m != "to" for m in modals) or _imperative(verb)
    if name is None and not (said and finite) and not (_future(modals) and _is_main(verb) and not passive):
        return
    if name is None and modal and not said:
        return  # what somebody has to do, as the page sees it
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
    _describe(sentence, verb, passive, cues)
    for utterance in voices:
        for holder, person, how in holders(doc, sentence, subject, utterance, name, modal, sides):
            if undergone and how not in ("speaker", "first"):
                continue
            if how in ("speaker", "first", "own") and _is_private(doc, utterance):
                continue
            begin = _with_cue(sentence, utterance, start, end) if how in ("own", "speaker") else start
            own = Candidate(begin, end, holder, person, utterance, sentence, verb, how, set(cues))
            own.targets = _targets(doc, start, end, holder)
            yield own


def _with_cue(sentence: Sentence, utterance: Utterance, start: int, end: int) -> int:
    """The start with the words of attribution where what is said is too short to stand alone ("said it is unreal")."""
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
            and any(lemma(head) in words("stances", f"noun_{n}") for n in NOUNS)
        )
    if head.pos_ == "ADJ":
        return any(lemma(head) in words("stances", name) for name in ADJECTIVES)
    if above.dep_ == "ccomp" and above.i < head.i:
        return False
    if lemma(head) in words("speech", "say"):
        return _is_demanded(above, head)
    if lemma(head) in words("speech", "reported") and is_passive(head):
        return False
    return stance_verb(head)[0] is not None


def _is_demanded(clause: Token, verb: Token) -> bool:
    """True for what a verb of saying asks of somebody: "insists that B withdraw", "told B to withdraw"."""
    if stance_verb(verb)[0] not in ("demand", "request") or own_subject(clause) is None:
        return False
    return clause.tag_ in ("VB", "VBP") and set(modals_of(clause)) <= {"be", "to"}


def _is_schedule(verb: Token) -> bool:
    """As in "is expected to meet", "is due to", "plans to fly": what is to happen, which is no position."""
    if lemma(verb) in ("expect", "schedule", "slate", "set", "plan") and is_passive(verb) and agent_of(verb) is None:
        return True
    if lemma(verb) not in ("plan", "expect", "intend", "will", "go"):
        return False
    below = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    return below is not None and lemma(below) in words("stances", "travel")


def _is_event(verb: Token, name: str | None) -> bool:
    """As in "will meet in Lima", "was postponed in May": what happens to a meeting, and no word of stance."""
    put_off = is_passive(verb) and agent_of(verb) is None and lemma(verb) in words("stances", "put_off")
    subject = subject_of(verb)
    if put_off and subject is not None and lemma(subject) in words("stances", "event"):
        return True
    if name is not None or is_negated(verb) or any(t.lower_ in ("only", "unless", "until") for t in verb.subtree):
        return False  # "would meet only after a deal" is a condition
    if lemma(verb) == "discuss":  # "would discuss the results with Y on Friday"
        return any(t.lower_ == "with" and t.i > verb.i for t in verb.subtree)
    if is_passive(verb) and lemma(verb) in ("hold", "host", "convene") and subject is not None:
        due = not any(c.dep_ == "aux" and c.lower_ in ("must", "should", "ought", "may", "can") for c in verb.children)
        return due and lemma(subject) in words("stances", "event")  # "a meeting will be hosted by Peru on Monday"
    return lemma(verb) in ("meet", "reconvene", "confer", "travel", "fly", "arrive")


def _is_errand(verb: Token, modals: list[str]) -> bool:
    """True for an infinitive that another clause governs: "for Y to lift it" is no wish of Y, "came to sign" none of X.

    What X asks, offers or has to do is the clause of that verb.
    """
    if verb.tag_ != "VB" or "to" not in modals or verb.dep_ in ("ROOT", "conj") or is_hearsay(verb):
        return False
    return own_subject(verb) is not None or lemma(verb.head) not in ("have", "need", "ought")


def _is_inverted(verb: Token) -> bool:
    """True for words of attribution alone ("…, insisted the minister on Monday"): what is said stands before them."""
    subject = own_subject(verb)
    if subject is None or lemma(verb) not in words("speech", "say") | words("speech", "act"):
        return False
    if subject.i < verb.i:  # the same with a pronoun: "…," he warned on Monday
        first = left(subject)
        if subject.pos_ != "PRON" or not first.i or first.nbor(-1).text not in ('"', "'"):
            return False
    return not any(c.dep_ in ("ccomp", "xcomp", "dobj") and c.i > verb.i for c in verb.children)


def _is_private(doc: Document, utterance: Utterance) -> bool:
    """True where somebody speaks for himself: an analyst or a former minister binds no party."""
    person = doc.person(utterance.speaker)
    if person is None:
        return utterance.status == "anonymous_other" and bool(_SCHOLARS.search(utterance.speaker or ""))
    roles = " ".join(person.roles)
    return bool(_SCHOLARS.search(roles)) or (bool(person.roles) and all(_FORMER.search(one) for one in person.roles))


def _is_courtesy(verb: Token) -> bool:
    """As in "I want to thank", "we would like to stress": what it leads up to may be a position, it is none."""
    if lemma(verb) not in words("stances", "interest"):
        return False
    below = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    return below is not None and own_subject(below) is None and lemma(below) in words("stances", "courtesy")


def _is_condition(verb: Token) -> bool:
    """True for the clause of "if", "when" and the like: what has to happen first is nobody's wish by itself."""
    if verb.dep_ != "advcl":
        return False
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN and c.i < verb.i for c in verb.children)


def _future(modals: list[str]) -> bool:
    return any(modal in modals for modal in ("will", "would", "’ll", "'ll", "wo"))


def _is_main(verb: Token) -> bool:
    """True for a main clause, or one that a relative pronoun joins to its party; "fears that it would" is neither."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ in ("ROOT", "relcl", "parataxis") or (verb.dep_ in ("ccomp", "advcl") and verb.i < verb.head.i)


def _imperative(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and own_subject(verb) is None and not modals_of(verb)


def _modal(verb: Token, modals: list[str], cues: set[str]) -> bool:
    for modal in modals:
        plain = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}.get(
            modal, modal
        )
        if plain in ("will", "would", "can", "could", "must", "should", "may", "might", "shall", "ought"):
            cues.add(f"modal:{plain}")
    if lemma(verb) in ("have", "need", "ought") and any(c.dep_ == "xcomp" for c in verb.children) and _obliges(verb):
        cues.add("modal:must")
    if lemma(verb.head) in ("have", "need") and verb.dep_ == "xcomp" and _obliges(verb.head):
        cues.add("modal:must")
    return "modal:must" in cues or "modal:should" in cues or "modal:ought" in cues


def _obliges(verb: Token) -> bool:
    """False for "have" that owns something ("will have less than 90 days to reach a deal")."""
    return not any(c.dep_ == "dobj" for c in verb.children)


def _describe(sentence: Sentence, verb: Token, passive: bool, cues: set[str]) -> None:
    """Cues that do not depend on the holder: negation, tense, complement, condition, place."""
    if is_negated(verb):
        cues.add("negated")
    if passive:
        cues.add("passive")
    stated = verb.head if is_hearsay(verb) else verb  # "is said to want" is stated as "wants" is
    cues.add("tag:VBZ" if is_hearsay(verb) else f"tag:{verb.tag_}")
    cues.add(f"dep:{stated.dep_}")
    below = list(verb.subtree)
    lower = [t.lower_ for t in below]
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "dobj", "advcl", "attr", "acomp", "prep", "mark"):
            cues.add(f"has:{child.dep_}")
        if child.dep_ in ("ccomp", "xcomp"):
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


def _of_noun(doc: Document, sentence: Sentence, noun: Token) -> Iterator[Candidate]:
    """Nouns: "Iran's demand that ...", "Egypt's proposal for ...": a noun of stance with its party in front."""
    name = next((n for n in NOUNS if noun.lower_ in words("stances", f"noun_{n}")), None)
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
    _describe(sentence, noun, False, own.cues)
    own.targets = _targets(doc, start, end, party)
    yield own


def _targets(doc: Document, start: int, end: int, holder: str) -> list[str]:
    found: list[str] = []
    for mention in doc.mentions_in(start, end):
        party = doc.party_of(mention)
        if party and party != holder and party not in found:
            found.append(party)
    return found
