"""The form: what is typed is what is stored, only what was changed, refused beside the field, never lost."""

import pytest
from textual import events

from tests.tui.driving import raw, settle, text
from tests.tui.sample import HOSTILE, one, sample_file
from tracker.domain.fields import FIELDS, KINDS
from tracker.tui.app import TrackerApp
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.screens.form import FormScreen
from tracker.tui.widgets.choice import Choice


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "sample.db")
    yield database
    database.close()


class Driven:
    """The app with a form open."""

    def __init__(self, app, pilot, db) -> None:
        self.app, self.pilot, self.db = app, pilot, db

    @property
    def form(self) -> FormScreen:
        assert isinstance(self.app.screen, FormScreen), self.app.screen
        return self.app.screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await settle(self.pilot)

    async def open(self, kind, fact=None, **kwargs) -> None:
        self.app.open_form(kind, fact, **kwargs)
        await settle(self.pilot)

    async def fill(self, name: str, value: str) -> None:
        """Type a value into a field, key by key."""
        row = self.form.row(name)
        row.focus_editor()
        await self.pilot.pause()
        if isinstance(row.editor, Choice):
            await self.press(*(value if value in ("backspace",) else value.replace("_", " ")))
        else:
            await self.pilot.press("home", "ctrl+k")
            # In one piece: only few tests are about the keys of a line, and keys take their time.
            self.app.post_message(events.Paste(value))
            await settle(self.pilot)

    @property
    def closed(self) -> bool:
        return not isinstance(self.app.screen, FormScreen)


async def test_only_the_changed_field_is_written_and_undo_takes_it_back(db):
    before = one(db, "SELECT * FROM meeting WHERE id = 1")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("meeting", 1)
        assert drive.form.row("date").value == "2025-11-30"
        await drive.fill("date", "29 Nov 2025")
        assert "= Sat 29 Nov 2025" in text(app)
        await drive.press("ctrl+s")
        assert drive.closed
        assert one(db, "SELECT date, state FROM meeting WHERE id = 1") == ("2025-11-29", "edited")
        manual = db.read.execute("SELECT field FROM manual_value WHERE kind = 'meeting' AND fact = 1").fetchall()
        assert [row[0] for row in manual] == ["date"]
        assert app.message[0] == "done"
        await drive.press("u")
        assert one(db, "SELECT * FROM meeting WHERE id = 1") == before


