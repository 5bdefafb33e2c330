"""Who is one person and who stays two, across articles: by rule, and what is not sure is asked."""

import itertools

import pytest

from tests.desk.records import Writer
from tracker.desk import history, merge, people
from tracker.desk.errors import Refused
from tracker.store.errors import Gone


def told(day, publisher, name, party=None, **values):
    w = Writer(day, publisher)
    w.person(name, party, **values)
    return w


def names(db):
    return [(one.name, one.party) for one in people.people(db)]


def test_a_name_of_three_words_is_one_person_also_where_an_article_gives_another_party(db, take):
    take(told("2025-12-01", "Axios", "Park Min Ho", "KR"))
    take(told("2025-12-02", "AP", "Park Min-ho", "US"))
    assert len(names(db)) == 1


def test_a_role_in_common_tells_that_the_same_name_in_another_party_is_the_same_person(db, take):
    take(told("2025-12-01", "Axios", "Alexander Smith", "US", roles=["special envoy"]))
    take(told("2025-12-02", "AP", "Alexander Smith", "RU", roles=["special envoy"]))
    assert len(names(db)) == 1


def test_the_same_two_words_in_another_party_are_asked_about(db, take):
    take(told("2025-12-01", "Axios", "Alexander Smith", "US", roles=["banker"]))
    take(told("2025-12-02", "AP", "Alexander Smith", "RU", roles=["pilot"]))
    assert len(names(db)) == 2
    assert ["another party" in one.reason for one in merge.questions(db)] == [True]


def test_another_romanisation_of_every_word_is_the_same_name(db, take):
    take(told("2025-12-01", "Axios", "Karim al-Sadir", "IQ"))
    take(told("2025-12-02", "AP", "Karim al-Sedir", "LB"))
    assert len(names(db)) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [("Marina Rubino", "Marino Rubino"), ("Donald Trump", "Donald Trump Jr."), ("Kim Jong Il", "Kim Jong Un")],
)
def test_near_names_stay_two(db, take, one, two):
    take(told("2025-12-01", "Axios", one, "US"))
    take(told("2025-12-02", "AP", two, "RU"))
    assert len(names(db)) == 2


def test_a_middle_initial_makes_no_other_person(db, take):
    take(told("2025-12-01", "Axios", "Alexander Q. Smith", "US"))
    take(told("2025-12-02", "AP", "Alexander Smith", "US"))
    assert len(names(db)) == 1


def test_the_party_that_most_articles_give_stands_whatever_came_in_first(tmp_path):
    from tracker.desk.ingest import ingest_article
    from tracker.desk.openfile import open_database

    said = [("2025-12-01", "Axios", "US"), ("2025-12-02", "AP", "KR"), ("2025-12-03", "AFP", "KR")]
    for number, order in enumerate(itertools.permutations(said)):
        with open_database(tmp_path / f"{number}.db") as db:
            for day, publisher, party in order:
                ingest_article(db, *told(day, publisher, "Park Min Ho", party).done(), "1")
            assert names(db) == [("Park Min Ho", "KR")], order


def test_a_split_is_one_action_and_is_undone_as_one(db, take):
    first = take(told("2025-12-01", "Axios", "Park Min Ho", "KR"))
    take(told("2025-12-02", "AP", "Park Min-ho", "US"))
    done = merge.split(db, "person", 1, [first.article])
    assert len(names(db)) == 2
    assert merge.questions(db) == []
    history.undo(db)
    assert len(names(db)) == 1
    assert done.txn is not None


def test_a_question_is_answered_by_its_number_once(db, take):
    take(told("2025-12-01", "Axios", "Alexander Smith", "US", roles=["banker"]))
    take(told("2025-12-02", "AP", "Alexander Smith", "RU", roles=["pilot"]))
    (asked,) = merge.questions(db)
    merge.answer(db, asked.id, one=False)
    assert merge.questions(db) == []
    with pytest.raises(Refused, match="answered already"):
        merge.answer(db, asked.id, one=True)
    with pytest.raises(Gone):
        merge.answer(db, 99, one=True)
    history.undo(db)
    merge.answer(db, asked.id, one=True)
    assert len(names(db)) == 1


def test_the_parts_of_a_person_are_what_each_article_calls_it(db, take):
    take(told("2025-12-02", "AP", "Park Min-ho", "US"))
    take(told("2025-12-01", "Axios", "Park Min Ho", "KR"))
    assert [one.says for one in merge.parts(db, "person", 1)] == ["Park Min Ho (KR)", "Park Min-ho (US)"]
    with pytest.raises(Refused, match="cannot be split"):
        merge.parts(db, "position", 1)


def test_given_names_written_almost_alike_are_one_person_in_one_office(db, take):
    take(told("2025-12-01", "Axios", "Jeyhun Karimli", "AZ", roles=["Foreign Minister"]))
    take(told("2025-12-02", "AP", "Ceyhun Karimli", "AZ", roles=["Azerbaijani Foreign Minister"]))
    assert names(db) == [("Jeyhun Karimli", "AZ")]


@pytest.mark.parametrize("roles", [[], ["minister"], ["Minister of Health"]])
def test_given_names_written_almost_alike_are_asked_about_without_an_office_in_common(db, take, roles):
    take(told("2025-12-01", "Axios", "Jeyhun Karimli", "AZ", roles=["Foreign Minister"]))
    take(told("2025-12-02", "AP", "Ceyhun Karimli", "AZ", roles=roles))
    assert len(names(db)) == 2
    assert ["written almost alike" in one.reason for one in merge.questions(db)] == [True]
