"""Bytes become text: which encoding, how sure, and what is refused because it is no text.

Order: byte order mark, strict UTF-8, the encoding that the input declares, and only then a guess, which is stated. A
guess has to make readable words; what none explains is refused, since a wrong letter inside evidence is worse than a
file that somebody has to save again.
"""

import codecs
import contextlib
import re
import string
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from tracker.reading.errors import ReadingError, shown_name

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

# Share of bytes that may be control characters before the input counts as binary. Valid UTF-8 may hold a few more: an
# article with stray controls is cleaned, not refused.
_CONTROLS_IN_UTF8 = 0.10
_CONTROLS_ELSEWHERE = 0.01
_NOT_TEXT = bytes([*range(8), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])

# What a declaration may name: character sets, not Python's transformations (unicode_escape, punycode, ...). UTF-7 stays
# out, as in browsers: it hides characters in plain ASCII.
_DECLARABLE = re.compile(
    r"(utf-?(8|16|32)|iso-?8859|latin|windows-?\d|cp-?\d|ibm-?\d|koi8|mac|gb|hz|big5|shift|sjis|euc|iso-?2022|tis|ascii|us-)",
    re.IGNORECASE,
)
# As browsers do: pages that say Latin-1 or ASCII mean Windows-1252 (its quotation marks lie where Latin-1
# has controls).
_MEANT = {"iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}

_BEST_CHAOS = 0.1
_LEAST_COHERENCE = 0.2
_LEAST_BYTES = 32
_MOST_BYTES = 200_000
_ASCII = bytes(range(128))
_IMPLAUSIBLE = 0.2
# Encodings of texts in the Latin alphabet, likeliest first.
_WESTERN = ("cp1252", "mac_roman", "cp1250")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_TYPOGRAPHIC = frozenset("‘’‚“”„«»‹›–—…•§©®°·€£¥¢¿¡™½¼¾×\xa0")

# The first bytes of what people hand over by mistake. The second field is the end of "… is …, not text".
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (Word, Excel or PowerPoint)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x1aE\xdf\xa3", "a video"),
)
# Signatures of two or three plain letters count only where a byte that no text has follows soon.
_LETTERS_ONLY = re.compile(rb"[A-Za-z0-9 ]+\Z")


class Decoded(NamedTuple):
    """The text, not yet cleaned; the encoding's usual name; whether it was guessed."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """Decode `data`, or say why not.

    Args:
        data: the bytes as they came.
        where: file name or address for the error sentence.
        declared: the encoding that an HTTP header, an HTML page or an XML declaration names; None where nothing does.

    Returns:
        The text with a UTF-8 byte order mark kept (offsets count it) and a UTF-16 or UTF-32 one dropped.

    Raises:
        ReadingError: the bytes are empty, of a known other format, binary, or explained by no encoding.
    """
    name = shown_name(where)
    if not data.strip():
        raise ReadingError(f"{name} is empty.")
    kind = recognised(data)
    if kind:
        raise ReadingError(f"{name} is {kind}, not text: save its text as a .txt or .html file and read that.")
    marked = _by_mark(data, name)
    if marked:
        return marked
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    else:
        if _controls(data) > _CONTROLS_IN_UTF8:
            raise ReadingError(f"{name} is not text: it is full of NUL or control bytes (save UTF-16 as UTF-8 first).")
        return Decoded(text, "utf-8", guessed=False)
    if _controls(data) > _CONTROLS_ELSEWHERE or b"\x00" in data:
        raise ReadingError(f"{name} is not text: it holds binary data.")
    return _as_declared(data, declared) or _guessed(data, name, broken_at)


def recognised(data: bytes) -> str | None:
    """What a known signature says `data` is ("a PDF document"); None for what may be text."""
    head = data[:1024]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if head.startswith(b"RIFF"):
        return {b"WEBP": "a WebP image", b"WAVE": "a WAV recording", b"AVI ": "a video"}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return "a HEIC image" if head[8:11] in (b"hei", b"mif", b"avi") else "a video or audio file"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if _LETTERS_ONLY.match(magic) and not any(byte in _NOT_TEXT for byte in head):
                continue
            return kind
    stripped = head.lstrip()
    return "a PDF document" if stripped.startswith(b"%PDF-") else None


def _zipped(data: bytes) -> str:
    """Which kind of zip: the names of the members stand uncompressed near the start and at the end."""
    names = data[:8192] + data[-65536:]
    for mark, kind in (
        (b"word/", "a Word document"),
        (b"xl/", "an Excel workbook"),
        (b"ppt/", "a PowerPoint presentation"),
        (b"application/epub+zip", "an EPUB book"),
        (b"opendocument", "an OpenDocument file"),
    ):
        if mark in names:
            return kind
    return "a zip archive"


def _controls(data: bytes) -> float:
    return 1 - len(data.translate(None, _NOT_TEXT)) / len(data)


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, codec in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                raise ReadingError(f"{name} begins like {codec.upper()} text but is not: it cannot be read.") from None
            controls = sum(ord(char) < 32 and char not in "\t\n\r\f\v\x1b" for char in text)
            if controls > _CONTROLS_IN_UTF8 * len(text):
                raise ReadingError(f"{name} is not text: it holds binary data.")
            return Decoded(text, codec, guessed=False)
    return None


def codec_of(declared: str | None) -> str | None:
    """Python's name for a declared character set, None where it is unknown or not one that a text may have."""
    label = (declared or "").strip().strip("\"'")
    if not _DECLARABLE.match(label):
        return None
    try:
        codec = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(codec, codec)


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    codec = codec_of(declared)
    if codec is None:
        return None
    try:
        text = data.decode(codec)
    except UnicodeError:
        return None  # the declaration is wrong: the guess that follows is stated as one
    return Decoded(text, usual_name(codec), guessed=False)


