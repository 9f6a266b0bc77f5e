//! How well founded is a claim, and why?
//!
//! The bounds are worked out from the starts that the trace found and from what the texts show of each source. Every
//! number comes with the reasons that add up to it.

mod bounds;
mod least;
pub mod rules;
mod standing;
mod starts;
mod withdrawn;

use crate::model::{Assessment, ClaimRows, Lineage};

/// Assesses one traced claim; `lineage` must be the trace of these `rows`.
///
/// The contributions of `bounds.why` sum to `at_least` and `at_most`, and `at_least <= at_most`. Errors: none; empty
/// rows are `untraced`. Cost: near linear, and pairs of unnamed and counted sources.
pub fn assess(rows: &ClaimRows<'_>, lineage: &Lineage) -> Assessment {
    let least = least::least(rows, lineage);
    let proof = bounds::Proof::new(rows, lineage, &least);
    let bounds = proof.bounds();
    let origins = starts::origins(rows, lineage, &proof, &bounds.why);
    let standing = standing::standing(lineage, bounds.at_least, bounds.at_most);
    Assessment { origins, bounds, standing }
}
