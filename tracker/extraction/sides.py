"""Whose a person is: the party from the text's own cues, each a vote. The name itself never counts."""

import re
from collections import defaultdict
from typing import Final

from spacy.tokens import Token

from tracker.extraction import syntax, titles
from tracker.extraction.document import Document, Sentence
from tracker.extraction.levels import is_leader, is_leader_role
from tracker.extraction.lexicon import Lexicon, word_set
from tracker.extraction.named import Candidate, Person


def find_sides(doc: Document, people: list[Person], lexicon: Lexicon) -> None:
    """Set the party of each person, None where no words say one."""
    by_id = {person.fact.id: person for person in people}
    for person in people:
        for candidate in person.candidates:
            _vote_title(candidate, person)
            _vote_around(doc, candidate, person)
    _vote_lists(doc, people)
    _vote_heads(doc, people)
    _vote_of_list(doc, people)
    for _ in range(2):
        for person in people:
            person.fact.party = _winner(person)
        for person in people:
            _vote_possessor(doc, person, by_id)
    # what stands in somebody's title is said of that person, not of those nearby
    claimed = [(c.paragraph.start + c.title.start - 12, c.end) for p in people for c in p.candidates if c.title]
    for person in people:
        if not person.votes:
            _vote_context(doc, person, lexicon.home_of(doc.publisher), claimed)
        person.fact.party = _winner(person)


def _winner(person: Person) -> str | None:
    return max(person.votes, key=lambda party: person.votes[party], default=None)


def _vote_title(candidate: Candidate, person: Person) -> None:
    if candidate.title is not None and candidate.title.office in titles.UNOFFICIAL:
        return
    for title, weight in ((candidate.title, 3.0), (candidate.apposition, 2.5)):
        if title and title.party:
            person.votes[title.party] += weight * (0.5 if title.former else 1)


def _vote_around(doc: Document, candidate: Candidate, person: Person) -> None:
    """As in "Israel's Netanyahu"; "the Obama administration" (the word for a government of the United States alone)."""
    if re.match(r"['’]?s? [Aa]dministration\b", doc.text[candidate.end : candidate.end + 18]):
        person.votes["US"] += 1.5
    if candidate.title is not None:
        if candidate.title.official and not candidate.title.party:
            # "Iran's new centrist President X", "the North's leader X": the owner stands before the title's words
            start = candidate.paragraph.start + candidate.title.start
            owner = doc.mentions_in(max(0, start - 50), start, "party")
            inside = doc.mentions_in(start, candidate.start, "party")
            if inside and doc.text[inside[0].end : inside[0].end + 2] in ("'s", "’s"):
                person.votes[inside[0].ref] += 2
            elif owner and owner[-1].form == "group" and doc.text[owner[-1].end : start] == " ":
                person.votes[owner[-1].ref] += 2  # "M-5 commander X", of a group that no list has
            elif owner and re.fullmatch(r"['’]s (?:[a-z-]+ ){0,3}", doc.text[owner[-1].end : start]):
                person.votes[owner[-1].ref] += 2
        return
    before = doc.mentions_in(max(0, candidate.start - 30), candidate.start, "party")
    if before:
        gap = doc.text[before[-1].end : candidate.start]
        if re.fullmatch(r"['’]s ", gap):
            person.votes[before[-1].ref] += 2
    further = doc.mentions_in(max(0, candidate.start - 70), candidate.start, "party")
    if further and _OFFICE_OF.fullmatch(doc.text[further[-1].end : candidate.start]):
        person.votes[further[-1].ref] += 2


