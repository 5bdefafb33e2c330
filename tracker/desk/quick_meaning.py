"""What a typed line can mean: the values, the people, the words that carry it, and what is missing or wrong."""

from dataclasses import dataclass, field

from tracker.desk.quick_people import People


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what was understood: the field's label, what it means, whether it was typed or follows."""

    label: str
    text: str
    follows: bool = False


@dataclass(slots=True)
class Understood:
    """What a line means.

    Attributes:
        kind: the kind of fact; None where that is not said yet.
        values: field -> text, as a form holds them.
        told: the same for a person, in the order of the fields.
        people: who was there, for a meeting.
        evidence: (article, start, end) of the words that carry it.
        exact: these words.
        missing: labels of required fields that nothing says yet.
        wrong: sentences; where there is one, enter does nothing.
    """

    kind: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    people: People = field(default_factory=People)
    evidence: tuple[int, int, int] | None = None
    exact: str = ""
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    told_by: str = ""
    known_since: str = ""
