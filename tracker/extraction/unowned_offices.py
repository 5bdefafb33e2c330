"""Whose an office is that the words give no owner: "Foreign Minister X said that Peru was ready to return".

What a person says its own party will do tells it, then the state at home with the publisher, then the party named
nearest. Blank beats a guess: a place, a partner of talks or somebody else's party says nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from tracker.extraction import syntax, titles
from tracker.extraction.bodies import is_of_two
from tracker.extraction.document import Document, Mention, Sentence
from tracker.extraction.levels import is_leader, is_leader_role
from tracker.extraction.lexicon import word_set
from tracker.extraction.named import Candidate, Person
from tracker.extraction.owners import speaking_before
from tracker.extraction.speaking import is_main_subject, subject_at

_STATE_OFFICES: Final = word_set(
    "president vice-president premier minister secretary general commissioner ambassador negotiator spokesman"
    " spokeswoman spokesperson delegate commander deputy envoy king emir dictator chancellor"
)
OF_STATES: Final = word_set(
    "president vice-president premier minister secretary ambassador king emir dictator chancellor"
)


OF_A_BODY: Final = re.compile(
    r"\b(?:commission|council|union|agency|organi[sz]ation|secretary[- ]general|bank)\b",
    re.I,
)
_PASSING: Final = 3  # an article's own president is named at least so many times as often as one named in passing
_SEVERAL: Final = 3.0  # what it takes to be the one of two presidents
_OFTEN: Final = 1.5  # what it takes where the person holds no office that a state or group gives
_HINT: Final = 0.75  # less than a party named next to the person in a sentence says nothing


_AMERICAN: Final = word_set("president sen senator rep congressman congresswoman secretary gov governor vice-president")


def guess_side(
    doc: Document,
    person: Person,
    people: list[Person],
    home: str | None,
    claimed: list[tuple[int, int]],
    *,
    local: bool = False,
) -> None:
    """An office without an owner: "President X" in the press of that state, else the party named nearest.

    Nearest is counted over every place where the person stands, in the sentence and then the one before it; a lead of
    one party over the others is needed.

    Args:
        doc: with its parties and the persons whose side other words say.
        person: the one in question.
        people: all of the article.
        home: the state at home with the publisher.
        claimed: spans of other people's titles.
        local: the publisher's own name says where it is at home ("The Lima Post"): it calls its own president so.
    """
    offices = _offices_of(person)
    if any(title and title.office in titles.UNOFFICIAL for c in person.candidates for title in (c.title, c.apposition)):
        return
    if any(re.search(r"\bopposition\b", title.text, re.IGNORECASE) for title in offices):
        return  # of the state, perhaps, and not of its side
    if any(is_of_two(doc, title.text) for title in offices):
        return
    at_home = home is not None and any(_is_home_office(candidate, home, local) for candidate in person.candidates)
    if not at_home and any(_names_a_body(t.text) or OF_A_BODY.search(t.text) for t in offices):
        return
    if not at_home and any(_is_owned_otherwise(doc, candidate) for candidate in person.candidates):
        return
    unofficial = not any(title.office in _STATE_OFFICES for title in offices)
    if not at_home and unofficial and len(person.candidates) < 4:
        return
    stately = any(title.office in OF_STATES for title in offices)
    soldier = any(title.office == "general" or "army" in title.text.lower() for title in offices)
    able = {
        party.id
        for party in doc.parties
        if party.type == "state" or (not stately and not soldier and party.type != "igo")
    }
    if stately:
        able -= _headed(doc, person)
    governs = any(re.search(r"\bgovernment\b", title.text, re.IGNORECASE) for title in offices)
    if governs:
        able = {party.id for party in doc.parties if party.type == "state"}  # "the chief government negotiator"
    near = _named_near(doc, person, able, claimed)
    for party in [party for party in near if governs and party not in able]:
        del near[party]
    for party in _owned_before(doc, person, people):
        near[party] += 2
    spokes = [c for c in person.candidates if c.title and "spokes" in (c.title.office or "")]
    for sentence in (doc.sentence_at(c.start) for c in spokes[:1]):
        speaks = speaking_before(doc, sentence) if sentence is not None else None
        if speaks is not None and speaks.ref in able and not near:
            near[speaks.ref] += 1
    order = sorted(near, key=lambda party: -near[party])
    lead = order[0] if order and (len(order) == 1 or near[order[0]] >= 1.5 * near[order[1]]) else None
    if lead is not None and near[lead] < _SEVERAL and _is_one_of_two_presidents(person, people, offices):
        return  # whose president each of them is no words say
    if lead is not None and near[lead] < (_OFTEN if unofficial else _HINT):
        lead = None
    vice = any("vice" in title.text.lower() for title in offices)
    introduced = len(person.candidates[0].name.split()) > 1 and stately and not vice  # a foreigner's first naming
    if at_home and home and not (introduced and lead not in (None, home) and near[lead or home] > 1):
        person.votes[home] += 0.9
        person.fact.confidence = min(person.fact.confidence, 0.85)
    elif home == "US" and lead in (None, home) and _may_be_president(doc, person, people, offices):
        person.votes[home] += 0.7  # the press of other states names its own president by the surname alone
        person.fact.confidence = min(person.fact.confidence, 0.75)
    elif lead is not None:
        person.votes[lead] += 0.8
        doc.guessed[person.fact.id] = near[lead] - (near[order[1]] if len(order) > 1 else 0)
        person.fact.confidence = min(person.fact.confidence, 0.8)


def _offices_of(person: Person) -> list[titles.Title]:
    return [
        title
        for candidate in person.candidates
        for title in (candidate.title, candidate.apposition)
        if title and title.official and not title.former
    ]


_OWNED: Final = 1.0  # votes: a guess counts less, words that say whose somebody is count more


def _is_president(offices: Iterable[titles.Title]) -> bool:
    return any(title.office == "president" and not _BELOW.search(title.text) for title in offices)


_BELOW: Final = re.compile(r"\b(?:vice|former|ex|late|council|commission|company)\b", re.IGNORECASE)


def _is_one_of_two_presidents(person: Person, people: list[Person], offices: list[titles.Title]) -> bool:
    """Whether the article names another president, too, whose state no words say, and not only in passing."""
    unowned = [
        other
        for other in people
        if other is not person
        and max(other.votes.values(), default=0.0) < _OWNED
        and len(other.candidates) * _PASSING > len(person.candidates)
    ]
    return _is_president(offices) and any(_is_president(_offices_of(other)) for other in unowned)


def _may_be_president(doc: Document, person: Person, people: list[Person], offices: list[titles.Title]) -> bool:
    """A president in the American press whose state nothing says, where no other is the one of the United States."""
    if not _is_president(offices) or _is_one_of_two_presidents(person, people, offices):
        return False
    taken = any(other is not person.fact and other.party == "US" and is_leader(other) for other in doc.persons)
    return not taken and any(party.id == "US" for party in doc.parties)


_HEADS: Final = re.compile(r"\b(?:prime minister|president|premier|king|chancellor|foreign minister)\b", re.IGNORECASE)


def _owned_before(doc: Document, person: Person, people: list[Person]) -> set[str]:
    """As in "Chadian President A will meet Prime Minister B": the state told with another office of the sentence."""
    found = set()
    for candidate in person.candidates:
        sentence = doc.sentence_at(candidate.start)
        own = _HEADS.search(candidate.title.text) if candidate.title is not None else None
        if sentence is None or own is None:
            continue
        for other in (c for p in people if p is not person for c in p.candidates):
            if other.title is None or other.title.party is None or not sentence.start <= other.start < candidate.start:
                continue
            office = _HEADS.search(other.title.text)
            if office is not None and office.group().lower() != own.group().lower():
                found.add(other.title.party)
    return found if len(found) == 1 else set()


def _is_owned_otherwise(doc: Document, candidate: Candidate) -> bool:
    """As in "the commission's chief negotiator X", "Prime Minister X of the Isles": of somebody, whom no list knows."""
    if candidate.title is None:
        return False
    before = doc.text[: candidate.paragraph.start + candidate.title.start][-3:]
    return before.endswith(("'s ", "’s ")) or bool(_OF_SOMEWHERE.match(doc.text, candidate.end))


_OF_SOMEWHERE: Final = re.compile(r" of (?:the )?[A-Z]")


def _headed(doc: Document, person: Person) -> set[str]:
    """States whose head the article names: "Chinese President X" leaves no other president to China."""
    return {
        other.party
        for other in doc.persons
        if other is not person.fact
        and other.party
        and is_leader(other)
        and any(is_leader_role(r) for r in person.fact.roles)
    }


_PLACE: Final = re.compile(
    r"\b(?:in|near|to|into|toward|towards|visit|visits|visited|visiting|leave|leaves|left|leaving)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "in Caracas, Venezuela": the state is where the town is
_TOWN: Final = re.compile(r"\b(?:in|at|near|outside|to) (?:[A-Z][\w'’.-]+ ?){1,3}, $")
_AGAINST: Final = re.compile(r"\b(?:with|against)\s+(?:the\s+)?$", re.IGNORECASE)
_BY: Final = re.compile(r"\b(?:by|against|with|from|between|on)\s+(?:the\s+)?$", re.IGNORECASE)
_HYPHENED: Final = re.compile(r"-[a-z]+ed\b")  # "the Oman-mediated talks" are about Oman's part in them alone
_WILL: Final = frozenset(["will", "would", "wo", "'ll", "may", "might", "could", "can"])
_READY: Final = frozenset(
    ["ready", "willing", "prepared", "open", "opposed", "committed", "unwilling", "determined", "reluctant"]
)


def _weight(doc: Document, sentence: Sentence, party: Mention, person: int) -> float:
    """How much a party's mention says of whose the person named at an offset is.

    "In Norway" is where somebody is; "talks with North Korea" names the other side of whoever is told of before. What a
    person says of a party is said of others as often as of the own, but for what that party will do or is ready
    for: its own people say so (in 86 articles, of the persons whose side other words say, about nine times in ten).
    """
    before = doc.text[max(0, party.start - 14) : party.start]
    if _PLACE.search(before) or _HYPHENED.match(doc.text, party.end):
        return 0.0
    if _TOWN.search(doc.text[max(0, party.start - 50) : party.start]):
        return 0.0
    if _speaks_of_own(sentence, party.start, person):
        return _OWN_INTENT
    if _is_quoted(doc, sentence, party.start) and not _is_quoted(doc, sentence, person):
        return 0.0  # who speaks says "we" of the own side
    told = _told_by(sentence, party.start, person)
    if person < party.start and (_AGAINST.search(before) or told is not None):
        return 0.0
    subject, other = subject_at(sentence, party.start), subject_at(sentence, person)
    if subject is not None and other is not None and subject.head != other.head:
        return 0.5  # "X wanted this, the Americans that"
    return 1.0


def _is_quoted(doc: Document, sentence: Sentence, offset: int) -> bool:
    before = doc.text[sentence.paragraph.start : offset].translate({ord("“"): '"', ord("”"): '"'})
    return before.count('"') % 2 == 1


_OWN_INTENT: Final = 1.5


def _told_by(sentence: Sentence, party: int, person: int) -> Token | None:
    """The verb of what the person says where the party at an offset is its subject: "X said Y agreed"."""
    subject = subject_at(sentence, party)
    if subject is None:
        return None
    verb = subject.head
    saying = verb.head if verb.dep_ == "ccomp" else next((c for c in verb.children if c.dep_ == "parataxis"), None)
    speaker = syntax.subject_of(saying) if saying is not None else None
    if speaker is None or not any(sentence.offset(t) <= person < sentence.offset_end(t) for t in speaker.subtree):
        return None
    return verb


def _speaks_of_own(sentence: Sentence, party: int, person: int) -> bool:
    verb = _told_by(sentence, party, person)
    return verb is not None and _is_intent(verb)


def _is_intent(verb: Token) -> bool:
    """Whether a clause tells what its subject will do or is ready for, not what it did or should do."""
    if any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.children):
        return True
    return verb.lower_ in _READY or any(c.dep_ == "acomp" and c.lower_ in _READY for c in verb.children)


def _named_near(doc: Document, person: Person, able: set[str], claimed: list[tuple[int, int]]) -> dict[str, float]:
    """How often each party of `able` is the one named nearest to the person, outside other people's titles."""
    near: dict[str, float] = defaultdict(float)
    for candidate in person.candidates:
        sentence = doc.sentence_at(candidate.start)
        if sentence is None:
            continue
        inside = [
            m
            for m in doc.mentions_in(sentence.start, sentence.end, "party")
            if not any(a <= m.start < b for a, b in claimed)
            and (m.ref in able or _speaks_of_own(sentence, m.start, candidate.start))
        ]
        quoted = _is_quoted(doc, sentence, candidate.start)
        if not quoted:
            spoken = [m for m in inside if not _is_quoted(doc, sentence, m.start)]
            inside = spoken or [m for m in inside if _speaks_of_own(sentence, m.start, candidate.start)]
        else:
            inside = [m for m in inside if _is_quoted(doc, sentence, m.start)]  # who speaks of somebody is another
        weight = 1.0
        if not inside and not quoted and sentence.index and candidate.title and not _is_joined(doc, candidate):
            previous = doc.sentences[sentence.index - 1]
            inside = [
                m
                for m in doc.mentions_in(previous.start, previous.end, "party")
                if m.ref in able and not any(a <= m.start < b for a, b in claimed)
            ]
            often = Counter(m.ref for m in doc.mentions if m.kind == "party")
            acting = [m for m in inside if is_main_subject(previous, m.start)]
            # one named in passing is nobody's home, nor is the one in somebody else's title
            inside = [m for m in inside if often[m.ref] > 1]
            others = any(_BY.search(doc.text[max(0, m.start - 14) : m.start]) for m in inside)
            alone = inside if len({m.ref for m in inside}) == 1 and not others else []
            inside = [m for m in acting[:1] if often[m.ref] > 1] if acting else alone[:1]
            weight = 0.5
        own = [m for m in inside if not _acts_upon(sentence, m.start, candidate.start)]
        if candidate.title and "spokes" in (candidate.title.office or ""):
            own = [m for m in own if _is_subject(sentence, m.start)] or own
        told = {m: _weight(doc, sentence, m, candidate.start) for m in own}
        own = [m for m in own if told[m]]
        if own:
            best = min(
                own,
                key=lambda m: m.start - candidate.end if m.start > candidate.start else (candidate.start - m.end) / 2,
            )
            near[best.ref] += weight * told[best] * (2 if candidate.title else 1)
    return near


