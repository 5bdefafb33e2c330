"""One line of the table of measurements."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A measurement: what, its value with unit, the limit it is held to (None: only reported)."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""

    @property
    def kept(self) -> bool:
        """True where there is no limit, or the value is within it."""
        return self.limit is None or self.value <= self.limit

    def cells(self) -> tuple[str, str, str, str, str]:
        """What, value, limit, verdict and note as the table shows them."""
        limit = "" if self.limit is None else f"≤ {_number(self.limit)} {self.unit}".rstrip()
        verdict = "" if self.limit is None else "kept" if self.kept else "OVER"
        return self.what, f"{_number(self.value)} {self.unit}".rstrip(), limit, verdict, self.note


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie, by linear interpolation."""
    if len(values) == 1:
        return values[0]
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return cut[round(share * 100) - 1]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
