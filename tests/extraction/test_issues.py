"""Which issue words are about."""

import pytest

from tracker.domain.vocabulary import ISSUES
from tracker.extraction.issues import issue_of, topic_of
from tracker.extraction.wording import table


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Chile must cede the disputed province", "territory"),
        ("an immediate truce along the river", "ceasefire"),
        ("the release of all prisoners and hostages", "humanitarian"),
        ("lower tariffs on imported steel", "trade"),
        ("inspectors may visit the uranium enrichment plant", "nuclear"),
        ("an amnesty for the fighters", "justice"),
        ("a cut in carbon emissions by 2030", "environment"),
        ("another round of negotiations in Geneva", "process"),
        ("free elections under a new constitution", "political"),
        ("relief from sanctions and the embargo", "sanctions"),
    ],
)
def test_the_words_name_the_issue(text: str, issue: str) -> None:
    assert issue_of(text) == issue


def test_no_word_no_issue() -> None:
    assert issue_of("they walked home") is None


def test_the_topic_of_the_article_speaks_where_the_span_is_silent() -> None:
    assert (
        issue_of("They refused.", topic=topic_of("The truce failed. A ceasefire is needed. The truce!")) == "ceasefire"
    )


def test_the_lexicon_knows_only_issues_of_the_vocabulary() -> None:
    assert set(table("issues")) <= set(ISSUES)
