"""Which fields of an annotated record count, what typing them into a spreadsheet costs, and where a file differs.

The fields are the same on both sides: in the spreadsheet each is a cell that is typed, in the app each has to be right
in the end. Not counted on either: ids, offsets, the words of evidence, chains of sources beyond the voice, other ways
to write a name, sessions' parents, and the track of a meeting (it follows from its parties).
"""

import re
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

Record = dict[str, Any]
KINDS = ("parties", "persons", "venues", "tracks", "meetings", "positions", "assessments")
SPREADSHEET_REPEAT = 3
"""Keys for a text that stands in the sheet already: its beginning and tab."""


def core(records: Iterable[Record]) -> list[Record]:
    """The records (or rows of attendance) that an annotator requires."""
    return [one for one in records if one.get("tier", "core") == "core"]


def top(issue: str | None) -> str:
    """The issue without its finer part, which no measure compares."""
    return (issue or "").split("/")[0]


# ---------------------------------------------------------------- the spreadsheet


def sheet_keys(gold: Record) -> dict[str, int]:
    """Keys, by list of the contract, to type the core records of one article into a new sheet.

    One row a record, one column a field: a key a character and one a cell (tab or enter); a text that stands in the
    sheet already costs three. An empty cell costs its tab as well where a filled one follows it in the row; the rest of
    the row costs nothing. Several values in one cell have one key between them. People who attend stand in one cell of
    their meeting; a status or role of theirs is typed only where it is not the meeting's usual.
    """
    seen: set[str] = set()
    found = {}
    for kind in KINDS:
        keys = 0
        for record in core(gold.get(kind, [])):
            cells = list(_CELLS[kind](record, gold))
            while cells and not cells[-1]:
                cells.pop()
            for values in cells:
                keys += 1 + max(0, len(values) - 1)
                for text in values:
                    keys += min(SPREADSHEET_REPEAT, len(text)) if text in seen else len(text)
                    seen.add(text)
        found[kind] = keys
    return found


def _texts(*values: Any) -> list[str]:
    return [str(one) for one in values if one]


def _name(gold: Record, person: str | None) -> str | None:
    return next((one["name"] for one in gold["persons"] if one["id"] == person), person)


def _about(record: Record, gold: Record) -> str | None:
    """What an assessment is about, in the shortest words of a sheet: the parties of the track or of the meeting."""
    for one in [*gold["tracks"], *gold["meetings"]]:
        if one["id"] == record.get("about"):
            return "-".join(one["parties"])
    return None


def said(position: Record, gold: Record) -> str | None:
    """The day of an utterance; None where the text gives none, however the annotator wrote that (GUIDELINE 3.5)."""
    day: str | None = position.get("said_date")
    return None if day == f"/{gold['article'].get('published')}" else day


def usual_status(meeting: Record) -> str:
    """The attendance that a meeting's status says."""
    status = meeting.get("status")
    if status in ("held", "ongoing"):
        return "present"
    return "conditional" if status == "conditional" else "expected"


def _attended(meeting: Record, gold: Record) -> list[str]:
    found = []
    for one in core(meeting.get("attendance", [])):
        found += _texts(_name(gold, one["person"]))
        if one["status"] != usual_status(meeting):
            found.append(one["status"])
        if one.get("delegation_role") == "head":
            found.append("head")
    return found


