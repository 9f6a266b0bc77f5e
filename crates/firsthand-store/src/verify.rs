//! Is everything as it was written?

use rusqlite::Row;
use sha2::{Digest, Sha256};

use crate::documents::{document, hex, text_sha256};
use crate::{Collection, Error, Result};

/// No record is longer than this after unpacking: the reader's limit with every byte escaped, and room.
const LONGEST_RECORD: usize = 512 << 20;

/// Problems that are listed; a file that is damaged all over has too many to read.
const MOST_PROBLEMS: usize = 100;

/// The tables whose rows point into a document's text or title, with the columns of a JSON list of spans, or none for
/// `start` and `end`.
const SPANS: [(&str, &[&str]); 4] =
    [("attributions", &["source", "cue", "content", "sentence"]), ("times", &[]), ("mentions", &[]), ("claims", &[])];

/// Adds what it finds wrong.
type Check<'a> = Box<dyn Fn(&mut Vec<String>) -> Result<()> + 'a>;

impl Collection {
    /// What is wrong, in words; empty where nothing is. Checks the file's own structure, the keys between tables, the
    /// hashes of originals and texts, every span, and the chain of the review log. Cost: reads everything once.
    ///
    /// # Errors
    /// If the file cannot be read at all. What is damaged is a problem, not an error.
    pub fn verify(&self, progress: impl Fn(u64)) -> Result<Vec<String>> {
        let mut problems = Vec::new();
        let checks: [Check<'_>; 5] = [
            Box::new(|problems| self.structure(problems)),
            Box::new(|problems| self.keys(problems)),
            Box::new(|problems| self.documents(problems, &progress)),
            Box::new(|problems| self.spans(problems)),
            Box::new(|problems| self.log_chain(problems)),
        ];
        for check in checks {
            match check(&mut problems) {
                Err(error) if error.is_damage() => problems.push(error.to_string()),
                other => other?,
            }
        }
        problems.truncate(MOST_PROBLEMS);
        Ok(problems)
    }

    fn structure(&self, problems: &mut Vec<String>) -> Result<()> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        problems.extend(found.into_iter().filter(|line| line != "ok").map(|line| format!("structure: {line}")));
        Ok(())
    }

    fn keys(&self, problems: &mut Vec<String>) -> Result<()> {
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let row = |row: &Row<'_>| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(format!("keys: a row of `{table}` points to a row of `{parent}` that is not there"))
        };
        problems.extend(statement.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()?);
        Ok(())
    }

    fn documents(&self, problems: &mut Vec<String>, progress: &impl Fn(u64)) -> Result<()> {
        let sql = "SELECT d.*, o.record_zstd FROM documents d LEFT JOIN originals o USING (document)";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut done = 0;
        while let Some(row) = rows.next()? {
            let found = document(row)?;
            if row.get::<_, String>("text_sha256")? != text_sha256(&found) {
                problems.push(format!("article `{}`: title or text is not what was kept", found.id));
            }
            let record: Option<Vec<u8>> = row.get("record_zstd")?;
            let hash = record.and_then(|packed| unpacked(&packed)).map(|bytes| hex(&Sha256::digest(bytes)));
            if hash != Some(row.get("sha256")?) {
                problems.push(format!("article `{}`: the original is not what was kept", found.id));
            }
            done += 1;
            progress(done);
        }
        Ok(())
    }

    fn spans(&self, problems: &mut Vec<String>) -> Result<()> {
        for (table, lists) in SPANS {
            let sql = format!("SELECT d.*, t.* FROM {table} t JOIN documents d USING (document)");
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let title = row.get::<_, String>("part")? == "title";
                let text: String = row.get(if title { "title" } else { "text" })?;
                if !pairs(row, lists)?.into_iter().all(|(start, end)| text.get(start..end).is_some()) {
                    let id: String = row.get("id")?;
                    problems.push(format!("spans: a row of `{table}` points outside article `{id}`"));
                }
            }
        }
        Ok(())
    }

    fn log_chain(&self, problems: &mut Vec<String>) -> Result<()> {
        for entry in self.broken_links()? {
            problems.push(format!("review log: entry {entry} was altered, or one before it was"));
        }
        Ok(())
    }

    /// The original of an article, unpacked.
    ///
    /// # Errors
    /// If there is no such article, or its original is damaged.
    pub fn original(&self, name: &str) -> Result<Vec<u8>> {
        let row = self.find(name)?;
        let sql = "SELECT record_zstd FROM originals WHERE document = ?1";
        let packed: Vec<u8> = self.connection.query_row(sql, [row], |row| row.get(0))?;
        unpacked(&packed).ok_or_else(|| Error::damaged(format!("the original of `{name}` cannot be unpacked")))
    }
}

fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok()??;
    zstd::bulk::decompress(packed, usize::try_from(size).ok().filter(|size| *size <= LONGEST_RECORD)?).ok()
}

fn pairs(row: &Row<'_>, lists: &[&str]) -> Result<Vec<(usize, usize)>> {
    if lists.is_empty() {
        return Ok(vec![(row.get("start")?, row.get("end")?)]);
    }
    let mut found = Vec::new();
    for column in lists {
        let json: String = row.get(*column)?;
        let spans: std::result::Result<Vec<(usize, usize)>, _> = serde_json::from_str(&json);
        found.extend(spans.map_err(|_| Error::damaged(format!("`{column}` holds no list of spans")))?);
    }
    Ok(found)
}
