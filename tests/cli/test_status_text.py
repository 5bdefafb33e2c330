"""The status as text, from views made by hand: widths, hand-set phases, hostile words."""

from tracker.cli.output import cells
from tracker.cli.status_text import matches, status_text, track_label
from tracker.desk.views import JudgementView, PlaceInTime, StatusView, TrackRow


def row(name: str = "Aldor–Brenk", *, level: str = "delegation", judgement: JudgementView | None = None) -> TrackRow:
    return TrackRow(
        id=1,
        name=name,
        parties=("AL", "BR"),
        level=level,
        phase="suspended" if judgement else "active",
        computed_phase="active",
        last=PlaceInTime(1, "2025-11-30", "Cassim", "held", 1),
        next=PlaceInTime(2, "2025-12-02", None, "planned", 1),
        open_issues=(),
        chains=1,
        articles=2,
        days_since_news=0,
        to_confirm=(),
        due=(),
        followed=False,
        archived=False,
        state="suggested",
        judgement=judgement,
    )


def view(*rows: TrackRow) -> StatusView:
    return StatusView("2025-12-01", False, rows, 0, 3, 1, 2, (), (), (), ())


def text(*rows: TrackRow, width: int = 0) -> str:
    return status_text(view(*rows), rows, (), width=width)


def test_a_row_says_last_and_next_with_days() -> None:
    line = text(row()).splitlines()[3]
    assert line.split("  ")[0] == "Aldor–Brenk"
    assert "30 Nov Cassim" in line
    assert "2 Dec, 1 d" in line


def test_it_fits_the_terminal() -> None:
    lines = text(row("A very long name of a track " * 5), width=80).splitlines()
    assert max(cells(line) for line in lines) <= 80


def test_a_phase_set_by_hand_says_who_when_why_and_what_is_computed() -> None:
    said = text(row(judgement=JudgementView("suspended", "both left", "the embassy says so", "anna", "2025-12-01")))
    assert "suspended*" in said
    assert "suspended, both left (anna, 1 Dec 2025, because the embassy says so; computed: active)" in said


def test_the_level_is_named_where_it_is_not_delegations() -> None:
    assert track_label(row(level="leader")) == "Aldor–Brenk (leaders)"
    assert track_label(row()) == "Aldor–Brenk"


def test_words_match_names_parties_and_levels_in_any_order() -> None:
    assert matches(row(level="leader"), "leader BRENK al")
    assert not matches(row(), "brenk dovra")


def test_a_name_cannot_break_the_table() -> None:
    assert len(text(row("a\nb\x1b[2J")).splitlines()) == 4
