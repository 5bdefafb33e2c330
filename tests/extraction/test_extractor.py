from collections.abc import Callable
from pathlib import Path

import pytest

from tests.extraction.conftest import article_of
from tracker.domain.article import Article
from tracker.domain.edtf import is_valid
from tracker.domain.record import Record
from tracker.domain.vocabulary import ATTENDANCE_STATUSES, MEETING_KINDS, MEETING_STATUSES, VENUE_PRECISIONS
from tracker.extraction.extractor import Extractor

DATA = Path(__file__).parents[1] / "data" / "extraction"


def from_file(path: Path) -> Article:
    """As reading makes it: header lines taken off by their offset."""
    text = path.read_text("utf-8")
    head, _, _ = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Article(
        file=path.name,
        sha256="0" * 64,
        text=text,
        body_start=len(head) + 2,
        title=fields.get("title"),
        publisher=fields.get("source"),
        published=fields.get("date"),
    )


def check(record: Record, text: str) -> None:
    """What holds for every record: literal evidence, known words, references that resolve."""
    persons = {person.id for person in record.persons}
    parties = {party.id for party in record.parties}
    venues = {venue.id for venue in record.venues}
    tracks = {track.id for track in record.tracks}
    for facts in (
        record.persons,
        record.parties,
        record.tracks,
        record.venues,
        record.meetings,
        record.positions,
        record.assessments,
    ):
        for fact in facts:
            assert fact.evidence, fact
            assert all(text[e.start : e.end] == e.exact and e.exact.strip() for e in fact.evidence)
            assert 0 < fact.confidence <= 1
            assert fact.rule
    for meeting in record.meetings:
        assert meeting.kind in MEETING_KINDS
        assert meeting.status in MEETING_STATUSES
        assert meeting.date is None or is_valid(meeting.date)
        assert meeting.venue is None or meeting.venue in venues
        assert meeting.track is None or meeting.track in tracks
        assert {row.person for row in meeting.attendance} <= persons
        assert all(row.status in ATTENDANCE_STATUSES for row in meeting.attendance)
        assert len({row.person for row in meeting.attendance}) == len(meeting.attendance)
        assert set(meeting.parties) <= parties
    assert all(venue.precision in VENUE_PRECISIONS for venue in record.venues)


def test_an_article_of_talks_is_read_whole(extractor: Extractor) -> None:
    article = from_file(DATA / "channel_talks.txt")
    record = extractor.extract(article)
    check(record, article.text)
    names = {person.id: person.name for person in record.persons}
    talks = next(m for m in record.meetings if m.parties == ["CL", "PE"] and m.status == "held")
    assert (talks.date, talks.duration) == ("2024-03-13", "PT6H")
    assert {names[row.person] for row in talks.attendance} == {
        "Elena Quispe", "Tomas Huaman", "Raul Salas", "Pablo Riveros", "Carla Montt",
    }  # fmt: skip
    assert {v.id: v.name for v in record.venues}[talks.venue or ""] == "Grand Fjord Hotel"
    assert {(tuple(t.parties), t.level) for t in record.tracks} >= {
        (("CL", "PE"), "delegation"),
        (("CL", "PE"), "leader"),
    }


def test_wire_text_in_capitals_is_read(extractor: Extractor) -> None:
    article = from_file(DATA / "wire_capitals.txt")
    record = extractor.extract(article)
    check(record, article.text)
    assert {person.name: person.party for person in record.persons} == {
        "Hernan Orozco": "ELN", "Oscar Arbelaez": "CO", "Marta Lucia Zuleta": "CO", "Diego Pardo": "CO",
    }  # fmt: skip
    assert [(t.parties, t.level) for t in record.tracks] == [(["CO", "ELN"], "delegation")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n \n",
        "\u200b",
        "—" * 500,
        "met " * 400,
        "Mr. " * 300,
        "- Kerry\n- Lavrov\n- talks in\n",
        "Q: Did you meet?\nA: We met.\nTHE PRESIDENT: We will meet.",
        "'s 's 's of the of the",
        "A" * 30_000,
    ],
)
def test_odd_text_does_not_crash(extractor: Extractor, text: str) -> None:
    check(extractor.extract(article_of(text)), text)


def test_a_long_text_is_read_in_pieces(record_of: Callable[..., Record]) -> None:
    text = (
        "Peruvian Foreign Minister Elena Quispe met Chilean Foreign Minister Pablo Riveros in Lima on Tuesday. " * 1200
    )
    record = record_of(text)
    assert {person.name for person in record.persons} == {"Elena Quispe", "Pablo Riveros"}
    assert len(record.meetings) == 1
    check(record, text)


def test_another_language_is_said_and_nothing_is_read(extractor: Extractor) -> None:
    spanish = "Las dos partes se reunieron el domingo en la ciudad y dijeron que las conversaciones van a seguir así."
    records = list(
        extractor.extract_many([article_of(spanish), article_of("Egypt met with Ethiopia."), article_of(spanish)])
    )
    assert [record.article.language for record in records] == ["es", "en", "es"]
    assert records[0].persons == records[0].meetings == []
    assert "not in English" in records[0].notes[0]


@pytest.mark.corpus
def test_the_sample_is_read_as_the_issue_asks(extractor: Extractor, shared_articles: Path) -> None:
    (path,) = shared_articles.glob("000_*.txt")
    text = path.read_text("utf-8")
    article = Article(path.name, "0" * 64, text, body_start=text.index("Talks"), published="2025-12-01")
    record = extractor.extract(article)
    check(record, text)
    names = {person.id: person.name.split()[-1] for person in record.persons}
    venues = {venue.id: venue.name for venue in record.venues}
    tracks = {(tuple(track.parties), track.level) for track in record.tracks}
    assert {(("UA", "US"), "delegation"), (("RU", "US"), "delegation"), (("UA", "US"), "leader")} <= tracks
    talks = next(m for m in record.meetings if m.date == "2025-11-30" and len(m.attendance) > 2)
    assert venues[talks.venue or ""] == "Shell Bay golf club"
    assert {names[row.person] for row in talks.attendance} == {
        "Witkoff",
        "Rubio",
        "Kushner",
        "Umerov",
        "Hnatov",
        "Skibitsky",
    }
    moscow = next(m for m in record.meetings if m.date == "2025-12-02")
    assert (moscow.status, {names[row.person] for row in moscow.attendance}) == ("planned", {"Witkoff", "Putin"})
    paris = next(m for m in record.meetings if venues.get(m.venue or "") == "Paris")
    assert (paris.kind, {names[row.person] for row in paris.attendance}) == (
        "internal_briefing",
        {"Umerov", "Zelenskyy"},
    )
    assert {position.holder_party for position in record.positions} >= {"RU", "US", "UA"}


@pytest.mark.corpus
def test_every_corpus_article_keeps_the_form(extractor: Extractor, shared_articles: Path) -> None:
    paths = sorted(shared_articles.glob("reu87*.txt")) + sorted(shared_articles.glob("muc*.txt"))
    articles = [article_of(path.read_text("utf-8"), "1989-01-01") for path in paths]
    for article, record in zip(articles, extractor.extract_many(articles), strict=True):
        check(record, article.text)