_CELLS: dict[str, Callable[[Record, Record], Iterable[list[str]]]] = {
    "parties": lambda r, g: (_texts(r["name"]), _texts(r["type"])),
    "persons": lambda r, g: (_texts(r["name"]), _texts(r.get("party")), _texts(*r.get("roles", []))),
    "venues": lambda r, g: (
        _texts(r["name"]),
        _texts(r["precision"]),
        _texts(r.get("locality")),
        _texts(r.get("country")),
    ),
    "tracks": lambda r, g: (_texts(*r["parties"]), _texts(r["level"])),
    "meetings": lambda r, g: (
        _texts(*r["parties"]),
        _texts(r["kind"]),
        _texts(r["status"]),
        _texts(r.get("date")),
        _texts(next((v["name"] for v in g["venues"] if v["id"] == r.get("venue")), None)),
        _texts(r.get("mode")),
        _texts(r.get("format")),
        _texts(r.get("duration")),
        _texts(r.get("condition")),
        _texts(*dict.fromkeys(top(one) for one in r.get("issues", []))),
        _attended(r, g),
    ),
    "positions": lambda r, g: (
        _texts(r["holder_party"]),
        _texts(_name(g, r.get("holder_person"))),
        _texts(_name(g, r.get("speaker"))),
        _texts(top(r["issue"])),
        _texts(r["stance"]),
        _texts(*r.get("target", [])),
        _texts(*(r.get("conditions") or [])),
        _texts(said(r, g)),
        _texts(r["attribution_status"]),
        _texts(r["quote"]),
    ),
    "assessments": lambda r, g: (
        _texts(r["kind"]),
        _texts(*r["values"]),
        _texts(r["polarity"]),
        _texts(_about(r, g)),
        _texts(_name(g, r.get("speaker"))),
        _texts(r.get("party")),
    ),
}


# ---------------------------------------------------------------- what differs


def alike(one: str, other: str) -> bool:
    """Free text that says the same: token F1 of 0.6 (GUIDELINE 9)."""
    mine, theirs = _tokens(one), _tokens(other)
    if not mine or not theirs:
        return mine == theirs
    common = len(mine & theirs)
    return 2 * common / (len(mine) + len(theirs)) >= 0.6


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def texts_alike(golds: Iterable[str], found: Iterable[str]) -> bool:
    """As many texts, and each of gold's has one that says the same; or all of them together do."""
    want, have = list(golds), list(found)
    if alike(" ".join(want), " ".join(have)):
        return True
    return len(want) == len(have) and all(any(alike(one, other) for other in have) for one in want)


