"""A name is blotted out wherever it stands, and nothing else; no offset moves."""

import json

import pytest

from tracker.domain.blotting import Blotter

NAME = Blotter(["Jane van Doe", "Jane Doe", "Doe", "jane doe", "doe"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jane Doe met envoys.", "████ ███ met envoys."),
        ("JANE DOE said; Doe's aide, Mrs Doe", "████ ███ said; ███'s aide, Mrs ███"),
        ("jane-doe_interview.txt", "████-███_interview.txt"),
        ("Jane van Doe", "████ ███ ███"),
        ("Doering and a doe stayed", "Doering and a doe stayed"),
        ("Janet Doerr", "Janet Doerr"),
        ("Jane\nDoe", "████\n███"),
    ],
)
def test_whole_names_go_and_a_common_word_stays(text: str, left: str) -> None:
    assert NAME.prose(text) == left
    assert len(left) == len(text)


def test_keys_in_small_letters_lose_it_too() -> None:
    assert NAME.cell("key", "negotiation|US|doe+roe") == "negotiation|US|███+roe"
    assert NAME.cell("state", "Doe") == "Doe"


def test_an_object_keeps_its_form() -> None:
    payload = json.dumps({"person": "Jane Doe", "status": "Doe", "aliases": ["Doe", "Roe"]}, sort_keys=True)
    found = json.loads(NAME.cell("payload", payload))
    assert found == {"person": "████ ███", "status": "Doe", "aliases": ["███", "Roe"]}


def test_no_name_blots_nothing() -> None:
    assert Blotter(["", " - "]).prose("Jane Doe") == "Jane Doe"


def test_a_name_full_of_signs_is_no_pattern() -> None:
    assert Blotter(["O'Neil (Jr.)", "al-[Sha]r*a"]).prose("O’Neil, Jr. and Al-Sha r-a") == "█’████, ██. and ██-███ █-█"
