-- What people decide of a claim before it is published stands in the same log: replies that they sought, names that they
-- unmasked, verdicts that they checked, grades.
DROP VIEW reviews;
DROP TRIGGER review_log_keeps_entries;
DROP TRIGGER review_log_keeps_words;
CREATE TABLE review_log_wider (
    entry INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                   -- RFC 3339, UTC
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN
        ('accept', 'reject', 'correct', 'sign', 'undo', 'reply', 'unmask', 'verdict', 'grade')),
    subject TEXT NOT NULL,              -- id of a relay or of a claim
    why TEXT NOT NULL,
    undoes INTEGER REFERENCES review_log_wider (entry),
    before TEXT NOT NULL,               -- JSON: what the machine had found
    after TEXT NOT NULL,                -- JSON: what the reviewer made of it
    chain TEXT NOT NULL                 -- SHA-256 of the chain before and of this entry: shows a log that was altered
) STRICT;
INSERT INTO review_log_wider SELECT * FROM review_log ORDER BY entry;
DROP TABLE review_log;
ALTER TABLE review_log_wider RENAME TO review_log;
CREATE INDEX review_log_by_subject ON review_log (subject);
CREATE TRIGGER review_log_keeps_entries BEFORE DELETE ON review_log
BEGIN SELECT raise(ABORT, 'the review log is append-only'); END;
CREATE TRIGGER review_log_keeps_words BEFORE UPDATE ON review_log
BEGIN SELECT raise(ABORT, 'the review log is append-only'); END;

-- What each reviewer holds of each relay and claim now: the last word that was not taken back. Replies, unmaskings,
-- checked verdicts and grades each stand until they are taken back.
CREATE VIEW reviews AS
SELECT l.* FROM review_log l
WHERE l.verdict <> 'undo'
  AND NOT EXISTS (SELECT 1 FROM review_log u WHERE u.undoes = l.entry)
  AND (l.verdict NOT IN ('accept', 'reject', 'correct', 'sign') OR NOT EXISTS (
      SELECT 1 FROM review_log later
      WHERE later.subject = l.subject AND later.reviewer = l.reviewer
        AND later.verdict IN ('accept', 'reject', 'correct', 'sign')
        AND (later.verdict = 'sign') = (l.verdict = 'sign') AND later.entry > l.entry
        AND NOT EXISTS (SELECT 1 FROM review_log u WHERE u.undoes = later.entry)));

-- What a report showed of a claim, so that a signature is for what was shown. `fingerprint` is a hash of it.
CREATE TABLE shown_claims (
    id TEXT PRIMARY KEY,
    statement TEXT NOT NULL,
    document TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    at_least INTEGER NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE claims ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
