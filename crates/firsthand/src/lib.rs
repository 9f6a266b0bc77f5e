//! Firsthand reads a pile of news articles and says, for every claim in it, who said it first here, who got it
//! from whom, and how many independent sources stand behind it.
//!
//! This library is pure: no disk, network, clock, threads or async. Each stage is a function on slices that
//! returns a value and notes.

pub mod assess;
pub mod attribute;
pub mod eval;
pub mod extract;
pub mod ingest;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod outlets;
pub mod pipeline;
pub mod publish;
pub mod reading;
pub mod review;
pub mod text;
pub mod times;
pub mod trace;
mod walk;
mod what_if;
