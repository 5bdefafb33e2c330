"""The words before and after a name that say what the person is, and whose: "Ukraine's chief negotiator".

", the Iranian foreign minister," after it does the same. A party is read from these words alone, never from the name.
"""

import re
from dataclasses import dataclass
from typing import Final

from tracker.extraction.lexicon import Hit, Lexicon, word_set

WORD: Final = re.compile(r"[A-Z]\.(?:[A-Z]\.)*|[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:st|nd|rd|th)?|--+|[^\w\s]", re.UNICODE)
_CONNECT: Final = word_set("of for and to the on at in 's ' with de del a an its his her their")
_ABBREVIATED: Final = word_set("mr mrs ms dr prof gen lt col maj capt adm brig cmdr sgt sen rep gov rev msgr st")
_BELONGS: Final = word_set("of to for")
_OWNERS: Final = word_set("its his her their")
_ENVOYS: Final = word_set(
    "ambassador envoy representative delegate emissary consul mediator negotiator coordinator adviser advisor"
)
_MEDIATING: Final = word_set("mediator mediators moderator moderators facilitator")
MEDIATORS: Final = "MEDIATORS"  # those who mediate and are sent by no party: one side of their own (GUIDELINE.md 12)
UNOFFICIAL: Final = word_set(
    "analyst analysts economist expert lawyer attorney activist historian fellow researcher journalist reporter"
    " correspondent writer farmer engineer teacher student professor prof author founder executive ceo candidate ally"
    " wife husband son daughter brother dr doctor billionaire bishop archbishop cardinal priest"
)
_APPOSITION: Final = re.compile(
    r"\s*(?:,|\(|--|–|—|-)\s*(?:who\s+(?:is|was|serves\s+as|leads|heads|headed|led)\s+)?(?:[Tt]he|an?|its|his|her)?\s*"
)
_LEADS: Final = re.compile(
    r"\s*,\s*who\s+(?:is\s+)?(?P<verb>leads?|leading|heads?|heading|headed|led|chairs?"
    r"|chaired)\s+(?P<what>[^,.;]{3,80})"
)
_STOP: Final = re.compile(
    r"[,;:()\"]|(?<![A-Z])(?<!\b[MD]rs)(?<!\b[MD][rs])\.(?=[\s\"']|$)"
    r"|\s--\s|\s[-–—]\s|\b(?:said|says|told|and then|who|which|that|have|has"
    r"|had|will|would|met|is|was)\b"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a paragraph: offsets in the paragraph's text, and the lexicon's name that covers it.

    `lower` is the word in small letters, without a possessive ending and full stop.
    """

    text: str
    start: int
    end: int
    hit: Hit | None = None
    lower: str = ""

    @property
    def possessive(self) -> bool:
        """Whether it ends in 's or an apostrophe."""
        return len(self.text) > 1 and self.text.endswith(("'s", "'"))


@dataclass(slots=True)
class Title:
    """What the words around one mention of a name say. Offsets are those of the paragraph."""

    start: int
    end: int
    text: str
    office: str | None = None
    party: str | None = None
    possessor: tuple[int, int] | None = None
    former: bool = False

    @property
    def official(self) -> bool:
        """Whether the office can speak for a party."""
        return self.office is not None and self.office not in UNOFFICIAL


def _lower(word: str) -> str:
    lower = word.lower()
    if len(lower) > 2 and "'" in lower:
        lower = re.sub(r"'s?$", "", lower)
    return lower.rstrip(".")


def words_of(text: str, hits: list[Hit]) -> list[Word]:
    """The words and marks of a paragraph, each with the lexicon's name that covers it."""
    words = []
    at = 0
    for match in WORD.finditer(text):
        while at < len(hits) and hits[at].end <= match.start():
            at += 1
        hit = hits[at] if at < len(hits) and hits[at].start < match.end() and match.start() < hits[at].end else None
        end = match.end()
        word = match.group()
        if end < len(text) and text[end] == "'" and word.endswith("s") and text[end + 1 : end + 2] in (" ", ""):
            word, end = word + "'", end + 1
        words.append(Word(word, match.start(), end, hit, _lower(word)))
    return words


def is_title_word(word: Word, lexicon: Lexicon) -> bool:
    """An office, honorific or a word that belongs inside a title."""
    return any(word.lower in words for words in lexicon.titles.values()) or is_office(word, lexicon)


def is_office(word: Word, lexicon: Lexicon) -> bool:
    """An office, alone or as a part of a compound ("secretary-general")."""
    lower = word.lower
    offices = lexicon.titles["office"]
    return lower in offices or ("-" in lower and any(part in offices for part in lower.split("-")))


def before(words: list[Word], first: int, text: str, lexicon: Lexicon) -> Title | None:
    """The title that stands before the name whose first word is `words[first]`; None without one."""
    at = first - 1
    if at >= 1 and words[at].text == '"' and words[at - 1].text == ",":
        if words[at - 1].end == words[at].start:
            return None  # the end of what was said: '"... of your prime minister," X said'
        at -= 1
    if at >= 1 and words[at].text == "." and is_title_word(words[at - 1], lexicon):
        at -= 1  # "Mr."
    comma = at >= 0 and words[at].text == ","
    if comma:
        at -= 1
    elif at >= 0 and words[at].lower in _CONNECT - {"'s", "'"}:
        return None
    office_at: int | None = None
    start_at = first
    possessor = None
    while at >= 0 and first - at < 16:
        word = words[at]
        world = word.hit is not None and not _only_outlet(word.hit)
        if word.text == "." and at and words[at - 1].lower in _ABBREVIATED:
            at -= 1  # "Lt. Gen."
            continue
        if is_office(word, lexicon) or word.lower in lexicon.titles["honorific"]:
            if office_at is None:
                office_at = at
        elif word.possessive and not world:
            if word.text[0].isupper():
                possessor = (word.start, word.end)
                start_at = at
            break
        elif not (
            world or word.lower in lexicon.titles["modifier"] or word.lower in _CONNECT or word.text in ("'", "-", "/")
        ):
            break
        if word.lower == "under" and words[at + 1].lower in _OWNERS:
            break  # "in Geneva under his predecessor X"
        if word.lower == "and" and office_at is not None and _other_person(words, at, first, lexicon):
            break
        if word.lower == "with" and office_at is not None:
            break  # "met in Paris with Finance Minister X": the place before it owns no office
        if word.lower in _BELONGS and office_at == at + 1 and words[at + 1].text[0].isupper():
            break  # "the adviser to President X": the adviser is somebody else
        if word.lower in ("and", "with", "in", "at", "on", "to") and office_at is None and not _names_world(words, at):
            break
        start_at = at
        at -= 1
    if office_at is None:
        return None
    while start_at < first and words[start_at].lower in _CONNECT | {"'", "-", "/"}:
        start_at += 1
    phrase = [word for word in words[start_at:first] if word.text != '"']
    lead = words[start_at - 1] if start_at > 0 else None
    article = lead is not None and (lead.lower in ("a", "an", "the", "its", "their") or (comma and lead.possessive))
    if comma and ((len(phrase) < 3 and not article) or not _has_office(phrase, lexicon) or phrase[-2].lower == "who"):
        return None
    return _title(phrase, office_at - start_at, text, lexicon, possessor)


_CIRCUMSTANCE: Final = frozenset(
    ["in", "at", "on", "after", "during", "with", "from", "before", "like", "for", "along"]
)


def after(words: list[Word], last: int, text: str, lexicon: Lexicon) -> Title | None:
    """The apposition that follows the name whose last word is `words[last]`: ", Australia's delegate to GATT,"."""
    end = words[last].end
    of = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])").match(text, end)
    if of and last + 2 < len(words):
        hit = next((w.hit for w in words[last + 1 : last + 4] if w.hit and w.start >= of.end() - 1), None)
        party = _party(hit)
        if party:
            return Title(
                of.end(), hit.end if hit else of.end(), text[of.end() : hit.end if hit else of.end()], None, party
            )
    lead = _LEADS.match(text, end)
    if lead:
        inner = [w for w in words if lead.start("what") <= w.start < lead.end("what")]
        if any(w.lower in ("delegation", "team", "negotiators", "side", "mission") for w in inner):
            party = next((p for p in (_party(w.hit) for w in inner) if p), None)
            return Title(
                lead.start("verb"), lead.end("what"), text[lead.start("verb") : lead.end("what")], "head", party
            )
    match = _APPOSITION.match(text, end)
    if not match:
        return None
    stop = _STOP.search(text, match.end())
    limit = min(stop.start() if stop else len(text), match.end() + 110)
    phrase = [word for word in words[last + 1 :] if word.start >= match.end() and word.end <= limit]
    if phrase and phrase[0].lower in _CIRCUMSTANCE | {"and"}:
        return None  # "X, in private meetings with other leaders"; "X, and his Peruvian counterpart, Y"
    office = next((i for i, w in enumerate(phrase[:9]) if is_office(w, lexicon)), None)
    if office is None:
        return None
    allowed = all(
        w.hit is not None or w.possessive or w.lower in lexicon.titles["modifier"] or w.lower in _CONNECT
        or w.text in "-." or w.text.islower() or w.text[0].isupper()
        for w in phrase[:office]
    )  # fmt: skip
    tail = office + 1
    while tail < len(phrase) and is_title_word(phrase[tail], lexicon) and phrase[tail].lower not in _CONNECT:
        tail += 1
    named = tail < len(phrase) and _starts_name(phrase[tail])
    if not allowed or named:
        return None
    while office + 1 < len(phrase) and phrase[office + 1].lower in lexicon.titles["office"]:
        office += 1
    return _title(phrase, office, text, lexicon, None)


