"""The settings file: what it may hold, and a sentence with the file and the key for everything else."""

import pytest

from tracker.desk import settings
from tracker.desk.about import versions
from tracker.desk.settings import Settings, SettingsError, load, own, settings_path


@pytest.fixture
def file(monkeypatch, tmp_path):
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path))
    return tmp_path / "settings.toml"


def test_without_a_file_everything_is_as_the_program_has_it(file):
    assert settings_path() == file
    assert load() == Settings(file)


def test_all_that_may_stand_there(file):
    file.write_text(
        'theme = "light"\nstart = "review"\nwindow = 30\n[keys]\naccept = "y"\nreject = ["x", "delete"]\n'
        '[columns]\npositions = ["party", "stance"]\n'
    )
    found = load()
    assert (found.theme, found.start, found.window) == ("light", "review", 30)
    assert found.keys == {"accept": ("y",), "reject": ("x", "delete")}
    assert found.columns == {"positions": ("party", "stance")}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("colour = 1", "there is no setting colour; there are theme, start, window, keys, columns"),
        ("theme = 3", "theme takes a word in quotation marks"),
        ("window = 0", "window takes a number of days from 1 to 3,650"),
        ('window = "9"', "window takes a number of days"),
        ("window = true", "window takes a number of days"),
        ("keys = 1", "keys is a table: [keys] on a line of its own"),
        ("[keys]\naccept = 1", "keys.accept takes a key or a list of keys"),
        ('[keys]\naccept = ["a", ""]', "keys.accept takes a key or a list of keys"),
        ("[columns]\npeople = 1", "columns.people takes a list of columns"),
        ("theme = ", "is not TOML"),
        ('"\\u001b[31m" = 1', "there is no setting [31m"),
    ],
)
def test_what_may_not_stand_there_is_named_with_the_file(file, text, sentence):
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        load()
    assert str(error.value).startswith(str(file))
    assert sentence in str(error.value)
    assert "\x1b" not in str(error.value)


def test_bytes_and_sizes_and_folders_are_refused_in_a_sentence(file):
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        load()
    file.write_text("#" * 1_000_001)
    with pytest.raises(SettingsError, match="those are no settings"):
        load()
    file.unlink()
    file.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load()


def test_it_is_read_again_where_it_changed(file):
    assert own().window == 14
    file.write_text("window = 20")
    assert own().window == 20
    assert own() is own()


def test_the_window_decides_how_long_a_track_is_active(file, db):
    from datetime import date

    from tests.tui import sample
    from tracker.desk.ingest import ingest_article
    from tracker.desk.status import status

    one = sample.article()
    ingest_article(db, one, sample.record(one), "by hand")
    day = date(2025, 12, 24)
    assert {row.phase for row in status(db, day).tracks if "UA" in row.parties} != {"active"}
    file.write_text("window = 60")
    assert {row.phase for row in status(db, day).tracks if "UA" in row.parties} == {"active"}


def test_info_says_where_it_is_what_is_set_or_what_is_wrong(file):
    assert versions()["settings"] == f"{file} (not there)"
    file.write_text('theme = "light"\nwindow = 20')
    assert versions()["settings"] == f"{file} (theme, window)"
    file.write_text("colour = 1")
    assert "cannot be used" in versions()["settings"]
    assert settings.FILE in versions()["settings"]
