"""What a practised person could type into the quick line for one field of a fact, short ways among them.

Words of the article stand by their beginning and end, names by their first letters, words of a list by as many letters
as tell them apart.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date

from tests.benchmarks.effort_gold import Differences, Record, said, top, usual_status
from tracker.desk import quick, quoting
from tracker.desk.quick_like import Like
from tracker.domain.fields import FIELDS
from tracker.store.database import Database

SINGLE = {
    "parties": "party",
    "persons": "person",
    "venues": "venue",
    "tracks": "track",
    "meetings": "meeting",
    "positions": "position",
    "assessments": "assessment",
}


class Candidates:
    """Candidates for one article.

    Args:
        db: the open file.
        article: its number in it.
        differences: the annotated record against what the file holds now.
    """

    def __init__(self, db: Database, article: int, differences: Differences) -> None:
        self.db, self.article, self.differences = db, article, differences
        self.like: Like = (None, None)
        self.gold, self.found = differences.gold, differences.found
        row = db.read.execute("SELECT text, body_start, published FROM article WHERE id = ?", (article,)).fetchone()
        self.text, self.body, self.published = row["text"], row["body_start"], row["published"]
        self.people = {one["id"]: one for one in self.gold["persons"]}

    def person_id(self, name: str) -> str:
        """The id of a person of the file by name; the name itself where nobody is called so."""
        name = re.sub(r"\s*\([A-Z]+\)\Z", "", name)
        return next((one["id"] for one in self.found["persons"] if one["name"] == name), name)

    def candidates(self, kind: str, name: str, gold: Record, mine: Record | None) -> Iterator[str]:
        """What could be typed for one field of a fact, in no order."""
        single = SINGLE[kind]
        one = next((field for field in FIELDS[single] if field.name == name), None)
        value = said(gold, self.gold) if name == "said_date" else gold.get("values" if name == "words" else name)
        if name == "evidence":
            yield from self._evidence(gold)
        elif name == "people":
            yield from self._with(gold, mine)
        elif name == "about":
            yield from self._about_candidates([gold.get("about"), *gold.get("accept_about", [])])
        elif value in (None, "", []):
            yield from (f"{head}:" for head in _heads(single, name))
        elif one is not None and one.type in ("choice", "issue"):
            values = (
                [value, *gold.get("accept_levels", [])] if name != "issue" else [value, *gold.get("accept_issues", [])]
            )
            for choice in dict.fromkeys(top(each) if name == "issue" else each for each in values):
                yield from _choices(single, name, choice)
        elif name in ("date", "said_date"):
            for edtf in [value, *(gold.get("accept_dates", []) if name == "date" else [])]:
                yield from self._dates(single, name, edtf)
        else:
            yield from getattr(self, f"_{name}")(value, gold)

    def _evidence(self, gold: Record) -> Iterator[str]:
        """Quotations that mean words which overlap with the annotated ones as score.py wants it."""
        for text in dict.fromkeys(self._quotations(gold)):
            span = quoting.find(self.text, text, self.body) or quoting.find(self.text, text)
            found = {"evidence": [{"start": span.start, "end": span.end}]} if span is not None else {}
            if self.differences.score.span_overlap(gold, found):
                yield f'"{text}"'

    def _quotations(self, gold: Record) -> Iterator[str]:
        for evidence in gold["evidence"]:
            exact = self.text[evidence["start"] : evidence["end"]]
            for word in re.finditer(r"\w+", exact):
                yield from (f"..{word[0][:size].lower()}.." for size in (2, 3, 4, 5, 7) if len(word[0]) >= size)
            # Many pages print their headline in the body again: the word before it tells which of the two is meant.
            before = re.search(r"[^\s\n]+ \Z", self.text[: evidence["start"]])
            if before is not None:
                yield from (f"{before[0]}{first}.." for first in _beginnings(exact))
                yield from (
                    f"{before[0]}{first}..{last}"
                    for first in _beginnings(exact)
                    for last in _beginnings(exact, from_end=True)
                )
            words = exact.split()
            for skip in range(min(4, len(words))):
                begun = " ".join(words[skip:])
                for first in _beginnings(begun):
                    yield f"{first}.."
                    yield from (f"{first}..{last}" for last in _beginnings(begun, from_end=True))

    def _dates(self, kind: str, name: str, edtf: str) -> Iterator[str]:
        anchor = date.fromisoformat(self.published) if self.published else None
        words = [edtf]
        ends = edtf.rstrip("?~%").split("/")
        sure = not edtf.endswith(("?", "~", "%"))
        mark = "" if sure else "?"
        if all(re.fullmatch(r"\d{4}-\d\d-\d\d", end) for end in ends):
            days = [date.fromisoformat(end) for end in ends]
            told = [f"{one.day} {calendar.month_abbr[one.month].lower()}" for one in days]
            words += [
                " to ".join(told) + mark,
                " to ".join(f"{a} {b.year}" for a, b in zip(told, days, strict=True)) + mark,
            ]
            words.append("-".join(told))
            if len(days) == 2 and days[0].month == days[1].month:
                words.append(f"{days[0].day}-{told[1]}")
            if len(days) == 1 and anchor is not None:
                named = {0: "today", -1: "yesterday", 1: "tomorrow"}
                away = (days[0] - anchor).days
                words += [named[away][:size] + mark for size in (3, 4, 9)] if away in named else []
                short = calendar.day_abbr[days[0].weekday()].lower()
                words += [short + mark, f"next {short}{mark}", f"last {short}{mark}"]
        elif match := re.fullmatch(r"(\d{4})-(\d\d)", ends[0]):
            words.append(f"{calendar.month_abbr[int(match[2])].lower()} {match[1]}{mark}")
        for text in words:
            yield text
            yield f"on {text}"
            yield from (f"{head}:{text}" for head in _heads(kind, name))

    def _with(self, gold: Record, mine: Record | None) -> Iterator[str]:
        have = mine if mine is not None else {"attendance": []}
        missing, extra, changed = self.differences.people_differ(gold, have)
        usual = usual_status(gold)
        pieces: list[str] = []
        for row in missing:
            pieces.append(self._person_piece(row["person"]) + _more(row, usual))
        for row in extra:
            pieces.append("-" + self._short_of(row["name"], [one["name"] for one in have["attendance"]]))
        for row, hit in changed:
            more = _more(row, usual if hit["status"] == row["status"] else "")
            pieces.append(self._short_of(hit["name"], [one["name"] for one in have["attendance"]]) + more)
        if pieces:
            yield f"with {', '.join(pieces)}"

    @staticmethod
    def _short_of(name: str, others: list[str]) -> str:
        """The shortest beginning of a word of a name that no other of these has."""
        words = name.lower().split()
        fits = [word[:size] for word in words for size in range(2, len(word) + 1)]
        for piece in sorted(fits, key=len):
            if sum(any(part.lower().startswith(piece) for part in one.split()) for one in others) <= 1:
                return piece
        return name

    def _person_piece(self, person: str) -> str:
        """Somebody in a list of people: in short where the file knows them, else whole, with the party."""
        for text in self._person_texts(person):
            meant = quick.understand(self.db, f"m us ua held with {text}", article=self.article)
            if not meant.wrong and meant.people.there:
                got = self.person_id(meant.people.there[0].name)
                if self.differences.same_person(person, got):
                    return text
        record = self.people[person]
        known = any(self.differences.score.person_match(record, one) for one in self.found["persons"])
        return record["name"] if known or not record.get("party") else f"{record['name']} ({record['party']})"

    def _person_texts(self, person: str) -> Iterator[str]:
        if person not in self.people:
            return
        names = [one["name"] for one in self.found["persons"] if self.differences.same_person(person, one["id"])]
        yield from sorted({text for name in names for text in _short_names(name)}, key=len)
        yield from names

    def _speaker_texts(self, who: str) -> Iterator[str]:
        if who in self.people:
            yield from self._person_texts(who)
            yield self.people[who]["name"]
            yield from _short_names(self.people[who]["name"])
            return
        yield from self._article_words(who)
        words = re.findall(r"[\w’'-]+", who.lower())
        for size in (2, 3, 4, 5, 20):
            yield " ".join(word[:size] for word in words)
        yield who

    def _article_words(self, text: str) -> Iterator[str]:
        """Words of the article by their beginning and end, quoted."""
        for first in _beginnings(text):
            for last in _beginnings(text, from_end=True):
                yield f'"{first}..{last}"'
        yield from (f'"{one}"' for one in _beginnings(text))

    def _speaker(self, value: str, gold: Record) -> Iterator[str]:
        for text in self._speaker_texts(value):
            yield f"by {text}"

    def _holder_person(self, value: str, gold: Record) -> Iterator[str]:
        for text in self._speaker_texts(value):
            yield f"of {text}"

    def _about_candidates(self, values: Iterable[str | None]) -> Iterator[str]:
        for value in values:
            for one in [*self.gold["tracks"], *self.gold["meetings"]]:
                if value is not None and one["id"] == value:
                    codes = [code.lower() for code in one["parties"]]
                    yield f"about {', '.join(codes)}"
                    yield f"about {' '.join(codes)}"
            named = self.differences.with_track(value, self.gold)
            pairs = [self.differences.pairs[one] for one in named if one in self.differences.pairs]
            wanted = self.differences.matter(value, self.gold)
            same = [one for one in self.found["meetings"] if self.differences.matter(one["id"], self.found) == wanted]
            for one in [*pairs, *same]:
                kind, number = one["fact"]
                if kind == "meeting":
                    yield f"about #{number}"
                else:
                    yield f"about {' '.join(code.lower() for code in one['parties'])}"
                    yield f"about {one['name']}"
        names = ("about_track", "about_meeting")
        empty = [f"{head}:" for name in names for head in _heads("assessment", name)]
        yield from [*empty, *(f"{one} {other}" for one in empty for other in empty)]

    def _holder_party(self, value: str, gold: Record) -> Iterator[str]:
        yield from self._codes(value)

    def _party(self, value: str, gold: Record) -> Iterator[str]:
        yield from self._codes(value)
        yield from (f"of {one}" for one in self._codes(value))
        yield from (f"party:{one}" for one in self._codes(value))

    def _codes(self, value: str) -> Iterator[str]:
        yield value
        yield value.lower()

    def _parties(self, value: list[str], gold: Record) -> Iterator[str]:
        known = {one["id"] for one in [*self.gold["parties"], *self.found["parties"]]}
        for accepted in [value, *(one for one in gold.get("accept_parties", []) if set(one) <= known)]:
            for case in (str.lower, str):
                codes = [case(one) for one in accepted]
                yield " ".join(codes)
                yield f"parties:{', '.join(codes)}"
                yield f"pa:{', '.join(codes)}"

    def _target(self, value: list[str], gold: Record) -> Iterator[str]:
        for case in (str.lower, str):
            yield f"to {', '.join(case(one) for one in value)}"
            yield " ".join(case(one) for one in value)

    def _venue(self, value: str, gold: Record) -> Iterator[str]:
        mine = self.differences.pairs.get(value)
        called = [mine["name"]] if mine is not None else []
        called += [one["name"] for one in self.gold["venues"] if one["id"] == value]
        for name in called:
            for text in [*_short_names(name), *_abbreviated(name), name]:
                yield f"@{text}"

    def _duration(self, value: str, gold: Record) -> Iterator[str]:
        plain = re.sub(r"^PT?", "", value).lower().replace("t", " ")
        for text in (plain, plain.removesuffix("m"), value):
            yield f"for {text}"
            yield text

    def _condition(self, value: str, gold: Record) -> Iterator[str]:
        for text in [*self._article_words(value), value]:
            yield f"if {text}"

    def _conditions(self, value: list[str], gold: Record) -> Iterator[str]:
        if len(value) == 1:
            yield from self._condition(value[0], gold)
        short = [next(self._found_words(one), one).strip('"') for one in value]
        yield " ".join(f'if "{one}"' for one in short)
        yield f"if {'; '.join(value)}"

    def _issues(self, value: list[str], gold: Record) -> Iterator[str]:
        wanted = list(dict.fromkeys(top(one) for one in value))
        for size in (2, 3, 4, 5, 20):
            yield f"re {', '.join(one[:size] for one in wanted)}"
            yield f"re {'; '.join(one[:size] for one in wanted)}"

    def _roles(self, value: list[str], gold: Record) -> Iterator[str]:
        short = [next(self._found_words(one), one).strip('"') for one in value]
        yield "as " + "; ".join(value)
        yield "roles:" + "; ".join(value)
        yield "as " + "; ".join(short)
        yield " ".join(f'as "{one}"' for one in short)

    def _found_words(self, text: str) -> Iterator[str]:
        """Quoted words of the article that say the same as `text`, shortest first."""
        words = [" ".join(word[:size] for word in text.lower().split()) for size in (2, 3, 4, 5, 7)]
        for one in sorted([*self._article_words(text), *words], key=len):
            span = quoting.find(self.text, one.strip('"'), self.body)
            if span is not None and self.text[span.start : span.end].casefold() == text.casefold():
                yield one

    def _words(self, value: list[str], gold: Record) -> Iterator[str]:
        exact = []
        for text in value:
            short = next(self._found_words(text), None)
            exact.append(short or f'"{text}"')
        if not any(quoting.is_short(one) for one in exact):  # dots would carry the fact instead
            yield " ".join(exact)
        cut = []
        for text in value:
            short = next(self._found_words(text), f'"{text}"').strip('"')
            cut.append(short)
        yield "w:" + "; ".join(cut)
        yield "w:" + "; ".join(value)

    def _name(self, value: str, gold: Record) -> Iterator[str]:
        if "type" in gold:
            yield from (gold["id"].lower(), gold["id"])
        else:
            yield from _abbreviated(value)
        yield value

    def _locality(self, value: str, gold: Record) -> Iterator[str]:
        yield f"in {value}"

    def _country(self, value: str, gold: Record) -> Iterator[str]:
        yield f"c:{value.lower()}"
        yield f"country:{value.lower()}"


def _more(row: Record, usual: str) -> str:
    status = f" {row['status'][:3]}" if row["status"] != usual else ""
    return f"{status} hea" if row.get("delegation_role") == "head" else status


def _heads(kind: str, name: str) -> list[str]:
    """The shortest beginnings of a field's name, and of its label, that mean no other field."""
    fields = FIELDS[kind]
    found = []
    one = next(field for field in fields if field.name == name)
    for called in (one.name, one.label.lower().replace(" ", "_")):
        for size in range(1, len(called) + 1):
            head = called[:size]
            fits = [
                each
                for each in fields
                if each.name.startswith(head) or each.label.lower().replace(" ", "_").startswith(head)
            ]
            if fits == [one] or called == head:
                found.append(head)
                break
    return found


