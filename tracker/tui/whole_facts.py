"""A whole fact in the person's editor: opened again at the line of a mistake, and never lost.

What was written and not saved is kept as a draft (`tracker.tui.drafts`): `E` on the same fact goes on with it.
"""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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


class WholeFact:
    """One fact, or article, on its way through the editor."""

    def __init__(self, app: "TrackerApp", kind: str, fact: int) -> None:
        self._app = app
        self._kind, self._fact = kind, fact
        self._draft = f"editor:{kind}:{fact}"

    def edit(self) -> None:
        """Open the editor, again and again until what it gives can be saved, or nothing new comes."""
        self._app.run_worker(self._edit(), group="editor", exclusive=True)

    async def _edit(self) -> None:
        from tracker.desk import document_saving as saving  # noqa: PLC0415 - only where an editor opens

        db = self._app.db
        try:
            text = base = await asyncio.to_thread(saving.document, db, self._kind, self._fact)
            kept = self._left()
            if kept is not None:
                text, base = kept["text"], str(kept.get("base") or base)
            line, mistake = 1, ""
            while True:
                opened, back = text, edited(self._app, text, name=f"{self._kind}.tracker.txt", line=line)
                text = back.text
                if back.gave_up or (mistake and text == opened):
                    self._leave(text, base, mistake)
                    return
                if not text.strip():
                    self._forget("It was left empty: nothing was changed.")
                    return
                try:
                    values = await asyncio.to_thread(saving.changed, db, self._kind, self._fact, text, base)
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
        if self._kind != saving.ARTICLE:
            self._app.write(saving.save, self._kind, self._fact, text, base, then=self._saved)
        elif write_article(self._app, self._fact, values, then=self._saved):
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
        told = {"what": "editor", "kind": self._kind, "fact": self._fact, "at": now(), "label": label, "owner": me()}
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
