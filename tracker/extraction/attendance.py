"""Lists of those present: "The Ukrainian side was represented by A, B and C", "the delegation, led by X"."""

import re
from typing import Final

from tracker.extraction.document import Document, Head, Mention, Sentence
from tracker.extraction.draft import Draft
from tracker.extraction.titles import MEDIATORS

_LIST: Final = re.compile(
    r"\bwere (?:also )?(?:present|there|in attendance)\b|\b(?:represented|accompanied|joined|attended) by\b"
    r"|\b(?:delegations?|teams?|commission|side)(?:,? which)? (?:also )?(?:includ(?:e|es|ed|ing)|consist(?:s|ed)?"
    r" of|compris(?:e|es|ed|ing)|"
    r"(?:is|was) (?:made up|composed) of)\b"
    r"|\b(?:members|delegates|representatives|participants|negotiators)(?: of (?:the|its|his) [\w -]{2,40}?)?"
    r" (?:are|were|include|included)\b"
    r"|\bbrought [^.;]{3,60} to (?:the |a )?(?:meeting|talks)\b|\bbrought together\b"
    r"|\bamong (?:those|the (?:people|officials)) (?:present|attending|in attendance)\b"
    r"|\bin addition to\b|\bbesides\b|\balso (?:attended"
    r"|took part|present|attending|taking part)\b"
    r"|\b(?:attended|(?:are|is|were|was) attending|took part in|takes part in|participated in|were at|attends"
    r"|joined) the (?:meeting|talks|negotiations|session|"
    r"dialogue|summit)\b",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"\b(?:led|headed|chaired)(?: on [^,.;]{2,40} side)? by\b|\b(?:heads|leads|leading|heading|head of|chief of"
    r"|leader of|headed|led)\s+(?:the|its|his|her|their|[A-Z][\w.]*'?s?)\s*"
    r"(?:(?:[\w.'’-]+\s){0,3}(?:delegation|team|negotiating team|side|delegates)|(?:[\w.'’-]+\s){1,3}commission)\b"
    r"|\b(?:chief|top|lead|head)\s+(?:(?:nuclear|trade|peace|government|rebel|guerrilla|Brexit|[A-Z]\w*(?:an|ese|ish|i)|U\.S\.)\s)?"
    r"negotiator\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\btold (?:the )?(?:meeting|conference|session|talks|delegates|summit|gathering)\b", re.IGNORECASE
)
_SIDE: Final = re.compile(r"\b(?:side|delegation|team|commission|delegates|represented|negotiators)\b", re.IGNORECASE)


def find_attendance(doc: Document, drafts: list[Draft]) -> None:
    """Add the persons of attendance lists and heads of delegations to the meetings they belong to."""
    talks = [d for d in drafts if not d.internal]
    if not talks:
        return
    for sentence in doc.sentences:
        text = doc.text[sentence.start : sentence.end]
        match = _LIST.search(text)
        if match:
            _read_list(doc, sentence, _end_of(doc, sentence), match, talks)
        for head in _HEAD.finditer(text):
            _read_head(doc, sentence, head, talks)
        for took in _TOOK_PART.finditer(text):
            _read_guest(doc, sentence, sentence.start + took.start(), talks)
        for host in _HOSTED.finditer(text):
            _read_host(doc, sentence, sentence.start + host.end(), talks)
        for told in _TOLD.finditer(text):
            speakers = _names(
                doc, max(sentence.start, sentence.start + told.start() - 60), sentence.start + told.start() + 1
            )
            draft = _meeting_for(sentence, {doc.party_of(speakers[-1])} if speakers else set(), talks)
            if speakers and draft is not None:
                draft.listed.setdefault(speakers[-1].ref, (doc.party_of(speakers[-1]), None))
    for leader in doc.heads:
        _read_of_two(doc, leader, talks)
    _read_roles(doc, talks)


def _read_of_two(doc: Document, head: Head, talks: list[Draft]) -> None:
    """As in "the Peruvian delegation is headed by A, the Chilean one by B": each the head of the own side."""
    named, sentence = _names(doc, head.start, head.end), doc.sentence_at(head.start)
    draft = _meeting_for(sentence, {head.party}, _of_envoys(talks)) if named and sentence is not None else None
    if draft is not None:
        draft.listed[named[0].ref] = (doc.party_of(named[0]) or head.party, "head")


