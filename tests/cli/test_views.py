"""The reports: the forms that programs read, filters, and nothing found."""

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("db")


def test_people_have_the_form_of_the_contract(tracker: Tracker) -> None:
    found = tracker("people", "--json").data
    assert len(found) >= 5
    assert all({"name", "party", "aliases", "roles"} <= set(one) for one in found)


def test_positions_have_the_form_of_the_contract_and_are_oldest_first(tracker: Tracker) -> None:
    found = tracker("positions", "--json").data
    keys = {"party", "person", "issue", "stance", "said", "reported", "movement", "articles", "origins"}
    assert found
    assert all(keys <= set(one) for one in found)
    assert [one["reported"] for one in found] == sorted(one["reported"] for one in found)
    assert all(one["articles"] == ["000_cac850ea4b2be244"] for one in found)
    assert tracker("positions", "--as-of", "2025-11-01", "--json").data == []


def test_conflicts_are_a_list(tracker: Tracker) -> None:
    assert isinstance(tracker("conflicts", "--json").data, list)


def test_a_conflict_has_the_form_of_the_contract(tracker: Tracker, tmp_path: object) -> None:
    from pathlib import Path

    other = Path(str(tmp_path)) / "other.txt"
    other.write_text(
        "date 2025-12-01 Talks between the US and Ukraine were held on Saturday at the Shell Bay golf club near Miami, "
        "Reuters reports. Steve Witkoff, Marco Rubio and Rustem Umerov took part in the talks.\n"
    )
    assert tracker("ingest", other).code == 0
    for one in tracker("conflicts", "--json").data:
        assert set(one) == {"about", "field", "values", "state", "id", "resolution", "note"}
        assert all(set(value) == {"value", "articles", "origins"} for value in one["values"])


@pytest.mark.parametrize("command", ["people", "positions", "timeline", "conflicts"])
def test_a_filter_that_fits_nothing_is_said_and_no_error(command: str, tracker: Tracker) -> None:
    done = tracker(command, "--filter", "nowhere to be found")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("No ")
    assert tracker(command, "--filter", "nowhere to be found", "--json").data == []


def test_a_filter_takes_words_in_any_order_and_case(tracker: Tracker) -> None:
    one = tracker("people", "--filter", "UMEROV rustem", "--json").data
    assert [person["name"] for person in one] == ["Rustem Umerov"]


def test_the_timeline_keeps_to_its_days(tracker: Tracker) -> None:
    found = tracker("timeline", "--json", "--since", "2 Dec 2025", "--until", "2025-12-02").data
    assert found
    assert all(one["date"] == "2025-12-02" for one in found)
    assert "planned" in tracker("timeline", "--since", "2 Dec 2025").out


def test_changes_since_a_day(tracker: Tracker) -> None:
    assert tracker("changes", "--since", "2025-12-01", "--json").data
    assert tracker("changes", "--since", "2025-12-02", "--json").data == []


def test_the_brief_is_markdown_with_numbered_sources(tracker: Tracker) -> None:
    text = tracker("brief", "--as-of", "2025-12-01").out
    assert text.startswith("# ")
    assert "[1]" in text
    assert "## Sources" in text


def test_search_finds_articles_and_facts_and_says_when_it_does_not(tracker: Tracker) -> None:
    kinds = {one["kind"] for one in tracker("search", "Donbas", "--json").data}
    assert "article" in kinds
    done = tracker("search", "nowheretobefound")
    assert done.code == 0
    assert "Nothing found" in done.out


@pytest.mark.parametrize("words", ['"', "a OR", "NEAR(", "*", "x'; DROP TABLE article; --", "-", "()"])
def test_search_takes_any_words(words: str, tracker: Tracker) -> None:
    assert tracker("search", "--", words).code == 0
    assert tracker("search", "Donbas", "--json").data


@pytest.mark.parametrize("command", [["positions"], ["people"], ["timeline"], ["conflicts"], ["changes"], ["log"]])
def test_every_report_prints_without_an_error(command: list[str], tracker: Tracker) -> None:
    done = tracker(*command)
    assert (done.code, done.err) == (0, "")
    assert done.out


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("positions",),
        ("positions", "--matrix"),
        ("people",),
        ("timeline",),
        ("conflicts",),
        ("changes", "--since", "2025-01-01"),
        ("brief",),
        ("search", "Umerov"),
        ("confirm",),
    ],
    ids=" ".join,
)
def test_before_the_first_article_every_view_is_empty(tracker: Tracker, words) -> None:
    then = tracker(*words, "--as-of", "2025-11-01")
    assert then.code == 0
    assert "Umerov" not in then.out.replace("“Umerov”", "")
    assert tracker(*words, "--as-of", "nonsense").code == 2
