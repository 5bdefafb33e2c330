"""The codes of a terminal's colours and attributes (SGR): what they set, and the shortest way from one to another."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def change(before: str, after: str) -> str:
    """The sequence that leads from one state to another, each given by the codes that make it from nothing."""
    if not after:
        return "\x1b[0m"
    anew = f"\x1b[0;{after}m" if before else f"\x1b[{after}m"
    was, now = state(before), state(after)
    if was is None or now is None or (was[1] and not now[1]) or (was[2] and not now[2]):
        return anew
    ends = was[0] - now[0]
    if ends - _ENDS.keys() or ({"1", "2"} & ends and {"1", "2"} & now[0]):
        return anew
    codes = [_ENDS[code] for code in sorted(ends)]
    codes += sorted(now[0] - was[0])
    codes += [new for old, new in zip(was[1:], now[1:], strict=True) if new != old]
    change = f"\x1b[{';'.join(codes)}m" if codes else ""
    return change if len(change) < len(anew) else anew


_ENDS = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends an attribute, where nothing else needs to be set anew for it."""


@lru_cache(maxsize=4096)
def state(codes: str) -> tuple[frozenset[str], str, str] | None:
    """(attributes, foreground, background) that codes set; None where they do something else."""
    attributes, foreground, background = set[str](), "", ""
    parts = iter(codes.split(";") if codes else ())
    for code in parts:
        if code in ("38", "48"):
            form = next(parts, "")
            size = {"2": 3, "5": 1}.get(form)
            if size is None:
                return None
            colour = ";".join((code, form, *(next(parts, "") for _ in range(size))))
            if code == "38":
                foreground = colour
            else:
                background = colour
        elif len(code) == 1 and code in "123456789":
            attributes.add(code)
        elif code[:1] in ("3", "9") and len(code) == 2:
            foreground = code
        elif (code[:1] == "4" and len(code) == 2) or (code[:2] == "10" and len(code) == 3):
            background = code
        else:
            return None
    return frozenset(attributes), foreground, background
