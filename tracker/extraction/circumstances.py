"""When, where and for how long: each date, place and duration of a sentence given to the contact its words hang on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from spacy.tokens import Token

from tracker.extraction import syntax
from tracker.extraction.actors import is_acting
from tracker.extraction.dates import When, find_dates, find_durations
from tracker.extraction.document import Document, Sentence
from tracker.extraction.lexicon import word_set
from tracker.extraction.places import Place
from tracker.extraction.talks import HOLDERS

# A date or place that hangs on one of these says when the decision was made, not when the meeting is.
_DECIDING: Final = word_set(
    "cancel postpone call propose announce agree demand seek request reject refuse urge discuss scrap suspend"
    " accept break"
    " ask say tell offer decide abandon delay defer threaten express report confirm want hope halt stall collapse"
    " fall derail deadlock release publish rule"
)
# Verbs between a phrase and the event that leave the phrase the event's ("a summit scheduled for June 12").
_EVENTFUL: Final = word_set(
    "hold take schedule set plan slate begin start resume open continue expect end conclude have meet occur"
    " convene host"
    " lead travel arrive arrange due run last attend mediate sponsor broker organize organise aim be gather stage kick"
)
_DECISIONS: Final = word_set(
    "exit withdrawal pullout cancellation postponement announcement decision agreement response reaction demand"
    " request offer invitation proposal refusal rejection comment remark statement pull back withdraw drop bow opt walk"
)
# A picture's caption ends with the day and place of the picture.
_CREDIT: Final = re.compile(
    r"\b(?:REUTERS|AP|AFP|EPA|Reuters)\s?/|\(AP Photo|\bGetty Images\b|\bPhoto (?:by|courtesy)\b"
)
_MOTION: Final = word_set("travel fly go head arrive come return trip visit invite invitation")
_PARTS: Final = word_set(
    "round day week series end start opening session resumption venue second outset beginning close set site part start"
    " weekend hour month gathering forum sideline sidelines margin heel conclusion completion phase stage"
)
_EVENT_NOUNS: Final = word_set("talk talks meeting negotiation summit session round conference dialogue")
_LIMIT_BEFORE: Final = re.compile(
    r"\b(?:by|until|till|since|than|deadline of|deadline on|expires?|expired|due|through|dated)\s+(?:late\s+"
    r"|midnight\s+)?$",
    re.IGNORECASE,
)
_LIMIT_AFTER: Final = re.compile(r"^(?:\s+\w+)?\s+deadline\b", re.IGNORECASE)
_ORDER: Final = ("venue", "city", "region", "country")


class Event(Protocol):
    """What a date, a place and a duration can be attached to (a `contacts.Contact`)."""

    trigger: Token
    sentence: Sentence
    start: int
    end: int
    when: When | None
    place: Place | None
    duration: str | None
    mode: str | None
    format: str | None

    @property
    def is_noun(self) -> bool:
        """Whether a noun tells the event."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A phrase that can belong to an event; a smaller rank is nearer in the parse."""

    event: int
    rank: tuple[int, int]


