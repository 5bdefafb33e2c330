"""Is a text English? By its most frequent words and its script; no model."""

import re
from typing import Final

from tracker.extraction.lexicon import word_set

_WORDS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_FREQUENT: Final[dict[str, frozenset[str]]] = {
    "en": word_set("the of and to in a that is was for on with by said it as at from be has have an are he not"),
    "es": word_set("el la de que y en los del las por con una un para se su al lo como más no es"),
    "fr": word_set("le la les de des et du en un une dans que pour sur au par est qui pas plus avec ce il"),
    "de": word_set("der die das und in den von zu mit des ist dem auf für nicht eine ein im sich als auch"),
    "it": word_set("il di che e la in per un del della con non una sono i gli le si al dei nel"),
    "pt": word_set("o de que e a do da em um para com não uma os no se na por mais as dos ao"),
    "nl": word_set("de het een van en in is dat op te voor met zijn niet aan door er om ook als bij"),
    "tr": word_set("ve bir bu da de için ile olarak daha çok olan gibi kadar sonra ne"),
    "pl": word_set("i w na z do że się nie jest to o po przez dla od za jak"),
}
# Words of English too, commoner in its news than they may look: they speak for no other language.
_ENGLISH_TOO: Final = word_set("in is met die no a do to he an as on over of per i me war was also")
_SCRIPTS: Final = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("zh", re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_SAMPLE: Final = 20_000


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language `text` is mostly written in, `und` where nothing decides.

    The codes of scripts stand for the commonest language of the script. Under 20 words English gets the benefit of the
    doubt where the letters are Latin: headlines have few small words.
    """
    text = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in text)
    if not letters:
        return "und"
    for code, script in _SCRIPTS:
        if len(script.findall(text)) > letters * 0.4:
            return code
    words = [word.lower() for word in _WORDS.findall(text)]
    shares = {
        code: sum(word in (frequent if code == "en" else frequent - _ENGLISH_TOO) for word in words)
        / max(len(words), 1)
        for code, frequent in _FREQUENT.items()
    }
    best = max(shares, key=lambda code: shares[code])
    if len(words) < 20:
        return best if (shares[best] - shares["en"]) * len(words) > 1.5 else "en"
    return best if shares[best] >= 0.12 else "und"


def is_english(text: str) -> bool:
    """True where `language_of` says `en`."""
    return language_of(text) == "en"
