"""Which parties an article speaks of, and every place where it does: names, demonyms, seats of government, groups.

A party is a state, an armed group, an organisation or a bloc that can bind itself (GUIDELINE.md 1). Those the lexicon
does not know are found by the form of their name: "the X Liberation Front (XLF)", "the April 19 Movement (M-19)".
"""

import re
from collections import Counter
from typing import Final

from spacy.tokens import Token

from tracker.domain.record import PartyFact
from tracker.extraction.bodies import alone, is_owned, owners_of
from tracker.extraction.document import Document, Mention, Paragraph
from tracker.extraction.lexicon import Entry, Hit, Lexicon, word_set

_PLACE_PREPOSITIONS: Final = word_set(
    "in at to near from outside inside around through via into toward towards leaving throughout above across"
)
_ACTOR_PREPOSITIONS: Final = word_set("between with by against among of for than upon on like without")
_ACTOR_DEPS: Final = word_set("nsubj nsubjpass agent csubj dobj dative iobj appos attr")
_LATIN: Final = word_set("latin central south north native african anglo hispanic cuban mexican asian arab")
_EVENTS: Final = word_set("talk talks summit meeting conference round agreement accord process treaty pact declaration")

# A capitalised name whose last word says that it is a group. The first alternative of each pair needs nothing more; the
# others need an abbreviation in brackets after them.
_NAME: Final = (
    r"(?:[A-Z][\w'-]*|\d{1,2}(?:th|st|nd|rd)?)(?:(?:\s(?:of|for|the|and|de|in|to))*\s(?:[A-Z][\w'-]*|\d{1,2}))*"
)
_GROUP: Final = re.compile(
    rf"\b(?P<name>(?:{_NAME}\s)(?P<head>Front|Movement|Army|Brigades?|Coalition|Alliance|Group|Council|Committee|Union|"
    r"Organi[sz]ation|Party|League|Congress|Community|Resistance|Forces?|Federation|Authority|Assembly|Tigers)"
    rf"(?P<tail>\s(?:of|for)\s(?:the\s)?{_NAME})?)(?:\s*\((?P<short>[A-Z][A-Za-z]*(?:[-&/.][A-Z0-9]+)*\d*)\))?"
)
_SHORT_NAMED: Final = re.compile(
    r"\b(?P<short>[A-Z]{2,6}|[A-Z]-?\d{1,2})\s+(?:rebels|guerrillas|insurgents|fighters|militants)\b"
)
_ALONE: Final = re.compile(
    r"(?:Liberation|Revolutionary|Resistance|People's|Democratic|National|Patriotic|Popular|United|\d)[\w' ]*"
    r"(?:Front|Movement|Army)$|\bMovement$|^[A-Z]\w+ Group$"
)
_NO_PARTY: Final = re.compile(
    r"^(?:the )?(?:Foreign Relations|Crisis Group|International Crisis|Working Group|Eurasia Group|U\.?S\.? Army"
    r"|Army|Salvation Army|"
    r"Supreme|National Security|Security|Federal|State|City|Red|British|Senate|House|Judiciary|Appropriations"
    r"|Armed Services|"
    r"Intelligence|Finance|Central|Standing|Executive|Nobel|Olympic|Politburo|Writers|Special)\b",
)
_TYPES: Final = {
    "Front": "armed_group", "Movement": "armed_group", "Army": "armed_group", "Brigade": "armed_group",
    "Brigades": "armed_group", "Tigers": "armed_group", "Resistance": "armed_group", "Forces": "armed_group",
    "Force": "armed_group", "Coalition": "coalition", "Alliance": "coalition", "Group": "coalition",
    "Council": "coalition", "Committee": "coalition", "Union": "igo", "Organization": "igo", "Organisation": "igo",
    "League": "igo", "Community": "igo",
}  # fmt: skip