def attach(doc: Document, sentence: Sentence, events: Sequence[Event], places: Sequence[Place]) -> None:
    """Fill `when`, `place` and `duration` of the events of one sentence."""
    text = sentence.span.text
    base = sentence.paragraph.start + sentence.span.start_char
    tokens = {token.idx - sentence.span.start_char: token for token in sentence.span}

    def token_at(offset: int) -> Token | None:
        return next((tokens[i] for i in range(offset, max(-1, offset - 25), -1) if i in tokens), None)

    photo = _CREDIT.search(doc.text[sentence.end : sentence.end + 60]) or _CREDIT.search(text)
    photo = None if any(event.trigger.dep_ == "ROOT" for event in events) else photo
    dates: dict[int, list[tuple[tuple[int, int], When]]] = {}
    for when in find_dates(text):
        if (
            _LIMIT_BEFORE.search(text[max(0, when.start - 24) : when.start])
            or _LIMIT_AFTER.match(text[when.end : when.end + 24])
            or re.match(r"(?:since|until)\b", when.text, re.IGNORECASE)
        ):
            continue
        if doc.mention_at(base + when.start, "party"):
            continue  # "the May 5 Movement"
        if any(_parted(text, event, when.start) for event in events) or (photo and when.kind in ("md", "dm")):
            continue
        moved = When(base + when.start, base + when.end, when.text, when.kind, when.tense, when.groups)
        link = _told_after(text, events, when.start) or _link(events, token_at(when.end - 1))
        link = link or _right_after(text, events, when.start)
        if link is not None:
            dates.setdefault(link.event, []).append((link.rank, moved))
    for index, found in dates.items():
        events[index].when = min(found, key=lambda pair: pair[0])[1]
    spots: dict[int, list[tuple[int, tuple[int, int], Place]]] = {}
    for place in places:
        if not sentence.start <= place.start < sentence.end or place.preposition == "aboard":
            continue
        token = _root(sentence, place) or token_at(place.end - 1 - base)
        if place.preposition is None and (token is None or not _destination(token)):
            continue
        if any(_parted(text, event, place.start - base) for event in events):
            continue
        if photo and re.search(r", (?:in|at|near) $", doc.text[max(0, place.start - 6) : place.start]):
            continue
        told = _told_after(text, events, place.start - base)
        if told is None and (token is None or _elsewhere(token, events)):
            continue
        link = told or _link(events, token, nested=True)
        if link is not None and events[link.event].mode not in ("phone", "video", "written"):
            spots.setdefault(link.event, []).append((_ORDER.index(place.precision), link.rank, place))
    for index, event in enumerate(events):
        verb = _carrier(event)
        if index in spots or verb.dep_ != "relcl":
            continue
        where = next((c for c in verb.children if c.lower_ == "where"), None)
        at = sentence.offset(where) if where is not None else 0
        there = [p for p in places if sentence.start <= p.start and 0 <= at - p.end < 25]
        if there:
            spots[index] = [(0, (0, 0), there[-1])]
    for index, spot in spots.items():
        events[index].place = min(spot, key=lambda row: (row[1][0] > 2, row[0], row[1]))[2]
    _beside_the_day(doc, sentence, events, places)
    _when_it_was(sentence, text, base, events)
    for event in events:
        if event.when is None and event.mode not in ("phone", "video", "written"):
            event.when = next((o.when for o in events if o is not event and o.when and _held_at(event, o)), None)
        if event.place is None and event.mode not in ("phone", "video", "written"):
            event.place = next((o.place for o in events if o is not event and o.place and _held_at(event, o)), None)
    for start, end, iso in find_durations(text):
        link = _link(events, token_at(end - 1) if "-" not in text[start:end] else token_at(start))
        if iso.startswith("P") and iso.endswith("Y"):
            continue  # a campaign or a round of years, not a meeting
        if link is not None and _modifies(text, start, end, events[link.event]):
            events[link.event].duration = events[link.event].duration or iso
    for index, event in enumerate(events):
        for other in events[:index]:
            if other.trigger.i == event.trigger.i:  # one verb told of several partners
                event.when, event.place = event.when or other.when, event.place or other.place
                event.duration = event.duration or other.duration
    for event in events:
        words = doc.text[event.start : event.end]
        if event.format is None and re.search(r"\bone[- ]on[- ]one\b|\btete-a-tete\b", words, re.IGNORECASE):
            event.format = "one_on_one"


def _carrier(event: Event) -> Token:
    """The verb of an event noun, its subject or object ("closed their third round of talks"), else the trigger."""
    noun = event.trigger
    while event.is_noun and noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun.head if event.is_noun and noun.dep_ in ("nsubj", "nsubjpass", "dobj") else event.trigger


_FIGHTING: Final = word_set(
    "war fighting violence attack attacks bombing shelling clash clashes strike strikes protest protests unrest killing"
    " killings battle massacre crisis situation election vote conflict raid explosion blast offensive"
)


