//! How telling is a feature in this pile?
//!
//! The rarer, the more. But reports that open nearly alike are counted as few, so that a claim that is repeated ten
//! thousand times does not make its own words common, while the names of a news day become so.

use std::collections::BTreeSet;
use std::hash::BuildHasher;

use xxhash_rust::xxh3::Xxh3Builder;

use super::features::{Feature, Weights};
use super::units::Unit;
use crate::model::Language;

/// The features of an opening that hash least, one a seed.
type Sketch = [Option<Feature>; 3];

/// The weights of a pile of reports. Cost: linear.
pub(super) fn weights(units: &[Unit]) -> Weights {
    let mut seen: BTreeSet<(Language, Sketch)> = BTreeSet::new();
    Weights::of(units.iter().filter(|unit| seen.insert((unit.language, sketch(unit)))).map(|unit| &unit.full))
}

/// Two openings that share a part of their features have equal sketches in its cube (Broder 1997, min-wise hashing):
/// nine tenths alike, seven in ten are counted as one; a third alike, one in thirty.
fn sketch(unit: &Unit) -> Sketch {
    [1, 2, 3].map(|seed| {
        let hasher = Xxh3Builder::new().with_seed(seed);
        unit.opening().min_by_key(|feature| hasher.hash_one(feature))
    })
}