_REGION_BLOC: Final = re.compile(
    r"\b(?P<name>(?:European|Western|Arab|Gulf|African|Nordic|Baltic|Latin American|Central American|South"
    r" American|Asian)"
    r" (?:partners|allies|leaders|powers|states|nations|countries|governments))\b"
)
_GOVERNMENT: Final = re.compile(
    r"\b[Tt]he (?:(?:central|federal|national|military|interim|transitional|current|new|peace) )?"
    r"(?P<word>government|administration|regime|junta|authorities|army)\b(?! of (?!the ))"
)
# "Government negotiators said", without an article, as the press at home writes
_BARE_GOVERNMENT: Final = re.compile(
    r"(?<![A-Za-z] )(?<![A-Za-z]['’]s )\bGovernment"
    r"(?= (?:peace |chief )?(?:negotiators?|delegates?|officials|troops|forces|envoys?))"
)
_REBELS: Final = re.compile(
    r"\b(?:[Tt]he |[Aa]rmed |[Oo]ther )(?:(?:armed|leftist|Marxist|Islamist|Islamic|Maoist|separatist|main"
    r"|militant|rebel|insurgent|guerrilla"
    r"|ruling) )*(?P<word>rebels|guerrillas|insurgents|militants|separatists|insurgency|rebel (?:group|movement"
    r"|coalition|alliance)"
    r"|guerrilla (?:group|movement|organization|organisation)|militant group|militia|Islamists|movement"
    r"|opposition(?: coalition)?)\b"
)
_THE_GROUP: Final = re.compile(
    r"\b[Tt]he (?:(?:armed|paramilitary|militant|rebel|insurgent|guerrilla|separatist|Islamist|extremist) )*"
    r"(?P<word>group)\b(?! of\b)"
)
_A_GROUP: Final = re.compile(r"(?<!^)\b[A-Z][\w'-]* Group\b|\bGroup of\b")
_BARE_REBELS: Final = re.compile(
    r"(?<!the )\b(?:leftist|Marxist|Islamist|Maoist|separatist|communist|\w+-led|\w+-backed) "
    r"(?P<word>rebels|guerrillas|insurgents|fighters)\b"
    r"|(?<!the )\b[A-Z][a-z]+(?:an|ish|ese|i) (?:rebels|guerrillas|insurgents|separatists)\b"
)
_OPPOSITION: Final = re.compile(
    r"\b(?:[Tt]he )?[Oo]pposition\b(?! (?:part(?:y|ies)|lawmak|MPs?|to\b|from\b|leader of))(?! (?:[A-Z]))"
)
_CIVIL_WAR: Final = re.compile(
    r"\b(?:civil war|rebels?|regime|insurgen\w+|uprising|transitional government|armed"
    r" conflict)\b"
)
# "Chad's government and opposition resumed talks": the two negotiate
_AT_ODDS: Final = re.compile(
    r"\bgovernment and (?:the |its |an? )?(?:\w+ )?opposition\b[^.;]{0,60}"
    r"\b(?:talks|negotiat\w+|dialogue|agree\w*|sign\w*)\b"
    r"|\b(?:talks|negotiations|dialogue|agreement) (?:between|with) (?:[\w'’]+ ){0,3}"
    r"government and (?:the |its )?opposition\b",
    re.IGNORECASE,
)
_NATIONAL_REBELS: Final = re.compile(
    r"\s+(?P<word>(?:main\s+)?(?:armed\s+)?(?:political\s+)?(?:opposition|rebels?|guerrillas|insurgents"
    r"|separatists|resistance)"
    r"(?:\s+(?:coalition|forces|groups?|movement|alliance|council))?)\b(?!\s+(?:leader|commander|negotiator"
    r"|fighter|spokes|delegat|"
    r"politic|lawmak|part(?:y|ies)\b))"
)


