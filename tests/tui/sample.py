"""The sample article of `seeds/` with a record of it made by hand, so that the app's tests need no language model."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tests.files import copy_of
from tracker.domain.article import Article
from tracker.domain.record import (
    ArticleHeader,
    AssessmentFact,
    Attendance,
    Evidence,
    MeetingFact,
    PartyFact,
    PersonFact,
    PositionFact,
    Record,
    TrackEvent,
    TrackFact,
    VenueFact,
)

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
HOSTILE = (
    "A[/red]B [1] [true,false] [@click=app.bell]C[/] \\[x]",
    "A\x1b]0;PWN\x07B\x1b[2J\x9b2J\x00\x08\x0e",
    "A\u202eB\u200bC\u2028D",
    "漢字カナ e\u0301\u0301\u0301 👩‍👩‍👧 ￼",
    "'; DROP TABLE txn; -- \"%_*",
    "=HYPERLINK(1)\t\r\n" + "x" * 3000,
)
"""What a page, a file name or somebody's clipboard may hold."""


def article() -> Article:
    data = SEED.read_bytes()
    return Article(
        file=SEED.name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=data.decode(),
        body_start=17,
        title="Border talks",
        publisher="UNN",
        published="2025-12-01",
        published_basis="header",
    )


def words(text: str, *exact: str) -> list[Evidence]:
    return [Evidence(text.index(one), text.index(one) + len(one), one) for one in exact]


def record(one: Article) -> Record:
    text = one.text

    def span(*exact: str):
        return words(text, *exact)

    sure = {"confidence": 0.9, "rule": "by hand"}
    return Record(
        ArticleHeader(one.file, one.sha256, one.publisher, one.title, one.published, "en"),
        parties=[
            PartyFact("UA", span("Ukraine"), 0.9, "by hand", "Ukraine", "state"),
            PartyFact("US", span("US"), 0.9, "by hand", "United States", "state"),
            PartyFact("RU", span("Russia"), 0.9, "by hand", "Russia", "state"),
        ],
        persons=[
            PersonFact(
                "p1", span("the head of Ukraine's delegation, Rustem Umerov"), name="Rustem Umerov", party="UA",
                roles=["head of Ukraine's delegation"], **sure,
            ),
            PersonFact("p2", span("US envoy Steve Witkoff"), name="Steve Witkoff", party="US", roles=["envoy"], **sure),
            PersonFact("p3", span("Vladimir Putin"), name="Vladimir Putin", party="RU", **sure),
        ],
        tracks=[
            TrackFact("t1", span("Talks between the US and Ukraine"), 0.9, "by hand", "US–Ukraine", ["UA", "US"]),
            TrackFact("t2", span("meet with Putin on Tuesday"), 0.9, "by hand", "US–Russia", ["RU", "US"]),
        ],
        venues=[
            VenueFact("v1", span("Shell Bay golf club"), 0.9, "by hand", "Shell Bay golf club", "venue", "Miami", "US")
        ],
        meetings=[
            MeetingFact(
                "m1", span("Talks between the US and Ukraine on Sunday"), track="t1", date="2025-11-30",
                date_text="Sunday", venue="v1", duration="PT5H", parties=["UA", "US"], issues=["territory"],
                attendance=[Attendance("p1", "UA", "present", "head"), Attendance("p2", "US")], **sure,
            ),
            MeetingFact(
                "m2", span("meet with Putin on Tuesday"), track="t2", status="planned", date="2025-12-02",
                date_text="Tuesday", parties=["RU", "US"],
                attendance=[Attendance("p2", "US", "expected"), Attendance("p3", "RU", "expected")], **sure,
            ),
        ],
        positions=[
            PositionFact(
                "s1", span("Russia will not stop until it takes control of the entire Donbas region"),
                holder_party="RU", holder_person="p3", issue="territory/Donbas", stance="demand",
                attribution_status="publication_voice", chain=["UNN", "Axios"], **sure,
            ),
            PositionFact(
                "s2", span("The US wants Ukraine to cede territory there"), holder_party="US", issue="territory/Donbas",
                stance="demand", target=["UA"], attribution_status="publication_voice", chain=["UNN", "Axios"], **sure,
            ),
        ],
        assessments=[
            AssessmentFact(
                "a1", span('sources called the five-hour meeting "difficult" and "tense," but productive'), about="m1",
                kind="tone", values=["difficult", "tense", "productive"], polarity="mixed",
                speaker="two Ukrainian officials", party="UA", chain=["UNN", "Axios", "two Ukrainian officials"],
                **sure,
            ),
        ],
    )  # fmt: skip


def sample_file(path: Path, *, suspended: bool = False):
    """An open file that holds the sample article; with a track that was suspended, if asked for."""
    return copy_of(_suspended if suspended else _plain, path)


def _plain(path: Path, events: Sequence[TrackEvent] = ()):
    from tracker.desk.ingest import ingest_article
    from tracker.desk.openfile import open_database

    db = open_database(path)
    one = article()
    found = record(one)
    found.tracks[0].events = list(events)
    ingest_article(db, one, found, "by hand")
    return db


def _suspended(path: Path):
    event = TrackEvent(
        "suspended", "2025-11-30", "UA", words(article().text, "this would be a painful and politically")
    )
    return _plain(path, [event])


def one(db, sql: str, *values):
    """The first row of a query, as a tuple."""
    row = db.read.execute(sql, values).fetchone()
    return None if row is None else tuple(row)
