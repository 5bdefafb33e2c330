-- What an export writes, table by table under readable names, parents before children. The first column is `id`, the last one
-- `shown`: 1 where the row counts without being asked for. <shown TABLE>, <typed TABLE>, <chain>, <of_chain TABLE> are filled in by
-- exports.py. Lists are JSON texts.

-- name: parties
SELECT id, code, name, type, state AS review, note, <shown party> FROM party ORDER BY id;

-- name: people
SELECT id, name, party,
       coalesce((SELECT json_group_array(post) FROM role WHERE role.person = person.id), '[]') AS roles,
       coalesce((SELECT json_group_array(alias.name) FROM alias
                 WHERE kind = 'person' AND fact = person.id AND alias.name <> person.name), '[]')
       AS also_written,
       state AS review, confidence, <typed person>, note, <shown person>
FROM person ORDER BY id;

-- name: venues
SELECT id, name, precision, locality, country, state AS review, note, <shown venue>
FROM venue ORDER BY id;

-- name: tracks
SELECT track.id, track.name, level,
       coalesce((SELECT json_group_array(code) FROM track_party JOIN party ON party.id = track_party.party
                 WHERE track_party.track = track.id), '[]') AS parties,
       process.name AS process, followed, archived, state AS review, confidence,
       <typed track>, track.note, <shown track>
FROM track LEFT JOIN process ON process.id = track.process ORDER BY track.id;

-- name: track_parties
SELECT id, track, party, 1 AS shown FROM track_party ORDER BY id;

-- name: track_events
SELECT id, track, kind, date, party, state AS review, note, <shown track_event>
FROM track_event ORDER BY id;

-- name: meetings
SELECT id, track, parent AS part_of, kind, status, date, first_day, last_day, date_text AS date_words, venue,
       mode, format, duration, condition, issues,
       coalesce((SELECT json_group_array(code) FROM meeting_party JOIN party ON party.id = meeting_party.party
                 WHERE meeting_party.meeting = meeting.id), '[]') AS parties,
       state AS review, confidence, <typed meeting>, note, <shown meeting>
FROM meeting ORDER BY id;

-- name: meeting_parties
SELECT id, meeting, party, 1 AS shown FROM meeting_party ORDER BY id;

-- name: attendance
SELECT id, meeting, person, side, status, delegation_role, state AS review, note,
       <shown attendance>
FROM attendance ORDER BY id;

-- name: sources
SELECT id, name, kind, reliability, judged_by, judged_on, note AS why, reliability IS NOT NULL AS shown
FROM source ORDER BY id;

-- name: articles
SELECT id, title, publisher, published, url, file, language, sha256, text, note, 1 AS shown
FROM article ORDER BY id;

-- name: positions
SELECT position.id, holder_party AS party, holder_person AS person, speaker, speaker_text AS speaker_words,
       issue.name AS issue, stance, target AS towards, conditions, text, said_date AS said,
       reported_date AS reported, attribution_status AS attribution, quote AS quotation, <chain>,
       state AS review, confidence, <typed position>, position.note, <shown position>
FROM position JOIN issue ON issue.id = position.issue <of_chain position>
ORDER BY position.id;

-- name: assessments
SELECT assessment.id, about_meeting AS meeting, about_track AS track, assessment.kind, words, polarity, speaker,
       speaker_text AS speaker_words, party, reported_date AS reported, <chain>, state AS review, confidence,
       <typed assessment>, assessment.note, <shown assessment>
FROM assessment <of_chain assessment> ORDER BY assessment.id;

-- name: quotes
SELECT evidence.id, evidence.kind AS fact_kind, fact, article, start, "end", exact AS quote, relation, <chain>,
       1 AS shown
FROM evidence <of_chain evidence> ORDER BY evidence.id;

-- name: judged_items
SELECT id, kind AS fact_kind, fact, article, value AS credibility, why, set_by AS judged_by, set_on AS judged_on,
       1 AS shown
FROM credibility ORDER BY id;

-- name: conflicts
SELECT id, kind AS fact_kind, fact, field, state, resolution, resolved_by, resolved_on, note, 1 AS shown
FROM conflict ORDER BY id;

-- name: conflict_values
SELECT conflict_value.id, conflict, value, article, <chain>, 1 AS shown
FROM conflict_value <of_chain conflict_value> ORDER BY conflict_value.id;
