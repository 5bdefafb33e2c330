"""The five lessons of the tutorial: what the person is told, and how the app knows that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.tui.actions import shown_key

if TYPE_CHECKING:
    from tracker.tui.tutorial import TutorialApp

_DECIDED: Final = frozenset({"review.accept", "review.reject", "review.accept_all"})
_CHANGED: Final = frozenset(
    {"quick.change", "quick.change_all", "edit.edit", "edit.set_note", "document_saving.save", "filling.fill"}
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: its name, what to do (two short lines, with the person's own keys), and whether it was done."""

    name: str
    text: Callable[[], str]
    done: Callable[["TutorialApp"], bool]


def _keys(text: str, *names: str) -> Callable[[], str]:
    return lambda: text.format(*(shown_key(name) for name in names))


# Correcting comes before deciding: what was accepted is no longer on the list, and the meeting of the lesson must be.
LESSONS: Final = (
    Lesson(
        "See the words",
        _keys(
            "Each line below is a fact that was found in an article, with its words.\n"
            "Press {}: the article opens where this fact stands in it.",
            "evidence",
        ),
        lambda app: app.saw_article,
    ),
    Lesson(
        "Correct",
        _keys(
            "{} comes back; {} goes down to the “meeting”. It took five hours, not four:\n"
            "there press {}, type “for 5h” and press enter. So you change any field.",
            "back", "down", "edit",
        ),
        lambda app: bool(app.did & _CHANGED),
    ),
    Lesson(
        "Decide",
        _keys(
            "{} and {} go down and up. Press {} where a fact is right, {} where it is wrong:\n"
            "your word stands, whatever a later article says.",
            "down", "up", "accept", "reject",
        ),
        lambda app: bool(app.did & _DECIDED),
    ),
    Lesson(
        "Take it back",
        _keys(
            "Press {}: the last change is taken back, whoever made it and when.\n"
            "{} does it again.",
            "undo", "redo",
        ),
        lambda app: "history.undo" in app.did,
    ),
    Lesson(
        "Find",
        _keys(
            "Press {}, type “oslo” and enter: every list is filtered as you type,\n"
            "by words in any order or by terms such as “kind:meeting”.",
            "filter",
        ),
        lambda app: app.filtered,
    ),
)  # fmt: skip

LAST: Final = _keys(
    "{} shows where the negotiation stands now, {} what the keys do on each screen.\n"
    "{} leaves. This was a file of its own, which is thrown away.",
    "go_status", "help", "quit",
)  # fmt: skip
WAIT: Final = "Tracker reads a practice article into a file of its own. A moment …\n"
