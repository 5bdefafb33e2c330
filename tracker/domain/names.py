"""When two names are one person's, by rule (GUIDELINE.md 9): the family name as transliterated, and no conflict.

Pure string work: the extraction joins mentions within an article with it, the desk joins persons across articles.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_TITLE_WORDS = """
mr mrs ms miss mx dr prof professor sir dame lord lady madame gen general col colonel adm admiral lt lieutenant maj
major capt captain sgt brig brigadier marshal sheikh sheik ayatollah hojatoleslam imam mullah rabbi pope bishop
archbishop cardinal rev reverend president premier chairman chairwoman chancellor secretary minister senator sen rep
congressman congresswoman governor gov ambassador envoy king queen prince princess emir emperor sultan crown vice
deputy prime foreign former then acting
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])

# Words inside a name that one text writes and another leaves out: they never make two given names differ.
_PARTICLE_WORDS = "al el bin ben ibn bint abu de del della der den dos da di du la le van von ter"

# Given names that are one name in two languages or in short form; each line in any romanisation.
_EQUAL_GIVEN = """
volodymyr vladimir wladimir uladzimir
oleksandr alexander aleksandr alexandr aleksander alyaksandr alex sasha
serhiy sergei sergey
andriy andrei andrey andrzej
mykola nikolai nikolay nicolae nikola
mykhailo mikhail mihail mikhailo
dmytro dmitry dmitri
yevhen evgeny yevgeny eugene
oleksiy alexei aleksei alexey
pavlo pavel
petro pyotr petr
ihor igor
yuriy yuri iurie
kyrylo kirill
vasyl vasily
hryhoriy grigory
heorhiy georgy
viktor victor
olena elena yelena
kateryna ekaterina yekaterina
mohammed muhammad mohamed mohammad mohamad muhammed mehmed mehmet
ahmed ahmad ahmet
yusuf yousef youssef yosef joseph joe
abdallah abdullah
hussein husayn hossein husain
hasan hassan
ali aly
ismail esmail ismael
ibrahim ebrahim
ghassan gassan
moshe moses
benjamin binyamin ben bibi
yitzhak isaac
michael mike mick
william bill will
robert bob rob bobby
richard dick rick
james jim jimmy
john jack johnny
thomas tom tommy
edward ed ted eddie
anthony antony tony toni
charles chuck charlie
david dave
stephen steven steve
donald don
elizabeth liz beth
katherine catherine kate kathy
margaret maggie peggy
susan sue
philip phillip phil
gregory greg
jeffrey geoffrey jeff
lawrence laurence larry
ronald ron
daniel dan danny
samuel sam
matthew matt
christopher chris
patrick pat
francisco paco
jose pepe
"""

_NICKNAME = re.compile(r"\([^()]*\)|“[^“”]*”|\"[^\"]*\"")

# What a feminine name has more than, or instead of, the masculine one: Paul and Paula are two people.
_FEMININE = frozenset(["a", "e", "na", "ne", "yna", "yne", "ya", "yka", "ette", "ena", "ova", "eva", "ovna", "skaya"])


# Letters that no diacritic parts from their plain ones: Kılıçdaroğlu and Kilicdaroglu, Łukasz and Lukasz.
_PLAIN: dict[int, str] = str.maketrans(
    {"ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ŧ": "t", "ħ": "h"}
)


def fold(text: str) -> str:
    """Case-folded, diacritics dropped, everything but word characters a single space."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", " ", text).strip()


def transliterated(word: str) -> str:
    """One form for the usual romanisations of a name: Zelenskyy, Zelensky, Zelenskiy; Hnatov, Gnatov.

    Applied to its own result it changes nothing, so stored forms can be compared with new ones.
    """
    word = fold(word).translate(_PLAIN)
    word = word.replace("j", "y").replace("i", "y").replace("q", "k")
    word = re.sub(r"y+e", "e", word)
    word = re.sub(r"y+\b", "y", word)
    return re.sub(r"(?:k*h+)+", "h", word.replace("g", "h")).replace("ts", "c")


def bare(name: str) -> str:
    """The name without leading titles, possessive and a nickname in brackets or quotation marks ("Mr. Kim's" -> "Kim").

    The whole comes back where nothing else is left.
    """
    name = _NICKNAME.sub(" ", name) if _NICKNAME.sub(" ", name).strip() else name
    words = re.sub(r"['’]s?$", "", name.strip()).split()
    while len(words) > 1 and fold(words[0]) in _TITLES:
        words = words[1:]
    return " ".join(words)


def parts(name: str) -> list[str]:
    """The name's words in comparable form, titles dropped; a generation suffix stays last and as it is ("jr")."""
    words = fold(bare(name)).split()
    if len(words) > 1 and words[-1] in _SUFFIXES:
        return [*transliterated(" ".join(words[:-1])).split(), words[-1]]
    return transliterated(" ".join(words)).split()


_PARTICLES = frozenset(transliterated(_PARTICLE_WORDS).split())
_EQUALS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_EQUAL_GIVEN.split("\n")):
    for _name in transliterated(_line).split():
        _EQUALS[_name] = _EQUALS.get(_name, frozenset()) | {_number}


