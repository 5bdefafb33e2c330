"""What a person decided survives every later reading; what was rejected is not asked about again."""

import json

from tests.desk.records import Writer
from tracker.desk import edit, facts, history, merge, review
from tracker.desk.absorbing import Source, absorb
from tracker.desk.reading_views import Ingested, read_again
from tracker.store.journal import transaction


def first(file="a.txt", **changes):
    w = Writer("2025-12-01", "Axios", file)
    umerov = w.person("Rustem Umerov", "UA")
    witkoff = w.person("Steve Witkoff", "US")
    w.meeting(
        "held",
        changes.get("date", "2025-11-30"),
        people=((umerov, "UA"), (witkoff, "US")),
        venue=w.venue(changes.get("venue", "Geneva"), country="CH"),
        duration="PT5H",
    )
    w.position(
        "RU", "territory/Donbas", changes.get("stance", "demand"), "Russia insists on the whole of the Donbas region."
    )
    return w


def again(db, writer, extractor="2"):
    """Extract the same article once more, with another outcome."""
    _, record = writer.done()
    row = db.read.execute("SELECT * FROM article WHERE file = ?", (writer.file,)).fetchone()
    source = Source(row["id"], row["published"], row["published"], row["sha256"], row["text"], row["publisher"])
    with transaction(db, "read again") as write:
        return absorb(db.read, write, source, record, extractor)


def row(db, table, where="1"):
    return db.read.execute(f"SELECT * FROM {table} WHERE {where}").fetchone()


def count(db, table, where="1"):
    return db.read.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]


def values(db, kind, fact):
    return {one.name: one for one in facts.fact(db, kind, fact).fields}


def test_reading_again_the_same_way_writes_nothing(db, take):
    take(first())
    changes = count(db, "change")
    done = again(db, first())
    assert count(db, "change") == changes
    assert not done.new
    assert not done.joined
    assert done.kept["meeting"] == 1


def test_an_edited_value_stays_and_what_the_text_says_stands_beside_it(db, take):
    take(first())
    edit.edit(db, "meeting", 1, {"date": "28 Nov 2025"})
    again(db, first(date="2025-11-29"))
    date = values(db, "meeting", 1)["date"]
    assert (date.value, date.manual, date.text_says) == ("2025-11-28", True, "2025-11-29")
    assert row(db, "meeting")["state"] == "edited"


def test_a_field_that_no_person_touched_follows_the_newer_reading(db, take):
    take(first())
    edit.edit(db, "meeting", 1, {"duration": "4h"})
    again(db, first(venue="Vienna"))
    found = values(db, "meeting", 1)
    assert (found["venue"].value, found["duration"].value) == ("Vienna", "PT4H")


def test_an_accepted_fact_keeps_its_values(db, take):
    take(first())
    review.accept(db, [("meeting", 1), ("position", 1)])
    again(db, first(date="2025-11-29", stance="request"))
    assert row(db, "meeting")["state"] == "accepted"
    assert row(db, "meeting")["date"] == "2025-11-30"
    assert (row(db, "position")["state"], row(db, "position")["stance"]) == ("accepted", "demand")
    assert count(db, "position") == 1


def test_a_rejected_fact_is_not_asked_about_again(db, take):
    take(first())
    review.reject(db, [("meeting", 1), ("position", 1)])
    waiting = {(one.kind, one.fact) for one in review.queue(db)}
    again(db, first(date="2025-11-30", stance="red_line"))
    take(first("b.txt"))
    kinds = [one.kind for one in review.queue(db)]
    assert "meeting" not in kinds
    assert "position" not in kinds
    assert {(one.kind, one.fact) for one in review.queue(db)} <= waiting
    assert count(db, "meeting") == count(db, "position") == 1


def test_a_rejected_plan_does_not_swallow_the_meeting_that_was_held(db, take):
    w = Writer("2025-11-28", "Axios", "plan.txt")
    w.meeting("planned", "2025-11-30")
    take(w)
    review.reject(db, [("meeting", 1)])
    take(first())
    assert count(db, "meeting", "state = 'suggested' AND status = 'held'") == 1


