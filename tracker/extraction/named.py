"""Names as they stand in a text: one place where a name is written, and the person several of them make."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from tracker.domain.record import PersonFact
from tracker.extraction.document import Paragraph
from tracker.extraction.lexicon import word_set
from tracker.extraction.titles import Title, Word

NO_PERSON: Final = word_set("GPE LOC FAC NORP DATE TIME MONEY PERCENT WORK_OF_ART LAW PRODUCT EVENT LANGUAGE")


@dataclass(slots=True)
class Candidate:
    """One place where a name stands.

    Offsets are in the stored text; `first`, `last` index the paragraph's words. `ordinary`: all are English words.
    `borrowed`: the apposition is the title of the next person of a list, so it hints at a side and is no role.
    `heads`: the party whose delegation the words say this one heads.
    """

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
    ordinary: bool = False
    plural_title: bool = False
    borrowed: bool = False
    listed_with: "Candidate | None" = None
    heads: str | None = None

    @property
    def begins(self) -> int:
        """Where the name begins, with the title before it; an offset of the text."""
        return self.start if self.title is None else self.paragraph.start + self.title.start

    @property
    def score(self) -> float:
        """How sure it is that this is a person's name."""
        title = 0.95 if self.title else 0.0
        apposition = 0.85 if self.apposition and self.apposition.office else 0.0
        label = 0.8 if self.label == "PERSON" else 0.0
        spoken = 0.6 if self.spoken and self.label not in NO_PERSON else 0.0
        listed = 0.75 if self.listed_with is not None and self.label not in NO_PERSON else 0.0
        heads = 0.85 if self.heads is not None else 0.0  # whatever the recogniser takes an unknown name for
        return max(title, apposition, label, spoken, listed, heads)


@dataclass(slots=True)
class Person:
    """A person while the places of the name are gathered; `words` its comparable form, `votes` weigh the parties."""

    fact: PersonFact
    words: list[str]
    candidates: list[Candidate] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
