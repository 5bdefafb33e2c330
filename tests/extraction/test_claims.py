"""What the sides say happened: who broke a truce, when it begins, what is denied."""

import pytest

from tracker.domain.record import Record


def told(record: Record, kind: str) -> list[tuple[str | None, str, str | None]]:
    return [(one.accused, one.value, one.party) for one in record.claims if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sudan accused Chad of violating the ceasefire. Chad is silent.", [("TD", "TD", "SD")]),
        ("Sudanese officials said Chad broke the truce by shelling a village.", [("TD", "TD", "SD")]),
        ("Sudan and Chad accused each other of breaking the truce.", [("SD", "SD", "TD"), ("TD", "TD", "SD")]),
        ("Sudan warned that if Chad breaks the truce, it will respond.", []),
        ("Sudan and Chad agreed to a truce.", []),
    ],
)
def test_who_broke_a_truce_and_who_says_so(record_of, text, found):
    assert sorted(told(record_of(text), "breach")) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ceasefire takes effect at 7 a.m. on Saturday, an envoy of Chad said.", ["2024-03-16 07:00"]),
        ("Chad said the truce will begin at 20:30 on Friday.", ["2024-03-15 20:30"]),
        ("Chad said the truce will begin at 8 p.m. GMT on Friday.", []),
        ("The truce began, and talks follow on Saturday.", []),
    ],
)
def test_the_hour_at_which_a_truce_begins(record_of, text, found):
    assert [value for _, value, _ in told(record_of(text), "start")] == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chad denied having met rebel envoys in secret. Sudan says otherwise.", 1),
        ("Chad denied reports that its troops captured a minister of Sudan.", 1),
        ("Chad denied visas to the reporters of Sudan.", 0),
        ("Chad denied that prices would rise in Sudan.", 0),
    ],
)
def test_a_denial_counts_where_it_concerns_talks_or_captives(record_of, text, count):
    assert len(told(record_of(text), "denial")) == count


def test_every_claim_has_its_words_and_none_is_printed(record_of):
    record = record_of("Sudan accused Chad of violating the ceasefire. Chad is silent.")
    (one,) = record.claims
    assert one.evidence[0].exact == "Sudan accused Chad of violating the ceasefire."
    assert "claims" not in record.as_json()
