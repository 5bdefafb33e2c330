"""One line that says a fact ("meeting US Ukraine @ Geneva on 23 Nov with Rubio, Yermak"), taken apart as it is typed.

Nothing is looked up here but what the caller hands in, and nothing is written. What a word means is decided in this
order: a quotation (the article's words), a keyword ("on", "with", "by", …) with what follows it, a field by its name
("status:planned"), a day, a word of a closed list by its beginning ("dem" is demand), a party, the rest of a name.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tracker.desk import typed_dates
from tracker.desk.line_words import (
    ABOUT,
    DATES,
    DAY_BEGINS,
    FREE,
    HINTS,
    KEYWORDS,
    LISTS,
    NAMED,
    NAMES,
    ONE_WORD,
    PARTIES,
    PEOPLE,
    PLACED,
    SHORT_KINDS,
    SURELY_DAY,
    TOLD_BY,
    WORDS,
)
from tracker.domain.fields import FIELDS, KINDS, Field

_TOKEN: Final = re.compile(r'"[^"]*"?|“[^”]*”?|[^\s"“]+')
_LONGEST_NAME: Final = 4
_LONGEST_DAY: Final = 5


@dataclass(frozen=True, slots=True)
class Part:
    """What a stretch of the line says: a field of the kind (or WORDS, PEOPLE, …), its text, where it stands.

    `quoted`: it stood between quotation marks.
    """

    field: str
    text: str
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """A stretch of the line that cannot stand, and why, in one sentence."""

    sentence: str
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """A line, taken apart. `kind` is None where its first word is no kind."""

    kind: str | None
    parts: list[Part] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def values(self) -> dict[str, str]:
        """Field -> text; what was said in several parts of a list is joined."""
        found: dict[str, str] = {}
        for part in self.parts:
            if part.field in (WORDS, PEOPLE, ABOUT):
                continue
            before = found.get(part.field)
            joined = before and part.field in LISTS
            found[part.field] = f"{before}{LISTS[part.field]}{part.text}" if joined else part.text
        return found

    def quoted(self, name: str) -> bool:
        """True where a field's text stood between quotation marks."""
        return any(part.quoted for part in self.parts if part.field == name)

    def texts(self, name: str) -> list[str]:
        """The texts of all parts of one field, in order."""
        return [part.text for part in self.parts if part.field == name]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def quoted(self) -> bool:
        return self.text[0] in '"“'


def take_apart(
    line: str, kind: str | None = None, *, today: date, is_party: Callable[[str], bool] = lambda _words: False
) -> Line:
    """Take a typed line apart. Every word of it ends in a part or in a sentence of `wrong`.

    Args:
        line: what stands in the line.
        kind: the kind of fact it is about; None where the first word says it.
        today: the day that "yesterday" is before.
        is_party: whether words name a party that is known to the file or to the world.
    """
    tokens = [_Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(line)]
    if kind is None:
        if not tokens:
            return Line(None)
        first = tokens.pop(0)
        kind = kind_of(first.text)
        if kind is None:
            kinds = ", ".join(KINDS)
            return Line(None, wrong=[Wrong(f"Begin with what it is: {kinds}.", first.start, first.end)])
        if len(tokens) > 1 and tokens[0].text in KINDS:
            # A whole line that was typed or pasted behind the kind that stood there already.
            kind = tokens.pop(0).text
    return _Reading(line, kind, tokens, today, is_party).read()


def kind_of(word: str) -> str | None:
    """The kind of fact that a word or its beginning names ("m", "pos", "person"); None where it is none or several."""
    word = word.lower()
    if word in SHORT_KINDS:
        return SHORT_KINDS[word]
    found = [kind for kind in KINDS if kind.startswith(word)]
    return found[0] if len(found) == 1 or (found and word in found) else None


