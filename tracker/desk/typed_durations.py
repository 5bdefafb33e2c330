"""Durations as people type them ("5h", "1h20", "90 min", "two days") as ISO 8601 ("PT5H")."""

import re

_ISO = re.compile(r"P(?=.)(?:\d+W|(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)\Z")
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_WORDS |= {"nine": 9, "ten": 10, "half": 0}
_UNITS = {"d": "D", "day": "D", "h": "H", "hr": "H", "hour": "H", "m": "M", "min": "M", "minute": "M"}
_PART = re.compile(
    r"(\d+(?=\s*[a-z])|\b[a-z]+(?=\s))\s*(days?|d|hours?|hrs?|h|minutes?|mins?|m)(?=\d|\s|\Z|,)", re.IGNORECASE
)


def parse(text: str) -> str | None:
    """The ISO 8601 duration that `text` means; None where it is empty.

    Raises:
        ValueError: with one sentence for the person.
    """
    words = " ".join(text.split())
    if not words:
        return None
    if _ISO.match(words.upper()):
        return words.upper()
    compact = re.fullmatch(r"(\d+)\s*(?:h|:)\s*(\d{1,2})", words, re.IGNORECASE)
    if compact and int(compact[2]) < 60:
        minutes = f"{int(compact[2])}M" if int(compact[2]) else ""
        return f"PT{int(compact[1])}H{minutes}"
    if words.lower() in ("half an hour", "half hour"):
        return "PT30M"
    found: dict[str, int] = {}
    rest = words
    for match in _PART.finditer(words):
        number = int(match[1]) if match[1].isdigit() else _WORDS.get(match[1].lower())
        if number is None:
            break
        unit = _UNITS[match[2].lower().removesuffix("s") if len(match[2]) > 1 else match[2].lower()]
        found[unit] = found.get(unit, 0) + number
        rest = rest.replace(match[0], " ", 1)
    if not found or re.sub(r"\band\b|,", " ", rest).strip():
        raise ValueError(f"“{text.strip()}” is not a duration: write 5h, 1h20, 90 min or 2 days.")
    days = f"{found['D']}D" if found.get("D") else ""
    time = "".join(f"{found[unit]}{unit}" for unit in ("H", "M") if found.get(unit))
    return f"P{days}{'T' + time if time else ''}"
