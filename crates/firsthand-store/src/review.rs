//! What did people say, who, when and why? The log is only ever added to: what somebody takes back stays in it, with
//! the entry that takes it back.

use firsthand::model::{How, Of, Place, Span};
use firsthand::review::{End, ReviewedRelay, Verdict};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::documents::hex;
use crate::{Collection, Error, Result, names};

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
    Correct {
        /// It came from this document, by id or address.
        from: Option<String>,
        /// It came this way.
        how: Option<How>,
    },
    /// The claim as it stands has been looked at by this person.
    Sign,
}

impl Say {
    fn name(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct { .. } => "correct",
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
    /// Adds to the log what somebody says of a relay (or, for [`Say::Sign`], of a claim) of the last trace, or of one
    /// that was reviewed before. `id` may be cut short where it stays clear. Returns the whole id.
    ///
    /// # Errors
    /// If there is no such relay or claim, a name or reason is missing, or the file cannot be written.
    pub fn say(&mut self, id: &str, say: &Say, signature: Signature<'_>) -> Result<String> {
        check(signature)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (subject, before) = match say {
            Say::Sign => claim(&transaction, id)?,
            _ => relay(&transaction, id)?,
        };
        let after = after(&transaction, &before, say)?;
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
        entries(&self.connection, "SELECT * FROM review_log ORDER BY entry")
    }

    /// What is held of every relay that somebody has reviewed: what a trace follows.
    ///
    /// # Errors
    /// If the file cannot be read, or the log holds what was not written by this program.
    pub fn reviewed(&self) -> Result<Vec<ReviewedRelay>> {
        let standing = entries(
            &self.connection,
            "SELECT * FROM reviews WHERE verdict <> 'sign' AND instr(subject, ' ') = 0 ORDER BY subject, entry",
        )?;
        let mut found = Vec::new();
        for said in standing.chunk_by(|a, b| a.subject == b.subject) {
            let relay = reviewed(said)
                .ok_or_else(|| Error::damaged(format!("entry {} of the review log cannot be read", said[0].entry)))?;
            found.push(relay);
        }
        Ok(found)
    }

    /// The relays of the last trace and those that were reviewed, each with what is held of it; `all` has those too that
    /// nobody has looked at.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn review_list(&self, all: bool) -> Result<Vec<ReviewRow>> {
        let standing = entries(
            &self.connection,
            "SELECT * FROM reviews WHERE verdict <> 'sign' AND instr(subject, ' ') = 0 ORDER BY entry",
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
        entries(&self.connection, "SELECT * FROM reviews WHERE verdict = 'sign' ORDER BY entry")
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

pub(crate) fn entries(connection: &Connection, sql: &str) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare(sql)?;
    Ok(statement.query_map([], entry)?.collect::<rusqlite::Result<_>>()?)
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

/// The id and the row, as JSON, of a claim whose id begins like this.
fn claim(connection: &Connection, id: &str) -> Result<(String, String)> {
    let sql = "SELECT c.id, d.id, c.part, c.start, c.\"end\" FROM claims c JOIN documents d USING (document) \
               WHERE substr(c.id, 1, length(?1)) = ?1 ORDER BY c.id LIMIT 2";
    let row = |row: &Row<'_>| {
        let (id, document, part): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (start, end): (u32, u32) = (row.get(3)?, row.get(4)?);
        Ok((id, json!({"document": document, "part": part, "span": [start, end]}).to_string()))
    };
    let mut statement = connection.prepare(sql)?;
    let found = statement.query_map([id], row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    only(found, id, "claim")
}

/// The id and the row, as JSON, of a relay whose id begins like this: of the last trace, else of the log.
fn relay(connection: &Connection, id: &str) -> Result<(String, String)> {
    let sql = "SELECT DISTINCT r.id, f.id, t.id, r.how, r.of, p.id, json_extract(r.evidence, '$[0].places[0]') \
               FROM relays r LEFT JOIN documents f ON f.document = r.from_document \
               LEFT JOIN documents t ON t.document = r.to_document \
               LEFT JOIN documents p ON p.document = json_extract(r.evidence, '$[0].places[0][0]') \
               WHERE substr(r.id, 1, length(?1)) = ?1 ORDER BY r.id, r.claim LIMIT 2";
    let mut statement = connection.prepare(sql)?;
    let mut found = statement.query_map([id], relay_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    found.dedup_by(|a, b| a.0 == b.0);
    if found.is_empty() {
        let sql = "SELECT subject, before FROM review_log WHERE substr(subject, 1, length(?1)) = ?1 AND verdict \
                   NOT IN ('undo', 'sign') GROUP BY subject ORDER BY subject LIMIT 2";
        let mut statement = connection.prepare(sql)?;
        found = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    }
    only(found, id, "relay")
}

fn relay_row(row: &Row<'_>) -> rusqlite::Result<(String, String)> {
    let (from, to): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
    let (how, of): (String, String) = (row.get(3)?, row.get(4)?);
    let (document, place): (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
    let place: Option<(i64, String, u32, u32)> = place.and_then(|json| serde_json::from_str(&json).ok());
    let place = place.map(|(_, part, start, end)| json!({"document": document, "part": part, "span": [start, end]}));
    Ok((row.get(0)?, json!({"from": from, "to": to, "how": how, "of": of, "place": place}).to_string()))
}

fn only(mut found: Vec<(String, String)>, id: &str, kind: &str) -> Result<(String, String)> {
    if found.len() > 1 && found[0].0 != id {
        return Err(Error::refused(format!("several ids begin with `{id}`: write more of it")));
    }
    if found.is_empty() || id.is_empty() {
        return Err(Error::unknown(format!("{kind} with the id `{id}`")));
    }
    Ok(found.remove(0))
}

fn after(connection: &Connection, before: &str, say: &Say) -> Result<String> {
    let Say::Correct { from, how } = say else { return Ok(json!({}).to_string()) };
    if from.is_none() && how.is_none() {
        return Err(Error::refused("a correction says what is to be corrected".to_owned()));
    }
    let mut change = serde_json::Map::new();
    if let Some(name) = from {
        let id = document_id(connection, name)?;
        let to = serde_json::from_str::<Value>(before).ok().and_then(|b| b["to"].as_str().map(str::to_owned));
        if to.as_deref() == Some(id.as_str()) {
            return Err(Error::refused(format!("`{id}` cannot have it from itself")));
        }
        change.insert("from".to_owned(), id.into());
    }
    if let Some(how) = how {
        change.insert("how".to_owned(), how.name().into());
    }
    Ok(Value::Object(change).to_string())
}

fn document_id(connection: &Connection, name: &str) -> Result<String> {
    let sql =
        "SELECT id FROM documents WHERE id = ?1 OR (url = ?1 AND url <> '') ORDER BY id <> ?1, document DESC LIMIT 1";
    let found = connection.query_row(sql, [name], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::unknown(format!("article with the id or address `{name}`")))
}

/// What all standing entries on one relay amount to.
fn reviewed(said: &[Entry]) -> Option<ReviewedRelay> {
    let before: Value = serde_json::from_str(&said[0].before).ok()?;
    let end = |name: &str| before[name].as_str().map_or(End::Source, |id| End::Document(id.to_owned()));
    Some(ReviewedRelay {
        id: said[0].subject.clone(),
        from: end("from"),
        to: end("to"),
        of: if before["of"] == "denial" { Of::Denial } else { Of::Assertion },
        how: names::how_named(before["how"].as_str()?)?,
        place: place(&before["place"]),
        verdict: verdict(said)?,
    })
}

fn place(json: &Value) -> Option<(String, Place)> {
    let number = |at: usize| json["span"][at].as_u64().and_then(|n| u32::try_from(n).ok());
    let (start, end) = (number(0)?, number(1)?);
    let part = names::part_named(json["part"].as_str()?)?;
    (start <= end).then_some(())?;
    Some((json["document"].as_str()?.to_owned(), Place { part, span: Span { start, end } }))
}

/// One says it is wrong and another that it is right, or two correct it in different ways: they disagree, and nobody is
/// overruled.
fn verdict(said: &[Entry]) -> Option<Verdict> {
    let rejected = said.iter().filter(|entry| entry.verdict == "reject").count();
    if rejected > 0 {
        return Some(if rejected == said.len() { Verdict::Rejected } else { Verdict::Disputed });
    }
    let mut corrections = said.iter().filter(|entry| entry.verdict == "correct").map(|entry| &entry.after);
    let Some(first) = corrections.next() else { return Some(Verdict::Confirmed) };
    if corrections.any(|other| other != first) {
        return Some(Verdict::Disputed);
    }
    let change: Value = serde_json::from_str(first).ok()?;
    let how = change["how"].as_str().map(names::how_named);
    Some(Verdict::Corrected {
        from: change["from"].as_str().map(str::to_owned),
        how: if let Some(how) = how { Some(how?) } else { None },
    })
}

fn state(said: &[Entry]) -> &'static str {
    if said.is_empty() {
        return "suggested";
    }
    match verdict(said) {
        Some(Verdict::Confirmed) => "confirmed",
        Some(Verdict::Corrected { .. }) => "corrected",
        Some(Verdict::Rejected) => "rejected",
        Some(Verdict::Disputed) | None => "disputed",
    }
}

/// A relay that the last trace does not have: rejected, or no longer found.
fn lost_row(entry: &Entry) -> ReviewRow {
    let before: Value = serde_json::from_str(&entry.before).unwrap_or_default();
    let end = |name: &str| before[name].as_str().unwrap_or("a source").to_owned();
    ReviewRow {
        id: entry.subject.clone(),
        claim: String::new(),
        statement: String::new(),
        from: end("from"),
        to: end("to"),
        how: before["how"].as_str().unwrap_or_default().to_owned(),
        because: String::new(),
        state: "suggested",
        said: vec![entry.clone()],
    }
}
