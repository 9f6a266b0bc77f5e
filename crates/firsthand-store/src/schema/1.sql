-- Articles, one row a version. `document` is a number of this file alone; `id` is the name that exports print.
CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,        -- of the record as it was read, which `originals` keeps
    text_sha256 TEXT NOT NULL,          -- of title and text: tells a new version from a fetch that changed nothing
    revises INTEGER REFERENCES documents (document) ON DELETE SET NULL, -- the version before, of the same address
    path TEXT NOT NULL,
    url TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published_earliest TEXT,            -- RFC 3339, UTC; open is null
    published_latest TEXT,              -- exclusive
    published_from TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL,
    language TEXT NOT NULL,
    language_tag TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,                 -- spans of every other table index it, or the title, in UTF-8 bytes
    authors TEXT NOT NULL,              -- JSON
    links TEXT NOT NULL,                -- JSON
    extra TEXT NOT NULL                 -- JSON: [name, value] of the fields that Firsthand does not know
) STRICT;
CREATE INDEX documents_by_url ON documents (url) WHERE url <> '';
CREATE INDEX documents_by_outlet ON documents (outlet);
CREATE INDEX documents_by_revises ON documents (revises) WHERE revises IS NOT NULL;

CREATE TABLE originals (
    document INTEGER PRIMARY KEY REFERENCES documents (document) ON DELETE CASCADE,
    record_zstd BLOB NOT NULL           -- JSON: the fields as they were read, in their order
) STRICT;

-- The outlets by the names, hosts and languages that their articles give.
CREATE TABLE outlet_names (
    outlet TEXT NOT NULL,
    host TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (outlet, host, language)
) STRICT, WITHOUT ROWID;

-- What made a row: which stage, with which rules, with which model.
CREATE TABLE recipes (
    recipe INTEGER PRIMARY KEY,
    stage TEXT NOT NULL,
    rules TEXT NOT NULL,
    model TEXT NOT NULL,                -- SHA-256, or empty where no model took part
    UNIQUE (stage, rules, model)
) STRICT;

-- Which stage has read which article. `input` is what it saw beside the article's own text.
CREATE TABLE readings (
    document INTEGER NOT NULL REFERENCES documents (document) ON DELETE CASCADE,
    recipe INTEGER NOT NULL REFERENCES recipes (recipe),
    stage TEXT NOT NULL,
    input TEXT NOT NULL,
    PRIMARY KEY (document, stage)
) STRICT, WITHOUT ROWID;

-- Who is said to have said what. Spans are JSON: [[start, end], ...].
CREATE TABLE attributions (
    document INTEGER NOT NULL REFERENCES documents (document) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('title', 'text')),
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    sentence TEXT NOT NULL,
    kind TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    credited_as TEXT,                   -- the fullest wording of the article
    named INTEGER NOT NULL,
    outlet TEXT,                        -- where the source is an outlet of the collection
    told_us INTEGER NOT NULL,
    within INTEGER,
    bearing TEXT NOT NULL,
    grounds TEXT NOT NULL,              -- words, as in "saw read"
    count INTEGER NOT NULL,
    or_more INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
    document INTEGER NOT NULL REFERENCES documents (document) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('title', 'text')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    anchor TEXT,
    due TEXT,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- The claims of the last trace of the whole collection. `id` is a hash of where the statement stands.
CREATE TABLE claims (
    claim INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    statement TEXT NOT NULL,            -- verbatim
    language TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (document) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('title', 'text')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    standing TEXT NOT NULL,
    at_least INTEGER NOT NULL,
    at_most INTEGER NOT NULL,
    or_more INTEGER NOT NULL,
    channels INTEGER NOT NULL,
    first INTEGER REFERENCES documents (document) ON DELETE SET NULL,
    due TEXT,
    due_outcome TEXT,
    recipe INTEGER NOT NULL REFERENCES recipes (recipe)
) STRICT;
CREATE INDEX claims_by_document ON claims (document);

