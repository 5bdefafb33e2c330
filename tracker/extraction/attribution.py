"""Who says what in an article: fills `doc.utterances` (GUIDELINE.md 6).

Order: cues of each sentence (a verb of speech with its source and its content, "according to X"), quotations joined
to the nearest cue, quotations without a cue carried on from the speaker before, and last the outlet that the whole
page re-reports. `attribution_of` answers for any span.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tracker.extraction import sources
from tracker.extraction.clauses import is_passive, left, own_subject, right, subject_of
from tracker.extraction.dates import find_dates, resolve
from tracker.extraction.document import Document, Sentence, Utterance
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.quotations import Quotation, closed, find_quotations, without_tail
from tracker.extraction.sources import Source
from tracker.extraction.stance_words import NOUNS
from tracker.extraction.transcripts import find_speeches
from tracker.extraction.wording import lemma, words

_TRIM = " \t\r\n,;:-–—"
_GAP = 40  # the most characters that may stand between a quotation and the words of attribution next to it
OWN_WORDS = 5  # with so many words in quotation marks a paraphrase is on record
_SCARE = 3  # a quotation of so few words is a term, not a statement


class _Cue:
    """A source, the verb that attributes to it, and what is attributed (offsets in the stored text)."""

    __slots__ = ("content", "end", "sentence", "source", "start", "verb")

    def __init__(
        self, sentence: Sentence, verb: Token, source: Source, content: tuple[int, int] | None, start: int, end: int
    ) -> None:
        self.sentence = sentence
        self.verb = verb
        self.source = source
        self.content = content
        self.start = start
        self.end = end


def find_utterances(doc: Document, lexicon: Lexicon) -> None:
    """Fill `doc.utterances` in text order, and `doc.publisher` where the text names it and nothing else did."""
    if doc.publisher is None:
        doc.publisher = sources.find_publisher(doc, lexicon)
    quotations = find_quotations(doc)
    found: list[Utterance] = []
    last: Source | None = None
    unnamed: list[Source] = []
    main = sources.main_outlet(doc, lexicon)
    by_paragraph: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        by_paragraph.setdefault(quotation.paragraph, []).append(quotation)
    for paragraph in doc.paragraphs:
        cues: list[_Cue] = []
        for sentence in doc.sentences_of(paragraph):
            for cue in _cues(doc, sentence, lexicon, last):
                cue.source = next((s for s in reversed(unnamed) if sources.comes_back(cue.source.text, s)), cue.source)
                cues.append(cue)
                if not _says(cue):
                    continue
                last = replace(cue.source, at=cue.start)
                if last.status.startswith("anonymous") and last not in unnamed:
                    unnamed.append(last)
        some = _joined(doc, cues, by_paragraph.get(paragraph.index, []), found[-1] if found else None, main)
        found.extend(some)
    found.extend(find_speeches(doc))
    if main is not None and doc.paragraphs:
        chain = sources.chain(doc, main, None)
        found.append(Utterance(0, len(doc.text), None, None, chain, "publication_voice", "indirect"))
    doc.utterances = sorted(found, key=lambda u: (u.start, -u.end))


def attribution_of(doc: Document, start: int, end: int) -> Utterance:
    """Who says the words of [start, end): the innermost utterance that covers most of them.

    Where nobody is cited the page itself speaks: status "publication_voice", no speaker, the chain its publisher.
    """
    return voices_of(doc, start, end)[0]


def voices_of(doc: Document, start: int, end: int) -> list[Utterance]:
    """As `attribution_of`, but all who say the same words together ("the EC and Japan have said"), at least one."""
    found: list[Utterance] = []
    for utterance in doc.utterances_over(start, end):
        if found and (utterance.start, utterance.end) != (found[0].start, found[0].end):
            break
        if utterance.cue_start is not None and start <= utterance.cue_start < end and utterance.start > start:
            continue  # the span holds the attribution itself: who says that is the voice further out
        shared = min(end, utterance.end) - max(start, utterance.start)
        if shared >= 0.6 * (end - start):
            found.append(utterance)
    if found:
        return found
    return [Utterance(start, end, None, None, sources.chain(doc, None, None), "publication_voice", "indirect")]


def _cues(doc: Document, sentence: Sentence, lexicon: Lexicon, last: Source | None) -> list[_Cue]:
    found = []
    for token in sentence.span:
        word = lemma(token)
        if word == "accord" or token.lower_ == "according":
            cue = _according(doc, sentence, token, lexicon, last)
        elif token.pos_ == "NOUN" and word in words("speech", "said"):
            cue = _nominal(doc, sentence, token, lexicon, last)
        elif token.pos_ in ("VERB", "AUX") and any(
            word in words("speech", kind) for kind in ("say", "think", "act", "judge")
        ):
            cue = _verbal(doc, sentence, token, lexicon, last)
        else:
            continue
        if cue is not None:
            found.append(cue)
            found.extend(_joint(doc, cue, token, lexicon))
            if _says(cue):
                last = replace(cue.source, at=cue.start)
    return found


def _says(cue: _Cue) -> bool:
    """True where the source speaks: who only fears or offers something is not who "they said" goes back to."""
    return lemma(cue.verb) not in words("speech", "think") and lemma(cue.verb) not in words("speech", "act")


def _nominal(doc: Document, sentence: Sentence, noun: Token, lexicon: Lexicon, last: Source | None) -> _Cue | None:
    """Of "Macron's announcement that he would stay": the owner of a noun of speech says its clause."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and own_subject(c) is not None), None)
    if owner is None or clause is None or clause.i < noun.i:
        return None
    source = sources.resolve(doc, sentence, owner, lexicon, last)
    if source is None or source.person is None:
        return None
    begin = left(clause)
    if begin.lower_ == "that":
        begin = begin.nbor(1)
    content = _trimmed(doc, sentence.offset(begin), sentence.offset_end(right(clause)))
    return _Cue(sentence, noun, source, content, sentence.offset(left(owner)), sentence.offset_end(noun))


