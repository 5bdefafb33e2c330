"""Positions and assessments as rows: by day, by holder and issue, and those that say the same."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import counts, marks

# A position without a report's day counts from the day its first article came in.
DAY = """coalesce(position.reported_date, (SELECT min(coalesce(article.published, substr(article.ingested, 1, 10)))
         FROM evidence JOIN article ON article.id = evidence.article
         WHERE evidence.kind = 'position' AND evidence.fact = position.id), position.known_since)"""

# A party, or its seat, speaks as often as a person does: "North Korea said".
_VOICE = """(SELECT alias.fact FROM alias WHERE alias.kind = 'party' AND alias.folded = lower(position.speaker_text))"""

_SELECT = f"""
    SELECT position.*, holder.code AS party_code, holder.name AS party_name, person.name AS person_name,
           speaker.name AS speaker_name, coalesce(speaker.party, {_VOICE}) AS speaker_party,
           issue.name AS issue_name, chain.links AS links, {DAY} AS day
    FROM position JOIN party AS holder ON holder.id = position.holder_party JOIN issue ON issue.id = position.issue
    LEFT JOIN person ON person.id = position.holder_person LEFT JOIN person AS speaker ON speaker.id = position.speaker
    LEFT JOIN chain ON chain.id = position.chain
"""


def until(connection: sqlite3.Connection, day: str, shown_from: float) -> list[sqlite3.Row]:
    """The positions that count and were reported by `day` (ISO), oldest report first."""
    sql = f"""{_SELECT} WHERE {counts("position")} AND holder.state <> 'rejected' AND day <= :until
              ORDER BY day, position.id"""
    return connection.execute(sql, {"shown_from": shown_from, "until": day}).fetchall()


def of_parties(
    connection: sqlite3.Connection, parties: Sequence[int], day: str, shown_from: float, since: str = ""
) -> list[sqlite3.Row]:
    """As `until`, of these holders alone, reported on or after `since`."""
    names = {f"p{i}": party for i, party in enumerate(parties)}
    sql = f"""{_SELECT} WHERE position.holder_party IN ({", ".join(":" + name for name in names)})
              AND {counts("position")} AND (position.reported_date IS NULL OR position.reported_date >= :since)
              AND day <= :until ORDER BY day, position.id"""
    return connection.execute(sql, {**names, "shown_from": shown_from, "until": day, "since": since}).fetchall()


def before(
    connection: sqlite3.Connection, holder: int, issue: str, day: str, shown_from: float, limit: int = 12
) -> list[sqlite3.Row]:
    """The last positions of one holder on an issue, whatever its finer part, reported before `day`; oldest first."""
    top = issue.partition("/")[0]
    sql = f"""{_SELECT} WHERE position.holder_party = :holder AND position.issue IN (
                  SELECT id FROM issue WHERE name = :top OR (name >= :below AND name < :beyond))
              AND position.reported_date < :until AND {counts("position")}
              ORDER BY position.reported_date DESC, position.id DESC LIMIT :limit"""
    values = {"holder": holder, "top": top, "below": top + "/", "beyond": top + "0", "until": day, "limit": limit}
    return connection.execute(sql, {**values, "shown_from": shown_from}).fetchall()[::-1]


def held_issues(connection: sqlite3.Connection, parties: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Each (holder, issue) on which there is a position, of these holders or of all; read from an index alone."""
    where = f"AND holder_party IN ({marks(parties)})" if parties else ""
    sql = f"""SELECT DISTINCT holder_party, issue FROM position
              WHERE holder_party IN (SELECT id FROM party WHERE state <> 'rejected') {where}
              ORDER BY holder_party, issue"""
    return [(row[0], row[1]) for row in connection.execute(sql, list(parties))]


