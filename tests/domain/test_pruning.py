from tracker.domain.pruning import without_unsure
from tracker.domain.record import (
    ArticleHeader,
    AssessmentFact,
    Attendance,
    Evidence,
    MeetingFact,
    PartyFact,
    PersonFact,
    PositionFact,
    Record,
    TrackFact,
    VenueFact,
)

WORDS = [Evidence(0, 1, "x")]


def a_record() -> Record:
    return Record(
        ArticleHeader("a.txt", "0"),
        persons=[
            PersonFact("p1", WORDS, 0.9, "r", "Ana Cato", "A"),
            PersonFact("p2", WORDS, 0.2, "r", "Bo Dene", "B"),
        ],
        parties=[PartyFact("A", WORDS, 0.1, "r", "Aland"), PartyFact("B", WORDS, 0.1, "r", "Bland")],
        tracks=[TrackFact("t1", WORDS, 0.2, "r", "A–B", ["A", "B"])],
        venues=[VenueFact("v1", WORDS, 0.2, "r", "Cassim")],
        meetings=[
            MeetingFact(
                "m1", WORDS, 0.8, "r", track="t1", parent="m2", venue="v1", parties=["A"],
                attendance=[Attendance("p1"), Attendance("p2"), Attendance("p1", confidence=0.1)],
            ),
            MeetingFact("m2", WORDS, 0.1, "r"),
        ],
        positions=[
            PositionFact("po1", WORDS, 0.5, "r", "A", "p2", "p2"),
            PositionFact("po2", WORDS, 0.1, "r", "B"),
        ],
        assessments=[AssessmentFact("as1", WORDS, 0.5, "r", "m2", speaker="two officials")],
    )  # fmt: skip


def test_nothing_refers_to_what_was_taken_out() -> None:
    kept = without_unsure(a_record(), 0.35)
    assert [person.id for person in kept.persons] == ["p1"]
    assert [party.id for party in kept.parties] == ["A"]
    assert kept.tracks == kept.venues == []
    (meeting,) = kept.meetings
    assert (meeting.track, meeting.parent, meeting.venue) == (None, None, None)
    assert meeting.attendance == [Attendance("p1")]
    (position,) = kept.positions
    assert (position.holder_person, position.speaker) == (None, "Bo Dene")
    assert (kept.assessments[0].about, kept.assessments[0].speaker) == (None, "two officials")


def test_the_whole_record_stays_as_it_was() -> None:
    record = a_record()
    assert without_unsure(record, 0.0) == a_record()
    without_unsure(record, 0.35)
    assert record == a_record()
