"""The first screen: each track in a row, its sides below, what is due; what it says where there is nothing."""

import re
from dataclasses import replace

import pytest

from tests.tui import made_views as made
from tests.tui.driving import raw, settle, stub, text
from tracker.desk.views import Done, ReviewCounts
from tracker.tui import track_lines
from tracker.tui.app import TrackerApp
from tracker.tui.screens.status import phase_cell


@pytest.fixture
def desk(monkeypatch):
    """A desk that answers with made views, and remembers what was asked of it."""
    asked = []

    def remember(name, done="Done."):
        return lambda db, *args, **kwargs: asked.append((name, *args)) or Done(done, 1)

    stub(monkeypatch, "status", status=lambda db, as_of=None: made.STATUS)
    stub(
        monkeypatch,
        "track",
        track_view=lambda db, track, as_of=None: replace(made.TRACK, row=made.ROWS[track - 1]),
    )
    waiting = ReviewCounts({"position": 24}, 24, 3)
    stub(monkeypatch, "days", news_days=lambda db, since, until: {})
    stub(monkeypatch, "review", waiting_on=lambda db, as_of=None: waiting.total)
    stub(monkeypatch, "conflicts", conflicts=lambda db, state=None, as_of=None: ["one"])
    stub(monkeypatch, "facts", fact=lambda db, kind, number: replace(made.FACT, kind=kind, id=number))
    stub(
        monkeypatch,
        "tracks",
        follow=remember("follow", "You follow US – Russia."),
        archive=remember("archive"),
        judge=remember("judge"),
    )
    return asked


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_sketch_of_the_design_is_on_the_screen(desk, size):
    app = TrackerApp(None)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        shown = text(app)
        for words in (
            "as of Mon 1 Dec 2025", "24 to review · 1 conflict",
            "US – Ukraine", "active", "30 Nov Shell", "2 Dec Moscow",
            "1 d", "no date", "Leads", "UA Rustem Umerov · US not stated", "Donbas", "opposed", "nothing stated",
            "Tone", "difficult, tense, productive", "To confirm", "Due", "Witkoff–Putin", "agreed*",
        ):  # fmt: skip
            assert words in shown, words
        assert all(len(line) <= size[0] for line in shown.splitlines())


async def test_places_that_another_year_leaves_no_room_stand_whole_in_the_pane(desk, monkeypatch):
    last = made.PlaceInTime(1, "2024-05-28/2024-05-29", "Westhaven Harbour", "held", 550)
    row = replace(made.ROWS[0], last=last)
    monkeypatch.setattr("tracker.desk.status.status", lambda db, as_of=None: replace(made.STATUS, tracks=(row,)))
    monkeypatch.setattr("tracker.desk.track.track_view", lambda db, track, as_of=None: replace(made.TRACK, row=row))
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Meetings   last 28–29 May 2024 Westhaven Harbour" in text(app)
        await pilot.resize_terminal(160, 40)
        await settle(pilot)
        assert "28–29 May 2024 Westhaven Harbour" in text(app).split("Leads")[0], "the list itself has room"


async def test_the_pane_follows_the_cursor(desk):
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j")
        await settle(pilot)
        shown = text(app)
        assert "US – Ukraine leaders · leader level · agreed" in shown
        assert "agreed (set by anna, 1 Dec 2025; from the articles: conditional)" in shown
        assert "All but signed; because told by the embassy" in shown
        assert "3 of 3" in shown


async def test_follow_archive_and_judge_ask_the_desk_and_say_what_was_done(desk):
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "f")
        await settle(pilot)
        assert app.message == ("done", "You follow US – Russia.")
        await pilot.press("F")
        await settle(pilot)
        await pilot.press("p", *"jj", "enter", *"all quiet", "enter", *"no news", "enter")
        await settle(pilot)
    assert desk == [("follow", 2, True), ("archive", 2, True), ("judge", 2, "suspended", "all quiet", "no news")]


async def test_enter_opens_the_track_and_esc_comes_back(desk):
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert app.current_mode == "track"
        assert "US – Russia · scheduled" in text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "status"
        assert app.screen.table.cursor == 1


async def test_a_fact_of_the_pane_can_be_chosen_with_tab(desk):
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.screen.selection() == [("track", 1)]
        await pilot.press("tab", "j")
        assert app.screen.selection() == [("position", 1)]


async def test_an_empty_file_says_what_to_do(desk, monkeypatch):
    stub(monkeypatch, "status", status=lambda db, as_of=None: made.EMPTY)
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        shown = text(app)
        assert "Nothing has been read yet." in shown
        assert "i  read articles" in shown
        assert "P  paste an article" in shown
        for key in "jfo":
            await pilot.press(key)
            assert app.message[0] == "refused"
            assert app.message[1]


async def test_archived_tracks_are_out_of_sight_until_asked_for(desk, monkeypatch):
    away = replace(made.ROWS[0], archived=True)
    stub(monkeypatch, "status", status=lambda db, as_of=None: replace(made.STATUS, tracks=(away, made.ROWS[1])))
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.screen.table.total == 1
        assert "1 archived" in text(app)
        await pilot.press("slash", *"archived", "enter")
        await settle(pilot)
        assert app.screen.table.row.id == away.id