# "Egypt's new Islamist president, X": an office and its owner, with words between that no title has
_OFFICE_OF: Final = re.compile(
    r"['’]s (?:[\w-]+ ){0,4}(?:president|leader|prime minister|premier|king|foreign minister|chancellor|envoy"
    r"|negotiator|ambassador|spokesman|spokeswoman),? ",
    re.IGNORECASE,
)
_SIDE_WORD: Final = re.compile(r"side|delegation|team|commission|represent|members", re.IGNORECASE)
_SIDE: Final = re.compile(
    r"(?:[Oo]n the (?P<a>[^,.;]{2,40}) side,?|[Tt]he (?P<b>[^,.;]{2,60}?) (?:side|delegation|team|commission)"
    r" (?:is|was|included|includes|comprise[sd]|"
    r"consist(?:s|ed) of|will be|were|are)(?: (?:being )?(?:represented|headed|led|made up|composed)(?: by| of)?)?|"
    r"(?P<c>[^,.;]{2,60}?) (?:is|was|were|will be|would be|are) (?:being )?represented by|[Rr]epresenting"
    r" (?P<d>[^,.;]{2,50})|"
    r"members of the (?P<e>[^,.;]{2,40}?) (?:delegation|team|commission|side) (?:is|are|were|include))"
)


_LED: Final = re.compile(
    r"(?P<side>[^,.;]{2,50}?) (?:side|delegation|team|commission|negotiators),? (?:which (?:is|was) )?(?:led|headed)"
    r" by ",
    re.IGNORECASE,
)


def _vote_heads(doc: Document, people: list[Person]) -> None:
    """As in "the Peruvian delegation, led by X": X is of that side."""
    by_start = {c.start - (c.title.end - c.title.start + 1 if c.title else 0): p for p in people for c in p.candidates}
    by_start |= {c.start: p for p in people for c in p.candidates}
    for paragraph in doc.paragraphs:
        for match in _LED.finditer(paragraph.text):
            start = paragraph.start + match.start("side")
            side = doc.mentions_in(start, paragraph.start + match.end("side") + 1, "party")
            person = next((p for at, p in by_start.items() if 0 <= at - paragraph.start - match.end() < 40), None)
            if side and person is not None and not any(c.title and c.title.party for c in person.candidates):
                person.votes[side[-1].ref] += 2


_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?", re.IGNORECASE)


def _vote_of_list(doc: Document, people: list[Person]) -> None:
    """As in "commanders A, B and C of the X Front": what stands after the last name of a list is said of each."""
    owner = {id(c): person for person in people for c in person.candidates}
    for person in people:
        for candidate in person.candidates:
            of = _OF.match(doc.text, candidate.end)
            named = doc.mention_at(of.end(), "party") if of else None
            party = named.ref if named is not None else None
            if party and not person.votes and candidate.listed_with is not None:
                person.votes[party] += 2
            before = candidate.listed_with
            while party and before is not None and before.plural_title and id(before) in owner:
                owner[id(before)].votes[party] += 2
                before = before.listed_with


def _vote_lists(doc: Document, people: list[Person]) -> None:
    """As in "The Ukrainian side was represented by A, B and C": each one named in the list is of that side."""
    for sentence in doc.sentences:
        text = doc.text[sentence.start : sentence.end]
        if not _SIDE_WORD.search(text):
            continue
        shown = text.translate({ord("’"): "'"})
        source = shown.capitalize() if doc.upper_case else shown
        matches = list(_SIDE.finditer(source))
        for number, match in enumerate(matches):
            group = next(g for g in "abcde" if match[g])
            start, end = sentence.start + match.start(group), sentence.start + match.end(group)
            side = doc.mentions_in(start, end + 1, "party") or [
                m for m in doc.mentions if m.kind == "party" and m.start < end and start < m.end
            ]
            if not side:
                continue
            limit = sentence.start + (matches[number + 1].start() if number + 1 < len(matches) else len(text))
            for person in people:
                if any(sentence.start + match.end() <= c.start < limit for c in person.candidates):
                    person.votes[side[-1].ref] += 2