def _beside_the_day(doc: Document, sentence: Sentence, events: Sequence[Event], places: Sequence[Place]) -> None:
    """As in "talks on the dam in Lima on Monday": the town right before the event's day is the event's."""
    for event in events:
        if event.when is None or event.place is not None or event.mode in ("phone", "video", "written"):
            continue
        for place in places:
            if place.precision not in ("city", "venue") or place.preposition not in ("in", "at", "near"):
                continue
            after = 0 <= event.when.start - place.end < 5 and place.start > sentence.offset(event.trigger)
            between = doc.text[place.end : event.when.start] if after else None
            if between is None or not _ON_DAY.fullmatch(between):
                continue
            root = _root(sentence, place)
            governor = root.head if root is not None and root.dep_ == "pobj" else None
            noun = governor.head if governor is not None else None
            if (
                noun is not None
                and noun.pos_ == "NOUN"
                and noun.lemma_.lower() not in _FIGHTING
                and not is_acting(noun)
            ):
                event.place = place
                break


def _when_it_was(sentence: Sentence, text: str, base: int, events: Sequence[Event]) -> None:
    """As in "not since March, when they held talks in Lima": the day before the "when" is the event's."""
    for event in events:
        word = next((c for c in _carrier(event).children if c.lower_ == "when"), None)
        if event.when is not None or word is None:
            continue
        at = sentence.offset(word) - base
        for when in find_dates(text):
            if 0 <= at - when.end <= 2:  # nothing or a comma between
                event.when = When(base + when.start, base + when.end, when.text, when.kind, when.tense, when.groups)


_ON_DAY: Final = re.compile(r",? (?:on |late |early )?")


def _root(sentence: Sentence, place: Place) -> Token | None:
    """The word of a place's name that the rest hangs on ("house" of "the pastoral house of the congregation")."""
    inside = [t for t in sentence.span if place.start <= sentence.offset(t) < place.end]
    return next((t for t in inside if t.head not in inside), None)


# "the summit, which had been scheduled for June 12 in Lima": whatever the parser hangs the comment on
_SCHEDULED: Final = re.compile(
    r"(?:\s+(?:with|between)\s[^,;.:]{2,50})?,?\s+(?:(?:which|that)\s+)?(?:(?:is|was|are|were|has|have|had|been|now"
    r"|originally|tentatively|still|currently|once)\s+)*(?:slated|scheduled|set|planned|due|expected|to be held)\b"
    r"(?:(?!\bbut\b|\bafter\b|\band\b)[^.;:,]){0,60}$"
)


def _told_after(text: str, events: Sequence[Event], start: int) -> _Link | None:
    """The event noun whose day and place a comment right after it tells, where a phrase at `start` stands in one."""
    for index, event in reversed(list(enumerate(events))):
        end = event.trigger.idx + len(event.trigger.text) - event.sentence.span.start_char
        if event.is_noun and 0 <= start - end < 110 and _SCHEDULED.fullmatch(text[end:start]):
            return _Link(index, (0, start - end))
    return None


_DASH: Final = re.compile(r"\s(?:-{1,2}|[–—])\s|\w[–—]\w|\s*--\s*")


def _parted(text: str, event: Event, start: int) -> bool:
    """Whether a comment between dashes tells the event, and the phrase at `start` stands outside it."""
    trigger = event.trigger.idx - event.sentence.span.start_char
    marks = [m.start() for m in _DASH.finditer(text)]
    within = [a for a, b in zip(marks[::2], marks[1::2], strict=False) if a < trigger < b]
    return bool(within) and not within[0] < start < marks[marks.index(within[0]) + 1]


_AFTER: Final = re.compile(r"\s+(?:(?:on|in|earlier|later|late|early)\s+)*")


def _governor(preposition: Token) -> Token:
    """What a preposition hangs on; of "pulled out of" the verb."""
    return preposition.head.head if preposition.head.lower_ == "out" else preposition.head


def _may_have_day(preposition: Token) -> bool:
    """Whether a day after the noun can be its own, not that of what was decided ("agreed to the talks Friday")."""
    governor = _governor(preposition)
    if governor.pos_ in ("VERB", "AUX"):
        return preposition.lower_ in ("at", "in", "during", "after", "following", "before")
    return governor.lemma_.lower() not in _DECISIONS


