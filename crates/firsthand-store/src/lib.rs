//! Keeps articles, what was found in them and what people said of it, in one SQLite file that a newsroom can keep for
//! years: `schema/` has the tables, in words that a reader of plain SQL understands.
//!
//! Invariants: a row is written in a transaction that holds all of an article or nothing of it. No table, view, column
//! or index is keyed on a person: claims are what can be asked for (safeguards, rule 1). The review log is only ever
//! added to.

mod decide;
mod documents;
mod error;
mod export;
mod findings;
mod names;
mod open;
mod readings;
mod remove;
mod review;
mod search;
mod verify;
mod versions;

pub use decide::{Decide, ShownClaim};
pub use documents::{Arrival, Fate, OutletName, Stored};
pub use error::{Error, Result};
pub use export::{Export, Names, Table};
pub use open::{Access, Collection};
pub use readings::{Attributions, Made, Reading, Recipe};
pub use review::{Change, Entry, Held, ReviewRow, Say, Signature};
pub use search::{ClaimRow, OutletRow, Summary};
pub use versions::{Marks, Stamp};
