"""The article as the rules see it: paragraphs parsed apart, sentences, and who or what each mention refers to.

Every offset is in code points of `Article.text`, the stored text, never of a paragraph. A rule module takes a
`Document`, reads what earlier modules put into it and returns facts; the order is set in `extractor.py`:
parties and people first (they fill `mentions`), then dates and places, then attribution (`utterances`), then meetings,
positions, assessments and tracks.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from spacy.tokens import Doc, Span, Token

from tracker.domain.article import Article
from tracker.domain.record import Evidence, PartyFact, PersonFact


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `start` is the offset of its first character, `doc` its parse, `text` the words as parsed.

    `text` is as long as the stored text of the paragraph, with plain quotation marks, and re-cased where the article is
    in capitals. (`doc.text` is the same, but spaCy joins it anew each time.)
    """

    index: int
    start: int
    doc: Doc
    text: str

    @property
    def end(self) -> int:
        """Offset after the last character of the paragraph."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `start` and `end` are offsets in the stored text, without outer white space."""

    index: int
    paragraph: Paragraph
    span: Span
    start: int
    end: int

    def offset(self, token: Token) -> int:
        """The offset of a token's first character in the stored text."""
        return self.paragraph.start + token.idx

    def offset_end(self, token: Token) -> int:
        """The offset after a token's last character in the stored text."""
        return self.paragraph.start + token.idx + len(token.text)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that refers to a person, a party or a place.

    `kind` is "person", "party" or "place"; `ref` the fact's id in this record (for a place: its name as written).
    `form` says how: "name", "title" (a description: "Trump's envoy"), "pronoun", "demonym", "seat" (capital or building
    for a government), "group" (an armed group or organisation), "delegation" ("the Ukrainian side").
    """

    start: int
    end: int
    kind: str
    ref: str
    form: str = "name"


@dataclass(frozen=True, slots=True)
class Head:
    """The place of a name that heads a delegation, offsets of the text, and the delegation's party."""

    start: int
    end: int
    party: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody says in the article, and through whom (GUIDELINE.md 6).

    `start`, `end`: the words said (with quotation marks where they stand in some). `speaker`: a person id, else the
    words of the source as written ("two Ukrainian officials"), else None. `party`: the party the speaker speaks for,
    None where the text does not say. `chain`: outermost first, the voice last. `status`: one of ATTRIBUTION_STATUSES.
    `quote`: one of QUOTE_KINDS. `cue_start`, `cue_end`: the words of attribution ("Umerov wrote on Telegram").
    """

    start: int
    end: int
    speaker: str | None
    party: str | None
    chain: tuple[str, ...]
    status: str
    quote: str
    cue_start: int | None = None
    cue_end: int | None = None
    said_date: str | None = None


_Spanned = TypeVar("_Spanned", Mention, Utterance)


class _Blocks(Generic[_Spanned]):
    """Spans by blocks of the text, so that looking one up costs the same in a page as in a book.

    Made of one list and good as long as the list is the same object of the same length: modules put a new list in
    place, they do not change items.
    """

    _BITS = 11  # blocks of 2048 characters

    def __init__(self, spans: list[_Spanned]) -> None:
        self.spans: list[_Spanned] = spans
        self.size = len(spans)
        self._blocks: dict[int, list[_Spanned]] = {}
        for span in spans:
            for block in range(span.start >> self._BITS, (max(span.start, span.end - 1) >> self._BITS) + 1):
                self._blocks.setdefault(block, []).append(span)

    def made_of(self, spans: list[_Spanned]) -> bool:
        """True where the blocks are those of this list as it is now."""
        return self.spans is spans and self.size == len(spans)

    def near(self, start: int, end: int) -> list[_Spanned]:
        """The spans of every block that [start, end) touches, in the order of the list, each once."""
        first, last = start >> self._BITS, max(start, end - 1) >> self._BITS
        if first == last:
            return self._blocks.get(first, [])
        seen = {id(s): s for block in range(first, last + 1) for s in self._blocks.get(block, ())}
        return list(seen.values())


@dataclass(slots=True)
class Document:
    """One article under extraction; the lists are filled by the modules in their order.

    `published` anchors relative dates and is None where the article has no date (they then stay words).
    `publisher` is the outermost link of every chain; `upper_case` is True for wire text in capitals, whose parse was
    made on re-cased text of the same length (`text` stays as stored: copy evidence from `text` alone). `dateline`: the
    span of its place ("MEXICO CITY"), which no paragraph includes. `guessed`: the persons whose party is that of the
    state named nearest alone, by id, with how much speaks for it. `sides`: the parties whose talks the article is
    about, where its words join them. `titled`: the parties that its title names. `bodies`: whose each kind of body is
    ("army", "ministry") that the article names with its owner. `heads`: the heads of delegations told together.
    `pairs`: where a contact of two parties is told, and which, in text order.
    """

    article: Article
    text: str
    published: date | None
    paragraphs: list[Paragraph]
    sentences: list[Sentence]
    publisher: str | None = None
    upper_case: bool = False
    persons: list[PersonFact] = field(default_factory=list)
    parties: list[PartyFact] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dateline: tuple[int, int] | None = None
    guessed: dict[str, float] = field(default_factory=dict)
    bodies: dict[str, frozenset[str]] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    sides: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()
    pairs: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    _mention_blocks: _Blocks[Mention] | None = field(default=None, repr=False, compare=False)
    _utterance_blocks: _Blocks[Utterance] | None = field(default=None, repr=False, compare=False)

    def _mentions_near(self, start: int, end: int) -> list[Mention]:
        if self._mention_blocks is None or not self._mention_blocks.made_of(self.mentions):
            self._mention_blocks = _Blocks(self.mentions)
        return self._mention_blocks.near(start, end)

    def _utterances_near(self, start: int, end: int) -> list[Utterance]:
        if self._utterance_blocks is None or not self._utterance_blocks.made_of(self.utterances):
            self._utterance_blocks = _Blocks(self.utterances)
        return self._utterance_blocks.near(start, end)

    def evidence(self, start: int, end: int) -> Evidence:
        """The literal span, its outer white space dropped."""
        exact = self.text[start:end]
        start += len(exact) - len(exact.lstrip())
        exact = exact.strip()
        return Evidence(start, start + len(exact), exact)

    def mentions_in(self, start: int, end: int, kind: str | None = None) -> list[Mention]:
        """Mentions that lie inside [start, end), in text order, of one kind or of all."""
        near = self._mentions_near(start, end)
        return [m for m in near if m.start >= start and m.end <= end and kind in (None, m.kind)]

    def mention_at(self, offset: int, kind: str | None = None) -> Mention | None:
        """The mention that covers the character at `offset`, longest first; None where there is none."""
        near = self._mentions_near(offset, offset + 1)
        found = [m for m in near if m.start <= offset < m.end and kind in (None, m.kind)]
        return max(found, key=lambda m: m.end - m.start, default=None)

    def person(self, ref: str | None) -> PersonFact | None:
        """The person with this id."""
        return next((p for p in self.persons if p.id == ref), None)

    def party_of(self, mention: Mention) -> str | None:
        """The party a mention stands for: itself, or the party of the person; None for a place or an unknown side."""
        if mention.kind == "party":
            return mention.ref
        person = self.person(mention.ref) if mention.kind == "person" else None
        return person.party if person else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the character at `offset`."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def sentences_of(self, paragraph: Paragraph) -> Iterator[Sentence]:
        """The sentences of one paragraph, in order."""
        return (s for s in self.sentences if s.paragraph.index == paragraph.index)

    def utterances_over(self, start: int, end: int) -> Sequence[Utterance]:
        """Utterances that overlap [start, end), innermost (shortest) first."""
        found = [u for u in self._utterances_near(start, end) if u.start < end and start < u.end]
        return sorted(found, key=lambda u: u.end - u.start)
