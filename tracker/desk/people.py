"""Who takes part: names, party, other spellings, roles."""

from tracker.desk.shown import SHOWN_FROM
from tracker.desk.views import PersonView
from tracker.store.database import Database
from tracker.store.queries import names, people_rows


def people(db: Database) -> list[PersonView]:
    """Every person that counts, by name."""
    connection = db.read
    found = people_rows.listed(connection, SHOWN_FROM)
    numbers = [row["id"] for row in found]
    aliases = names.aliases(connection, "person", numbers)
    roles = names.roles(connection, numbers)
    return [
        PersonView(
            id=row["id"],
            name=row["name"],
            party=row["party_code"],
            aliases=tuple(one["name"] for one in aliases.get(row["id"], ()) if one["name"] != row["name"]),
            roles=tuple(one["post"] for one in roles.get(row["id"], ())),
            state=row["state"],
        )
        for row in found
    ]
