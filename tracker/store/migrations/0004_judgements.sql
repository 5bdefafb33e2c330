-- Who judged a source reliable (source.reliability, A to F), and when; why stands in its note.
ALTER TABLE source ADD COLUMN judged_by TEXT;
ALTER TABLE source ADD COLUMN judged_on TEXT;

-- How credible an item is (1 to 6): what one article says of one fact, or (kind 'article', fact = the article's id) what it
-- says as a whole. Set by a person alone, and apart from the source's reliability: a good source can be wrong.
-- (article.credibility of the first schema was never written.)
CREATE TABLE credibility (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    fact INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 6),
    why TEXT NOT NULL DEFAULT '',
    set_by TEXT NOT NULL,
    set_on TEXT NOT NULL,
    UNIQUE (kind, fact, article)
) STRICT;
CREATE INDEX credibility_article ON credibility(article);
CREATE INDEX credibility_value ON credibility(value, kind);
