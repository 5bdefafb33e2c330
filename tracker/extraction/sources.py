"""Sources: who a noun stands for when something is attributed to it, and the chain that leads to it.

A chain runs outermost first: publisher, the outlet it cites, the voice. The outlet of a re-report stays in the chain
of every fact of the page ("the publication writes" is that outlet, never the page's own publisher).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from tracker.extraction.clauses import own_subject, right
from tracker.extraction.document import Document, Mention, Sentence
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.offices import holder_of_office, is_one_office
from tracker.extraction.wording import lemma, words

_CUT = ("relcl", "appos", "acl", "advcl", "parataxis", "cc", "conj", "punct")
_BODIES = ("named_reported_speech", "document")
_AGAIN = re.compile(
    r"\bthe (?:publication|newspaper|outlet) (?:writes|states|notes|reports|said|says|adds|wrote)", re.IGNORECASE
)
_SELF = re.compile(
    r",\s*(?:writes|reports|informs|said|says|reported|wrote)\s+([A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’-]*){0,3})\.?\s*$"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks. `person`: id; `text`: the words of the source; `name`: for the chain; `outlet`: through whom.

    `at`: where the source was last named, the offset of its cue; -1 where that does not matter.
    """

    person: str | None
    text: str | None
    name: str | None
    party: str | None
    status: str
    outlet: str | None = None
    at: int = field(default=-1, compare=False)


def chain(doc: Document, outlet: str | None, voice: str | None) -> tuple[str, ...]:
    """Publisher, outlet, voice, outermost first, without those that are missing or repeat the one before."""
    out: list[str] = []
    # "FBIS: DPA": a monitoring service and the agency it copied are two links.
    pages = re.split(r":\s+", doc.publisher) if doc.publisher else []
    for link in (*pages, outlet, voice):
        if link and (not out or out[-1].casefold() != link.casefold()):
            out.append(link)
    return tuple(out)


@lru_cache(maxsize=64)
def _is_written(party: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(party)}\b", text, re.IGNORECASE))


def party_label(doc: Document, party: str) -> str:
    """How the article calls a party as a voice: its abbreviation where the text uses it, else its name."""
    if len(party) > 2 and _is_written(party, doc.text):
        return party
    return next((fact.name for fact in doc.parties if fact.id == party), party)


def find_publisher(doc: Document, lexicon: Lexicon) -> str | None:
    """The page's own publisher where it signs the lead ("…, writes UNN."), else None."""
    for paragraph in doc.paragraphs[:3]:
        text = doc.text[paragraph.start : paragraph.end]
        match = _SELF.search(text)
        if match and (outlet_name(match[1], lexicon) or match[1].isupper()):
            return match[1].rstrip(".")
    return None


def main_outlet(doc: Document, lexicon: Lexicon) -> str | None:
    """The outlet that the page re-reports as a whole, else None.

    It is cited in the lead, is not the publisher, and the text comes back to it ("the publication writes").
    """
    if not doc.paragraphs or not _comes_back(doc.text):
        return None
    for paragraph in doc.paragraphs[:3]:
        for sentence in doc.sentences_of(paragraph):
            for token in sentence.span:
                name = outlet_at(doc, sentence, token, lexicon)
                if name and name.casefold() != (doc.publisher or "").casefold():
                    return name
    return None


@lru_cache(maxsize=2)
def _comes_back(text: str) -> bool:
    """Whether the text speaks of "the publication" as a voice; asked once a cue, read once an article."""
    return bool(_AGAIN.search(text))


def outlet_name(text: str, lexicon: Lexicon) -> str | None:
    """`text` without its article where it is the name of an outlet of the lexicon, else None."""
    name = re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE)
    known = name.lower() in lexicon.outlets or text.strip().lower() in lexicon.outlets
    return name if known and name[:1].isupper() else None


