"""What many articles say of one meeting, folded into one value a field, and where they contradict each other. Pure.

An observation (`Seen`) is what one article says. Observations are folded in the order in which they were published;
on one day the further step of a meeting's life counts as the later one, so the order of reading never matters. The
same fold gives the values of today and, over fewer observations, those of any past day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from tracker.domain import edtf

MET = ("held", "ongoing")
AHEAD = ("planned", "conditional", "proposed")
OFF = ("refused", "postponed", "cancelled", "denied")

# A step's place in a meeting's life: decides between two articles of one day.
_STEP = {
    "unknown": 0,
    "proposed": 1,
    "conditional": 2,
    "planned": 3,
    "refused": 4,
    "postponed": 5,
    "cancelled": 6,
    "denied": 7,
    "ongoing": 8,
    "held": 9,
}
# Called off and, so many days later or fewer, told as planned: the two contradict each other.
_REVIVED_WITHIN = 7
# Talks under way are told to have ended, or to go on, so many days later; and last so many.
_UNDER_WAY = 3
_SITTINGS = 10
_PLACE_RANK = {"country": 0, "region": 1, "city": 2, "venue": 3}


class Place(NamedTuple):
    """A venue as the rules see it: its fact's id, folded name and locality, country code, precision, name to show."""

    id: int
    name: str
    precision: str = "city"
    locality: str | None = None
    country: str | None = None
    shown: str = ""

    def fits(self, other: "Place") -> bool:
        """True where one can contain the other, so that both can be true of one meeting."""
        if self.id == other.id or self.name == other.name:
            return True
        small, large = (self, other) if _PLACE_RANK[self.precision] >= _PLACE_RANK[other.precision] else (other, self)
        if large.precision == "country":
            return small.country is None or large.country is None or small.country == large.country
        if small.locality and large.name and (small.locality == large.name or large.name in small.locality):
            return True
        if large.name in small.name or small.name in large.name:
            return True
        # A hall without a stated town can stand in any town of the country, a town without a country anywhere.
        if small.precision == "venue" and large.precision in ("city", "region") and not small.locality:
            return small.country is None or large.country is None or small.country == large.country
        return False


@dataclass(frozen=True, slots=True)
class Seen:
    """What one article says of one meeting. `day` is the day the article counts from (ISO), `order` breaks ties.

    `moved`: it says that the meeting was put on another day, `date`; `moved_from`: the day before that, if it says so.
    """

    article: int
    day: str
    status: str
    order: str = ""
    date: str | None = None
    date_text: str | None = None
    place: Place | None = None
    mode: str | None = None
    format: str | None = None
    duration: str | None = None
    condition: str | None = None
    issues: tuple[str, ...] = ()
    parties: frozenset[str] = frozenset()
    people: Mapping[int, str] = field(default_factory=dict)
    kind: str = "negotiation"
    chain: int | None = None
    level: str | None = None
    moved: bool = False
    moved_from: str | None = None

    @property
    def met(self) -> bool:
        """True where the article asserts that the meeting takes or took place."""
        return self.status in MET


class Folded(NamedTuple):
    """The values of a meeting after the fold; `venue` is a fact's id."""

    status: str
    date: str | None
    date_text: str | None
    date_basis: str | None
    venue: int | None
    mode: str | None
    format: str | None
    duration: str | None
    condition: str | None
    issues: tuple[str, ...]


def in_order(seen: Iterable[Seen]) -> list[Seen]:
    """Observations in the order in which they count."""
    return sorted(seen, key=lambda s: (s.day, _STEP[s.status], s.moved, s.order))


def fold_status(seen: Iterable[Seen]) -> str:
    """The status after the last report.

    What was held stays held, whatever is planned in an older or later text; a mere proposal does not undo a plan, nor
    a condition without words; what was called off can be planned anew.
    """
    now = "unknown"
    for one in in_order(seen):
        weaker = now in ("planned", "conditional") and _STEP[one.status] < _STEP[now]
        if one.status == "unknown" or (now in MET and not one.met):
            continue
        if weaker and not (one.status == "conditional" and one.condition):
            continue
        now = one.status
    return now


def fold(seen: Sequence[Seen]) -> Folded:
    """The values of a meeting that these articles speak of.

    Raises:
        ValueError: where there is no observation.
    """
    if not seen:
        raise ValueError("a meeting that no article speaks of has no values to fold")
    ordered = in_order(seen)
    status = fold_status(ordered)
    # How a meeting went is told by those who say that it took place, as far as they do.
    telling = [one for one in ordered if one.met == (status in MET)]
    day, words = _date(telling, status)
    if day is None:
        day, words = _date(ordered, status)
    place = _place(telling) or _place(ordered)
    issues: dict[str, None] = {}
    for one in ordered:
        issues.update(dict.fromkeys(one.issues))
    return Folded(
        status=status,
        date=day,
        date_text=words,
        date_basis=basis(day, words),
        venue=place.id if place else None,
        mode=_last(one.mode for one in telling) or _last(one.mode for one in ordered),
        format=_last(one.format for one in telling) or _last(one.format for one in ordered),
        duration=_most(one.duration for one in telling) or _most(one.duration for one in ordered),
        condition=_last(one.condition for one in ordered) if status in ("conditional", "planned", "proposed") else None,
        issues=tuple(issues),
    )


