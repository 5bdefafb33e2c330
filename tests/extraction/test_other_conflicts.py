"""Short articles on invented talks of many kinds: who negotiates, who only helps, who is named, when and where."""

from collections.abc import Callable

from tracker.domain.record import MeetingFact, Record


def told(record: Record) -> list[tuple[list[str], str, str | None]]:
    return [(m.parties, m.status, m.date) for m in record.meetings]


def names(record: Record, meeting: MeetingFact) -> set[str]:
    known = {person.id: person.name for person in record.persons}
    return {known[row.person] for row in meeting.attendance}


def party(record: Record, name: str) -> str | None:
    return next(person.party for person in record.persons if person.name == name)


def place(record: Record, meeting: MeetingFact) -> str | None:
    return next((v.name for v in record.venues if v.id == meeting.venue), None)


def test_a_counterpart_is_named_after_a_comma(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peru's Foreign Minister Elena Quispe spoke by telephone with her Chilean counterpart, Pablo Riveros, on"
        " Tuesday."
    )
    assert [names(record, m) for m in record.meetings] == [{"Elena Quispe", "Pablo Riveros"}]
    assert party(record, "Pablo Riveros") == "CL"


def test_two_negotiators_of_whom_one_is_a_counterpart(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Chief Peruvian negotiator Samuel Rojas and his Chilean counterpart, Pedro Morales, are expected to discuss"
        " fish on Friday."
    )
    assert [names(record, m) for m in record.meetings] == [{"Samuel Rojas", "Pedro Morales"}]


def test_those_who_help_are_not_the_sides(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Norway, Cuba and Kenya are facilitating the negotiations.\n\nPeru's army and the Coastal Liberation Front"
        " (CLF) resumed talks in Oslo on Monday. A second session is scheduled for Friday."
    )
    assert told(record) == [(["CLF", "PE"], "held", "2024-03-11"), (["CLF", "PE"], "planned", "2024-03-15")]


def test_who_consults_on_talks_of_others_does_not_hold_them(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Talks aimed at reviving the accord were adjourned on Tuesday.\n\nPeruvian Foreign Minister Elena Quispe is to"
        " meet German Foreign Minister Hans Mann in Berlin on Friday to discuss the negotiations."
    )
    assert told(record) == [(["DE", "PE"], "planned", "2024-03-15")]


def test_a_cabinet_meeting_is_no_negotiation(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian President Julio Castaneda, holding a cabinet meeting on Monday, urged Chile and Bolivia to agree on a"
        " truce. Chile and Bolivia should reach a deal, he said."
    )
    assert record.meetings == []


def test_the_last_meeting_is_an_earlier_one(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian President Julio Castaneda and Chilean President Rosa Ibarra held 12-hour talks in Geneva on Saturday."
        " Castaneda and Ibarra had last met in Brussels on Feb. 27."
    )
    assert [(m.date, place(record, m), m.duration) for m in record.meetings] == [
        ("2024-03-09", "Geneva", "PT12H"),
        ("2024-02-27", "Brussels", None),
    ]


def test_they_who_meet_again_are_the_two_of_before(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian President Julio Castaneda met Chilean President Rosa Ibarra in Lima on Tuesday. They will meet again"
        " on March 20."
    )
    assert [(m.date, names(record, m)) for m in record.meetings] == [
        ("2024-03-12", {"Julio Castaneda", "Rosa Ibarra"}),
        ("2024-03-20", {"Julio Castaneda", "Rosa Ibarra"}),
    ]
    assert [track.level for track in record.tracks] == ["leader"]


def test_the_rebels_are_the_one_group_that_is_named(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The Ethiopian government and Oromian rebels have agreed to a truce after nine days of talks in Nairobi, the"
        " mediator said.\n\nThe Oromo National Liberation Army (ONLA) confirmed it. Another meeting will take place in"
        " Kampala next Monday."
    )
    assert {tuple(m.parties) for m in record.meetings} == {("ET", "ONLA")}
    assert [m.date for m in record.meetings if m.status == "planned"] == ["2024-03-18"]


def test_a_minister_beside_a_guerrilla_is_not_of_the_guerrillas(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The Colombian Government and the May 5 Movement (M-5) signed a peace agreement in Cali on Tuesday.\n\nM-5"
        " commander Carlos Paz and Interior Minister Luis Lemos signed the pact."
    )
    assert party(record, "Carlos Paz") == "M-5"
    assert party(record, "Luis Lemos") != "M-5"


def test_commanders_in_a_list_are_of_the_front_named_last(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The document was signed by commanders Gaspar Ilona, Rolando Meza and Pablo Montes of the Coastal Liberation"
        " Front (CLF) in Lima."
    )
    assert {person.party for person in record.persons} == {"CLF"}


def test_a_journey_tells_where_they_will_meet(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian Trade Minister Elena Quispe leaves for Tokyo today. Quispe is to meet Japanese Trade Minister Kenji"
        " Ono on Friday."
    )
    assert [place(record, m) for m in record.meetings] == ["Tokyo"]


def test_who_is_on_the_sidelines_is_where_the_summit_is(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Leaders of many nations came to the climate summit in Bali on Monday.\n\nOn the sidelines of the summit,"
        " Peruvian President Julio Castaneda met Chilean President Rosa Ibarra."
    )
    assert [place(record, m) for m in record.meetings if m.parties == ["CL", "PE"]] == ["Bali"]


def test_a_party_before_an_office_is_no_person(record_of: Callable[..., Record]) -> None:
    record = record_of("The minister met the Ulster Unionist leader, Robert Hale, at Stormont on Tuesday.")
    assert [(person.name, person.party) for person in record.persons] == [("Robert Hale", "UUP")]
