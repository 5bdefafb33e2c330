"""The stretches of an article that may judge: a sentence as far as one voice says it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tracker.extraction.clauses import is_passive, subject_of
from tracker.extraction.document import Document, Sentence, Utterance
from tracker.extraction.extents import clause_extent
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.sources import chain as chain_of
from tracker.extraction.sources import resolve
from tracker.extraction.wording import lemma, words


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text in one voice that may judge.

    `told`: nobody is quoted, but the clause says how its subject judges ("officials are sceptical").
    """

    start: int
    end: int
    voice: Utterance
    sentence: Sentence
    told: bool = False


def units(doc: Document, lexicon: Lexicon) -> Iterator[Unit]:
    """Every stretch of the article that one voice says within one sentence, told judgements after what is said."""
    outlets = [u for u in doc.utterances if u.speaker is None and u.status == "publication_voice"]
    for sentence in doc.sentences:
        here = doc.utterances_over(sentence.start, sentence.end)
        inside = [u for u in here if u.speaker is not None or u.status == "document"]
        covered = 0
        done: list[tuple[int, int]] = []
        for utterance in sorted(inside, key=lambda u: -(min(u.end, sentence.end) - max(u.start, sentence.start))):
            start, end = max(utterance.start, sentence.start), min(utterance.end, sentence.end)
            if end - start < 8:
                continue
            covered += max(0, end - start)
            if any(min(end, b) - max(start, a) > 0.8 * (end - start) for a, b in done):
                continue
            done.append((start, end))
            yield Unit(start, end, utterance, sentence)
        for unit in _told(doc, sentence, lexicon):
            if not any(min(unit.end, b) - max(unit.start, a) > 0.5 * (unit.end - unit.start) for a, b in done):
                covered += unit.end - unit.start
                done.append((unit.start, unit.end))
                yield unit
        if covered < 0.45 * (sentence.end - sentence.start):
            outer = next((u for u in outlets if u.start <= sentence.start and sentence.end <= u.end), None)
            chain = outer.chain if outer else chain_of(doc, None, None)
            voice = Utterance(sentence.start, sentence.end, None, None, chain, "publication_voice", "indirect")
            yield Unit(sentence.start, sentence.end, voice, sentence)


def _told(doc: Document, sentence: Sentence, lexicon: Lexicon) -> Iterator[Unit]:
    """The clauses that tell how their subject judges, in that subject's voice."""
    for verb in sentence.span:
        if verb.pos_ not in ("VERB", "AUX") or not _judges(verb):
            continue
        subject = subject_of(verb)
        source = resolve(doc, sentence, subject, lexicon, None) if subject is not None else None
        if source is None or source.status in ("publication_voice", "document"):
            continue
        start, end = clause_extent(doc, sentence, verb)
        speaker = source.person or source.text
        chain = chain_of(doc, None, source.name)
        voice = Utterance(start, end, speaker, source.party, chain, source.status, "indirect")
        yield Unit(start, end, voice, sentence, told=True)


def _judges(verb: Token) -> bool:
    """True for a verb of attitude with its object, and for "is sceptical", "seemed disappointed"."""
    below = [c for c in verb.children if c.i > verb.i]
    if is_passive(verb):
        return lemma(verb) in words("speech", "mood") or verb.lower_ in words("speech", "mood")
    if lemma(verb) in words("speech", "copula"):
        return any(c.lower_ in words("speech", "mood") for c in below if c.dep_ in ("acomp", "oprd", "attr"))
    return lemma(verb) in words("speech", "attitude") and any(c.dep_ in ("dobj", "ccomp") for c in below)
