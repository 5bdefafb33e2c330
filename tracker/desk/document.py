"""A fact as a small document that a person edits in an editor of their own, and what such a document says.

A field is a line `Label: value`; a long text stands on the lines beneath its label, indented by two; a line that
begins with # is a comment. What the fact rests on stands in comments. Nothing is looked up or written here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tracker.desk.views import AttendanceView, EvidenceView
from tracker.domain.cleaning import clean, one_line
from tracker.domain.fields import Field

WITH: Final = Field("with", "With", hint="who was there: Name (PARTY) present head, Name (PARTY)")
_WRONG: Final = "#! "
_INDENT: Final = "  "
_WIDTH: Final = 100
_LABEL: Final = re.compile(r"([^\W\d_][\w ]*?)\s*:(.*)", re.DOTALL)
_HEAD: Final = (
    "Change what stands after the colons, save, and leave the editor. An empty value empties the field.",
    "Lines that begin with # are not read. To leave everything as it is, leave without saving.",
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line (from 1) that cannot stand, and why, in one sentence."""

    line: int
    sentence: str


@dataclass(slots=True)
class Read:
    """What a document says: field -> text, the line each stands in (from 1), and what cannot be read."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)


def written(
    what: str, fields: Sequence[Field], values: Mapping[str, str], evidence: Sequence[EvidenceView] = ()
) -> str:
    """The document of a fact.

    Args:
        what: one line that says what it is.
        fields: its fields, in order.
        values: field -> its value as text; control characters in it are replaced.
        evidence: the words it rests on.
    """
    lines = [f"# {one_line(what)}", *(f"# {one}" for one in _HEAD), ""]
    for one in fields:
        told = _told(one)
        lines += [f"# {part}" for part in _wrapped(told)] if told else []
        value = clean(values.get(one.name, ""))
        if one.type == "long" and value:
            lines += [f"{one.label}:", *(f"{_INDENT}{part}".rstrip() for part in value.split("\n"))]
        else:
            line = one_line(value)
            lines.append(
                f"{one.label}: {' '.join(line.replace('_', ' ').split()) if one.type == 'choice' else line}".rstrip()
            )
    if evidence:
        lines += ["", "# The words it rests on:"]
    before = ""
    for words in evidence:
        where = one_line(", ".join(part for part in (words.origin, words.published, words.article_title) if part))
        where += "" if words.relation == "supports" else f" ({words.relation})"
        if where != before:
            lines.append(f"# {where}:")
            before = where
        lines += [f"#   {part}" for part in _wrapped(f"“{one_line(words.exact)}”")]
    return "\n".join(lines) + "\n"


def people_line(people: Sequence[AttendanceView]) -> str:
    """Who attends a meeting, as the line `With` has it."""
    told = []
    for one in people:
        side = f" ({one.side})" if one.side else ""
        role = f" {one.delegation_role}" if one.delegation_role in ("head", "member") else ""
        told.append(f"{one.name}{side} {one.status}{role}")
    return ", ".join(told)


def read(text: str, fields: Sequence[Field]) -> Read:
    """What a document says. Every line that is no comment ends in a value or in `wrong`.

    Args:
        text: the document as the editor left it.
        fields: the fields it may have; a field that was taken out of it stays as it is.
    """
    by_label = {one.label.lower(): one for one in fields}
    found = Read()
    here: Field | None = None
    long: list[str] = []

    def close() -> None:
        if here is not None and here.type == "long" and here.name in found.values:
            begun = found.values[here.name]
            found.values[here.name] = "\n".join([*([begun] if begun else []), *long]).strip()

    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line.startswith("#"):
            continue
        inside = here is not None and here.type == "long"
        if inside and (not line.strip() or line[:1] in " \t" or not _LABEL.fullmatch(line.strip())):
            long.append(line.removeprefix(_INDENT) if line.startswith(_INDENT) else line.strip())
            continue
        if not line.strip():
            continue
        match = _LABEL.fullmatch(line.strip())
        one = by_label.get(match[1].lower()) if match and line[:1] not in " \t" else None
        if one is None or match is None:
            close()
            here, long = None, []
            found.wrong.append(Wrong(number, _unknown(match[1] if match else None, fields)))
            continue
        close()
        here, long = one, []
        if one.name in found.values:
            found.wrong.append(Wrong(number, f"{one.label} stands twice: keep one of the two lines."))
            continue
        found.values[one.name] = match[2].strip()
        found.lines[one.name] = number
    close()
    return found


def with_errors(text: str, wrong: Sequence[Wrong]) -> tuple[str, int]:
    """The document with a comment above each line that cannot stand, and the number of the first such line."""
    above: dict[int, list[str]] = {}
    for one in wrong:
        above.setdefault(one.line, []).append(f"{_WRONG}{one_line(one.sentence)}")
    lines: list[str] = []
    first = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith(_WRONG):
            lines += above.get(number, [])
            lines.append(line)
            if number in above and not first:
                first = len(lines)
    return "\n".join(lines), max(1, first)


def _told(one: Field) -> str:
    """What may stand in a field, where that is not plain."""
    if one.type == "choice":
        return f"{one.label} is one of: {' · '.join(choice.replace('_', ' ') for choice in one.choices)}"
    if one.type == "issue":
        return f"{one.label} is one of: {' · '.join(one.choices)}; a finer part after a slash"
    return f"{one.label}: {one.hint}" if one.hint and one.type in ("date", "duration", "words", "text") else ""


def _unknown(label: str | None, fields: Sequence[Field]) -> str:
    if label is None:
        return "This line is no field: write Label: value, and indent the lines of a long text by two spaces."
    return f"There is no field {one_line(label)} here; there are {', '.join(one.label for one in fields)}."


def _wrapped(text: str) -> list[str]:
    import textwrap  # noqa: PLC0415 - only where a document is written

    return textwrap.wrap(text, _WIDTH) or [""]
