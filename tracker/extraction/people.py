"""Who is named in an article: full names, the short forms they are later called by, titles, and each one's party.

The recogniser's labels are hints; the document is the evidence: a title before the name, an apposition after it, a
surname that comes back with "Mr.". A party is read from the text's own cues, each a vote, never from the name.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tracker.domain import names
from tracker.domain.record import PersonFact
from tracker.extraction import titles
from tracker.extraction.document import Document, Mention, Paragraph
from tracker.extraction.lexicon import Lexicon, word_set
from tracker.extraction.titles import Title, Word

_PARTICLES: Final = word_set("de del al el bin ibn ben van von der den da das do dos di la le du y abu ul ud al- e ap")
_CALENDAR: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt est christmas easter ramadan"
)
_NO_NAME: Final = word_set(
    "ministry council committee commission university institute institution college school center centre foundation"
    " association society club party front movement army force forces bank fund group union league organization"
    " organisation agency department office bureau court parliament congress senate house palace hotel airport street"
    " avenue square road park bridge river sea island islands valley mountain mountains bay gulf strait peninsula airlines"
    " airways company corporation corp inc ltd co press news agence times post journal tribune herald magazine television"
    " tv radio network agreement accord accords treaty pact plan protocol act bill resolution declaration charter round"
    " summit conference forum talks war crisis process day week month year prize award church mosque temple cathedral"
    " province district region state states county city town village camp base embassy consulate mission force brigade"
    " division battalion regiment corps authority assembly federation republic kingdom empire emirate communist"
    " democrat democrats republican republicans conservative labour liberal muslim muslims christian christians jew jews"
    " jewish islam islamic arab arabs sunni shiite shia kurdish kurd kurds hindu sikh catholic protestant security general"
    " secretariat cabinet politburo deal hall room tower building garden gardens one two three photo file image video read"
    " more advertisement related copyright story continue updated caption observatory watch monitor international world"
    " western eastern northern southern central united national nations peace rights human air chamber board trust"
    " studies program programme dome brigades brotherhood guard guards corps exchange zone line wall gate highway way north south east west security dr iii"
)
_SPEECH: Final = word_set(
    "say tell add ask note warn insist argue declare announce state write suggest call meet travel arrive speak talk urge"
    " vow claim explain describe reply answer accuse hope believe think want agree lead head visit brief"
)
_CREDIT_BEFORE: Final = re.compile(
    r"(?:[Pp]hotos?(?: by)?:? ?|\b(?:REUTERS|AP|AFP|EPA|Reuters|Getty Images|Pool) ?/ ?|[Ww]ith assistance (?:by|from) |[Rr]eporting by |[Ee]diting by |[Ww]riting by |Image:|[Cc]redit:? ?)$"
)
_JOURNALIST: Final = re.compile(
    r"(?:\b(?:Monitor|News|Times|Post|Journal|Reuters|AP|CNN|BBC|NPR|Bloomberg|Politico|Guardian|Press|Fox)(?:'s|')"
    r"(?: (?:own|correspondent|reporter|anchor|host))? |\b(?:anchor|columnist|correspondent|reporter|host|writer|journalist) )$"
)
_CREDIT_AFTER: Final = re.compile(
    r"^\s*(?:/\s*|,\s*|\(|via |for )?(?:AP|AFP|EPA|Reuters|Getty|Pool)\b(?! (?:that|in an|on))|^,? (?:and [\w ]+ )?contributed to"
)
_COMPOUND: Final = re.compile(r"-(?:[a-z]{2,}ed|based|led|run|era|style|wide|brokered|held)$|^[A-Z]-[A-Z][a-z]+$")
_BAD_LABELS: Final = word_set("GPE LOC FAC NORP DATE TIME MONEY PERCENT WORK_OF_ART LAW PRODUCT EVENT LANGUAGE")
_RELATIVES: Final = word_set("son wife daughter brother husband")


@dataclass(slots=True)
class Candidate:
    """One place where a name stands. Offsets are in the stored text; `first`, `last` index the paragraph's words."""

    start: int
    end: int
    name: str
    paragraph: Paragraph
    words: list[Word]
    first: int
    last: int
    label: str = ""
    title: Title | None = None
    apposition: Title | None = None
    spoken: bool = False
    plural_title: bool = False
    listed_with: "Candidate | None" = None

    @property
    def score(self) -> float:
        """How sure it is that this is a person's name."""
        title = 0.95 if self.title else 0.0
        apposition = 0.85 if self.apposition and self.apposition.office else 0.0
        label = 0.8 if self.label == "PERSON" else 0.0
        spoken = 0.6 if self.spoken and self.label not in _BAD_LABELS else 0.0
        listed = 0.75 if self.listed_with is not None and self.label not in _BAD_LABELS else 0.0
        return max(title, apposition, label, spoken, listed)


