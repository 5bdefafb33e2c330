from collections.abc import Callable

import pytest

from tracker.domain.record import MeetingFact, Record


def one(record: Record) -> MeetingFact:
    assert len(record.meetings) == 1, [m.evidence[0].exact for m in record.meetings]
    return record.meetings[0]


def present(record: Record, meeting: MeetingFact) -> dict[str, str]:
    names = {person.id: person.name for person in record.persons}
    return {names[row.person]: row.status for row in meeting.attendance}


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("Egyptian and Ethiopian officials met in Geneva on Tuesday.", "held", "2024-03-12"),
        ("Egyptian and Ethiopian officials will meet in Geneva on Tuesday.", "planned", "2024-03-19"),
        ("Egypt and Ethiopia are expected to hold talks in Geneva next week.", "planned", "2024-03-18/2024-03-24"),
        ("Egypt proposed talks with Ethiopia in Geneva.", "proposed", None),
        ("Ethiopia refused to meet with Egypt.", "refused", None),
        ("Egypt postponed its talks with Ethiopia.", "postponed", None),
        ("Egypt on Thursday cancelled a summit with Ethiopia that was set for June 3.", "cancelled", "2024-06-03"),
        ("Egypt would meet with Ethiopia only after the dam is emptied.", "conditional", None),
        ("Egypt and Ethiopia are holding talks in Geneva this week.", "ongoing", "2024-03-11/2024-03-17"),
    ],
)
def test_status_and_date_follow_the_verbs(
    record_of: Callable[..., Record], text: str, status: str, date: str | None
) -> None:
    meeting = one(record_of(text))
    assert meeting.parties == ["EG", "ET"]
    assert (meeting.status, meeting.date if date else None) == (status, date)


def test_a_meeting_told_twice_is_one(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian Foreign Minister Elena Quispe met Chilean Foreign Minister Pablo Riveros in Lima on Tuesday.\n\n"
        "The two-hour meeting was cordial. Tuesday's meeting ended late.\n\nQuispe met Riveros at noon."
    )
    meeting = one(record)
    assert meeting.duration == "PT2H"
    assert meeting.date == "2024-03-12"
    assert present(record, meeting) == {"Elena Quispe": "present", "Pablo Riveros": "present"}
    assert [venue.name for venue in record.venues] == ["Lima"]


def test_people_of_one_side_alone_are_an_internal_briefing(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian Foreign Minister Elena Quispe is expected to meet with Peruvian President Julio Castaneda in"
        " Paris on Friday."
    )
    meeting = one(record)
    assert meeting.kind == "internal_briefing"
    assert (meeting.status, meeting.date) == ("planned", "2024-03-15")
    assert record.tracks == []


def test_one_or_the_other_are_two_meetings_on_a_condition(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "US President Paul Marsh said he would only meet with Kenyan President Peter Otieno or Ugandan President"
        " Isaac Okello "
        "after an agreement was reached."
    )
    assert [(m.parties, m.status) for m in record.meetings] == [
        (["KE", "US"], "conditional"),
        (["UG", "US"], "conditional"),
    ]
    assert record.meetings[0].condition == "an agreement was reached"
    assert {track.level for track in record.tracks} == {"leader"}


def test_calls_to_several_are_several_calls(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "US President Paul Marsh spoke by phone on Wednesday with German Chancellor Anna Weiss and French"
        " President Luc Morel."
    )
    assert sorted((m.parties, m.mode, m.date) for m in record.meetings) == [
        (["DE", "US"], "phone", "2024-03-13"),
        (["FR", "US"], "phone", "2024-03-13"),
    ]


def test_talking_to_reporters_and_meeting_demands_are_no_contacts(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Iranian President Reza Karimi spoke to reporters. The United States met the demands of Iran. US"
        " officials met with journalists."
    )
    assert record.meetings == []


def test_the_place_of_a_war_is_no_venue(record_of: Callable[..., Record]) -> None:
    record = record_of("Russian and Turkish officials met in Geneva on Tuesday to discuss the war in Syria.")
    assert [venue.name for venue in record.venues] == ["Geneva"]


