//! Do two sentences say the same thing, in one language or two, and if not, in what do they differ?
//!
//! What two wordings share is found by concepts, names and numbers across languages, and by words too within one.
//! Likeness alone decides nothing: a claim with another number, another actor or a "not" shares more words with the
//! first than an honest paraphrase does. So what is left over on both sides is looked at, and a difference in what
//! must agree makes two claims of them.
//!
//! Without an encoder: words that no table knows match only where they are cognates or names.

mod amounts;
mod differ;
mod tables;
mod wording;

pub use wording::Wording;

use crate::model::Span;

/// In what two wordings differ. All but [`Difference::Modality`] make two claims of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// Each has a number that the other lacks.
    Number,
    /// Each has a date that the other lacks.
    Time,
    /// One denies what the other says, or says the opposite.
    Negation,
    /// All, some, half or none.
    Scope,
    /// Somebody or something else is spoken of.
    Actor,
    /// One says it may be so, the other that it is.
    Modality,
}

impl Difference {
    /// Its name in files of labelled wordings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Time => "time",
            Self::Negation => "negation",
            Self::Scope => "scope",
            Self::Actor => "actor",
            Self::Modality => "modality",
        }
    }
}

/// What comparing two wordings gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Whether they say the same.
    pub same: bool,
    /// How much of each the other has, the smaller of the two, 0..=1.
    pub shared: f32,
    /// In what they differ, with the words of each side where it shows.
    pub differences: Vec<(Difference, Option<Span>, Option<Span>)>,
}

/// The smaller share of what two wordings have in common from which on they can be one claim, within a language and
/// across two: across, what no table knows counts as missing. Chosen on `tests/cases/link/seen.tsv`.
const SHARED_WITHIN: f32 = 0.50;
const SHARED_ACROSS: f32 = 0.50;
/// The same for the larger share.
const CONTAINED_WITHIN: f32 = 0.60;
const CONTAINED_ACROSS: f32 = 0.55;

/// The larger share of what both say beside names: "the mayor of Trelleck resigned" and "the mayor of Trelleck opened a
/// school" have all their names in common. Chosen on the same file.
const SAID: f32 = 0.5;

/// Compares two wordings; swapping them swaps the words of the differences and changes nothing else.
/// Errors: none. Cost: the product of their words.
pub fn compare(a: &Wording, b: &Wording) -> Comparison {
    let pairing = differ::Pairing::of(a, b);
    let (of_a, of_b) = pairing.shared();
    let differences = differ::differences(a, b, &pairing);
    let within = a.language == b.language;
    let (least, contained) = if within { (SHARED_WITHIN, CONTAINED_WITHIN) } else { (SHARED_ACROSS, CONTAINED_ACROSS) };
    let alike = of_a.min(of_b) >= least && of_a.max(of_b) >= contained && pairing.said >= SAID;
    let agrees = differences.iter().all(|(what, ..)| *what == Difference::Modality);
    Comparison { same: alike && agrees, shared: of_a.min(of_b), differences }
}
