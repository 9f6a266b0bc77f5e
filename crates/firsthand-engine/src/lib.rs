//! Reads piles of articles and runs the stages over them, on all cores.

mod error;
pub mod read;

pub use error::Error;
