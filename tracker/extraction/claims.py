"""What the sides say happened, where another may say otherwise: who broke a truce, when it begins, what is denied.

A claim is kept for the desk, which sets it beside those of other voices and articles. It is read from the words of one
sentence, with the parties and voices that earlier modules found in it.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

from tracker.domain import matters
from tracker.domain.record import ClaimFact, Evidence
from tracker.extraction.dates import find_dates, resolve
from tracker.extraction.document import Document, Mention, Sentence, Utterance
from tracker.extraction.sources import chain, party_label

CONFIDENCE: Final = 0.6
# So far before a verb of breaking stands the side that breaks, in characters: its subject, not one of another clause.
_REACH: Final = 45
_NOT: Final = re.compile(
    r"\b(?:not|never|no|if|unless|would|could|might|may|should|will|to)\b[^,;]{0,25}$|n['’]t\b[^,;]{0,20}$"
)
_ACCUSES: Final = re.compile(r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing))\b", re.IGNORECASE)
_TIME: Final = re.compile(
    r"\b(?:(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s*(?P<half>[ap])\.?m\b\.?|(?P<h24>\d{1,2}):(?P<m24>\d\d)(?:\s*(?P<half24>[ap])\.?m\b)?"
    r"|(?P<noon>noon|midnight)\b)",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(r"\s*\(?(?:GMT|UTC|ET|EST|EDT|CET|CEST|BST|PT)\b")
_DENIES: Final = re.compile(
    r"\b(?:den(?:ied|ies|y|ying))\s+(?P<what>(?:(?:any|all|the|media|press|such)\s+)*(?:(?:claims?|reports?|allegations?|"
    r"accusations?|suggestions?|charges?)\b)?\s*(?:(?:that|of|having|it|he|she|they|any|a|an)\b|[a-z]+ing\b)[^.;:!?\n]{6,140})",
    re.IGNORECASE,
)


@cache
def _words(name: str) -> str:
    raw = tomllib.loads(resources.files("tracker.extraction.lexicons").joinpath("claims.toml").read_text("utf-8"))
    return "(?:" + "|".join(str(raw[name]).split()).replace("_", r"[\s-]+") + ")"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    truce, any_pact = _words("truce"), f"(?:{_words('truce')}|{_words('pact')})"
    was = r"(?:was|were|has\s+been|had\s+been|is)"
    few = r"(?:[\w'’-]+\s+){0,3}"
    texts = {
        "active": rf"\b{_words('broke')}\s+{few}(?P<about>{any_pact})\b",
        "passive": rf"\b(?P<about>{any_pact})\s+{was}\s+(?:\w+\s+)?{_words('broken')}\s+by\s+",
        "mutual": rf"\b{_words('each_other')}\b[^.;]{{0,80}}?\b(?P<about>{any_pact})\b",
        "blame": rf"\bblam(?:e|es|ed|ing)\s+(?P<who>.{{2,40}}?)\s+for\s+(?:the\s+)?{_words('collapse')}\b",
        "truce": rf"\b{truce}\b",
        "start": rf"\b(?P<about>{truce})\b[^.;()]{{0,90}}?\b{_words('begins')}\b[^.;()\d]{{0,25}}",
        "deniable": rf"\b{_words('deniable')}\b",
    }
    return {name: re.compile(text, re.IGNORECASE) for name, text in texts.items()}


def find_claims(doc: Document) -> list[ClaimFact]:
    """The claims of an article, in text order."""
    found: dict[tuple[object, ...], ClaimFact] = {}
    for sentence in doc.sentences:
        text = doc.text[sentence.start : sentence.end]
        for claim in (*_breaches(doc, sentence, text), *_starts(doc, sentence, text), *_denials(doc, sentence, text)):
            found.setdefault((claim.kind, claim.accused, claim.value, claim.party, claim.speaker), claim)
    claims = list(found.values())
    for number, claim in enumerate(claims, 1):
        claim.id = f"c{number}"
    return claims


def _breaches(doc: Document, sentence: Sentence, text: str) -> Iterator[ClaimFact]:
    patterns = _patterns()
    mutual = patterns["mutual"].search(text)
    if mutual:
        named = map(doc.party_of, _before(doc, sentence, mutual.start()))
        sides = list(dict.fromkeys(side for side in named if side))
        if len(sides) == 2:
            for accused, party in (sides, sides[::-1]):
                yield _claim(doc, sentence, (0, len(text)), "breach", mutual["about"], accused, None, party)
        return
    for match in patterns["active"].finditer(text):
        before = _before(doc, sentence, match.start())
        if not before or sentence.start + match.start() - before[-1].end > _REACH or _NOT.search(text[: match.start()]):
            continue
        yield from _of_breach(doc, sentence, text, match, doc.party_of(before[-1]))
    for match in patterns["passive"].finditer(text):
        after = [m for m in doc.mentions_in(sentence.start + match.end(), sentence.end) if doc.party_of(m)]
        if after and after[0].start - sentence.start - match.end() <= 15:
            yield from _of_breach(doc, sentence, text, match, doc.party_of(after[0]))
    for match in patterns["blame"].finditer(text):
        if not patterns["truce"].search(doc.text[max(0, sentence.start - 400) : sentence.end]):
            continue
        who = doc.mentions_in(sentence.start + match.start("who"), sentence.start + match.end("who"))
        blamed = next((side for side in map(doc.party_of, who) if side), None)
        yield from _of_breach(doc, sentence, text, match, blamed)


def _of_breach(
    doc: Document, sentence: Sentence, text: str, match: re.Match[str], accused: str | None
) -> Iterator[ClaimFact]:
    """The claim, where somebody else than the accused makes it."""
    if accused is None:
        return
    accusing = _ACCUSES.search(text[: match.end()])
    voice, party = _voice(doc, sentence.start + match.start(), sentence.start + match.end())
    if accusing is not None:
        accusers = _before(doc, sentence, accusing.start())
        party = doc.party_of(accusers[-1]) if accusers else party
    if party != accused:
        about = match["about"] if "about" in match.groupdict() else "truce"
        yield _claim(doc, sentence, (0, len(text)), "breach", about, accused, voice, party)


def _starts(doc: Document, sentence: Sentence, text: str) -> Iterator[ClaimFact]:
    for match in _patterns()["start"].finditer(text):
        hour = _TIME.match(text, match.end()) or _TIME.search(text, match.end(), match.end() + 12)
        if hour is None or _ZONE.match(text, hour.end()):
            continue
        when = next((w for w in find_dates(text) if hour.end() <= w.start <= hour.end() + 30), None)
        if when is None:
            when = next((w for w in find_dates(text[: match.end()])[::-1] if w.start >= match.start()), None)
        day = _nearest([resolve(when, doc.published, tense) for tense in ("past", "future")], doc) if when else None
        if day is None:
            continue
        voice, party = _voice(doc, sentence.start + match.start(), sentence.start + hour.end())
        claim = _claim(doc, sentence, (0, len(text)), "start", match["about"], None, voice, party)
        claim.value = f"{day} {_clock(hour)}"
        yield claim


def _nearest(days: list[str | None], doc: Document) -> str | None:
    """Of what a weekday can mean before and after, the nearer: a truce is spoken of about when it begins."""
    given = [day for day in days if day and len(day) == 10]
    anchor = doc.published
    if anchor is None:
        return given[0] if given else None
    return min(given, key=lambda day: abs((date.fromisoformat(day) - anchor).days), default=None)


def _clock(match: re.Match[str]) -> str:
    if match["noon"]:
        return "12:00" if match["noon"].lower() == "noon" else "00:00"
    hour = int(match["h"] or match["h24"])
    half = (match["half"] or match["half24"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour % 24:02d}:{match['m'] or match['m24'] or '00'}"


def _denials(doc: Document, sentence: Sentence, text: str) -> Iterator[ClaimFact]:
    for match in _DENIES.finditer(text):
        words = re.split(r",\s|\s[-–—]\s", match["what"])[0].strip()
        if not _patterns()["deniable"].search(words) or len(matters.matter(words)) < 2:
            continue
        voice, party = _voice(doc, sentence.start + match.start("what"), sentence.start + match.end("what"))
        before = _before(doc, sentence, match.start())
        who = doc.party_of(before[0]) if before else party
        claim = _claim(doc, sentence, (0, len(text)), "denial", words, who, voice, who or party)
        claim.value = words
        yield claim


def _before(doc: Document, sentence: Sentence, at: int) -> list[Mention]:
    """Mentions of sides, and of persons of a side, in the sentence before a character of it."""
    return [m for m in doc.mentions_in(sentence.start, sentence.start + at) if doc.party_of(m)]


def _voice(doc: Document, start: int, end: int) -> tuple[Utterance | None, str | None]:
    """Who says the words, and for which side; neither where it is the outlet."""
    said = next((one for one in doc.utterances_over(start, end) if one.speaker or one.party), None)
    return said, said.party if said else None


def _claim(
    doc: Document,
    sentence: Sentence,
    span: tuple[int, int],
    kind: str,
    about: str,
    accused: str | None,
    voice: Utterance | None,
    party: str | None,
) -> ClaimFact:
    exact = doc.evidence(sentence.start + span[0], sentence.start + span[1])
    links = list(voice.chain) if voice else list(chain(doc, None, party_label(doc, party) if party else None))
    return ClaimFact(
        id="",
        evidence=[Evidence(*exact)],
        confidence=CONFIDENCE,
        rule=f"claim.{kind}",
        kind=kind,
        about=about.lower(),
        value=accused or "",
        accused=accused,
        speaker=voice.speaker if voice else None,
        party=party,
        chain=links,
    )
