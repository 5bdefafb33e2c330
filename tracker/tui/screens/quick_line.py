"""The quick line: a fact in one line, or a change of one, with what it means shown beneath while it is typed."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tracker.desk.views import Done
from tracker.tui import line_examples
from tracker.tui.display import cell_len, content, crop, crop_middle, fit, lines, one_line, plural
from tracker.tui.drafts import DraftedDialog, kept_text
from tracker.tui.hosting import refusal
from tracker.tui.placing import read_rows
from tracker.tui.screens.confirm import ask_to_leave
from tracker.tui.widgets.coach import Coach
from tracker.tui.widgets.names import NameInput

if TYPE_CHECKING:
    from tracker.desk.quick_like import Like
    from tracker.desk.quick_meaning import Understood

_APART = "   "
_LEAST_ROWS = 10
"""Rows that the line and what it means need: it covers other words rather than its own."""
_MOST_LINES = 7
_MOST_FACTS = 2_000
"""Marked facts that a draft can name."""


def packed(parts: Sequence[str], width: int) -> list[str]:
    """Parts in as few lines of `width` cells as they fill in their order, each whole."""
    found: list[str] = []
    for part in parts:
        if found and len(found[-1]) + len(_APART) + len(part) <= width:
            found[-1] += _APART + part
        else:
            found.append(crop(part, width))
    return found


def draft_of(facts: Sequence[tuple[str, int]]) -> str:
    """The name of the draft of a line on these facts."""
    if len(facts) > 1:
        return "quick:several"
    return f"quick:{facts[0][0]}:{facts[0][1]}" if facts else "quick:new"


class QuickInput(NameInput):
    """The line; `right` at its end takes the name that is offered for the last word."""

    def _split(self) -> tuple[str, str]:
        at = max(self.value.rfind(mark) for mark in ' ,@("“:') + 1
        return self.value[:at], self.value[at:]

    def action_cursor_right(self, select: bool = False) -> None:
        """At the end of the line: take the first name that is offered."""
        head, piece = self._split()
        if self.cursor_at_end and self.offered and not select and self.offered[0] != piece:
            self.value = f"{head}{self.offered[0]}"
            self.cursor_position = len(self.value)
            return
        super().action_cursor_right(select)


class QuickLine(DraftedDialog):
    """Type a fact, or a change of facts. Dismissed with what was done, or None where it was left.

    Args:
        facts: the facts that it changes; none for a new one.
        article: the article it is typed over: a quotation means its words.
        selected: words of the article that were selected, (start, end).
        text: what stands in the line at first.
        typed: what was typed in it already, in a line that was not finished.
        like: the fact under the cursor, which "=" begins from.
    """

    BINDINGS: ClassVar[list[Any]] = [
        Binding("tab", "form", "form", show=False, priority=True),
        ("ctrl+s", "save", "save"),
        ("f2", "save", "save"),
    ]
    DEFAULT_CSS = """
    QuickLine .quick--title { height: 1; text-style: bold; }
    QuickLine .quick--now { height: auto; max-height: 2; color: $dim; }
    QuickLine Input { border: none; height: 1; padding: 0; background: $background; }
    QuickLine .quick--told { height: auto; max-height: 8; min-height: 2; }
    QuickLine .quick--wrong { height: auto; max-height: 2; min-height: 1; color: $dim; }
    QuickLine .quick--wrong.-wrong { color: $error; text-style: bold; }
    QuickLine .quick--keys { height: 1; color: $dim; }
    """

    def __init__(
        self,
        facts: Sequence[tuple[str, int]] = (),
        *,
        article: int | None = None,
        selected: tuple[int, int] | None = None,
        text: str = "",
        typed: str = "",
        like: tuple[str, int] | None = None,
    ) -> None:
        super().__init__()
        self._like = like
        self.facts = list(facts)
        self.article = article
        self.selected = selected
        self._text = text
        self._typed = typed
        self._saving = False
        self._meant: Understood | None = None
        self._offered = ""

    @property
    def _kind(self) -> str | None:
        return self.facts[0][0] if self.facts else None

    def compose(self) -> ComposeResult:
        """What it is about, the line, what it means, what is missing or wrong, the keys."""
        with Vertical(classes="quick"):
            yield Static(content(self._title()), classes="quick--title")
            if self.facts:
                yield Static("", classes="quick--now")
            yield QuickInput(self._typed or self._text, self._offers, compact=True, select_on_focus=False)
            yield Static("", classes="quick--told")
            yield Static("", classes="quick--wrong")
            yield Static(content(self._keys()), classes="quick--keys")

    def _title(self) -> str:
        if not self.facts:
            return "New fact, with the selected words" if self.selected else "New fact"
        if len(self.facts) > 1:
            return f"Change {len(self.facts):,} marked facts together, in one undo step"
        return "Change"

    def _keys(self) -> str:
        form = "" if len(self.facts) > 1 else "tab form · "
        return f"enter {'change' if self.facts else 'create'} · {form}→ take the name offered · esc leave"

    @property
    def line(self) -> QuickInput:
        """What is typed in."""
        return self.query_one(QuickInput)

    def on_mount(self) -> None:
        """Type at once, where the words stay in sight; say what the fact is now."""
        self._place()
        self.line.focus()
        self.line.cursor_position = len(self.line.value)
        if len(self.facts) == 1:
            from tracker.desk import facts  # noqa: PLC0415

            self.load(facts.fact, self._show_now, self.db, *self.facts[0])
        self._look()

    def _place(self) -> None:
        """Above or below the words that the fact rests on: they are read while it is typed."""
        stack = self.app.screen_stack
        beneath = stack[stack.index(self) - 1] if self in stack[1:] else None
        rows = read_rows(beneath) if beneath is not None else range(0)
        # What the tutorial says to do stays in sight, too.
        head = max((one.region.bottom for one in beneath.query(Coach)), default=0) if beneath is not None else 0
        height = self.app.size.height
        above, below = (rows.start - head, height - rows.stop) if rows else (0, height)
        self.set_class(above > below, "-top")
        box = self.query_one(".quick")
        box.styles.max_height = min(max(above, below, _LEAST_ROWS), height * 6 // 10)
        box.styles.margin = (head if above > below else 0, 0, 0, 0)

    def on_resize(self) -> None:
        """Another size, another place."""
        self._place()

    def _show_now(self, view: Any) -> None:
        self.query_one(".quick--title", Static).update(content(crop(f"Change: {view.title}", self.size.width - 4)))
        from tracker.domain.shown_values import as_read  # noqa: PLC0415

        shown = [one for one in view.fields if one.value and one.name != "text"]
        told = [f"{one.label}: {as_read(view.kind, one.name, one.value)}" for one in shown]
        people = [one.name for one in view.attendance]
        if people:
            told.append(f"With: {', '.join(people)}")
        self.query_one(".quick--now", Static).update(content(crop(" · ".join(told), 2 * (self.size.width - 4))))

    # -- while it is typed ---------------------------------------------------------------------------------------

    def _offers(self, piece: str) -> Sequence[str]:
        from tracker.desk.quick_names import offers  # noqa: PLC0415

        return offers(self.db, self.line.value, piece, self._kind)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what it means now."""
        event.stop()
        self._look()
        self.keep_draft()

    def _look(self) -> None:
        # Not a coroutine yet: one that the next key cancels is never made.
        self.run_worker(cast("Any", partial(self._understand, self.line.value)), group="understand", exclusive=True)

    async def _understand(self, text: str) -> None:
        meant = await asyncio.to_thread(self._meaning, text)
        if self.alive and text == self.line.value and not self._saving:
            self._show(meant)

    def _meaning(self, text: str) -> "Understood":
        from tracker.desk import quick  # noqa: PLC0415

        fact = self.facts[0] if self.facts else None
        return quick.understand(
            self.db, text, fact=fact, article=self.article, selected=self.selected, like=self._begins_from()
        )

    def _begins_from(self) -> "Like":
        """The facts of "=" and "=="."""
        return self._like, self.tracker.last_made

    def _show(self, meant: "Understood") -> None:
        self._meant = meant
        typed = self.line.value.strip()
        width = max(20, self.size.width - 4)
        label = max((cell_len(one_line(one.label)) for one in meant.told), default=0)
        told = [
            Content.assemble(
                (f"{fit(one.label, label)}  ", "$primary" if not one.follows else "$dim"),
                (crop_middle(one.text, width - label - 12), "" if not one.follows else "$dim"),
                ("  (follows)" if one.follows else "", "$dim"),
            )
            for one in meant.told
        ]
        if not typed:
            words = [Content.assemble(("words  ", "$primary"), crop_middle(f"“{one_line(meant.exact)}”", width - 8))]
            examples = packed(self._examples(), width)
            told = [*(words if self.selected else ()), *(Content.styled(one, "$dim") for one in examples)]
        if len(told) > _MOST_LINES:
            told = [*told[: _MOST_LINES - 1], content(f"and {plural(len(told) - _MOST_LINES + 1, 'more field')}")]
        self.query_one(".quick--told", Static).update(lines(*told) if told else "")
        wrong = meant.wrong[0] if meant.wrong and typed else ""
        missing = f"Still missing: {', '.join(meant.missing)}" if meant.missing and typed else ""
        self._say(wrong or missing or self._offered, wrong=bool(wrong))

    def _examples(self) -> Sequence[str]:
        if self.facts:
            return line_examples.of_change([kind for kind, _ in self.facts])
        return line_examples.SELECTED if self.selected else line_examples.NEW

    def _say(self, text: str, *, wrong: bool = False) -> None:
        said = self.query_one(".quick--wrong", Static)
        said.set_class(wrong, "-wrong")
        said.update(content(f"! {text}" if wrong else text))

    def on_name_input_offered(self, event: NameInput.Offered) -> None:
        """Show the names that fit the last word."""
        event.stop()
        names = [name for name in event.names if name != event.typed]
        self._offered = f"→ {' · '.join(names[:5])}" if names else ""
        if self._meant is not None:
            self._show(self._meant)

    def draft_name(self) -> str:
        """One draft of the line for a new fact, one for each fact it changes, one for several."""
        return draft_of(self.facts)

    def draft(self) -> dict[str, Any] | None:
        """The line; nothing before something was typed."""
        text = self.line.value
        if not text.strip() or text.strip() == self._text.strip() or len(self.facts) > _MOST_FACTS:
            return None
        return {
            "what": "quick",
            "label": f"{self._title()}: {crop(text, 60)}",
            "facts": [list(one) for one in self.facts],
            "article": self.article,
            "selected": list(self.selected) if self.selected is not None else None,
            "like": list(self._like) if self._like is not None else None,
            "text": kept_text(text),
        }

    # -- leaving and saving --------------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: make it so."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Create or change in a thread; the line stays, with the sentence, where the desk refuses."""
        text = self.line.value.strip()
        if self._saving or not text:
            self._say("Type what it is first." if not text else "")
            return
        self._saving = True
        from tracker.desk import quick  # noqa: PLC0415

        more: dict[str, Any] = {"then": self._saved, "failed": self._failed}
        if len(self.facts) > 1:
            self.tracker.write(quick.change_all, self.facts, text, **more)
            return
        more |= {"article": self.article, "selected": self.selected}
        if self.facts:
            self.tracker.write(quick.change, self.facts[0], text, **more)
        else:
            self.tracker.write(quick.add, text, like=self._begins_from(), **more)

    def _saved(self, done: Done) -> None:
        if self.facts and done.txn is not None:
            self.tracker.last_change = (self.line.value.strip(), self.facts[-1])
            self.tracker.last_changed = frozenset(self.facts)
        elif not self.facts and done.kind is not None and done.fact is not None:
            self.tracker.last_made = (done.kind, done.fact)
        self.dismiss(done)

    def _failed(self, error: Exception) -> bool:
        self._saving = False
        sentence = refusal(error)
        if sentence is None:
            return False
        self._say(sentence, wrong=True)
        return True

    def action_form(self) -> None:
        """The full form, with what was understood so far in its fields."""
        if len(self.facts) > 1:
            self._say("The form is of one fact; several are changed in this line.")
            return
        self.run_worker(self._to_form(), group="form", exclusive=True)

    async def _to_form(self) -> None:
        meant = await asyncio.to_thread(self._meaning, self.line.value)
        app = self.tracker
        if self.facts:
            kind, fact = self.facts[0]
            self.dismiss(None)
            app.open_form(kind, fact, values=meant.values)
            return
        if meant.kind is None:
            app.push_screen(*self._which_kind())
            return
        self.dismiss(None)
        app.open_form(meant.kind, values=meant.values, evidence=meant.evidence, people=meant.people)

    def _which_kind(self) -> Any:
        from tracker.domain.fields import KINDS  # noqa: PLC0415
        from tracker.tui.screens.choice import ChoiceDialog  # noqa: PLC0415

        app, article, selected = self.tracker, self.article, self.selected

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.dismiss(None)
                words = (article, *selected) if article is not None and selected is not None else None
                app.open_form(kind, evidence=words)

        return ChoiceDialog("New fact", [(one, one) for one in KINDS]), chosen

    def do_back(self) -> None:
        """Leave; where something was typed, ask first."""
        text = self.line.value.strip()
        if not text or text == self._text.strip():
            self.dismiss(None)
            return
        ask_to_leave(self, f"Leave without {'changing' if self.facts else 'creating'} “{crop(text, 40)}”?")
