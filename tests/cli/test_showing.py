"""One fact whole, and where a person says that a track stands."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.desk.records import Writer
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.store.journal import transaction


@pytest.fixture
def talks(tmp_path: Path) -> None:
    with open_database(tmp_path / "talks.db") as db:
        for day, publisher in (("2025-12-01", "Bote"), ("2025-12-02", "Courant")):
            w = Writer(day, publisher)
            words = "The envoys rose after five long hours in the customs house and shook hands before the cameras."
            w.meeting("held", "2025-11-30", words=words, duration="PT5H")
            w.position(
                "US", "security", "accept", "Washington agrees to the guarantees.",
                speaker=w.person("Olena Koval", "UA"), attribution_status="named_reported_speech",
            )  # fmt: skip
            ingest_article(db, *w.done(), "1")


@pytest.mark.usefixtures("talks")
def test_a_value_set_by_hand_carries_a_mark_and_beside_it_what_the_text_says(tracker: Tracker) -> None:
    assert tracker("edit", "meeting", 1, "duration=4h").code == 0
    out = tracker("show", "meeting", 1).out
    assert "* 4 hours (the text says: 5 hours)" in out
    assert "1 independent origin)" in out
    assert "2 Dec 2025 · Courant · same text as Bote" in out
    shown = tracker("show", "meeting", 1, "--json").data
    assert shown["origins"] == 1
    assert [one["text_says"] for one in shown["fields"] if one["manual"]] == ["PT5H"]


def test_who_was_there_stands_with_side_and_part_and_no_codes_are_printed(tracker: Tracker, tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text(
        "date: 2026-03-14\n\nPeruvian Foreign Minister Elena Quispe met Chilean Foreign Minister Pablo Riveros in Lima "
        "on Saturday. The three-hour meeting was cordial.",
        encoding="utf-8",
    )
    tracker("ingest", article)
    out = tracker("show", "meeting", 1).out
    assert "With       Elena Quispe (PE): present" in out
    assert "Pablo Riveros (CL): present" in out
    assert "in person" in out
    assert "in_person" not in out


@pytest.mark.usefixtures("talks")
def test_what_a_says_of_b_is_listed_as_told(tracker: Tracker) -> None:
    assert "told by Olena Koval: Washington agrees" in tracker("positions").out


@pytest.mark.usefixtures("talks")
def test_a_fact_that_is_not_there_is_one_sentence(tracker: Tracker) -> None:
    done = tracker("show", "meeting", 99)
    assert (done.code, done.out) == (2, "")
    assert "not there" in done.err


@pytest.mark.usefixtures("talks")
def test_a_phase_set_by_hand_stands_with_who_why_and_the_computed_one(tracker: Tracker, tmp_path: Path) -> None:
    assert "every phase is as computed" in tracker("phase").out
    done = tracker("phase", "UA US", "suspended", "--line", "no more talks", "--why", "a call")
    assert done.code == 0, done.err
    out = tracker("phase").out
    assert "suspended, no more talks" in out
    assert "because a call; computed: stale)" in out
    assert tracker("phase", "--json").data[0]["newer_evidence"] is False
    # As if it had been said before the articles came in.
    with open_database(tmp_path / "talks.db") as db, transaction(db, "set the clock back") as write:
        write.update("track_judgement", 1, set_on="2025-12-02T00:00:00+00:00")
    assert "there is newer news" in tracker("phase").out
    assert tracker("phase", "UA", "computed").code == 0
    assert [row["phase"] for row in tracker("status", "--json").data["tracks"]] == ["stale"]


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Atlantis", "active"), "no track has the words"),
        (("UA US",), "say which phase"),
        (("UA US", "dancing"), "dancing"),
    ],
)
def test_what_cannot_be_set_is_one_sentence(tracker: Tracker, words: tuple[str, ...], said: str) -> None:
    done = tracker("phase", *words)
    assert done.code == 2
    assert said in done.err


@pytest.mark.usefixtures("talks")
def test_what_people_judged_stands_beside_the_words_and_a_past_day_has_only_those_of_then(tracker: Tracker) -> None:
    tracker("judge", "source", "Courant", "C")
    tracker("judge", "item", "meeting", 1, 2, "--article", 1)
    shown = tracker("show", "meeting", 1).out
    assert "credibility 2" in shown
    assert "reliability C" in shown
    then = tracker("show", "meeting", 1, "--as-of", "2025-12-01").out
    assert "reliability C" not in then
    assert "credibility 2" in then
