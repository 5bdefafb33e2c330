"""What an article without a title is called: its first words."""

from typing import Final

from tracker.domain.cleaning import one_line

LONGEST: Final = 64


def headline(text: str) -> str:
    """The first line of `text` that has words, cut after some sixty characters; empty where there is none.

    Args:
        text: the article from its body on; only its beginning is looked at.
    """
    lines = (one_line(line) for line in text[:1_000].splitlines())
    first = next((line for line in lines if line), "")
    if len(first) <= LONGEST:
        return first
    cut = first[:LONGEST].rpartition(" ")[0] or first[:LONGEST]
    return cut.rstrip(",;:") + "…"
