"""Words of judgement in a text, by class (lexicons/tone.toml)."""

import re

from tracker.extraction.wording import cached, table

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@cached
def _lists() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First word -> [(class, the whole entry as words)], of the judging classes."""
    out: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, text in table("tone").items():
        for entry in str(text).split():
            parts = tuple(entry.split("_"))
            out.setdefault(parts[0], []).append((name, parts))
    return out


def judging_words(text: str) -> list[tuple[str, int, int]]:
    """(class, start, end) of every word of judgement in `text`, offsets in `text`."""
    matches = list(_WORD.finditer(text))
    lower = [match.group().lower() for match in matches]
    found = []
    for at, word in enumerate(lower):
        for name, parts in _lists().get(word, ()):
            if tuple(lower[at : at + len(parts)]) == parts:
                found.append((name, matches[at].start(), matches[at + len(parts) - 1].end()))
    return found
