"""Facts as FollowTheMoney entities (https://followthemoney.tech/explorer/): who, which posts, met when, named where.

State parties, international bodies: PublicBody; other parties: Organization. A person's post is a Position that an
Occupancy ties to the person, a side a Representation, a meeting an Event, an article an Article with a Mention for
each person and party that it names. What a side said it wants is a Note on the party.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.domain import edtf
from tracker.export.ftm_file import Entity

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

_PREFIX = "ngt"
_LANGUAGES = {"en": "eng", "uk": "ukr", "ru": "rus", "fr": "fra", "es": "spa", "de": "deu", "ar": "ara"}
_WEB = re.compile(r"https?://[^\s/]+\.[^\s/]", re.IGNORECASE)


def entities(tables: Tables) -> Iterator[Entity]:
    """The entities of an export's tables, those that others name before them."""
    yield from _Entities(tables).all()


class _Entities:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.rows = {name: {row["id"]: row for row in rows} for name, rows in tables.items()}
        self.first_quote: dict[tuple[str, int], Row] = {}
        for quote in tables["quotes"]:
            self.first_quote.setdefault((quote["fact_kind"], quote["fact"]), quote)

    def all(self) -> Iterator[Entity]:
        for row in self.tables["articles"]:
            yield self.article(row)
        for row in self.tables["parties"]:
            yield self.party(row)
        for row in self.tables["people"]:
            yield from self.person(row)
        for row in self.tables["meetings"]:
            yield self.meeting(row)
        for row in self.tables["positions"]:
            yield self.position(row)
        yield from self.mentions()

    def id(self, table: str, number: int | None) -> str:
        """The id of a row's entity: of its content, so that the same in another file has the same; blank for none."""
        row = self.rows[table].get(number) if number is not None else None
        if row is None:
            return ""
        match table:
            case "articles":
                content = row["sha256"]
            case "parties":
                content = row["code"]
            case "people":
                content = f"{row['name']}|{self.code(row['party'])}"
            case _:
                content = "|".join(str(row[name]) for name in _CONTENT[table]) + f"|{row['id']}"
        return _id(table, content)

    def code(self, party: int | None) -> str:
        row = self.rows["parties"].get(party) if party is not None else None
        return row["code"] if row else ""

    def country(self, party: int | None) -> str:
        """The two letters of a state; blank for every other party."""
        row = self.rows["parties"].get(party) if party is not None else None
        return _country(row) if row else ""

    def proof(self, kind: str, number: int) -> str:
        quote = self.first_quote.get((kind, number))
        return self.id("articles", quote["article"]) if quote else ""

    def article(self, row: Row) -> Entity:
        url = row["url"] or ""
        return Entity(
            self.id("articles", row["id"]),
            "Article",
            {
                "title": [row["title"] or row["file"]],
                "publishedAt": [row["published"] or ""],
                "publisher": [row["publisher"] or ""],
                "sourceUrl": [url if _WEB.match(url) else ""],
                "fileName": [row["file"] if not _WEB.match(row["file"]) else ""],
                "language": [_LANGUAGES.get(row["language"] or "", "")],
                "bodyText": [row["text"]],
                "notes": [row["note"]],
            },
        )

    def party(self, row: Row) -> Entity:
        return Entity(
            self.id("parties", row["id"]),
            "PublicBody" if row["type"] in ("state", "igo") else "Organization",
            {
                "name": [row["name"]],
                "abbreviation": [row["code"] if row["code"] != row["name"] else ""],
                "country": [_country(row)],
                "classification": [row["type"].replace("_", " ")],
                "notes": [row["note"]],
                "proof": [self.proof("party", row["id"])],
            },
        )

    def person(self, row: Row) -> Iterator[Entity]:
        own, side = self.id("people", row["id"]), self.id("parties", row["party"])
        proof = self.proof("person", row["id"])
        yield Entity(
            own,
            "Person",
            {
                "name": [row["name"]],
                "alias": row["also_written"],
                "position": row["roles"],
                "country": [self.country(row["party"])],
                "notes": [row["note"]],
                "proof": [proof],
            },
        )
        for post in row["roles"]:
            number = _id("position", f"{post}|{self.code(row['party'])}")
            yield Entity(
                number, "Position", {"name": [post], "organization": [side], "country": [self.country(row["party"])]}
            )
            yield Entity(
                _id("occupancy", f"{own}|{number}"), "Occupancy", {"holder": [own], "post": [number], "proof": [proof]}
            )
        if side:
            yield Entity(
                _id("representation", f"{own}|{side}"),
                "Representation",
                {"agent": [own], "client": [side], "role": ["speaks for"], "proof": [proof]},
            )

    def meeting(self, row: Row) -> Entity:
        venue = self.rows["venues"].get(row["venue"])
        track = self.rows["tracks"].get(row["track"])
        sides = [one["party"] for one in self.tables["meeting_parties"] if one["meeting"] == row["id"]]
        people = [
            one["person"]
            for one in self.tables["attendance"]
            if one["meeting"] == row["id"] and one["status"] in ("present", "expected", "conditional")
        ]
        name = track["name"] if track else " – ".join(row["parties"]) or "Meeting"
        quote = self.first_quote.get(("meeting", row["id"]))
        precise = edtf.precision(row["date"]) in ("day", "month", "year")
        return Entity(
            self.id("meetings", row["id"]),
            "Event",
            {
                "name": [" ".join(part for part in (name, edtf.shown(row["date"]), f"({row['status']})") if part)],
                "date": [row["date"].rstrip("?~%") if precise else ""],
                "startDate": ["" if precise else row["first_day"] or ""],
                "endDate": ["" if precise else row["last_day"] or ""],
                "location": [
                    ", ".join(part for part in (venue["name"], venue["locality"]) if part) if venue else "",
                ],
                "country": [(venue["country"] or "").lower() if venue else ""],
                "involved": [
                    *(self.id("parties", party) for party in sides),
                    *(self.id("people", person) for person in people),
                ],
                "description": [quote["quote"] if quote else ""],
                "keywords": [row["status"], row["kind"].replace("_", " "), *row["issues"]],
                "notes": [row["note"]],
                "proof": [self.proof("meeting", row["id"])],
            },
        )

    def position(self, row: Row) -> Entity:
        holder = self.rows["parties"][row["party"]]
        person = self.rows["people"].get(row["person"])
        who = f"{holder['name']} ({person['name']})" if person else holder["name"]
        return Entity(
            self.id("positions", row["id"]),
            "Note",
            {
                "entity": [self.id("parties", row["party"]), self.id("people", row["person"])],
                "name": [f"{who}: {row['stance'].replace('_', ' ')} on {row['issue']}"],
                "description": [row["text"]],
                "keywords": [row["issue"], row["stance"].replace("_", " ")],
                "publisher": [row["origin"] or ""],
                "createdAt": [row["reported"] or ""],
                "notes": [row["note"]],
                "proof": [self.proof("position", row["id"])],
            },
        )

    def mentions(self) -> Iterator[Entity]:
        seen = set()
        for quote in self.tables["quotes"]:
            table, schema = _NAMED.get(quote["fact_kind"], ("", ""))
            resolved = self.id(table, quote["fact"]) if table else ""
            document = self.id("articles", quote["article"])
            if not resolved or not document or (document, resolved) in seen:
                continue
            seen.add((document, resolved))
            row = self.rows[table][quote["fact"]]
            party = row["party"] if table == "people" else row["id"]
            yield Entity(
                _id("mention", f"{document}|{resolved}"),
                "Mention",
                {
                    "document": [document],
                    "resolved": [resolved],
                    "name": [row["name"]],
                    "detectedSchema": [schema],
                    "contextCountry": [self.country(party)],
                },
            )


_NAMED = {"person": ("people", "Person"), "party": ("parties", "Organization")}
_CONTENT = {
    "meetings": ("date", "status", "kind"),
    "positions": ("party", "issue", "stance", "text"),
}


def _id(what: str, content: str) -> str:
    return f"{_PREFIX}-{hashlib.sha256(f'{what}|{content}'.encode()).hexdigest()[:40]}"


def _country(row: Row) -> str:
    return row["code"].lower() if row["type"] == "state" and re.fullmatch(r"[A-Z]{2}", row["code"]) else ""
