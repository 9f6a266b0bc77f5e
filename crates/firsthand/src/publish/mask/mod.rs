//! Whose names must not be seen, and what stands in their place?
//!
//! The whole of the findings is masked before anything is rendered, so that no format can forget a field
//! (safeguards, rule 7). Where it is doubtful whether a word is a name, it is masked: a page that withholds the name of
//! a town can still be read, one that shows the name of a witness cannot be taken back.

mod bodies;
mod cells;
mod chunks;
mod doubt;
mod findings;
mod keep;
mod known;
mod names;
mod roles;
mod shift;
mod stems;

pub use cells::MaskedCells;
pub use findings::{Masked, mask, mask_for_readers};
pub(super) use findings::{PileMask, Withheld};

/// What stands where a name stood.
pub(super) const WITHHELD: &str = "[name withheld]";

/// What stands for a text whose script does not tell names from other words.
const TEXT_WITHHELD: &str = "[text withheld: its script does not mark names]";
