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
