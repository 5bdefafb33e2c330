"""Wire text in capitals, written again with small letters, character for character, so that a parser can read it.

Offsets stay: the result has the length of the text. What is a name is decided by the lexicon, by titles, and by words
that the pipeline's dictionary of English does not know.
"""

import re
from collections.abc import Callable
from typing import Final

from tracker.extraction.lexicon import Lexicon, word_set

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END: Final = re.compile(r"[.!?:][\"'”’)\]]*\s+$|\[TEXT\]\s*$|\]\s*$")
_KEEP: Final = re.compile(r"\(([A-Z][A-Z0-9-]{1,9})\)")
_ALWAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
_NEVER: Final = word_set(
    "i a an the of in on at to for from by with and or but nor so as if it its he she they we you his her their our us"
    " this that these those is are was were be been has have had do does did not no yes will would can could may might"
    " must shall should who whom whose which what when where why how there here than then into over under about after"
    " before between among during until since because while also only very more most other such own same each every"
    " both all any some few many much up down out off again further once now just"
)


def is_upper_case(text: str) -> bool:
    """True where nearly all letters of a text of any length are capitals (a headline alone does not decide)."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 150 and sum(char.isupper() for char in letters) > 0.85 * len(letters)


def recased(text: str, lexicon: Lexicon, kind_of: Callable[[str], str]) -> str:
    """`text` with small letters where English would have them, of the same length.

    Args:
        text: text in capitals.
        lexicon: names of the world and titles.
        kind_of: "name" for a word (in small letters) no English dictionary has, "noun" for one it has as a noun alone
            (which may be a name too), "word" otherwise.
    """
    spans = {hit.start: hit for hit in lexicon.find(text)}
    kept = {match.group(1) for match in _KEEP.finditer(text)}
    words = list(_WORD.finditer(text))
    kinds = [_kind(re.sub(r"['’]s$", "", word.group().lower()), lexicon, kind_of) for word in words]
    for index in range(1, len(words)):
        gap = text[words[index - 1].end() : words[index].start()]
        if kinds[index] == "noun" and gap == " " and words[index - 1].group().lower() in lexicon.given_names:
            kinds[index] = "name"  # "Elena Duarte": what follows a given name is a family name
    out = list(text.lower())
    covered = 0
    for index, word in enumerate(words):
        start, end = word.span()
        lower = word.group().lower()
        if start < covered:
            continue
        hit = spans.get(start)
        if hit and not (word.group() == "US" and not _is_country(words, index, text)):
            _write_hit(out, text, hit.start, hit.end, min((e.name for e in hit.entries), key=len))
            covered = hit.end
            continue
        first = not text[:start].strip() or bool(_SENTENCE_END.search(text[max(0, start - 8) : start]))
        name = word.group() in kept or lower in _ALWAYS or (kinds[index] == "name" and lower not in _NEVER)
        if word.group() in kept:
            out[start:end] = text[start:end]
        elif name or first or lower == "i" or _beside_a_name(words, kinds, index, text, lexicon):
            out[start] = text[start]
            for at in range(start + 1, end):
                if text[at - 1] in "'’" and end - at > 1:
                    out[at] = text[at]
    lowered = "".join(out)
    return lowered if len(lowered) == len(text) else text


def _kind(word: str, lexicon: Lexicon, kind_of: Callable[[str], str]) -> str:
    return "name" if word in lexicon.given_names else kind_of(word)


def _write_hit(out: list[str], text: str, start: int, end: int, name: str) -> None:
    if end - start == len(name):
        out[start:end] = name
        return
    for word in _WORD.finditer(text, start, end):
        if word.group().lower() not in _NEVER:
            out[word.start()] = text[word.start()]


def _is_country(words: list[re.Match[str]], index: int, text: str) -> bool:
    before = words[index - 1].group().lower() if index else ""
    return before == "the" or text[words[index].end() : words[index].end() + 1] in ("-", "'")


def _beside_a_name(words: list[re.Match[str]], kinds: list[str], index: int, text: str, lexicon: Lexicon) -> bool:
    """A word that may be a given or family name ("Daniel", "Rosa"), next to a name or right after a title."""
    lower = words[index].group().lower()
    if lower in _NEVER:
        return False
    if kinds[index] == "word":
        titled = index > 0 and words[index - 1].group().lower() in lexicon.titles["office"]
        follows = index + 1 < len(words) and kinds[index + 1] == "name" and text[words[index].end()] == " "
        return titled and follows and words[index + 1].group().lower() not in _NEVER
    before = text[words[index - 1].end() : words[index].start()] if index else "x"
    after = text[words[index].end() : words[index + 1].start()] if index + 1 < len(words) else "x"
    office = lower in lexicon.titles["office"] or lower in lexicon.titles["modifier"]
    if office:
        return False
    if after == " " and kinds[index + 1] == "name" and words[index + 1].group().lower() not in _NEVER:
        return True
    if before.strip(".") == " " and index and words[index - 1].group().lower() not in _NEVER:
        previous = words[index - 1].group().lower()
        if kinds[index - 1] == "name" or previous in lexicon.titles["honorific"]:
            return True
    return False