def _right_after(text: str, events: Sequence[Event], start: int) -> _Link | None:
    """As in "on the agenda of the talks among A, B and C this month": a day that nothing else parts from the noun."""
    for index, event in reversed(list(enumerate(events))):
        if not event.is_noun or event.trigger.dep_ != "pobj" or not _may_have_day(event.trigger.head):
            continue
        base = event.sentence.span.start_char
        last = [t for t in event.trigger.subtree if t.idx - base < start]
        plain = not any(t.pos_ == "VERB" or t.dep_ == "relcl" for t in last if t.i > event.trigger.i)
        for token in (event.trigger, *(last[-1:] if plain else ())):
            end = token.idx + len(token.text) - base
            if 0 < start - end < 20 and _AFTER.fullmatch(text[end:start]):
                return _Link(index, (1, start - end))
    return None


def _chain(event: Event) -> list[Token]:
    """The trigger and the words above it whose day and place are the event's.

    Not beyond a noun that is no part of it ("confidence in the summit"), nor, where a noun tells the event, beyond a
    verb that is neither what it does, nor what is done there, nor tells that it is held ("praised the summit").
    """
    chain = syntax.owners(event.trigger)[:6]
    if not event.is_noun:
        return chain
    for at, above in enumerate(chain[1:], 1):
        lemma = above.lemma_.lower()
        if above.pos_ in ("NOUN", "PROPN"):
            if lemma not in _PARTS | _EVENT_NOUNS:
                return chain[:at]
        elif above.pos_ in ("VERB", "AUX") and above.dep_ != "prep":  # "following", "including"
            below = chain[at - 1]
            near = below.dep_ in ("nsubj", "nsubjpass") or (
                below.dep_ == "prep" and below.lower_ in ("at", "in", "during", "after", "following")
            )
            other = any(c.dep_ == "dobj" and c != below for c in above.children) and below.dep_ == "prep"
            if not near and (other or lemma not in _EVENTFUL | HOLDERS):
                return chain[:at]  # "continue the planning for the summit"
    return chain


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN") for c in verb.children)


def _of_decision(event: Event, token: Token) -> bool:
    """As in "the exit from the planned talks on Thursday": the day of the exit, though it follows the talks."""
    preposition = event.trigger.head
    governor = _governor(preposition)
    left = preposition.lower_ in ("from", "of") and event.is_noun and event.trigger.dep_ == "pobj"
    return left and governor.lemma_.lower() in _DECISIONS and token.i > event.trigger.i


def _link(events: Sequence[Event], token: Token | None, *, nested: bool = False) -> _Link | None:
    """The event a phrase hangs on: the first one met on the way up from it; `nested`: whatever nouns lie between."""
    if token is None:
        return None
    chains = [_chain(event) for event in events]
    chained = {member.i for chain in chains for member in chain}
    strange = 0
    for above in syntax.climb(token):
        if above.pos_ == "VERB" and above.i not in chained and above.lemma_.lower() not in _EVENTFUL:
            return None
        own = above.dep_ != "relcl" or above.head.i not in chained
        if above.pos_ == "VERB" and above.i not in chained and own and _has_own_subject(above):
            return None  # "the second since contacts were resumed in Lima in May"
        if above.pos_ == "NOUN" and above.ent_type_ != "DATE" and above.lemma_.lower() not in _PARTS | _EVENT_NOUNS:
            strange += above.i not in chained
            if strange > 1 and not nested:
                return None  # "a few jokes, a reference to the tests last year"
        links = []
        for index, chain in enumerate(chains):
            if above not in chain:
                continue
            rank = chain.index(above)
            deciding = above.pos_ in ("VERB", "AUX") and above.lemma_ in _DECIDING and rank > 0
            if deciding and _decided_at(events[index], above):
                deciding = False
            if deciding and (events[index].is_noun or token.i < events[index].trigger.i):
                continue  # "A on Friday had asked to meet B"
            if rank < 2 and not nested and _of_decision(events[index], token):
                continue
            links.append(_Link(index, (rank, abs(events[index].trigger.i - token.i))))
        if links:
            return min(links, key=lambda link: link.rank)
        if above.pos_ == "VERB" and above.dep_ == "advcl" and above.i in chained:
            return None  # "the first meeting since the talks collapsed in 2017": the day of the collapse
    return None


