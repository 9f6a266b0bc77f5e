//! Same claim? Same source? Who has it from whom?
//!
//! Reads the tables of the stages before it and appends claims, their sources and their relays. Candidates come from
//! an index over features that languages share; what links two texts is always kept as evidence with its places.

mod bodies;
mod build;
pub mod claims;
pub mod credits;
mod drift;
pub mod features;
mod legal;
pub mod mentions;
mod papers;
pub mod question;
pub mod relays;
pub mod reuse;
mod said;
pub mod same;
pub mod sources;
pub mod stance;
mod telling;
pub mod units;
mod withdrawals;

pub use build::{Found, LinkedClaim, link};
pub(crate) use legal::owed_by_case;
pub use said::Said;
pub use withdrawals::Withdrawal;
pub(crate) use withdrawals::owed_after_withdrawals;
