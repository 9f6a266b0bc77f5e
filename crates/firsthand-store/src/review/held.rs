//! What is held together by those who said something?

use firsthand::ingest::Published;
use firsthand::model::{How, Of, Place, SourceKind, Span, TimeInterval};
use firsthand::review::{Correction, Direction, End, Grouped, ReviewedRelay, Verdict};
use serde_json::Value;

use super::{Entry, ReviewRow, entries};
use crate::{Collection, Error, Result, names};

/// What a trace follows.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Of relays.
    pub relays: Vec<ReviewedRelay>,
    /// Of which reports are of one claim.
    pub grouping: Vec<Grouped>,
    /// Ids of documents, and when they were published.
    pub dates: Vec<(String, TimeInterval)>,
    /// Whether anything was reviewed at all.
    pub begun: bool,
}

impl Collection {
    /// What is held of everything that somebody has reviewed.
    ///
    /// # Errors
    /// If the file cannot be read, or the log holds what was not written by this program.
    pub fn held(&self) -> Result<Held> {
        let standing = entries(
            &self.connection,
            "SELECT * FROM reviews WHERE verdict IN ('accept', 'reject', 'correct') ORDER BY subject, entry",
            [],
        )?;
        let mut held = Held { begun: !standing.is_empty(), ..Held::default() };
        for said in standing.chunk_by(|a, b| a.subject == b.subject) {
            held.take(said)
                .ok_or_else(|| Error::damaged(format!("entry {} of the review log cannot be read", said[0].entry)))?;
        }
        Ok(held)
    }
}

impl Held {
    /// What the standing entries on one subject amount to; `None` where they cannot be read.
    fn take(&mut self, said: &[Entry]) -> Option<()> {
        let before: Value = serde_json::from_str(&said[0].before).ok()?;
        if before["how"].is_string() {
            self.relays.push(reviewed(said, &before)?);
            return Some(());
        }
        // Of a date and of reports told together or apart there is nothing but the correction.
        let Judged::Corrected(change) = judged(said) else { return Some(()) };
        let change: Value = serde_json::from_str(change).ok()?;
        if let Some(article) = before["article"].as_str() {
            self.dates.push((article.to_owned(), date(change["published"].as_str()?)?));
        } else {
            let (a, b) = (place(&before["a"])?, place(&before["b"])?);
            self.grouping.push(Grouped { a, b, together: change["same_claim"].as_bool()? });
        }
        Some(())
    }
}

/// The interval of a date as a reviewer writes it; `None` where it is none.
pub(super) fn date(written: &str) -> Option<TimeInterval> {
    let read = Published::parse(written);
    let known = !read.is_absent() && !read.is_unreadable();
    known.then(|| TimeInterval { from: "review".to_owned(), ..read.interval(None) })
}

fn reviewed(said: &[Entry], before: &Value) -> Option<ReviewedRelay> {
    let end = |name: &str| before[name].as_str().map_or(End::Source, |id| End::Document(id.to_owned()));
    Some(ReviewedRelay {
        id: said[0].subject.clone(),
        from: end("from"),
        to: end("to"),
        of: if before["of"] == "denial" { Of::Denial } else { Of::Assertion },
        how: How::named(before["how"].as_str()?)?,
        place: place(&before["place"]),
        verdict: verdict(said)?,
    })
}

/// The place that a JSON object names, with its document's id.
pub(super) fn place(json: &Value) -> Option<(String, Place)> {
    let number = |at: usize| json["span"][at].as_u64().and_then(|n| u32::try_from(n).ok());
    let (start, end) = (number(0)?, number(1)?);
    let part = names::part_named(json["part"].as_str()?)?;
    (start <= end).then_some(())?;
    Some((json["document"].as_str()?.to_owned(), Place { part, span: Span { start, end } }))
}

enum Judged<'a> {
    Confirmed,
    Rejected,
    Disputed,
    /// To this, as JSON.
    Corrected(&'a str),
}

/// One says it is wrong and another that it is right, or two correct it in different ways: they disagree, and nobody is
/// overruled.
fn judged(said: &[Entry]) -> Judged<'_> {
    let rejected = said.iter().filter(|entry| entry.verdict == "reject").count();
    if rejected > 0 {
        return if rejected == said.len() { Judged::Rejected } else { Judged::Disputed };
    }
    let mut corrections = said.iter().filter(|entry| entry.verdict == "correct").map(|entry| entry.after.as_str());
    match corrections.next() {
        None => Judged::Confirmed,
        Some(first) if corrections.all(|other| other == first) => Judged::Corrected(first),
        Some(_) => Judged::Disputed,
    }
}

fn verdict(said: &[Entry]) -> Option<Verdict> {
    Some(match judged(said) {
        Judged::Confirmed => Verdict::Confirmed,
        Judged::Rejected => Verdict::Rejected,
        Judged::Disputed => Verdict::Disputed,
        Judged::Corrected(change) => Verdict::Corrected(correction(&serde_json::from_str(change).ok()?)?),
    })
}

/// `None` where a word is not known.
fn correction(change: &Value) -> Option<Correction> {
    let mut made = Correction { from: change["from"].as_str().map(str::to_owned), ..Correction::default() };
    if !change["source"].is_null() {
        made.source = Some(place(&change["source"])?);
    }
    if let Some(kind) = change["kind"].as_str() {
        made.kind = Some(SourceKind::named(kind)?);
    }
    if let Some(how) = change["how"].as_str() {
        made.how = Some(How::named(how)?);
    }
    if let Some(direction) = change["direction"].as_str() {
        made.direction = Some(direction_named(direction)?);
    }
    Some(made)
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Known => "known",
        Direction::Unknown => "unknown",
        Direction::Reversed => "reversed",
    }
}

fn direction_named(name: &str) -> Option<Direction> {
    [Direction::Known, Direction::Unknown, Direction::Reversed].into_iter().find(|d| direction(*d) == name)
}

pub(super) fn state(said: &[Entry]) -> &'static str {
    if said.is_empty() {
        return "suggested";
    }
    match judged(said) {
        Judged::Confirmed => "confirmed",
        Judged::Corrected(_) => "corrected",
        Judged::Rejected => "rejected",
        Judged::Disputed => "disputed",
    }
}

/// What was reviewed and is no relay of the last trace: one that was rejected, corrected or is no longer found, a date, or
/// reports that were told together or apart.
pub(super) fn lost_row(entry: &Entry) -> ReviewRow {
    let before: Value = serde_json::from_str(&entry.before).unwrap_or_default();
    let text = |value: &Value, otherwise: &str| value.as_str().unwrap_or(otherwise).to_owned();
    let (from, to, how) = if before["article"].is_string() {
        (text(&before["published"], "not known"), text(&before["article"], ""), "published".to_owned())
    } else if before["a"].is_object() {
        let how = if before["same_claim"] == true { "one claim" } else { "other claims" };
        (text(&before["a"]["document"], ""), text(&before["b"]["document"], ""), how.to_owned())
    } else {
        (text(&before["from"], "a source"), text(&before["to"], "a source"), text(&before["how"], ""))
    };
    let (claim, statement, because) = (String::new(), String::new(), String::new());
    let said = vec![entry.clone()];
    ReviewRow { id: entry.subject.clone(), claim, statement, from, to, how, because, state: "suggested", said }
}
