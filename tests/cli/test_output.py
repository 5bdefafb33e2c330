import json

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.output import cells, cut, harmless, padded, say, say_exact, say_json, table, warn, wrapped

ESCAPES = "\x1b]0;title\x07\x1b[31mred\x9b2J\u202eabc\rover"


def printed(function: object, *values: object) -> bytes:
    @click.command()
    def command() -> None:
        function(*values)  # type: ignore[operator]

    return CliRunner().invoke(command).output_bytes


def test_nothing_printed_steers_the_terminal() -> None:
    for function in (say, warn, say_json):
        text = printed(function, ESCAPES).decode()
        assert not set("\x1b\x07\x9b\u202e\r") & set(text)
        assert "title" in text
        assert "red" in text


def test_a_warning_is_one_line() -> None:
    assert printed(warn, "one\ntwo\r\nthree") == b"one two three\n"


def test_json_is_utf_8_and_parses() -> None:
    data = printed(say_json, {"name": "Zelenskyy – Ö", "broken": "\udc80"})
    assert json.loads(data.decode("utf-8"))["name"] == "Zelenskyy – Ö"


def test_a_stored_text_is_printed_as_it_is() -> None:
    assert printed(say_exact, "a\r\nb – c") == "a\r\nb – c".encode()


def test_a_locale_that_lacks_a_character_does_not_stop_a_report() -> None:
    @click.command()
    def command() -> None:
        say("Zelenskyy – Рубіо")

    result = CliRunner(charset="latin-1").invoke(command)
    assert result.exit_code == 0
    assert result.output_bytes.startswith(b"Zelenskyy ")


@given(st.text())
def test_harmless_text_has_no_carriage_return_or_escape(text: str) -> None:
    assert not {"\r", "\x1b", "\x9b"} & set(harmless(text))


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs"))), st.integers(1, 30))
def test_cut_and_padded_keep_the_width(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width
    assert cells(padded(text, width)) == width


def test_a_table_aligns_and_fits() -> None:
    text = table(("ID", "NAME"), [("1", "Umerov"), ("22", "x" * 200)], width=40)
    lines = text.splitlines()
    assert lines[0] == "ID  NAME"
    assert lines[1] == "1   Umerov"
    assert cells(lines[2]) == 40
    assert lines[2].endswith("…")


def test_a_table_in_a_pipe_is_not_cut() -> None:
    assert table(("NAME",), [("x" * 500,)], width=0).splitlines()[1] == "x" * 500


def test_a_cell_cannot_add_a_row() -> None:
    assert len(table(("NAME",), [("a\nb",)], width=0).splitlines()) == 2


@pytest.mark.parametrize("width", [0, 20])
def test_wrapping_keeps_every_word(width: int) -> None:
    words = "one two three four five six seven eight"
    text = wrapped(words, width=width, indent="  ")
    assert text.split() == words.split()
    assert all(cells(line) <= (width or 1000) for line in text.splitlines())
