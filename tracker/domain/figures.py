"""The figures of a statement: "at most 600,000 troops" counts troops, "a 28-point plan" points, "40 percent" percent.

Two reports of one statement that count the same thing differently contradict each other. Days, years and hours are no
counts.
"""

import re
from typing import Final

_WORDS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_COUNT: Final = re.compile(
    rf"(?<![\w.,$€£-])(?:[$€£]\s?)?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,12}}(?!\d)(?:\.\d+)?|{'|'.join(_WORDS)})"
    rf"(?:[\s-](?P<scale>{'|'.join(_SCALES)}))?"
    r"(?P<percent>\s?%)?(?:[\s-](?P<unit>[a-z]{3,})(?:\s(?P<next>[a-z]{3,}))?)?",
    re.IGNORECASE,
)
# What follows a number and is no thing counted: days and months, parts of the clock, words of comparison.
_NO_UNIT_WORDS: Final = (
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday gmt and but for from the that with when after before until than more less"
    " other others years year months month weeks week days day hours hour minutes minute sides countries parties"
    " leaders presidents ministers"
)
_NO_UNIT: Final = frozenset(_NO_UNIT_WORDS.split(" "))
# What may stand between the number and what is counted.
_BETWEEN: Final = frozenset(
    ("military", "armed", "foreign", "additional", "new", "political", "remaining", "senior", "square")
)


def figures(text: str) -> dict[str, tuple[str, str]]:
    """What a text counts: the thing in the singular -> (the number in plain digits, the words as written).

    A thing that is counted twice is left out: which of the two is meant is not known.
    """
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for match in _COUNT.finditer(text):
        if match["percent"]:
            unit, end = "percent", match.end("percent")
        elif match["unit"]:
            unit, end = match["unit"].lower(), match.end("unit")
            if unit in _BETWEEN and match["next"]:
                unit, end = match["next"].lower(), match.end("next")
        else:
            continue
        number = _number(match["number"], match["scale"])
        if unit in _NO_UNIT or (number.is_integer() and 1900 <= number <= 2100 and "," not in match["number"]):
            continue
        unit = unit.removesuffix("s") if len(unit) > 3 else unit
        if unit in found:
            twice.add(unit)
        found[unit] = (f"{number:.10g}", text[match.start() : end])
    return {unit: value for unit, value in found.items() if unit not in twice}


def _number(digits: str, scale: str | None) -> float:
    plain = _WORDS.get(digits.lower())
    value = float(digits.replace(",", "")) if plain is None else float(plain)
    return value * (_SCALES[scale.lower()] if scale else 1)
