//! Reads piles of articles and runs the stages over them, on all cores.

pub mod collection;
mod error;
pub mod eval;
pub mod read;
mod run;

pub use error::Error;
pub use run::{attribute, extract, link, times, trace, trace_overridden};