def _other_person(words: list[Word], at: int, first: int, lexicon: Lexicon) -> bool:
    """Whether "and" joins two people: "the Egyptian president and Mr. X", not "adviser and son-in-law X"."""
    following = words[at + 1 : first]
    back = at - 1
    while back > 0 and words[back].hit is not None and words[back - 1].hit == words[back].hit:
        back -= 1  # "the United States" is one name
    back -= words[back - 1].lower == "the"
    if back > 1 and words[at - 1].hit is not None and words[back - 1].lower in ("of", "from", "for"):
        name = words[back - 2]
        if name.text[0].isupper() and not is_title_word(name, lexicon):
            return True  # "Foreign Minister A of Peru and Foreign Minister B of Chile"
    if any(word.lower in lexicon.titles["honorific"] for word in following):
        return True
    return following[0].text[0].isupper() and at > 0 and words[at - 1].text[0].islower()


def _names_world(words: list[Word], at: int) -> bool:
    """Whether a state or a body follows the preposition at `at` ("to the United States")."""
    return any(word.hit is not None for word in words[at + 1 : at + 3])


def _starts_name(word: Word) -> bool:
    return word.text[:1].isupper() and word.hit is None and not word.possessive


def _has_office(phrase: list[Word], lexicon: Lexicon) -> bool:
    return any(is_office(word, lexicon) for word in phrase)


