"""The keys that a person set in the place of ours: checked, so that no key has two meanings anywhere."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from tracker.desk.settings import Settings, SettingsError
from tracker.domain.cleaning import one_line

_ONE: Final = re.compile(r"(?:(?:ctrl|alt|shift|super|meta)\+)*([^\s+]+|\+)")
_NEEDED: Final = ("quit", "back", "palette")

Meets = Callable[[str, str], bool]


def merged(
    ours: Mapping[str, tuple[str, ...]], settings: Settings, names: Collection[str], meets: Meets
) -> dict[str, tuple[str, ...]]:
    """Our keys with the person's in their place.

    Args:
        ours: action -> keys.
        settings: the person's.
        names: the actions there are.
        meets: true where a screen has both of two actions, so that one key cannot mean both.

    Raises:
        SettingsError: an action or a key that there is not, two actions on one key, no key for what needs one.
    """
    found = dict(ours)
    for name, keys in settings.keys.items():
        if name not in names:
            near = ", ".join(_near(name, names)) or "docs/keys.md lists them"
            raise _wrong(settings, f"keys.{one_line(name)} is no action ({near})")
        found[name] = tuple(_key(settings, name, key) for key in keys)
        if not keys and name in _NEEDED:
            raise _wrong(settings, f"keys.{name} needs a key")
    for name in settings.keys:
        for key in found[name]:
            for other, taken in found.items():
                if other != name and key in taken and meets(name, other):
                    raise _wrong(
                        settings, f"keys.{name}: {_shown(key)} is the key of {other}; give {other} another one"
                    )
    return found


def _key(settings: Settings, name: str, key: str) -> str:
    """A key as Textual names it: what a person writes as `/` is `slash` there."""
    from textual.keys import Keys, _character_to_key  # noqa: PLC0415 - most people set no key

    match = _ONE.fullmatch(key)
    last = match[1] if match else ""
    if len(last) == 1 and last.isprintable():
        return key[: -len(last)] + _character_to_key(last)
    known = {one.value for one in Keys} | _spelled()
    if not match or (key not in known and last not in known):
        raise _wrong(settings, f"keys.{name}: there is no key “{one_line(key)}”; write ctrl+k, f2, enter or the letter")
    return key


def _spelled() -> set[str]:
    from tracker.tui.actions import GLYPHS  # noqa: PLC0415 - it imports this module

    return set(GLYPHS)


def _shown(key: str) -> str:
    from tracker.tui.actions import glyph  # noqa: PLC0415 - it imports this module

    return glyph(key)


def _near(name: str, names: Collection[str]) -> Iterable[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

    return get_close_matches(name, names, n=3, cutoff=0.5)


def _wrong(settings: Settings, what: str) -> SettingsError:
    return SettingsError(f"{one_line(str(settings.path))}: {what}.")
