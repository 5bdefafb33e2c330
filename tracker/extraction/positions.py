"""Positions: what a party wants, offers, refuses or requires, with its holder, issue, stance and the words it rests on.

Clauses come from candidates.py; weights say how likely each is a position; the best of overlapping ones is kept; the
same position said twice becomes one fact with the second wording as further evidence.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from tracker.domain.record import PositionFact
from tracker.extraction.attribution import OWN_WORDS, attribution_of
from tracker.extraction.candidates import Candidate, candidates
from tracker.extraction.clauses import modals_of, own_subject
from tracker.extraction.document import Document, Utterance
from tracker.extraction.features import features
from tracker.extraction.holders import main_parties
from tracker.extraction.issues import issue_of, topic_of
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.procedure import is_about_talking
from tracker.extraction.quotations import quotations_in
from tracker.extraction.sources import chain, party_label
from tracker.extraction.stance import stance_of
from tracker.extraction.stance_words import is_hearsay
from tracker.extraction.weights import likelihood
from tracker.extraction.wording import lemma, words

LIKELY = 0.5  # below it a candidate is no suggestion: over folds F1 is level from 0.45 to 0.55, precision rises
_BLOCK = 1000  # characters
_CONDITION = re.compile(
    r"\b(?:if|unless|until|only (?:after|if|when|once)|as long as|so long as|provided(?: that)?|without|once|after|"
    r"in (?:exchange|return) for)\b[^,.;]*",
    re.IGNORECASE,
)
_NO_SOURCE = re.compile(r"\baccording to (?:the )?(?:available )?(?:information|reports?|rumou?rs)\b", re.IGNORECASE)
_STOP = frozenset(
    ["the", "and", "for", "but", "are", "was", "were", "has", "have", "had", "will", "would", "not", "that"]
)


def find_positions(
    doc: Document, lexicon: Lexicon, chance: Callable[[Iterable[str]], float] = likelihood
) -> list[PositionFact]:
    """Every position of the article, in text order, ids "po1", "po2", ...

    Args:
        doc: with mentions and utterances.
        lexicon: unused; the modules are called alike.
        chance: how likely a candidate with these features is a position (training puts in the weights of a fold).
    """
    del lexicon
    ranks = main_parties(doc)
    scored = [(chance(features(doc, one, ranks)), one) for one in candidates(doc)]
    topic = topic_of(doc.text[doc.article.body_start :])
    facts: list[PositionFact] = []
    for likely, one in _best(scored):
        fact = _fact(doc, one, likely, topic)
        same = next((other for other in facts if _same(other, fact)), None)
        if same is None:
            facts.append(fact)
        else:
            _merge(same, fact)
    facts.sort(key=lambda fact: fact.evidence[0].start)
    for number, fact in enumerate(facts, 1):
        fact.id = f"po{number}"
    return facts


def _best(scored: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """The likely candidates; of two of one holder that share most of their words only the likelier."""
    kept: list[tuple[float, Candidate]] = []
    near: dict[
        tuple[str, int], list[Candidate]
    ] = {}  # by holder and by blocks of the text, so that a book stays linear
    for chance, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].start, pair[1].end)):
        if chance < LIKELY:
            break
        blocks = [(one.holder, block) for block in range(one.start // _BLOCK, one.end // _BLOCK + 1)]
        if not any(_overlap(one, other) > 0.5 for block in blocks for other in near.get(block, ())):
            kept.append((chance, one))
            for block in blocks:
                near.setdefault(block, []).append(one)
    return sorted(kept, key=lambda pair: (pair[1].start, pair[1].end))


def _overlap(a: Candidate, b: Candidate) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / max(1, min(a.end - a.start, b.end - b.start))


def _fact(doc: Document, one: Candidate, chance: float, topic: dict[str, float]) -> PositionFact:
    text = doc.text[one.start : one.end]
    context = _without_actor(one, doc.text[one.sentence.start : one.sentence.end], one.sentence.start)
    voice = _voice(doc, one)
    return PositionFact(
        id="",
        evidence=[doc.evidence(one.start, one.end)],
        confidence=round(chance, 3),
        rule=f"position/{one.how}",
        holder_party=one.holder,
        holder_person=one.person,
        speaker=voice.speaker,
        issue="process"
        if is_about_talking(one.head)
        else issue_of(_without_actor(one, text, one.start), context, topic) or "other",
        stance=stance_of(one, text),
        target=one.targets[:3],
        conditions=[match.group().strip() for match in _CONDITION.finditer(text)][:3],
        said_date=voice.said_date,
        attribution_status=voice.status,
        quote=voice.quote,
        chain=list(voice.chain),
    )


def _without_actor(one: Candidate, text: str, start: int) -> str:
    """The words from `start` on, less the body that acts ("the army") and the verb of a promise: they say no issue."""
    subject = own_subject(one.head)
    idle = [subject] if subject is not None and lemma(subject) in words("speech", "body") else []
    idle += [one.head] if lemma(one.head) == "guarantee" and one.head.pos_ == "VERB" else []
    for token in sorted(idle, key=lambda t: -t.i):
        at, end = one.sentence.offset(token) - start, one.sentence.offset_end(token) - start
        text = text[:at] + text[end:] if 0 <= at < end <= len(text) else text
    return text


def _voice(doc: Document, one: Candidate) -> Utterance:
    """Who says it. The subject of a verb that is itself an act of speech ("Egypt called on") is the voice."""
    utterance = one.utterance
    if utterance.status == "on_record" and utterance.quote == "mixed" and not _in_marks(doc, one):
        return replace(utterance, status="named_reported_speech", quote="indirect")  # the quoted words are elsewhere
    if utterance.speaker is not None or utterance.status == "document" or utterance.cue_start is not None:
        return utterance  # somebody, or an outlet by name, says it
    before = doc.text[one.sentence.start : one.start]
    if _is_hearsay(one, doc.text[one.start : one.end]) or _NO_SOURCE.search(before):
        return _with(doc, one, None, "unattributed", None)
    forms = {cue.partition(":")[2] for cue in one.cues if cue.startswith("lemma:")}
    person = doc.person(one.person)
    spoken = (
        bool(forms & words("stances", "spoken" if person is None else "spoken_person"))
        or ("VERB" in one.head.pos_ and lemma(one.head) in words("speech", "say") and not _is_light(one))
        or any(c.dep_ == "advcl" and lemma(c) in words("speech", "say") for c in one.head.children if c.tag_ == "VBG")
        or ("lemma:decline" in one.cues and any(lemma(c) in words("speech", "say") for c in one.head.children))
    )
    if person is not None and one.how in ("named", "own") and _quotes(doc, one):
        return replace(_with(doc, one, person.id, "on_record", person.name), quote="mixed")
    if person is not None and one.how == "named" and lemma(one.head) in words("speech", "said"):
        return _with(doc, one, person.id, "named_reported_speech", person.name)  # "Macron's suggestion that ..."
    future = "to" in modals_of(one.head) or any(cue.startswith("modal:") for cue in one.cues)
    participle = one.head.tag_ == "VBG"  # "is pressing", "urging": what goes on, not an act of speech
    if one.how != "list" and (not spoken or future or participle or "nominal" in one.cues):
        return utterance
    if one.how not in ("named", "both", "it", "list"):
        return utterance
    subject = own_subject(one.head) if one.how != "list" else None
    if subject is not None and lemma(subject) in words("stances", "noun_proposal"):
        return utterance
    if subject is not None and lemma(subject) in words("speech", "official") and person is None:
        start = one.sentence.offset(subject.left_edge)
        text = doc.text[start : one.sentence.offset_end(subject)]
        return _with(doc, one, text, "anonymous_official", text)
    if person is not None:
        return _with(doc, one, person.id, "named_reported_speech", person.name)
    return _with(doc, one, None, "named_reported_speech", party_label(doc, one.holder))


def _quotes(doc: Document, one: Candidate) -> bool:
    """True where the clause holds a stretch of the holder's own words."""
    found, _ = quotations_in(doc.text[one.start : one.end])
    return any(quotation.words >= OWN_WORDS for quotation in found)


