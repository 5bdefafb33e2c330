"""The manual's table of keys, from the registry of actions: `python -m tests.manual_keys` writes it into the manual."""

from pathlib import Path

from tracker.tui.actions import ACTIONS, glyph, keys_of

MANUAL = Path(__file__).resolve().parent.parent / "docs" / "manual.md"
BEGIN, END = "<!-- keys -->\n", "<!-- end of keys -->"


def table() -> str:
    """One line an action, under a heading line for each group."""
    lines = ["| Keys | What they do |", "| --- | --- |"]
    group = ""
    for action in ACTIONS:
        if action.group != group:
            group = action.group
            lines.append(f"| **{group}** | |")
        keys = " ".join(f"`{glyph(key)}`" for key in keys_of(action.id))
        lines.append(f"| {keys or '(palette)'} | {action.sentence} |")
    return "\n".join(lines) + "\n"


def written() -> str:
    """The table as the manual has it now."""
    return MANUAL.read_text("utf-8").split(BEGIN)[1].split(END)[0]


if __name__ == "__main__":
    text = MANUAL.read_text("utf-8")
    before, rest = text.split(BEGIN)
    MANUAL.write_text(before + BEGIN + table() + END + rest.split(END)[1], "utf-8")
