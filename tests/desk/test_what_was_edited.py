"""What a person edited, field by field: no reading anew, no other article and no colleague's file changes it."""

import pytest

from tests.desk.records import Writer
from tests.desk.test_reading_again import again, count
from tracker.desk import edit, facts, history, judging, merge, review, tracks
from tracker.desk.importing import take_in
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.domain.record import Evidence

# Three tellings of one talk that differ in every value: as read first, as a newer extractor reads it, another paper.
FIRST, NEWER, OTHER = range(3)


def told(how):
    w = Writer("2025-12-01" if how < OTHER else "2025-12-02", ("Wire", "Wire", "Gazette")[how], "ab"[how // OTHER])
    ann = w.person(
        ("Ann Miller", "Ann Louise Miller", "Ann L. Miller")[how],
        ("US", "CA", "CA")[how],
        words="The envoy was Miller.",
        roles=[("envoy", "special envoy", "chief envoy")[how]],
        aliases=[("Miller", "A. L. Miller", "Ann Louise Miller")[how]],
    )
    olena = w.person("Olena Koval", "UA", words="Koval came.")
    for code in ("CA", "US"):
        w.party(code)
    venue = w.venue(
        "Palace Hotel", precision=("city", "venue", "venue")[how], country=("CH", "CH", None)[how],
        locality=(None, "Geneva", "Geneva")[how],
    )  # fmt: skip
    meeting = w.meeting(
        "held",
        ("2025-11-30", "2025-11-29", "2025-11-30")[how],
        parties=("UA", "US"),
        people=((ann, ("US", "CA", "CA")[how]), (olena, "UA")),
        venue=venue,
        duration=("PT5H", "PT4H", "PT3H")[how],
        mode=("in_person", "video", "video")[how],
        format=(None, "delegations", "one_on_one")[how],
        issues=[["territory"], ["security"], ["trade"]][how],
        track=False,
        words=f"The talks were held, {('says the wire', 'says the wire', 'a paper has it')[how]}.",
    )
    w.position(
        "UA",
        ("territory", "security", "territory")[how],
        ("demand", "interest", "demand")[how],
        "Kyiv wants the region back within a year.",
        holder_person=(None, olena, olena)[how],
        speaker=(None, olena, olena)[how],
        target=[[], ["US"], ["US"]][how],
        conditions=[[], ["within a year"], ["within a year"]][how],
        said_date=(None, "2025-11-30", "2025-11-30")[how],
        attribution_status=("unattributed", "on_record", "on_record")[how],
        quote=("indirect", "direct", "direct")[how],
    )
    w.assessment(
        "tone", [["tense"], ["friendly"], ["warm"]][how], "The mood was spoken of.", about=meeting,
        polarity=("negative", "positive", "positive")[how], speaker=(None, olena, olena)[how],
    )  # fmt: skip
    return w


# What is typed here, and what a colleague typed into the same field.
EDITS = {
    "person": {
        "name": ("Miller", "Anita Miller"), "party": ("FR", "CA"), "roles": ("friend", "foe"),
        "aliases": ("Annie", "Anita"),
    },
    "venue": {
        "name": ("Grand Hotel", "Park Hotel"), "precision": ("region", "venue"), "locality": ("Bern", "Basel"),
        "country": ("AT", "DE"),
    },
    "meeting": {
        "parties": ("FR, UA", "CA, UA"), "status": ("cancelled", "planned"), "date": ("3 Dec 2025", "4 Dec 2025"),
        "mode": ("phone", "video"), "duration": ("2h", "3h"), "format": ("leaders", "narrow"),
        "issues": ("nuclear", "trade"), "venue": ("Grand Hotel", "Park Hotel"), "condition": ("if asked", "if told"),
    },
    "attendance": {"side": ("FR", "CA"), "status": ("absent", "expected"), "delegation_role": ("member", "head")},
    "position": {
        "issue": ("nuclear", "trade"), "stance": ("reject", "accept"), "text": ("Kyiv wants it.", "Kyiv would."),
        "target": ("FR", "CA"), "conditions": ("soon", "late"), "said_date": ("1 Nov 2025", "2 Nov 2025"),
        "reported_date": ("1 Nov 2025", "2 Nov 2025"), "attribution_status": ("document", "on_record"),
        "holder_person": ("Ann Miller", "Olena Koval"), "speaker": ("Ann Miller", "Olena Koval"),
        "quote": ("mixed", "direct"),
    },
    "assessment": {
        "words": ("icy", "cold"), "polarity": ("neutral", "mixed"), "speaker": ("Ann Miller", "Olena Koval"),
        "kind": ("relation", "outcome"),
    },
}  # fmt: skip


def the_fact(db, kind):
    who = "WHERE name LIKE 'Ann%'" if kind == "person" else ""
    return db.read.execute(f"SELECT min(id) FROM {kind} {who}").fetchone()[0]


def value(db, kind, fact, name):
    return next((one.value, one.manual) for one in facts.fact(db, kind, fact).fields if one.name == name)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in EDITS.items() for name in names], ids=lambda one: one
)
def test_an_edited_field_outlives_what_is_read_afterwards(db, take, tmp_path, kind, name):
    take(told(FIRST))
    fact = the_fact(db, kind)
    mine, theirs = EDITS[kind][name]
    edit.edit(db, kind, fact, {name: mine})
    edited = value(db, kind, fact, name)
    assert edited[1]
    again(db, told(NEWER))
    assert value(db, kind, fact, name) == edited, "read anew"
    take(told(OTHER))
    assert value(db, kind, fact, name) == edited, "another article"
    with open_database(tmp_path / "colleague.db") as other:
        ingest_article(other, *told(FIRST).done(), "1")
        edit.edit(other, kind, the_fact(other, kind), {name: theirs})
    take_in(db, tmp_path / "colleague.db")
    assert value(db, kind, fact, name) == edited, "a colleague's file"


