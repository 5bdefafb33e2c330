"""Opening a file: what a screen or a command needs of the store, so that neither imports it."""

from tracker.store.database import Database, open_database
from tracker.store.errors import StoreError, UndoRefused

__all__ = ["Database", "StoreError", "UndoRefused", "open_database"]