def _choices(kind: str, name: str, choice: str) -> Iterator[str]:
    said = choice.replace("_", " ")
    for size in range(2, len(said) + 1):
        if said[size - 1] != " ":
            yield said[:size]
            yield from (f"{head}:{choice[:size]}" for head in _heads(kind, name))


def _beginnings(text: str, *, from_end: bool = False) -> list[str]:
    """Short ways to name where words begin (or end): one word in part, then more words."""
    words = re.findall(r"[\w’'-]+", text)
    if not words:
        return []
    part = words[-1] if from_end else words[0]
    found = [part[:size].lower() for size in (3, 5, len(part)) if size <= len(part)]
    for count in (2, 3, 4, 6):
        if len(words) > count - 1:
            some = words[-count:] if from_end else words[:count]
            found.append(" ".join(some).lower())
            found.append(" ".join([*some[:-1], some[-1][:3]]).lower())
            found.append(" ".join(word[:3] for word in some).lower())
    return list(dict.fromkeys([*found, part.lower()]))


def _short_names(name: str) -> Iterator[str]:
    """A family name or given name by its first letters."""
    for word in name.lower().split():
        for size in range(3, len(word) + 1):
            yield word[:size]


def _abbreviated(name: str) -> Iterator[str]:
    """Each word of a name by its first letters."""
    words = name.lower().split()
    for size in (2, 3, 4, 6):
        yield " ".join(word[:size] for word in words)
