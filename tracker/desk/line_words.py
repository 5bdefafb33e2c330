"""The words of a typed line: what each keyword begins, for each kind of fact, and how a day or a name is known."""

import re
from collections.abc import Mapping
from typing import Final

WORDS: Final = "words of the article"
PEOPLE: Final = "people"
TOLD_BY: Final = "told_by"
KNOWN_SINCE: Final = "known_since"
ABOUT: Final = "about"
"""What a part can be besides a field of the kind: its `field` is one of these."""

# What a kind may be shortened to where its beginning alone is not enough.
SHORT_KINDS: Final = {"p": "position", "a": "assessment", "m": "meeting", "t": "track", "v": "venue", "w": "attendance"}
KEYWORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "": {"src": TOLD_BY, "since": KNOWN_SINCE, "note": "note"},
    "meeting": {
        "@": "venue", "at": "venue", "on": "date", "with": PEOPLE, "for": "duration", "if": "condition", "re": "issues",
        "part": "parent",
    },
    "position": {
        "of": "holder_person", "by": "speaker", "to": "target", "if": "conditions", "on": "said_date",
        "says": "speaker",
    },
    "assessment": {"by": "speaker", "about": ABOUT, "of": "party"},
    "attendance": {"at": "meeting", "with": "person", "of": "side"},
    "person": {"as": "roles", "aka": "aliases", "of": "party"},
    "venue": {"in": "locality", "at": "locality", "@": "locality"},
    "track": {"called": "name"},
    "party": {},
}  # fmt: skip
PARTIES: Final = {
    "meeting": ("parties",), "track": ("parties",), "position": ("holder_party", "target"), "assessment": ("party",),
    "person": ("party",), "attendance": ("side",),
}  # fmt: skip
NAMES: Final = {"person": "name", "party": "name", "venue": "name", "attendance": "person"}
DATES: Final = {"meeting": "date", "position": "said_date"}
LISTS: Final = {"parties": ", ", "target": ", ", PEOPLE: ", ", "roles": "; ", "aliases": "; ", "conditions": "; ",
                 "issues": "; "}  # fmt: skip
NAMED: Final = frozenset({"venue", "locality", PEOPLE, "speaker", "holder_person", "person"})
"""Parts that are names, which no day is part of."""
ONE_WORD: Final = frozenset({"choice", "issue", "duration", "party", "meeting", "day"})
FREE: Final = frozenset({"name", "note", "words", "roles", "aliases", "locality"})
"""Fields whose text may begin with a word that begins a part elsewhere ("name: of the Hague")."""
DAY_BEGINS: Final = re.compile(
    r"\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|yes|tod|tomo|last|next)"
    r"|(?:in|this|the|a|an|two|three)\Z"
)
SURELY_DAY: Final = re.compile(
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|(?:last|next|in)\Z"
)
"""How a day begins that no name is like: a name ends before it ("@ Geneva 23 Nov", but "with Theresa May")."""
PLACED: Final = frozenset({"meeting"})
"""Kinds of which "in Geneva" says the place."""
HINTS: Final = {
    "meeting": "a place follows @, people follow “with”",
    "position": "a person follows “by”, words stand in quotation marks",
    "assessment": "a person follows “by”, words stand in quotation marks",
}
