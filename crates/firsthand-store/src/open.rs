//! Is this a collection, and may we write to it?

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{Error, Result};

/// "FHND" in the header of the file: tells a collection from any other SQLite file.
const APPLICATION_ID: i64 = 0x4648_4e44;

/// One step for each version of the format, in order. A step that was released is never changed.
const MIGRATIONS: [&str; 3] =
    [include_str!("schema/1.sql"), include_str!("schema/2.sql"), include_str!("schema/3.sql")];

/// How long to wait for another process that writes: longer than a batch of `add` takes.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a collection is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To write, and to make the file where there is none.
    Create,
    /// To write to a file that is there.
    Write,
    /// To read; others may write meanwhile.
    Read,
}

/// One SQLite file with articles, what was found in them, and what people said of it.
pub struct Collection {
    pub(crate) connection: Connection,
}

impl Collection {
    /// Opens a collection; an older format is brought up to date, which keeps every row.
    ///
    /// # Errors
    /// If there is no file (but for [`Access::Create`]), if it is no collection, newer than this program, damaged, or
    /// if it cannot be written or another process writes for too long.
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        if access != Access::Create && !path.exists() {
            return Err(Error::missing());
        }
        if access == Access::Read {
            return Self::open_to_read(path);
        }
        let create = if access == Access::Create { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
        let mut connection = Connection::open_with_flags(path, flags)?;
        prepare(&connection)?;
        if access == Access::Create && is_blank(&connection)? {
            connection.pragma_update(None, "journal_mode", "wal")?;
            migrate(&mut connection)?;
        }
        if version(&connection)? < known() {
            migrate(&mut connection)?;
        }
        Ok(Self { connection })
    }

    /// Opens a collection to write that never grows beyond so many pages: how a full disk is tried out.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with_pages(path: &Path, pages: i64) -> Result<Self> {
        let collection = Self::open(path, Access::Write)?;
        collection.connection.pragma_update(None, "max_page_count", pages)?;
        Ok(collection)
    }

    fn open_to_read(path: &Path) -> Result<Self> {
        let opened = read_only(path, OpenFlags::SQLITE_OPEN_READ_ONLY, &path.to_string_lossy());
        let connection = match opened {
            // A reader of a collection in a folder that it cannot write to needs to be told that nobody else writes.
            Err(error) if error.cannot_open() => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                read_only(path, flags, &immutable(path))?
            }
            opened => opened?,
        };
        if version(&connection)? < known() {
            drop(connection);
            return Self::open(path, Access::Write);
        }
        Ok(Self { connection })
    }
}

fn read_only(_path: &Path, flags: OpenFlags, name: &str) -> Result<Connection> {
    let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    prepare(&connection)?;
    version(&connection)?;
    Ok(connection)
}

fn immutable(path: &Path) -> String {
    let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{name}?immutable=1")
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What was removed is overwritten, not only forgotten.
    connection.pragma_update(None, "secure_delete", true)?;
    // A commit outlives a power cut too; a batch waits for the disk once.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// A file that nothing was written to yet: new, or left by an `add` that was killed at its first step.
fn is_blank(connection: &Connection) -> Result<bool> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0 && number(connection, "application_id")? == 0)
}

fn number(connection: &Connection, pragma: &str) -> Result<i64> {
    Ok(connection.pragma_query_value(None, pragma, |row| row.get(0))?)
}

fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).expect("there are few steps")
}

/// The version of the format, once it is sure that this is a collection that we can read.
fn version(connection: &Connection) -> Result<i64> {
    if number(connection, "application_id")? != APPLICATION_ID {
        return Err(Error::not_a_collection());
    }
    match number(connection, "user_version")? {
        found if found > known() => Err(Error::newer(found, known())),
        found => Ok(found),
    }
}

/// All steps or none; of two processes that come at once, the second finds the work done.
fn migrate(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = number(&transaction, "user_version")?;
    for step in MIGRATIONS.iter().skip(from as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known())?;
    Ok(transaction.commit()?)
}