def _is_joined(doc: Document, candidate: Candidate) -> bool:
    """As in "Leader A and President B": of two who do something together, the one told before owns one at most."""
    start = candidate.begins
    return bool(re.search(r"\b(?:and|or) $", doc.text[max(0, start - 5) : start]))


def _is_subject(sentence: Sentence, offset: int) -> bool:
    return subject_at(sentence, offset) is not None


def _acts_upon(sentence: Sentence, party: int, person: int) -> bool:
    """Whether the party at an offset does something to the person at another ("The U.S. blames X"): not one's own."""
    subject = subject_at(sentence, party)
    if subject is None or subject.head.pos_ != "VERB" or person < sentence.offset(subject.head):
        return False
    at = next((t for t in sentence.span if sentence.offset(t) <= person < sentence.offset_end(t)), None)
    for above in syntax.climb(at) if at is not None else ():
        if above == subject.head:
            return True
        if above.dep_ in ("ccomp", "advcl", "relcl", "conj", "nsubj", "parataxis", "acl"):
            return False
    return False


def _names_a_body(text: str) -> bool:
    """Whether a title names a body that is no government ("spokesman for the Harvest Party")."""
    return bool(re.search(r"\b(?:of|for|at)\s+(?:the\s+)?(?:[A-Z][\w'-]+\s+){1,5}", text + " "))


_MONARCHIES: Final = frozenset(
    ["GB", "JP", "CA", "AU", "NZ", "ES", "NL", "BE", "SE", "NO", "DK", "LU", "TH", "MY", "JO", "MA", "SA", "KW", "QA"]
)


def _is_home_office(candidate: Candidate, home: str, local: bool) -> bool:
    title = candidate.title
    if title is None or title.office is None or title.former or title.party:
        return False
    if local and title.official and re.search(r"\b(?:government|presidential)\b", title.text, re.IGNORECASE):
        return True  # "the chief government negotiator", "presidential adviser X"
    if home == "US":
        vice = "vice" in title.text.lower()
        short = vice or len(candidate.name.split()) == 1 or title.office != "president"
        return short and title.office in _AMERICAN and "executive" not in title.text.lower()
    if title.office == "president" and home in _MONARCHIES:
        return False
    short = local or len(candidate.name.split()) == 1
    return short and title.office in ("president", "minister", "premier", "chancellor")