def outlet_at(doc: Document, sentence: Sentence, token: Token, lexicon: Lexicon) -> str | None:
    """The outlet whose name ends at this token ("Axios", "The Washington Post"), else None."""
    if not token.text[:1].isupper():
        return None
    at = token.i
    span = token.doc
    for size in (4, 3, 2, 1):
        begin = at - size + 1
        if begin < sentence.span.start:
            continue
        text = doc.text[sentence.offset(span[begin]) : sentence.offset_end(token)]
        name = outlet_name(text, lexicon)
        if name:
            return name
    return None


def noun_phrase(sentence: Sentence, noun: Token) -> tuple[int, int]:
    """Offsets of the noun with its determiners and modifiers, without relative clauses and appositions."""
    kept = [noun]
    stack = [noun]
    while stack:
        for child in stack.pop().children:
            if child.dep_ == "acl" and child.i == noun.i + 1 and len(list(child.subtree)) <= 6:
                kept.append(child)  # "people briefed on the plan"
                stack.append(child)
            elif child.dep_ not in _CUT and not (
                child.head == noun and child.dep_ == "prep" and child.lower_ in ("in", "on", "during")
            ):
                kept.append(child)
                stack.append(child)
    kept.sort(key=lambda t: t.i)
    # A stretch without holes around the noun: what is cut off must not leave its neighbours behind.
    at = kept.index(noun)
    begin = stop = at
    while begin > 0 and kept[begin - 1].i == kept[begin].i - 1:
        begin -= 1
    first = kept[begin]
    while first.i > sentence.span.start + 1 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
        if first.nbor(-2).text[:1].isupper():
            break  # "the Oslo-based institute": a place, no party of the source
        first = first.nbor(-2)  # "state-run", which the parser may hang elsewhere
    while stop + 1 < len(kept) and kept[stop + 1].i == kept[stop].i + 1:
        stop += 1
    return sentence.offset(first), sentence.offset_end(kept[stop])


def resolve(doc: Document, sentence: Sentence, noun: Token, lexicon: Lexicon, last: Source | None) -> Source | None:
    """The source that a subject stands for, or None where it is nobody who can speak."""
    start, end = noun_phrase(sentence, noun)
    text = doc.text[start:end]
    word = lemma(noun)
    if noun.pos_ == "PRON":
        return _pronoun(doc, sentence, noun, last)
    at = sentence.offset(noun)
    person = doc.mention_at(at, "person") or _apposed(doc, sentence, noun) or _named_last(doc, at, end)
    if person is not None:
        return _person(doc, person)
    outlet = outlet_at(doc, sentence, noun, lexicon) or outlet_name(text, lexicon)
    if outlet is None and word in words("speech", "outlet_again"):
        apposed = (outlet_at(doc, sentence, right(c), lexicon) for c in noun.children if c.dep_ == "appos")
        outlet = next((name for name in apposed if name), None)
    if outlet is None and noun.lower_ in words("speech", "outlet_noun") and noun.text[:1].isupper():
        outlet = text
    if outlet:
        if outlet.casefold() == (doc.publisher or "").casefold():
            return None  # the page signs its own text
        return Source(None, outlet, outlet, None, "publication_voice", outlet)
    paper = any(c.lower_ in words("speech", "paper_of") for c in noun.children if c.dep_ in ("compound", "amod"))
    if word in words("speech", "outlet_again") and not paper and text.casefold().startswith("the "):
        again = last.outlet if last and last.outlet else main_outlet(doc, lexicon)
        return Source(None, again, again, None, "publication_voice", again) if again else None
    party = doc.mention_at(at, "party")
    if word in words("speech", "document") or (paper and word == "paper"):
        by = _author(doc, sentence, noun) or text
        return Source(None, by, by, _party_in(doc, start, end) or _issuer(doc, sentence, noun), "document")
    anonymous = noun.lower_ in words("speech", "official") or word in words("speech", "official")
    if (
        party is not None
        and (not anonymous or party.form in ("delegation", "group", "seat"))
        and noun.lower_ not in (words("speech", "official"))
    ):
        named = re.sub(r"^the\s+", "", text, flags=re.IGNORECASE)
        return Source(None, named, named, party.ref, "named_reported_speech")
    owner = _owner(doc, sentence, noun, anonymous=anonymous)
    if owner is not None and word in words("speech", "body"):
        return Source(None, text, text, owner, "named_reported_speech")  # "Macron's office", "its foreign ministry"
    if noun.lower_ == "members" and _is_bloc(doc, _party_in(doc, start, end)) and noun.left_edge.pos_ != "NUM":
        return Source(None, text, text, _party_in(doc, start, end), "named_reported_speech")  # "NATO members"
    if anonymous:
        if comes_back(text, last):
            return last
        known = holder_of_office(doc, noun, text, _party_in(doc, start, end))
        if known is not None:
            return Source(known.id, known.name, known.name, known.party, "named_reported_speech")
        if is_one_office(noun, text):
            return Source(None, text, text, _party_in(doc, start, end), "named_reported_speech")
        return Source(None, text, text, _party_in(doc, start, end), "anonymous_official")
    if noun.lower_ in words("speech", "other_source") or word in words("speech", "other_source"):
        return Source(None, text, text, _party_in(doc, start, end), "anonymous_other")
    if noun.pos_ == "PROPN" and last and last.text and noun.text in last.text.split():
        return last
    if noun.text[:1].isupper():
        family = [one for one in doc.persons if noun.text == one.name.split()[-1]]
        if len(family) == 1:  # a name that the tagger took for a common noun
            return Source(family[0].id, family[0].name, family[0].name, family[0].party, "named_reported_speech")
    inside = _party_in(doc, start, end)
    if inside is not None and noun.pos_ in ("NOUN", "PROPN"):
        # "the Foreign Ministry of Egypt", "the Israeli army": a body of a party speaks for it.
        return Source(None, text, text, inside, "named_reported_speech")
    if noun.pos_ == "PROPN" and noun.text[:1].isupper():
        return Source(None, text, text, None, "named_reported_speech")
    return None


