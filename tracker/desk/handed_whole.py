"""A whole hand-over, read and checked: articles with their records, decisions, answers, judgements."""

from dataclasses import dataclass, field
from typing import Any, Final

from tracker.desk.errors import Refused
from tracker.desk.handed import (
    KINDS,
    LONGEST_TEXT,
    MAKERS,
    Foreign,
    HandedFact,
    HandedReading,
    claim_of,
    event_of,
    evidence_of,
    fact_of,
)
from tracker.desk.handing_over import FORM
from tracker.domain.article import Article
from tracker.domain.cleaning import clean
from tracker.domain.judgements import CREDIBILITIES, RELIABILITIES
from tracker.domain.record import ArticleHeader, Record
from tracker.domain.vocabulary import PHASES

_LISTS: Final = {
    "party": "parties",
    "person": "persons",
    "venue": "venues",
    "track": "tracks",
    "meeting": "meetings",
    "position": "positions",
    "assessment": "assessments",
}


@dataclass(slots=True)
class HandedArticle:
    """An article, what was read in it, and which fact there each reading supports: (kind, name) -> number."""

    article: Article
    record: Record
    extractor: str
    ingested: str
    note: str
    facts: dict[tuple[str, str], int]


@dataclass(slots=True)
class Answer:
    """A question about two facts being one, decided or not."""

    kind: str
    one: int
    two: int
    reason: str
    decision: str | None
    by: str | None
    on: str | None