def _vote_possessor(doc: Document, person: Person, by_id: dict[str, Person]) -> None:
    """As in "Trump's envoy X" is of Trump's party; "A and Foreign Minister B" of the same state as A."""
    if person.votes:
        return
    for candidate in person.candidates:
        title = candidate.title
        if title is None or title.office is None:
            continue
        if title.possessor:
            at = candidate.paragraph.start + title.possessor[0]
            owner = next((p for p in by_id.values() if any(c.start <= at < c.end for c in p.candidates)), None)
            if owner and owner is not person and owner.fact.party:
                person.votes[owner.fact.party] += 2
        elif title.official:
            text = doc.text[: candidate.paragraph.start + title.start]
            joined = re.search(r"(?:,? and |, )$", text)
            if joined:
                at = joined.start() - 1
                other = next((p for p in by_id.values() if any(c.start <= at < c.end for c in p.candidates)), None)
                group = other and other.fact.party and len(other.fact.party) > 2  # a guerrilla and a minister
                if other and other.fact.party and not (group and title.office in _OF_STATES):
                    person.votes[other.fact.party] += 1.5


_STATE_OFFICES: Final = word_set(
    "president vice-president premier minister secretary general commissioner ambassador negotiator spokesman"
    " spokeswoman spokesperson delegate commander deputy envoy king emir dictator chancellor"
)
_OF_STATES: Final = word_set(
    "president vice-president premier minister secretary ambassador king emir dictator chancellor"
)


_HINT: Final = 0.75  # less than a party named next to the person in a sentence says nothing


_AMERICAN: Final = word_set("president sen senator rep congressman congresswoman secretary gov governor vice-president")


def _vote_context(doc: Document, person: Person, home: str | None, claimed: list[tuple[int, int]]) -> None:
    """An office without an owner: "President X" in the press of that state, else the party named nearest.

    Nearest is counted over every place where the person stands, in the sentence and then the one before it; a lead of
    one party over the others is needed.
    """
    offices = [
        title
        for candidate in person.candidates
        for title in (candidate.title, candidate.apposition)
        if title and title.official and not title.former
    ]
    if any(title and title.office in titles.UNOFFICIAL for c in person.candidates for title in (c.title, c.apposition)):
        return
    at_home = home is not None and any(_is_home_office(candidate, home) for candidate in person.candidates)
    if not at_home and any(_names_a_body(title.text) for title in offices):
        return
    if not at_home and not any(title.office in _STATE_OFFICES for title in offices) and len(person.candidates) < 4:
        return
    stately = any(title.office in _OF_STATES for title in offices)
    soldier = any(title.office == "general" or "army" in title.text.lower() for title in offices)
    able = {
        party.id
        for party in doc.parties
        if party.type == "state" or (not stately and not soldier and party.type != "igo")
    }
    if stately:
        able -= _headed(doc, person)
    near = _named_near(doc, person, able, claimed, stately=stately)
    order = sorted(near, key=lambda party: -near[party])
    lead = order[0] if order and (len(order) == 1 or near[order[0]] >= 1.5 * near[order[1]]) else None
    if lead is not None and near[lead] < _HINT:
        lead = None
    vice = any("vice" in title.text.lower() for title in offices)
    introduced = len(person.candidates[0].name.split()) > 1 and stately and not vice  # a foreigner's first naming
    if at_home and home and not (introduced and lead not in (None, home) and near[lead or home] > 1):
        person.votes[home] += 0.9
        person.fact.confidence = min(person.fact.confidence, 0.85)
    elif lead is not None:
        person.votes[lead] += 0.8
        doc.guessed[person.fact.id] = near[lead] - (near[order[1]] if len(order) > 1 else 0)
        person.fact.confidence = min(person.fact.confidence, 0.8)
    elif home == "US" and order[:1] in ([], [home]) and any(t.office == "president" and not t.former for t in offices):
        person.votes[home] += 0.7
        person.fact.confidence = min(person.fact.confidence, 0.7)


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


_PLACE: Final = re.compile(r"\b(?:in|near|to|into|toward|towards)\s+(?:the\s+)?$", re.IGNORECASE)
_AGAINST: Final = re.compile(r"\b(?:with|against)\s+(?:the\s+)?$", re.IGNORECASE)


