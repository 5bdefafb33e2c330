"""The matrix of positions as text: what a cell says in two lines, and its whole history. Pure functions."""

from collections.abc import Sequence

from tracker.desk.views import MatrixCell, MatrixRow, PositionView
from tracker.domain import edtf
from tracker.tui.display import cell_len, crop, fit, one_line, plural
from tracker.tui.track_lines import basis, quoted, sign, spoken
from tracker.tui.widgets.text_pane import Line, rule, wrapped

MOVES = {"softer": "↓ softer", "harder": "↑ harder", "reversed": "↔ reversed", "unchanged": "= unchanged"}
"""A movement as a sign and a word: never by colour alone."""
_STYLES = {"softer": "good", "harder": "bad", "reversed": "accent"}
Part = tuple[str, str]


def move(movement: str) -> str:
    """A movement as the screens write it; empty for what is new."""
    return MOVES.get(movement, "")


def aged(days: int | None) -> str:
    """How old a statement is, in few cells."""
    if days is None:
        return ""
    return f"{days} d" if days < 100 else f"{days // 7} w" if days < 700 else f"{days // 365} y"


def cell_parts(cell: MatrixCell, width: int) -> tuple[list[Part], list[Part]]:
    """A cell as two lines of exactly `width` cells: stance and age; movement and words."""
    if not cell.latest:
        return [(fit("nothing stated", width), "off")], [(" " * width, "off")]
    first = cell.latest[0]
    age = aged(cell.age)
    more = f" +{len(cell.latest) - 1}" if len(cell.latest) > 1 else ""
    stance = {"conditional_support": "cond. support"}.get(first.stance, spoken(first.stance))
    room = width - cell_len(age) - 1
    told = "" if first.own else "told: "
    upper = [(fit(f"{told}{stance}{more}", room), "strong" if first.own else "dim"), (f" {age}", "dim")]
    moved = "= same" if cell.movement == "unchanged" else move(cell.movement)
    flag = "old " if any(one.old for one in cell.latest) else ""
    lead = " ".join(part for part in (moved, flag.strip()) if part)
    room = width - cell_len(lead) - (1 if lead else 0)
    lower = [(lead + " ", _STYLES.get(cell.movement, "dim"))] if lead else []
    lower.append((fit(quoted(one_line(first.text), room), room) if room > 6 else " " * max(0, room), "dim"))
    return upper, lower


def cell_lines(row: MatrixRow, cell: MatrixCell, width: int, *, deep: bool = False) -> list[Line]:
    """What one party says on one issue: its latest statements whole; with `deep` the earlier ones too, latest first."""
    lines = [rule(width, f"{one_line(cell.party)} on {one_line(row.issue)}")]
    if not cell.latest:
        lines.append(Line(((f"{one_line(cell.party)}: nothing stated on this issue.", "plain"),)))
        return lines
    said = list(reversed(cell.history)) if deep else list(cell.latest)
    by_id = {one.id: one for one in cell.history}
    for one in said:
        lines += statement_lines(one, by_id.get(one.follows) if one.follows else None, width)
    earlier = len(cell.history) - len(cell.latest)
    if not deep and earlier > 0:
        lines.append(Line(((f"and {plural(earlier, 'statement')} more: enter shows the history", "dim"),)))
    return lines


def statement_lines(one: PositionView, before: PositionView | None, width: int) -> list[Line]:
    """One statement: day, stance, movement; who says so; the words; what it follows."""
    fact = ("position", one.id)
    day = edtf.shown(one.reported) or "no date"
    moved = move(one.movement)
    head = [(fit(day, 13), "strong"), (f"{spoken(one.stance)} ", "plain")]
    if moved:
        since = f" (was {spoken(before.stance)}, {edtf.shown(before.reported)})" if before is not None else ""
        head.append((crop(f"{moved}{since}", max(1, width - 30)) + " ", _STYLES.get(one.movement, "dim")))
    head.append((sign(one.state), "dim"))
    voice = [basis(one), " ← ".join(one_line(link) for link in one.chain)]
    if one.said and one.said != one.reported:
        voice.append(f"said {edtf.shown(one.said)}")
    if one.old:
        voice.append("old: said long before it was printed")
    if not one.own:
        voice.append("told by others, not its own word")
    said = " · ".join(dict.fromkeys(part for part in voice if part))
    room = max(8, width - 2)
    lines = [Line(tuple(head), fact)]
    lines += [Line((("  ", "plain"), (text, "plain")), fact) for text in wrapped(f"“{one_line(one.text)}”", room)]
    lines += [Line((("  ", "plain"), (text, "dim")), fact) for text in wrapped(said, room)]
    return lines


def history_lines(row: MatrixRow, cell: MatrixCell, width: int) -> Sequence[Line]:
    """The history of a cell, the latest statement first, with a line between two."""
    lines = cell_lines(row, cell, width, deep=True)
    spaced: list[Line] = []
    for at, line in enumerate(lines):
        if at > 1 and line.fact is not None and line.fact != lines[at - 1].fact:
            spaced.append(Line())
        spaced.append(line)
    return spaced
