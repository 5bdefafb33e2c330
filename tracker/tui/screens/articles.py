"""The articles that were read, the newest first."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tracker.domain import edtf
from tracker.tui.actions import ARTICLE, FACT, GLOBAL, LIST, shown_key
from tracker.tui.display import headline, one_line
from tracker.tui.screens.listing import ListScreen
from tracker.tui.sources import Source
from tracker.tui.widgets.columns import Column


def _day(row: Any) -> tuple[str, str]:
    return (edtf.shown(row["published"]), "plain") if row["published"] else ("no date", "accent")


def _title(row: Any) -> tuple[str, str]:
    return one_line(row["title"] or headline(row["head"]) or row["file"]), "strong"


def _grade(row: Any) -> tuple[str, str]:
    """What people judged: of the source, and of the article as a whole; apart, as "B·3"."""
    if not row["reliability"] and not row["credibility"]:
        return "", "dim"
    return f"{row['reliability'] or '–'}·{row['credibility'] or '–'}", "plain"


class ArticlesScreen(ListScreen):
    """The list of articles; enter reads one."""

    TITLE: ClassVar[str] = "Articles"
    SCREEN_ID: ClassVar[str] = "articles"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, FACT, ARTICLE)
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "import_articles", "paste", "edit_article", "note", "filter", "sort")
    COLUMNS: ClassVar[Sequence[Column]] = (
        Column("day", "DATE", _day, 11),
        Column("title", "TITLE", _title, 24, flex=3),
        Column("publisher", "SOURCE", lambda row: one_line(row["publisher"] or "—"), 10, flex=1, most=24),
        Column("facts", "FACTS", lambda row: (f"{row['facts']:,}", "dim"), 5, right=True, sort=False, rank=1),
        Column("grade", "GRADE", _grade, 5, sort=False, rank=2),
        Column("note", "", lambda row: ("note" if row["note"] else "", "dim"), 4, sort=False, rank=2),
    )

    @property
    def EMPTY(self) -> str:  # type: ignore[override]  # noqa: N802  # it names keys, which may be set otherwise
        """What the list says where there is no article."""
        return (
            "No article has been read yet.\n"
            f"{shown_key('import_articles')} reads a file, a folder, a web page or a feed; "
            f"{shown_key('paste')} takes one you paste."
        )

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """The articles with all `words`; the newest first unless another order is asked for."""
        from tracker.desk.lists import long_list  # noqa: PLC0415

        name, reverse = sort or (None, False)
        only = {"until": self.as_of.isoformat()} if self.as_of else None
        return long_list(self.db, "articles", words=words, sort=name, reverse=reverse, only=only)

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The article itself: its note, its date and source can be edited."""
        return "article", int(row["id"])

    def open_row(self, row: Any) -> None:
        """Read it."""
        self.tracker.open_article(int(row["id"]))

    def do_evidence(self) -> None:
        """The article is its own evidence: read it."""
        row = self.table.row
        if row is not None:
            self.open_row(row)

    def do_edit(self) -> None:
        """Its date, source, title."""
        self.do_edit_article()
