"""Which people and parties a noun phrase stands for: "Iranian officials", "Trump's envoy", "Kerry and Lavrov"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from tracker.extraction.document import Document, Mention, Sentence
from tracker.extraction.lexicon import word_set

# Nouns for people or bodies that act for whoever their modifiers name.
_HEADS: Final = word_set(
    "official officer delegation delegate side team negotiator representative government administration leader"
    " leadership"
    " president premier minister secretary envoy mediator diplomat spokesman spokeswoman spokesperson counterpart"
    " commission committee mission ambassador chief head commander guerrilla rebel militant fighter insurgent"
    " separatist"
    " regime authority party group movement coalition opposition panel member adviser advisor aide lawmaker senator"
    " king emir chancellor foreign ministry ministry embassy power ally partner nation country state people military"
    " army military force junta parliament politician general parliamentarian faction leader expert technician bishop"
    " director undersecretary"
)
_COLLECTIVE: Final = re.compile(
    r"^(?:both|the two|the|two|all|these|three|four|five|six|seven|eight|rival|warring)?\s*(?:main )?(?:warring |rival "
    r"|opposing |negotiating )?"
    r"(?:sides?|parties|countries|nations|governments|leaders|delegations|teams|men|presidents|ministers|camps|generals"
    r"|negotiators|powers|members|delegates|participants|commissions|"
    r"foreign ministers|diplomats|officials|envoys|they|each other|adversaries|rivals|neighbors|neighbours|factions)$"
    r"|^(?:the two|the pair|two last)$",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"(?:,? (?:and|or|as well as) |, |/)(?:the )?(?P<rest>[^,;:()\"]{0,60})$")
_SPEAKS: Final = re.compile(r"\s(?:said|says|told|tells|added|noted|wrote|announced|insisted|warned|stated)\b")
_OF_SOMEBODY: Final = word_set("administration government regime cabinet")  # "Blair government officials"
_PRIVATE: Final = word_set(  # "business leaders", "union officials": not those who negotiate for the sides
    "business industry company church community union trade-union labor labour student youth opposition village tribe"
    " clan farm bank hospital school party congress police health city county"
)
_OUTSIDERS: Final = word_set(
    "reporter journalist newsman press media audience crowd family relative voter fan student worker"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a party taking part. `person` is an id or None; `party` a party id or None; offsets of the words."""

    person: str | None
    party: str | None
    start: int
    end: int

    @property
    def key(self) -> str:
        """The person where there is one, else the party."""
        return self.person or self.party or ""


def actors_of(doc: Document, sentence: Sentence, token: Token, depth: int = 0) -> list[Actor]:
    """The people and parties that the phrase headed by `token` names, those joined by "and" included."""
    found = _own(doc, sentence, token)
    if depth < 6:
        for child in token.children:
            if child.dep_ == "conj" and child.i > token.i and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
                more = actors_of(doc, sentence, child, depth + 1)
                if not more and child.lemma_ in _HEADS and not found:
                    continue
                found += more
            elif child.dep_ == "appos" and any(actor.person for actor in found):
                joined = [c for c in child.children if c.dep_ == "conj" and c.i > child.i]
                found += [actor for c in joined for actor in actors_of(doc, sentence, c, depth + 1)]
            elif child.dep_ == "appos":
                found += [actor for actor in actors_of(doc, sentence, child, depth + 1) if actor.person or not found]
    if found and not any(actor.person for actor in found) and token.lemma_.lower() in _HEADS:
        found = _named_after(doc, sentence, token, found)
    if depth == 0 and found:
        found = _with_list(doc, sentence, found)
    return list({actor.key: actor for actor in reversed(found)}.values())[::-1]


