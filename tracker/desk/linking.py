"""Which known person, party or venue a name of a new article is: by rule, or not at all.

What is certain is joined; what is likely becomes a question to a person (`Likely`), with the reason; everything else
is new. Lookups go through the indexes of names, so that their cost does not grow with what is known.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tracker.domain import names
from tracker.store.queries import known_facts, observations, rows
from tracker.store.queries import names as known

# A person is established when so many articles agree.
_ESTABLISHED = 3
# A name of so many words is hardly ever that of two people in the news of one time.
_TELLING = 3
# "minister" is the post of many at a time, "foreign minister" that of one.
_POST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Likely:
    """A fact that may be the same, and why that is not certain: one sentence."""

    fact: int
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """The fact that a name stands for, None where it is a new one; and those it may be."""

    fact: int | None
    likely: tuple[Likely, ...] = ()


@dataclass(slots=True)
class _Candidate:
    id: int
    name: str
    party: int | None
    state: str
    articles: int
    forms: list[list[str]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)


@lru_cache(maxsize=8192)
def folded_name(name: str) -> str:
    """A person's name as the store compares it: titles dropped, one form for the usual romanisations."""
    return " ".join(names.parts(name))


def person_key(name: str, party: str | None) -> str:
    """The stable key of a person."""
    return f"{folded_name(name) or names.fold(name)}|{party or ''}"


def find_person(
    connection: sqlite3.Connection,
    name: str,
    aliases: Sequence[str],
    party: int | None,
    taken: Iterable[int] = (),
    roles: Sequence[str] = (),
    *,
    rivals: bool = False,
) -> Found:
    """The known person whom an article calls `name`.

    Args:
        connection: an open database.
        name: the article's fullest form of the name.
        aliases: its other forms; those of two words and more help to find the person.
        party: row number of the party that the article gives, None where it gives none.
        taken: persons that other names of this article stand for already: two names of one article are two people.
        roles: the posts that the article gives.
        rivals: the article names another person of this family name.
    """
    wanted = names.parts(name)
    if not wanted:
        return Found(None)
    candidates = _candidates(connection, [name, *aliases], set(taken))
    fits = [one for one in candidates if one.party is None or party is None or one.party == party]
    others = [one for one in candidates if one not in fits]
    if len(wanted) == 1:
        return _lone(wanted[0], party, fits, name)
    exact = [one for one in fits if wanted in one.forms]
    if exact:
        return Found(_surest(exact, party).id)
    sure = [one for one in others if _outvotes(wanted, roles, one)]
    if len(sure) == 1 and not any(_any_same(name, aliases, one) for one in fits):
        return Found(sure[0].id)
    full = [one for one in fits if any(len(form) > 1 for form in one.forms)]
    same = [one for one in full if _any_same(name, aliases, one)]
    if len(same) == 1:
        return Found(same[0].id)
    if same:
        return Found(
            None,
            tuple(
                Likely(one.id, f"{name} may be {one.name}: the names agree, and not with one person alone.")
                for one in same
            ),
        )
    near = [one for one in full if any(names.nearly_same_person(name, " ".join(form)) for form in one.forms)]
    in_office = [one for one in near if party is not None and one.party == party and _share_post(roles, one.roles)]
    if len(in_office) == 1 and not rivals:
        return Found(in_office[0].id)
    # Known by a family name alone, and nobody else is: the full name is that person's.
    lone = [one for one in fits if one not in full]
    family = [one for one in full if _shares_family(wanted, one)]
    if len(lone) == 1 and not family and not rivals:
        # Not so where a person said of the lone name that it is none: somebody with a full name must be seen.
        return Found(None if known_facts.is_rejected(connection, "person", lone[0].id) else lone[0].id)
    unsure = [Likely(one.id, f"{one.name} may be {name}: only the family name is known.") for one in lone]
    unsure += [
        Likely(one.id, f"{name} may be {one.name}: one family name, and given names written almost alike.")
        for one in near
    ]
    unsure += [
        Likely(one.id, f"{name} and {one.name} have the same name, but another party.")
        for one in others
        if any(names.same_full_name(wanted, form) for form in one.forms)
    ]
    return Found(None, tuple(unsure))


def _share_post(one: Iterable[str], two: Iterable[str]) -> bool:
    """True where both hold a post of two words and more, as far as the shorter one says it ("foreign minister")."""
    posts = [[frozenset(names.fold(post).split()) for post in posts] for posts in (one, two)]
    return any(len(a & b) >= _POST_WORDS and (a <= b or b <= a) for a in posts[0] for b in posts[1])


def _outvotes(wanted: list[str], roles: Sequence[str], one: _Candidate) -> bool:
    """True where a person of another party is still the one whom an article means.

    The whole name is the same, and with it three words of it, a role, or what many articles say: so much in common is
    one person, whose party one of the articles got wrong.
    """
    forms = [form for form in one.forms if names.same_full_name(wanted, form)]
    if not forms:
        return False
    longest = max(len(form) for form in forms)
    return (
        one.articles >= _ESTABLISHED
        or min(longest, len(wanted)) >= _TELLING
        or bool({names.fold(role) for role in roles} & one.roles)
    )


