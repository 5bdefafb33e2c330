"""Where something is: towns, regions, states and buildings an article names, as places (not as governments)."""

import re
from dataclasses import dataclass
from importlib import resources
from typing import Final

from tracker.extraction.document import Document, Mention, Paragraph
from tracker.extraction.lexicon import Hit, Lexicon, word_set
from tracker.extraction.overlap import overlaps
from tracker.extraction.parties import is_actor

_BUILDING: Final = re.compile(
    r"(?P<name>(?:[A-Z][\w'&.-]*\s(?:(?:of|de|des|du|la|le|el|the|and|d')\s?)*)+(?:golf club|club|hotel|palace"
    r"|resort|castle|house|hall|convent|"
    r"monastery|headquarters|embassy|residence|villa|airport|air base|base|estate|ranch|centre|center|building|office|"
    r"Hotel|Palace|Resort|Castle|House|Hall|Convent|Monastery|Headquarters|Embassy|Residence|Villa|Airport|Base"
    r"|Estate|Ranch|"
    r"Centre|Center|Club|Office|convent|monastery|Seminary|Nunciature|Ministry|ministry|university|University"
    r"|conference hall|complex)(?:\sof\s(?:the\s)?(?:[A-Z][\w'-]*|of|the|[a-z]+(?='s|s'))(?:\s(?:of\sthe|of"
    r"|[A-Z][\w'-]*|congregation))*)?)"
)
_HOUSES: Final = word_set(
    "house hotel palace convent monastery headquarters embassy residence villa castle resort seminary nunciature ranch"
    " estate club mansion hall"
)
_KNOWN: Final = [
    (name, locality or None, country or None)
    for name, locality, country in (
        line.split("\t")
        for line in resources.files("tracker.extraction.lexicons")
        .joinpath("venues.tsv")
        .read_text("utf-8")
        .splitlines()
        if line and not line.startswith("#")
    )
]
_FIXED: Final = re.compile(rf"\b(?P<name>(?:the\s)?(?:{'|'.join(name for name, _, _ in _KNOWN)}))\b")
_PREPOSITION: Final = re.compile(
    r"\b(?P<p>in|at|near|outside|inside|aboard)\s+(?:(?:the|a|an|his|her|its|their|downtown|nearby|central"
    r"|neutral|neighbou?ring|"
    r"(?:Swiss|Austrian|Egyptian|Turkish|German|French|Italian|[A-Z][a-z]+)\s+(?:capital|city|town|resort)(?:\s+of)?,?|"
    r"[A-Z]\w+['’]s\s+(?:capital|port|resort)(?:\s+of)?,?|(?:northern|southern|eastern|western)|capital|city|town|resort|village|of|exclusive|luxury)\s+)*$",
)
_MOTION: Final = word_set("travel fly trip visit invite invitation")
_EVENTS: Final = word_set("talk talks meeting negotiation summit session round conference dialogue")
_NEAR: Final = re.compile(
    r"^,?\s*(?:in|near|outside|at)?\s*$|^,\s*$|^\s+\($|^\s+(?:in|near|outside)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `preposition` is the word that puts something there ("in", "at"), None where none does."""

    start: int
    end: int
    name: str
    precision: str
    country: str | None
    locality: str | None = None
    preposition: str | None = None


_COUNTRY_OF: Final = {name: (locality, country) for name, locality, country in _KNOWN if country}


def find_places(doc: Document, lexicon: Lexicon) -> list[Place]:
    """The places an article names, in text order; their mentions are added to `doc.mentions` where no other stands."""
    found: list[Place] = []
    for paragraph in doc.paragraphs:
        hits = list(lexicon.find(paragraph.text))
        buildings = _buildings(paragraph)
        buildings += _described(doc, paragraph, [(place.start, place.end) for place in buildings])
        found += buildings
        covered = [(place.start, place.end) for place in buildings]
        found += [
            place for place in _towns(paragraph, hits, lexicon) if not any(a <= place.start < b for a, b in covered)
        ]
        covered = [(place.start, place.end) for place in found]
        found += [
            place
            for place in [*_explained(doc, paragraph), *_unknown(doc, paragraph)]
            if not any(a < place.end and place.start < b for a, b in covered)
        ]
    found = list({place.start: place for place in reversed(found)}.values())
    found.sort(key=lambda place: place.start)
    found = _located(doc, found)
    taken = overlaps((m.start, m.end) for m in doc.mentions)
    new = [Mention(place.start, place.end, "place", place.name) for place in found if not taken(place.start, place.end)]
    doc.mentions = sorted([*doc.mentions, *new], key=lambda m: (m.start, -m.end))
    named = overlaps((m.start, m.end) for m in doc.mentions if m.kind == "person" and m.form == "name")
    return [p for p in found if not named(p.start, p.end)]


_SIDE_OF: Final = re.compile(r"\b(?:on|to|at) (?:the|its|their) (?:[\w-]+ ){1,2}(?:side|edge|outskirts) of (?:the )?$")


_BOUND: Final = re.compile(r"\b(?:leav(?:e|es|ing)|left|depart(?:s|ed)?|head(?:s|ed|ing)) for $", re.IGNORECASE)


def _before(paragraph: Paragraph, start: int) -> str | None:
    match = _PREPOSITION.search(paragraph.text[max(0, start - 70) : start])
    if match is None and _SIDE_OF.search(paragraph.text[max(0, start - 60) : start]):
        return "at"  # "on the Peruvian side of X"
    return match["p"].lower() if match else None


def _towns(paragraph: Paragraph, hits: list[Hit], lexicon: Lexicon) -> list[Place]:
    places = []
    text = paragraph.text
    for hit in hits:
        kinds = {entry.kind: entry for entry in hit.entries}
        name = text[hit.start : hit.end]
        start, end = paragraph.start + hit.start, paragraph.start + hit.end
        before = _before(paragraph, hit.start)
        if text[max(0, hit.start - 6) : hit.start].lower() == "inter-":
            continue
        span = paragraph.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        root = span.root if span is not None else None
        modifier = root is not None and root.dep_ in ("compound", "amod", "nmod") and root.head.i > root.i
        if "city" in kinds:
            if modifier and root is not None:
                at_house = root.head.lemma_.lower() in _HOUSES and root.head.dep_ == "pobj"
                if at_house and root.head.head.lower_ in ("at", "in", "inside"):
                    before = "at"  # "at a Lima hotel"
                else:
                    before = "in" if root.head.lemma_.lower() in _EVENTS - {"round"} else None
            if before is None and _BOUND.search(text[max(0, hit.start - 14) : hit.start]):
                before = "to"
            if "seat" in kinds and before is None and span is not None and is_actor(span.root):
                continue
            places.append(Place(start, end, name, "city", kinds["city"].ref, None, before))
        elif "region" in kinds:
            places.append(Place(start, end, name, "region", kinds["region"].ref, None, before))
        elif "party" in kinds and kinds["party"].ref and lexicon.parties[kinds["party"].ref].type == "state":
            if before is None and root is not None and root.dep_ == "pobj" and root.head.lower_ == "to":
                before = "to" if root.head.head.lemma_.lower() in _MOTION else None
            if (
                before in ("in", "near", "to")
                and not modifier
                and not text[hit.end : hit.end + 2].startswith(("'s", "-"))
            ):
                places.append(Place(start, end, name, "country", kinds["party"].ref, None, before))
    return places


def _buildings(paragraph: Paragraph) -> list[Place]:
    text = paragraph.text
    places = []
    taken: list[tuple[int, int]] = []
    for pattern in (_FIXED, _BUILDING):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if any(a < end and start < b for a, b in taken):
                continue
            name = text[start:end]
            before = _before(paragraph, start)
            possessive = re.search(r"['’]s?\s+(?:[a-z]+\s+){0,2}$", text[max(0, start - 40) : start])
            if possessive and before is None:
                before = (
                    _before(paragraph, text.rfind(" at ", 0, start) + 4)
                    if " at " in text[max(0, start - 60) : start]
                    else None
                )
            if before is None:
                continue
            if before is not None and re.search(r"\b(?:a|an|any|some)\s+$", text[max(0, start - 6) : start]):
                continue  # "a Geneva hotel"
            bare = re.sub(r"^the\s", "", name)
            locality, country = _COUNTRY_OF.get(bare, (None, None))
            taken.append((start, end))
            places.append(
                Place(paragraph.start + start, paragraph.start + end, bare, "venue", country, locality, before)
            )
    return places


def _described(doc: Document, paragraph: Paragraph, taken: list[tuple[int, int]]) -> list[Place]:
    """Buildings told by a phrase: "at the pastoral house of the Clarist Nuns' congregation", "in the Lima convent"."""
    places = []
    for token in paragraph.doc:
        if (
            token.dep_ != "pobj"
            or token.lemma_.lower() not in _HOUSES
            or token.head.lower_ not in ("at", "in", "inside")
        ):
            continue
        left = [child for child in token.lefts if child.dep_ in ("amod", "compound", "nmod", "poss")]
        first = min((min(child.subtree, key=lambda t: t.i) for child in left), key=lambda t: t.i, default=token)
        of = [child for child in token.rights if child.dep_ == "prep" and child.lower_ == "of"]
        last = max(of[0].subtree, key=lambda t: t.i) if of else token
        inner = next(
            (t for t in paragraph.doc[token.i + 1 : last.i + 1] if t.lower_ in ("in", "where", "which", ",")), None
        )
        last = inner.nbor(-1) if inner is not None and inner.i > token.i + 1 else last
        named = any(t.pos_ == "PROPN" for t in paragraph.doc[first.i : last.i + 1])
        start, end = paragraph.start + first.idx, paragraph.start + last.idx + len(last.text)
        if not named or (not of and not left) or any(a < end and start < b for a, b in taken) or end - start > 90:
            continue
        if any(t.lower_ in ("a", "an", "any") for t in token.lefts):
            continue
        places.append(Place(start, end, doc.text[start:end], "venue", None, None, token.head.lower_))
    return places


def _unknown(doc: Document, paragraph: Paragraph) -> list[Place]:
    """Towns that no list has: the recogniser's place names after "in" or "at"."""
    places = []
    for ent in paragraph.doc.ents:
        if ent.label_ not in ("GPE", "LOC", "FAC") or not ent.text[:1].isupper():
            continue
        start, end = ent.start_char, ent.end_char
        text = ent.text
        if text.lower().startswith("the "):
            start += 4
            text = text[4:]
        text = re.sub(r"'s$", "", text)
        end = start + len(text)
        before = _before(paragraph, start)
        if before not in ("in", "at", "near", "outside") or doc.mention_at(paragraph.start + start):
            continue
        if not re.fullmatch(r"[A-Z][\w'-]+(?:[ -](?:[A-Z][\w'-]+|de|del|la|el|of|the)){0,4}", text):
            continue
        precision = "venue" if ent.label_ == "FAC" else "city"
        places.append(Place(paragraph.start + start, paragraph.start + end, text, precision, None, None, before))
    return places


_EXPLAINED: Final = re.compile(
    r"\b(?P<p>at|in) (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}), (?:the|a|an) (?:[\w'’-]+ ){0,4}?"
    r"(?:(?P<venue>building|hotel|resort|palace|villa|compound|estate|mansion|castle|convent|monastery|club)"
    r"|village|town|city|port|suburb|settlement)\b"
)


def _explained(doc: Document, paragraph: Paragraph) -> list[Place]:
    """Places that no list has and the text explains: "at X, the North's building in Y", "in X, a village near Y"."""
    found = []
    for match in _EXPLAINED.finditer(paragraph.text):
        start, end = paragraph.start + match.start("name"), paragraph.start + match.end("name")
        if not doc.mention_at(start):
            precision = "venue" if match["venue"] else "city"
            found.append(Place(start, end, match["name"], precision, None, None, match["p"]))
    return found


def _located(doc: Document, places: list[Place]) -> list[Place]:
    """Give "Shell Club near Miami" its locality, "Lausanne, Switzerland" its country."""
    out: list[Place] = []
    skip: set[int] = set()
    for index, place in enumerate(places):
        if index in skip:
            continue
        follow = places[index + 1] if index + 1 < len(places) else None
        country, locality = place.country, place.locality
        if follow and _NEAR.match(doc.text[place.end : follow.start]):
            wider = ("venue", "city", "region", "country")
            if wider.index(follow.precision) > wider.index(place.precision):
                country = country or follow.country
                if follow.precision == "city":
                    locality = follow.name
        if country is None:
            state = next(
                (m for m in doc.mentions if m.kind == "party" and 0 <= m.start - place.end <= 2 and m.form == "name"),
                None,
            )
            country = state.ref if state and len(state.ref) == 2 else None
        out.append(Place(place.start, place.end, place.name, place.precision, country, locality, place.preposition))
    return out
