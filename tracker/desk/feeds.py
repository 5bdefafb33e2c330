"""The feeds that a person follows: added, listed, removed, and read in one stroke."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.desk.errors import Refused
from tracker.desk.ingest import Stop, Tell, ingest_found
from tracker.desk.reading_views import Ingested, Progress
from tracker.desk.views import Done
from tracker.domain.article import Article
from tracker.domain.cleaning import one_line
from tracker.reading.errors import ReadingError, shown_name
from tracker.reading.feed import Entry, Feed
from tracker.reading.source import entry_article
from tracker.reading.subscription import Issue, fetch_feed, find_feed
from tracker.reading.url import Version, is_web_address, without_password
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import feeds as stored
from tracker.store.txn import now


@dataclass(frozen=True, slots=True)
class FeedView:
    """One feed: its address and title, when it was last read (local time), how many were new, what went wrong."""

    id: int
    url: str
    title: str
    read_at: str | None
    new: int
    problem: str | None


def listed(db: Database) -> list[FeedView]:
    """The feeds in the order in which they were added."""
    return [
        FeedView(row["id"], row["url"], row["title"] or row["url"], row["read_at"], row["new"], row["problem"])
        for row in stored.listed(db.read)
    ]


def add(db: Database, address: str, actor: str | None = None) -> Done:
    """Follow the feed at an address, or the one that the page there names; it is looked at once, not read.

    Raises:
        Refused: not a web address.
        ReadingError: not reachable, or no feed.
    """
    address = one_line(address).strip()
    if not is_web_address(address):
        raise Refused(
            f"{shown_name(address) or 'An empty text'} is not a web address: it begins with https:// or http://."
        )
    kept = without_password(address)
    if stored.of_address(db.read, kept) is not None:
        return Done(f"{kept} is followed already.", None)
    issue = find_feed(address)
    url = without_password(issue.address)
    if stored.of_address(db.read, url) is not None:
        return Done(f"{url} is followed already.", None)
    title = _title(issue)
    count = len(issue.feed.entries) if issue.feed else 0
    with transaction(db, f"follow {title or url}", actor) as write:
        write.insert("feed", url=url, title=title, added=now())
    return Done(f"Following {title or url} ({count} item{'' if count == 1 else 's'} now).", write.txn)


def _title(issue: Issue) -> str | None:
    if issue.feed is None:
        return None
    names = [entry.publisher for entry in issue.feed.entries if entry.publisher] or [issue.feed.title or ""]
    return max(set(names), key=names.count)[:120] or None


def remove(db: Database, feed: str, actor: str | None = None) -> Done:
    """Follow a feed no longer; the articles read from it stay.

    Args:
        db: the open file.
        feed: its number, or its address.
        actor: who.

    Raises:
        Gone: there is no such feed.
    """
    row = _one(db, feed)
    with transaction(db, f"unfollow {row.title}", actor) as write:
        write.delete("feed", row.id)
    return Done(f"No longer following {row.title}; what was read from it stays.", write.txn)


def _one(db: Database, feed: str) -> FeedView:
    word = feed.strip()
    for row in listed(db):
        if word == str(row.id) or without_password(word) == row.url:
            return row
    raise Gone(f"There is no feed {shown_name(word) or 'without a name'}: `tracker feeds list` shows them.")


@dataclass(slots=True)
class _Round:
    """What a refresh does with one feed: each item in the order in which it is given on, and what is to be kept."""

    feed: FeedView
    version: Version = field(default_factory=Version)
    asked: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    problem: str | None = None
    whole: bool = False
    new: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh gave: each article, and the feeds that could not be read, one sentence each."""

    articles: tuple[Ingested, ...]
    problems: tuple[str, ...]
    skipped: int
    feeds: int

    def sentence(self) -> str:
        """One line: what was new, what was known, what failed."""
        new = sum(not one.error and not one.known for one in self.articles)
        failed = sum(bool(one.error) for one in self.articles) + len(self.problems)
        known = self.skipped + sum(one.known for one in self.articles)
        what = f"{new} new article{'' if new == 1 else 's'}" if new else "Nothing new"
        parts = [f"{what} from {self.feeds} feed{'' if self.feeds == 1 else 's'}"]
        if known:
            parts.append(f"{known} known already")
        if failed:
            parts.append(f"{failed} could not be read")
        return "; ".join(parts) + "."


