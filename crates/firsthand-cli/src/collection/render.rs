//! How does a person, and how does a program, read what a collection answers?

use firsthand_store::{ClaimRow, Entry, ReviewRow, Summary};
use serde_json::{Value, json};

/// Outlets that are listed one by one; chosen by hand, half a screen.
const OUTLETS_SHOWN: usize = 15;

pub(super) fn summary(found: &Summary) -> String {
    let unknown = "not known".to_owned();
    let mut lines = vec![
        format!("{} articles in {} versions, from {} outlets", found.articles, found.documents, found.outlets.len()),
        format!(
            "published from {} to {}",
            found.first.as_ref().unwrap_or(&unknown),
            found.last.as_ref().unwrap_or(&unknown)
        ),
        traced(found),
        format!("{} entries in the review log", found.reviews),
        format!("{:.1} MB, {} bytes a version", found.bytes as f64 / 1e6, found.bytes / found.documents.max(1)),
    ];
    let mut outlets: Vec<_> = found.outlets.iter().collect();
    outlets.sort_by_key(|o| std::cmp::Reverse(o.documents));
    lines.push(String::new());
    let named = |name: &str| if name.is_empty() { "(no outlet given)".to_owned() } else { name.to_owned() };
    lines.extend(outlets.iter().take(OUTLETS_SHOWN).map(|o| format!("{:>8}  {}", o.documents, named(&o.outlet))));
    if let Some(more) = outlets.len().checked_sub(OUTLETS_SHOWN).filter(|&n| n > 0) {
        lines.push(format!("          and {more} more, in --format json"));
    }
    if !found.versions.is_empty() {
        lines.push(format!("\n{} articles have several versions:", found.versions.len()));
        let shown = found.versions.iter().take(OUTLETS_SHOWN);
        lines.extend(shown.map(|(url, versions)| format!("{versions:>8}  {url}")));
    }
    lines.join("\n") + "\n"
}

fn traced(found: &Summary) -> String {
    match found.traced {
        None => "not traced yet, or something was removed since: `firsthand trace --collection FILE`".to_owned(),
        Some(documents) => format!(
            "last trace: {} claims and {} relays in {documents} articles; {} came since",
            found.claims, found.relays, found.since
        ),
    }
}

pub(super) fn summary_json(found: &Summary) -> String {
    let outlets: Vec<Value> = found
        .outlets
        .iter()
        .map(|o| json!({"outlet": o.outlet, "documents": o.documents, "first": o.first, "last": o.last}))
        .collect();
    let versions: Vec<Value> =
        found.versions.iter().map(|(url, versions)| json!({"url": url, "versions": versions})).collect();
    let row = json!({
        "documents": found.documents, "articles": found.articles, "first": found.first, "last": found.last,
        "claims": found.claims, "relays": found.relays, "reviews": found.reviews, "traced": found.traced,
        "since": found.since, "bytes": found.bytes, "outlets": outlets, "versions": versions,
    });
    format!("{row}\n")
}

pub(super) fn claims(found: &[ClaimRow]) -> String {
    if found.is_empty() {
        return "No claim has these words.\n".to_owned();
    }
    let one = |c: &ClaimRow| {
        format!(
            "{}  “{}”\n               {}; independent sources: at least {}, at most {}; {} articles; worded by {}\n",
            c.id,
            c.statement.trim(),
            c.standing,
            c.at_least,
            c.at_most,
            c.articles,
            if c.outlet.is_empty() { &c.document } else { &c.outlet },
        )
    };
    found.iter().map(one).collect()
}

pub(super) fn claim_json(c: &ClaimRow) -> String {
    let row = json!({
        "id": c.id, "statement": c.statement, "language": c.language, "standing": c.standing, "at_least": c.at_least,
        "at_most": c.at_most, "articles": c.articles, "document": c.document, "outlet": c.outlet,
    });
    format!("{row}\n")
}

pub(super) fn reviews(rows: &[ReviewRow], signatures: &[Entry]) -> String {
    if rows.is_empty() && signatures.is_empty() {
        return "Nobody has reviewed anything yet; `--all` lists the relays of the last trace.\n".to_owned();
    }
    let relay = |r: &ReviewRow| {
        let mut lines = vec![String::new()];
        lines.extend(r.said.iter().map(said));
        let said = lines.join("\n               ");
        let because = if r.because.is_empty() { String::new() } else { format!(" ({})", r.because) };
        format!("{}  {:<9}  {} → {}, {}{because}{said}\n", r.id, r.state, r.from, r.to, r.how)
    };
    let signed = |e: &Entry| format!("{}  {}\n", e.subject, said(e));
    rows.iter().map(relay).chain(signatures.iter().map(signed)).collect()
}

fn said(e: &Entry) -> String {
    let change = if e.verdict == "correct" { format!(" {}", e.after) } else { String::new() };
    format!("{}{change} by {} on {}: {}", e.verdict, e.reviewer, e.at, e.why)
}

pub(super) fn reviews_json(rows: &[ReviewRow], signatures: &[Entry]) -> String {
    let relay = |r: &ReviewRow| {
        let said: Vec<Value> = r.said.iter().map(entry_value).collect();
        let (claim, statement) = (some(&r.claim), some(&r.statement));
        let row = json!({
            "id": r.id, "claim": claim, "statement": statement, "from": r.from, "to": r.to, "how": r.how,
            "because": r.because, "state": r.state, "said": said,
        });
        format!("{row}\n")
    };
    let signed = |e: &Entry| format!("{}\n", json!({"id": e.subject, "state": "signed", "said": [entry_value(e)]}));
    rows.iter().map(relay).chain(signatures.iter().map(signed)).collect()
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

pub(super) fn log(entries: &[Entry]) -> String {
    let one = |e: &Entry| {
        let undoes = e.undoes.map(|n| format!(" of entry {n}")).unwrap_or_default();
        format!("{:>5}  {}  {}{undoes}\n", e.entry, e.subject, said(e))
    };
    entries.iter().map(one).collect()
}

pub(super) fn entry_json(entry: &Entry) -> String {
    format!("{}\n", entry_value(entry))
}

fn entry_value(e: &Entry) -> Value {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    json!({
        "entry": e.entry, "at": e.at, "reviewer": e.reviewer, "verdict": e.verdict, "subject": e.subject,
        "why": e.why, "undoes": e.undoes, "before": parsed(&e.before), "after": parsed(&e.after),
    })
}
