"""Numbered sources under a report in Markdown, and text from outside that may stand in one."""

import re
from dataclasses import dataclass, field

from tracker.desk.facts import evidence_of
from tracker.desk.views import EvidenceView
from tracker.domain import edtf
from tracker.store.database import Database

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def safe(text: str) -> str:
    """Text from outside, on one line, so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


@dataclass(slots=True)
class Sources:
    """The numbered list of sources: one number an article and chain; `lines` are its lines, in the order cited.

    `until` is an ISO day: what was published after it is not cited.
    """

    db: Database
    until: str | None = None
    lines: list[str] = field(default_factory=list)
    _numbers: dict[tuple[int, tuple[str, ...]], int] = field(default_factory=dict)

    def cite(self, kind: str, fact: int, most: int = 2) -> str:
        """The marks of a fact's first sources: "[1][2]"; "(typed)" where no article says it."""
        marks: dict[str, None] = {}
        for one in evidence_of(self.db.read, kind, fact):
            if self.until is not None and (one.published or "") > self.until:
                continue
            marks[self.mark(one)] = None
            if len(marks) == most:
                break
        return "".join(marks) or "(typed)"

    def mark(self, one: EvidenceView) -> str:
        """The mark of one piece of evidence: "[3]"."""
        key = (one.article, one.chain)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            chain = " ← ".join(one.chain) or one.origin or ""
            day = f", {edtf.shown(one.published)}" if one.published else ", no date"
            judged = f" (reliability {one.reliability})" if one.reliability else ""
            self.lines.append(f"{self._numbers[key]}. {safe(chain)}: {safe(one.article_title)}{day}{judged}")
        return f"[{self._numbers[key]}]"