def refresh(
    db: Database,
    feeds: Sequence[str] = (),
    *,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> Refreshed:
    """Read what is new in the feeds, as one action; items that were read before are passed over.

    Args:
        db: the open file.
        feeds: numbers or addresses; empty for all.
        progress: called after each article, and for each feed that cannot be read.
        stop: asked before each article; True ends it, with what was read kept.

    Raises:
        Refused: no feed is followed.
        Gone: there is no such feed.
    """
    chosen = [_one(db, one) for one in feeds] or listed(db)
    if not chosen:
        raise Refused("No feed is followed yet: `tracker feeds add ADDRESS` adds one.")
    rounds = [_Round(one) for one in dict.fromkeys(chosen)]
    known = stored.addresses_of_articles(db.read)
    label = f"read {rounds[0].feed.title}" if len(rounds) == 1 else f"read {len(rounds)} feeds"
    results = ingest_found(db, _found(db, rounds, known, progress, stop), label, progress=progress, stop=stop)
    _settle(db, rounds, results)
    problems = tuple(one.problem for one in rounds if one.problem and not one.failed)
    return Refreshed(tuple(results), problems, sum(len(one.known) for one in rounds), len(rounds))


def _found(
    db: Database, rounds: list[_Round], known: set[str], progress: Tell | None, stop: Stop | None
) -> Iterator[tuple[str, Article | ReadingError]]:
    state = {row["id"]: row for row in stored.listed(db.read)}
    for one in rounds:
        if stop is not None and stop():
            return
        row = state[one.feed.id]
        before = Version(row["etag"], row["modified"])
        try:
            issue = fetch_feed(one.feed.url, known=before)
        except ReadingError as error:
            one.problem = str(error)
            if progress is not None:
                progress(Progress(0, None, one.feed.title, None, one.problem))
            continue
        one.version = issue.version
        if issue.feed is not None:
            yield from _items(db, one, issue.feed, issue.address, known)
        one.whole = True


def _items(
    db: Database, one: _Round, feed: Feed, address: str, known: set[str]
) -> Iterator[tuple[str, Article | ReadingError]]:
    seen = stored.items(db.read, one.feed.id)
    for entry in feed.entries:
        item = _item(entry)
        if item in seen or (entry.url and entry.url in known):
            one.known.append(item)
            continue
        if entry.url:
            known.add(entry.url)
        try:
            found: Article | ReadingError = entry_article(entry, feed, one.feed.url, address)
        except ReadingError as error:
            found = error
        one.asked.append(item)
        yield entry.name, found


def _item(entry: Entry) -> str:
    return hashlib.sha256((entry.url or entry.text or entry.name).encode("utf-8", "replace")).hexdigest()


def _settle(db: Database, rounds: Sequence[_Round], results: Sequence[Ingested]) -> None:
    """Keep for each feed what was read; one that was not read whole is asked for again, from the version before."""
    left = iter(results)
    for one in rounds:
        done = [(item, result) for item, result in zip(one.asked, left, strict=False)]
        failed = [result for _, result in done if result.error]
        one.new = sum(not result.error and not result.known for _, result in done)
        one.failed = len(failed)
        one.whole = one.whole and len(done) == len(one.asked) and not failed
        if failed:
            one.problem = failed[0].error if len(failed) == 1 else f"{len(failed)} items could not be read."
        stored.keep_state(
            db,
            one.feed.id,
            etag=one.version.etag if one.whole else None,
            modified=one.version.modified if one.whole else None,
            problem=one.problem,
            new=one.new,
            read=[*one.known, *(item for item, result in done if not result.error)],
        )
