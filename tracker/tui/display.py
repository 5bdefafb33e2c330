"""Text from outside on its way to the terminal: cleaned once more, and never markup.

Whatever a person did not type into this program (an article, a file name, a database) is shown through `content` or
`block`: control and bidirectional characters cannot reach the terminal, square brackets stay square brackets.
"""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tracker.domain import cleaning
from tracker.domain.cleaning import clean
from tracker.domain.headline import headline

_FLAT = str.maketrans({"\t": " ", "\r": " ", "\ufeff": " "})

__all__ = [
    "block",
    "cell_len",
    "content",
    "crop",
    "crop_middle",
    "fit",
    "flat",
    "headline",
    "lines",
    "one_line",
    "plural",
]


def one_line(text: str) -> str:
    """`cleaning.one_line`; at once for plain ASCII, which is most of what a list shows."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return cleaning.one_line(text)


def content(text: str, style: str = "") -> Content:
    """One line of outside text in one style."""
    return Content.styled(one_line(text), style) if style else Content(one_line(text))


def flat(text: str) -> str:
    """`text` of the same length, so that offsets hold, with nothing in it that acts on a terminal but line feeds."""
    return clean(text).translate(_FLAT)


def block(text: str, style: str = "") -> Content:
    """Outside text of many lines."""
    return Content.styled(flat(text), style) if style else Content(flat(text))


def lines(*parts: Content) -> Content:
    """Contents one under the other."""
    return Content("\n").join(parts)


def crop(text: str, width: int) -> str:
    """One line of at most `width` terminal cells, with an ellipsis where something was cut."""
    text = one_line(text)
    if (len(text) if text.isascii() else cell_len(text)) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    return (text[: width - 1] if text.isascii() else set_cell_size(text, width - 1)).rstrip() + "…"


def crop_middle(text: str, width: int) -> str:
    """One line of at most `width` cells whose end stays: of a quotation both ends tell where it is from."""
    text = one_line(text)
    if cell_len(text) <= width or width < 20:
        return crop(text, width)
    end = text[-(width // 3) :]
    while cell_len(end) > width // 3:
        end = end[1:]
    return f"{crop(text, width - cell_len(end.lstrip()) - 1)} {end.lstrip()}"


def fit(text: str, width: int, *, right: bool = False) -> str:
    """One line of exactly `width` cells: cut with an ellipsis or filled with spaces, on the left if `right`."""
    cut = crop(text, width)
    space = " " * max(0, width - (len(cut) if cut.isascii() else cell_len(cut)))
    return space + cut if right else cut + space


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 track", "2 tracks", "1,000 tracks"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