async def test_another_day_is_asked_of_the_desk(desk, monkeypatch):
    days = []
    stub(monkeypatch, "status", status=lambda db, as_of=None: days.append(as_of) or made.STATUS)
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("at", *"4 Dec 2025", "enter")
        await settle(pilot)
        await pilot.press("at", *"no day", "enter")
        await settle(pilot)
        assert "is not a" in text(app)
    assert [day.isoformat() if day else None for day in days] == [None, "2025-12-04"]


async def test_a_fault_of_the_program_is_not_hidden(desk, monkeypatch):
    def broken(db, *args):
        raise ZeroDivisionError("a fault")

    stub(monkeypatch, "tracks", follow=broken)
    app = TrackerApp(None)

    async def follow():
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("f")
            await settle(pilot)

    with pytest.raises(Exception, match="a fault"):
        await follow()


HOSTILE = "A[/red]B [@click=app.bell]x[/] \x1b]0;PWN\x07\x1b[2J\x9b2J\x0e\x08\r\n\t\u202e\u2066漢字e\u0301[b"


async def test_hostile_text_in_every_column_stays_text(desk, monkeypatch):
    row = replace(
        made.ROWS[0],
        name=HOSTILE,
        last=replace(made.ROWS[0].last, place=HOSTILE),
        judgement=replace(made.ROWS[2].judgement, line=HOSTILE, why=HOSTILE, by=HOSTILE),
    )
    evil = made.meeting(
        7, what=HOSTILE, place=HOSTILE, people=(HOSTILE,), condition=HOSTILE, date_text=HOSTILE, date=None
    )
    position = made.position(8, text=HOSTILE, person=HOSTILE, issue=f"territory/{HOSTILE}")
    change = replace(made.STATUS.changes[0], sentence=HOSTILE)
    status = replace(made.STATUS, tracks=(row,), to_confirm=(evil,), due=(evil,), changes=(change,) * 5)
    issue = replace(made.TRACK.issues[0], issue=f"territory/{HOSTILE}", others={HOSTILE: (position,)})
    tone = replace(made.TRACK.tone[0], words=(HOSTILE,), speaker=HOSTILE)
    track = replace(
        made.TRACK, row=row, meetings=(evil,), issues=(issue,), tone=(tone,), leads={"UA": HOSTILE}, note=HOSTILE,
        delegations={"US": (HOSTILE,)},
    )  # fmt: skip
    evidence = replace(
        made.FACT.evidence[0], exact=HOSTILE, prefix=HOSTILE, suffix=HOSTILE, chain=(HOSTILE,), article_title=HOSTILE
    )
    fields = tuple(replace(one, value=HOSTILE, text_says=HOSTILE) for one in made.FACT.fields)
    fact = replace(made.FACT, title=HOSTILE, basis=HOSTILE, evidence=(evidence,), fields=fields, note=HOSTILE)
    stub(monkeypatch, "status", status=lambda db, as_of=None: status)
    stub(monkeypatch, "track", track_view=lambda db, number, as_of=None: track)
    stub(monkeypatch, "facts", fact=lambda db, kind, number: replace(fact, kind=kind, id=number))
    app = TrackerApp(None)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in (None, "2", "j", "question_mark", "1"):
            if key:
                await pilot.press(key)
            await settle(pilot)
            app.say(HOSTILE)
            await pilot.pause()
            shown = text(app)
            assert "A[/red]B" in shown
            for bad in "\x1b\x9b\x07\x0e\x08\r\t\u202e\u2066":
                assert bad not in shown


async def test_no_color_means_no_colour_and_everything_is_still_said(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = TrackerApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sent = raw(app)
        assert "opposed" in sent
        assert not re.search(r"\x1b\[[0-9;]*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]", sent)
        assert "▸" in sent


def test_a_planned_day_that_passed_stands_where_the_next_meeting_would(desk):
    row = replace(made.STATUS.tracks[0], next=None)
    meeting = made.meeting(7, track=row.id, date="2025-11-29", place="Moscow", status="planned")
    view = replace(made.STATUS, to_confirm=(meeting,))
    found = view.passed(row)
    assert (found.date, found.place, found.days) == ("2025-11-29", "Moscow", -2)
    assert replace(view, to_confirm=()).passed(row) is None


@pytest.mark.parametrize(("newest", "said"), [("2025-11-30", False), ("2025-11-17", False), ("2025-11-10", True)])
def test_it_says_where_the_newest_article_is_much_older_than_the_day(newest, said):
    view = replace(made.STATUS, newest=newest)
    lines = track_lines.newest(view, 70, "@")
    assert bool(lines) is said
    if said:
        shown = " ".join("".join(text for text, _ in line.parts) for line in lines)
        assert "10 Nov 2025, 21 days before; @" in shown


def test_a_phase_has_one_word_everywhere():
    view = replace(made.TRACK, row=replace(made.TRACK.row, phase="awaiting confirmation"))
    assert track_lines.heading(view).endswith("to confirm")
    assert phase_cell(view.row)[0].startswith("to confirm")


def test_plans_of_long_ago_are_counted_and_not_listed():
    old = [made.meeting(20 + number, date=f"2024-0{number}-01", what=f"Old {number}") for number in range(1, 4)]
    view = replace(made.STATUS, to_confirm=(*made.STATUS.to_confirm, *old))
    shown = ["".join(text for text, _ in line.parts) for line in track_lines.today(view, 76, changes=3)]
    assert "Rubio–Yermak" in shown[0]
    assert "3 older meetings nobody has confirmed" in shown[1]
    assert not any("Old 1" in line for line in shown)
