-- The first schema. Names are the field's terms (GUIDELINE.md); every journaled table has an integer `id`, never given
-- twice (AUTOINCREMENT), so that the journal and an open screen never take a new fact for a deleted one. Tables are
-- STRICT: a value of the wrong type is refused, not kept. The triggers are not here: tracker/store/triggers.py writes them.
--
-- Facts (party, person, venue, track, track_event, meeting, attendance, position, assessment) share these columns:
--   state        suggested | accepted | edited | rejected: the review state of this fact's stable key
--   key          the stable key, made of content; an observation of any article that links to it adds evidence, no row
--   confidence   0..1, the highest of its observations; NULL for a typed fact
--   rule         the extraction rule of the best observation; NULL for a typed fact
--   typed_by, typed_on, typed_note, known_since   who typed it, when, "told by ...", and from which day it counts
--   note         the person's free note

-- One action of a person or one import. `finished` is the end of its last SQLite transaction (an import has many).
-- kind: do; undo (undoes a "do" or a "redo"); redo (undoes an "undo"). label is that of the action at the root.
CREATE TABLE txn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo')),
    undoes INTEGER UNIQUE REFERENCES txn(id),
    finished TEXT
) STRICT;
CREATE INDEX txn_kind ON txn(kind, id);

-- One row that was inserted (before is NULL), changed (both name the changed columns alone) or deleted (after is NULL);
-- JSON objects of column and value. Numbers with a fraction are written as strings, the same by every SQLite.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    txn INTEGER NOT NULL REFERENCES txn(id),
    tbl TEXT NOT NULL,
    row INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_txn ON change(txn);
CREATE INDEX change_row ON change(tbl, row);

-- The transaction that triggers write to; a change outside of one is refused by them.
CREATE TABLE journal_open (one INTEGER PRIMARY KEY CHECK (one = 1), txn INTEGER REFERENCES txn(id)) STRICT;
INSERT INTO journal_open VALUES (1, NULL);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    url TEXT,
    title TEXT,
    publisher TEXT,
    published TEXT,
    published_basis TEXT,
    language TEXT,
    encoding TEXT NOT NULL,
    encoding_guessed INTEGER NOT NULL DEFAULT 0,
    body_start INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '[]',
    extractor TEXT,
    ingested TEXT NOT NULL,
    credibility INTEGER CHECK (credibility BETWEEN 1 AND 6),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX article_published ON article(published DESC, id DESC);
-- Indexes of the orders of tracker/store/lists.py, here and below: each of exactly its expression; state and confidence
-- follow, so that the usual list (what counts) is read from the index alone.
CREATE INDEX article_day ON article(coalesce(published, substr(ingested, 1, 10)), id);
CREATE INDEX article_title ON article(coalesce(title, file) COLLATE NOCASE, id);
CREATE INDEX article_publisher ON article(coalesce(publisher, '') COLLATE NOCASE, id);

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    kind TEXT NOT NULL DEFAULT 'outlet',
    reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- links: JSON list, outermost first, the voice last. origin: the innermost outlet, agency or document.
CREATE TABLE chain (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    links TEXT NOT NULL UNIQUE,
    origin INTEGER REFERENCES source(id)
) STRICT;
CREATE INDEX chain_origin ON chain(origin);

CREATE TABLE party (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'other' CHECK (type IN ('state', 'armed_group', 'igo', 'coalition', 'other')),
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    party INTEGER REFERENCES party(id),
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX person_name ON person(name COLLATE NOCASE, id, state, confidence);
CREATE INDEX person_party ON person(party);

CREATE TABLE alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'party', 'venue', 'track')),
    fact INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (kind, fact, name)
) STRICT;
CREATE INDEX alias_folded ON alias(kind, folded);
-- folded: the name's words as `domain.names.parts` compares them. A family name stands first or last: the first is found by
-- alias_folded, the last by this one (what is left when everything up to the last space is taken away).
CREATE INDEX alias_last_word ON alias(kind, replace(folded, rtrim(folded, replace(folded, ' ', '')), ''));

CREATE TABLE role (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    post TEXT NOT NULL,
    since TEXT,
    until TEXT,
    stated_as TEXT,
    UNIQUE (person, post)
) STRICT;

CREATE TABLE process (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE track (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('leader', 'delegation', 'technical')),
    parties_key TEXT NOT NULL,
    process INTEGER REFERENCES process(id),
    followed INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX track_process ON track(process) WHERE process IS NOT NULL;
CREATE TABLE track_party (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    track INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    party INTEGER NOT NULL REFERENCES party(id),
    UNIQUE (track, party)
) STRICT;
CREATE INDEX track_party_party ON track_party(party);

-- Agreed, suspended, resumed: what an article or a person says happened to a track.
CREATE TABLE track_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    track INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('agreed', 'suspended', 'resumed')),
    date TEXT,
    party INTEGER REFERENCES party(id),
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX track_event_track ON track_event(track);
CREATE INDEX track_event_party ON track_event(party) WHERE party IS NOT NULL;

