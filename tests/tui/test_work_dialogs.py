"""Importing, pasting, exporting, stopping: a child process works, the app goes on, and says what came of it."""

import sys
from datetime import date

import pytest
from textual import events

from tests.tui.driving import raw, settle, text
from tests.tui.sample import HOSTILE, one, sample_file
from tracker.desk.openfile import open_database
from tracker.tui import jobs
from tracker.tui.app import TrackerApp
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.screens.export_dialog import ExportDialog, described
from tracker.tui.screens.import_dialog import ImportDialog
from tracker.tui.screens.note_dialog import NoteDialog
from tracker.tui.screens.paste_dialog import PasteDialog


@pytest.fixture
def db(tmp_path):
    database = open_database(tmp_path / "empty.db")
    yield database
    database.close()


@pytest.fixture
def full(tmp_path):
    database = sample_file(tmp_path / "full.db")
    yield database
    database.close()


@pytest.fixture
def child(tmp_path, monkeypatch):
    """A stand-in for our own program: writes down its words and its input, then does `body`."""

    def make(body: str = "tell(finished=True, read=1, known=0, failed=0)"):
        script = tmp_path / "child.py"
        log = tmp_path / "log.json"
        script.write_text(
            "import json, signal, sys, time\n"
            "def tell(**k): print(json.dumps(k), flush=True)\n"
            f"json.dump([sys.argv[1:], sys.stdin.read() if '-' in sys.argv else ''], open({str(log)!r}, 'w'))\n" + body
        )
        before = jobs.Job.__init__.__defaults__
        monkeypatch.setattr(
            jobs.Job.__init__,
            "__defaults__",
            tuple((sys.executable, str(script)) if d == jobs.PROGRAM else d for d in before),
        )
        return log

    return make


async def keys(pilot, *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


async def work_done(pilot) -> None:
    for _ in range(400):
        if pilot.app.jobs.current is None and not pilot.app.jobs.waiting:
            break
        await pilot.pause(0.05)
    await settle(pilot)


def words(log) -> tuple[list[str], str]:
    import json

    argv, stdin = json.loads(log.read_text())
    return argv, stdin


async def test_importing_reads_in_a_child_and_keys_go_on_meanwhile(db, tmp_path, child):
    body = """
stop = []
signal.signal(signal.SIGINT, lambda *_: stop.append(1))
tell(done=1, total=9, file="news/talks.txt", sentence="A.", error=None)
while not stop: time.sleep(0.01)
tell(finished=True, read=1, known=0, failed=0, stopped=True)
sys.exit(1)
"""
    log = child(body)
    (tmp_path / "news").mkdir()
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "i")
        assert isinstance(app.screen, ImportDialog)
        await keys(pilot, *f"{tmp_path}/ne")
        assert "→ news/" in text(app)
        await keys(pilot, "tab", "enter")
        for _ in range(200):
            if app.jobs.current is not None and app.jobs.current.progress.total:
                break
            await pilot.pause(0.02)
        await keys(pilot, "7")
        assert "1 of 9" in text(app)
        assert "talks.txt" in text(app)
        await keys(pilot, "ctrl+x")
        await work_done(pilot)
        assert "stopped" in app.message[1]
        assert "1 of 9" not in text(app)
        await keys(pilot, "ctrl+x")
        assert app.message == ("refused", "No work is running.")
    argv, _ = words(log)
    assert argv == ["--db", str(db.path), "ingest", "--progress", "json", "--", f"{tmp_path}/news"]


async def test_a_path_that_is_not_there_is_said_in_the_dialog(db, tmp_path, child):
    log = child()
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "i", "enter")
        assert "Type a path" in text(app)
        await keys(pilot, *f"{tmp_path}/zz", "enter")
        assert isinstance(app.screen, ImportDialog)
        assert "There is no" in text(app)
        await keys(pilot, "escape")
        assert not isinstance(app.screen, ImportDialog)
    assert not log.exists()


