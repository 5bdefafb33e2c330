"""What somebody was typing when the app ended (a crash, a lost line): kept while it is typed, offered again.

A dialog's draft is one value of the app's memory, so it stands in the file a moment after the last key. It goes when
the dialog is closed by its person: saved, or left after the question. What is left over when the app opens was lost,
unless another Tracker on the same file still has it open (`tracker.tui.draft_owner`): each program keeps its own.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from tracker.desk.views import Done
from tracker.tui import draft_owner
from tracker.tui.display import one_line
from tracker.tui.screens.base import TrackerDialog

if TYPE_CHECKING:
    from tracker.desk.quick_people import People
    from tracker.tui.app import TrackerApp

PREFIX: Final = "draft:"
_LONGEST: Final = 400_000
"""Characters of one text that are kept: the longest article, and nobody types that much."""
_DISCARD: Final = "discard"
Draft = Mapping[str, Any]


class DraftedDialog(TrackerDialog[Done]):
    """A dialog whose unfinished content is kept. It gives `draft_name` and `draft`, and calls `keep_draft`."""

    def draft_name(self) -> str:
        """What the draft is kept by, without the prefix: the same dialog on the same thing has the same name."""
        raise NotImplementedError

    def draft(self) -> dict[str, Any] | None:
        """What has been typed, as JSON can hold it, with `what` and `label`; None where nothing has."""
        raise NotImplementedError

    def keep_draft(self) -> None:
        """Keep what has been typed so far; the app writes it a moment later."""
        found = self.draft()
        if found is not None:
            found["owner"] = draft_owner.me()
            before = self.tracker.memory.get(own_name(self.draft_name()))
            # The time alone is no reason to write.
            if isinstance(before, Mapping) and found | {"at": before.get("at")} == before:
                return
            found["at"] = now()
        self.tracker.remember(own_name(self.draft_name()), found)

    def leave_for_later(self) -> None:
        """Close, and keep what was typed: it is offered when this is opened again."""
        self.keep_draft()
        super().dismiss(None)
        self.say("Kept as it is: it is offered when you open that again.")

    def dismiss(self, result: Done | None = None) -> Any:
        """Close: what was typed is written, or the person has let it go."""
        self.tracker.remember(own_name(self.draft_name()), None)
        return super().dismiss(result)


def own_name(name: str) -> str:
    """The full name of this program's own draft of a dialog."""
    return f"{PREFIX}{name}{draft_owner.suffix()}"


def now() -> str:
    """The moment, as a draft has it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def kept_text(text: str) -> str:
    """A text as long as one that is kept may be."""
    return text[:_LONGEST]


def people_as_json(people: "People | None") -> list[list[str]] | None:
    """Who attends a new meeting, as JSON can hold it."""
    return [[one.name, one.side, one.status, one.role] for one in people.there] if people is not None else None


def drafts(app: "TrackerApp", of: str | None = None) -> dict[str, Draft]:
    """Every draft that can be offered, by its full name, the newest first.

    What a program of another make wrote is left out, and what somebody still types in another Tracker.

    Args:
        app: the app.
        of: only those of this dialog (its `draft_name`).
    """
    app.memory.read_anew(PREFIX)  # another Tracker may have saved its own meanwhile
    found = {
        name: value
        for name in app.memory.names(PREFIX)
        if (of is None or name.partition("@")[0] == PREFIX + of)
        and _usable(value := app.memory.get(name))
        and not draft_owner.is_typing(value.get("owner"))
    }
    return {name: found[name] for name in sorted(found, key=lambda one: str(found[one].get("at")), reverse=True)}


def offer_all(app: "TrackerApp") -> None:
    """Say what was left unfinished, and go on with what is chosen; esc keeps all of it for later."""
    found = drafts(app)
    if not found:
        return
    options = [(name, told(one)) for name, one in found.items()]
    options.append((_DISCARD, "(discard all of it)" if len(found) > 1 else "(discard it)"))

    def answered(name: str | None) -> None:
        if name == _DISCARD:
            for one in found:
                app.remember(one, None)
            app.say("Discarded.")
        elif name is not None:
            restore(app, name, found[name])
        else:
            app.say("It is kept, and offered when you open that again.")

    app.open("choice", "Left unfinished when Tracker ended: go on with it?", options, then=answered)


def resume_or(app: "TrackerApp", name: str, anew: Callable[[], None]) -> None:
    """Open a dialog: with its draft, where there is one and the person wants it, else `anew`; on esc neither."""
    full, found = next(iter(drafts(app, name).items()), ("", None))
    if found is None:
        anew()
        return

    def answered(choice: str | None) -> None:
        if choice == "go":
            restore(app, full, found)
        elif choice == "anew":
            app.remember(full, None)
            anew()

    options = [("go", f"go on with it: {told(found)}"), ("anew", "begin anew, discard it")]
    app.open("choice", "This was left unfinished", options, then=answered)


def take_over(app: "TrackerApp", full: str, draft: Draft) -> Draft:
    """Make a draft that was left this program's own, in one write: another kill leaves one of them."""
    mine = {**draft, "owner": draft_owner.me()}
    name = own_name(full.removeprefix(PREFIX).partition("@")[0])
    if name != full:
        app.remember(full, None)
    app.remember(name, mine)
    return mine


