"""Bytes become text by mark, by UTF-8, by declaration, and only then by a stated guess."""

import io
import os
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.decoding import decode
from tracker.reading.errors import ReadingError

QUOTED = "Talks resumed on Monday. “We are ready,” the minister said — but nobody believed it. The envoy’s aide left."


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "content")  # of a fixed day: its bytes name the tests
    return buffer.getvalue()


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(lambda text: text.strip()))
def test_utf8_comes_back_as_it_was(text):
    data = text.encode()
    if not data.strip() or data.startswith((b"\xff", b"%PDF-", b"PK")):
        return
    assert decode(data, "a.txt") == (text, "utf-8", False)


def test_a_utf8_byte_order_mark_is_kept_because_offsets_count_it():
    assert decode(b"\xef\xbb\xbfTalks", "a.txt") == ("\ufeffTalks", "utf-8", False)


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_utf16_and_utf32_with_a_mark(codec):
    assert decode("Talks – “today”".encode(codec), "a.txt") == ("Talks – “today”", codec, False)


def test_a_declared_encoding_is_used_and_not_called_a_guess():
    assert decode("Rozmowy w Łodzi".encode("iso-8859-2"), "a.html", "ISO-8859-2") == (
        "Rozmowy w Łodzi",
        "iso-8859-2",
        False,
    )


def test_latin1_means_windows_1252_as_in_browsers():
    assert decode(QUOTED.encode("cp1252"), "a.html", "latin1") == (QUOTED, "windows-1252", False)


def test_valid_utf8_wins_over_a_wrong_declaration():
    assert decode("naïve café".encode(), "a.html", "windows-1252").text == "naïve café"


@pytest.mark.parametrize("declared", ["unicode_escape", "rot13", "base64", "utf-7", "idna", "no-such-thing", "", None])
def test_a_declaration_that_is_no_character_set_is_not_believed(declared):
    assert decode("Café".encode("cp1252") + rb" \x41", "a.html", declared) == ("Café \\x41", "windows-1252", True)


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp1250"])
def test_typographic_quotes_in_an_old_encoding_are_guessed_and_said(codec):
    decoded = decode(QUOTED.encode(codec), "a.txt")
    assert (decoded.text, decoded.guessed) == (QUOTED, True)


def test_names_with_accents_are_guessed_rightly_even_in_a_short_text():
    assert decode("Café talks".encode("latin-1"), "a.txt") == ("Café talks", "windows-1252", True)


def test_another_alphabet_is_guessed_when_it_makes_words():
    text = "Переговоры продолжились в понедельник, сообщил министр иностранных дел."
    assert decode(text.encode("cp1251"), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\n%PDF-1.4", "a PDF document"),
        (zipped("a.txt"), "a zip archive"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "an old Office document"),
        (b"{\\rtf1 Talks}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00", "a GIF image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a WebP image"),
        (b"\x1f\x8b\x08" + bytes(20), "a gzip archive"),
        (b"SQLite format 3\x00" + bytes(20), "an SQLite database"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "a program"),
        ("Talks in Geneva".encode("utf-16-le"), "not text"),
        (bytes(range(256)) * 4, "not text"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "UTF-16"),
        (bytes(range(128, 256)) * 8, "no encoding"),
        ("Talks “in Geneva” resumed. ".encode() * 3 + b"\xe2\x80 end", "damaged"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, words):
    with pytest.raises(ReadingError, match=words) as caught:
        decode(data, "given.bin")
    assert "given.bin" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_random_bytes_are_refused():
    with pytest.raises(ReadingError):
        decode(os.urandom(4096), "noise")


@pytest.mark.parametrize("start", ["BZh is a code", "ID3 tags", "GIF89a was a format", "OggS", "Rar! he said"])
def test_a_text_that_begins_like_a_signature_is_still_text(start):
    text = f"{start} is how this article begins, and it goes on in plain words."
    assert decode(text.encode(), "a.txt").text == text


def test_a_few_stray_controls_do_not_make_a_text_binary():
    text = "The minister said \x1b[31mred\x1b[0m words\x00 and left the talks in the afternoon. " * 3
    assert decode(text.encode(), "a.txt").text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_clean_sentence(data):
    said = "."
    try:
        decode(data, "a\x1b[31m\n.txt")
    except ReadingError as error:
        said = str(error)
    assert said.isprintable()
    assert said.endswith(".")