@dataclass(slots=True)
class _Person:
    fact: PersonFact
    words: list[str]
    candidates: list[Candidate] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def find_people(doc: Document, lexicon: Lexicon, kind_of: Callable[[str], str]) -> None:
    """Fill `doc.persons` and the person mentions of `doc.mentions`; party mentions inside a person's name are dropped.

    Args:
        doc: with its party mentions already found.
        lexicon: names of the world and titles.
        kind_of: `pipeline.kind_of_word`'s function.
    """
    candidates = [c for paragraph in doc.paragraphs for c in _candidates(paragraph, lexicon, kind_of, doc.upper_case)]
    people = _clustered(candidates)
    _vote(doc, people, lexicon)
    doc.persons = [person.fact for person in people]
    mentions = [
        Mention(c.start, c.end, "person", person.fact.id, "name") for person in people for c in person.candidates
    ]
    spans = [(m.start, m.end) for m in mentions]
    others = [m for m in doc.mentions if not any(a < m.end and m.start < b for a, b in spans)]
    doc.mentions = sorted([*others, *mentions], key=lambda m: (m.start, -m.end))


def _candidates(paragraph: Paragraph, lexicon: Lexicon, kind_of: Callable[[str], str], upper: bool) -> list[Candidate]:
    text = paragraph.doc.text
    words = titles.words_of(text, list(lexicon.find(text)))
    labels = {}
    for ent in paragraph.doc.ents:
        for token in ent:
            labels[token.idx] = (ent.label_, ent.start_char, ent.end_char)
    tags = {token.idx: token for token in paragraph.doc}
    found: list[Candidate] = []
    at = 0
    while at < len(words):
        run = _run(words, at, text)
        if not run:
            at += 1
            continue
        for first, last in _names_in(words, run, labels, tags, lexicon, kind_of, upper):
            if not _is_credit(text, words[first].start, words[last].end):
                found.append(_candidate(paragraph, words, first, last, labels, tags, lexicon))
        at = run[1] + 1
    _join_lists(found, text)
    return found


def _is_credit(text: str, start: int, end: int) -> bool:
    """A photographer or reporter, not a person of the news."""
    before, after = text[max(0, start - 16) : start], text[end : end + 26]
    if re.match(r"^\s*[Bb]y $", before) and start < 16:
        return True
    if _JOURNALIST.search(text[max(0, start - 50) : start]):
        return True
    if _CREDIT_BEFORE.search(before) or _CREDIT_AFTER.match(after):
        return True
    return bool(re.search(r"(?:[Rr]eporting|[Ee]diting|[Ww]riting) by [^.]*$", text[max(0, start - 120) : start]))


def _run(words: list[Word], at: int, text: str) -> tuple[int, int] | None:
    """The longest stretch of capitalised words (and particles between them) from `at` on."""
    if not words[at].text[:1].isupper():
        if (
            words[at].lower not in ("al", "el", "bin", "de", "abu")
            or at + 1 >= len(words)
            or words[at].text.endswith("-")
        ):
            return None
        if not words[at + 1].text[:1].isupper():
            return None
    last = at
    while last + 1 < len(words) and not words[last].possessive:
        nxt = words[last + 1]
        gap = text[words[last].end : nxt.start]
        if gap not in (" ", "  ") and not (gap == "" and words[last].text.endswith(".") and nxt.text[:1].isupper()):
            if nxt.text == "." and gap == "" and _abbreviated(words[last]) and last + 2 < len(words):
                follow = words[last + 2]
                if follow.text[:1].isupper() and text[nxt.end : follow.start] == " ":
                    last += 2
                    continue
            break
        if nxt.text[:1].isupper() and nxt.text[:1].isalpha():
            last += 1
            continue
        if nxt.lower in _PARTICLES or re.match(r"(al|el|as|ar|ad|an|ash|at)-[A-Z]", nxt.text):
            tail = last + 2
            while tail < len(words) and words[tail].lower in _PARTICLES and tail < last + 4:
                tail += 1
            if re.match(r"\w+-[A-Z]", nxt.text):
                last += 1
                continue
            if (
                tail < len(words)
                and words[tail].text[:1].isupper()
                and text[words[tail - 1].end : words[tail].start] == " "
            ):
                last = tail
                continue
        break
    return at, last