def test_a_building_is_a_venue_with_its_town(record_of: Callable[..., Record]) -> None:
    record = record_of("Peruvian and Chilean negotiators held talks at the Grand Fjord Hotel in Oslo on Tuesday.")
    (venue,) = record.venues
    assert (venue.name, venue.precision, venue.locality, venue.country) == ("Grand Fjord Hotel", "venue", "Oslo", "NO")


def test_a_date_without_an_article_date_stays_words(record_of: Callable[..., Record]) -> None:
    record = record_of("Egyptian and Ethiopian officials met in Geneva on Tuesday.", None)
    meeting = one(record)
    assert (meeting.date, meeting.date_text) == (None, "Tuesday")
    assert record.notes == ["The article has no date: relative dates stay words."]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Chile suspended the talks on Wednesday after an attack.", "suspended"),
        ("Peru and Chile resumed negotiations on Wednesday.", "resumed"),
        ("Peru and Chile signed a final peace treaty on Wednesday.", "agreed"),
        ("Chile would suspend the talks if attacked again.", None),
        ("Peru hopes to sign a final peace treaty with Chile.", None),
    ],
)
def test_track_events_are_asserted_not_feared(
    record_of: Callable[..., Record], sentence: str, kind: str | None
) -> None:
    record = record_of(f"Peruvian and Chilean negotiators met in Lima on Monday.\n\n{sentence}")
    events = [event for track in record.tracks for event in track.events]
    assert [event.kind for event in events] == ([kind] if kind else [])
    if kind:
        assert events[0].date == "2024-03-13"


@pytest.mark.parametrize(
    "text",
    [
        "Egypt did not hold talks with Ethiopia on Tuesday.",
        "No meeting between Egypt and Ethiopia has been set.",
        "The Egyptian president spoke at a meeting with business leaders on Monday. Ethiopia said nothing.",
    ],
)
def test_what_was_not_held_or_held_with_others_is_no_meeting(record_of: Callable[..., Record], text: str) -> None:
    assert [m for m in record_of(text).meetings if m.status in ("held", "ongoing", "planned")] == []


def test_two_names_with_a_hyphen_are_two_people_at_one_summit(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "US President Paul Marsh will meet Kenyan President Peter Otieno on Friday.\n\n"
        "The Marsh-Otieno summit on Friday is the first."
    )
    meeting = one(record)
    assert {person.name for person in record.persons} == {"Paul Marsh", "Peter Otieno"}
    assert (meeting.status, meeting.date) == ("planned", "2024-03-15")


def test_an_invitation_is_a_proposed_meeting(record_of: Callable[..., Record]) -> None:
    meeting = one(record_of("Kenyan President Peter Otieno has invited Ugandan President Isaac Okello to Nairobi."))
    assert (meeting.parties, meeting.status) == (["KE", "UG"], "proposed")


def test_a_planned_meeting_that_the_sentence_then_cancels_is_cancelled(record_of: Callable[..., Record]) -> None:
    text = "US President Paul Marsh and Kenyan President Peter Otieno were due to meet in June but that was cancelled."
    assert one(record_of(text)).status == "cancelled"


def test_a_mediator_sent_by_nobody_is_a_side_of_its_own(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The Colombian government and the National Liberation Army (ELN) held talks in Quito on Tuesday.\n\n"
        "Father Andres Mora, mediator in the talks, was hopeful."
    )
    (mora,) = record.persons
    assert mora.party == "MEDIATORS"
    assert any(row.person == mora.id for meeting in record.meetings for row in meeting.attendance)
    assert {party.id: party.type for party in record.parties}["MEDIATORS"] == "other"


def test_talks_that_name_nobody_belong_to_the_sides_of_the_article(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Sudan and South Sudan are close to an agreement on oil, diplomats said.\n\n"
        "The talks will resume in Addis Ababa on Monday."
    )
    meeting = one(record)
    assert (meeting.parties, meeting.status, meeting.date) == (["SD", "SS"], "planned", "2024-03-18")