def comes_back(text: str | None, last: Source | None) -> bool:
    """True where `text` ("the US official") is the unnamed source `last` ("a senior US official") again."""
    if not text or last is None or not last.text or not last.status.startswith("anonymous"):
        return False
    if text.casefold() in ("sources", "the sources"):
        return any(word.casefold().rstrip(",") in words("speech", "unnamed_plural") for word in last.text.split())
    if not text.casefold().startswith("the "):
        return False
    before = {word.casefold().rstrip("s") for word in last.text.split()}
    return {word.casefold().rstrip("s") for word in text.split()[1:]} <= before


def _pronoun(doc: Document, sentence: Sentence, noun: Token, last: Source | None) -> Source | None:
    mention = doc.mention_at(sentence.offset(noun))
    if last is not None and last.status.startswith("anonymous") and noun.lower_ in ("he", "she", "they"):
        since = doc.mentions_in(last.at, sentence.offset(noun), "person") if last.at >= 0 else []
        if mention is None or mention.kind != "person" or not any(m.ref == mention.ref for m in since):
            return last  # nobody by that pronoun was named since the source spoke
    if mention is not None and mention.kind == "person":
        return _person(doc, mention)
    if mention is not None and mention.kind == "party":
        text = doc.text[mention.start : mention.end]
        name = next((p.name for p in doc.parties if p.id == mention.ref), text)
        return Source(None, name, name, mention.ref, "named_reported_speech")
    if noun.lower_ == "it" and last is not None and last.person is None and last.text and last.status in _BODIES:
        return last  # the body, document or outlet that spoke before goes on
    if noun.lower_ == "it":
        party = party_of_it(doc, sentence, noun)
        if party is None:
            return None
        name = party_label(doc, party)
        return Source(None, name, name, party, "named_reported_speech")
    if noun.lower_ in ("he", "she", "they", "who") and last is not None and last.status != "publication_voice":
        return last
    return None