async def test_a_path_with_a_dash_or_a_tilde_is_a_path(db, tmp_path, child, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "--help").touch()
    log = child()
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "i", *"~/--help", "enter")
        await work_done(pilot)
    assert words(log)[0][-2:] == ["--", f"{tmp_path}/--help"]


async def test_what_could_not_be_read_is_said(db, tmp_path, child):
    child("print('x.pdf: a PDF is not read.', file=sys.stderr); sys.exit(2)")
    (tmp_path / "x.pdf").touch()
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "i", *f"{tmp_path}/x.pdf", "enter")
        await work_done(pilot)
        assert app.message == ("error", "x.pdf: a PDF is not read.")


async def test_what_several_articles_gave_can_be_read_afterwards(db, tmp_path, child):
    child("""
tell(done=1, total=3, file="a", sentence="A: nothing new.", error=None)
tell(done=2, total=3, file="b", sentence=None, error="b[/red].pdf: a PDF is not read.")
tell(done=3, total=3, file="c", sentence=None, error="c: it is empty.")
tell(finished=True, read=1, known=0, failed=2)
sys.exit(1)
""")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "w")
        assert app.message == ("refused", "No work has ended yet in this session.")
        await keys(pilot, "i", *str(tmp_path), "enter")
        await work_done(pilot)
        assert app.message[1].endswith("1 read, 2 could not be read. w names them.")
        await keys(pilot, "w")
        assert "b[/red].pdf: a PDF is not read." in text(app)
        assert "A: nothing new." in text(app)
        await keys(pilot, "escape")
        assert "A: nothing new." not in text(app)


async def test_a_pasted_article_goes_with_its_date_and_source(db, child):
    log = child()
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "P")
        assert isinstance(app.screen, PasteDialog)
        app.post_message(events.Paste("First line\r\n\r\nSecond [/red] line"))
        await settle(pilot)
        assert "5 words" in text(app)
        await keys(pilot, "tab", *"2 Dec 2025")
        assert "= Tue 2 Dec 2025" in text(app)
        await keys(pilot, "enter", *"--help", "enter")
        await work_done(pilot)
        assert not isinstance(app.screen, PasteDialog)
    argv, stdin = words(log)
    assert argv[2:] == [
        "ingest", "--progress", "json", "--published", "2025-12-02", "--source=--help", "--", "-",
    ]  # fmt: skip
    assert stdin == "First line\n\nSecond [/red] line"


async def test_a_pasted_article_is_not_lost_by_a_wrong_date_or_esc(db, child):
    log = child()
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "P", "ctrl+s")
        assert "no text yet" in text(app)
        app.post_message(events.Paste("some words"))
        await keys(pilot, "tab", *"someday", "ctrl+s")
        assert isinstance(app.screen, PasteDialog)
        assert "is not a date" in " ".join(text(app).split())
        await keys(pilot, "escape")
        assert isinstance(app.screen, ConfirmDialog)
        await keys(pilot, "n")
        assert app.screen.text == "some words"
        await keys(pilot, "escape", "y")
        assert not isinstance(app.screen, PasteDialog)
    assert not log.exists()


@pytest.mark.parametrize("number", range(len(HOSTILE)))
async def test_hostile_text_in_each_dialog_is_only_text(full, number, child):
    child()
    value = HOSTILE[number][:300]
    app = TrackerApp(full)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("i", "P", "X"):
            await keys(pilot, "1", key)
            app.post_message(events.Paste(value))
            await settle(pilot)
            for bad in ("\x1b]0;", "\x9b", "\x07", "\x08", "\u202e", "\u200b"):
                assert bad not in raw(app)
            await keys(pilot, "escape")
            if isinstance(app.screen, ConfirmDialog):
                await keys(pilot, "y")


