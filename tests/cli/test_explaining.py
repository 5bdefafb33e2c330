import json
from pathlib import Path

import pytest

from tracker.cli.main import run
from tracker.desk.explaining import explained
from tracker.desk.shown import SHOWN_FROM
from tracker.domain.record import ArticleHeader, Attendance, Evidence, MeetingFact, PersonFact, Record

TEXT = """date: 2024-03-14
source: Wire

Peruvian Foreign Minister Elena Quispe met Chilean Foreign Minister Pablo Riveros in Lima on Tuesday. It rained.

"We will never accept the embargo," Riveros said.\x1b[31m\u202e
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, "utf-8")
    return file


def test_each_fact_stands_with_its_rule_its_confidence_and_its_words(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", "--explain", str(article)]) == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines() if str(article) not in line)
    assert not set(out) & {"\x1b", "\u202e"}
    flat = " ".join(out.split())
    assert "PEOPLE (2)" in out
    assert "Elena Quispe, PE" in flat
    assert "by person.full_name" in flat
    assert "»Peruvian Foreign Minister Elena Quispe« met Chilean Foreign Minister Pablo Riveros in Lima" in flat
    assert "It rained" not in flat
    assert "MEETINGS (1)" in out


def test_two_ways_of_printing_exclude_each_other(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "--explain", "--text", str(article)]) == 2
    assert "one of them" in capsys.readouterr().err


def test_a_mistake_in_the_lexicon_stops_with_its_sentence(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lexicon.toml").write_text("partys = 1", "utf-8")
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path))
    for command in (["extract", str(article)], ["--db", str(tmp_path / "a.db"), "ingest", str(article)]):
        assert run(command) == 2
        err = capsys.readouterr().err
        assert "lexicon.toml, partys: it is not known" in err
        assert err.count("\n") == 1


def test_only_what_is_sure_enough_is_printed_unless_all_is_asked_for(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.desk.extracting.SHOWN_FROM", 0.99)
    assert run(["extract", str(article)]) == 0
    assert json.loads(capsys.readouterr().out)["persons"] == []
    assert run(["extract", "--all", str(article)]) == 0
    assert len(json.loads(capsys.readouterr().out)["persons"]) == 2


def test_what_lies_below_is_marked_and_long_sentences_are_cut() -> None:
    text = "Long ago " * 60 + "Ana Cato met nobody" + " and so on" * 60
    start = text.index("Ana")
    words = [Evidence(start, start + 8, "Ana Cato")]
    record = Record(
        ArticleHeader("a.txt", "0"),
        persons=[PersonFact("p1", words, SHOWN_FROM - 0.1, "r", "Ana Cato")],
        meetings=[MeetingFact("m1", words, 0.9, "r", parties=["A"], attendance=[Attendance("p1", "A")])],
    )
    (_, (person,)), (_, (meeting,)) = explained(record, text)
    assert (person.shown, meeting.shown) == (False, True)
    assert person.title == "Ana Cato, no party stated"
    assert person.words == "Ana Cato"
    assert person.before.startswith("…")
    assert person.after.endswith("…")
    assert meeting.rows == ("Ana Cato, A: present",)
