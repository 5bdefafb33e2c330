-- The feeds that a person reads every morning.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT,
    added TEXT NOT NULL
) STRICT;

-- What the last refresh left: what the server said of the feed's version, when, what went wrong, how many were new. The
-- machine's own memory, no decision of a person: it has no journal, so that a refresh without news is no action.
CREATE TABLE feed_state (
    feed INTEGER PRIMARY KEY REFERENCES feed(id) ON DELETE CASCADE,
    etag TEXT,
    modified TEXT,
    read_at TEXT,
    problem TEXT,
    new INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Which items were read before, as the SHA-256 of their address (of their text where they have none): what was undone or
-- purged since does not come back, and nothing of it is kept.
CREATE TABLE feed_item (
    feed INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;
