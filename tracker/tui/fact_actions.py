"""What can be done to the facts a screen shows: the same keys on every screen that says what its cursor means.

The mixin of `screens.base.TrackerScreen`. Each method works on `selection()`; desk modules are imported when a key asks
for them, so that none of them delays the first paint.
"""

from collections.abc import Sequence

from tracker.tui.actions import CannotActError, action
from tracker.tui.display import plural
from tracker.tui.screens.host import Host

_NEED_FACT = frozenset(
    {"evidence", "edit", "editor", "accept", "reject", "unreview", "merge", "note", "delete", "edit_article"}
)
_EDITED = frozenset({"track", "meeting", "attendance", "position", "assessment", "person", "party", "venue"})
_REVIEWED = _EDITED | {"track_event"}


class FactActions(Host[None]):
    """Accept, reject, edit, merge, note, evidence, on whatever `selection` gives."""

    def selection(self) -> Sequence[tuple[str, int]]:
        """The facts that an action means now, as (kind, id): the marked ones, else the one under the cursor."""
        return ()

    def why_not(self, name: str) -> str | None:
        """Why an action on facts cannot act now: nothing is selected, or it is not that kind of thing."""
        if name not in _NEED_FACT:
            return None
        chosen = self.selection()
        if not chosen:
            return action(name).nowhere
        kinds = {kind for kind, _ in chosen}
        if name == "edit_article":
            return None if kinds == {"article"} else action(name).nowhere
        if name not in ("note", "edit", "evidence", "editor") and not kinds <= _REVIEWED:
            return "That is not a fact that can be reviewed."
        if name in ("edit", "merge", "delete") and not kinds <= _EDITED | {"article"}:
            return "That can be accepted or rejected, not edited: edit its track."
        if name == "merge" and (len(chosen) != 2 or len(kinds) != 1):
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
        """Join the two marked facts; the one marked first stays."""
        from tracker.desk import merge  # noqa: PLC0415

        (kind, keep), (_, other) = self.selection()
        self.write(merge.merge, kind, keep, other)

    def do_delete(self) -> None:
        """Delete the selected fact (undo brings it back)."""
        from tracker.desk import edit  # noqa: PLC0415

        kind, fact = self._one()
        self.write(edit.delete, kind, fact)

    def do_edit(self) -> None:
        """Open the form on the selected fact."""
        kind, fact = self._one()
        self.tracker.open_form(kind, fact)

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

    def do_editor(self) -> None:
        """Write the note of the selected fact or article in $EDITOR."""
        kind, fact = self._one()
        self.tracker.open_note(kind, fact, editor=True)
