//! Which versions has an article, and has the file changed since it was last looked at?

use firsthand::model::{Document, Place};
use rusqlite::OptionalExtension;

use crate::documents::{Stored, document};
use crate::{Collection, Error, Result, names, readings};

/// Tells one state of a collection from another: it differs when articles came or went, or when somebody reviewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Number of the newest document, and how many there are.
    pub documents: (i64, i64),
    /// Number of the last entry of the review log.
    pub reviews: i64,
}

/// Who is credited in a document, by which words, with what: places, and nothing about who that is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Who is credited.
    pub source: Vec<Place>,
    /// The words that credit.
    pub cue: Vec<Place>,
    /// What is attributed.
    pub content: Vec<Place>,
}

impl Collection {
    /// Where a document's attributions stand, as they were found last.
    ///
    /// # Errors
    /// If the file cannot be read, or a row is not as it was written.
    pub fn marks(&self, row: i64) -> Result<Marks> {
        let sql = "SELECT part, source, cue, content FROM attributions WHERE document = ?1 ORDER BY ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([row])?;
        let mut marks = Marks::default();
        let broken =
            || Error::damaged(format!("the attributions of article number {row} were not written by this program"));
        while let Some(row) = rows.next()? {
            let part = names::part_named(&row.get::<_, String>(0)?).ok_or_else(broken)?;
            for (at, places) in [(1, &mut marks.source), (2, &mut marks.cue), (3, &mut marks.content)] {
                let spans = readings::spans_of(&row.get::<_, String>(at)?).ok_or_else(broken)?;
                places.extend(spans.into_iter().map(|span| Place { part, span }));
            }
        }
        Ok(marks)
    }

    /// The document that has this number in the file, the newest version or an older one.
    ///
    /// # Errors
    /// If the file cannot be read, or the row is not as it was written.
    pub fn document(&self, row: i64) -> Result<Option<Document>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM documents WHERE document = ?1")?;
        let found = statement.query_row([row], |found| Ok(document(found))).optional()?;
        found.transpose()
    }

    /// All versions at an address, oldest first; none for an empty address.
    ///
    /// # Errors
    /// If the file cannot be read, or a row is not as it was written.
    pub fn versions(&self, url: &str) -> Result<Vec<Stored>> {
        let sql = "SELECT * FROM documents WHERE url = ?1 AND url <> '' ORDER BY document";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([url])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Stored { row: row.get("document")?, document: document(row)? });
        }
        Ok(found)
    }

    /// What state the file is in. Cost: a count over an index.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stamp(&self) -> Result<Stamp> {
        let sql = "SELECT (SELECT coalesce(max(document), 0) FROM documents), (SELECT count(*) FROM documents), \
                   (SELECT coalesce(max(entry), 0) FROM review_log)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let stamp = |row: &rusqlite::Row<'_>| Ok(Stamp { documents: (row.get(0)?, row.get(1)?), reviews: row.get(2)? });
        Ok(statement.query_row([], stamp)?)
    }
}