class _Reading:
    """The reading of one line."""

    def __init__(
        self, line: str, kind: str, tokens: list[_Token], today: date, is_party: Callable[[str], bool]
    ) -> None:
        self.line, self.kind, self.tokens, self.today, self.is_party = line, kind, tokens, today, is_party
        self.found = Line(kind)
        self.keywords = {**KEYWORDS[""], **KEYWORDS[kind]}
        self.fields = {one.name: one for one in FIELDS[kind]}
        self.at = 0
        self._rest: list[_Token] = []

    def read(self) -> Line:
        """The line's parts, in order."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            read = (
                self._quotation(token)
                or self._keyword(token)
                or self._named_field(token)
                or self._number(token)
                or self._day()
                or self._place(token)
                or self._filler(token)
                or self._listed(token)
                or self._party()
            )
            if not read:
                self._rest.append(token)
                self.at += 1
        self._name()
        return self.found

    # -- the parts, in the order in which they are tried -----------------------------------------------------------

    def _add(self, name: str, text: str, first: _Token, last: _Token) -> bool:
        self.found.parts.append(Part(name, text.strip(), first.start, last.end, last.quoted))
        return True

    def _wrong(self, sentence: str, token: _Token) -> bool:
        self.found.wrong.append(Wrong(sentence, token.start, token.end))
        return True

    def _quotation(self, token: _Token) -> bool:
        if not token.quoted:
            return False
        self.at += 1
        words = token.text[1:].rstrip('"”').strip()
        if not words:
            self.found.wrong.append(
                Wrong("There are no words between the quotation marks yet.", token.start, token.end)
            )
            return True
        return self._add(WORDS, words, token, token)

    def _keyword(self, token: _Token) -> bool:
        word = token.text.lower()
        name = self.keywords.get(word)
        if name is None and word.startswith("@") and "@" in self.keywords:
            # "@Geneva": the keyword without a space.
            self.tokens[self.at : self.at + 1] = [
                _Token("@", token.start, token.start + 1),
                _Token(token.text[1:], token.start + 1, token.end),
            ]
            token, name = self.tokens[self.at], self.keywords["@"]
        if name is None or (token.text != word and len(word) < 3):
            return False
        if word == "on" and self.kind == "position" and self._is_issue(self._next()):
            return False
        self.at += 1
        run = list(self._run(name))
        if not run:
            return self._wrong(f"Something is to follow “{token.text}”.", token)
        return self._add(name, self._text(run), token, run[-1])

    def _named_field(self, token: _Token) -> bool:
        head, colon, tail = token.text.partition(":")
        if not colon or not head:
            return False
        one = self._field(head.lower())
        if one is None:
            return False
        self.at += 1
        # "venue: date:" empties both, and so does "date: @ Oslo" the date: what follows a name can be the next part.
        ends = not tail and self.at < len(self.tokens) and self._begins(self.tokens[self.at], one)
        run = [] if ends or (tail and one.type in ONE_WORD) else list(self._run(one.name, begun=bool(tail)))
        text = " ".join(part for part in (tail, self._text(run)) if part)
        return self._add(one.name, text, token, run[-1] if run else token)

    def _begins(self, token: _Token, one: Field) -> bool:
        """True where what follows a field's name without a value is a part of its own, so that the field is emptied."""
        if self._is_field(token.text):
            return True
        return one.name not in FREE and one.type != "long" and self._is_keyword(token)

    def _is_keyword(self, token: _Token) -> bool:
        return token.text in self.keywords or (token.text[0] == "@" and "@" in self.keywords)

    def _is_field(self, word: str) -> bool:
        head, colon, _ = word.partition(":")
        return bool(colon) and self._field(head.lower()) is not None

    def _field(self, head: str) -> Field | None:
        exact = [one for one in self.fields.values() if head in (one.name, one.label.lower())]
        begun = [
            one
            for one in self.fields.values()
            if one.name.startswith(head) or one.label.lower().replace(" ", "_").startswith(head)
        ]
        found = exact or begun
        return found[0] if len(found) == 1 else None

    def _number(self, token: _Token) -> bool:
        if self.kind != "attendance" or not re.fullmatch(r"#\d+", token.text):
            return False
        self.at += 1
        return self._add("meeting", token.text, token, token)

    def _day(self) -> bool:
        name = DATES.get(self.kind)
        run = self._day_run() if name is not None else []
        if name is None or not run:
            return False
        self.at += len(run)
        return self._add(name, self._text(run).rstrip(","), run[0], run[-1])

    def _day_run(self) -> list[_Token]:
        """The words from here on that are a day, as many as can be; none where they are not."""
        if not DAY_BEGINS.match(self.tokens[self.at].text.lower()):
            return []
        for size in range(min(_LONGEST_DAY, len(self.tokens) - self.at), 0, -1):
            run = self.tokens[self.at : self.at + size]
            if any(token.quoted for token in run):
                continue
            try:
                typed_dates.parse(self._text(run).rstrip(","), self.today)
            except ValueError:
                continue
            return run
        return []

    def _next(self) -> str:
        return self.tokens[self.at + 1].text if self.at + 1 < len(self.tokens) else ""

    def _in_a_place(self, token: _Token) -> bool:
        """True for the "in" of "in Geneva"; "in person" is another thing."""
        return self.kind in PLACED and token.text == "in" and self._next()[:1].isupper()

    def _place(self, token: _Token) -> bool:
        if not self._in_a_place(token):
            return False
        self.at += 1
        run = list(self._run("venue"))
        return self._add("venue", self._text(run), token, run[-1])

    def _filler(self, token: _Token) -> bool:
        """A "said" before a day or a speaker, an "on" before an issue: words that only join others."""
        if self.kind != "position" or token.text not in ("said", "on") or not self._next():
            return False
        self.at += 1
        return True

    def _is_issue(self, word: str) -> bool:
        """True for a word that begins an issue: "on territory"."""
        return len(word) > 2 and any(one.type == "issue" for one, _ in self._choices(word.rstrip(",:")))

    def _listed(self, token: _Token) -> bool:
        word = token.text.rstrip(",:")
        head = word.partition("/")[0]
        if not head or head != head.lower():
            return False
        fits = list(self._choices(word)) or self._inflected(word)
        exact = [fit for fit in fits if fit[1] == _plain(head)]
        rest = self._next().rstrip(",").lower()
        # "in person": of several, the one that the next word goes on with.
        fits = exact or [fit for fit in fits if len(fits) > 1 and rest and rest in fit[1].split("_")[1:]] or fits
        if not fits:
            return False
        if len(fits) > 1:
            can = ", ".join(dict.fromkeys(spoken(choice) for _, choice in fits))
            self.found.wrong.append(
                Wrong(f"“{word}” can be {can}; a party is written in capitals.", token.start, token.end)
            )
            self.at += 1
            return True
        one, choice = fits[0]
        self.at += 1
        last = token
        # "red line": the further words of the choice, as far as they stand there.
        for rest in choice.split("_")[_plain(word).count("_") + 1 :]:
            if self.at < len(self.tokens) and self.tokens[self.at].text.lower().rstrip(",") == rest:
                last = self.tokens[self.at]
                self.at += 1
        tail = word.partition("/")[2]
        return self._add(one.name, f"{choice}/{tail}" if tail else choice, token, last)

    def _choices(self, word: str) -> Iterator[tuple[Field, str]]:
        head, slash, _ = word.partition("/")
        for one in self.fields.values():
            if (one.type == "choice" and not slash) or one.type == "issue":
                for choice in one.choices:
                    if choice.startswith(_plain(head)):
                        yield one, choice

    def _inflected(self, word: str) -> list[tuple[Field, str]]:
        """A word of a list as one says it in a sentence: "demands", "rejected"."""
        stems = {word.removesuffix(end) for end in ("s", "ed", "d") if word.endswith(end)}
        return [fit for stem in stems for fit in self._choices(stem) if fit[1] == stem and fit[0].type == "choice"]

    def _party(self) -> bool:
        names = PARTIES.get(self.kind)
        if names is None:
            return False
        for size in range(min(_LONGEST_NAME, len(self.tokens) - self.at), 0, -1):
            run = self.tokens[self.at : self.at + size]
            text = self._text(run).strip(",")
            bare = text[1:-1] if text.startswith("(") and text.endswith(")") else text
            if any(token.quoted for token in run) or not bare:
                continue
            if size > 1 and any(not _is_name_word(token.text, self.keywords) for token in run):
                continue
            capitals = size == 1 and len(bare) > 1 and bare.isupper() and bare.isalnum()
            if not capitals and not self.is_party(bare):
                continue
            have = self.found.values()
            name = next((one for one in names if one not in have or one in LISTS), names[-1])
            self.at += size
            return self._add(name, bare, run[0], run[-1])
        return self._joined_parties(names[0])

    def _joined_parties(self, name: str) -> bool:
        """The sides of a meeting or a track as one word: "US-Ukraine"."""
        token = self.tokens[self.at]
        sides = re.split(r"[-–/]", token.text.strip(","))
        if (
            name not in LISTS
            or len(sides) < 2
            or not all((side.isupper() and len(side) > 1) or self.is_party(side) for side in sides)
        ):
            return False
        self.at += 1
        return self._add(name, ", ".join(sides), token, token)

    def _name(self) -> None:
        """What is left over: the name of what has one, else a word that is not understood."""
        if not self._rest:
            return
        name = NAMES.get(self.kind)
        if name is not None and name not in self.found.values():
            self._add(name, " ".join(token.text for token in self._rest).strip(","), self._rest[0], self._rest[-1])
            return
        for token in self._rest:
            word = token.text.strip(",")
            if word:
                hint = f": {HINTS[self.kind]}" if self.kind in HINTS else ""
                self.found.wrong.append(Wrong(f"“{word}” is not understood here{hint}.", token.start, token.end))

    # -- runs of words ---------------------------------------------------------------------------------------------

    def _run(self, name: str, *, begun: bool = False) -> Iterator[_Token]:
        """The words that belong to a keyword or field: up to the next keyword, field, or word of a list.

        `begun`: there is a word already, so that the next one can end it.
        """
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if begun and (self._ends(token, name) or (token.quoted and name != "note")):
                return
            self.at += 1
            begun = True
            yield token
            if token.quoted:
                return

    def _ends(self, token: _Token, name: str) -> bool:
        word = token.text.lower()
        if self._is_keyword(token) or self._is_field(word):
            return True
        if name in ("note", "condition", "conditions", TOLD_BY):
            return False
        if name in NAMED and ((self._in_a_place(token) and name != "venue") or self._surely_day(token)):
            return True
        if name == "duration" and self._in_a_place(token):
            return True
        if name == PEOPLE:
            return False
        return any(choice == _plain(word) for _, choice in self._choices(word)) and token.text == word

    def _surely_day(self, token: _Token) -> bool:
        return bool(SURELY_DAY.match(token.text.lower())) and bool(self._day_run())

    def _text(self, run: list[_Token]) -> str:
        if len(run) == 1 and run[0].quoted:
            return run[0].text.strip('"“”')
        return self.line[run[0].start : run[-1].end] if run else ""


def _is_name_word(word: str, keywords: Mapping[str, str]) -> bool:
    return word.lower() not in keywords and any(char.isalnum() for char in word)


def _plain(word: str) -> str:
    return word.lower().replace("-", "_")


def spoken(choice: str) -> str:
    """A word of a vocabulary as a person reads it ("internal_briefing" -> "internal briefing")."""
    return choice.replace("_", " ")
