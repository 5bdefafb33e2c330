"""The palette: every action of the registry by its name."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.command import Provider


def commands() -> "type[Provider]":
    """The palette's provider, imported when the palette opens."""
    from tracker.tui.palette import Actions  # noqa: PLC0415

    return Actions


__all__: list[Any] = ["commands"]
