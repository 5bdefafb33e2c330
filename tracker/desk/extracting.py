"""Articles read and extracted without a database: for `tracker extract`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.desk.shown import SHOWN_FROM
from tracker.domain.article import Article
from tracker.domain.pruning import without_unsure
from tracker.domain.record import Record
from tracker.reading.errors import ReadingError
from tracker.reading.source import open_sources, read_each

if TYPE_CHECKING:
    from tracker.extraction.extractor import Extractor

_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of one article: its stored text, its record (None where only the text was asked for), or an error."""

    file: str
    text: str = ""
    record: Record | None = None
    error: str | None = None


def texts(words: Sequence[str]) -> Iterator[Extracted]:
    """The stored text of every article that `words` (paths, folders, addresses, `-`) name, in the order given."""
    for file, found in _read(words):
        if isinstance(found, Article):
            yield Extracted(file, text=found.text)
        else:
            yield Extracted(file, error=str(found))


def records(
    words: Sequence[str], *, published: str | None = None, source: str | None = None, everything: bool = False
) -> Iterator[Extracted]:
    """The extraction record of every article that `words` name, in the order given.

    Args:
        words: paths, folders, web addresses, `-` for standard input.
        published: ISO day for the articles that give none.
        source: publisher for the articles that name none.
        everything: also what is too unsure to be shown without being asked for (`desk.shown`).

    Raises:
        LexiconError: one sentence, where the person's lexicon or the language model it names cannot be used.
    """
    from tracker.extraction.extractor import Extractor  # noqa: PLC0415 - loads the language model

    extractor = Extractor.configured()
    batch: list[tuple[str, Article | ReadingError]] = []
    for file, found in _read(words):
        batch.append((file, _completed(found, published, source) if isinstance(found, Article) else found))
        if len(batch) == _AT_ONCE:
            yield from _extracted(batch, extractor, 0.0 if everything else SHOWN_FROM)
            batch = []
    yield from _extracted(batch, extractor, 0.0 if everything else SHOWN_FROM)


def _read(words: Sequence[str]) -> Iterator[tuple[str, Article | ReadingError]]:
    for item in open_sources(words):
        for found in read_each(item):
            yield item.name, found


def _completed(article: Article, published: str | None, source: str | None) -> Article:
    """The article with the day and the publisher that the person gave, where it has none of its own."""
    if published and article.published is None:
        article = replace(article, published=published, published_basis="person")
    return replace(article, publisher=article.publisher or source)


def _extracted(
    batch: Sequence[tuple[str, Article | ReadingError]], extractor: "Extractor", least: float
) -> Iterator[Extracted]:
    """The batch in its order; all of its articles pass the language model together, which is several times faster."""
    read = extractor.extract_many([found for _, found in batch if isinstance(found, Article)])
    for file, found in batch:
        if isinstance(found, Article):
            yield Extracted(file, text=found.text, record=without_unsure(next(read), least))
        else:
            yield Extracted(file, error=str(found))
