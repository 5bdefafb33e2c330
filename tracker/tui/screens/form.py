"""The form: made from `domain.fields`, for every kind of fact and for an article, new or known.

It changes nothing until it is saved, saves only the fields that were changed (so that only they are the person's own),
says beside the field what is wrong, and is never lost: `esc` on a changed form asks first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from tracker.desk.views import AttendanceView, Done, FactView, FieldView
from tracker.domain.fields import ARTICLE_FIELDS, FIELDS, Field, lacking
from tracker.tui.actions import CannotActError
from tracker.tui.display import content, crop, crop_middle, headline, one_line, plural
from tracker.tui.drafts import DraftedDialog, kept_text, people_as_json
from tracker.tui.hosting import refusal
from tracker.tui.screens.base import FIELD_KEYS
from tracker.tui.screens.confirm import ask_to_leave
from tracker.tui.widgets.attendance import AttendanceList
from tracker.tui.widgets.choice import Choice
from tracker.tui.widgets.field_row import FieldRow
from tracker.tui.widgets.inputs import LongText
from tracker.tui.widgets.names import Known

if TYPE_CHECKING:
    from tracker.desk.quick_people import People

TYPED: Final = (
    Field("told_by", "Told by", hint="who told you, or where you read it"),
    Field("known_since", "Known since", "day", hint="left empty: today"),
)
"""What a fact without an article needs instead of its words: who says so, and since when it is known."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a form shows: its title, its fields with their values and where these come from, evidence, people."""

    title: str
    fields: tuple[Field, ...]
    values: Mapping[str, str]
    origins: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    people: Sequence[AttendanceView] | None = None


_WIDEST = 120
"""Cells of the form, as in its style."""
_RAGGED = 30
"""Cells that three lines lose where they break between words."""


