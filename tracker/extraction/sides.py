"""Whose a person is: the party from the text's own cues, each a vote. The name itself never counts."""

import re
from typing import Final

from tracker.extraction import titles
from tracker.extraction.bodies import vote_bodies
from tracker.extraction.document import Document
from tracker.extraction.heads import vote_heads
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.named import Candidate, Person
from tracker.extraction.owners import vote_owners
from tracker.extraction.unowned_offices import OF_A_BODY, OF_STATES, guess_side


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
    _vote_pairs(doc, people)
    vote_bodies(doc, people)
    vote_heads(people)
    for _ in range(2):
        for person in people:
            person.fact.party = _winner(person)
        for person in people:
            _vote_possessor(doc, person, by_id)
    vote_owners(doc, people, lexicon)
    for person in people:
        person.fact.party = _winner(person)
    # what stands in somebody's title is said of that person, not of those nearby
    claimed = [(c.paragraph.start + c.title.start - 12, c.end) for p in people for c in p.candidates if c.title]
    claimed += [span for p in people for c in p.candidates for span in _said_of(doc, c)]
    home, local = lexicon.home_of(doc.publisher), not lexicon.is_outlet(doc.publisher)
    for person in people:
        if not person.votes:
            guess_side(doc, person, people, home, claimed, local=local)
        person.fact.party = _winner(person)
    for person in people:
        _vote_possessor(doc, person, by_id)
        person.fact.party = _winner(person)
    vote_owners(doc, people, lexicon)  # again: now the sides of those whose adviser or envoy somebody is are known
    for person in people:
        person.fact.party = _winner(person)


def _said_of(doc: Document, candidate: Candidate) -> list[tuple[int, int]]:
    """The spans of a party that owns the name: "Peru's X", "X of Peru"."""
    before = doc.mentions_in(max(0, candidate.start - 30), candidate.start, "party")
    spans = []
    if before and re.fullmatch(r"['’]s ", doc.text[before[-1].end : candidate.start]):
        spans.append((before[-1].start, candidate.end))
    of = _OF.match(doc.text, candidate.end)
    named = doc.mention_at(of.end(), "party") if of else None
    if named is not None:
        spans.append((candidate.start, named.end))
    return spans


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
    said = candidate.apposition
    if said is not None and said.party is None and not candidate.borrowed and said.official:
        # "X, who heads the government's delegation", in an article on one state and one group
        start, end = candidate.paragraph.start + said.start, candidate.paragraph.start + said.end
        whole = {m.ref for m in doc.mentions_in(start, end, "party") if doc.text[m.start : m.start + 4] == "the "}
        if len(whole) == 1:
            person.votes[whole.pop()] += 2
    shared = candidate.title is not None and candidate.listed_with is not None
    if candidate.title is not None and not shared:
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
    r"|negotiator|ambassador|spokesman|spokeswoman|representative|coordinator|mediator|adviser|delegate)"
    r"(?: (?:for|to|on|in|at) (?:[\w-]+ ){1,5}?[\w-]+)?,? ",
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


_LEADING: Final = re.compile(
    r"\s(?:who )?(?:leads?|leading|led|heads?|heading|headed) (?:the |a |an |its |his |her )?"
    r"(?P<side>[^,.;]{2,50}?) (?:side|delegation|team|commission|negotiators|negotiating)\b"
)


def _vote_heads(doc: Document, people: list[Person]) -> None:
    """As in "the Peruvian delegation, led by X" and "X led the Peruvian delegation": X is of that side."""
    for leader in people:
        for candidate in leader.candidates:
            leading = _LEADING.match(doc.text, candidate.end)
            side = doc.mentions_in(leading.start("side"), leading.end("side") + 1, "party") if leading else []
            if side:
                leader.votes[side[-1].ref] += 2
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


def _vote_pairs(doc: Document, people: list[Person]) -> None:
    """As in "the foreign ministers of Peru and Chile, A and B": as many names as sides, each its own."""
    owner = {id(c): person for person in people for c in person.candidates}
    candidates = sorted((c for p in people for c in p.candidates), key=lambda c: c.start)
    following = {id(c.listed_with): c for c in candidates if c.listed_with is not None}
    for first in candidates:
        if not first.plural_title or first.listed_with is not None or first.title is None:
            continue
        listed = [first]
        while id(listed[-1]) in following:
            listed.append(following[id(listed[-1])])
        start = first.paragraph.start + first.title.start
        sides = list(dict.fromkeys(m.ref for m in doc.mentions_in(start, first.start, "party")))
        if 1 < len(sides) == len(listed):
            for candidate, party in zip(listed, sides, strict=True):
                owner[id(candidate)].votes[party] += 4  # more than the side that the title was read as of


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


_REBEL: Final = re.compile(r"\b(?:rebel|guerrilla|insurgent|militant|separatist|opposition)s?\b", re.IGNORECASE)


def _vote_possessor(doc: Document, person: Person, by_id: dict[str, Person]) -> None:
    """As in "Marsh's envoy X" and "X, an envoy of Marsh", of Marsh's party; "A and Foreign Minister B" of A's state."""
    if person.votes:
        return
    for candidate in person.candidates:
        said = candidate.apposition
        if said is not None and not candidate.borrowed and said.official and not said.former:
            start, end = candidate.paragraph.start + said.start, candidate.paragraph.start + said.end
            served = [p for p in by_id.values() if any(start < c.start and c.end <= end for c in p.candidates)]
            if len(served) == 1 and served[0] is not person and served[0].fact.party:
                person.votes[served[0].fact.party] += 2
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
                if OF_A_BODY.search(title.text):
                    continue  # "Prime Minister A and Commission president B"
                rebel = not group and _REBEL.search(title.text)  # a president and a rebel commander
                if other and other.fact.party and not rebel and not (group and title.office in OF_STATES):
                    person.votes[other.fact.party] += 1.5
