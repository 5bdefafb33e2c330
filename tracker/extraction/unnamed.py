"""Meetings of people named by their office alone: "key foreign ministers will meet in Lima on Friday".

Who they are is not said, so the meeting has no parties: blank beats guess. It is kept because somebody has to ask
whether it took place. Where the article names them elsewhere, it is that meeting.
"""

import re
from collections.abc import Iterable
from typing import Final

from tracker.domain import edtf
from tracker.extraction.contact import Contact
from tracker.extraction.document import Document
from tracker.extraction.draft import Draft

_OF_STATES: Final = re.compile(r"\b(?:ministers|presidents)\b", re.IGNORECASE)


def stays_unnamed(doc: Document, contact: Contact, sides: set[str]) -> bool:
    """Whether a mention names people by office alone, and they cannot be those of the article's own sides.

    "Negotiators" and "the two leaders" are the sides'; an armed group has no foreign minister.
    """
    if not contact.unnamed or contact.actors:
        return False
    if not contact.collective:
        return True
    groups = {party.id for party in doc.parties if party.type != "state"}
    words = doc.text[contact.start : contact.end]
    return bool(sides & groups) and bool(_OF_STATES.search(words))


def tells_a_plan(contact: Contact, date_: str | None, group: str | None) -> bool:
    """Whether it is told for a day or a place: "ministers will meet" alone is nothing to ask about."""
    return group in ("future", "off") and (date_ is not None or contact.place is not None)


def fits(draft: Draft, contact: Contact, date_: str | None, group: str | None) -> bool:
    """Whether a meeting of nobody named is the one that a mention tells again: its day or its place, and no other."""
    if group and draft.group and group != draft.group and "past" in (group, draft.group):
        return False
    return _agree(draft, date_, {contact.place.name} if contact.place else set())


def joined(drafts: list[Draft]) -> list[Draft]:
    """The drafts, where one without names is what another tells with names: their mentions together."""
    out = [draft for draft in drafts if not draft.unnamed]
    for blank in (draft for draft in drafts if draft.unnamed):
        places = {place.name for place in blank.places}
        named = (d for d in out if not d.unnamed and not d.internal and len(d.parties) > 1 and d.group == blank.group)
        told = next((d for d in named if _agree(d, blank.edtf, places)), None)
        if told is None:
            out.append(blank)
            continue
        told.contacts += blank.contacts
        told.dates += blank.dates
        told.places += blank.places
        told.statuses[:0] = blank.statuses
    return out


def _agree(draft: Draft, date_: str | None, places: Iterable[str]) -> bool:
    """Whether day and place agree as far as both say them, and both say one of them."""
    mine = {place.name for place in draft.places}
    theirs = set(places)
    if mine and theirs and not mine & theirs:
        return False
    if date_ and draft.edtf:
        return edtf.overlap(date_, draft.edtf)
    return bool(mine & theirs)