def _candidates(connection: sqlite3.Connection, forms: Sequence[str], taken: set[int]) -> list[_Candidate]:
    words: dict[str, None] = {}
    full = [parts for parts in (names.parts(form) for form in forms) if parts]
    for parts in full:
        words.update(dict.fromkeys((parts[0], parts[-1]) if len(parts) > 1 else parts))
    found = known.with_outer_word(connection, "person", list(words))
    last = full[0][-1]
    if not found and len(last) >= 5:
        # A family name one letter off ("Skibitsky", "Skibytskyy") is looked for only where the very one is unknown.
        found = known.with_last_word_like(connection, "person", last[:3])
    found = [one for one in found if one not in taken]
    facts = rows.facts(connection, "person", found)
    if len(found) > 1:
        found = observations.by_age(connection, "person", found)
    forms_of = known.aliases(connection, "person", found)
    articles = observations.counts_of(connection, "person", found)
    posts = known.roles(connection, found)
    return [
        _Candidate(
            one,
            facts[one]["name"],
            facts[one]["party"],
            facts[one]["state"],
            articles.get(one, 0),
            [row["folded"].split() for row in forms_of.get(one, [])],
            {names.fold(row["post"]) for row in posts.get(one, [])},
        )
        for one in found
        if one in facts
    ]


def _lone(word: str, party: int | None, fits: list[_Candidate], name: str) -> Found:
    """A family name alone: the only person who has it, else the one of whom nearly all articles speak.

    Where that is not clear, it is the person whom earlier articles left as unclear, or a new one, and a question.
    """
    named = [one for one in fits if any(word in (form[-1], form[0]) for form in one.forms)]
    family = [one for one in named if not _given_name_only(word, one)]
    full = [one for one in family or named if any(len(form) > 1 for form in one.forms)]
    unclear = [one for one in named if one not in full]
    same = [one for one in full if one.party == party and party is not None]
    for group in (full, same):
        if len(group) == 1 and (family or [word] in group[0].forms):
            return Found(group[0].id)
    called = sorted((one for one in same or full if [word] in one.forms), key=lambda one: -one.articles)
    if len(called) > 1 and called[0].articles >= max(_ESTABLISHED, 3 * called[1].articles):
        return Found(called[0].id)
    if not full and len(unclear) == 1:
        return Found(unclear[0].id)
    mine = [one for one in unclear if one.party == party]
    if mine:
        return Found(_surest(mine, party).id)
    several = "the article gives no other name" if len(full) == 1 else "several people have this name"
    return Found(None, tuple(Likely(one.id, f"{name} may be {one.name}: {several}.") for one in (full or named)[:5]))


def _given_name_only(word: str, one: _Candidate) -> bool:
    """True where the word is the first of the person's names and never the last."""
    return not any(form[-1] == word for form in one.forms)


def _any_same(name: str, aliases: Sequence[str], one: _Candidate) -> bool:
    forms = [" ".join(form) for form in one.forms if len(form) > 1]
    mine = [name, *(alias for alias in aliases if len(names.parts(alias)) > 1)]
    return any(names.same_person(a, b) for a in mine for b in forms)


def _shares_family(wanted: list[str], one: _Candidate) -> bool:
    return any(len(form) > 1 and form[-1] == wanted[-1] for form in one.forms)


def _surest(candidates: list[_Candidate], party: int | None) -> _Candidate:
    """Of several with this very name: of the same party, then one that a person looked at, then the oldest."""
    return min(candidates, key=lambda one: (one.party != party, one.state == "suggested"))


def venue_key(name: str, country: str | None) -> str:
    """The stable key of a venue."""
    return f"{names.fold(name)}|{country or ''}"


def find_venue(connection: sqlite3.Connection, name: str, locality: str | None, country: str | None) -> Found:
    """The known place of this name, in the same country and town as far as either is given."""
    folded = names.fold(name)
    folded = folded.removeprefix("the ")
    ids = known.named(connection, "venue", folded)
    if len(ids) > 1:
        ids = observations.by_age(connection, "venue", ids)
    facts = rows.facts(connection, "venue", ids)
    fits = [
        row
        for row in (facts[number] for number in ids if number in facts)
        if (not country or not row["country"] or row["country"] == country)
        and (not locality or not row["locality"] or names.fold(row["locality"]) == names.fold(locality))
    ]
    if fits:
        return Found(min(fits, key=lambda row: (row["country"] != country, row["state"] == "suggested"))["id"])
    return Found(None)


def track_key(parties: Iterable[str], level: str) -> str:
    """The stable key of a track: its party set and level."""
    return f"{'+'.join(sorted(set(parties)))}|{level}"


def find_track(connection: sqlite3.Connection, parties: Iterable[str], level: str) -> int | None:
    """The track of these parties at this level, also where it was merged into another."""
    key = track_key(parties, level)
    row = rows.by_key(connection, "track", key)
    if row is not None:
        return int(row["id"])
    merged = known.named(connection, "track", key)
    return merged[0] if merged else None