def _abbreviated(word: Word) -> bool:
    return word.lower in (
        "mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "adm", "sen", "rep", "gov", "prof", "rev", "msgr",
        "brig", "cmdr", "sgt", "st", "jr", "sr", "messrs",
    )  # fmt: skip


def _names_in(
    words: list[Word],
    run: tuple[int, int],
    labels: dict[int, tuple[str, int, int]],
    tags: dict[int, object],
    lexicon: Lexicon,
    kind_of: Callable[[str], str],
    upper: bool,
) -> list[tuple[int, int]]:
    """The stretches of a run that can be a name: titles, places, organisations and ordinary words taken off."""
    first, last = run
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(first, last + 2):
        if index <= last and _is_name_word(words, index, run, labels, tags, lexicon, kind_of, upper):
            start = index if start is None else start
            continue
        if start is not None:
            stop = index - 1
            while stop >= start and (words[stop].lower in _PARTICLES - {"la"} or words[stop].text == "."):
                stop -= 1
            if stop >= start and stop - start < 6:
                found.append((start, stop))
        start = None
    return found


def _is_name_word(
    words: list[Word],
    index: int,
    run: tuple[int, int],
    labels: dict[int, tuple[str, int, int]],
    tags: dict[int, object],
    lexicon: Lexicon,
    kind_of: Callable[[str], str],
    upper: bool,
) -> bool:
    word = words[index]
    label, label_start, label_end = labels.get(word.start, ("", 0, 0))
    lower = word.lower
    if word.text == ".":
        return index > run[0]
    if lower in _CALENDAR:
        month = lower in ("may", "april", "june", "august", "march")
        return month and index == run[1] > run[0] and label == "PERSON" and label_start < word.start
    if lower in _PARTICLES:
        return run[0] <= index < run[1] and (index > run[0] or word.text[:1].islower() or label == "PERSON")
    if lower in _NO_NAME or _COMPOUND.search(word.text):
        return False
    beside = index > run[0] and not titles.is_title_word(words[index - 1], lexicon) and words[index - 1].hit is None
    if lower in _RELATIVES and beside and word.text[0].isupper():
        return True  # a name that is also a word ("Choe Son Hui")
    if titles.is_title_word(word, lexicon):
        # "John Major", "Larry King": a title word that ends a name the recogniser sees as one
        return index == run[1] and beside and label == "PERSON" and label_start <= words[index - 1].start
    if word.hit is not None:
        if (
            word.hit.start < words[run[0]].start
            or any(e.kind == "outlet" for e in word.hit.entries)
            and label != "PERSON"
        ):
            return False
        after_title = index > run[0] and words[index - 1].lower in lexicon.titles["office"] and index + 1 == run[1]
        whole = label == "PERSON" and (label_start < word.start or label_end > word.end)
        if index == run[0] and index and words[index - 1].lower in ("in", "of", "to", "from", "at", "near", "for"):
            whole = False
        alone = after_title and words[run[1]].hit is None
        fixed = word.text.isupper() or "." in word.text or any(e.kind == "demonym" for e in word.hit.entries)
        return (whole or alone) and not fixed
    if (
        len(word.text) > 1
        and word.text.isupper()
        and not upper
        and not re.match(r"^(?:[A-Z]\.)+$|^(?:JD|JR|II|III|AJ|MJ|PJ|CJ|TJ|BJ|DJ|RJ)$", word.text)
    ):
        return False
    if len(lower) == 1 and not word.text.endswith(".") and word.text in ("A", "I"):
        return False
    token = tags.get(word.start)
    tag = getattr(token, "tag_", "")
    kind = kind_of(lower)
    ordinary = kind == "word"
    opens = getattr(token, "is_sent_start", False) or index == 0 or words[index - 1].text in ('"', "'", ":", "--")
    if tag not in ("NNP", "NNPS") and label != "PERSON" and (ordinary or (opens and kind != "name")):
        return False
    return not (ordinary and opens and label != "PERSON" and tag not in ("NNP", "NNPS"))