def usual_name(codec: str) -> str:
    """The name people know: `windows-1252` for Python's `cp1252`, `iso-8859-2` for `iso8859_2`."""
    codec = codec.replace("_", "-")
    codec = re.sub(r"^cp(125\d|874)$", r"windows-\1", codec)
    return re.sub(r"^iso8859-", "iso-8859-", codec)


def _guessed(data: bytes, name: str, broken_at: int) -> Decoded:
    """A Latin encoding whose letters stand where letters stand, else what charset-normalizer is sure of."""
    if _is_damaged_utf8(data):
        raise ReadingError(
            f"{name} is UTF-8 text with damaged bytes, the first at byte {broken_at}: it cannot be read."
        )
    if _is_mostly_ascii(data):
        readings = []
        for codec in _WESTERN:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            readings.append((_implausible(text), text, codec))
        strange, text, codec = min(readings, key=lambda reading: reading[0])  # mac_roman explains every byte
        if strange <= _IMPLAUSIBLE:
            return Decoded(text, usual_name(codec), guessed=True)
    elif len(data) >= _LEAST_BYTES:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

        best = from_bytes(_sample(data)).best()
        if best is not None and best.chaos <= _BEST_CHAOS and _is_sure(best):
            with contextlib.suppress(UnicodeDecodeError):  # the guess holds for the sample only: no guess
                return Decoded(data.decode(best.encoding), usual_name(best.encoding), guessed=True)
    raise ReadingError(f"{name} is in no encoding that can be recognised: save it as UTF-8 and read it again.")


def _sample(data: bytes) -> bytes:
    """Enough bytes to guess from, cut where a line ends so that no character is cut."""
    if len(data) <= _MOST_BYTES:
        return data
    return data[: data.rfind(b"\n", 0, _MOST_BYTES) + 1] or data[:_MOST_BYTES]


def _is_sure(best: "CharsetMatch") -> bool:
    """Letters as often as its language has them; or characters of several bytes, which chance seldom makes."""
    return best.coherence >= _LEAST_COHERENCE or best.multi_byte_usage > 0


def _is_mostly_ascii(data: bytes) -> bool:
    high = len(data.translate(None, _ASCII))
    letters = len(data) - len(data.translate(None, string.ascii_letters.encode()))
    return letters >= 4 * high


def _is_damaged_utf8(data: bytes) -> bool:
    """True where most of what is beyond ASCII is right UTF-8: then a few wrong bytes are damage, not an encoding."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return sum(ord(char) >= 0x80 for char in text) - damaged >= 3 * damaged


def _implausible(text: str) -> float:
    """The share of characters beyond ASCII that stand where no writer puts them (a capital inside a word, a sign)."""
    strange = total = 0
    for found in _BEYOND_ASCII.finditer(text):
        index, char = found.start(), found[0]
        total += 1
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        if char.isalpha() and unicodedata.category(char) != "Lo":
            in_word = before.isalpha() or after.isalpha()
            raised = before.islower() or (after.isupper() and not before.isalpha() and _falls(text, index))
            strange += char.isupper() and (raised or not in_word)
        elif char not in _TYPOGRAPHIC:
            strange += 1
    return strange / total if total else 1.0


def _falls(text: str, index: int) -> bool:
    """True where a capital and a small letter follow ("ÒWe"): a quotation mark read in a wrong encoding."""
    return text[index + 2 : index + 3].islower()
