"""Files that appear whole or not at all: written under another name beside their place, then renamed.

A crash or a full disk leaves the old file, or none. Nothing that exists is replaced unless the person says so.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.domain.cleaning import one_line
from tracker.export.tables import ExportError


@contextmanager
def whole_file(out: Path, *, force: bool) -> Iterator[Path]:
    """Give a path to write to; when the block ends well, that file takes the place `out`.

    Args:
        out: where the file shall be.
        force: replace a file that is there.

    Raises:
        ExportError: something is there (and force is False, or it is no file), or it cannot be written; nothing is
            changed then.
    """
    _refuse(out, force=force, folder=False)
    part = _beside(out)
    with _said(out):
        try:
            part.touch(exist_ok=False)  # where nothing can be written, this says so before any work
            yield part
            _flush(part)
            _place(part, out, force=force)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def whole_folder(out: Path, *, force: bool) -> Iterator[Path]:
    """As `whole_file`, for a folder of files; with `force`, files of an existing folder that are not ours stay."""
    _refuse(out, force=force, folder=True)
    part = _beside(out)
    with _said(out):
        try:
            part.mkdir()
            yield part
            for file in part.iterdir():
                _flush(file)
            if out.exists():
                for file in sorted(part.iterdir()):
                    file.replace(out / file.name)
            else:
                part.rename(out)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def write_text(out: Path, text: str, *, force: bool) -> None:
    """Write `text` as UTF-8.

    Raises:
        ExportError: see `whole_file`.
    """
    with whole_file(out, force=force) as part:
        part.write_bytes(text.encode("utf-8", "replace"))


def _beside(out: Path) -> Path:
    return out.with_name(f".{out.name[:100]}.{secrets.token_hex(4)}.part")


def _refuse(out: Path, *, force: bool, folder: bool) -> None:
    name = one_line(str(out))
    if name == "-":  # a person means standard output; a file of that name is hard to open and to delete
        raise ExportError("- is not a file: name one to write to.")
    if not out.parent.is_dir():
        raise ExportError(f"There is no folder {one_line(str(out.parent))} to write to.")
    if not out.exists() and not out.is_symlink():
        return
    if folder and out.is_dir():
        if not force and any(out.iterdir()):
            raise ExportError(f"{name} is a folder with files in it; --force writes into it.")
        return
    if out.is_dir():
        raise ExportError(f"{name} is a folder, not a file to write.")
    if folder:
        raise ExportError(f"{name} is a file; this export needs a folder.")
    if not out.is_file():
        raise ExportError(f"{name} is no ordinary file; nothing was written.")
    if not force:
        raise ExportError(f"{name} exists; --force replaces it.")


def _place(part: Path, out: Path, *, force: bool) -> None:
    """Rename `part` to `out`; without `force` in a way that cannot replace a file that came meanwhile."""
    if force:
        part.replace(out)
        return
    try:
        os.link(part, out)
    except FileExistsError:
        raise ExportError(f"{one_line(str(out))} exists; --force replaces it.") from None
    except OSError:  # a file system without hard links
        part.replace(out)


def _flush(path: Path) -> None:
    with path.open("rb") as file, contextlib.suppress(OSError):  # some file systems cannot; the rename still holds
        os.fsync(file.fileno())


@contextmanager
def _said(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{one_line(str(out))} cannot be written: {reason}.") from error