def _candidate(
    paragraph: Paragraph,
    words: list[Word],
    first: int,
    last: int,
    labels: dict[int, tuple[str, int, int]],
    tags: dict[int, object],
    lexicon: Lexicon,
) -> Candidate:
    text = paragraph.doc.text
    start = words[first].start
    end = words[last].end
    if words[last].possessive:
        end -= len(words[last].text) - len(re.sub(r"'s?$", "", words[last].text))
    name = re.sub(r"\s+", " ", text[start:end])
    kinds = [labels.get(words[i].start, ("", 0, 0))[0] for i in range(first, last + 1)]
    label = "PERSON" if "PERSON" in kinds else max(kinds, key=kinds.count)
    candidate = Candidate(paragraph.start + start, paragraph.start + end, name, paragraph, words, first, last, label)
    candidate.title = titles.before(words, first, text, lexicon)
    candidate.apposition = titles.after(words, last, text, lexicon)
    token = tags.get(words[last].start)
    if token is not None:
        while getattr(token, "dep_", "") in ("compound", "flat") and paragraph.start + token.head.idx < candidate.end:  # type: ignore[attr-defined]
            token = token.head  # type: ignore[attr-defined]
        candidate.spoken = token.dep_ == "nsubj" and token.head.lemma_ in _SPEECH  # type: ignore[attr-defined]
    if candidate.title and candidate.title.office:
        office = text[:start].rstrip(" ,").rsplit(" ", 1)[-1].lower()
        candidate.plural_title = office.endswith("s") and office[:-1] in lexicon.titles["office"]
    return candidate


def _join_lists(found: list[Candidate], text: str) -> None:
    """ "ministers A and B", "commanders A, B, C and D": a plural title goes to each, and names listed are names."""
    for one, two in zip(found, found[1:], strict=False):
        between = text[one.end - one.paragraph.start : two.start - one.paragraph.start]
        if re.fullmatch(r",? (?:and |& )?|, ", between):
            if one.plural_title and two.title is None:
                two.title, two.plural_title = one.title, True
            if one.score >= 0.8:
                two.listed_with = one


def _clustered(candidates: list[Candidate]) -> list[_Person]:
    full = [c for c in candidates if len(names.parts(c.name)) > 1]
    full_names = defaultdict(list)
    for candidate in full:
        full_names[names.fold(candidate.name)].append(candidate)
    people: list[_Person] = []
    for group in sorted(full_names.values(), key=lambda group: group[0].start):
        score = max(c.score for c in group)
        if score < 0.6 or (_mostly(group) in _BAD_LABELS | {"ORG"} and score < 0.8):
            continue
        known = next((p for p in people if any(_same(group[0].name, c.name) for c in p.candidates)), None)
        if known is None:
            known = _Person(PersonFact(id="", name=group[0].name, rule="person.full_name"), names.parts(group[0].name))
            people.append(known)
        known.fact.confidence = max(known.fact.confidence, min(0.97, score + 0.02 * len(group)))
        known.candidates += group
    people = [p for p in people if not _is_pair(p, people)]
    _add_short(people, [c for c in candidates if len(names.parts(c.name)) == 1])
    people.sort(key=lambda p: min(c.start for c in p.candidates))
    used: set[str] = set()
    for person in people:
        _finish(person, used)
    return people


def _is_pair(person: _Person, people: list[_Person]) -> bool:
    """ "Trump-Xi" is two people, where both halves are names of others."""
    halves = person.fact.name.split("-")
    if len(halves) != 2 or " " in person.fact.name:
        return False
    return all(any(names.same_person(half, p.fact.name) for p in people if p is not person) for half in halves)


def _same(a: str, b: str) -> bool:
    """One person's full names, or one the tail of the other ("Tobar Astorga" of "Romeo Tobar Astorga")."""
    if names.same_person(a, b):
        return True
    one, two = sorted((names.parts(a), names.parts(b)), key=len)
    return len(one) > 1 and len(two) > len(one) and two[-len(one) :] == one


