"""Days on a line of terminal cells: which cell a day falls into, and what stands above it. Pure functions of dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.domain import edtf


@dataclass(frozen=True, slots=True)
class Zoom:
    """How wide time is drawn: `cells` terminal cells for `days` days.

    Attributes:
        name: what a person calls it.
        cells: cells that `days` days take.
        days: days that `cells` cells take.
    """

    name: str
    cells: int
    days: int


ZOOMS: Final = (Zoom("week", 5, 1), Zoom("month", 1, 1), Zoom("year", 1, 7), Zoom("years", 1, 30))
"""From the widest to the narrowest: what fills about half a screen of 80 columns gives the name."""
_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_LOW, _HIGH = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of time on `width` cells.

    Attributes:
        zoom: how wide a day is.
        first: the day of the first cell.
        width: how many cells there are.
    """

    zoom: Zoom
    first: date
    width: int

    def cell(self, day: date) -> int:
        """The cell that a day begins in; below 0 or beyond the width where it lies outside."""
        return (day.toordinal() - self.first.toordinal()) * self.zoom.cells // self.zoom.days

    def day(self, cell: int) -> date:
        """The first day of a cell, within the calendar."""
        number = self.first.toordinal() - (-cell * self.zoom.days // self.zoom.cells)
        return date.fromordinal(max(_LOW, min(number, _HIGH)))

    @property
    def last(self) -> date:
        """The last day that is drawn."""
        return date.fromordinal(max(_LOW, min(self.day(self.width).toordinal() - 1, _HIGH)))

    def shows(self, day: date) -> bool:
        """True where the day is drawn."""
        return 0 <= self.cell(day) < self.width

    def shifted(self, cells: int) -> "Scale":
        """The same width and zoom, `cells` later."""
        return Scale(self.zoom, self.day(cells), self.width)

    def around(self, day: date, at: float = 0.5) -> "Scale":
        """The same width and zoom with `day` at a share of the width from the left."""
        whole = round(self.width * at) * self.zoom.days // self.zoom.cells
        return Scale(self.zoom, date.fromordinal(max(_LOW, min(day.toordinal() - whole, _HIGH))), self.width)

    def zoomed(self, zoom: Zoom, day: date) -> "Scale":
        """Another zoom, with `day` where it was."""
        at = self.cell(day) / self.width if self.width and self.shows(day) else 0.5
        return Scale(zoom, self.first, self.width).around(day, at)

    def heads(self) -> tuple[str, str]:
        """The two lines above: months or years, and below them days or months."""
        upper, lower = [], []
        for day in self._marks():
            cell = self.cell(day)
            if self.zoom.name == "week":
                lower.append((cell, f"{_DAYS[day.weekday()]}{day.day:>2}"))
            elif self.zoom.name == "month":
                lower.append((cell, f"{day.day}"))
            elif self.zoom.name == "year":
                lower.append((cell, edtf.shown(f"{day:%Y-%m}").split()[0]))
            else:
                lower.append((cell, edtf.shown(f"{day:%Y-%m}").split()[0][:1]))
        by_year = self.zoom.days > 1
        for day in _starts(self.first, self.last, by_year=by_year):
            upper.append((max(0, self.cell(day)), f"{day.year}" if by_year else edtf.shown(f"{day:%Y-%m}")))
        return _line(upper, self.width), _line(lower, self.width)

    def ticks(self) -> set[int]:
        """The cells of the lower line's marks."""
        return {self.cell(day) for day in self._marks()}

    def _marks(self) -> Iterator[date]:
        if self.zoom.days == 1:
            step = 1 if self.zoom.cells > 1 else 7
            day = self.first if step == 1 else self.first + timedelta(days=-self.first.weekday() % 7)
            while day <= self.last:
                yield day
                if day.toordinal() + step > _HIGH:
                    return
                day += timedelta(days=step)
        else:
            step = 1 if self.zoom.days < 30 else 3
            for day in _starts(self.first, self.last, by_year=False):
                if day >= self.first and (day.month - 1) % step == 0:
                    yield day


def _starts(first: date, last: date, *, by_year: bool) -> Iterator[date]:
    """The first days of the months or years that `first` to `last` touch."""
    day = date(first.year, 1 if by_year else first.month, 1)
    while day <= last:
        yield day
        month = day.year * 12 + day.month - 1 + (12 if by_year else 1)
        if month // 12 > date.max.year:
            return
        day = date(month // 12, month % 12 + 1, 1)


def _line(labels: list[tuple[int, str]], width: int) -> str:
    """Labels at their cells in `width` cells; one for which there is no room is left out, the first before others."""
    line = ""
    for number, (cell, label) in enumerate(labels):
        crowded = number + 1 < len(labels) and cell + len(label) >= labels[number + 1][0] and number == 0
        if cell < len(line) + (1 if line else 0) or cell + len(label) > width or crowded:
            continue
        line += " " * (cell - len(line)) + label
    return line.ljust(width)
