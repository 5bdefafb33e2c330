-- The views of an exported file: what a reader would join by hand. Each begins with a line that names it.

-- name: meetings_in_words
SELECT meetings.id, meetings.date, meetings.status, meetings.kind, tracks.name AS track, venues.name AS venue,
       venues.locality, meetings.parties, meetings.format, meetings.duration, meetings.condition,
       (SELECT group_concat(people.name, '; ') FROM attendance JOIN people ON people.id = attendance.person
        WHERE attendance.meeting = meetings.id) AS people,
       (SELECT quote FROM quotes WHERE fact_kind = 'meeting' AND fact = meetings.id ORDER BY quotes.id LIMIT 1) AS quote,
       meetings.review
FROM meetings LEFT JOIN tracks ON tracks.id = meetings.track LEFT JOIN venues ON venues.id = meetings.venue;

-- name: attendance_in_words
SELECT attendance.id, meetings.date, meetings.status AS meeting_status, tracks.name AS track, people.name AS person,
       parties.name AS side, attendance.status, attendance.delegation_role, attendance.review
FROM attendance JOIN meetings ON meetings.id = attendance.meeting JOIN people ON people.id = attendance.person
LEFT JOIN tracks ON tracks.id = meetings.track LEFT JOIN parties ON parties.id = attendance.side;

-- name: positions_in_words
SELECT positions.id, positions.reported, parties.name AS party, holders.name AS person,
       coalesce(speakers.name, positions.speaker_words) AS speaker, positions.issue, positions.stance, positions.towards,
       positions.text, positions.conditions, positions.said, positions.attribution, positions.origin, positions.review
FROM positions JOIN parties ON parties.id = positions.party LEFT JOIN people AS holders ON holders.id = positions.person
LEFT JOIN people AS speakers ON speakers.id = positions.speaker;

-- name: assessments_in_words
SELECT assessments.id, assessments.reported, assessments.kind, assessments.words, assessments.polarity,
       coalesce(people.name, assessments.speaker_words) AS speaker, parties.name AS party, tracks.name AS track,
       meetings.date AS meeting_date, assessments.origin, assessments.review
FROM assessments LEFT JOIN people ON people.id = assessments.speaker LEFT JOIN parties ON parties.id = assessments.party
LEFT JOIN meetings ON meetings.id = assessments.meeting
LEFT JOIN tracks ON tracks.id = coalesce(assessments.track, meetings.track);

-- name: quotes_in_words
SELECT quotes.id, quotes.fact_kind, quotes.fact, quotes.quote, articles.title, articles.publisher, articles.published,
       articles.url, quotes.origin
FROM quotes JOIN articles ON articles.id = quotes.article;
