# ruff: noqa: S608 - all of it is SQL written here, what a person types is bound
"""The lists that can grow long, each described once: what a row shows, how it sorts, what a filter looks at.

`tracker/store/window.py` reads them a screenful at a time. A sort with `indexed` follows an index of the same
expression (migrations), so that a million rows need no sorting; the other sorts order the ids once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tracker.store import list_terms
from tracker.store.list_terms import ARTICLE_DAY
from tracker.store.tables import FACTS


@dataclass(frozen=True, slots=True)
class Sort:
    """One order: an expression that is never NULL; `down` where the natural order is descending.

    `covers` names the options that its index can decide, so that they do not keep it from being followed.
    """

    sql: str
    indexed: bool = False
    down: bool = False
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListQuery:
    """One long list.

    Attributes:
        name: what `Window` and the desk call it.
        source: the FROM clause for finding rows (one table, or a subquery of the same name).
        id: an integer expression, unique in the list.
        columns: name to expression, for the rows of a screenful; `id` is always there and need not be named.
        joins: joins that only the columns need.
        sorts: name to order; the first is the default.
        text: the row's own words, for the filter: expressions, NULL where there are none.
        elsewhere: words in other tables: the row's reference to them, a query of the ids that `{match}`, and the words.
        options: narrower lists by name: a condition with the bound parameter `:name`.
        terms: what a person can type as `name:value`: a condition with `{v}`, the folded value, and `{like}`, a
            pattern for what holds it.
        where: a condition that always holds.
        fetch: the indexed column that finds a row again, and by how much `id` is larger than its value.
    """

    name: str
    source: str
    columns: Mapping[str, str]
    sorts: Mapping[str, Sort]
    text: tuple[str, ...]
    id: str = ""
    joins: str = ""
    elsewhere: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    where: str = "1"
    fetch: tuple[str, int] = ("id", 1)


def _own(table: str, *names: str) -> dict[str, str]:
    return {name: f'{table}."{name}"' for name in names}


def _shown(table: str) -> dict[str, str]:
    """The options that every list of facts has: one state, or what counts from a confidence on."""
    return {
        "state": f"{table}.state = :state",
        # "+": nearly every row counts, so the index of the states would be a detour.
        "shown_from": f"(+{table}.state IN ('accepted', 'edited') OR (+{table}.state = 'suggested'"
        f" AND ({table}.confidence IS NULL OR {table}.confidence >= :shown_from)))",
    }


def _known_on(table: str, fact: str = "", kind: str = "") -> dict[str, str]:
    """The option of a past day: facts that an article of that day or before tells of, or that were typed by then."""
    fact, kind = fact or f"{table}.id", kind or f"'{table}'"
    typed = f"({table}.typed_by IS NOT NULL AND coalesce({table}.known_since, '') <= :known_on) OR "
    told = (
        "EXISTS (SELECT 1 FROM evidence JOIN article ON article.id = evidence.article"
        f" WHERE evidence.kind = {kind} AND evidence.fact = {fact} AND {ARTICLE_DAY} <= :known_on)"
    )
    return {"known_on": f"({'' if fact != f'{table}.id' else typed}{told})"}


_PARTY_WORDS = ("party.name", "party.code")

ARTICLES: Final = ListQuery(
    name="articles",
    source="article",
    columns=_own("article", "title", "file", "published", "publisher", "language", "url", "ingested", "note")
    | {
        "day": ARTICLE_DAY,
        "characters": "length(article.text) - article.body_start",
        # How an article without a title is told from others: its first words.
        "head": "substr(article.text, article.body_start + 1, 160)",
        "facts": "(SELECT count(DISTINCT kind || fact) FROM evidence WHERE evidence.article = article.id)",
        "reliability": "(SELECT reliability FROM source WHERE source.name = article.publisher COLLATE NOCASE)",
        "credibility": "(SELECT value FROM credibility WHERE credibility.kind = 'article'"
        " AND credibility.fact = article.id AND credibility.article = article.id)",
    },
    sorts={
        "day": Sort(ARTICLE_DAY, indexed=True, down=True),
        "title": Sort("coalesce(article.title, article.file) COLLATE NOCASE", indexed=True),
        "publisher": Sort("coalesce(article.publisher, '') COLLATE NOCASE", indexed=True),
        "added": Sort("article.id", indexed=True, down=True),
    },
    text=("article.title", "article.publisher", "article.file", "article.url", ARTICLE_DAY, "article.note"),
    options={
        "publisher": "article.publisher = :publisher COLLATE NOCASE",
        "since": f"{ARTICLE_DAY} >= :since",
        "until": f"{ARTICLE_DAY} <= :until",
        "language": "article.language = :language",
    },
    terms=list_terms.ARTICLES,
)

POSITIONS: Final = ListQuery(
    name="positions",
    source="position",
    columns=_own(
        "position", "issue", "stance", "text", "said_date", "reported_date", "attribution_status", "state", "confidence"
    )
    | {
        "party": "holder.code",
        "party_name": "holder.name",
        "person": "(SELECT name FROM person WHERE person.id = position.holder_person)",
        "speaker": "coalesce((SELECT name FROM person WHERE person.id = position.speaker), position.speaker_text)",
        "issue": "issue.name",
        "chain": "coalesce((SELECT links FROM chain WHERE chain.id = position.chain), '[]')",
    },
    joins="JOIN party AS holder ON holder.id = position.holder_party JOIN issue ON issue.id = position.issue",
    sorts={
        "reported": Sort("coalesce(position.reported_date, '')", indexed=True, down=True, covers=("shown_from",)),
        "party": Sort("(SELECT code FROM party WHERE party.id = position.holder_party)"),
        "issue": Sort("(SELECT name FROM issue WHERE issue.id = position.issue)"),
        "stance": Sort("position.stance"),
        "confidence": Sort("coalesce(position.confidence, 1.0)", down=True),
    },
    text=(
        "position.text",
        "position.stance",
        "position.conditions",
        "position.speaker_text",
        "position.reported_date",
        "position.note",
    ),
    elsewhere=(
        ("position.holder_party", "SELECT id FROM party WHERE {match}", _PARTY_WORDS),
        ("position.holder_person", "SELECT id FROM person WHERE {match}", ("person.name",)),
        ("position.speaker", "SELECT id FROM person WHERE {match}", ("person.name",)),
        ("position.issue", "SELECT id FROM issue WHERE {match}", ("issue.name",)),
    ),
    options=_shown("position")
    | {
        "party": "position.holder_party IN (SELECT id FROM party WHERE code = :party)",
        "issue": "position.issue IN (SELECT id FROM issue WHERE name = :issue OR name LIKE :issue || '/%')",
        "stance": "position.stance = :stance",
        "since": "position.reported_date >= :since",
        "until": "position.reported_date <= :until",
    },
    terms=list_terms.POSITIONS,
)

PEOPLE: Final = ListQuery(
    name="people",
    source="person",
    columns=_own("person", "name", "state", "confidence", "note")
    | {
        "party": "(SELECT code FROM party WHERE party.id = person.party)",
        "aliases": "(SELECT json_group_array(name) FROM (SELECT name FROM alias WHERE kind = 'person'"
        " AND fact = person.id ORDER BY id))",
        "roles": "(SELECT json_group_array(post) FROM (SELECT post FROM role WHERE role.person = person.id"
        " ORDER BY id))",
    },
    sorts={
        "name": Sort("person.name COLLATE NOCASE", indexed=True, covers=("shown_from",)),
        "party": Sort("coalesce((SELECT code FROM party WHERE party.id = person.party), '')"),
        "added": Sort("person.id", indexed=True, down=True),
    },
    text=("person.name", "person.note"),
    elsewhere=(
        ("person.party", "SELECT id FROM party WHERE {match}", _PARTY_WORDS),
        ("person.id", "SELECT fact FROM alias WHERE kind = 'person' AND {match}", ("alias.name",)),
        ("person.id", "SELECT person FROM role WHERE {match}", ("role.post",)),
    ),
    options=_shown("person")
    | _known_on("person")
    | {"party": "person.party IN (SELECT id FROM party WHERE code = :party)"},
    terms=list_terms.PEOPLE,
)

MEETINGS: Final = ListQuery(
    name="meetings",
    source="meeting",
    columns=_own(
        "meeting",
        "track",
        "parent",
        "kind",
        "status",
        "date",
        "date_text",
        "mode",
        "format",
        "duration",
        "condition",
        "state",
        "confidence",
        "first_day",
        "last_day",
    )
    | {
        "track_name": "(SELECT name FROM track WHERE track.id = meeting.track)",
        "place": "(SELECT name FROM venue WHERE venue.id = meeting.venue)",
        "parties": "(SELECT json_group_array(code) FROM (SELECT code FROM meeting_party JOIN party"
        " ON party.id = meeting_party.party WHERE meeting_party.meeting = meeting.id ORDER BY code))",
        "people": "(SELECT json_group_array(name) FROM (SELECT name FROM attendance JOIN person"
        " ON person.id = attendance.person WHERE attendance.meeting = meeting.id AND attendance.state <> 'rejected'"
        " ORDER BY attendance.id))",
    },
    sorts={
        "day": Sort(
            "coalesce(meeting.first_day, meeting.last_day, '')", indexed=True, down=True, covers=("shown_from",)
        ),
        "status": Sort("meeting.status"),
        "track": Sort("coalesce((SELECT name FROM track WHERE track.id = meeting.track), '')"),
        "place": Sort("coalesce((SELECT name FROM venue WHERE venue.id = meeting.venue), '')"),
    },
    text=(
        "meeting.status",
        "meeting.kind",
        "meeting.date",
        "meeting.date_text",
        "meeting.condition",
        "meeting.issues",
        "meeting.note",
    ),
    elsewhere=(
        ("meeting.track", "SELECT id FROM track WHERE {match}", ("track.name",)),
        (
            "meeting.venue",
            "SELECT id FROM venue WHERE {match}",
            ("venue.name", "venue.locality", "venue.country"),
        ),
        (
            "meeting.id",
            "SELECT meeting FROM meeting_party JOIN party ON party.id = meeting_party.party WHERE {match}",
            _PARTY_WORDS,
        ),
        (
            "meeting.id",
            "SELECT meeting FROM attendance JOIN person ON person.id = attendance.person"
            " WHERE attendance.state <> 'rejected' AND {match}",
            ("person.name",),
        ),
    ),
    options=_shown("meeting")
    | {
        "track": "meeting.track = :track",
        "kind": "meeting.kind = :kind",
        "status": "meeting.status = :status",
        "party": "meeting.id IN (SELECT meeting FROM meeting_party JOIN party ON party.id = meeting_party.party"
        " WHERE party.code = :party)",
        "since": "coalesce(meeting.last_day, meeting.first_day) >= :since",
        "until": "coalesce(meeting.first_day, meeting.last_day) <= :until",
    },
    terms=list_terms.MEETINGS,
)

VENUES: Final = ListQuery(
    name="venues",
    source="venue",
    columns=_own("venue", "name", "precision", "locality", "country", "state", "confidence", "note")
    | {"meetings": "(SELECT count(*) FROM meeting WHERE meeting.venue = venue.id)"},
    sorts={
        "name": Sort("venue.name COLLATE NOCASE", indexed=True, covers=("shown_from",)),
        "country": Sort("coalesce(venue.country, '')"),
        "added": Sort("venue.id", indexed=True, down=True),
    },
    text=("venue.name", "venue.locality", "venue.country", "venue.note"),
    elsewhere=(("venue.id", "SELECT fact FROM alias WHERE kind = 'venue' AND {match}", ("alias.name",)),),
    options=_shown("venue"),
    terms=list_terms.VENUES,
)

PARTIES: Final = ListQuery(
    name="parties",
    source="party",
    columns=_own("party", "code", "name", "type", "state", "confidence", "note")
    | {
        "people": "(SELECT count(*) FROM person WHERE person.party = party.id)",
        "aliases": "(SELECT json_group_array(name) FROM (SELECT name FROM alias WHERE kind = 'party'"
        " AND fact = party.id ORDER BY id))",
    },
    sorts={
        "name": Sort("party.name COLLATE NOCASE", indexed=True, covers=("shown_from",)),
        "code": Sort("party.code", indexed=True),
        "type": Sort("party.type"),
    },
    text=(*_PARTY_WORDS, "party.type", "party.note"),
    elsewhere=(("party.id", "SELECT fact FROM alias WHERE kind = 'party' AND {match}", ("alias.name",)),),
    options=_shown("party") | _known_on("party"),
    terms=list_terms.PARTIES,
)

# A number for each kind of fact: a row of the review is known by fact * 16 + this, as in the search.
KIND_NUMBERS: Final = {
    "party": 1,
    "person": 2,
    "track": 3,
    "venue": 4,
    "meeting": 5,
    "position": 6,
    "assessment": 7,
    "attendance": 8,
    "track_event": 9,
}

_SUGGESTED = " UNION ALL ".join(
    f"SELECT {kind}.id * 16 + {KIND_NUMBERS[kind]} AS id, '{kind}' AS kind, {kind}.id AS fact, confidence, rule"
    f" FROM {kind} WHERE state = 'suggested'"
    for kind in FACTS
)
_FIRST_EVIDENCE = (
    "(SELECT {what} FROM evidence JOIN article ON article.id = evidence.article WHERE evidence.kind = review.kind"
    " AND evidence.fact = review.fact ORDER BY evidence.id LIMIT 1)"
)

REVIEW: Final = ListQuery(
    name="review",
    source=f"({_SUGGESTED}) AS review",
    id="review.id",
    columns=_own("review", "kind", "fact", "confidence", "rule")
    | {
        "words": "(SELECT words FROM fact_search WHERE fact_search.rowid = review.id)",
        "article": _FIRST_EVIDENCE.format(what="article.id"),
        "article_title": _FIRST_EVIDENCE.format(
            what="coalesce(article.title, substr(article.text, article.body_start + 1, 160))"
        ),
        "published": _FIRST_EVIDENCE.format(what="article.published"),
        "start": _FIRST_EVIDENCE.format(what="evidence.start"),
        "exact": _FIRST_EVIDENCE.format(what="evidence.exact"),
    },
    sorts={
        # The newest article first, its facts in the order of the text.
        "article": Sort(
            "coalesce("
            + _FIRST_EVIDENCE.format(
                what=f"printf('%08d %012d %09d', 99999999 - replace({ARTICLE_DAY}, '-', ''), article.id,"
                " evidence.start)"
            )
            + ", '')"
        ),
        "confidence": Sort("coalesce(review.confidence, 1.0)", down=True),
        "kind": Sort("review.kind"),
    },
    text=(
        "(SELECT words FROM fact_search WHERE fact_search.rowid = review.id)",
        "review.kind",
        _FIRST_EVIDENCE.format(what="evidence.exact"),
    ),
    options={
        "kind": "review.kind = :kind",
        "article": "EXISTS (SELECT 1 FROM evidence WHERE evidence.article = :article AND evidence.kind = review.kind"
        " AND evidence.fact = review.fact)",
        "shown_from": "(review.confidence IS NULL OR review.confidence >= :shown_from)",
        **_known_on("review", "review.fact", "review.kind"),
    },
    fetch=("fact", 16),
    terms=list_terms.REVIEW,
)

JOURNAL: Final = ListQuery(
    name="journal",
    source="txn",
    columns=_own("txn", "at", "actor", "label", "kind", "undoes", "finished")
    | {
        "changes": "(SELECT count(*) FROM change WHERE change.txn = txn.id)",
        "undone_by": "(SELECT later.id FROM txn later WHERE later.undoes = txn.id)",
    },
    sorts={"newest": Sort("txn.id", indexed=True, down=True), "actor": Sort("txn.actor")},
    text=("txn.kind", "txn.label", "txn.actor", "txn.at"),
    options={"actor": "txn.actor = :actor"},
    terms=list_terms.JOURNAL,
)

LISTS: Final[Mapping[str, ListQuery]] = {
    query.name: query for query in (ARTICLES, POSITIONS, PEOPLE, MEETINGS, REVIEW, VENUES, PARTIES, JOURNAL)
}
