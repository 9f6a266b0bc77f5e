//! What are the nouns? One file each, with its invariants and nothing else.
//!
//! Model types do not derive `Serialize`: their exported forms live in `publish`, so that a change of a wire
//! format is never a change of meaning. Nothing here is keyed on a person: a person is a [`Place`] and a
//! [`SourceKind`] inside one claim.

mod attribution;
mod claim;
mod document;
mod findings;
mod note;
mod passage;
mod place;
mod relay;
mod rows;
mod source;
mod time;
mod trace;

pub use attribution::{Attribution, AttributionKind, Bearing, Force, Grounds, Proposal};
pub use claim::{
    Accusation, Article, Claim, Credit, Hop, LegalStatement, LegalStatus, Mention, Reply, ReplyKind, Stance,
};
pub use document::{Document, DocumentNo, Language, OutletNo};
pub use findings::{Finding, Findings};
pub use note::{Note, NoteCode, Noted};
pub use passage::{Passage, Role};
pub use place::{Part, Place, Span};
pub use relay::{Evidence, EvidenceKind, How, Node, Of, Relay, Status};
pub use rows::{Assessment, ClaimRows, DocumentRow, Lineage, Root, Same};
pub use source::{Source, SourceId, SourceKind, Unnamed};
pub use time::{Due, Outcome, TimeExpression, TimeInterval, TimeKind};
pub use trace::{
    Bounds, Doubt, Drift, DriftKind, Missing, Origin, OriginState, Owed, Reason, ReviewedBounds, Standing, Trace,
    WouldChange,
};

/// A confidence between 0 and 1. Printed with three decimals, so that equal runs give equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Probability(f32);

impl Probability {
    /// Clamps into 0..=1; not-a-number becomes 0.
    pub fn new(value: f32) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) })
    }

    /// The value, 0..=1.
    pub fn get(self) -> f32 {
        self.0
    }
}
