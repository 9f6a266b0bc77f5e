//! What does somebody say, in the form in which the log keeps it?

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{Change, Say, held};
use crate::documents::hex;
use crate::{Error, Result};

/// A row of the log that is still to be signed.
pub(super) struct Statement {
    /// Id of what is spoken of.
    pub(super) subject: String,
    /// What the machine had found, as JSON.
    pub(super) before: String,
    /// What is made of it, as JSON.
    pub(super) after: String,
}

/// Looks up what is spoken of, and checks that it can be said.
pub(super) fn statement(connection: &Connection, id: &str, say: &Say) -> Result<Statement> {
    let nothing = || json!({}).to_string();
    match say {
        Say::Sign => {
            let (subject, before) = claim(connection, id)?;
            Ok(Statement { subject, before, after: nothing() })
        }
        Say::Accept | Say::Reject => {
            let (subject, before) = relay(connection, id)?;
            Ok(Statement { subject, before, after: nothing() })
        }
        Say::Correct(change) => {
            let (subject, before) = relay(connection, id)?;
            let after = changed(connection, &before, change)?;
            Ok(Statement { subject, before, after })
        }
        Say::Date(published) => dated(connection, id, published),
        Say::SameClaim(other) => same_claim(connection, id, other),
        Say::OtherClaim(article) => other_claim(connection, id, article),
    }
}

fn changed(connection: &Connection, before: &str, change: &Change) -> Result<String> {
    let before: Value = serde_json::from_str(before).unwrap_or_default();
    if !before["how"].is_string() {
        return Err(Error::refused("this is no relay: take back what was said of it with `undo`".to_owned()));
    }
    let mut made = Map::new();
    if let Some(name) = &change.from {
        made.insert("from".to_owned(), another(connection, &before, name)?.into());
    }
    if let Some(words) = &change.source {
        made.insert("source".to_owned(), credit(connection, &before, words)?);
    }
    if let Some(kind) = change.kind {
        if before["from"].is_string() && change.source.is_none() {
            let why = "it came from an article, and only a source has a kind: name the source too, with the words that credit it";
            return Err(Error::refused(why.to_owned()));
        }
        made.insert("kind".to_owned(), kind.name().into());
    }
    if let Some(how) = change.how {
        made.insert("how".to_owned(), how.name().into());
    }
    if let Some(direction) = change.direction {
        let between = before["to"].is_string() && (before["from"].is_string() || change.from.is_some());
        if !between {
            return Err(Error::refused("only a relay from one article to another has two directions".to_owned()));
        }
        made.insert("direction".to_owned(), held::direction(direction).into());
    }
    if made.is_empty() {
        return Err(Error::refused("a correction says what is to be corrected".to_owned()));
    }
    Ok(Value::Object(made).to_string())
}

/// The article that it came from instead.
fn another(connection: &Connection, before: &Value, name: &str) -> Result<String> {
    let id = document_id(connection, name)?;
    if before["to"].as_str() == Some(id.as_str()) {
        return Err(Error::refused(format!("`{id}` cannot have it from itself")));
    }
    Ok(id)
}

/// Where the receiving article has these words: of several places the one next to the evidence.
fn credit(connection: &Connection, before: &Value, words: &str) -> Result<Value> {
    let to = before["to"].as_str().ok_or_else(|| Error::refused("this relay goes to no article".to_owned()))?;
    let sql = "SELECT title, text FROM documents WHERE id = ?1";
    let found: Option<(String, String)> =
        connection.query_row(sql, [to], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (title, text) = found.ok_or_else(|| Error::unknown(format!("article with the id `{to}`")))?;
    let near = before["place"]["span"][0].as_u64().unwrap_or(0) as usize;
    let words = words.trim();
    let missing =
        || Error::refused(format!("`{to}` does not have the words “{words}”: write them as the article does"));
    if words.is_empty() {
        return Err(missing());
    }
    let place = |part: &str, start: usize| json!({"document": to, "part": part, "span": [start, start + words.len()]});
    let nearest = text.match_indices(words).map(|(at, _)| at).min_by_key(|at| at.abs_diff(near));
    let in_title = title.find(words).map(|at| place("title", at));
    nearest.map(|at| place("text", at)).or(in_title).ok_or_else(missing)
}

fn dated(connection: &Connection, id: &str, published: &str) -> Result<Statement> {
    if held::date(published).is_none() {
        let why = format!("`{published}` is not a time: write 2031-03-05, or 2031-03-05T09:40:00+04:00");
        return Err(Error::refused(why));
    }
    let subject = document_id(connection, id)?;
    let sql = "SELECT published_earliest FROM documents WHERE id = ?1";
    let before: Option<String> = connection.query_row(sql, [&subject], |row| row.get(0))?;
    let before = json!({"article": subject, "published": before}).to_string();
    Ok(Statement { subject, before, after: json!({"published": published.trim()}).to_string() })
}

fn same_claim(connection: &Connection, id: &str, other: &str) -> Result<Statement> {
    let ((_, a), (_, b)) = (claim(connection, id)?, claim(connection, other)?);
    reports(&a, &b, true)
}

/// The claim's statement and the first place where the article words the claim.
fn other_claim(connection: &Connection, id: &str, article: &str) -> Result<Statement> {
    let ((claim, a), article) = (claim(connection, id)?, document_id(connection, article)?);
    let sql = "SELECT m.part, m.start, m.\"end\" FROM mentions m JOIN claims c USING (claim) \
               JOIN documents d ON d.document = m.document WHERE c.id = ?1 AND d.id = ?2 ORDER BY m.ordinal LIMIT 1";
    let row = |row: &Row<'_>| {
        let (part, start, end): (String, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(json!({"document": article, "part": part, "span": [start, end]}).to_string())
    };
    let b = connection.query_row(sql, params![claim, article], row).optional()?;
    let b = b.ok_or_else(|| Error::refused(format!("`{article}` has no part in claim {claim}")))?;
    reports(&a, &b, false)
}

/// `before` has what the machine had found: the other of what is said.
fn reports(a: &str, b: &str, together: bool) -> Result<Statement> {
    let mut ends: Vec<Value> = [a, b].iter().map(|end| serde_json::from_str(end).unwrap_or_default()).collect();
    if ends[0]["document"] == ends[1]["document"] {
        let why = if together {
            "both are worded in the same article"
        } else {
            "the claim is worded in that article: name another, or another claim"
        };
        return Err(Error::refused(why.to_owned()));
    }
    // Told together they have no order; told apart, the second is the one that leaves.
    if together {
        ends.sort_by_key(ToString::to_string);
    }
    let (a, b) = (&ends[0], &ends[1]);
    let hash = hex(&Sha256::digest(json!([a, b, together]).to_string()));
    Ok(Statement {
        subject: format!("g{}", &hash[..12]),
        before: json!({"a": a, "b": b, "same_claim": !together}).to_string(),
        after: json!({"same_claim": together}).to_string(),
    })
}

fn document_id(connection: &Connection, name: &str) -> Result<String> {
    let sql =
        "SELECT id FROM documents WHERE id = ?1 OR (url = ?1 AND url <> '') ORDER BY id <> ?1, document DESC LIMIT 1";
    let found = connection.query_row(sql, [name], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::unknown(format!("article with the id or address `{name}`")))
}

/// The id and the place of the statement, as JSON, of a claim whose id begins like this.
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
