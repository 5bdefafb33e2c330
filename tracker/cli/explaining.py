"""How `tracker extract --explain` is printed: facts by class, each with its rule and its words in their sentence."""

from tracker.cli.output import columns, say, wrapped
from tracker.desk.explaining import Explained, explained
from tracker.desk.shown import SHOWN_FROM
from tracker.domain.record import Record

_INDENT = " " * 8


def say_explained(file: str, record: Record, text: str) -> None:
    """Print one article's facts, in at most 80 columns where output is no terminal.

    Args:
        file: as it was given.
        record: everything that was read.
        text: the stored text.
    """
    width = columns() or 80
    about = [file, record.article.publisher or "", record.article.published or "no date"]
    say(wrapped(", ".join(filter(None, about)), width=width))
    for note in record.notes:
        say(wrapped(note, width=width))
    groups = explained(record, text)
    hidden = sum(not fact.shown for _, facts in groups for fact in facts)
    if hidden:
        say(
            wrapped(
                f"{hidden} below {SHOWN_FROM} are marked -: kept, but not shown or printed unless asked.", width=width
            )
        )
    if not groups:
        say("Nothing was found.")
    for name, facts in groups:
        say(f"\n{name.upper()} ({len(facts)})")
        for fact in facts:
            _say_fact(fact, width)


def _say_fact(fact: Explained, width: int) -> None:
    mark = " " if fact.shown else "-"
    say(wrapped(fact.title, width=width, first=f"{mark} {fact.confidence:.2f}  ", indent=_INDENT))
    for row in fact.rows:
        say(wrapped(row, width=width, first=f"{_INDENT}· ", indent=f"{_INDENT}  "))
    more = f", and {fact.more} more place{'s' if fact.more > 1 else ''}" if fact.more else ""
    say(wrapped(f"by {fact.rule}{more}", width=width, first=_INDENT, indent=_INDENT))
    say(wrapped(f"{fact.before}»{fact.words}«{fact.after}", width=width, first=_INDENT, indent=_INDENT))