@lru_cache(maxsize=1)
def _family_first() -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_name("family_names.toml").read_text("utf-8"))["first"].split())


def family_name(name: str) -> str:
    """How a person is called in a line of two: the last word, the first where the name is family first.

    Family first shows in the writing, three short words, or a hyphen after the first ("Kim Jong Un", "Moon Jae-in"),
    or in the name itself ("Wang Yi").
    """
    words = name.split()
    if len(words) < 2:
        return name
    if "-" in words[-1] and len(words) == 2 and words[-1].split("-")[1:2] and words[-1].split("-")[1][:1].islower():
        return words[0]
    if len(words) == 3 and all(len(word) <= 5 for word in words) and not any("." in word for word in words):
        return words[0]
    if len(words) == 2 and fold(words[0]) in _family_first():
        return words[0]
    return words[-1]


def compatible_given(a: list[str], b: list[str]) -> bool:
    """True where two lists of given names do not contradict each other, word by word.

    Two words agree where they are equal, one is the other's initial or short form, they are one name in two
    languages, or differ by one letter. Particles ("al", "bin") and words that only one list has do not count.
    """
    one = [word for word in a if word not in _PARTICLES] or a
    two = [word for word in b if word not in _PARTICLES] or b
    return all(_same_given(x, y) for x, y in zip(one, two, strict=False))


def _same_given(one: str, two: str) -> bool:
    if one == two or (1 in (len(one), len(two)) and one[0] == two[0]):
        return True
    if _EQUALS.get(one, frozenset()) & _EQUALS.get(two, frozenset()):
        return True
    short, long = sorted((one, two), key=len)
    if long.startswith(short) and len(short) >= 3:
        return long[len(short) :] not in _FEMININE
    return _alike(one, two)


def _alike(one: str, two: str) -> bool:
    """One letter apart at length five and more (Rustem, Rustam), but not by a feminine ending (Mario, Maria)."""
    if min(len(one), len(two)) < 5 or abs(len(one) - len(two)) > 1 or one[0] != two[0]:
        return False
    if one[-1] != two[-1] and "a" in (one[-1], two[-1]):
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
    if _suffix(one):
        one, two = one[:-1], two[:-1]
    if len(one) == 1 or len(two) == 1:
        lone, full = (one[0], two) if len(one) == 1 else (two[0], one)
        return lone in (full[-1], full[0])
    if one[-1] == two[-1] or _alike(one[-1], two[-1]):
        return compatible_given(one[:-1], two[:-1])
    joined = "".join(one) == "".join(two)
    return joined or (one[0] == two[0] and "".join(one[1:]) == "".join(two[1:]))


def same_full_name(one: list[str], two: list[str]) -> bool:
    """True where two names of two words and more, as `parts` gives them, are the same name: not only compatible.

    Every word of one is in the other in the same order, the first and the last among them; a word may differ in its
    vowels and doubled letters alone, as romanisations do (Kidra, Qedra; Hussein, Husayn).
    """
    short, long = sorted((one, two), key=len)
    if len(short) < 2 or _suffix(one) != _suffix(two):
        return False
    if not (_one_romanised(short[0], long[0]) and _one_romanised(short[-1], long[-1])):
        return False
    rest = iter(long)
    return all(any(_one_romanised(word, other) for other in rest) for word in short)


def nearly_same_person(a: str, b: str) -> bool:
    """Two full names of one family name whose given names are written almost alike (Jeyhun, Ceyhun; Gamal, Jamal).

    Not enough to be one person's: two sisters can be called so. What else is known of both has to decide.
    """
    one, two = parts(a), parts(b)
    if min(len(one), len(two)) < 2 or _suffix(one) != _suffix(two) or one[-1] != two[-1]:
        return False
    given = [(x, y) for x, y in zip(one[:-1], two[:-1], strict=False) if not _same_given(x, y)]
    return len(given) == 1 and _written_alike(*given[0])


def _written_alike(one: str, two: str) -> bool:
    """One letter apart, the first too, or in their vowels alone; not by an ending that makes a feminine of it."""
    short, long = sorted((one, two), key=len)
    if len(short) < 4 or len(long) - len(short) > 2:
        return False
    if one[-1] != two[-1] and {one[-1], two[-1]} & set("ao"):
        return False
    if short == long[1:] or (len(short) == len(long) and short[1:] == long[1:]):
        return True
    return _alike(one, two) or _skeleton(one) == _skeleton(two)


_VOWELS = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
# So many consonants make a name: fewer are shared by many.
_CONSONANTS = 3


def _one_romanised(one: str, two: str) -> bool:
    if one == two:
        return True
    first, second = _skeleton(one), _skeleton(two)
    # Another last vowel, or one more, is often the feminine (Marina, Marino; Paul, Paula).
    last = one[-1] == two[-1] or not {one[-1], two[-1]} & set("ao")
    return len(first) >= _CONSONANTS and first == second and last


def _skeleton(word: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def _suffix(words: list[str]) -> str:
    return words[-1] if len(words) > 1 and words[-1] in _SUFFIXES else ""
