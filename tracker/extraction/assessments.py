"""Assessments: what somebody makes of the tone, the outcome, the relation of the sides or the chances (GUIDELINE.md 7).

The unit is a sentence as far as one voice says it: the part of it inside an utterance, else the sentence in the page's
own voice. Words of judgement are counted by class (lexicons/tone.toml); weights say how likely the unit is
an assessment.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.record import AssessmentFact, MeetingFact, PositionFact, TrackFact
from tracker.extraction.document import Document, Sentence, Utterance
from tracker.extraction.judging import judging_words, opening, phrases, qualities
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.quotations import find_quotations
from tracker.extraction.sources import chain as chain_of
from tracker.extraction.weights import assessment_likelihood
from tracker.extraction.wording import lemma

LIKELY = 0.4  # the best F1 over folds by negotiation lies from 0.35 to 0.40
_LONGEST = 1500  # characters: no evidence of a position is longer
_NOT = re.compile(r"(?:\b(?:not|no|never|without|hardly|little|lack|few|nor|neither|cannot)\b|n['’]t\b)", re.IGNORECASE)
_KINDS = (
    ("tone", ("tone_positive", "tone_negative")),
    ("outcome", ("outcome_positive", "outcome_negative")),
    ("relation", ("relation_positive", "relation_negative")),
    ("forecast", ("forecast",)),
    ("doubt", ("doubt",)),
    ("media_evaluation", ("evaluation",)),
)
_POSITIVE = ("tone_positive", "outcome_positive", "forecast_positive", "relation_positive")
_NEGATIVE = ("tone_negative", "outcome_negative", "forecast_negative", "relation_negative", "doubt")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text in one voice that may judge."""

    start: int
    end: int
    voice: Utterance
    sentence: Sentence


def units(doc: Document) -> Iterator[Unit]:
    """Every stretch of the article that one voice says within one sentence, in text order."""
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
        if covered < 0.45 * (sentence.end - sentence.start):
            outer = next((u for u in outlets if u.start <= sentence.start and sentence.end <= u.end), None)
            chain = outer.chain if outer else chain_of(doc, None, None)
            voice = Utterance(sentence.start, sentence.end, None, None, chain, "publication_voice", "indirect")
            yield Unit(sentence.start, sentence.end, voice, sentence)


def spans_of(positions: Sequence[PositionFact]) -> list[tuple[int, int]]:
    """The spans of the positions' evidence in text order, for `unit_features`."""
    return sorted((e.start, e.end) for position in positions for e in position.evidence)


def unit_features(doc: Document, unit: Unit, positions: list[tuple[int, int]]) -> set[str]:
    """What a unit looks like to the weights; `positions` from `spans_of`: a wish is rarely a judgement."""
    text = doc.text[unit.start : unit.end]
    count = Counter(name for name, _, _ in judging_words(text))
    said = unit.voice.speaker is not None or unit.voice.status == "document"
    where = "said" if said else "page"
    found = {"bias", where, f"status:{unit.voice.status}", f"quote:{unit.voice.quote}&{where}"}
    found.add("party" if unit.voice.party else "no party")
    for name, times in count.items():
        found |= {f"tone:{name}", f"tone:{name}&{where}"}
        if times > 1:
            found.add(f"tone:{name} twice")
    judging = sum(times for name, times in count.items() if name not in ("talks", "forecast"))
    found |= {f"judging:{min(judging, 4)}", f"judging:{min(judging, 4)}&{where}"}
    if "talks" in count and judging:
        found |= {"judges talks", f"judges talks&{where}"}
    if _NOT.search(text):
        found.add("negated")
    lower = text.lower()
    for word in (
        "we",
        "i",
        "they",
        "he",
        "you",
        "it",
        "this",
        "that",
        "must",
        "should",
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "there",
        "but",
        "if",
        "very",
        "more",
        "still",
        "yet",
        "because",
        "said",
        "has",
        "was",
    ):
        if re.search(rf"\b{word}\b", lower):
            found.add(f"w:{word}")
    near = positions[bisect_left(positions, (unit.start - _LONGEST, 0)) : bisect_left(positions, (unit.end, 0))]
    shared = max((min(end, unit.end) - max(start, unit.start) for start, end in near), default=0)
    found.add(f"position:{int(shared > 0.5 * (unit.end - unit.start))}&{where}")
    found.add(f"length:{sum(len(text) >= limit for limit in (30, 60, 120, 220))}")
    if re.search(r"\b\d", text):
        found.add("number")
    if "?" in text:
        found.add("question")
    if unit.sentence.index < 3:
        found.add("lead")
    head = unit.sentence.span.root
    found.add(f"root:{'a name' if head.pos_ == 'PROPN' else lemma(head)}&{where}")
    return found


