"""Pronouns and descriptions of a person already named: "he", "the Iranian foreign minister", "Trump's envoy".

By rule, where one answer stands out; where none does, no mention is made.
"""

import re
from typing import Final

from spacy.tokens import Token

from tracker.domain.record import PersonFact
from tracker.extraction.document import Document, Mention, Sentence
from tracker.extraction.lexicon import word_set

_SUBJECT: Final = word_set("he she")
_OBJECT: Final = word_set("him")
_POSSESSIVE: Final = word_set("his her hers himself herself")
_REPORT: Final = word_set("say tell add note write state announce think believe insist argue claim hope suggest warn")

# Offices that can stand for each other in a later description.
_KINDS: Final[tuple[frozenset[str], ...]] = (
    word_set("leader president premier minister chairman king ruler dictator strongman chancellor emir sultan"),
    word_set("envoy representative negotiator ambassador emissary delegate mediator"),
    word_set("diplomat secretary minister"),
    word_set("spokesman spokeswoman spokesperson"),
    word_set("chief head director leader"),
    word_set("commander general colonel guerrilla"),
)
_PAIR: Final = re.compile(r"\b([A-Z][a-z]+)[-–]([A-Z][a-z]+)\b")
_DESCRIPTION: Final = re.compile(
    r"\b(?P<lead>[Tt]he|[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)?'s?) (?P<words>(?:[\w.'-]+ ){0,4}?)"
    r"(?P<head>leader|president|premier|prime minister|foreign minister|minister|chairman|chancellor|envoy"
    r"|representative|"
    r"negotiator|ambassador|diplomat|secretary of state|secretary|king|emir|general|commander|mediator)\b"
    r"(?! (?:of|for) [a-z]*\s?[A-Z])(?! [A-Z])(?!'s? [A-Z])(?![\w-])"
)


def find_references(doc: Document) -> None:
    """Add the pronoun and title mentions of persons to `doc.mentions`.

    A person without a party gets the one that a description names ("the U.S. president", where one president has none).
    """
    mentions = [*_pairs(doc), *_descriptions(doc), *_delegations(doc)]
    doc.mentions = sorted([*doc.mentions, *mentions], key=lambda m: (m.start, -m.end))
    pronouns: list[Mention] = []
    for sentence in doc.sentences:
        for token in sentence.span:
            if token.lower_ in _SUBJECT or token.lower_ in _OBJECT or token.lower_ in _POSSESSIVE:
                if doc.mention_at(sentence.offset(token), "person"):
                    continue  # "Liu He"
                ref = _antecedent(doc, sentence, token, pronouns)
                if ref:
                    start = sentence.offset(token)
                    pronouns.append(Mention(start, start + len(token.text), "person", ref, "pronoun"))
    doc.mentions = sorted([*doc.mentions, *pronouns], key=lambda m: (m.start, -m.end))


def person_of(doc: Document, sentence: Sentence, token: Token) -> Mention | None:
    """The person mention a token belongs to (its subtree's head where the token is a title), None for none."""
    return doc.mention_at(sentence.offset(token), "person")


def _subjects(doc: Document, sentence: Sentence) -> list[tuple[Token, Mention]]:
    found = []
    for token in sentence.span:
        if token.dep_ in ("nsubj", "nsubjpass"):
            mention = person_of(doc, sentence, token)
            if mention:
                found.append((token, mention))
    return found


def _antecedent(doc: Document, sentence: Sentence, token: Token, pronouns: list[Mention]) -> str | None:
    subjects = _subjects(doc, sentence)
    own = {subject.i for subject, _ in subjects if subject.head == token.head} if token.lower_ in _OBJECT else set()
    barred = {mention.ref for subject, mention in subjects if subject.i in own}
    if token.lower_ in _OBJECT:
        barred |= {mention.ref for _, mention in subjects}
    if _quoted(sentence, token):
        # "he" in a quotation is somebody else than who says it
        barred |= {m.ref for s, m in subjects if s.head.lemma_ in _REPORT and not _quoted(sentence, s)}
    before = [(subject, mention) for subject, mention in subjects if subject.i < token.i and mention.ref not in barred]
    if before:
        # "A said he ...": the subject of the verb of saying above, else the nearest subject before
        governing = [m for s, m in before if s.head in list(token.ancestors)]
        return (governing[-1] if governing else before[-1][1]).ref
    later = [(subject, mention) for subject, mention in subjects if subject.i > token.i and mention.form == "name"]
    if later and token.lower_ not in _OBJECT and _fronted(token, later[0][0]):
        return later[0][1].ref
    inside = [m for m in doc.mentions_in(sentence.start, sentence.offset(token), "person") if m.ref not in barred]
    if inside and token.lower_ not in _SUBJECT:
        return inside[-1].ref
    pronoun_refs = [m for m in pronouns if sentence.start - 600 < m.start]
    for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
        earlier = doc.sentences[index]
        names = [m for _, m in _subjects(doc, earlier) if m.ref not in barred]
        if names:
            return names[0].ref
        spoken = [m for m in pronoun_refs if earlier.start <= m.start < earlier.end and m.ref not in barred]
        if spoken:
            return spoken[0].ref
        people = [m for m in doc.mentions_in(earlier.start, earlier.end, "person") if m.ref not in barred]
        if people:
            return people[-1].ref
    return inside[-1].ref if inside else None


