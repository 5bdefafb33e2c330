"""One line of a form: the label, what is typed or chosen, and beside it what it means or what is wrong with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from tracker.domain import edtf
from tracker.domain.fields import Field
from tracker.domain.vocabulary import issue_is_known
from tracker.tui.display import content, crop, flat, one_line
from tracker.tui.widgets.choice import Choice, spoken
from tracker.tui.widgets.inputs import LineInput, LongText
from tracker.tui.widgets.names import Known, NameInput

_NAMES = {"party": "", "person": "", "venue": "", "track": "", "meeting": "", "parties": ",", "issue": ""}
_NEW = {"party": "a new party", "person": "a new person", "venue": "a new venue", "parties": "a new party"}


class FieldRow(Horizontal):
    """One field of a form.

    Args:
        field: what it is; its type decides how it is typed.
        value: what stands in it, as text.
        known: gives known names for the types that are names; None offers none.
        today: the day that "yesterday" and a day without a year refer to.
        origin: where the value came from, where that matters ("yours; articles say: Paris").
        typed: what was typed into it already (in a quick line, in a form that was not finished); None: nothing.
    """

    DEFAULT_CSS = """
    FieldRow { height: auto; min-height: 1; }
    FieldRow > .field--label { width: 18; color: $dim; }
    FieldRow > .field--note { width: 38%; max-width: 44; padding: 0 0 0 1; color: $dim; height: 1; }
    FieldRow.-wrong > .field--note { color: $error; text-style: bold; }
    FieldRow.-wrong > .field--label { color: $error; }
    FieldRow > Input { width: 1fr; background: $surface; }
    FieldRow > Input:focus { background: $panel; }
    FieldRow > TextArea { width: 1fr; height: 3; background: $surface; border: none; padding: 0; }
    FieldRow.-here > .field--label { color: $primary; text-style: bold; }
    """
    # Here and not on the form: the scrolling container in between would take the arrows.
    BINDINGS: ClassVar[list[Any]] = [
        ("down", "screen.move(1)", "next field"),
        ("up", "screen.move(-1)", "previous field"),
    ]

    class Typed(Message):
        """What stands in the field has changed."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row

    def __init__(
        self, field: Field, value: str, *, known: Known | None, today: date, origin: str = "", typed: str | None = None
    ) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self.initial = flat(value) if field.type == "long" else flat(value).replace("\n", " ")
        begin = value if typed is None else typed
        self._begin = flat(begin) if field.type == "long" else flat(begin).replace("\n", " ")
        self._known = known
        self._today = today
        self._origin = origin
        self._error = ""
        self.editor: Input | Choice | TextArea = self._editor()
        """What takes the focus."""

    def compose(self) -> ComposeResult:
        """Label, editor, note."""
        sign = " *" if self.field.required else ""
        yield Static(content(f"{self.field.label}{sign}"), classes="field--label")
        yield self.editor
        yield Static("", classes="field--note")

    def _editor(self) -> Input | Choice | TextArea:
        field, value = self.field, self._begin
        if field.type == "choice":
            return Choice(field.choices, value, required=field.required)
        if field.type == "long":
            return LongText(value)
        if field.type in _NAMES:
            known = self._issues if field.type == "issue" else self._known
            if known is not None:
                return NameInput(value, known, _NAMES[field.type], compact=True, select_on_focus=False)
        return LineInput(value, compact=True, select_on_focus=False)

    def _issues(self, typed: str) -> Sequence[str]:
        begin = [issue for issue in self.field.choices if issue.startswith(typed.lower())]
        return begin if begin or self._known is None else self._known(typed)

    # -- the value ----------------------------------------------------------------------------------------------

    def focus_editor(self) -> None:
        """Type here."""
        self.editor.focus()

    @property
    def value(self) -> str:
        """What stands in the field now."""
        return self.editor.text if isinstance(self.editor, TextArea) else self.editor.value

    def put(self, value: str) -> None:
        """Put another value in the field, as if it was typed."""
        if isinstance(self.editor, TextArea):
            self.editor.load_text(value)
        else:
            self.editor.value = value

    @property
    def changed(self) -> bool:
        """True where it is not what stood there at first."""
        return self.value.strip() != self.initial.strip()

    @property
    def meant(self) -> str:
        """What will be stored: a date as EDTF, a line without spaces at its ends, text as it is.

        Raises:
            ValueError: with one sentence, where it cannot be stored.
        """
        value = self.value.strip()
        if not value:
            if self.field.required:
                raise ValueError(f"{self.field.label} must not be empty.")
            return ""
        if self.field.type in ("date", "day"):
            return self._resolved(value) or ""
        if self.field.type == "choice" and value not in self.field.choices:
            raise ValueError(f"{self.field.label} is one of: {', '.join(spoken(one) for one in self.field.choices)}.")
        if self.field.type == "issue" and not issue_is_known(value):
            raise ValueError(f"An issue is one of: {', '.join(self.field.choices)}; a finer part follows a slash.")
        return value

    def _resolved(self, value: str) -> str | None:
        from tracker.desk import typed_dates  # noqa: PLC0415  # not needed before somebody types a date

        parse = typed_dates.parse_day if self.field.type == "day" else typed_dates.parse
        return parse(value, self._today)

    # -- what stands beside it ----------------------------------------------------------------------------------

    @property
    def error(self) -> str:
        """What is wrong with it; empty where nothing is, or nobody has looked."""
        return self._error

    @property
    def help(self) -> str:
        """What may be typed in it, in full; the note beside it has room for the beginning only."""
        if self.field.type == "choice":
            return " · ".join(spoken(one) for one in self.field.choices)
        if self.field.type == "issue":
            return " · ".join(self.field.choices) + "; a finer part after a slash"
        if self.field.type == "long":
            return " — ".join(part for part in ("ctrl+e opens it in your editor", self._origin) if part)
        told = self.field.hint[:1].upper() + self.field.hint[1:]
        if told and self.field.type in ("parties", "date", "duration"):
            told = f"For example: {self.field.hint}"
        return " — ".join(part for part in (told, self._origin) if part)

    def complain(self, sentence: str) -> None:
        """Show what is wrong with it, until it is changed; an empty sentence takes that away."""
        self._error = sentence
        self.set_class(bool(sentence), "-wrong")
        self.tell()

    def tell(self, names: Sequence[str] = (), typed: str = "") -> None:
        """Show beside the field what helps now: the error, the date that is meant, names that fit, where it is from."""
        note = self.query_one(".field--note", Static)
        note.update(content(crop(self._beside(names, typed), max(20, note.size.width - 1))))

    def _beside(self, names: Sequence[str], typed: str) -> str:
        if self._error:
            return f"! {self._error}"
        value = self.value.strip()
        if self.field.type in ("date", "day") and value:
            return self._date_note(value)
        if self.editor.has_focus:
            if names:
                first, *rest = names
                more = f"  {' · '.join(rest[:3])}" if rest else ""
                return crop(f"→ {first}{more}", 120) if first != typed else ""
            if typed and self.field.type in _NEW:
                return _NEW[self.field.type]
        return self._origin

    def _date_note(self, value: str) -> str:
        try:
            found = self._resolved(value)
        except ValueError as error:
            # While somebody types, a date is unfinished more often than wrong; the sentence comes with `complain`.
            return "…" if self.editor.has_focus else f"! {error}"
        day = edtf.first_day(found) if edtf.precision(found) == "day" else None
        weekday = f"{day:%a} " if day else ""
        return f"= {weekday}{edtf.shown(found)}"

    def on_mount(self) -> None:
        """Show the note."""
        self.tell()

    def on_descendant_focus(self) -> None:
        """Show what may be typed here, and be seen."""
        self.add_class("-here")
        self.tell()
        self.scroll_visible(animate=False)

    def on_descendant_blur(self) -> None:
        """Back to where the value is from."""
        self.remove_class("-here")
        self.tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter was typed."""
        event.stop()
        self._touched()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another value was chosen."""
        event.stop()
        self._touched()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A letter was typed."""
        event.stop()
        self._touched()

    def _touched(self) -> None:
        if self._error:
            self.complain("")
        else:
            self.tell()
        self.post_message(self.Typed(self))

    def on_name_input_offered(self, event: NameInput.Offered) -> None:
        """Show the names that fit."""
        event.stop()
        self.tell([one_line(name) for name in event.names], event.typed)