def party_of_it(doc: Document, sentence: Sentence, token: Token) -> str | None:
    """The party that "it" stands for: the nearest subject before it that is one, in its sentence or the one before.

    A subject that names nothing ("the plan") stops the search: "it" is then more likely that thing.
    """
    before = [t for t in sentence.span if t.i < token.i]
    here = doc.sentences[sentence.index - 1] if sentence.index else None
    rows = [(sentence, before)]
    if here is not None and here.paragraph.index == sentence.paragraph.index:
        rows.append((here, list(here.span)))
    for where, tokens in rows:
        for one in reversed(tokens):
            if one.dep_ not in ("nsubj", "nsubjpass") or one.pos_ == "PRON":
                continue
            mention = doc.mention_at(where.offset(one), "party")
            if mention is not None:
                return mention.ref
            if where is not sentence:
                return None
    return None


def _apposed(doc: Document, sentence: Sentence, noun: Token) -> Mention | None:
    """The person named in apposition to the noun ("a spokesman, Karim Abu Salem")."""
    for child in noun.children:
        if child.dep_ == "appos":
            mention = doc.mention_at(sentence.offset(child), "person")
            if mention is not None:
                return mention
    return None


def _named_last(doc: Document, at: int, end: int) -> Mention | None:
    """The person whose name ends the noun phrase after its head ("U.S. Ambassador to the UN John Smith")."""
    found = [m for m in doc.mentions_in(at + 1, end, "person") if m.end == end and m.form == "name"]
    return found[0] if found else None


def _person(doc: Document, mention: Mention) -> Source | None:
    person = doc.person(mention.ref)
    if person is None:
        return None
    return Source(person.id, person.name, person.name, person.party, "named_reported_speech")


def _party_in(doc: Document, start: int, end: int) -> str | None:
    """The one party that a noun phrase names, its last where it names several ("officials of X in Y" is rare)."""
    inside = doc.mentions_in(start, end, "party")
    first = own_of(doc, inside) or next(iter(inside), None)
    return first.ref if first is not None else None


def own_of(doc: Document, parties: Sequence[Mention]) -> Mention | None:
    """As in "Peru's armed Dawn group": the group that a phrase is about, and not the state that it is said to be of."""
    kinds = {party.id: party.type for party in doc.parties}
    groups = [m for m in parties if kinds.get(m.ref) in ("armed_group", "other")]
    of_state = len(parties) == 2 and kinds.get(parties[0].ref) == "state" and groups == [parties[1]]
    return groups[0] if of_state and doc.text[parties[0].end : parties[0].end + 2] in ("'s", "’s") else None


def _owner(doc: Document, sentence: Sentence, noun: Token, *, anonymous: bool) -> str | None:
    """The party whose the noun is: of a person ("Macron's office"), or told before ("its foreign ministry"); else None.

    `anonymous`: the noun is for people without a name ("its officials"), who do not speak for a party told before.
    """
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ in ("its", "their"):
            return None if anonymous else party_of_it(doc, sentence, noun)
        if child.dep_ == "poss":
            mention = doc.mention_at(sentence.offset(child), "person")
            return doc.party_of(mention) if mention is not None else None
    return None


def _author(doc: Document, sentence: Sentence, noun: Token) -> str | None:
    """Whose a document is, where the text says it right behind ("a statement from the ministry"), else None."""
    behind = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("from", "by")), None)
    author = next((c for c in behind.children if c.dep_ == "pobj"), None) if behind is not None else None
    if author is None:
        return None
    start, end = noun_phrase(sentence, author)
    return doc.text[start:end]


def _issuer(doc: Document, sentence: Sentence, noun: Token) -> str | None:
    """The party that issues a document ("Egypt published a statement saying"), else None."""
    verb = noun.head
    if noun.dep_ != "dobj" or lemma(verb) not in words("speech", "issue"):
        return None
    subject = own_subject(verb)
    mention = doc.mention_at(sentence.offset(subject)) if subject is not None else None
    return doc.party_of(mention) if mention is not None else None


def _is_bloc(doc: Document, party: str | None) -> bool:
    """True for an organisation or coalition of states, whose members together are no unnamed people."""
    return any(fact.id == party and fact.type in ("igo", "coalition") for fact in doc.parties)
