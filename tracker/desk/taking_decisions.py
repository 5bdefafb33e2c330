"""What a colleague decided: taken over where nobody here had decided, else kept beside it with their name.

Nothing that a person here set, accepted or rejected is ever changed: where both set a field and differ, a conflict
opens.
"""

import re
import sqlite3
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from tracker.desk import merge
from tracker.desk.errors import InvalidField, Refused
from tracker.desk.facts import values_of
from tracker.desk.handed import HandedFact
from tracker.desk.handed_whole import Answer
from tracker.desk.refolding import ask, is_touched
from tracker.desk.titles import article_title, short, title
from tracker.desk.typed_facts import write_values
from tracker.desk.typed_values import parse
from tracker.domain.article import Article
from tracker.domain.fields import ARTICLE_FIELDS
from tracker.store.errors import Gone
from tracker.store.journal import Write
from tracker.store.queries import conflicts, handing_over, judgements, rows, stored_articles
from tracker.store.queries import names as known
from tracker.store.txn import user

if TYPE_CHECKING:
    from tracker.desk.taking_in import TakingIn

_SPLIT: Final = ("person", "venue", "meeting")
_NUMBER: Final = re.compile(r"#(\d+)\b")
_STAND: Final = ("accepted", "edited")


class Decisions:
    """The decisions of one hand-over, within the caller's transaction."""

    def __init__(self, taking: "TakingIn", write: Write) -> None:
        """Nothing is written yet."""
        self.taking = taking
        self.write = write
        self.connection = taking.db.read
        self.done = taking.done
        self.by = taking.handed.by

    def run(self) -> None:
        """Who is who first, so that every decision meets its fact; then facts, tracks, judgements."""
        handed = self.taking.handed
        for sha256, article in self.taking.known.items():
            self._article(self.taking.articles[sha256], article)
        for answer in handed.answers:
            self._answer(answer)
        self._joined_there()
        for fact in handed.facts:
            number = self.taking.here(fact.kind, fact.fact)
            if number is not None and rows.fact(self.connection, fact.kind, number) is not None:
                self._fact(fact, number)
        for there, (is_followed, is_archived) in handed.tracks.items():
            number = self.taking.here("track", there)
            if number is not None and number > self.taking.before["track"]:
                self.write.update("track", number, followed=is_followed, archived=is_archived)
        self._judgements()
        for source in handed.sources:
            self._source(source)
        for item in handed.items:
            self._item(item)
        for one in handed.resolved:
            self._resolved(one)

    # Articles

    def _article(self, number: int, theirs: Article) -> None:
        """What they corrected of an article that is here too: a blank is filled, else yours stays and theirs is named.

        A date stands in every reading of the article, so it is never changed on the way in.
        """
        row = stored_articles.one(self.connection, number)
        if row is None:
            return
        blank: dict[str, str] = {}
        for field in ARTICLE_FIELDS:
            mine, said = row[field.name], getattr(theirs, field.name, None)
            if field.name == "note" or not said or said == mine:
                continue
            if not mine and field.name != "published":
                blank[field.name] = said
                continue
            self.done.kept += 1
            stays = f"here it stays {mine}" if mine else f"here it has none; `tracker edit article {number}` sets it"
            name = short(article_title(row))
            self.done.problems.append(f"{field.label} of {name} is {said} for {self.by}; {stays}.")
        if blank:
            self.write.update("article", number, **blank)
            self.done.applied += len(blank)

    # Who is who

    def _answer(self, one: Answer) -> None:
        first, second = self.taking.here(one.kind, one.one), self.taking.here(one.kind, one.two)
        if one.decision == "same":
            self._same(one)
        elif first is None or second is None:
            return
        elif first == second:
            if one.decision == "different":
                self._two(one, first)
        else:
            row = known.suggested_pair(self.connection, one.kind, first, second)
            if one.decision is None:
                self.done.questions += row is None
                ask(self.connection, self.write, one.kind, first, second, one.reason)
            elif row is None or row["decision"] is None:
                merge.keep_answer(self.connection, self.write, one.kind, first, second, one.decision, one.by or self.by)
                self.done.applied += 1

    def _same(self, one: Answer) -> None:
        """They joined two: what is several here is joined too, unless somebody here said that it is not one."""
        for there in (one.one, one.two):
            found = self.taking.mine.get((one.kind, there))
            if found is None or one.kind not in merge.KINDS:
                continue
            keep, *others = [number for number, _ in found.most_common()]
            for other in others:
                if self._apart(one.kind, keep, other):
                    self.done.kept += 1
                    continue
                try:
                    merge.merge(self.taking.db, one.kind, keep, other, one.by or self.by)
                except (Refused, Gone) as error:
                    self.done.problems.append(str(error))
                    continue
                self.done.applied += 1
                self._moved(one.kind, other, keep)

    def _joined_there(self) -> None:
        """What is one there and several here, and nobody decided: a question."""
        for (kind, _), found in list(self.taking.mine.items()):
            numbers = [number for number, _ in found.most_common() if rows.fact(self.connection, kind, number)]
            if len(numbers) < 2 or kind not in merge.KINDS:
                continue
            for other in numbers[1:]:
                if known.suggested_pair(self.connection, kind, numbers[0], other) is None:
                    ask(self.connection, self.write, kind, numbers[0], other, f"They are one in the file of {self.by}.")
                    self.done.questions += 1

    def _apart(self, kind: str, one: int, two: int) -> bool:
        row = known.suggested_pair(self.connection, kind, one, two)
        return row is not None and row["decision"] == "different"

    def _two(self, one: Answer, number: int) -> None:
        """They say that it is two, and here it is one: it is parted where nobody here touched it."""
        articles = self.taking.of.get((one.kind, one.two), set()) - self.taking.of.get((one.kind, one.one), set())
        name = short(title(self.connection, one.kind, number))
        if one.kind not in _SPLIT or not articles or is_touched(self.connection, one.kind, number):
            self.done.kept += 1
            self.done.problems.append(f"{one.by or self.by} says that {name} is two; here it stays one.")
            return
        try:
            done = merge.split(self.taking.db, one.kind, number, sorted(articles), one.by or self.by)
        except Refused as error:
            self.done.problems.append(f"{one.by or self.by} says that {name} is two; here it stays one: {error}")
            return
        self.done.applied += 1
        self.taking.mine[one.kind, one.two] = Counter([done.fact or number])

    def _moved(self, kind: str, gone: int, keep: int) -> None:
        for (of, _), found in self.taking.mine.items():
            if of == kind and gone in found:
                found[keep] += found.pop(gone)

    # Facts

    def _fact(self, fact: HandedFact, number: int) -> None:
        is_new = (fact.kind, number) in self.taking.made
        for name, (value, by, on) in fact.decided.items():
            if not is_new:
                self._field(fact.kind, number, name, value, by, on)
        if fact.state != "suggested" and not is_new:
            self._state(fact, number)
        self._note(fact.kind, number, fact.note)

    def _state(self, fact: HandedFact, number: int) -> None:
        row = rows.fact(self.connection, fact.kind, number)
        if row is None:
            return
        mine, theirs = row["state"], fact.state
        agrees = mine == theirs or (mine in _STAND and theirs in _STAND)
        by, on = fact.by or self.by, fact.on or ""
        if mine == "suggested":
            self.write.update(fact.kind, number, state=theirs)
            self.done.applied += 1
            self._remember(fact.kind, number, "", theirs, by, on, applied=True)
        elif not agrees:
            self.done.kept += self._remember(fact.kind, number, "", theirs, by, on, applied=False)

    def _field(self, kind: str, number: int, name: str, value: str, by: str, on: str) -> None:
        row = rows.fact(self.connection, kind, number)
        if row is None:
            return
        value = self._translated(kind, name, value)
        mine = values_of(self.connection, kind, row)[name]
        manual = name in rows.manual_fields(self.connection, kind, [number]).get(number, {})
        if mine.strip() == value.strip():
            if not manual and value.strip() and row["state"] != "accepted":
                self._mark(kind, number, name, by, on)
                self.done.applied += 1
            return
        if manual or (row["state"] == "accepted" and mine.strip()) or row["state"] == "rejected":
            if self._remember(kind, number, name, value, by, on, applied=False):
                self.done.kept += 1
                if row["state"] != "rejected":
                    self._conflict(kind, number, name, mine, value)
            return
        try:
            parsed = parse(self.connection, kind, {name: value}, date.today())
        except InvalidField as error:
            self.done.problems.append(f"{short(title(self.connection, kind, number))}: {error}")
            return
        write_values(self.connection, self.write, kind, number, parsed)
        self._mark(kind, number, name, by, on)
        self.write.update(kind, number, state="edited")
        self._remember(kind, number, name, value, by, on, applied=True)
        self.done.applied += 1

    def offer(self, kind: str, number: int, name: str, value: str) -> None:
        """What a table says of a known fact: it fills a blank field; where it says otherwise a conflict opens."""
        row = rows.fact(self.connection, kind, number)
        if row is None or row["state"] == "rejected":
            return
        mine = values_of(self.connection, kind, row)[name]
        if mine.strip():
            if mine.strip() != value.strip():
                self._conflict(kind, number, name, mine, value)
            return
        parsed = parse(self.connection, kind, {name: value}, date.today())
        write_values(self.connection, self.write, kind, number, parsed)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        self._mark(kind, number, name, user(), now)
        self.write.update(kind, number, state="edited")
        self.done.applied += 1

    def _translated(self, kind: str, name: str, value: str) -> str:
        """A value that names a meeting or a track by its number there, with its number here."""
        of = {"parent": "meeting", "meeting": "meeting", "about_meeting": "meeting"}.get(name)
        found = _NUMBER.match(value) if of else None
        if of is None or found is None or kind not in ("meeting", "attendance", "assessment"):
            return value
        here = self.taking.here(of, int(found[1]))
        return f"#{here} {title(self.connection, of, here)}" if here is not None else ""

    def _mark(self, kind: str, number: int, name: str, by: str, on: str) -> None:
        have = rows.manual_fields(self.connection, kind, [number]).get(number, {})
        if name in have:
            self.write.update("manual_value", have[name]["id"], set_by=by, set_on=on)
        else:
            self.write.insert("manual_value", kind=kind, fact=number, field=name, set_by=by, set_on=on)

    def _conflict(self, kind: str, number: int, name: str, mine: str, theirs: str) -> None:
        """Both values side by side, as a question to whoever is here; a resolved one opens again for a new value."""
        if not mine.strip() or not theirs.strip():
            return
        found = next((row for row in conflicts.of_fact(self.connection, kind, number) if row["field"] == name), None)
        conflict = found["id"] if found else self.write.insert("conflict", kind=kind, fact=number, field=name)
        have = {row["value"] for row in conflicts.values(self.connection, [conflict]).get(conflict, [])}
        for value in dict.fromkeys((mine, theirs)):
            if value not in have:
                self.write.insert("conflict_value", conflict=conflict, value=value)
        if found is None or (found["state"] == "resolved" and theirs not in have):
            self.done.conflicts += 1
            self.write.update("conflict", conflict, state="open")

    def _remember(self, kind: str, number: int, name: str, value: str, by: str, on: str, *, applied: bool) -> bool:
        """Keep who decided what; True where it was not kept before. One's own need no second name."""
        if by == user() and applied:
            return True
        for row in handing_over.others(self.connection, kind, number):
            if (row["field"], row["value"], row["decided_by"]) == (name, value, by):
                return False
        self.write.insert(
            "others_decision",
            kind=kind,
            fact=number,
            field=name,
            value=value,
            decided_by=by,
            decided_on=on,
            applied=applied,
        )
        return True

    def _note(self, kind: str, number: int, note: str) -> None:
        row = rows.fact(self.connection, kind, number)
        if row is not None and note.strip() and note.strip() not in row["note"]:
            self.write.update(kind, number, note="\n".join(part for part in (row["note"], note.strip()) if part))

    # Judgements

    def _judgements(self) -> None:
        touched: dict[int, bool] = {}
        for there, values in self.taking.handed.judgements:
            number = self.taking.here("track", there)
            if number is None:
                continue
            have = handing_over.track_judgements(self.connection, number)
            if any(all(row[name] == value for name, value in values.items()) for row in have):
                continue
            if touched.setdefault(number, bool(have)):
                said = " · ".join(value for value in (values["phase"], values["line"]) if value)
                by, on = values["set_by"] or self.by, values["set_on"] or ""
                self.done.kept += self._remember("track", number, "phase", said, by, on, applied=False)
                continue
            self.write.insert("track_judgement", track=number, **values)
            self.done.applied += 1

    def _source(self, source: dict[str, str | None]) -> None:
        row = judgements.source(self.connection, source["name"] or "")
        values: dict[str, Any] = {name: source[name] for name in ("reliability", "note", "judged_by", "judged_on")}
        if row is None:
            self.write.insert("source", name=source["name"], **values)
        elif row["reliability"] is None:
            self.write.update("source", row["id"], **values)
        else:
            if row["reliability"] != source["reliability"]:
                self.done.kept += 1
                self.done.problems.append(
                    f"{source['judged_by'] or self.by} finds {row['name']} {source['reliability']}; "
                    f"here it stays {row['reliability']}."
                )
            return
        self.done.applied += 1

    def _item(self, item: dict[str, Any]) -> None:
        article = stored_articles.by_sha256(self.connection, item["sha256"])
        if article is None:
            return
        is_article = item["kind"] == "article"
        number = article["id"] if is_article else self.taking.here(item["kind"], item["fact"])
        if number is None or (not is_article and rows.fact(self.connection, item["kind"], number) is None):
            return
        if judgements.of_item(self.connection, item["kind"], number, article["id"]) is None:
            values = {name: item[name] for name in ("kind", "value", "why", "set_by", "set_on")}
            self.write.insert("credibility", fact=number, article=article["id"], **values)
            self.done.applied += 1

    def _resolved(self, one: dict[str, Any]) -> None:
        number = self.taking.here(one["kind"], one["fact"])
        if number is None:
            return
        for row in conflicts.of_fact(self.connection, one["kind"], number):
            if row["field"] == one["field"] and row["state"] == "open" and one["resolution"]:
                values = {row["value"] for row in conflicts.values(self.connection, [row["id"]]).get(row["id"], [])}
                if one["resolution"] != "both" and self._is_set_otherwise(row, one["resolution"]):
                    continue
                if one["resolution"] == "both" or one["resolution"] in values | _now(self.connection, row):
                    keep = ("resolution", "resolved_by", "resolved_on", "note")
                    self.write.update("conflict", row["id"], state="resolved", **{name: one[name] for name in keep})
                    self.done.applied += 1

    def _is_set_otherwise(self, row: sqlite3.Row, resolution: str) -> bool:
        """True where somebody here set the field, and not to what they resolved: that stays a question."""
        manual = rows.manual_fields(self.connection, row["kind"], [row["fact"]]).get(row["fact"], {})
        return row["field"] in manual and resolution not in _now(self.connection, row)


def _now(connection: sqlite3.Connection, row: sqlite3.Row) -> set[str]:
    """The value that the field of a conflict's fact has now."""
    fact = rows.fact(connection, row["kind"], row["fact"])
    if fact is None:
        return set()
    value = values_of(connection, row["kind"], fact).get(row["field"], "")
    return {value, value.split(", ")[0]} if row["field"] == "venue" else {value}
