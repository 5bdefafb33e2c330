"""The extractor, loaded once, and an article made of a few words."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.domain.article import Article
from tracker.domain.record import Record
from tracker.extraction.document import Document
from tracker.extraction.extractor import Extractor
from tracker.extraction.lexicon import load
from tracker.extraction.parties import find_parties
from tracker.extraction.people import find_people
from tracker.extraction.pipeline import build_document, kind_of_word, load_pipeline
from tracker.extraction.places import find_places
from tracker.extraction.references import find_references

SHARED = Path(__file__).parents[3] / "shared" / "extraction"


def article_of(text: str, published: str | None = "2024-03-14", publisher: str | None = None) -> Article:
    """An article of these words, without header lines."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(file="test.txt", sha256=digest, text=text, published=published, publisher=publisher)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def record_of(extractor: Extractor) -> Callable[..., Record]:
    def make(text: str, published: str | None = "2024-03-14", publisher: str | None = None) -> Record:
        return extractor.extract(article_of(text, published, publisher))

    return make


@pytest.fixture(scope="session")
def document_of() -> Callable[..., Document]:
    nlp, lexicon = load_pipeline(), load()

    def make(text: str, published: str | None = "2024-03-14", publisher: str | None = None) -> Document:
        doc = build_document(article_of(text, published, publisher), nlp, lexicon)
        find_parties(doc, lexicon)
        find_people(doc, lexicon, kind_of_word(nlp))
        find_references(doc)
        find_places(doc, lexicon)
        return doc

    return make


@pytest.fixture
def shared_articles() -> Path:
    folder = SHARED / "articles"
    if not folder.is_dir():
        pytest.skip(f"the annotated articles are not there: {folder}")
    return folder
