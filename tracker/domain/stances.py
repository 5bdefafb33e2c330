"""The distance between the sides on one issue: blank, same, differ or opposed, by a table of stances."""

from collections.abc import Iterable

# Where a stance stands towards the other side's substance. "for" moves towards it, "against" away from it,
# "wants" asks for something of one's own; "open" says nothing yet.
_DIRECTION = {
    "accept": "for",
    "concession": "for",
    "conditional_support": "for",
    "proposal": "wants",
    "request": "wants",
    "interest": "wants",
    "demand": "wants",
    "precondition": "wants",
    "red_line": "against",
    "reject": "against",
    "threat": "against",
    "undecided": "open",
}
_FIRM = {"demand", "precondition", "red_line", "threat", "reject"}

# Softer to harder, for movement between two statements of one holder on one issue.
_HARDNESS = {
    "concession": 0,
    "accept": 0,
    "conditional_support": 1,
    "undecided": 2,
    "interest": 2,
    "proposal": 2,
    "request": 2,
    "precondition": 5,
    "demand": 5,
    "reject": 6,
    "threat": 6,
    "red_line": 7,
}

# What is said by those who want a common undertaking to come about.
_WANTED = {"proposal", "request", "interest", "demand"}


def distance_of_two(a: str, b: str) -> str:
    """`same`, `differ` or `opposed` for two stances of two sides on one issue.

    Two firm claims on one issue are opposed (each wants what the other would have to give), as are support and
    refusal; two movements towards each other are the same; everything else differs.
    """
    one, two = _DIRECTION[a], _DIRECTION[b]
    if "open" in (one, two):
        return "differ"
    if one == two == "for":
        return "same"
    if {one, two} == {"for", "against"}:
        return "opposed"
    if one == "against" or two == "against":
        return "opposed" if a in _FIRM and b in _FIRM else "differ"
    if a in _FIRM and b in _FIRM:
        return "opposed"
    return "same" if a == b and a not in _FIRM and a == "interest" else "differ"


def distance(sides: Iterable[Iterable[str]]) -> str:
    """The distance between the latest stances of two or more sides; blank where fewer than two sides stated one.

    Args:
        sides: for each side the stances it holds now (a side that stated nothing gives an empty iterable).
    """
    stated = [list(stances) for stances in sides]
    stated = [stances for stances in stated if stances]
    if len(stated) < 2:
        return "blank"
    order = ("same", "differ", "opposed")
    return max(
        (distance_of_two(a, b) for i, one in enumerate(stated) for two in stated[i + 1 :] for a in one for b in two),
        key=order.index,
    )


def movement(before: str | None, after: str, *, joint: bool = False) -> str:
    """`new`, `unchanged`, `softer`, `harder` or `reversed` between two stances of one holder on one matter.

    Args:
        before: the earlier stance; None where there is none.
        after: the later one.
        joint: the matter is a common undertaking (a meeting): to propose it, ask for it or wish for it is to be for it.
    """
    if before is None:
        return "new"
    if before == after:
        return "unchanged"
    ways = {_way(before, joint), _way(after, joint)}
    if ways == {"for", "against"}:
        return "reversed"
    if _HARDNESS[after] == _HARDNESS[before]:
        return "unchanged"
    if "interest" in (before, after) or "request" in (before, after):
        # A goal stands behind a demand, and a question beside it: neither takes it back.
        return "unchanged"
    if joint and (ways == {"for"} or (before in _WANTED and after in _WANTED)):
        return "unchanged"
    return "harder" if _HARDNESS[after] > _HARDNESS[before] else "softer"


def _way(stance: str, joint: bool) -> str:
    return "for" if joint and stance in ("proposal", "request", "interest") else _DIRECTION[stance]
