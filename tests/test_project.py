"""What holds for the project as a whole: nothing of one machine in it, everything pinned, imports one way and lazy."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
# Written in pieces, so that this file does not hold what it looks for.
REGISTRY_HOSTS = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "--index" + "-url", "--find" + "-links")
MACHINE_PATHS = ("/" + "work/", "/" + "farm/", "/" + "root/", "/opt/" + "wheels", "/opt/" + "pypi")


def tracked() -> list[Path]:
    """The text files under version control; in a tree without git, those that would be."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        files = [file for folder in ("tracker", "tests", "docs", ".ci") for file in (ROOT / folder).rglob("*")]
    return [file for file in files if file.is_file()]


def text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {words}"
        for file in tracked()
        for text in [text_of(file)]
        for words in (*REGISTRY_HOSTS, *MACHINE_PATHS)
        if words in text
        # uv's option that leaves the address out names it; home folders of tests are made up.
        and not (words == REGISTRY_HOSTS[3] and file.name == "Makefile")
    ]
    assert found == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) > 20
    for line in lines:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", line), line[:80]


def test_the_requirements_hold_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        "requirements.txt": project["dependencies"],
        "requirements-dev.txt": [*project["dependencies"], *project["optional-dependencies"]["dev"]],
    }
    for name, requirements in wanted.items():
        pinned = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for requirement in requirements:
            package = re.match(r"[A-Za-z0-9._-]+", requirement)
            assert package
            assert package[0].lower() in pinned


def test_the_build_needs_no_download_beyond_the_requirements() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    assert [re.match(r"[a-z]+", one)[0] for one in build] == ["setuptools"]  # type: ignore[index]
    assert "\nsetuptools==" in (ROOT / "requirements.txt").read_text("utf-8")


def test_every_data_file_of_the_package_is_packaged() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["tracker"]
    suffixes = {Path(pattern).suffix for pattern in patterns}
    left_out = [
        str(file.relative_to(ROOT))
        for file in tracked()
        if file.is_relative_to(ROOT / "tracker") and file.suffix not in (".py", *suffixes) and file.name != "py.typed"
    ]
    assert left_out == []


def test_no_module_of_the_package_reads_the_annotated_articles() -> None:
    assert [file for file in tracked() if file.is_relative_to(ROOT / "tracker") and "shared/" in text_of(file)] == []


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "tracker").rglob("*.py")
        if file.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert silent == []


SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|VIEW|INDEX)|PRAGMA|WITH \w+ AS)\b")


def test_only_the_store_and_the_exported_file_speak_sql() -> None:
    speaking = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / "tracker").rglob("*.py")
        if file.relative_to(ROOT / "tracker").parts[0] not in ("store", "export")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert speaking == []


def test_imports_point_one_way() -> None:
    """The contracts of import-linter; `make check` shows them at length."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def loaded_by(code: str, cwd: Path) -> set[str]:
    """The modules that a fresh interpreter holds after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('LOADED', ' '.join(sys.modules))"],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "HOME": str(cwd), "PATH": ""},
    )
    assert "LOADED" in done.stdout, done.stderr[-2000:]
    return set(done.stdout.rsplit("LOADED", 1)[1].split())


def run_command(*words: str) -> str:
    return f"from tracker.cli.main import run\nassert run({list(words)!r}) in (0, 2)"


HEAVY = {"spacy", "thinc", "numpy", "sqlite_utils", "trafilatura", "httpx", "dateparser", "lxml"}


def test_help_loads_nothing_but_click(tmp_path: Path) -> None:
    loaded = loaded_by(run_command("--help"), tmp_path)
    assert not loaded & (HEAVY | {"textual", "rich", "sqlite3", "tracker.desk"})


def test_the_way_to_the_app_loads_no_command(tmp_path: Path) -> None:
    loaded = loaded_by("import tracker.cli.entry, tracker.cli.opening", tmp_path)
    assert not loaded & {"click", "tracker.cli.main", "tracker.cli.params"}


@pytest.mark.parametrize("command", [["status"], ["people", "--json"], ["log"], ["timeline"]])
def test_reports_load_neither_the_language_model_nor_the_app(command: list[str], tmp_path: Path) -> None:
    loaded_by("from tracker.desk.openfile import open_database\nopen_database('a.db').close()", tmp_path)
    loaded = loaded_by(run_command("--db", "a.db", *command), tmp_path)
    assert "sqlite3" in loaded
    assert not loaded & (HEAVY | {"textual", "rich"})


def test_a_known_article_loads_no_language_model(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("date 2025-12-01 Envoys of Aldor and Brenk met in Cassim.\n")
    subprocess.run(
        [sys.executable, "-m", "tracker", "--db", str(tmp_path / "a.db"), "ingest", str(article)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    loaded = loaded_by(run_command("--db", "a.db", "ingest", "article.txt"), tmp_path)
    assert "spacy" not in loaded


def test_make_passes_over_a_python_that_does_not_start(tmp_path: Path) -> None:
    """A version manager leaves commands of every name; only one that runs may make the environment."""
    for name in ("python3.13", "python3.12"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 127\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "python3.11").symlink_to(sys.executable)
    done = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), "env/made", "VENV=env", f"PATH={tmp_path}:/usr/bin:/bin"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "env" / "bin" / "python").exists()
    before = (tmp_path / "env" / "made").stat().st_mtime_ns
    subprocess.run(["make", "-f", str(ROOT / "Makefile"), "env/made", "VENV=env"], cwd=tmp_path, check=True)
    assert (tmp_path / "env" / "made").stat().st_mtime_ns == before


def test_make_says_when_there_is_no_python(tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), "env/made", "VENV=env", "PYTHON=/nowhere/python"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "make PYTHON=" in done.stderr
