"""Talks to be held while a truce lasts: "will meet in Lima during the cease-fire", where its end is told.

The truce's end is then the last day of the plan: when it has passed, somebody has to ask whether they met.
"""

import re
from datetime import date, timedelta
from typing import Final

from tracker.domain import edtf
from tracker.extraction.contact import Contact
from tracker.extraction.dates import find_dates, number_of, resolve
from tracker.extraction.document import Document

_TRUCE: Final = r"(?:truce|cease-?fire|pause in (?:the )?fighting)"
_DURING: Final = re.compile(
    rf"\bduring (?:the|a|this|that) (?:[\w-]+ ){{0,2}}{_TRUCE}\b|\bwhile (?:it|the {_TRUCE}) (?:holds|lasts)\b",
    re.IGNORECASE,
)
_EXPIRES: Final = re.compile(
    rf"\b{_TRUCE}\b[^.;]{{0,80}}?\b(?:expires?|ends|runs out|(?:is|was) due to (?:expire|end)|lasts? until)"
    r"\s+(?:at [^,.;]{1,20}? )?(?:on )?",
    re.IGNORECASE,
)
_LONG: Final = re.compile(
    rf"\b(?P<n>\d{{1,3}}|[a-z]+)[- ](?P<unit>hour|day)\s+(?:[\w-]+ ){{0,2}}?{_TRUCE}\b", re.IGNORECASE
)
_BEGINS: Final = re.compile(
    rf"\b{_TRUCE}\b[^.;]{{0,80}}?\b(?:(?:took|takes|taking) (?:effect|hold)"
    r"|(?:went|came|goes|comes) into (?:effect|force)|began|begins|beginning|started|starts|starting)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 60  # days: a truce of more is a state of things, and no time to meet in


def during_truce(doc: Document, contact: Contact) -> tuple[str, str] | None:
    """The days (EDTF) and the words for them of a plan that is to be carried out while a truce lasts.

    None where the words say no such thing, the article does not give the truce's end, or gives two.
    """
    if contact.status != "planned" or contact.when is not None or doc.published is None:
        return None
    text = contact.sentence.span.text
    found = _DURING.search(text, contact.trigger.idx - contact.sentence.span.start_char)
    if found is None or (found.group().lower().startswith("while it") and not re.search(_TRUCE, text[: found.start()])):
        return None
    start = _start(doc)
    ends = _ends(doc, start)
    if len(ends) != 1:
        return None
    (end,) = ends
    first = max(start or doc.published, doc.published)
    if not first <= end <= first + timedelta(_LONGEST):
        return None
    return f"{first}/{end}", found.group()


def _day_at(doc: Document, at: int, tense: str) -> date | None:
    """The day that a phrase right at an offset of the text gives."""
    near = next((when for when in find_dates(doc.text[at : at + 40], at) if when.start == at), None)
    return edtf.last_day(resolve(near, doc.published, tense)) if near is not None else None


def _start(doc: Document) -> date | None:
    for match in _BEGINS.finditer(doc.text):
        near = re.split(r"(?<!\bm)[.;] ", doc.text[match.end() : match.end() + 40])[0]
        for when in find_dates(near):
            return edtf.last_day(resolve(when, doc.published, "past"))
    return None


def _ends(doc: Document, start: date | None) -> set[date]:
    said = {_day_at(doc, match.end(), "future") for match in _EXPIRES.finditer(doc.text)} - {None}
    if said or start is None:
        return {day for day in said if day is not None}
    lengths = set()
    for match in _LONG.finditer(doc.text):
        number = number_of(match["n"])
        if number:
            lengths.add(int(number if match["unit"].lower() == "day" else -(-number // 24)))
    return {start + timedelta(length) for length in lengths}