# who brings the sides together is there: "under the auspices of X", "talks mediated by X"
_HOSTED: Final = re.compile(
    r"(?:^|(?<=[.!?] ))(?:They|He|She|The (?:two|pair|three"
    r"|(?:two )?(?:ministers|presidents|leaders|men|envoys|delegations|sides)))"
    r" (?:was|were) (?:also |later )?(?:joined|accompanied) by\b"
    r"|\b(?:under the (?:mediation|auspices|chairmanship|chair) of|in the presence of|(?:hosted|chaired) by"
    r"|(?:document|text|agreement|accord|declaration|deal|treaty|protocol|memorandum|statement)s? (?:was|were)"
    r" (?:jointly )?(?:signed|initialled|initialed|witnessed)(?: (?:on|in|at) [^,.;:]{3,30})? by"
    r"|(?:talks|meeting|session|round|summit|negotiations|dialogue)[^,.;:]{0,50}"
    r" (?:mediated|moderated|facilitated) by)\b",
    re.IGNORECASE,
)
_TOOK_PART: Final = re.compile(
    r"(?:\b(?:ha[sd]|have|will|would|is|was|were|are|also) )*"
    r"\b(?:(?:took|taken|takes|take|taking) part in|attend(?:s|ed)?"
    r"|join(?:s|ed)?|participat(?:e|es|ed|ing) in|present at|sat in on|chaired|presided over|moderated)"
    r" the (?:[\w-]+ ){0,2}?"
    r"(?:talks|meeting|negotiations|round|session|summit)\b",
    re.IGNORECASE,
)


def _read_guest(doc: Document, sentence: Sentence, at: int, talks: list[Draft]) -> None:
    """As in "its envoy, X, had taken part in the talks as an observer": the one named right before the words."""
    named = [m for m in _names(doc, sentence.start, at) if re.fullmatch(r",? ?", doc.text[m.end : at])]
    draft = _meeting_for(sentence, set(), talks) if named else None
    if draft is not None and not any(named[0].ref in one.persons for one in talks):
        draft.listed.setdefault(named[0].ref, (doc.party_of(named[0]), None))


_AND_NAMES: Final = re.compile(r"(?:, [^,.;:]{3,90})?(?:, (?:and )?| and )(?:(?:[^,.;:]|(?<=\b[A-Z])\.){3,60} )?")

_BREAK: Final = re.compile(r"[,;]|(?<![A-Z])\.")  # but not the stops of "U.N."


def _read_host(doc: Document, sentence: Sentence, at: int, talks: list[Draft]) -> None:
    """Those named after the words, at the meeting told in the sentence or in the one before."""
    named = _names(doc, at, min(sentence.end, at + 160))
    if not named or named[0].start - at > 90 or _BREAK.search(doc.text[at : named[0].start].rstrip()[:-1]):
        return
    draft = next(
        (
            d
            for near in (sentence.index, sentence.index - 1)
            for d in talks
            if any(c.sentence.index == near for c in d.contacts)
        ),
        None,
    )
    if draft is None or draft.has("mode", "phone"):
        return
    listed = [named[0]]
    for mention in named[1:]:
        if _AND_NAMES.fullmatch(doc.text[listed[-1].end : mention.start]):
            listed.append(mention)
    for mention in listed:
        draft.listed.setdefault(mention.ref, (doc.party_of(mention), None))


_TAKES_PART: Final = re.compile(
    r"\b(?:delegates?|negotiator|moderator of|mediator in|(?:members?|leaders?) of (?:the|its|his)"
    r" [\w .-]{0,30}(?:delegation"
    r"|team|commission)|"
    r"observers? (?:at|to)|delegation)\b",
    re.IGNORECASE,
)


def _read_roles(doc: Document, talks: list[Draft]) -> None:
    """Who is called a delegate, a negotiator, a moderator of the talks takes part in them."""
    for person in doc.persons:
        if not any(_TAKES_PART.search(role) and not re.search(r"\b(?:former|ex)\b", role) for role in person.roles):
            continue
        first = next((m for m in doc.mentions if m.ref == person.id), None)
        sentence = doc.sentence_at(first.start) if first else None
        if sentence is None or any(person.id in draft.persons for draft in talks):
            continue
        outside = person.party in (None, MEDIATORS)
        draft = _meeting_for(sentence, set() if outside else {person.party}, _of_envoys(talks))
        if draft is not None:
            head = any(_HEAD.search(role) for role in person.roles)
            draft.listed.setdefault(person.id, (person.party, None if outside else "head" if head else "member"))


def _names(doc: Document, start: int, end: int) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for mention in doc.mentions_in(start, end, "person"):
        if mention.form == "name" and not re.match(r"['’]s\b", doc.text[mention.end : mention.end + 2]):
            seen.setdefault(mention.ref, mention)
    return list(seen.values())


