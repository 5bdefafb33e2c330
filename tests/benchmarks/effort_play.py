"""A scripted person at the real app: every key is pressed, counted, and answered before the next one."""

import asyncio
from collections import Counter
from contextlib import suppress
from types import ModuleType
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tests.benchmarks.effort_candidates import SINGLE
from tests.benchmarks.effort_gold import Record
from tests.benchmarks.effort_lines import Lines
from tests.benchmarks.effort_plan import Plan, plan
from tracker.desk import review
from tracker.desk.quick_like import Like
from tracker.store.database import Database
from tracker.tui.app import TrackerApp
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.screens.quick_line import QuickLine
from tracker.tui.screens.review import ReviewScreen

SIZE = (120, 40)
_STEP = 0.005
_PATIENCE = 20.0
_NEEDED = frozenset({"name", "parties", "holder_party", "evidence"})
"""Without these a new fact would be another one."""
_FIRST = ("parties", "persons", "venues", "tracks", "meetings")
_PASSES = (
    frozenset({"party", "person", "venue", "track", "attendance", "track_event"}),
    frozenset({"meeting"}),
    frozenset({"position", "assessment"}),
)
"""Down the list three times: who and where, then the meetings of these, then what was said of them."""
Fact = tuple[str, int]


class Played:
    """What was pressed for one article.

    Attributes:
        keys: keys by what they were for.
        faults: one line for each fact that is not as annotated in the end, or more than annotated.
    """

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()
        self.faults: list[str] = []
        self.lines: list[str] = []


async def play(score: ModuleType, gold: Record, db: Database) -> Played:
    """Bring the file, which holds one article as it was read, to the annotated record."""
    app = TrackerApp(db)
    async with app.run_test(size=SIZE) as pilot:
        person = _Person(app, pilot, db)
        await person.work(score, gold)
        played = person.played
    after = plan(score, gold, db)
    for kind, one, mine, fields in after.change:
        played.faults.append(f"{SINGLE[kind]} {mine['fact'][1]} ({one['id']}): {', '.join(fields)} not as annotated")
    played.faults += [f"{SINGLE[kind]} {one['id']}: missing" for kind, one in after.create]
    played.faults += [f"{kind} {number}: not in the annotation" for kind, number in after.reject]
    waiting = review.counts(db).total
    if waiting:
        played.faults.append(f"{waiting} suggestions wait still")
    return played