def _in_marks(doc: Document, one: Candidate) -> bool:
    """True where some of the clause stands in quotation marks."""
    found, _ = quotations_in(doc.text[one.sentence.start : one.sentence.end], one.sentence.start)
    marks = any(mark in doc.text[one.start : one.end] for mark in '"“”')
    return marks or any(quotation.start < one.end and one.start < quotation.end for quotation in found)


def _is_light(one: Candidate) -> bool:
    """True where a verb of saying tells what a party, not a person, wants ("expressed willingness", "insists")."""
    subject = own_subject(one.head)
    if one.person is not None or (subject is not None and lemma(subject) in words("speech", "official")):
        return False
    if lemma(one.head) == "insist":
        return True  # a party that insists wants something; nobody has to have said it
    return any(cue.startswith("lemma:") and " " in cue for cue in one.cues)


def _with(doc: Document, one: Candidate, speaker: str | None, status: str, voice: str | None) -> Utterance:
    outer = attribution_of(doc, one.sentence.start, one.sentence.end)
    outlet = outer.chain[-1] if outer.status == "publication_voice" and len(outer.chain) > 1 else None
    return Utterance(one.start, one.end, speaker, one.holder, chain(doc, outlet, voice), status, "indirect")


def _is_hearsay(one: Candidate, text: str) -> bool:
    """The words "reportedly", "is said to", "is believed to": a report without a source."""
    return is_hearsay(one.head) or bool(
        re.search(r"\b(?:reportedly|allegedly|said to|believed to|rumou?red to)\b", text)
    )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9-]{3,}", text.casefold()) if word not in _STOP}


def _same(one: PositionFact, two: PositionFact) -> bool:
    """One position told twice: same holder and issue, half of the shorter wording shared (more if stances differ)."""
    if one.holder_party != two.holder_party:
        return False
    share = 0.5 if one.stance == two.stance else 0.7
    if one.issue.split("/")[0] != two.issue.split("/")[0]:
        return False
    b = _words(two.evidence[0].exact)
    for span in one.evidence:
        a = _words(span.exact)
        size = min(len(a), len(b)) if one.stance == two.stance else max(len(a), len(b))
        if len(a & b) >= share * max(1, size):
            return True
    return False


def _merge(kept: PositionFact, other: PositionFact) -> None:
    """Add the other's evidence; a named speaker's attribution wins over the page's own voice."""
    named = ("on_record", "named_reported_speech")
    if other.attribution_status in named and kept.attribution_status not in named:
        kept.speaker, kept.attribution_status = other.speaker, other.attribution_status
        kept.quote, kept.chain, kept.said_date = other.quote, other.chain, other.said_date
    kept.holder_person = kept.holder_person or other.holder_person
    kept.evidence.extend(other.evidence)
    kept.confidence = max(kept.confidence, other.confidence)
