"""Folders: the same order every time, no loops, nothing hidden."""

import os
import sys

import pytest

from tracker.reading.errors import ReadingError
from tracker.reading.folder import article_files, is_article_name


def names(folder):
    return [
        str(found.relative_to(folder)) if not isinstance(found, ReadingError) else str(found)
        for found in article_files(folder)
    ]


def write(folder, *paths):
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Talks.")


def test_order_is_by_name_and_only_articles_count(tmp_path):
    write(
        tmp_path,
        "b.txt",
        "a.html",
        "c/z.rss",
        "c/a.TXT",
        "d.md",
        "e.pdf",
        "f.json",
        ".hidden.txt",
        ".git/a.txt",
        "README.md",
        "n",
    )
    assert names(tmp_path) == ["a.html", "b.txt", "c/a.TXT", "c/z.rss", "d.md"]


@pytest.mark.parametrize("name", ["a.txt", "a.htm", "A.XHTML", "a.xml", "a.atom", "readme.html", "b.readme.txt"])
def test_names_that_count(name):
    assert is_article_name(name)


@pytest.mark.parametrize("name", [".a.txt", "a", "a.pdf", "a.txt~", "README.md", "license.txt", "txt", ".txt"])
def test_names_that_do_not_count(name):
    assert not is_article_name(name)


def test_loops_of_links_end_and_each_folder_is_read_once(tmp_path):
    write(tmp_path, "a/one.txt", "b/two.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b" / "a-again").symlink_to(tmp_path / "a")
    assert names(tmp_path) == ["a/one.txt", "b/two.txt"]


def test_a_link_to_itself_and_a_broken_link_do_not_stop_the_walk(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "a")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere.txt")
    write(tmp_path, "c.txt")
    assert names(tmp_path) == ["b.txt", "c.txt"]


def test_a_folder_without_articles_is_refused_by_name(tmp_path):
    write(tmp_path, "x.pdf", "sub/.hidden.txt")
    with pytest.raises(ReadingError, match=r"is a folder without articles \(files that end in .*\.txt"):
        list(article_files(tmp_path))


def test_a_folder_below_that_cannot_be_listed_is_one_error_among_the_files(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", "locked/b.txt", "z.txt")
    listed = os.listdir
    monkeypatch.setattr(
        os,
        "listdir",
        lambda path: (
            (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
            if str(path).endswith("locked")
            else listed(path)
        ),
    )
    found = names(tmp_path)
    assert (found[0], found[2]) == ("a.txt", "z.txt")
    assert "locked cannot be listed: Permission denied" in found[1]


def test_the_folder_itself_missing_is_an_error(tmp_path):
    with pytest.raises(ReadingError, match="cannot be listed: No such file"):
        list(article_files(tmp_path / "missing"))


def test_the_first_file_comes_before_the_rest_is_looked_at(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", "b/c.txt")
    found = article_files(tmp_path)
    assert next(found).name == "a.txt"
    monkeypatch.setattr(os, "listdir", lambda path: pytest.fail("looked ahead"))
    found.close()


def test_a_path_hundreds_of_folders_deep(tmp_path):
    deep = tmp_path.joinpath(*["d"] * 400)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("Talks.")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(250)
    try:
        assert len(list(article_files(tmp_path))) == 1
    finally:
        sys.setrecursionlimit(limit)
