"""Every command that README and manual show is run, in the order in which they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.conftest import DATA, Site, site  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parent.parent


def commands(document: str) -> list[str]:
    """The lines of the fenced blocks that name no language, comments cut off."""
    text = (ROOT / document).read_text("utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [line for language, block in blocks if not language for line in block.splitlines()]
    return [line for line in (re.sub(r"\s+#.*", "", line).strip() for line in lines) if line]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample in it, and `tracker` both on the path and where a fresh clone has it."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    script = tmp_path / ".venv" / "bin" / "tracker"
    script.parent.mkdir(parents=True)
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


@pytest.fixture
def feed(site: Site) -> str:  # noqa: F811
    """The address of a feed with one item, which is read."""
    item = site.page("/item.html", (DATA / "page.html").read_bytes())
    one = f"<item><title>One</title><link>{item}</link></item>"
    body = f"<rss version='2.0'><channel><title>Wire</title>{one}</channel></rss>"
    return site.page("/feed.xml", body.encode(), "application/rss+xml")


@pytest.mark.long
@pytest.mark.parametrize("document", ["README.md", "docs/manual.md"])
def test_the_commands_that_are_shown_work(document: str, place: Path, feed: str) -> None:
    shown = [line for line in commands(document) if not line.startswith("make ")]
    assert len(shown) >= 5
    # The manual's feed is an address that nobody may ask: a server on the loopback answers in its place.
    shown = [line.replace("https://example.org/feed.xml", feed) for line in shown]
    for line in shown:
        if line.startswith("tracker conflicts resolve"):  # there has to be one
            other = ROOT / "tests" / "data" / "extraction" / "contradicting.txt"
            subprocess.run(["tracker", "ingest", other], cwd=place, check=True, capture_output=True)
        done = subprocess.run(
            ["bash", "-c", line], cwd=place, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout[-500:]}\n{done.stderr[-500:]}"


def test_the_readme_begins_with_its_two_commands_and_ci_runs_them() -> None:
    first = commands("README.md")[:2]
    assert first == ["make run", "make test"]
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    for command in first:
        assert re.search(rf"^{command}\b", ci, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"`?make ([a-z]+)`?", (ROOT / "README.md").read_text("utf-8")):
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)