def _quoted(sentence: Sentence, token: Token) -> bool:
    return sentence.paragraph.text.count('"', 0, token.idx) % 2 == 1


def _fronted(token: Token, subject: Token) -> bool:
    """Whether the pronoun's clause comes before and hangs on the verb of `subject`."""
    return subject.head in list(token.ancestors) and token.head != subject.head


def _pairs(doc: Document) -> list[Mention]:
    """As in "the Trump-Xi summit": a mention of each where both halves are family names of persons."""
    short: dict[str, str] = {}
    for person in doc.persons:
        for name in [person.name.split()[-1], person.name.split()[0], *(a for a in person.aliases if " " not in a)]:
            short.setdefault(name, person.id)
    found = []
    for paragraph in doc.paragraphs:
        for match in _PAIR.finditer(paragraph.text):
            if match[1] in short and match[2] in short and short[match[1]] != short[match[2]]:
                for group in (1, 2):
                    start, end = paragraph.start + match.start(group), paragraph.start + match.end(group)
                    if not doc.mention_at(start, "person"):
                        found.append(Mention(start, end, "person", short[match[group]]))
    return found


def _descriptions(doc: Document) -> list[Mention]:
    first: dict[str, int] = {}
    for mention in doc.mentions:
        first.setdefault(mention.ref, mention.start)
    found: list[Mention] = []
    for paragraph in doc.paragraphs:
        for match in _DESCRIPTION.finditer(paragraph.text):
            start, end = paragraph.start + match.start(), paragraph.start + match.end()
            if doc.mention_at(end - 1, "person") or (
                doc.mention_at(start, "person") and match["lead"].lower() == "the"
            ):
                continue
            parties = {m.ref for m in doc.mentions_in(start, end, "party")}
            owner = doc.mention_at(start, "person")
            if owner and (held := doc.person(owner.ref)) and held.party:
                parties.add(held.party)
            words = match["words"] + match["head"]
            person = _described(doc, words, start, parties, owner.ref if owner else None, first)
            if person is None:
                continue
            if person.party is None and len(parties) == 1:
                person.party = next(iter(parties))
            found.append(Mention(start, end, "person", person.id, "title"))
    return found


def _described(
    doc: Document, words: str, at: int, parties: set[str], owner: str | None, first: dict[str, int]
) -> PersonFact | None:
    head = words.lower().split()[-1]
    if head == "state":
        head = "secretary"
    modifiers = set(words.lower().split()[:-1])
    same: list[PersonFact] = []
    alike: list[PersonFact] = []
    for person in doc.persons:
        if person.id == owner or (parties and person.party and person.party not in parties):
            continue
        if not parties and first.get(person.id, at) >= at:
            continue
        for role in person.roles:
            role_words = role.lower().replace(",", " ").split()
            if head in role_words and (not (modifiers & {"foreign", "prime", "vice", "defense", "defence"}) or (
                modifiers & {"foreign", "prime", "vice", "defense", "defence"} <= set(role_words))):  # fmt: skip
                if "vice" in role_words and "vice" not in modifiers:
                    continue
                same.append(person)
                break
        else:
            kinds = [kind for kind in _KINDS if head in kind]
            if parties and any(kind & set(role.lower().split()) for kind in kinds for role in person.roles):
                alike.append(person)
    if not same and not alike and len(parties) == 1 and head in _KINDS[0]:
        alike = _only_one(doc, parties, at)
    for group in (same, alike):
        if len(group) == 1:
            return group[0]
        if len(group) > 1 and not parties:
            near = [
                m for m in doc.mentions if m.kind == "person" and m.start < at and any(m.ref == p.id for p in group)
            ]
            if near and at - near[-1].end < 700:
                return doc.person(near[-1].ref)
            return None
        if len(group) > 1:
            return None
    return None


_BODY: Final = re.compile(
    r"\b(?:[Tt]he|THE) (?P<body>(?i:delegation|team|negotiators|negotiating team|envoys))\b(?! (?:of|from|for|led)\b)"
)
_NAMED: Final = re.compile(r"[\w' -]{0,25}?\b(?:delegation|team|negotiators|negotiating team|envoys)\b", re.IGNORECASE)


def _delegations(doc: Document) -> list[Mention]:
    """As in "the delegation" after "a Peruvian delegation": the side it was said to be of, told in the lines before."""
    named = [
        (m.end, m.ref)
        for m in doc.mentions
        if m.kind == "party" and m.form == "demonym" and _NAMED.match(doc.text, m.end)
    ]
    found = []
    for paragraph in doc.paragraphs if named else []:
        for match in _BODY.finditer(paragraph.text):
            start = paragraph.start + match.start()
            near = {ref for end, ref in named if 0 < start - end < 900}
            if len(near) == 1 and not doc.mention_at(paragraph.start + match.start("body")):
                found.append(Mention(start, paragraph.start + match.end(), "party", near.pop(), "delegation"))
    return found


def _only_one(doc: Document, parties: set[str], at: int) -> list[PersonFact]:
    """As in "Kim ... the North Korean leader": the one person of the party, named last, whose office nothing tells."""
    people = [p for p in doc.persons if p.party in parties]
    before = [m for m in doc.mentions if m.kind == "person" and m.start < at]
    near = max(before, key=lambda m: m.start, default=None)
    if len(people) != 1 or people[0].roles or near is None or near.ref != people[0].id or at - near.end > 200:
        return []
    return people
