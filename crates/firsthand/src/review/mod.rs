//! What did people say of the relays, and what follows from it?
//!
//! A machine suggests relays, people accept, reject or correct them. What a person confirmed is never overwritten: it
//! stays even where the machine no longer finds it. What all who looked rejected is not used. Where reviewers disagree
//! the machine's relay stays as it is, marked as suggested.

mod correct;
mod grouping;
mod overrides;
mod relays;

pub(crate) use grouping::grouping;
pub use overrides::{Overrides, OverridesError};
pub(crate) use relays::same;
pub use relays::{Edges, apply};

use crate::model::{Bounds, How, Of, Place, Relay, ReviewedBounds, SourceKind, Status};

/// An end of a reviewed relay, in words that hold from run to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A document, by its id.
    Document(String),
    /// The source that is credited at the relay's place.
    Source,
}

/// What those who looked at a relay hold of it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All accept it.
    Confirmed,
    /// All reject it.
    Rejected,
    /// All who did not accept it as it was made this of it.
    Corrected(Correction),
    /// They disagree.
    Disputed,
}

/// What is right of a relay, where it was found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The document it came from, by its id.
    pub from: Option<String>,
    /// The words that credit the source that it came from: a document's id, and the place in it.
    pub source: Option<(String, Place)>,
    /// What kind of source it came from.
    pub kind: Option<SourceKind>,
    /// How it came.
    pub how: Option<How>,
    /// Which way it went.
    pub direction: Option<Direction>,
}

/// Which way a relay went, against what the machine found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The way that was found.
    Known,
    /// It cannot be told.
    Unknown,
    /// The other way.
    Reversed,
}

/// Two reports, each meant by a place of a document that is named by its id, that somebody says are of one claim, or are
/// not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// A report.
    pub a: (String, Place),
    /// Another, of another document.
    pub b: (String, Place),
    /// Whether they are of one claim.
    pub together: bool,
}

/// A relay that somebody has reviewed, as it was when they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedRelay {
    /// [`Relay::id`].
    pub id: String,
    /// Where it came from.
    pub from: End,
    /// Where it went.
    pub to: End,
    /// The claim or its denial.
    pub of: Of,
    /// How.
    pub how: How,
    /// Where its first evidence stands: a document's id, and the place in it.
    pub place: Option<(String, Place)>,
    /// What is held of it.
    pub verdict: Verdict,
}

/// Two credits that a person says are one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameSource {
    /// A document's id or address, and the words that credit the source there.
    pub a: (String, String),
    /// The same for the other.
    pub b: (String, String),
}

/// Everything that people said of a pile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    /// Of relays.
    pub relays: Vec<ReviewedRelay>,
    /// Of sources.
    pub same_sources: Vec<SameSource>,
    /// Of which reports are of one claim.
    pub grouping: Vec<Grouped>,
    /// Whether anything was reviewed at all.
    pub begun: bool,
    /// Whether bounds are also given for what is reviewed alone.
    pub count_apart: bool,
}

/// Bounds that hold whichever of the relays are right that nobody has confirmed. The lower one takes from sources only
/// what is confirmed, and believes every dependence; the upper one believes every source and only confirmed dependence. By
/// the two laws of the design nothing between them can lie outside. `bounds` are those of the relays that it is given.
pub fn bounds(relays: &[Relay], all: &Bounds, bounds: impl Fn(&[Relay]) -> Bounds) -> ReviewedBounds {
    let confirmed = |r: &&Relay| r.status == Status::Confirmed;
    let supports = |r: &Relay| relays::is_support(r);
    let least: Vec<Relay> = relays.iter().filter(|r| !supports(r) || confirmed(r)).cloned().collect();
    let most: Vec<Relay> = relays.iter().filter(|r| supports(r) || confirmed(r)).cloned().collect();
    let count = relays.iter().filter(confirmed).count() as u32;
    ReviewedBounds {
        at_least: bounds(&least).at_least.min(all.at_least),
        at_most: bounds(&most).at_most.max(all.at_most),
        confirmed: count,
        unreviewed: relays.len() as u32 - count,
        begun: false,
    }
}
