"""The entities are those of FollowTheMoney: its schemata, its properties, its types, and whom they name is there."""

import json
import re
from pathlib import Path

import pytest

from tests.desk.records import Writer
from tests.tui.sample import HOSTILE
from tracker.desk.exporting import export

SCHEMA = json.loads((Path(__file__).resolve().parent.parent / "data" / "exchange" / "ftm_schema.json").read_text())
TYPES = {
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "country": r"[a-z]{2}",
    "language": r"[a-z]{3}",
    "url": r"https?://\S+",
}


def written(db, path) -> list[dict]:
    export(db, "ftm", path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def wrong_with(entities: list[dict]) -> list[str]:
    """What FollowTheMoney would not take: unknown properties, missing ones, values of another type, loose ends."""
    schema_of = {one["id"]: one["schema"] for one in entities}
    found = []
    for one in entities:
        schema = SCHEMA[one["schema"]]
        found += [f"{one['schema']} without {name}" for name in schema["required"] if not one["properties"].get(name)]
        for name, values in one["properties"].items():
            kind, *range_ = schema["properties"].get(name, ["unknown"])
            for value in values:
                if kind == "unknown" or value != value.strip() or not value:
                    found.append(f"{one['schema']}.{name}: {value!r}")
                elif kind == "entity" and range_[0] not in SCHEMA[schema_of.get(value, "Position")]["is"]:
                    found.append(f"{one['schema']}.{name} names {schema_of.get(value)}, no {range_[0]}")
                elif not re.fullmatch(TYPES.get(kind, r"(?s).*"), value):
                    found.append(f"{one['schema']}.{name}: {value!r} is no {kind}")
    return found


@pytest.fixture
def full(db, take):
    writer = Writer("2025-12-01", "Wire", "https://example.org/a")
    ua = writer.person("Olena Koval", "UA", roles=["head of delegation", "minister"], aliases=["Koval"])
    us = writer.person("John Doe", "US", roles=["minister"])
    writer.person("Nobody Known")
    writer.meeting("held", "2025-11-30", people=((ua, "UA"), (us, "US")), venue=writer.venue("Palais", country="CH"))
    writer.meeting("planned", "2025-12-05/2025-12-07")
    writer.meeting("planned", "2026-01?")
    writer.position("UA", "territory/Donbas", "refuse", "Kyiv will not cede it.", holder_person=ua)
    take(writer)
    return db


def test_every_entity_is_one_that_follow_the_money_knows(full, tmp_path) -> None:
    entities = written(full, tmp_path / "a.ftm")
    assert wrong_with(entities) == []
    kinds = {one["schema"] for one in entities}
    assert kinds == {
        "Article", "PublicBody", "Person", "Position", "Occupancy", "Representation", "Event", "Note", "Mention"
    }  # fmt: skip
    assert len({one["id"] for one in entities}) == len(entities)


def test_an_event_has_its_days_its_sides_and_its_people(full, tmp_path) -> None:
    entities = {one["id"]: one for one in written(full, tmp_path / "a.ftm")}
    events = [one["properties"] for one in entities.values() if one["schema"] == "Event"]
    held = next(one for one in events if one.get("date") == ["2025-11-30"])
    assert {entities[who]["properties"]["name"][0] for who in held["involved"]} == {
        "UA",
        "US",
        "Olena Koval",
        "John Doe",
    }
    assert held["country"] == ["ch"]
    ranged = next(one for one in events if "startDate" in one)
    assert (ranged["startDate"], ranged["endDate"]) == (["2025-12-05"], ["2025-12-07"])
    assert ["2026-01"] in [one.get("date") for one in events]


def test_the_same_facts_in_another_file_have_the_same_ids(full, tmp_path) -> None:
    first = {one["id"] for one in written(full, tmp_path / "a.ftm") if one["schema"] in ("Person", "PublicBody")}
    again = {one["id"] for one in written(full, tmp_path / "b.ftm") if one["schema"] in ("Person", "PublicBody")}
    assert first == again


def test_hostile_texts_stay_one_line_of_json(db, take, tmp_path) -> None:
    writer = Writer("2025-12-01", HOSTILE[4], HOSTILE[0])
    for name in HOSTILE[:4]:
        writer.person(name, "UA", roles=[name])
    take(writer)
    assert wrong_with(written(db, tmp_path / "a.ftm")) == []
