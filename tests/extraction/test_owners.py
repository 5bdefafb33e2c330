"""Whose an office is that words outside the title say."""

from collections.abc import Callable

import pytest

from tracker.extraction.document import Document


def party_of(doc: Document, name: str) -> str | None:
    return next(person.party for person in doc.persons if person.name == name)


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Ghana urged patience. Its ambassador in Lima, Kofi Badu, said the talks were useful.", "Kofi Badu", "GH"),
        (
            "Uruguayan President Ana Sosa will host the talks. Her foreign minister, Luis Vidal, arrived on Monday.",
            "Luis Vidal",
            "UY",
        ),
        (
            "The National Liberation Army (ELN) agreed. The group's chief negotiator, Pedro Salas, was pleased.",
            "Pedro Salas",
            "ELN",
        ),
        ("The truce was broken by the Lord's Resistance Army, led by Okot Ojara.", "Okot Ojara", "LRA"),
        ("Officers of the Libyan National Army (LNA) of Ahmed Driza were there on Monday.", "Ahmed Driza", "LNA"),
        (
            "Chilean Foreign Minister Eva Rojas met her Peruvian counterpart, Prince Raul Meza, on Friday.",
            "Raul Meza",
            "PE",
        ),
        (
            "U.N. chief Paul Anker said so. Anker's special representative on the island, Mary Lund, will stay.",
            "Mary Lund",
            "UN",
        ),
        (
            "NATO said it would stay. Secretary General Piet Maas called Serbian President Ivo Lukic.",
            "Piet Maas",
            "NATO",
        ),
        ("The EU wants a deal. Commission President Hanne Falk will come to Lima.", "Hanne Falk", "EU"),
        (
            "Ghana's foreign ministry said Togo refused.\n\n\"This shows Togo's bad faith,\" spokesman Kofi Badu said.",
            "Kofi Badu",
            "GH",
        ),
        (
            "The M23 rebels signed. Bertrand Bisi, who heads the group's political wing, disagreed.",
            "Bertrand Bisi",
            "M23",
        ),
        ("The EU welcomed it. The head of its commission, Hanne Falk, congratulated Peru.", "Hanne Falk", "EU"),
        ("Ghana warned Togo. On Sunday it said no more. Its leader, Kofi Badu, was silent.", "Kofi Badu", "GH"),
        ("Ghana refuses the talks. Its special envoy for Western Sahara, Kofi Badu, said so.", "Kofi Badu", "GH"),
        ("A Ghanaian Defense Ministry spokesman, Lt. Gen. Kofi Badu, denied that Togo knew.", "Kofi Badu", "GH"),
        ("Ghana sent Deputy Foreign Minister Kofi Badu to the talks of Chile and Peru.", "Kofi Badu", "GH"),
        ("Togo met Chile. Ghana was represented by Kofi Badu.", "Kofi Badu", "GH"),
    ],
)
def test_the_owner_of_an_office_stands_outside_its_title(
    document_of: Callable[..., Document], text: str, name: str, party: str
) -> None:
    assert party_of(document_of(text), name) == party


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ghana and Togo urged patience. Their former ambassador in Lima, Kofi Badu, disagreed.", "Kofi Badu"),
        ("Leader Min Jae and President John Rudd held their second summit in Hanoi. Ghana was pleased.", "John Rudd"),
        (
            'Poland joined France on Thursday, as France hoped. "We do not agree," Prime Minister Piotr Nowak said.',
            "Piotr Nowak",
        ),
        ("Ghana met the rebels. The group said nothing. Analyst Kofi Badu doubts it.", "Kofi Badu"),
        ("Ghana met Togo. Kofi Badu, who heads the company's legal department, doubts it.", "Kofi Badu"),
        ("Ghana spoke. Storms came on Sunday. Its leader, Kofi Badu, was silent.", "Kofi Badu"),
    ],
)
def test_blank_where_no_owner_is_told(document_of: Callable[..., Document], text: str, name: str) -> None:
    assert party_of(document_of(text), name) is None


def test_the_press_at_home_names_its_own_president_without_saying_whose(document_of: Callable[..., Document]) -> None:
    text = "President Ana Sosa met the leader of the opposition on Monday. Uruguay wants a deal."
    assert party_of(document_of(text, publisher="The Montevideo Star"), "Ana Sosa") == "UY"
    assert party_of(document_of("President Ana Sosa spoke."), "Ana Sosa") is None


def test_an_adviser_is_of_the_side_that_is_told_of_the_advised_later(document_of: Callable[..., Document]) -> None:
    text = (
        "Pinto's new security adviser Maria Rojas spoke of a walkout.\n\n"
        "President Juan Pinto met Mr. Badu of Ghana on Monday. Chile wants a deal, President Pinto said."
    )
    doc = document_of(text, publisher="The Santiago Times")
    assert party_of(doc, "Juan Pinto") == "CL"
    assert party_of(doc, "Maria Rojas") == "CL"


def test_who_is_spoken_of_is_not_of_the_speakers_side(document_of: Callable[..., Document]) -> None:
    text = (
        'Hamas was angry. "We hold no hope in Hilda Clint or in Mrs. Clint\'s visit," a Hamas spokesman said.'
        ' "Mrs. Clint has promised too much," Hamas said. "Mrs. Clint will fail," Hamas added.'
    )
    assert party_of(document_of(text), "Hilda Clint") is None


def test_a_negotiator_of_the_government_is_never_of_the_group_it_meets(document_of: Callable[..., Document]) -> None:
    text = "The Moro Islamic Liberation Front (MILF) will wait, chief government negotiator Jose Abad said."
    assert party_of(document_of(text), "Jose Abad") != "MILF"


def test_of_two_presidents_whose_state_no_words_say_none_is_guessed_to_be_the_publishers(
    document_of: Callable[..., Document],
) -> None:
    text = (
        "The U.S. may strike Syria if President Bashir Asad keeps his arms.\n\nPresident Barry Obam sought support for"
        " a strike, but waited when the Syrian government said that it was willing."
    )
    doc = document_of(text, publisher="The New York Times")
    assert {party_of(doc, "Bashir Asad"), party_of(doc, "Barry Obam")} <= {None, "US"}
    assert party_of(doc, "Bashir Asad") is None
    alone = document_of("The U.S. waits. President Barry Obam sought support.", publisher="The New York Times")
    assert party_of(alone, "Barry Obam") == "US"


def test_a_president_named_once_does_not_make_doubtful_whose_the_one_is_that_all_of_it_is_about(
    document_of: Callable[..., Document],
) -> None:
    text = (
        "President Barry Obam welcomed the reply of Lodonia. Obam said the U.S. was talking to Lodonia.\n\n"
        "Obam left the White House at noon. Aides said Obam had written a letter. Obam wants a deal, they said.\n\n"
        "The reply came after President Ilko Maren met with Obam in the Oval Office."
    )
    doc = document_of(text, publisher="The New York Times")
    assert party_of(doc, "Barry Obam") == "US"
    assert party_of(doc, "Ilko Maren") is None
