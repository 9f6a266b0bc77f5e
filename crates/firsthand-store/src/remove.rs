//! How is an article taken out, with all that was made from it?

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::documents::OutletName;
use crate::findings::index_again;
use crate::{Collection, Error, Result};

impl Collection {
    /// Removes the version that has this id, or every version at this address, with its original and whatever was
    /// derived from it: readings, and every claim of the last trace in which it has a part. The file is then written
    /// anew without it, so that nothing of its words stays on the disk. Returns the ids that were removed.
    ///
    /// The review log stays: it has ids and reasons, and no words of articles but those that a reviewer wrote.
    /// Cost: one rewrite of the file, which needs room for a second one while it lasts.
    ///
    /// # Errors
    /// If there is no such article, or the file cannot be written. Where only the rewriting fails, the article is gone
    /// from every table, and the error says that the file has still to be written anew.
    pub fn remove(&mut self, name: &str) -> Result<Vec<String>> {
        let found = self.find(name)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut rows = versions_at(&transaction, name)?;
        if rows.is_empty() {
            rows.push(found);
        }
        let mut ids = Vec::new();
        for row in rows {
            ids.push(remove_one(&transaction, row)?);
        }
        index_again(&transaction)?;
        // What a report showed of a claim has its words.
        transaction.execute_batch("DELETE FROM last_trace; DELETE FROM shown_claims;")?;
        transaction.commit()?;
        self.write_anew()?;
        Ok(ids)
    }

    /// Writes the file anew, without the gaps, and empties the log of changes beside it.
    fn write_anew(&self) -> Result<()> {
        self.connection.execute_batch("VACUUM")?;
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            let why = "it was removed, but somebody is reading the file, and the disk may still have its words: run \
                       `firsthand verify` when they are done";
            return Err(Error::refused(why.to_owned()));
        }
        Ok(())
    }
}

fn versions_at(connection: &Connection, url: &str) -> Result<Vec<i64>> {
    let by_id: Option<i64> =
        connection.query_row("SELECT document FROM documents WHERE id = ?1", [url], |row| row.get(0)).optional()?;
    if by_id.is_some() {
        return Ok(Vec::new());
    }
    let mut statement =
        connection.prepare("SELECT document FROM documents WHERE url = ?1 AND url <> '' ORDER BY document")?;
    Ok(statement.query_map([url], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn remove_one(connection: &Connection, row: i64) -> Result<String> {
    const TOUCHED: &str = "DELETE FROM claims WHERE document = ?1 OR first = ?1 \
        OR claim IN (SELECT claim FROM articles WHERE document = ?1) \
        OR claim IN (SELECT claim FROM mentions WHERE document = ?1) \
        OR claim IN (SELECT claim FROM relays WHERE from_document = ?1 OR to_document = ?1) \
        OR claim IN (SELECT claim FROM relays r, json_each(r.evidence) e, json_each(e.value, '$.places') p \
                     WHERE json_extract(p.value, '$[0]') = ?1)";
    let document = connection.query_row("SELECT * FROM documents WHERE document = ?1", [row], |found| {
        Ok(crate::documents::document(found))
    })??;
    connection.execute(TOUCHED, [row])?;
    // The version after it now follows the version before it.
    let before: Option<i64> =
        connection.query_row("SELECT revises FROM documents WHERE document = ?1", [row], |found| found.get(0))?;
    connection.execute("UPDATE documents SET revises = ?2 WHERE revises = ?1", params![row, before])?;
    connection.execute("DELETE FROM documents WHERE document = ?1", [row])?;
    forget_outlet(connection, &OutletName::of(&document))?;
    Ok(document.id)
}

/// Forgets an outlet's name, host and language where no article gives them any more.
fn forget_outlet(connection: &Connection, name: &OutletName) -> Result<()> {
    let mut statement = connection.prepare("SELECT * FROM documents WHERE outlet = ?1")?;
    let mut rows = statement.query([&name.outlet])?;
    while let Some(row) = rows.next()? {
        if OutletName::of(&crate::documents::document(row)?) == *name {
            return Ok(());
        }
    }
    let sql = "DELETE FROM outlet_names WHERE outlet = ?1 AND host = ?2 AND language = ?3";
    connection.execute(sql, params![name.outlet, name.host, name.language])?;
    Ok(())
}
