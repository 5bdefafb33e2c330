"""Transcripts: who speaks is what the label says, up to the next one."""

from collections.abc import Callable

from tracker.domain.record import Record
from tracker.extraction.transcripts import is_transcript, label_end

BRIEFING = """Briefing on the fishing talks

QUESTION: Minister, will you open the border?

MINISTER ANA QUISPE (Peru): No. Peru will not open the border until the ships have left. We want Chile to withdraw.

QUESTION: Does Chile demand more?

LUIS RIVEROS (Chile): Chile demands an inspection of the ports."""


def test_the_label_names_the_speaker_and_the_party(record_of: Callable[..., Record]) -> None:
    record = record_of(BRIEFING)
    names = {person.id: person.name for person in record.persons}
    found = {p.evidence[0].exact: (p.holder_party, names.get(p.speaker or "", p.speaker)) for p in record.positions}
    assert found["Chile demands an inspection of the ports"] == ("CL", "Luis Riveros")
    assert found["We want Chile to withdraw"] == ("PE", "Ana Quispe")
    assert {p.attribution_status for p in record.positions} == {"on_record"}


def test_what_a_reporter_asks_is_nobodys_position(record_of: Callable[..., Record]) -> None:
    for position in record_of(BRIEFING).positions:
        assert "will you open" not in position.evidence[0].exact
        assert "Does Chile" not in position.evidence[0].exact


def test_who_answers_is_whom_the_interview_is_with(record_of: Callable[..., Record]) -> None:
    record = record_of(
        "Peruvian negotiator Ana Quispe told the Harbour News in an interview that much was open.\n\nQ: What is?\n\n"
        "A: Three points. We demand that the ships withdraw from the border zone.\n\nQ: And Chile?\n\nA: It will wait."
    )
    names = {person.id: person.name for person in record.persons}
    demands = [p for p in record.positions if "ships withdraw" in p.evidence[0].exact]
    assert [(p.holder_party, names.get(p.speaker or "")) for p in demands] == [("PE", "Ana Quispe")]


def test_headings_and_capitals_throughout_make_no_transcript() -> None:
    assert not is_transcript("BACKGROUND: The talks began in May.\n\nREAD MORE: Fishing.\n\nThe minister spoke.")
    assert is_transcript("Q: Why?\n\nMR. RIVEROS: Because.\n\nQ: And then?")


def test_a_label_ends_with_its_colon() -> None:
    assert label_end("MS. QUISPE (through an interpreter): Yes.", 0) == len("MS. QUISPE (through an interpreter):")
    assert label_end("Quispe: Yes.", 0) is None