def _joint(doc: Document, cue: _Cue, verb: Token, lexicon: Lexicon) -> Iterator[_Cue]:
    """The cues of the others of a joint subject ("the EC and Japan said"), where each is somebody by name."""
    subject = own_subject(verb)
    for child in subject.conjuncts if subject is not None else ():
        mention = doc.mention_at(cue.sentence.offset(child), "person") or doc.mention_at(
            cue.sentence.offset(child), "party"
        )
        source = sources.resolve(doc, cue.sentence, child, lexicon, None) if mention is not None else None
        if source is not None and source.text != cue.source.text:
            yield _Cue(cue.sentence, verb, source, cue.content, cue.start, cue.end)


def _according(doc: Document, sentence: Sentence, token: Token, lexicon: Lexicon, last: Source | None) -> _Cue | None:
    for child in token.children:
        if child.lower_ != "to":
            continue
        for noun in child.children:
            if noun.dep_ == "pobj":
                source = sources.resolve(doc, sentence, noun, lexicon, last)
                start, end = sentence.offset(token), sentence.offset_end(right(noun))
                if source is None:
                    return None
                before = (sentence.start, start) if start - sentence.start > sentence.end - end else (end, sentence.end)
                return _Cue(sentence, token, source, _trimmed(doc, *before), start, end)
    return None


def _verbal(doc: Document, sentence: Sentence, verb: Token, lexicon: Lexicon, last: Source | None) -> _Cue | None:
    subject = subject_of(verb)
    if subject is None or subject.lower_ in ("there", "what", "this", "that"):
        return None
    if any(child.dep_ == "neg" for child in verb.children) and lemma(verb) not in ("rule",):
        return None
    if is_passive(verb) and lemma(verb) not in ("quote", "cite"):
        return None
    source = sources.resolve(doc, sentence, subject, lexicon, last)
    if source is None:
        return None
    own = subject.head == verb
    start = sentence.offset(min(left(subject) if own else verb, verb, key=lambda t: t.i))
    end = max(sentence.offset_end(verb), sentence.offset_end(subject) if own else 0)
    content = _content(doc, sentence, verb, subject, start)
    return _Cue(sentence, verb, source, content, start, end)