class _Person:
    def __init__(self, app: TrackerApp, pilot: Pilot[Any], db: Database) -> None:
        self.app, self.pilot, self.db = app, pilot, db
        self.played = Played()

    async def work(self, score: ModuleType, gold: Record) -> None:
        """Entities that are missing, then down the list, then what is right together."""
        await self._press("find", "3")
        await self._rest()
        if not self.table.total:
            self.played.faults.append("nothing to review: no article to work on")
            return
        article = int(self.table.row["article"])
        for kind in _FIRST:
            # What is made first is there for the next ones to name.
            made = plan(score, gold, self.db)
            lines = Lines(self.db, article, made.differences)
            for what, one in made.create:
                if what == kind:
                    await self._create(lines, kind, one)
        for kinds in _PASSES:
            made = plan(score, gold, self.db)
            await self._down(made, Lines(self.db, article, made.differences), kinds)
        made = plan(score, gold, self.db)
        await self._missing(made, Lines(self.db, article, made.differences))
        made = plan(score, gold, self.db)
        await self._accept_rest(made)

    @property
    def screen(self) -> ReviewScreen:
        assert isinstance(self.app.screen, ReviewScreen), self.app.screen
        return self.app.screen

    @property
    def table(self) -> Any:
        return self.screen.table

    # -- keys ----------------------------------------------------------------------------------------------------

    async def _press(self, what: str, *keys: str) -> None:
        # As `pilot.press` does, without its pause of a fiftieth of a second after every key.
        for key in keys:
            event = events.Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None)
            event.set_sender(self.app)
            self.app._driver.send_message(event)
        await self.pilot.pause(0)
        self.played.keys[what] += len(keys)

    async def _rest(self) -> None:
        """Wait until writes are done, threads have answered and the list shows what waits."""
        end = asyncio.get_running_loop().time() + _PATIENCE
        while asyncio.get_running_loop().time() < end:
            await self.pilot.pause(_STEP)
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            screen = self.app.screen
            if isinstance(screen, ReviewScreen) and screen.table.total == review_total(self.db):
                await self.pilot.pause(_STEP)
                return
        raise RuntimeError(f"The app did not come to rest on Review: {self.app.screen}")

    def _rows(self) -> dict[Fact, int]:
        table = self.table
        found = {}
        for index in range(table.total):
            row = table.row_at(index)
            found[row["kind"], row["fact"]] = index
        return found

    async def _go(self, fact: Fact) -> bool:
        """Put the cursor on a suggestion, by the fewest keys; False where it is not in the list."""
        rows = self._rows()
        if fact not in rows:
            return False
        at, table = rows[fact], self.table
        ways = [
            ["j"] * (at - table.cursor) if at >= table.cursor else ["k"] * (table.cursor - at),
            ["g", *["j"] * at],
            ["G", *["k"] * (table.total - 1 - at)],
        ]
        best = min(ways, key=len)
        page, top = table.size.height - 1, table.scroll_offset.y
        if top <= at < top + page and len(best) > (2 if min(page, table.total - top) <= 26 else 3):
            await self._press("find", ";")
            await self._until(lambda: table._jump is not None)
            label = table._jump.of(at)
            await self._press("find", *label)
        else:
            await self._press("find", *best)
        await self._until(lambda: self.table.cursor == at)
        row = self.table.row
        if (row["kind"], row["fact"]) != fact:
            raise RuntimeError(f"The cursor stands on {row['kind']} {row['fact']}, not on {fact}.")
        return True

    # -- work ----------------------------------------------------------------------------------------------------

    async def _down(self, made: Plan, lines: Lines, kinds: frozenset[str]) -> None:
        """Down the list once: reject, change, and make what is missing beside what is like it."""
        rows = self._rows()
        rejects = {fact for fact in made.reject if fact[0] in kinds}
        changes = {mine["fact"]: (kind, one, mine, fields) for kind, one, mine, fields in made.change}
        changes = {fact: what for fact, what in changes.items() if fact[0] in kinds}
        beside: dict[Fact, list[tuple[str, Record]]] = {}
        if "position" in kinds:
            for kind, one in made.create:
                if kind in ("positions", "assessments"):
                    base = self._base(lines, kind, one, [fact for fact in rows if fact not in rejects])
                    if base is not None:
                        beside.setdefault(base, []).append((kind, one))
        wanted = sorted({*rejects, *changes, *beside} & set(rows), key=rows.__getitem__)
        for fact in wanted:
            if not await self._go(fact):
                continue
            for kind, one in beside.get(fact, []):
                await self._create(lines, kind, one, fact)
            if fact in rejects:
                await self._press("reject", "x")
            elif fact in changes:
                await self._change(lines, *changes[fact])
            await self._rest()

    def _base(self, lines: Lines, kind: str, gold: Record, rows: list[Fact]) -> Fact | None:
        """The suggestion that a missing fact is most like, where beginning from it is shorter than typing it anew."""
        plain = lines.new(kind, gold)
        best = None, (len(plain[1]), len(plain[0]))
        for fact in rows:
            if fact[0] == SINGLE[kind]:
                line, failed = lines.new(kind, gold, (fact, None))
                if (len(failed), len(line) + 1) < best[1]:
                    best = fact, (len(failed), len(line) + 1)
        return best[0]

    async def _missing(self, made: Plan, lines: Lines) -> None:
        for kind, one in sorted(made.create, key=lambda each: each[0] == "assessments"):
            await self._create(lines, kind, one)

    async def _create(self, lines: Lines, kind: str, gold: Record, under: Fact | None = None) -> None:
        if under is None and self.table.row is not None:
            under = self.table.row["kind"], self.table.row["fact"]
        like: Like = (under, self.app.last_made)
        line, failed = lines.new(kind, gold, like)
        if failed:
            self.played.lines.append(f"new {kind} {gold['id']}: no way to say {failed} in: {line}")
        if not _NEEDED & set(failed):
            await self._line("create", "n", line)

    async def _change(self, lines: Lines, kind: str, gold: Record, mine: Record, fields: list[str]) -> None:
        line, failed = lines.change(kind, gold, mine, fields)
        if failed:
            self.played.lines.append(f"{kind} {gold['id']}: no way to say {failed} in: {line}")
        if not line:
            return
        last = self.app.last_change
        if last is not None and last[0] == line and last[1][0] == mine["fact"][0]:
            await self._press("change", ".")
            return
        await self._line("change", "e", line)

    async def _line(self, what: str, key: str, line: str) -> None:
        await self._press(what, key)
        await self._until(lambda: isinstance(self.app.screen, QuickLine) and self.app.screen.line.has_focus)
        quick = self.app.screen
        assert isinstance(quick, QuickLine)
        await self._press(what, *line)
        await self._until(lambda: quick.line.value == line)
        await self._press(what, "enter")
        with suppress(TimeoutError):
            await self._until(lambda: self.app.screen is not quick)
        if self.app.screen is quick:
            said = str(quick.query_one(".quick--wrong").render())
            self.played.lines.append(f"refused: {line}: {said}")
            await self._press(what, "escape", "enter")
        await self._rest()

    async def _until(self, true: Any) -> None:
        end = asyncio.get_running_loop().time() + _PATIENCE / 4
        while not true():
            if asyncio.get_running_loop().time() > end:
                raise TimeoutError
            await self.pilot.pause(_STEP)

    async def _accept_rest(self, made: Plan) -> None:
        """Everything that is left is right: accepted together; where something is not, one by one."""
        table = self.table
        if not table.total:
            return
        wrong = {*made.reject, *(mine["fact"] for _, _, mine, _ in made.change)} & set(self._rows())
        if wrong:
            self.played.lines.append(f"left over in the list: {sorted(wrong)}")
            for fact in [one for one in self._rows() if one not in wrong]:
                if await self._go(fact):
                    await self._press("accept", "a")
                    await self._rest()
            return
        if table.total == 1:
            await self._press("accept", "a")
        else:
            await self._press("accept", "A")
            await self._until(lambda: isinstance(self.app.screen, ConfirmDialog))
            await self._press("accept", "enter")
        await self._rest()


def review_total(db: Database) -> int:
    """How many suggestions are shown as waiting, kinds that the count on the screen leaves out included."""
    from tracker.desk.lists import long_list

    return int(long_list(db, "review").count())
