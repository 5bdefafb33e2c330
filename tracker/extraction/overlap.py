"""Does a stretch of text overlap any of many others? Answered by bisection, for articles of any length."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate


def overlaps(spans: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """A function of start and end (half-open) that is True where [start, end) overlaps one of `spans`."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    reach = list(accumulate((end for _, end in ordered), max))

    def test(start: int, end: int) -> bool:
        at = bisect_left(starts, end)
        return at > 0 and reach[at - 1] > start

    return test
