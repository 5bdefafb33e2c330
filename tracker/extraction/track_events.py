"""What became of a track as a whole: its settlement was agreed, a party broke the talks off, they were taken up again.

Only what is asserted of the past, and is news: not wished, feared or supposed, and not the history of an older accord.
"""

import re
from datetime import timedelta
from typing import Final

from tracker.domain import edtf
from tracker.domain.record import TrackEvent, TrackFact
from tracker.extraction.dates import find_dates, resolve
from tracker.extraction.document import Document, Mention, Sentence

_TALKS: Final = (
    r"(?:(?:the|its|their|his|her|all|any|peace|further|indirect|direct|nuclear|trade|ceasefire|cease-fire|bilateral"
    r"|formal|official|participation in|part in|role in)\s)*"
    r"(?:[A-Z][\w-]*\s)?(?:talks|negotiations?|dialogue|peace process|participation|negotiating table)"
)
_ENDS: Final = (
    r"(?:suspend(?:ed|s|ing)|broke(?:n)? off|breaks off|call(?:ed|s|ing) off|walk(?:ed|s|ing) out (?:of|on)"
    r"|walk(?:ed|s) away from|pull(?:ed|s|ing) out of|withdr(?:ew|awn|awing) from|quit|halt(?:ed|s|ing)|fr(?:oze|ozen)"
    r"|abandon(?:ed|s|ing)|end(?:ed|ing) its (?:participation|part|role) in|broke(?:n)? up)"
)
_DONE: Final = r"(?:suspended|broken off|called off|halted|frozen|abandoned)"
_AGREEMENT: Final = r"(?:agreement|accords?|deal|treaty|settlement|pact)"
_EVENTS: Final = (
    ("suspended", "active", re.compile(rf"\b{_ENDS} {_TALKS}\b", re.IGNORECASE)),
    (
        "suspended",
        "passive",
        re.compile(rf"\b{_TALKS} (?:have been|has been|had been|were|was) {_DONE}\b(?! (?:until|for))", re.IGNORECASE),
    ),
    (
        "resumed",
        "active",
        re.compile(rf"\b(?:resumed|restarted|relaunched|reopened|returned to|rejoined) {_TALKS}\b", re.IGNORECASE),
    ),
    (
        "resumed",
        "passive",
        re.compile(
            rf"\b{_TALKS} (?:(?:have|has|had|were|was)(?: been)? )?(?:resumed|restarted|reopened)\b", re.IGNORECASE
        ),
    ),
    (
        "agreed",
        "active",
        re.compile(
            r"\b(?:signed|sealed|concluded|reached|struck|clinched|finali[sz]ed) (?P<what>(?:an? |the |their )?"
            r"(?:[\w-]+ ){0,3}?(?:final|comprehensive|peace|historic|landmark|definitive) (?:[\w-]+ ){0,2}"
            rf"{_AGREEMENT})\b",
            re.IGNORECASE,
        ),
    ),
)
_IRREALIS: Final = re.compile(
    r"\b(?:would|could|might|may|will|if|unless|until|should|not|never|cannot|can't|threaten\w*|warn\w*|want\w*"
    r"|hope\w*|urge\w*|call\w* (?:for|on)|to|before|once|when|fail\w*|ready|prepared|expected|aim\w*|whether"
    r"|possib\w+|chance|likely|denied|denies|without|no)\s+(?:[\w'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(
    r"\b(?:interim|preliminary|framework|partial|draft|tentative|provisional|temporary|cease-?fire|truce|joint"
    r" statement|step|phase)\b",
    re.IGNORECASE,
)
_IN_PRINCIPLE: Final = re.compile(
    r"\s+(?:in principle|on (?:a|the) (?:truce|cease-?fire|exchange|agenda))", re.IGNORECASE
)
_BOUND: Final = re.compile(r"[;:]|,? (?:but|while|although|which|who|where)\b", re.IGNORECASE)
_AGENT: Final = re.compile(r"\s+by\s+(?:the\s+)?")
_LIMIT: Final = re.compile(r"\b(?:by|until|since|before|than)\s+(?:late\s+)?$", re.IGNORECASE)
_OLD: Final = timedelta(200)


