//! What did the last trace of the whole collection find?

use firsthand::model::{
    DocumentNo, Evidence, Finding, Findings, Node, Outcome, Place, Probability, Reason, Relay, Source,
};
use rusqlite::{Connection, TransactionBehavior, params};
use serde_json::{Value, json};

use crate::readings::recipe_row;
use crate::{Collection, Recipe, Result, names};

impl Collection {
    /// Puts the findings of a trace in the place of those before, all or none. `rows` has the number in this file of
    /// each document of the findings.
    ///
    /// # Errors
    /// If the file cannot be written, or a document was removed meanwhile.
    pub fn keep_trace(&mut self, findings: &Findings, rows: &[i64], recipe: Recipe) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch("DELETE FROM claims; DELETE FROM shown_claims; DELETE FROM last_trace;")?;
        let writer = Writer { connection: &transaction, findings, rows, recipe: recipe_row(&transaction, recipe)? };
        for finding in &findings.findings {
            writer.claim(finding)?;
        }
        let newest = rows.iter().max().copied().unwrap_or(0);
        transaction
            .execute("INSERT INTO last_trace VALUES (1, ?1, ?2, ?3)", params![rows.len(), newest, writer.recipe])?;
        index_again(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// Makes the index of statements anew; nothing of statements that are gone stays in it.
pub(crate) fn index_again(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("INSERT INTO claims_search (claims_search) VALUES ('rebuild')")?)
}

struct Writer<'a> {
    connection: &'a Connection,
    findings: &'a Findings,
    rows: &'a [i64],
    recipe: i64,
}

impl Writer<'_> {
    fn row(&self, no: DocumentNo) -> i64 {
        self.rows[no.index()]
    }

    fn claim(&self, finding: &Finding) -> Result<()> {
        const SQL: &str = "INSERT OR IGNORE INTO claims (id, statement, language, document, part, start, \"end\", \
                           standing, at_least, at_most, or_more, channels, first, due, due_outcome, recipe, reviewed_at_least, reviewed_at_most, fingerprint) \
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
        let reviewed = finding.trace.reviewed.unwrap_or_default();
        let Finding { claim, trace } = finding;
        let (no, place) = claim.statement;
        let bounds = &trace.bounds;
        let kept = self.connection.prepare_cached(SQL)?.execute(params![
            claim.key(&self.findings.documents),
            self.findings.documents[no.index()].slice(place),
            claim.language.code(),
            self.row(no),
            names::part(place.part),
            place.span.start,
            place.span.end,
            trace.standing.name(),
            bounds.at_least,
            bounds.at_most,
            bounds.or_more,
            bounds.channels,
            trace.first.map(|no| self.row(no)),
            claim.due.as_ref().map(|due| &due.date),
            claim.due.as_ref().and_then(|due| outcome(due.outcome)),
            self.recipe,
            reviewed.at_least,
            trace.reviewed.map(|r| r.at_most),
            firsthand::publish::fingerprint(self.findings, finding),
        ])?;
        // Two items of one page can be worded best by one sentence; the first keeps it.
        if kept == 0 {
            return Ok(());
        }
        self.parts(self.connection.last_insert_rowid(), finding)
    }

    fn parts(&self, row: i64, Finding { claim, trace }: &Finding) -> Result<()> {
        let mut articles = self.connection.prepare_cached("INSERT INTO articles VALUES (?1, ?2, ?3)")?;
        for article in &claim.articles {
            articles.execute(params![row, self.row(article.document), article.stance.name()])?;
        }
        let mut mentions =
            self.connection.prepare_cached("INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
        for (at, mention) in claim.mentions.iter().enumerate() {
            let Place { part, span } = mention.place;
            let (document, part) = (self.row(mention.document), names::part(part));
            mentions.execute(params![row, at, document, part, span.start, span.end, mention.stance.name()])?;
        }
        for (at, relay) in trace.relays.iter().enumerate() {
            self.relay(row, at, relay)?;
        }
        trace.sources.iter().try_for_each(|source| self.source(row, source))?;
        trace.bounds.why.iter().enumerate().try_for_each(|(at, reason)| self.reason(row, at, reason))
    }

    fn source(&self, claim: i64, source: &Source) -> Result<()> {
        let mut insert =
            self.connection.prepare_cached("INSERT INTO sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        let (id, kind) = (node(Node::Source(source.id)), source.kind.name());
        let Source { name, count, or_more, first_hand, withdrawn, .. } = source;
        insert.execute(params![claim, id, kind, name, count, or_more, first_hand, withdrawn])?;
        Ok(())
    }

    fn relay(&self, claim: i64, at: usize, relay: &Relay) -> Result<()> {
        const SQL: &str = "INSERT INTO relays VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
        let document = |node| if let Node::Document(no) = node { Some(self.row(no)) } else { None };
        let source = |end| if let Node::Source(_) = end { Some(node(end)) } else { None };
        self.connection.prepare_cached(SQL)?.execute(params![
            claim,
            at,
            relay.id(&self.findings.documents),
            document(relay.from),
            source(relay.from),
            document(relay.to),
            source(relay.to),
            relay.how.name(),
            relay.of.name(),
            if relay.direction_known { "known" } else { "unknown" },
            rounded(relay.confidence),
            relay.status.name(),
            self.evidence(&relay.evidence),
        ])?;
        Ok(())
    }

    fn evidence(&self, evidence: &[Evidence]) -> String {
        let place = |&(no, place): &(DocumentNo, Place)| {
            json!([self.row(no), names::part(place.part), place.span.start, place.span.end])
        };
        let one = |e: &Evidence| json!({"kind": e.kind.name(), "detail": e.detail, "places": e.places.iter().map(place).collect::<Vec<_>>()});
        Value::from(evidence.iter().map(one).collect::<Vec<_>>()).to_string()
    }

    fn reason(&self, claim: i64, at: usize, reason: &Reason) -> Result<()> {
        let mut insert = self.connection.prepare_cached("INSERT INTO reasons VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        insert.execute(params![claim, at, reason.rule, reason.text, reason.at_least, reason.at_most])?;
        Ok(())
    }
}

/// `s1`, `s2` … within the claim; documents have columns of their own.
fn node(node: Node) -> String {
    match node {
        Node::Source(id) => format!("s{}", u64::from(id.0) + 1),
        Node::Document(_) => String::new(),
    }
}

/// Three decimals, as in every export.
fn rounded(confidence: Probability) -> f64 {
    (f64::from(confidence.get()) * 1000.0).round() / 1000.0
}

fn outcome(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Reported => Some("reported"),
        Outcome::NotReported => Some("not reported"),
        Outcome::NotYetDue => None,
    }
}
