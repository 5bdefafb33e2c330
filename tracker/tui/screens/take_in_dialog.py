"""Taking in a colleague's file, an export or a table from inside the app; a child process does it."""

from pathlib import Path
from typing import ClassVar

from tracker.tui.jobs import Job
from tracker.tui.screens.import_dialog import ImportDialog
from tracker.tui.widgets.path_input import is_address, missing


class TakeInDialog(ImportDialog):
    """Ask which file, and begin."""

    QUESTION: ClassVar[str] = "Take in facts from"
    HINT: ClassVar[str] = "A Tracker file, a JSON export, or a CSV of positions or meetings."

    def problem(self, target: str) -> str | None:
        """Why this cannot be taken in; None where it may be."""
        return missing(target) if target and not is_address(target) else "Type the path of a file first."

    def job(self, target: str) -> Job:
        """What takes it in."""
        path = Path(target).expanduser().absolute()
        return Job(f"Taking in {path.name}", ["import", "--progress", "json", "--", str(path)])
