"""Contacts told by a noun: "talks between", "Sunday's meeting", "a phone call with"."""

import re
from typing import Final

from spacy.tokens import Token

from tracker.extraction import syntax
from tracker.extraction.actors import Actor, actors_of, is_collective, is_unnamed
from tracker.extraction.contact import ONE_ON_ONE, PHONE, VIDEO, Contact, prepositional, unique
from tracker.extraction.document import Document, Sentence
from tracker.extraction.lexicon import word_set
from tracker.extraction.not_held import fate_of_missed
from tracker.extraction.noun_status import status_of_noun

NOUNS: Final = word_set(
    "talk talks meeting negotiation summit session round dialogue dialog discussion consultation conversation"
    " encounter parley call"
    " conference lunch dinner get-together sit-down"
)


_NO_CONFERENCE: Final = word_set("news press party media annual")


# Meetings of a body of one side, or of a body that negotiates for nobody.
_INTERNAL: Final = word_set("cabinet council board staff caucus parliamentary shareholder town-hall congress rally")


_NO_SESSION: Final = word_set("photo training trading legislative parliamentary plenary court jail")


_HOSTS: Final = word_set("host mediate broker facilitate sponsor organize organise arrange oversee moderate supervise")


_LEAVES: Final = word_set("pull walk withdraw back drop bow")
_WITNESSES: Final = word_set("observer witness mediator guest moderator host facilitator guarantor")
_MEDIATES: Final = word_set("mediate broker facilitate sponsor moderate supervise")


HOLDERS: Final = word_set(
    "hold have open begin start resume continue conclude end attend join enter finish complete conduct lead engage plan"
    " schedule seek propose request want demand accept agree refuse reject cancel postpone suspend restart break leave"
    " announce expect pursue discuss hope offer return go arrive come travel fly gather participate take do sit"
    " stay send"
    " welcome meet launch reconvene stage convene set urge delay eat share scrap pursue close wrap"
)


