"""The tenth article about the same talks repeats, moves and contradicts the first nine: one record comes of it."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tracker.desk import conflicts, edit, merge, people, positions, status, timeline
from tracker.desk.history import undo


def count(db, table, where="1"):
    return db.read.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]


def meeting(day, publisher, status_, when, file=None, **values):
    w = Writer(day, publisher, file)
    names = values.pop("names", (("Rustem Umerov", "UA"), ("Steve Witkoff", "US")))
    people_ = tuple((w.person(name, side), side) for name, side in names)
    place = values.pop("place", None)
    if place:
        values["venue"] = w.venue(place)
    w.meeting(status_, when, people=people_, words=f"{publisher} on {day}: {status_} {when} {place}.", **values)
    return w


def test_the_same_fact_in_another_article_adds_evidence_and_asks_nothing(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30"))
    before = {table: count(db, table) for table in ("person", "track", "meeting", "attendance", "party")}
    done = take(meeting("2025-12-02", "Reuters", "held", "2025-11-30"))
    assert {table: count(db, table) for table in before} == before
    assert not done.new
    assert count(db, "evidence", "kind = 'meeting'") == 2


def test_a_plan_that_was_carried_out_is_one_meeting(db, take):
    take(meeting("2025-11-28", "Axios", "planned", "2025-11-30", place="Miami"))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30"))
    found = timeline.timeline(db)
    assert [(one.status, one.date, one.place) for one in found] == [("held", "2025-11-30", "Miami")]


def test_a_plan_without_a_day_that_was_carried_out_is_one_meeting(db, take):
    take(meeting("2025-11-20", "Axios", "planned", None))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30"))
    assert [(one.status, one.date) for one in timeline.timeline(db)] == [("held", "2025-11-30")]


def test_each_step_holds_for_its_own_days(db, take):
    take(meeting("2025-11-28", "Axios", "planned", "2025-11-30", place="Miami"))
    take(meeting("2025-11-29", "AP", "cancelled", "2025-11-30"))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30", place="Geneva"))
    at = {day: timeline.timeline(db, date(2025, 11, day)) for day in (27, 28, 29)}
    assert at[27] == []
    assert [one.status for one in at[28]] == ["planned"]
    assert [one.status for one in at[29]] == ["cancelled"]
    assert [(one.status, one.place) for one in timeline.timeline(db, date(2025, 12, 1))] == [("held", "Geneva")]


def test_the_order_in_which_articles_come_in_does_not_matter(db, take):
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30"))
    take(meeting("2025-11-28", "Axios", "planned", "2025-11-30", place="Miami"))
    assert [(one.status, one.place) for one in timeline.timeline(db)] == [("held", "Miami")]
    assert [one.status for one in timeline.timeline(db, date(2025, 11, 29))] == ["planned"]


def test_a_meeting_behind_and_a_plan_ahead_are_two(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30"))
    take(meeting("2025-12-01", "Reuters", "planned", "2025-12-03"))
    assert [(one.status, one.date) for one in timeline.timeline(db)] == [
        ("held", "2025-11-30"),
        ("planned", "2025-12-03"),
    ]


def test_talks_of_one_day_between_other_people_are_two(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30"))
    take(meeting("2025-12-01", "AP", "held", "2025-11-30", names=(("Andriy Hnatov", "UA"), ("Dan Driscoll", "US"))))
    assert count(db, "meeting") == 2


def test_the_same_people_at_another_level_are_one_meeting(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30", level="leader"))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30", level="delegation"))
    assert count(db, "meeting") == 1
    take(meeting("2025-12-01", "AP", "held", "2025-11-30", level="delegation", names=(("Andriy Hnatov", "UA"),)))
    assert count(db, "meeting") == 2


def test_a_vague_report_that_names_nobody_is_asked_about_and_not_joined(db, take):
    take(meeting("2025-12-01", "Axios", "held", None))
    take(meeting("2025-12-02", "Reuters", "held", "2025-11-30", names=()))
    assert count(db, "meeting") == 2
    assert [one.kind for one in merge.questions(db)] == ["meeting"]


def test_two_days_for_one_meeting_are_a_conflict_with_both_sources(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30", file="a.txt", level="leader"))
    done = take(meeting("2025-12-02", "Reuters", "held", "2025-11-29", file="b.txt", level="leader"))
    assert done.conflicts == 1
    assert count(db, "meeting") == 1
    found = conflicts.conflicts(db)
    assert [one.field for one in found] == ["date"]
    assert {(value.value, value.articles, value.origins) for value in found[0].values} == {
        ("2025-11-30", ("a",), ("Axios",)),
        ("2025-11-29", ("b",), ("Reuters",)),
    }
    assert status.status(db).conflicts == 1
    assert status.status(db, date(2025, 12, 1)).conflicts == 0


@pytest.mark.parametrize(
    ("field", "one", "two"),
    [("duration", {"duration": "PT5H"}, {"duration": "PT4H"}), ("venue", {"place": "Geneva"}, {"place": "Vienna"})],
)
def test_values_that_exclude_each_other_are_a_conflict(db, take, field, one, two):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30", **one))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30", **two))
    assert [found.field for found in conflicts.conflicts(db)] == [field]


def test_held_and_denied_are_a_conflict_and_the_meeting_stays_held(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30"))
    take(meeting("2025-12-02", "Reuters", "denied", "2025-11-30"))
    assert [found.field for found in conflicts.conflicts(db)] == ["status"]
    assert timeline.timeline(db)[0].status == "held"


@pytest.mark.parametrize(
    ("first", "second", "day", "opened"),
    [
        ("cancelled", "planned", 3, ["status"]),  # revived, or out of date: who knows
        ("cancelled", "planned", 10, []),  # a new plan
        ("planned", "cancelled", 3, []),  # it was called off
        ("cancelled", "proposed", 3, ["status"]),
    ],
)
def test_a_plan_told_anew_within_days_of_its_end_is_a_conflict(db, take, first, second, day, opened):
    take(meeting("2025-12-01", "Axios", first, "2025-12-20"))
    take(meeting(f"2025-12-{1 + day:02d}", "Reuters", second, "2025-12-20"))
    assert [found.field for found in conflicts.conflicts(db)] == opened


def test_a_conflict_is_resolved_by_a_person_and_opens_again_only_for_a_new_value(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30", duration="PT5H"))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30", duration="PT4H"))
    conflicts.resolve(db, 1, "PT5H")
    assert conflicts.conflict(db, 1).state == "resolved"
    take(meeting("2025-12-02", "AP", "held", "2025-11-30", duration="PT4H"))
    assert conflicts.conflict(db, 1).state == "resolved"
    take(meeting("2025-12-02", "AFP", "held", "2025-11-30", duration="PT9H"))
    assert conflicts.conflict(db, 1).state == "open"
    assert db.read.execute("SELECT duration FROM meeting").fetchone()[0] == "PT5H"


def test_a_chosen_value_is_the_persons_also_where_it_stood_already(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30", duration="PT5H"))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30", duration="PT4H"))
    stood = db.read.execute("SELECT duration FROM meeting").fetchone()[0]
    conflicts.resolve(db, 1, stood)
    for publisher in ("AP", "AFP", "DPA"):
        take(meeting("2025-12-02", publisher, "held", "2025-11-30", duration="PT9H"))
    assert db.read.execute("SELECT duration FROM meeting").fetchone()[0] == stood
    assert conflicts.conflict(db, 1).state == "open"


def test_whoever_corrects_a_field_resolves_its_conflict_and_undo_opens_it(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-11-30", duration="PT5H", place="Geneva"))
    take(meeting("2025-12-01", "Reuters", "held", "2025-11-30", duration="PT4H", place="Vienna"))
    done = edit.edit(db, "meeting", 1, {"duration": "4h30"}, actor="anna")
    assert done.sentence.endswith("That resolves its conflict.")
    found = {one.field: one for one in conflicts.conflicts(db)}
    assert (found["duration"].state, found["duration"].resolution) == ("resolved", "PT4H30M")
    assert found["venue"].state == "open"
    undo(db)
    assert {one.state for one in conflicts.conflicts(db)} == {"open"}


def test_origins_are_counted_not_articles(db, take):
    for publisher in ("UNN", "Ukrinform", "Interfax"):
        w = meeting("2025-12-01", publisher, "held", "2025-11-30")
        w.position("US", "process", "request", "We ask for a meeting.", chain=[publisher, "Axios", "an official"])
        take(w)
    row = status.status(db, date(2025, 12, 1)).tracks[0]
    assert (row.chains, row.articles) == (1, 3)


def test_a_day_ahead_of_the_article_is_no_day_of_a_meeting_that_was_held(db, take):
    take(meeting("2025-12-01", "Axios", "held", "2025-12-12"))
    assert [(one.status, one.date) for one in timeline.timeline(db)] == [("held", None)]


def test_internal_briefings_are_never_last_or_next(db, take):
    w = Writer("2025-12-01", "Axios")
    umerov, zelenskyy = w.person("Rustem Umerov", "UA"), w.person("Volodymyr Zelenskyy", "UA")
    track = w.track("UA", "US")
    w.meeting(
        "held",
        "2025-11-30",
        parties=("UA",),
        people=((umerov, "UA"), (zelenskyy, "UA")),
        kind="internal_briefing",
        track=False,
        track_id=track,
    )
    w.meeting(
        "planned",
        "2025-12-02",
        parties=("UA",),
        people=((umerov, "UA"), (zelenskyy, "UA")),
        kind="internal_briefing",
        track=False,
        track_id=track,
    )
    take(w)
    row = status.status(db, date(2025, 12, 1)).tracks[0]
    assert (row.last, row.next, row.phase) == (None, None, "stale")


def test_spellings_of_one_name_are_one_person(db, take):
    for day, name in enumerate(("Volodymyr Zelenskyy", "Zelensky", "Vladimir Zelenskiy", "President Zelenskyy"), 1):
        w = Writer(f"2025-12-0{day}", "Axios")
        w.person(name, "UA")
        take(w)
    found = people.people(db)
    assert [one.name for one in found] == ["Volodymyr Zelenskyy"]
    assert {"Zelensky", "Vladimir Zelenskiy"} <= set(found[0].aliases)


def test_people_of_one_family_name_stay_two_and_uncertain_pairs_are_asked_about(db, take):
    w = Writer("2025-12-01", "Axios")
    w.person("Kim Jong Un", "KP")
    w.person("Sung Kim", "US")
    w.person("Kim Kye Gwan", "KP")
    take(w)
    assert len(people.people(db)) == 3
    w = Writer("2025-12-02", "AP")
    w.person("Kim", "KP")
    take(w)
    assert len(people.people(db)) == 4
    reasons = [row[0] for row in db.read.execute("SELECT reason FROM merge_suggestion")]
    assert len(reasons) == 2
    assert all("several people" in reason for reason in reasons)


def test_a_family_name_alone_is_the_only_person_who_has_it(db, take):
    w = Writer("2025-12-01", "Axios")
    w.person("Steve Witkoff", "US")
    take(w)
    w = Writer("2025-12-02", "AP")
    w.person("Witkoff")
    take(w)
    assert len(people.people(db)) == 1


def test_one_name_in_two_parties_is_asked_about(db, take):
    for party in ("US", "RU"):
        w = Writer("2025-12-01", party)
        w.person("Alexander Smith", party)
        take(w)
    assert len(people.people(db)) == 2
    assert "another party" in db.read.execute("SELECT reason FROM merge_suggestion").fetchone()[0]


def test_a_family_name_that_nearly_all_articles_use_of_one_person_is_that_person(db, take):
    for day in range(1, 5):
        w = Writer(f"2025-12-0{day}", "Axios")
        w.person("Kim Jong Un", "KP", aliases=["Kim"])
        if day == 1:
            w.person("Kim Kye Gwan", "KP", aliases=["Kim"])
        take(w)
    w = Writer("2025-12-05", "AP")
    w.person("Kim", "KP")
    take(w)
    assert len(people.people(db)) == 2


def test_one_article_that_gives_another_party_is_outvoted(db, take):
    for day, party in enumerate(("US", "US", "US", "RU"), 1):
        w = Writer(f"2025-12-0{day}", "Axios")
        w.person("Alexander Smith", party)
        take(w)
    assert [(one.name, one.party) for one in people.people(db)] == [("Alexander Smith", "US")]


def test_an_unclear_family_name_is_asked_about_once(db, take):
    w = Writer("2025-12-01", "Axios")
    w.person("Kim Jong Un", "KP")
    w.person("Kim Kye Gwan", "KP")
    take(w)
    for day in (2, 3):
        w = Writer(f"2025-12-0{day}", "AP")
        w.person("Kim", "KP")
        take(w)
    assert len(people.people(db)) == 3
    assert db.read.execute("SELECT count(*) FROM merge_suggestion").fetchone()[0] == 2


def test_tracks_of_the_same_sides_with_others_are_asked_about_until_a_person_decides(db, take):
    for day, parties in ((1, ("HAMAS", "IL")), (2, ("EG", "HAMAS", "IL")), (3, ("EG", "US"))):
        w = Writer(f"2025-12-0{day}", "Axios")
        w.track(*parties)
        take(w)
    asked = merge.questions(db)
    assert [(one.kind, one.one_title, one.two_title) for one in asked] == [("track", "HAMAS–IL", "EG–HAMAS–IL")]
    merge.keep_apart(db, "track", asked[0].one, asked[0].two)
    assert merge.questions(db) == []
    assert count(db, "merge_suggestion", "decision = 'different'") == 1


def test_a_statement_told_again_is_one_and_gains_an_origin(db, take):
    told = {
        "Axios": "We will never accept a border that is drawn by force.",
        "Reuters": "“We will never accept any border drawn by force.”",
    }
    for publisher, words in told.items():
        w = Writer("2025-12-01", publisher)
        w.position("UA", "territory", "red_line", words, chain=[publisher])
        take(w)
    found = positions.positions(db)
    assert len(found) == 1
    assert set(found[0].origins) == {"Axios", "Reuters"}


def test_a_position_moves_against_what_the_same_side_said_before(db, take):
    for day, stance, words, status_ in (
        (1, "demand", "Kyiv must leave the region at once.", "on_record"),
        (3, "concession", "We are ready to leave the line where it is.", "on_record"),
        (5, "demand", "Moscow is known to want the whole region.", "publication_voice"),
        (7, "reject", "We refuse the line that was offered.", "named_reported_speech"),
    ):
        w = Writer(f"2025-12-0{day}", "Axios")
        w.position("RU", "territory", stance, words, attribution_status=status_)
        take(w)
    assert [one.movement for one in positions.positions(db)] == ["new", "softer", "unchanged", "reversed"]
    assert len(positions.positions(db, date(2025, 12, 4))) == 2


def test_what_another_side_tells_of_a_side_moves_nothing(db, take):
    w = Writer("2025-12-01", "Axios")
    w.position("KP", "nuclear", "demand", "We demand a treaty first.", attribution_status="on_record")
    take(w)
    w = Writer("2025-12-03", "Axios")
    moon = w.person("Moon Jae-in", "KR")
    w.position(
        "KP",
        "nuclear",
        "concession",
        "Kim is ready to sign the treaty, Moon said.",
        speaker=moon,
        attribution_status="named_reported_speech",
    )
    take(w)
    assert [one.movement for one in positions.positions(db)] == ["new", "unchanged"]


def test_suggestions_below_the_shown_confidence_count_nowhere(db, take):
    w = Writer("2025-12-01", "Axios")
    w.meeting("held", "2025-11-30", confidence=0.1)
    take(w)
    view = status.status(db, date(2025, 12, 1))
    assert view.tracks[0].last is None
    assert view.hidden == 1


def test_an_article_without_a_date_counts_from_the_day_it_came_in(db, take):
    w = Writer(None, "Axios")
    w.meeting("held", "2025-11-30")
    take(w)
    assert status.status(db, date(2025, 12, 1)).tracks == ()
    assert len(status.status(db).tracks) == 1


def unnamed(day, publisher, when, place):
    w = Writer(day, publisher)
    w.meeting(
        "planned", when, parties=(), venue=w.venue(place), words=f"{publisher}: ministers meet on {when}, {place}."
    )
    return w


def test_a_plan_that_names_nobody_is_one_meeting_where_day_and_place_are_the_same(db, take):
    take(unnamed("2025-11-26", "Axios", "2025-11-30", "Miami"))
    take(unnamed("2025-11-27", "Reuters", "2025-11-30", "Miami"))
    take(unnamed("2025-11-27", "AP", "2025-11-30", "Geneva"))
    assert [(one.date, one.place) for one in timeline.timeline(db)] == [
        ("2025-11-30", "Miami"),
        ("2025-11-30", "Geneva"),
    ]


@pytest.mark.parametrize("turn", [1, -1])
def test_whether_a_plan_that_names_nobody_was_carried_out_is_asked_not_guessed(db, take, turn):
    written = [
        unnamed("2025-11-28", "Axios", "2025-11-30", "Miami"),
        meeting("2025-12-01", "Reuters", "held", "2025-11-30", place="Miami"),
    ]
    for one in written[::turn]:
        take(one)
    assert count(db, "meeting") == 2
    assert len(merge.questions(db, "meeting")) == 1


def test_a_channel_with_one_party_more_is_asked_about_and_one_with_many_more_is_not(db, take):
    for day, parties in (("2025-12-01", ("IR", "US")), ("2025-12-02", ("IR", "OM", "US"))):
        w = Writer(day, "Axios")
        w.meeting("held", day, parties=parties)
        take(w)
    assert [one.kind for one in merge.questions(db)] == ["track"]
    w = Writer("2025-12-03", "Axios")
    w.meeting("held", "2025-12-03", parties=("DE", "FR", "GB", "IR", "US"))
    take(w)
    assert len(merge.questions(db)) == 1


def test_of_two_statements_alike_the_one_in_the_very_words_is_the_same(db, take):
    words = "Kyiv asks for {} thousand square miles back before the winter"
    for count in ("ten", "twenty"):
        values = {"holder_party": "UA", "issue": "territory", "stance": "demand", "text": words.format(count)}
        edit.create(db, "position", values, known_since="2025-12-01")
    for count in ("ten", "twenty"):
        w = Writer("2025-12-02", "Axios", f"{count}.txt")
        w.position("UA", "territory", "demand", words.format(count))
        take(w)
    joined = db.read.execute(
        "SELECT position.text, article.file FROM evidence JOIN position ON position.id = fact"
        " JOIN article ON article.id = article WHERE kind = 'position' ORDER BY 2"
    ).fetchall()
    assert [tuple(row) for row in joined] == [(words.format(count), f"{count}.txt") for count in ("ten", "twenty")]
