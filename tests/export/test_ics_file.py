"""An iCalendar file is what RFC 5545 asks for, whatever stands in the texts."""

from datetime import UTC, date, datetime

from tracker.export.ics_file import Event, calendar, escaped, folded


def event(**values) -> Event:
    given = {
        "uid": "a@b", "first": date(2025, 11, 30), "last": date(2025, 11, 30), "status": "CONFIRMED", "sequence": 3,
        "changed": datetime(2025, 12, 1, 9, 30, tzinfo=UTC), "summary": "Talks",
    }  # fmt: skip
    return Event(**(given | values))


def lines(*events: Event) -> list[str]:
    text = calendar(events, name="Negotiations", program="tracker 1")
    return text.replace("\r\n ", "").split("\r\n")


def test_a_day_ends_the_day_after_because_an_end_is_exclusive() -> None:
    found = lines(event())
    assert "DTSTART;VALUE=DATE:20251130" in found
    assert "DTEND;VALUE=DATE:20251201" in found
    assert "SEQUENCE:3" in found
    assert "DTSTAMP:20251201T093000Z" in found


def test_the_last_day_of_all_has_no_end() -> None:
    found = lines(event(first=date.max, last=date.max))
    assert not [line for line in found if line.startswith("DTEND")]


def test_texts_cannot_end_their_line_or_begin_a_property() -> None:
    hostile = "A;B,C\\D\r\nEND:VEVENT\x00\x1b[2J\nX:1"
    found = lines(event(summary=hostile, location=hostile, description=hostile, categories=(hostile,)))
    assert found.count("END:VEVENT") == 1
    assert "SUMMARY:A\\;B\\,C\\\\D\\nEND:VEVENT[2J\\nX:1" in found


def test_an_address_that_is_no_plain_address_is_left_out() -> None:
    assert "URL:https://example.org/a" in lines(event(url="https://example.org/a"))
    assert not [line for line in lines(event(url="https://example.org/\r\nX:1")) if line.startswith(("URL", "X:1"))]


def test_long_lines_are_folded_between_characters_at_75_octets() -> None:
    text = "SUMMARY:" + "漢字é" * 60
    pieces = folded(text).split("\r\n")
    assert len(pieces) > 5
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text


def test_control_characters_go_and_tabs_stay() -> None:
    assert escaped("a\tb\x07\x7fc") == "a\tbc"
