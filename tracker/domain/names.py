"""When two names are one person's, by rule (GUIDELINE.md 9): the family name as transliterated, and no conflict.

Pure string work: the extraction joins mentions within an article with it, the desk joins persons across articles.
"""

import re
import unicodedata

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sir",
        "dame",
        "lord",
        "lady",
        "gen",
        "general",
        "col",
        "colonel",
        "adm",
        "admiral",
        "lt",
        "maj",
        "capt",
        "sheikh",
        "sheik",
        "ayatollah",
        "president",
        "premier",
        "chairman",
        "secretary",
        "minister",
        "senator",
        "sen",
        "rep",
        "ambassador",
        "king",
        "queen",
        "prince",
        "princess",
    ]
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


def fold(text: str) -> str:
    """Case-folded, diacritics dropped, everything but word characters a single space."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", " ", text).strip()


def transliterated(word: str) -> str:
    """One form for the usual romanisations of a name: Zelenskyy, Zelensky, Zelenskiy; Hnatov, Gnatov."""
    word = fold(word)
    word = re.sub(r"(iy|yi|yy|ii|ij|yj)\b", "y", word)
    word = word.replace("kh", "h").replace("ie", "e").replace("ts", "c").replace("g", "h")
    return word.replace("j", "y").replace("i", "y")


def bare(name: str) -> str:
    """The name without leading titles and possessive ("Mr. Kim's" -> "Kim"); the whole where nothing else is left."""
    words = re.sub(r"['’]s?$", "", name.strip()).split()
    while len(words) > 1 and fold(words[0]) in _TITLES:
        words = words[1:]
    return " ".join(words)


def parts(name: str) -> list[str]:
    """The name's words in comparable form, titles dropped, generation suffixes kept last."""
    return transliterated(bare(name)).split()


def _suffix(words: list[str]) -> str:
    return words[-1] if len(words) > 1 and words[-1] in {transliterated(s) for s in _SUFFIXES} else ""


def compatible_given(a: list[str], b: list[str]) -> bool:
    """True where two lists of given names do not contradict: equal, an initial, one empty, or a known short form."""
    if not a or not b:
        return True
    one, two = a[0], b[0]
    if one == two or (1 in (len(one), len(two)) and one[0] == two[0]):
        return True
    if one.startswith(two) or two.startswith(one):
        return min(len(one), len(two)) >= 3
    return _alike(one, two)


def _alike(one: str, two: str) -> bool:
    """One edit apart at length five and more: Rustem/Rustam, Andriy/Andrii after transliteration."""
    if min(len(one), len(two)) < 5 or abs(len(one) - len(two)) > 1 or one[0] != two[0]:
        return False
    if len(one) == len(two):
        return sum(x != y for x, y in zip(one, two, strict=True)) <= 1
    long, short = (one, two) if len(one) > len(two) else (two, one)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def same_person(a: str, b: str) -> bool:
    """Two names that can be one person's by rule, whatever their party: same family name, given names compatible.

    A lone word matches as a family name: the last word of the other, or its first where the order is family first
    ("Kim" and "Kim Jong Un", "Moon" and "Moon Jae-in"). Whether a lone word *is* this person is for the caller to
    decide (only where no other candidate exists).
    """
    one, two = parts(a), parts(b)
    if not one or not two:
        return False
    if one == two:
        return True
    if _suffix(one) != _suffix(two):
        return False
    if len(one) == 1 or len(two) == 1:
        lone, full = (one[0], two) if len(one) == 1 else (two[0], one)
        return lone == full[-1] or lone == full[0]
    if one[-1] == two[-1] or _alike(one[-1], two[-1]):
        return compatible_given(one[:-1], two[:-1])
    joined = "".join(one) == "".join(two)
    return joined or (one[0] == two[0] and "".join(one[1:]) == "".join(two[1:]))
