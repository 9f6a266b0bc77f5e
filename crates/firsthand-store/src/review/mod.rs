//! What did people say, who, when and why? The log is only ever added to: what somebody takes back stays in it, with
//! the entry that takes it back.

pub(crate) mod correct;
mod held;

use firsthand::model::{How, SourceKind};
use firsthand::review::Direction;
use rusqlite::{Connection, OptionalExtension, Params, Row, TransactionBehavior, params};
use serde_json::json;
use sha2::{Digest, Sha256};

use self::correct::Statement;
pub use self::held::Held;
use self::held::{lost_row, state};
use crate::documents::hex;
use crate::{Collection, Error, Result};

/// Who says it, when, and why. None of them may be empty.
#[derive(Clone, Copy, Debug)]
pub struct Signature<'a> {
    /// The reviewer, as they sign.
    pub reviewer: &'a str,
    /// RFC 3339, UTC.
    pub at: &'a str,
    /// The reason.
    pub why: &'a str,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    /// The relay is right.
    Accept,
    /// The relay is wrong, and is not to be used.
    Reject,
    /// The relay is right but for this.
    Correct(Change),
    /// An article was published then: a date, or RFC 3339.
    Date(String),
    /// A claim is the same as the other one, by its id.
    SameClaim(String),
    /// The report of an article, by id or address, is not of the claim.
    OtherClaim(String),
    /// The claim as it stands has been looked at by this person.
    Sign,
}

/// What is right of a relay, where it was found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// It came from this document, by id or address.
    pub from: Option<String>,
    /// It came from the source that these words of the receiving article credit.
    pub source: Option<String>,
    /// It came from a source of this kind.
    pub kind: Option<SourceKind>,
    /// It came this way.
    pub how: Option<How>,
    /// It went this way.
    pub direction: Option<Direction>,
}

impl Say {
    fn name(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct(_) | Self::Date(_) | Self::SameClaim(_) | Self::OtherClaim(_) => "correct",
            Self::Sign => "sign",
        }
    }
}

/// A relay of the last trace, or one that was reviewed, with what is held of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// The relay's id.
    pub id: String,
    /// The claim's id; empty where the last trace does not have the relay.
    pub claim: String,
    /// The claim's statement.
    pub statement: String,
    /// Id of a document, or `s1` … within the claim.
    pub from: String,
    /// The same of where it went.
    pub to: String,
    /// How it got there.
    pub how: String,
    /// The first evidence, in words.
    pub because: String,
    /// What is held of it together: `suggested`, `confirmed`, `corrected`, `rejected`, `disputed`.
    pub state: &'static str,
    /// Who says what, in the order in which they said it.
    pub said: Vec<Entry>,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub entry: i64,
    /// When.
    pub at: String,
    /// Who.
    pub reviewer: String,
    /// `accept`, `reject`, `correct`, `sign` or `undo`.
    pub verdict: String,
    /// Id of the relay or claim.
    pub subject: String,
    /// Why.
    pub why: String,
    /// Which entry it takes back.
    pub undoes: Option<i64>,
    /// What the machine had found, as JSON.
    pub before: String,
    /// What the reviewer made of it, as JSON.
    pub after: String,
}

impl Collection {
    /// Adds to the log what somebody says of a relay of the last trace, or of what was reviewed before; of a claim, where
    /// it is signed or its reports are told together or apart; of an article, where it is dated. Ids of relays and
    /// claims may be cut short where they stay clear. Returns the whole id of what was said something of, which `undo`
    /// takes: for reports that are told together or apart it is one of its own (`g…`).
    ///
    /// # Errors
    /// If there is no such relay or claim, a name or reason is missing, or the file cannot be written.
    pub fn say(&mut self, id: &str, say: &Say, signature: Signature<'_>) -> Result<String> {
        check(signature)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Statement { subject, before, after } = correct::statement(&transaction, id, say)?;
        let row = NewEntry { verdict: say.name(), subject: &subject, undoes: None, before: &before, after: &after };
        append(&transaction, &row, signature)?;
        transaction.commit()?;
        Ok(subject)
    }

    /// Takes back the last thing that this reviewer said of a relay or claim and has not taken back. Returns the number
    /// of the entry that is taken back.
    ///
    /// # Errors
    /// If there is nothing to take back, a name or reason is missing, or the file cannot be written.
    pub fn undo(&mut self, id: &str, signature: Signature<'_>) -> Result<i64> {
        const SQL: &str = "SELECT entry, subject, before, after FROM review_log l WHERE reviewer = ?1 \
            AND substr(subject, 1, length(?2)) = ?2 AND verdict <> 'undo' \
            AND NOT EXISTS (SELECT 1 FROM review_log u WHERE u.undoes = l.entry) ORDER BY entry DESC LIMIT 1";
        check(signature)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = transaction
            .query_row(SQL, [signature.reviewer, id], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let nothing = || Error::unknown(format!("review of `{id}` by {} that could be taken back", signature.reviewer));
        let (entry, subject, before, after): (i64, String, String, String) = found.ok_or_else(nothing)?;
        let row = NewEntry { verdict: "undo", subject: &subject, undoes: Some(entry), before: &after, after: &before };
        append(&transaction, &row, signature)?;
        transaction.commit()?;
        Ok(entry)
    }

    /// Everything in the log, in order.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn log(&self) -> Result<Vec<Entry>> {
        entries(&self.connection, "SELECT * FROM review_log ORDER BY entry", [])
    }