def _named_after(doc: Document, sentence: Sentence, token: Token, found: list[Actor]) -> list[Actor]:
    """As in "his Peruvian counterpart, Elena Quispe,": the name after the office, whatever the parser hangs it on."""
    end = sentence.offset_end(token)
    person = next((m for m in doc.mentions_in(end, min(sentence.end, end + 60), "person") if m.form == "name"), None)
    if person is None or doc.text[end : person.start] not in (", ", " "):
        return found
    party = doc.party_of(person)
    if party is not None and all(actor.party != party for actor in found):
        return found
    first = found[0]
    rest = [actor for actor in found if actor.party not in (party or first.party,)]
    return [Actor(person.ref, party or first.party, person.start, person.end), *rest]


def _with_list(doc: Document, sentence: Sentence, found: list[Actor]) -> list[Actor]:
    """The rest of the list a name stands in ("with A, B and Prime Minister C"), which parsers often break."""
    mentions = [m for m in doc.mentions_in(sentence.start, sentence.end) if m.kind != "place" and m.form != "pronoun"]
    starts = {actor.start for actor in found}
    out = list(found)
    for step, kind in ((1, "person"), (-1, "person"), (1, "party"), (-1, "party")):
        ordered = [m for m in mentions if m.kind == kind][::step]
        for one, two in pairwise(ordered):
            first, second = (one, two) if step == 1 else (two, one)
            if _SPEAKS.match(doc.text, second.end) and doc.text[first.end : second.start] == ", ":
                continue  # "with Lopez, Marin told reporters": who is told with, and who tells
            if one.start in starts and two.start not in starts and _listed(doc, first, second):
                starts.add(two.start)
                out.append(_actor(doc, two))
    return sorted(out, key=lambda actor: actor.start)


def _listed(doc: Document, one: Mention, two: Mention) -> bool:
    if one.form == "demonym" or two.form == "demonym":
        return False
    gap = _LINK.match(doc.text[one.end : two.start])
    if not gap:
        return False
    between = gap["rest"].strip()
    if not between:
        return True
    person = doc.person(two.ref) if two.kind == "person" else None
    return person is not None and any(between == role or between.endswith(role) for role in person.roles)


def is_collective(token: Token) -> bool:
    """Whether a phrase stands for the sides already known: "they", "the two sides", "both leaders", "negotiators"."""
    words = " ".join(
        t.text
        for t in sorted(
            [*[c for c in token.children if c.dep_ in ("det", "nummod", "amod", "predet")], token], key=lambda t: t.i
        )
    )
    if any(c.dep_ == "compound" and c.lower_ in _PRIVATE for c in token.children):
        return False
    if token.lemma_.lower() in _HEADS and any(_is_of_sides(child) for child in token.children):
        return True
    return bool(_COLLECTIVE.match(words)) and not any(_others(child) for child in token.children)


