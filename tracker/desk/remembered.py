"""What the app remembers of how it was used, in the file itself: each file opens as it was left.

Names of people and parties may stand in a filter, so a purge finds them here too (`store.forgetting`): they are kept as
plain text, never escaped.
"""

import json
from collections.abc import Mapping
from typing import Any

from tracker.desk.openfile import Database
from tracker.store.queries import remembered


def recall(db: Database) -> dict[str, Any]:
    """Everything that was remembered, by name. What cannot be read (another program wrote it) is left out."""
    found = {}
    for name, text in remembered.recall(db.read).items():
        try:
            found[name] = json.loads(text)
        except (ValueError, RecursionError):
            continue
    return found


def remember(db: Database, values: Mapping[str, Any]) -> None:
    """Keep values (whatever JSON can hold) by name; None takes one away.

    Raises:
        StoreError: where the file cannot be written.
    """
    if db.readonly:
        return
    texts = {
        name: None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        for name, value in values.items()
    }
    remembered.remember(db.read, texts)