def find_parties(doc: Document, lexicon: Lexicon) -> None:
    """Fill `doc.parties` and the party mentions of `doc.mentions` (in text order, forms as in `Mention`)."""
    found: list[Mention] = []
    names: dict[str, tuple[str, str]] = {}
    aliases: dict[str, str] = {}
    for paragraph in doc.paragraphs:
        hits = list(lexicon.find(paragraph.text))
        found += _named(paragraph, hits, lexicon, names)
        found += _unknown(paragraph, hits, names, aliases)
    for paragraph in doc.paragraphs:
        for match in _REGION_BLOC.finditer(paragraph.text):
            ident = match["name"].upper()
            names.setdefault(ident, (match["name"], "coalition"))
            start = paragraph.start + match.start()
            found.append(Mention(start, paragraph.start + match.end(), "party", ident, "group"))
    found += _aliases(doc, aliases, found)
    found += _halves(doc, found)
    owners = owners_of(doc.text, found)
    doc.bodies = {body: frozenset(of) for body, of in owners.items()}
    found += [m for m in _collectives(doc, found, names, lexicon) if not is_owned(doc, m)]
    for paragraph in doc.paragraphs if owners else ():
        found += alone(paragraph, owners, found)
    mentions = sorted({(m.start, m.end): m for m in found}.values(), key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    doc.mentions = sorted([*doc.mentions, *kept], key=lambda m: (m.start, -m.end))
    doc.parties = _facts(doc, kept, names)


def _facts(doc: Document, mentions: list[Mention], names: dict[str, tuple[str, str]]) -> list[PartyFact]:
    facts: dict[str, PartyFact] = {}
    for mention in mentions:
        fact = facts.get(mention.ref)
        if fact is None:
            name, kind = names[mention.ref]
            fact = facts[mention.ref] = PartyFact(id=mention.ref, name=name, type=kind, rule="party.name")
            fact.confidence = 0.5 if mention.form == "seat" else 0.85
        if len(fact.evidence) < 3:
            fact.evidence.append(doc.evidence(mention.start, mention.end))
        if mention.form in ("name", "group"):
            fact.confidence = min(0.98, fact.confidence + 0.05)
    return list(facts.values())


def _token_at(paragraph: Paragraph, offset: int) -> Token | None:
    span = paragraph.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _last_token(paragraph: Paragraph, hit: Hit) -> Token | None:
    span = paragraph.doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _named(paragraph: Paragraph, hits: list[Hit], lexicon: Lexicon, names: dict[str, tuple[str, str]]) -> list[Mention]:
    mentions = []
    text = paragraph.text
    for hit in hits:
        entry, form = _meaning(paragraph, hit)
        if entry is None or entry.ref is None:
            continue
        before = text[max(0, hit.start - 12) : hit.start].split()
        if form == "demonym" and before and before[-1].lower() in _LATIN and entry.ref == "US":
            continue
        party = lexicon.parties[entry.ref]
        names[party.id] = (party.name, party.type)
        if form == "name" and party.type != "state":
            form = "group"
        mentions.append(Mention(paragraph.start + hit.start, paragraph.start + hit.end, "party", party.id, form))
        if form == "demonym":
            mentions += _national_rebels(paragraph, hit, names, mentions)
    return mentions


def _national_rebels(
    paragraph: Paragraph, hit: Hit, names: dict[str, tuple[str, str]], mentions: list[Mention]
) -> list[Mention]:
    """As in "the Syrian opposition", "Libyan rebels": a party of its own, not the state."""
    text = paragraph.text
    match = _NATIONAL_REBELS.match(text, hit.end)
    if not match:
        return []
    mentions.pop()
    word = match["word"].lower()
    kind = "opposition" if "opposition" in word or "resistance" in word else "rebels"
    words = text[hit.start : match.end()]
    ident = f"{text[hit.start : hit.end]} {kind}".upper()
    names.setdefault(ident, (words, "coalition" if kind == "opposition" else "armed_group"))
    return [Mention(paragraph.start + hit.start, paragraph.start + match.end(), "party", ident, "group")]


_LANGUAGE: Final = re.compile(
    r"[ -](?:(?:language|initials|acronyms?|abbreviations?|alphabet|transliteration|translat(?:ion|ors?)|interpreters?"
    r"|spelling|newspapers?|daily|speaking|speakers?|medium|word|phrase|term|expression|proverb)\b)"
)
_IN_WORDS: Final = re.compile(
    r"\b(?:said|says|saying|spoke|speaking|speaks|written|wrote|published|printed|tweeted|posted|known|called|statement"
    r"|translated|fluent|speech) (?:also )?(?:in|into|from) $",
    re.IGNORECASE,
)


def _is_language(text: str, hit: Hit) -> bool:
    """Whether a demonym names a language: "by its Spanish initials", "said in Arabic", "the Arabic-language daily"."""
    if _LANGUAGE.match(text, hit.end):
        return True
    return (
        bool(_IN_WORDS.search(text[max(0, hit.start - 24) : hit.start]))
        and not text[hit.end : hit.end + 2].strip().isalpha()
    )


def _meaning(paragraph: Paragraph, hit: Hit) -> tuple[Entry | None, str]:
    """What a name means here; a town that is a seat of government is decided by its place in the sentence."""
    kinds = {entry.kind: entry for entry in hit.entries}
    if "outlet" in kinds and len(kinds) == 1:
        return None, ""
    if "party" in kinds:
        return kinds["party"], "name"
    if "demonym" in kinds and _PEOPLE.match(paragraph.text, hit.end):
        return None, ""
    if "demonym" in kinds and _is_language(paragraph.text, hit):
        return None, ""
    if "demonym" in kinds:
        return kinds["demonym"], "demonym"
    if "seat" in kinds and "city" not in kinds:
        token = _last_token(paragraph, hit)
        place = token is not None and token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near", "outside")
        return (None, "") if place else (kinds["seat"], "seat")
    if "seat" in kinds and is_actor(_last_token(paragraph, hit)):
        return kinds["seat"], "seat"
    return None, ""


# "the Greek and Turkish communities", "ethnic Serb minority": people of a kind within a state, not another state
_PEOPLE: Final = re.compile(
    r"(?:-(?:speaking|speakers)|(?: (?:and|or) [A-Z]\w+| ethnic)? (?:communit(?:y|ies)|minorit(?:y|ies)|diaspora"
    r"|speakers|population|ethnicity|language|enclaves?))\b"
)


def is_actor(token: Token | None) -> bool:
    """Whether a town's name stands for its government here: subject, possessor, or partner of talks."""
    if token is None:
        return False
    head = token.head
    while token.dep_ in ("conj", "appos") and token.head.ent_type_ in ("GPE", "NORP", "ORG"):
        token = token.head
        head = token.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        return head.pos_ in ("VERB", "AUX") and not (head.lemma_ == "be" and _place_predicate(head))
    if token.dep_ == "poss":
        return head.lemma_ not in ("airport", "street", "mayor", "suburb", "outskirt", "downtown", "hotel", "center")
    if token.dep_ == "pobj":
        preposition = head.lower_
        if preposition in ("between", "with", "by", "against", "among"):
            return True
        if preposition in ("of", "for", "on", "from", "to"):
            governor = head.head
            return (preposition, governor.lemma_) in _ACTOR_FRAMES
    if token.dep_ in ("dobj", "dative", "iobj"):
        return head.lemma_ in (
            "accuse",
            "urge",
            "ask",
            "press",
            "pressure",
            "tell",
            "warn",
            "want",
            "blame",
            "push",
            "persuade",
            "force",
            "criticize",
            "criticise",
            "allow",
        )
    return False


_ACTOR_FRAMES: Final = {
    ("from", "demand"), ("from", "concession"), ("from", "pressure"), ("from", "response"), ("on", "pressure"),
    ("on", "call"), ("on", "sanction"), ("for", "concession"), ("of", "demand"), ("from", "support"),
    ("from", "guarantee"), ("from", "official"), ("from", "negotiator"), ("from", "delegate"), ("from", "diplomat"),
    ("from", "envoy"),
    ("to", "proposal"), ("to", "concession"), ("to", "warning"), ("from", "reaction"), ("of", "government"),
}  # fmt: skip


def _place_predicate(verb: Token) -> bool:
    return any(
        child.dep_ == "attr" and child.lemma_ in ("city", "capital", "town", "venue", "site") for child in verb.children
    )


def _unknown(
    paragraph: Paragraph,
    hits: list[Hit],
    names: dict[str, tuple[str, str]],
    aliases: dict[str, str],
) -> list[Mention]:
    text = paragraph.text
    known = [(hit.start, hit.end) for hit in hits if any(entry.kind == "party" for entry in hit.entries)]
    mentions = []
    for match in _GROUP.finditer(text):
        name, short = match["name"].strip(), match["short"]
        start, end = match.start("name"), match.end("name")
        name, start = _without_title(name, start)
        inside = [span for span in known if span[0] >= start and span[1] <= end]
        if any(span[1] - span[0] > 0.8 * (end - start) for span in inside):
            if short:
                hit = next(
                    h for h in hits if h.start <= end and h.end >= end - 1 and any(e.kind == "party" for e in h.entries)
                )
                aliases[short] = next(e.ref for e in hit.entries if e.kind == "party" and e.ref) or short
            continue
        if not short and (not _ALONE.search(name) or _NO_PARTY.match(name) or len(name.split()) < 2):
            continue
        if short and not _is_short_of(short, name):
            continue
        ident = (short or name).upper()
        names.setdefault(ident, (name, _TYPES.get(match["head"], "other")))
        aliases.setdefault(short or name, ident)
        mentions.append(Mention(paragraph.start + start, paragraph.start + end, "party", ident, "group"))
    for match in _SHORT_NAMED.finditer(text):
        short = match["short"]
        if (
            short not in aliases
            and not any(a <= match.start() < b for a, b in known)
            and short not in ("US", "UN", "EU")
        ):
            names.setdefault(short, (short, "armed_group"))
            aliases[short] = short
    return mentions


def _without_title(name: str, start: int) -> tuple[str, int]:
    """Without a leading article or a title that the pattern swallowed ("Commander of the X Front")."""
    joined = re.match(r"^.*\sand\sthe\s(?=[A-Z\d][\w'-]*\s)", name)
    if joined:
        return name[joined.end() :], start + joined.end()  # "the Peruvian Government and the X Movement"
    for lead in re.finditer(
        r"^(?:The|A|An|But|And|In|On|At|When|While|Both|As|If|Since|After|Before|For|By|With|That)\s+", name
    ):
        return name[lead.end() :], start + lead.end()
    cut = re.match(r"^(?:[A-Z][\w'-]*\s)+?of\sthe\s(?=[A-Z])", name)
    if cut and not re.match(r"^(?:Front|Army|Movement|Party|Union)", name):
        return name[cut.end() :], start + cut.end()
    return name, start


def _is_short_of(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation can come from the name (in order, or for the name in another language)."""
    letters = [char for char in short.upper() if char.isalpha()]
    firsts = [word[0].upper() for word in re.findall(r"[\w']+", name)]
    return len(short) >= 2 and (sum(char in firsts for char in letters) * 2 >= len(letters))


def _aliases(doc: Document, aliases: dict[str, str], found: list[Mention]) -> list[Mention]:
    if not aliases:
        return []
    taken = {mention.start for mention in found}
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(a) for a in sorted(aliases, key=len, reverse=True)) + r")(?![\w])"
    )
    mentions = []
    for paragraph in doc.paragraphs:
        for match in pattern.finditer(paragraph.text):
            start = paragraph.start + match.start()
            if start not in taken:
                mentions.append(Mention(start, paragraph.start + match.end(), "party", aliases[match.group()], "group"))
    return mentions


_HALF: Final = re.compile(r"\b(?:[Tt]he )?(?P<half>North|South)(?='s\b|\s+(?:[a-z]|$)|[.,;])")


def _halves(doc: Document, found: list[Mention]) -> list[Mention]:
    """As in "the North" and "the South" in an article on the two Koreas (or the two of another divided country)."""
    refs = {mention.ref for mention in found}
    if not {"KP", "KR"} <= refs:
        return []
    halves = {"North": "KP", "South": "KR"}
    taken = {mention.start for mention in found}
    mentions = []
    for paragraph in doc.paragraphs:
        for match in _HALF.finditer(paragraph.text):
            start = paragraph.start + match.start("half")
            if start not in taken:
                mentions.append(
                    Mention(start, paragraph.start + match.end("half"), "party", halves[match["half"]], "name")
                )
    return mentions


# "the U.S. mediator, X": what the party's people do at the talks of others
MEDIATES: Final = re.compile(
    r"(?:['’]s)? (?:chief |special |senior |top )?(?:mediators?|mediation|facilitators?|go-between)\b", re.IGNORECASE
)


def _collectives(
    doc: Document, found: list[Mention], names: dict[str, tuple[str, str]], lexicon: Lexicon
) -> list[Mention]:
    """As in "The government" and "the guerrillas", where the article has one state in conflict and one armed group."""
    counts = Counter(mention.ref for mention in found)
    groups = [
        ref for ref, _ in counts.most_common() if names[ref][1] in ("armed_group", "coalition") and counts[ref] > 1
    ]
    groups = groups or [ref for ref in counts if names[ref][1] == "armed_group"]
    # of two groups nobody can tell which "the rebels" are: a wrong side is worse than none
    alone_of = [ref for ref in groups if names[ref][1] == "armed_group"] or groups
    other_groups = any(_A_GROUP.search(paragraph.text) for paragraph in doc.paragraphs)
    states = [ref for ref, _ in counts.most_common() if names[ref][1] == "state"]
    mentions = []
    first_state = min((m for m in found if m.ref in states), key=lambda m: m.start, default=None)
    home = _home_state(states, counts, first_state.ref if first_state else None)
    title = doc.article.title or ""
    in_title = (entry for hit in lexicon.find(title) if not MEDIATES.match(title, hit.end) for entry in hit.entries)
    titled = {entry.ref for entry in in_title if entry.kind in ("party", "demonym") and entry.ref}
    titled |= _seats_in_title(doc, lexicon)
    doc.titled = frozenset(titled)
    if len(titled & set(states)) == 1:
        home = (titled & set(states)).pop()  # "Chad's warring sides sign truce", whoever mediates
    if home and not any(names[ref][1] == "coalition" for ref in groups):
        mentions += _opposition(doc, found, names, home)
    own = {mention.end for mention in mentions}
    for paragraph in doc.paragraphs:
        text = paragraph.text
        if len(alone_of) == 1:
            patterns = (_REBELS, _BARE_REBELS) if other_groups else (_REBELS, _BARE_REBELS, _THE_GROUP)
            for match in (match for pattern in patterns for match in pattern.finditer(text)):
                start, end = paragraph.start + match.start(), paragraph.start + match.end()
                if end in own or any(start <= m.start < end for m in found):
                    continue
                mentions.append(Mention(start, end, "party", alone_of[0], "group"))
        if groups and home:
            for match in [*_GOVERNMENT.finditer(text), *_BARE_GOVERNMENT.finditer(text)]:
                start, end = paragraph.start + match.start(), paragraph.start + match.end()
                mentions.append(Mention(start, end, "party", home, "group"))
    return mentions


def _seats_in_title(doc: Document, lexicon: Lexicon) -> set[str]:
    """As in "Lima, rebels to resume talks": a capital that acts in the title, not one where something is done."""
    title = doc.article.title or ""
    hits = [hit for hit in lexicon.find(title) if not _AT.search(title[: hit.start]) and _ACTS.match(title, hit.end)]
    return {entry.ref for hit in hits for entry in hit.entries if entry.kind == "seat" and entry.ref}


_AT: Final = re.compile(r"\b(?:in|at|near|after|for|from|to|of|outside|via)\s+(?:the\s+)?$", re.IGNORECASE)
_ACTS: Final = re.compile(r",\s|['’]s\s|:\s|\s(?:and|says?|to|wants?|rejects?|accepts?|offers?|will|agrees?|calls?)\b")


def _opposition(doc: Document, found: list[Mention], names: dict[str, tuple[str, str]], home: str) -> list[Mention]:
    """As in "government officials and the opposition" in an article on a civil war: the opposition of that state."""
    places = [
        Mention(paragraph.start + match.start(), paragraph.start + match.end(), "party", "", "group")
        for paragraph in doc.paragraphs
        for match in _OPPOSITION.finditer(paragraph.text)
    ]
    if len(places) < 2 or not any(
        _CIVIL_WAR.search(paragraph.text) or _AT_ODDS.search(paragraph.text) for paragraph in doc.paragraphs
    ):
        return []
    people = Counter(doc.text[m.start : m.end] for m in found if m.ref == home and m.form == "demonym")
    adjective = people.most_common(1)[0][0] if people else names[home][0]
    ident = f"{adjective} opposition".upper()
    names.setdefault(ident, (f"{adjective.capitalize()} opposition", "coalition"))
    return [Mention(m.start, m.end, "party", ident, "group") for m in places]


def _home_state(states: list[str], counts: Counter[str], first: str | None) -> str | None:
    """The state at home: most often named, the first one named where two are close; outside powers come last."""
    if not states:
        return None
    near = [ref for ref in states if ref != "US"] or states
    best = near[0]
    return first if first in near and counts[first] * 2 >= counts[best] else best
