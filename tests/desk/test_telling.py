"""Which words of an article tell a value that another article denies."""

import pytest

from tracker.desk.telling import names


@pytest.mark.parametrize(
    ("words", "value", "said"),
    [
        ("The talks lasted five hours, the ministry said", "PT5H", True),
        ("a five-hour meeting of 5 hours.", "PT5H", True),
        ("Both ministers held talks on Sunday", "PT5H", False),
        ("The talks lasted three hours", "PT5H", False),
        ("They met in GENÈVE, by the lake", "Geneve", True),
        ("They met in Basel", "Geneve", False),
        ("Paris was silent", "Paris", True),
    ],
)
def test_words_say_a_value_in_whatever_form(words: str, value: str, said: bool) -> None:
    assert names(words, value) is said
