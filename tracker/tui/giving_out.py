"""Copy and export: what a screen shows, out of the program."""

from pathlib import Path
from typing import Final

from tracker.tui.actions import CannotActError, shown_key
from tracker.tui.display import plural
from tracker.tui.screens.host import Host

FORMATS: Final = {
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".json": "json",
    ".md": "md",
    ".csv": "csv",
    "": "csv",
}
"""The ending of a file chooses its format; CSV is a folder, one file a table."""
EXPORTED: Final = frozenset({"track", "meeting", "position", "assessment", "person", "article"})
"""The kinds of facts that `tracker export --kind` knows."""
MOST_IDS: Final = 2_000
"""Marked rows that an export names one by one: a command line has an end."""


class GivingOut(Host[None]):
    """The mixin of screens that can copy and export."""

    def copy_text(self) -> str:
        """What `y` copies, as plain text; empty where there is nothing."""
        return ""

    def export_words(self) -> list[str] | None:
        """The words of `tracker export` that choose what is shown; None where it cannot be exported."""
        return None

    def export_name(self) -> str:
        """A file name to begin with."""
        return "tracker.md"

    def do_copy(self) -> None:
        """Offer what the cursor or the marks mean to the terminal's clipboard.

        A terminal does not say whether it took it: so neither do we.
        """
        text = self.copy_text()
        if not text:
            raise CannotActError("Nothing here to copy.")
        self.app.copy_to_clipboard(text)
        count = plural(text.count("\n") + 1, "line")
        self.say(f"Offered {count} to the terminal's clipboard; if it does not take it, {shown_key('export')} writes.")

    def do_export(self) -> None:
        """Ask for a file, and write what is shown to it in a child process."""
        chosen = self.export_words()
        if chosen is None:
            raise CannotActError("Nothing here to export: go to Status (1), Positions (4) or another list.")

        def answered(name: str | None) -> None:
            if name is not None:
                self._export(Path(name.strip()).expanduser(), chosen)

        self.tracker.open(
            "prompt",
            "Write what is shown to",
            value=self.export_name(),
            hint="ends in .md, .json, .sqlite; anything without an ending is a folder of CSV files",
            check=_not_a_target,
            then=answered,
        )

    def _export(self, out: Path, chosen: list[str]) -> None:
        from tracker.tui.jobs import Job  # noqa: PLC0415

        words = ["export", "--to", FORMATS[out.suffix.lower()], "--progress", "json", *chosen, "--", str(out)]
        self.tracker.start_job(Job(f"Exporting to {out.name}", words))


def _not_a_target(name: str) -> str | None:
    text = name.strip()
    if not text:
        return "A file needs a name."
    out = Path(text).expanduser()
    if out.suffix.lower() not in FORMATS:
        return f"{out.suffix} is no format that can be written: .md, .json, .sqlite, or a folder for CSV."
    if out.exists():
        return f"{out.name} is there already: choose another name."
    if not out.parent.is_dir():
        return f"There is no folder {out.parent}."
    return None