def _content(doc: Document, sentence: Sentence, verb: Token, subject: Token, start: int) -> tuple[int, int] | None:
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    if clause is None and lemma(verb) in words("speech", "say"):
        clause = next((c for c in verb.children if c.dep_ in ("parataxis",) and c.i > verb.i), None)
    if clause is None:
        # "said on Sunday they accepted": the parser hangs the clause on the day.
        days = [c for c in verb.children if c.i > verb.i and c.dep_ in ("npadvmod", "dobj", "prep")]
        clause = next((c for day in days for c in day.subtree if c.dep_ == "relcl" and subject_of(c) is not None), None)
    before = doc.text[sentence.start : start].rstrip()
    if clause is None and lemma(verb) in words("speech", "repeat"):
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        if thing is not None and any(lemma(thing) in words("stances", f"noun_{name}") for name in NOUNS):
            return _trimmed(doc, sentence.offset(left(thing)), sentence.offset_end(right(thing)))
    if clause is None and lemma(verb) in words("speech", "judge"):
        return _judged(doc, sentence, verb)
    if clause is not None and clause.i > verb.i:
        begin, stop = left(clause), _before_contrast(doc, sentence, clause, subject)
        if begin.i <= verb.i:
            begin = sentence.span.doc[verb.i + 1]
        if begin.lower_ in ("that", "whether", "if", "how") and begin.dep_ == "mark":
            begin = sentence.span.doc[begin.i + 1] if begin.i + 1 < stop.i else begin
        return _trimmed(doc, sentence.offset(begin), sentence.offset_end(stop))
    after = doc.text[sentence.offset_end(verb) : sentence.end]
    in_middle = before.endswith(",") and after.startswith(",") and len(after.split()) > 3
    if in_middle and clause is None and verb.dep_ == "parataxis" and lemma(verb) in words("speech", "say"):
        return _trimmed(doc, sentence.start, sentence.end)  # "The plan, an aide said, has to be dropped"
    in_front = [t for t in verb.doc[sentence.span.start : verb.i] if sentence.offset(t) < start]
    full = clause is not None or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.head.dep_ != "advcl" for t in in_front)
    tail = full and before.endswith((",", '"', "”", "-", "–", "—", ",'", ",’"))
    if tail and (clause is not None or lemma(verb) in words("speech", "say")) and subject.head == verb:
        if after.startswith(",") and len(after.split()) > 3:  # set in the middle: what goes on after it is said too
            return _trimmed(doc, sentence.start, sentence.end)
        return _trimmed(doc, sentence.start, start)
    if clause is not None and clause.i < verb.i:
        return _trimmed(doc, sentence.start, start)
    return None


def _judged(doc: Document, sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """Of "called the meeting tense", "described it as useful": the thing and what it is called."""
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "oprd", "prep", "acomp", "attr", "conj")]
    named = any(c.dep_ in ("oprd", "acomp", "attr") or (c.dep_ == "prep" and c.lower_ == "as") for c in parts)
    # The parser may hang the judgement on the thing itself: "the meeting 'tense' and 'long'".
    behind = any(c.dep_ == "amod" and c.i > part.i for part in parts if part.dep_ == "dobj" for c in part.children)
    if not parts or not (named or behind):
        return None
    return _trimmed(doc, sentence.offset(left(parts[0])), sentence.offset_end(right(parts[-1])))


def _before_contrast(doc: Document, sentence: Sentence, clause: Token, subject: Token) -> Token:
    """The last token said: ", while Hamas demands" after what Israel says is the page's own contrast."""
    last = right(clause)
    own = doc.mention_at(sentence.offset(subject))
    for child in clause.children:
        if child.dep_ != "advcl" or child.i < clause.i or left(child).lower_ not in ("while", "whereas"):
            continue
        other = own_subject(child)
        theirs = doc.mention_at(sentence.offset(other)) if other is not None else None
        if own and theirs and doc.party_of(own) != doc.party_of(theirs) and left(child).nbor(-1).text == ",":
            return left(child).nbor(-2)
    return last


def _trimmed(doc: Document, start: int, end: int) -> tuple[int, int] | None:
    end = without_tail(doc.text, start, end)
    text = doc.text[start:end]
    start += len(text) - len(text.lstrip(_TRIM))
    end = closed(doc.text, start + len(text.strip(_TRIM)), start)
    return (start, end) if end - start > 2 else None