class Differences:
    """Where a matched record of the file is not yet gold's.

    Args:
        score: the module score.py.
        gold: the annotated record.
        found: the file's, with party ids as gold's (score.name_parties_alike).
        coalitions: as that function returned them.
        pairs: gold id -> the record of the file that it is matched with, of persons, venues, tracks, meetings.
    """

    def __init__(
        self, score: ModuleType, gold: Record, found: Record, coalitions: Any, pairs: dict[str, Record]
    ) -> None:
        self.score, self.gold, self.found, self.coalitions, self.pairs = score, gold, found, coalitions, pairs
        self.people = score.by_id(gold["persons"])

    def of(self, kind: str, gold: Record, mine: Record) -> list[str]:
        """The fields that differ, as they are called in the app (`people` for who attends)."""
        return [name for name, same in self._checks(kind, gold, mine) if not same]

    def _checks(self, kind: str, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        plain = {
            "parties": ("type",),
            "persons": ("party",),
            "venues": ("precision", "country"),
            "meetings": ("kind", "status", "mode", "format"),
            "positions": ("holder_party", "stance", "attribution_status", "quote"),
            "assessments": ("kind", "polarity", "party"),
        }.get(kind, ())
        yield from ((name, (g.get(name) or None) == (m.get(name) or None)) for name in plain)
        yield from getattr(self, f"_{kind}")(g, m)

    def _parties(self, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        return ()

    def _persons(self, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        yield "name", bool(self.score.person_match(g, m))
        yield "roles", texts_alike(g.get("roles", []), m["roles"])

    def _venues(self, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        yield "name", self.score.place_match(g, m) == 1
        yield "locality", self.score.fold(g.get("locality")) == self.score.fold(m.get("locality"))

    def _tracks(self, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        accepted = [g["parties"], *g.get("accept_parties", [])]
        mine = self.score.expand(m["parties"], self.coalitions)
        yield "parties", any(self.score.expand(one, self.coalitions) == mine for one in accepted)
        yield "level", m["level"] in [g["level"], *g.get("accept_levels", [])]

    def _meetings(self, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        score = self.score
        yield "parties", score.expand(g["parties"], self.coalitions) == score.expand(m["parties"], self.coalitions)
        yield "date", score.date_score(g.get("date"), m.get("date"), g.get("accept_dates", [])) == 1
        yield "venue", self._same_venue(g.get("venue"), m.get("venue"))
        yield "duration", score.minutes(g.get("duration")) == score.minutes(m.get("duration"))
        yield "condition", alike(g.get("condition") or "", m.get("condition") or "")
        yield "issues", {top(one) for one in g.get("issues", [])} == {top(one) for one in m["issues"]}
        yield "people", not any(self.people_differ(g, m))

    def _same_venue(self, gold: str | None, mine: str | None) -> bool:
        if not gold or not mine:
            return not gold and not mine
        wanted = next((one for one in self.gold["venues"] if one["id"] == gold), {"name": gold})
        have = next((one for one in self.found["venues"] if one["id"] == mine), {"name": mine})
        return self.pairs.get(gold, {}).get("id") == mine or self.score.place_match(wanted, have) == 1

    def people_differ(self, g: Record, m: Record) -> tuple[list[Record], list[Record], list[tuple[Record, Record]]]:
        """Rows of attendance that are missing, too many, and (gold's, ours) of another status or role."""
        missing, changed = [], []
        left = list(m["attendance"])
        for one in g.get("attendance", []):
            hit = next((row for row in left if self.same_person(one["person"], row["person"])), None)
            if hit is not None:
                left.remove(hit)
                head = one.get("delegation_role") == "head"
                right = one["status"] == hit["status"] and head == (hit["delegation_role"] == "head")
                if not right and self._is_core(one, g):
                    changed.append((one, hit))
            elif self._is_core(one, g):
                missing.append(one)
        return missing, left, changed

    @staticmethod
    def _is_core(row: Record, meeting: Record) -> bool:
        return row.get("tier", meeting.get("tier", "core")) == "core"

    def same_person(self, gold: str | None, mine: str | None) -> bool:
        """True where both name one person, the same words of somebody unnamed, or nobody."""
        if not gold or not mine:
            return not gold and not mine
        if gold in self.people:
            person = next((one for one in self.found["persons"] if one["id"] == mine), None)
            called = person if person is not None else {"name": mine}
            return bool(self.score.person_match(self.people[gold], called))
        if mine.startswith("person:"):
            return False
        return bool(self._voice(gold) == self._voice(mine))

    def _voice(self, words: str) -> str:
        return self.score.voice({"speaker": words}, {})

    def _positions(self, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        yield "issue", top(m["issue"]) in {top(one) for one in [g["issue"], *g.get("accept_issues", [])]}
        yield "holder_person", self.same_person(g.get("holder_person"), m.get("holder_person"))
        yield "speaker", self.same_person(g.get("speaker"), m.get("speaker"))
        yield "target", set(g.get("target", [])) == set(m["target"])
        yield "conditions", texts_alike(g.get("conditions") or [], m["conditions"])
        yield "said_date", self.score.date_score(said(g, self.gold), said(m, self.gold)) == 1

    def _assessments(self, g: Record, m: Record) -> Iterable[tuple[str, bool]]:
        yield "speaker", self.same_person(g.get("speaker"), m.get("speaker"))
        yield "words", texts_alike(g["values"], m["values"])
        yield "about", self._same_matter([g.get("about"), *g.get("accept_about", [])], m.get("about"))

    def _same_matter(self, golds: list[str | None], mine: str | None) -> bool:
        """The same meeting or track, one of the same track, or of the same parties (GUIDELINE 9.6)."""
        have = self.with_track(mine, self.found)
        for gold in golds:
            wanted = {self.pairs[one]["id"] for one in self.with_track(gold, self.gold) if one in self.pairs}
            if wanted & have or self.matter(gold, self.gold) == self.matter(mine, self.found):
                return True
        return False

    @staticmethod
    def with_track(about: str | None, record: Record) -> set[str]:
        """A meeting and its track; a track alone."""
        track = next((one.get("track") for one in record["meetings"] if one["id"] == about), None)
        return {one for one in (about, track) if one}

    def matter(self, about: str | None, record: Record) -> tuple[str, ...]:
        """The parties of a meeting or track."""
        for one in [*record["tracks"], *record["meetings"]]:
            if about is not None and one["id"] == about:
                return tuple(sorted(self.score.expand(one["parties"], self.coalitions)))
        return ()