def apart(db):
    """Words of an article without a reading of it under the same fact, and readings without words."""
    return db.read.execute(
        """SELECT kind, fact, article FROM evidence WHERE NOT EXISTS (
               SELECT 1 FROM reading JOIN extraction ON extraction.id = reading.extraction
               WHERE reading.kind = evidence.kind AND reading.fact = evidence.fact
               AND extraction.article = evidence.article)
           UNION SELECT reading.kind, reading.fact, extraction.article FROM reading
           JOIN extraction ON extraction.id = reading.extraction WHERE NOT EXISTS (
               SELECT 1 FROM evidence WHERE evidence.kind = reading.kind AND evidence.fact = reading.fact
               AND evidence.article = extraction.article)"""
    ).fetchall()


@pytest.mark.parametrize("kind", ["person", "venue", "meeting"])
def test_words_and_readings_of_an_article_stand_under_one_fact_through_merge_split_and_reading_anew(db, take, kind):
    for name, day, place in (("Ann Miller", "2025-11-30", "Geneva"), ("Zoe Brown", "2025-10-02", "Bern")):
        w = Writer(day, name, name[:3])
        person = w.person(name, "US")
        w.meeting("held", day, people=((person, "US"),), venue=w.venue(place), words=f"{name} met in {place}.")
        take(w)
    assert not apart(db)
    keep, other = (row[0] for row in db.read.execute(f"SELECT id FROM {kind} ORDER BY id"))
    merge.merge(db, kind, keep, other)
    assert not apart(db)
    words = [one.article for one in facts.fact(db, kind, keep).evidence]
    assert set(words) == {1, 2}
    again(db, w)
    assert not apart(db)
    assert count(db, kind) == 1
    merge.split(db, kind, keep, [2])
    assert not apart(db)
    (parted,) = (row[0] for row in db.read.execute(f"SELECT id FROM {kind} WHERE id <> ?", (keep,)))
    assert {one.article for one in facts.fact(db, kind, keep).evidence} == {1}
    assert {one.article for one in facts.fact(db, kind, parted).evidence} == {2}
    again(db, w, "3")
    assert not apart(db)
    assert count(db, kind) == 2
    assert not [one for one in merge.questions(db) if one.kind == kind], "what a person parted is not asked about"
    for _ in range(4):
        history.undo(db)
        assert not apart(db)


def test_a_colleagues_typed_fact_keeps_its_author(db, tmp_path):
    with open_database(tmp_path / "colleague.db") as other:
        edit.create(other, "party", {"name": "Peru", "code": "PE", "type": "state"}, actor="anna")
        edit.create(other, "person", {"name": "Elena Quispe", "party": "PE"}, actor="anna")
    take_in(db, tmp_path / "colleague.db")
    assert [row[0] for row in db.read.execute("SELECT DISTINCT typed_by FROM person")] == ["anna"]


