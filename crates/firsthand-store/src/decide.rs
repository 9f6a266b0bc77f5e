//! What did people decide of a claim before it is published? Entries of the review log like any other: who, when, why,
//! and what can be taken back.

use firsthand::model::SourceKind;
use firsthand::review::{
    CheckedVerdict, Credibility, Decisions, Directness, Gradable, Grade, NotGradable, OwnReply, Reliability, Signed,
};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::{Value, json};

use crate::review::correct::{claim, document_id};
use crate::review::{Entry, NewEntry, append, check, entries};
use crate::{Collection, Error, Result, Signature, names};

/// What is decided of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decide {
    /// A reply was sought.
    Reply {
        /// Whose, by role.
        of: String,
        /// When it was asked for, `YYYY-MM-DD`.
        sought_on: String,
        /// The answer, verbatim.
        answer: Option<String>,
    },
    /// A name may stand in what is published of this claim.
    Unmask {
        /// The name as the articles have it.
        name: String,
    },
    /// A stated conviction was checked against a court record or an official source.
    Verdict {
        /// Id or address of the article that states it.
        document: String,
        /// Whether it holds.
        holds: bool,
    },
    /// The reliability of an outlet or institution that is a source of this claim, A to F.
    Reliability {
        /// The source, `s1` … as the trace of the claim numbers it.
        of: String,
        /// The letter.
        letter: String,
    },
    /// The credibility of this claim, 1 to 6.
    Credibility(u8),
    /// How near its source was.
    Directness(Directness),
}

/// A claim that a report showed, so that a signature is for what was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownClaim {
    /// Its id.
    pub id: String,
    /// Its statement.
    pub statement: String,
    /// Where the statement stands: id of a document, part, start, end.
    pub place: (String, firsthand::model::Place),
    /// Lower bound of its independent sources.
    pub at_least: u32,
    /// A hash of what was shown.
    pub fingerprint: String,
}

impl Collection {
    /// Adds to the log what somebody decides of a claim. `id` may be cut short where it stays clear. Returns the whole id.
    ///
    /// # Errors
    /// If there is no such claim, what is decided is not allowed (a grade of a person), a name or reason is missing, or
    /// the file cannot be written.
    pub fn decide(&mut self, id: &str, decide: &Decide, signature: Signature<'_>) -> Result<String> {
        check(signature)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (subject, before) = claim(&transaction, id)?;
        let (verdict, after) = after(&transaction, &subject, decide)?;
        let row = NewEntry { verdict, subject: &subject, undoes: None, before: &before, after: &after.to_string() };
        append(&transaction, &row, signature)?;
        transaction.commit()?;
        Ok(subject)
    }

    /// Everything that stands decided of a claim.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn decisions(&self, id: &str) -> Result<Decisions> {
        let sql = "SELECT * FROM reviews WHERE subject = ?1 AND verdict NOT IN ('accept', 'reject', 'correct') ORDER BY entry";
        let mut decisions = Decisions::default();
        entries(&self.connection, sql, [id])?.iter().for_each(|entry| take(&mut decisions, entry));
        let undone = "SELECT coalesce(max(entry), 0) FROM review_log WHERE subject = ?1 AND verdict NOT IN ('sign', 'undo') \
                      OR subject = ?1 AND undoes IN (SELECT entry FROM review_log WHERE verdict <> 'sign')";
        decisions.last_change = self.connection.query_row(undone, [id], |row| row.get(0))?;
        Ok(decisions)
    }

    /// Remembers what a report showed, so that it can be signed.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn remember_shown(&mut self, shown: &[ShownClaim]) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "INSERT OR REPLACE INTO shown_claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        for claim in shown {
            let (document, place) = &claim.place;
            transaction.execute(
                sql,
                params![
                    claim.id,
                    claim.statement,
                    document,
                    names::part(place.part),
                    place.span.start,
                    place.span.end,
                    claim.at_least,
                    claim.fingerprint
                ],
            )?;
        }
        Ok(transaction.commit()?)
    }
}

fn refused(why: NotGradable) -> Error {
    Error::refused(why.to_string())
}

