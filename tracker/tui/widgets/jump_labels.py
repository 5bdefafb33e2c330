"""Labels of one or two letters on the rows in view: typing one puts the cursor there."""

from typing import Final

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


def labels(count: int) -> list[str]:
    """As many labels, none the beginning of another: one letter each, or two where there are more rows than letters."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return [one + two for one in LETTERS for two in LETTERS][:count]


class JumpLabels:
    """The labels on the rows in view, and what of one has been typed.

    Args:
        first: the row of the first label.
        count: how many rows have one.
    """

    def __init__(self, first: int, count: int) -> None:
        self.typed = ""
        self._rows = {label: first + number for number, label in enumerate(labels(count))}
        self._labels = {row: label for label, row in self._rows.items()}

    def of(self, row: int) -> str:
        """The label of a row; empty where it has none, or none that what was typed leads to."""
        label = self._labels.get(row, "")
        return label if label.startswith(self.typed) else ""

    def type(self, letter: str) -> int | None:
        """Type a letter: the row that is meant, or None where another letter is needed.

        Raises:
            KeyError: where no label goes on so.
        """
        typed = self.typed + letter
        if typed in self._rows:
            return self._rows[typed]
        if not any(label.startswith(typed) for label in self._rows):
            raise KeyError(letter)
        self.typed = typed
        return None
