"""What a unit looks like to the weights of assessments: a set of plain words, in training as in reading."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from tracker.domain.record import PositionFact
from tracker.extraction.document import Document
from tracker.extraction.features import tense_of
from tracker.extraction.judging import NOT, judging_words
from tracker.extraction.lexicon import word_set
from tracker.extraction.units import Unit
from tracker.extraction.wording import lemma, words

_LONGEST = 1500  # characters: no evidence of a position is longer
_WORDS = word_set(
    "we i they he you it this that must should will would could may might can there but if very more still yet because"
    " said has was"
)
_MOST = 3


def spans_of(positions: Sequence[PositionFact]) -> list[tuple[int, int]]:
    """The spans of the positions' evidence in text order, for `unit_features`."""
    return sorted((e.start, e.end) for position in positions for e in position.evidence)


def unit_features(doc: Document, unit: Unit, positions: list[tuple[int, int]]) -> set[str]:
    """What a unit looks like to the weights; `positions` from `spans_of`: a wish is rarely a judgement."""
    text = doc.text[unit.start : unit.end]
    said = unit.voice.speaker is not None or unit.voice.status == "document"
    where = "said" if said else "page"
    found = {"bias", where, f"status:{unit.voice.status}", f"quote:{unit.voice.quote}&{where}"}
    found.add("party" if unit.voice.party else "no party")
    found |= _judging(text, where)
    found |= {f"w:{word}" for word in _WORDS.intersection(re.findall(r"\w+", text.lower()))}
    near = positions[bisect_left(positions, (unit.start - _LONGEST, 0)) : bisect_left(positions, (unit.end, 0))]
    shared = max((min(end, unit.end) - max(start, unit.start) for start, end in near), default=0)
    found.add(f"position:{int(shared > 0.5 * (unit.end - unit.start))}&{where}")
    found.add(f"length:{sum(len(text) >= limit for limit in (30, 60, 120, 220))}")
    if re.search(r"\b\d", text):
        found.add("number")
    if unit.told:
        found.add("told")
    if "?" in text:
        found.add("question")
    if unit.sentence.index < 3:
        found.add("lead")
    tokens = [t for t in unit.sentence.span if unit.start <= unit.sentence.offset(t) < unit.end]
    found |= _qualities(tokens) | _facts(tokens) | _clause(doc, unit, tokens)
    head = unit.sentence.span.root
    found.add(f"root:{'a name' if head.pos_ == 'PROPN' else lemma(head)}&{where}")
    return found


def _judging(text: str, where: str) -> set[str]:
    """The words of judgement, by class and one by one; those that judge by themselves are counted apart."""
    judged = judging_words(text)
    count = Counter(name for name, _, _ in judged)
    found = {f"tone:{name}" for name in count} | {f"tone:{name}&{where}" for name in count}
    found |= {f"tone:{name} twice" for name, times in count.items() if times > 1}
    judging = sum(times for name, times in count.items() if name not in ("talks", "forecast"))
    found |= {f"judging:{min(judging, 4)}", f"judging:{min(judging, 4)}&{where}"}
    if "talks" in count and judging:
        found |= {"judges talks", f"judges talks&{where}"}
    each = {text[start:end].lower() for name, start, end in judged if name != "talks"}
    found |= {f"word:{word}" for word in each}
    found.add(f"strong:{min(_MOST, len(each - words('speech', 'weak_judging')))}")
    if NOT.search(text):
        found.add("negated")
    return found


def _qualities(tokens: Sequence[Token]) -> set[str]:
    """Adjectives, where they stand, and whether they are compared or raised."""
    talks = words("tone", "talks")
    adjectives = [t for t in tokens if t.tag_ in ("JJ", "JJR", "JJS") and not t.text[:1].isupper()]
    found = {f"adjectives:{min(_MOST, len(adjectives))}"}
    if any(t.dep_ == "acomp" for t in adjectives):
        found.add("predicate adjective")
    if any(t.dep_ == "attr" for t in tokens):
        found.add("predicate noun")
    if any(t.tag_ in ("JJR", "JJS") or t.lower_ in ("more", "most", "less") for t in tokens):
        found.add("comparison")
    if any(t.lower_ in words("speech", "degree") for t in tokens):
        found.add("degree")
    if any(t.dep_ == "amod" and t.head.lower_ in talks for t in adjectives):
        found.add("adjective of talks")
    if any(t.dep_ in ("nsubj", "nsubjpass") and (t.lower_ in talks or lemma(t) in talks) for t in tokens):
        found.add("talks as subject")
    return found


def _facts(tokens: Sequence[Token]) -> set[str]:
    """Signs of plain news: a date, many names."""
    found = set()
    if any(t.ent_type_ in ("DATE", "TIME") for t in tokens):
        found.add("a date")
    if sum(t.ent_type_ in ("PERSON", "GPE", "NORP", "ORG") and t.ent_iob_ == "B" for t in tokens) >= _MOST:
        found.add("many names")
    return found


def _clause(doc: Document, unit: Unit, tokens: Sequence[Token]) -> set[str]:
    """The verb that governs the unit's words, its tense, and what its subject is."""
    inside = {t.i for t in tokens}
    top = next(
        (
            t
            for t in tokens
            if t.pos_ in ("VERB", "AUX")
            and t.dep_ not in ("aux", "auxpass")
            and (t.head.i not in inside or t.head == t)
        ),
        None,
    )
    if top is None:
        return set()
    found = {f"top:{'a name' if top.text[:1].isupper() else lemma(top)}", f"top tense:{tense_of(top)}"}
    subject = next((c for c in top.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None:
        mention = doc.mention_at(unit.sentence.offset(subject))
        thing = "talks" if subject.lower_ in words("tone", "talks") else "thing"
        known = mention.kind if mention else subject.lower_ if subject.pos_ == "PRON" else thing
        found.add(f"top subject:{known}")
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in top.children):
        found.add("top modal")
    return found
