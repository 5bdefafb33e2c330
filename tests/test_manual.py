"""The manual shows every command, and every page it names is there."""

import re
from pathlib import Path

import pytest

from tracker.cli.lazy import COMMANDS
from tracker.tui.actions import SCREENS

ROOT = Path(__file__).resolve().parent.parent


def test_the_manual_shows_every_command() -> None:
    text = (ROOT / "docs" / "manual.md").read_text("utf-8")
    shown = set(re.findall(r"tracker (?:--db \S+ )?([a-z]+)", text))
    assert set(COMMANDS) <= shown


PAGES = ["README.md", "CHANGELOG.md", *(f"docs/{name}.md" for name in ("manual", "screens", "architecture", "lexicon"))]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_that_is_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("https://"):
            assert ((ROOT / page).parent / target).exists(), target


def test_every_screen_has_its_picture_and_every_picture_its_place() -> None:
    page = (ROOT / "docs" / "screens.md").read_text("utf-8")
    shown = set(re.findall(r"images/(\w+)\.svg", page))
    assert set(SCREENS) <= shown
    assert {path.stem for path in (ROOT / "docs" / "images").glob("*.svg")} == shown
