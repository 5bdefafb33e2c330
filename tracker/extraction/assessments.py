"""Assessments: what somebody makes of the tone, the outcome, the relation of the sides or the chances (GUIDELINE.md 7).

The unit is a sentence as far as one voice says it (units.py). Words of judgement are counted by class
(lexicons/tone.toml); weights say how likely the unit is an assessment, from what unit_features.py sees of it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.domain.record import AssessmentFact, MeetingFact, PositionFact, TrackFact
from tracker.extraction.document import Document
from tracker.extraction.judging import NOT, expectations, judging_words, opening, phrases, qualities
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.quotations import find_quotations
from tracker.extraction.unit_features import spans_of, unit_features
from tracker.extraction.units import Unit, units
from tracker.extraction.weights import assessment_likelihood
from tracker.extraction.wording import words

LIKELY = 0.45  # the best F1 over folds by negotiation lies from 0.38 to 0.45; precision rises
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
        lexicon: the outlets, whose name is no judge's.
        meetings: what an assessment can be about.
        tracks: what it can be about where it names no meeting.
        positions: what the text was already read as; a wish is rarely a judgement.
    """
    quoted = find_quotations(doc)
    facts: list[AssessmentFact] = []
    spans = spans_of(positions)
    for unit in units(doc, lexicon):
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
        if all(value.lower() in words("speech", "weak_judging") for value in values):
            values = expectations(unit.sentence, unit.start, unit.end) or values
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
    score["doubt"] *= 1.4  # "sceptical about the prospects" doubts
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
            turned = bool(NOT.search(text[max(0, start - 25) : start]))
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
