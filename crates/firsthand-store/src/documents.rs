//! Which articles are kept, and which are new?

use std::collections::BTreeSet;

use firsthand::ingest::Original;
use firsthand::model::{Document, Language, TimeInterval};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::readings::{self, Reading};
use crate::{Collection, Error, Result};

/// An article to be kept, with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The article. Where another of the collection has its id, it is kept under a new one.
    pub document: &'a Document,
    /// The record that it was made from.
    pub original: &'a Original,
    /// What the stages that look at one document alone found; `None` of one that [`Collection::has_words`].
    pub reading: Option<&'a Reading>,
}

/// What became of an article that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is a new version of an article that was there.
    Revised,
    /// It was there.
    Known,
}

/// An article of the collection.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its number in this file.
    pub row: i64,
    /// The article.
    pub document: Document,
}

/// An outlet's name, host and language, as articles give them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutletName {
    /// The name.
    pub outlet: String,
    /// The host of its addresses; may be empty.
    pub host: String,
    /// Code of the language.
    pub language: String,
}

impl OutletName {
    /// Those that a document gives.
    pub fn of(document: &Document) -> Self {
        let language = document.language.code().to_owned();
        Self { outlet: document.outlet.clone(), host: document.host(), language }
    }
}

impl Collection {
    /// Whether this record was added before, whatever came of it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn has_record(&self, original: &Original) -> Result<bool> {
        has_record(&self.connection, &hex(&original.sha256))
    }

    /// Whether the newest version at the document's address has its title and text.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn has_words(&self, document: &Document) -> Result<bool> {
        Ok(newest(&self.connection, &document.url)?.is_some_and(|(_, words)| words == text_sha256(document)))
    }

    /// Keeps articles, all of them or none: when this returns they are on the disk. What is there already is left
    /// alone, so that the same call twice changes nothing. Cost: that of the articles, whatever the collection holds.
    ///
    /// # Errors
    /// If the file cannot be written, or an article without a reading is to be kept, since another process has added a
    /// version of it meanwhile.
    pub fn add(&mut self, batch: &[Arrival<'_>]) -> Result<Vec<Fate>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let fates = batch.iter().map(|arrival| add_one(&transaction, arrival)).collect::<Result<Vec<_>>>()?;
        transaction.commit()?;
        Ok(fates)
    }

    /// The newest version of each article, in the order in which they came.
    ///
    /// # Errors
    /// If the file cannot be read, or a row is not as it was written.
    pub fn current(&self) -> Result<Vec<Stored>> {
        let mut statement = self.connection.prepare("SELECT * FROM current_documents ORDER BY document")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Stored { row: row.get("document")?, document: document(row)? });
        }
        Ok(found)
    }

    /// Every outlet's names, sorted.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn outlet_names(&self) -> Result<BTreeSet<OutletName>> {
        let mut statement = self.connection.prepare("SELECT outlet, host, language FROM outlet_names")?;
        let name = |row: &Row<'_>| Ok(OutletName { outlet: row.get(0)?, host: row.get(1)?, language: row.get(2)? });
        Ok(statement.query_map([], name)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The number of the document that an id or an address means; of an address, its newest version.
    ///
    /// # Errors
    /// If no document has it, or the file cannot be read.
    pub fn find(&self, name: &str) -> Result<i64> {
        const BY_URL: &str = "SELECT max(document) FROM documents WHERE url = ?1 AND url <> ''";
        let by_id = "SELECT document FROM documents WHERE id = ?1";
        let found = self.connection.query_row(by_id, [name], |row| row.get(0)).optional()?;
        if let Some(found) = found {
            return Ok(found);
        }
        let newest: Option<i64> = self.connection.query_row(BY_URL, [name], |row| row.get(0))?;
        newest.ok_or_else(|| Error::unknown(format!("article with the id or address `{name}`")))
    }
}

fn has_record(connection: &Connection, sha256: &str) -> Result<bool> {
    const SQL: &str =
        "SELECT 1 FROM documents WHERE sha256 = ?1 UNION ALL SELECT 1 FROM repeats WHERE sha256 = ?1 LIMIT 1";
    Ok(connection.prepare_cached(SQL)?.exists([sha256])?)
}

