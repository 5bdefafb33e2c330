"""The record has the form of the contract, nothing renamed and nothing missing."""

import json

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
    TrackEvent,
    TrackFact,
    VenueFact,
)

SPAN = Evidence(0, 5, "Talks")
FIELDS = {
    "persons": "id name party aliases roles evidence",
    "parties": "id name type evidence",
    "tracks": "id name parties level events evidence",
    "venues": "id name precision locality country evidence",
    "meetings": "id track parent kind status date date_text venue mode format duration condition issues parties "
    "attendance evidence",
    "positions": "id holder_party holder_person speaker issue stance target conditions said_date attribution_status "
    "quote chain evidence",
    "assessments": "id about kind values polarity speaker party chain evidence",
}


def full_record() -> Record:
    return Record(
        article=ArticleHeader(file="a.txt", sha256="0" * 64),
        persons=[PersonFact(id="p1", name="Ada Berg", evidence=[SPAN])],
        parties=[PartyFact(id="RU", name="Ruritania", type="state", evidence=[SPAN])],
        tracks=[TrackFact(id="t1", events=[TrackEvent("suspended", "2025-12-01", "RU", [SPAN])], evidence=[SPAN])],
        venues=[VenueFact(id="v1", name="Port Halden", evidence=[SPAN])],
        meetings=[MeetingFact(id="m1", attendance=[Attendance("p1", "RU")], evidence=[SPAN])],
        positions=[PositionFact(id="x1", holder_party="RU", evidence=[SPAN])],
        assessments=[AssessmentFact(id="a1", values=["tense"], evidence=[SPAN])],
    )


def test_every_fact_has_the_fields_of_the_contract_and_ours():
    data = full_record().as_json()
    for kind, fields in FIELDS.items():
        assert set(data[kind][0]) == {*fields.split(), "confidence", "rule"}, kind
    assert set(data["article"]) == {"file", "sha256", "publisher", "title", "published", "language"}
    assert set(data["meetings"][0]["attendance"][0]) == {"person", "side", "status", "delegation_role", "confidence"}


def test_evidence_is_an_object_at_every_depth():
    data = full_record().as_json()
    span = {"start": 0, "end": 5, "exact": "Talks"}
    for kind in FIELDS:
        assert data[kind][0]["evidence"] == [span]
    assert data["tracks"][0]["events"] == [
        {"kind": "suspended", "date": "2025-12-01", "party": "RU", "evidence": [span]}
    ]


def test_lists_are_present_and_empty_never_null():
    data = Record(article=ArticleHeader(file="-", sha256="")).as_json()
    assert {kind: data[kind] for kind in FIELDS} == {kind: [] for kind in FIELDS}
    assert "notes" not in data


def test_notes_are_there_when_there_are_any():
    assert Record(ArticleHeader("-", ""), notes=["No date."]).as_json()["notes"] == ["No date."]


def test_it_survives_json():
    data = full_record().as_json()
    assert json.loads(json.dumps(data)) == data


def test_the_json_is_a_copy():
    record = full_record()
    record.as_json()["persons"][0]["aliases"].append("changed")
    assert record.persons[0].aliases == []


def test_facts_do_not_share_their_lists():
    one, two = PersonFact(id="1"), PersonFact(id="2")
    one.roles.append("envoy")
    assert two.roles == []
