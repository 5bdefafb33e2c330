"""Heads of two delegations told at once, where the second verb is left out."""

from collections.abc import Callable

import pytest

from tracker.domain.record import Record

TALKS = "Delegations of Peru and Chile opened talks in Geneva on Thursday.\n\n"


def heads(record: Record) -> set[tuple[str, str | None, str | None]]:
    names = {person.id: (person.name, person.party) for person in record.persons}
    rows = [row for meeting in record.meetings for row in meeting.attendance]
    return {(*names[row.person], row.delegation_role) for row in rows}


@pytest.mark.parametrize(
    "text",
    [
        TALKS + "The Peruvian delegation is headed by Abdou Qaro, the Chilean delegation by Kamau Njoroge.",
        TALKS + "The Peruvian delegation was led by Abdou Qaro, and the Chilean one by Kamau Njoroge.",
        TALKS + "The Peruvian team was headed by Abdou Qaro, that of Chile by Kamau Njoroge.",
        TALKS + "Abdou Qaro heads the Peruvian delegation and Kamau Njoroge the Chilean delegation.",
        "Delegations of Peru and Chile, headed by Abdou Qaro and Kamau Njoroge respectively, opened talks in Geneva.",
        "Peru and Chile held talks on Thursday, with Abdou Qaro leading the Peruvian team and Kamau Njoroge the Chilean"
        " one.",
    ],
)
def test_each_heads_the_own_side(record_of: Callable[..., Record], text: str) -> None:
    assert heads(record_of(text)) == {("Abdou Qaro", "PE", "head"), ("Kamau Njoroge", "CL", "head")}


def test_who_leads_something_else_heads_no_delegation(record_of: Callable[..., Record]) -> None:
    record = record_of(TALKS + "The protest in Lima was led by Ana Vega, a march in Chile by Jose Ruiz.")
    assert heads(record) == set()
