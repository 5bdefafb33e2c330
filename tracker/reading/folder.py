"""Folders: which files in them are articles, in an order that is always the same."""

import os
from collections.abc import Iterator
from pathlib import Path

from tracker.reading.errors import ReadingError, shown_name

ARTICLE_SUFFIXES = frozenset([".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom"])
_ABOUT_THE_FOLDER = frozenset(["readme", "license", "licence", "changelog", "contributing", "notice"])


def is_article_name(name: str) -> bool:
    """True where a file of this name counts inside a folder: a known suffix, not hidden, no README."""
    path = Path(name)
    return (
        not name.startswith(".")
        and path.suffix.lower() in ARTICLE_SUFFIXES
        and not (path.suffix.lower() in (".md", ".txt") and path.stem.lower() in _ABOUT_THE_FOLDER)
    )


def article_files(folder: Path) -> Iterator[Path | ReadingError]:
    """The article files in `folder` and below, each folder's entries sorted by name, hidden ones left out.

    Links to folders are followed once; a loop of links ends. Lazy: a folder of many thousands yields its first at once.

    Yields:
        A path (`folder` joined with what is below it), or an error for a folder below that cannot be listed.

    Raises:
        ReadingError: `folder` itself cannot be listed, or holds no article.
    """
    first = _entries(folder)
    if isinstance(first, ReadingError):
        raise first
    seen = {_identity(folder)}
    # A stack instead of recursion: a path may be a thousand folders deep.
    open_folders = [(folder, iter(first))]
    found = False
    while open_folders:
        parent, entries = open_folders[-1]
        name = next(entries, None)
        if name is None:
            open_folders.pop()
            continue
        path = parent / name
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where this says no
            if is_article_name(name):
                found = True
                yield path
            continue
        identity = _identity(path)
        if identity in seen:
            continue
        seen.add(identity)
        below = _entries(path)
        if isinstance(below, ReadingError):
            found = True
            yield below
        else:
            open_folders.append((path, iter(below)))
    if not found:
        suffixes = ", ".join(sorted(ARTICLE_SUFFIXES))
        raise ReadingError(f"{shown_name(str(folder))} is a folder without articles (files that end in {suffixes}).")


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _entries(folder: Path) -> list[str] | ReadingError:
    """The names in a folder that are not hidden, sorted; an error where it cannot be listed."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names suffice, and iterdir would make a Path of each
    except OSError as error:
        return ReadingError(f"{shown_name(str(folder))} cannot be listed: {error.strerror or error}.")
    return sorted(name for name in names if not name.startswith("."))
