"""The words under a fact: set anew by a person who selected others in the article."""

from tracker.desk.edit import span_of
from tracker.desk.titles import short, title
from tracker.desk.views import Done
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import evidence as stored
from tracker.store.queries import rows


def anchor(
    db: Database, kind: str, fact: int, words: tuple[int, int, int], *, more: bool = False, actor: str | None = None
) -> Done:
    """Let a fact rest on these words of an article, as one action.

    Args:
        db: the open file.
        kind: the kind of fact.
        fact: row number.
        words: (article, start, end): offsets in the article's text.
        more: keep the words of this article that carry it now, and add these; False puts these in their place.
        actor: who; default the operating system's user.

    Raises:
        Gone: the fact or the article is not there any more.
        Refused: the words are not in the article.
    """
    connection = db.read
    row = rows.fact(connection, kind, fact)
    if row is None:
        raise Gone(f"This {kind} is not there any more.")
    span = span_of(connection, words)
    here = [one for one in stored.of_fact(connection, kind, fact) if one["article"] == words[0]]
    name = short(title(connection, kind, fact))
    same = [one for one in here if (one["start"], one["end"], one["relation"]) == (words[1], words[2], "supports")]
    if same and (more or len(here) == 1):
        return Done(f"These words carry {name} already.", None, kind, fact)
    chain = next((one["chain"] for one in here if one["chain"] is not None), span["chain"])
    with transaction(db, f"words of {name}", actor) as write:
        if not more:
            for one in here:
                write.delete("evidence", one["id"])
        if not same or not more:
            values = {key: value for key, value in span.items() if key != "day"} | {"chain": chain}
            write.insert("evidence", kind=kind, fact=fact, **values)
    return Done(f"{name} rests on these words now.", write.txn, kind, fact)
