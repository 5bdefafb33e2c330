"""People as rows."""

import sqlite3

from tracker.store.queries.rows import ARTICLE_DAY, counts

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement


def listed(connection: sqlite3.Connection, shown_from: float) -> list[sqlite3.Row]:
    """The persons that count, with party_code, by name."""
    sql = f"""SELECT person.*, party.code AS party_code FROM person LEFT JOIN party ON party.id = person.party
              WHERE {counts("person")} ORDER BY person.name COLLATE NOCASE, person.id"""
    return connection.execute(sql, {"shown_from": shown_from}).fetchall()


def known_by(connection: sqlite3.Connection, until: str) -> set[int]:
    """The persons of whom an article of this day (ISO) or before tells, or who were typed by then."""
    sql = f"""SELECT id FROM person WHERE typed_by IS NOT NULL AND coalesce(known_since, '') <= :until
              UNION SELECT evidence.fact FROM evidence JOIN article ON article.id = evidence.article
              WHERE evidence.kind = 'person' AND {ARTICLE_DAY} <= :until"""
    return {row[0] for row in connection.execute(sql, {"until": until})}


def seats_of(connection: sqlite3.Connection, person: int, shown_from: float) -> list[sqlite3.Row]:
    """Where a person took part or is expected: id and state of the attendance, meeting, side_code, status, role."""
    sql = f"""SELECT attendance.id AS id, attendance.meeting AS meeting, party.code AS side_code,
                     attendance.status AS status, attendance.delegation_role AS delegation_role,
                     attendance.state AS state
              FROM attendance JOIN meeting ON meeting.id = attendance.meeting
              LEFT JOIN party ON party.id = attendance.side
              WHERE attendance.person = :person AND attendance.state <> 'rejected' AND {counts("meeting")}"""
    return connection.execute(sql, {"person": person, "shown_from": shown_from}).fetchall()


def said_by(connection: sqlite3.Connection, person: int, until: str, shown_from: float) -> list[int]:
    """The positions that a person holds or stated, reported by `until` (ISO), the latest first."""
    sql = f"""SELECT id FROM position WHERE (speaker = :person OR holder_person = :person) AND {counts("position")}
              AND coalesce(reported_date, known_since, '') <= :until
              ORDER BY coalesce(reported_date, known_since, '') DESC, id"""
    values = {"person": person, "until": until, "shown_from": shown_from}
    return [row[0] for row in connection.execute(sql, values)]


def judged_by(connection: sqlite3.Connection, person: int, until: str, shown_from: float) -> list[int]:
    """The assessments that a person gave by `until` (ISO), the latest first."""
    sql = f"""SELECT id FROM assessment WHERE speaker = :person AND {counts("assessment")}
              AND coalesce(reported_date, known_since, '') <= :until
              ORDER BY coalesce(reported_date, known_since, '') DESC, id"""
    values = {"person": person, "until": until, "shown_from": shown_from}
    return [row[0] for row in connection.execute(sql, values)]


def voices_of(connection: sqlite3.Connection, party: int, until: str, shown_from: float) -> list[sqlite3.Row]:
    """Who of a party stated its positions by `until` (ISO): person, name, statements, first, last; the latest first."""
    sql = f"""SELECT person.id AS person, person.name AS name, count(*) AS statements,
                     min(coalesce(position.reported_date, position.known_since)) AS first,
                     max(coalesce(position.reported_date, position.known_since)) AS last
              FROM position JOIN person ON person.id = coalesce(position.speaker, position.holder_person)
              WHERE position.holder_party = :party AND person.party = :party AND {counts("position")}
              AND person.state <> 'rejected'
              AND coalesce(position.reported_date, position.known_since, '') <= :until
              GROUP BY person.id ORDER BY last DESC, statements DESC, person.name"""
    values = {"party": party, "until": until, "shown_from": shown_from}
    return connection.execute(sql, values).fetchall()


def unnamed_voices_of(connection: sqlite3.Connection, party: int, until: str, shown_from: float) -> int:
    """How many statements of a party by `until` (ISO) name none of its own people as speaker or holder."""
    sql = f"""SELECT count(*) FROM position LEFT JOIN person
                     ON person.id = coalesce(position.speaker, position.holder_person)
              WHERE position.holder_party = :party AND {counts("position")}
              AND (person.id IS NULL OR person.party IS NOT :party)
              AND coalesce(position.reported_date, position.known_since, '') <= :until"""
    values = {"party": party, "until": until, "shown_from": shown_from}
    return int(connection.execute(sql, values).fetchone()[0])


def members_of(connection: sqlite3.Connection, party: int, shown_from: float, limit: int = 500) -> list[sqlite3.Row]:
    """The persons of a party that count, by name, at most so many."""
    sql = f"""SELECT person.* FROM person WHERE person.party = :party AND {counts("person")}
              ORDER BY person.name COLLATE NOCASE, person.id LIMIT :limit"""
    return connection.execute(sql, {"party": party, "shown_from": shown_from, "limit": limit}).fetchall()


def seats_of_side(connection: sqlite3.Connection, party: int, shown_from: float) -> list[sqlite3.Row]:
    """Who sat for a party where: meeting, person, name, delegation_role, status; in the order of attendance."""
    sql = f"""SELECT attendance.meeting AS meeting, attendance.person AS person, person.name AS name,
                     attendance.delegation_role AS delegation_role, attendance.status AS status
              FROM attendance JOIN meeting ON meeting.id = attendance.meeting
              JOIN person ON person.id = attendance.person
              WHERE attendance.side = :party AND attendance.state <> 'rejected' AND person.state <> 'rejected'
              AND meeting.kind = 'negotiation' AND {counts("meeting")} ORDER BY attendance.id"""
    return connection.execute(sql, {"party": party, "shown_from": shown_from}).fetchall()
