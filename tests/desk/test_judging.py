"""Judging sources and items: by people, apart from each other, undoable, and with the fact through merge and split."""

import pytest

from tests.desk.records import Writer
from tracker.desk import facts, history, judging, merge
from tracker.desk.errors import Refused
from tracker.desk.lists import long_list
from tracker.domain.judgements import Grade, grade
from tracker.store.errors import Gone


@pytest.fixture
def two(db, take):
    """Two articles that tell of one meeting, of two papers."""
    for number, paper in enumerate(("Wire", "Gazette")):
        writer = Writer(f"2025-12-0{number + 1}", paper)
        who = writer.person("Olena Koval", "UA")
        writer.meeting("held", "2025-11-30", people=((who, "UA"),))
        take(writer)
    return db


def meeting(db):
    return facts.fact(db, "meeting", 1)


def test_a_source_and_an_item_are_judged_apart_and_both_stand_by_the_words(two):
    judging.judge_source(two, "wire", "B", "right before", actor="anna")
    judging.judge_item(two, "meeting", 1, 4, article=2, actor="anna")
    first, second = (next(one for one in meeting(two).evidence if one.article == number) for number in (1, 2))
    assert (first.judgement(), second.judgement()) == ("reliability B", "credibility 4")
    (wire, gazette) = judging.sources(two)
    assert (wire.name, wire.reliability, wire.judged_by, wire.why) == ("Wire", "B", "anna", "right before")
    assert gazette.reliability is None
    (item,) = judging.items(two)
    assert (item.kind, item.article, item.credibility, item.judged_by) == ("meeting", 2, 4, "anna")


def test_each_judgement_is_an_action_that_undo_takes_back(two):
    judging.judge_source(two, "Wire", "A")
    judging.judge_source(two, "Wire", "D")
    judging.judge_item(two, "article", 1, 2)
    history.undo(two)
    assert judging.items(two) == []
    history.undo(two)
    assert judging.sources(two)[0].reliability == "A"
    history.undo(two)
    assert [one.reliability for one in judging.sources(two)] == [None, None]


def test_a_second_reading_and_a_second_article_leave_judgements_alone(two, take):
    judging.judge_source(two, "Wire", "C")
    judging.judge_item(two, "meeting", 1, 3)
    writer = Writer("2025-12-03", "Wire")
    who = writer.person("Olena Koval", "UA")
    writer.meeting("held", "2025-11-30", people=((who, "UA"),))
    take(writer)
    assert {one.article: one.credibility for one in judging.reports(two, "meeting", 1)} == {1: 3, 2: 3, 3: None}
    assert judging.sources(two)[0].reliability == "C"


def test_a_merge_keeps_what_was_judged_of_either_and_a_split_gives_it_back(two):
    with_other = two.read.execute("SELECT count(*) FROM person").fetchone()[0]
    judging.judge_item(two, "meeting", 1, 2, article=2)
    done = merge.split(two, "meeting", 1, [2])
    assert [one.credibility for one in judging.reports(two, "meeting", done.fact)] == [2]
    assert [one.credibility for one in judging.reports(two, "meeting", 1)] == [None]
    merge.merge(two, "meeting", 1, done.fact)
    assert {one.article: one.credibility for one in judging.reports(two, "meeting", 1)} == {1: None, 2: 2}
    assert two.read.execute("SELECT count(*) FROM person").fetchone()[0] == with_other


def test_lists_are_filtered_by_what_was_judged(two):
    judging.judge_source(two, "Wire", "B")
    judging.judge_item(two, "meeting", 1, 5)
    judging.judge_item(two, "article", 2, 6)

    def ids(name, words):
        found = long_list(two, name, words=words)
        return found.ids(0, found.count())

    assert ids("meetings", "reliability:b") == [1]
    assert ids("meetings", "reliability:A") == []
    assert ids("meetings", "credibility:5") == [1]
    assert ids("articles", "reliability:B") == [1]
    assert ids("articles", "credibility:6") == [2]
    assert ids("people", "reliability:B") == [1]


def test_what_cannot_be_judged_says_why_and_changes_nothing(two):
    with pytest.raises(Gone, match="No source is called Nobody"):
        judging.judge_source(two, "Nobody", "B")
    with pytest.raises(Refused, match="A to F"):
        judging.judge_source(two, "Wire", "G")
    with pytest.raises(Refused, match="1 to 6"):
        judging.judge_item(two, "meeting", 1, 7)
    with pytest.raises(Refused, match="Article 9"):
        judging.judge_item(two, "meeting", 1, 3, article=9)
    with pytest.raises(Gone):
        judging.judge_item(two, "meeting", 77, 3)
    assert judging.judge_source(two, "Wire", None).txn is None
    assert judging.items(two) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("B", Grade("B")),
        ("b 3", Grade("B", 3)),
        ("B3 the ministry confirmed it", Grade("B", 3, "the ministry confirmed it")),
        ("6", Grade(None, 6)),
        (" - ", Grade(none=True)),
        ("2 seen there", Grade(None, 2, "seen there")),
    ],
)
def test_a_grade_is_typed_in_one_line(text, read):
    assert grade(text) == read


@pytest.mark.parametrize("text", ["", "G", "7", "B33", "bad", "A-"])
def test_what_is_no_grade_is_refused(text):
    with pytest.raises(ValueError, match="letter from A to F"):
        grade(text)
