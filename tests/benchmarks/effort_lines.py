"""The shortest line that a practised person would type into the quick line to make or change one fact.

Nothing is assumed of how a line is read: every candidate is handed to the app's own reading (`desk.quick.understand`),
and the shortest that makes the field right, and no other field wrong, is taken.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.benchmarks.effort_candidates import SINGLE, Candidates
from tests.benchmarks.effort_gold import Record, usual_status
from tracker.desk import quick
from tracker.desk.quick_like import Like
from tracker.desk.quick_meaning import Understood
from tracker.domain.fields import FIELDS

_BEGINS = {"parties": "party", "persons": "per", "venues": "v", "tracks": "t", "meetings": "m", "positions": "p",
           "assessments": "a"}  # fmt: skip
_ORDER = ("name", "parties", "holder_party", "target", "party", "level", "issue", "stance", "kind", "polarity",
          "status", "type", "precision", "date", "venue", "mode", "duration", "words", "evidence", "locality",
          "country", "people", "format", "issues", "condition", "conditions", "speaker", "holder_person", "said_date",
          "quote", "attribution_status", "about", "roles")  # fmt: skip
_MOST_TRIED = 80


class Lines(Candidates):
    """Lines about one article."""

    def change(self, kind: str, gold: Record, mine: Record, fields: Iterable[str]) -> tuple[str, list[str]]:
        """The line that brings these fields of a fact to the annotated values, and the fields it could not."""
        return self._build(kind, gold, mine, list(fields), "")

    def new(self, kind: str, gold: Record, like: Like = (None, None)) -> tuple[str, list[str]]:
        """The line that makes an annotated record, and the fields it could not say.

        `like`: the fact under the cursor and the one made last; where it is shorter, the line begins from one of them.
        """
        found = [self._build(kind, gold, None, [], _BEGINS[kind])]
        for sign, fact in zip(("=", "=="), like, strict=True):
            if fact is not None and fact[0] == SINGLE[kind]:
                self.like = like
                found.append(self._build(kind, gold, None, [], sign))
        self.like = (None, None)
        return min(found, key=lambda one: (len(one[1]), len(one[0])))

    def _build(
        self, kind: str, gold: Record, mine: Record | None, fields: list[str], line: str
    ) -> tuple[str, list[str]]:
        failed: list[str] = []
        self.said: list[str] = []
        if mine is None:
            fields = [one for one in _ORDER if one in _OF_NEW[kind]]
        for name in sorted(fields, key=_ORDER.index):
            if name == "name" or not self._is_right(kind, name, gold, mine, line):
                found = self._shortest(kind, name, gold, mine, line)
                if found is None:
                    failed.append(name)
                    continue
                line = found
            self.said.append(name)
        wrong = self._wrong(kind, gold, mine, line)
        return line, failed if wrong is None else sorted({*failed, *wrong})

    def _shortest(self, kind: str, name: str, gold: Record, mine: Record | None, line: str) -> str | None:
        seen = dict.fromkeys(self.candidates(kind, name, gold, mine))
        tried = sorted(seen, key=len)[:_MOST_TRIED]
        for one in tried:
            longer = f"{line} {one}".strip()
            if self._is_right(kind, name, gold, mine, longer):
                return longer
        return None

    def _is_right(self, kind: str, name: str, gold: Record, mine: Record | None, line: str) -> bool:
        """True where the line makes this field right, leaves right what was, and says nothing that cannot stand."""
        wrong = self._wrong(kind, gold, mine, line)
        if wrong is None or name in wrong or set(self.said) & set(wrong):
            return False
        return mine is None or set(wrong) <= set(self.differences.of(kind, gold, mine))

    def _wrong(self, kind: str, gold: Record, mine: Record | None, line: str) -> list[str] | None:
        """The fields that are not as annotated after a line; None where it cannot stand."""
        fact = mine["fact"] if mine is not None else None
        meant = quick.understand(self.db, line, fact=fact, article=self.article, like=self.like)
        if meant.wrong:
            return None
        after = self.after(kind, gold, mine, meant)
        wrong = self.differences.of(kind, gold, after)
        # A meeting of unnamed sides is told from others by its words alone.
        by_words = kind in ("positions", "assessments") or (kind == "meetings" and not gold["parties"])
        if mine is None and by_words and not self.differences.score.span_overlap(gold, after):
            wrong.append("evidence")
        if kind in ("parties", "persons", "venues") and not after["name"]:
            wrong.append("name")
        if kind == "parties" and mine is None and after.get("code") != gold["id"]:
            wrong.append("name")
        return wrong

    # -- what a line would make ------------------------------------------------------------------------------------

    def after(self, kind: str, gold: Record, mine: Record | None, meant: Understood) -> Record:
        """The record as it would be with what a line says."""
        after: Record = dict(mine) if mine is not None else _empty(kind)
        for name, text in meant.values.items():
            after[name] = _value(kind, name, text, self)
        if kind == "assessments":
            if "words" in meant.values:
                after["values"] = after.pop("words")
            matters = {name: after.get(f"{name}_id") for name in ("about_meeting", "about_track")}
            matters |= {name: self._about(name, meant.values[name]) for name in matters if name in meant.values}
            after["about"] = matters["about_meeting"] or matters["about_track"]
        if kind == "parties" and mine is None:
            after.setdefault("id", meant.values.get("code"))
        if meant.evidence is not None:
            after["evidence"] = [{"start": meant.evidence[1], "end": meant.evidence[2]}]
        if kind == "meetings":
            after["attendance"] = self._attendance(after, meant)
        return after

    def _about(self, name: str, text: str) -> str | None:
        if not text:
            return None
        if match := re.match(r"#(\d+)", text):
            return f"{name.removeprefix('about_')}:{match[1]}"
        from tracker.desk.typed_values import parse

        try:
            number = parse(self.db.read, "assessment", {"about_track": text}, date.today())["about_track"]
        except ValueError:
            return None
        return f"track:{number}" if number is not None else None

    def _attendance(self, after: Record, meant: Understood) -> list[Record]:
        away = {one.id for one in meant.people.away}
        rows = [dict(one) for one in after["attendance"] if one["fact"][1] not in away]
        for who in meant.people.there:
            row = next((one for one in rows if who.row is not None and one["fact"][1] == who.row), None)
            if row is None:
                row = {"person": self.person_id(who.name), "name": who.name, "status": usual_status(after)}
                row |= {"fact": ("attendance", 0), "delegation_role": None}
                rows.append(row)
            row["status"] = who.status or row["status"]
            row["delegation_role"] = who.role or row["delegation_role"]
        return rows


_OF_NEW = {
    "parties": ("name", "type"),
    "persons": ("name", "party", "roles"),
    "venues": ("name", "precision", "locality", "country"),
    "tracks": ("parties", "level"),
    "meetings": ("parties", "kind", "status", "date", "venue", "mode", "format", "duration", "condition", "issues",
                 "people", "evidence"),
    "positions": ("holder_party", "issue", "stance", "evidence", "holder_person", "speaker", "target", "conditions",
                  "said_date", "attribution_status", "quote"),
    "assessments": ("kind", "polarity", "words", "evidence", "about", "speaker", "party"),
}  # fmt: skip


def _empty(kind: str) -> Record:
    """A record that says nothing yet."""
    lists = ("parties", "target", "words")
    fields = {one.name: [] if one.type in lists else None for one in FIELDS[SINGLE[kind]]}
    return (
        fields
        | {"fact": None, "id": None, "evidence": [], "chain": [], "values": [], "about": None}
        | ({"attendance": []} if kind == "meetings" else {"name": ""} if "name" in fields else {})
    )


def _value(kind: str, name: str, text: str, lines: Lines) -> Any:
    one = next((field for field in FIELDS[SINGLE[kind]] if field.name == name), None)
    if name in ("parties", "target", "holder_party", "party"):
        codes = [lines_code(lines, piece.strip()) for piece in text.split(",") if piece.strip()]
        return codes if name in ("parties", "target") else (codes[0] if codes else None)
    if one is not None and one.type == "words":
        return [piece.strip() for piece in text.split(";") if piece.strip()]
    if name in ("holder_person", "speaker"):
        return lines.person_id(text) if text else None
    if name == "venue":
        return next((v["id"] for v in lines.found["venues"] if v["name"] == text), text or None)
    if name == "duration" and text:
        from tracker.desk.typed_durations import parse

        return parse(text)
    if name == "country":
        return text.upper() or None
    return text or None


def lines_code(lines: Lines, text: str) -> str:
    """The id of a party as gold writes it, of what a line names."""
    from tracker.desk.typed_values import party

    found = party(lines.db.read, text)
    if isinstance(found, int):
        code = lines.db.read.execute("SELECT code FROM party WHERE id = ?", (found,)).fetchone()[0]
    else:
        code = found.code or text.upper()
    return next((one["id"] for one in lines.found["parties"] if one.get("code") == code), code)
