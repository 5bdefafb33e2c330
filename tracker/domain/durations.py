"""How long something took: ISO 8601 as a person reads it."""

import re
from typing import Final

_PARTS: Final = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS: Final = ("week", "day", "hour", "minute", "second")


def shown(iso: str) -> str:
    """An ISO 8601 duration in words: "PT1H20M" is "1 hour 20 minutes"; anything else as it is."""
    parts = _PARTS.fullmatch(iso)
    if parts is None:
        return iso
    counts = [(int(count), unit) for count, unit in zip(parts.groups(), _UNITS, strict=True) if count]
    return " ".join(f"{count} {unit}" + ("s" if count != 1 else "") for count, unit in counts) or iso
