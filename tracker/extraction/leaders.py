"""Who meets at a summit that names its sides alone: the one leader of each that the article names."""

from datetime import date

from tracker.domain import edtf
from tracker.domain.record import PersonFact
from tracker.extraction.actors import Actor
from tracker.extraction.document import Document
from tracker.extraction.draft import Draft
from tracker.extraction.levels import is_leader

_TERM = 200  # days: an older summit may have been that of others who held the office


def add_leaders(doc: Document, drafts: list[Draft]) -> None:
    """As in "the summit with Peru", in an article that names one president of Peru: the president is expected there."""
    leaders: dict[str, list[PersonFact]] = {}
    for person in doc.persons:
        if person.party and is_leader(person):
            leaders.setdefault(person.party, []).append(person)
    for draft in drafts:
        if draft.level != "leader" or len(draft.parties) != 2 or _of_old(draft, doc.published):
            continue
        present = {person.party for person in doc.persons if person.id in draft.persons}
        for party in sorted(draft.parties - present):
            known = leaders.get(party, [])
            if len(known) == 1:
                at = draft.contacts[0].start
                draft.actors.setdefault(known[0].id, Actor(known[0].id, party, at, at))


def _of_old(draft: Draft, published: date | None) -> bool:
    """Whether the summit lies so far back, or is told as one of several before, that others may have met."""
    words = {t.lower_ for c in draft.contacts for t in c.trigger.children} & {"previous", "earlier", "past", "two"}
    last = edtf.last_day(draft.edtf)
    return bool(words) or (published is not None and last is not None and (published - last).days > _TERM)
