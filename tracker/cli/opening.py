"""Opening the app from the command line."""

import gc
from datetime import date
from pathlib import Path


def open_app(path: Path, as_of: date | None) -> int:
    """Open the app on a file, which is made where there is none, and stay until it is closed.

    Args:
        path: the database.
        as_of: show everything as it was known on this day; None is today.

    Returns:
        The app's exit code.

    Raises:
        StoreError: one sentence, where the file cannot be opened.
        SettingsError: one sentence, where the person's settings cannot be used.
    """
    # Nothing that is made while the app starts is garbage; looking for some took a tenth of the start. The app goes on
    # with it a second after its first screen.
    gc.disable()
    from tracker.tui.app import run  # noqa: PLC0415 - Textual, only where the app opens

    try:
        return run(path, as_of=as_of)
    finally:
        gc.enable()