def _title(
    phrase: list[Word], office: int, text: str, lexicon: Lexicon, possessor: tuple[int, int] | None
) -> Title | None:
    phrase_end = phrase[-1].end if phrase[-1].text != "," else phrase[-2].end
    written = text[phrase[0].start : phrase_end]
    head = phrase[office].lower
    honorific = head in lexicon.titles["honorific"] and head not in lexicon.titles["office"]
    title = Title(phrase[0].start, phrase_end, written, None if honorific else head)
    title.possessor = possessor
    title.former = any(word.lower in ("former", "ex", "late") for word in phrase)
    title.party = None if title.office in UNOFFICIAL else _party_of_title(phrase, office, text, lexicon)
    if any(word.lower in _MEDIATING for word in phrase[: office + 8]) and not any(
        _party(w.hit) for w in phrase[:office]
    ):
        title.party = MEDIATORS
    return title


def _party_of_title(phrase: list[Word], office: int, text: str, lexicon: Lexicon) -> str | None:
    """The state or group a title names as its holder's: before the office word, else after "of" or "for"."""
    for index in range(office - 1, -1, -1):
        party = _party(phrase[index].hit)
        if party:
            return _joint(phrase[index].hit, text, lexicon) or party
    joined = " ".join(word.lower for word in phrase)
    joined = joined.replace("defence", "defense")
    for words, party in lexicon.title_parties.items():
        if words in joined:
            return party
    head = phrase[office].lower
    for index, word in enumerate(phrase[office + 1 :], office + 1):
        party = _party(word.hit)
        if not party:
            continue
        links = [w.lower for w in phrase[office + 1 : index]]
        if head in _ENVOYS and any(link in ("to", "for", "on", "in", "with") for link in links) and "of" not in links:
            return None
        if "of" in links or "for" in links or not links:
            return party
        return None
    return None


def _joint(hit: Hit | None, text: str, lexicon: Lexicon) -> str | None:
    """Of two bodies joined by a hyphen ("the U.N.-OAS envoy"), the first named; None where only one is named."""
    if hit is None or text[max(0, hit.start - 1) : hit.start] != "-":
        return None
    return next((_party(other) for other in lexicon.find(text) if text[other.end : hit.start] in ("-", ".-")), None)


def _party(hit: Hit | None) -> str | None:
    if hit is None:
        return None
    for entry in hit.entries:
        if entry.kind in ("party", "demonym", "seat"):
            return entry.ref
    return None


def _only_outlet(hit: Hit) -> bool:
    return all(entry.kind == "outlet" for entry in hit.entries)