def test_a_merge_survives_every_later_reading(db, take):
    take(first())
    w = Writer("2025-12-02", "Reuters", "b.txt")
    w.person("Roustam Oumerof", "UA", words="Roustam Oumerof, a Ukrainian official, spoke.")
    take(w)
    oumerof = row(db, "person", "name = 'Roustam Oumerof'")["id"]
    merge.merge(db, "person", 1, oumerof)
    again(db, w)
    later = Writer("2025-12-03", "AFP", "c.txt")
    later.person("Roustam Oumerof", "UA", words="Roustam Oumerof was there again.")
    take(later)
    assert count(db, "person", "name LIKE 'Roustam%'") == 0
    assert len(facts.fact(db, "person", 1).evidence) == 3


def test_a_merged_track_is_found_by_the_key_of_either(db, take):
    take(first())
    w = Writer("2025-12-02", "Reuters", "b.txt")
    w.track("UA", "US", "FR")
    take(w)
    other = row(db, "track", "parties_key = 'FR+UA+US'")["id"]
    merge.merge(db, "track", 1, other)
    later = Writer("2025-12-03", "AFP", "c.txt")
    later.track("UA", "US", "FR")
    take(later)
    assert count(db, "track") == 1


def test_what_is_no_longer_said_goes_unless_a_person_touched_it(db, take):
    take(first())
    w = first()
    w.record.positions.clear()
    done = again(db, w)
    assert done.withdrawn["position"] == 1
    assert count(db, "position") == 0

    history.undo(db)
    assert count(db, "position") == 1
    review.accept(db, [("position", 1)])
    again(db, w)
    assert count(db, "position") == 1
    assert facts.fact(db, "position", 1).evidence


def test_a_new_report_that_contradicts_an_edit_opens_a_conflict_and_changes_no_value(db, take):
    take(first())
    edit.edit(db, "meeting", 1, {"duration": "4h"})
    assert count(db, "conflict") == 0
    w = first("b.txt")
    w.record.meetings[0].duration = "PT6H"
    done = take(w)
    assert done.conflicts == 1
    assert values(db, "meeting", 1)["duration"].value == "PT4H"
    said = {r["value"] for r in db.read.execute("SELECT value FROM conflict_value")}
    assert {"PT4H", "PT6H"} <= said


def test_every_fact_has_evidence_or_an_author(db, take):
    take(first())
    edit.create(db, "person", {"name": "Jean Martin", "party": "France"}, told_by="the embassy")
    for table in ("party", "person", "track", "venue", "meeting", "attendance", "position"):
        for one in db.read.execute(f"SELECT * FROM {table}").fetchall():
            words = count(db, "evidence", f"kind = '{table}' AND fact = {one['id']}")
            assert words or (one["typed_by"] and one["known_since"]), (table, dict(one))


def test_readings_are_kept_and_refer_by_names_made_of_content(db, take):
    take(first())
    payload = json.loads(row(db, "extraction", "kind = 'meeting'")["payload"])
    assert payload["venue"] == "Geneva"
    assert payload["attendance"][0]["person"] == "Rustem Umerov"


def test_a_reading_anew_says_in_one_line_what_it_did():
    same = Ingested(1, "a.txt", "A", known=False)
    other = Ingested(2, "b.txt", "B", known=False, new={"position": 2}, joined={"meeting": 1}, withdrawn=1, conflicts=1)
    failed = Ingested(None, "c.txt", "C", known=False, error="C could not be understood.")
    assert read_again([same]) == "Read 1 article again: all as before."
    assert read_again([same, other, failed]) == (
        "Read 2 articles again: 1 as before; 2 facts new, 1 read otherwise, 1 withdrawn, 1 conflict. "
        "What you decided stands."
    )
    assert other.sentence_again() == "B: 2 facts new, 1 read otherwise, 1 withdrawn, 1 conflict."


def test_a_pair_that_a_person_kept_apart_is_not_asked_about_again(db, take):
    for file, party in (("x.txt", "US"), ("y.txt", "RU")):
        w = Writer("2025-12-01", "Axios", file)
        w.person("Alexander Smith", party)
        take(w)
    (asked,) = merge.questions(db)
    merge.answer(db, asked.id, one=False)
    again(db, w)
    assert merge.questions(db) == []
    assert count(db, "person", "name = 'Alexander Smith'") == 2


def test_what_a_person_typed_and_rejected_and_edited_outlives_an_empty_reading(db, take):
    take(first())
    edit.edit(db, "meeting", 1, {"duration": "4h"})
    review.reject(db, [("position", 1)])
    w = first()
    w.record.meetings.clear()
    w.record.positions.clear()
    again(db, w)
    assert (row(db, "meeting")["duration"], row(db, "position")["state"]) == ("PT4H", "rejected")
    assert facts.fact(db, "meeting", 1).evidence
