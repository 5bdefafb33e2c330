"""FollowTheMoney entities as JSON lines: what Aleph, OpenSanctions' tools and `ftm validate` read.

An entity is `{"id", "schema", "properties": {name: [texts]}}`; which properties a schema has is the desk's business.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.export.whole import write_text


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity; properties without a value are left out when it is written."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]

    def line(self) -> str:
        """The entity as one line of JSON."""
        properties = {
            name: list(dict.fromkeys(value.strip() for value in values if value.strip()))
            for name, values in self.properties.items()
        }
        whole = {"id": self.id, "schema": self.schema, "properties": {k: v for k, v in properties.items() if v}}
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
        # Line ends of Unicode, which some readers of lines split at.
        return text.translate({0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"})


def write_ftm(entities: Iterable[Entity], out: Path, *, force: bool = False) -> None:
    """Write one entity a line, in UTF-8.

    Raises:
        ExportError: see `whole_file`.
    """
    write_text(out, "".join(f"{entity.line()}\n" for entity in entities), force=force)