def _mostly(group: list[Candidate]) -> str:
    labels = [c.label for c in group]
    return max(labels, key=labels.count)


def _add_short(people: list[_Person], short: list[Candidate]) -> None:
    """Give each lone surname to the person it names; a titled one that nobody has becomes a person."""
    alone: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in short:
        word = names.parts(candidate.name)
        if not word:
            continue
        matching = [p for p in people if _is_short(word[0], p)]
        if candidate.title and len(matching) > 1:
            office = candidate.title.office
            held = [p for p in matching if any(c.title and c.title.office == office for c in p.candidates)]
            matching = held or matching
        if matching:
            earlier = [p for p in matching if any(c.start < candidate.start for c in p.candidates)] or matching
            best = max(
                earlier, key=lambda p: max((c.start for c in p.candidates if c.start < candidate.start), default=-1)
            )
            best.candidates.append(candidate)
        else:
            alone[word[0]].append(candidate)
    for word, group in alone.items():
        titled = [c for c in group if c.title or (c.listed_with and c.label == "PERSON")]
        labelled = [c for c in group if c.label == "PERSON"]
        if not titled and (len(labelled) < 2 or not any(c.spoken for c in group)):
            continue
        person = _Person(PersonFact(id="", name=group[0].name, rule="person.titled_surname"), [word])
        person.fact.confidence = 0.85 if titled else 0.55
        person.candidates = group
        people.append(person)


def _is_short(word: str, person: _Person) -> bool:
    return any(word == part for part in (person.words[-1], person.words[0])) or any(
        word in names.parts(c.name)[-2:] for c in person.candidates
    )


def _finish(person: _Person, used: set[str]) -> None:
    person.candidates.sort(key=lambda c: c.start)
    forms = [c.name for c in person.candidates]
    person.fact.name = max(forms, key=lambda form: (len(form.split()), -forms.index(form)))
    base = "p_" + (re.sub(r"\W+", "_", names.fold(person.fact.name).split(" ")[-1]) or "x")
    ident, number = base, 2
    while ident in used:
        ident, number = f"{base}{number}", number + 1
    used.add(ident)
    person.fact.id = ident
    person.fact.aliases = sorted({form for form in forms if form != person.fact.name})
    roles: list[str] = []
    for candidate in person.candidates:
        for title in (candidate.title, candidate.apposition):
            if title and title.office and title.text and title.text not in roles and len(title.text) < 90:
                roles.append(title.text)
    person.fact.roles = roles


def _vote(doc: Document, people: list[_Person], lexicon: Lexicon) -> None:
    by_id = {person.fact.id: person for person in people}
    for person in people:
        for candidate in person.candidates:
            _vote_title(candidate, person)
            _vote_around(doc, candidate, person)
    _vote_lists(doc, people)
    for _ in range(2):
        for person in people:
            person.fact.party = _winner(person)
        for person in people:
            _vote_possessor(doc, person, by_id)
    # what stands in somebody's title is said of that person, not of those nearby
    claimed = [
        (c.paragraph.start + c.title.start, c.end) for p in people for c in p.candidates if c.title and c.title.party
    ]
    for person in people:
        if not person.votes:
            _vote_context(doc, person, lexicon.home_of(doc.publisher), claimed)
        person.fact.party = _winner(person)
        _evidence(doc, person)


def _winner(person: _Person) -> str | None:
    return max(person.votes, key=lambda party: person.votes[party], default=None)


def _vote_title(candidate: Candidate, person: _Person) -> None:
    for title, weight in ((candidate.title, 3.0), (candidate.apposition, 2.5)):
        if title and title.party:
            person.votes[title.party] += weight * (0.5 if title.former else 1)


def _vote_around(doc: Document, candidate: Candidate, person: _Person) -> None:
    """ "Israel's Netanyahu"; "the Obama administration" (the word for a government of the United States alone)."""
    if re.match(r"['’]?s? [Aa]dministration\b", doc.text[candidate.end : candidate.end + 18]):
        person.votes["US"] += 1.5
    if candidate.title is not None:
        return
    before = doc.mentions_in(max(0, candidate.start - 30), candidate.start, "party")
    if before:
        gap = doc.text[before[-1].end : candidate.start]
        if re.fullmatch(r"['’]s ", gap):
            person.votes[before[-1].ref] += 2


