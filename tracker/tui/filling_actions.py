"""Fill from above: which fact is the one above, and the question which of its values is taken."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.desk.views import Done
from tracker.tui.actions import CannotActError
from tracker.tui.display import crop, one_line, plural
from tracker.tui.screens.host import Host

if TYPE_CHECKING:
    from tracker.desk.filling import Fills


class FillingActions(Host[None]):
    """The mixin of screens whose facts can take a value from the row above, else from the one changed last."""

    def selection(self) -> Sequence[tuple[str, int]]:
        """The facts that an action means now, as (kind, id): the marked ones, else the one under the cursor."""
        return ()

    def clear_marked(self) -> None:
        """Take away the marks of a list; the cursor then means one row."""

    def fact_above(self, kind: str) -> int | None:
        """The nearest fact of a kind above the cursor (above the first marked row); None where the screen has none."""
        del kind
        return None

    def above_or_last(self, kind: str, but: Sequence[int] = ()) -> int | None:
        """The fact of a kind that values are taken from: above, else the one that was changed or made last."""
        above = self.fact_above(kind)
        found = above if above is not None else self.tracker.last_facts.get(kind)
        return None if found in but else found

    def do_fill(self) -> None:
        """Ask which value to take from the row above, and give it to the selected facts."""
        from tracker.desk import filling  # noqa: PLC0415 - only where something is filled

        chosen = self.selection()
        kind = chosen[0][0]
        if any(one != kind for one, _ in chosen):
            raise CannotActError("Facts of different kinds are marked: mark one kind, then fill them together.")
        numbers = [number for _, number in chosen]
        above = self.above_or_last(kind, numbers)
        if above is None:
            raise CannotActError(f"There is no {kind.replace('_', ' ')} above to take a value from.")
        self.load(filling.fills, lambda found: self._ask(kind, numbers, above, found), self.db, kind, above, numbers)

    def _ask(self, kind: str, numbers: Sequence[int], above: int, found: "Fills") -> None:
        if not found.fields:
            self.say(f"It has every value of {crop(one_line(found.title), 60)} already.", kind="refused")
            return
        from tracker.desk import filling  # noqa: PLC0415

        options = [(name, f"{label}: {one_line(value)}") for name, label, value in found.fields]
        values = {name: value for name, _, value in found.fields}

        def answered(name: str | None) -> None:
            if name is None:
                return

            def done(_done: Done) -> None:
                if '"' not in values[name] and "\n" not in values[name]:
                    self.tracker.last_change = (f'{name}:"{values[name]}"', (kind, numbers[-1]))
                    self.tracker.last_changed = frozenset((kind, number) for number in numbers)

            self.write(filling.fill, kind, numbers, above, name, then=done)

        many = f" for {plural(len(numbers), 'row')}" if len(numbers) > 1 else ""
        self.tracker.open("choice", f"Take{many} from {crop(one_line(found.title), 44)}:", options, then=answered)
