"""Opening the app from the command line."""

import gc
from datetime import date

from tracker.cli.params import NEWEST, Chosen, resolved


def open_app(chosen: Chosen, as_of: date | str | None) -> int:
    """Open the app on the chosen file, which is made where there is none, and stay until it is closed.

    Returns:
        The app's exit code.

    Raises:
        StoreError: one sentence, where the file cannot be opened.
    """
    # Nothing that is made while the app starts is garbage; looking for some took a tenth of the start. The app goes on
    # with it a second after its first screen.
    gc.disable()
    from tracker.tui.app import run  # noqa: PLC0415 - Textual, only where the app opens

    if as_of == NEWEST:
        with chosen.database(create=True) as db:
            as_of = resolved(db, as_of)
    try:
        return run(chosen.path, as_of=as_of if isinstance(as_of, date) else None)
    finally:
        gc.enable()
