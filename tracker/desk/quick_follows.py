"""What follows by definition from what a typed line says: two parties negotiate, a day gone by was held, and the like.

Each such value is shown as one that follows before anything is written, and can be typed instead.
"""

import re
import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Final

from tracker.desk import quoting
from tracker.desk.linking import folded_name
from tracker.desk.quick_meaning import Understood
from tracker.desk.typed_values import New, party
from tracker.domain import edtf
from tracker.store.queries import names as known
from tracker.store.queries import rows

_OFFICIAL: Final = re.compile(
    r"\b(?:officials?|minist|diplomats?|negotiators?|envoys?|aides?|advis[eo]rs?)", re.IGNORECASE
)


class Following:
    """Fills in a new fact.

    Args:
        connection: an open database.
        meant: what was understood of the line.
        article: the row of the article it is typed over.
        day: the day of that article, else today.
        as_printed: a name as the article prints it; empty where it does not.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        meant: Understood,
        article: sqlite3.Row | None,
        day: date,
        as_printed: Callable[[str], str],
    ) -> None:
        self.connection, self.meant, self.article, self.day = connection, meant, article, day
        self.as_printed = as_printed

    def fill(self) -> None:
        """Fill in what the kind has; what was typed stays."""
        maker = getattr(self, f"_follows_{self.meant.kind}", None)
        if maker is not None:
            maker(self.meant.values)

    def _follows_meeting(self, values: dict[str, str]) -> None:
        parties = [one for one in values.get("parties", "").split(",") if one.strip()]
        if "kind" not in values and parties:
            values["kind"] = "negotiation" if len(parties) > 1 else "internal_briefing"
        if "status" not in values and values.get("date"):
            last, day = edtf.last_day(values["date"]), self.day
            if last is not None and last != day:
                values["status"] = "held" if last < day else "planned"
        status = values.get("status", "")
        usual = "present" if status in ("held", "ongoing") else "conditional" if status == "conditional" else "expected"
        self.meant.people = self.meant.people.with_status(usual)

    def _follows_position(self, values: dict[str, str]) -> None:
        if self.article is not None and self.meant.evidence is not None:
            _, start, end = self.meant.evidence
            # What an outlet says in its own voice is no quotation of the holder, wherever another outlet quotes it.
            own = "speaker" not in values and "holder_person" not in values
            how = "indirect" if own else quoting.how_quoted(self.article["text"], quoting.Span(start, end))
            values.setdefault("quote", how)
            if self.article["published"]:
                values.setdefault("reported_date", self.article["published"])
        speaker = values.get("speaker", "")
        if speaker and "holder_person" not in values and self._speaks_for(speaker, values.get("holder_party", "")):
            values["holder_person"] = speaker
        if "attribution_status" not in values and self.meant.evidence is not None:
            values["attribution_status"] = self._attribution(speaker, values.get("quote", "indirect"))
        elif "attribution_status" not in values:
            values["attribution_status"] = "unattributed"

    def _speaks_for(self, speaker: str, holder: str) -> bool:
        """True where the speaker is a known person of the party that holds the position."""
        number = self._number_of(speaker)
        row = rows.fact(self.connection, "person", number) if number is not None else None
        code = known.party_codes(self.connection).get(row["party"]) if row is not None and row["party"] else None
        return code is not None and (not holder or code == self._code(holder))

    def _code(self, text: str) -> str:
        found = party(self.connection, text) if text else None
        if isinstance(found, int):
            return known.party_codes(self.connection).get(found, "")
        return getattr(found, "code", "") or ""

    def _number_of(self, name: str) -> int | None:

        found = known.named(self.connection, "person", folded_name(name))
        return found[0] if len(found) == 1 else None

    def _attribution(self, speaker: str, quote: str) -> str:
        if not speaker:
            return "publication_voice"
        if self._number_of(speaker) is not None:
            return "on_record" if quote == "direct" else "named_reported_speech"
        return "anonymous_official" if _OFFICIAL.search(speaker) else "anonymous_other"

    def _follows_venue(self, values: dict[str, str]) -> None:
        values.setdefault("precision", "city")

    def _follows_party(self, values: dict[str, str]) -> None:
        name = values.get("name", "")
        try:
            found = party(self.connection, name) if len(name) > 1 else None
        except ValueError:  # what cannot be an id
            found = None
        if isinstance(found, New) and found.type != "other":
            # One that the world knows ("de", "Germany"): its name, id and type.
            values["name"] = found.name
            values.setdefault("code", found.code or "")
            values.setdefault("type", found.type)
        elif name and name == name.upper():
            values.setdefault("code", name)

    def _follows_person(self, values: dict[str, str]) -> None:
        if values.get("name"):
            values["name"] = self.as_printed(values["name"]) or values["name"]

    def _follows_assessment(self, values: dict[str, str]) -> None:
        del values

    def _follows_attendance(self, values: dict[str, str]) -> None:
        values.setdefault("status", "present")
