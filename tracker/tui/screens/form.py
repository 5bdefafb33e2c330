"""The form: made from `domain.fields`, for every kind of fact and for an article, new or known.

It changes nothing until it is saved, saves only the fields that were changed (so that only they are the person's own),
says beside the field what is wrong, and is never lost: `esc` on a changed form asks first.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.desk.views import ArticleView, Done, FactView, FieldView
from tracker.domain.fields import ARTICLE_FIELDS, FIELDS, Field
from tracker.tui.display import block, content, crop, one_line, plural
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.widgets.attendance import AttendanceList
from tracker.tui.widgets.choice import Choice
from tracker.tui.widgets.field_row import FieldRow
from tracker.tui.widgets.names import Known

TYPED: Final = (
    Field("told_by", "Told by", hint="who told you, or where you read it"),
    Field("known_since", "Known since", "day", hint="left empty: today"),
)
"""What a fact without an article needs instead of its words: who says so, and since when it is known."""


class FormScreen(TrackerDialog[Done]):
    """The form on one fact or article. Dismissed with what was done, or None where it was left.

    Args:
        kind: a kind of fact, or "article".
        fact: its id; None for a new one.
        values: what stands in a new one at first.
        evidence: (article, start, end) of the words that carry a new one; None where somebody told it.
        at: the field to begin with; None for the first.
    """

    BINDINGS: ClassVar[list[Any]] = [
        ("ctrl+s", "save", "save"),
        ("f2", "save", "save"),
        ("down", "move(1)", "next field"),
        ("up", "move(-1)", "previous field"),
    ]
    DEFAULT_CSS = """
    FormScreen > .dialog { width: 100%; max-width: 116; height: auto; max-height: 100%; padding: 0 1; }
    FormScreen .form--title { text-style: bold; height: 1; }
    FormScreen .form--fields { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    FormScreen .form--words { color: $text-muted; height: auto; max-height: 3; margin: 1 0 0 0; }
    FormScreen .form--keys { color: $text-muted; height: 1; margin: 1 0 0 0; }
    FormScreen .form--keys.-wrong { color: $error; text-style: bold; }
    """

    def __init__(
        self,
        kind: str,
        fact: int | None = None,
        *,
        values: Mapping[str, str] | None = None,
        evidence: tuple[int, int, int] | None = None,
        at: str | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.fact = fact
        self._values = dict(values or {})
        self._evidence = evidence
        self._at = at
        self._saving = False

    # -- what it shows ------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The title, the fields, the words it rests on, the keys."""
        with Vertical(classes="dialog"):
            yield Static("", classes="form--title")
            yield VerticalScroll(classes="form--fields", can_focus=False)
            yield Static("", classes="form--words")
            yield Static("", classes="form--keys")

    def on_mount(self) -> None:
        """Read what there is, in a thread; a new fact has nothing to read."""
        if self.fact is None:
            self._fill_new()
        elif self.kind == "article":
            from tracker.desk.articles import article_view  # noqa: PLC0415

            self.load(article_view, self._fill_article, self.db, self.fact)
        else:
            from tracker.desk.facts import fact  # noqa: PLC0415

            self.load(fact, self._fill_fact, self.db, self.kind, self.fact)

    def _fill_new(self) -> None:
        self.query_one(".form--title", Static).update(content(f"New {self.kind}"))
        fields = FIELDS[self.kind] + (TYPED if self._evidence is None else ())
        self._build(fields, self._values, {})

    def _fill_fact(self, view: FactView) -> None:
        state = "" if view.state == "suggested" else f" · {view.state}"
        self._title(f"Edit {self.kind}: {view.title}", f"{view.basis}{state}")
        by_name = {one.name: one for one in view.fields}
        values = {name: one.value for name, one in by_name.items()} | {"note": view.note}
        self._build(FIELDS[self.kind], values | self._values, {name: _origin(one) for name, one in by_name.items()})
        if view.evidence:
            words = view.evidence[0]
            self.query_one(".form--words", Static).update(block(f"“{one_line(words.exact)}” {words.origin or ''}"))
        if self.kind == "meeting":
            self.query_one(VerticalScroll).mount(AttendanceList(view.attendance, id="attendance"))

    def _fill_article(self, view: ArticleView) -> None:
        self._title(f"Edit article: {view.title}", view.file)
        values = {one.name: getattr(view, one.name) or "" for one in ARTICLE_FIELDS}
        origins = {"published": f"from the {view.published_basis}" if view.published_basis else "nobody says"}
        self._build(ARTICLE_FIELDS, values | self._values, origins)

    def _title(self, title: str, aside: str) -> None:
        self.query_one(".form--title", Static).update(content(crop(f"{title}   {aside}", 110)))

    def _build(self, fields: tuple[Field, ...], values: Mapping[str, str], origins: Mapping[str, str]) -> None:
        today = self.as_of or date.today()  # the person's own day
        rows = [
            FieldRow(
                one,
                values.get(one.name, ""),
                known=self._known(one.type),
                today=today,
                origin=origins.get(one.name, ""),
            )
            for one in fields
        ]
        self.query_one(VerticalScroll).mount(*rows)
        first = next((row for row in rows if row.field.name == self._at), rows[0])
        self.call_after_refresh(first.focus_editor)
        self._keys()

    def _known(self, type_: str) -> Known | None:
        from tracker.desk.completing import COMPLETED, known_names  # noqa: PLC0415

        kind = "party" if type_ == "parties" else type_
        if kind not in COMPLETED:
            return None
        return lambda typed: known_names(self.db, kind, typed)

    def _keys(self, wrong: str = "") -> None:
        keys = self.query_one(".form--keys", Static)
        keys.set_class(bool(wrong), "-wrong")
        changed = len(self.changed_rows())
        count = f"   {plural(changed, 'field')} changed" if changed and self.fact is not None else ""
        keys.update(content(wrong or f"ctrl+s save   esc leave   tab ↓ ↑ fields   → take the name offered{count}"))

    # -- the fields ---------------------------------------------------------------------------------------------

    def rows(self) -> list[FieldRow]:
        """The lines of the form."""
        return list(self.query(FieldRow))

    def row(self, name: str) -> FieldRow | None:
        """The line of one field."""
        return next((row for row in self.rows() if row.field.name == name), None)

    def changed_rows(self) -> list[FieldRow]:
        """The lines whose value is not what stood there at first."""
        return [row for row in self.rows() if row.changed]

    def on_field_row_typed(self) -> None:
        """Count what was changed."""
        self._keys()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        event.stop()
        self.action_move(1)

    def on_key(self, event: Any) -> None:
        """Enter on a choice goes on too."""
        if event.key == "enter" and isinstance(self.focused, Choice):
            event.stop()
            self.action_move(1)

    def action_move(self, step: int) -> None:
        """To the next or previous field; from the last one to the first."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    # -- leaving and saving -------------------------------------------------------------------------------------

    def do_back(self) -> None:
        """Leave; where something was typed, ask first."""
        changed = self.changed_rows()
        if not changed:
            self.dismiss(None)
            return

        def answered(leave: bool | None) -> None:
            if leave:
                self.dismiss(None)

        names = ", ".join(row.field.label for row in changed[:4])
        question = f"Leave without saving {plural(len(changed), 'changed field')} ({names})?"
        self.app.push_screen(ConfirmDialog(question, "leave, lose them", "stay"), answered)

    def action_save(self) -> None:
        """Check every field, then write in a thread; what is wrong is said beside its field."""
        if self._saving:
            return
        values: dict[str, str] = {}
        wrong: list[FieldRow] = []
        for row in self.rows():
            try:
                meant = row.meant
            except ValueError as error:
                row.complain(str(error))
                wrong.append(row)
                continue
            if row.changed or self.fact is None:
                values[row.field.name] = meant
        if wrong:
            wrong[0].editor.focus()
            self._keys(wrong[0].error)
            return
        if self.fact is not None and not values:
            self.dismiss(None)
            self.say("Nothing was changed.", kind="refused")
            return
        self._saving = True
        self._write(values)

    def _write(self, values: dict[str, str]) -> None:
        if self.kind == "article":
            self._write_article(values)
            return
        from tracker.desk import edit  # noqa: PLC0415

        if self.fact is not None:
            self.tracker.write(edit.edit, self.kind, self.fact, values, then=self.dismiss, failed=self._failed)
            return
        told_by, known_since = values.pop("told_by", ""), values.pop("known_since", "")
        filled = {name: value for name, value in values.items() if value}
        self.tracker.write(
            edit.create,
            self.kind,
            filled,
            told_by=told_by,
            known_since=known_since or None,
            evidence=self._evidence,
            then=self.dismiss,
            failed=self._failed,
        )

    def _write_article(self, values: dict[str, str]) -> None:
        from tracker.desk import edit  # noqa: PLC0415
        from tracker.tui.jobs import Job  # noqa: PLC0415

        assert self.fact is not None  # noqa: S101  # a new article is read or pasted, never typed into a form
        if {"published", "publisher"} & values.keys():
            # Its dates are resolved anew, which reads it anew: a child's work.
            words = ["edit", "--progress", "json", "--", "article", str(self.fact)]
            self.tracker.start_job(Job("Article", [*words, *(f"{name}={value}" for name, value in values.items())]))
            self.dismiss(None)
            return
        self.tracker.write(edit.edit_article, self.fact, values, then=self.dismiss, failed=self._failed)

    def _failed(self, error: Exception) -> bool:
        """The desk refused: the form stays, with the sentence beside the field, or in the last line."""
        self._saving = False
        name = getattr(error, "field", None)
        row = self.row(name) if isinstance(name, str) else None
        if row is None:
            from tracker.tui.app import refusal  # noqa: PLC0415

            sentence = refusal(error)
            if sentence is None:
                return False
            self._keys(sentence)
            return True
        row.complain(str(getattr(error, "sentence", error)))
        row.editor.focus()
        self._keys(row.error)
        return True

    # -- who was there ------------------------------------------------------------------------------------------

    def on_attendance_list_asked(self, event: AttendanceList.Asked) -> None:
        """Edit one person's attendance, add one, or take one away."""
        if event.what == "delete":
            from tracker.desk import edit  # noqa: PLC0415

            self.tracker.write(edit.delete, "attendance", event.row, then=lambda _done: self._read_attendance())
            return
        values = {"meeting": str(self.fact), "status": self._usual_status()} if event.row is None else {}
        form = FormScreen("attendance", event.row, values=values, at="person" if event.row is None else "status")
        self.app.push_screen(form, lambda done: self._read_attendance() if done else None)

    def _usual_status(self) -> str:
        row = self.row("status")
        return "present" if row is not None and row.value in ("held", "ongoing") else "expected"

    def _read_attendance(self) -> None:
        from tracker.desk.facts import fact  # noqa: PLC0415

        assert self.fact is not None  # noqa: S101  # a new meeting has no list
        self.load(fact, self._show_attendance, self.db, self.kind, self.fact)

    def _show_attendance(self, view: FactView) -> None:
        self.query_one(AttendanceList).show(view.attendance)


def _origin(one: FieldView) -> str:
    if not one.manual:
        return ""
    return f"yours; articles say: {one.text_says}" if one.text_says else "yours"


def editor_of(widget: Widget) -> FieldRow | None:
    """The line of a form that a widget is in; None outside of one."""
    return next((node for node in widget.ancestors_with_self if isinstance(node, FieldRow)), None)