def find_assessments(
    doc: Document,
    lexicon: Lexicon,
    meetings: Sequence[MeetingFact],
    tracks: Sequence[TrackFact],
    positions: Sequence[PositionFact] = (),
) -> list[AssessmentFact]:
    """Every assessment of the article, in text order, ids "as1", "as2", ...

    Args:
        doc: with mentions and utterances.
        lexicon: unused; the modules are called alike.
        meetings: what an assessment can be about.
        tracks: what it can be about where it names no meeting.
        positions: what the text was already read as; a wish is rarely a judgement.
    """
    del lexicon
    quoted = find_quotations(doc)
    facts: list[AssessmentFact] = []
    spans = spans_of(positions)
    for unit in units(doc):
        chance = assessment_likelihood(unit_features(doc, unit, spans))
        if chance < LIKELY:
            continue
        text = doc.text[unit.start : unit.end]
        found = judging_words(text)
        kind, polarity = _kind(found, unit, text), _polarity(found, text)
        values = [
            doc.text[q.inner_start : q.inner_end].strip(" ,.;:!?\"“”'’")
            for q in quoted
            if q.words <= 4 and unit.start <= q.start and q.end <= unit.end
        ]
        values = list(dict.fromkeys(value for value in values if judging_words(value))) or phrases(text)
        if not values and unit.voice.speaker is not None:
            values = qualities(unit.sentence, unit.start, unit.end)
        if not values:
            continue  # nothing in it judges
        facts.append(
            AssessmentFact(
                id=f"as{len(facts) + 1}",
                evidence=[doc.evidence(unit.start + opening(text), unit.end)],
                confidence=round(chance, 3),
                rule=f"assessment/{kind}",
                about=_about(doc, unit, meetings, tracks),
                kind=kind,
                values=values[:4],
                polarity=polarity,
                speaker=unit.voice.speaker,
                party=unit.voice.party,
                chain=list(unit.voice.chain),
            )
        )
    return facts


def _kind(found: list[tuple[str, int, int]], unit: Unit, text: str) -> str:
    """The class with most words; the page's own adjectives are `media_evaluation`, its predictions `forecast`."""
    count = Counter(name for name, _, _ in found)
    score = {kind: float(sum(count[name] for name in names)) for kind, names in _KINDS}
    score["forecast"] *= 0.6
    score["media_evaluation"] *= 0.5
    if unit.voice.speaker is not None or unit.voice.status == "document":
        score["media_evaluation"] = 0.0
    if re.search(r"\b(?:will|could|may|might|would|likely|unlikely|expect\w*|hop\w+|chance\w*|prospects?)\b", text):
        score["forecast"] += 0.7
    return max(score, key=lambda kind: (score[kind], kind))


def _polarity(found: list[tuple[str, int, int]], text: str) -> str:
    good = bad = 0
    for name, start, _ in found:
        if name in _POSITIVE or name in _NEGATIVE:
            turned = bool(_NOT.search(text[max(0, start - 25) : start]))
            if (name in _POSITIVE) != turned:
                good += 1
            else:
                bad += 1
    if good and bad and re.search(r"\b(?:but|although|though|while|however|yet|still)\b", text, re.IGNORECASE):
        return "mixed"
    if good == bad:
        return "mixed" if good else "neutral"
    return "positive" if good > bad else "negative"


def _about(doc: Document, unit: Unit, meetings: Sequence[MeetingFact], tracks: Sequence[TrackFact]) -> str | None:
    """The meeting whose evidence shares the sentence, else the track whose parties do, else None."""
    for meeting in meetings:
        if any(e.start < unit.sentence.end and unit.sentence.start < e.end for e in meeting.evidence):
            return meeting.id
    named = {doc.party_of(m) for m in doc.mentions_in(unit.sentence.start, unit.sentence.end)} | {unit.voice.party}
    best = [track for track in tracks if len(named & set(track.parties)) >= 2]
    if not best and len(tracks) == 1 and unit.voice.party in tracks[0].parties:
        best = list(tracks)
    return best[0].id if best else None