def test_a_date_of_the_decision_is_not_the_date_of_the_meeting(record_of: Callable[..., Record]) -> None:
    meeting = one(record_of("Egypt on Wednesday proposed a summit with Ethiopia in Geneva."))
    assert meeting.date is None


def test_the_present_of_a_timetable_is_a_plan(record_of: Callable[..., Record]) -> None:
    record = record_of("Leaders of Egypt and Ethiopia meet in Lima on Friday.", published="2025-12-04")
    assert [(m.status, m.date) for m in record.meetings] == [("planned", "2025-12-05")]


def test_a_government_and_its_opposition_negotiate(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Egypt's government and opposition resumed negotiations in Lima on Saturday.\n\n"
        "The opposition is demanding free elections. The parties agreed to meet again in June."
    )
    assert [sorted(m.parties) for m in record.meetings] == [["EG", "EGYPT OPPOSITION"]] * 2
    assert {p.holder_party for p in record.positions if "free" in p.evidence[0].exact} == {"EGYPT OPPOSITION"}


def test_where_the_next_round_is_held_is_no_side_of_it(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "The Alder Front's chief negotiator, Elena Quispe, said that the group was ready to discuss a truce at the next"
        " round in Norway."
    )
    assert not any("NO" in meeting.parties for meeting in record.meetings)


@pytest.mark.parametrize(
    "called",
    ["the head of the government's delegation", "head of the Peruvian negotiating team", "the chief negotiator"],
)
def test_who_is_called_the_head_of_a_delegation_heads_it(record_of: Callable[..., Record], called: str) -> None:
    record = record_of(
        f"Peru's government and the Alder Liberation Front (ALF) held talks in Lima on Tuesday.\n\n"
        f'"The crisis is over," said Elena Quispe, {called} of Peru.'
    )
    (meeting,) = record.meetings
    assert [row.delegation_role for row in meeting.attendance] == ["head"]


def test_who_helps_at_talks_is_no_side_of_them(record_of: Callable[..., Record]) -> None:
    record = record_of("Chile, Bolivia and Peru ended three days of Norwegian-mediated talks in Lima on Monday.")
    assert [track.parties for track in record.tracks] == [["BO", "CL", "PE"]]
    assert [meeting.status for meeting in record.meetings] == ["held"]


def test_who_also_attends_the_talks_of_others_holds_none(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Chile and Peru met in Lima on Monday. The U.S. and Chinese ambassadors also attended the talks."
    )
    assert [meeting.parties for meeting in record.meetings] == [["CL", "PE"]]


def test_who_was_received_met_who_received_them_on_the_day_before_the_when(record_of: Callable[..., Record]) -> None:
    text = "Peruvian envoy Raul Meza saw the camps in February, when he was received by Chilean Premier Ana Sosa."
    (meeting,) = record_of(text).meetings
    assert (meeting.date, meeting.parties, len(meeting.attendance)) == ("2024-02", ["CL", "PE"], 2)
    assert record_of("The Peruvian letter was received by Chilean Premier Ana Sosa.").meetings == []


def test_talks_are_held_on_the_day_that_the_sentence_says_before(record_of: Callable[..., Record]) -> None:
    record = record_of("Chile and Peru have not met since March 2019, when they held talks in Geneva.")
    assert [(meeting.status, meeting.date) for meeting in record.meetings] == [("held", "2019-03")]


@pytest.mark.parametrize("name", ["GOP28", "BIMSTEC"])
def test_a_summit_of_many_is_not_one_of_the_two_sides(record_of: Callable[..., Record], name: str) -> None:
    text = (
        f"China's envoy Li Wei held talks with U.S. envoy Tom Hill on Saturday, before the {name} summit in Dubai."
        " China and the U.S. are far apart.\n\nThe summit is due to end on Tuesday."
    )
    (meeting,) = record_of(text).meetings
    assert (meeting.status, len(meeting.attendance)) == ("held", 2)


