"""Labels of single clauses in articles that have no whole annotation: more negotiations for the weights to learn from.

labels/TASK.tsv has one line a clause: the first 16 hex digits of the article's SHA-256, start, end, holder (of a
position) and + (it is one), - (it is none) or ? (left open). There is no text in it; labels/README.md says how they
were made.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "labels"
DIGITS = 16
_ALIKE = 0.5  # a label holds for a clause that shares at least half of their union


@dataclass(frozen=True)
class Label:
    """One labelled clause; `is_one` is None where it was left open."""

    start: int
    end: int
    holder: str
    is_one: bool | None


class Labels:
    """The labels of one task, "position" or "assessment", by article."""

    def __init__(self, task: str) -> None:
        """Read labels/TASK.tsv; none where there is no such file."""
        self._by_article: dict[str, list[Label]] = defaultdict(list)
        path = FOLDER / f"{task}s.tsv"
        for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
            article, start, end, holder, mark = line.split("\t")
            self._by_article[article].append(Label(int(start), int(end), holder, {"+": True, "-": False}.get(mark)))

    def of(self, data: bytes) -> list[Label]:
        """The labels of the article with these bytes."""
        return self._by_article.get(hashlib.sha256(data).hexdigest()[:DIGITS], [])


def label_of(labels: list[Label], start: int, end: int, holder: str = "") -> bool | None:
    """What the label nearest to [start, end) of this holder says; None where none is near, or it was left open."""

    def alike(label: Label) -> float:
        shared = min(label.end, end) - max(label.start, start)
        return shared / (max(label.end, end) - min(label.start, start))

    near = [label for label in labels if label.holder == holder and alike(label) >= _ALIKE]
    return max(near, key=alike).is_one if near else None