def _is_of_sides(preposition: Token) -> bool:
    """As in "military commanders from the two sides", "experts of both countries"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in ("from", "of"):
        return False
    return any(p.dep_ == "pobj" and is_collective(p) and p.lower_ in _SIDES for p in preposition.children)


_SIDES: Final = word_set(
    "sides countries parties nations governments armies states delegations camps neighbours neighbors"
)


def _others(preposition: Token) -> bool:
    """As in "leaders from four committees", "officials of the company": others than the sides known."""
    if preposition.dep_ != "prep" or preposition.lower_ not in ("from", "of"):
        return False
    if any(c.dep_ == "nummod" and c.lower_ != "two" for p in preposition.children for c in p.children):
        return True  # "ministers from 107 nations"
    return any(
        p.dep_ == "pobj" and not _COLLECTIVE.match(p.text) and p.lower_ not in ("both", "them", "each")
        for p in preposition.children
    )


# Who meets for a state or a group, and the words that may stand before it without making it another's (a company's).
_OFFICES: Final = word_set(
    "minister leader negotiator envoy diplomat mediator delegate delegation official representative president"
)
_OF_STATES: Final = word_set(
    "foreign defence defense trade finance agriculture environment energy interior senior top key chief lead high"
    " ranking high-ranking level high-level working working-level expert technical peace international regional world"
    " special several the some more other prime cabinet"
)


def is_unnamed(token: Token) -> bool:
    """Whether a phrase names people by office alone: "key foreign ministers", "envoys from six nations".

    What else stands before or behind it makes it another's: "business leaders", "officials of the company".
    """
    if token.lemma_.lower() not in _OFFICES or token.tag_ != "NNS":
        return False
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss") and any(
            t.lower_ not in _OF_STATES and not t.is_punct for t in child.subtree
        ):
            return False
        if child.dep_ in ("conj", "appos", "relcl", "acl"):
            return False
        if child.dep_ == "prep" and child.i < token.i + 3 and child.lower_ in ("of", "from", "for", "representing"):
            of = [p for p in child.children if p.dep_ == "pobj"]
            if not all(p.lemma_.lower() in ("country", "nation", "state", "government", "power") for p in of):
                return False
            if any(c.pos_ == "PROPN" for p in of for c in p.subtree):
                return False
    return True


def is_acting(noun: Token) -> bool:
    """Whether a common noun names people who act for a party ("counterpart", "delegation")."""
    return noun.lemma_.lower() in _HEADS


def is_outsider(token: Token) -> bool:
    """Whether the phrase names people who take no part in talks (reporters, crowds)."""
    return token.lemma_.lower() in _OUTSIDERS


def _own(doc: Document, sentence: Sentence, token: Token) -> list[Actor]:
    start = sentence.offset(token)
    if token.lower_ == "koreas" or (token.lemma_.lower() in _HEADS and _both_koreas(token)):
        return [Actor(None, "KP", start, start), Actor(None, "KR", start, start)]
    mention = doc.mention_at(start, "person") or doc.mention_at(start, "party")
    if mention is not None and mention.form == "demonym" and token.pos_ == "ADJ" and token.dep_ in ("amod", "compound"):
        mention = None
    if mention is not None:
        return [_actor(doc, mention)]
    if token.lemma_.lower() not in _HEADS and token.ent_type_ not in ("PERSON", "ORG", "NORP", "GPE"):
        return []
    return _modifiers(doc, sentence, token)


def _both_koreas(token: Token) -> bool:
    """As in "the two Korean leaders": of the two states of a divided country."""
    words = {c.lower_ for c in token.children if c.i < token.i}
    return "korean" in words and bool(words & {"two", "both"})


def _modifiers(doc: Document, sentence: Sentence, token: Token) -> list[Actor]:
    """The owners a head noun's modifiers name: "the U.S. and Iranian delegations", "officials from Hamas"."""
    persons: list[Actor] = []
    parties: list[Actor] = []
    for part in _modifying(token):
        mention = doc.mention_at(sentence.offset(part))
        if mention is None:
            continue
        actor = _actor(doc, mention)
        if mention.kind == "party":
            parties.append(actor)
        elif mention.kind == "person":
            if part.dep_ == "poss" or mention.form == "pronoun" or part.head.lemma_.lower() in _OF_SOMEBODY:
                if actor.party:
                    parties.append(Actor(None, actor.party, actor.start, actor.end))
            else:
                persons.append(actor)
    return persons or parties


def _modifying(token: Token) -> Iterable[Token]:
    for child in token.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod", "nummod", "appos"):
            yield child
            if child.dep_ != "appos":
                for inner in child.subtree:
                    if inner is not child and inner.i < token.i:
                        yield inner
        elif child.dep_ == "prep" and child.lower_ in ("of", "from", "for", "representing"):
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    yield pobj
                    yield from (c for c in pobj.subtree if c.dep_ in ("conj", "amod", "compound", "poss"))
        elif child.dep_ in ("acl",) and child.lower_ in ("representing", "from"):
            yield from (c for c in child.subtree if c.dep_ in ("dobj", "conj", "amod", "compound"))


def _actor(doc: Document, mention: Mention) -> Actor:
    if mention.kind == "person":
        return Actor(mention.ref, doc.party_of(mention), mention.start, mention.end)
    if mention.kind == "party":
        return Actor(None, mention.ref, mention.start, mention.end)
    return Actor(None, None, mention.start, mention.end)