fn after(connection: &Connection, claim: &str, decide: &Decide) -> Result<(&'static str, Value)> {
    Ok(match decide {
        Decide::Reply { of, sought_on, answer } => {
            if of.trim().is_empty() {
                return Err(Error::refused(
                    "whose reply was sought? Say it by role, as in “the accused's lawyer”".to_owned(),
                ));
            }
            ("reply", json!({"of": of.trim(), "sought_on": sought_on, "answer": answer}))
        }
        Decide::Unmask { name } if name.trim().is_empty() => {
            return Err(Error::refused("which name? Write it as the articles have it".to_owned()));
        }
        Decide::Unmask { name } => ("unmask", json!({"name": name.trim()})),
        Decide::Verdict { document, holds } => {
            ("verdict", json!({"document": document_id(connection, document)?, "holds": holds}))
        }
        Decide::Reliability { of, letter } => {
            Reliability::parse(letter).map_err(refused)?;
            let (kind, name) = source(connection, claim, of)?;
            let of = Gradable::of(kind, &name).map_err(refused)?;
            ("grade", json!({"reliability": letter, "of": of.name(), "kind": kind.name()}))
        }
        Decide::Credibility(number) => {
            Credibility::new(*number, at_least(connection, claim)?).map_err(refused)?;
            ("grade", json!({"credibility": number}))
        }
        Decide::Directness(how) => ("grade", json!({"directness": how.name()})),
    })
}

/// Kind and name of a source of a claim of the last trace.
fn source(connection: &Connection, claim: &str, source: &str) -> Result<(SourceKind, String)> {
    let sql =
        "SELECT s.kind, s.credited_as FROM sources s JOIN claims c USING (claim) WHERE c.id = ?1 AND s.source = ?2";
    let row = connection
        .query_row(sql, [claim, source], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))
        .optional()?;
    let (kind, name) =
        row.ok_or_else(|| Error::unknown(format!("source `{source}` of this claim in the last trace")))?;
    let kind = SourceKind::named(&kind).ok_or_else(|| Error::damaged(format!("`{kind}` is no kind of source")))?;
    Ok((kind, name))
}

fn at_least(connection: &Connection, claim: &str) -> Result<u32> {
    let sql = "SELECT at_least FROM claims WHERE id = ?1 UNION ALL SELECT at_least FROM shown_claims WHERE id = ?1";
    Ok(connection.query_row(sql, [claim], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// What an entry adds to the decisions; one that this program did not write adds nothing.
fn take(decisions: &mut Decisions, entry: &Entry) {
    let after: Value = serde_json::from_str(&entry.after).unwrap_or_default();
    let text = |key: &str| after[key].as_str().unwrap_or_default().to_owned();
    match entry.verdict.as_str() {
        "sign" => decisions.signatures.push(Signed {
            reviewer: entry.reviewer.clone(),
            entry: entry.entry,
            fingerprint: text("fingerprint"),
        }),
        "reply" => decisions.replies.push(OwnReply {
            of: text("of"),
            sought_on: text("sought_on"),
            answer: after["answer"].as_str().map(str::to_owned),
        }),
        "unmask" => decisions.unmasked.push((text("name"), entry.why.clone())),
        "verdict" => {
            let holds = after["holds"].as_bool().unwrap_or(false);
            decisions.verdicts.push(CheckedVerdict { document: text("document"), holds });
        }
        _ => decisions.grades.extend(grade(&after, entry.why.clone())),
    }
}

fn grade(after: &Value, why: String) -> Option<Grade> {
    if let Some(letter) = after["reliability"].as_str() {
        let kind = SourceKind::named(after["kind"].as_str()?)?;
        let of = Gradable::of(kind, after["of"].as_str()?).ok()?;
        return Some(Grade::Reliability { of, grade: Reliability::parse(letter).ok()?, why });
    }
    if let Some(number) = after["credibility"].as_u64() {
        // Whether 1 was allowed was asked when it was entered.
        let grade = Credibility::new(u8::try_from(number).ok()?, u32::MAX).ok()?;
        return Some(Grade::Credibility { grade, why });
    }
    Some(Grade::Directness { how: Directness::named(after["directness"].as_str()?)?, why })
}