@dataclass(slots=True)
class Handed:
    """Everything that was handed over; `by` is whose file it is."""

    by: str
    articles: list[HandedArticle]
    facts: list[HandedFact]
    answers: list[Answer]
    tracks: dict[int, tuple[bool, bool]]
    judgements: list[tuple[int, dict[str, str | None]]]
    sources: list[dict[str, str | None]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    resolved: list[dict[str, Any]] = field(default_factory=list)


def handed(data: Any, texts: dict[str, str] | None = None) -> Handed:
    """Check a hand-over.

    Args:
        data: what `handing_over.hand_over` gave, as JSON was read.
        texts: the articles' texts by their hash, where they do not stand in it.

    Raises:
        Refused: one sentence that says what is wrong, and where.
    """
    whole = Foreign(data, "")
    form = whole.at("form")
    if not isinstance(data, dict) or form.number() < 1:
        raise Refused("It cannot be taken in: it is no export of Tracker.")
    if form.number() > FORM:
        raise Refused("It was written by a newer Tracker: update Tracker to take it in.")
    return Handed(
        by=whole.at("by").line(),
        articles=[_article(one, texts) for one in whole.at("articles").each()],
        facts=[fact_of(one) for one in whole.at("facts").each()],
        answers=[_answer(one) for one in whole.at("answers").each()],
        tracks={
            one.at("fact").number(): (one.at("followed").flag(), one.at("archived").flag())
            for one in whole.at("tracks").each()
        },
        judgements=[
            (
                one.at("fact").number(),
                {
                    "phase": one.at("phase").one_of_or_none(PHASES),
                    "line": one.at("line").line_or_none(),
                    "why": one.at("why").line_or_none(),
                    "set_by": one.at("set_by").line(),
                    "set_on": one.at("set_on").moment(),
                },
            )
            for one in whole.at("judgements").each()
        ],
        sources=[
            {
                "name": one.at("name").line(),
                "reliability": one.at("reliability").one_of(tuple(RELIABILITIES)),
                "note": one.at("note").line_or_none() or "",
                "judged_by": one.at("judged_by").line_or_none(),
                "judged_on": one.at("judged_on").moment_or_none(),
            }
            for one in whole.at("sources").each()
        ],
        items=[_item(one) for one in whole.at("items").each()],
        resolved=[
            {
                "kind": one.at("kind").one_of(KINDS),
                "fact": one.at("fact").number(),
                "field": one.at("field").line(),
                "resolution": one.at("resolution").text(),
                "resolved_by": one.at("resolved_by").line_or_none(),
                "resolved_on": one.at("resolved_on").moment_or_none(),
                "note": one.at("note").text_or_none() or "",
            }
            for one in whole.at("resolved").each()
        ],
    )


def _answer(one: Foreign) -> Answer:
    return Answer(
        one.at("kind").one_of(KINDS),
        one.at("one").number(),
        one.at("two").number(),
        one.at("reason").line(),
        one.at("decision").one_of_or_none(("same", "different")),
        one.at("decided_by").line_or_none(),
        one.at("decided_on").moment_or_none(),
    )


def _item(one: Foreign) -> dict[str, Any]:
    value = one.at("value")
    if value.number() not in CREDIBILITIES:
        raise value.wrong("a number from 1 to 6")
    return {
        "kind": one.at("kind").one_of((*KINDS, "article")),
        "fact": one.at("fact").number(),
        "sha256": one.at("sha256").line(),
        "value": value.number(),
        "why": one.at("why").line_or_none() or "",
        "set_by": one.at("set_by").line(),
        "set_on": one.at("set_on").moment(),
    }


def _article(one: Foreign, texts: dict[str, str] | None) -> HandedArticle:
    sha256 = one.at("sha256").line()
    text = one.at("text").text(LONGEST_TEXT) if texts is None else clean(texts.get(sha256, ""))
    if not text:
        raise one.wrong("an article with its text")
    body_start = one.at("body_start")
    if body_start.number() > len(text):
        raise body_start.wrong("a place in its article")
    article = Article(
        file=one.at("file").line(),
        sha256=sha256,
        text=text,
        body_start=body_start.number(),
        title=one.at("title").line_or_none(),
        publisher=one.at("publisher").line_or_none(),
        published=one.at("published").day_or_none(),
        published_basis=one.at("published_basis").line_or_none(),
        url=one.at("url").line_or_none(),
        encoding=one.at("encoding").line(),
        encoding_guessed=one.at("encoding_guessed").flag(),
        notes=tuple(one.at("notes").lines()),
    )
    header = ArticleHeader(
        article.file, sha256, article.publisher, article.title, article.published, one.at("language").line_or_none()
    )
    record = Record(header, claims=[claim_of(claim, text) for claim in one.at("claims").each()])
    readings = _readings(one.at("readings"), text)
    _fill(record, readings)
    return HandedArticle(
        article,
        record,
        one.at("extractor").line_or_none() or "?",
        one.at("ingested").moment(),
        one.at("note").text_or_none() or "",
        {(reading.kind, reading.name): reading.fact for reading in readings},
    )


def _readings(listed: Foreign, text: str) -> list[HandedReading]:
    found = []
    shared: dict[tuple[str, int], list[Any]] = {}
    for one in listed.each():
        reading = HandedReading(
            one.at("kind").one_of(KINDS),
            one.at("name").line(),
            one.at("fact").number(),
            one.at("said"),
            evidence_of(one.at("spans"), text),
            one.at("confidence").share(),
            one.at("rule").line(),
        )
        # Two readings of one fact by the same words: the words were kept once, under the first of them.
        own = shared.setdefault((reading.kind, reading.fact), [])
        own += reading.evidence
        reading.evidence = reading.evidence or list(own)
        found.append(reading)
    return [reading for reading in found if reading.evidence]


def _fill(record: Record, readings: list[HandedReading]) -> None:
    """The record that would give these readings again."""
    for one in readings:
        maker = MAKERS.get(one.kind)
        if maker is not None:
            getattr(record, _LISTS[one.kind]).append(maker(one))
    tracks = {track.id: track for track in record.tracks}
    sure = {(one.kind, one.name): one.confidence for one in readings if one.kind == "attendance"}
    for one in readings:
        if one.kind == "track_event":
            of, event = event_of(one)
            if of in tracks:
                tracks[of].events.append(event)
    for meeting in record.meetings:
        for who in meeting.attendance:
            who.confidence = sure.get(("attendance", f"{meeting.id}|{who.person}"))