CREATE TABLE articles (
    claim INTEGER NOT NULL REFERENCES claims (claim) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (document) ON DELETE CASCADE,
    stance TEXT NOT NULL,
    PRIMARY KEY (claim, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_by_document ON articles (document);

CREATE TABLE mentions (
    claim INTEGER NOT NULL REFERENCES claims (claim) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (document) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('title', 'text')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    stance TEXT NOT NULL,
    PRIMARY KEY (claim, ordinal)
) STRICT, WITHOUT ROWID;

-- Sources are numbered anew in every claim: s1 of one claim has nothing to do with s1 of another.
CREATE TABLE sources (
    claim INTEGER NOT NULL REFERENCES claims (claim) ON DELETE CASCADE,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    credited_as TEXT NOT NULL,
    count INTEGER NOT NULL,
    or_more INTEGER NOT NULL,
    first_hand INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (claim, source)
) STRICT, WITHOUT ROWID;

-- Who has it from whom: an end is an article, or a source of the claim.
CREATE TABLE relays (
    claim INTEGER NOT NULL REFERENCES claims (claim) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,                   -- equal from run to run
    from_document INTEGER REFERENCES documents (document) ON DELETE CASCADE,
    from_source TEXT,
    to_document INTEGER REFERENCES documents (document) ON DELETE CASCADE,
    to_source TEXT,
    how TEXT NOT NULL,
    of TEXT NOT NULL,
    direction TEXT NOT NULL,
    confidence REAL NOT NULL,
    status TEXT NOT NULL,
    evidence TEXT NOT NULL,             -- JSON: [{"kind", "detail", "places": [[document, part, start, end], ...]}, ...]
    PRIMARY KEY (claim, ordinal),
    CHECK ((from_document IS NULL) <> (from_source IS NULL)),
    CHECK ((to_document IS NULL) <> (to_source IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX relays_by_id ON relays (id);

-- The proof: the sums are the bounds.
CREATE TABLE reasons (
    claim INTEGER NOT NULL REFERENCES claims (claim) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    rule TEXT NOT NULL,
    text TEXT NOT NULL,
    at_least INTEGER NOT NULL,
    at_most INTEGER NOT NULL,
    PRIMARY KEY (claim, ordinal)
) STRICT, WITHOUT ROWID;

-- The last trace of the whole collection: of how many articles, and up to which.
CREATE TABLE last_trace (
    trace INTEGER PRIMARY KEY CHECK (trace = 1),
    documents INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    recipe INTEGER NOT NULL REFERENCES recipes (recipe)
) STRICT;

CREATE VIRTUAL TABLE claims_search USING fts5 (
    statement, content = 'claims', content_rowid = 'claim', tokenize = 'unicode61 remove_diacritics 2'
);

-- The newest version of each article: what a trace reads.
CREATE VIEW current_documents AS
SELECT * FROM documents d WHERE NOT EXISTS (SELECT 1 FROM documents newer WHERE newer.revises = d.document);

CREATE VIEW outlets AS
SELECT outlet, count(*) AS documents, min(published_earliest) AS first, max(published_earliest) AS last
FROM documents GROUP BY outlet;

CREATE VIEW versions AS
SELECT d.url, d.id, earlier.id AS revises, d.published_earliest, d.title
FROM documents d JOIN documents earlier ON earlier.document = d.revises;

CREATE VIEW claim_list AS
SELECT c.id, c.statement, c.language, c.standing, c.at_least, c.at_most,
       (SELECT count(*) FROM articles a WHERE a.claim = c.claim) AS articles,
       d.id AS document, d.outlet
FROM claims c JOIN documents d ON d.document = c.document;

CREATE VIEW relay_list AS
SELECT r.id, c.id AS claim, c.statement,
       coalesce(f.id, r.from_source) AS "from", coalesce(t.id, r.to_source) AS "to",
       r.how, r.of, r.direction, r.confidence, r.status
FROM relays r JOIN claims c ON c.claim = r.claim
LEFT JOIN documents f ON f.document = r.from_document
LEFT JOIN documents t ON t.document = r.to_document;