-- What a person said of a track: a phase, a line, or both; the latest row counts, the others are its history.
CREATE TABLE track_judgement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    track INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    phase TEXT,
    line TEXT,
    why TEXT,
    set_by TEXT NOT NULL,
    set_on TEXT NOT NULL
) STRICT;
CREATE INDEX track_judgement_track ON track_judgement(track, id);

CREATE TABLE venue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    precision TEXT NOT NULL DEFAULT 'city' CHECK (precision IN ('venue', 'city', 'region', 'country')),
    locality TEXT,
    country TEXT,
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- first_day and last_day are the ends of `date` (EDTF), kept for sorting and indexes; NULL where open or absent.
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    track INTEGER REFERENCES track(id),
    parent INTEGER REFERENCES meeting(id),
    kind TEXT NOT NULL CHECK (kind IN ('negotiation', 'internal_briefing', 'session')),
    status TEXT NOT NULL CHECK (status IN ('held', 'ongoing', 'planned', 'proposed', 'conditional', 'refused',
                                           'postponed', 'cancelled', 'denied', 'unknown')),
    date TEXT,
    date_text TEXT,
    date_basis TEXT,
    first_day TEXT,
    last_day TEXT,
    venue INTEGER REFERENCES venue(id),
    mode TEXT CHECK (mode IN ('in_person', 'phone', 'video', 'written')),
    format TEXT CHECK (format IN ('one_on_one', 'delegations', 'narrow', 'expanded', 'leaders')),
    duration TEXT,
    condition TEXT,
    issues TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX meeting_track ON meeting(track, last_day);
CREATE INDEX meeting_parent ON meeting(parent);
CREATE INDEX meeting_day ON meeting(coalesce(first_day, last_day, ''), id, state, confidence);
CREATE INDEX meeting_venue ON meeting(venue) WHERE venue IS NOT NULL;
CREATE TABLE meeting_party (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
    party INTEGER NOT NULL REFERENCES party(id),
    UNIQUE (meeting, party)
) STRICT;
CREATE INDEX meeting_party_party ON meeting_party(party);

CREATE TABLE attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person(id),
    side INTEGER REFERENCES party(id),
    status TEXT NOT NULL CHECK (status IN ('present', 'expected', 'conditional', 'absent', 'disputed')),
    delegation_role TEXT CHECK (delegation_role IN ('head', 'member')),
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (meeting, person)
) STRICT;
CREATE INDEX attendance_person ON attendance(person);
CREATE INDEX attendance_side ON attendance(side) WHERE side IS NOT NULL;

-- The closed list of domain/vocabulary.py and the finer parts met so far ("territory/Donbas").
CREATE TABLE issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    parent INTEGER REFERENCES issue(id)
) STRICT;
CREATE INDEX issue_parent ON issue(parent) WHERE parent IS NOT NULL;

-- text: the words that carry the position. fidelity: verbatim, translated, back_translated, paraphrase.
CREATE TABLE position (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    holder_party INTEGER NOT NULL REFERENCES party(id),
    holder_person INTEGER REFERENCES person(id),
    speaker INTEGER REFERENCES person(id),
    speaker_text TEXT,
    issue INTEGER NOT NULL REFERENCES issue(id),
    stance TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '[]',
    conditions TEXT NOT NULL DEFAULT '[]',
    text TEXT NOT NULL,
    said_date TEXT,
    reported_date TEXT,
    attribution_status TEXT NOT NULL DEFAULT 'unattributed',
    quote TEXT NOT NULL DEFAULT 'indirect',
    fidelity TEXT,
    chain INTEGER REFERENCES chain(id),
    supersedes INTEGER REFERENCES position(id),
    responds_to INTEGER REFERENCES position(id),
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX position_holder ON position(holder_party, issue, reported_date);
CREATE INDEX position_issue ON position(issue, holder_party);
CREATE INDEX position_reported ON position(coalesce(reported_date, ''), id, state, confidence);
CREATE INDEX position_typed ON position(known_since) WHERE typed_by IS NOT NULL;
CREATE INDEX position_holder_person ON position(holder_person) WHERE holder_person IS NOT NULL;
CREATE INDEX position_speaker ON position(speaker) WHERE speaker IS NOT NULL;
CREATE INDEX position_chain ON position(chain) WHERE chain IS NOT NULL;
CREATE INDEX position_supersedes ON position(supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX position_responds_to ON position(responds_to) WHERE responds_to IS NOT NULL;

-- words: JSON list of the words as printed.
CREATE TABLE assessment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    about_meeting INTEGER REFERENCES meeting(id),
    about_track INTEGER REFERENCES track(id),
    kind TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '[]',
    polarity TEXT NOT NULL DEFAULT 'neutral',
    speaker INTEGER REFERENCES person(id),
    speaker_text TEXT,
    party INTEGER REFERENCES party(id),
    reported_date TEXT,
    chain INTEGER REFERENCES chain(id),
    state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'edited', 'rejected')),
    key TEXT NOT NULL UNIQUE,
    confidence REAL,
    rule TEXT,
    typed_by TEXT, typed_on TEXT, typed_note TEXT, known_since TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX assessment_meeting ON assessment(about_meeting);