async def test_a_choice_and_a_completed_name(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("meeting", 2)
        await drive.fill("status", "post")
        await drive.fill("venue", "shell")
        assert "→ Shell Bay golf club" in text(app)
        await drive.press("right", "ctrl+s")
        assert one(db, "SELECT status, venue FROM meeting WHERE id = 2") == ("postponed", 1)


async def test_nothing_changed_writes_nothing(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        before = one(db, "SELECT count(*) FROM txn")
        await drive.open("position", 1)
        await drive.press("ctrl+s")
        assert drive.closed
        assert one(db, "SELECT count(*) FROM txn") == before
        assert app.message == ("refused", "Nothing was changed.")


async def test_esc_on_a_changed_form_asks_and_keeps_what_was_typed(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("person", 1)
        await drive.fill("name", "Rustem Umierov")
        await drive.press("escape")
        assert isinstance(app.screen, ConfirmDialog)
        await drive.press("n")
        assert drive.form.row("name").value == "Rustem Umierov"
        await drive.press("escape", "y")
        assert drive.closed
        assert one(db, "SELECT name FROM person WHERE id = 1") == ("Rustem Umerov",)


async def test_esc_on_an_unchanged_form_just_leaves(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("person", 1)
        await drive.press("escape")
        assert drive.closed


async def test_what_cannot_be_stored_is_said_beside_the_field_and_nothing_is_written(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        before = one(db, "SELECT count(*) FROM txn")
        await drive.open("meeting", 1)
        await drive.fill("date", "someday")
        await drive.fill("parties", "")
        await drive.press("ctrl+s")
        assert drive.form.row("date").error
        assert drive.form.row("parties").error == "Parties must not be empty."
        assert app.focused is drive.form.row("parties").editor
        assert one(db, "SELECT count(*) FROM txn") == before


async def test_what_the_desk_refuses_stands_beside_the_field_too(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("meeting", 1)
        await drive.fill("duration", "as long as it takes")
        await drive.press("ctrl+s")
        assert drive.form.row("duration").error
        assert drive.form.row("duration").error in " ".join(text(app).split())
        # The form is still alive: another value is taken.
        await drive.fill("duration", "4h")
        await drive.press("ctrl+s")
        assert drive.closed
        assert one(db, "SELECT duration FROM meeting WHERE id = 1") == ("PT4H",)


NEW = {
    "party": {"name": "Qatar", "code": "QA", "type": "state"},
    "person": {"name": "Yuri Ushakov", "party": "RU", "roles": "aide; adviser"},
    "venue": {"name": "Palais des Nations", "precision": "venue", "locality": "Geneva", "country": "CH"},
    "track": {"parties": "UA, RU", "level": "technical"},
    "meeting": {"parties": "US, UA", "kind": "negotiation", "status": "planned", "date": "5 Dec 2025"},
    "attendance": {"meeting": "#1", "person": "Vladimir Putin", "side": "RU", "status": "absent"},
    "position": {"holder_party": "UA", "issue": "security", "stance": "red", "text": "No cession of land."},
    "assessment": {"kind": "tone", "words": "hopeful", "polarity": "positive"},
}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_new_fact_of_every_kind(db, kind):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open(kind)
        for name, value in NEW[kind].items():
            await drive.fill(name, value)
        await drive.fill("told_by", "the embassy")
        await drive.press("ctrl+s")
        assert drive.closed, [(row.field.name, row.error) for row in drive.form.rows() if row.error]
        row = one(db, f"SELECT typed_by, typed_note FROM {kind} ORDER BY id DESC")
        assert row[0]
        assert "embassy" in row[1]
        new = one(db, f"SELECT max(id) FROM {kind}")[0]
        await drive.press("u")
        assert one(db, f"SELECT max(id) FROM {kind}")[0] != new


async def test_n_asks_the_kind_first(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3", "n", "tab")
        assert "New fact" in text(app)
        await drive.press("j", "enter")
        assert drive.form.fact is None
        assert drive.form.kind == KINDS[1]


async def test_the_people_of_a_meeting_are_edited_added_and_taken_away_from_its_form(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("meeting", 1)
        assert "Rustem Umerov" in text(app)
        drive.form.query_one("#attendance").focus()
        await drive.press("e")
        assert drive.form.kind == "attendance"
        await drive.fill("status", "ab")
        await drive.press("ctrl+s")
        assert drive.form.kind == "meeting"
        assert one(db, "SELECT status FROM attendance WHERE id = 1") == ("absent",)
        assert "absent" in text(app)
        await drive.press("n")
        assert drive.form.row("meeting").value == "#1"
        await drive.fill("person", "putin")
        await drive.press("right", "ctrl+s")
        assert one(db, "SELECT count(*) FROM attendance WHERE meeting = 1 AND person = 3") == (1,)
        assert "Vladimir Putin" in text(app)
        await drive.press("home", "D")
        assert one(db, "SELECT count(*) FROM attendance WHERE meeting = 1 AND person = 1 AND state <> 'rejected'") == (
            0,
        )


@pytest.mark.parametrize("number", range(len(HOSTILE)))
async def test_hostile_text_in_every_text_field_is_stored_as_text_or_refused(db, number):
    value = HOSTILE[number][:400]
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        for kind, fact in (("person", 1), ("position", 1), ("article", 1)):
            await drive.open(kind, fact)
            for row in drive.form.rows():
                if row.field.type in ("text", "long", "words") and row.field.name != "publisher":
                    row.focus_editor()
                    await pilot.pause()
                    app.post_message(events.Paste(value))
            await settle(pilot)
            shown = raw(app)
            for bad in ("\x1b]0;", "\x9b", "\x07", "\x08", "\u202e", "\u200b"):
                assert bad not in shown
            await drive.press("ctrl+s")
            if not drive.closed:
                assert any(row.error for row in drive.form.rows())
                await drive.press("escape", "y")
            assert drive.closed
        await drive.press("7")
        await drive.press("3")
        for bad in ("\x1b]0;", "\x9b", "\x07", "\u202e"):
            assert bad not in raw(app)
        assert one(db, "SELECT count(*) FROM person")[0] >= 3


def test_every_field_of_every_kind_can_be_shown():
    assert {one.type for fields in FIELDS.values() for one in fields} <= {
        "text", "long", "choice", "issue", "date", "day", "duration", "party", "person", "venue", "track", "meeting",
        "parties", "words",
    }  # fmt: skip


async def test_what_is_typed_right_after_a_tab_goes_to_the_next_field(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("person")
        rows = drive.form.rows()
        # As over a slow line: the keys come in one piece.
        for key, character in (("A", "A"), ("tab", "\t"), ("tab", "\t"), ("B", "B")):
            app.post_message(events.Key(key, character))
        await settle(pilot)
        assert [str(row.editor.value) for row in rows[:3]] == ["A", "", "B"]