def latest_of(
    connection: sqlite3.Connection, pairs: Sequence[tuple[int, int]], day: str, shown_from: float, limit: int
) -> list[sqlite3.Row]:
    """The last `limit` positions of each (holder, issue) that count and were reported by `day`; oldest first."""
    sql = f"""SELECT id FROM position WHERE holder_party = :holder AND issue = :issue AND reported_date <= :until
              AND {counts("position")} ORDER BY reported_date DESC, id DESC LIMIT :limit"""
    undated = f"""SELECT id FROM position WHERE holder_party = :holder AND issue = :issue AND reported_date IS NULL
                  AND {counts("position")} ORDER BY id DESC LIMIT :limit"""
    numbers: list[int] = []
    for holder, issue in pairs:
        values = {"holder": holder, "issue": issue, "until": day, "shown_from": shown_from, "limit": limit}
        numbers += [row[0] for one in (sql, undated) for row in connection.execute(one, values)]
    found = [row for row in by_ids(connection, numbers) if row["day"] and row["day"] <= day]
    return sorted(found, key=lambda row: (row["day"], row["id"]))


def of_issues(
    connection: sqlite3.Connection, issues: Sequence[str], day: str, shown_from: float, since: str
) -> list[sqlite3.Row]:
    """The positions that count on issues of these names, reported from `since` to `day`, oldest first."""
    names = {f"i{i}": issue for i, issue in enumerate(issues)}
    inside = ", ".join(f":{name}" for name in names)
    sql = f"""{_SELECT} WHERE position.issue IN (SELECT id FROM issue WHERE name IN ({inside}))
              AND {counts("position")} AND (position.reported_date IS NULL OR position.reported_date >= :since)
              AND day <= :until ORDER BY day, position.id"""
    return connection.execute(sql, {**names, "shown_from": shown_from, "until": day, "since": since}).fetchall()


