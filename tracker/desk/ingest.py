"""Reading articles into the file: found, read, extracted, joined to what is known; one action of the journal.

Each article is one SQLite transaction, so that a reading killed midway leaves whole articles, and edits made
meanwhile get in between. What cannot be read is reported and does not stop the others.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from tracker.desk import one_day, same_texts
from tracker.desk.absorbing import Absorbed, Source, absorb
from tracker.desk.reading_views import Ingested, Progress
from tracker.desk.titles import article_title
from tracker.domain.article import Article
from tracker.domain.record import Record
from tracker.reading.errors import ReadingError
from tracker.reading.paste import article_from_paste
from tracker.reading.source import SourceItem, open_sources, read_each
from tracker.store.database import Database
from tracker.store.errors import StoreError
from tracker.store.journal import transaction
from tracker.store.queries import stored_articles

if TYPE_CHECKING:
    from tracker.extraction.extractor import Extractor

Tell = Callable[[Progress], None]
Stop = Callable[[], bool]

# So many articles pass the language model together; one that is stopped loses at most what these had still to say.
_AT_ONCE = 32


@dataclass(slots=True)
class _Reading:
    """The state of one long reading: what was done, under which journal txn, and whom to tell."""

    db: Database
    label: str
    progress: Tell | None
    stop: Stop | None
    total: int | None
    txn: int | None = None
    done: int = 0

    def stopped(self) -> bool:
        return self.stop is not None and self.stop()

    def tell(self, one: Ingested) -> Ingested:
        self.done += 1
        if self.progress is not None:
            sentence = None if one.error else one.sentence()
            self.progress(Progress(self.done, self.total, one.file, sentence, one.error))
        return one


def ingest_sources(
    db: Database,
    words: Sequence[str],
    *,
    progress: Tell | None = None,
    stop: Stop | None = None,
    published: str | None = None,
    source: str | None = None,
) -> list[Ingested]:
    """Read what `words` name (paths, folders, feeds, web addresses, `-`) into the file.

    Args:
        db: the open file.
        words: as the person gave them.
        progress: called after each article.
        stop: asked before each article; True ends the reading, with what was read kept.
        published: ISO day for articles that give none.
        source: publisher for articles that name none.

    Returns:
        One result an article, also for those that were known or could not be read, in the order given.
    """
    items = list(open_sources(words))
    # A feed or an address can hold several articles, so that only files can be counted beforehand.
    total = len(items) if all(item.kind in ("file", "problem", "standard input") for item in items) else None
    label = f"read {_short(words[0])}" if len(words) == 1 else f"read {len(words)} sources"
    reading = _Reading(db, label, progress, stop, total)
    return list(_ingest(reading, _read(items, published, source)))


def ingest_found(
    db: Database,
    found: Iterator[tuple[str, Article | ReadingError]],
    label: str,
    *,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> list[Ingested]:
    """Take articles into the file as they are found, as one action.

    Args:
        db: the open file.
        found: what each is called, and the article or why there is none.
        label: the action, as undo names it.
        progress: called after each article.
        stop: asked before each article; True ends the reading, with what was read kept.

    Returns:
        One result for each that was found, in their order; fewer where it was stopped.
    """
    return list(_ingest(_Reading(db, label, progress, stop, None), found))


def paste(
    db: Database,
    text: str,
    published: str | None = None,
    source: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Ingested:
    """Read a pasted article.

    Raises:
        ReadingError: where there is no text, too much of it, or `published` is no day.
    """
    article = article_from_paste(text, published, source, title, url)
    reading = _Reading(db, "read pasted text", None, None, 1)
    return next(_ingest(reading, iter([(article.file, article)])))


def ingest_article(
    db: Database,
    article: Article,
    record: Record,
    extractor: str,
    txn: int | None = None,
    *,
    label: str = "",
    ingested: str | None = None,
    note: str = "",
) -> Ingested:
    """Take one article with its record into the file.

    Args:
        db: the open file.
        article: as it was read.
        record: what the extraction found in it.
        extractor: the version that found it.
        txn: continue this journal txn.
        label: the action, as undo names it.
        ingested: the moment from which it counts where it has no date; default now.
        note: a person's note on it.
    """
    with transaction(db, label or f"read {_short(article.file)}", txn=txn) as write:
        known = stored_articles.by_sha256(db.read, article.sha256)
        if known is not None:
            return Ingested(known["id"], article.file, article_title(known), known=True)
        number = write.insert(
            "article",
            sha256=article.sha256,
            file=article.file,
            url=article.url,
            title=article.title or record.article.title,
            publisher=article.publisher or record.article.publisher,
            published=article.published or record.article.published,
            published_basis=article.published_basis,
            language=record.article.language,
            encoding=article.encoding,
            encoding_guessed=article.encoding_guessed,
            body_start=article.body_start,
            text=article.text,
            marks=same_texts.marks_of(article.text, article.body_start),
            notes=list(dict.fromkeys([*article.notes, *record.notes])),
            extractor=extractor,
            ingested=ingested or _now(),
            note=note,
        )
        row = stored_articles.one(db.read, number)
        if row is None:
            raise StoreError(f"{_short(article.file)} could not be kept.")
        absorbed = absorb(db.read, write, _source(row), record, extractor)
        one_day.settle(db.read, write, number)
        return _ingested(row, absorbed, write.txn)


def reread(
    db: Database,
    articles: Iterable[int] | None = None,
    *,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> list[Ingested]:
    """Extract stored articles again. What a person decided stays; what was rejected is not asked about again.

    Args:
        db: the open file.
        articles: row numbers; None for all.
        progress: called after each article.
        stop: asked before each article; True ends the reading.
    """
    wanted = list(articles) if articles is not None else stored_articles.numbers(db.read)
    extractor, version = load_extractor()
    reading = _Reading(db, f"read {len(wanted)} articles again", progress, stop, len(wanted))
    results: list[Ingested] = []
    for start in range(0, len(wanted), _AT_ONCE):
        rows = []
        for number in wanted[start : start + _AT_ONCE]:
            row = stored_articles.one(db.read, number)
            if row is None:
                error = f"There is no article {number}."
                results.append(reading.tell(Ingested(None, str(number), str(number), known=False, error=error)))
            else:
                rows.append(row)
        if reading.stopped():
            break
        records = extractor.extract_many([stored_article(row) for row in rows])
        for row, record in zip(rows, records, strict=True):
            if reading.stopped():
                return results
            with transaction(db, reading.label, txn=reading.txn) as write:
                if row["extractor"] != version:
                    write.update("article", row["id"], extractor=version)
                absorbed = absorb(db.read, write, _source(row), record, version)
                done = _ingested(row, absorbed, write.txn)
            reading.txn = done.txn
            results.append(reading.tell(done))
    return results


def read_anew(db: Database, article: int, changed: dict[str, str | None], label: str) -> Ingested:
    """Change an article's own fields and extract it again, so that its dates follow, as one action.

    Args:
        db: the open file.
        article: row number.
        changed: columns of the article (published, publisher, title, url, note) with their new values.
        label: how undo names it.

    Raises:
        StoreError: where there is no such article.
    """
    row = stored_articles.one(db.read, article)
    if row is None:
        raise StoreError(f"There is no article {article}.")
    basis = "person" if "published" in changed and changed["published"] != row["published"] else row["published_basis"]
    as_read = replace(
        stored_article(row),
        published=changed.get("published", row["published"]),
        published_basis=basis,
        publisher=changed.get("publisher", row["publisher"]),
        title=changed.get("title", row["title"]),
    )
    extractor, version = load_extractor()
    record = next(iter(extractor.extract_many([as_read])))
    with transaction(db, label) as write:
        write.update("article", article, **changed, published_basis=basis, extractor=version)
        now = stored_articles.one(db.read, article)
        if now is None:
            raise StoreError(f"There is no article {article}.")
        return _ingested(now, absorb(db.read, write, _source(now), record, version, all_anew=True), write.txn)


def load_extractor() -> tuple["Extractor", str]:
    """The extractor, with the person's own lexicon, and its version; loads the language model, about a second.

    Raises:
        LexiconError: one sentence, where the person's lexicon or the language model it names cannot be used.
    """
    from tracker.extraction.extractor import Extractor  # noqa: PLC0415 - not before it is needed

    extractor = Extractor.configured()
    return extractor, extractor.version


def stored_article(row: sqlite3.Row) -> Article:
    """The article of a row, as the extraction takes it."""
    return Article(
        file=row["file"],
        sha256=row["sha256"],
        text=row["text"],
        body_start=row["body_start"],
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        published_basis=row["published_basis"],
        url=row["url"],
        encoding=row["encoding"],
        encoding_guessed=bool(row["encoding_guessed"]),
        notes=tuple(json.loads(row["notes"])),
    )


def _ingest(reading: _Reading, found: Iterator[tuple[str, Article | ReadingError]]) -> Iterator[Ingested]:
    extracting: _Extracting | None = None
    while True:
        batch: list[tuple[str, Article | ReadingError]] = []
        for one in found:
            batch.append(one)
            if len(batch) == _AT_ONCE or reading.stopped():
                break
        if not batch or reading.stopped():
            return
        # What is read together is taken in by day, whatever order it was given in: so it gives one record.
        places = sorted(range(len(batch)), key=lambda place: (*_by_day(batch[place][1]), place))
        in_order = [batch[place] for place in places]
        # A known article costs no extraction; two of the same bytes in one batch are known to the second.
        new: dict[str, Article] = {}
        for _, article in in_order:
            if isinstance(article, Article) and stored_articles.by_sha256(reading.db.read, article.sha256) is None:
                new.setdefault(article.sha256, article)
        if new:
            extracting = extracting or _Extracting(*load_extractor())
            extracting.give(list(new.values()))
        done: dict[int, Ingested] = {}
        for place, (file, article) in zip(places, in_order, strict=True):
            if reading.stopped():
                break
            done[place] = reading.tell(_one(reading, file, article, new, extracting))
        yield from (done[place] for place in sorted(done))


def _by_day(found: Article | ReadingError) -> tuple[str, str]:
    """Sorts articles by their day, those of one day by their hash; one without a day, and what is none, come last."""
    if isinstance(found, ReadingError):
        return "9999", ""
    return found.published or "9999", found.sha256


class _Extracting:
    """The records of a batch, one after the other; an article that the extraction fails on costs only itself."""

    def __init__(self, extractor: "Extractor", version: str) -> None:
        self.version = version
        self._extractor = extractor
        self._left: list[Article] = []
        self._records: Iterator[Record] = iter(())

    def give(self, articles: list[Article]) -> None:
        """The articles of the next calls of `next`, in their order."""
        self._left = articles
        self._records = iter(self._extractor.extract_many(articles))

    def next(self) -> Record | str:
        """The record of the next article, or a sentence that says why there is none."""
        article, *self._left = self._left
        try:
            return next(self._records)
        except Exception as error:  # a fault of the extraction in one article must not lose the others
            self._records = iter(self._extractor.extract_many(self._left))
            fault = f"{type(error).__name__}: {error}".rstrip(": ")
            return f"{_short(article.file)} could not be understood: this is a fault of the program ({fault})."


def _one(
    reading: _Reading,
    file: str,
    article: Article | ReadingError,
    new: dict[str, Article],
    extracting: _Extracting | None,
) -> Ingested:
    if isinstance(article, ReadingError):
        return Ingested(None, file, _short(file), known=False, error=str(article))
    if new.get(article.sha256) is not article or extracting is None:
        known = stored_articles.by_sha256(reading.db.read, article.sha256)
        if known is not None:
            return Ingested(known["id"], article.file, article_title(known), known=True)
        return Ingested(None, file, _short(file), known=False, error=f"{_short(file)} could not be kept.")
    record = extracting.next()
    if isinstance(record, str):
        return Ingested(None, file, _short(file), known=False, error=record)
    with transaction(reading.db, reading.label, txn=reading.txn) as write:
        done = ingest_article(reading.db, article, record, extracting.version)
        reading.txn = write.txn
    return done


def _read(
    items: Iterable[SourceItem], published: str | None, source: str | None
) -> Iterator[tuple[str, Article | ReadingError]]:
    for item in items:
        for found in read_each(item):
            if isinstance(found, Article):
                if published and found.published is None:
                    found = replace(found, published=published, published_basis="person")  # noqa: PLW2901
                if source and not found.publisher:
                    found = replace(found, publisher=source)  # noqa: PLW2901
            yield item.name, found


def _source(row: sqlite3.Row) -> Source:
    day = row["published"] or row["ingested"][:10]
    return Source(row["id"], day, row["published"], row["sha256"], row["text"], row["publisher"])


def _ingested(row: sqlite3.Row, absorbed: Absorbed, txn: int) -> Ingested:
    shown = ("party", "person", "track", "venue", "meeting", "attendance", "position", "assessment")
    return Ingested(
        article=row["id"],
        file=row["file"],
        title=article_title(row),
        known=False,
        new={kind: absorbed.new[kind] for kind in shown if absorbed.new[kind]},
        joined={kind: absorbed.joined[kind] for kind in shown if absorbed.joined[kind]},
        conflicts=absorbed.conflicts,
        notes=tuple(json.loads(row["notes"])),
        txn=txn,
        withdrawn=absorbed.withdrawn.total(),
    )


def _short(name: str) -> str:
    if name == "-":
        return "standard input"
    return name if "://" in name else PurePath(name).name or name


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
