"""Whether what an article says of a meeting is a meeting that is known already: by rule, never by likeness alone. Pure.

`strength` compares two observations. A plan and what came of it, a plan and its change, one talk told twice are one
meeting; two talks of one day between other people, a plan ahead and a meeting behind are two.
"""

from collections.abc import Sequence
from datetime import date

from tracker.desk.folding import AHEAD, MET, OFF, Seen, continues, days_apart, width
from tracker.domain import edtf

# A plan without a day is taken to be carried out, or spoken of again, within so many days.
PLAN_LASTS = 45
# An undated report of a meeting means one of the last so many days.
REPORT_REACHES = 14
# A date of more days than these ("in May") is no day.
_VAGUE = 7


def people_fit(one: Seen, two: Seen) -> float:
    """Jaccard of the people named by both, over those of the sides that both name; 0.75 where either names nobody."""
    a, b = set(one.people), set(two.people)
    if not a or not b:
        return 0.75
    shared = len(a & b)
    if shared == 0:
        return 0.0
    # One article names two of six: the smaller list inside the larger is no contradiction.
    return max(shared / len(a | b), 0.7 * shared / min(len(a), len(b)))


def strength(one: Seen, two: Seen) -> float:
    """How surely two observations of different articles, of one track or party set, speak of one meeting; 0 = not.

    Symmetric. Above 0.5 they are joined; between 0.3 and 0.5 a person is asked.
    """
    if one.kind != two.kind:
        return 0.0
    people = people_fit(one, two)
    if people < 0.5:
        return 0.0
    if (
        "one_on_one" in (one.format, two.format)
        and one.format
        and two.format
        and one.format != two.format
        and people < 0.9
    ):
        return 0.0
    if one.mode and two.mode and one.mode != two.mode and "in_person" not in (one.mode, two.mode) and people < 0.9:
        return 0.0
    remote = {"phone", "video", "written"}
    if one.mode and two.mode and (one.mode in remote) != (two.mode in remote):
        return 0.0
    value = _when(one, two) * (0.6 + 0.4 * people)
    vague = width(one.date) > _VAGUE or width(two.date) > _VAGUE
    if one.met and two.met and vague and bool(one.people) != bool(two.people):
        # No day in common and people in one alone: only a place that both name makes it more than a guess.
        value *= 1.0 if one.place and two.place and one.place.fits(two.place) else 0.6
    if value and one.place and two.place:
        value = min(1.0, value + 0.1) if one.place.fits(two.place) else value * _elsewhere(one, two)
    return value


def _elsewhere(one: Seen, two: Seen) -> float:
    """What is left of a likeness where the places differ.

    Planned for one place and held in another is two meetings, unless both name the same people on the same day.
    """
    return 0.5 if one.met != two.met and not (one.people and two.people) else 0.6


def _when(one: Seen, two: Seen) -> float:
    if one.met and two.met:
        return _both_met(one, two)
    if one.met != two.met:
        met, plan = (one, two) if one.met else (two, one)
        return _plan_and_meeting(plan, met)
    return _two_plans(one, two)


def _both_met(one: Seen, two: Seen) -> float:
    if one.date and two.date:
        if edtf.overlap(one.date, two.date):
            return 1.0
        if continues(one, two) and one.place and two.place:
            return 0.75
        named = bool(set(one.people) & set(two.people))
        if edtf.overlap(one.date, two.date, slack=1):
            # Monday in one article, Tuesday in the other: one meeting, contradicted, where the same people met.
            same_place = bool(one.place and two.place and one.place.fits(two.place))
            if edtf.is_uncertain(one.date) or edtf.is_uncertain(two.date):
                return 0.8
            return 0.75 if named and (same_place or not (one.place and two.place)) else 0.4
        return 0.0
    if one.date or two.date:
        dated, vague = (one, two) if one.date else (two, one)
        last = edtf.last_day(dated.date)
        if last is None or "ongoing" in (one.status, two.status):
            return 0.7 if days_apart(one.day, two.day) <= REPORT_REACHES else 0.0
        gap = (date.fromisoformat(vague.day) - last).days
        return 0.7 if 0 <= gap <= REPORT_REACHES else 0.0
    return 0.65 if days_apart(one.day, two.day) <= REPORT_REACHES else 0.0


def _plan_and_meeting(plan: Seen, met: Seen) -> float:
    if plan.date and met.date:
        if edtf.overlap(plan.date, met.date):
            return 0.95
        if plan.status in OFF:
            return 0.0
        # A day early or late is the same meeting only where the plan was older and names whom the report names: talks
        # that "will continue" on the day after are planned while the first ones go on.
        slack = edtf.overlap(plan.date, met.date, slack=1) and bool(set(plan.people) & set(met.people))
        return 0.6 if slack and met.status == "held" and plan.day < _first(met) else 0.0
    if plan.date:
        first = edtf.first_day(plan.date)
        # The meeting's own day is not said: it can only be the plan's if that day had come.
        if first is None or first.isoformat() > met.day:
            return 0.0
        return 0.7 if (date.fromisoformat(met.day) - first).days <= REPORT_REACHES else 0.0
    if plan.status in OFF or plan.day > met.day:
        return 0.0
    if met.date and plan.day > (edtf.last_day(met.date) or date.max).isoformat():
        return 0.0
    if met.date and plan.day == met.day and plan.day > _first(met):
        return 0.0
    return 0.65 if days_apart(plan.day, met.day) <= PLAN_LASTS else 0.0


