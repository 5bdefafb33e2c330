"""Blotting a name out of texts: every letter of it becomes a block, so that no offset moves. Pure."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

BLOT: Final = "█"

# Between the words of a name: what stands there in prose, in file names and in web addresses.
_BETWEEN = r"(?:[\s_\-+.,·’'\"]|%20){1,4}"
_LETTER = r"[^\W_]"
_LONG = 5  # letters of a name that is looked for in any case in addresses and file names

# Where no prose stands, only words of ours and numbers: a person may be called Young or May, a state may not.
_OURS: Final = frozenset(
    {
        "kind", "tbl", "table", "state", "status", "level", "rule", "relation", "mode", "format", "field",
        "type", "precision", "extractor", "encoding", "language", "polarity", "stance", "quote",
        "attribution_status", "decision", "delegation_role", "date", "first_day", "last_day", "published",
        "sha256", "published_basis", "date_basis", "ingested", "at", "set_on", "typed_on", "known_since",
        "decided_on", "resolved_on", "duration", "country", "code", "reliability", "said_date",
        "reported_date", "fidelity", "parties_key", "finished"
    }
)  # fmt: skip
_IN_SMALL_LETTERS: Final = frozenset({"key", "folded", "local_id"})
_ADDRESSES: Final = frozenset({"url", "file"})


class Blotter:
    """Blots some names out of the texts of a file.

    A name of several words is found in any case and however its words are joined. A single word is found as it is
    written, and in capitals: "may" is no Mrs May.

    Args:
        names: every form of the name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        words = {tuple(re.findall(rf"{_LETTER}+", name)) for name in names} - {()}
        several = {_BETWEEN.join(map(re.escape, one)) for one in words if len(one) > 1}
        single = {one[0] for one in words if len(one) == 1}
        written = {re.escape(form) for one in single for form in (one, one.capitalize(), one.upper())}
        self._several = _pattern(several, re.IGNORECASE)
        self._written = _pattern({form for form in written if not form.islower()}, 0)
        self._folded = _pattern({re.escape(one) for one in single}, re.IGNORECASE)
        self._long = _pattern({re.escape(one) for one in single if len(one) >= _LONG}, re.IGNORECASE)

    def prose(self, text: str) -> str:
        """A text as people write it, the names blotted out, as long as before."""
        return _blot(self._written, _blot(self._several, text))

    def cell(self, column: str, text: str) -> str:
        """The text of a column of this name: prose, an object in JSON, a name in small letters, an address."""
        if column in _OURS:
            return text
        if column in _IN_SMALL_LETTERS:
            return _blot(self._folded, _blot(self._several, text))
        if column in _ADDRESSES:
            return _blot(self._long, self.prose(text))
        if text.startswith("{"):
            try:
                found = json.loads(text)
            except ValueError:
                return self.prose(text)
            changed = self._value("", found)
            return text if changed == found else json.dumps(changed, ensure_ascii=False, sort_keys=True)
        return self.prose(text)

    def _value(self, key: str, value: Any) -> Any:
        if isinstance(value, str):
            return self.cell(key, value)
        if isinstance(value, list):
            return [self._value(key, one) for one in value]
        if isinstance(value, dict):
            return {name: self._value(name, one) for name, one in value.items()}
        return value


def _pattern(forms: Iterable[str], flags: int) -> re.Pattern[str] | None:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    if not longest_first:
        return None
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(longest_first)})(?!{_LETTER})", flags)


def _blot(pattern: re.Pattern[str] | None, text: str) -> str:
    return pattern.sub(lambda match: re.sub(_LETTER, BLOT, match[0]), text) if pattern else text
