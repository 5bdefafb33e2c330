"""A whole fact, or several, in the person's editor: opened again at the line of a mistake, and never lost.

What was written and not saved is kept as a draft (`tracker.tui.drafts`): `E` on the same fact goes on with it.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from tracker.desk.views import Done
from tracker.tui.actions import CannotActError, shown_key
from tracker.tui.editor import edited
from tracker.tui.hosting import refusal

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp


def write_article(app: "TrackerApp", article: int, values: Mapping[str, str], **more: Any) -> bool:
    """Correct an article's own fields; True where that is a child's work, because it is read anew."""
    from tracker.desk import edit  # noqa: PLC0415 - only where something is written
    from tracker.tui.jobs import Job  # noqa: PLC0415

    if not {"published", "publisher"} & values.keys():
        app.write(edit.edit_article, article, values, **more)
        return False
    # Its dates are resolved anew, which reads it anew.
    words = ["edit", "--progress", "json", "--", "article", str(article)]
    app.start_job(Job("Article", [*words, *(f"{name}={value}" for name, value in values.items())]))
    return True


class WholeFacts:
    """One fact, or article, or several facts together, on their way through the editor."""

    def __init__(self, app: "TrackerApp", chosen: Sequence[tuple[str, int]]) -> None:
        self._app = app
        self._chosen = list(chosen)
        self._draft = "editor:" + ",".join(f"{kind}:{fact}" for kind, fact in chosen)

    @property
    def _one(self) -> tuple[str, int] | None:
        """The fact, where it is one."""
        return self._chosen[0] if len(self._chosen) == 1 else None

    def ask(self) -> None:
        """Open the editor; of several facts say first how many."""
        if self._one is not None:
            self.edit()
            return
        from tracker.desk import documents_together as together  # noqa: PLC0415

        db, chosen = self._app.db, self._chosen
        together.document(db, chosen)  # refuses what cannot stand in one document before it is asked about

        def answered(yes: bool | None) -> None:
            if yes:
                self.edit()

        many = len(chosen)
        question = f"Edit these {many} facts in one document in your editor? One undo takes all of it back."
        self._app.open("confirm", question, f"edit {many}", then=answered)

    def edit(self) -> None:
        """Open the editor, again and again until what it gives can be saved, or nothing new comes."""
        self._app.run_worker(self._edit(), group="editor", exclusive=True)

    def _document(self) -> str:
        from tracker.desk import document_saving, documents_together  # noqa: PLC0415

        db = self._app.db
        one = self._one
        return document_saving.document(db, *one) if one else documents_together.document(db, self._chosen)

    def _changed(self, text: str, base: str) -> object:
        """What it changes; nothing where it changes nothing."""
        from tracker.desk import document_saving, documents_together  # noqa: PLC0415

        db, one = self._app.db, self._one
        if one:
            return document_saving.changed(db, *one, text, base)
        return documents_together.changed(db, self._chosen, text, base)

    async def _edit(self) -> None:
        from tracker.desk import document_saving as saving  # noqa: PLC0415 - only where an editor opens

        name = f"{self._one[0] if self._one else 'facts'}.tracker.txt"
        try:
            text = base = await asyncio.to_thread(self._document)
            kept = self._left()
            if kept is not None:
                text, base = kept["text"], str(kept.get("base") or base)
            line, mistake = 1, ""
            while True:
                opened, back = text, edited(self._app, text, name=name, line=line)
                text = back.text
                if back.gave_up or (mistake and text == opened):
                    self._leave(text, base, mistake)
                    return
                if not text.strip():
                    self._forget("It was left empty: nothing was changed.")
                    return
                try:
                    values = await asyncio.to_thread(self._changed, text, base)
                except saving.DocumentError as error:
                    from tracker.desk.document import with_errors  # noqa: PLC0415

                    text, line = with_errors(text, error.wrong)
                    mistake = str(error)
                    self._keep(text, base)
                    continue
                break
        except CannotActError as error:
            self._app.say(str(error), kind="refused")
            return
        except Exception as error:
            sentence = refusal(error)
            if sentence is None:
                raise
            self._app.say(sentence, kind="error")
            return
        if not values:
            self._forget("Nothing was changed.")
            return
        self._keep(text, base)
        self._save(text, base, values)

    def _save(self, text: str, base: str, values: object) -> None:
        from tracker.desk import document_saving, documents_together  # noqa: PLC0415

        one = self._one
        if one is None:
            self._app.write(documents_together.save, self._chosen, text, base, then=self._saved)
        elif one[0] != document_saving.ARTICLE:
            self._app.write(document_saving.save, *one, text, base, then=self._saved)
        elif write_article(self._app, one[1], cast("Mapping[str, str]", values), then=self._saved):
            self._app.remember(self._name, None)

    def _left(self) -> Mapping[str, Any] | None:
        """What was written and not saved, now this program's own; None where nothing was."""
        from tracker.tui import drafts  # noqa: PLC0415

        for full, draft in drafts.drafts(self._app, self._draft).items():
            if isinstance(draft.get("text"), str):
                return drafts.take_over(self._app, full, draft)
        return None

    @property
    def _name(self) -> str:
        from tracker.tui.drafts import own_name  # noqa: PLC0415

        return own_name(self._draft)

    def _saved(self, done: Done) -> None:
        del done
        self._app.remember(self._name, None)

    def _keep(self, text: str, base: str) -> None:
        from tracker.tui.draft_owner import me  # noqa: PLC0415
        from tracker.tui.drafts import kept_text, now  # noqa: PLC0415

        label = f"In the editor: {base.partition(chr(10))[0].removeprefix('# ')}"
        told: dict[str, Any] = {"what": "editor", "facts": [list(one) for one in self._chosen], "label": label}
        told |= {"at": now(), "owner": me()}
        self._app.remember(self._name, told | {"text": kept_text(text), "base": base})

    def _forget(self, sentence: str) -> None:
        self._app.remember(self._name, None)
        self._app.say(sentence, kind="refused")

    def _leave(self, text: str, base: str, mistake: str) -> None:
        """The editor gave up, or came back with the mistake still in it: nothing is saved, nothing is lost."""
        if text == base and not mistake:
            self._forget("The editor gave up: nothing was changed.")
            return
        self._keep(text, base)
        why = f" {mistake}" if mistake else ""
        self._app.say(f"Not saved.{why} {shown_key('editor')} opens it again as you left it.", kind="refused")