def _first(seen: Seen) -> str:
    return (edtf.first_day(seen.date) or edtf.last_day(seen.date) or date.fromisoformat(seen.day)).isoformat()


def _two_plans(one: Seen, two: Seen) -> float:
    if one.date and two.date:
        if edtf.overlap(one.date, two.date):
            return 1.0
        early, late = (one, two) if one.day <= two.day else (two, one)
        if any(_says_so(moved, other) for moved, other in ((one, two), (two, one))):
            return 0.95
        if early.status in OFF and late.status in AHEAD:
            return 0.6 if early.status == "postponed" else 0.4
        if late.status == "postponed":
            return 0.8
        # Planned for one day, then for another: moved, if the first had not come yet. A person is asked.
        if edtf.has_passed(early.date, date.fromisoformat(late.day)):
            return 0.0
        return 0.45 if set(one.people) & set(two.people) else 0.35
    early, late = (one, two) if one.day <= two.day else (two, one)
    for dated, other in ((one, two), (two, one)):
        if dated.date and not other.date and edtf.has_passed(dated.date, date.fromisoformat(other.day)):
            return 0.0
    if days_apart(one.day, two.day) > PLAN_LASTS:
        return 0.0
    if {one.status, two.status} == {"refused", "planned"} and early.status == "planned":
        return 0.6
    return 0.7


def _says_so(moved: Seen, other: Seen) -> bool:
    """True where an article says that the meeting was put on another day, and the other has the day before.

    Where it does not say which day that was, it is one that lay ahead when it was written, told before.
    """
    if not moved.moved:
        return False
    if moved.moved_from:
        return edtf.overlap(moved.moved_from, other.date)
    day = date.fromisoformat(moved.day)
    return (
        other.day <= moved.day
        and not edtf.has_passed(other.date, day)
        and days_apart(other.day, moved.day) <= PLAN_LASTS
    )


def best(one: Seen, known: Sequence[Seen]) -> float:
    """The strength between an observation and a meeting that is known by several.

    The latest status decides what can be joined: once a meeting is held, a new plan for a later day is another one. A
    meeting that one article puts on one day is not the one of another day, however vague a third article is.
    """
    if not known:
        return 0.0
    met = [seen for seen in known if seen.met]
    if one.met and not met and _lies_ahead(known, one):
        return 0.0
    if one.met and one.date and any(_of_another_day(one, seen) for seen in met):
        return 0.0
    if met and not one.met:
        strengths = [_strength_of_late_plan(one, seen) for seen in met]
        return max(strengths)
    return max(strength(one, seen) for seen in _of_other_days(one, known) or known)


def _of_another_day(one: Seen, seen: Seen) -> bool:
    return bool(seen.date) and not edtf.overlap(one.date, seen.date, slack=1) and not continues(one, seen)


def _lies_ahead(plans: Sequence[Seen], report: Seen) -> bool:
    """True where every day that a plan was ever set for comes after the one on which a meeting is reported.

    What took place then was another meeting, however vague one of the plans was.
    """
    days = [edtf.first_day(plan.date) for plan in plans if plan.date and width(plan.date) <= _VAGUE]
    last = edtf.last_day(report.date) or date.fromisoformat(report.day)
    return bool(days) and all(day is not None and (day - last).days > 1 for day in days)


def _of_other_days(one: Seen, known: Sequence[Seen]) -> list[Seen]:
    """Those that say a day, where all of them say another than a plan does: whether it moved is then theirs to decide.

    An article that gives no day, or a month, does not make two days one plan.
    """
    if one.met or width(one.date) > _VAGUE:
        return []
    dated = [seen for seen in known if width(seen.date) <= _VAGUE]
    return [] if any(edtf.overlap(one.date, seen.date) for seen in dated) else dated


def _strength_of_late_plan(plan: Seen, met: Seen) -> float:
    """A plan told after the meeting was reported is that meeting only where their days are the same."""
    if plan.day > met.day and not plan.date:
        return 0.0
    return strength(plan, met)


def same_circle(one: Seen, known: Sequence[Seen]) -> bool:
    """True where both name the same people, two at least: then it matters little at which level an article put them."""
    mine = set(one.people)
    return len(mine) >= 2 and any(set(seen.people) == mine for seen in known)


def may_take_rejected(one: Seen, known: Sequence[Seen]) -> bool:
    """True where a rejected meeting said the same kind of thing, so that the person need not be asked again."""
    for seen in known:
        same = (one.met and seen.met) or (one.status in AHEAD and seen.status in AHEAD) or one.status == seen.status
        if same and strength(one, seen) > 0.5:
            return True
    return False


__all__ = ["MET", "best", "may_take_rejected", "people_fit", "strength"]
