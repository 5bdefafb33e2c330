"""Figures set side by side: two reports of one statement that count one thing differently."""

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from tracker.desk.folding import Contradiction, days_apart
from tracker.domain.figures import figures
from tracker.store.queries import evidence

NUMBERS: Final = "numbers"
_ONE_STATEMENT: Final = 3  # days: a later figure may be a later offer, which is a movement


def apart(
    connection: sqlite3.Connection, fact: int, read: Sequence[sqlite3.Row], payloads: Sequence[dict[str, Any]]
) -> list[Contradiction]:
    """Where two origins give a position's figures differently; empty where one origin alone does, or days lie between.

    Args:
        connection: an open database.
        fact: the position.
        read: its readings.
        payloads: what each of them says, in the same order.
    """
    if len({one["article"] for one in read}) < 2:
        return []
    told: dict[int, tuple[str, int | None]] = {}
    for row in evidence.of_fact(connection, "position", fact):
        told.setdefault(row["article"], (row["origin"], row["chain"]))
    counted = [
        (one, payload, figures(payload["text"]))
        for one, payload in zip(read, payloads, strict=True)
        if one["article"] in told
    ]
    values: dict[tuple[str, int, int | None], None] = {}
    for at, (one, said, mine) in enumerate(counted):
        for other, says, theirs in counted[at + 1 :]:
            first, second = told[one["article"]], told[other["article"]]
            later = one["day"] and other["day"] and days_apart(one["day"], other["day"]) > _ONE_STATEMENT
            spoken = said["said_date"] and says["said_date"] and said["said_date"] != says["said_date"]
            if first[0] == second[0] or later or spoken:
                continue
            for thing in mine.keys() & theirs.keys():
                if mine[thing][0] != theirs[thing][0]:
                    values[mine[thing][1], one["article"], first[1]] = None
                    values[theirs[thing][1], other["article"], second[1]] = None
    return [Contradiction(NUMBERS, tuple(values))] if values else []