CREATE INDEX assessment_track ON assessment(about_track);
CREATE INDEX assessment_speaker ON assessment(speaker) WHERE speaker IS NOT NULL;
CREATE INDEX assessment_party ON assessment(party) WHERE party IS NOT NULL;
CREATE INDEX assessment_chain ON assessment(chain) WHERE chain IS NOT NULL;

-- What one version of the extractor read in one article: immutable. payload is the fact of the record as JSON.
CREATE TABLE extraction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    extractor TEXT NOT NULL,
    kind TEXT NOT NULL,
    local_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX extraction_article ON extraction(article);

-- Which fact a reading supports now; moved by merge and split, dropped when a newer reading replaces it.
CREATE TABLE reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    extraction INTEGER NOT NULL UNIQUE REFERENCES extraction(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX reading_fact ON reading(kind, fact);

-- One span of one article under any fact. `kind`, `fact` name the fact's table and row.
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    fact INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    relation TEXT NOT NULL DEFAULT 'supports' CHECK (relation IN ('supports', 'contradicts')),
    chain INTEGER REFERENCES chain(id),
    extraction INTEGER REFERENCES extraction(id) ON DELETE CASCADE,
    UNIQUE (kind, fact, article, start, "end", relation)
) STRICT;
CREATE INDEX evidence_fact ON evidence(kind, fact);
CREATE INDEX evidence_article ON evidence(article, start);
CREATE INDEX evidence_extraction ON evidence(extraction) WHERE extraction IS NOT NULL;
CREATE INDEX evidence_chain ON evidence(chain) WHERE chain IS NOT NULL;

-- A field that a person has decided; no extraction ever writes it again.
CREATE TABLE manual_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    fact INTEGER NOT NULL,
    field TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_on TEXT NOT NULL,
    UNIQUE (kind, fact, field)
) STRICT;

CREATE TABLE conflict (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    fact INTEGER NOT NULL,
    field TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resolved')),
    resolution TEXT,
    resolved_by TEXT,
    resolved_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, fact, field)
) STRICT;
CREATE INDEX conflict_state ON conflict(state);
CREATE TABLE conflict_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conflict INTEGER NOT NULL REFERENCES conflict(id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    article INTEGER REFERENCES article(id) ON DELETE CASCADE,
    chain INTEGER REFERENCES chain(id),
    UNIQUE (conflict, value, article)
) STRICT;
CREATE INDEX conflict_value_article ON conflict_value(article) WHERE article IS NOT NULL;
CREATE INDEX conflict_value_chain ON conflict_value(chain) WHERE chain IS NOT NULL;

-- Two facts that may be one, with the reason; a decision is remembered ("same" was merged, "different" is never asked).
CREATE TABLE merge_suggestion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    one INTEGER NOT NULL,
    two INTEGER NOT NULL,
    reason TEXT NOT NULL,
    decision TEXT CHECK (decision IN ('same', 'different')),
    decided_by TEXT,
    decided_on TEXT,
    UNIQUE (kind, one, two)
) STRICT;

CREATE INDEX party_name ON party(name COLLATE NOCASE, id, state, confidence);
CREATE INDEX venue_name ON venue(name COLLATE NOCASE, id, state, confidence);

-- What waits for review, by kind and confidence.
CREATE INDEX party_state ON party(state, confidence);
CREATE INDEX person_state ON person(state, confidence);
CREATE INDEX track_state ON track(state, confidence);
CREATE INDEX track_event_state ON track_event(state, confidence);
CREATE INDEX venue_state ON venue(state, confidence);
CREATE INDEX meeting_state ON meeting(state, confidence);
CREATE INDEX attendance_state ON attendance(state, confidence);
CREATE INDEX position_state ON position(state, confidence);
CREATE INDEX assessment_state ON assessment(state, confidence);

CREATE VIRTUAL TABLE article_search USING fts5(title, text, content="article", content_rowid='id',
                                               tokenize="unicode61 remove_diacritics 2");
-- One row a fact; rowid = fact * 16 + the number of its kind in tables.SEARCHED. Triggers note in search_todo which rows
-- are to be written anew, and the end of each transaction does it (tracker/store/searched.py).
CREATE TABLE search_todo (id INTEGER PRIMARY KEY) STRICT;
CREATE VIRTUAL TABLE fact_search USING fts5(words, kind UNINDEXED, fact UNINDEXED,
                                            tokenize="unicode61 remove_diacritics 2");
