"""An article as it was read: cleaned text whose offsets every evidence span refers to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        file: the path, URL or name it was given as ("-" for standard input).
        sha256: hex digest of the bytes as they came (for a text that came in a feed or was pasted: of its UTF-8 text
            without header lines, so that the same words under another date are recognised).
        text: the stored text. Offsets are 0-based, half-open, in Unicode code points of this string. For UTF-8 plain
            text it is the file decoded, header and leading space and all, control and override characters replaced one
            for one; for HTML it is what `tracker extract --text FILE` prints.
        body_start: offset of the first character after the header lines (0 where there are none).
        title, publisher, url: from the header, the page or the feed; None where not given.
        published: ISO 8601 day, or None. `published_basis` says where it came from: "header", "page", "feed",
            "person", or None.
        encoding: the name of the encoding used; `encoding_guessed` is True where nothing in the input said so.
        notes: sentences for the person about how it was read ("The date … of the header is not a day: …").
    """

    file: str
    sha256: str
    text: str
    body_start: int = 0
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    notes: tuple[str, ...] = ()