def is_move(before: tuple[str, str | None], now: tuple[str, str | None]) -> bool:
    """True where a plan became one for another day; status and date (EDTF) of each."""
    dated = before[1] is not None and now[1] is not None
    return before[0] == now[0] == "planned" and dated and not edtf.overlap(before[1], now[1])


def basis(day: str | None, words: str | None) -> str | None:
    """How a date is known: `stated`, `resolved_weekday` or `inferred_sequence`; None without a date."""
    if day is None:
        return None
    if words and any(char.isdigit() for char in words):
        return "stated"
    if words and any(name in words.lower() for name in ("monday", "tuesday", "wednesday", "thursday", "friday")):
        return "resolved_weekday"
    if words and any(name in words.lower() for name in ("saturday", "sunday")):
        return "resolved_weekday"
    return "inferred_sequence" if edtf.is_uncertain(day) or not words else "stated"


def _last(values: Iterable[str | None]) -> str | None:
    given = [value for value in values if value]
    return given[-1] if given else None


def _most(values: Iterable[str | None]) -> str | None:
    """The value said most often; of those said equally often, the latest."""
    given = [value for value in values if value]
    if not given:
        return None
    count = Counter(given)
    return max(given, key=lambda value: (count[value], len(given) - 1 - given[::-1].index(value)))


def width(day: str | None) -> int:
    """Days from the first to the last that a date can mean: 0 for a day; very many for an open end or no date."""
    days = edtf.interval(day)
    if days is None or days.first is None or days.last is None:
        return 10_000
    return (days.last - days.first).days


def _exactness(seen: Seen) -> tuple[int, bool]:
    return width(seen.date), edtf.is_uncertain(seen.date)


def _date(seen: Sequence[Seen], status: str) -> tuple[str | None, str | None]:
    dated = [one for one in seen if one.date and edtf.is_valid(one.date)]
    if not dated:
        return None, None
    if status in MET:
        count = Counter(one.date for one in dated)
        best = max(
            enumerate(dated),
            key=lambda pair: (
                -min(width(pair[1].date), 7) // 2,
                not edtf.is_uncertain(pair[1].date),
                count[pair[1].date],
                pair[0],
            ),
        )[1]
        return _whole(best, dated), best.date_text
    now = dated[0]
    moved = now
    for one in dated[1:]:
        if _is_outdated(one, moved):
            continue
        moved = one if one.moved else moved
        # Another day is a change of plan; within the days of the last plan only what is as exact says more.
        if not edtf.overlap(now.date, one.date) or _exactness(one) <= _exactness(now):
            now = one
    return now.date, now.date_text


def continues(one: Seen, two: Seen) -> bool:
    """True where the later of two reports tells of a further day of the talks that the earlier one left unfinished.

    That one tells of several days, or of talks under way; the other's day is the next (of talks under way, one of the
    next three), and no place of the one is another than the other's.
    """
    early, late = sorted((one, two), key=lambda seen: (edtf.last_day(seen.date) or date.max, seen.day))
    first, last, day = edtf.first_day(early.date), edtf.last_day(early.date), edtf.first_day(late.date)
    if first is None or last is None or day is None or not (one.met and two.met) or width(early.date) > _SITTINGS:
        return False
    if one.place and two.place and not one.place.fits(two.place):
        return False
    reach = _UNDER_WAY if early.status == "ongoing" else 1 if width(early.date) else 0
    return 0 < (day - last).days <= reach


def _whole(best: Seen, dated: Sequence[Seen]) -> str | None:
    """From the first to the last day of talks of which each report tells some: what the one of `best` continues."""
    first, last = edtf.first_day(best.date), edtf.last_day(best.date)
    if first is None or last is None or edtf.is_uncertain(best.date):
        return best.date
    for one in dated:
        begun, ended = edtf.first_day(one.date), edtf.last_day(one.date)
        if continues(one, best) and begun is not None and ended is not None:
            first, last = min(first, begun), max(last, ended)
    return best.date if first == edtf.first_day(best.date) and last == edtf.last_day(best.date) else f"{first}/{last}"


def _is_outdated(one: Seen, moved: Seen) -> bool:
    """True where an article gives the day that another had said, before it or on its day, the meeting moved from."""
    return not one.moved and moved.moved and edtf.overlap(one.date, moved.moved_from)


def _place(seen: Sequence[Seen]) -> Place | None:
    placed = [one.place for one in seen if one.place]
    if not placed:
        return None
    count = Counter(place.id for place in placed)
    return max(enumerate(placed), key=lambda pair: (_PLACE_RANK[pair[1].precision], count[pair[1].id], pair[0]))[1]


