"""What a typed line means in this file: short names made whole, quotations found in the article, everything checked.

"umer" is Rustem Umerov where one known person is called so; "will not s..region" are words of the article that the line
is typed over.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from tracker.desk import quoting, typed_dates, typed_durations
from tracker.desk.completing import known_names
from tracker.desk.errors import InvalidField
from tracker.desk.facts import attendance, values_of
from tracker.desk.line_words import ABOUT, KNOWN_SINCE, TOLD_BY, WORDS
from tracker.desk.line_words import PEOPLE as WITH
from tracker.desk.quick_follows import Following
from tracker.desk.quick_like import Like, copied
from tracker.desk.quick_meaning import Told, Understood
from tracker.desk.quick_names import named_track
from tracker.desk.quick_people import read_people, several_meant
from tracker.desk.titles import short
from tracker.desk.titles import titles as titles_of
from tracker.desk.typed_line import Line, spoken, take_apart
from tracker.desk.typed_values import New, parse, party
from tracker.domain import durations, edtf, names
from tracker.domain.fields import FIELDS, Field, lacking
from tracker.domain.vocabulary import ISSUES
from tracker.store.database import Database
from tracker.store.queries import evidence as evidence_rows
from tracker.store.queries import names as known
from tracker.store.queries import rows, stored_articles

_SHORTEST_NAME: Final = 3
_SHOWN_WORDS: Final = 160


class Reading:
    """One line, being understood."""

    def __init__(
        self,
        db: Database,
        fact: tuple[str, int] | None,
        article: int | None,
        selected: tuple[int, int] | None,
        today: date,
        like: Like = (None, None),
    ) -> None:
        self.db, self.connection, self.fact, self.today = db, db.read, fact, today
        if article is None and fact is not None:
            article = next((row["article"] for row in evidence_rows.of_fact(self.connection, *fact)), None)
        self.article = stored_articles.one(self.connection, article) if article is not None else None
        self.selected = selected
        self.like = like
        self.meant = Understood()
        if self.article is not None and selected is not None:
            self.meant.exact = self.article["text"][slice(*selected)]

    def read(self, line: str) -> Understood:
        """What the line means."""
        meant = self.meant
        line, like = self._begun(line)
        if meant.wrong:
            return meant
        kind = self.fact[0] if self.fact else like[0] if like else None
        apart = take_apart(line, kind, today=self._anchor(), is_party=self._is_party)
        meant.kind = apart.kind
        meant.wrong = [wrong.sentence for wrong in apart.wrong]
        if apart.kind is None:
            return meant
        values = apart.values()
        meant.told_by, meant.known_since = values.pop(TOLD_BY, ""), values.pop(KNOWN_SINCE, "")
        if self.fact is not None and (meant.told_by or meant.known_since):
            meant.wrong.append("Where it was told and since when is known is said of a new fact only.")
        meant.values = {name: self._whole(name, text, quoted=apart.quoted(name)) for name, text in values.items()}
        self._quotations(apart)
        self._about(apart)
        self._people(apart)
        typed = dict(meant.values)
        if like is not None:
            meant.values = copied(self.connection, like, typed) | typed
        if self.fact is None:
            Following(self.connection, meant, self.article, self._anchor(), self.as_printed).fill()
        self._check(typed)
        self._tell(typed)
        return meant

    def _begun(self, line: str) -> tuple[str, tuple[str, int] | None]:
        """The line without its "=" or "==" (blanks in their place), and the fact that it begins from."""
        signs = re.match(r"\s*(==?)(?=\s|\Z)", line)
        if signs is None or self.fact is not None:
            return line, None
        like = self.like[len(signs[1]) - 1]
        row = rows.fact(self.connection, *like) if like is not None and like[0] in FIELDS else None
        if row is None or row["state"] == "rejected":
            which = "under the cursor" if signs[1] == "=" else "made before"
            self.meant.wrong.append(f"There is no fact {which} to begin from.")
            return line, None
        return " " * signs.end() + line[signs.end() :], like

    def _anchor(self) -> date:
        """The day that a date without a year is near: the article's, else today."""
        day = self.article["published"] if self.article is not None else None
        return date.fromisoformat(day) if day else self.today

    def _is_party(self, words: str) -> bool:
        if len(words) < 2:
            return False
        if known.party_of_code(self.connection, words.upper()) is not None:
            return True
        if known.named(self.connection, "party", names.fold(words)):
            return True
        try:
            found = party(self.connection, words)
        except ValueError:  # what cannot be an id is no party
            return False
        # One that nobody knows would be made of type "other": any word could be that.
        return not isinstance(found, New) or found.type != "other"

    # -- short forms made whole ------------------------------------------------------------------------------------

    def _whole(self, name: str, text: str, *, quoted: bool = False) -> str:
        kind = self.meant.kind or ""
        one = next((one for one in FIELDS[kind] if one.name == name), None)
        if one is None or not text:
            return text
        if one.type in ("date", "day"):
            try:
                return typed_dates.parse(text, self._anchor()) or ""
            except ValueError as error:
                self.meant.wrong.append(str(error))
                return ""
        if one.type == "choice" and text not in one.choices:
            fits = [choice for choice in one.choices if choice.startswith(text.lower().replace(" ", "_"))]
            return fits[0] if len(fits) == 1 else text
        if name == "issues":
            return "; ".join(_issue(piece) for piece in re.split(r"\s*[;,]\s*", text) if piece)
        printed = self.meant.kind == "assessment" and name == "words"
        if (quoted or printed or quoting.is_short(text)) and one.type in ("text", "words", "person"):
            return "; ".join(self._printed(piece.strip()) for piece in text.split(";"))
        if one.type == "person":
            return self.person(text, words=name == "speaker")
        if one.type == "venue":
            return self._venue(text)
        return text

    def person(self, typed: str, *, words: bool = False) -> str:
        """The name that a family name or its beginning stands for; in small letters it must be a known one's."""
        bare = typed.strip()
        if bare != bare.lower():
            return bare
        if " " in bare:
            # Words for somebody who is not named ("two ukr off") as the article has them.
            return (self._printed(bare) if words else self.as_printed(bare)) or bare
        found = known_names(self.db, "person", bare)
        if not found and (printed := self.as_printed(bare)):
            return printed
        if len(found) == 1:
            return found[0]
        exact = [name for name in found if bare in names.fold(name).split()]
        if len(exact) == 1:
            return exact[0]
        if found:
            self.meant.wrong.append(f"“{bare}” can be {', '.join(found[:3])}.")
        elif not words:
            self.meant.wrong.append(f"Nobody known has a name that begins with “{bare}”; write a new name in capitals.")
        return bare

    def _venue(self, typed: str) -> str:
        if typed != typed.lower() or known.named(self.connection, "venue", names.fold(typed)):
            return typed
        found = known_names(self.db, "venue", typed)
        if len(found) == 1:
            return found[0]
        if found:
            self.meant.wrong.append(f"“{typed}” can be {', '.join(found[:3])}.")
            return typed
        printed = self.as_printed(typed)
        if not printed:
            self.meant.wrong.append(f"No known place begins with “{typed}”; write a new one in capitals.")
        return printed or typed

    def as_printed(self, typed: str) -> str:
        """A name as the article prints it, by the beginnings of its words, where only one name there begins so."""
        if self.article is None or len(typed) < _SHORTEST_NAME:
            return ""
        pattern = r"\b" + r"\s+".join(re.escape(word) + r"[\w’'-]*" for word in typed.split())
        found = {" ".join(one.split()) for one in re.findall(pattern, self.article["text"], re.IGNORECASE)}
        named = {re.sub(r"[’']s?$", "", one) for one in found if all(word[:1].isupper() for word in one.split())}
        exact = {one for one in named if one.lower() == typed.lower()}
        fits = exact or named
        return fits.pop() if len(fits) == 1 else ""

    # -- the article's words ---------------------------------------------------------------------------------------

    def _printed(self, words: str) -> str:
        """What stands in the article where dots stand for more of it, or the last word is cut; other words as typed."""
        span = self._span(words)
        if span is None or self.article is None:
            return words
        return " ".join(self.article["text"][span.start : span.end].split())

    def _quotations(self, apart: Line) -> None:
        meant = self.meant
        quoted = apart.texts(WORDS)
        spans = [self._span(words) for words in quoted]
        printed = [
            " ".join(self.article["text"][span.start : span.end].split())
            if span and self.article is not None
            else words
            for words, span in zip(quoted, spans, strict=True)
        ]
        found = [span for span in spans if span is not None]
        # What is not found in the article carries nothing, but is what was said all the same.
        there = [words for words, span in zip(quoted, spans, strict=True) if span is not None]
        if self.selected is not None and self.article is not None:
            found = [quoting.Span(*self.selected), *found]
            if not quoted:
                printed = [" ".join(self.article["text"][self.selected[0] : self.selected[1]].split())]
        if meant.kind == "position" and printed and (self.fact is None or quoted):
            meant.values["text"] = " ".join(printed)
        if meant.kind == "assessment" and printed and "words" not in meant.values:
            alone = [words for words, typed in zip(printed, quoted, strict=False) if not quoting.is_short(typed)]
            if self.fact is None or alone:
                meant.values["words"] = "; ".join(alone or printed)
        if found and self.article is not None:
            span = self._evidence_of(found, there)
            meant.evidence = (self.article["id"], span.start, span.end)
            meant.exact = self.article["text"][span.start : span.end]

    def _span(self, words: str) -> quoting.Span | None:
        if self.article is None:
            if quoting.is_short(words):
                self.meant.wrong.append("Dots stand for words of an article: open one first, or write the words out.")
            return None
        text = self.article["text"]
        # Its head (title, day) is looked through only where its body has no such words.
        span = quoting.find(text, words, self.article["body_start"]) or quoting.find(text, words)
        if span is None and quoting.is_short(words):
            self.meant.wrong.append(f"The article does not have “{short(words, 60)}”.")
        return span

    def _evidence_of(self, found: list[quoting.Span], quoted: list[str]) -> quoting.Span:
        """The words that carry it: what was selected, else what was given with dots, else the sentence of the first."""
        assert self.article is not None  # noqa: S101 - spans were found in it
        if self.selected is not None:
            return found[0]
        wide = [span for span, words in zip(found, quoted, strict=False) if quoting.is_short(words)]
        if wide:
            return wide[-1]
        if self.meant.kind in ("position",):
            return found[0]
        first = quoting.sentence_at(self.article["text"], found[0].start)
        return quoting.Span(first.start, max(first.end, found[0].end))

    def _about(self, apart: Line) -> None:
        """What an assessment is about: a meeting's number or words of its title, else a track."""
        for text in apart.texts(ABOUT):
            found = self._named_meeting(text)
            if found is not None:
                self.meant.values["about_meeting"] = f"#{found}"
            else:
                track = named_track(self.connection, text)
                self.meant.values["about_track"] = f"#{track}" if track is not None else text

    def _named_meeting(self, text: str) -> int | None:
        if match := re.fullmatch(r"#(\d+)", text.strip()):
            return int(match[1])
        if self.article is None:
            return None
        wanted = names.fold(text).split()
        here = evidence_rows.of_article(self.connection, self.article["id"])
        titles = titles_of(self.connection, {(row["kind"], row["fact"]) for row in here if row["kind"] == "meeting"})
        fits = [
            number
            for (_, number), called in titles.items()
            if all(any(part.startswith(word) for part in names.fold(called).split()) for word in wanted)
        ]
        return fits[0] if len(fits) == 1 else None

    # -- people ----------------------------------------------------------------------------------------------------

    def _people(self, apart: Line) -> None:
        texts = apart.texts(WITH)
        if not texts:
            return
        there = attendance(self.connection, self.fact[1]) if self.fact else ()
        self.meant.people, wrong = read_people(", ".join(texts), there, self.person)
        self.meant.wrong += wrong + several_meant(self.connection, self.meant.people)

    # -- checked and told ------------------------------------------------------------------------------------------

    def _check(self, typed: Mapping[str, str]) -> None:
        meant, kind = self.meant, self.meant.kind or ""
        if self.fact is None:
            meant.missing = [one.label for one in lacking(kind, meant.values)]
        try:
            parse(
                self.connection, kind, {name: text for name, text in meant.values.items() if name in typed}, self.today
            )
        except InvalidField as error:
            meant.wrong.append(error.sentence)
        if meant.known_since:
            try:
                meant.known_since = typed_dates.parse_day(meant.known_since, self.today) or ""
            except ValueError as error:
                meant.wrong.append(str(error))

    def _tell(self, typed: Mapping[str, str]) -> None:
        meant, kind = self.meant, self.meant.kind or ""
        before: dict[str, str] = {}
        if self.fact is not None:
            row = rows.fact(self.connection, *self.fact)
            if row is None:
                meant.wrong.append(f"This {kind} is not there any more.")
                return
            before = values_of(self.connection, kind, row)
        for one in FIELDS[kind]:
            if one.name in meant.values:
                after = shown_value(one, meant.values[one.name])
                was = shown_value(one, before.get(one.name, ""))
                if one.type == "venue" and after and not known.named(self.connection, "venue", names.fold(after)):
                    after = f"{after} (new)"
                text = f"{was or 'empty'} → {after or 'empty'}" if self.fact is not None else after
                meant.told.append(Told(one.label, text, one.name not in typed))
        meant.told += [Told("People", who, False) for who in meant.people.told(self.connection)]
        if meant.told_by:
            meant.told.append(Told("Told by", meant.told_by))
        if meant.known_since:
            meant.told.append(Told("Known since", edtf.shown(meant.known_since)))
        if meant.exact and kind != "position":
            meant.told.append(Told("Evidence", f"“{short(meant.exact, _SHOWN_WORDS)}”"))


def _issue(typed: str) -> str:
    """The issue that a beginning means ("terr/Donbas" is territory/Donbas); what fits none or several stays."""
    head, slash, finer = typed.partition("/")
    fits = [one for one in ISSUES if one.startswith(head.lower())]
    return f"{fits[0]}{slash}{finer}" if len(fits) == 1 else typed


def shown_value(one: Field, text: str) -> str:
    """A field's value as a person reads it: a date with its month as a word, a word of a list without underscores."""
    if not text:
        return ""
    if one.type in ("date", "day"):
        return edtf.shown(text)
    if one.type == "duration":
        try:
            return durations.shown(typed_durations.parse(text) or text)
        except ValueError:
            return text
    return short(spoken(text) if one.type == "choice" else text, _SHOWN_WORDS)
