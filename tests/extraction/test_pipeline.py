from collections.abc import Callable
from unittest import mock

import pytest

from tests.extraction.conftest import article_of
from tracker.domain.record import Record
from tracker.extraction.casing import is_upper_case
from tracker.extraction.lexicon import load
from tracker.extraction.pipeline import build_document, build_documents, dateline_of, load_pipeline, paragraphs_of


def test_paragraphs_split_at_blank_lines_and_at_line_ends_of_unwrapped_text() -> None:
    text = "One is here.\nTwo is here.\n\nThree is here."
    assert [text[a:b] for a, b in paragraphs_of(text)] == ["One is here.", "Two is here.", "Three is here."]


def test_lines_wrapped_by_hand_stay_one_paragraph() -> None:
    line = "The delegations of both countries met for the third time this week in the"
    text = f"{line}\n{line}\n{line} capital.\n\nNext."
    assert len(list(paragraphs_of(text))) == 2


def test_a_huge_paragraph_is_cut_at_a_sentence_end_and_nothing_is_lost() -> None:
    text = "The two sides met again. " * 3000
    pieces = list(paragraphs_of(text))
    assert len(pieces) > 2
    assert all(text[a:b].endswith(".") for a, b in pieces)
    assert sum(b - a for a, b in pieces) >= len(text) - len(pieces) - 1


def test_sentence_offsets_are_those_of_the_stored_text() -> None:
    text = "  Kerry met Lavrov.  They talked.\n\nThen he left “quietly”."
    doc = build_document(article_of(text), load_pipeline(), load())
    assert [text[s.start : s.end] for s in doc.sentences] == [
        "Kerry met Lavrov.",
        "They talked.",
        "Then he left “quietly”.",
    ]


def test_datelines_are_not_part_of_the_paragraph() -> None:
    text = "QUITO (ECUADOR), 9 JUN 88 (EFE) -- [TEXT] THE TALKS OPENED."
    found = dateline_of(text, 0)
    assert found is not None
    assert text[found[0] : found[1]] == "QUITO (ECUADOR)"
    assert text[found[2] :] == "THE TALKS OPENED."
    assert dateline_of("Talks opened -- at last -- in Quito.", 0) is None


def test_capitals_are_read_as_small_letters_of_the_same_length() -> None:
    text = "COMMANDER HERNAN OROZCO OF THE FMLN MET OFFICIALS IN MEXICO CITY. " * 4
    assert is_upper_case(text)
    doc = build_document(article_of(text), load_pipeline(), load())
    shown = doc.paragraphs[0].doc.text
    assert len(shown) == len(text.strip())
    assert shown.startswith("Commander Hernan Orozco of the FMLN met officials in Mexico City.")
    assert doc.text == text


def test_many_articles_come_back_in_order_even_empty_ones() -> None:
    articles = [article_of(text) for text in ("One met two.", "", "Three met four.\n\nFive left.")]
    docs = list(build_documents(articles, load_pipeline(), load()))
    assert [len(doc.sentences) for doc in docs] == [1, 0, 2]


def test_no_two_articles_share_a_batch_so_that_each_is_read_as_it_is_alone() -> None:
    nlp, seen = load_pipeline(), []
    real = nlp.pipe

    def pipe(texts, **how):
        batch = list(texts)
        if how.get("as_tuples"):
            seen.append({number for _, (number, _) in batch})
        return real(batch, **how)

    texts = ["Kerry met Lavrov.\n\nThey talked.", "Peru waits.", "Chile left.\n\nIt is back.\n\nIt talks."]
    with mock.patch.object(nlp, "pipe", pipe):
        docs = list(build_documents([article_of(text) for text in texts], nlp, load()))
    assert seen == [{0}, {1}, {2}]
    assert [len(doc.paragraphs) for doc in docs] == [2, 1, 3]


@pytest.mark.parametrize(
    "line",
    [
        "Related Coverage Peru's Castaneda calls for talks with Chile's Ibarra",
        "SEE ALSO: Peru says Chile must withdraw from Arica",
        "Photo: Peru's Castaneda met Chile's Ibarra in Lima on Monday",
        "Advertisement Continue reading the main story",
        "Journalists Pedro Salas in Lima and Ana Rojas in Quito contributed to this report.",
    ],
)
def test_what_a_site_puts_between_paragraphs_tells_nothing(record_of: Callable[..., Record], line: str) -> None:
    told = "Peru and Chile held talks in Lima on Tuesday."
    alone, among = record_of(f"{told}\n\nThey agreed on fish."), record_of(f"{told}\n\n{line}\n\nThey agreed on fish.")
    assert [p.name for p in among.persons] == []
    assert [(m.parties, m.date) for m in among.meetings] == [(m.parties, m.date) for m in alone.meetings]
    assert [p.evidence[0].exact for p in among.positions] == [p.evidence[0].exact for p in alone.positions]


def test_a_word_has_the_same_lemma_whatever_was_read_before() -> None:
    nlp = load_pipeline()
    words = nlp.get_pipe("tracker_words")
    texts = ("He got hurt.", "He got a letter.", "TRUMAN met KIM.", "Truman met Kim.", "They are getting it done.")

    def lemmas(order: tuple[str, ...]) -> dict[str, list[str]]:
        with mock.patch.object(words, "_lemmas", {}):
            return {text: [token.lemma_ for token in nlp(text)] for text in order}

    assert lemmas(texts) == lemmas(texts[::-1])
