"""Two things a person decides of one fact: what came of a planned meeting, and that one fact is two.

The mixin of `screens.base.TrackerScreen` beside `FactActions`, on whatever `selection` gives.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tracker.tui.actions import action
from tracker.tui.display import one_line, plural
from tracker.tui.fact_actions import FactActions

if TYPE_CHECKING:
    from tracker.desk.views import FactPart

_CONFIRM: Final = "confirm_"
_SPLIT: Final = frozenset({"person", "venue", "meeting"})


class DecidingActions(FactActions):
    """Held, postponed, cancelled, unknown; split."""

    def meeting_to_confirm(self) -> int | None:
        """The meeting that the keys of confirming mean: the one under the cursor."""
        chosen = self.selection()
        return chosen[0][1] if len(chosen) == 1 and chosen[0][0] == "meeting" else None

    def why_not(self, name: str) -> str | None:
        """Only a meeting is confirmed; only persons, places and meetings are split."""
        if name.startswith(_CONFIRM):
            return None if self.meeting_to_confirm() is not None else action(name).nowhere
        if name == "split":
            chosen = self.selection()
            if not chosen:
                return action(name).nowhere
            if len(chosen) > 1:
                return f"{plural(len(chosen), 'row')} are marked; this acts on one only."
            return None if chosen[0][0] in _SPLIT else "Only a person, a place or a meeting can be split."
        return super().why_not(name)

    # Did it take place?

    def do_confirm_held(self) -> None:
        """It took place."""
        self._confirm("held")

    def do_confirm_cancelled(self) -> None:
        """It did not take place, and will not."""
        self._confirm("cancelled")

    def do_confirm_unknown(self) -> None:
        """It cannot be found out: it is not asked again."""
        self._confirm("unknown")

    def do_confirm_postponed(self) -> None:
        """It was put off: ask to which day."""
        meeting = self.meeting_to_confirm()

        def answered(day: str | None) -> None:
            if day is not None:
                self._confirm("postponed", new_day=day.strip() or None, meeting=meeting)

        self.tracker.open(
            "prompt", "Put off to which day?", hint="12 Dec 2025, in two weeks; may stay empty", then=answered
        )

    def _confirm(self, outcome: str, *, new_day: str | None = None, meeting: int | None = None) -> None:
        from tracker.desk import confirming  # noqa: PLC0415

        number = meeting if meeting is not None else self.meeting_to_confirm()
        self.write(confirming.confirm, number, outcome, new_day=new_day)

    # One that was two

    def do_split(self) -> None:
        """Ask which articles speak of somebody else, and make that a fact of its own."""
        from tracker.desk import merge  # noqa: PLC0415

        kind, fact = self.selection()[0]
        self.load(merge.parts, lambda parts: self._ask_split(kind, fact, parts), self.db, kind, fact)

    def _ask_split(self, kind: str, fact: int, parts: "Sequence[FactPart]") -> None:
        groups: dict[str, list[FactPart]] = {}
        for part in parts:
            groups.setdefault(part.says, []).append(part)
        if len({part.article for part in parts}) < 2:
            self.say("Fewer than two articles speak of it: there is nothing to split.", kind="refused")
            return
        by_name = len(groups) > 1 and kind != "meeting"
        options = [
            (str(number), _option(says, found))
            for number, (says, found) in enumerate(groups.items() if by_name else ((p.says, [p]) for p in parts))
        ]
        chosen = list(groups.values()) if by_name else [[part] for part in parts]

        def answered(choice: str | None) -> None:
            if choice is not None:
                from tracker.desk import merge  # noqa: PLC0415

                self.write(merge.split, kind, fact, sorted({part.article for part in chosen[int(choice)]}))

        self.tracker.open("choice", "Which of these is somebody or something else?", options, then=answered)


def _option(says: str, parts: "Sequence[FactPart]") -> str:
    """What the articles say, and which they are."""
    where = one_line(parts[0].title) if len(parts) == 1 else plural(len(parts), "article")
    return f"{one_line(says)} — {where}"