def _weight(doc: Document, sentence: Sentence, party: int, person: int, *, stately: bool) -> float:
    """How much a party named at an offset says of whose the person at another is.

    "In Norway" is where somebody is; "talks with North Korea" names the other side of whoever is told of before;
    what a person says of a party is said of others as often as of the own.
    """
    before = doc.text[max(0, party - 14) : party]
    if _PLACE.search(before):
        return 0.5 if stately else 0.0
    if person < party and (_AGAINST.search(before) or _told_by(sentence, party, person)):
        return 0.0
    subject, other = _subject_at(sentence, party), _subject_at(sentence, person)
    if subject is not None and other is not None and subject.head != other.head:
        return 0.5  # "X wanted this, the Americans that"
    return 1.0


def _told_by(sentence: Sentence, party: int, person: int) -> bool:
    """As in "X said Y agreed": Y is the subject of what X says."""
    subject = _subject_at(sentence, party)
    if subject is None or subject.head.dep_ != "ccomp":
        return False
    speaker = syntax.subject_of(subject.head.head)
    return speaker is not None and any(sentence.offset(t) <= person < sentence.offset_end(t) for t in speaker.subtree)


def _named_near(
    doc: Document, person: Person, able: set[str], claimed: list[tuple[int, int]], *, stately: bool
) -> dict[str, float]:
    """How often each party of `able` is the one named nearest to the person, outside other people's titles."""
    near: dict[str, float] = defaultdict(float)
    for candidate in person.candidates:
        sentence = doc.sentence_at(candidate.start)
        if sentence is None:
            continue
        inside = [
            m
            for m in doc.mentions_in(sentence.start, sentence.end, "party")
            if m.ref in able and not any(a <= m.start < b for a, b in claimed)
        ]
        weight = 1.0
        if not inside and sentence.index and candidate.title:
            previous = doc.sentences[sentence.index - 1]
            inside = [m for m in doc.mentions_in(previous.start, previous.end, "party") if m.ref in able][:1]
            weight = 0.5
        own = [m for m in inside if not _acts_upon(sentence, m.start, candidate.start)]
        if candidate.title and "spokes" in (candidate.title.office or ""):
            own = [m for m in own if _is_subject(sentence, m.start)] or own
        told = {m: _weight(doc, sentence, m.start, candidate.start, stately=stately) for m in own}
        own = [m for m in own if told[m]]
        if own:
            best = min(
                own,
                key=lambda m: m.start - candidate.end if m.start > candidate.start else (candidate.start - m.end) / 2,
            )
            near[best.ref] += weight * told[best] * (2 if candidate.title else 1)
    return near


def _subject_at(sentence: Sentence, offset: int) -> Token | None:
    """The subject of a clause that the word at `offset` is, or modifies ("U.S. officials"); None where it is none."""
    token = next((t for t in sentence.span if sentence.offset(t) <= offset < sentence.offset_end(t)), None)
    while token is not None and token.dep_ in ("compound", "amod", "nmod"):
        token = token.head
    return token if token is not None and token.dep_ in ("nsubj", "nsubjpass") else None


def _is_subject(sentence: Sentence, offset: int) -> bool:
    return _subject_at(sentence, offset) is not None


def _acts_upon(sentence: Sentence, party: int, person: int) -> bool:
    """Whether the party at an offset does something to the person at another ("The U.S. blames X"): not one's own."""
    subject = _subject_at(sentence, party)
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


def _is_home_office(candidate: Candidate, home: str) -> bool:
    title = candidate.title
    if title is None or title.office is None or title.former or title.party:
        return False
    if home == "US":
        vice = "vice" in title.text.lower()
        short = vice or len(candidate.name.split()) == 1 or title.office != "president"
        return short and title.office in _AMERICAN and "executive" not in title.text.lower()
    if title.office == "president" and home in _MONARCHIES:
        return False
    return len(candidate.name.split()) == 1 and title.office in ("president", "minister", "premier", "chancellor")
