-- By which articles with words in common are found: hashes of runs of words (tracker/domain/same_text.py), a JSON list. The
-- trigger `tracker_article_marked` keeps text_mark as it says.
ALTER TABLE article ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
CREATE TABLE text_mark (
    mark INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_mark_article ON text_mark(article);

-- Text that stands in two articles, word for word or nearly so: an agency's text printed by several, a statement quoted by
-- several. Of the two, `article` is the later one (by its day, then its hash) and `first` the earlier; start and end are
-- where the run stands in the later one. What both say there has one origin: that of the earlier.
CREATE TABLE same_text (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    first INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    UNIQUE (article, start, first)
) STRICT;
CREATE INDEX same_text_first ON same_text(first);