def of_noun(doc: Document, sentence: Sentence, noun: Token, lemma: str) -> Contact | None:
    """The contact an event noun tells, None where it is no contact ("a news conference")."""
    modifiers = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")]
    lowers = {c.lower_ for c in modifiers}
    if any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in noun.children) and lowers.isdisjoint({"further"}):
        return None  # "no meeting has been set"
    if (
        noun.dep_ == "dobj"
        and any(c.dep_ == "neg" for c in noun.head.children)
        and noun.head.lemma_ in ("hold", "have", "attend")
    ):
        return None  # "did not hold talks"
    if lemma == "talk" and noun.tag_ == "NN" and "peace" not in lowers:
        return None
    if (
        noun.dep_ == "dobj"
        and noun.head.lemma_ == "discuss"
        and lemma in ("talk", "talks", "negotiation", "negotiations")
        and any(c.lower_ in ("the", "those", "these") for c in noun.children)
    ):
        return None  # what somebody speaks of
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("mark", "represent", "constitute"):
        return None  # "it would mark the first summit since 2001": what another mention tells, weighed
    if noun.dep_ == "compound" or (noun.dep_ == "nmod" and noun.head.pos_ == "NOUN" and noun.head.lemma_ not in NOUNS):
        return None
    if lemma == "conference" and (
        lowers & _NO_CONFERENCE or not lowers & {"peace", "international", "climate", "donor", "donors"}
    ):
        return None
    if lemma == "session" and lowers & _NO_SESSION:
        return None
    if lowers & _INTERNAL:
        return None
    if lemma == "call" and not (
        PHONE.search(" ".join(lowers))
        or lowers & {"conference", "video"}
        or (noun.dep_ == "pobj" and prepositional(noun, ("with", "between")))
    ):
        return None
    if lemma == "round" and any(p.lemma_.lower() in NOUNS or p.lower_ in NOUNS for p in prepositional(noun, ("of",))):
        return None
    if lemma == "round" and prepositional(noun, ("of",)):
        return None  # "the latest round of fighting"
    if lemma in ("round",) and not lowers & {
        "negotiating",
        "new",
        "next",
        "latest",
        "second",
        "third",
        "first",
        "fourth",
        "last",
        "previous",
    }:
        return None
    carrier = (
        noun.head.head
        if noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_
        in (
            "round",
            "week",
            "day",
            "series",
            "hour",
            "session",
            "month",
            "resumption",
            "start",
            "end",
            "opening",
            "set",
            "kind",
        )
        else None
    )
    outer = carrier if carrier is not None else noun
    start, end = syntax.clause(sentence, outer)
    missed = fate_of_missed(outer)
    if missed == "nothing":
        return None  # "talks have not taken place since May"
    contact = Contact(noun, sentence, start, end, status=status_of_noun(outer))
    if missed:
        contact.status = "denied" if missed == "denied" else "cancelled"
        contact.missed = missed != "cancelled"
    if contact.status is None and outer is not noun:
        contact.status = status_of_noun(noun)
    inner: list[Actor] = []
    for token in [
        *prepositional(noun, ("between", "among", "with", "by")),
        *(prepositional(outer, ("between", "among", "with")) if outer is not noun else []),
    ]:
        inner += actors_of(doc, sentence, token)
        contact.collective |= is_collective(token)
    of = prepositional(noun, ("of",))
    inner += [a for token in of for a in actors_of(doc, sentence, token)]
    owners = [c for c in noun.children if c.dep_ == "poss"] or _owner_before(noun)
    for child in [*modifiers, *owners]:
        inner += _in_modifier(doc, sentence, child)
    inner += _in_relative(doc, sentence, noun)
    inner += _of_halves(doc, sentence, noun)
    contact.actors = unique(inner)
    partners = prepositional(noun, ("with",))
    contact.actors = unique([*contact.actors, *_of_peers(doc, sentence, partners)])
    end_of_noun = noun.idx + len(noun) - sentence.span.start_char
    further = None if partners else _WITH_NAME.match(sentence.span.text, end_of_noun)
    if further is not None:
        named = doc.mention_at(sentence.paragraph.start + sentence.span.start_char + further.end())
        if named is None or named.kind == "place":
            contact.unresolved = True  # "opened talks last year with the X Front", of which no list knows
            return contact
        person = named.ref if named.kind == "person" else None
        contact.actors = unique([*contact.actors, Actor(person, doc.party_of(named), named.start, named.end)])
    contact.unresolved = bool(partners) and not any(actors_of(doc, sentence, p) or is_collective(p) for p in partners)
    if len(contact.parties) < 2:
        contact.actors = unique([*contact.actors, *_between(doc, sentence, noun)])
    of_whom = prepositional(noun, ("of", "between", "among"))
    contact.unnamed = not contact.actors and any(is_unnamed(token) for token in of_whom)
    contact.definite = any(
        c.lower_ in ("the", "this", "these", "those", "their", "both")
        for c in noun.children
        if c.dep_ in ("det", "poss")
    ) or (any(c.dep_ == "poss" for c in noun.children))
    _add_from_clause(doc, sentence, outer, contact)
    contact.indirect = "indirect" in lowers
    forum = _of_forum(doc, sentence, modifiers) or _SEVERAL.search(
        doc.text[max(0, sentence.offset(noun) - 40) : sentence.offset(noun)]
    )
    if len(contact.parties) < 2 and forum and not (contact.persons and contact.definite):
        contact.unresolved = contact.forum = True  # "the G7 summit", "the six-party talks": of more than the sides
    words = doc.text[contact.start : contact.end]
    near = " ".join(c.text for c in modifiers)
    if (
        PHONE.search(near)
        or lemma == "call"
        or (lemma in ("conversation", "talk", "talks", "discussion") and PHONE.search(words))
    ):
        contact.mode = "phone"
    elif VIDEO.search(near):
        contact.mode = "video"
    elif lemma in ("meeting", "summit", "lunch", "dinner", "encounter", "get-together", "session", "round"):
        contact.mode = "in_person"
    if ONE_ON_ONE.search(near):
        contact.format = "one_on_one"
    if lemma == "summit":
        contact.format = "leaders"
    return contact


_WITH_NAME: Final = re.compile(
    r"(?: (?:last|this|late|early|earlier|in|on|[A-Z]\w+|week|month|year)){1,4} with (?:the )?(?=[A-Z])"
)


def _of_peers(doc: Document, sentence: Sentence, partners: list[Token]) -> list[Actor]:
    """As in "a meeting with his counterpart": whose counterpart it is was there as well."""
    peers = [p for p in partners if p.lemma_.lower() in ("counterpart", "counterparts")]
    owners = [c for p in peers for c in p.children if c.dep_ == "poss"]
    found = [doc.mention_at(sentence.offset(owner), "person") for owner in owners]
    return [Actor(m.ref, doc.party_of(m), m.start, m.end) for m in found if m is not None]


def _owner_before(noun: Token) -> list[Token]:
    """The "his" of "his surprise Saturday meeting", which the parser hangs on another word of the phrase."""
    for token in reversed(list(noun.doc[max(noun.sent.start, noun.i - 6) : noun.i])):
        if token.tag_ == "PRP$":
            return [token] if token.head.i <= noun.i else []
        if token.tag_ not in ("NN", "NNP", "JJ", "CD", "VBN", "VBG", "HYPH", "RB", "JJS"):
            return []
    return []


