"""A dialog that asks for the day as of which everything is shown: a month with the days of news, or a typed date."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.domain import edtf
from tracker.tui.actions import keys_of, shown_key
from tracker.tui.display import content
from tracker.tui.screens.base import FIELD_KEYS, TrackerDialog
from tracker.tui.widgets.inputs import LineInput
from tracker.tui.widgets.month import Month

Answer = tuple[date | None]
"""The day that was chosen; None in it is today."""


class CalendarDialog(TrackerDialog[Answer]):
    """Ask for a day. Dismissed with `(day,)`, with `(None,)` for today, with None where it was closed.

    Args:
        question: what is asked.
        day: the day under the cursor at first; None is today.
    """

    BINDINGS: ClassVar[list[Any]] = [*FIELD_KEYS]

    def __init__(self, question: str, day: date | None = None) -> None:
        super().__init__()
        self._question = question
        self._today = date.today()
        self._day = day or self._today

    def compose(self) -> ComposeResult:
        """The question, the month, a field for a typed date, what the keys do."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), classes="dialog--title")
            yield Month(self._day, self._today)
            yield LineInput(
                placeholder="or type it: 1 Dec 2025, yesterday, last Monday, newest",
                compact=True,
                select_on_focus=False,  # what began the date stays in it
            )
            yield Static(content(self._hint()), classes="dialog--hint")

    def _hint(self) -> str:
        later, earlier = shown_key("next_fact"), shown_key("previous_fact")
        return f"• news · {earlier} {later} with news · pgup pgdn month · t today · enter show"

    @property
    def month(self) -> Month:
        """The calendar."""
        return self.query_one(Month)

    def on_mount(self) -> None:
        """Keys go to the month."""
        self.month.focus()
        self._read_news()

    def on_month_moved(self, event: Month.Moved) -> None:
        """Another month has other news."""
        del event
        self._read_news()

    def _read_news(self) -> None:
        from tracker.desk.days import news_days  # noqa: PLC0415

        def show(news: Mapping[date, int]) -> None:
            self.month.show_news(news)

        self.load(news_days, show, self.db, *self.month.span())

    def on_key(self, event: events.Key) -> None:
        """The keys of the month that are not moves; a digit or a letter begins a typed date."""
        key = event.key
        field = self.query_one(Input)
        if field.value and event.character and event.character.isprintable():
            field.insert_text_at_cursor(event.character)  # typed so fast that the key went to the month, not the field
        elif isinstance(self.focused, Input):
            return
        elif key == "enter":
            self._choose(self.month.day)
        elif key == "t" or key in keys_of("as_of"):
            self.dismiss((None,))
        elif key in keys_of("next_fact") or key in keys_of("previous_fact"):
            self._to_news(later=key in keys_of("next_fact"))
        elif event.character and event.character.isalnum():
            field.value = event.character
            self.set_focus(field)
            field.cursor_position = 1
        else:
            return
        event.stop()

    def _to_news(self, *, later: bool) -> None:
        from tracker.desk.days import news_beside  # noqa: PLC0415

        def move(day: date | None) -> None:
            if day is None:
                self._tell(f"There is no news {'after' if later else 'before'} this day.", wrong=True)
            else:
                self._tell(self._hint())
                self.month.move_to(day)

        self.load(lambda: news_beside(self.db, self.month.day, later=later), move)

    def _choose(self, day: date) -> None:
        self.dismiss((None if day == self._today else day,))

    def _typed(self, text: str) -> date | None:
        from tracker.desk.typed_dates import parse_day  # noqa: PLC0415

        if text.strip().casefold() == "newest":
            from tracker.desk.days import newest_day  # noqa: PLC0415

            return newest_day(self.db)
        found = parse_day(text, self._today)
        return date.fromisoformat(found) if found else None

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        hint = self.query_one(".dialog--hint", Static)
        hint.set_class(wrong, "-wrong")
        hint.update(content(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """The month goes along with what is typed; what is no date yet is said beneath."""
        if not event.value.strip():
            self._tell(self._hint())
            return
        try:
            day = self._typed(event.value)
        except ValueError as error:
            self._tell(str(error), wrong=True)
            return
        if day is not None:
            self._tell(f"= {day:%a} {edtf.shown(day.isoformat())} · enter shows it")
            self.month.move_to(day)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field: the day that was typed; empty, the one under the cursor."""
        try:
            day = self._typed(event.value)
        except ValueError as error:
            self._tell(str(error), wrong=True)
            return
        self._choose(day or self.month.day)

    def do_back(self) -> None:
        """From the field to the month, else close."""
        field = self.query_one(Input)
        if field.has_focus:
            field.value = ""
            self.month.focus()
        else:
            self.dismiss(None)
