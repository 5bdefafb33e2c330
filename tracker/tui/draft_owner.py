"""Which running program a draft belongs to, and whether that program is gone: what is still being typed is not offered.

A process is known by its machine, its number, and the moment it started, since numbers are given again.
"""

import os
import platform
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

_PATIENCE: Final = 2.0
"""Seconds that `ps` may take."""


@cache
def me() -> dict[str, Any]:
    """This program, as a draft names its owner."""
    return {"host": platform.node(), "pid": os.getpid(), "since": started(os.getpid())}


def suffix() -> str:
    """What the names of this program's drafts end with, so that two programs never write the same one."""
    return f"@{me()['pid']}.{me()['since']}"


def is_mine(owner: object) -> bool:
    """True where the draft is this program's own."""
    return isinstance(owner, Mapping) and dict(owner) == me()


def elsewhere(owner: object) -> str:
    """The machine a draft was typed on, where it is another than this one; else empty."""
    host = owner.get("host") if isinstance(owner, Mapping) else None
    return str(host) if host and host != me()["host"] else ""


def is_typing(owner: object) -> bool:
    """True where the owner is another program that still runs; one on another machine counts as gone."""
    if not isinstance(owner, Mapping) or elsewhere(owner) or is_mine(owner):
        return False
    pid = owner.get("pid")
    if not isinstance(pid, int) or isinstance(pid, bool) or pid <= 0:
        return False
    since = started(pid)
    return bool(since) and since == owner.get("since")


def started(pid: int) -> str:
    """The moment a process started, in the system's own words; empty where there is no such process (or no telling)."""
    try:
        # After the name, which may hold spaces: the state is the first field, the start the twentieth.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return "" if Path("/proc/self/stat").exists() else _asked(pid)
    return fields[19] if len(fields) > 19 and fields[0] not in ("Z", "X") else ""


def _asked(pid: int) -> str:
    """The same where there is no /proc (macOS, BSD)."""
    words = ["ps", "-o", "lstart=", "-p", str(pid)]
    try:
        told = subprocess.run(words, capture_output=True, text=True, check=False, timeout=_PATIENCE)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return " ".join(told.stdout.split())
