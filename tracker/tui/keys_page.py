"""`python -m tracker.tui.keys_page`: the page of docs that lists every key, made of the registry."""

from collections.abc import Iterator
from itertools import groupby

from tracker.tui.actions import ACTIONS, glyph, keys_of

_HEAD = """# Keys

Made of the registry by `python -m tracker.tui.keys_page`; the help in the app (`?`) has the same, for the screen one is
on. Where a key cannot act it says why.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    groups = sorted(ACTIONS, key=lambda one: [other.group for other in ACTIONS].index(one.group))
    for group, actions in groupby(groups, key=lambda one: one.group):
        yield f"## {group}\n"
        yield "| Key | What it does |"
        yield "| --- | --- |"
        for one in actions:
            keys = " ".join(f"`{glyph(key)}`" for key in keys_of(one.id)) or "(palette)"
            yield f"| {keys} | {one.label}: {one.sentence} |"
        yield ""


if __name__ == "__main__":
    print(page(), end="")
