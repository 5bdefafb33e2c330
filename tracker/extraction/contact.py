"""A contact as one sentence tells it, and what verbs and nouns share in reading it."""

import re
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from tracker.extraction.actors import Actor
from tracker.extraction.dates import When
from tracker.extraction.document import Sentence
from tracker.extraction.places import Place

PHONE: Final = re.compile(r"\b(?:tele)?phone[ds]?\b|\bby (?:tele)?phone\b|\bhotline\b|\btelephone\b", re.IGNORECASE)


VIDEO: Final = re.compile(
    r"\bvideo(?:\s?(?:conference|call|link|conferencing))?\b(?!\s*\d)|\bvirtual(?:ly)?\b|\bonline\b|\bby Zoom\b",
    re.IGNORECASE,
)


ONE_ON_ONE: Final = re.compile(r"\bone[- ]on[- ]one\b|\btete-a-tete\b", re.IGNORECASE)


@dataclass(slots=True)
class Contact:
    """One mention of a contact.

    `actors`: who takes part as far as the words say; `collective`: they say "both sides"; `unnamed`: they name people
    by their office alone ("key foreign ministers").

    `forum`: they tell of a gathering of more than the sides of the article ("the G7 summit").

    `moved`: the words put it on another day, `when`; `moved_from`: the day it was planned for before.

    `missed`: the words tell after its day that it did not take place.

    `period`: words that give its days where no date phrase does ("during the truce").

    `edtf` is resolved with the mention's own tense; `start`, `end` the clause as evidence.
    """

    trigger: Token
    sentence: Sentence
    start: int
    end: int
    actors: list[Actor] = field(default_factory=list)
    partners: list[Actor] = field(default_factory=list)
    collective: bool = False
    unnamed: bool = False
    definite: bool = False
    status: str | None = None
    when: When | None = None
    place: Place | None = None
    mode: str | None = None
    format: str | None = None
    duration: str | None = None
    condition: str | None = None
    briefing: bool = False
    unresolved: bool = False
    indirect: bool = False
    forum: bool = False
    moved: bool = False
    moved_from: When | None = None
    missed: bool = False
    period: str | None = None

    @property
    def is_noun(self) -> bool:
        """Whether an event noun tells it, not a verb."""
        return self.trigger.pos_ not in ("VERB", "AUX")

    @property
    def parties(self) -> set[str]:
        """The parties named, those of persons included."""
        return {actor.party for actor in self.actors if actor.party}

    @property
    def persons(self) -> set[str]:
        """The ids of the persons named."""
        return {actor.person for actor in self.actors if actor.person}


def prepositional(token: Token, words: tuple[str, ...]) -> list[Token]:
    """The objects of the prepositions `words` that hang on a token."""
    return [
        pobj
        for child in token.children
        if child.dep_ in ("prep", "agent") and child.lower_ in words
        for pobj in child.children
        if pobj.dep_ in ("pobj", "pcomp")
    ]


# The five permanent members of the Security Council and Germany, whose name as one side is P5+1.
SIX: Final = frozenset(["US", "GB", "FR", "RU", "CN", "DE"])


def unique(actors: list[Actor]) -> list[Actor]:
    """Each person and party once, in order; a bloc stands for its members where both are listed."""
    if any(actor.party == "P5+1" for actor in actors):
        actors = [actor for actor in actors if actor.person or actor.party not in SIX]
    return list({actor.key: actor for actor in reversed(actors) if actor.key}.values())[::-1]
