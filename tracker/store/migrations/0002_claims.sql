-- What somebody says happened to a truce or a deal, where another may say otherwise: who broke it, when it begins, what is
-- denied. No fact to review: the raw side of a conflict (conflict.kind = 'claim', conflict.fact = the earliest claim).
--   value    breach: the party that broke it; start: "2025-12-01 08:00"; denial: the words denied
--   accused  breach: the same party; denial: the party that denies
--   party, voice, links   the side that says it, who speaks, and the chain (JSON, outermost first)
CREATE TABLE claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('breach', 'start', 'denial')),
    about TEXT NOT NULL,
    value TEXT NOT NULL,
    accused TEXT,
    party TEXT,
    voice TEXT,
    links TEXT NOT NULL DEFAULT '[]',
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL
) STRICT;
CREATE INDEX claim_article ON claim(article);
CREATE INDEX claim_kind ON claim(kind);

-- Where the words of a value stand in its article; NULL where the words of the fact itself say it.
ALTER TABLE conflict_value ADD COLUMN start INTEGER;
ALTER TABLE conflict_value ADD COLUMN "end" INTEGER;
