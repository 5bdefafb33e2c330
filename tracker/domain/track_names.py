"""How a track is called: the short names of its parties in the order the article brings them up ("US–Ukraine")."""

import functools
import tomllib
from collections.abc import Iterable
from pathlib import Path


@functools.cache
def _short_names() -> dict[str, str]:
    text = Path(__file__).with_name("short_names.toml").read_text("utf-8")
    names: dict[str, str] = tomllib.loads(text)["party"]
    return names


def track_name(parties: Iterable[tuple[str, str]], level: str) -> str:
    """The name of a track.

    Args:
        parties: (party id, full name) in the order in which they are to stand.
        level: one of LEVELS; tracks of leaders and of experts say so, since the same parties meet at several levels.
    """
    short = _short_names()
    name = "–".join(short.get(code, full) for code, full in parties)
    return name + {"leader": " leaders", "technical": " experts"}.get(level, "")