def fold_attendance(statuses: Sequence[str]) -> str:
    """A person's attendance from what the articles say, in order: seen there, or not, or both."""
    if "present" in statuses and "absent" in statuses:
        return "disputed"
    for firm in ("present", "absent"):
        if firm in statuses:
            return firm
    return statuses[-1]


class Contradiction(NamedTuple):
    """Values of one field that cannot all be true: (value as text, article, chain), in the order of the reports."""

    field: str
    values: tuple[tuple[str, int, int | None], ...]


def contradictions(seen: Sequence[Seen], people: Callable[[int], str] = str) -> list[Contradiction]:
    """Where articles give values of one field that exclude each other.

    A plan that moved is no contradiction, nor is a plan beside what came of it; two days, places or durations of what
    was held are, and so are two opposite reports of one day.

    Args:
        seen: the observations of one meeting.
        people: gives the name of a person's fact id, for "present" beside "absent".
    """
    ordered = in_order(seen)
    held = [one for one in ordered if one.met]
    found = [
        _differing("date", [(one, one) for one in held if _is_exact(one.date)], _days_fit, _day_of),
        _differing(
            "venue",
            [(one.place, one) for one in held if one.place],
            Place.fits,
            lambda place: place.shown or place.name,
        ),
        _differing("duration", [(one.duration, one) for one in held if one.duration], str.__eq__),
        _status_conflict(ordered),
    ]
    planned = [one for one in ordered if one.status == "planned"]
    moved = [one for one in planned if one.moved]
    for group in _of_one_day([one for one in planned if not any(_is_outdated(one, other) for other in moved)]):
        found.append(_differing("date", [(one.date, one) for one in group if _is_exact(one.date)], _dates_fit))
        found.append(
            _differing(
                "venue",
                [(one.place, one) for one in group if one.place],
                Place.fits,
                lambda place: place.shown or place.name,
            )
        )
    found.append(_attendance_conflict(ordered, people))
    by_field: dict[str, Contradiction] = {}
    for one in found:
        if one is not None:
            by_field.setdefault(one.field, one)
    return list(by_field.values())


def _is_exact(day: str | None) -> bool:
    return bool(day) and not edtf.is_uncertain(day) and width(day) <= 3


def _days_fit(one: Seen, two: Seen) -> bool:
    return edtf.overlap(one.date, two.date) or continues(one, two)


def _day_of(seen: Seen) -> str:
    return seen.date or ""


def _dates_fit(one: str, two: str) -> bool:
    return edtf.overlap(one, two)


def _differing(
    name: str,
    values: Sequence[tuple[object, Seen]],
    fits: Callable[..., bool],
    text: Callable[..., str] = str,
) -> Contradiction | None:
    if all(fits(one, two) for i, (one, _) in enumerate(values) for two, _ in values[i + 1 :]):
        return None
    return Contradiction(name, tuple((text(value), one.article, one.chain) for value, one in values))


def _of_one_day(seen: Sequence[Seen]) -> list[list[Seen]]:
    days: dict[str, list[Seen]] = {}
    for one in seen:
        days.setdefault(one.day, []).append(one)
    return [group for group in days.values() if len({one.article for one in group}) > 1]


def _status_conflict(ordered: Sequence[Seen]) -> Contradiction | None:
    """Opposite reports: held and not held at any time, or planned and called off by two articles.

    A plan that is called off later has changed. One that was called off and, within days, is told as planned again by
    another article is either revived or out of date there: only a person can say which.
    """
    held = [one for one in ordered if one.met]
    denied = [one for one in ordered if one.status in ("denied", "refused", "cancelled")]
    opposite = [(h, d) for h in held for d in denied if h.article != d.article and d.day >= h.day]
    if not opposite:
        planned = [one for one in ordered if one.status in ("planned", "proposed")]
        opposite = [
            (p, d)
            for p in planned
            for d in denied
            if p.article != d.article and p.day >= d.day and days_apart(p.day, d.day) <= _REVIVED_WITHIN
        ]
    if not opposite:
        return None
    sides = {id(one): one for pair in opposite for one in pair}
    return Contradiction("status", tuple((one.status, one.article, one.chain) for one in in_order(sides.values())))


def _attendance_conflict(ordered: Sequence[Seen], people: Callable[[int], str]) -> Contradiction | None:
    said: dict[int, dict[str, Seen]] = {}
    for one in ordered:
        for person, status in one.people.items():
            said.setdefault(person, {}).setdefault(status, one)
    values = [
        (f"{people(person)} {status}", by[status].article, by[status].chain)
        for person, by in said.items()
        if "present" in by and "absent" in by
        for status in ("present", "absent")
    ]
    return Contradiction("attendance", tuple(values)) if values else None


def days_apart(one: str, two: str) -> int:
    """Days between two ISO days, never negative."""
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days)


def shift(day: str, days: int) -> str:
    """An ISO day moved by a number of days."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
