"""Whatever text comes: no crash, no hang, bounded memory, and evidence that is literally there."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extraction.conftest import article_of
from tracker.domain.cleaning import clean
from tracker.domain.record import Fact, Record
from tracker.extraction.extractor import Extractor

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "extraction"
OWN = [path.read_text("utf-8") for path in sorted(DATA.glob("*.txt"))]
STORY = """Peruvian Foreign Minister Elena Quispe met Chilean Foreign Minister Pablo Riveros in Lima on Tuesday.

"We will never accept the embargo," Riveros said. Peru demanded that Chile withdraw its troops from the river.

An official close to the Peruvian delegation called the three-hour talks "tense". They will meet again on Friday."""


def facts_of(record: Record) -> Iterator[Fact]:
    for facts in (
        record.persons, record.parties, record.tracks, record.venues, record.meetings, record.positions,
        record.assessments,
    ):  # fmt: skip
        yield from facts


def check(record: Record, text: str) -> None:
    for fact in facts_of(record):
        assert fact.evidence, fact
        for span in fact.evidence:
            assert text[span.start : span.end] == span.exact
            assert span.exact.strip()
        assert 0 < fact.confidence <= 1
    for track in record.tracks:
        assert all(text[span.start : span.end] == span.exact for event in track.events for span in event.evidence)
    persons = {person.id for person in record.persons}
    assert all(row.person in persons for meeting in record.meetings for row in meeting.attendance)


@pytest.mark.long
@pytest.mark.parametrize("shape", ["paragraphs", "one"])
def test_a_hundred_thousand_words_are_read_in_bounded_time_and_memory(shape: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.extraction.long_article", shape],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    cost = json.loads(done.stdout)
    assert cost["literal"]
    assert cost["persons"] == 7
    assert cost["megabytes"] < 700
    assert cost["seconds"] < 180  # of the processor: ten times what the language model alone takes


def wire(text: str) -> str:
    return f"LIMA (PERU), 13 MAR 24 (WIRE) -- [TEXT] {text.upper()}"


SHAPES: dict[str, Callable[[str], str]] = {
    "wire text in capitals": wire,
    "capitals throughout": str.upper,
    "small letters throughout": str.lower,
    "no paragraphs": lambda text: " ".join(text.split()),
    "lines wrapped by hand": lambda text: re.sub(r"(.{50}\S*) ", r"\1\n", text),
    "a sentence a line": lambda text: re.sub(r"\. ", ".\n", text),
    "a bullet list": lambda text: "\n".join(f"- {line}" for line in text.split("\n\n")),
    "a numbered list": lambda text: "\n".join(f"{n}. {line}" for n, line in enumerate(text.split("\n\n"), 1)),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "a dateline": lambda text: f"GENEVA, March 12 (Wire) - {text}",
    "tags": lambda text: f"[TEXT] [PASSAGE OMITTED] {text} [END TEXT]",
    "headlines alone": lambda text: "QUISPE, RIVEROS MEET IN LIMA\nChile says no to embargo\nTalks to go on Friday",
    "a transcript": lambda text: f"Q: Did you meet him?\n\nMR. RIVEROS: We did.\n\nQ: And?\n\nTHE MINISTER: {text}",
    "brackets and markup": lambda text: f"[/red][b]{text}[/b] <script>alert(1)</script> {{{{x}}}} %s \\x1b[31m",
    "curly quotation marks": lambda text: text.replace(' "', " “").replace('"', "”"),
    "quotation marks that never close": lambda text: text.replace('"', "“"),
    "nothing but quotation marks": lambda text: '"' * 2000,
    "quotations inside quotations": lambda text: '"He said \'' * 150 + "we want peace" + "' yesterday\"" * 150,
    "brackets inside brackets": lambda text: "(" * 800 + text + ")" * 800,
    "one word": lambda text: "Peru",
    "a very long word": lambda text: "Peru" * 20_000,
    "a very long list of names": lambda text: "Ana Cato, Bo Dene, Ida Falk and Jon Gade met in Lima. " * 40,
    "the same sentence again and again": lambda text: f"{text} " * 40,
    "no letters": lambda text: "12 3/4 - * * * 0\n\n" * 200,
    "white space": lambda text: " \t\n\n\u2003 " * 500,
    "emoji": lambda text: text.replace(" ", " 🕊️🇵🇪 "),
    "combining marks": lambda text: "".join(char + "\u0301" for char in text),
    "other scripts in it": lambda text: f"{text} 會談 переговоры محادثات {text}",
    "letters that grow in capitals": lambda text: text.translate({105: "ı", 115: "ſ"}) + " ŉ ǰ ﬁ İ K ß" * 60,
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_text_is_read(extractor: Extractor, shape: str) -> None:
    text = clean(SHAPES[shape](STORY))
    check(extractor.extract(article_of(text)), text)


@pytest.mark.parametrize(
    "shape",
    ["wire text in capitals", "no paragraphs", "a bullet list", "lines wrapped by hand", "carriage returns",
     "a dateline", "tags", "curly quotation marks"],
)  # fmt: skip
def test_the_shape_of_a_text_does_not_hide_its_facts(extractor: Extractor, shape: str) -> None:
    record = extractor.extract(article_of(clean(SHAPES[shape](STORY))))
    assert {person.name.split()[-1].upper() for person in record.persons} == {"QUISPE", "RIVEROS"}
    assert any(meeting.status == "held" and set(meeting.parties) == {"CL", "PE"} for meeting in record.meetings)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "El ministro se reunió con los enviados del gobierno y dijo que la paz no es posible sin las armas. " * 3,
        ),
        (
            "fr",
            "Le ministre a rencontré les envoyés du gouvernement et il dit que la paix est pour les deux pays. " * 3,
        ),
        ("de", "Der Minister hat sich mit dem Gesandten der Regierung getroffen und sagte, das ist nicht genug. " * 3),
        ("ru", "Министр встретился с посланниками правительства и сказал, что переговоры продолжатся. " * 3),
        ("ar", "التقى الوزير بمبعوثي الحكومة وقال إن المحادثات ستستمر في الأسبوع المقبل. " * 3),
        ("zh", "部长会见了政府特使，并表示谈判将于下周继续进行。" * 6),
    ],
)
def test_another_language_is_said_and_nothing_is_extracted(extractor: Extractor, language: str, text: str) -> None:
    record = extractor.extract(article_of(text))
    assert record.article.language == language
    assert list(facts_of(record)) == []
    assert "not in English" in record.notes[0]


def test_an_empty_body_gives_an_empty_record(extractor: Extractor) -> None:
    for text in ("", " ", "\n\n\n", "\ufeff"):
        assert list(facts_of(extractor.extract(article_of(text)))) == []


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """Pieces of our own texts, cut anywhere, with odd characters between them."""
    pieces = []
    for _ in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from([*OWN, STORY]))
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(text[start : start + draw(st.integers(1, 400))])
        pieces.append(
            draw(
                st.sampled_from(
                    [
                        "",
                        " ",
                        "\n",
                        "\n\n",
                        '"',
                        "”",
                        "'",
                        " -- ",
                        "\r\n",
                        "[TEXT] ",
                        "\u200b",
                        "\x1b[0m",
                        "İ",
                        "🕊",
                        ")",
                    ]
                )
            )
        )
    text = "".join(pieces)
    return draw(st.sampled_from([str, str.upper]))(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=spliced(), day=st.sampled_from(["2024-03-14", None]))
def test_evidence_is_literal_however_texts_are_spliced(extractor: Extractor, text: str, day: str | None) -> None:
    text = clean(text)
    check(extractor.extract(article_of(text, day)), text)


def test_what_is_read_together_is_read_as_if_alone(extractor: Extractor) -> None:
    texts = [*OWN, STORY, "", "Las dos partes se reunieron el domingo y dijeron que la paz es posible.", STORY.upper()]
    together = list(extractor.extract_many([article_of(text) for text in texts]))
    alone = [extractor.extract(article_of(text)) for text in texts]
    assert [record.as_json() for record in together] == [record.as_json() for record in alone]


def test_no_sentence_is_read_twice_and_paragraphs_are_in_order(extractor: Extractor) -> None:
    from tracker.extraction.pipeline import paragraphs_of

    for text in ("a. " * 30_000, "x" * 70_000, STORY, "\n".join([STORY] * 30)):
        spans = list(paragraphs_of(text))
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        kept = "".join(text[start:end] for start, end in spans)
        assert "".join(kept.split()) == "".join(text.split())