def _end_of(doc: Document, sentence: Sentence) -> int:
    """Where the sentence ends; one that the parser cut without a full stop ends with the next."""
    end = sentence.end
    for following in doc.sentences[sentence.index + 1 : sentence.index + 3]:
        if doc.text[end - 1] in '.!?"”' or following.paragraph.index != sentence.paragraph.index:
            break
        end = following.end
    return end


def _read_list(doc: Document, sentence: Sentence, end: int, match: re.Match[str], talks: list[Draft]) -> None:
    text = doc.text[sentence.start : end]
    named = _names(doc, sentence.start, end)
    if len(named) < 2 or not (
        _SIDE.search(text)
        or "present" in match.group()
        or "brought" in match.group()
        or "attend" in match.group().lower()
    ):
        return
    sides = {doc.party_of(mention) for mention in named if doc.party_of(mention)}
    draft = _meeting_for(sentence, sides, talks)
    if draft is None and "attend" in match.group().lower():
        draft = _meeting_for(sentence, set(), talks)  # observers are of no side
    if draft is None:
        return
    delegation = bool(re.search(r"\b(?:side|delegation|team|commission|represented)\b", text, re.IGNORECASE))
    for mention in named:
        draft.listed.setdefault(mention.ref, (doc.party_of(mention), "member" if delegation else None))
    draft.extra_evidence.append((sentence.start, end))


def _read_head(doc: Document, sentence: Sentence, match: re.Match[str], talks: list[Draft]) -> None:
    """The head of a delegation: the name right after "led by", or the one whose title the words are."""
    at, end = sentence.start + match.start(), sentence.start + match.end()
    if match.group().lower().endswith(" by"):
        if not _BODY.search(doc.text[max(sentence.start, at - 90) : at]):
            return  # "Republicans led by X"
        after = _names(doc, end, min(sentence.end, end + 90))
        person = after[0] if after else None
    else:
        acts = re.match(r"(?:heads|leads|headed|led)\b", match.group(), re.IGNORECASE)
        leader = [m for m in _names(doc, sentence.start, at) if acts and _LEADS.fullmatch(doc.text[m.end : at])]
        after = (
            []
            if leader
            else [
                m
                for m in _names(doc, end, min(sentence.end, end + 40))
                if re.fullmatch(r"[\s,\"“]*(?:and [^,]{1,40},? )?", doc.text[end : m.start])
            ]
        )
        before = leader or [m for m in _names(doc, sentence.start, at) if at - m.end < 45]
        person = after[0] if after else (before[-1] if before else None)
        if not after and before and re.match(r",? (?:is|was)\b", doc.text[before[-1].end : at]):
            person = _names(doc, sentence.start, at)[0]  # "X, an aide of Y, is the chief negotiator"
    if person is None:
        return
    party = doc.party_of(person)
    draft = _meeting_for(sentence, {party} if party else set(), _of_envoys(talks))
    if draft is None:
        return
    # A head or chief negotiator who comments on the talks is taken to be there (GUIDELINE.md 12).
    draft.listed[person.ref] = (party, "head")


_LEADS: Final = re.compile(r",? (?:(?:who|and) )?(?:also |will |has |had )?")
_BODY: Final = re.compile(
    r"\b(?:delegations?|teams?|sides?|commission|mission|delegates|negotiators|representatives|envoys|officials|talks"
    r"|negotiations|round|session)\b",
    re.IGNORECASE,
)


def _of_envoys(talks: list[Draft]) -> list[Draft]:
    """Where delegations talk: a negotiator belongs to those talks, not to the leaders' meeting."""
    return [draft for draft in talks if draft.level != "leader"] or talks


def _meeting_for(sentence: Sentence, sides: set[str | None], talks: list[Draft]) -> Draft | None:
    """The meeting a list belongs to: one told in the sentence, else one before it that took place, else the first."""
    fitting = [d for d in talks if not sides or sides & d.parties]
    inside = [d for d in fitting if any(c.sentence.index == sentence.index for c in d.contacts)]
    if inside:
        return min(inside, key=lambda d: d.group == "future")
    held = [
        d for d in fitting if d.group != "future" and not d.has("format", "one_on_one") and not d.has("mode", "phone")
    ]
    before = [d for d in held if any(c.end <= sentence.start for c in d.contacts)]
    if before:
        return max(
            before,
            key=lambda d: (
                any(0 <= sentence.start - end < 1200 for _, end in d.extra_evidence),  # the list of the other side
                len(d.parties & sides),
                bool(d.persons),
                len(d.contacts),
            ),
        )
    there = [d for d in fitting if not d.has("mode", "phone")]
    return held[0] if held else (there[0] if there else None)
