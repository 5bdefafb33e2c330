"""Source chains: the outlets and voices that a fact came by, and its origin, which is what is counted.

The origin is the innermost outlet, agency or document of a chain, never the voice: two officials quoted by one outlet
are one origin. A fact that the record gives no chain for (a meeting, a person) came by the chain of what is said
around it.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence

from tracker.domain.record import AssessmentFact, ClaimFact, Evidence, PositionFact, Record
from tracker.store.journal import Write
from tracker.store.queries import evidence as stored

# What tells a person or an unnamed voice from an outlet: a lower-case beginning, a number, or one of these words.
_VOICE = re.compile(
    r"^[a-z0-9]|(?i:\b(?:officials?|sources?|spokes\w+|diplomats?|aides?|advis[eo]rs?|ministers?|president|"
    r"ministry|kremlin|"
    r"white house|government|leaders?|negotiators?|envoys?|members?|people|witnesses?|analysts?|experts?|statement)\b)"
)


def outlets_of(
    links: Sequence[str], fact: PositionFact | AssessmentFact | ClaimFact, names: set[str], publisher: str | None
) -> list[str]:
    """The chain without its voice: the publisher and the outlets it cites, outermost first.

    Args:
        links: the chain as the record has it.
        fact: whose chain it is.
        names: case-folded names of the persons and parties of the article, which are no outlets.
        publisher: the article's publisher.
    """
    if not links:
        return []
    last = links[-1]
    own_voice = isinstance(fact, PositionFact) and fact.attribution_status in ("publication_voice", "document")
    own_voice = own_voice or (isinstance(fact, AssessmentFact) and fact.kind == "media_evaluation")
    is_first = len(links) == 1 and publisher is not None and last.casefold() == publisher.casefold()
    is_voice = (
        last.casefold() in names or bool(_VOICE.search(last)) or (fact.speaker is not None and fact.speaker == last)
    )
    if is_first or (own_voice and last.casefold() not in names):
        return list(links)
    if is_voice or (fact.speaker is not None and len(links) > 1 and not own_voice):
        return list(links[:-1])
    return list(links)


class ChainBook:
    """The chains of one article's record, made in the store as they are needed."""

    def __init__(
        self, connection: sqlite3.Connection, write: Write, record: Record, text: str, publisher: str | None
    ) -> None:
        """Read the record's own chains; nothing is written yet."""
        self._connection = connection
        self._write = write
        self._publisher = publisher or record.article.publisher
        self._text = text
        self._names = {name.casefold() for person in record.persons for name in (person.name, *person.aliases)}
        self._names |= {name.casefold() for party in record.parties for name in (party.name, party.id)}
        self._known: dict[tuple[str, ...], int] = {}
        self._paragraphs: list[tuple[int, int, str]] = []
        cited: Counter[str] = Counter()
        statements: list[PositionFact | AssessmentFact] = [*record.positions, *record.assessments]
        for fact in statements:
            outlets = outlets_of(fact.chain, fact, self._names, self._publisher)
            innermost = outlets[-1] if outlets else ""
            own = not innermost or innermost.casefold() == (self._publisher or "").casefold()
            cited["" if own else innermost] += 1
            for span in fact.evidence[:1]:
                if not own:
                    start, end = self._paragraph(span.start)
                    self._paragraphs.append((start, end, innermost))
        self._main = ""
        if cited:
            name, count = cited.most_common(1)[0]
            self._main = name if count * 2 >= cited.total() else ""

    def of_fact(self, fact: PositionFact | AssessmentFact | ClaimFact) -> int | None:
        """The chain of what somebody says; None where the record has none and the article no publisher."""
        links = tuple(fact.chain)
        if not links:
            return self.around(fact.evidence)
        outlets = outlets_of(links, fact, self._names, self._publisher)
        return self._chain(links, outlets[-1] if outlets else None)

    def around(self, evidence: Sequence[Evidence]) -> int | None:
        """The chain of a fact that names none: by the outlet cited in its paragraph, else the one re-reported."""
        outlet = self._main
        for span in evidence[:1]:
            cited = [name for start, end, name in self._paragraphs if start <= span.start < end]
            if cited:
                outlet = Counter(cited).most_common(1)[0][0]
        links = tuple(link for link in (self._publisher, outlet) if link)
        return self._chain(links, links[-1]) if links else None

    def _paragraph(self, at: int) -> tuple[int, int]:
        start = self._text.rfind("\n\n", 0, at) + 1
        end = self._text.find("\n\n", at)
        return start, len(self._text) if end < 0 else end

    def _chain(self, links: tuple[str, ...], origin: str | None) -> int:
        if links not in self._known:
            words = json.dumps(list(links), ensure_ascii=False)
            known = stored.chain_id(self._connection, words)
            if known is None:
                source = self.source(origin) if origin else None
                known = self._write.insert("chain", links=words, origin=source)
            self._known[links] = known
        return self._known[links]

    def source(self, name: str) -> int:
        """The source of this name, made where it is new."""
        known = stored.source_id(self._connection, name)
        return known if known is not None else self._write.insert("source", name=name)
