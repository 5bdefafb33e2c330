import json
from importlib import resources

import pytest

from tests.extraction.conftest import article_of
from tracker.domain.record import (
    ArticleHeader,
    Attendance,
    Evidence,
    MeetingFact,
    PersonFact,
    PositionFact,
    Record,
)
from tracker.extraction.confidence import KINDS, calibrate, calibration, judged, log_odds, score, share
from tracker.extraction.extractor import Extractor


def a_record(raw: float = 0.6) -> Record:
    words = [Evidence(0, 4, "Cato")]
    return Record(
        ArticleHeader("a.txt", "0"),
        persons=[PersonFact("p1", words, raw, "person.full_name", "Ana Cato")],
        meetings=[
            MeetingFact(
                "m1", words, raw, "meeting.contact", parties=["A", "B"], attendance=[Attendance("p1", side="A")]
            )
        ],
        positions=[PositionFact("po1", words, raw, "position/own", holder_party="A")],
    )


def a_model(points: list[list[float]], **weights: float) -> dict[str, object]:
    return {"weights": {"raw": 1.0, **weights}, "points": points}


def test_the_table_is_read_between_its_points_and_flat_beyond() -> None:
    one = next(judged(a_record(0.5)))
    model = a_model([[-1.0, 0.2], [1.0, 0.8]])
    assert score(model, one) == 0.0
    assert share(model, one) == 0.5
    assert share(a_model([[5.0, 0.3]]), one) == 0.3
    assert share(None, one) == 0.5


def test_traits_weigh() -> None:
    one = next(judged(a_record(0.5)))
    assert "no party" in one.traits
    assert score({"weights": {"raw": 1.0, "no party": -2.0, "party": 9.0}}, one) == -2.0


def test_attendance_is_never_surer_than_its_meeting_and_its_person() -> None:
    record = a_record()
    sure, unsure = a_model([[0.0, 0.9]]), a_model([[0.0, 0.4]])
    calibrate(record, {"person": sure, "meeting": unsure, "attendance": sure, "position": sure})
    assert record.meetings[0].attendance[0].confidence == 0.4
    assert record.meetings[0].confidence == 0.4
    assert record.persons[0].confidence == record.positions[0].confidence == 0.9


def test_without_a_calibration_the_rules_speak() -> None:
    record = a_record()
    calibrate(record, {})
    assert record.persons[0].confidence == 0.6


def test_what_is_packaged_never_falls_with_the_score_and_names_every_kind() -> None:
    data = calibration()
    assert set(data["kinds"]) == set(KINDS)
    for kind, model in data["kinds"].items():
        shares = [share_ for _, share_ in model["points"]]
        assert shares == sorted(shares), kind
        assert [x for x, _ in model["points"]] == sorted(x for x, _ in model["points"]), kind
        assert model["weights"].get("raw", 0.0) >= 0, kind
        assert 0 <= data["measured"][kind]["right"] <= 1


def test_of_what_is_said_to_be_sure_enough_was_right_where_it_was_measured() -> None:
    total = calibration()["measured"]["all"]
    assert total["sure"] > 100
    assert total["sure_right"] >= 0.85


def test_the_calibration_holds_no_words_of_articles() -> None:
    path = resources.files("tracker.extraction") / "lexicons" / "calibration.json"
    text = path.read_text("utf-8")
    assert len(text) < 50_000
    traits = {trait for model in json.loads(text)["kinds"].values() for trait in model["weights"]}
    assert max(len(trait) for trait in traits) < 40


def test_an_extractor_gives_out_shares() -> None:
    text = "Peruvian Foreign Minister Elena Quispe met Chilean Foreign Minister Pablo Riveros in Lima on Tuesday."
    plain = Extractor(calibrated=False).extract(article_of(text))
    found = Extractor().extract(article_of(text))
    wanted = {
        one.fact.id: share(calibration()["kinds"]["person"], one) for one in judged(plain) if one.kind == "person"
    }
    assert {person.id: person.confidence for person in found.persons} == wanted
    assert all(row.confidence is not None for meeting in found.meetings for row in meeting.attendance)


@pytest.mark.parametrize("chance", [0.0, 0.02, 0.5, 0.98, 1.0])
def test_log_odds_are_finite(chance: float) -> None:
    assert -4 < log_odds(chance) < 4
