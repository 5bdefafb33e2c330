"""Where the clause of a verb begins and ends in the text."""

import re

from spacy.tokens import Token

from tracker.extraction.clauses import is_passive, left, own_subject, right
from tracker.extraction.document import Document, Sentence, Utterance
from tracker.extraction.quotations import closed, without_tail
from tracker.extraction.stance_words import stance_verb
from tracker.extraction.wording import lemma, words

_COMMENT = 6  # tokens: a comment of fewer words stays with its subject
_BUT_ONLY = re.compile(
    r",? (?:but|and|though|although) only (?:if|after|when|once|as long as|on condition)\b[^.;:\n\"”]{3,200}",
    re.IGNORECASE,
)
_FRONTED = ("if", "unless", "until", "once", "provided", "without", "only")


def clause_extent(doc: Document, sentence: Sentence, verb: Token) -> tuple[int, int]:
    """Offsets of the clause of `verb`: from its subject to the end of what it governs.

    Left out: coordinated clauses after it, participles of speech ("saying that"), what is attributed at the end, a
    fronted clause that is no condition, and the words of another speaker's cue.
    """
    first = verb
    for child in verb.children:
        fronted = child.dep_ == "advcl" and child.i < verb.i and left(child).lower_ in _FRONTED
        if fronted or child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "expl", "csubj"):
            first = min(first, left(child), key=lambda t: t.i)
    first = _after_comment(verb, first)
    last = verb
    for child in verb.children:
        if child.i < verb.i or child.dep_ in ("punct", "parataxis"):
            continue
        if child.dep_ == "conj" and (child.tag_ != "VB" or own_subject(child) or stance_verb(child)[0]):
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
    if verb.dep_ == "xcomp" and is_passive(verb.head) and lemma(verb.head) in words("speech", "reported"):
        subject = own_subject(verb.head)  # "is believed to want": the report belongs to the clause
        first = left(subject) if subject is not None else first
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
            # "said he did not “want to block it”": the words between the cue and the mark belong to the clause.
            start = max(start, utterance.cue_end if _opens_before(doc, sentence, verb, utterance) else utterance.start)
    end = max(without_tail(doc.text, start, end), sentence.offset_end(verb))
    condition = _BUT_ONLY.match(doc.text, end, sentence.end)
    if condition:  # ", but only if …" limits what was just said, wherever the parser hangs it
        end = condition.end()
    text = doc.text[start:end].rstrip(" ,;:-–—")
    return start, closed(doc.text, start + len(text), start)


def _opens_before(doc: Document, sentence: Sentence, verb: Token, quotation: Utterance) -> bool:
    """True where the verb's own subject, auxiliary or "not" stands before the quotation that holds the verb."""
    at = quotation.start
    if doc.text[at : at + 1] not in '"“':
        return False
    own = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg"))
    return any(sentence.offset(c) < at for c in own)


def _before_relative(verb: Token, last: Token) -> Token:
    """The end without a last relative clause set off by a comma (", which may be extended"), which adds a comment."""
    for token in verb.subtree:
        if token.dep_ != "relcl" or token.i <= verb.i or right(token).i < last.i - 1:
            continue
        first = left(token)
        if first.i > verb.i + 1 and first.nbor(-1).text in (",", "-", "–", "—"):
            return first.nbor(-2)
    return last


def _after_comment(verb: Token, first: Token) -> Token:
    """The start without a subject that carries a comment between commas ("X, who is to meet Y, insists")."""
    subject = own_subject(verb)
    if subject is None or subject.i > verb.i:
        return first
    last = subject.right_edge
    comment = any(t.dep_ in ("relcl", "appos") and t.i > subject.left_edge.i for t in subject.subtree)
    if not comment or last.text not in (",", "-", "–", "—") or last.i - subject.i < _COMMENT:
        return first
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and last.i < c.i < verb.i]
    return auxiliaries[0] if auxiliaries else verb
