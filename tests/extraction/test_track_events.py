"""What became of a track: agreed, suspended, resumed; by whom and when; and what only sounds like it."""

from collections.abc import Callable

import pytest

from tracker.domain.record import Record, TrackEvent

TALKS = "Officials from Peru and Chile held talks in Lima on Monday."


def events(record: Record) -> list[TrackEvent]:
    return [event for track in record.tracks for event in track.events]


@pytest.mark.parametrize(
    ("text", "kind", "date", "party"),
    [
        ("Peru suspended the talks on Tuesday.", "suspended", "2024-03-12", "PE"),
        ("On Tuesday, Chile pulled out of the negotiations with Peru.", "suspended", "2024-03-12", "CL"),
        ("Chile has broken off its dialogue with Peru, a spokesman said.", "suspended", None, "CL"),
        ("Chilean President Rosa Ibarra walked out of the peace talks on Wednesday.", "suspended", "2024-03-13", "CL"),
        ("The talks were suspended by Peru on Wednesday.", "suspended", "2024-03-13", "PE"),
        ("The negotiations have been broken off.", "suspended", None, None),
        ("Peru has suspended its participation in the talks.", "suspended", None, "PE"),
        ("Peru and Chile resumed the talks on Wednesday.", "resumed", "2024-03-13", None),
        ("The talks resumed on Wednesday.", "resumed", "2024-03-13", None),
        ("Chile returned to the negotiating table on Tuesday.", "resumed", "2024-03-12", "CL"),
        ("Peru and Chile signed a peace treaty on Wednesday.", "agreed", "2024-03-13", None),
        ("Chile and Peru have reached a comprehensive settlement.", "agreed", None, None),
    ],
)
def test_an_event_has_its_kind_its_day_and_its_party(
    record_of: Callable[..., Record], text: str, kind: str, date: str | None, party: str | None
) -> None:
    record = record_of(f"{TALKS}\n\n{text}")
    assert [(e.kind, e.date, e.party) for e in events(record)] == [(kind, date, party)]
    assert events(record)[0].evidence[0].exact in text


@pytest.mark.parametrize(
    "text",
    [
        "Peru threatened to suspend the talks.",
        "Peru would have suspended the talks, a diplomat said.",
        "Chile has not suspended the talks.",
        "If Chile pulled out of the talks, Peru said, it would be sorry.",
        "Peru and Chile hope that they have reached a comprehensive settlement by May.",
        "Peru and Chile reached a historic interim deal on Tuesday.",
        "Peru and Chile reached a historic deal in principle on Tuesday.",
        "Peru and Chile signed a peace treaty in 1929.",
        "Peru and Chile agreed a truce on Tuesday.",
        "Both sides said they were ready to have the talks resumed.",
        "A strike halted trains in Chile on Tuesday.",
    ],
)
def test_what_is_feared_partial_or_history_is_no_event(record_of: Callable[..., Record], text: str) -> None:
    assert events(record_of(f"{TALKS}\n\n{text}")) == []


def test_a_day_in_the_name_of_a_party_is_no_day(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The Peruvian Government and the May 5 Movement (M-5) signed a peace agreement in Cusco on Wednesday."
    )
    assert [(t.parties, [(e.kind, e.date, e.party) for e in t.events]) for t in record.tracks] == [
        (["M-5", "PE"], [("agreed", "2024-03-13", None)])
    ]
    assert [(m.status, m.date) for m in record.meetings] == [("held", "2024-03-13")]


def test_the_event_belongs_to_the_track_of_its_parties(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Officials from Peru and Chile held talks in Lima on Monday. Officials from Kenya and Uganda held talks in"
        " Nairobi on Monday.\n\nUganda suspended its talks with Kenya on Tuesday."
    )
    assert {tuple(t.parties): [e.party for e in t.events] for t in record.tracks} == {
        ("CL", "PE"): [],
        ("KE", "UG"): ["UG"],
    }


def test_an_event_in_capitals_is_read_as_well(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "OFFICIALS FROM PERU AND CHILE HELD TALKS IN LIMA ON MONDAY. THE MINISTERS OF BOTH COUNTRIES WERE PRESENT, AND"
        " THE PRESS WAS NOT ADMITTED TO THE ROOM, A SPOKESMAN SAID AFTER THE FIRST SESSION.\n\nPERU SUSPENDED THE TALKS"
        " WITH CHILE ON TUESDAY."
    )
    assert [(e.kind, e.date, e.party) for e in events(record)] == [("suspended", "2024-03-12", "PE")]
