"""Several facts as one document, one after the other under a line of their own each; saved as one action.

What stands beneath `=== 2 of 3: …` is the document of the second fact (`tracker.desk.document`): taken out, that fact
stays as it is. Every mistake names its fact and its line, and nothing is written while there is one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.desk import document_saving as single
from tracker.desk.document import Wrong
from tracker.desk.document_saving import ARTICLE, DocumentError
from tracker.desk.errors import Refused
from tracker.desk.quick import plural_of
from tracker.desk.titles import short
from tracker.desk.views import Done
from tracker.domain.cleaning import one_line
from tracker.store.database import Database
from tracker.store.journal import transaction

MOST: Final = 50
"""Facts of one document: more than that nobody reads through in an editor."""
_HEAD: Final = re.compile(r"={3,}\s*(\d+)\s+of\s+(\d+)\b.*")
_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands beneath one line `===`: the fact's place in the choice (from 0), the line (from 1), the text."""

    index: int
    line: int
    text: str


def document(db: Database, chosen: Sequence[tuple[str, int]]) -> str:
    """The document of several facts.

    Args:
        db: the open file.
        chosen: the facts, (kind, number) each.

    Raises:
        Refused: more than `MOST`, or an article among them: a changed date has it read again, which is work by itself.
        Gone: one of them is not there any more.
    """
    if len(chosen) > MOST:
        raise Refused(f"At most {MOST} facts go into one document; {len(chosen):,} are marked.")
    if any(kind == ARTICLE for kind, _ in chosen):
        raise Refused("Articles are edited one by one: a changed date or source has the article read again.")
    lines = [f"# {len(chosen)} facts in one document; undo takes all changes back together."]
    for number, (kind, fact) in enumerate(chosen, start=1):
        text = single.document(db, kind, fact)
        title = short(one_line(text.partition("\n")[0].removeprefix("# ")), _TITLE)
        lines += ["", f"=== {number} of {len(chosen)}: {title}", text.rstrip("\n")]
    return "\n".join(lines) + "\n"


def changed(db: Database, chosen: Sequence[tuple[str, int]], text: str, base: str) -> list[int]:
    """The places in `chosen` (from 0) of the facts that a document changes, checked.

    Args:
        db: the open file.
        chosen: the facts it was made of.
        text: the document as it was left.
        base: the document as it was opened.

    Raises:
        DocumentError: with every line that cannot stand.
        Gone: one of them is not there any more.
    """
    found, bases, wrong = _read(chosen, text, base)
    there = []
    for part in found:
        try:
            if single.changed(db, *chosen[part.index], part.text, bases.get(part.index)):
                there.append(part.index)
        except DocumentError as error:
            wrong += _placed(error, part, chosen)
    if wrong:
        raise DocumentError(sorted(wrong, key=lambda one: one.line))
    return there


def save(db: Database, chosen: Sequence[tuple[str, int]], text: str, base: str, actor: str | None = None) -> Done:
    """Write what a document changes of several facts, as one action. The arguments are those of `changed`.

    Raises:
        DocumentError: with every line that cannot stand; nothing is written then.
        Gone: one of them is not there any more.
    """
    wanted = set(changed(db, chosen, text, base))
    if not wanted:
        return Done("Nothing changed.", None)
    found, bases, _ = _read(chosen, text, base)
    kinds = {chosen[index][0] for index in wanted}
    name = (plural_of(kinds.pop()) if len(kinds) == 1 else "facts") if len(wanted) > 1 else kinds.pop()
    count, last = 0, chosen[0]
    with transaction(db, f"edit {len(wanted)} {name} together", actor) as write:
        for part in found:
            if part.index not in wanted:
                continue
            try:
                done = single.save(db, *chosen[part.index], part.text, bases.get(part.index), actor)
            except DocumentError as error:
                raise DocumentError(_placed(error, part, chosen)) from error
            if done.txn is not None:
                count, last = count + 1, chosen[part.index]
    return Done(f"Changed {count} {name}." if count else "Nothing changed.", write.txn if count else None, *last)


def _placed(error: DocumentError, part: _Part, chosen: Sequence[tuple[str, int]]) -> list[Wrong]:
    """The mistakes of one part, by the lines of the whole document."""
    which = f"{part.index + 1} of {len(chosen)}"
    return [Wrong(part.line + one.line, f"({which}) {one.sentence}") for one in error.wrong]


def _read(chosen: Sequence[tuple[str, int]], text: str, base: str) -> tuple[list[_Part], dict[int, str], list[Wrong]]:
    """The parts of a document as it was left, the texts of the parts as it was opened, and what cannot be read."""
    found, wrong = _parts(text, len(chosen))
    return found, {part.index: part.text for part in _parts(base, len(chosen))[0]}, wrong


def _parts(text: str, count: int) -> tuple[list[_Part], list[Wrong]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heads = [(at, match) for at, line in enumerate(lines) if (match := _HEAD.fullmatch(line.rstrip()))]
    wrong = [
        Wrong(at + 1, "This line belongs to no fact: it stands above the first line that begins with ===.")
        for at, line in enumerate(lines[: heads[0][0] if heads else len(lines)])
        if line.strip() and not line.startswith("#")
    ]
    found: dict[int, _Part] = {}
    for place, (at, match) in enumerate(heads):
        index, of = int(match[1]) - 1, int(match[2])
        end = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        if not 0 <= index < count or of != count:
            wrong.append(Wrong(at + 1, f"There is no {match[1]} of {match[2]}: {count} facts were opened."))
        elif index in found:
            wrong.append(Wrong(at + 1, f"{match[1]} of {match[2]} stands twice: keep one of the two."))
        else:
            found[index] = _Part(index, at + 1, "\n".join(lines[at + 1 : end]))
    return list(found.values()), wrong
