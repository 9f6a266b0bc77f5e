//! Which claims are there, and what does the collection hold?

use rusqlite::{OptionalExtension, Row};

use crate::{Collection, Error, Result};

/// A claim of the last trace. What is searched for is claims: whoever looks for a name finds what was claimed, never a
/// list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// Equal from run to run while the same sentence words the claim.
    pub id: String,
    /// Verbatim.
    pub statement: String,
    /// Its language.
    pub language: String,
    /// What the bounds amount to.
    pub standing: String,
    /// Independent sources, at least.
    pub at_least: u32,
    /// Independent sources, at most.
    pub at_most: u32,
    /// How many articles have it.
    pub articles: u32,
    /// Id of the article whose words the statement is.
    pub document: String,
    /// That article's outlet.
    pub outlet: String,
}

/// What a collection holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Versions of articles.
    pub documents: u64,
    /// Articles.
    pub articles: u64,
    /// Outlets: name, versions, first and last time, by name.
    pub outlets: Vec<OutletRow>,
    /// The first publication time.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
    /// Articles with more than one version: address, and versions.
    pub versions: Vec<(String, u64)>,
    /// Claims of the last trace.
    pub claims: u64,
    /// Its relays.
    pub relays: u64,
    /// Entries of the review log.
    pub reviews: u64,
    /// Of how many articles the last trace was; `None` where there was none, or where something was removed since.
    pub traced: Option<u64>,
    /// How many documents came after it.
    pub since: u64,
    /// Size of the file.
    pub bytes: u64,
}

/// An outlet's share of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletRow {
    /// Its name as its articles give it.
    pub outlet: String,
    /// Versions of articles.
    pub documents: u64,
    /// The first publication time.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
}

impl Collection {
    /// The claims whose statement has words that begin like all of these, best first.
    /// Cost: that of the index, and of the claims found; at most `most` are given.
    ///
    /// # Errors
    /// If no word is given, nothing has been traced yet, or the file cannot be read.
    pub fn search(&self, words: &str, most: usize) -> Result<Vec<ClaimRow>> {
        if self.last_trace()?.is_none() {
            let hint = "nothing has been traced since the collection was made or something was removed from it: run \
                        `firsthand trace --collection FILE` first";
            return Err(Error::refused(hint.to_owned()));
        }
        let sought: Vec<String> = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\"*"))
            .collect();
        if sought.is_empty() {
            return Err(Error::refused("there is no word to search for".to_owned()));
        }
        let sql = "SELECT l.* FROM claims_search s JOIN claims c ON c.claim = s.rowid JOIN claim_list l ON l.id = c.id \
                   WHERE claims_search MATCH ?1 ORDER BY rank, c.claim LIMIT ?2";
        let mut statement = self.connection.prepare(sql)?;
        let found = statement.query_map((sought.join(" "), i64::try_from(most).unwrap_or(i64::MAX)), claim_row)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Of how many articles the last trace was, and the newest document that it knew.
    pub(crate) fn last_trace(&self) -> Result<Option<(u64, i64)>> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.connection.query_row("SELECT documents, newest FROM last_trace", [], read).optional()?)
    }

    /// Counts, dates, outlets and versions. Cost: one pass over the list of documents.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn summary(&self) -> Result<Summary> {
        let count = |sql: &str| -> Result<u64> { Ok(self.connection.query_row(sql, [], |row| row.get(0))?) };
        let last = self.last_trace()?;
        let times = "SELECT min(published_earliest), max(published_earliest) FROM documents";
        let (first, latest) = self.connection.query_row(times, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let newest = last.map_or(0, |(_, newest)| newest);
        Ok(Summary {
            documents: count("SELECT count(*) FROM documents")?,
            articles: count("SELECT count(*) FROM documents WHERE revises IS NULL")?,
            outlets: self.outlet_rows()?,
            first,
            last: latest,
            versions: self.version_rows()?,
            claims: count("SELECT count(*) FROM claims")?,
            relays: count("SELECT count(*) FROM relays")?,
            reviews: count("SELECT count(*) FROM review_log")?,
            traced: last.map(|(documents, _)| documents),
            since: self.connection.query_row(
                "SELECT count(*) FROM documents WHERE document > ?1",
                [newest],
                |row| row.get(0),
            )?,
            bytes: count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
        })
    }

    fn outlet_rows(&self) -> Result<Vec<OutletRow>> {
        let mut statement = self.connection.prepare("SELECT * FROM outlets ORDER BY outlet")?;
        let row = |row: &Row<'_>| {
            Ok(OutletRow { outlet: row.get(0)?, documents: row.get(1)?, first: row.get(2)?, last: row.get(3)? })
        };
        Ok(statement.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }

    fn version_rows(&self) -> Result<Vec<(String, u64)>> {
        let sql = "SELECT url, count(*) + 1 FROM documents WHERE revises IS NOT NULL GROUP BY url ORDER BY url";
        let mut statement = self.connection.prepare(sql)?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }
}

fn claim_row(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    Ok(ClaimRow {
        id: row.get("id")?,
        statement: row.get("statement")?,
        language: row.get("language")?,
        standing: row.get("standing")?,
        at_least: row.get("at_least")?,
        at_most: row.get("at_most")?,
        articles: row.get("articles")?,
        document: row.get("document")?,
        outlet: row.get("outlet")?,
    })
}