/// The newest version at an address, and the hash of its words.
fn newest(connection: &Connection, url: &str) -> Result<Option<(i64, String)>> {
    const SQL: &str = "SELECT document, text_sha256 FROM documents WHERE url = ?1 AND url <> '' \
                       ORDER BY document DESC LIMIT 1";
    let mut statement = connection.prepare_cached(SQL)?;
    Ok(statement.query_row([url], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn add_one(connection: &Connection, arrival: &Arrival<'_>) -> Result<Fate> {
    let Arrival { document, original, reading } = *arrival;
    let sha256 = hex(&original.sha256);
    if has_record(connection, &sha256)? {
        return Ok(Fate::Known);
    }
    let (newest, words) = newest(connection, &document.url)?.unzip();
    if words.is_some_and(|words| words == text_sha256(document)) {
        // Remembered, so that the same pile a second time brings nothing, even where a newer version came after it.
        let mut repeats = connection.prepare_cached("INSERT INTO repeats VALUES (?1, ?2)")?;
        repeats.execute(params![sha256, newest])?;
        return Ok(Fate::Known);
    }
    let meanwhile = || Error::refused(format!("another process added a version of `{}`; run this again", document.id));
    let reading = reading.ok_or_else(meanwhile)?;
    let row = insert(connection, arrival, newest)?;
    let mut originals = connection.prepare_cached("INSERT INTO originals VALUES (?1, ?2)")?;
    originals.execute(params![row, original.packed])?;
    let name = OutletName::of(document);
    let mut names = connection.prepare_cached("INSERT OR IGNORE INTO outlet_names VALUES (?1, ?2, ?3)")?;
    names.execute(params![name.outlet, name.host, name.language])?;
    readings::write(connection, row, reading)?;
    Ok(if newest.is_some() { Fate::Revised } else { Fate::Added })
}

fn insert(connection: &Connection, arrival: &Arrival<'_>, revises: Option<i64>) -> Result<i64> {
    const SQL: &str = "INSERT INTO documents (id, sha256, text_sha256, revises, path, url, outlet, published_earliest, \
                       published_latest, published_from, utc_offset_minutes, language, language_tag, title, text, \
                       authors, links, extra, captions) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
    let d = arrival.document;
    let json = |list: &[String]| serde_json::Value::from(list).to_string();
    let extra: Vec<serde_json::Value> = d.extra.iter().map(|(name, value)| serde_json::json!([name, value])).collect();
    connection.prepare_cached(SQL)?.execute(params![
        free_id(connection, &d.id)?,
        hex(&arrival.original.sha256),
        text_sha256(d),
        revises,
        d.path,
        d.url,
        d.outlet,
        d.published.earliest.map(|t| t.to_string()),
        d.published.latest.map(|t| t.to_string()),
        d.published.from,
        d.utc_offset_minutes,
        d.language.code(),
        d.language_tag,
        d.title,
        d.text,
        json(&d.authors),
        json(&d.links),
        serde_json::Value::from(extra).to_string(),
        readings::span_list(d.captions.iter().copied()),
    ])?;
    Ok(connection.last_insert_rowid())
}

/// The id, or the first of `id-2`, `id-3` … that no document has.
fn free_id(connection: &Connection, id: &str) -> Result<String> {
    let mut taken = connection.prepare_cached("SELECT 1 FROM documents WHERE id = ?1")?;
    let (mut free, mut copy) = (id.to_owned(), 1);
    while taken.exists([&free])? {
        copy += 1;
        free = format!("{id}-{copy}");
    }
    Ok(free)
}

pub(crate) fn document(row: &Row<'_>) -> Result<Document> {
    let language: String = row.get("language")?;
    let id: String = row.get("id")?;
    let time = |column: &str| -> Result<Option<jiff::Timestamp>> {
        let text: Option<String> = row.get(column)?;
        text.map(|t| t.parse()).transpose().map_err(|_| broken(&id, column))
    };
    let list = |column: &str| -> Result<Vec<String>> {
        serde_json::from_str(&row.get::<_, String>(column)?).map_err(|_| broken(&id, column))
    };
    let published = TimeInterval {
        earliest: time("published_earliest")?,
        latest: time("published_latest")?,
        from: row.get("published_from")?,
    };
    let extra = serde_json::from_str(&row.get::<_, String>("extra")?).map_err(|_| broken(&id, "extra"))?;
    let captions = readings::spans_of(&row.get::<_, String>("captions")?).ok_or_else(|| broken(&id, "captions"))?;
    let (authors, links) = (list("authors")?, list("links")?);
    Ok(Document {
        id,
        path: row.get("path")?,
        url: row.get("url")?,
        outlet: row.get("outlet")?,
        published,
        utc_offset_minutes: row.get("utc_offset_minutes")?,
        language: Language::from_tag(&language),
        language_tag: row.get("language_tag")?,
        title: row.get("title")?,
        authors,
        text: row.get("text")?,
        links,
        captions,
        extra,
    })
}

fn broken(id: &str, column: &str) -> Error {
    Error::damaged(format!("article `{id}` has something in `{column}` that was not written by this program"))
}

/// Of title and text, as they came in.
pub(crate) fn text_sha256(document: &Document) -> String {
    let mut hash = Sha256::new();
    hash.update((document.title.len() as u64).to_le_bytes());
    hash.update(&document.title);
    hash.update(&document.text);
    hex(&hash.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
