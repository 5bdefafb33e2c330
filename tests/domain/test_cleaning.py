"""Whatever comes in, nothing that acts on a terminal or hides comes out, and no offset moves."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.cleaning import clean, one_line, without_invisibles

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)  # includes lone surrogates and unassigned code points
HOSTILE = st.text(
    alphabet=st.sampled_from(
        "ab \n\r\t\x00\x1b\x07\x7f\x85\x9b\u061c\u200b\u200f\u202e\u2066\u2069\u2028\ufeff\ud800\udfff\uffff\U000e0041"
    ),
    max_size=40,
)


def acts(char: str) -> bool:
    """By Unicode's own tables, apart from the list that the code keeps."""
    if char in "\t\n\r":
        return False
    category = unicodedata.category(char)
    seen_numbers = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2\U000110bd\U000110cd"
    return category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and char not in seen_numbers)


@given(ANY_TEXT | HOSTILE)
def test_length_stays_and_nothing_that_acts_survives(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert not [char for char in cleaned.removeprefix("\ufeff") if acts(char)]


@given(ANY_TEXT | HOSTILE)
def test_only_what_acts_is_replaced(text):
    for before, after in zip(text, clean(text), strict=True):
        if before.isascii() and (before.isprintable() or before in "\t\n\r"):
            assert after == before


@given(ANY_TEXT | HOSTILE)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT | HOSTILE)
def test_cleaned_text_can_be_stored_as_utf8(text):
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


def test_every_code_point_of_unicode_is_decided_rightly():
    everything = "x" + "".join(chr(code) for code in range(0x110000))
    assert [hex(ord(char)) for char in clean(everything) if acts(char)] == []


@pytest.mark.parametrize(
    "text", ["Zelenskyy’s “plan” – naïve café", "Łódź\tKyïv\r\n", "会談", "محادثات", "नमस्ते", "e\u0301"]
)
def test_ordinary_writing_of_any_language_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("char", "instead"),
    [
        ("\x1b", " "),
        ("\x00", " "),
        ("\x9b", " "),
        ("\u202e", " "),
        ("\u200b", " "),
        ("\u00ad", " "),
        ("\x0c", "\n"),
        ("\u2028", "\n"),
        ("\ud800", "\ufffd"),
    ],
)
def test_each_kind_has_its_replacement(char, instead):
    assert clean(f"a{char}b") == f"a{instead}b"


def test_a_byte_order_mark_stays_only_at_the_very_start():
    assert clean("\ufeffa\ufeffb") == "\ufeffa b"


def test_one_line_is_one_clean_line():
    assert one_line("\ufeff  a\r\n b\x1b[31m\t c ") == "a b [31m c"


def test_invisible_characters_can_be_taken_out_before_there_are_offsets():
    assert without_invisibles("nego\u00adti\u200bations") == "negotiations"
