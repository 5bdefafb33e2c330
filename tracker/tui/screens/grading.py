"""Asking how reliable a source is and how credible what it says here; one line answers both, or one of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tracker.desk.judging import Report, judge
from tracker.desk.views import judgement
from tracker.domain.judgements import CREDIBILITIES, RELIABILITIES, grade
from tracker.tui.display import crop, one_line

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

_HINT: Final = (
    "\n".join(
        f"{letter}  {RELIABILITIES[letter]:<22} {number}  {words}"
        for letter, (number, words) in zip(RELIABILITIES, CREDIBILITIES.items(), strict=True)
    )
    + "\nB3, B or 3, then why if you like; - takes it back"
)
_WIDE: Final = 60


def ask(app: "TrackerApp", reports: Sequence[Report]) -> None:
    """Ask for a judgement of one report, of which first where there are several, and write it."""
    if len(reports) == 1:
        _ask_of(app, reports[0])
        return

    def chosen(number: str | None) -> None:
        if number is not None:
            _ask_of(app, reports[int(number)])

    options = [(str(at), _named(one)) for at, one in enumerate(reports)]
    app.open("choice", "Judge which report?", options, then=chosen)


def _named(report: Report) -> str:
    said = judgement(report.reliability, report.credibility)
    parts = (one_line(report.source or "no source"), one_line(report.article_title), said)
    return crop(" · ".join(part for part in parts if part), _WIDE)


def _ask_of(app: "TrackerApp", report: Report) -> None:
    what = "the article" if report.kind == "article" else "what it says here"
    question = f"{crop(one_line(report.source or 'No source'), 30)}: the source A-F, {what} 1-6"
    now = f"{report.reliability or ''}{report.credibility or ''}"

    def answered(text: str | None) -> None:
        if text is None or not text.strip():
            return
        read = grade(text)
        app.write(judge, report, read.reliability, read.credibility, read.why, none=read.none)

    app.open("prompt", question, value=now, hint=_HINT, check=_wrong, then=answered)


def _wrong(text: str) -> str | None:
    if not text.strip():
        return None
    try:
        grade(text)
    except ValueError as error:
        return str(error)
    return None
