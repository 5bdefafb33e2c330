"""What is said when something cannot be read: one sentence that names what and where."""

from collections.abc import Sequence

from tracker.domain.article import Article
from tracker.domain.cleaning import one_line

_LONGEST_NAME = 160


class ReadingError(ValueError):
    """One input that could not be read; `str(error)` is one sentence for the person, clean of control characters."""


class PartlyReadError(ReadingError):
    """A feed of which some entries could be read.

    Attributes:
        articles: those that could.
        errors: one error for each that could not, in the feed's order.
    """

    def __init__(self, where: str, articles: Sequence[Article], errors: Sequence[ReadingError]) -> None:
        total = len(articles) + len(errors)
        super().__init__(f"{len(errors)} of the {total} entries of {where} could not be read; the first: {errors[0]}")
        self.articles = tuple(articles)
        self.errors = tuple(errors)


def shown_name(name: str) -> str:
    """A file name or address as it stands in a sentence and in the record: cleaned, on one line, not endless.

    File names are bytes chosen by others: escapes and undecodable bytes must reach neither terminal nor database.
    """
    line = one_line(name)
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