async def test_the_note_asks_before_it_is_lost(full):
    app = TrackerApp(full)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open_note("person", 1)
        await keys(pilot, *"met twice", "escape")
        assert isinstance(app.screen, ConfirmDialog)
        await keys(pilot, "n")
        assert isinstance(app.screen, NoteDialog)
        await keys(pilot, "f2")
        assert one(full, "SELECT note FROM person WHERE id = 1") == ("met twice",)


async def test_exporting_names_the_format_and_asks_before_it_replaces(full, tmp_path, child):
    log = child('tell(finished=True, sentence="Wrote 1 article.", txn=None)')
    out = tmp_path / "out.json"
    out.write_text("mine")
    app = TrackerApp(full)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "7", "X")
        assert isinstance(app.screen, ExportDialog)
        await keys(pilot, *str(out.with_suffix(".csv")), "enter")
        assert "CSV is a folder" in text(app)
        await keys(pilot, "ctrl+u", *str(out))
        assert "a JSON file" in text(app)
        await keys(pilot, "enter")
        assert "Replace it?" in text(app)
        await keys(pilot, "n", "enter", "y")
        await work_done(pilot)
        assert app.message == ("done", "Wrote 1 article.")
    argv, _ = words(log)
    assert argv[2:] == ["export", "--progress", "json", "--to", "json", "--force", "--", str(out)]


async def test_exporting_a_filtered_list_writes_what_it_shows(full, tmp_path, child):
    log = child()
    out = tmp_path / "some"
    app = TrackerApp(full)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "7", "slash", *"border", "enter", "X")
        assert "articles with “border”" in text(app)
        await keys(pilot, *str(out), "enter")
        await work_done(pilot)
    argv, _ = words(log)
    assert argv[2:] == [
        "export", "--progress", "json", "--to", "csv", "--kind", "article", "--filter", "border", "--", str(out),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "a.pdf", "nowhere/at/all.json", "bad\0name"])
async def test_a_name_that_will_not_do_is_refused_in_the_dialog(full, name, child, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    log = child()
    app = TrackerApp(full)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open("export")
        await settle(pilot)
        if name:
            app.post_message(events.Paste(name))
        await keys(pilot, "enter")
        assert isinstance(app.screen, ExportDialog) or name == "bad\0name"
        await work_done(pilot)
    assert not log.exists() or name == "bad\0name"


def test_what_is_exported_is_said_in_words():
    assert described(["--kind", "position", "--id", "3", "--id", "4"]) == "2 marked positions"
    assert described(["--kind", "person", "--id", "3"]) == "1 marked person"
    assert described(["--kind", "person", "--filter", "RU"]) == "people with “RU”"
    assert described(["--kind", "article"]) == "articles alone"


async def test_an_articles_new_date_goes_to_a_child_and_its_title_does_not(full, child):
    log = child('tell(finished=True, sentence="Article: date 2 Dec 2025.", txn=5)')
    app = TrackerApp(full)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open_form("article", 1)
        await settle(pilot)
        app.screen.row("title").focus_editor()
        await keys(pilot, "end", *" again", "ctrl+s")
        assert one(full, "SELECT title FROM article") == ("Border talks again",)
        assert not log.exists()
        app.open_form("article", 1)
        await settle(pilot)
        app.screen.row("published").focus_editor()
        await keys(pilot, "home", "ctrl+k", *"2 Dec 2025", "ctrl+s")
        await work_done(pilot)
        assert app.message == ("done", "Article: date 2 Dec 2025.")
    argv, _ = words(log)
    assert argv[2:] == ["edit", "--progress", "json", "--", "article", "1", "published=2025-12-02"]


async def test_a_brief_is_written_as_of_the_day_that_is_shown(full, tmp_path, child):
    log = child()
    app = TrackerApp(full, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open("export")
        await settle(pilot)
        await keys(pilot, *str(tmp_path / "brief.md"), "enter")
        await work_done(pilot)
    argv, _ = words(log)
    assert argv[argv.index("--as-of") + 1] == "2025-12-01"