def find_events(doc: Document, tracks: list[TrackFact]) -> None:
    """Fill the `events` of the tracks: of each sentence the first event, for the track whose parties it names."""
    if not tracks:
        return
    for sentence in doc.sentences:
        text = doc.text[sentence.start : sentence.end]
        for kind, voice, pattern in _EVENTS:
            match = pattern.search(text)
            if match is None or _IRREALIS.search(text[: match.start()]):
                continue
            if kind == "agreed" and (_PARTIAL.search(match["what"]) or _IN_PRINCIPLE.match(text, match.end())):
                continue
            _add(doc, tracks, sentence, kind, voice, match)
            break


def _add(
    doc: Document, tracks: list[TrackFact], sentence: Sentence, kind: str, voice: str, match: re.Match[str]
) -> None:
    start, end = _clause(sentence, match)
    named = [party for m in doc.mentions_in(start, end) if (party := _side(doc, m))]
    track = _track_for(named, tracks)
    if track is None or (kind == "agreed" and len(set(named) & set(track.parties)) < 2):
        return
    date_ = _date(doc, sentence, match)
    last = edtf.last_day(date_)
    if last is not None and doc.published is not None and doc.published - last > _OLD:
        return  # history
    perfect = re.search(r"\bhad (?:\w+ly )?$", doc.text[start : sentence.start + match.start()], re.IGNORECASE)
    if kind == "agreed" and perfect and date_ is None:
        return
    event = TrackEvent(kind, date_, _who(doc, sentence, start, voice, match, track), [doc.evidence(start, end)])
    if not any(e.kind == kind and (e.date == date_ or date_ is None) for e in track.events):
        track.events.append(event)


def _side(doc: Document, mention: Mention) -> str | None:
    return doc.party_of(mention) if mention.kind in ("party", "person") else None


def _clause(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Offsets of the part of the sentence that tells the event: between the bounds before and after its words."""
    text = match.string
    before = [m.end() for m in _BOUND.finditer(text, 0, match.start())]
    after = _BOUND.search(text, match.end())
    start = before[-1] if before else 0
    if not re.search(r"[A-Za-z]{3}", text[start : match.start()]):
        start = 0  # the subject stands before the bound ("X, which has suspended talks")
    return sentence.start + start, sentence.start + (after.start() if after else len(text))


def _who(
    doc: Document, sentence: Sentence, start: int, voice: str, match: re.Match[str], track: TrackFact
) -> str | None:
    """The one party that did it: the subject, or "by X"; None where several did it together or nobody is named."""
    at = sentence.start + match.end()
    if voice == "passive":
        agent = _AGENT.match(match.string, match.end())
        by = doc.mention_at(sentence.start + agent.end()) if agent else None
        party = _side(doc, by) if by is not None else None
        return party if party in track.parties else None
    at = sentence.start + match.start()
    subjects = [party for m in doc.mentions_in(start, at) if (party := _side(doc, m)) in track.parties]
    return subjects[-1] if len(set(subjects)) == 1 else None


def _date(doc: Document, sentence: Sentence, match: re.Match[str]) -> str | None:
    """The day told nearest to the event, in its clause; a date inside a name ("April 19 Movement") is none."""
    start, end = _clause(sentence, match)
    text = doc.text[start:end]
    near: list[tuple[int, str]] = []
    for when in find_dates(text):
        at = start + when.start
        if doc.mention_at(at, "party") or doc.mention_at(at, "person") or _LIMIT.search(text[: when.start]):
            continue
        date_ = resolve(when, doc.published, "past")
        if date_:
            gap = max(when.start - (sentence.start + match.end() - start), sentence.start + match.start() - at, 0)
            near.append((gap, date_))
    return min(near)[1] if near else None


def _track_for(named: list[str], tracks: list[TrackFact]) -> TrackFact | None:
    if len(tracks) == 1 and (not named or set(named) & set(tracks[0].parties)):
        return tracks[0]
    scored = [(len(set(named) & set(t.parties)), t) for t in tracks]
    best = max(score for score, _ in scored)
    top = [t for score, t in scored if score == best and best > 0]
    return next((t for t in top if t.level == "delegation"), top[0]) if top else None