class FormScreen(DraftedDialog):
    """The form on one fact or article. Dismissed with what was done, or None where it was left.

    Args:
        kind: a kind of fact, or "article".
        fact: its id; None for a new one.
        values: what was typed already: what stands in a new one at first, what is changed in one that is known.
        evidence: (article, start, end) of the words that carry a new one; None where somebody told it.
        people: who attends a new meeting.
        at: the field to begin with; None for the first.
    """

    BINDINGS: ClassVar[list[Any]] = [
        ("ctrl+s", "save", "save"),
        ("f2", "save", "save"),
        Binding("ctrl+d", "fill", "fill from above", show=False, priority=True),
        Binding("ctrl+e", "editor", "editor", show=False, priority=True),
        *FIELD_KEYS,
    ]
    DEFAULT_CSS = """
    FormScreen > .form {
        width: 100%; max-width: 120; height: 100%; max-height: 40; padding: 0 1;
        background: $panel; border: round $primary;
    }
    FormScreen .form--title { text-style: bold; height: 1; }
    FormScreen .form--fields { height: 1fr; scrollbar-size-vertical: 1; margin: 1 0 0 0; }
    FormScreen .form--words { color: $dim; height: auto; max-height: 3; }
    FormScreen .form--help { height: auto; min-height: 1; max-height: 4; color: $primary; }
    FormScreen .form--help.-wrong { color: $error; text-style: bold; }
    FormScreen .form--keys { color: $dim; height: 1; }
    """

    def __init__(
        self,
        kind: str,
        fact: int | None = None,
        *,
        values: Mapping[str, str] | None = None,
        evidence: tuple[int, int, int] | None = None,
        people: "People | None" = None,
        at: str | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.fact = fact
        self._values = dict(values or {})
        self._evidence = evidence
        self._people = people
        self._at = at
        self._saving = False
        self._gone: str | None = None
        self._title = ""

    AUTO_FOCUS = None

    # -- what it shows ------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The title, the fields, the words it rests on, the keys.

        The fact is read here and not in a thread: it is a few indexed rows, and whoever types at once must find the
        fields in place.
        """
        try:
            read = self._read()
        except Exception as error:
            self._gone = refusal(error)
            if self._gone is None:
                raise
            return
        self._title = read.title
        today = self.as_of or date.today()  # the person's own day
        width = min(_WIDEST, self.app.size.width) - 4
        with Vertical(classes="form"):
            yield Static(content(crop(read.title, width)), classes="form--title")
            with VerticalScroll(classes="form--fields", can_focus=False):
                for one in read.fields:
                    typed, origin = self._values.get(one.name), read.origins.get(one.name, "")
                    value = read.values.get(one.name, "")
                    yield FieldRow(one, value, known=self._known(one.type), today=today, origin=origin, typed=typed)
                if read.people is not None:
                    yield AttendanceList(read.people, id="attendance")
            if read.words:
                yield Static(content(crop_middle(read.words, 3 * width - _RAGGED)), classes="form--words")
            if self._people is not None and self._people.there:
                yield Static(
                    content(crop(f"With {'; '.join(self._people.told(self.db.read))}", 3 * width - _RAGGED)),
                    classes="form--words",
                )
            yield Static("", classes="form--help")
            yield Static("", classes="form--keys")

    def _read(self) -> "_Read":
        if self.fact is None:
            return self._new()
        return self._article(self.fact) if self.kind == "article" else self._fact(self.kind, self.fact)

    def _new(self) -> "_Read":
        fields = FIELDS[self.kind] + (TYPED if self._evidence is None else ())
        return _Read(f"New {self.kind}", fields, {})

    def _fact(self, kind: str, fact: int) -> "_Read":
        from tracker.desk import facts  # noqa: PLC0415

        view = facts.fact(self.db, kind, fact)
        state = "" if view.state == "suggested" else f" · {view.state}"
        return _Read(
            f"Edit {kind}: {view.title} — {view.basis}{state}",
            FIELDS[kind],
            {one.name: one.value for one in view.fields} | {"note": view.note},
            {one.name: _origin(one) for one in view.fields},
            f"“{one_line(view.evidence[0].exact)}” {view.evidence[0].origin or ''}" if view.evidence else "",
            view.attendance if kind == "meeting" else None,
        )

    def _article(self, article: int) -> "_Read":
        from tracker.desk import articles  # noqa: PLC0415

        view = articles.article_view(self.db, article)
        values = {one.name: getattr(view, one.name) or "" for one in ARTICLE_FIELDS}
        first = headline(view.text[view.body_start :])
        if view.title in (PurePath(view.file).name, first):
            values["title"] = ""  # it has none of its own, and is called by its file or its first words
        return _Read(
            f"Edit article: {values['title'] or first} — {view.file}",
            ARTICLE_FIELDS,
            values,
            {"published": f"from the {view.published_basis}" if view.published_basis else "no date was found"},
        )

    def on_mount(self) -> None:
        """Begin at the field that was asked for; leave at once where the fact is not there any more."""
        if self._gone is not None:
            self.say(self._gone, kind="error")
            self.dismiss(None)
            return
        rows = self.rows()
        first = next((row for row in rows if row.field.name == self._at), rows[0])
        self.set_focus(first.editor)
        self._keys()
        if self._values:
            self.keep_draft()

    def _known(self, type_: str) -> Known | None:
        from tracker.desk.completing import COMPLETED, known_names  # noqa: PLC0415

        kind = "party" if type_ == "parties" else type_
        if kind not in COMPLETED:
            return None
        return lambda typed: known_names(self.db, kind, typed)

    def _keys(self, refused: str = "") -> None:
        """Paint the last lines: what is wrong or may be typed in this field, and the keys."""
        row = self.focused_row()
        wrong = refused or (row.error if row else "")
        told = self.query_one(".form--help", Static)
        told.set_class(bool(wrong), "-wrong")
        told.update(content(f"! {wrong}" if wrong else row.help if row else ""))
        changed = len(self.changed_rows())
        count = f" {plural(changed, 'changed field')}" if changed and self.fact is not None else ""
        keys = f"ctrl+s save{count} · esc leave · ↓ ↑ fields · → takes the name · ctrl+d as above"
        self.query_one(".form--keys", Static).update(content(keys))

    def focused_row(self) -> FieldRow | None:
        """The line that is being typed in; None where the focus is elsewhere."""
        return next((row for row in self.rows() if row.editor.has_focus), None)

    def on_descendant_focus(self) -> None:
        """Say what may be typed in the field."""
        if self.is_mounted:
            self._keys()

    # -- a form that was not finished ---------------------------------------------------------------------------

    def draft_name(self) -> str:
        """One draft a fact, one of each kind of new ones."""
        return f"form:{self.kind}:{self.fact or 'new'}"

    def draft(self) -> dict[str, Any] | None:
        """What was changed, and what a new fact rests on; nothing before something was typed."""
        changed = self.changed_rows()
        if not changed:
            return None
        return {
            "what": "form",
            "label": f"{', '.join(row.field.label for row in changed[:3])} · {crop(self._title, 60)}",
            "kind": self.kind,
            "fact": self.fact,
            "values": {row.field.name: kept_text(row.value) for row in changed},
            "evidence": list(self._evidence) if self._evidence is not None else None,
            "people": people_as_json(self._people),
        }

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
        """Count what was changed, and keep it."""
        self._keys()
        self.keep_draft()

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

    def action_fill(self) -> None:
        """The field takes its value from the row above the one that is edited, else from the fact changed last."""
        row, screen = self.focused_row(), self.app.screen_stack[-2]
        find = getattr(screen, "above_or_last", None)
        but = () if self.fact is None else (self.fact,)
        above = find(self.kind, but) if find is not None else self.tracker.last_facts.get(self.kind)
        if row is None:
            return
        if above is None:
            self._keys(f"There is no {self.kind} above to take it from.")
            return
        from tracker.desk import filling  # noqa: PLC0415 - only where something is filled

        self.load(filling.value, lambda value: self._filled(row, value), self.db, self.kind, above, row.field.name)

    def _filled(self, row: FieldRow, value: str) -> None:
        if value:
            row.put(value)
        else:
            self._keys(f"{row.field.label} is blank above, too.")

    def action_editor(self) -> None:
        """The long text that is being typed, in $VISUAL or $EDITOR; on a line of one row ctrl+e goes to its end."""
        editor = self.focused
        if not isinstance(editor, LongText):
            if isinstance(editor, Input):
                editor.action_end()
            self._keys("Only a long text opens in your editor; the whole fact does from its list.")
            return
        from tracker.tui.editor import edited  # noqa: PLC0415 - only where an editor is asked for

        try:
            back = edited(self.app, editor.text)
        except CannotActError as error:
            self._keys(str(error))
            return
        if back.gave_up:
            self._keys("The editor gave up; the text is as it was.")
        elif back.text.rstrip("\n") != editor.text:
            editor.load_text(back.text.rstrip("\n"))

    # -- leaving and saving -------------------------------------------------------------------------------------

    def do_back(self) -> None:
        """Leave; where something was typed, ask first."""
        changed = self.changed_rows()
        if not changed:
            self.dismiss(None)
            return
        names = ", ".join(row.field.label for row in changed[:4])
        ask_to_leave(self, f"Leave without saving {plural(len(changed), 'changed field')} ({names})?")

    def action_save(self) -> None:
        """Check every field, then write in a thread; what is wrong is said beside its field."""
        if self._saving:
            return
        values: dict[str, str] = {}
        wrong: list[FieldRow] = []
        may_be_empty = self._may_be_empty()
        for row in self.rows():
            try:
                meant = row.meant if row.value.strip() or row.field.name not in may_be_empty else ""
            except ValueError as error:
                row.complain(str(error))
                wrong.append(row)
                continue
            if row.changed or self.fact is None:
                values[row.field.name] = meant
        if wrong:
            wrong[0].editor.focus()
            self._keys()
            return
        if self.fact is not None and not values:
            self.dismiss(None)
            self.say("Nothing was changed.", kind="refused")
            return
        self._saving = True
        self._write(values)

    def _may_be_empty(self) -> set[str]:
        """Fields that are asked for, but stay empty as they are: a meeting's sides, where its place is known."""
        if self.fact is not None:
            return {row.field.name for row in self.rows() if not row.changed}
        if self.kind not in FIELDS:
            return set()
        missing = lacking(self.kind, {row.field.name: row.value for row in self.rows()})
        return {row.field.name for row in self.rows()} - {one.name for one in missing}

    def _write(self, values: dict[str, str]) -> None:
        if self.kind == "article":
            self._write_article(values)
            return
        from tracker.desk import edit, quick  # noqa: PLC0415

        if self.fact is not None:
            self.tracker.write(edit.edit, self.kind, self.fact, values, then=self._saved, failed=self._failed)
            return
        told_by, known_since = values.pop("told_by", ""), values.pop("known_since", "")
        filled = {name: value for name, value in values.items() if value}
        more = {"people": self._people} if self._people is not None else {}
        self.tracker.write(
            quick.create_with,
            self.kind,
            filled,
            **more,
            told_by=told_by,
            known_since=known_since or None,
            evidence=self._evidence,
            then=self._saved,
            failed=self._failed,
        )

    def _write_article(self, values: dict[str, str]) -> None:
        from tracker.tui.whole_facts import write_article  # noqa: PLC0415 - only where an article is changed

        assert self.fact is not None  # noqa: S101  # a new article is read or pasted, never typed into a form
        if write_article(self.tracker, self.fact, values, then=self._saved, failed=self._failed):
            self.dismiss(None)

    def _saved(self, done: Done) -> None:
        self.dismiss(done)

    def _failed(self, error: Exception) -> bool:
        """The desk refused: the form stays, with the sentence beside the field, or in the last line."""
        self._saving = False
        name = getattr(error, "field", None)
        row = self.row(name) if isinstance(name, str) else None
        if row is None:
            sentence = refusal(error)
            if sentence is None:
                return False
            self._keys(sentence)
            return True
        row.complain(str(getattr(error, "sentence", error)))
        row.editor.focus()
        self._keys()
        return True

    # -- who was there ------------------------------------------------------------------------------------------

    def on_attendance_list_asked(self, event: AttendanceList.Asked) -> None:
        """Edit one person's attendance, add one, or take one away."""
        if event.what == "delete":
            from tracker.desk import edit  # noqa: PLC0415

            self.tracker.write(edit.delete, "attendance", event.row, then=lambda _done: self._read_attendance())
            return
        values = {"meeting": f"#{self.fact}", "status": self._usual_status()} if event.row is None else {}
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