def _joined(
    doc: Document, cues: list[_Cue], quotations: list[Quotation], before: Utterance | None, main: str | None
) -> list[Utterance]:
    """The utterances of one paragraph: cues with their content, and quotations with the cue they belong to."""
    made: list[Utterance] = []
    spoken: dict[Quotation, Utterance] = {}
    for quotation in quotations:
        cue = _nearest(doc, quotation, cues)
        if cue is not None:
            spoken[quotation] = _utterance(doc, cue, quotation.start, quotation.end, "direct", main)
    for quotation in quotations:
        if quotation in spoken or quotation.words <= _SCARE:
            continue
        carried = next((spoken[q] for q in reversed(quotations) if q in spoken and q.end <= quotation.start), None)
        if carried is None and not cues and before is not None and _opens_paragraph(doc, quotation):
            carried = before if before.quote != "indirect" or before.speaker else None
        if carried is not None and carried.status != "publication_voice":
            spoken[quotation] = replace(
                carried, start=quotation.start, end=quotation.end, quote="direct", status=_on_record(carried.status)
            )
    for cue in cues:
        if cue.content is None:
            continue
        start, end = cue.content
        inside = [q for q in quotations if q.start < end and start < q.end]
        enclosing = [q for q in inside if q.start < cue.start and cue.end < q.end]
        if enclosing and spoken.get(enclosing[0]) and not _may_nest(spoken[enclosing[0]], cue.source):
            continue
        inside = [q for q in inside if q not in enclosing]
        quoted = sum(min(end, q.end) - max(start, q.start) for q in inside)
        if quoted >= 0.85 * (end - start):
            continue  # the quotation itself is the utterance
        kind = "mixed" if any(q.words >= OWN_WORDS for q in inside) else "indirect"
        made.append(_utterance(doc, cue, start, end, kind, main))
    for quotation, utterance in spoken.items():
        if quotation.words <= _SCARE and any(u.start <= quotation.start and quotation.end <= u.end for u in made):
            continue
        made.append(utterance)
    return sorted(made, key=lambda u: u.start)


def _may_nest(outer: Utterance, source: Source) -> bool:
    """An outlet's quotation may hold the words of others, a speaker's at most the speaker's own view."""
    if outer.status in ("publication_voice", "document"):
        return True
    return source.person is not None and source.person == outer.speaker


def _nearest(doc: Document, quotation: Quotation, cues: list[_Cue]) -> _Cue | None:
    """The cue a quotation belongs to: the one whose content it is, else one that stands right beside it."""
    outside = [c for c in cues if not (quotation.start <= c.start and c.end <= quotation.end)]
    best: tuple[int, _Cue] | None = None
    for cue in outside:
        gap = cue.start - quotation.end if cue.start >= quotation.end else quotation.start - cue.end
        if cue.content and cue.content[0] <= quotation.inner_start and quotation.inner_end <= cue.content[1] + 1:
            gap = min(gap, 2)
        elif gap < 0 or gap > _GAP:
            continue
        elif cue.start >= quotation.end and doc.text[quotation.end : cue.start].strip(_TRIM + '"”“ '):
            # other words between: only if they do not end a sentence
            between = doc.text[quotation.end : cue.start]
            if "." in between or len(between.split()) > 4:
                continue
        elif quotation.start >= cue.end:
            between = doc.text[cue.end : quotation.start]
            if len(between.split()) > 6 and ":" not in between:
                continue
            gap += 3
        if cue.source.status == "publication_voice":
            gap += _GAP  # who is quoted comes before the outlet that quotes
        if best is None or gap < best[0]:
            best = (gap, cue)
    return best[1] if best else None


def _utterance(doc: Document, cue: _Cue, start: int, end: int, quote: str, main: str | None) -> Utterance:
    source = cue.source
    status = source.status
    if status == "named_reported_speech" and quote != "indirect" and source.person is not None:
        status = "on_record"
    outlet = source.outlet or main
    speaker = None if source.status == "publication_voice" else source.person or source.text
    voice = None if source.status == "publication_voice" else source.name
    chain = sources.chain(doc, outlet, voice)
    said = _said_on(doc, cue, start, end)
    return Utterance(start, end, speaker, source.party, chain, status, quote, cue.start, cue.end, said)


def _said_on(doc: Document, cue: _Cue, start: int, end: int) -> str | None:
    """The day beside the words of attribution ("said on Monday"), EDTF; None where they name none.

    Only what stands between the cue and the words said, or after the cue to the end of its sentence, dates the saying.
    """
    stop = start if start >= cue.end else cue.sentence.end
    if cue.start < start < end <= cue.end:
        return None
    region = doc.text[cue.end : min(stop, cue.end + _GAP)]
    for when in find_dates(region, cue.end):
        if not start <= when.start < end:
            return resolve(when, doc.published, "past")
    return None


def _on_record(status: str) -> str:
    return "on_record" if status == "named_reported_speech" else status


def _opens_paragraph(doc: Document, quotation: Quotation) -> bool:
    paragraph = doc.paragraphs[quotation.paragraph]
    return not doc.text[paragraph.start : quotation.start].strip()
