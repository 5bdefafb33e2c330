"""Origins are counted, not articles: one agency text in five papers is one, whatever order they came in."""

import itertools
import json
from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk import facts, history, ingest, positions, status
from tracker.desk.openfile import open_database
from tracker.store.queries import evidence

TEXT = "Negotiators of both sides agreed in the harbour town to exchange all prisoners before the winter begins"
OWN = "A week of talks ended with a promise: by winter every prisoner is to be home, the paper learned from the room"


def printed(day, publisher, words, cited=None):
    """The article of one paper: what it says of a meeting and of a position, in these words."""
    w = Writer(day, publisher, f"{publisher}.txt")
    w.say(f"{publisher}, by our own staff, with a first sentence of its own about {publisher}.")
    chain = [one for one in (publisher, cited) if one]
    w.position("UA", "humanitarian/prisoners", "accept", words + ".", chain=chain)
    w.meeting("held", "2025-11-30", words=w.record.positions[0].evidence)
    return w


def origins(db):
    row = positions.positions(db)[-1]
    return set(row.origins), status.status(db, date(2025, 12, 2)).tracks[0].chains


PAPERS = [printed("2025-12-01", name, TEXT) for name in ("Bote", "Courant", "Dagblad", "Echo", "Figaro")]


def test_five_papers_with_one_agency_text_are_one_origin(db, take):
    for paper in PAPERS:
        take(paper)
    assert len(positions.positions(db)) == 1
    found, chains = origins(db)
    assert (len(found), chains) == (1, 1)
    shown = facts.fact(db, "position", 1)
    assert (len(shown.evidence), shown.origins) == (5, 1)


def test_a_paper_that_tells_it_in_its_own_words_is_another_origin(db, take):
    take(PAPERS[0])
    take(printed("2025-12-01", "Gazeta", OWN))
    assert origins(db)[1] == 2


def test_an_edited_agency_text_is_still_one_origin(db, take):
    take(PAPERS[0])
    take(printed("2025-12-02", "Gazeta", TEXT.replace("the harbour town", "a harbour town").replace("all", "their")))
    assert origins(db)[1] == 1


def test_the_order_of_reading_does_not_change_the_origin(tmp_path):
    seen = set()
    for number, order in enumerate(itertools.permutations(PAPERS[:3])):
        with open_database(tmp_path / f"{number}.db") as db:
            for paper in order:
                ingest.ingest_article(db, *paper.done(), "1")
            found, chains = origins(db)
            seen.add((tuple(sorted(found)), chains))
    assert len(seen) == 1


def test_a_later_copy_counts_from_where_the_earlier_paper_had_it(db, take):
    take(printed("2025-12-02", "Bote", TEXT))
    take(printed("2025-12-01", "Courant", TEXT, cited="Agencia Norte"))
    assert origins(db) == ({"Agencia Norte"}, 1)


def test_as_of_an_earlier_day_the_first_paper_stands_alone(db, take):
    take(printed("2025-12-01", "Bote", TEXT))
    take(printed("2025-12-02", "Courant", OWN))
    row = status.status(db, date(2025, 12, 1)).tracks[0]
    assert (row.chains, origins(db)[1]) == (1, 2)


def test_undo_takes_the_comparison_away_and_redo_brings_it_back(db, take):
    take(PAPERS[0])
    take(PAPERS[1])
    assert db.read.execute("SELECT count(*) FROM same_text").fetchone()[0] == 1
    history.undo(db)
    assert db.read.execute("SELECT count(*) FROM same_text").fetchone()[0] == 0
    history.redo(db)
    assert origins(db)[1] == 1


def test_an_article_without_words_is_compared_with_nothing(db, take):
    take(Writer("2025-12-01", "Bote", "empty.txt"))
    assert db.read.execute("SELECT count(*) FROM same_text").fetchone()[0] == 0


@pytest.mark.corpus
def test_what_the_stories_list_as_one_chain_has_one_origin(corpus, tmp_path):
    """Every fact of `shared_chains`: whether the places of its quotes in the listed articles share an origin."""
    found: list[tuple[bool, str]] = []
    for path in sorted((corpus / "stories").glob("*.json")):
        story = json.loads(path.read_text("utf-8"))
        with open_database(tmp_path / f"{path.stem}.db") as db:
            ingest.ingest_sources(db, [str(path.with_suffix("") / f"{name}.txt") for name in story["articles"]])
            known = {row["file"].rpartition("/")[2]: row for row in db.read.execute("SELECT * FROM article")}
            for row in story["shared_chains"]:
                given = []
                for name, quote in row["quotes"].items():
                    article = known[f"{name}.txt"]
                    start = article["text"].index(quote)
                    given.append(set(evidence.origins_at(db.read, article["id"], start, start + len(quote))))
                found.append((bool(set.intersection(*given)), f"{path.stem}: {row['fact']}: {given}"))
    share = sum(ok for ok, _ in found) / len(found)
    print(f"shared chains {sum(ok for ok, _ in found)}/{len(found)} = {share:.2f}")
    print("\n".join(f"  miss {text}" for ok, text in found if not ok))
    assert share >= 0.5