def _decided_at(event: Event, verb: Token) -> bool:
    """As in "agreed on Thursday to extend the truce at a meeting", "agreed on Thursday at talks": on the day of it."""
    preposition = event.trigger.head
    if not event.is_noun or event.trigger.dep_ != "pobj" or preposition.lower_ not in ("at", "during"):
        return False
    return verb.lemma_ == "agree" and preposition.head in (verb, *(c for c in verb.children if c.dep_ == "xcomp"))


def _held_at(event: Event, other: Event) -> bool:
    """Whether an event takes place at another, as in "will meet on the sidelines of the summit in Lima"."""
    if not other.is_noun or event.trigger == other.trigger:
        return False
    chain = _chain(event)
    for above in syntax.climb(other.trigger):
        if above in chain:
            return above != other.trigger
        if above.dep_ == "prep" and above.lower_ not in ("at", "during", "on", "of"):
            return False
        if above.dep_ not in ("prep", "pobj"):
            return False
    return False


def _elsewhere(token: Token, events: Sequence[Event]) -> bool:
    """Whether the place belongs to another noun: "the war in Syria", "officials in Washington"."""
    preposition = token
    while (
        preposition.dep_ in ("compound", "conj", "appos", "nmod", "pobj", "poss", "amod") and preposition.dep_ != "ROOT"
    ):
        if preposition.head.lemma_.lower() in _EVENT_NOUNS:
            return False
        preposition = preposition.head
    if preposition.dep_ != "prep" or preposition.head.pos_ not in ("NOUN", "PROPN"):
        return False
    noun = preposition.head
    if any(_is_object(noun, event) for event in events):
        return False
    if noun.lemma_ in ("side", "edge", "outskirt") and noun.dep_ == "pobj" and noun.head.lower_ in ("on", "at", "to"):
        return False  # "held on the Peruvian side of X"
    top = noun
    while top.dep_ in ("conj", "appos", "compound"):
        top = top.head
    taking_part = (top.dep_ == "pobj" and top.head.lower_ in ("with", "between")) or top.dep_ in ("nsubj", "dobj")
    if taking_part and (noun.pos_ == "PROPN" or is_acting(noun)) and noun.i < preposition.i:
        return False
    return (
        not any(noun == event.trigger for event in events)
        and noun.lemma_.lower() not in _PARTS
        and noun.ent_type_ not in ("DATE", "TIME")
    )


def _is_object(noun: Token, event: Event) -> bool:
    """As in "signed a declaration of principles in Lima", "a meeting of the Border Committee in Lima"."""
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in ("NOUN", "PROPN"):
        if top.head.head == event.trigger and noun == top and noun.pos_ == "PROPN":
            return True
        top = top.head.head
    return top.dep_ == "dobj" and top.head == event.trigger and event.trigger.lemma_ in ("sign", "initial")


def _modifies(text: str, start: int, end: int, event: Event) -> bool:
    """A duration says how long only before the noun, after "for" or "lasted", or as "N days of talks"."""
    before, after = text[max(0, start - 22) : start], text[end : end + 14]
    trigger = event.trigger.idx - event.sentence.span.start_char
    hyphen = "-" in text[start:end]
    if end <= trigger and trigger - end < 40 and (hyphen or re.match(r"\s+(?:of|talks|meeting|[\w-]+\s+)", after)):
        later = re.search(r"\b(?:after|in|within)\s+$", before)
        return hyphen or not later or bool(re.match(r"\s+of\b", after))
    return bool(re.search(r"\b(?:for|lasted|lasting|took|some|about|nearly|than)\s+(?:\w+\s+)?$", before))


def _destination(token: Token) -> bool:
    preposition = next((t for t in syntax.climb(token) if t.dep_ == "prep"), None)
    return preposition is not None and preposition.lower_ in ("to", "in", "at") and preposition.head.lemma_ in _MOTION
