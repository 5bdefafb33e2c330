from collections.abc import Callable

import pytest

from tracker.extraction.document import Document


def parties(doc: Document) -> set[str]:
    return {party.id for party in doc.parties}


def test_states_blocs_and_groups_are_found_by_name_and_demonym(document_of: Callable[..., Document]) -> None:
    doc = document_of("U.S. and Iranian officials met EU envoys while Hezbollah and the Taliban stayed away.")
    assert {"US", "IR", "EU", "HEZBOLLAH", "TALIBAN"} <= parties(doc)


def test_small_words_are_not_countries(document_of: Callable[..., Document]) -> None:
    assert parties(document_of("They told us to polish the turkey and let chad be.")) == set()


@pytest.mark.parametrize(
    ("text", "ident", "kind"),
    [
        ("The Azure Coast Liberation Front (ACLF) rejected the plan. The ACLF wants talks.", "ACLF", "armed_group"),
        ("Fighters of the May 5 Movement (M-5) attacked; M-5 denied it.", "M-5", "armed_group"),
        ("Ministers of the Tasman Group met in Perth to discuss farm trade.", "TASMAN GROUP", "coalition"),
    ],
)
def test_groups_no_list_knows_are_found_by_their_form(
    document_of: Callable[..., Document], text: str, ident: str, kind: str
) -> None:
    doc = document_of(text)
    assert {party.id: party.type for party in doc.parties}.get(ident) == kind


def test_an_abbreviation_in_brackets_names_the_group_afterwards(document_of: Callable[..., Document]) -> None:
    doc = document_of("The Azure Coast Liberation Front (ACLF) rejected the plan. Later the ACLF agreed.")
    assert sum(m.ref == "ACLF" for m in doc.mentions) == 3


def test_a_capital_is_a_government_as_subject_and_a_place_after_in(document_of: Callable[..., Document]) -> None:
    doc = document_of("Moscow rejected the offer. The talks were held in Moscow.")
    moscow = [m for m in doc.mentions if doc.text[m.start : m.end] == "Moscow"]
    assert [(m.kind, m.ref) for m in moscow] == [("party", "RU"), ("place", "Moscow")]


def test_a_national_opposition_is_not_the_state(document_of: Callable[..., Document]) -> None:
    doc = document_of("The Syrian opposition met in Istanbul. Syria was not invited.")
    assert {"SYRIAN OPPOSITION", "SY"} <= parties(doc)


def test_the_government_and_the_guerrillas_are_the_two_sides(document_of: Callable[..., Document]) -> None:
    doc = document_of(
        "The Colombian government met the National Liberation Army (ELN).\n\nThe guerrillas asked for time. The"
        " government agreed."
    )
    refs = {doc.text[m.start : m.end]: m.ref for m in doc.mentions if m.kind == "party"}
    assert refs["The guerrillas"] == "ELN"
    assert refs["The government"] == "CO"


def test_an_opposition_at_war_is_a_side_of_its_own(document_of: Callable[..., Document]) -> None:
    doc = document_of(
        "Syrian government officials and opposition leaders met to end the civil war.\n\n"
        "The opposition wants a new government."
    )
    assert {"SY", "SYRIAN OPPOSITION"} <= parties(doc)


def test_the_north_is_a_state_where_both_koreas_are_named(document_of: Callable[..., Document]) -> None:
    doc = document_of("South Korea met North Korea. The North agreed to wait. They drove to the north of the city.")
    assert [doc.text[m.start : m.end] for m in doc.mentions if m.ref == "KP"] == ["North Korea", "North"]


@pytest.mark.parametrize(
    "words",
    [
        "The group, known by its Spanish initials FLB, met Peru's government.",
        "The Spanish-language daily wrote that Peru's government met the group.",
        "Peru's government met the group, the minister said in Spanish.",
    ],
)
def test_a_language_is_no_party(record_of, words: str) -> None:
    assert "ES" not in {party.id for party in record_of(words).parties}


def test_what_is_spanish_and_no_language_is_of_spain(record_of) -> None:
    assert "ES" in {party.id for party in record_of("Peru met the Spanish delegation in Spanish territory.").parties}


def test_the_state_of_a_town_is_not_the_presidents(record_of) -> None:
    record = record_of(
        "Envoys met in Bergen, Norway, to overcome a dispute over a truce that President Elena Quispe announced."
    )
    assert [person.party for person in record.persons] == [None]