def test_officers_of_the_two_sides_meet_for_the_sides(record_of: Callable[..., Record]) -> None:
    text = "Chile and Peru agreed to a truce. Military commanders from the two sides were to meet on Tuesday in Arica."
    (meeting,) = record_of(text).meetings
    assert (meeting.status, meeting.date, meeting.parties) == ("planned", "2024-03-19", ["CL", "PE"])


def test_an_envoy_who_reports_to_a_council_meets_no_side(record_of: Callable[..., Record]) -> None:
    text = (
        "U.N. envoy Olav Berg met Chilean envoy Ana Sosa. Berg is scheduled to brief the Security Council on April 19."
    )
    assert [meeting.status for meeting in record_of(text).meetings] == ["held"]


SIGNED = "The Republic of Chile and the Polisario armed group signed a declaration of principles in Doha on Saturday."


def test_who_signed_is_told_after_where_it_was_signed(record_of: Callable[..., Record]) -> None:
    text = (
        f"{SIGNED}\n\nThe text was signed by Chilean envoy Sumo Mamani and the Polisario secretary, Benjamin Bonin."
        " They shook hands in the presence of Qatar's minister of state for foreign affairs, Hamad al-Kholi."
    )
    record = record_of(text)
    (meeting,) = record.meetings
    names = {person.id: person.name for person in record.persons}
    present = {names[row.person] for row in meeting.attendance}
    assert present == {"Sumo Mamani", "Benjamin Bonin", "Hamad al-Kholi"}
    assert len(record_of(f"{SIGNED}\n\nThe law was signed by Chilean envoy Sumo Mamani.").meetings[0].attendance) == 0


def test_an_accord_that_two_signed_somewhere_was_a_meeting(record_of: Callable[..., Record]) -> None:
    text = (
        "The rebels are no part of the accord that Chilean Foreign Minister Ana Sosa and her Peruvian counterpart,"
        " Raul Meza, signed in Washington on February 27."
    )
    (meeting,) = record_of(text).meetings
    assert (meeting.date, meeting.parties, len(meeting.attendance)) == ("2024-02-27", ["CL", "PE"], 2)
    assert meeting.evidence[0].exact.startswith("the accord that Chilean")


def test_the_head_of_a_commission_that_is_a_body_heads_no_delegation(record_of: Callable[..., Record]) -> None:
    record = record_of(f"{SIGNED}\n\nThe EU welcomed it. The head of its commission, Hanne Falk, congratulated Qatar.")
    assert [row.delegation_role for row in record.meetings[0].attendance] == []


def test_two_presidents_are_not_those_of_a_state_and_a_rebel_group(record_of: Callable[..., Record]) -> None:
    record = record_of(f"{SIGNED}\n\nPresidents Felix Tano and Paul Kanda would meet in Rome next week.")
    assert all(meeting.parties != ["CL", "POLISARIO"] for meeting in record.meetings[1:])


def test_two_presidents_are_not_those_of_states_of_which_one_has_another(record_of: Callable[..., Record]) -> None:
    talks = "Peruvian President Luis Campo and Chilean envoys held talks in Lima on Monday."
    meeting = "Presidents Felix Tano and Paul Kanda met in Rome on Wednesday."
    told = [m for m in record_of(f"{talks}\n\n{meeting}").meetings if m.date == "2024-03-13"]
    assert all(m.parties != ["CL", "PE"] for m in told)
    known = record_of(f"Peruvian and Chilean envoys held talks in Lima on Monday.\n\n{meeting}").meetings
    assert [m.parties for m in known if m.date == "2024-03-13"] == [["CL", "PE"]]


TALKS = "Senior commanders of Chile and of the Polisario Front ended five days of talks in Nairobi today."


@pytest.mark.parametrize(
    "told",
    [
        "The document was signed by Gen. Pedro Jular, chief of staff of Chile, and General Tad Wores, for the Front.",
        "The talks were facilitated by the African Union panel: former Chad President Pedro Jular and envoy Tad Wores.",
        "U.S. envoy Pedro Jular and envoy Tad Wores attended the talks.",
    ],
)
def test_who_signed_helped_or_attended_was_there(record_of: Callable[..., Record], told: str) -> None:
    record = record_of(f"{TALKS}\n\n{told}")
    names = {person.id: person.name for person in record.persons}
    assert {names[row.person] for row in record.meetings[0].attendance} == {"Pedro Jular", "Tad Wores"}