def _in_modifier(doc: Document, sentence: Sentence, token: Token) -> list[Actor]:
    """Parties in what stands before the noun: "US-Ukraine talks", "Israeli-Palestinian talks", "Kerry's meeting"."""
    found = []
    for part in sorted(token.subtree, key=lambda t: t.i):
        mention = doc.mention_at(sentence.offset(part), "person") or doc.mention_at(sentence.offset(part), "party")
        if mention is not None and HELPED.match(doc.text, mention.end):
            continue
        if mention is None and part.lower_.startswith("inter-korea"):
            at = sentence.offset(part)
            found += [Actor(None, "KP", at, at), Actor(None, "KR", at, at)]
        elif mention is None and "-" in part.text:
            for inside in doc.mentions_in(sentence.offset(part), sentence.offset_end(part), "party"):
                if not HELPED.match(doc.text, inside.end):
                    found.append(Actor(None, inside.ref, inside.start, inside.end))
        elif mention is not None:
            person = mention.ref if mention.kind == "person" else None
            found.append(Actor(person, doc.party_of(mention), mention.start, mention.end))
    kinds = {party.id: party.type for party in doc.parties}
    if len(found) == 1 and not found[0].person and token.dep_ != "poss":
        place = token.head.lemma_.lower() in ("summit", "conference", "meeting")
        if place or kinds.get(found[0].party or "") in ("igo", "coalition"):
            return []  # "the G20 summit", "GATT talks", "the Singapore summit": a forum or a place, not a side
    return found


# "the Norwegian-mediated talks": who helps at talks is no side of them (GUIDELINE.md 11)
HELPED: Final = re.compile(
    r"-(?:mediated|brokered|sponsored|backed|facilitated|hosted|supervised|monitored|moderated|convened|led|arranged"
    r"|organi[sz]ed|assisted|chaired)\b"
)
# "the COP28 summit", "an APEC meeting": an abbreviation that is no party stands for many
_ABBREVIATED: Final = re.compile(r"[A-Z]{2,}[- ]?\d*|[A-Z]-?\d+")
_SEVERAL: Final = re.compile(
    r"\b(?:three|four|five|six|seven|eight|multi)[- ](?:party|nation|way|power)\b"
    r"|\bGroup of (?:\d+|[A-Z][a-z]+)\b|\b(?:world|global|multilateral)(?: trade)? $",
    re.IGNORECASE,
)
_HALVES: Final = re.compile(
    r"\b(?:inter-Korean?|the Koreas?|(?<!North )(?<!South )Korean) (?:[a-z]+ ){0,2}$", re.IGNORECASE
)


def _of_halves(doc: Document, sentence: Sentence, noun: Token) -> list[Actor]:
    """As in "the inter-Korean summit", "the Korea talks": of the two states of a divided country, both named."""
    at = sentence.offset(noun)
    if not {"KP", "KR"} <= {party.id for party in doc.parties} or not _HALVES.search(doc.text[max(0, at - 50) : at]):
        return []
    return [Actor(None, "KP", at, at), Actor(None, "KR", at, at)]


def _of_forum(doc: Document, sentence: Sentence, modifiers: list[Token]) -> bool:
    """Whether what stands before the noun names an organisation or a group of states."""
    kinds = {party.id: party.type for party in doc.parties}
    named = [m for t in modifiers for m in [doc.mention_at(sentence.offset(t), "party")] if m is not None]
    short = [t for t in modifiers if _ABBREVIATED.fullmatch(t.text) and not doc.mention_at(sentence.offset(t))]
    if short and not doc.upper_case:
        return True
    return any(kinds.get(m.ref) in ("igo", "coalition") and m.ref not in ("EU", "P5+1") for m in named)


def _in_relative(doc: Document, sentence: Sentence, noun: Token) -> list[Actor]:
    """As in "a conversation Kerry and Lavrov had on Saturday", "talks that A hosted for B"."""
    found: list[Actor] = []
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl"):
            continue
        for inner in child.children:
            if inner.dep_ in ("nsubj", "agent") and child.lemma_ in ("have", "hold", "conduct", "attend"):
                heads = [inner] if inner.dep_ == "nsubj" else list(inner.children)
                found += [a for head in heads for a in actors_of(doc, sentence, head)]
            if inner.dep_ == "prep" and inner.lower_ in ("with", "between", "for", "by"):
                found += [a for head in inner.children for a in actors_of(doc, sentence, head)]
        if child.lemma_ in ("involve", "include"):
            found += [a for inner in child.children if inner.dep_ == "dobj" for a in actors_of(doc, sentence, inner)]
    return found


