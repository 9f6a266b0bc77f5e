-- What people said of relays and claims: written once, never changed.
CREATE TABLE review_log (
    entry INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                   -- RFC 3339, UTC
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct', 'sign', 'undo')),
    subject TEXT NOT NULL,              -- id of a relay (r…), a claim (k…), two reports of one claim or not (g…), or an article
    why TEXT NOT NULL,
    undoes INTEGER REFERENCES review_log (entry),
    before TEXT NOT NULL,               -- JSON: what the machine had found
    after TEXT NOT NULL,                -- JSON: what the reviewer made of it
    chain TEXT NOT NULL                 -- SHA-256 of the chain before and of this entry: shows a log that was altered
) STRICT;
CREATE INDEX review_log_by_subject ON review_log (subject);

CREATE TRIGGER review_log_keeps_entries BEFORE DELETE ON review_log
BEGIN SELECT raise(ABORT, 'the review log is append-only'); END;
CREATE TRIGGER review_log_keeps_words BEFORE UPDATE ON review_log
BEGIN SELECT raise(ABORT, 'the review log is append-only'); END;

-- What each reviewer holds of each relay and claim now: the last word that was not taken back.
CREATE VIEW reviews AS
SELECT l.* FROM review_log l
WHERE l.verdict <> 'undo'
  AND NOT EXISTS (SELECT 1 FROM review_log u WHERE u.undoes = l.entry)
  AND NOT EXISTS (
      SELECT 1 FROM review_log later
      WHERE later.subject = l.subject AND later.reviewer = l.reviewer AND later.verdict <> 'undo'
        AND (later.verdict = 'sign') = (l.verdict = 'sign') AND later.entry > l.entry
        AND NOT EXISTS (SELECT 1 FROM review_log u WHERE u.undoes = later.entry));

-- Bounds that hold whether or not the relays that nobody has reviewed are right.
ALTER TABLE claims ADD COLUMN reviewed_at_least INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN reviewed_at_most INTEGER;

-- Where the page says that words stand under a picture, as spans of the text.
ALTER TABLE documents ADD COLUMN captions TEXT NOT NULL DEFAULT '[]';

-- What an attribution makes of its source: tells, holds, names.
ALTER TABLE attributions ADD COLUMN force TEXT NOT NULL DEFAULT 'tells';

-- Records that brought nothing new: fetched again, with the words of the version that was the newest then.
CREATE TABLE repeats (
    sha256 TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (document) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX repeats_by_document ON repeats (document);
