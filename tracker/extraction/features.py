"""What a candidate looks like to the weights: a set of plain words, the same when training and when reading."""

from collections.abc import Sequence

from spacy.tokens import Token

from tracker.extraction.candidates import Candidate
from tracker.extraction.clauses import subject_of
from tracker.extraction.document import Document
from tracker.extraction.issues import issue_of, issue_weights
from tracker.extraction.stance import stance_of
from tracker.extraction.stance_words import is_hearsay
from tracker.extraction.wording import lemma

_LENGTHS = (30, 60, 120, 220)
_HAVE = frozenset(["have", "has", "had", "'ve", "’ve"])
_BE = frozenset(["is", "are", "was", "were", "am", "been", "'re", "’re", "'s", "’s", "'m", "’m"])


def features(doc: Document, candidate: Candidate, ranks: Sequence[str]) -> set[str]:
    """The features of a candidate.

    Args:
        doc: the article.
        candidate: a clause from `candidates`.
        ranks: the parties of the article, those named most often first.
    """
    cues = candidate.cues
    text = doc.text[candidate.start : candidate.end]
    how = candidate.how
    found = set(cues) | {f"how:{how}", f"status:{candidate.utterance.status}", "bias"}
    said = candidate.utterance.speaker is not None
    found.add(f"quote:{candidate.utterance.quote}" if said else "quote:none")
    negated = int("negated" in cues)
    classes = [cue.partition(":")[2] for cue in cues if cue.startswith(("verb:", "noun:", "adj:"))]
    for name in classes:
        found |= {f"{name}&{how}", f"{name}&neg{negated}", f"{name}&other{int('other does' in cues)}"}
    if not classes:
        found.add(f"no class&{how}")
    for cue in cues:
        if cue.startswith("modal:"):
            found |= {f"{cue}&{how}", f"{cue}&neg{negated}", *(f"{cue}&{name}" for name in classes)}
    found.add(f"head:{_word(candidate.head)}")
    rank = ranks.index(candidate.holder) if candidate.holder in ranks else 9
    found.add(f"rank:{min(rank, 3)}")
    found.add("target" if candidate.targets else "no target")
    found.add("person" if candidate.person else "no person")
    found.add(f"length:{sum(len(text) >= limit for limit in _LENGTHS)}")
    weights = issue_weights(text)
    found.add(f"issue:{issue_of(text) if weights else 'none'}")
    found.add(f"issue words:{min(3, int(sum(weights.values()) / 2))}")
    found.add(f"stance:{stance_of(candidate, text)}")
    found |= _around(doc, candidate)
    how_much = "class" if classes else "modal" if any(cue.startswith("modal:") for cue in cues) else "plain"
    tense = tense_of(candidate.head)
    found |= {f"tense:{tense}", f"tense:{tense}&{how_much}", f"tense:{tense}&{how}", f"{how}&{how_much}"}
    if "?" in doc.text[candidate.end : candidate.end + 2]:
        found.add("question")
    return found


def _around(doc: Document, candidate: Candidate) -> set[str]:
    """What the head governs, what governs it, who its subject is, and how much of the utterance the clause fills."""
    head = candidate.head
    stated = head.head if is_hearsay(head) else head
    found = {f"above:{_word(stated.head)}/{stated.dep_}" if stated.head != stated else "above:nothing"}
    found.add(f"depth:{min(4, sum(1 for _ in head.ancestors))}")
    inner = next((c for c in head.children if c.dep_ in ("xcomp", "ccomp") and c.i > head.i), None)
    if inner is not None:
        found.add(f"inner:{_word(inner)}")
    thing = _object(head)
    if thing is not None:
        found.add(f"object:{_word(thing)}")
    subject = subject_of(head)
    if subject is not None:
        known = doc.mention_at(candidate.sentence.offset(subject)) is not None
        found.add("subject:named" if known else f"subject:{_word(subject)}")
    said = candidate.utterance
    if said.speaker is not None:
        share = (candidate.end - candidate.start) / max(1, said.end - said.start)
        found.add(f"utterance:{min(4, int(4 * share))}")
        found.add("utterance:first" if candidate.start <= said.start + 3 else "utterance:later")
    found.add(f"sentence:{int(4 * (candidate.end - candidate.start) / max(1, _size(candidate)))}")
    return found


def tense_of(head: Token) -> str:
    """What is done, has been done, goes on, is or is to be: the form of a clause's verb with its auxiliaries."""
    if is_hearsay(head):
        return "present"
    helpers = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _HAVE:
        return "perfect"
    if head.tag_ == "VBG" and helpers & _BE:
        return "progressive"
    return {"VBD": "past", "VBZ": "present", "VBP": "present", "VBN": "participle"}.get(head.tag_, "base")


def _word(token: Token) -> str:
    """The lemma of a word of the language; names are all one, so that no weight hangs on who is in the news."""
    return "a name" if token.pos_ in ("PROPN", "X", "NUM") or token.text[:1].isupper() else lemma(token)


def _size(candidate: Candidate) -> int:
    return candidate.sentence.end - candidate.sentence.start


def _object(head: Token) -> Token | None:
    for child in head.children:
        if child.dep_ in ("dobj", "attr", "acomp", "nsubjpass"):
            return child
        if child.dep_ == "prep":
            below = next((c for c in child.children if c.dep_ == "pobj"), None)
            if below is not None:
                return below
    return None
