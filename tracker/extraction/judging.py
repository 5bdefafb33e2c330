"""Words of judgement in a text, by class (lexicons/tone.toml)."""

import re

from spacy.tokens import Token

from tracker.extraction.document import Sentence
from tracker.extraction.wording import cached, table, words

NOT = re.compile(r"(?:\b(?:not|no|never|without|hardly|little|lack|few|nor|neither|cannot)\b|n['’]t\b)", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:but|and|however|still|yet|meanwhile|reportedly|moreover|also|"
    r"as (?:noted|reported|mentioned)(?: earlier| above)?)"
    r"(?:,\s+|\s+(?=[A-Z“\"]))|(?:But|And)\s+",
    re.IGNORECASE,
)
_COMPLEMENTS = ("acomp", "attr", "prt", "dobj", "advmod", "oprd")
_FEW = 8  # tokens: a longer stretch is no value but the whole judgement
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@cached
def _lists() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First word -> [(class, the whole entry as words)], of the judging classes."""
    out: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, text in table("tone").items():
        for entry in str(text).split():
            parts = tuple(entry.split("_"))
            out.setdefault(parts[0], []).append((name, parts))
    return out


def judging_words(text: str) -> list[tuple[str, int, int]]:
    """(class, start, end) of every word of judgement in `text`, offsets in `text`; a part of a name is none."""
    matches = list(_WORD.finditer(text))
    lower = [match.group().lower() for match in matches]
    found = []
    for at, word in enumerate(lower):
        if word in _lists() and _is_in_name(text, matches, at):
            continue
        for name, parts in _lists().get(word, ()):
            if tuple(lower[at : at + len(parts)]) == parts:
                found.append((name, matches[at].start(), matches[at + len(parts) - 1].end()))
    return found


def _is_in_name(text: str, matches: list[re.Match[str]], at: int) -> bool:
    """As "United" in "the United States", "Good" in "the Good Friday accord": a capital beside another one."""
    word = matches[at].group()
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    if at + 1 < len(matches) and matches[at + 1].group()[0].isupper():
        return text[matches[at].end() : matches[at + 1].start()] == " "
    before = matches[at - 1].group() if at > 1 else ""
    return before[:1].isupper() and text[matches[at - 1].end() : matches[at].start()] == " "


def phrases(text: str) -> list[str]:
    """The words of judgement of `text` as printed, those that stand side by side as one phrase ("good chance").

    Words of mere expectation ("could", "believes") count only where nothing else judges.
    """
    return _phrases(text, words("speech", "weak_judging")) or _phrases(text, frozenset())


def _phrases(text: str, left_out: frozenset[str]) -> list[str]:
    spans: list[tuple[int, int]] = []
    for name, start, end in sorted(judging_words(text), key=lambda found: (found[1], -found[2])):
        word = text[start:end].lower()
        if name == "talks" or word in left_out:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif spans and not text[spans[-1][1] : start].strip(" "):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return list(dict.fromkeys(text[start:end] for start, end in spans))


def qualities(sentence: Sentence, start: int, end: int) -> list[str]:
    """Where no word of the lexicon judges: adjectives with their noun, what there is none of ("no flexibility")."""
    found = []
    for token in sentence.span:
        at = sentence.offset(token)
        if not start <= at < end:
            continue
        head = token.head
        if token.dep_ == "acomp" and token.pos_ == "ADJ":
            found.append(token.text)
        elif head.i > token.i and head.pos_ == "NOUN" and (token.lower_ == "no" or _qualifies(token)):
            last = min(end, sentence.offset_end(head))
            found.append(sentence.paragraph.text[at - sentence.paragraph.start : last - sentence.paragraph.start])
        elif token.dep_ == "neg" and head.pos_ in ("VERB", "AUX", "ADJ") and token.i < head.i:
            found.append(sentence.paragraph.doc[token.i : head.i + 1].text)
    return list(dict.fromkeys(found))


def expectations(sentence: Sentence, start: int, end: int) -> list[str]:
    """What is foretold: a modal verb with its verb and what that says ("may eventually be willing")."""
    found = []
    text, first = sentence.paragraph.text, sentence.paragraph.start
    for token in sentence.span:
        if token.tag_ != "MD" or token.head.i < token.i or not start <= sentence.offset(token) < end:
            continue
        head = token.head
        last = max([head, *(c for c in head.children if c.dep_ in _COMPLEMENTS and c.i > head.i)], key=lambda t: t.i)
        if last.i - token.i < _FEW:
            stop = min(end, sentence.offset_end(last))
            found.append(text[sentence.offset(token) - first : stop - first])
    return list(dict.fromkeys(found))


def _qualifies(token: Token) -> bool:
    return token.pos_ == "ADJ" and token.dep_ == "amod" and not token.text[:1].isupper()


def opening(text: str) -> int:
    """How many characters at the start only lead in ("As noted, ", "But "): the judgement begins after them."""
    match = _OPENING.match(text)
    return match.end() if match else 0
