-- What a colleague decided of a fact, kept with their name: taken over (applied = 1), or only kept, because somebody here had
-- decided otherwise. field is '' for the review state.
CREATE TABLE others_decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    fact INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    applied INTEGER NOT NULL,
    UNIQUE (kind, fact, field, value, decided_by)
) STRICT;
CREATE INDEX others_decision_fact ON others_decision(kind, fact);