def test_one_who_took_part_as_an_observer_was_there_and_who_looks_on_from_afar_was_not(
    record_of: Callable[..., Record],
) -> None:
    took = "The U.S. said that its envoy Mike Hanson had taken part in the Nairobi talks as an observer."
    (guest,) = record_of(f"{TALKS}\n\n{took}").meetings[0].attendance
    assert guest.side == "US"
    looked = "The U.S. said that its envoy Mike Hanson had welcomed the Nairobi talks."
    assert record_of(f"{TALKS}\n\n{looked}").meetings[0].attendance == []


def test_a_call_with_somebody_called_by_a_name_with_a_particle(record_of: Callable[..., Record]) -> None:
    text = (
        "U.N. envoy Stefan de Ruiter met Chilean envoy Ana Sosa on Monday. Spanish Foreign Minister Jose Albar told the"
        " Senate that he had discussed the issue with de Ruiter by phone."
    )
    assert ("phone", ["ES", "UN"]) in [(meeting.mode, meeting.parties) for meeting in record_of(text).meetings]


def test_a_mediator_who_meets_one_side_is_not_one_of_the_two_countries(record_of: Callable[..., Record]) -> None:
    text = (
        "U.S. envoy Tom Hill hopes that Chile and Peru can reach a deal on their border, after he met Chilean leaders."
        " The U.S. mediator held talks with Chilean President Ana Sosa.\n\nThe two countries, long at war,"
        " held indirect talks in Arica in 2020."
    )
    assert ("2020", ["CL", "PE"]) in [(meeting.date, meeting.parties) for meeting in record_of(text).meetings]


SAT_DOWN = (
    "Chilean negotiator Pedro Jular met Peruvian Foreign Minister Ana Sosa in Quito on Monday to discuss the border."
)


@pytest.mark.parametrize(
    "told",
    [
        "They were joined by Tad Wores of Bolivia.",
        "The two ministers were later accompanied by U.N. envoy Tad Wores.",
        "Tad Wores, Bolivia's foreign minister, was there. Bolivian Foreign Minister Tad Wores chaired the talks.",
        "Also among those present was Bolivian ambassador Tad Wores and Chilean ambassador Pedro Jular.",
    ],
)
def test_who_joined_them_or_was_among_those_present_was_there(record_of: Callable[..., Record], told: str) -> None:
    record = record_of(f"{SAT_DOWN} {told}")
    names = {person.id: person.name for person in record.persons}
    assert {names[row.person] for row in record.meetings[0].attendance} == {"Pedro Jular", "Ana Sosa", "Tad Wores"}


@pytest.mark.parametrize(
    "told",
    [
        "The protest was joined by Bolivian senator Tad Wores.",
        "Calls for a pause were joined by Bolivian Foreign Minister Tad Wores.",
        "Bolivian Foreign Minister Tad Wores did not attend the talks.",
        "Bolivian Foreign Minister Tad Wores, who never chaired the talks, praised them.",
        "Among those killed was Bolivian senator Tad Wores.",
    ],
)
def test_who_joined_something_else_was_not_there(record_of: Callable[..., Record], told: str) -> None:
    record = record_of(f"{SAT_DOWN} {told}")
    names = {person.id: person.name for person in record.persons}
    assert all(names[row.person] != "Tad Wores" for meeting in record.meetings for row in meeting.attendance)


def test_a_second_guest_named_with_an_abbreviated_body_was_there_too(record_of: Callable[..., Record]) -> None:
    told = "The talks were mediated by Kenyan President Daniel Wako and U.N. envoy Lars Holm."
    record = record_of(f"{SAT_DOWN} {told}")
    names = {person.id: person.name for person in record.persons}
    assert {"Daniel Wako", "Lars Holm"} <= {names[row.person] for row in record.meetings[0].attendance}
