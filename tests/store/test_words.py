"""Full-text search: what is found, what is marked, and that the index follows every change."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.rows import article, ingest
from tracker.store.check import check
from tracker.store.database import Database
from tracker.store.journal import transaction, undo
from tracker.store.search import match_query, matches, search


def found(db: Database, words: str) -> set[tuple[str, int]]:
    return {(hit.kind, hit.id) for hit in search(db, words)}


@pytest.fixture
def talks(db: Database) -> Iterator[Database]:
    """A meeting in Geneva of two parties with one person; an article about it."""
    with transaction(db, "fill") as write:
        article(write, 1, "They met in Geneva.\nThe  talks with Erdoğan in Geneva were tense.", title="A day in Geneva")
        party = write.insert("party", code="CH", name="Switzerland", key="CH")
        person = write.insert("person", name="Rustem Umerov", party=party, key="u")
        venue = write.insert("venue", name="Palais", locality="Geneva", key="v")
        track = write.insert("track", name="US–Ukraine", level="delegation", parties_key="x", key="t")
        meeting = write.insert("meeting", track=track, kind="negotiation", status="held", venue=venue, key="m")
        write.insert("meeting_party", meeting=meeting, party=party)
        write.insert("attendance", meeting=meeting, person=person, status="present", key="a")
        issue = write.insert("issue", name="territory/Donbas")
        write.insert(
            "position", holder_party=party, speaker=person, issue=issue, stance="demand", text="wants it", key="p"
        )
        write.insert("assessment", about_meeting=meeting, kind="tone", words=["tense"], speaker=person, key="s")
    yield db
    assert check(db) == []


def test_a_meeting_is_found_by_its_place_its_people_and_its_parties(talks: Database) -> None:
    for words in ("geneva", "palais", "umerov", "switzerland", "ukraine", "umer gene"):
        assert ("meeting", 1) in found(talks, words)


def test_a_position_is_found_by_who_holds_it_who_said_it_and_on_what(talks: Database) -> None:
    for words in ("switzerland demand", "umerov donbas", "territory"):
        assert ("position", 1) in found(talks, words)
    assert ("assessment", 1) in found(talks, "tense umerov")


def test_accents_and_case_do_not_matter_and_every_word_must_occur(talks: Database) -> None:
    assert found(talks, "ERDOGAN") == {("article", 1)}
    assert found(talks, "erdoğan geneva") == {("article", 1)}
    assert found(talks, "erdogan paris") == set()
    assert found(talks, '"met in Geneva"') == {("article", 1)}
    assert found(talks, '"Geneva in met"') == set()


def test_the_words_found_are_marked_in_a_snippet_of_one_line(talks: Database) -> None:
    hit = next(hit for hit in search(talks, "talks erdogan") if hit.kind == "article")
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["talks", "Erdoğan"]
    assert "\n" not in hit.snippet


def test_matches_are_offsets_in_the_text(talks: Database) -> None:
    text = talks.read.execute("SELECT text FROM article").fetchone()[0]
    assert [text[start:end] for start, end in matches(talks, 1, "geneva")] == ["Geneva", "Geneva"]
    assert matches(talks, 1, "paris") == []
    assert matches(talks, 99, "geneva") == []
    assert matches(talks, 1, "...") == []


def test_a_text_with_marks_of_its_own_misleads_nobody(db: Database) -> None:
    with transaction(db, "x") as write:
        article(write, 1, "\x02evil\x03 word \x02")
    assert matches(db, 1, "word") == []
    hit = search(db, "word")[0]
    assert "\x02" not in hit.snippet
    assert all(0 <= start <= end <= len(hit.snippet) for start, end in hit.spans)


def test_renaming_moving_and_deleting_are_seen_at_once(talks: Database) -> None:
    with transaction(talks, "rename") as write:
        write.update("person", 1, name="Someone Else")
        write.update("venue", 1, locality="Bern")
        write.insert("alias", kind="person", fact=1, name="Umierov", folded="umierov")
        write.insert("role", person=1, post="Secretary of the Council")
    assert ("meeting", 1) in found(talks, "bern else")
    assert ("meeting", 1) not in found(talks, "umerov")
    assert ("position", 1) in found(talks, "someone")
    assert found(talks, "umierov secretary") == {("person", 1)}
    undo(talks)
    assert ("meeting", 1) in found(talks, "umerov geneva")
    assert found(talks, "umierov") == set()
    with transaction(talks, "unattend") as write:
        write.delete("attendance", 1)
    assert ("meeting", 1) not in found(talks, "umerov")
    with transaction(talks, "title") as write:
        write.update("article", 1, title="Zug")
    assert found(talks, "zug") == {("article", 1)}


def test_what_was_rejected_is_not_found(talks: Database) -> None:
    with transaction(talks, "reject") as write:
        write.update("position", 1, state="rejected")
    assert ("position", 1) not in found(talks, "donbas")


def test_no_more_than_asked_for(db: Database) -> None:
    with transaction(db, "x") as write:
        for number in range(5):
            ingest(write, number)
    assert len(search(db, "withdrawal", limit=3)) == 3
    assert len(search(db, "words", limit=4)) == 4


@pytest.mark.parametrize(
    "words", ["", " ", '"', '""', "-", "*", "NEAR(", "AND OR NOT", "a:b", "^x", "{x}", "col : y", "\x00a", "'"]
)
def test_operators_are_words(talks: Database, words: str) -> None:
    search(talks, words)
    matches(talks, 1, words)


@given(st.text(max_size=20))
def test_nothing_that_can_be_typed_is_an_error(words: str) -> None:
    query = match_query(words)
    if query is not None:
        _FTS.execute("SELECT rowid FROM t WHERE t MATCH ?", (query,)).fetchall()


def _fts():  # type: ignore[no-untyped-def]
    import sqlite3

    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    return connection


_FTS = _fts()