def by_ids(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[sqlite3.Row]:
    """Positions by row number, whatever their state."""
    found: list[sqlite3.Row] = []
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        found += connection.execute(f"{_SELECT} WHERE position.id IN ({marks(part)})", part).fetchall()
    return found


def similar(
    connection: sqlite3.Connection, holder: int, issue: str, since: str, to: str, limit: int = 200
) -> list[sqlite3.Row]:
    """Positions of one holder on an issue, whatever its finer part, reported between two ISO days; latest first."""
    top = issue.partition("/")[0]
    return connection.execute(
        """SELECT position.*, issue.name AS issue_name FROM issue CROSS JOIN position
           WHERE (issue.name = ? OR (issue.name >= ? AND issue.name < ?)) AND position.issue = issue.id
           AND position.holder_party = ? AND (position.reported_date IS NULL OR position.reported_date BETWEEN ? AND ?)
           ORDER BY position.reported_date DESC, position.id LIMIT ?""",
        (top, top + "/", top + "0", holder, since, to, limit),
    ).fetchall()


def similar_assessments(
    connection: sqlite3.Connection,
    kind: str,
    meeting: int | None,
    track: int | None,
    since: str,
    to: str,
    limit: int = 200,
) -> list[sqlite3.Row]:
    """Assessments of one kind about one meeting or track (or about neither), reported between two ISO days."""
    if meeting is not None:
        about, value = "about_meeting = ?", (meeting,)
    elif track is not None:
        about, value = "about_track = ?", (track,)
    else:
        about, value = "about_meeting IS NULL AND about_track IS NULL", ()  # type: ignore[assignment]
    return connection.execute(
        f"""SELECT * FROM assessment WHERE kind = ? AND {about}
            AND (reported_date IS NULL OR reported_date BETWEEN ? AND ?) ORDER BY id DESC LIMIT ?""",
        (kind, *value, since, to, limit),
    ).fetchall()


def last_report_of_parties(
    connection: sqlite3.Connection,
    parties: Sequence[str],
    holders: Sequence[int],
    to: str,
    shown_from: float,
) -> str | None:
    """The last ISO day up to `to` of a report such as `issues_of_parties` looks for; None where there is none.

    One step into an index for each party and issue: it costs the same however many positions there are.
    """
    if not holders:
        return None
    towards = " OR ".join(f"instr(position.target, :c{i}) > 0" for i in range(len(parties)))
    sql = f"""SELECT max((
                  SELECT position.reported_date FROM position
                  WHERE position.holder_party = holder.id AND position.issue = issue.id
                  AND position.reported_date <= :until AND {counts("position")}
                  AND (position.target = '[]' OR {towards})
                  ORDER BY position.reported_date DESC LIMIT 1))
              FROM party AS holder, issue WHERE holder.id IN ({", ".join(f":h{i}" for i in range(len(holders)))})"""
    values: dict[str, object] = {"until": to, "shown_from": shown_from}
    values |= {f"h{i}": holder for i, holder in enumerate(holders)}
    values |= {f"c{i}": f'"{code}"' for i, code in enumerate(parties)}
    found: str | None = connection.execute(sql, values).fetchone()[0]
    return found


def issues_of_parties(
    connection: sqlite3.Connection,
    parties: Sequence[str],
    holders: Sequence[int],
    since: str,
    to: str,
    shown_from: float,
) -> list[str]:
    """The issues on which one of these parties stated a position towards another of them, or towards nobody named.

    Args:
        connection: an open database.
        parties: the parties' ids ("UA").
        holders: the same parties' row numbers.
        since: first ISO day of a report.
        to: last ISO day of a report.
        shown_from: confidence from which a suggestion counts.
    """
    towards = " OR ".join(f"instr(position.target, :c{i}) > 0" for i in range(len(parties)))
    sql = f"""SELECT issue.name FROM issue WHERE EXISTS (
                  SELECT 1 FROM position WHERE position.issue = issue.id
                  AND position.holder_party IN ({", ".join(f":h{i}" for i in range(len(holders)))})
                  AND position.reported_date BETWEEN :since AND :until AND {counts("position")}
                  AND (position.target = '[]' OR {towards}))
              ORDER BY issue.id"""
    values: dict[str, object] = {"since": since, "until": to, "shown_from": shown_from}
    values |= {f"h{i}": holder for i, holder in enumerate(holders)}
    values |= {f"c{i}": f'"{code}"' for i, code in enumerate(parties)}
    return [row[0] for row in connection.execute(sql, values)]


_ASSESSMENT = """
    SELECT assessment.*, speaker.name AS speaker_name, party.code AS party_code, chain.links AS links,
           coalesce(assessment.reported_date, assessment.known_since) AS day,
           CASE WHEN assessment.words = '[]' THEN
             (SELECT exact FROM evidence WHERE evidence.kind = 'assessment' AND evidence.fact = assessment.id
              ORDER BY evidence.id LIMIT 1) END AS said
    FROM assessment LEFT JOIN person AS speaker ON speaker.id = assessment.speaker
    LEFT JOIN party ON party.id = assessment.party LEFT JOIN chain ON chain.id = assessment.chain
"""


def assessments_of(
    connection: sqlite3.Connection, track: int, meetings: Sequence[int], day: str, shown_from: float
) -> list[sqlite3.Row]:
    """What is said of a track and its meetings by `day`, latest first."""
    names = {f"m{i}": meeting for i, meeting in enumerate(meetings)}
    about = f" OR assessment.about_meeting IN ({', '.join(':' + name for name in names)})" if names else ""
    sql = f"""{_ASSESSMENT} WHERE (assessment.about_track = :track{about}) AND {counts("assessment")}
              AND (day IS NULL OR day <= :until) ORDER BY day DESC, assessment.id"""
    return connection.execute(sql, {**names, "track": track, "until": day, "shown_from": shown_from}).fetchall()


def assessments_by_ids(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[sqlite3.Row]:
    """Assessments by row number, whatever their state."""
    found: list[sqlite3.Row] = []
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        found += connection.execute(f"{_ASSESSMENT} WHERE assessment.id IN ({marks(part)})", part).fetchall()
    return found


def carried_by(connection: sqlite3.Connection, numbers: Sequence[int], articles: set[int]) -> set[int]:
    """Those of these positions that have words in one of these articles."""
    found: set[int] = set()
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        sql = f"SELECT fact, article FROM evidence WHERE kind = 'position' AND fact IN ({marks(part)})"
        found |= {fact for fact, article in connection.execute(sql, part) if article in articles}
    return found


def told_with_talks(connection: sqlite3.Connection, numbers: Sequence[int]) -> set[int]:
    """Those of these positions that stand in an article which also tells of talks: of a track or of a meeting."""
    found: set[int] = set()
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        sql = f"""SELECT DISTINCT said.fact FROM evidence AS said
                  WHERE said.kind = 'position' AND said.fact IN ({marks(part)}) AND EXISTS (
                      SELECT 1 FROM evidence AS told WHERE told.article = said.article
                      AND told.kind IN ('track', 'meeting') AND told.relation = 'supports')"""
        found |= {row[0] for row in connection.execute(sql, part)}
    return found
