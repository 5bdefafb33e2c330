# ruff: noqa: S608 - all of it is SQL written here, what a person types is bound
"""What a person can type as `name:value` in the filter of a long list, as conditions.

`{v}` is the folded value, `{like}` a pattern that finds what holds it. A short value of `party:` is a code, because
codes occur inside of names.
"""

from collections.abc import Mapping
from typing import Final

# The day an article counts from: its own, else the day it came in.
ARTICLE_DAY: Final = "coalesce(article.published, substr(article.ingested, 1, 10))"

_PARTIES = (
    "(SELECT id FROM party WHERE folded(code) = {v} OR folded(name) = {v}"
    " OR (length({v}) > 3 AND folded(name) LIKE {like})"
    " OR id IN (SELECT fact FROM alias WHERE kind = 'party' AND folded(alias.name) = {v}))"
)
_PERSONS = (
    "(SELECT id FROM person WHERE folded(name) LIKE {like}"
    " OR id IN (SELECT fact FROM alias WHERE kind = 'person' AND folded(alias.name) LIKE {like}))"
)
_ISSUES = "(SELECT id FROM issue WHERE folded(name) LIKE {like})"
_VENUES = (
    "(SELECT id FROM venue WHERE folded(name) LIKE {like} OR folded(locality) LIKE {like} OR folded(country) = {v}"
    " OR id IN (SELECT fact FROM alias WHERE kind = 'venue' AND folded(alias.name) LIKE {like}))"
)
_JUDGED = "(SELECT judged.name FROM source AS judged WHERE folded(judged.reliability) = {v})"
_CHAINS = "(SELECT id FROM chain WHERE folded(links) LIKE {like})"
_OF_PARTY = f"(SELECT meeting FROM meeting_party WHERE party IN {_PARTIES})"
_OF_PERSON = f"(SELECT meeting FROM attendance WHERE state <> 'rejected' AND person IN {_PERSONS})"
_MEETING_ISSUES = "folded(meeting.issues) LIKE {like}"


def _starts(column: str) -> str:
    """The beginning is enough, and blanks stand for underscores: `stance:red` is a red line."""
    return f"replace(folded({column}), '_', ' ') LIKE replace({{v}}, '_', ' ') || '%'"


def _source(kind: str, fact: str) -> str:
    """An outlet or agency of the chain, or the publisher of an article the fact was read in."""
    return (
        f"{fact} IN (SELECT evidence.fact FROM evidence JOIN article ON article.id = evidence.article"
        f" WHERE evidence.kind = {kind} AND (folded(article.publisher) LIKE {{like}} OR evidence.chain IN {_CHAINS}))"
    )


def _read(kind: str, fact: str) -> dict[str, str]:
    """Since and until when articles said it, for facts without a day of their own."""
    days = (
        f"{fact} IN (SELECT evidence.fact FROM evidence JOIN article ON article.id = evidence.article"
        f" WHERE evidence.kind = {kind} AND {ARTICLE_DAY} {{sign}} {{{{v}}}})"
    )
    return {"since": days.format(sign=">="), "until": days.format(sign="<=")}


def _judged(kind: str, fact: str) -> dict[str, str]:
    """What people judged: `reliability:B` of the origin of any report, `credibility:3` of any report."""
    return {
        "reliability": f"{fact} IN (SELECT evidence.fact FROM evidence JOIN article ON article.id = evidence.article"
        " LEFT JOIN chain ON chain.id = evidence.chain LEFT JOIN source ON source.id = chain.origin"
        f" WHERE evidence.kind = {kind} AND coalesce(source.name, article.publisher) COLLATE NOCASE IN {_JUDGED})",
        "credibility": f"{fact} IN (SELECT credibility.fact FROM credibility WHERE credibility.kind = {kind}"
        " AND credibility.value = {v})",
    }


def _in_article(kind: str, ids: str, column: str = "fact") -> str:
    return f"article.id IN (SELECT article FROM evidence WHERE evidence.kind = '{kind}' AND {column} IN {ids})"