def told(draft: Draft) -> str:
    """A draft in one line, after the minute it was left."""
    where = draft_owner.elsewhere(draft.get("owner"))
    at = f" on {one_line(where)}" if where else ""
    return f"{_minute(draft.get('at'))}{at}  {one_line(str(draft.get('label', '')))}"


def restore(app: "TrackerApp", full: str, draft: Draft) -> None:
    """Open the dialog of a draft (`full` is its name), with what was typed in it."""
    take_over(app, full, draft)
    fact = _number(draft.get("fact"))
    match draft["what"]:
        case "form":
            values = draft.get("values")
            app.open(
                "form",
                str(draft.get("kind")),
                fact,
                values={str(key): str(text) for key, text in values.items()} if isinstance(values, Mapping) else {},
                evidence=_words(draft.get("evidence"), 3),
                people=_people(draft.get("people")),
            )
        case "quick":
            facts = [(str(one[0]), one[1]) for one in draft.get("facts", ()) if _is_fact(one)]
            words = _words(draft.get("selected"), 2)
            selected = (words[0], words[1]) if words else None
            like = draft.get("like")
            app.open(
                "quick",
                facts,
                article=_number(draft.get("article")),
                selected=selected,
                typed=str(draft.get("text")),
                like=(like[0], like[1]) if isinstance(like, list) and _is_fact(like) else None,
            )
        case "note":
            app.open("note", str(draft.get("kind")), fact, typed=str(draft.get("text")))
        case "editor":
            from tracker.tui.whole_facts import WholeFacts  # noqa: PLC0415 - only where it was left in the editor

            WholeFacts(app, [(str(one[0]), one[1]) for one in draft["facts"]]).edit()
        case "paste":
            app.open("paste", *(str(draft.get(one, "")) for one in ("text", "date", "source")))


def _usable(value: Any) -> bool:
    if not isinstance(value, Mapping) or value.get("what") not in ("form", "quick", "note", "editor", "paste"):
        return False
    from tracker.domain.fields import KINDS  # noqa: PLC0415 - only where there is a draft

    kinds = (*KINDS, "article")
    match value["what"]:
        case "quick" | "paste":
            return True
        case "editor":
            facts = value.get("facts")
            return isinstance(facts, list) and bool(facts) and all(_is_fact(one) and one[0] in kinds for one in facts)
        case "form":
            return value.get("kind") in kinds
        case _:
            return value.get("kind") in kinds and _number(value.get("fact")) is not None


def _people(value: Any) -> "People | None":
    if not isinstance(value, list):
        return None
    from tracker.desk.quick_people import People, Who  # noqa: PLC0415 - only where a draft is opened again

    there = [[str(part) for part in one] for one in value if isinstance(one, list) and len(one) == 4]
    return People(tuple(Who(name, side, status, role) for name, side, status, role in there))


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _words(value: Any, count: int) -> Any:
    """A list of `count` numbers as a tuple; None for anything else."""
    good = isinstance(value, list) and len(value) == count and all(_number(one) is not None for one in value)
    return tuple(value) if good else None


def _is_fact(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and _number(value[1]) is not None


def _minute(value: Any) -> str:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return "some time ago"
    return f"{at.day} {at:%b %H:%M}"
