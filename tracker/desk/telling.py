"""Which words tell a value: the sentence that says "five hours", and not the first that tells of the meeting."""

from tracker.desk.typed_durations import parse
from tracker.domain.names import fold

_LONGEST = 5  # words of a duration: "two hours and 20 minutes"


def names(words: str, value: str) -> bool:
    """True where the words say the value: a duration in any form, else as it is written, case and accents aside.

    Args:
        words: of an article.
        value: as stored: "PT5H", "Geneva".
    """
    if not value.startswith("P") or not value[1:2].isalnum() or not any(letter.isdigit() for letter in value):
        return fold(value) in fold(words)
    parts = words.replace("-", " ").replace(",", " ").rstrip(".").split()
    return any(
        _duration(" ".join(parts[at : at + count])) == value
        for at in range(len(parts))
        for count in range(_LONGEST, 0, -1)
    )


def _duration(words: str) -> str | None:
    try:
        return parse(words)
    except ValueError:
        return None
