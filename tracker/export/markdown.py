"""A brief as a Markdown file. The brief's words are the desk's; what may not act as markup is settled there."""

from pathlib import Path

from tracker.export.whole import write_text


def write_markdown(text: str, out: Path, *, force: bool = False) -> None:
    """Write the brief, ended by one line feed.

    Raises:
        ExportError: see `whole_file`.
    """
    write_text(out, text.rstrip("\n") + "\n", force=force)
