"""Bodies named alone ("the army", "army spokesman X") are of the owner that the article named, else nobody's."""

from collections.abc import Callable

import pytest

from tracker.domain.record import Record

TALKS = "Peru's army and the Coastal Liberation Front resumed talks in the Chilean city of Arica on Monday.\n\n"


def party(record: Record, name: str) -> str | None:
    return next(person.party for person in record.persons if person.name == name)


def held(record: Record) -> list[tuple[str, str]]:
    return [(position.holder_party, position.stance) for position in record.positions]


@pytest.mark.parametrize(
    "text",
    [
        "The army demands a withdrawal from Tacna, army spokesman Luis Prado told reporters. Chile welcomed the talks.",
        "A Chilean official said that all was quiet. The military rejects a truce, army spokesman Luis Prado said.",
        "Chile was asked to help. Army chief Luis Prado said the army would not leave Tacna.",
    ],
)
def test_the_army_is_the_one_named_with_its_owner(record_of: Callable[..., Record], text: str) -> None:
    record = record_of(TALKS + text)
    assert party(record, "Luis Prado") == "PE"
    assert "PE" in {holder for holder, _ in held(record)}
    assert "CL" not in {holder for holder, stance in held(record) if stance != "accept"}


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Chile's foreign ministry met the two. The ministry wants a new meeting in May.", {"CL"}),
        ("Chile's parliament spoke for hours. The parliament rejected the treaty on Friday.", {"CL"}),
        ("The group rejected a truce on Friday.", {"COASTAL LIBERATION FRONT"}),
        ("The paramilitary group demands autonomy.", {"COASTAL LIBERATION FRONT"}),
        ("The military operation must end, Chile's foreign minister said.", {"CL"}),
    ],
)
def test_other_bodies_alone(record_of: Callable[..., Record], text: str, holders: set[str]) -> None:
    assert {holder for holder, _ in held(record_of(TALKS + text))} == holders


def test_of_two_armies_nobody_can_tell_which(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru's army and Chile's army exchanged fire on Sunday.\n\nThe army demands a withdrawal from Arica, army"
        " spokesman Luis Prado said."
    )
    assert party(record, "Luis Prado") is None
    assert held(record) == []


def test_of_two_groups_nobody_can_tell_which_are_the_rebels(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The Coastal Liberation Front held talks with Peruvian officials. The Northern Resistance Army stayed away."
        " The rebels reject a truce."
    )
    assert held(record) == []


def test_an_officer_who_speaks_right_after_an_army_acted_speaks_for_it(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru's army suspended its participation in the talks with the Coastal Liberation Front in Arica on Monday.\n\n"
        '"We will not return to the table before the shelling stops," Brigadier General Luis Prado said.'
    )
    assert party(record, "Luis Prado") == "PE"
    assert held(record) == [("PE", "precondition")]


def test_an_officer_after_anything_else_is_nobodys(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru suspended its participation in the talks with the Coastal Liberation Front in Arica on Monday.\n\n"
        '"We will not return to the table before the shelling stops," General Luis Prado said.'
    )
    assert party(record, "Luis Prado") is None
    assert held(record) == []
