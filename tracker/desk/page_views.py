"""The views that the first screen does not show: making a class of each would delay its first paint.

Everybody imports them from `tracker.desk.views`, which fetches them from here when somebody asks for one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.desk.views import AttendanceView, PositionView, judgement
from tracker.domain.edtf import shown


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One span of one article under a fact, with some words around it and the article it stands in.

    `same_text_as` names the origin where the words stand in an earlier article, too, and so count as that one's.
    """

    id: int
    article: int
    article_title: str
    published: str | None
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    relation: str
    chain: tuple[str, ...]
    origin: str | None
    reliability: str | None = None
    credibility: int | None = None
    same_text_as: str | None = None

    def judgement(self) -> str:
        """What people judged of the source and of this report, in words; blank where nobody did."""
        return judgement(self.reliability, self.credibility)


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a fact: its value as text, and where it came from.

    `manual` is True where a person set it; `text_says` then is what the articles say, None where they agree or are
    silent.
    """

    name: str
    label: str
    value: str
    manual: bool = False
    text_says: str | None = None


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact, whole: for the detail pane, the form and the review.

    `kind` is one of `domain.fields.KINDS`; `title` one line that says what it is ("US – Ukraine, 30 Nov, Shell Bay");
    `state` one of REVIEW_STATES; `basis` "Axios" / "typed by anna, 2 Dec 2025: told by the embassy".
    """

    kind: str
    id: int
    title: str
    state: str
    confidence: float | None
    rule: str | None
    fields: tuple[FieldView, ...]
    evidence: tuple[EvidenceView, ...]
    note: str
    basis: str
    origins: int
    attendance: tuple["AttendanceView", ...] = ()
    steps: tuple["MeetingStep", ...] = ()
    others: tuple[str, ...] = ()
    """What colleagues decided of it, as their files said: "anna: rejected, 2 Dec 2025 (here it is otherwise)"."""


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """One step of a meeting's life: how it stood from `day` on, and who says so.

    `exact` are the article's words, or a person's note; `by` is the person who typed or set it, `clock` True where
    only the passing of the day did. `counts` is False for a report that contradicts what had happened and changed
    nothing. `repeated` counts later reports of the same. `moved`: it is still planned, for another day than before.
    """

    day: str | None
    status: str
    date: str | None
    place: str | None
    article: int | None = None
    article_title: str = ""
    origin: str | None = None
    exact: str = ""
    by: str | None = None
    clock: bool = False
    counts: bool = True
    repeated: int = 0
    moved: bool = False

    def sentence(self) -> str:
        """How the meeting stood, in a few words: "planned for 12 Jun 2018, Singapore", "moved to 14 Jun 2018"."""
        if self.clock:
            return "the day passed, and no report says what came of it"
        link = " on " if self.status in ("held", "ongoing") else " to " if self.moved else " for "
        status = "moved" if self.moved else self.status
        words = status + (link + shown(self.date) if self.date else "") + (f", {self.place}" if self.place else "")
        return words if self.counts else f"{words} (contradicted: it stays as it was)"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one party states on one issue: its latest statements, or an explicit blank.

    `latest` has the statements of the last day, each stance once, empty where the party stated nothing; its own words
    where there are any, else what others tell of it (`own` is False in each). `movement` is the strongest of these
    (reversed, harder, softer, unchanged, new; "" for a blank). `age` counts days from the last report to the day of the
    view. `history` has every statement that was looked at, oldest first, the latest included.
    """

    party: str
    latest: tuple[PositionView, ...] = ()
    movement: str = ""
    age: int | None = None
    history: tuple[PositionView, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One issue: a cell for each party of the matrix, in its order; the distance of `domain.stances.distance`."""

    issue: str
    cells: tuple[MatrixCell, ...]
    distance: str


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Issue by party at the end of `as_of` (ISO): the rows in the order of the issues, a party's cell in each."""

    as_of: str
    parties: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    track: int | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person, as a row."""

    id: int
    name: str
    party: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article, as a row. `to_review` counts its shown suggestions that wait."""

    id: int
    title: str
    published: str | None
    publisher: str | None
    language: str | None
    words: int
    facts: int
    to_review: int


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one fact in an article: offsets in the article's text, and the fact they carry."""

    start: int
    end: int
    kind: str
    fact: int
    state: str
    title: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article to read: its text, the marks in text order, and what is known about it."""

    id: int
    title: str
    text: str
    body_start: int
    published: str | None
    published_basis: str | None
    publisher: str | None
    url: str | None
    file: str
    language: str | None
    notes: tuple[str, ...]
    note: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion that waits for review, with the article it came from first."""

    kind: str
    fact: int
    title: str
    article: int
    article_title: str
    published: str | None
    confidence: float
    start: int


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """What waits: shown suggestions by kind, and how many lie below the confidence that is shown by default."""

    by_kind: Mapping[str, int]
    total: int
    hidden: int


@dataclass(frozen=True, slots=True)
class ConflictQuote:
    """The words of one article under a value: offsets in its text, and the chain they came by, outermost first."""

    article: int
    file: str
    start: int
    end: int
    exact: str
    chain: tuple[str, ...]
    origin: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side of a contradiction; `quotes` has the words of each article that gives it.

    Attributes:
        articles: the names of their files, without endings.
        titles: what a person knows these articles by, in the same order.
    """

    value: str
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    quotes: tuple[ConflictQuote, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two evidenced values of one field of one fact."""

    id: int
    kind: str
    fact: int
    about: str
    field: str
    values: tuple[ConflictValue, ...]
    state: str
    resolution: str | None
    note: str = ""
    resolved_by: str | None = None
    resolved_on: str | None = None


@dataclass(frozen=True, slots=True)
class MergeQuestion:
    """Two facts of one kind that may be one, with the reason; nobody has decided about them."""

    kind: str
    one: int
    two: int
    one_title: str
    two_title: str
    reason: str
    id: int = 0
    """The number by which `tracker merges` names it."""


@dataclass(frozen=True, slots=True)
class FactPart:
    """What one article says of a person, a venue or a meeting, in a few words: a part that can be split off."""

    article: int
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: an article (kind "article") or a fact; `snippet` has the words, `spans` where they match."""

    kind: str
    id: int
    title: str
    snippet: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One action of the journal. `undone_by` is the txn that undid it, if any."""

    id: int
    at: str
    actor: str
    label: str
    changes: int
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field that an action changed, both values as a person reads them."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One fact that an action changed. `what`: new, changed, gone; `fact` is None where it is not there now."""

    kind: str
    fact: int | None
    title: str
    what: str
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action of the journal: the facts it changed; `rest` counts what hangs on facts by table, `more` the rest."""

    line: LogLine
    rows: tuple[ChangedRow, ...]
    rest: Mapping[str, int]
    more: int
