"""What can be done to the facts a screen shows: the same keys on every screen that says what its cursor means.

The mixin of `screens.base.TrackerScreen`. Each method works on `selection()`; desk modules are imported when a key asks
for them, so that none of them delays the first paint.
"""

from collections.abc import Mapping, Sequence

from tracker.tui import hosting
from tracker.tui.actions import CannotActError, action
from tracker.tui.display import crop, one_line, plural
from tracker.tui.filling_actions import FillingActions

_NEED_FACT = frozenset(
    {
        "evidence",
        "edit",
        "fill",
        "repeat",
        "editor",
        "accept",
        "reject",
        "unreview",
        "merge",
        "note",
        "grade",
        "purge",
        "delete",
        "edit_article",
    }
)
_EDITED = frozenset({"track", "meeting", "attendance", "position", "assessment", "person", "party", "venue"})
_REVIEWED = _EDITED | {"track_event"}


class FactActions(FillingActions):
    """Accept, reject, edit, merge, note, evidence, on whatever `selection` gives."""

    def why_not(self, name: str) -> str | None:
        """Why an action on facts cannot act now: nothing is selected, or it is not that kind of thing."""
        if name not in _NEED_FACT:
            return None
        chosen = self.selection()
        if not chosen:
            return action(name).nowhere
        kinds = {kind for kind, _ in chosen}
        if name == "purge" and not kinds <= {"article", "person"}:
            return "Only an article or a person can be purged."
        if name == "edit_article":
            return None if kinds == {"article"} else action(name).nowhere
        if name not in ("note", "grade", "purge", "edit", "evidence", "editor") and not kinds <= _REVIEWED:
            return "That is not a fact that can be reviewed."
        if name in ("edit", "editor", "fill", "repeat", "merge", "delete") and not kinds <= _EDITED | {"article"}:
            return "That can be accepted or rejected, not edited: edit its track."
        if name == "merge" and (len(chosen) < 2 or len(kinds) != 1):
            return "Mark two rows of one kind first (space), then merge them."
        return None

    def _one(self) -> tuple[str, int]:
        chosen = self.selection()
        if len(chosen) > 1:
            raise CannotActError(f"{plural(len(chosen), 'row')} are marked; this acts on one only.")
        return chosen[0]

    def do_accept(self) -> None:
        """Accept every selected fact, in one undo step."""
        from tracker.desk import review  # noqa: PLC0415

        self.write(review.accept, list(self.selection()))

    def do_reject(self) -> None:
        """Reject every selected fact, in one undo step."""
        from tracker.desk import review  # noqa: PLC0415

        self.write(review.reject, list(self.selection()))

    def do_unreview(self) -> None:
        """Let every selected fact wait for review again."""
        from tracker.desk import review  # noqa: PLC0415

        self.write(review.reset, list(self.selection()))

    def do_merge(self) -> None:
        """Join the marked facts; the one marked first stays.

        More than two are asked about, since a range is soon long; so are two persons whose names share no word.
        """
        from tracker.desk import facts, joining  # noqa: PLC0415

        chosen = list(self.selection())
        kind, keep = chosen[0]
        others = [number for _, number in chosen[1:]]

        def joined(_done: object) -> None:
            table = getattr(self, "table", None)  # what was marked is one row now
            if table is not None:
                table.clear_marks()

        def join() -> None:
            self.write(joining.merge_all, kind, keep, others, then=joined)

        def ask(titles: Mapping[tuple[str, int], str]) -> None:
            title = crop(one_line(titles.get((kind, keep), "")), 40)
            question = f"Join these {len(chosen)} {quick_plural(kind)} into one, “{title}”?"
            self.tracker.open("confirm", question, f"join {len(chosen)}", then=lambda yes: join() if yes else None)

        def ask_of_two(named: tuple[str, str] | None) -> None:
            if named is None:
                join()
                return
            one, other = (crop(one_line(name), 40) for name in named)
            question = f"“{one}” and “{other}” share no word. Are they one person? “{one}” stays."
            self.tracker.open("confirm", question, "join 2", "two persons", then=lambda yes: join() if yes else None)

        from tracker.desk.quick import plural_of as quick_plural  # noqa: PLC0415

        if len(others) == 1 and kind == "person":
            self.load(joining.named_otherwise, ask_of_two, self.db, keep, others[0])
        elif len(others) == 1:
            join()
        else:
            self.load(facts.titles, ask, self.db, [(kind, keep)])

    def do_delete(self) -> None:
        """Delete the selected fact (undo brings it back)."""
        from tracker.desk import edit  # noqa: PLC0415

        kind, fact = self._one()
        self.write(edit.delete, kind, fact)

    def do_edit(self) -> None:
        """Change the selected fact in one line, or all the marked ones together; an article in its form."""
        chosen = list(self.selection())
        if chosen[0][0] == "article":
            self.tracker.open_form(*self._one())
            return
        self.tracker.open_quick(chosen, article=self.article_of(chosen))

    def article_of(self, chosen: Sequence[tuple[str, int]]) -> int | None:
        """The article whose words a change of these facts may quote; None: the one that carries the fact."""
        del chosen
        return None

    def do_repeat(self) -> None:
        """The last change again: on the marked facts, else on this one, else (where it was this one) on the next.

        Marked facts that were just changed together have it already: their marks go, and the next row is meant.
        """
        last = self.tracker.last_change
        if last is None:
            raise CannotActError("Nothing was changed yet that could be repeated: change a fact first.")
        line, (kind, fact) = last
        changed = self.tracker.last_changed | {(kind, fact)}
        if len(self.selection()) > 1 and changed.issuperset(self.selection()):
            self.clear_marked()
        chosen = list(self.selection())
        if len(chosen) == 1 and chosen[0] in changed:
            reason = self.step_down()
            if reason is not None:
                raise CannotActError(reason)
            chosen = list(self.selection())
        if {one for one, _ in chosen} != {kind}:
            raise CannotActError(f"“{one_line(line)}” was said of a {kind.replace('_', ' ')}: this is another kind.")
        from tracker.desk import quick  # noqa: PLC0415

        def done(_done: object) -> None:
            self.tracker.last_change = (line, chosen[-1])
            self.tracker.last_changed = frozenset(chosen)

        self.write(quick.change_all, chosen, line, then=done)

    def step_down(self) -> str | None:
        """To the next row; why not, where there is none."""
        found = hosting.handler(self, "down")
        reason = hosting.why_not(self, "down")
        if reason is None and found is not None:
            before = list(self.selection())
            found[1]()
            if list(self.selection()) == before:
                reason = "There is no next row."
        return reason

    def do_edit_article(self) -> None:
        """Open the form on the selected article's date and source."""
        _, article = self._one()
        self.tracker.open_form("article", article)

    def do_evidence(self) -> None:
        """Open the article at the selected fact's words."""
        kind, fact = self._one()
        self.tracker.open_evidence(kind, fact)

    def do_note(self) -> None:
        """Write the note of the selected fact or article."""
        kind, fact = self._one()
        self.tracker.open_note(kind, fact)

    def do_grade(self) -> None:
        """Judge the source of the selected fact or article, and what it says here; of several reports, choose one."""
        from tracker.desk import judging  # noqa: PLC0415
        from tracker.tui.screens.grading import ask  # noqa: PLC0415

        ask(self.tracker, judging.reports(self.db, *self._one()))

    def do_purge(self) -> None:
        """Ask for the name of the selected article or person, and forget it for good."""
        from tracker.desk import purging  # noqa: PLC0415

        self.tracker.open("purge", purging.purging(self.db, *self._one()))

    def do_editor(self) -> None:
        """Change the whole fact, all the marked ones together, or the article's own fields, in $EDITOR."""
        from tracker.tui.whole_facts import WholeFacts  # noqa: PLC0415

        WholeFacts(self.tracker, self.selection()).ask()
