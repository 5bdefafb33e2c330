"""Who acts and who speaks in a sentence, as far as its subject is a party: "Peru's foreign ministry said"."""

from typing import Final

from spacy.tokens import Token

from tracker.extraction.document import Document, Mention, Sentence
from tracker.extraction.lexicon import word_set

SPEAKS: Final = word_set(
    "say announce state declare confirm report add insist warn note claim deny reiterate tell describe call"
)
_BODIES: Final = word_set(
    "government army military leadership delegation side team ministry cabinet administration authorities forces navy"
    " parliament presidency embassy negotiators officials"
)


def subject_at(sentence: Sentence, offset: int) -> Token | None:
    """The subject of a clause that the word at `offset` is, or modifies ("U.S. officials", "Peru's government").

    None where it is none.
    """
    token = next((t for t in sentence.span if sentence.offset(t) <= offset < sentence.offset_end(t)), None)
    while token is not None and (
        token.dep_ in ("compound", "amod", "nmod") or (token.dep_ == "poss" and token.head.lower_ in _BODIES)
    ):
        token = token.head
    return token if token is not None and token.dep_ in ("nsubj", "nsubjpass") else None


def is_main_subject(sentence: Sentence, offset: int) -> bool:
    """Whether the word at `offset` is, or modifies, the subject of the sentence's main clause."""
    subject = subject_at(sentence, offset)
    return subject is not None and subject.head.dep_ == "ROOT"


def main_subject(doc: Document, sentence: Sentence) -> Mention | None:
    """The party that is the subject of the sentence's main clause."""
    found = (m for m in doc.mentions_in(sentence.start, sentence.end, "party") if is_main_subject(sentence, m.start))
    return next(found, None)
