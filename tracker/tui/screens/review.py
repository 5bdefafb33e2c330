"""What was read and waits for a decision: suggestions by article, the words each rests on beside it, one key each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from tracker.desk.views import ArticleView, Done, FactView, Mark
from tracker.domain import edtf
from tracker.domain.shown_values import as_read
from tracker.tui.actions import GLOBAL, LIST, REVIEW, CannotActError, action, shown_key
from tracker.tui.display import content, headline, one_line, plural
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.screens.listing import ListScreen
from tracker.tui.screens.reader import selection_told
from tracker.tui.sources import Source
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.marking import LETTERS
from tracker.tui.widgets.reader import Reader
from tracker.tui.widgets.selectable import Selectable
from tracker.tui.widgets.virtual_table import VirtualTable

WIDE = 110
_PART = 500
Pair = tuple[str, int]
Pairs = list[Pair]


class _Rows(Protocol):
    def count(self) -> int: ...

    def rows(self, start: int, size: int) -> Sequence[Mapping[str, Any]]: ...


class GroupedRows:
    """The suggestions, each knowing whether it is the first of its article (`first`), so that the title stands once.

    Args:
        rows: the suggestions; by article, where grouping is to mean anything.
        titles: one line for each of some facts.
    """

    def __init__(self, rows: _Rows, titles: Callable[[Pairs], Mapping[tuple[str, int], str]]) -> None:
        self._rows = rows
        self._titles = titles

    def count(self) -> int:
        """How many there are."""
        return self._rows.count()

    def rows(self, start: int, size: int) -> Sequence[Mapping[str, Any]]:
        """At most `size` rows from `start`."""
        before = 1 if start else 0
        got = self._rows.rows(start - before, size + before)
        articles = [row["article"] for row in got]
        titles = self._titles([(row["kind"], row["fact"]) for row in got])
        told = [
            dict(row)
            | {
                "first": index == 0 or articles[index - 1] != articles[index],
                "title": titles.get((row["kind"], row["fact"]), row["exact"] or ""),
            }
            for index, row in enumerate(got)
        ]
        return told[before:]

    def pairs(self) -> list[tuple[int | None, Pair]]:
        """Every suggestion with the article it is listed under, as (article, (kind, fact)); for a thread."""
        found: list[tuple[int | None, Pair]] = []
        total = self.count()
        for start in range(0, total, _PART):
            rows = self._rows.rows(start, min(_PART, total - start))
            found.extend((row["article"], (row["kind"], row["fact"])) for row in rows)
        return found


def _article_cell(row: Any) -> tuple[str, str]:
    if not row["first"]:
        return "", "dim"
    return (edtf.shown(row["published"]) if row["published"] else "no date" if row["article"] else "typed"), "strong"


def _sure_cell(row: Any) -> tuple[str, str]:
    return ("" if row["confidence"] is None else f"{row['confidence']:.2f}"), "dim"


class ReviewScreen(ListScreen):
    """The suggestions that wait."""

    TITLE: ClassVar[str] = "Review"
    SCREEN_ID: ClassVar[str] = "review"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, REVIEW)
    FOOTER: ClassVar[tuple[str, ...]] = (
        "accept",
        "reject",
        "edit",
        "accept_all",
        "evidence",
        "mark",
        "filter",
        "undo",
    )
    COLUMNS: ClassVar[Sequence[Column]] = (
        Column("article", "ARTICLE", _article_cell, 11),
        Column("kind", "KIND", lambda row: f"{LETTERS.get(row['kind'], '?')} {row['kind'].replace('_', ' ')}", 12),
        Column("words", "SUGGESTION", lambda row: one_line(row["title"]), 30, flex=1, sort=False),
        Column("confidence", "SURE", _sure_cell, 4, right=True, rank=1),
    )
    DEFAULT_CSS = """
    ReviewScreen #split { height: 1fr; layout: vertical; }
    ReviewScreen #split > VirtualTable { height: 40%; min-height: 6; }
    ReviewScreen #beside { height: 1fr; border-top: solid $faint; }
    ReviewScreen #where { height: 1; padding: 0 1; text-style: bold; }
    ReviewScreen #fact { height: 2; padding: 0 1; color: $dim; }
    ReviewScreen #beside > Reader { height: 1fr; }
    ReviewScreen #split.-wide { layout: horizontal; }
    ReviewScreen #split.-wide #fact { height: 4; }
    ReviewScreen #split.-wide > VirtualTable { width: 1fr; height: 1fr; }
    ReviewScreen #split.-wide > #beside { width: 1fr; height: 1fr; border-top: none; border-left: solid $faint; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.below = False
        self._hidden = 0
        self._rows: GroupedRows | None = None
        self._article: ArticleView | None = None

    def compose_body(self) -> ComposeResult:
        """The suggestions; below or beside them the fact in a few words, and its article."""
        with Container(id="split"):
            yield VirtualTable(self.COLUMNS, key=self.key_of)
            with Vertical(id="beside"):
                yield Static("", id="where")
                yield Static("", id="fact")
                yield Reader()
        yield FilterBar()

    @property
    def reader(self) -> Reader:
        """The article of the suggestion under the cursor."""
        return self.query_one(Reader)

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where there is room."""
        self.query_one("#split").set_class(event.size.width >= WIDE, "-wide")

    # -- the list -----------------------------------------------------------------------------------------------

    @property
    def EMPTY(self) -> str:  # type: ignore[override]  # noqa: N802  # it names keys and counts
        """What stands here when everything is decided: what to do next."""
        keys = {name: shown_key(name) for name in ("import_articles", "paste", "go_status", "show_below")}
        text = (
            "Nothing waits for review.\n"
            f"{keys['go_status']} shows where every track stands; {keys['import_articles']} reads articles, "
            f"{keys['paste']} takes one you paste."
        )
        if self._hidden and not self.below:
            text += f"\n{plural(self._hidden, 'less sure suggestion')} not shown: {keys['show_below']} shows them."
        return text

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """The suggestions with all `words`, by article unless another order is asked for."""
        from tracker.desk import facts, review  # noqa: PLC0415
        from tracker.desk.lists import long_list  # noqa: PLC0415

        name, reverse = sort or (None, False)
        only = {"known_on": self.as_of.isoformat()} if self.as_of else None
        found = long_list(self.db, "review", words=words, sort=name, reverse=reverse, below=self.below, only=only)
        rows = GroupedRows(found, lambda pairs: facts.titles(self.db, pairs))
        self._hidden = review.counts(self.db).hidden
        self._rows = rows
        return rows

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The suggested fact."""
        return row["kind"], row["fact"]

    def subtitle(self) -> str:
        """How many are not shown."""
        if self.below:
            return "less sure ones too"
        return f"{plural(self._hidden, 'less sure one')} not shown" if self._hidden else ""

    def do_show_below(self) -> None:
        """Show suggestions below the usual confidence too, or no longer."""
        self.below = not self.below
        self.say("Less sure suggestions are shown too." if self.below else "Only the usual suggestions are shown.")
        self._read(keep=True)

    # -- beside it ----------------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The list was read anew: so is what stands beside it."""
        self.query_one("#beside").display = bool(self.table.total)
        self.show_detail(self.table.row)

    def show_detail(self, row: Any | None) -> None:
        """Read the fact and its article once the cursor rests."""
        if row is not None:
            self.set_timer(self.rest.pause(), lambda: self._read_beside(row))

    def _is_here(self, kind: str, fact: int) -> bool:
        row = self.table.row
        return row is not None and (row["kind"], row["fact"]) == (kind, fact)

    def _read_beside(self, row: Any) -> None:
        if not (self.is_current and self._is_here(row["kind"], row["fact"])):
            return
        from tracker.desk import articles, facts  # noqa: PLC0415

        where = headline(row["article_title"] or "typed by a person")
        # Of a fixed height: nothing has to be laid out anew at every move of the cursor.
        self.query_one("#where", Static).update(content(where), layout=False)
        self.load(facts.fact, self._show_fact, self.db, row["kind"], row["fact"], *self.day())
        if row["article"] is None:
            self.reader.show("", ())
        elif self._article is not None and self._article.id == row["article"]:
            self._mark(self._article, row)
        else:
            self.load(articles.article_view, self._show_article, self.db, row["article"])

    def _mark(self, view: ArticleView, row: Any) -> None:
        """Mark the words of this one suggestion: those of the others would only distract."""
        here = (row["kind"], row["fact"])
        marks = [mark for mark in view.marks if (mark.kind, mark.fact) == here]
        if not marks and row["exact"]:
            # A less sure suggestion has no marks in the article: its first words are known all the same.
            marks = [Mark(row["start"], row["start"] + len(row["exact"]), *here, "suggested", row["title"])]
        self.reader.show_marks(marks)
        self.reader.select(*here, near=row["start"])

    def _show_fact(self, view: FactView) -> None:
        if self._is_here(view.kind, view.id):
            told = [
                f"{one.label}: {as_read(view.kind, one.name, one.value)}"
                for one in view.fields
                if one.value and one.name not in ("text", "note")
            ]
            self.query_one("#fact", Static).update(content(" · ".join([*told, view.basis])), layout=False)

    def _show_article(self, view: ArticleView) -> None:
        row = self.table.row
        if row is None or row["article"] != view.id:
            return
        if self._article is None or self._article.text != view.text:
            self.reader.show(view.text, (), body_start=view.body_start)
        self._article = view
        self._mark(view, row)

    # -- deciding -----------------------------------------------------------------------------------------------

    def do_accept(self) -> None:
        """Accept the marked suggestions, or this one; the next one comes under the cursor."""
        self._accept(list(self.selection()))

    def do_reject(self) -> None:
        """Reject the marked suggestions, or this one."""
        from tracker.desk import review  # noqa: PLC0415

        self.write(review.reject, list(self.selection()), then=self._decided)

    def _decided(self, _done: Done) -> None:
        self.table.clear_marks()

    async def do_accept_all(self) -> None:
        """Accept what is left of this article, or everything the list shows, once its number was confirmed.

        One undo step.
        """
        import asyncio  # noqa: PLC0415

        rows, row = self._rows, self.table.row
        listed = await asyncio.to_thread(rows.pairs) if rows is not None else []
        if not listed or row is None:
            raise CannotActError("Nothing is shown that could be accepted.")
        everything = [pair for _, pair in listed]
        here = [pair for article, pair in listed if article == row["article"]]
        if len(here) == len(everything):
            self._confirm_all(everything, "shown")
            return
        where = headline(row["article_title"] or "typed by a person")

        def chosen(which: str | None) -> None:
            if which == "article":
                self._accept(here)
            elif which == "all":
                self._confirm_all(everything, "shown")

        options = [
            ("article", f"the {len(here):,} of this article: {where}"),
            ("all", f"all {len(everything):,} of the list"),
        ]
        self.tracker.open("choice", "Accept, also what you have not read", options, then=chosen)

    def _accept(self, pairs: Pairs) -> None:
        from tracker.desk import review  # noqa: PLC0415

        self.write(review.accept, pairs, then=self._decided)

    def _confirm_all(self, pairs: Pairs, which: str) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self._accept(pairs)

        some = f" with “{one_line(self.words)}”" if self.words else ""
        counted = plural(len(pairs), "suggestion")
        question = f"Accept all {counted} {which}{some}, also those you have not read?"
        self.app.push_screen(ConfirmDialog(question, f"accept {len(pairs):,}", "back"), answered)

    def on_selectable_selected(self, event: Selectable.Selected) -> None:
        """Say what can be done with the words that are selected."""
        if event.words:
            self.say(selection_told(event.words, start=event.control.moves_start))

    def article_here(self) -> int | None:
        """The article of the suggestion under the cursor."""
        row = self.table.row
        return row["article"] if row is not None else None

    def article_of(self, chosen: Sequence[tuple[str, int]]) -> int | None:
        """The same, where one suggestion is changed."""
        return self.article_here() if len(chosen) == 1 else None

    def selected_words(self) -> tuple[int, int] | None:
        """The words that are selected in it."""
        return self.reader.selected

    def _rests_anew(self, _done: Done) -> None:
        self.reader.clear_selection()

    def do_anchor(self) -> None:
        """Let the suggestion rest on the selected words."""
        words, row = self.reader.selected, self.table.row
        if words is None or row is None or row["article"] is None:
            raise CannotActError(
                f"No words are selected: {shown_key('next_pane')} to the article, {shown_key('range')}."
            )
        from tracker.desk import anchoring  # noqa: PLC0415

        place = (row["article"], *words)
        self.write(anchoring.anchor, row["kind"], row["fact"], place, then=self._rests_anew)

    def do_back(self) -> None:
        """Esc: the selection first, then as in every list."""
        if not self.reader.clear_selection():
            super().do_back()

    def why_not(self, name: str) -> str | None:
        """Esc lets a selection go, too; nothing is accepted where nothing waits."""
        if name == "accept_all" and self.shows_nothing():
            return action(name).nowhere
        return None if name == "back" and self.reader.selected is not None else super().why_not(name)

    def do_next_fact(self) -> None:
        """The next suggestion."""
        self._step("down")

    def do_previous_fact(self) -> None:
        """The suggestion before."""
        self._step("up")

    def _step(self, name: str) -> None:
        reason = self.table.why_not(name)
        if reason is not None:
            raise CannotActError(reason)
        if name == "down":
            self.table.do_down()
        else:
            self.table.do_up()

    def do_next_pane(self) -> None:
        """From the list to the article and back."""
        (self.reader if self.table.has_focus else self.table).focus()
        self.update_lines()

    def do_previous_pane(self) -> None:
        """There are two: the other one."""
        self.do_next_pane()

    def open_row(self, row: Any) -> None:
        """Enter: the article, whole, at the words."""
        if row["article"] is None:
            self.say("No article says this: somebody typed it.", kind="refused")
        else:
            self.tracker.open_article(row["article"], kind=row["kind"], fact=row["fact"])