ARTICLES: Final[Mapping[str, str]] = {
    "source": "folded(article.publisher) LIKE {like} OR folded(article.url) LIKE {like}",
    "since": f"{ARTICLE_DAY} >= {{v}}",
    "until": f"{ARTICLE_DAY} <= {{v}}",
    "party": _in_article("party", _PARTIES),
    "person": _in_article("person", _PERSONS),
    "place": _in_article("venue", _VENUES),
    "issue": _in_article("position", f"(SELECT id FROM position WHERE issue IN {_ISSUES})"),
    "language": "folded(article.language) = {v}",
    "reliability": f"article.publisher COLLATE NOCASE IN {_JUDGED}",
    "credibility": "article.id IN (SELECT credibility.article FROM credibility WHERE credibility.value = {v})",
}
POSITIONS: Final[Mapping[str, str]] = {
    "party": f"position.holder_party IN {_PARTIES}",
    "person": f"position.holder_person IN {_PERSONS} OR position.speaker IN {_PERSONS}"
    " OR folded(position.speaker_text) LIKE {like}",
    "issue": f"position.issue IN {_ISSUES}",
    "stance": _starts("position.stance"),
    "state": _starts("position.state"),
    "since": "position.reported_date >= {v}",
    "until": "position.reported_date <= {v}",
    "source": f"position.chain IN {_CHAINS} OR " + _source("'position'", "position.id"),
    **_judged("'position'", "position.id"),
}
PEOPLE: Final[Mapping[str, str]] = {
    "party": f"person.party IN {_PARTIES}",
    "person": f"person.id IN {_PERSONS}",
    "role": "person.id IN (SELECT person FROM role WHERE folded(post) LIKE {like})",
    "state": _starts("person.state"),
    "source": _source("'person'", "person.id"),
    **_judged("'person'", "person.id"),
    **_read("'person'", "person.id"),
}
MEETINGS: Final[Mapping[str, str]] = {
    "party": f"meeting.id IN {_OF_PARTY}",
    "person": f"meeting.id IN {_OF_PERSON}",
    "place": f"meeting.venue IN {_VENUES}",
    "issue": _MEETING_ISSUES,
    "track": "meeting.track IN (SELECT id FROM track WHERE folded(name) LIKE {like})",
    "status": _starts("meeting.status"),
    "kind": _starts("meeting.kind"),
    "state": _starts("meeting.state"),
    "since": "coalesce(meeting.last_day, meeting.first_day) >= {v}",
    "until": "coalesce(meeting.first_day, meeting.last_day) <= {v}",
    "source": _source("'meeting'", "meeting.id"),
    **_judged("'meeting'", "meeting.id"),
}
VENUES: Final[Mapping[str, str]] = {
    "place": f"venue.id IN {_VENUES}",
    "state": _starts("venue.state"),
    "source": _source("'venue'", "venue.id"),
    **_read("'venue'", "venue.id"),
}
PARTIES: Final[Mapping[str, str]] = {
    "party": f"party.id IN {_PARTIES}",
    "type": _starts("party.type"),
    "state": _starts("party.state"),
    "source": _source("'party'", "party.id"),
    **_read("'party'", "party.id"),
}


def _of_kinds(**facts: str) -> str:
    return " OR ".join(f"(review.kind = '{kind}' AND review.fact IN {ids})" for kind, ids in facts.items())


REVIEW: Final[Mapping[str, str]] = {
    "kind": _starts("review.kind"),
    "party": _of_kinds(
        party=_PARTIES,
        person=f"(SELECT id FROM person WHERE party IN {_PARTIES})",
        position=f"(SELECT id FROM position WHERE holder_party IN {_PARTIES})",
        meeting=_OF_PARTY,
        track=f"(SELECT track FROM track_party WHERE party IN {_PARTIES})",
        attendance=f"(SELECT id FROM attendance WHERE side IN {_PARTIES})",
        assessment=f"(SELECT id FROM assessment WHERE party IN {_PARTIES})",
    ),
    "person": _of_kinds(
        person=_PERSONS,
        position=f"(SELECT id FROM position WHERE holder_person IN {_PERSONS} OR speaker IN {_PERSONS})",
        meeting=_OF_PERSON,
        attendance=f"(SELECT id FROM attendance WHERE person IN {_PERSONS})",
    ),
    "place": _of_kinds(venue=_VENUES, meeting=f"(SELECT id FROM meeting WHERE venue IN {_VENUES})"),
    "issue": _of_kinds(
        position=f"(SELECT id FROM position WHERE issue IN {_ISSUES})",
        meeting=f"(SELECT id FROM meeting WHERE {_MEETING_ISSUES})",
    ),
    "stance": _of_kinds(position=f"(SELECT id FROM position WHERE {_starts('position.stance')})"),
    "source": _source("review.kind", "review.fact"),
    **_judged("review.kind", "review.fact"),
    **_read("review.kind", "review.fact"),
}
JOURNAL: Final[Mapping[str, str]] = {
    "person": "folded(txn.actor) LIKE {like}",
    "kind": _starts("txn.kind"),
    "since": "substr(txn.at, 1, 10) >= {v}",
    "until": "substr(txn.at, 1, 10) <= {v}",
}
