"""Where names of people can stand: stretches of capitalised words, titles, places and ordinary words taken off."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from tracker.extraction import titles
from tracker.extraction.document import Paragraph
from tracker.extraction.lexicon import Lexicon, word_set
from tracker.extraction.named import Candidate
from tracker.extraction.titles import Word

_PARTICLES: Final = word_set("de del al el bin ibn ben van von der den da das do dos di la le du y abu ul ud al- e ap")


_CALENDAR: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september"
    " october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt est christmas easter ramadan"
)


_NO_NAME: Final = word_set(
    "ministry council committee commission university institute institution college school center centre foundation"
    " association society club party front movement army force forces bank fund group union league organization"
    " organisation agency department office bureau court parliament congress senate house palace hotel airport street"
    " avenue square road park bridge river sea island islands valley mountain mountains bay gulf strait peninsula"
    " airlines"
    " airways company corporation corp inc ltd co press news agence times post journal tribune herald magazine"
    " television"
    " tv radio network agreement accord accords treaty pact plan protocol act bill resolution declaration charter round"
    " summit conference forum talks war crisis process day week month year prize award church mosque temple cathedral"
    " province district region state states county city town village camp base embassy consulate mission force brigade"
    " division battalion regiment corps authority assembly federation republic kingdom empire emirate communist"
    " democrat democrats republican republicans conservative labour liberal muslim muslims christian christians"
    " jew jews"
    " jewish islam islamic arab arabs sunni shiite shia kurdish kurd kurds hindu sikh catholic protestant"
    " security general"
    " secretariat cabinet politburo deal hall room tower building garden gardens one two three photo file image"
    " video read"
    " more advertisement related copyright story continue updated caption observatory watch monitor international world"
    " western eastern northern southern central united national nations peace rights human air chamber board trust"
    " studies program programme dome brigades brotherhood guard guards corps exchange zone line wall gate highway"
    " way north south east west security dr iii"
)


_SPEECH: Final = word_set(
    "say tell add ask note warn insist argue declare announce state write suggest call meet travel arrive speak"
    " talk urge"
    " vow claim explain describe reply answer accuse hope believe think want agree lead head visit brief"
)


_CREDIT_BEFORE: Final = re.compile(
    r"(?:[Pp]hotos?(?: by)?:? ?|\b(?:REUTERS|AP|AFP|EPA|Reuters|Getty Images|Pool) ?/ ?|[Ww]ith assistance (?:by"
    r"|from) |[Rr]eporting by |[Ee]diting by |[Ww]riting by |Image:|[Cc]redit:? ?)$"
)


_JOURNALIST: Final = re.compile(
    r"(?:\b(?:Monitor|News|Times|Post|Journal|Reuters|AP|CNN|BBC|NPR|Bloomberg|Politico|Guardian|Press|Fox)(?:'s|')"
    r"(?: (?:own|correspondent|reporter|anchor|host))? |\b(?:anchor|columnist|correspondent|reporter|host|writer"
    r"|journalist) )$"
)


_CREDIT_AFTER: Final = re.compile(
    r"^\s*(?:/\s*|,\s*|\(|via |for )?(?:AP|AFP|EPA|Reuters|Getty|Pool)\b(?! (?:that|in an|on))|^,? (?:and [\w ]+"
    r" )?contributed to"
)


_COMPOUND: Final = re.compile(r"-(?:[a-z]{2,}ed|based|led|run|era|style|wide|brokered|held)$|^[A-Z]-[A-Z][a-z]+$")


_RELATIVES: Final = word_set("son wife daughter brother husband")


def candidates_in(
    paragraph: Paragraph,
    lexicon: Lexicon,
    kind_of: Callable[[str], str],
    upper: bool,
    known: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """Every place of a paragraph where a person's name can stand, with what speaks for it.

    Args:
        paragraph: the paragraph.
        lexicon: names of the world and titles.
        kind_of: `pipeline.kind_of_word`'s function.
        upper: the article was written in capitals.
        known: family names of the article that are also words; at the start of a clause they are taken for names.
    """
    text = paragraph.text
    words = titles.words_of(text, list(lexicon.find(text)))
    labels = {}
    for ent in paragraph.doc.ents:
        for token in ent:
            labels[token.idx] = (ent.label_, ent.start_char, ent.end_char)
    tags = {token.idx: token for token in paragraph.doc}
    bearers = {token.idx for token in paragraph.doc if token.text in known and names_somebody(token)}
    found: list[Candidate] = []
    at = 0
    while at < len(words):
        if words[at].start in bearers:
            found.append(_candidate(paragraph, words, at, at, labels, tags, lexicon))
            at += 1
            continue
        run = _run(words, at, text)
        if not run:
            at += 1
            continue
        for first, last in _names_in(words, run, labels, tags, lexicon, kind_of, upper):
            if _is_party_of_office(words, first, last, lexicon):
                continue
            if not _is_credit(text, words[first].start, words[last].end):
                one = _candidate(paragraph, words, first, last, labels, tags, lexicon)
                one.ordinary = all(kind_of(words[i].lower) in ("word", "noun") for i in range(first, last + 1))
                found.append(one)
        at = run[1] + 1
    _join_lists(found, text)
    return found


def _is_party_of_office(words: list[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """As in "the Ulster Unionist leader": the name of a party before an office, for whose words no person stands."""
    hit = words[first].hit
    if hit is None or hit.start < words[first].start or hit.end < words[last].end or last + 1 >= len(words):
        return False
    office = words[last + 1].lower in lexicon.titles["office"] and words[last + 1].text.islower()
    return office and any(entry.kind == "party" for entry in hit.entries)


def names_somebody(token: Token) -> bool:
    """Whether a word that is also a family name of the article stands here as a name: a subject without an article.

    So does a name after "with" or "by" ("talks with de Ruiter").
    """
    partner = token.dep_ == "pobj" and token.head.lower_ in ("with", "by", "to", "from") and token.tag_ == "NNP"
    if partner and not any(c.dep_ in ("det", "amod", "compound", "poss") for c in token.children):
        return True
    subject = token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in ("NN", "NNS", "NNP", "NNPS", "VB")
    return subject and all(c.dep_ == "prep" and c.lower_ == "on" for c in token.children)  # "Price on Thursday"


def _is_credit(text: str, start: int, end: int) -> bool:
    """A photographer or reporter, not a person of the news."""
    before, after = text[max(0, start - 16) : start], text[end : end + 26]
    if re.match(r"^\s*[Bb]y $", before) and start < 16:
        return True
    if _JOURNALIST.search(text[max(0, start - 50) : start]):
        return True
    if _CREDIT_BEFORE.search(before) or _CREDIT_AFTER.match(after):
        return True
    return bool(re.search(r"(?:[Rr]eporting|[Ee]diting|[Ww]riting) by [^.]*$", text[max(0, start - 120) : start]))


def _run(words: list[Word], at: int, text: str) -> tuple[int, int] | None:
    """The longest stretch of capitalised words (and particles between them) from `at` on."""
    if not words[at].text[:1].isupper():
        if (
            words[at].lower not in ("al", "el", "bin", "de", "abu")
            or at + 1 >= len(words)
            or words[at].text.endswith("-")
        ):
            return None
        if not words[at + 1].text[:1].isupper():
            return None
    last = at
    while last + 1 < len(words) and not words[last].possessive:
        nxt = words[last + 1]
        gap = text[words[last].end : nxt.start]
        if gap not in (" ", "  ") and not (gap == "" and words[last].text.endswith(".") and nxt.text[:1].isupper()):
            if nxt.text == "." and gap == "" and _abbreviated(words[last]) and last + 2 < len(words):
                follow = words[last + 2]
                if follow.text[:1].isupper() and text[nxt.end : follow.start] == " ":
                    last += 2
                    continue
            break
        if nxt.text[:1].isupper() and nxt.text[:1].isalpha():
            last += 1
            continue
        if nxt.lower in _PARTICLES or re.match(r"(al|el|as|ar|ad|an|ash|at)-[A-Z]", nxt.text):
            tail = last + 2
            while tail < len(words) and words[tail].lower in _PARTICLES and tail < last + 4:
                tail += 1
            if re.match(r"\w+-[A-Z]", nxt.text):
                last += 1
                continue
            if (
                tail < len(words)
                and words[tail].text[:1].isupper()
                and text[words[tail - 1].end : words[tail].start] == " "
            ):
                last = tail
                continue
        break
    return at, last


def _abbreviated(word: Word) -> bool:
    return word.lower in (
        "mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "adm", "sen", "rep", "gov", "prof", "rev", "msgr",
        "brig", "cmdr", "sgt", "st", "jr", "sr", "messrs",
    )  # fmt: skip


def _names_in(
    words: list[Word],
    run: tuple[int, int],
    labels: dict[int, tuple[str, int, int]],
    tags: Mapping[int, Token],
    lexicon: Lexicon,
    kind_of: Callable[[str], str],
    upper: bool,
) -> list[tuple[int, int]]:
    """The stretches of a run that can be a name: titles, places, organisations and ordinary words taken off."""
    first, last = run
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(first, last + 2):
        if index <= last and _is_name_word(words, index, run, labels, tags, lexicon, kind_of, upper):
            start = index if start is None else start
            continue
        if start is not None:
            stop = index - 1
            while stop >= start and (words[stop].lower in _PARTICLES - {"la"} or words[stop].text == "."):
                stop -= 1
            while start <= stop and words[start].text == ".":
                start += 1
            if stop >= start and stop - start < 6:
                found.append((start, stop))
        start = None
    return found


def _is_name_word(
    words: list[Word],
    index: int,
    run: tuple[int, int],
    labels: dict[int, tuple[str, int, int]],
    tags: Mapping[int, Token],
    lexicon: Lexicon,
    kind_of: Callable[[str], str],
    upper: bool,
) -> bool:
    word = words[index]
    label, label_start, label_end = labels.get(word.start, ("", 0, 0))
    lower = word.lower
    if word.text == ".":
        return index > run[0]
    if lower in _CALENDAR:
        if lower in ("jan", "june", "april", "may", "august") and index < run[1] and label == "PERSON":
            return label_end > word.end and words[index + 1].lower not in _CALENDAR  # a given name: "Jan Maartens"
        month = lower in ("may", "april", "june", "august", "march")
        return month and index == run[1] > run[0] and label == "PERSON" and label_start < word.start
    if lower in _PARTICLES:
        return run[0] <= index < run[1] and (index > run[0] or word.text[:1].islower() or label == "PERSON")
    if lower in _NO_NAME or _COMPOUND.search(word.text):
        return False
    beside = index > run[0] and not titles.is_title_word(words[index - 1], lexicon) and words[index - 1].hit is None
    if lower in _RELATIVES and beside and word.text[0].isupper():
        return True  # a name that is also a word ("Will Young")
    if titles.is_title_word(word, lexicon):
        # "John Major", "Larry King": a title word that ends a name the recogniser sees as one
        return index == run[1] and beside and label == "PERSON" and label_start <= words[index - 1].start
    if word.hit is not None:
        if word.hit.start < words[run[0]].start or (
            any(e.kind == "outlet" for e in word.hit.entries) and label != "PERSON"
        ):
            return False
        after_title = index > run[0] and words[index - 1].lower in lexicon.titles["office"] and index + 1 == run[1]
        whole = label == "PERSON" and (label_start < word.start or label_end > word.end)
        if index == run[0] and index and words[index - 1].lower in ("in", "of", "to", "from", "at", "near", "for"):
            whole = False
        alone = after_title and words[run[1]].hit is None
        fixed = word.text.isupper() or "." in word.text or any(e.kind == "demonym" for e in word.hit.entries)
        return (whole or alone) and not fixed
    if (
        len(word.text) > 1
        and word.text.isupper()
        and not upper
        and not re.match(r"^(?:[A-Z]\.)+$|^(?:JD|JR|II|III|AJ|MJ|PJ|CJ|TJ|BJ|DJ|RJ)$", word.text)
    ):
        return False
    if len(lower) == 1 and not word.text.endswith(".") and word.text in ("A", "I"):
        return False
    token = tags.get(word.start)
    tag = getattr(token, "tag_", "")
    kind = kind_of(lower)
    ordinary = kind == "word"
    opens = (
        bool(token is not None and token.is_sent_start) or index == 0 or words[index - 1].text in ('"', "'", ":", "--")
    )
    if tag not in ("NNP", "NNPS") and label != "PERSON" and (ordinary or (opens and kind != "name")):
        return False
    if opens and index == run[0] and tag in ("VBG", "VB", "VBN", "RB", "IN") and index < run[1]:
        return False  # "Addressing Liu"
    return not (ordinary and opens and label != "PERSON" and tag not in ("NNP", "NNPS"))


def _candidate(
    paragraph: Paragraph,
    words: list[Word],
    first: int,
    last: int,
    labels: dict[int, tuple[str, int, int]],
    tags: Mapping[int, Token],
    lexicon: Lexicon,
) -> Candidate:
    text = paragraph.text
    start = words[first].start
    end = words[last].end
    if words[last].possessive:
        end -= len(words[last].text) - len(re.sub(r"'s?$", "", words[last].text))
    name = re.sub(r"\s+", " ", text[start:end])
    kinds = [labels.get(words[i].start, ("", 0, 0))[0] for i in range(first, last + 1)]
    label = "PERSON" if "PERSON" in kinds else max(kinds, key=kinds.count)
    candidate = Candidate(paragraph.start + start, paragraph.start + end, name, paragraph, words, first, last, label)
    candidate.title = titles.before(words, first, text, lexicon)
    candidate.apposition = titles.after(words, last, text, lexicon)
    token = tags.get(words[last].start)
    if token is not None:
        while token.dep_ in ("compound", "flat") and paragraph.start + token.head.idx < candidate.end:
            token = token.head
        candidate.spoken = token.dep_ == "nsubj" and token.head.lemma_ in _SPEECH
    if candidate.title and candidate.title.office:
        office = candidate.title.office
        candidate.plural_title = office.endswith("s") and office[:-1] in lexicon.titles["office"]
    return candidate


_LISTED: Final = re.compile(r",? (?:and |& )?|, ")
_LISTED_WITH_SIDES: Final = re.compile(
    r"(?: (?:of|from) (?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})?,? (?:and )?"
    r"(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}['’]s? )?"
)


def _join_lists(found: list[Candidate], text: str) -> None:
    """As in "ministers A and B", "ministers A of Chile and Peru's B": a plural title goes to each.

    Names listed are names.
    """
    for one, two in pairwise(found):
        between = text[one.end - one.paragraph.start : two.start - one.paragraph.start]
        if _LISTED.fullmatch(between) or (one.plural_title and _LISTED_WITH_SIDES.fullmatch(between)):
            if one.plural_title and two.title is None:
                two.title, two.plural_title = one.title, True
            if one.score >= 0.8:
                two.listed_with = one