def _between(doc: Document, sentence: Sentence, noun: Token) -> list[Actor]:
    """As in "Talks are set to resume on Monday between A and B": "between" further on in the noun's clause."""
    top = syntax.owners(noun)[-1]
    for token in top.subtree:
        if token.lower_ == "between" and token.i > noun.i and token.dep_ == "prep" and token.head.pos_ != "NOUN":
            actors = [a for pobj in token.children if pobj.dep_ == "pobj" for a in actors_of(doc, sentence, pobj)]
            if len({a.party for a in actors}) > 1:
                return actors
    return []


_SPEAKING: Final = word_set("speak tell say")
_OFFICES: Final = re.compile(
    r"\b(?:minister|secretary|negotiator|envoy|delegate|president|premier|representative|commander)\b", re.I
)


def _is_known(contact: Contact) -> bool:
    """Whether the words tell of talks, or of a meeting known: "a meeting in Lima" may be of anybody."""
    return contact.definite or contact.trigger.lower_ in ("talks", "negotiations")


def _negotiates(doc: Document, actor: Actor) -> bool:
    person = doc.person(actor.person)
    return person is not None and any(_OFFICES.search(role) and "spokes" not in role for role in person.roles)


def _add_from_clause(doc: Document, sentence: Sentence, noun: Token, contact: Contact) -> None:
    """Who takes part by the verb: the subject that holds, attends, proposes; "with X" that hangs on the verb."""
    head, dep = noun.head, noun.dep_
    if dep == "conj" and head.pos_ == "NOUN":
        head, dep = head.head, head.dep_
    through = None
    if dep == "pobj":
        through = head.lower_
        head = head.head
        while (
            head.pos_ in ("NOUN", "ADP", "ADV", "SCONJ")
            and head.dep_ in ("prep", "pobj", "dobj", "advmod", "npadvmod", "attr")
            and head.head is not head
        ):
            head = head.head
    if head.pos_ not in ("VERB", "AUX"):
        if dep == "appos" and head.pos_ in ("NOUN", "PROPN"):
            return
        if dep == "relcl":
            return
        return
    lemma = head.lemma_.lower()
    if any(o.lemma_.lower() in _WITNESSES for o in prepositional(head, ("as",))):
        return  # "are attending the talks as observers"
    if lemma in ("attend", "join") and contact.definite and any(c.lower_ == "also" for c in head.children):
        return  # "The ambassadors of A and B also attended the talks": those of others
    for token in prepositional(head, ("with", "between", "among")):
        if dep in ("dobj", "nsubj", "nsubjpass") or (
            through in ("in", "into") and lemma in ("engage", "be", "enter", "participate")
        ):
            contact.actors = unique([*contact.actors, *actors_of(doc, sentence, token)])
            contact.actors = unique([*_of_peers(doc, sentence, [token]), *contact.actors])
            contact.collective |= is_collective(token)
    if dep == "nsubjpass" and lemma in ("attend", "join"):
        # "The meeting was attended by A, B and C"
        guests = [p for c in head.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        contact.actors = unique([*contact.actors, *(a for p in guests for a in actors_of(doc, sentence, p))])
    subject = syntax.subject_of(head) if dep in ("dobj", "pobj", "attr", "advcl", "npadvmod") else None
    if subject is None or subject is noun:
        return
    if lemma in _HOSTS and (len(contact.parties) > 1 or lemma in _MEDIATES):
        return
    one_side = len(contact.parties) <= 1
    off = dep == "dobj" and lemma in ("call", "put") and any(c.lower_ == "off" for c in head.children)
    off |= dep == "pobj" and through in ("of", "from") and lemma in _LEAVES  # "pulled out of the talks with B"
    if (
        (dep == "dobj" and lemma in HOLDERS | _HOSTS)
        or off
        or (dep == "pobj" and through in ("in", "into", "for", "to", "at", "on", "from") and lemma in HOLDERS)
    ):
        take = True
    else:
        take = (
            dep == "pobj"
            and through in ("after", "following", "during", "at", "in", "before", "since", "for")
            and one_side
            and bool(contact.actors)
        )
    if (
        not take
        and dep == "pobj"
        and (through in ("after", "during", "following") or (through == "at" and _is_known(contact)))
        and lemma in _SPEAKING
        and not contact.actors
    ):
        # "told reporters after a week of talks in Lausanne": a negotiator who speaks there was there
        contact.actors = [actor for actor in actors_of(doc, sentence, subject) if _negotiates(doc, actor)]
    if not take and dep == "pobj" and through in ("during", "at", "in", "after", "following") and not contact.actors:
        # "A and B agreed at a meeting": whoever does something together there was there
        together = actors_of(doc, sentence, subject)
        take = len({a.party for a in together if a.person and a.party}) > 1 and lemma not in _SPEAKING
    if take:
        contact.actors = unique([*actors_of(doc, sentence, subject), *contact.actors])
        contact.collective |= is_collective(subject)
