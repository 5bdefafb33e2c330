"""The order in which articles come in changes nothing that is seen."""

import random

import pytest

from tests.desk.records import gold
from tracker.desk import people, positions, timeline
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database

pytestmark = pytest.mark.corpus
GROUPS = (("abp-063", "abp-066", "abp-067", "abp-069"), ("abp-028", "abp-030", "abp-034", "abp-035"))


def seen(db):
    return (
        sorted(
            (m.kind, m.status, m.date or "", m.place or "", m.parties, sorted(m.people)) for m in timeline.timeline(db)
        ),
        sorted((p.party, p.issue, p.stance, p.text, p.movement) for p in positions.positions(db)),
        sorted((p.name, p.party or "") for p in people.people(db)),
    )


@pytest.mark.parametrize("articles", GROUPS, ids=["korea", "gaza"])
def test_any_order_of_the_same_articles_gives_one_record(corpus, tmp_path, articles):
    first = None
    for number in range(4):
        order = random.Random(number).sample(articles, len(articles))
        with open_database(tmp_path / f"{number}.db") as db:
            for name in order:
                ingest_article(db, *gold(corpus, name), "gold")
            found = seen(db)
        first = first or found
        assert found == first, order
