"""The evidence pane: words after words, and where they stand."""

from dataclasses import replace

from tracker.desk.page_views import EvidenceView
from tracker.tui.widgets.fact_detail import evidence_blocks

ONE = EvidenceView(
    id=1,
    article=1,
    article_title="Talks in Aldor",
    published="2025-11-30",
    start=0,
    end=8,
    exact="they met",
    prefix="",
    suffix=" on Sunday",
    relation="supports",
    chain=("Aldor Post",),
    origin="Aldor Post",
)


def shown(*evidence):
    return ["".join(text for text, _ in line.parts) for line in evidence_blocks(evidence, 60)]


def test_an_article_is_named_once_below_the_last_of_its_words():
    again = replace(ONE, id=2, exact="they spoke", start=40, end=50)
    other = replace(ONE, id=3, article=2, article_title="Envoys meet")
    assert shown(ONE, again, other) == [
        "",
        "│ they met on Sunday…",
        "│ ",
        "│ they spoke on Sunday…",
        "│ Talks in Aldor · 30 Nov 2025 · Aldor Post",
        "",
        "│ they met on Sunday…",
        "│ Envoys meet · 30 Nov 2025 · Aldor Post",
    ]


def test_words_for_and_against_keep_their_own_line():
    against = replace(ONE, id=2, relation="contradicts")
    assert [line for line in shown(ONE, against) if "Talks" in line] == [
        "│ Talks in Aldor · 30 Nov 2025 · Aldor Post",
        "│ against it: Talks in Aldor · 30 Nov 2025 · Aldor Post",
    ]


def test_what_stands_around_the_words_ends_with_their_paragraph():
    one = replace(
        ONE, prefix="source: Aldor Post\n\nOn Sunday ", suffix=" in Cassim.\n \nThe next paragraph tells more "
    )
    assert shown(one)[1] == "│ On Sunday they met in Cassim."