def test_a_rejected_meeting_is_known_again_as_at_first_after_other_extractors_read_less_and_less_of_it(db, take):
    def read(share, day):
        w = Writer("2025-12-20", "Wire", "a")
        for code in ("UA", "US"):
            w.party(code)
        (words,) = w.say(
            "The two delegations, as the minister told the paper on the plane back, met for the third time."
        )
        length = round(len(words.exact) * share)
        words = [Evidence(words.start, words.start + length, words.exact[:length])]
        w.meeting("held", day, words=words, track=False)
        return w

    take(read(1, "2025-12-01"))
    review.reject(db, [("meeting", 1)])
    for extractor, (share, day) in enumerate([(0.6, "2025-12-08"), (0.4, "2025-12-15"), (1, "2025-12-01")]):
        again(db, read(share, day), f"later {extractor}")
        assert [tuple(row) for row in db.read.execute("SELECT id, state FROM meeting")] == [(1, "rejected")]


def test_what_was_edited_here_stays_where_another_that_was_edited_is_merged_into_it(db, take):
    for name, day in (("Ann Miller", "2025-11-30"), ("Zoe Brown", "2025-10-02")):
        w = Writer(day, name, name[:3])
        w.person(name, "US", words=f"{name} spoke.")
        w.meeting("held", day, duration="PT5H", track=False, words=f"They met, said {name}.")
        take(w)
    for kind, name, mine, theirs in (("person", "party", "FR", "CA"), ("meeting", "duration", "2h", "3h")):
        edit.edit(db, kind, 1, {name: mine})
        edit.edit(db, kind, 2, {name: theirs})
        before = value(db, kind, 1, name)
        merge.merge(db, kind, 1, 2)
        assert value(db, kind, 1, name) == before


def test_what_was_edited_of_the_other_comes_along_with_its_author_where_two_are_merged(db, take):
    for name, day in (("Ann Miller", "2025-11-30"), ("Zoe Brown", "2025-10-02")):
        w = Writer(day, name, name[:3])
        w.meeting("held", day, track=False, words=f"They met, said {name}.")
        take(w)
    edit.edit(db, "meeting", 2, {"duration": "3h"}, actor="anna")
    merge.merge(db, "meeting", 1, 2)
    assert value(db, "meeting", 1, "duration") == ("PT3H", True)
    assert [row[0] for row in db.read.execute("SELECT set_by FROM manual_value WHERE field = 'duration'")] == ["anna"]
    again(db, w)
    assert value(db, "meeting", 1, "duration") == ("PT3H", True)


def test_what_was_rejected_stays_so_where_a_reading_leaves_it_out_and_a_later_one_has_it_again(db, take):
    def read(*names):
        w = Writer("2025-12-01", "Wire", "a")
        words = {name: w.say(f"{name} spoke.") for name in ("Ann Miller", "Zoe Brown")}
        for name in names:
            w.person(name, "US", words=words[name])
        return w

    take(read("Ann Miller", "Zoe Brown"))
    review.reject(db, [("person", 2)])
    again(db, read("Ann Miller"), "2")
    again(db, read("Ann Miller", "Zoe Brown"), "3")
    found = [tuple(row) for row in db.read.execute("SELECT name, state FROM person ORDER BY id")]
    assert found == [("Ann Miller", "suggested"), ("Zoe Brown", "rejected")]


@pytest.mark.parametrize("decide", ["reject", "accept", "edit"])
def test_what_was_decided_stands_where_an_article_comes_in_before_its_own(db, take, decide):
    def read(name, file):
        w = Writer("2025-12-01", "Wire", file)
        w.person(name, "US", words=f"{name} spoke.")
        w.meeting(
            "held", "2025-11-30", people=((w.person("Ann Miller", "US", words="Miller came."), "US"),), track=False
        )
        return w

    first, last = sorted((read("Zoe Brown", "a"), read("Bo Dahl", "b")), key=lambda w: w.done()[0].sha256)
    take(last)
    number = db.read.execute("SELECT id FROM person WHERE name IN ('Zoe Brown', 'Bo Dahl')").fetchone()[0]
    if decide == "edit":
        edit.edit(db, "person", number, {"party": "FR"})
    else:
        getattr(review, decide)(db, [("person", number)])
    before = tuple(db.read.execute("SELECT id, name, state, party FROM person WHERE id = ?", (number,)).fetchone())
    take(first)
    after = db.read.execute("SELECT id, name, state, party FROM person WHERE name = ?", (before[1],)).fetchall()
    assert [tuple(row) for row in after] == [before]