    /// The relays of the last trace and those that were reviewed, each with what is held of it; `all` has those too that
    /// nobody has looked at.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn review_list(&self, all: bool) -> Result<Vec<ReviewRow>> {
        let standing = entries(
            &self.connection,
            "SELECT * FROM reviews WHERE verdict IN ('accept', 'reject', 'correct') ORDER BY entry",
            [],
        )?;
        let mut rows = self.relay_rows()?;
        for row in &mut rows {
            row.said = standing.iter().filter(|entry| entry.subject == row.id).cloned().collect();
            row.state = state(&row.said);
        }
        let gone = standing.iter().filter(|entry| rows.iter().all(|row| row.id != entry.subject));
        let mut lost: Vec<ReviewRow> = Vec::new();
        for entry in gone {
            match lost.iter_mut().find(|row| row.id == entry.subject) {
                Some(row) => row.said.push(entry.clone()),
                None => lost.push(lost_row(entry)),
            }
        }
        for row in &mut lost {
            row.state = state(&row.said);
        }
        rows.extend(lost);
        rows.retain(|row| all || !row.said.is_empty());
        Ok(rows)
    }

    /// Who has signed which claim.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn signatures(&self) -> Result<Vec<Entry>> {
        entries(&self.connection, "SELECT * FROM reviews WHERE verdict = 'sign' ORDER BY entry", [])
    }

    fn relay_rows(&self) -> Result<Vec<ReviewRow>> {
        let sql = "SELECT r.id, c.id AS claim, c.statement, coalesce(f.id, r.from_source) AS \"from\", \
                   coalesce(t.id, r.to_source) AS \"to\", r.how, json_extract(r.evidence, '$[0].detail') AS because \
                   FROM relays r JOIN claims c USING (claim) LEFT JOIN documents f ON f.document = r.from_document \
                   LEFT JOIN documents t ON t.document = r.to_document ORDER BY r.claim, r.ordinal";
        let mut statement = self.connection.prepare(sql)?;
        let row = |row: &Row<'_>| {
            Ok(ReviewRow {
                id: row.get("id")?,
                claim: row.get("claim")?,
                statement: row.get("statement")?,
                from: row.get("from")?,
                to: row.get("to")?,
                how: row.get("how")?,
                because: row.get::<_, Option<String>>("because")?.unwrap_or_default(),
                state: "suggested",
                said: Vec::new(),
            })
        };
        Ok(statement.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Entries whose link in the chain does not fit.
    pub(crate) fn broken_links(&self) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare("SELECT * FROM review_log ORDER BY entry")?;
        let mut rows = statement.query([])?;
        let (mut before, mut broken) = (String::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (entry, chain): (Entry, String) = (entry(row)?, row.get("chain")?);
            if chain != link(&before, &entry) {
                broken.push(entry.entry);
            }
            before = chain;
        }
        Ok(broken)
    }
}

pub(crate) fn check(signature: Signature<'_>) -> Result<()> {
    if signature.reviewer.trim().is_empty() {
        return Err(Error::refused("a review is signed: who says it?".to_owned()));
    }
    if signature.why.trim().is_empty() {
        return Err(Error::refused("a review has a reason: why?".to_owned()));
    }
    Ok(())
}

pub(crate) struct NewEntry<'a> {
    pub(crate) verdict: &'static str,
    pub(crate) subject: &'a str,
    pub(crate) undoes: Option<i64>,
    pub(crate) before: &'a str,
    pub(crate) after: &'a str,
}

pub(crate) fn append(connection: &Connection, row: &NewEntry<'_>, signature: Signature<'_>) -> Result<()> {
    let last = "SELECT entry, chain FROM review_log ORDER BY entry DESC LIMIT 1";
    let last: Option<(i64, String)> =
        connection.query_row(last, [], |found| Ok((found.get(0)?, found.get(1)?))).optional()?;
    let (number, chain) = last.unwrap_or_default();
    let entry = Entry {
        entry: number + 1,
        at: signature.at.to_owned(),
        reviewer: signature.reviewer.trim().to_owned(),
        verdict: row.verdict.to_owned(),
        subject: row.subject.to_owned(),
        why: signature.why.trim().to_owned(),
        undoes: row.undoes,
        before: row.before.to_owned(),
        after: row.after.to_owned(),
    };
    let sql = "INSERT INTO review_log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let chain = link(&chain, &entry);
    let Entry { entry, at, reviewer, verdict, subject, why, undoes, before, after } = entry;
    connection.execute(sql, params![entry, at, reviewer, verdict, subject, why, undoes, before, after, chain])?;
    Ok(())
}

/// SHA-256 of the link before and of the entry, as JSON, so that no two entries are written alike.
fn link(before: &str, e: &Entry) -> String {
    let words = json!([before, e.entry, e.at, e.reviewer, e.verdict, e.subject, e.why, e.undoes, e.before, e.after]);
    hex(&Sha256::digest(words.to_string()))
}

pub(crate) fn entries(connection: &Connection, sql: &str, params: impl Params) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare(sql)?;
    Ok(statement.query_map(params, entry)?.collect::<rusqlite::Result<_>>()?)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        entry: row.get("entry")?,
        at: row.get("at")?,
        reviewer: row.get("reviewer")?,
        verdict: row.get("verdict")?,
        subject: row.get("subject")?,
        why: row.get("why")?,
        undoes: row.get("undoes")?,
        before: row.get("before")?,
        after: row.get("after")?,
    })
}
