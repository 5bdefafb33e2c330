import pytest

from tracker.extraction.language import is_english, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The two sides met in Geneva on Sunday and said that the talks would go on for a week in the same place.",
            "en",
        ),
        (
            "Las dos partes se reunieron el domingo en la ciudad y dijeron que las conversaciones van a seguir"
            " por una semana.",
            "es",
        ),
        (
            "Les deux parties se sont réunies dimanche dans la ville et ont dit que les pourparlers vont"
            " continuer pour une semaine.",
            "fr",
        ),
        ("Стороны встретились в воскресенье и договорились продолжить переговоры на следующей неделе.", "ru"),
        ("", "und"),
        ("1234 5678 !!", "und"),
    ],
)
def test_the_language_is_told_by_frequent_words_and_script(text: str, code: str) -> None:
    assert language_of(text) == code


def test_capitals_are_english_too() -> None:
    assert is_english("THE GOVERNMENT AND THE REBELS MET IN THE CAPITAL AND SAID THAT THEY WILL MEET AGAIN IN A WEEK.")


@pytest.mark.parametrize(
    "headline",
    [
        "Peruvian envoy Elena Quispe met Chilean Foreign Minister Pablo Riveros in Lima.",
        "Envoys met Monday in Geneva",
        "Rebels die as talks in Oslo stall",
        "Quispe, Riveros talk on border",
    ],
)
def test_words_that_other_languages_share_do_not_hide_a_short_english_text(headline: str) -> None:
    assert is_english(headline)


@pytest.mark.parametrize(
    ("headline", "code"),
    [
        ("De minister heeft het akkoord niet van de tafel geveegd", "nl"),
        ("El ministro y los enviados de la paz", "es"),
        ("Der Minister und die Gesandten der Regierung", "de"),
    ],
)
def test_a_headline_of_another_language_is_told(headline: str, code: str) -> None:
    assert language_of(headline) == code