def test_what_was_split_is_not_asked_about_again_where_a_colleague_has_it_as_one(db, take, tmp_path):
    def read(day, file):
        w = Writer(day, f"Wire {file}", file)
        w.person("Ann Miller", "US", words="Ann Miller spoke.")
        return w

    told = [read("2025-12-01", "a"), read("2025-12-02", "b")]
    with open_database(tmp_path / "theirs.db") as theirs:
        for one in told:
            ingest_article(theirs, *one.done(), "1")
    for one in told:
        take(one)
    second = db.read.execute("SELECT max(id) FROM article").fetchone()[0]
    merge.split(db, "person", 1, [second])
    take_in(db, tmp_path / "theirs.db")
    assert count(db, "person") == 2
    assert db.read.execute("SELECT count(*) FROM merge_suggestion WHERE decision IS NULL").fetchone()[0] == 0


@pytest.mark.parametrize("decide", ["accept", "edit"])
def test_what_was_decided_is_known_again_where_a_reading_left_it_out_and_a_later_one_has_it(db, take, decide):
    def read(*days):
        w = Writer("2025-12-20", "Wire", "a")
        for code in ("UA", "US"):
            w.party(code)
        words = {day: w.say(f"The delegations met on {day}.") for day in ("2025-11-02", "2025-12-01")}
        for day in days:
            w.meeting("held", day, words=words[day], track=False)
        return w

    take(read("2025-11-02", "2025-12-01"))
    number = db.read.execute("SELECT id FROM meeting WHERE date = '2025-12-01'").fetchone()[0]
    if decide == "accept":
        review.accept(db, [("meeting", number)])
    else:
        edit.edit(db, "meeting", number, {"date": "7 Dec 2025", "duration": "9h", "status": "postponed"})
    before = [tuple(row) for row in db.read.execute("SELECT id, state, date, status FROM meeting ORDER BY id")]
    again(db, read("2025-11-02"), "2")
    assert not [tuple(row) for row in apart(db)]
    again(db, read("2025-11-02", "2025-12-01"), "3")
    assert [tuple(row) for row in db.read.execute("SELECT id, state, date, status FROM meeting ORDER BY id")] == before


def test_what_a_person_judged_stays_where_a_later_reading_leaves_it_out(db, take):
    def read(full):
        w = Writer("2025-12-20", "Wire", "a")
        for code in ("UA", "US"):
            w.party(code)
        words = w.say("Kyiv wants the region back.")
        if full:
            w.track("UA", "US")
            w.position("UA", "territory", "demand", words)
        return w

    take(read(True))
    judging.judge_item(db, "position", 1, 3, "seen the text")
    tracks.judge(db, 1, "suspended", "All wait for the vote.", None)
    again(db, read(False), "2")
    assert (count(db, "position"), count(db, "credibility")) == (1, 1)
    assert db.read.execute("SELECT phase FROM track_judgement").fetchone()[0] == "suspended"
    assert not [tuple(row) for row in apart(db)]


def test_a_full_name_is_not_hidden_behind_a_lone_family_name_that_was_rejected(db, take):
    first, second = Writer("2025-12-01", "Wire", "a"), Writer("2025-12-02", "Wire", "b")
    first.person("Park", "KR", words="Park spoke.")
    second.person("Park Jae Sang", "KR", words="Park Jae Sang spoke.")
    take(first)
    review.reject(db, [("person", 1)])
    take(second)
    found = [tuple(row) for row in db.read.execute("SELECT name, state FROM person ORDER BY id")]
    assert found == [("Park", "rejected"), ("Park Jae Sang", "suggested")]
    again(db, first, "2")
    assert [tuple(row) for row in db.read.execute("SELECT name, state FROM person ORDER BY id")] == found
