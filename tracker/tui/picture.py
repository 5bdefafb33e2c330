"""A picture of the screen, as SVG, to a file that a person names."""

import asyncio
import io
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from tracker.tui.display import one_line

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp


def free_name(folder: Path, stem: str) -> str:
    """`stem.svg`, with a number where a file of that name is there already."""
    names = (f"{stem}.svg" if number == 1 else f"{stem}-{number}.svg" for number in range(1, 10_000))
    return next((name for name in names if not (folder / name).exists()), f"{stem}.svg")


def refused(typed: str) -> str | None:
    """Why a picture cannot be written to what was typed; None where it can."""
    path = Path(typed.strip()).expanduser()
    if not typed.strip():
        return "Type the name of a file."
    if path.is_dir():
        return "That is a folder: add the name of a file."
    if path.exists():
        return "A file of that name is there already: choose another."
    return None if path.absolute().parent.is_dir() else "There is no such folder."


def with_blanks(svg: str) -> str:
    """A picture whose columns stay where they are in viewers, too, that would join blanks (librsvg)."""
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


def taken(app: "TrackerApp", title: str) -> str:
    """A picture of the screen as SVG, under a title.

    Textual's own `export_screenshot` draws in full colours, and Rich keeps the codes of a style from the first time
    that it is drawn: a terminal of fewer colours would be sent them from then on. So it is drawn as for this terminal;
    the picture takes the styles themselves, and has all their colours.
    """
    width, height = app.size
    console = Console(
        width=width,
        height=height,
        file=io.StringIO(),
        force_terminal=True,
        color_system=app.console.color_system,  # type: ignore[arg-type]  # one of its own names
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    console.print(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    return with_blanks(console.export_svg(title=title))


def ask(app: "TrackerApp") -> None:
    """Take the picture now, then ask for the file: the question is not in it."""
    title = getattr(app.screen, "TITLE", "") or "Tracker"
    picture = taken(app, f"Tracker – {title}")
    stem = f"tracker-{title.lower().replace(' ', '-')}"

    def answered(typed: str | None) -> None:
        if typed is not None:
            app.run_worker(_write(app, Path(typed.strip()).expanduser(), picture), group="picture")

    app.open(
        "prompt",
        "Write an image of this screen (SVG) to",
        value=free_name(Path.cwd(), stem),
        hint="a file; enter writes it",
        check=refused,
        then=answered,
    )


async def _write(app: "TrackerApp", path: Path, picture: str) -> None:
    def write() -> None:
        with path.open("x", encoding="utf-8") as file:
            file.write(picture)

    try:
        await asyncio.to_thread(write)
    except OSError as error:
        app.say(f"{one_line(str(path))} could not be written: {error.strerror}.", kind="error")
        return
    app.say(f"Wrote {one_line(str(path.absolute()))}.")