_SIDE: Final = re.compile(
    r"(?:[Oo]n the (?P<a>[^,.;]{2,40}) side,?|[Tt]he (?P<b>[^,.;]{2,60}?) (?:side|delegation|team|commission) (?:is|was|included|includes|comprise[sd]|"
    r"consist(?:s|ed) of|will be|were|are)(?: (?:being )?(?:represented|headed|led|made up|composed)(?: by| of)?)?|"
    r"(?P<c>[^,.;]{2,60}?) (?:is|was|were|will be|would be|are) (?:being )?represented by|[Rr]epresenting (?P<d>[^,.;]{2,50})|"
    r"members of the (?P<e>[^,.;]{2,40}?) (?:delegation|team|commission|side) (?:is|are|were|include))"
)


def _vote_lists(doc: Document, people: list[_Person]) -> None:
    """ "The Ukrainian side was represented by A, B and C": each one named in the list is of that side."""
    for sentence in doc.sentences:
        text = doc.text[sentence.start : sentence.end]
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


def _vote_possessor(doc: Document, person: _Person, by_id: dict[str, _Person]) -> None:
    """ "Trump's envoy X" is of Trump's party; "A and Foreign Minister B" of the same state as A."""
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
                if other and other.fact.party:
                    person.votes[other.fact.party] += 1.5


_STATE_OFFICES: Final = word_set(
    "president vice-president premier minister secretary chief leader general commissioner ambassador negotiator"
    " spokesman spokeswoman spokesperson official delegate commander deputy aide envoy representative king emir dictator"
)
_OF_STATES: Final = word_set(
    "president vice-president premier minister secretary ambassador king emir dictator chancellor"
)
_AMERICAN: Final = word_set("president sen senator rep congressman congresswoman secretary gov governor vice-president")


def _vote_context(doc: Document, person: _Person, home: str | None, claimed: list[tuple[int, int]]) -> None:
    """An office without an owner: "President X" by surname alone in the press of that state, else the party named nearest.

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
    if home and any(_is_home_office(candidate, home) for candidate in person.candidates):
        person.votes[home] += 0.9
        person.fact.confidence = min(person.fact.confidence, 0.85)
        return
    if not any(title.office in _STATE_OFFICES for title in offices) and len(person.candidates) < 4:
        return
    stately = any(title.office in _OF_STATES for title in offices)
    able = {party.id for party in doc.parties if party.type == "state" or (not stately and party.type != "igo")}
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
        if inside:
            best = min(
                inside,
                key=lambda m: m.start - candidate.end if m.start > candidate.start else (candidate.start - m.end) / 2,
            )
            near[best.ref] += weight * (2 if candidate.title else 1)
    order = sorted(near, key=lambda party: -near[party])
    if order and (len(order) == 1 or near[order[0]] >= 1.5 * near[order[1]]):
        person.votes[order[0]] += 0.8
        person.fact.confidence = min(person.fact.confidence, 0.8)
    elif home == "US" and any(title.office == "president" and not title.former for title in offices):
        person.votes[home] += 0.7
        person.fact.confidence = min(person.fact.confidence, 0.7)


def _is_home_office(candidate: Candidate, home: str) -> bool:
    title = candidate.title
    if title is None or title.office is None or title.former or title.party:
        return False
    if home == "US":
        short = len(candidate.name.split()) == 1 or title.office != "president"
        return short and title.office in _AMERICAN and "executive" not in title.text.lower()
    return len(candidate.name.split()) == 1 and title.office in ("president", "minister", "premier", "chancellor")


def _evidence(doc: Document, person: _Person) -> None:
    best = sorted(person.candidates, key=lambda c: (c.title is None or c.title.office is None, -len(c.name), c.start))
    spans: list[tuple[int, int]] = []
    for candidate in best:
        start, end = candidate.start, candidate.end
        if candidate.title and not candidate.plural_title:
            start = min(start, candidate.paragraph.start + candidate.title.start)
        if candidate.apposition and candidate.apposition.office and candidate.apposition.end - end < 120:
            end = max(end, candidate.paragraph.start + candidate.apposition.end)
        if not any(a < end and start < b for a, b in spans):
            spans.append((start, end))
        if len(spans) == 3:
            break
    person.fact.evidence = [doc.evidence(start, end) for start, end in spans]
